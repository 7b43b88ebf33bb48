"""Where the card on whom to turn to stands: beside the questions, or above their foot."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.instrument import Instrument
from sessiondesk.journal import Journal
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.pages.measures_page.support import Support
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels


class SupportPlace(QObject):
    """Puts the card up where an answer brings it, and takes it away where none does.

    Signals:
        wants: The name of a page to go to.
        put_on_sheet: Whether the answer is to go on the prep sheet: the person said so.
    """

    wants = Signal(str)
    put_on_sheet = Signal(bool)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        make_book: Callable[[], LineBook] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._make_book = make_book
        self._stand: _Stand | None = None

    @property
    def card(self) -> Support | None:
        """The card, while it is there."""
        return None if self._stand is None else self._stand.card

    def show(
        self,
        instrument: Instrument,
        answers: Mapping[int, int],
        slot: QVBoxLayout,
        *,
        on_sheet: bool,
        can_alter: bool,
    ) -> None:
        """Show the card if one of the answers brings it, and none if not.

        Args:
            instrument: The questionnaire.
            answers: What is ticked.
            slot: Where the card stands.
            on_sheet: Whether its tick is set.
            can_alter: Whether the answers are still being given.
        """
        item = instrument.support
        if item is None or answers.get(item.item, 0) == 0:
            self.take_away()
            return
        if self._stand is None:
            self._stand = _Stand(
                Support(item, self._journal, self._theme, make_book=self._make_book), self._theme
            )
            self._stand.card.wants.connect(self.wants)
            self._stand.card.put_on_sheet.connect(self.put_on_sheet)
        self._stand.card.is_on_sheet = on_sheet
        slot.insertWidget(0, self._stand)
        self._stand.show()
        self._stand.still_yours.setVisible(can_alter)

    def take_away(self) -> None:
        """Show no card, and say nothing of it."""
        if self._stand is not None:
            self._stand.hide()
            self._stand.deleteLater()
            self._stand = None


class _Stand(QWidget):
    """The card, and a line below it that the answers are the person's own."""

    def __init__(self, card: Support, theme: Theme) -> None:
        super().__init__()
        self.card = card
        self.still_yours = labels.caption(
            self.tr(
                "The questionnaire is not changed by what you read here. You can still alter any "
                "answer."
            ),
            theme,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(card)
        column.addWidget(self.still_yours)
