from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from sessiondesk.domain.bring_up import BringUpState, Want
from sessiondesk.domain.course import Course
from sessiondesk.domain.period import ending
from sessiondesk.domain.practice import Practice, PracticeState
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.ui.pages.sessions_page import SessionsPage
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.day_picker import DayPicker, TimePicker

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
LAST_HELD = date(2026, 5, 7)
NEXT = date(2026, 5, 14)
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
PATIENCE = 30_000


@pytest.fixture
def open_page(qtbot, theme, prompts):
    """Show the page over a journal, as wide as an ordinary window."""

    def open_(journal: Journal, *, width: int = 1112, height: int = 900) -> SessionsPage:
        page = SessionsPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and is_whole(page), timeout=PATIENCE)
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
def course(journal):
    course = Course(started_on=date(2026, 3, 12), rhythm="Weekly, Thursdays 14:00, by video")
    journal.courses.record(course)
    return course


@pytest.fixture
def sessions(journal, course):
    """Thursdays from 12 March: eight held, one cancelled on 16 April, one to come."""
    days = [date(2026, 3, 12) + timedelta(weeks=week) for week in range(10)]
    return [session_on(journal, course, day) for day in days]


def session_on(journal: Journal, course: Course, day: date, **fields) -> TherapySession:
    outcome = Outcome.ATTENDED if day <= LAST_HELD else Outcome.PLANNED
    cancelled_at = None
    if day == date(2026, 4, 16):
        outcome = Outcome.CANCELLED_BY_ME
        cancelled_at = datetime(2026, 4, 15, 10, 0, tzinfo=journal.now().tzinfo)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime.combine(day, time(14)),
        zone="Europe/Berlin",
        place=Place.VIDEO,
        outcome=outcome,
        cancelled_at=cancelled_at,
    )
    session = replace(session, **fields)
    journal.sessions.record(session)
    return session


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader calls ``widget``."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def texts(page: QWidget) -> list[str]:
    """Return all words that are shown as labels."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def spoken(page: QWidget) -> set[str]:
    """Return the names of all controls that are shown."""
    return {spoken_name(each) for each in page.findChildren(QWidget) if each.isVisible()}


def is_laid_out(page: QWidget) -> bool:
    """Whether every card has the room it asked for; words that wrap ask twice."""
    cards = [card for card in page.findChildren(Card) if card.isVisible()]
    return all(card.height() >= card.minimumSizeHint().height() for card in cards)


def is_whole(page: SessionsPage) -> bool:
    """Whether the private part, which is made once the page is seen, is there as well."""
    return is_laid_out(page) and not page._sheet.is_being_made


def dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def shown(page: QWidget, kind: type[QWidget]) -> list[Any]:
    """Return the fields of one kind that are shown."""
    return [each for each in page.findChildren(kind) if each.isVisible()]


def choose(text: str) -> None:
    """Take a line of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in actions_of(menu) if each.text() == text)
    menu.hide()
    action.trigger()


def actions_of(menu: QMenu) -> list[QAction]:
    found = list(menu.actions())
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            found += inside.actions()
    return found


