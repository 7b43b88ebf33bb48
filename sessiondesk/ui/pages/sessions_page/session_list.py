"""The list of therapy sessions: what is coming, then what is past, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting

_ROW: Final = 54
_HEADING: Final = 32
_MORE: Final = 40
_ROW_ROLE: Final = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list.

    Attributes:
        title: "Session 8", or the heading.
        when: Its day, and its time while it is to come; empty for a heading.
        word: What became of it, in a word; empty for a heading.
        icon: The mark beside the word.
        id: The therapy session. None: a heading, or the way to more.
        is_more: Whether it is the way to those that are not listed.
    """

    title: str
    when: str = ""
    word: str = ""
    icon: str = ""
    id: TherapySessionId | None = None
    is_more: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it only stands above others."""
        return self.id is None and not self.is_more

    @property
    def spoken(self) -> str:
        """The whole line as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.when, self.word) if part)


class Rows(Protocol):
    """Rows that know where a session stands, without wording all of them."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> Row: ...

    def is_session(self, place: int, /) -> bool:
        """Whether a session stands there."""

    def place_of(self, session_id: TherapySessionId | None, /) -> int | None:
        """Return the place of a session; None if it is not listed."""


class _NoRows:
    """What is listed at first."""

    def __len__(self) -> int:
        return 0

    def __getitem__(self, place: int, /) -> Row:
        raise IndexError(place)

    def is_session(self, place: int, /) -> bool:
        raise IndexError(place)

    def place_of(self, _session_id: TherapySessionId | None, /) -> int | None:
        return None


class _Rows(QAbstractListModel):
    """The rows as Qt asks for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Rows = _NoRows()

    def replace(self, rows: Rows) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case _ if role == _ROW_ROLE:
                return row
        return None

    def height(self, place: int) -> int:
        """Return how high a row is; of a thousand only a few are ever worded."""
        if self.rows.is_session(place):
            return _ROW
        return _MORE if self.rows[place].is_more else _HEADING

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        place = index.row()
        if not self.rows.is_session(place) and self.rows[place].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    """Paints a row: two lines at the left, what became of it at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        height = model.height(index.row()) if isinstance(model, _Rows) else _ROW
        return QSize(self._theme.px(120), self._theme.px(height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(_ROW_ROLE)
        whole = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            self._heading(painter, whole, row)
        else:
            state: QStyle.StateFlag = option.state
            self._row(painter, whole, row, state)
        painter.restore()

    def _heading(self, painter: QPainter, whole: QRectF, row: Row) -> None:
        painter.setFont(self._theme.font(Role.GROUP))
        painter.setPen(self._theme.colour("ink2"))
        px = self._theme.px
        painter.drawText(
            whole.adjusted(px(16), 0, -px(8), 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
            row.title,
        )

    def _row(self, painter: QPainter, whole: QRectF, row: Row, state: QStyle.StateFlag) -> None:
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
        inner = place.adjusted(px(12), px(7), -px(10), -px(7))
        if row.is_more:
            painter.setFont(theme.font(Role.LABEL))
            painter.setPen(theme.colour("accent"))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(inner, side, row.title)
            return
        taken = self._outcome(painter, inner, row, is_chosen=is_chosen)
        words = QRectF(inner.left(), inner.top(), inner.width() - taken, inner.height())
        lines = (
            (Role.LABEL, row.title, "ink", 600 if is_chosen else None, 0.0),
            (Role.CAPTION, row.when, "ink2" if is_chosen else "ink3", None, 0.5),
        )
        for role, text, token, weight, below in lines:
            font = theme.font(role, weight=weight)
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            half = QRectF(
                words.left(),
                words.top() + words.height() * below,
                words.width(),
                words.height() / 2,
            )
            shown = QFontMetrics(font).elidedText(
                text, Qt.TextElideMode.ElideRight, int(half.width())
            )
            painter.drawText(
                half, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown
            )

    def _outcome(self, painter: QPainter, inner: QRectF, row: Row, *, is_chosen: bool) -> float:
        theme, px = self._theme, self._theme.px
        font = theme.font(Role.CAPTION, weight=500 if is_chosen else None)
        width = QFontMetrics(font).horizontalAdvance(row.word) + 2
        size = px(16)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if is_chosen else "ink2"))
        text = QRectF(inner.right() - width, inner.top(), width, inner.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, row.word)
        mark = QRectF(text.left() - px(6) - size, inner.center().y() - size / 2, size, size)
        theme.paint_icon(painter, row.icon, mark, "accent", stroke=2.25)
        return float(width + px(6) + size + px(8))


class SessionList(QListView):
    """The list; one Tab stop, Up and Down choose.

    Signals:
        picked: The person chose a therapy session (its id).
        entered: They clicked it, or pressed Enter: they want to read it.
        more_wanted: They want to see those that are not listed.
    """

    picked = Signal(str)
    entered = Signal()
    more_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_telling = True
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(theme, self))
        self.setAccessibleName(self.tr("Sessions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ground", "none")
        # Each row shows where the keyboard is; a ring around the whole list would say less.
        self.setProperty(painting.RING, -1)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_entered)
        self.clicked.connect(self._on_entered)
        theme.changed.connect(self._on_theme_changed)

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown, headings included."""
        shown = self._rows.rows
        return [shown[place] for place in range(len(shown))]

    def choose(self, session_id: TherapySessionId) -> bool:
        """Choose another session without telling anybody; tell whether it is listed."""
        place = self._rows.rows.place_of(session_id)
        self._is_telling = False
        self._go_to(place)
        self._is_telling = True
        return place is not None

    def _go_to(self, place: int | None) -> None:
        if place is not None:
            index = self._rows.index(place)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def show_rows(self, rows: Rows, *, chosen: TherapySessionId | None) -> None:
        """Show other rows and choose one, without telling anybody."""
        top = self.verticalScrollBar().value()
        self._is_telling = False
        self._rows.replace(rows)
        self._go_to(rows.place_of(chosen))
        self._is_telling = True
        self.verticalScrollBar().setValue(top)
        if chosen is not None:
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def _on_current(self, current: QModelIndex) -> None:
        row: Row | None = current.data(_ROW_ROLE)
        if self._is_telling and row is not None and row.id is not None:
            self.picked.emit(row.id)

    def _on_entered(self, index: QModelIndex) -> None:
        row: Row | None = index.data(_ROW_ROLE)
        if row is None or row.is_heading:
            return
        if row.is_more:
            self.more_wanted.emit()
        else:
            self.entered.emit()

    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
