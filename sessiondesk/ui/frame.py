"""The one window on the desktop: whatever is in it changes, the window stays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QWidget
from typing_extensions import override

from sessiondesk.ui.marks import PROGRAM

if TYPE_CHECKING:
    from sessiondesk.ui.menu_bar import MenuBar

WIDTH_MIN = 960
HEIGHT_MIN = 640
_WIDTH = 1280
_HEIGHT = 800


class Frame(QMainWindow):
    """Shows one view at a time under a title that never says whose or which.

    Signals:
        closing: The person wants to leave; nothing closes until ``leave`` is called.
        minimised: The window went into the task bar.
    """

    closing = Signal()
    minimised = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Task switchers, window lists and logs show it: it names the program and no more.
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(WIDTH_MIN, HEIGHT_MIN)
        self.resize(_WIDTH, _HEIGHT)
        self._may_close = False
        self._has_menu_bar = False

    def show_view(self, view: QWidget, menu_bar: "MenuBar | None" = None) -> None:
        """Put ``view`` into the window and destroy what was there before."""
        self._take_menu_bar()
        if menu_bar is not None:
            self._has_menu_bar = True
            self.setMenuBar(menu_bar)
            # Makes the native window, if it is not there yet.
            self.winId()
            menu_bar.watch(self.windowHandle())
        self.setCentralWidget(view)
        view.show()
        # The view of the open journal has none: its page said already where the keyboard belongs.
        if view.focusProxy() is not None:
            view.setFocus()

    def blank(self) -> None:
        """Take the view out of the window and out of sight; who made it lets it go."""
        self._take_menu_bar()
        view = self.takeCentralWidget()
        if view is not None:
            # Told to, or a show that is still on its way would make a window of it.
            view.hide()
        self.setCentralWidget(QWidget())

    def geometry_text(self) -> str:
        """Return the window's place and size, for ``restore``."""
        return bytes(self.saveGeometry().toHex().data()).decode("ascii")

    def restore(self, geometry: str | None) -> None:
        """Put the window where it was; what cannot be read is left to the system."""
        if geometry is not None:
            self.restoreGeometry(QByteArray.fromHex(geometry.encode("ascii", "replace")))

    def leave(self) -> None:
        """Close the window for good."""
        self._may_close = True
        self.close()

    def _take_menu_bar(self) -> None:
        if self._has_menu_bar:
            hidden = QMenuBar()
            hidden.hide()
            self.setMenuBar(hidden)
            self._has_menu_bar = False

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.closing.emit()