def editor(control, page: QWidget, name: str) -> QPlainTextEdit:
    found = control(page, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def shown_id(page: SessionsPage) -> str:
    session = page._sheet.session
    assert session is not None
    return session.id


# Beginning.


def test_a_course_is_set_up_with_nothing_but_its_first_day(journal, page, click):
    assert "Your therapy" in texts(page)

    click(page, "Begin")

    (course,) = journal.courses.all()
    assert course.started_on == TODAY
    assert "No appointments yet" in texts(page)


def test_a_course_keeps_what_the_person_says_about_it(qtbot, journal, page, click, control):
    qtbot.keyClicks(control(page, "How often and when"), "Fridays at ten")
    qtbot.keyClicks(control(page, "Name or initials, if you want"), "A. B.")
    before = control(page, "Sessions before this record")
    before.selectAll()
    qtbot.keyClicks(before, "12")
    click(page, "Begin")

    (course,) = journal.courses.all()
    assert (course.rhythm, course.therapist) == ("Fridays at ten", "A. B.")
    assert course.sessions_before == 12
    assert "Fridays at ten, with A. B." in texts(page)


def test_a_course_is_changed_from_the_pages_menu(
    *, qtbot, journal, course, open_page, click, control
):
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("About this therapy…")
    line = control(dialog(), "How often and when")
    line.clear()
    qtbot.keyClicks(line, "Every other week")
    click(dialog(), "Keep")

    assert journal.courses.find(course.id).rhythm == "Every other week"
    assert "Every other week" in texts(page)


def test_a_therapy_cannot_end_before_it_began(journal, course, open_page, click, control):
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("About this therapy…")
    asked = dialog()
    click(asked, "This therapy has ended")
    edit = control(asked, "Last session")
    edit.setDate(edit.date().addYears(-1))
    click(asked, "Keep")

    assert "The end is before the beginning." in texts(asked)
    assert journal.courses.find(course.id).ended_on is None
    edit.setDate(edit.date().addYears(1))
    click(asked, "Keep")
    assert journal.courses.find(course.id).ended_on == TODAY


def test_a_second_course_has_sessions_of_its_own(journal, sessions, open_page, click):
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("Another therapy…")
    click(dialog(), "Begin")
    assert "No appointments yet" in texts(page)

    click(page, "Which therapy: Your therapy, since 12 May")
    choose("Your therapy, since 12 March")
    assert "8 of 9 attended since 12 March" in texts(page)


# Appointments.


def test_an_appointment_is_added(journal, course, open_page, click):
    page = open_page(journal)
    click(page, "Add appointment")
    (day,) = shown(dialog(), DayPicker)
    (at,) = dialog().findChildren(TimePicker)
    day.day, at.time_of_day = NEXT, time(9, 30)
    click(dialog(), "Add it")

    (session,) = journal.sessions.all()
    assert session.planned_for == datetime(2026, 5, 14, 9, 30)
    assert (session.zone, session.outcome) == ("Europe/Berlin", Outcome.PLANNED)
    assert "Thursday 14 May, 09:30 to 10:20" in texts(page)


def test_the_next_appointment_is_proposed_a_week_after_the_last(
    journal, sessions, open_page, click
):
    page = open_page(journal)
    click(page, "Add appointment")
    click(dialog(), "Add it")

    latest = journal.sessions.all()[-1]
    assert latest.planned_for == datetime(2026, 5, 21, 14, 0)
    assert latest.place is Place.VIDEO


def test_an_appointment_in_the_past_is_asked_what_became_of_it(
    *, qtbot, journal, course, open_page, click, control
):
    page = open_page(journal)
    click(page, "Add appointment")
    (day,) = shown(dialog(), DayPicker)
    assert "What became of it" not in texts(dialog())
    edit = control(dialog(), "Day")
    edit.setDate(edit.date().addDays(-5))
    assert day.day == LAST_HELD
    assert "What became of it" in texts(dialog())
    click(dialog(), "Add it")

    (session,) = journal.sessions.all()
    assert session.outcome is Outcome.ATTENDED
    assert "Session 1" in texts(page)


def test_a_moved_appointment_keeps_its_earlier_time(journal, sessions, open_page, click):
    page = open_page(journal)
    page.open_session(sessions[-1].id)
    click(page, "More for this session")
    choose("Move to another time…")
    (at,) = dialog().findChildren(TimePicker)
    at.time_of_day = time(16)
    click(dialog(), "Move it")

    moved = journal.sessions.find(sessions[-1].id)
    assert moved.planned_for == datetime(2026, 5, 14, 16, 0)
    assert moved.moved_from == (datetime(2026, 5, 14, 14, 0),)
    assert "Moved from Thu 14 May, 14:00" in texts(page)


def test_a_corrected_appointment_was_never_moved(journal, sessions, open_page, click):
    page = open_page(journal)
    page.open_session(sessions[-1].id)
    click(page, "More for this session")
    choose("Correct time or place…")
    (at,) = dialog().findChildren(TimePicker)
    at.time_of_day = time(13)
    click(dialog(), "Correct it")

    corrected = journal.sessions.find(sessions[-1].id)
    assert (corrected.planned_for.hour, corrected.moved_from) == (13, ())


def test_a_session_is_removed_only_when_asked_and_comes_back(journal, sessions, open_page, click):
    page = open_page(journal)
    click(page, "More for this session")
    choose("Remove…")
    click(dialog(), "Keep it")
    assert len(journal.sessions.all()) == 10

    click(page, "More for this session")
    choose("Remove…")
    click(dialog(), "Remove it")
    assert len(journal.sessions.all()) == 9

    journal.undo()
    assert len(journal.sessions.all()) == 10
    assert "8 of 9 attended since 12 March" in texts(page)


# What became of it.


def test_each_outcome_can_be_chosen(journal, sessions, open_page, click):
    page = open_page(journal)
    status = "Attended"
    for text, outcome in (
        ("Late", Outcome.LATE),
        ("I cancelled", Outcome.CANCELLED_BY_ME),
        ("Therapist cancelled", Outcome.CANCELLED_BY_THERAPIST),
        ("I did not go", Outcome.MISSED),
        ("Planned", Outcome.PLANNED),
        ("Attended", Outcome.ATTENDED),
    ):
        click(page, f"What became of it: {status}")
        choose(text)
        assert journal.sessions.find(sessions[-2].id).outcome is outcome
        status = text


def test_a_session_cancelled_ahead_says_when(journal, sessions, open_page, click):
    page = open_page(journal)
    page.open_session(sessions[-1].id)
    click(page, "What became of it: Planned")
    choose("I cancelled")

    assert journal.sessions.find(sessions[-1].id).cancelled_at == journal.now()
    assert "Cancelled on Tuesday 12 May" in texts(page)


def test_when_a_session_was_cancelled_can_be_said_afterwards(
    journal, sessions, open_page, click, control
):
    page = open_page(journal)
    click(page, "What became of it: Attended")
    choose("Therapist cancelled")
    assert journal.sessions.find(sessions[-2].id).cancelled_at is None

    click(page, "More for this session")
    choose("When it was cancelled…")
    asked = dialog()
    edit = control(asked, "Day")
    edit.setDate(edit.date().addDays(-2))
    click(asked, "Keep it")

    kept = journal.sessions.find(sessions[-2].id)
    assert kept.cancelled_at.isoformat() == "2026-05-05T14:00:00+02:00"
    assert "Cancelled on Tuesday 5 May" in texts(page)


def test_the_sum_is_said_in_neutral_words(journal, sessions, open_page):
    page = open_page(journal)

    assert "8 of 9 attended since 12 March" in texts(page)
    assert "One cancelled a day ahead, on 16 April" in texts(page)


def test_many_sessions_do_not_squeeze_their_sum(journal, course, sessions, open_page, theme):
    for week in range(1, 50):
        session_on(journal, course, date(2026, 3, 12) - timedelta(weeks=week))
    page = open_page(journal)
    for percent in (100, 130):
        theme.set_text_percent(percent)
        (total,) = (
            label
            for label in page.findChildren(QLabel)
            if label.text() == "57 of 58 attended since 3 April 2025"
        )
        assert total.minimumWidth() == total.sizeHint().width()


def test_a_mark_of_the_strip_goes_to_its_session(journal, sessions, open_page, click):
    page = open_page(journal)

    click(page, "Session 1, Thursday 12 March, Attended")

    assert shown_id(page) == sessions[0].id


def test_the_list_is_walked_by_arrows_and_passes_its_headings(qtbot, journal, sessions, open_page):
    page = open_page(journal)
    page.focus_first()
    listed = QApplication.focusWidget()
    assert listed is not None
    assert [row.spoken for row in page._list.rows][:4] == [
        "Coming",
        "Session 9, Thu 14 May, 14:00, in 2 days",
        "Past",
        "Session 8, Thu 7 May, Attended",
    ]
    assert shown_id(page) == sessions[-2].id

    qtbot.keyClick(listed, Key.Key_Up)
    assert shown_id(page) == sessions[-1].id
    qtbot.keyClick(listed, Key.Key_Down)
    qtbot.keyClick(listed, Key.Key_Down)
    assert shown_id(page) == sessions[-3].id
    assert listed.hasFocus()


# What I brought.


def test_marking_a_session_as_attended_carries_over_what_was_not_reached(
    *, journal, course, sessions, open_page, click, clock
):
    clock.pass_(hours=-1)
    said = journal.bring_ups.add("the letter")
    journal.bring_ups.add("money worries")
    clock.pass_(days=2, hours=4)
    session_on(journal, course, date(2026, 5, 21))
    page = open_page(journal)
    assert shown_id(page) == sessions[-1].id

    click(page, "the letter")
    click(page, "What became of it: Planned")
    choose("Attended")

    states = {each.text: each.state for each in journal.bring_ups.of_session(sessions[-1].id)}
    assert states == {
        "the letter": BringUpState.BROUGHT_UP,
        "money worries": BringUpState.CARRIED_OVER,
    }
    assert journal.bring_ups.find(said.id).session_id == sessions[-1].id
    assert "1 of 2 covered" in texts(page)
    lists = page.findChildren(QWidget)
    captions = [each.accessibleDescription() for each in lists]
    assert "Not reached. Carried to session 10" in captions


def test_a_thing_to_bring_is_added_reworded_ranked_and_let_go(
    *, qtbot, journal, sessions, open_page, click, control
):
    page = open_page(journal)
    page.open_session(sessions[-1].id)
    line = control(page, "Something to bring up")
    line.setFocus()
    qtbot.keyClicks(line, "the letter\r")
    qtbot.keyClicks(line, "the money\r")
    click(page, "More for: the money")
    choose("Move up")
    assert [each.text for each in journal.bring_ups.open()] == ["the money", "the letter"]

    click(page, "More for: the money")
    choose("Change the words…")
    words = control(dialog(), "Words")
    words.clear()
    qtbot.keyClicks(words, "money, and why")
    click(dialog(), "Change it")
    assert [each.text for each in journal.bring_ups.open()] == ["money, and why", "the letter"]

    click(page, "More for: the letter")
    choose("Stays private")
    assert journal.bring_ups.open()[1].stays_private
    click(page, "More for: the letter")
    choose("I want to be heard")
    assert journal.bring_ups.open()[1].want is Want.BE_HEARD
    said = control(page, "the letter").accessibleDescription()
    assert said == "I want to be heard. Stays private"
    click(page, "More for: the letter")
    choose("Let it go")
    assert [each.text for each in journal.bring_ups.open()] == ["money, and why"]
    click(page, "More for: money, and why")
    choose("Remove")
    assert journal.bring_ups.open() == []


# Notes and what to take away.


def test_notes_are_kept_byte_for_byte(qtbot, journal, sessions, open_page, control):
    written = "# not a heading\n\n* one\n2. two\n\ttab\u00a0and **bold**  \n<b>tag</b>\n"
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    QGuiApplication.clipboard().setText(written)
    notes.paste()
    page.settle()

    assert journal.sessions.find(sessions[-2].id).notes == written
    assert "Kept 12:00" in texts(page)


def test_the_buttons_put_marks_in_and_take_them_away(
    *, qtbot, journal, sessions, open_page, click, control
):
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    qtbot.keyClicks(notes, "told off")
    notes.selectAll()
    click(page, "Bold")
    assert notes.toPlainText() == "**told off**"
    click(page, "Italic")
    assert notes.toPlainText() == "***told off***"
    click(page, "Bold")
    assert notes.toPlainText() == "*told off*"
    click(page, "Quote")
    assert notes.toPlainText() == "> *told off*"
    click(page, "Quote")
    notes.selectAll()
    click(page, "List")
    assert notes.toPlainText() == "- *told off*"


def test_marks_have_keys(qtbot, journal, sessions, open_page, control):
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    qtbot.keyClick(notes, Key.Key_B, CTRL)
    qtbot.keyClicks(notes, "now")

    assert notes.toPlainText() == "**now**"


def test_a_list_is_made_of_several_lines_at_once(
    *, qtbot, journal, sessions, open_page, click, control
):
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    notes.insertPlainText("one\n- two\nthree")
    notes.selectAll()
    click(page, "List")
    assert notes.toPlainText() == "- one\n- two\n- three"
    click(page, "List")
    assert notes.toPlainText() == "one\ntwo\nthree"


def test_what_to_take_away_is_kept_field_by_field(
    *, qtbot, journal, sessions, open_page, click, control
):
    page = open_page(journal)
    for name, words in (
        ("One sentence I want to keep", "It is older than this job."),
        ("What was left open?", "Whether I stay."),
        ("Did you say something aloud that you had never said before?", "That I am tired."),
    ):
        field = editor(control, page, name)
        field.setFocus()
        qtbot.keyClicks(field, words)
    click(page, "Add topic")
    qtbot.keyClicks(control(page, "Add topic"), "work\r")

    kept = journal.sessions.find(sessions[-2].id)
    assert kept.to_keep == "It is older than this job."
    assert kept.left_open == "Whether I stay."
    assert kept.first_said == "That I am tired."
    assert kept.topics == ("work",)
    click(page, "work")
    assert journal.sessions.find(sessions[-2].id).topics == ()


def test_going_to_another_session_keeps_what_was_typed(
    qtbot, journal, sessions, open_page, control
):
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    qtbot.keyClicks(notes, "half a thought")
    page.open_session(sessions[0].id)

    assert journal.sessions.find(sessions[-2].id).notes == "half a thought"
    assert notes.toPlainText() == ""
    assert journal.drafts.all() == []


def test_notes_being_typed_come_back_after_the_program_was_killed(
    *, qtbot, journal, sessions, open_page, open_journal, control
):
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    qtbot.keyClicks(notes, "before the power went")
    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=3000)
    assert journal.sessions.find(sessions[-2].id).notes == ""

    again = open_page(open_journal())

    assert editor(control, again, "Notes").toPlainText() == "before the power went"
    again.settle()
    assert journal.sessions.find(sessions[-2].id).notes == "before the power went"
    assert journal.drafts.all() == []


