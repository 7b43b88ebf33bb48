"""The menu bar: all commands in words, out of sight until Alt is pressed."""

import sys

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget
from shiboken6 import isValid
from typing_extensions import override

from sessiondesk.ui.commands import Act, Commands, Menu, menu_title


class MenuBar(QMenuBar):
    """The commands by menu. In the system's bar on macOS; elsewhere shown on Alt.

    Call ``watch`` with the window it belongs to.
    """

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._hides = sys.platform != "darwin"
        self._alt = _AltAlone(self)
        self._alt.pressed.connect(self._on_alt)
        self._came_from: QWidget | None = None
        self._keep = commands.action(Act.SHOW_MENU_BAR)
        for menu in Menu:
            shown = self.addMenu(menu_title(menu))
            shown.aboutToHide.connect(self._on_menu_closed)
            for act in commands.in_menu(menu):
                if commands.opens_group(act):
                    shown.addSeparator()
                shown.addAction(commands.action(act))
        self.triggered.connect(self._hide_again)
        self._keep.setVisible(self._hides)
        self._keep.toggled.connect(self._on_keep_toggled)
        self.setVisible(not self._hides)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self._hide_again()

    def watch(self, window: QWindow) -> None:
        """Wait for Alt in ``window``, where every key arrives first."""
        if self._hides:
            window.installEventFilter(self._alt)

    @Slot()
    def _on_alt(self) -> None:
        if self.isVisible() and not self._keep.isChecked():
            self._hide_again()
            return
        self._came_from = QApplication.focusWidget()
        self.show()
        first = self.actions()[0]
        self.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self.setActiveAction(first)

    @Slot(bool)
    def _on_keep_toggled(self, keeps: bool) -> None:  # noqa: FBT001 - a slot
        self.setVisible(keeps)

    @Slot()
    def _on_menu_closed(self) -> None:
        if self.activeAction() is None:
            self._hide_again()

    @Slot()
    def _hide_again(self) -> None:
        came_from, self._came_from = self._came_from, None
        if came_from is not None and isValid(came_from) and self.hasFocus():
            came_from.setFocus(Qt.FocusReason.MenuBarFocusReason)
        if self._hides and not self._keep.isChecked():
            self.hide()


class _AltAlone(QObject):
    """Notices Alt that is pressed and let go without another key.

    Signals:
        pressed: It was.
    """

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_alone = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._is_alone = event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat()
        elif event.type() is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if self._is_alone and event.key() == Qt.Key.Key_Alt:
                self.pressed.emit()
            self._is_alone = False
        elif event.type() is QEvent.Type.FocusOut:
            # Alt and Tab, seen from here, begin with Alt alone.
            self._is_alone = False
        return False
