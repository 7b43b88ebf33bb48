"""A dialog in steps: what comes next is in view, and work in the middle is not left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sessiondesk.ui.step_dialog import StepDialog
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.text_field import TextField

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def asking(qtbot, theme, window):
    asking = StepDialog(theme, window)
    asking.open()
    with qtbot.waitExposed(asking):
        asking.show()
    return asking


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_it_leads_from_step_to_step(qtbot, asking, theme, control):
    went: list[str] = []
    first, second = TextField("A name", theme), TextField("A colour", theme)

    def on_second():
        went.append(second.text)

    def on_first():
        went.append(first.text)
        asking.show_step(second, "Second", "", verb="Done", keep="Leave it", forward=on_second)

    asking.show_step(first, "First", "Says", verb="Go on", keep="Leave it", forward=on_first)
    qtbot.keyClicks(control(asking, "A name"), "lamp")
    qtbot.mouseClick(control(asking, "Go on"), LEFT)
    assert "Second" in words(asking)
    assert "First" not in words(asking)
    qtbot.keyClicks(control(asking, "A colour"), "green")
    qtbot.mouseClick(control(asking, "Done"), LEFT)

    assert went == ["lamp", "green"]


def test_a_step_that_is_come_back_to_still_has_what_was_typed(qtbot, asking, theme, control):
    step = TextField("A name", theme)
    asking.show_step(step, "First", "", verb="Go on")
    qtbot.keyClicks(control(asking, "A name"), "lamp")

    asking.show_work("Working", "This takes a moment.", 1.0)
    asking.show_step(step, "First", "", verb="Go on")
    asking.show_problem("It did not work.", "Try again.")

    assert control(asking, "A name").text() == "lamp"
    assert "It did not work." in words(asking)
    asking.show_step(step, "First", "", verb="Go on")
    assert "It did not work." not in words(asking)


def test_work_in_the_middle_is_not_left_with_escape(qtbot, asking):
    asking.show_work("Working", "This takes a moment.", 1.0)
    assert "Working" in words(asking)

    qtbot.keyClick(asking, Qt.Key.Key_Escape)
    assert asking.isVisible()

    asking.show_step(None, "Done", "It worked.", keep="Close")
    qtbot.keyClick(asking, Qt.Key.Key_Escape)
    assert not asking.isVisible()


def test_a_step_without_a_way_on_has_none(asking, control):
    asking.show_step(None, "Done", "It worked.", keep="Close")

    assert control(asking, "Close")
    with pytest.raises(AssertionError):
        control(asking, "")


@pytest.fixture(params=[100, 150])
def paper(theme, asking, request):
    """A step with more to read than there is room for, and a field below it."""
    theme.set_text_percent(request.param)
    step = QWidget()
    column = QVBoxLayout(step)
    for number in range(40):
        column.addWidget(labels.body(f"Line {number}", theme))
    field = TextField("What you wrote down", theme)
    column.addWidget(field)
    step.setFocusProxy(field)
    asking.show_step(step, "Write it down", "", verb="Go on", keep="Leave it")
    return step


def test_what_is_to_be_read_is_shown_before_the_field_below_it(qtbot, asking, paper, control):
    field = control(asking, "What you wrote down")

    qtbot.waitUntil(lambda: not control(asking, "Line 0").visibleRegion().isEmpty())
    assert field.hasFocus()
    assert field.visibleRegion().isEmpty()
    assert asking.height() <= 700
    assert not control(asking, "Go on").visibleRegion().isEmpty()

    qtbot.keyClicks(field, "lamp")

    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())


def test_a_step_that_is_higher_than_the_one_before_stays_on_the_screen(qtbot, asking, theme):
    asking.show_step(TextField("A name", theme), "First", "", verb="Go on")
    screen = asking.screen().availableGeometry()
    asking.move(0, screen.bottom() - asking.height())
    step = QWidget()
    QVBoxLayout(step)
    step.setFixedHeight(asking.height() + 100)

    asking.show_step(step, "Second", "", verb="Go on")

    qtbot.waitUntil(lambda: asking.frameGeometry().bottom() <= screen.bottom())
    assert asking.frameGeometry().top() >= screen.top()
