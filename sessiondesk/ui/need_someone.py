"""Whom to turn to, in front of every closed door."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessiondesk.ui.line_book import LineBook
    from sessiondesk.ui.widgets.support_card import SupportCard

_WIDTH: Final = 464


class NeedSomeone(QWidget):
    """Opens, in place, whom to turn to; there for everyone, before any passphrase.

    Only numbers are here. The safety plan is the person's own, and one step behind the door.
    """

    def __init__(self, theme: Theme, make_book: "Callable[[], LineBook] | None" = None) -> None:
        """Stand ready.

        Args:
            theme: The look in force.
            make_book: Returns the crisis lines at hand; without it there are only the words.
        """
        super().__init__()
        self._theme = theme
        self._make_book = make_book
        button = buttons.quiet(self.tr("If you need someone now"), theme, icon="life-buoy")
        button.clicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._card: SupportCard | None = None

    @Slot()
    def _on_clicked(self) -> None:
        if self._card is not None:
            self._card.setVisible(not self._card.isVisible())
            self._bring_into_view()
            return
        self._card = self._make_card()
        self._card.setFixedWidth(self._theme.px(_WIDTH))
        self._column.addWidget(self._card)
        self._card.show()
        self._card.announce()
        self._bring_into_view()

    def _make_card(self) -> "SupportCard":
        from sessiondesk.ui.widgets.support_card import SupportCard  # noqa: PLC0415 - seldom

        card = SupportCard(
            self.tr("Someone who can be with you now"),
            self.tr(
                "If you might act on thoughts of harming yourself, or do not feel sure you can "
                "stay safe, please call your local emergency number, or someone who can be with "
                "you now. You do not have to explain it well. This program is offline and tells "
                "nobody."
            ),
            self._theme,
        )
        if self._make_book is not None:
            from sessiondesk.ui.crisis_lines_view import CrisisLinesView  # noqa: PLC0415

            book = self._make_book()
            book.setParent(card)
            card.body.addWidget(CrisisLinesView(book, self._theme))
        return card

    def _bring_into_view(self) -> None:
        # After the layout: only then it is known where the words are.
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        above: QWidget | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self._card is not None:
            above.ensureWidgetVisible(self._card)
