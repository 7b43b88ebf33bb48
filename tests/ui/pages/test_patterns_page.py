"""The Patterns page, used as a person would use it."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.tag import Tag
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import BringUpOffer, Link
from sessiondesk.ui.pages.patterns_page import PatternsPage
from tests.conftest import NOON

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
TODAY = NOON.date()
NAMED = date(2026, 5, 3)


@pytest.fixture
def open_page(qtbot, theme, prompts, journal):
    def open_(over=journal):
        page = PatternsPage(over, theme=theme, prompts=prompts)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


@pytest.fixture
def name(journal):
    def name(words="going quiet", **more):
        pattern = Pattern(name=words, **{"named_on": NAMED, **more})
        journal.patterns.record(pattern)
        return pattern

    return name


@pytest.fixture
def write(journal):
    """Write a check-in so many days ago."""

    def write(words, days_ago=0, *, patterns=(), tags=()):
        moment = NOON - timedelta(days=days_ago)
        checkin = CheckIn(
            felt_at=moment,
            day=moment.date(),
            lines=(NoteLine(text=words),),
            patterns=frozenset(each.id for each in patterns),
            tags=frozenset(each.id for each in tags),
        )
        journal.checkins.record(checkin)
        return checkin

    return write


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control
        self.until = partial(qtbot.waitUntil, timeout=PATIENCE)

    def click(self, page, name):
        self._qtbot.mouseClick(self.find(page, name), LEFT)

    def key(self, widget, key):
        self._qtbot.keyClick(widget, key)

    def type(self, widget, words):
        self._qtbot.keyClicks(widget, words)

    def dialog(self, page):
        """Return the dialog that is open over a page, with the keyboard in it."""
        (found,) = (each for each in page.findChildren(QDialog) if each.isVisible())
        found.activateWindow()
        self.until(lambda: QApplication.activeWindow() is found)
        return found


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


def says(page):
    return " | ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def choose(page, text):
    """Trigger the one entry of that text in a menu of the page."""
    (found,) = (each for each in page.findChildren(QAction) if each.text() == text)
    assert found.isEnabled()
    found.trigger()


def full_disk(monkeypatch):
    def refuse(*_args, **_more):
        raise StoreFullError

    monkeypatch.setattr("sessiondesk.journal.acts.records.save", refuse)


def test_without_any_it_says_how_to_begin(hands, journal, open_page):
    page = open_page()
    assert "No patterns yet" in says(page)

    hands.click(page, "Name a pattern…")
    asks = hands.dialog(page)
    hands.type(hands.find(asks, "Name"), "going quiet")
    hands.click(asks, "Name it")

    assert "You named it on 12 May." in says(page)
    assert "No entry is linked to it yet." in says(page)


def test_its_page_says_when_it_was_named_and_first_linked(name, write, open_page):
    quiet = name()
    write("said nothing again", 90, patterns=[quiet])
    write("and today", 0, patterns=[quiet])

    page = open_page()

    assert "You named it on 3 May." in says(page)
    assert "The first entry you linked to it is from 11 February." in says(page)
    assert "2 entries in 2 months, the most in February 2026: 1." in says(page)


def test_an_answer_is_kept_when_it_is_left(hands, journal, name, open_page):
    quiet = name(sets_off="a sigh")
    page = open_page()

    hands.find(page, "What I do").setFocus()
    hands.type(hands.find(page, "What I do"), "I leave the room")
    hands.key(hands.find(page, "What I do"), Qt.Key.Key_Tab)

    kept = journal.patterns.find(quiet.id)
    assert (kept.what_i_do, kept.sets_off) == ("I leave the room", "a sigh")


def test_words_being_typed_come_back_after_a_crash(hands, name, open_page):
    name()
    page = open_page()
    hands.type(hands.find(page, "What I do"), "I leave")
    hands.until(lambda: "Kept 12:00" in says(page))

    again = open_page()

    assert hands.find(again, "What I do").toPlainText() == "I leave"


def test_it_is_renamed_where_it_stands(hands, journal, name, open_page):
    quiet = name()
    page = open_page()

    hands.click(page, "Change the name")
    hands.type(hands.find(page, "Name"), "falling silent")
    hands.key(hands.find(page, "Name"), Qt.Key.Key_Return)

    assert journal.patterns.find(quiet.id).name == "falling silent"
    assert hands.find(page, "Change the name").hasFocus()
    journal.undo()
    assert "going quiet" in says(page)


def test_esc_leaves_the_name_as_it_was(hands, journal, name, open_page):
    quiet = name()
    page = open_page()

    hands.click(page, "Change the name")
    hands.type(hands.find(page, "Name"), "x")
    hands.key(hands.find(page, "Name"), Qt.Key.Key_Escape)

    assert journal.patterns.find(quiet.id).name == "going quiet"
    assert journal.drafts.all() == []


def test_a_name_that_another_has_is_refused(hands, journal, name, open_page):
    name("apologising")
    quiet = name(named_on=TODAY)
    page = open_page()

    hands.click(page, "Change the name")
    hands.type(hands.find(page, "Name"), "Apologising")
    hands.key(hands.find(page, "Name"), Qt.Key.Key_Return)

    assert "You have one of this name, named on 3 May." in says(page)
    assert journal.patterns.find(quiet.id).name == "going quiet"


def test_an_earlier_note_is_asked_about_and_linked(hands, journal, name, write, open_page):
    quiet = name()
    early = write("went quiet at dinner", 112)
    write("kept quiet", 60, patterns=[quiet])
    page = open_page()
    asked = "A note of 20 January also says “quiet”: is this it?"
    hands.until(lambda: asked in says(page))

    hands.click(page, "Yes, link it")

    assert journal.checkins.find(early.id).patterns == {quiet.id}
    assert "The first entry you linked to it is from 20 January." in says(page)
    hands.until(lambda: asked not in says(page))


def test_a_refused_note_is_not_asked_about_again(hands, name, write, open_page):
    name()
    write("a quiet afternoon", 112)
    page = open_page()
    hands.until(lambda: "is this it?" in says(page))

    hands.click(page, "No, it is not this one")

    hands.until(lambda: "is this it?" not in says(page))


def test_after_three_refusals_it_does_not_ask_any_more(journal, name, write):
    quiet = name()
    notes = [write("a quiet afternoon", days) for days in (100, 90, 80, 70)]

    for note in notes[:3]:
        assert journal.patterns.suggestion(quiet).id == note.id
        journal.patterns.refuse(quiet.id, Kind.CHECKIN, note.id)

    assert journal.patterns.suggestion(quiet) is None


def test_the_note_asked_about_can_be_read_first(hands, qtbot, name, write, open_page):
    name()
    early = write("went quiet at dinner", 112)
    page = open_page()
    hands.until(lambda: "is this it?" in says(page))

    with qtbot.waitSignal(page.opens) as opened:
        hands.click(page, "Show it")

    assert opened.args == [Link(kind=Kind.CHECKIN, id=early.id)]


def test_earlier_entries_are_looked_for_and_linked_one_by_one(
    hands, journal, name, write, open_page
):
    quiet = name()
    other = write("silent at work", 30)
    page = open_page()

    hands.click(page, "Look for earlier entries")
    hands.find(page, "Words that may stand for it").clear()
    hands.type(hands.find(page, "Words that may stand for it"), "sil")
    hands.until(lambda: "One entry that is not linked." in says(page))
    hands.click(page, "Yes, link this entry")

    assert journal.checkins.find(other.id).patterns == {quiet.id}
    assert "Nothing else was found with these words." in says(page)


def test_a_link_is_taken_back(hands, journal, name, write, open_page):
    quiet = name()
    linked = write("silent", 3, patterns=[quiet])
    page = open_page()

    hands.click(page, "It is not in this one")

    assert journal.checkins.find(linked.id).patterns == frozenset()
    journal.undo()
    assert journal.checkins.find(linked.id).patterns == {quiet.id}


def test_a_linked_entry_is_opened_by_keyboard(hands, qtbot, name, write, open_page):
    quiet = name()
    linked = write("silent", 3, patterns=[quiet])
    page = open_page()

    with qtbot.waitSignal(page.opens) as opened:
        hands.key(hands.find(page, "Entries linked to it"), Qt.Key.Key_Return)

    assert opened.args == [Link(kind=Kind.CHECKIN, id=linked.id)]


def test_the_months_are_read_by_keyboard_and_as_a_table(hands, name, write, open_page):
    quiet = name()
    write("silent", 70, patterns=[quiet])
    write("something else", 0)
    page = open_page()
    chart = hands.find(page, "One entry, in March 2026.")

    hands.key(chart, Qt.Key.Key_Left)
    assert "May 2026: 0 of 1 entries" in says(page)
    hands.key(chart, Qt.Key.Key_Left)
    assert "April 2026: nothing was written" in says(page)

    hands.click(page, "Show the figures as a table")
    table = hands.find(page, "Month by month").as_text().splitlines()
    assert table[1:] == [
        "May 2026\t0\t1",
        "April 2026\tnothing written\t0",
        "March 2026\t1\t1",
    ]


def test_it_is_brought_up_with_its_name(hands, qtbot, name, open_page):
    quiet = name()
    page = open_page()

    with qtbot.waitSignal(page.brings_up) as offered:
        hands.click(page, "Bring it up…")

    (offer,) = offered.args
    assert offer == BringUpOffer(text="going quiet", source=SourceKind.PATTERN, source_id=quiet.id)


def test_two_are_merged_and_parted_again(hands, journal, name, write, open_page):
    apologising = name("apologising", named_on=TODAY)
    quiet = name(named_on=NAMED)
    write("silent", 3, patterns=[quiet])
    write("sorry, sorry", 2, patterns=[apologising])
    page = open_page()

    choose(page, "Merge into another…")
    hands.click(hands.dialog(page), "Merge them")

    assert "“apologising” was merged into this one." in says(page)
    assert len(journal.patterns.linked(quiet.id)) == 2

    hands.click(page, "Part “apologising” again")
    assert [each.name for each in journal.patterns.all()] == ["apologising", "going quiet"]
    assert len(journal.patterns.linked(quiet.id)) == 1


def test_it_is_removed_after_a_question_and_brought_back(hands, journal, name, write, open_page):
    quiet = name()
    linked = write("silent", 3, patterns=[quiet])
    page = open_page()

    choose(page, "Remove…")
    hands.click(hands.dialog(page), "Remove it")
    assert "No patterns yet" in says(page)
    assert journal.checkins.find(linked.id).lines[0].text == "silent"

    hands.click(page, "Bring it back")
    assert "You named it on 3 May." in says(page)
    assert len(journal.patterns.linked(quiet.id)) == 1


def test_a_tag_becomes_a_pattern_with_all_its_check_ins(hands, journal, write, open_page):
    tag = Tag(name="quarrel")
    journal.tags.record(tag)
    for days in range(5):
        write("again", days, tags=[tag])
    page = open_page()

    hands.click(page, "Make one of a tag…")
    hands.click(hands.dialog(page), "Make a pattern")

    (pattern,) = journal.patterns.all()
    assert (pattern.name, len(journal.patterns.linked(pattern.id))) == ("quarrel", 5)
    assert "Seen in 5 entries." in says(page)
    journal.undo()
    assert journal.patterns.all() == []


def test_earlier_wordings_are_there_to_read(hands, open_journal, journal, name, open_page):
    quiet = name(sets_off="a sigh")
    journal.close()
    later = open_journal()
    reworded = Pattern(name=quiet.name, named_on=NAMED, sets_off="any sound", id=quiet.id)
    later.patterns.record(reworded)
    page = open_page(over=later)

    hands.click(page, "Earlier wordings")

    assert "What sets it off, until 12 May | a sigh" in says(page)


def test_on_a_full_disk_the_words_stay_and_are_kept_later(
    hands, journal, name, open_page, monkeypatch
):
    quiet = name()
    page = open_page()
    with monkeypatch.context() as full:
        full_disk(full)
        hands.find(page, "What I do").setFocus()
        hands.type(hands.find(page, "What I do"), "I leave the room")
        hands.key(hands.find(page, "What I do"), Qt.Key.Key_Tab)

        assert "no room left on the disk" in says(page)
        assert hands.find(page, "What I do").toPlainText() == "I leave the room"
        assert [each.text for each in page.unsaved()] == ["I leave the room"]

    hands.click(page, "Try again")
    assert journal.patterns.find(quiet.id).what_i_do == "I leave the room"


def test_another_pattern_is_not_shown_before_the_words_are_kept(
    hands, name, open_page, monkeypatch
):
    name("apologising")
    name(named_on=TODAY)
    page = open_page()
    hands.type(hands.find(page, "What I do"), "I leave the room")

    with monkeypatch.context() as full:
        full_disk(full)
        page.show_record(Kind.PATTERN, "nothing of that id")
        hands.key(hands.find(page, "going quiet, Named 12 May."), Qt.Key.Key_Down)

    assert hands.find(page, "What I do").toPlainText() == "I leave the room"
    assert hands.find(page, "going quiet, Named 12 May.").isChecked()


def test_a_pattern_that_was_merged_is_shown_by_the_one_that_stands(journal, name, open_page):
    name("apologising", named_on=TODAY)
    quiet, silent = name(), name("falling silent")
    journal.patterns.merge(silent.id, quiet.id)
    page = open_page()

    page.show_record(Kind.PATTERN, silent.id)

    assert "“falling silent” was merged into this one." in says(page)


def test_everything_can_be_used_by_ear_and_by_keyboard(hands, name, write, open_page, audit):
    quiet = name("<b>bold</b> & quiet", sets_off="a sigh")
    write("silent", 3, patterns=[quiet])
    write("quiet", 30)
    page = open_page()
    hands.click(page, "Look for earlier entries")
    hands.click(page, "Earlier wordings")
    hands.until(lambda: "is this it?" in says(page))

    # What came up takes its place in the next turn of the window.
    hands.until(lambda: audit(page) == [])
    page.resize(872, 700)
    hands.until(lambda: audit(page) == [])
