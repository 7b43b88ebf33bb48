"""A few short choices of which one holds."""

import pytest
from PySide6.QtCore import Qt

from sessiondesk.ui.widgets.segmented import Segmented

LEFT = Qt.MouseButton.LeftButton
NIGHTS = [("no", "No"), ("a_little", "A little"), ("clearly", "Clearly"), ("awake", "Kept awake")]


@pytest.fixture
def question(theme, show):
    question = Segmented("Sleep", NIGHTS, theme, keys="NLCK", can_clear=True)
    show(question)
    question.setFocus(Qt.FocusReason.TabFocusReason)
    return question


def test_a_click_chooses(qtbot, question, control):
    with qtbot.waitSignal(question.picked) as picked, qtbot.assertNotEmitted(question.answered):
        qtbot.mouseClick(control(question, "Sleep: Clearly"), LEFT)

    assert picked.args == ["clearly"]


@pytest.mark.parametrize(
    ("key", "value"),
    [(Qt.Key.Key_N, "no"), (Qt.Key.Key_L, "a_little"), (Qt.Key.Key_K, "awake")],
)
def test_a_letter_answers_and_lets_the_page_move_on(qtbot, question, key, value):
    with qtbot.waitSignals([question.picked, question.answered]):
        qtbot.keyClick(question.window().focusWidget(), key)

    assert question.value == value


def test_arrows_move_and_choose(qtbot, question):
    question.value = "no"

    qtbot.keyClick(question.window().focusWidget(), Qt.Key.Key_Right)

    assert question.value == "a_little"


def test_where_it_may_be_left_open_it_can_be_cleared(qtbot, question, control):
    question.value = "no"

    qtbot.keyClick(question.window().focusWidget(), Qt.Key.Key_Backspace)

    assert question.value is None
    assert control(question, "Sleep, not answered")


def test_where_something_always_holds_it_cannot_be_cleared(qtbot, theme, show, control):
    view = Segmented("View", [("chart", "Chart"), ("table", "Table")], theme, value="chart")
    show(view)

    qtbot.mouseClick(control(view, "View: Chart"), LEFT)
    qtbot.keyClick(control(view, "View: Chart"), Qt.Key.Key_Backspace)

    assert view.value == "chart"


def test_a_letter_without_a_meaning_does_nothing(qtbot, question):
    qtbot.keyClick(question.window().focusWidget(), Qt.Key.Key_X)

    assert question.value is None


def test_everything_can_be_reached_and_hit(question, audit):
    assert audit(question.window()) == []
