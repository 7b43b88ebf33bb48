"""Choosing which questionnaires are filled in, how often, and for which therapy."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QLabel

from sessiondesk.domain.course import Course
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.store.errors import StoreFullError, StoreIOError
from sessiondesk.ui.pages.measures_page import MeasuresPage
from sessiondesk.ui.pages.measures_page.choose_dialog import ChooseDialog

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal, *, width=1112, height=760):
        page = MeasuresPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


@pytest.fixture
def choose(qtbot, open_page, control):
    """Open the page and the dialog on it."""

    def choose_(journal):
        page = open_page(journal)
        QTest.mouseClick(control(page, "Choose measures…"), LEFT)
        return asked(qtbot, page)

    return choose_


@pytest.fixture
def two_therapies(journal):
    old = Course(started_on=date(2025, 3, 1), therapist="M. Okafor")
    new = Course(started_on=date(2026, 3, 5), therapist="R. Lind")
    for each in (old, new):
        journal.courses.record(each)
    return old, new


def asked(qtbot, page):
    def shown():
        return [each for each in page.findChildren(ChooseDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    return shown()[0]


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def tick(dialog, title):
    (found,) = (
        each for each in dialog.findChildren(QCheckBox) if each.text().startswith(f"{title},")
    )
    return found


def days(dialog, control, title):
    field = control(dialog, f"{title}: days from one time to the next")
    assert isinstance(field, QDoubleSpinBox)
    return field


def pick(dialog, control, therapy):
    box = control(dialog, "For which therapy")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(therapy))
    box.activated.emit(box.currentIndex())


def plan(journal, instrument, course=None):
    """Return whether one is on, and after how many days again, as it holds for a therapy."""
    plans = journal.measures.plans(None if course is None else course.id)
    (found,) = (each for each in plans if each.instrument == instrument)
    return found.is_on, found.every_days


def test_four_are_on_by_themselves_and_the_others_are_offered(choose, journal):
    dialog = choose(journal)

    ticked = {
        each.text().partition(",")[0]: each.isChecked() for each in dialog.findChildren(QCheckBox)
    }
    assert ticked == {
        "PHQ-9": True,
        "GAD-7": True,
        "CORE-10": True,
        "WHO-5": True,
        "PHQ-8": False,
        "PCL-5": False,
        "PHQ-4": False,
        "PHQ-15": False,
        "K10": False,
    }
    said = words(dialog)
    assert "No permission required to reproduce" in said
    assert "CORE-10 (c) CORE System Trust" in said
    assert "PHQ-9 without the question on thoughts of death, in its place." in said
    assert "Asks much the same as CORE-10: one of the two is enough." in said
    assert "The questions name hard memories." in said
    assert "14 to 28 days fit: it asks about the last 2 weeks." in said


def test_what_is_chosen_is_kept_in_one_act_and_is_due_from_now_on(choose, journal, control):
    dialog = choose(journal)
    QTest.mouseClick(tick(dialog, "GAD-7"), LEFT)
    QTest.mouseClick(tick(dialog, "K10"), LEFT)
    days(dialog, control, "PHQ-9").setValue(21)

    QTest.mouseClick(control(dialog, "Keep"), LEFT)

    assert plan(journal, "gad7") == (False, 14)
    assert plan(journal, "k10") == (True, 28)
    assert plan(journal, "phq9") == (True, 21)
    due = [each.instrument.id for each in journal.measures.due()]
    assert due == ["phq9", "core10", "who5", "k10"]
    journal.undo()
    assert journal.measures.chosen() == []


def test_what_was_never_on_and_stays_off_is_no_choice(choose, journal, control):
    dialog = choose(journal)

    QTest.mouseClick(control(dialog, "Keep"), LEFT)

    assert {each.instrument for each in journal.measures.chosen()} == {
        "phq9",
        "gad7",
        "core10",
        "who5",
    }


def test_leaving_it_as_it_is_chooses_nothing(choose, journal):
    dialog = choose(journal)
    QTest.mouseClick(tick(dialog, "GAD-7"), LEFT)
    dialog.settle()

    QTest.keyClick(dialog, Key.Key_Escape)

    assert journal.measures.chosen() == []
    assert journal.drafts.all() == []


def test_phq_8_takes_the_place_of_phq_9_and_the_other_way_round(choose, journal, control):
    dialog = choose(journal)

    QTest.mouseClick(tick(dialog, "PHQ-8"), LEFT)
    assert not tick(dialog, "PHQ-9").isChecked()
    assert "PHQ-8 takes the place of PHQ-9, which is off now." in words(dialog)

    QTest.mouseClick(tick(dialog, "PHQ-9"), LEFT)
    assert not tick(dialog, "PHQ-8").isChecked()
    assert "PHQ-9 takes the place of PHQ-8, which is off now." in words(dialog)

    QTest.mouseClick(tick(dialog, "PHQ-9"), LEFT)
    assert "takes the place" not in words(dialog).partition("PHQ-8, low mood")[0]
    assert not tick(dialog, "PHQ-8").isChecked()


def test_the_days_are_asked_only_for_what_is_on(choose, journal, control):
    dialog = choose(journal)
    assert days(dialog, control, "PHQ-9").isVisible()

    QTest.mouseClick(tick(dialog, "PHQ-9"), LEFT)

    named = [
        each.accessibleName() for each in dialog.findChildren(QDoubleSpinBox) if each.isVisible()
    ]
    assert "PHQ-9: days from one time to the next" not in named


# For which therapy.


def test_with_one_therapy_nobody_is_asked_for_which(choose, journal):
    journal.courses.record(Course(started_on=date(2026, 3, 5)))

    assert "For which therapy" not in words(choose(journal))


def test_one_therapy_can_have_a_choice_of_its_own(choose, journal, control, two_therapies):
    old, new = two_therapies
    dialog = choose(journal)
    pick(dialog, control, "R. Lind, since 5 March")
    QTest.mouseClick(tick(dialog, "WHO-5"), LEFT)

    QTest.mouseClick(control(dialog, "Keep"), LEFT)

    assert plan(journal, "who5", new) == (False, 14)
    assert plan(journal, "who5", old) == (True, 14)
    assert plan(journal, "who5") == (True, 14)


def test_choices_for_several_therapies_are_kept_together(choose, journal, control, two_therapies):
    old, new = two_therapies
    dialog = choose(journal)
    QTest.mouseClick(tick(dialog, "GAD-7"), LEFT)
    pick(dialog, control, "R. Lind, since 5 March")
    assert tick(dialog, "GAD-7").isChecked()
    QTest.mouseClick(tick(dialog, "WHO-5"), LEFT)
    pick(dialog, control, "Every therapy")
    assert not tick(dialog, "GAD-7").isChecked()

    QTest.mouseClick(control(dialog, "Keep"), LEFT)

    assert plan(journal, "gad7", old) == (False, 14)
    assert plan(journal, "gad7", new) == (True, 14)
    assert plan(journal, "who5", new) == (False, 14)
    assert plan(journal, "who5", old) == (True, 14)


def test_a_choice_for_every_therapy_holds_where_there_was_another(
    choose, journal, control, two_therapies
):
    _, new = two_therapies
    journal.measures.plan(
        MeasurePlan(instrument="who5", course_id=new.id, is_on=True, every_days=28)
    )
    dialog = choose(journal)
    # It opens on the therapy in force, which has a choice of its own.
    assert days(dialog, control, "WHO-5").value() == 28
    pick(dialog, control, "Every therapy")
    QTest.mouseClick(tick(dialog, "WHO-5"), LEFT)

    QTest.mouseClick(control(dialog, "Keep"), LEFT)

    assert plan(journal, "who5")[0] is False
    assert plan(journal, "who5", new)[0] is False


def test_a_choice_of_one_therapy_is_not_hidden_when_the_others_are_gone(
    choose, journal, control, two_therapies
):
    old, new = two_therapies
    journal.measures.plan(
        MeasurePlan(instrument="who5", course_id=new.id, is_on=False, every_days=14)
    )
    journal.courses.remove(old.id)

    dialog = choose(journal)

    assert not tick(dialog, "WHO-5").isChecked()


# What could go wrong.


def test_a_full_disk_keeps_the_dialog_and_what_is_ticked(choose, journal, control, monkeypatch):
    def full(*_args, **_more):
        raise StoreFullError

    dialog = choose(journal)
    QTest.mouseClick(tick(dialog, "GAD-7"), LEFT)
    with monkeypatch.context() as disk:
        disk.setattr(journal.measures, "plan", full)
        disk.setattr(journal.drafts, "keep", full)
        QTest.mouseClick(control(dialog, "Keep"), LEFT)
        assert "There is no room left on the disk" in words(dialog)
        with pytest.raises(StoreFullError):
            dialog.settle()
        assert [each.editor for each in dialog.unsaved()] == ["measure_plan"]
    assert not tick(dialog, "GAD-7").isChecked()

    QTest.mouseClick(control(dialog, "Try again"), LEFT)

    assert plan(journal, "gad7") == (False, 14)


def test_a_disk_that_fails_while_ticking_is_said_in_the_dialog(
    qtbot, choose, journal, monkeypatch
):
    def full(*_args, **_more):
        raise StoreFullError

    dialog = choose(journal)
    monkeypatch.setattr(journal.drafts, "keep", full)

    QTest.mouseClick(tick(dialog, "GAD-7"), LEFT)

    qtbot.waitUntil(lambda: "There is no room left on the disk" in words(dialog), timeout=PATIENCE)


def test_a_journal_that_cannot_be_read_is_said_instead_of_a_dialog(
    qtbot, open_page, journal, control, monkeypatch
):
    def broken():
        raise StoreIOError

    page = open_page(journal)
    monkeypatch.setattr(journal.measures, "chosen", broken)
    QTest.mouseClick(control(page, "Choose measures…"), LEFT)

    qtbot.waitUntil(lambda: "The disk did not answer" in words(page), timeout=PATIENCE)
    assert page.findChildren(ChooseDialog) == []
    page.settle()


def test_what_is_ticked_outlives_a_lock(
    *, qtbot, choose, open_page, open_journal, journal, control, two_therapies
):
    dialog = choose(journal)
    QTest.mouseClick(tick(dialog, "GAD-7"), LEFT)
    pick(dialog, control, "R. Lind, since 5 March")
    days(dialog, control, "PHQ-9").setValue(28)
    dialog.parentWidget().settle()

    again = open_page(open_journal())
    QTest.mouseClick(control(again, "Choose measures…"), LEFT)
    dialog = asked(qtbot, again)

    assert not tick(dialog, "GAD-7").isChecked()
    pick(dialog, control, "R. Lind, since 5 March")
    assert days(dialog, control, "PHQ-9").value() == 28


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a draft",
        '{"": {"phq9": [true]}}',
        '{"": {"phq9": [true, 0], "no such": [true, 14]}}',
        '{"no such therapy": {"phq9": [false, 14]}}',
    ],
)
def test_a_damaged_draft_is_passed_over(choose, journal, text):
    journal.drafts.keep("measure_plan", "measure_plan", "", text)

    assert tick(choose(journal), "PHQ-9").isChecked()


def test_nothing_ticked_leaves_no_draft(choose, journal):
    dialog = choose(journal)

    dialog.settle()

    assert journal.drafts.all() == []


# By keyboard and by ear.


def press(key: Qt.Key) -> None:
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClick(where, key)


def test_one_is_chosen_from_the_keyboard(qtbot, choose, journal, control):
    dialog = choose(journal)
    first = tick(dialog, "PHQ-9")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first, timeout=PATIENCE)
    for _ in range(2):
        press(Key.Key_Tab)
    press(Key.Key_Space)
    control(dialog, "Keep").setFocus()
    press(Key.Key_Return)

    assert plan(journal, "gad7") == (False, 14)
    assert plan(journal, "phq9") == (True, 14)


@pytest.mark.parametrize("percent", [100, 150])
def test_everything_can_be_reached_and_heard(
    *, choose, journal, theme, audit, percent, two_therapies
):
    theme.set_text_percent(percent)

    assert audit(choose(journal)) == []
