"""The ring: around what has the keyboard, gone when the mouse brought the focus."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import delete
from typing_extensions import override

from sessiondesk.ui.widgets import buttons, painting
from sessiondesk.ui.widgets.focus_ring import FocusRing
from sessiondesk.ui.widgets.page_frame import PageFrame, Scroll
from sessiondesk.ui.widgets.scale import Scale

LEFT = Qt.MouseButton.LeftButton
TAB = Qt.FocusReason.TabFocusReason


@pytest.fixture
def ring(qapp, theme):
    ring = FocusRing(qapp, theme)
    yield ring
    ring.deleteLater()


def around(target) -> tuple[int, int, int, int]:
    """Return where a ring with its gap belongs, in the target's window."""
    corner = target.mapTo(target.window(), target.rect().topLeft())
    return corner.x() - 4, corner.y() - 4, target.width() + 8, target.height() + 8


def test_it_is_around_what_the_keyboard_is_in(theme, show, ring):
    button = buttons.main("Log today", theme)
    show(button)

    button.setFocus(TAB)

    assert ring.target is button
    assert ring._overlay.geometry().getRect() == around(button)
    assert ring._overlay.isVisible()


def test_for_a_cell_it_is_around_the_whole_strip(theme, show, ring, control):
    scale = Scale("Mood", "low", "high", theme)
    show(scale)

    scale.setFocus(TAB)

    assert ring.target is control(scale, "Mood, not answered, from low to high")


def test_it_follows_when_the_control_moves(qtbot, theme, show, ring):
    button = buttons.main("Log today", theme)
    window = show(button)
    button.setFocus(TAB)

    button.move(button.x() + 40, button.y() + 30)

    assert ring._overlay.geometry().getRect() == around(button)
    assert window.isVisible()


def test_it_leaves_more_room_at_the_sides_of_what_asks_for_it(theme, show, ring):
    button = buttons.main("Log today", theme)
    button.setProperty(painting.RING_ROOM, 6)
    show(button)
    left, top, wide, high = around(button)

    button.setFocus(TAB)

    assert ring._overlay.geometry().getRect() == (left - 6, top, wide + 12, high)


def test_focus_by_mouse_shows_no_ring(qtbot, theme, show, ring):
    first, second = buttons.second("One", theme), buttons.second("Two", theme)
    show(first, second)
    first.setFocus(TAB)

    qtbot.mouseClick(second, LEFT)

    assert second.hasFocus()
    assert ring.target is None


def test_after_a_click_focus_moved_by_the_page_shows_no_ring_until_a_key_is_pressed(
    qtbot, theme, show, ring
):
    first, second = buttons.second("One", theme), buttons.second("Two", theme)
    window = show(first, second)
    first.setFocus(TAB)
    native = window.windowHandle()
    QTest.mouseClick(native, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))

    second.setFocus(Qt.FocusReason.OtherFocusReason)
    assert ring.target is None
    QTest.keyClick(native, Qt.Key.Key_Tab)

    assert ring.target is first


def test_a_text_field_shows_its_focus_by_its_border(theme, show, ring):
    line = QLineEdit()
    show(line)

    line.setFocus(TAB)

    assert ring.target is None


def test_it_survives_the_end_of_the_page_it_was_in(qtbot, theme, show, ring):
    page, other = PageFrame("Goals", theme), buttons.second("Two", theme)
    button = buttons.main("Log today", theme)
    page.body.addWidget(button)
    show(page, other)
    button.setFocus(TAB)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()

    other.setFocus(TAB)

    qtbot.waitUntil(lambda: ring.target is other)
    assert ring._overlay.geometry().getRect() == around(other)


def test_inside_a_scrolling_page_it_is_cut_off_where_the_page_is(qtbot, theme, ring):
    page = PageFrame("Goals", theme)
    qtbot.addWidget(page)
    for number in range(30):
        page.body.addWidget(buttons.second(f"Button {number}", theme))
    page.resize(1200, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    button = page.findChildren(buttons.Button)[0]

    button.setFocus(TAB)
    qtbot.waitUntil(lambda: ring.target is button)

    frame = ring._overlay.parentWidget()
    assert frame is not page
    assert frame.isAncestorOf(button)


class Haunted(QWidget):
    """A window whose native one Python holds for gone, as the dialogs of Qt sometimes are."""

    @override
    def windowHandle(self):
        gone = QWindow()
        delete(gone)
        return gone


def test_a_window_that_python_holds_for_gone_is_no_mistake(qtbot, theme, ring):
    window = Haunted()
    qtbot.addWidget(window)
    button = buttons.main("Save", theme)
    QVBoxLayout(window).addWidget(button)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()

    button.setFocus(TAB)

    qtbot.waitUntil(lambda: ring.target is button)


class Gone(QLineEdit):
    """A field that is taken down by what happens when it loses the focus."""

    @override
    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        delete(self)


def test_a_field_that_goes_with_the_focus_takes_nothing_along(theme, show, ring):
    # Qt still names the field to everybody who asks who had the focus before.
    window = QWidget()
    column = QVBoxLayout(window)
    button = buttons.second("Next", theme)
    column.addWidget(Scroll(QWidget(), theme))
    column.addWidget(button)
    fields = [Gone() for _ in range(20)]
    for field in fields:
        column.addWidget(field)
    show(window)

    for field in fields:
        field.setFocus(TAB)
        button.setFocus(TAB)

        assert ring.target is button
