"""The sidebar: one Tab stop, arrows inside, labels in either form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QRadioButton

from sessiondesk.ui.widgets.sidebar import NavItem, Sidebar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sidebar(theme, show):
    sidebar = Sidebar(
        [
            NavItem(id="today", label="Today", icon="sun"),
            NavItem(id="goals", label="Goals", icon="target"),
            NavItem(id="settings", label="Settings", icon="settings", is_below=True),
        ],
        theme,
        lock_hint="Ctrl+L",
    )
    sidebar.set_current("today")
    sidebar.set_offline("Offline · network blocked", "Offline")
    show(sidebar)
    return sidebar


def test_a_click_chooses_a_page(qtbot, sidebar, control):
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.mouseClick(control(sidebar, "Goals"), LEFT)

    assert chosen.args == ["goals"]
    assert sidebar.current == "goals"


def test_arrows_go_there_and_enter_opens(qtbot, sidebar, control):
    control(sidebar, "Today").setFocus(Qt.FocusReason.TabFocusReason)

    with qtbot.assertNotEmitted(sidebar.chosen):
        qtbot.keyClick(control(sidebar, "Today"), Qt.Key.Key_Down)
    assert control(sidebar, "Goals").hasFocus()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.keyClick(control(sidebar, "Goals"), Qt.Key.Key_Return)

    assert chosen.args == ["goals"]


def test_end_reaches_the_offline_line(qtbot, sidebar, control):
    control(sidebar, "Today").setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(control(sidebar, "Today"), Qt.Key.Key_End)

    offline = control(sidebar, "Offline · network blocked")
    assert offline.hasFocus()
    with qtbot.waitSignal(sidebar.offline_asked):
        qtbot.keyClick(offline, Qt.Key.Key_Return)


def test_lock_is_asked_for(qtbot, sidebar, control):
    with qtbot.waitSignal(sidebar.lock_asked):
        qtbot.mouseClick(control(sidebar, "Lock now"), LEFT)


def test_the_page_shown_is_heard_as_chosen(sidebar, control):
    today = QAccessible.queryAccessibleInterface(control(sidebar, "Today"))

    assert today.role() == QAccessible.Role.RadioButton
    assert today.state().checked


def test_marking_a_page_tells_nobody(qtbot, sidebar):
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.set_current("settings")


def test_a_quiet_word_beside_a_page_is_spoken(sidebar, control):
    sidebar.set_badge("goals", "1 due")

    assert control(sidebar, "Goals").accessibleDescription() == "1 due"


def test_it_says_before_it_locks(sidebar, control):
    sidebar.set_warning("Locking in 30 s")
    assert control(sidebar, "Locking in 30 s").isVisible()

    sidebar.set_warning("")

    with pytest.raises(AssertionError):
        control(sidebar, "Locking in 30 s")


@pytest.mark.parametrize("is_rail", [False, True])
def test_everything_can_be_reached_and_hit(sidebar, audit, is_rail):
    sidebar.set_rail(is_rail)

    assert sidebar.width() == (88 if is_rail else 208)
    assert audit(sidebar) == []


@pytest.mark.parametrize("height", [560, 500])
def test_in_a_low_window_no_name_of_a_page_is_cut(qtbot, theme, height):
    theme.set_text_percent(150)
    items = [NavItem(id=f"p{n}", label=f"Page {n}", icon="sun") for n in range(5)]
    sidebar = Sidebar(items, theme)
    qtbot.addWidget(sidebar)
    sidebar.set_badge("p2", "1 due", "1")
    sidebar.set_rail(True)
    with qtbot.waitExposed(sidebar):
        sidebar.show()
    entry = next(each for each in sidebar.findChildren(QRadioButton) if each.text() == "Page 2")
    wished = entry.height()
    sidebar.setFixedHeight(height)
    qtbot.waitUntil(lambda: entry.height() < wished)

    drawn = entry.grab().toImage()

    last = {drawn.pixel(x, drawn.height() - 1) for x in range(drawn.width())}
    first = {drawn.pixel(x, 0) for x in range(drawn.width() // 2)}
    assert len(last) == len(first) == 1
