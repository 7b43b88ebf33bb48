from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMenu, QWidget

from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.ui.pages.sessions_page import SessionsPage
from sessiondesk.ui.widgets.card import Card

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
THURSDAY = date(2026, 5, 14)
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000
A_WEEK = timedelta(weeks=1)


@pytest.fixture
def course(journal):
    course = Course(started_on=TODAY)
    journal.courses.record(course)
    return course


@pytest.fixture
def series(journal, course):
    """Six Thursdays at two, made in one go."""
    made = [
        TherapySession(
            course_id=course.id,
            planned_for=datetime.combine(THURSDAY + week * A_WEEK, time(14)),
            zone="Europe/Berlin",
            place=Place.VIDEO,
            series_id="series",
        )
        for week in range(6)
    ]
    journal.sessions.record_all(made)
    return made


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal, *, width=1112, height=900):
        page = SessionsPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and is_laid_out(page), timeout=PATIENCE)
        return page

    return open_


@pytest.fixture
def click(qtbot, control):
    def click_(page: QWidget, name: str) -> None:
        found = control(page, name)
        qtbot.waitUntil(lambda: found.width() > 0 and is_laid_out(page), timeout=PATIENCE)
        qtbot.mouseClick(found, LEFT)

    return click_


@pytest.fixture
def pick(control):
    """Take a line of a box in the dialog, as a person does."""

    def pick_(name: str, text: str) -> None:
        box = control(dialog(), name)
        assert isinstance(box, QComboBox)
        place = box.findText(text)
        assert place >= 0
        box.setCurrentIndex(place)
        box.activated.emit(place)

    return pick_


def is_laid_out(page: QWidget) -> bool:
    cards = [card for card in page.findChildren(Card) if card.isVisible()]
    is_whole = not isinstance(page, SessionsPage) or not page._sheet.is_being_made
    return is_whole and all(card.height() >= card.minimumSizeHint().height() for card in cards)


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def choose(text: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if each.text() == text and each.isVisible())
    menu.hide()
    action.trigger()


def offered() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = [each.text() for each in menu.actions() if each.isVisible()]
    menu.hide()
    return found


def planned(journal) -> list[datetime]:
    return [each.planned_for for each in journal.sessions.all()]


# Made.


def test_every_second_week_on_two_days_until_a_day(
    *, qtbot, journal, course, open_page, click, pick, control
):
    page = open_page(journal)
    click(page, "Add appointment")
    control(dialog(), "Day").setDate(QDate(2026, 5, 12))
    control(dialog(), "Time").setTime(QTime(9, 15))
    pick("Repeats", "Every two weeks")
    click(dialog(), "Fri")
    pick("How long", "Until a day")
    control(dialog(), "Last day").setDate(QDate(2026, 5, 29))
    assert "4 appointments, the last on Friday 29 May 2026." in texts(dialog())
    click(dialog(), "Add it")

    made = journal.sessions.all()
    assert [each.planned_for for each in made] == [
        datetime(2026, 5, day, 9, 15) for day in (12, 15, 26, 29)
    ]
    assert len({each.series_id for each in made}) == 1
    journal.undo()
    assert journal.sessions.all() == []


def test_a_number_of_times_at_any_distance(
    *, qtbot, journal, course, open_page, click, pick, control
):
    page = open_page(journal)
    click(page, "Add appointment")
    control(dialog(), "Day").setDate(QDate(2026, 5, 14))
    pick("Repeats", "Every so many weeks…")
    control(dialog(), "Weeks from one to the next").setValue(5)
    control(dialog(), "Times").setValue(3)
    click(dialog(), "Add it")

    assert [each.day for each in journal.sessions.all()] == [
        THURSDAY + weeks * A_WEEK for weeks in (0, 5, 10)
    ]


def test_days_in_a_break_are_left_out_and_it_says_so(
    *, journal, course, open_page, click, pick, control
):
    away = Break(first=date(2026, 5, 18), last=date(2026, 5, 24), reason="away")
    journal.courses.record(replace(course, breaks=(away,)))
    page = open_page(journal)
    click(page, "Add appointment")
    control(dialog(), "Day").setDate(QDate(2026, 5, 14))
    pick("Repeats", "Every week")
    control(dialog(), "Times").setValue(2)
    assert (
        "2 appointments, the last on Thursday 28 May 2026. Days in a break are left out."
        in texts(dialog())
    )
    click(dialog(), "Add it")

    assert [each.day for each in journal.sessions.all()] == [THURSDAY, date(2026, 5, 28)]


def test_the_time_on_the_clock_stays_over_the_end_of_summer_time(
    *, journal, course, open_page, click, pick, control
):
    page = open_page(journal)
    click(page, "Add appointment")
    control(dialog(), "Day").setDate(QDate(2026, 10, 22))
    control(dialog(), "Time").setTime(QTime(14, 0))
    pick("Repeats", "Every week")
    control(dialog(), "Times").setValue(2)
    click(dialog(), "Add it")

    before, after = journal.sessions.all()
    assert (before.starts_at.hour, after.starts_at.hour) == (14, 14)
    assert before.starts_at.utcoffset() - after.starts_at.utcoffset() == timedelta(hours=1)


def test_the_day_of_the_week_goes_with_the_day(
    *, journal, course, open_page, click, pick, control
):
    page = open_page(journal)
    click(page, "Add appointment")
    pick("Repeats", "Every week")
    control(dialog(), "Day").setDate(QDate(2026, 5, 15))
    assert control(dialog(), "Fri").isChecked()
    control(dialog(), "Day").setDate(QDate(2026, 5, 18))
    assert control(dialog(), "Mon").isChecked()
    assert not control(dialog(), "Fri").isChecked()


# One alone, or this and all later ones.


