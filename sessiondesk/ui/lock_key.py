"""The keys that put the journal out of sight, heard where nothing else is heard.

A dialog keeps the window's own shortcuts from working, and so does a menu that is open.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

_LOCK: Final = (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
_HIDE: Final = (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)


class LockKey(QObject):
    """Hears Ctrl+L and F9 in every window it is installed on, and takes them.

    Signals:
        lock_pressed: The person wants to lock.
        hide_pressed: The person wants the window blank for a moment.
    """

    lock_pressed = Signal()
    hide_pressed = Signal()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        pressed = (event.key(), event.modifiers())
        if pressed == _LOCK:
            self.lock_pressed.emit()
        elif pressed == _HIDE and not event.isAutoRepeat():
            self.hide_pressed.emit()
        return pressed in {_LOCK, _HIDE}
