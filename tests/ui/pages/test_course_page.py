"""The whole therapy: its strip, its table, its sums, and the way to each record."""

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Goal, GoalState
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.review import Review
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store import connection
from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.store.kinds import Kind
from sessiondesk.store.migrations import migrate
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.course_page import CoursePage
from sessiondesk.ui.widgets.course_strip import CourseStrip
from sessiondesk.ui.widgets.table import DataTable
from tests.conftest import KEY, NOON, VAULT_ID, ZONE, Clock

TODAY = date(2026, 5, 12)
BEGAN = date(2026, 1, 13)
COURSE = Course(started_on=BEGAN, approach="Talking")
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key
WOBBLE = "It differs from the start by more than the form’s own wobble."


def met(day, outcome=Outcome.ATTENDED, course=COURSE):
    return TherapySession(
        course_id=course.id,
        planned_for=datetime.combine(day, datetime.min.time()).replace(hour=14),
        zone="Europe/Berlin",
        outcome=outcome,
    )


def scored(day, total, band="mild"):
    return Assessment(instrument="phq9", version=1, day=day, total=total, band=band)


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def open_page(*, qtbot, theme, jobs, prompts, tmp_path):
    def open_(journal, *, width=1072, height=900):
        page = CoursePage(
            journal,
            theme=theme,
            prompts=prompts,
            jobs=jobs,
            documents=lambda: tmp_path,
        )
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


def fill(journal):
    """Put a therapy with something of every kind into the journal."""
    journal.courses.record(COURSE)
    sessions = [
        met(BEGAN),
        met(BEGAN + timedelta(days=7), Outcome.LATE),
        met(BEGAN + timedelta(days=14), Outcome.CANCELLED_BY_ME),
        met(BEGAN + timedelta(days=21), Outcome.MISSED),
        met(TODAY + timedelta(days=3), Outcome.PLANNED),
    ]
    journal.sessions.record_all(sessions)
    for day, total in ((BEGAN, 16), (date(2026, 2, 13), 16), (date(2026, 5, 10), 8)):
        journal.measures.record(scored(day, total))
    form = Form(name="A form of ours")
    journal.measures.record_form(form, FormTotal(form_id=form.id, day=BEGAN, total=31))
    review = Review(day=date(2026, 3, 3), course_id=COURSE.id)
    journal.reviews.record(review)
    goal = Goal(text="Go to the choir", began_on=BEGAN)
    journal.goals.record(goal)
    journal.goals.adjust(replace(goal, state=GoalState.REACHED))
    event = LifeEvent(title="Moved house", kind=LifeEventKind.MOVE, first=date(2026, 4, 1))
    journal.life_events.record(event)
    return sessions, review, goal, event


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory, prompts, instruments):
    """A file with all of it, made once, and what is in it: each test has a copy."""
    path = tmp_path_factory.mktemp("filled") / "vault.db"
    db = connection.create(path, KEY, VAULT_ID)
    migrate(db)
    kept = fill(Journal(db, now=Clock(NOON), zone=ZONE, prompts=prompts, instruments=instruments))
    db.close()
    return path, kept


@pytest.fixture
def full(filled_once):
    """What is in the file: sessions, a review, a goal, a life event."""
    return filled_once[1]


@pytest.fixture
def filled(*, filled_once, db_path, clock, prompts, instruments):
    """A journal over a file with all of it."""
    shutil.copy(filled_once[0], db_path)
    db = connection.connect(db_path, KEY, VAULT_ID)
    yield Journal(db, now=clock, zone=ZONE, prompts=prompts, instruments=instruments)
    db.close()


@pytest.fixture
def page(open_page, filled):
    return open_page(filled)


def words(widget):
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    return " | ".join(found)


def strip_of(page):
    return page.findChild(CourseStrip)


def table_of(page):
    return page.findChild(DataTable)


def readings(page):
    """Return all that can be read on the strip, from the first mark to the last."""
    strip = strip_of(page)
    QTest.keyClick(strip, Key.Key_Home)
    found = [strip.reading]
    while True:
        QTest.keyClick(strip, Key.Key_Right)
        if strip.reading == found[-1]:
            return found
        found.append(strip.reading)


def test_without_a_therapy_the_page_says_so_and_leads_to_sessions(
    qtbot, open_page, journal, control
):
    page = open_page(journal)
    assert "No therapy noted yet" in words(page)

    with qtbot.waitSignal(page.wants) as wanted:
        QTest.mouseClick(control(page, "Go to Sessions"), LEFT)
    assert wanted.args == ["sessions"]
    assert not strip_of(page).isVisible()


def test_a_therapy_that_is_noted_meanwhile_comes_in_by_itself(qtbot, open_page, journal):
    page = open_page(journal)
    journal.courses.record(COURSE)

    qtbot.waitUntil(strip_of(page).isVisible, timeout=PATIENCE)
    assert "No session yet; it began on 13 January 2026." in words(page)
    assert "Nothing written down yet." in words(page)