def test_one_is_moved_alone(journal, series, open_page, click, control):
    page = open_page(journal)
    page.open_session(series[1].id)
    click(page, "More for this session")
    choose("Move to another time…")
    control(dialog(), "Time").setTime(QTime(16, 0))
    click(dialog(), "Move it")

    times = [each.hour for each in planned(journal)]
    assert times == [14, 16, 14, 14, 14, 14]
    assert journal.sessions.find(series[1].id).moved_from == (series[1].planned_for,)


def test_this_and_all_later_ones_are_moved_and_keep_their_earlier_times(
    journal, series, open_page, click, control
):
    page = open_page(journal)
    page.open_session(series[2].id)
    click(page, "More for this session")
    choose("Move to another time…")
    control(dialog(), "Day").setDate(QDate(2026, 5, 29))
    control(dialog(), "Time").setTime(QTime(9, 0))
    click(dialog(), "Also all 3 later ones made with it")
    click(dialog(), "Move it")

    found = journal.sessions.all()
    assert [each.planned_for.isoformat() for each in found[:4]] == [
        "2026-05-14T14:00:00",
        "2026-05-21T14:00:00",
        "2026-05-29T09:00:00",
        "2026-06-05T09:00:00",
    ]
    assert [each.moved_from for each in found[2:]] == [(each.planned_for,) for each in series[2:]]
    journal.undo()
    assert journal.sessions.all() == series


def test_where_and_how_long_is_corrected_for_all_later_ones(
    *, journal, series, open_page, click, pick
):
    page = open_page(journal)
    page.open_session(series[4].id)
    click(page, "More for this session")
    choose("Correct time or place…")
    pick("Where", "In person")
    click(dialog(), "Also the later one made with it")
    click(dialog(), "Correct it")

    places = [each.place for each in journal.sessions.all()]
    assert places == [*[Place.VIDEO] * 4, *[Place.IN_PERSON] * 2]
    assert all(not each.moved_from for each in journal.sessions.all())


def test_this_and_all_later_ones_are_cancelled_by_somebody(journal, series, open_page, click):
    page = open_page(journal)
    page.open_session(series[3].id)
    click(page, "More for this session")
    choose("Cancel this and all later ones…")
    assert "3 appointments, the last on Thursday 18 June 2026." in texts(dialog())
    click(dialog(), "Who cancels: Therapist cancelled")
    click(dialog(), "Cancel them")

    found = journal.sessions.all()
    assert [each.outcome for each in found] == [
        *[Outcome.PLANNED] * 3,
        *[Outcome.CANCELLED_BY_THERAPIST] * 3,
    ]
    assert {each.cancelled_at for each in found[3:]} == {journal.now()}
    journal.undo()
    assert journal.sessions.all() == series


def test_this_and_all_later_ones_are_removed_and_come_back(journal, series, open_page, click):
    page = open_page(journal)
    page.open_session(series[2].id)
    click(page, "More for this session")
    choose("Remove…")
    click(dialog(), "Also all 3 later ones made with it")
    click(dialog(), "Remove it")
    assert journal.sessions.all() == series[:2]
    journal.undo()
    assert journal.sessions.all() == series


def test_one_made_alone_has_no_later_ones(journal, course, open_page, click):
    journal.sessions.record(
        TherapySession(
            course_id=course.id, planned_for=datetime(2026, 5, 14, 14), zone="Europe/Berlin"
        )
    )
    page = open_page(journal)
    click(page, "More for this session")
    assert "Cancel this and all later ones…" not in offered()
    click(page, "More for this session")
    choose("Remove…")
    assert [each for each in texts(dialog()) if "later" in each] == []


# Shown.


def test_of_many_to_come_the_next_few_are_listed(qtbot, journal, course, series, open_page):
    page = open_page(journal)

    def listed() -> list[str]:
        return [row.spoken for row in page._list.rows]

    assert listed()[-1] == "3 more to come"
    assert len(listed()) == 5
    page._list.setCurrentIndex(page._list.model().index(4, 0))
    assert page._sheet.session == series[0]
    page._list.setFocus()
    qtbot.keyClick(page._list, Qt.Key.Key_Return)
    assert len(listed()) == 7
    assert listed()[-1].endswith("Thu 18 Jun, 14:00, in 5 weeks")


def test_one_far_ahead_is_listed_when_it_is_shown(journal, course, series, open_page):
    page = open_page(journal)
    page.open_session(series[4].id)

    assert [row.spoken for row in page._list.rows][-1] == "1 more to come"
    assert page._sheet.session == series[4]


def test_a_break_stands_on_the_strip_between_the_sessions(
    *, journal, course, series, open_page, click, control
):
    for each in series[:2]:
        journal.sessions.record(
            replace(
                each,
                planned_for=each.planned_for - 4 * A_WEEK,
                outcome=Outcome.ATTENDED,
            )
        )
    away = Break(first=date(2026, 4, 17), last=date(2026, 4, 20), reason="Easter")
    journal.courses.record(replace(course, breaks=(away,)))
    page = open_page(journal)

    assert control(page, "Break, 17 April to 20 April: Easter")


def test_the_dialogs_can_be_heard_and_reached(
    *, qtbot, journal, series, open_page, click, pick, audit
):
    page = open_page(journal)
    click(page, "Add appointment")
    pick("Repeats", "Every so many weeks…")
    pick("How long", "Until a day")
    qtbot.waitUntil(lambda: audit(dialog()) == [], timeout=PATIENCE)
    dialog().reject()
    page.open_session(series[2].id)
    for line in ("Move to another time…", "Cancel this and all later ones…", "Remove…"):
        click(page, "More for this session")
        choose(line)
        qtbot.waitUntil(lambda: audit(dialog()) == [], timeout=PATIENCE)
        dialog().reject()
