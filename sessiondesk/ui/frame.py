"""The one window on the desktop: whatever is in it changes, the window stays."""

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QWidget
from typing_extensions import override

from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.menu_bar import MenuBar

WIDTH_MIN = 960
HEIGHT_MIN = 640
_WIDTH = 1280
_HEIGHT = 800


class Frame(QMainWindow):
    """Shows one view at a time under a title that never says whose or which.

    Signals:
        closing: The person wants to leave; nothing closes until ``leave`` is called.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Task switchers, window lists and logs show it: it names the program and no more.
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(WIDTH_MIN, HEIGHT_MIN)
        self.resize(_WIDTH, _HEIGHT)
        self._may_close = False

    def show_view(self, view: QWidget, menu_bar: MenuBar | None = None) -> None:
        """Put ``view`` into the window and destroy what was there before."""
        if menu_bar is None:
            hidden = QMenuBar()
            hidden.hide()
            self.setMenuBar(hidden)
        else:
            self.setMenuBar(menu_bar)
            # Makes the native window, if it is not there yet.
            self.winId()
            menu_bar.watch(self.windowHandle())
        self.setCentralWidget(view)
        view.show()
        # A page that was shown in it has said already where the keyboard belongs.
        (view.focusWidget() or view).setFocus()

    def take_view(self) -> QWidget | None:
        """Take the view out of the window and keep it alive."""
        return self.takeCentralWidget()

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

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.closing.emit()
