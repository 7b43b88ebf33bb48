"""One line of text: named, helped, told what is wrong, and never emptied by it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QToolButton

from sessiondesk.ui.widgets.text_field import TextField

LEFT = Qt.MouseButton.LeftButton
WRONG = "That passphrase does not open this journal. Nothing has been lost."


def spoken_name(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.fixture
def field(theme, show):
    field = TextField("Passphrase", theme, help_text="Spaces count.", is_secret=True)
    show(field)
    return field


def test_typing_is_told(qtbot, field, control):
    with qtbot.waitSignal(field.edited) as edited:
        qtbot.keyClicks(control(field, "Passphrase"), "h")

    assert edited.args == ["h"]


def test_enter_is_told(qtbot, field, control):
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(control(field, "Passphrase"), Qt.Key.Key_Return)


def test_a_plus_adds_what_is_typed_as_enter_does(qtbot, theme, show):
    field = TextField("Something to bring up", theme, icon="plus")
    show(field)
    plus = field.findChild(QToolButton)

    with qtbot.waitSignal(field.entered):
        qtbot.mouseClick(plus, LEFT)

    assert spoken_name(plus) == "Add"


def test_another_icon_leads_into_the_field_and_has_its_name(qtbot, theme, show):
    field = TextField("Search all feelings", theme, icon="search")
    show(field)
    icon = field.findChild(QToolButton)

    with qtbot.assertNotEmitted(field.entered):
        qtbot.mouseClick(icon, LEFT)

    assert spoken_name(icon) == "Search all feelings"
    line = field.findChild(QLineEdit)
    assert line is not None
    assert line.hasFocus()


def test_an_error_keeps_text_and_focus_and_is_spoken(field, control):
    field.text = "harbour"
    field.setFocus(Qt.FocusReason.TabFocusReason)

    field.set_error(WRONG)

    line = control(field, "Passphrase")
    assert (field.text, line.hasFocus(), field.has_error) == ("harbour", True, True)
    assert line.accessibleDescription() == WRONG
    assert control(field, WRONG).isVisible()


def test_without_an_error_the_help_is_back(field, control):
    field.set_error(WRONG)

    field.set_error("")

    assert not field.has_error
    assert control(field, "Spaces count.").isVisible()


def test_a_secret_is_shown_only_while_asked_for(qtbot, field, control):
    line = control(field, "Passphrase")
    assert isinstance(line, QLineEdit)
    assert line.echoMode() == QLineEdit.EchoMode.Password

    qtbot.mouseClick(control(field, "Show"), LEFT)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.mouseClick(control(field, "Hide"), LEFT)

    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_ten_thousand_characters_are_taken_whole(field):
    field.text = "quilt " * 1667

    assert len(field.text) == 10_002


def test_clearing_leaves_nothing_to_undo(field, control):
    field.text = "harbour"

    field.clear()
    control(field, "Passphrase").undo()

    assert field.text == ""


def test_everything_can_be_reached_and_hit(theme, show, audit):
    low = TextField("Bring up", theme, icon="plus", is_low=True, hides_label=True)
    window = show(TextField("Name", theme), low, TextField("Secret", theme, is_secret=True))

    assert audit(window) == []
