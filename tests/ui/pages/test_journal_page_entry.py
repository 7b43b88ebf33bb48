"""The Journal page: changing an entry in place, removing it, and what else is done with it."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QPlainTextEdit

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.checkin import CheckIn, Feeling, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import records
from sessiondesk.store.errors import StoreError, StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import note_draft
from sessiondesk.ui.pages.journal_page import JournalPage
from sessiondesk.ui.pattern_dialog import PatternDialog

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)  # a Tuesday
PATIENCE = 20_000
CHANGE = "Change this entry"
MORE = "More for this entry"


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control

    def click(self, page, name):
        self._qtbot.mouseClick(self.find(page, name), LEFT)

    def key(self, widget, key):
        self._qtbot.keyClick(widget, key)

    def note(self, page):
        (editor,) = (each for each in page.findChildren(QPlainTextEdit) if each.isVisible())
        return editor

    def type(self, page, words):
        self.note(page).setFocus()
        self._qtbot.keyClicks(self.note(page), words)

    def choose(self, page, text):
        """Trigger the one entry of that text in the open menu."""
        self.click(page, MORE)
        (found,) = (each for each in page.findChildren(QAction) if each.text() == text)
        for menu in page.findChildren(QMenu):
            menu.close()
        found.trigger()

    def dialog(self, page):
        (found,) = (each for each in page.findChildren(QDialog) if each.isVisible())
        return found


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal):
        page = JournalPage(journal, theme=theme, prompts=prompts)
        qtbot.addWidget(page)
        page.resize(1072, 1000)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


def written(journal, words="a quiet day", *, days=0, **fields):
    day = TODAY - timedelta(days=days)
    at = datetime.fromisoformat(f"{day}T20:52:00+02:00")
    lines = tuple(NoteLine(text=each) for each in words.split("\n") if each)
    checkin = CheckIn(felt_at=at, day=day, lines=lines, **fields)
    journal.checkins.record(checkin)
    return checkin


def words_on(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible() and each.text()]


def test_the_words_of_an_entry_are_changed_in_place(qtbot, journal, open_page, hands, audit):
    checkin = written(journal, "a quiet day")
    page = open_page(journal)

    hands.click(page, CHANGE)
    # The editor takes its place with the next events.
    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)
    hands.type(page, "Not ")
    hands.click(page, "Done")

    assert journal.checkins.find(checkin.id).lines == (NoteLine(text="Not a quiet day"),)
    assert "Not a quiet day" in words_on(page)
    assert journal.drafts.all() == []


def test_an_entry_is_changed_by_the_keyboard_alone(qtbot, journal, open_page, hands):
    checkin = written(journal, "guilt all day", ratings={"mood": 3})
    page = open_page(journal)
    page.search()
    field = hands.find(page, "Search the journal")
    qtbot.keyClicks(field, "guilt")
    hands.key(field, Qt.Key.Key_Return)

    hands.key(hands.find(page, CHANGE), Qt.Key.Key_Return)
    qtbot.keyClicks(hands.note(page), "No ")
    hands.key(hands.note(page), Qt.Key.Key_Escape)

    assert journal.checkins.find(checkin.id).lines[0].text == "No guilt all day"
    assert hands.find(page, CHANGE).hasFocus()


def test_answers_are_kept_as_they_are_given_and_can_be_undone(qtbot, journal, open_page, hands):
    checkin = written(journal, ratings={"mood": 3})
    page = open_page(journal)
    hands.click(page, CHANGE)

    hands.click(page, "Mood: 7 of 10")

    assert journal.checkins.find(checkin.id).ratings == {"mood": 7}
    assert journal.undo()
    assert journal.checkins.find(checkin.id).ratings == {"mood": 3}
    assert hands.find(page, "Mood: 3 of 10").isChecked()


def test_feelings_body_tags_and_patterns_are_changed_in_place(journal, prompts, open_page, hands):
    pattern = Pattern(name="Going silent", named_on=TODAY)
    journal.patterns.record(pattern)
    work = journal.tags.named("work")
    checkin = written(journal)
    page = open_page(journal)
    hands.click(page, CHANGE)

    hands.click(page, "Sad")
    hands.click(page, prompts.body[0].text)
    hands.click(page, "work")
    hands.click(page, "Going silent")

    kept = journal.checkins.find(checkin.id)
    assert kept.feelings == {Feeling(family="sad")}
    assert kept.body == {prompts.body[0].id}
    assert kept.tags == {work.id}
    assert kept.patterns == {pattern.id}


def test_a_new_tag_can_be_added_while_changing(qtbot, journal, open_page, hands):
    checkin = written(journal)
    page = open_page(journal)
    hands.click(page, CHANGE)

    hands.click(page, "Add tag")
    field = hands.find(page, "Add tag")
    qtbot.keyClicks(field, "the flat")
    hands.key(field, Qt.Key.Key_Return)

    (tag,) = journal.tags.all()
    assert tag.name == "the flat"
    assert journal.checkins.find(checkin.id).tags == {tag.id}


def test_hours_slept_and_a_yes_or_no_are_changed_in_place(journal, open_page, hands):
    from sessiondesk.domain.scale import Scale, ScaleKind  # noqa: PLC0415

    walked = Scale(label="Walked", kind=ScaleKind.YES_NO, position=9)
    journal.scales.record(walked)
    checkin = written(journal)
    page = open_page(journal)
    hands.click(page, CHANGE)

    hands.click(page, "Walked: Yes")
    hands.click(page, "Hours slept: 7 hours")

    kept = journal.checkins.find(checkin.id)
    assert kept.ratings == {walked.id: 1}
    assert kept.sleep_hours == 7


def test_words_being_typed_survive_a_crash_as_a_draft(qtbot, journal, open_page, hands):
    checkin = written(journal, "a quiet day")
    page = open_page(journal)
    hands.click(page, CHANGE)

    hands.type(page, "Not ")

    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=PATIENCE)
    (draft,) = journal.drafts.all()
    assert draft.record_id == checkin.id
    words = note_draft.from_text(draft.text)
    assert words is not None
    assert words.lines == (NoteLine(text="Not a quiet day"),)


def test_choosing_another_entry_keeps_what_was_typed(journal, open_page, hands):
    checkin = written(journal, "first", days=0)
    written(journal, "second", days=1)
    page = open_page(journal)
    hands.click(page, CHANGE)
    hands.type(page, "The ")

    hands.key(hands.find(page, "Entries"), Qt.Key.Key_Down)

    assert journal.checkins.find(checkin.id).lines[0].text == "The first"
    assert "second" in words_on(page)


@pytest.fixture
def full_disk(journal, monkeypatch):
    """A disk without room, until it is let go."""

    class Disk:
        is_full = True

    def act():
        if Disk.is_full:
            raise StoreFullError
        return kept()

    kept = journal.act
    monkeypatch.setattr(journal, "act", act)
    writing = journal.writing

    def write():
        if Disk.is_full:
            raise StoreFullError
        return writing()

    monkeypatch.setattr(journal, "writing", write)
    return Disk


def test_a_full_disk_keeps_the_words_in_the_window(journal, open_page, hands, request):
    checkin = written(journal, "first", days=0)
    written(journal, "second", days=1)
    page = open_page(journal)
    hands.click(page, CHANGE)
    disk = request.getfixturevalue("full_disk")
    hands.type(page, "The ")

    hands.key(hands.find(page, "Entries"), Qt.Key.Key_Down)

    assert hands.note(page).toPlainText() == "The first"
    assert any("no room left" in each for each in words_on(page))
    with pytest.raises(StoreError):
        page.settle()
    (draft,) = page.unsaved()
    whole = records.decode(Kind.CHECKIN, draft.text)
    assert isinstance(whole, CheckIn)
    assert whole.lines == (NoteLine(text="The first"),)

    disk.is_full = False
    hands.click(page, "Try again")
    assert journal.checkins.find(checkin.id).lines[0].text == "The first"
    assert page.unsaved() == []


def test_emptied_altogether_an_entry_goes_into_the_bin(journal, open_page, hands):
    checkin = written(journal, "only words")
    written(journal, "another", days=1)
    page = open_page(journal)
    hands.click(page, CHANGE)

    hands.note(page).selectAll()
    hands.key(hands.note(page), Qt.Key.Key_Delete)
    hands.click(page, "Done")

    assert journal.checkins.find(checkin.id) is None
    assert [each.id for each in journal.bin.all()] == [checkin.id]
    assert "another" in words_on(page)


def test_the_rest_of_an_entry_is_changed_on_its_day(qtbot, journal, open_page, hands):
    written(journal, days=3)
    page = open_page(journal)
    hands.click(page, CHANGE)

    with qtbot.waitSignal(page.begins) as begun:
        hands.click(page, "Change the rest on its day")

    assert begun.args == [date(2026, 5, 9)]


def test_earlier_versions_are_shown_when_asked_for(open_journal, clock, open_page, hands, audit):
    first = open_journal()
    checkin = written(first, "as it was first")
    first.close()
    second = open_journal()
    clock.pass_(hours=2)
    second.checkins.record(
        CheckIn(
            id=checkin.id,
            felt_at=checkin.felt_at,
            day=checkin.day,
            lines=(NoteLine(text="as it is now"),),
        )
    )
    page = open_page(second)

    assert "Written 20:52. Changed once, the first version is kept." in words_on(page)
    assert "as it was first" not in words_on(page)
    hands.click(page, "Show earlier versions")
    assert "as it was first" in words_on(page)
    assert "As it was until Tuesday 12 May, 14:00" in words_on(page)
    assert audit(page) == []


def test_removing_asks_first_and_can_be_taken_back(journal, open_page, hands):
    checkin = written(journal, "to be removed")
    page = open_page(journal)

    hands.choose(page, "Remove…")
    assert journal.checkins.find(checkin.id) is not None
    hands.click(hands.dialog(page), "Remove it")

    assert journal.checkins.find(checkin.id) is None
    hands.click(page, "Bring it back")
    assert journal.checkins.find(checkin.id) == checkin
    assert "to be removed" in words_on(page)


def test_the_safe_button_has_the_focus_and_escape_removes_nothing(
    qtbot, journal, open_page, hands
):
    checkin = written(journal)
    page = open_page(journal)
    hands.choose(page, "Remove…")
    dialog = hands.dialog(page)

    hands.key(dialog, Qt.Key.Key_Escape)

    assert journal.checkins.find(checkin.id) is not None


def test_the_words_alone_can_be_removed(journal, open_page, hands):
    checkin = written(journal, "too much", ratings={"mood": 2})
    page = open_page(journal)

    hands.choose(page, "Remove…")
    hands.click(hands.dialog(page), "Keep ratings, remove the words")

    kept = journal.checkins.find(checkin.id)
    assert (kept.lines, kept.ratings) == ((), {"mood": 2})
    hands.click(page, "Bring it back")
    assert journal.checkins.find(checkin.id).lines == checkin.lines


def test_removing_is_tried_again_when_there_is_room(journal, open_page, hands, request):
    checkin = written(journal)
    page = open_page(journal)
    hands.choose(page, "Remove…")
    dialog = hands.dialog(page)
    disk = request.getfixturevalue("full_disk")

    hands.click(dialog, "Remove it")

    assert any("no room left" in each for each in words_on(page))
    disk.is_full = False
    hands.click(page, "Try again")
    assert journal.checkins.find(checkin.id) is None


def test_an_entry_is_brought_up_at_the_next_appointment(qtbot, journal, open_page, hands):
    course = Course(started_on=date(2026, 3, 1))
    journal.courses.record(course)
    journal.sessions.record(
        TherapySession(
            course_id=course.id,
            planned_for=datetime(2026, 5, 14, 14, 0),
            zone="Europe/Berlin",
        )
    )
    checkin = written(journal, "The guilt\nand more of it")
    page = open_page(journal)

    with qtbot.waitSignal(page.brings_up) as offered:
        hands.click(page, "Bring up on Thursday")

    (offer,) = offered.args
    assert offer.text == "The guilt and more of it"
    assert (offer.source, offer.source_id) == (SourceKind.CHECKIN, checkin.id)


def test_without_an_appointment_it_is_brought_up_next_time(journal, open_page, hands):
    written(journal)

    assert hands.find(open_page(journal), "Bring up next time")


def test_a_pattern_is_named_from_an_entry(qtbot, journal, open_page, hands):
    checkin = written(journal, "went silent again")
    page = open_page(journal)

    hands.choose(page, "Name a pattern…")

    dialog = hands.dialog(page)
    assert isinstance(dialog, PatternDialog)
    field = next(each for each in dialog.findChildren(type(dialog.focusWidget())))
    qtbot.keyClicks(field, "Going silent")
    hands.key(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(journal.patterns.all()), timeout=PATIENCE)
    (pattern,) = journal.patterns.all()
    assert journal.checkins.find(checkin.id).patterns == {pattern.id}


def test_a_pattern_is_linked_and_unlinked_from_the_menu(journal, open_page, hands):
    pattern = Pattern(name="Going & silent", named_on=date(2026, 1, 2))
    journal.patterns.record(pattern)
    checkin = written(journal)
    page = open_page(journal)

    hands.choose(page, "Going && silent")

    assert journal.checkins.find(checkin.id).patterns == {pattern.id}
    assert "Going & silent" in words_on(page)
    hands.choose(page, "Going && silent")
    assert journal.checkins.find(checkin.id).patterns == frozenset()


def test_the_words_can_be_copied(journal, open_page, hands):
    written(journal, "first line\nsecond line", ratings={"mood": 2})

    hands.choose(open_page(journal), "Copy the words")

    assert QGuiApplication.clipboard().text() == "first line\nsecond line"


def test_undo_on_the_page_brings_a_removed_entry_back_into_the_list(journal, open_page, hands):
    checkin = written(journal, "to be removed")
    page = open_page(journal)
    journal.checkins.remove(checkin.id)
    assert "Nothing written yet" in words_on(page)

    journal.undo()

    assert "to be removed" in words_on(page)


def test_a_hidden_page_reads_again_when_it_is_shown(qtbot, journal, open_page):
    written(journal, "first")
    page = open_page(journal)
    page.hide()

    written(journal, "second", days=0)

    page.show()
    qtbot.waitUntil(lambda: "2 entries since 12 May" in words_on(page), timeout=PATIENCE)


def test_a_check_in_of_answers_alone_says_what_was_answered(journal, open_page):
    from sessiondesk.domain.checkin import Interference, SleepInterference, Tried  # noqa: PLC0415

    written(
        journal,
        "",
        sleep_interference=SleepInterference.CLEARLY,
        interference=Interference.PUT_OFF,
        tried=Tried.YES,
    )

    words = words_on(open_page(journal))

    assert any("anxiety" in each for each in words)


def test_kinds_of_lines_stay_what_they_are(journal, open_page, hands):
    checkin = CheckIn(
        felt_at=datetime.fromisoformat("2026-05-12T10:00:00+02:00"),
        day=TODAY,
        lines=(
            NoteLine(text="said no", kind=LineKind.WIN),
            NoteLine(text="and it was quiet"),
            NoteLine(text="selfish", kind=LineKind.THOUGHT),
        ),
    )
    journal.checkins.record(checkin)
    page = open_page(journal)
    hands.click(page, CHANGE)

    hands.type(page, "I ")
    hands.click(page, "Done")

    kept = journal.checkins.find(checkin.id).lines
    assert [line.kind for line in kept] == [LineKind.WIN, LineKind.PLAIN, LineKind.THOUGHT]
    assert kept[0].text == "I said no"
