"""Questions side by side, and below them what stands behind one of the answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.journal import Journal
from sessiondesk.ui.pages.trends_page.ask_card import AskCard, Reply
from sessiondesk.ui.pages.trends_page.days_list import DaysList
from sessiondesk.ui.pages.trends_page.worked_out_card import WorkedOutCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.page_frame import reveal

_THREE = 860
_TWO = 560
_MOST_COLUMNS = 3


class AskRow(QWidget):
    """Cards in as many columns as there is room for.

    Signals:
        asks: A card asks: its name and its questions.
        opens: An entry should be shown; carries a ``Link``.
    """

    asks = Signal(str, object)
    opens = Signal(object)

    def __init__(self, cards: Sequence[AskCard], journal: Journal, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards = cards
        self._of: AskCard | None = None
        self._from_entries = False
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(16))
        self._working = WorkedOutCard(theme)
        self._entries = _EntriesCard(journal, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addLayout(self._grid)
        column.addWidget(self._working)
        column.addWidget(self._entries)
        self._working.hide()
        self._entries.hide()
        for card in cards:
            card.asks.connect(self._on_asks)
            card.entries_wanted.connect(self._on_entries_wanted)
            card.working_wanted.connect(self._on_working_wanted)
        self._working.hidden.connect(self._on_hidden)
        self._entries.hidden.connect(self._on_hidden)
        self._entries.opens.connect(self.opens)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def cards(self) -> Sequence[AskCard]:
        """The cards, in their order."""
        return self._cards

    def put_away(self) -> None:
        """Hide what stands behind an answer."""
        self._working.hide()
        self._entries.hide()
        self._of = None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        px = self._theme.px
        wide = (
            _MOST_COLUMNS if self.width() >= px(_THREE) else 2 if self.width() >= px(_TWO) else 1
        )
        if wide == self._columns:
            return
        self._columns = wide
        for place, card in enumerate(self._cards):
            is_alone = place == len(self._cards) - 1 and place % wide == 0
            self._grid.addWidget(card, place // wide, place % wide, 1, wide if is_alone else 1)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < wide else 0)
        self._working.set_narrow(wide < _MOST_COLUMNS)

    @Slot(str, object)
    def _on_asks(self, name: str, questions: object) -> None:
        if self._of is not None and self._of.name == name:
            self.put_away()
        self.asks.emit(name, questions)

    @Slot()
    def _on_entries_wanted(self) -> None:
        card = self.sender()
        if isinstance(card, AskCard) and card.reply is not None:
            self.put_away()
            self._of, self._from_entries = card, True
            self._entries.show_reply(card.reply)
            reveal(self._entries)

    @Slot()
    def _on_working_wanted(self) -> None:
        card = self.sender()
        if isinstance(card, AskCard) and card.reply is not None:
            self.put_away()
            self._of, self._from_entries = card, False
            self._working.show_worked_out(card.reply.said, card.reply.worked_out, can_be_put=False)
            self._working.show()
            self._working.focus_hide()
            reveal(self._working)

    @Slot()
    def _on_hidden(self) -> None:
        card, from_entries = self._of, self._from_entries
        self.put_away()
        if card is not None and from_entries:
            card.focus_entries()
        elif card is not None:
            card.focus_working()


class _EntriesCard(Card):
    """What an answer rests on.

    Signals:
        hidden: The person has seen it.
        opens: An entry should be shown; carries a ``Link``.
    """

    hidden = Signal()
    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._question = labels.quiet("", theme)
        self._headline = labels.readout("", theme)
        self._list = DaysList(journal, theme, self.tr("Entries that the answer rests on"))
        hide = buttons.quiet(self.tr("Hide"), theme, icon="chevron-up")
        hide.set_flush()
        hide.setAccessibleName(self.tr("Hide the entries"))
        self.body.setSpacing(theme.px(6))
        for each in (self._question, self._headline, self._list):
            self.body.addWidget(each)
        self.body.addWidget(hide, 0, buttons.AT_START)
        hide.clicked.connect(self.hidden)
        self._list.opens.connect(self.opens)

    def show_reply(self, reply: Reply) -> None:
        """List what ``reply`` rests on."""
        self._question.setText(reply.question)
        self._headline.setText(reply.said.headline)
        if reply.entries is None:
            self._list.show_days(reply.days)
        else:
            self._list.show_entries(reply.entries)
        self.show()
        self._list.focus_list()
