import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QFileDialog,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from sessiondesk.domain.bring_up import BringUpState
from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
)
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.therapy_session import Place, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreReadOnlyError
from sessiondesk.ui.pages.today_page import TodayPage
from sessiondesk.ui.widgets.card import Card
from sessiondesk.vault.backup_file import Reason

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
YESTERDAY = TODAY - timedelta(days=1)
ZONE = "Europe/Berlin"
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
NOTE = "Anything you want to remember about today?"
KEPT_FROM = "Did how you felt keep you from something today?"
SLEEP = "Did worry or anxiety get in the way of your sleep last night?"


@pytest.fixture
def open_page(qtbot, theme, prompts):
    """Show the page over a journal, as wide as an ordinary window."""

    def open_(journal: Journal, *, width: int = 1072, height: int = 1100) -> TodayPage:
        page = TodayPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and is_laid_out(page))
        return page

    return open_


@pytest.fixture
def page(open_page, journal):
    return open_page(journal)


@pytest.fixture
def click(qtbot, control) -> Callable[[QWidget, str], None]:
    def click_(page: QWidget, name: str) -> None:
        # What was added a moment ago gets its place in the next turn.
        qtbot.waitUntil(lambda: name in spoken(page) and is_laid_out(page))
        qtbot.mouseClick(control(page, name), LEFT)

    return click_


@pytest.fixture
def kept(journal) -> Callable[[], CheckIn]:
    """The one check-in of today."""

    def kept_() -> CheckIn:
        found: CheckIn
        (found,) = journal.checkins.on(TODAY)
        return found

    return kept_


@pytest.fixture
def course(journal):
    course = Course(started_on=date(2026, 3, 12), sessions_before=8)
    journal.courses.record(course)
    return course