def test_a_change_elsewhere_leaves_words_that_are_being_typed_alone(
    *, qtbot, journal, sessions, open_page, control, click
):
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    qtbot.keyClicks(notes, "half a thought")
    journal.bring_ups.add("another thing")
    assert notes.toPlainText() == "half a thought"

    click(page, "What became of it: Attended")
    choose("Late")
    page.settle()
    kept = journal.sessions.find(sessions[-2].id)
    assert (kept.notes, kept.outcome) == ("half a thought", Outcome.LATE)


def test_a_megabyte_of_notes_is_kept_whole(journal, sessions, open_page, control):
    written = "a word and another \N{GRINNING FACE}\n" * 50_000
    page = open_page(journal)
    notes = editor(control, page, "Notes")
    notes.setFocus()
    notes.insertPlainText(written)
    page.settle()

    assert journal.sessions.find(sessions[-2].id).notes == written


def test_what_the_disk_has_no_room_for_stays_in_the_window(
    *, qtbot, journal, db, sessions, open_page, control
):
    page = open_page(journal)
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    notes = editor(control, page, "Notes")
    notes.setFocus()
    notes.insertPlainText("room " * 40_000)
    page.focus_first()

    assert "There is no room left on the disk, so this was not kept." in texts(page)
    page.open_session(sessions[0].id)
    assert shown_id(page) == sessions[-2].id
    assert notes.toPlainText().startswith("room room")

    db.execute("PRAGMA max_page_count = 1000000")
    qtbot.mouseClick(control(page, "Try again"), LEFT)
    assert journal.sessions.find(sessions[-2].id).notes == "room " * 40_000
    assert "There is no room left on the disk, so this was not kept." not in texts(page)


