"""The reviews there were, each to be read as it stood."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card

_MOST = 6


class EarlierCard(Card):
    """A line for each, the newest first; not there without any.

    Signals:
        picked: The identity of the one to be read.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.set_title(self.tr("Reviews as they stood"))
        self._scaled = theme
        self._list: QWidget | None = None
        self._named: Sequence[tuple[str, str]] = ()
        self._is_whole = False
        self.hide()

    def show_reviews(self, named: Sequence[tuple[str, str]]) -> None:
        """Show (identity, name) of each, the newest first."""
        self._named = named
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._scaled.px(4))
        shown = named if self._is_whole else named[:_MOST]
        for id_, name in shown:
            button = buttons.quiet(name, self._scaled)
            button.set_flush()
            button.clicked.connect(partial(self._on_picked, id_))
            column.addWidget(button, 0, buttons.AT_START)
        if len(shown) < len(named):
            more = buttons.quiet(
                self.tr("Show %n earlier ones", "", len(named) - len(shown)),
                self._scaled,
                icon="chevron-down",
            )
            more.set_flush()
            more.clicked.connect(self._on_more)
            column.addWidget(more, 0, buttons.AT_START)
        self.body.addWidget(self._list)
        self._list.show()
        self.setVisible(bool(named))

    def _on_picked(self, review_id: str) -> None:
        self.picked.emit(review_id)

    def _on_more(self) -> None:
        self._is_whole = True
        self.show_reviews(self._named)
