"""A questionnaire in the whole window: a lock in the middle, a full disk, the way to the plan."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.main_window import MainView
from tests.ui.shell_hands import fill_disk, words

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key


def view_of(shell):
    view = shell.frame.centralWidget()
    assert isinstance(view, MainView)
    return view


def begin(shell, instrument="phq9"):
    """Go to the Measures page and begin a questionnaire there."""
    view = view_of(shell)
    view.go(PageName.MEASURES)
    page = view._pages[PageName.MEASURES]
    page.begin(instrument)
    return page


def digits(qtbot, text):
    for each in text:
        # After a lock the window has to be given the keyboard again.
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=PATIENCE)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, getattr(Key, f"Key_{each}"))


def ticked(page):
    return sum(each.isChecked() for each in page.findChildren(QRadioButton) if each.isVisible())


def test_the_lock_in_the_middle_keeps_what_was_answered(opened, unlock, qtbot):
    begin(opened)
    digits(qtbot, "1203")

    opened.lock()
    unlock(opened)

    page = begin(opened)
    assert "4 of 9 answered" in words(page)
    assert ticked(page) == 4
    assert opened.journal.measures.of("phq9") == []


def test_answers_that_the_disk_does_not_take_come_back_after_the_lock(opened, unlock, qtbot):
    begin(opened)
    digits(qtbot, "12")
    fill_disk(opened)
    digits(qtbot, "0" * 7)
    # A page of the file may have had room for some of them; what had none is told.
    page = begin(opened)
    assert "9 of 9 answered" in words(page)

    opened.lock()
    unlock(opened)

    page = begin(opened)
    assert "9 of 9 answered" in words(page)


def test_undo_in_the_form_takes_back_an_answer_and_nothing_that_was_kept(opened, qtbot):
    opened.journal.safety.record(SafetyPlan(warning_signs="I stop answering"))
    page = begin(opened)
    digits(qtbot, "12")

    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert "0 of 9 answered" in words(page)
    assert opened.journal.safety.plan().warning_signs == "I stop answering"


def test_from_the_card_one_gets_to_the_plan_and_back(opened, control, qtbot):
    opened.journal.safety.record(SafetyPlan(warning_signs="I stop answering"))
    page = begin(opened)
    digits(qtbot, "000000001")
    QTest.mouseClick(control(page, "Show my safety plan"), LEFT)
    QTest.mouseClick(control(page, "Go to the safety plan"), LEFT)
    assert view_of(opened).current is PageName.SAFETY_PLAN

    view_of(opened).go(PageName.MEASURES)

    assert "9 of 9 answered" in words(page)
    assert any(each.text() == "I stop answering" for each in page.findChildren(QLabel))


def test_the_country_chosen_on_the_card_is_the_one_everywhere(opened, control, qtbot):
    page = begin(opened)
    digits(qtbot, "000000001")
    QTest.mouseClick(control(page, "Emergency and crisis lines"), LEFT)
    country = control(page, "Country")

    country.setCurrentIndex(country.findText("United Kingdom"))
    country.activated.emit(country.currentIndex())

    assert opened.preferences.country == "GB"
    assert "999" in words(page)


@pytest.mark.parametrize("undo", [True, False])
def test_the_result_is_kept_and_can_be_taken_back(opened, qtbot, control, undo):
    page = begin(opened)
    digits(qtbot, "1111111100")
    QTest.mouseClick(control(page, "See the result"), LEFT)
    assert "8, in the range the questionnaire calls mild" in words(page)

    if undo:
        opened.journal.undo()
        assert "9 of 9 answered" in words(page)
    else:
        QTest.mouseClick(control(page, "Back to measures"), LEFT)
        assert "9 of 9 answered" not in words(page)
    assert len(opened.journal.measures.of("phq9")) == (0 if undo else 1)