# What we agreed.


def test_what_was_agreed_is_added_ticked_and_logged(
    *, qtbot, journal, sessions, open_page, click, control
):
    page = open_page(journal)
    line = control(page, "What did we agree I would try?")
    line.setFocus()
    qtbot.keyClicks(line, "breathing\r")
    (practice,) = journal.practices.of_session(sessions[-2].id)
    assert (practice.days_a_week, practice.agreed_on) == (None, LAST_HELD)

    click(page, "More for: breathing")
    choose("4 days a week")
    click(page, "More for: breathing")
    choose("Log today…")
    click(dialog(), "Did it help?: 6 of 10")
    click(dialog(), "Log it")
    (entry,) = journal.practices.logs(practice.id, ending(TODAY, days=1))
    assert entry.helped == 6
    said = control(page, "breathing").accessibleDescription()
    assert said == "4 days a week. 1 of the last 7 days. Tue"

    click(page, "breathing")
    found = journal.practices.find(practice.id)
    assert (found.state, found.ended_on) == (PracticeState.DONE, TODAY)
    assert control(page, "breathing").accessibleDescription() == "Done 12 May"


def test_what_was_agreed_can_be_let_go_reworded_and_removed(
    *, qtbot, journal, sessions, open_page, click, control
):
    practice = Practice(text="breathing", agreed_on=LAST_HELD, session_id=sessions[-2].id)
    journal.practices.record(practice)
    page = open_page(journal)
    click(page, "More for: breathing")
    choose("Let it go")
    assert journal.practices.find(practice.id).state is PracticeState.DROPPED

    click(page, "More for: breathing")
    choose("Change the words…")
    words = control(dialog(), "Words")
    words.clear()
    qtbot.keyClicks(words, "walking")
    click(dialog(), "Change it")
    click(page, "More for: walking")
    choose("Remove")
    assert journal.practices.of_session(sessions[-2].id) == []


