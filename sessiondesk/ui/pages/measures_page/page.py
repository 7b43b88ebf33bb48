"""The Measures page."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.page_frame import PageFrame


class MeasuresPage(QWidget):
    """What is due, what was filled in, and what changed.

    Signals:
        wants: The name of a page to go to.
        opens: A record on another page; carries a ``Link``.
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)

    def __init__(
        self, journal: Journal, *, theme: Theme, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._frame = PageFrame(self.tr("Measures"), theme, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""

    def settle(self) -> None:
        """Keep what is half filled in."""

    def focus_first(self) -> None:
        """Put the focus where work begins."""