def test_everything_stands_on_the_strip_in_order(page):
    assert readings(page) == [
        "Session 1, 13 January 2026: attended",
        "PHQ-9, 13 January 2026: 16, in the range the questionnaire calls mild.",
        "A form of ours, 13 January 2026: 31.",
        "Session 2, 20 January 2026: attended, late",
        "No session, 27 January 2026: cancelled by you",
        "No session, 3 February 2026: missed",
        "PHQ-9, 13 February 2026: 16, in the range the questionnaire calls mild.",
        "Review, 3 March 2026",
        "Moved house, 1 April 2026",
        f"PHQ-9, 10 May 2026: 8, in the range the questionnaire calls mild. {WOBBLE}",
        "“Go to the choir”, reached on 12 May 2026",
    ]


def test_the_sums_are_said_in_words(page):
    shown = words(page)

    assert "2 sessions since 13 January 2026. The next one is on 15 May 2026." in shown
    assert "2 of 4 appointments kept: one cancelled by you, one missed." in shown
    assert "One review: 3 March 2026." in shown
    assert "Go to the choir | Reached on 12 May 2026" in shown
    assert "8 points lower than at the start of this therapy, 16 to 8." in shown
    assert "31 on 13 January 2026." in shown
    assert "Moved house | Move, 1 April 2026" in shown


def test_the_usual_number_of_sessions_is_said_vaguely_and_with_what_it_is_worth(page):
    assert "anywhere from a handful to about 20" in words(page)
    assert "no measure for one therapy" in words(page)


def test_the_strip_speaks_its_sums(page):
    said = strip_of(page).accessibleName()

    assert said.startswith("Talking, since 13 January. 2 sessions since 13 January 2026.")
    assert "2 of 4 appointments kept" in said


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        (0, Kind.THERAPY_SESSION),
        (1, Kind.ASSESSMENT),
        (2, Kind.FORM_TOTAL),
        (7, Kind.REVIEW),
        (8, Kind.LIFE_EVENT),
        (10, Kind.GOAL),
    ],
)
def test_enter_opens_the_record_that_is_read(*, qtbot, page, full, steps, kind):
    sessions, review, goal, event = full
    strip = strip_of(page)
    QTest.keyClick(strip, Key.Key_Home)
    for _ in range(steps):
        QTest.keyClick(strip, Key.Key_Right)

    with qtbot.waitSignal(page.opens) as opened:
        QTest.keyClick(strip, Key.Key_Return)

    (link,) = opened.args
    assert isinstance(link, Link)
    assert link.kind is kind
    ids = {
        Kind.THERAPY_SESSION: sessions[0].id,
        Kind.REVIEW: review.id,
        Kind.GOAL: goal.id,
        Kind.LIFE_EVENT: event.id,
    }
    assert link.id == ids.get(kind, link.id)


def test_the_button_beside_the_line_opens_it_too(qtbot, page, control):
    QTest.keyClick(strip_of(page), Key.Key_Home)

    with qtbot.waitSignal(page.opens) as opened:
        QTest.mouseClick(control(page, "Open it"), LEFT)

    assert opened.args[0].kind is Kind.THERAPY_SESSION


def test_in_a_low_window_the_line_that_is_read_comes_into_view(qtbot, open_page, filled, theme):
    theme.set_text_percent(150)
    page = open_page(filled, height=480)
    strip = strip_of(page)
    strip.setFocus()
    QTest.keyClick(strip, Key.Key_Home)

    def is_in_view():
        (line,) = (each for each in page.findChildren(QLabel) if each.text() == strip.reading)
        return line.visibleRegion().boundingRect().height() >= line.height()

    qtbot.waitUntil(is_in_view, timeout=PATIENCE)


def test_a_break_is_read_and_has_no_page_to_open(open_page, journal):
    course = Course(
        started_on=BEGAN,
        breaks=(Break(first=date(2026, 4, 3), last=date(2026, 4, 8), reason="Easter"),),
    )
    journal.courses.record(course)
    page = open_page(journal)
    opened: list[Link] = []
    page.opens.connect(opened.append)

    assert readings(page) == ["Break, 3 April to 8 April: Easter"]
    QTest.keyClick(strip_of(page), Key.Key_Return)

    assert opened == []
    assert "Open it" not in [each.text() for each in page.findChildren(QLabel)]