def test_lines_that_were_not_added_yet_stay_with_their_session(
    *, qtbot, journal, sessions, open_page, control
):
    page = open_page(journal)
    agreed = control(page, "What did we agree I would try?")
    agreed.setFocus()
    qtbot.keyClicks(agreed, "a walk")
    page.open_session(sessions[0].id)
    assert agreed.text() == ""

    page.open_session(sessions[-2].id)
    assert agreed.text() == "a walk"
    assert journal.practices.all() == []


def test_a_thing_to_bring_that_was_not_added_yet_comes_back(
    *, qtbot, journal, sessions, open_page, open_journal, control
):
    page = open_page(journal)
    page.open_session(sessions[-1].id)
    line = control(page, "Something to bring up")
    line.setFocus()
    qtbot.keyClicks(line, "the letter")
    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=3000)

    again = open_page(open_journal())
    again.open_session(sessions[-1].id)
    qtbot.waitUntil(lambda: "Something to bring up" in spoken(again))
    assert control(again, "Something to bring up").text() == "the letter"


# For everybody.


def test_every_control_can_be_heard_and_reached(journal, sessions, open_page, audit):
    journal.bring_ups.record(
        replace(
            journal.bring_ups.add("the letter"),
            state=BringUpState.BROUGHT_UP,
            session_id=sessions[-2].id,
        )
    )
    journal.practices.record(
        Practice(text="breathing", agreed_on=LAST_HELD, session_id=sessions[-2].id)
    )

    assert audit(open_page(journal)) == []


