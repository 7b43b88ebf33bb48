"""The desktop's place for notifications."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from sessiondesk.ui.tray import Tray


@pytest.fixture
def owner(qapp):
    """What a tray belongs to."""
    owner = QObject()
    yield owner
    owner.deleteLater()


def test_where_there_is_no_such_place_it_says_so(theme, owner, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    tray = Tray(theme.icon("notebook-pen"), owner)

    assert not tray.notify("SessionDesk", "A reminder you set")


# The platform of the tests has no such place, and says so when it is asked for one.
@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface", extend=True)
def test_where_there_is_one_the_icon_comes_with_the_notification(theme, owner, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    tray = Tray(theme.icon("notebook-pen"), owner)
    (icon,) = tray.findChildren(QSystemTrayIcon)
    assert not icon.isVisible()

    assert tray.notify("SessionDesk", "A reminder you set")

    assert icon.isVisible()
    assert icon.toolTip() == "SessionDesk"


def test_pressing_it_is_told(qtbot, theme, owner):
    tray = Tray(theme.icon("notebook-pen"), owner)
    (icon,) = tray.findChildren(QSystemTrayIcon)

    with qtbot.waitSignal(tray.pressed):
        icon.messageClicked.emit()
