"""What leads from a session to other things, and from them to it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit, QWidget

from sessiondesk.domain.afterwards import Afterwards, id_after
from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Measure
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import OffersBringUps, OpensRecords, ShowsRecords
from sessiondesk.ui.pages.sessions_page import SessionsPage
from sessiondesk.ui.pages.sessions_page.session_sheet import SessionSheet
from sessiondesk.ui.widgets.chips import Chip

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000


@pytest.fixture
def sessions(journal):
    """Two sessions held, the second five days ago."""
    course = Course(started_on=date(2026, 4, 30))
    journal.courses.record(course)
    made = [
        TherapySession(
            course_id=course.id,
            planned_for=when,
            zone="Europe/Berlin",
            outcome=Outcome.ATTENDED,
            topics=("work",),
        )
        for when in (datetime(2026, 4, 30, 14), datetime(2026, 5, 7, 14))
    ]
    journal.sessions.record_all(made)
    return made


@pytest.fixture
def page(qtbot, theme, prompts, journal, sessions):
    page = SessionsPage(journal, theme=theme, prompts=prompts)
    page.resize(1112, 1600)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(
        lambda: page.isActiveWindow() and not page._sheet.is_being_made, timeout=PATIENCE
    )
    return page


@pytest.fixture
def click(qtbot, control):
    def click_(page: QWidget, name: str) -> None:
        found = control(page, name)
        qtbot.waitUntil(lambda: found.width() > 0 and found.height() > 0, timeout=PATIENCE)
        qtbot.mouseClick(found, LEFT)

    return click_


@pytest.fixture
def notes(control, page):
    found = control(page, "Notes")
    assert isinstance(found, QPlainTextEdit)
    return found


def dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def chips(page: QWidget) -> set[tuple[str, bool]]:
    """Return what the chips that are shown say, and whether they are on."""
    found = [each for each in page.findChildren(Chip) if each.isVisible()]
    return {(each.shown_text, each.isChecked()) for each in found}


def offered(text: str) -> QAction:
    """Return a line of the menu that is open, and close the menu."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if each.text() == text)
    menu.hide()
    return action


def choose(text: str) -> None:
    offered(text).trigger()


# From what was agreed.


def test_what_is_practised_becomes_a_goal_in_days_a_week(*, qtbot, journal, sessions, page, click):
    practice = Practice(
        text="breathing", agreed_on=TODAY, days_a_week=4, session_id=sessions[1].id
    )
    journal.practices.record(practice)
    click(page, "More for: breathing")
    with qtbot.waitSignal(page.opens) as opened:
        choose("Make it a goal")

    (goal,) = journal.goals.all()
    assert (goal.text, goal.practice_id, goal.aim) == ("breathing", practice.id, 4)
    assert goal.measure is Measure.PRACTICE_DAYS
    assert (opened.args[0].kind, opened.args[0].id) == (Kind.GOAL, goal.id)

    click(page, "More for: breathing")
    with qtbot.waitSignal(page.opens):
        choose("Show its goal")
    assert len(journal.goals.all()) == 1


def test_what_is_done_once_becomes_a_goal_with_a_rating(*, qtbot, journal, sessions, page, click):
    journal.practices.record(
        Practice(text="write the letter", agreed_on=TODAY, session_id=sessions[1].id)
    )
    click(page, "More for: write the letter")
    with qtbot.waitSignal(page.opens):
        choose("Make it a goal")

    (goal,) = journal.goals.all()
    assert (goal.text, goal.measure) == ("write the letter", Measure.OWN_RATING)
    journal.undo()
    assert journal.goals.all() == []


# Topics and patterns.


def test_topics_of_other_sessions_are_suggested(*, qtbot, journal, sessions, page, click):
    journal.sessions.record(replace(sessions[0], topics=("work", "money")))
    page.open_session(sessions[0].id)
    page.open_session(sessions[1].id)
    # Made anew for each session; they come up in the next turn.
    qtbot.waitUntil(lambda: chips(page) >= {("work", True), ("money", False)}, timeout=PATIENCE)

    click(page, "money")

    assert journal.sessions.find(sessions[1].id).topics == ("work", "money")


def test_a_pattern_seen_in_it_is_ticked(journal, sessions, page, click):
    pattern = Pattern(name="going blank", named_on=TODAY)
    journal.patterns.record(pattern)
    click(page, "going blank")
    assert journal.sessions.find(sessions[1].id).patterns == {pattern.id}

    page.open_session(sessions[0].id)
    assert ("going blank", False) in chips(page)
    page.open_session(sessions[1].id)
    assert ("going blank", True) in chips(page)
    journal.undo()
    assert ("going blank", False) in chips(page)


