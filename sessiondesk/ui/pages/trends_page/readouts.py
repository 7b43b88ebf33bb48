"""The read-outs: three in the row, the others below when they are asked for."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from sessiondesk.insights.claim import Ending
from sessiondesk.ui import wording_insights
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.pages.trends_page.readout_card import ReadoutCard
from sessiondesk.ui.pages.trends_page.readout_model import Readout
from sessiondesk.ui.pages.trends_page.worked_out_card import WorkedOutCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.tab_order import put_where_it_is_read

AT_FIRST: Final = 3
_MOST_COLUMNS: Final = 3
_PAIR: Final = 2
# Cards narrower than that break their sentences into too many lines.
_LEAST_WIDTH: Final = 296


class Readouts(QWidget):
    """Cards of equal width; what one was worked out from opens in the place of its row.

    Signals:
        opened: The answer of which it is told how it was worked out.
        put: An answer, and whether it should go on the prep sheet or come off it.
    """

    opened = Signal(object)
    put = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._readouts: Sequence[Readout] = ()
        self._names: Names | None = None
        self._cards: list[ReadoutCard] = []
        self._worked_out: WorkedOutCard | None = None
        self._open: int | None = None
        self._shows_all = False
        self._can_be_put = True
        self._columns = _MOST_COLUMNS
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def count(self) -> int:
        """How many there are, shown or not."""
        return len(self._readouts)

    @property
    def is_open(self) -> bool:
        """Whether one tells how it was worked out."""
        return self._open is not None

    @property
    def shows_all(self) -> bool:
        """Whether those below the first are shown."""
        return self._shows_all

    def show_readouts(
        self, readouts: Sequence[Readout], names: Names, *, can_be_put: bool = True
    ) -> None:
        """Show others.

        Args:
            readouts: What they say, in this order.
            names: What things are called.
            can_be_put: Whether they can go on the prep sheet: only what was kept can.
        """
        self._readouts, self._names = readouts, names
        self._can_be_put = can_be_put
        self._open = None
        self._place()

    def show_all(self, shows_all: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the others as well, or the first ones only."""
        self._shows_all = shows_all
        if not shows_all and self._open is not None and self._open >= AT_FIRST:
            self._open = None
        self._place()

    def say_on_sheet(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Say of the open one whether it is on the prep sheet."""
        if self._worked_out is not None:
            self._worked_out.say_on_sheet(is_on)

    def focus_first(self) -> bool:
        """Put the keyboard on the first of them; tell whether there is one."""
        if self._open is not None and self._worked_out is not None:
            self._worked_out.focus_hide()
        elif self._readouts:
            self._cards[0].focus_ask()
        return bool(self._readouts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Where they stand.

    @Slot()
    def _fit(self) -> None:
        px = self._theme.px
        gap = px(16)
        self._grid.setSpacing(gap)
        room = (self.width() + gap) // (px(_LEAST_WIDTH) + gap)
        columns = max(1, min(_MOST_COLUMNS, room))
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for each in (*self._cards, self._worked_out):
            if each is not None:
                self._grid.removeWidget(each)
        shown = self._readouts if self._shows_all else self._readouts[:AT_FIRST]
        self._make_cards(len(shown))
        open_row = None if self._open is None else self._open // self._columns
        for place, card in enumerate(self._cards):
            row, column = divmod(place, self._columns)
            is_shown = place < len(shown) and row != open_row
            if is_shown:
                card.show_readout(shown[place])
                # Of two columns the last card, if it is alone, takes both.
                is_alone = self._columns == _PAIR and column == 0 and place == len(shown) - 1
                self._grid.addWidget(card, row, column, 1, self._columns if is_alone else 1)
            card.setVisible(is_shown)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, int(column < self._columns))
        self._place_worked_out(open_row)
        put_where_it_is_read(self)

    def _place_worked_out(self, row: int | None) -> None:
        card = self._worked_out
        if row is not None and card is not None:
            card.set_narrow(self._columns < _MOST_COLUMNS)
            self._grid.addWidget(card, row, 0, 1, self._columns)
        if card is not None:
            card.setVisible(row is not None)

    def _make_cards(self, needed: int) -> None:
        while len(self._cards) < needed:
            card = ReadoutCard(self._theme, self)
            card.opened.connect(self._on_opened)
            self._cards.append(card)

    # What the person does.

    @Slot(object)
    def _on_opened(self, readout: Readout) -> None:
        if self._names is None or readout not in self._readouts:
            return
        if self._worked_out is None:
            self._worked_out = WorkedOutCard(self._theme, self)
            self._worked_out.hidden.connect(self._on_hidden)
            self._worked_out.put.connect(self._on_put)
        told = wording_insights.worked_out(readout.insight.subject, readout.claim, self._names)
        self._worked_out.show_worked_out(
            readout.said,
            told,
            can_be_put=self._can_be_put and readout.ending is not Ending.NOT_ENOUGH,
        )
        self._open = self._readouts.index(readout)
        self._place()
        self.opened.emit(readout.insight)
        self._worked_out.focus_hide()
        reveal(self._worked_out)

    @Slot()
    def _on_hidden(self) -> None:
        place, self._open = self._open, None
        self._place()
        if place is not None:
            self._cards[place].focus_ask()

    @Slot(bool)
    def _on_put(self, is_wanted: bool) -> None:  # noqa: FBT001 - the signal's argument
        if self._open is not None:
            self.put.emit(self._readouts[self._open].insight, is_wanted)