def test_the_page_before_the_first_course_can_be_heard_and_reached(page, audit):
    assert audit(page) == []


def test_a_narrow_window_folds_the_list_behind_a_button(
    *, qtbot, journal, sessions, open_page, click, audit
):
    page = open_page(journal, width=900, height=700)
    assert not page._list.isVisible()
    assert "Session 8" in texts(page)

    click(page, "All sessions")
    assert page._list.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Up)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)

    assert not page._list.isVisible()
    assert "Session 9" in texts(page)
    qtbot.waitUntil(lambda: is_laid_out(page))
    assert audit(page) == []


@pytest.mark.parametrize("height", [700, 2400])
@pytest.mark.parametrize("width", [900, 1112])
def test_all_cards_end_where_the_header_ends(
    *, qtbot, journal, sessions, open_page, control, width, height
):
    page = open_page(journal, width=width, height=height)
    ends = width - (20 if width < 1100 else 32)

    def right(widget: QWidget) -> int:
        return widget.mapTo(page, QPoint(widget.width(), 0)).x()

    def rightmost() -> set[int]:
        cards = [card for card in page.findChildren(Card) if card.isVisible()]
        return {right(card) for card in cards if right(card) > ends - 60}

    # In a high window the session has no scroll bar beside it; nothing moves for that.
    qtbot.waitUntil(lambda: rightmost() == {ends})
    assert right(control(page, "More for this session")) == ends


@pytest.mark.parametrize(("width", "percent"), [(872, 100), (960, 115), (1072, 150)])
def test_nothing_is_cut_off_in_a_narrow_window_or_with_large_text(
    *, journal, sessions, open_page, theme, width, percent
):
    theme.set_text_percent(percent)
    page = open_page(journal, width=width, height=700)

    for label in page.findChildren(QLabel):
        if label.isVisible():
            assert label.mapTo(page, label.rect().topRight()).x() <= page.width()
            assert label.height() >= label.fontMetrics().height() - 2
