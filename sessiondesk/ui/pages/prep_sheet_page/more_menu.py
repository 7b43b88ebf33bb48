"""What else can be done with the page, behind the button with three dots."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons


class MoreMenu(QObject):
    """Other ways to take the page along, and what else belongs to it.

    Signals:
        locked_wanted: The page as a PDF with a password.
        web_page_wanted: The page as a web page.
        names_wanted: The names that stand as initials on paper.
        questions_wanted: A few questions for the sheet.
        earlier_wanted: The sheets that were taken.

    Attributes:
        button: Opens it.
    """

    locked_wanted = Signal()
    web_page_wanted = Signal()
    names_wanted = Signal()
    questions_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.button = buttons.icon_alone(
            "ellipsis", self.tr("More for this page"), theme, bordered=True
        )
        self.button.set_height(44)
        self._menu = QMenu(self.button)
        for text, signal in (
            (self.tr("Save PDF with a password…"), self.locked_wanted),
            (self.tr("Save as web page…"), self.web_page_wanted),
        ):
            self._menu.addAction(text).triggered.connect(signal)
        self._menu.addSeparator()
        for text, signal in (
            (self.tr("Names on paper…"), self.names_wanted),
            (self.tr("Five questions for the sheet…"), self.questions_wanted),
        ):
            self._menu.addAction(text).triggered.connect(signal)
        self._menu.addSeparator()
        self._earlier = self._menu.addAction(self.tr("Earlier sheets"))
        self._earlier.triggered.connect(self.earlier_wanted)
        self.button.clicked.connect(self._on_button)

    def show_offers(self, *, has_earlier: bool) -> None:
        """Offer earlier sheets only where there are any."""
        self._earlier.setEnabled(has_earlier)

    def _on_button(self) -> None:
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
