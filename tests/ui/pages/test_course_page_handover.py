"""The hand-over: what can stand on it, what is private, what is kept, and the way to paper."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Goal, GoalState, GoalValue
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights import keeping
from sessiondesk.insights.after_session import AfterOne, AfterSessions
from sessiondesk.journal import Journal
from sessiondesk.store import connection
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.migrations import migrate
from sessiondesk.ui import handover_document
from sessiondesk.ui.handover_document import Choice, Line, Part
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.course_page import CoursePage
from sessiondesk.ui.widgets.tick import Switch
from tests.conftest import KEY, NOON, VAULT_ID, ZONE, Clock
from tests.ui.printers import NoPrinter

TODAY = date(2026, 5, 12)
BEGAN = date(2026, 1, 13)
COURSE = Course(
    started_on=BEGAN,
    approach="Talking",
    rhythm="weekly",
    therapist="Dr Weiss",
    breaks=(Break(first=date(2026, 4, 3), last=date(2026, 4, 8), reason="Easter"),),
)
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key
PRIVATE = (
    "With Dr Weiss",
    "Break, 3 April to 8 April: Easter",
    "Breathing out slowly",
    "Let this go",
    "Sertraline, 50 mg",
    "Going quiet",
    "I stop answering",
)


def met(day, outcome=Outcome.ATTENDED, **more):
    return TherapySession(
        course_id=COURSE.id,
        planned_for=datetime.combine(day, datetime.min.time()).replace(hour=14),
        zone="Europe/Berlin",
        outcome=outcome,
        **more,
    )


def fill(journal):
    journal.courses.record(COURSE)
    journal.sessions.record_all(
        [
            met(BEGAN, notes="zinnober: what was said", to_keep="zinnober", left_open="zinnober"),
            met(BEGAN + timedelta(days=7), Outcome.CANCELLED_BY_ME),
        ]
    )
    for day, total in ((BEGAN, 16), (date(2026, 2, 13), 16), (date(2026, 5, 10), 8)):
        journal.measures.record(
            Assessment(instrument="phq9", version=1, day=day, total=total, band="mild")
        )
    journal.measures.record(Assessment(instrument="gad7", version=1, day=BEGAN, total=11))
    form = Form(name="A form of ours")
    journal.measures.record_form(
        form,
        FormTotal(form_id=form.id, day=BEGAN, total=31),
        FormTotal(form_id=form.id, day=TODAY, total=28),
    )
    goal = Goal(text="Go to the choir", began_on=BEGAN)
    journal.goals.record(goal)
    for day, value in ((BEGAN, 2), (TODAY, 6)):
        at = datetime.combine(day, NOON.timetz())
        journal.goals.log(GoalValue(goal_id=goal.id, noted_at=at, day=day, value=value))
    for text, state in (("Ring Mara", GoalState.REACHED), ("Let this go", GoalState.LET_GO)):
        other = Goal(text=text, began_on=BEGAN)
        journal.goals.record(other)
        journal.goals.adjust(replace(other, state=state))
    practice = Practice(text="Breathing out slowly", agreed_on=BEGAN)
    journal.practices.record(practice)
    for helped in (6, 7):
        journal.practices.log(
            PracticeLog(practice_id=practice.id, done_at=NOON, day=TODAY, helped=helped)
        )
    journal.life_events.record(
        LifeEvent(
            title="Sertraline",
            kind=LifeEventKind.MEDICINE_STARTED,
            first=date(2026, 3, 3),
            goes_on=True,
            dose="50 mg",
        )
    )
    journal.patterns.record(Pattern(name="Going quiet", named_on=date(2026, 3, 5)))
    journal.safety.record(SafetyPlan(warning_signs="I stop answering"))


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def open_page(*, qtbot, theme, jobs, prompts, tmp_path, control):
    def open_(journal, *, width=1072, height=900):
        page = CoursePage(
            journal,
            theme=theme,
            prompts=prompts,
            jobs=jobs,
            documents=lambda: tmp_path,
            printing=NoPrinter,
        )
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        QTest.mouseClick(control(page, "Write a hand-over…"), LEFT)
        switches = page.findChildren(Switch)
        qtbot.waitUntil(
            lambda: bool(paper(page)) and all(each.height() >= 28 for each in switches),
            timeout=PATIENCE,
        )
        return page

    return open_


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory, prompts, instruments):
    """A file with all of it, made once: each test has a copy."""
    path = tmp_path_factory.mktemp("filled") / "vault.db"
    db = connection.create(path, KEY, VAULT_ID)
    migrate(db)
    fill(Journal(db, now=Clock(NOON), zone=ZONE, prompts=prompts, instruments=instruments))
    db.close()
    return path


@pytest.fixture
def filled(*, filled_once, db_path, clock, prompts, instruments):
    """A journal over a file with all of it."""
    shutil.copy(filled_once, db_path)
    db = connection.connect(db_path, KEY, VAULT_ID)
    yield Journal(db, now=clock, zone=ZONE, prompts=prompts, instruments=instruments)
    db.close()


@pytest.fixture
def page(open_page, filled):
    return open_page(filled)


def words(widget):
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    return " | ".join(found)


def paper(page):
    """Return what lies on the stage, as it is read to whoever listens."""
    return page._handover._stage._preview.accessibleDescription()


def editor(control, page, name):
    found = control(page, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def switch(page, text):
    found = [
        each
        for each in page.findChildren(QCheckBox)
        if each.isVisible() and each.text().replace("&&", "&") == text
    ]
    assert len(found) == 1, text
    return found[0]


# What stands on it.


def test_what_is_offered_is_the_course_goals_and_measures(page):
    shown = paper(page)

    for said in (
        "Hand-over\nTuesday 12 May 2026\nWritten by me, from my own record of one session.",
        "This therapy",
        "How we worked: Talking",
        "How often: weekly",
        "One session since 13 January 2026.",
        "1 of 2 appointments kept: one cancelled by me.",
        "Go to the choir",
        "set on 13 January 2026; own rating 2 at first, 6 now, of 10",
        "Ring Mara",
        "reached 12 May",
        "PHQ-9: Start 16, Last 8, In words 8 points lower: reliable improvement",
        "GAD-7: Start 11, In words 13 Jan 2026",
        "A form of ours: Start 31, Last 28, In words 13 Jan to 12 May 2026",
        "Private. Self-reported, not a diagnosis.",
    ):
        assert said in shown, said


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_private_waits_for_the_persons_own_hand(page, text):
    assert text not in paper(page)
    found = switch(page, text)
    assert not found.isChecked()

    QTest.mouseClick(found, LEFT)

    assert text in paper(page)


def test_session_notes_are_never_among_the_lines(page):
    for each in page.findChildren(QCheckBox):
        assert "zinnober" not in each.text()
    assert "zinnober" not in paper(page)
    assert "zinnober" not in words(page)


def test_what_was_worked_out_can_be_put_on_by_hand(open_page, filled):
    after = tuple(
        AfterOne(day=BEGAN + timedelta(days=7 * n), difference=-2.0, is_worse=True)
        for n in range(1, 7)
    )
    claim = AfterSessions(sessions=after, known=6, worse=6, is_enough=True, is_consistent=True)
    filled.insights.keep(
        TODAY,
        [
            Insight(
                day=TODAY,
                asked=keeping.asked_of(claim),
                subject=filled.scales.all()[0].id,
                method=1,
                claim=keeping.encode(claim),
            ),
            Insight(day=TODAY, asked=Asked.CHANGE, subject="x", method=1, claim='{"no": 1}'),
        ],
    )
    page = open_page(filled)

    assert "6 of your last 6 sessions" not in paper(page)
    (found,) = (each for each in page.findChildren(QCheckBox) if "last 6 sessions" in each.text())
    QTest.mouseClick(found, LEFT)

    assert "6 of your last 6 sessions" in paper(page)
    assert "worked out on 12 May 2026, and “you” in them is me" in paper(page)


def test_lines_that_are_offered_can_be_left_out(page):
    line = switch(page, "How often: weekly")
    assert line.isChecked()

    QTest.mouseClick(line, LEFT)

    assert "How often: weekly" not in paper(page)
    assert "How we worked: Talking" in paper(page)


def test_a_whole_part_can_be_left_out_and_its_lines_stay_as_they_were(page):
    QTest.mouseClick(switch(page, "Goals"), LEFT)
    assert "Go to the choir" not in paper(page)
    assert not switch(page, "Go to the choir").isEnabled()

    QTest.mouseClick(switch(page, "Goals"), LEFT)
    assert "Go to the choir" in paper(page)


def test_own_words_go_on_as_they_are_typed(qtbot, page, control):
    field = editor(control, page, "What helped")
    field.setFocus()
    QTest.keyClicks(field, "walking & talking")

    qtbot.waitUntil(lambda: "What helped:\nwalking & talking" in paper(page), timeout=PATIENCE)


def test_an_empty_part_is_not_on_paper(page):
    assert "Why I came" not in paper(page)
    assert "Safety" not in paper(page)


def test_how_much_room_there_is_is_said_in_lines(qtbot, page, control):
    assert "Fits on one page" in words(page)
    field = editor(control, page, "Why I came, in my own words")

    field.setPlainText("\n".join(f"Line {n}" for n in range(130)))

    qtbot.waitUntil(lambda: "lines too many for two pages" in words(page), timeout=PATIENCE)
    field.setPlainText("\n".join(f"Line {n}" for n in range(50)))
    qtbot.waitUntil(lambda: "Fits on two pages" in words(page), timeout=PATIENCE)


def test_what_changes_in_the_journal_changes_on_it(qtbot, page, filled, control):
    field = editor(control, page, "What I would like next, in my own words")
    field.setFocus()
    QTest.keyClicks(field, "half a sen")
    filled.goals.record(Goal(text="Sleep with the window open", began_on=TODAY))

    qtbot.waitUntil(lambda: "Sleep with the window open" in paper(page), timeout=PATIENCE)
    assert field.toPlainText() == "half a sen"


def test_a_journal_with_a_bare_therapy_has_a_hand_over_too(open_page, journal, audit):
    journal.courses.record(Course(started_on=BEGAN))
    page = open_page(journal)

    assert "No session yet; it began on 13 January 2026." in paper(page)
    assert "No questionnaires in this time." in words(page)
    assert audit(page) == []


# What is kept.


def test_what_was_written_and_chosen_is_there_again(open_page, filled, control):
    page = open_page(filled)
    field = editor(control, page, "Why I came, in my own words")
    field.setFocus()
    QTest.keyClicks(field, "I slept badly")
    QTest.mouseClick(switch(page, "Going quiet"), LEFT)
    QTest.mouseClick(switch(page, "How often: weekly"), LEFT)
    QTest.mouseClick(switch(page, "Measures"), LEFT)
    page.settle()

    again = open_page(filled)

    assert editor(control, again, "Why I came, in my own words").toPlainText() == "I slept badly"
    shown = paper(again)
    assert "I slept badly" in shown
    assert "Going quiet" in shown
    assert "How often: weekly" not in shown
    assert "PHQ-9" not in shown


def test_the_words_are_kept_by_themselves_soon(qtbot, page, filled, control):
    field = editor(control, page, "What to know about my safety")
    field.setFocus()
    QTest.keyClicks(field, "I live alone")

    qtbot.waitUntil(
        lambda: [each.text for each in filled.drafts.all()] == ["I live alone"], timeout=PATIENCE
    )


def test_words_of_one_therapy_do_not_turn_up_in_another(open_page, filled, control):
    page = open_page(filled)
    field = editor(control, page, "Why I came, in my own words")
    field.setFocus()
    QTest.keyClicks(field, "I slept badly")
    page.settle()
    filled.courses.record(Course(started_on=TODAY))

    again = open_page(filled)

    assert editor(control, again, "Why I came, in my own words").toPlainText() == ""


def test_a_full_disk_keeps_words_and_choice_in_their_place(page, filled, control, monkeypatch):
    field = editor(control, page, "Why I came, in my own words")
    field.setFocus()
    QTest.keyClicks(field, "I slept badly")

    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(filled.drafts, "keep", full)
        QTest.mouseClick(switch(page, "Going quiet"), LEFT)
        assert "no room left on the disk" in words(page)
        assert "Going quiet" in paper(page)
        with pytest.raises(StoreFullError):
            page.settle()
        assert {each.editor for each in page.unsaved()} == {"handover_why", "handover_lines"}
        QTest.mouseClick(control(page, "Back to the therapy"), LEFT)
        assert field.isVisible()
        QTest.mouseClick(control(page, "Try again"), LEFT)
        assert "no room left on the disk" in words(page)
    QTest.mouseClick(control(page, "Try again"), LEFT)

    assert "no room left" not in words(page)
    kept = {each.editor: each.text for each in filled.drafts.all()}
    assert kept["handover_why"] == "I slept badly"
    assert "pattern:" in kept["handover_lines"]


def test_a_journal_that_may_only_be_read_has_a_hand_over_that_lets_go(
    open_page, filled, clock, prompts, control
):
    sealed = Journal(
        filled.db,
        now=clock,
        zone=ZONE,
        prompts=prompts,
        instruments=filled.measures.instruments,
        is_read_only=True,
    )
    page = open_page(sealed)
    field = editor(control, page, "Why I came, in my own words")
    assert "may only be read here" in words(page)

    QTest.keyClicks(field, "more")
    QTest.mouseClick(switch(page, "Going quiet"), LEFT)

    assert field.toPlainText() == ""
    assert "Going quiet" in paper(page)
    QTest.mouseClick(control(page, "Back to the therapy"), LEFT)
    assert page._handover is None


def test_a_therapy_that_is_removed_takes_its_hand_over_along(qtbot, page, filled):
    filled.courses.remove(COURSE.id)

    qtbot.waitUntil(lambda: "No therapy noted yet" in words(page), timeout=PATIENCE)
    assert page.unsaved() == []


@pytest.mark.parametrize(
    "text", [None, "", "nonsense", "[]", '{"on": "x", "off": 7}', '{"parts_off": null}']
)
def test_a_choice_that_cannot_be_read_is_as_if_nothing_was_switched(text):
    assert handover_document.choice_from(text) == Choice()


def test_a_choice_comes_back_as_it_was():
    private = Line(key="a", text="x")
    offered = Line(key="b", text="y", is_offered=True)
    choice = (
        Choice()
        .switched(private, is_on=True)
        .switched(offered, is_on=False)
        .part_switched(Part.GOALS, is_on=False)
    )

    again = handover_document.choice_from(choice.as_text())

    assert again == choice
    assert again.takes(private)
    assert not again.takes(offered)
    back = (
        again.switched(private, is_on=False)
        .switched(offered, is_on=True)
        .part_switched(Part.GOALS, is_on=True)
    )
    assert back == Choice()


# The way around.


def test_by_keyboard_alone_it_is_written_and_left_again(qtbot, open_page, filled, control):
    page = open_page(filled)
    field = editor(control, page, "Why I came, in my own words")
    qtbot.waitUntil(field.hasFocus, timeout=PATIENCE)
    QTest.keyClicks(field, "I slept badly")
    QTest.keyClick(field, Key.Key_Tab)
    tick = QApplication.focusWidget()
    assert tick is switch(page, "This therapy")
    QTest.keyClick(tick, Key.Key_Space)
    assert "How we worked: Talking" not in paper(page)
    QTest.keyClick(tick, Key.Key_Escape)

    qtbot.waitUntil(control(page, "Write a hand-over…").hasFocus, timeout=PATIENCE)
    assert {each.editor for each in filled.drafts.all()} == {"handover_why", "handover_lines"}


def test_tab_goes_through_it_in_reading_order(qtbot, page, filled, control):
    # Lines that come later have their place as well.
    filled.patterns.record(Pattern(name="Rehearsing", named_on=TODAY))
    qtbot.waitUntil(
        lambda: any(
            each.text() == "Rehearsing" and each.isVisible() for each in page.findChildren(Switch)
        ),
        timeout=PATIENCE,
    )
    field = editor(control, page, "Why I came, in my own words")
    field.setFocus()
    gone_through: list[QWidget] = []
    while (at := QApplication.focusWidget()) is not None:
        if at in gone_through or len(gone_through) > 60:
            break
        gone_through.append(at)
        QTest.keyClick(at, Key.Key_Tab)

    said = [each.text() for each in gone_through if isinstance(each, QCheckBox)]
    parts = [handover_document.part_title(part) for part in Part if part is not Part.WHY]
    assert [each for each in said if each in parts] == parts
    assert said.index("This therapy") < said.index("How often: weekly") < said.index(parts[1])
    assert said.index("Patterns I have named") < said.index("Rehearsing")
    assert said.index("Rehearsing") < said.index("What I would like next")


def test_going_back_shows_the_strip(page, control):
    QTest.mouseClick(control(page, "Back to the therapy"), LEFT)

    assert "The whole therapy" in words(page)
    assert page._handover is None


@pytest.mark.parametrize(("width", "percent"), [(1072, 100), (808, 100), (1072, 150)])
def test_everything_can_be_reached_and_heard(*, open_page, filled, theme, audit, width, percent):
    theme.set_text_percent(percent)

    assert audit(open_page(filled, width=width)) == []


# Onto paper.


def test_it_is_saved_as_a_pdf_that_only_the_person_may_read(
    *, qtbot, page, control, tmp_path, needs_tool
):
    field = editor(control, page, "What I would like next, in my own words")
    field.setFocus()
    QTest.keyClicks(field, "somebody near the river")
    QTest.keyClick(
        field, Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    (asked,) = page.findChildren(QFileDialog)
    assert asked.selectedFiles()[0].endswith("hand-over-2026-05-12.pdf")
    asked.fileSelected.emit(str(tmp_path / "hand-over.pdf"))
    asked.reject()

    qtbot.waitUntil(
        lambda: "hand-over.pdf is there, and it is not sealed" in words(page), timeout=PATIENCE
    )
    path = tmp_path / "hand-over.pdf"
    assert path.stat().st_mode & 0o077 == 0
    read = [needs_tool("pdftotext"), "-layout", str(path), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    assert "somebody near the river" in text
    assert "page 1 of 1" in text
    assert "Sertraline" not in text
    told = [needs_tool("pdfinfo"), str(path)]
    info = subprocess.run(told, check=True, capture_output=True, text=True).stdout
    assert "Hand-over" in info
    assert "Author" not in info or "Author:          \n" in info


def test_a_pdf_that_cannot_be_written_is_said(qtbot, page, control, tmp_path):
    QTest.mouseClick(control(page, "Save PDF…"), LEFT)
    (asked,) = page.findChildren(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "no such folder" / "x.pdf"))
    asked.reject()

    qtbot.waitUntil(lambda: "The PDF could not be written" in words(page), timeout=PATIENCE)


def test_before_the_first_print_it_says_that_printers_keep_copies(qtbot, page, control):
    QTest.mouseClick(control(page, "Print…"), LEFT)
    assert "Printers may keep copies" in words(page)
    QTest.mouseClick(control(page, "Choose a printer…"), LEFT)

    qtbot.waitUntil(lambda: "knows no printer" in words(page), timeout=PATIENCE)
    QTest.mouseClick(control(page, "Print…"), LEFT)
    shown = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    assert "Choose a printer…" not in shown


def test_nothing_is_written_to_the_disk_before_somebody_saves(page, tmp_path):
    assert [each.name for each in tmp_path.iterdir() if not each.name.startswith("vault")] == []