# Bringing up.


def test_what_is_selected_in_the_notes_can_be_brought_up(
    *, qtbot, journal, sessions, page, click, notes
):
    notes.setFocus()
    qtbot.keyClicks(notes, "told off")
    notes.selectAll()
    click(page, "More for this session")
    with qtbot.waitSignal(page.brings_up) as offer:
        choose("Bring something from it up…")

    (given,) = offer.args
    assert (given.text, given.source) == ("told off", SourceKind.SESSION)
    assert given.source_id == sessions[1].id
    assert journal.bring_ups.open() == []


def test_without_a_selection_what_was_left_open_is_proposed(
    *, qtbot, journal, sessions, page, click
):
    journal.sessions.record(replace(sessions[1], left_open="whether I stay"))
    click(page, "More for this session")
    with qtbot.waitSignal(page.brings_up) as offer:
        choose("Bring something from it up…")

    assert offer.args[0].text == "whether I stay"


# Earlier notes.


@pytest.fixture
def rewritten(journal, clock, sessions):
    """Notes that were written in three sittings, each of them longer ago than an hour."""
    for words in ("as it was\n\n<b>first</b>", "as it was later", "as it is"):
        kept = journal.sessions.find(sessions[1].id)
        journal.sessions.record(replace(kept, notes=words))
        journal.close()
        journal.start_anew()
        clock.pass_(hours=1)
    # What else changes is no earlier version of the notes.
    journal.sessions.record(replace(journal.sessions.find(sessions[1].id), to_keep="x"))
    return sessions[1].id


def test_without_earlier_notes_there_are_none_to_read(page, click):
    click(page, "More for this session")

    assert not offered("Earlier versions of the notes…").isEnabled()


def test_earlier_notes_are_read_and_put_back(
    *, qtbot, journal, rewritten, page, click, notes, control, audit
):
    click(page, "More for this session")
    choose("Earlier versions of the notes…")
    asked = dialog()
    qtbot.waitUntil(lambda: audit(asked) == [], timeout=PATIENCE)
    which = control(asked, "As they were until")
    shown = control(asked, "The notes as they were")
    assert shown.toPlainText() == "as it was later"
    assert which.count() == 2
    which.setCurrentIndex(1)
    which.activated.emit(1)
    assert shown.toPlainText() == "as it was\n\n<b>first</b>"
    click(asked, "Put it back")

    assert notes.toPlainText() == "as it was\n\n<b>first</b>"
    kept = journal.sessions.find(rewritten)
    assert (kept.notes, kept.to_keep) == ("as it was\n\n<b>first</b>", "x")
    journal.undo()
    assert notes.toPlainText() == "as it is"


def test_what_is_being_typed_is_not_lost_when_earlier_notes_are_put_back(
    *, journal, rewritten, page, click, notes
):
    click(page, "More for this session")
    choose("Earlier versions of the notes…")
    notes.selectAll()
    notes.insertPlainText("three times")
    click(dialog(), "Put it back")
    assert journal.sessions.find(rewritten).notes == "as it was later"

    journal.undo()

    assert journal.sessions.find(rewritten).notes == "three times"


# What is noted afterwards.


def test_what_is_noted_afterwards_is_removed_and_comes_back(*, journal, sessions, page, click):
    noted = Afterwards(session_id=sessions[1].id, leaving=3, words="words")
    journal.afterwards.record(noted)
    click(page, "More for this session")
    choose("Remove what is noted afterwards")
    assert journal.afterwards.of(sessions[1].id).is_empty

    journal.undo()
    assert journal.afterwards.of(sessions[1].id) == noted


# From elsewhere.


def test_the_page_shows_a_session_and_what_was_noted_after_it(journal, sessions, page):
    sheet = page.findChild(SessionSheet)
    assert isinstance(page, ShowsRecords)
    assert isinstance(page, OpensRecords)
    assert isinstance(page, OffersBringUps)
    journal.afterwards.record(Afterwards(session_id=sessions[0].id, leaving=3))

    page.show_record(Kind.AFTERWARDS, id_after(sessions[0].id))
    assert sheet.session.id == sessions[0].id
    page.show_record(Kind.THERAPY_SESSION, sessions[1].id)
    assert sheet.session.id == sessions[1].id
    page.show_record(Kind.AFTERWARDS, "gone")
    page.show_record(Kind.THERAPY_SESSION, "gone")
    assert sheet.session.id == sessions[1].id
