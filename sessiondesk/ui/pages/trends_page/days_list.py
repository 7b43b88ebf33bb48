"""The entries that an answer rests on, to go to each of them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.period import Period
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import EntryKey, Filters
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems, wording_entries
from sessiondesk.ui.page import Link
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.entry_list import EntryList
from sessiondesk.ui.widgets.entry_row import Face

MOST: Final = 12
"""So many are listed at first, and so many more each time they are asked for."""

_A_ROW: Final = 92
_A_HEADING: Final = 40
_HIGHEST: Final = 330
_LOWEST: Final = 136


class DaysList(QWidget):
    """Lists entries, the newest first; Enter, or the button, goes to the one that is chosen.

    Signals:
        opens: An entry should be shown where it is kept; carries a ``Link``.
    """

    opens = Signal(object)

    def __init__(
        self, journal: Journal, theme: Theme, spoken: str, parent: QWidget | None = None
    ) -> None:
        """Make an empty list, out of sight.

        Args:
            journal: The open journal.
            theme: The look in force.
            spoken: What is listed, for a screen reader.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._keys: Sequence[EntryKey] = ()
        self._shown = 0
        self._list = EntryList(spoken, theme, self._fetch)
        self._open = buttons.second(self.tr("Open this entry"), theme)
        self._open.setAccessibleDescription(spoken)
        self._more = buttons.quiet("", theme)
        self._none = labels.caption(self.tr("These entries are there no more."), theme)
        acting = QHBoxLayout()
        acting.setSpacing(theme.px(8))
        acting.addWidget(self._open)
        acting.addWidget(self._more)
        acting.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._list)
        column.addWidget(self._none)
        column.addLayout(acting)
        self._list.opened.connect(self._on_open)
        self._open.clicked.connect(self._on_open)
        self._more.clicked.connect(self._on_more)
        theme.changed.connect(self._fit)
        self.hide()

    def show_days(self, days: Collection[date]) -> None:
        """List the check-ins of these days."""
        if not days:
            self.show_entries(())
            return
        wanted = frozenset(days)
        filters = Filters(
            kinds=frozenset({Kind.CHECKIN}), period=Period(first=min(wanted), last=max(wanted))
        )
        try:
            found = self._journal.entries.find(filters)
        except StoreError as error:
            problems.show(self, error)
            return
        self.show_entries([each for each in found if each.day in wanted])

    def show_entries(self, keys: Sequence[EntryKey]) -> None:
        """List these entries, the newest first whatever their order."""
        self._keys = sorted(keys, key=_newest_first)
        self._shown = min(MOST, len(self._keys))
        self._fill(self._keys[0] if self._keys else None)
        self.show()

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, chosen: EntryKey | None) -> None:
        self._list.show_places(
            self._keys[: self._shown], today=self._journal.today(), chosen=chosen
        )
        left = len(self._keys) - self._shown
        self._more.setText(self.tr("And {count} more").format(count=left))
        self._more.setVisible(left > 0)
        has_any = bool(self._keys)
        self._list.setVisible(has_any)
        self._open.setVisible(has_any)
        self._none.setVisible(not has_any)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        listed = self._keys[: self._shown]
        months = len({(each.day.year, each.day.month) for each in listed})
        wished = px(_A_HEADING) * months + px(_A_ROW) * len(listed)
        self._list.setFixedHeight(max(px(_LOWEST), min(px(_HIGHEST), wished)))

    def _fetch(self, keys: Sequence[EntryKey]) -> Sequence[Face]:
        try:
            rows = {each.key: each for each in self._journal.entries.rows(keys)}
        except StoreError:
            # They say nothing until they can be read again; the days are there.
            rows = {}
        faces = []
        for key in keys:
            entry = rows.get(key)
            is_session = key.kind is Kind.THERAPY_SESSION
            faces.append(
                Face(
                    words=entry.words if entry else "",
                    kind=wording_entries.kind(key.kind) if is_session else "",
                    icon="messages-square" if is_session else "",
                    more=", ".join(entry.tags) if entry else "",
                )
            )
        return faces

    @Slot()
    def _on_open(self) -> None:
        key = self._list.current_key
        if isinstance(key, EntryKey):
            self.opens.emit(Link(kind=key.kind, id=key.id))

    @Slot()
    def _on_more(self) -> None:
        key = self._list.current_key
        self._shown = min(len(self._keys), self._shown + MOST)
        self._fill(key if isinstance(key, EntryKey) else None)
        if self._more.isHidden():
            self.focus_list()


def _newest_first(key: EntryKey) -> tuple[int, str]:
    return -key.day.toordinal(), key.id
