"""One questionnaire in detail: its results over time, and what changed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.ui.theme import Theme


class History(QWidget):
    """One questionnaire in detail.

    Signals:
        left: The person goes back to all measures.
        opens: A record on another page; carries a ``Link``.
    """

    left = Signal()
    opens = Signal(object)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts

    def show_measure(self, instrument_id: str, assessment_id: str = "") -> None:
        """Show one questionnaire."""

    @Slot()
    def refresh(self) -> None:
        """Read again."""

    def toggle_table(self) -> None:
        """Show the table instead of the chart."""

    def focus_first(self) -> None:
        """Put the focus where work begins."""
