"""The list of everything that was written: months, days, two lines of words each.

Tens of thousands of rows: what a row says is fetched when it comes into view, and heights are
known without asking for it.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from sessiondesk.ui import wording_entries, wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.entry_row import ROW, Face, Listed, Month, RowPainter

_ROW: Final = 92
_HEADING: Final = 40
# Fetched at once: what is seen, and what the next turns of the wheel bring.
_BATCH: Final = 24
_MOST_KNOWN: Final = 1200

_Index = QModelIndex | QPersistentModelIndex


# What is listed is the very kind of value that the page put in.
Fetch = Callable[[Sequence[Any]], Sequence[Face]]


class _Rows(QAbstractTableModel):
    """Months and entries, as Qt asks for them."""

    def __init__(self, fetch: Fetch, parent: QWidget) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._known: dict[int, Face] = {}
        self.rows: list[Listed | Month] = []
        self.today = date.min

    def replace(self, places: Sequence[Listed], *, today: date) -> list[int]:
        """Show other entries, newest first; return the rows that are months."""
        self.beginResetModel()
        self.today = today
        self._known.clear()
        rows: list[Listed | Month] = []
        months: list[int] = []
        at = 0
        while at < len(places):
            first = places[at].day.replace(day=1)
            # They are in order: where the month ends is found without looking at each.
            end = bisect_right(places, -first.toordinal(), lo=at, key=_falling)
            months.append(len(rows))
            rows.append(Month(first, wording_entries.month(first, today=today)))
            rows.extend(places[at:end])
            at = end
        self.rows = rows
        self.endResetModel()
        return months

    def forget(self) -> None:
        """Fetch again what is seen."""
        self._known.clear()

    def face(self, row: int) -> Face:
        """Return what the entry in ``row`` says; fetched with its neighbours."""
        found = self._known.get(row)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            first = max(0, row - _BATCH // 4)
            wanted = [
                at
                for at in range(first, min(len(self.rows), first + _BATCH))
                if at not in self._known and not isinstance(self.rows[at], Month)
            ]
            places = [each for at in wanted if not isinstance(each := self.rows[at], Month)]
            self._known.update(zip(wanted, self._fetch(places), strict=True))
            found = self._known[row]
        return found

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                if isinstance(row, Month):
                    return row.text
                return self._spoken(row, self.face(index.row()))
            case _ if role == ROW:
                return row
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], Month):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _spoken(self, place: Listed, face: Face) -> str:
        day = wording_sessions.long_day(place.day, today=self.today)
        facts = [text for text, _ in face.facts]
        return ", ".join(each for each in (day, face.kind, face.words, *facts, face.more) if each)


class EntryList(QTableView):
    """The list; one Tab stop, Up and Down choose.

    Signals:
        picked: The person chose an entry; carries its key.
        opened: Enter was pressed on it.
    """

    picked = Signal(object)
    opened = Signal()

    def __init__(
        self, name: str, theme: Theme, fetch: Fetch, parent: QWidget | None = None
    ) -> None:
        """Make an empty list.

        Args:
            name: What is listed, for a screen reader.
            theme: The look in force.
            fetch: Returns what some entries say; called for what comes into view.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._is_telling = True
        self._months: list[int] = []
        self._rows = _Rows(fetch, self)
        self.setModel(self._rows)
        self.setItemDelegate(RowPainter(theme, self._rows.face, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        # Rows paint what is chosen themselves, with round corners.
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        # Each row shows where the keyboard is; a ring around the whole list would say less.
        self.setProperty(painting.RING, -1)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setStretchLastSection(True)
        across.setMinimumSectionSize(1)
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._rows.rows) - len(self._months)

    @property
    def keys(self) -> Sequence[Listed]:
        """What is listed, in order."""
        return [each for each in self._rows.rows if not isinstance(each, Month)]

    @property
    def current_key(self) -> Listed | None:
        """The entry that is chosen."""
        return self._row_at(self.currentIndex().row())

    def show_places(
        self, places: Sequence[Listed], *, today: date, chosen: Listed | None = None
    ) -> None:
        """Show other entries and choose one, without telling anybody."""
        bar = self.verticalScrollBar()
        top = bar.value()
        self._is_telling = False
        header = self.verticalHeader()
        for row in self._months:
            # Qt keeps the heights of rows, whatever comes to stand in them.
            header.resizeSection(row, header.defaultSectionSize())
        self._months = self._rows.replace(places, today=today)
        self._fit()
        if chosen is not None:
            bar.setValue(top)
            self.choose(chosen)
        self._is_telling = True

    def choose(self, key: Listed) -> bool:
        """Choose an entry without telling anybody; False where it is not listed."""
        try:
            row = self._rows.rows.index(key)
        except ValueError:
            return False
        told, self._is_telling = self._is_telling, False
        self._go(row)
        self._is_telling = told
        return True

    def refresh(self) -> None:
        """Ask again for what is in view says: the marks or the words are others now."""
        self._rows.forget()
        self.viewport().update()

    def go_to_day(self, day: date) -> bool:
        """Choose the first entry of ``day`` that is listed; False where there is none."""
        for row, each in enumerate(self._rows.rows):
            if not isinstance(each, Month) and each.day == day:
                self._go(row)
                return True
        return False

    def go_by(self, step: int) -> None:
        """Choose the next entry but as many, down or up, months passed over."""
        rows = self._rows.rows
        at = self.currentIndex().row()
        if at < 0:
            at = -1 if step > 0 else len(rows)
        left = abs(step)
        best = -1
        way = 1 if step > 0 else -1
        while left and 0 <= at + way < len(rows):
            at += way
            if not isinstance(rows[at], Month):
                best = at
                left -= 1
        if best >= 0:
            self._go(best)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self.step_of(event.key())
        if step:
            self.go_by(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_by(-len(self._rows.rows) if event.key() == Qt.Key.Key_Home else self.count)
        else:
            event.ignore()

    def step_of(self, key: int) -> int:
        """Return how many entries a key moves by; 0 where it does not."""
        page = max(1, self.viewport().height() // self._theme.px(_ROW) - 1)
        return {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }.get(Qt.Key(key), 0)

    def _go(self, row: int) -> None:
        index = self._rows.index(row, 0)
        self.setCurrentIndex(index)
        if row and isinstance(self._rows.rows[row - 1], Month):
            self.scrollTo(self._rows.index(row - 1, 0))
        self.scrollTo(index)

    def _row_at(self, row: int) -> Listed | None:
        if not 0 <= row < len(self._rows.rows):
            return None
        found = self._rows.rows[row]
        return None if isinstance(found, Month) else found

    def _on_current(self, current: QModelIndex) -> None:
        row = self._row_at(current.row())
        if self._is_telling and row is not None:
            self.picked.emit(row)

    def _fit(self) -> None:
        header = self.verticalHeader()
        header.setDefaultSectionSize(self._theme.px(_ROW))
        for row in self._months:
            header.resizeSection(row, self._theme.px(_HEADING))
        self.viewport().update()


def _falling(place: Listed) -> int:
    return -place.day.toordinal()