@pytest.fixture
def appointment(journal, course):
    appointment = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 14, 14, 0),
        zone="Europe/Berlin",
        place=Place.VIDEO,
    )
    journal.sessions.record(appointment)
    return appointment


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader calls ``widget``."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def texts(page: QWidget) -> list[str]:
    """Return all words that are shown as labels."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def note_of(control, page) -> QPlainTextEdit:
    editor = control(page, NOTE)
    assert isinstance(editor, QPlainTextEdit)
    return editor


def spoken(page: QWidget) -> set[str]:
    """Return the names of all controls that are shown."""
    return {spoken_name(each) for each in page.findChildren(QWidget) if each.isVisible()}


def is_laid_out(page: QWidget) -> bool:
    """Whether every card has the room it asked for; words that wrap ask twice."""
    cards = [card for card in page.findChildren(Card) if card.isVisible()]
    return all(card.height() >= card.minimumSizeHint().height() for card in cards)


# Answers.


def test_a_rating_is_written_down_at_once(journal, page, click, kept):
    click(page, "Mood: 6 of 10")

    assert kept().ratings == {"mood": 6.0}
    assert (kept().felt_at, kept().day) == (journal.now(), TODAY)
    assert not kept().is_entered_later


def test_what_was_not_answered_is_no_zero(page, click, kept):
    click(page, "Anxiety: 0 of 10")

    assert kept().ratings == {"anxiety": 0.0}
    assert kept().sleep_hours is None
    assert kept().sleep_interference is None


def test_the_five_strips_and_the_sleep_question_are_answered_by_keys_alone(qtbot, page, kept):
    page.focus_first()

    for key, follows in (("6", "Anxiety"), ("3", "Energy"), ("5", "Overwhelm"), ("t", "Sleep")):
        qtbot.keyClicks(QApplication.focusWidget(), key)
        qtbot.waitUntil(lambda name=follows: focused_name().startswith(name))
    qtbot.keyClicks(QApplication.focusWidget(), "6.")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "l")
    qtbot.waitUntil(lambda: focused_name() == "Afraid")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)

    assert kept().ratings == {"mood": 6.0, "anxiety": 3.0, "energy": 5.0, "overwhelm": 10.0}
    assert kept().sleep_hours == 6.5
    assert kept().sleep_interference is SleepInterference.A_LITTLE
    assert kept().feelings == {Feeling(family="afraid")}


def test_tab_moves_on_without_an_answer(qtbot, page, kept):
    page.focus_first()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "2")

    assert kept().ratings == {"anxiety": 2.0}


def test_a_person_who_went_elsewhere_meanwhile_is_not_fetched_back(qtbot, page, control):
    page.focus_first()
    qtbot.keyClicks(QApplication.focusWidget(), "6")
    editor = note_of(control, page)
    editor.setFocus()

    qtbot.wait(250)
    assert editor.hasFocus()


def test_the_question_about_being_kept_from_something_opens_when_asked_for(page, click, kept):
    click(page, "More about today")
    click(page, f"{KEPT_FROM}: I put something off or cut it short")
    click(page, "people")

    assert kept().interference is Interference.PUT_OFF
    assert kept().interference_areas == {"people"}
    click(page, "More about today")
    assert "I put something off or cut it short: people" in texts(page)


def test_that_answer_can_be_taken_back(journal, page, click):
    click(page, "More about today")
    click(page, f"{KEPT_FROM}: I put something off or cut it short")
    click(page, f"{KEPT_FROM}: I put something off or cut it short")

    assert journal.checkins.on(TODAY) == []


def test_a_finer_word_for_a_feeling_stays_open_while_more_are_picked(page, click, kept):
    click(page, "Afraid")
    click(page, "worried")
    click(page, "on edge")

    assert {each.word for each in kept().feelings} == {"worried", "on_edge"}


def test_a_new_tag_is_typed_once_and_offered_from_then_on(
    *, qtbot, journal, open_page, page, click, control, kept
):
    click(page, "Add tag")
    qtbot.keyClicks(control(page, "Add tag"), "choir\r")

    (tag,) = journal.tags.all()
    assert kept().tags == {tag.id}
    assert control(open_page(journal), "choir").isChecked()


def test_a_tag_that_is_there_already_is_used_again(journal, page, click, kept):
    journal.tags.named("Worked")

    click(page, "worked")

    (tag,) = journal.tags.all()
    assert kept().tags == {tag.id}


def test_a_tag_is_completed_while_it_is_typed(*, qtbot, journal, open_page, click, control, kept):
    for name in ("one", "two", "three", "four", "five", "six", "going outside"):
        journal.tags.named(name)
    page = open_page(journal)
    click(page, "Add tag")
    line = control(page, "Add tag")
    qtbot.keyClicks(line, "outs")
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert line.text() == "going outside"
    qtbot.keyClick(line, Key.Key_Return)

    (tag_id,) = kept().tags
    assert journal.tags.find(tag_id).name == "going outside"
    assert len(journal.tags.all()) == 7


def test_all_five_answers_change_the_headline_and_nothing_celebrates(journal, page, click):
    assert "How is today?" in texts(page)

    for name in ("Mood", "Anxiety", "Energy", "Overwhelm"):
        click(page, f"{name}: 4 of 10")
    click(page, "Sleep last night: 7 hours")

    assert "Today, 12:00" in texts(page)
    assert "Change anything, any time" in texts(page)


def test_a_check_in_that_is_emptied_again_is_removed(journal, page, click):
    click(page, "Mood: 6 of 10")
    click(page, "Mood: 6 of 10")

    assert journal.checkins.on(TODAY) == []


def test_a_check_in_that_was_emptied_can_be_begun_again(page, click, kept):
    click(page, "Mood: 6 of 10")
    click(page, "Mood: 6 of 10")
    click(page, "Mood: 7 of 10")

    assert kept().ratings == {"mood": 7.0}


def test_an_own_yes_no_question_is_asked_and_answered(journal, open_page, click, kept):
    own = Scale(label="Went out", kind=ScaleKind.YES_NO, position=99)
    journal.scales.record(own)
    page = open_page(journal)

    click(page, "Went out: No")

    assert kept().ratings == {own.id: 0.0}


def test_a_scale_that_is_switched_on_appears_while_the_page_is_open(qtbot, journal, page, control):
    found = journal.scales.find(ScaleId("sadness"))
    assert found is not None
    journal.scales.record(replace(found, is_shown=True))

    qtbot.waitUntil(lambda: is_laid_out(page) and "Sadness" in texts(page))
    assert control(page, "Sadness: 4 of 10")


def test_yesterdays_ratings_are_nowhere_near_the_scales(journal, open_page, control):
    checked_in(journal, YESTERDAY, ratings={ScaleId("mood"): 7.0})

    page = open_page(journal)

    assert not any(control(page, f"Mood: {number} of 10").isChecked() for number in range(11))


def test_a_reading_between_two_cells_stays_as_it_was_imported(journal, open_page, click, kept):
    checked_in(journal, TODAY, ratings={ScaleId("mood"): 6.6})
    page = open_page(journal)

    click(page, "Anxiety: 3 of 10")

    assert kept().ratings == {"mood": 6.6, "anxiety": 3.0}


def test_undo_takes_an_answer_back_on_the_page_as_well(journal, page, click, control, kept):
    click(page, "Mood: 6 of 10")
    click(page, "Anxiety: 3 of 10")

    journal.undo()

    assert kept().ratings == {"mood": 6.0}
    assert not control(page, "Anxiety: 3 of 10").isChecked()
    assert control(page, "Mood: 6 of 10").isChecked()


# Words.


def test_words_become_the_note_when_the_editor_is_left(qtbot, page, control, kept):
    editor = note_of(control, page)
    editor.setFocus()
    qtbot.keyClicks(editor, "slept well")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.keyClicks(editor, "and long")
    page.focus_first()

    assert kept().lines == (NoteLine(text="slept well"), NoteLine(text="and long"))
    assert "Kept 12:00" in texts(page)


def test_a_win_is_a_paragraph_whose_kind_is_never_typed(qtbot, page, control, click, kept):
    editor = note_of(control, page)
    editor.setFocus()
    qtbot.keyClicks(editor, "a grey day")
    click(page, "Win")
    qtbot.keyClicks(editor, "rang the dentist")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.keyClicks(editor, "then a walk")
    page.focus_first()

    assert kept().lines == (
        NoteLine(text="a grey day"),
        NoteLine(text="rang the dentist", kind=LineKind.WIN),
        NoteLine(text="then a walk"),
    )


def test_the_kind_of_a_paragraph_is_spoken_and_can_be_taken_off(qtbot, page, control, click, kept):
    click(page, "Hurdle")
    editor = note_of(control, page)
    assert editor.accessibleDescription() == "Hurdle"

    qtbot.keyClicks(editor, "the phone")
    qtbot.keyClick(editor, Key.Key_Home)
    qtbot.keyClick(editor, Key.Key_Backspace)
    page.focus_first()

    assert kept().lines == (NoteLine(text="the phone"),)


def test_kinds_come_back_when_the_page_is_opened_again(journal, open_page, control, qtbot):
    lines = (NoteLine(text="one"), NoteLine(text="two", kind=LineKind.THOUGHT))
    checked_in(journal, TODAY, lines=lines)
    page = open_page(journal)

    editor = note_of(control, page)
    editor.setFocus()
    qtbot.keyClick(editor, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "!")
    page.focus_first()

    (found,) = journal.checkins.on(TODAY)
    assert found.lines == (lines[0], NoteLine(text="two!", kind=LineKind.THOUGHT))


def test_an_answer_elsewhere_leaves_words_that_are_being_typed_alone(
    qtbot, journal, page, control
):
    editor = note_of(control, page)
    editor.setFocus()
    qtbot.keyClicks(editor, "half a sen")
    journal.tags.named("choir")

    assert editor.toPlainText() == "half a sen"
    assert editor.hasFocus()


def test_typed_words_come_back_after_the_program_was_killed(
    *, qtbot, journal, page, open_page, open_journal, control, click
):
    click(page, "Win")
    qtbot.keyClicks(note_of(control, page), "said it out loud")
    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=3000)

    again = open_page(open_journal())

    assert note_of(control, again).toPlainText() == "said it out loud"
    again.settle()
    (found,) = journal.checkins.on(TODAY)
    assert found.lines == (NoteLine(text="said it out loud", kind=LineKind.WIN),)
    assert journal.drafts.all() == []


def test_words_typed_before_a_crash_of_another_day_become_that_days_note(
    *, qtbot, journal, page, open_page, open_journal, control, clock
):
    editor = note_of(control, page)
    editor.setFocus()
    qtbot.keyClicks(editor, "before the power went")
    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=3000)
    clock.pass_(days=1)

    again = open_page(open_journal())

    (found,) = journal.checkins.on(TODAY)
    assert found.lines == (NoteLine(text="before the power went"),)
    assert note_of(control, again).toPlainText() == ""
    assert journal.drafts.all() == []


def test_markup_in_a_note_is_words_like_any_other(
    *, qtbot, page, control, kept, open_page, journal
):
    written = '<img src="file:///etc/passwd"><b>not bold</b> & <script>1</script>'
    editor = note_of(control, page)
    editor.setFocus()
    QGuiApplication.clipboard().setText(written)
    editor.paste()
    page.focus_first()

    assert kept().lines == (NoteLine(text=written),)
    assert note_of(control, open_page(journal)).toPlainText() == written


def test_a_note_of_a_megabyte_is_kept_whole(page, control, kept):
    written = "ein Wort und noch eins \N{GRINNING FACE} " * 36_000
    editor = note_of(control, page)
    editor.setFocus()
    editor.insertPlainText(written)
    page.focus_first()

    (line,) = kept().lines
    assert line.text == written


def test_what_the_disk_has_no_room_for_stays_in_the_window(qtbot, journal, db, page, control):
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    editor = note_of(control, page)
    editor.setFocus()
    editor.insertPlainText("room " * 40_000)
    page.focus_first()

    assert "There is no room left on the disk, so this was not kept." in texts(page)
    assert editor.toPlainText().startswith("room room")
    assert journal.checkins.on(TODAY) == []

    db.execute("PRAGMA max_page_count = 1000000")
    qtbot.mouseClick(control(page, "Try again"), LEFT)

    (found,) = journal.checkins.on(TODAY)
    assert found.lines[0].text == "room " * 40_000
    assert "There is no room left on the disk, so this was not kept." not in texts(page)


def test_an_answer_that_was_not_kept_is_tried_again_before_the_page_is_left(
    journal, db, page, click
):
    db.execute("PRAGMA query_only = 1")
    click(page, "Mood: 6 of 10")
    with pytest.raises(StoreReadOnlyError):
        page.settle()

    db.execute("PRAGMA query_only = 0")
    page.settle()

    (found,) = journal.checkins.on(TODAY)
    assert found.ratings == {"mood": 6}


def test_where_nothing_can_be_kept_an_answer_is_refused_and_holds_nobody(
    *, journal, clock, prompts, db, open_page, click
):
    journal.checkins.record(CheckIn(felt_at=clock(), day=TODAY, ratings={ScaleId("mood"): 4}))
    page = open_page(Journal(db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True))

    click(page, "Mood: 6 of 10")
    click(page, "Try again")
    page.settle()

    assert "Mood, 4 of 10, from very low to very good" in spoken(page)


# Days.


def test_the_first_check_in_of_the_day_goes_on_in_the_evening(page, click, clock, kept):
    click(page, "Mood: 6 of 10")
    clock.pass_(hours=8)
    click(page, "Mood: 3 of 10")

    assert kept().ratings == {"mood": 3.0}
    assert kept().felt_at.hour == 12


def test_a_new_entry_keeps_its_own_time(journal, page, click, clock):
    click(page, "Mood: 6 of 10")
    clock.pass_(hours=8)
    click(page, "New entry")
    click(page, "Mood: 3 of 10")

    found = journal.checkins.on(TODAY)
    assert [(each.felt_at.hour, each.ratings["mood"]) for each in found] == [(12, 6), (20, 3)]


def test_an_earlier_entry_of_the_day_can_be_gone_back_to(qtbot, journal, page, click, clock):
    click(page, "Mood: 6 of 10")
    clock.pass_(hours=2)
    click(page, "New entry")
    click(page, "Mood: 3 of 10")

    click(page, "Open the entry of 12:00")
    click(page, "Anxiety: 5 of 10")

    first, second = journal.checkins.on(TODAY)
    assert (first.ratings, second.ratings) == ({"mood": 6, "anxiety": 5}, {"mood": 3})
    qtbot.waitUntil(lambda: "Open the entry of 14:00" in spoken(page))


def test_a_day_with_one_entry_offers_no_other(page, click):
    click(page, "Mood: 6 of 10")

    assert not [name for name in spoken(page) if name.startswith("Open the entry")]


def test_entries_that_were_made_later_are_numbered(qtbot, journal, page, click):
    for mood in (2, 4):
        journal.checkins.record(
            CheckIn(
                felt_at=journal.now() - timedelta(days=1, hours=-mood),
                day=YESTERDAY,
                ratings={ScaleId("mood"): mood},
                is_entered_later=True,
            )
        )

    page.open_day(YESTERDAY)

    click(page, "Open entry 1 of that day")
    qtbot.waitUntil(lambda: "Open entry 2 of that day" in spoken(page))


def test_a_new_entry_with_nothing_in_it_is_not_kept(journal, page, click):
    click(page, "Mood: 6 of 10")
    click(page, "New entry")
    page.settle()

    assert len(journal.checkins.on(TODAY)) == 1


def test_an_earlier_day_is_marked_as_entered_later(qtbot, journal, page, click, control):
    click(page, "Earlier day")
    dialog = page.findChild(QDateEdit).window()
    qtbot.waitExposed(dialog)
    qtbot.mouseClick(control(dialog, "Open that day"), LEFT)
    click(page, "Mood: 4 of 10")

    (found,) = journal.checkins.on(YESTERDAY)
    assert found.is_entered_later
    assert journal.checkins.on(TODAY) == []
    assert "Monday 11 May" in texts(page)
    click(page, "Back to today")
    assert "Tuesday 12 May" in texts(page)


def test_the_page_moves_to_the_new_day_when_the_day_ends(qtbot, journal, page, click, clock):
    click(page, "Mood: 6 of 10")
    clock.pass_(hours=20)
    page.hide()
    page.show()

    assert "Wednesday 13 May" in texts(page)
    click(page, "Mood: 5 of 10")
    assert journal.checkins.on(date(2026, 5, 13))[0].ratings == {"mood": 5.0}


def test_no_day_ends_under_a_person_who_is_writing(qtbot, journal, page, control, clock):
    editor = note_of(control, page)
    editor.setFocus()
    qtbot.keyClicks(editor, "it is late")
    clock.pass_(hours=20)
    page._on_clock()

    assert editor.toPlainText() == "it is late"
    page.focus_first()
    (found,) = journal.checkins.on(TODAY)
    assert found.lines == (NoteLine(text="it is late"),)


def test_yesterday_is_shown_in_the_persons_own_words(journal, open_page, click, control):
    lines = (NoteLine(text="Rang my aunt."),)
    checked_in(
        journal,
        YESTERDAY,
        ratings={ScaleId("mood"): 6.0},
        sleep_hours=7.5,
        lines=lines,
    )

    page = open_page(journal)

    assert "Yesterday, Monday 11 May" in texts(page)
    assert {"Rang my aunt.", "Mood 6", "Slept 7½ h"} <= set(texts(page))
    assert "Last check-in yesterday evening" in texts(page)
    click(page, "Open yesterday")
    assert control(page, "Mood: 6 of 10").isChecked()


def test_nothing_is_said_about_a_day_without_a_check_in(page):
    assert not any(text.startswith("Yesterday") for text in texts(page))


# The right column.


def test_the_next_appointment_is_said_in_words(journal, appointment, open_page):
    page = open_page(journal)

    assert {"Thursday 14:00", "Session 9, by video.", "in 2 days"} <= set(texts(page))


def test_a_bring_up_is_added_with_enter_and_the_line_stays_ready(
    qtbot, journal, appointment, open_page, control
):
    page = open_page(journal)
    line = control(page, "Something to bring up")
    line.setFocus()
    qtbot.keyClicks(line, "the letter\r")
    qtbot.keyClicks(line, "and the money\r")

    assert [each.text for each in journal.bring_ups.open()] == ["the letter", "and the money"]
    assert line.hasFocus()
    assert line.text() == ""
    assert "Session 9, by video. 2 things to bring." in texts(page)


def test_a_line_that_was_not_added_yet_comes_back(
    *, qtbot, journal, page, open_page, open_journal, control
):
    line = control(page, "Something to bring up")
    line.setFocus()
    qtbot.keyClicks(line, "the let")
    page.settle()
    assert journal.bring_ups.open() == []

    reopened = open_page(open_journal())
    again = control(reopened, "Something to bring up")
    assert again.text() == "the let"
    again.setFocus()
    qtbot.keyClicks(again, "ter\r")

    assert [each.text for each in journal.bring_ups.open()] == ["the letter"]
    assert journal.drafts.all() == []


def test_a_ticked_bring_up_was_brought_up_in_the_appointment(
    journal, appointment, open_page, click, control
):
    added = journal.bring_ups.add("the letter")
    page = open_page(journal)

    click(page, "the letter")

    found = journal.bring_ups.find(added.id)
    assert (found.state, found.session_id) == (BringUpState.BROUGHT_UP, appointment.id)
    assert control(page, "the letter").isChecked()
    click(page, "the letter")
    assert journal.bring_ups.find(added.id).state is BringUpState.OPEN


def test_without_an_appointment_the_way_to_add_one_is_shown(qtbot, page, control):
    assert "No appointment noted" in texts(page)
    with qtbot.waitSignal(page.wants) as wanted:
        qtbot.mouseClick(control(page, "Add an appointment"), LEFT)
    assert wanted.args == ["sessions"]


def test_an_appointment_that_is_over_asks_to_be_written_down(
    *, qtbot, journal, appointment, open_page, control, clock
):
    clock.pass_(days=2, hours=4)
    page = open_page(journal)

    assert "Session 9 was at 14:00. Write down how it went?" in texts(page)
    with qtbot.waitSignal(page.wants) as wanted:
        qtbot.mouseClick(control(page, "Write it down"), LEFT)
    assert wanted.args == ["sessions"]


def test_the_prep_sheet_is_one_click_away(qtbot, page, control):
    with qtbot.waitSignal(page.wants) as wanted:
        qtbot.mouseClick(control(page, "Open prep sheet"), LEFT)
    assert wanted.args == ["prep_sheet"]


# For everybody.


def test_every_control_can_be_heard_and_reached(journal, appointment, open_page, audit):
    checked_in(journal, YESTERDAY, ratings={ScaleId("mood"): 6.0})
    journal.bring_ups.add("the letter")
    journal.practices.record(Practice(text="breathing", agreed_on=YESTERDAY, days_a_week=5))

    assert audit(open_page(journal)) == []


@pytest.mark.parametrize(("width", "percent"), [(872, 100), (960, 115), (1072, 150)])
def test_nothing_is_cut_off_in_a_narrow_window_or_with_large_text(
    *, journal, appointment, open_page, theme, width, percent
):
    theme.set_text_percent(percent)
    page = open_page(journal, width=width, height=700)

    for label in page.findChildren(QLabel):
        if label.isVisible():
            assert label.mapTo(page, label.rect().topRight()).x() <= page.width()
            assert label.height() >= label.fontMetrics().height() - 2


def focused_name() -> str:
    widget = QApplication.focusWidget()
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return "" if widget is None else widget.accessibleName() or text


def menu_of(button: QWidget) -> QMenu:
    line = button.parentWidget()
    assert line is not None
    menu = line.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return menu


def checked_in(journal: Journal, day: date, **fields) -> None:
    moment = datetime(day.year, day.month, day.day, 21, tzinfo=journal.now().tzinfo)
    journal.checkins.record(CheckIn(felt_at=moment, day=day, **fields))


# Backups, in one line.


@pytest.fixture
def make_backed(qtbot, vault_journal, theme, prompts, keeper):
    def make():
        page = TodayPage(vault_journal, theme=theme, prompts=prompts, keeper=keeper)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


@pytest.fixture
def write_entry(vault_journal, clock):
    def write_entry():
        vault_journal.checkins.record(CheckIn(felt_at=clock(), day=vault_journal.today()))

    return write_entry


@pytest.fixture
def make_backup(keeper, until):
    """Make a backup and wait for it."""

    def make_backup():
        assert keeper.back_up(Reason.DAILY)
        until(lambda: not keeper.is_busy)

    return make_backup


def test_a_new_journal_is_left_in_peace(make_backed, words):
    assert "backup" not in words(make_backed())
    assert "another disk" not in words(make_backed())


def test_a_second_place_is_asked_for_until_there_is_one(  # noqa: PLR0917 - fixtures
    qtbot,
    make_backed,
    control,
    words,
    write_entry,
    make_backup,
    dialog,
    until,
    tmp_path,
    keeper,
):
    write_entry()
    make_backup()
    page = make_backed()
    assert "There is no copy of your journal on another disk yet." in words(page)

    qtbot.mouseClick(control(page, "Choose a place…"), LEFT)
    asking = dialog(page, QFileDialog)
    asking.fileSelected.emit(str(tmp_path))
    asking.reject()
    until(lambda: not keeper.is_busy and "another disk" not in words(page))

    assert list(tmp_path.glob("*.sdbackup"))


def test_a_second_place_is_asked_for_until_it_is_declined(  # noqa: PLR0917 - fixtures
    qtbot, make_backed, control, words, write_entry, make_backup, keeper
):
    write_entry()
    make_backup()
    page = make_backed()

    qtbot.mouseClick(control(page, "I do not want one"), LEFT)

    assert "another disk" not in words(page)
    assert keeper.state.second_is_declined


def test_it_can_wait_until_tomorrow(  # noqa: PLR0917 - fixtures
    qtbot, make_backed, control, words, write_entry, make_backup, clock
):
    write_entry()
    make_backup()
    page = make_backed()

    qtbot.mouseClick(control(page, "Not today"), LEFT)
    assert "another disk" not in words(page)

    clock.pass_(days=1)
    page.hide()
    page.show()
    assert "another disk" in words(page)


def test_a_backup_that_is_overdue_can_be_made_there(  # noqa: PLR0917 - fixtures
    qtbot, make_backed, control, words, write_entry, make_backup, clock, until, keeper
):
    make_backup()
    keeper.decline_second_place()
    write_entry()
    clock.pass_(days=3)
    page = make_backed()
    assert "The last backup is 3 days old." in words(page)

    qtbot.mouseClick(control(page, "Back up now"), LEFT)

    until(lambda: "days old" not in words(page) and not keeper.is_busy)
    assert len(keeper.backups()) == 2


def test_what_stands_in_the_way_is_said_in_the_same_place(  # noqa: PLR0917 - fixtures
    qtbot, make_backed, control, words, write_entry, make_backup, clock, until, keeper, vault
):
    make_backup()
    keeper.decline_second_place()
    write_entry()
    clock.pass_(days=3)
    page = make_backed()
    backups = vault.folder / "backups"
    backups.rename(vault.folder / "elsewhere")
    backups.write_bytes(b"in the way")

    qtbot.mouseClick(control(page, "Back up now"), LEFT)

    until(lambda: not keeper.is_busy and "days old" not in words(page))
    assert control(page, "Back up now")


def test_a_second_copy_that_is_old_is_said(  # noqa: PLR0917 - fixtures
    make_backed, words, write_entry, until, tmp_path, keeper, clock, make_backup
):
    stick = tmp_path / "STICK"
    stick.mkdir()
    write_entry()
    keeper.choose_second_place(stick)
    until(lambda: not keeper.is_busy)
    shutil.rmtree(stick)
    clock.pass_(days=8)
    write_entry()
    make_backup()

    assert "The second copy of your journal is more than a week old." in words(make_backed())


def test_made_up_data_needs_no_backup(make_backed, words, write_entry, make_backup, vault_journal):
    write_entry()
    make_backup()
    vault_journal.settings.change(is_made_up=True)

    assert "another disk" not in words(make_backed())


def test_where_nothing_can_be_kept_nothing_is_asked(
    make_backed, words, write_entry, make_backup, vault_journal
):
    write_entry()
    make_backup()
    vault_journal.is_read_only = True

    assert "another disk" not in words(make_backed())


@pytest.mark.parametrize("percent", [100, 150])
def test_it_can_be_reached_and_heard(  # noqa: PLR0917 - fixtures
    qtbot, make_backed, write_entry, make_backup, audit, theme, percent
):
    theme.set_text_percent(percent)
    write_entry()
    make_backup()
    page = make_backed()

    qtbot.waitUntil(lambda: audit(page) == [])
