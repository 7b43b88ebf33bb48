"""Blank paper over everything, for somebody who walks by: a cover, and no lock.

Nothing is closed and the keys stay in memory. It locks by itself when nobody comes back.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from sessiondesk.ui import out_of_sight
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.labels import Label

LOCKS_AFTER_SECONDS: Final = 30
_POLL_MILLISECONDS: Final = 1000

# Pressed on the way to another window, they are no sign that somebody is back.
_NO_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_NO_MODIFIERS: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class QuickHide(QObject):
    """Takes a view out of sight and brings it back as it was.

    Signals:
        over: The person is back.
        due: Nobody came back in half a minute: lock.
    """

    over = Signal()
    due = Signal()

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        *,
        seconds: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """Cover ``frame``; ``seconds`` is a clock that never goes back and knows of sleep."""
        super().__init__(parent)
        self._frame = frame
        self._theme = theme
        self._seconds = seconds
        self._is_on = False
        self._hidden_at = 0.0
        self._dialogs: list[QWidget] = []
        self._focused: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MILLISECONDS)
        self._timer.timeout.connect(self.poll)

    @property
    def is_on(self) -> bool:
        """Whether it covers something."""
        return self._is_on

    def cover(self) -> None:
        """Show blank paper at once."""
        self._is_on = True
        self._hidden_at = self._seconds()
        self._focused = QApplication.focusWidget()
        with out_of_sight.nothing_kept():
            self._frame.blank()
            self._dialogs = out_of_sight.hide_others(self._frame)
            paper = _Paper(self._theme)
            paper.touched.connect(self.over)
            self._frame.show_view(paper)
            self._frame.repaint()
            out_of_sight.send_to_screen()
        self._timer.start()

    def bring_back(self) -> None:
        """Show again what was open over the view, once the view itself is back."""
        focused, dialogs = self._focused, self._dialogs
        self.forget()
        for dialog in dialogs:
            if isValid(dialog) and isinstance(dialog, QDialog):
                dialog.open()
        if focused is not None and isValid(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Cover nothing any more."""
        self._is_on = False
        self._timer.stop()
        self._dialogs = []
        self._focused = None

    @Slot()
    def poll(self) -> None:
        """Look at the clock."""
        if self._is_on and self._seconds() - self._hidden_at >= LOCKS_AFTER_SECONDS:
            self._timer.stop()
            self.due.emit()


class _Paper(QWidget):
    """An empty page that waits for a key.

    Signals:
        touched: A key was pressed, or the page clicked.
    """

    touched = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Hidden. Press any key to return."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(24))
        column.addStretch(1)
        hint = Label(
            self.tr("Press any key to return"), theme, Role.CAPTION, centred=True, wraps=False
        )
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        # Tab would look for something to go to, and shortcuts are keys like any other.
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        is_on_the_way = event.key() in _NO_KEYS or event.modifiers() & _NO_MODIFIERS
        if not event.isAutoRepeat() and not is_on_the_way:
            self.touched.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