def test_the_table_has_everything_newest_first(page, control):
    page.toggle_table()
    table = table_of(page)

    assert table.isVisible()
    assert not strip_of(page).isVisible()
    model = table.model()
    cells = [
        [model.data(model.index(row, column)) for column in range(3)]
        for row in range(model.rowCount())
    ]
    assert len(cells) == 11
    assert cells[0] == ["12 May 2026", "Goal reached", "Go to the choir"]
    assert cells[1] == [
        "10 May 2026",
        "PHQ-9",
        "8, in the range the questionnaire calls mild; beyond the form’s own wobble",
    ]
    assert cells[-1] == ["13 January 2026", "Session 1", "attended"]
    page.toggle_table()
    assert strip_of(page).isVisible()


def test_a_row_of_the_table_opens_its_record(qtbot, page, full):
    page.toggle_table()
    table = table_of(page)
    table.setFocus()

    with qtbot.waitSignal(page.opens) as opened:
        table.activated.emit(table.model().index(table.model().rowCount() - 1, 0))

    assert opened.args[0] == Link(kind=Kind.THERAPY_SESSION, id=full[0][0].id)


def test_the_keyboard_goes_along_from_the_strip_to_the_table(qtbot, page):
    page.focus_first()
    qtbot.waitUntil(strip_of(page).hasFocus, timeout=PATIENCE)
    page.toggle_table()

    assert table_of(page).hasFocus()


def test_by_keyboard_alone_one_reads_the_strip_and_opens_a_session(qtbot, page):
    page.focus_first()
    qtbot.waitUntil(strip_of(page).hasFocus, timeout=PATIENCE)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Home)
    with qtbot.waitSignal(page.opens):
        QTest.keyClick(focused, Key.Key_Return)


def test_of_several_therapies_one_is_shown_and_another_can_be_chosen(open_page, filled, control):
    before = Course(started_on=date(2024, 1, 1), ended_on=date(2024, 6, 1), therapist="Dr A")
    filled.courses.record(before)
    filled.sessions.record(met(date(2024, 1, 8), course=before))
    page = open_page(filled)
    assert "2 sessions since 13 January 2026" in words(page)
    box = control(page, "Which therapy")
    assert isinstance(box, QComboBox)

    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)

    assert "One session from 1 January 2024 to 1 June 2024." in words(page)
    assert readings(page) == ["Session 1, 8 January 2024: attended"]


def test_with_one_therapy_there_is_nothing_to_choose(page):
    assert not page.findChild(QComboBox).isVisible()


def test_what_is_taken_back_leaves_the_strip(qtbot, page, filled):
    filled.life_events.record(
        LifeEvent(title="A new flat", kind=LifeEventKind.MOVE, first=date(2026, 5, 1))
    )
    qtbot.waitUntil(lambda: "A new flat" in words(page), timeout=PATIENCE)

    filled.undo()

    qtbot.waitUntil(lambda: "A new flat" not in words(page), timeout=PATIENCE)
    assert not any("A new flat" in each for each in readings(page))


def test_a_therapy_that_is_removed_leaves_the_empty_page(qtbot, page, filled):
    filled.courses.remove(COURSE.id)

    qtbot.waitUntil(lambda: "No therapy noted yet" in words(page), timeout=PATIENCE)


def test_a_page_out_of_sight_reads_when_it_is_shown(page, filled):
    page.hide()
    filled.sessions.record(met(date(2026, 5, 5)))

    page.show()

    assert "3 sessions since 13 January 2026" in words(page)


def test_whether_it_is_working_is_asked_on_its_own_page(qtbot, page, control):
    with qtbot.waitSignal(page.wants) as wanted:
        QTest.mouseClick(control(page, "Is this working?"), LEFT)

    assert wanted.args == ["review"]


def test_a_journal_that_cannot_be_read_is_said(qtbot, open_page, journal, monkeypatch):
    def broken():
        raise StoreDamagedError

    monkeypatch.setattr(journal.courses, "all", broken)
    page = open_page(journal)

    def shown():
        return [each for each in page.findChildren(QDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    shown()[0].reject()


@pytest.mark.parametrize(("width", "percent"), [(1072, 100), (808, 100), (1072, 150)])
@pytest.mark.parametrize("is_table", [False, True])
def test_everything_can_be_reached_and_heard(
    *, open_page, filled, theme, audit, width, percent, is_table
):
    theme.set_text_percent(percent)
    page = open_page(filled, width=width)
    if is_table:
        page.toggle_table()

    assert audit(page) == []


def test_the_empty_page_can_be_reached_and_heard(open_page, journal, audit):
    assert audit(open_page(journal)) == []


def test_ten_years_are_read_and_drawn(open_page, journal):
    course = Course(started_on=date(2016, 5, 10), sessions_before=4)
    journal.courses.record(course)
    first = date(2016, 5, 10)
    journal.sessions.record_all(
        met(first + timedelta(days=7 * n), course=course) for n in range(520)
    )
    page = open_page(journal)

    assert "524 sessions since 10 May 2016, 4 of them before this record." in words(page)
    assert "All 520 appointments kept." in words(page)
    assert not strip_of(page).grab().isNull()
