"""The desktop's own place for notifications, where there is one."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from sessiondesk.ui.marks import PROGRAM

_SHOWN_MS: Final = 15_000
# The icon goes away after the notification: it is no second window to keep an eye on.
_ICON_GOES_MS: Final = 60_000


class Tray(QObject):
    """Shows a notification; its icon is there only as long as that needs it.

    Signals:
        pressed: The person pressed the notification or the icon.
    """

    pressed = Signal()

    def __init__(self, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setToolTip(PROGRAM)
        self._icon.messageClicked.connect(self.pressed)
        self._icon.activated.connect(self.pressed)
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(_ICON_GOES_MS)
        self._gone.timeout.connect(self._icon.hide)

    def notify(self, title: str, words: str) -> bool:
        """Show it; tell whether there is a place for that."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.show()
        self._icon.showMessage(title, words, self._icon.icon(), _SHOWN_MS)
        self._gone.start()
        return True
