"""The line on days that are missing after harder ones."""

from PySide6.QtWidgets import QWidget

from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.ui import wording_findings
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice


class MissingLine(Notice):
    """Says that averages may look too good; only where the rule allows it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Kind.INFO, "", "", theme, parent=parent)
        self.hide()

    def show_claim(self, claim: MissingDays | None) -> None:
        """Show the line, or nothing."""
        words = "" if claim is None else wording_findings.missing(claim)
        self.set_words("", words)
        self.setVisible(bool(words))
