"""The two columns: calendar and list at the left, the entry that is chosen at the right."""

from datetime import date
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.pages.journal_page.calendar_card import CalendarCard
from sessiondesk.ui.pages.journal_page.nothing_found import NothingFound
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.card import Card

_LIST: Final = 396
_LIST_NARROW: Final = 320
_LEAST_LIST: Final = 200
_LEAST_DETAIL: Final = 260
_BETWEEN: Final = 16


class Columns(QWidget):
    """Shows what there is: where nothing was found, that is said over the whole width."""

    def __init__(
        self,
        calendar: CalendarCard,
        entries: QWidget,
        detail: QWidget,
        nothing: NothingFound,
        *,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._calendar = calendar
        self._detail = detail
        self._has_found = False
        self._wished = theme.px(_LIST)
        self._list_card = Card(theme, padding=(6, 6))
        self._list_card.body.setSpacing(0)
        self._list_card.body.addWidget(entries, 1)
        self._instead = Card(theme, is_empty=True, padding=(16, 12))
        self._instead.body.addWidget(nothing, 1)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.px(12))
        left.addWidget(calendar)
        left.addWidget(self._list_card, 1)
        left.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(_BETWEEN))
        row.addWidget(self._left)
        row.addWidget(detail, 1)
        row.addWidget(self._instead, 1)

    def fit(self, *, narrow: bool) -> None:
        """Be as wide as the window allows."""
        self._wished = self._theme.px(_LIST_NARROW if narrow else _LIST)
        # Less than its foot would like beside each other: it goes below each other then, and
        # the window is not held wide.
        self._detail.setMinimumWidth(self._theme.px(_LEAST_DETAIL))
        self._fit_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    def show_found(self, *, has_found: bool) -> None:
        """Show the list, or what is said where it is empty."""
        self._has_found = has_found
        self._list_card.setVisible(has_found)
        self._fit_left()

    def show_detail(self, *, has_detail: bool) -> None:
        """Show the entry that is chosen, or what is said instead."""
        self._detail.setVisible(has_detail)
        self._instead.setVisible(not has_detail)

    def toggle_calendar(self, day: date) -> None:
        """Open the calendar at ``day``, or close it."""
        if self._calendar.isHidden():
            self._left.show()
            self._calendar.open_at(day)
        else:
            self._calendar.hide()
            self._fit_left()

    def _fit_width(self) -> None:
        # With large letters in a small window the list gives way, and nothing lies over it.
        px = self._theme.px
        room = self.width() - px(_BETWEEN) - px(_LEAST_DETAIL)
        self._left.setFixedWidth(max(px(_LEAST_LIST), min(self._wished, room)))

    def _fit_left(self) -> None:
        self._left.setVisible(self._has_found or not self._calendar.isHidden())
