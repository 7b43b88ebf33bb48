"""Cards two in a row, or one where there is room for one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sessiondesk.ui.theme import Theme

_GAP = 16


class Columns(QWidget):
    """Holds cards of equal width, those of one row equally high."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: Sequence[QWidget] = ()
        self._is_single = False
        # Beside the last card where the other place is free: it stays as wide as the others.
        self._filler = QWidget(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(_GAP))

    @property
    def cards(self) -> Sequence[QWidget]:
        """The cards, in order."""
        return self._cards

    def hold(self, cards: Sequence[QWidget]) -> None:
        """Show these cards; those of before that are not among them go."""
        for former in self._cards:
            if former not in cards:
                self._grid.removeWidget(former)
                former.hide()
                former.deleteLater()
        self._cards = tuple(cards)
        self._place()
        for card in cards:
            card.show()
        self.setVisible(bool(cards))

    def set_single(self, is_single: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Put one in a row, or two."""
        if is_single is not self._is_single:
            self._is_single = is_single
            self._place()

    def _place(self) -> None:
        across = 1 if self._is_single or len(self._cards) == 1 else 2
        for card in (*self._cards, self._filler):
            self._grid.removeWidget(card)
        for place, card in enumerate(self._cards):
            # The longest words of one card must not widen it at the cost of its neighbour.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, card.sizePolicy().verticalPolicy())
            self._grid.addWidget(card, place // across, place % across)
        is_odd = across > 1 and bool(len(self._cards) % across)
        self._filler.setVisible(is_odd)
        if is_odd:
            self._grid.addWidget(self._filler, len(self._cards) // across, 1)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < across))
