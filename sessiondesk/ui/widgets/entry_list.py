"""The list of everything that was written: months, days, two lines of words each.

Tens of thousands of rows: what a row says is fetched when it comes into view, and heights are
known without asking for it.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from sessiondesk.ui import wording_entries, wording_sessions
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.entry_text import MarkedBlock, Span

_ROW: Final = 92
_HEADING: Final = 40
_DAY: Final = 58
_LINES: Final = 2
_ROLE: Final = Qt.ItemDataRole.UserRole
# Fetched at once: what is seen, and what the next turns of the wheel bring.
_BATCH: Final = 40
_MOST_KNOWN: Final = 1200

_Index = QModelIndex | QPersistentModelIndex


class Listed(Hashable, Protocol):
    """One entry of the list, as light as can be; what is picked is this very value."""

    @property
    def day(self) -> date:
        """The day it stands under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What one entry says in the list.

    Attributes:
        words: The person's words, in one piece; may be empty.
        spans: Where what was searched for stands in them.
        kind: What it is, where it is no check-in: "Session 8"; else empty.
        icon: The mark beside that.
        facts: Ratings in words, each with the name of its colour.
        more: Tags, or what else belongs below the words.
    """

    words: str = field(default="", repr=False)
    spans: tuple[Span, ...] = field(default=(), repr=False)
    kind: str = ""
    icon: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    more: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Month:
    first: date
    text: str


# What is listed is the very kind of value that the page put in.
Fetch = Callable[[Sequence[Any]], Sequence[Face]]


class _Rows(QAbstractTableModel):
    """Months and entries, as Qt asks for them."""

    def __init__(self, fetch: Fetch, parent: QWidget) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._known: dict[int, Face] = {}
        self.rows: list[Listed | _Month] = []
        self.today = date.min

    def replace(self, places: Sequence[Listed], *, today: date) -> list[int]:
        """Show other entries, newest first; return the rows that are months."""
        self.beginResetModel()
        self.today = today
        self._known.clear()
        rows: list[Listed | _Month] = []
        months: list[int] = []
        at = 0
        while at < len(places):
            first = places[at].day.replace(day=1)
            # They are in order: where the month ends is found without looking at each.
            end = bisect_right(places, -first.toordinal(), lo=at, key=_falling)
            months.append(len(rows))
            rows.append(_Month(first, wording_entries.month(first, today=today)))
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
                if at not in self._known and not isinstance(self.rows[at], _Month)
            ]
            places = [each for at in wanted if not isinstance(each := self.rows[at], _Month)]
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
                if isinstance(row, _Month):
                    return row.text
                return self._spoken(row, self.face(index.row()))
            case _ if role == _ROLE:
                return row
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], _Month):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _spoken(self, place: Listed, face: Face) -> str:
        day = wording_sessions.long_day(place.day, today=self.today)
        facts = [text for text, _ in face.facts]
        return ", ".join(each for each in (day, face.kind, face.words, *facts, face.more) if each)


class _Painter(QStyledItemDelegate):
    """Paints a month, or an entry: its day at the left, its words, and what it was rated."""

    def __init__(self, theme: Theme, rows: _Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows
        self._block = MarkedBlock(theme, Role.OWN_WORDS, max_lines=_LINES)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Listed | _Month = index.data(_ROLE)
        whole = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, _Month):
            self._month(painter, whole, row)
        else:
            state: QStyle.StateFlag = option.state
            self._entry(painter, whole, row, self._rows.face(index.row()), state)
        painter.restore()

    def _month(self, painter: QPainter, whole: QRectF, month: _Month) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font(Role.GROUP))
        painter.setPen(self._theme.colour("ink2"))
        place = whole.adjusted(px(16), px(8), -px(8), 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, month.text
        )

    def _entry(
        self, painter: QPainter, whole: QRectF, row: Listed, face: Face, state: QStyle.StateFlag
    ) -> None:
        theme, px = self._theme, self._theme.px
        place = whole.adjusted(px(4), 1, -px(4), -1)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painting.box(painter, place, px(8), fill=theme.colour("accent_soft"))
            bar = QRectF(place.left(), place.top() + px(8), px(3), place.height() - px(16))
            painting.box(painter, bar, px(1), fill=theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.box(painter, place, px(8), fill=theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, place, px(8), edge=theme.colour("focus"), width=2)
        self._day(painter, place, row.day)
        left, right = place.left() + px(_DAY) + px(10), place.right() - px(10)
        top = place.top() + px(9)
        if face.kind:
            top += self._kind(painter, QRectF(left, top, right - left, px(18)), face)
        self._block = MarkedBlock(
            theme, Role.OWN_WORDS, max_lines=1 if face.kind and self._below(face) else _LINES
        )
        self._block.set_words(face.words.replace("\n", " "), face.spans)
        self._block.paint(painter, QRectF(left, top, right - left, px(48)))
        below = top + self._block.height(right - left) + px(3)
        self._facts(painter, QRectF(left, below, right - left, px(18)), face, is_chosen=is_chosen)

    def _day(self, painter: QPainter, place: QRectF, day: date) -> None:
        theme, px = self._theme, self._theme.px
        lines = (
            (Role.SUB_HEADLINE, f"{day.day}", "ink", px(6), px(28)),
            (Role.CAPTION, wording_sessions.short_weekday(day), "ink2", px(33), px(18)),
        )
        for role, text, token, top, height in lines:
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(token))
            at = QRectF(place.left() + px(6), place.top() + top, px(_DAY) - px(6), height)
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, text)

    def _kind(self, painter: QPainter, place: QRectF, face: Face) -> float:
        theme, px = self._theme, self._theme.px
        left = place.left()
        if face.icon:
            size = px(14)
            icon = QRectF(left, place.center().y() - size / 2, size, size)
            theme.paint_icon(painter, face.icon, icon, "accent")
            left += size + px(6)
        painter.setFont(theme.font(Role.GROUP))
        painter.setPen(theme.colour("ink2"))
        words = QRectF(left, place.top(), place.right() - left, place.height())
        shown = painter.fontMetrics().elidedText(
            face.kind, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown
        )
        return place.height() + px(2)

    def _facts(self, painter: QPainter, place: QRectF, face: Face, *, is_chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        left = place.left()
        quiet = "ink2" if is_chosen else "ink3"
        parts: list[tuple[str, str, int | None]]
        parts = [(text, colour, 600) for text, colour in face.facts]
        if face.more:
            parts.append((face.more, quiet, None))
        for text, colour, weight in parts:
            room = place.right() - left
            if room < px(24):
                break
            font = theme.font(Role.CAPTION, weight=weight)
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            at = QRectF(left, place.top(), room, place.height())
            painter.drawText(
                at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown
            )
            left += metrics.horizontalAdvance(shown) + px(12)

    def _below(self, face: Face) -> bool:
        return bool(face.facts or face.more)


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
        self.setItemDelegate(_Painter(theme, self._rows, self))
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
        return [each for each in self._rows.rows if not isinstance(each, _Month)]

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
            if not isinstance(each, _Month) and each.day == day:
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
            if not isinstance(rows[at], _Month):
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
        if row and isinstance(self._rows.rows[row - 1], _Month):
            self.scrollTo(self._rows.index(row - 1, 0))
        self.scrollTo(index)

    def _row_at(self, row: int) -> Listed | None:
        if not 0 <= row < len(self._rows.rows):
            return None
        found = self._rows.rows[row]
        return None if isinstance(found, _Month) else found

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
