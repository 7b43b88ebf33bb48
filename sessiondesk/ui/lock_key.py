"""The key that locks, where a dialog keeps the window's own shortcuts from being heard."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override


class LockKey(QObject):
    """Hears Ctrl+L in every window it is installed on, and takes it.

    Signals:
        pressed: The person wants to lock.
    """

    pressed = Signal()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_L
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.pressed.emit()
            return True
        return super().eventFilter(watched, event)
