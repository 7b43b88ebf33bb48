"""Safety plan, signs and life events where they are: in the whole window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from sessiondesk import preferences
from sessiondesk.domain.crisis_line import OwnLine
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.ui.commands import Act, PageName
from sessiondesk.ui.main_window import MainView

LEFT = Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PATIENCE = 60_000


@pytest.fixture
def view(opened):
    view = opened.frame.centralWidget()
    assert isinstance(view, MainView)
    return view


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize("start", [PageName.TODAY, PageName.TRENDS, PageName.SETTINGS])
def test_the_plan_is_two_keys_away_from_everywhere(qtbot, view, start):
    view.go(start)

    QTest.keyClick(view, Qt.Key.Key_H, CTRL_SHIFT)

    qtbot.waitUntil(lambda: view.current is PageName.SAFETY_PLAN, timeout=PATIENCE)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)


def test_the_plan_can_be_read_where_the_journal_may_only_be_read(qtbot, opened, view):
    opened.journal.safety.record(SafetyPlan(warning_signs="I stop answering"))
    opened.journal.is_read_only = True

    view.commands.action(Act.SAFETY_PLAN).trigger()

    (editor,) = (
        each
        for each in view.findChildren(QPlainTextEdit)
        if each.accessibleName() == "Warning signs"
    )
    assert editor.toPlainText() == "I stop answering"
    assert editor.isReadOnly()
    view.go(PageName.TODAY)
    assert view.current is PageName.TODAY
    opened.journal.is_read_only = False


def test_a_number_added_beside_the_plan_is_there_in_front_of_the_closed_journal(
    *, qtbot, opened, view, control, preferences_path
):
    view.go(PageName.SAFETY_PLAN)
    QTest.mouseClick(control(view, "Add a number of your own…"), LEFT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=PATIENCE)
    asked = QApplication.activeModalWidget()
    assert asked is not None
    control(asked, "Whose number it is").setText("Sam")
    control(asked, "Number").setText("01234")
    QTest.mouseClick(control(asked, "Keep this number"), LEFT)
    assert preferences.load(preferences_path).own_lines == (OwnLine(name="Sam", number="01234"),)
    opened.journal.safety.record(SafetyPlan(warning_signs="I stop answering"))

    opened.door.show_locked(opened.preferences.last_vault)
    QTest.mouseClick(control(opened.frame, "If you need someone now"), LEFT)

    said = words(opened.frame)
    assert "Sam | 01234" in said
    assert "I stop answering" not in said


def test_every_new_page_opens_by_its_command(view):
    for act in (Act.SIGNS, Act.LIFE_EVENTS, Act.SAFETY_PLAN):
        view.commands.action(act).trigger()
        assert view.current == PageName(act.value)
