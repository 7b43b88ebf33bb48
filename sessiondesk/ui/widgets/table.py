"""A table to read and to copy: the twin of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
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

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting

_ROW = 36
_PADDING = 14
_FAINT = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        title: Its head.
        is_figure: Whether its cells are figures, which stand at the right.
    """

    title: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell.

    Attributes:
        text: What it says; never a bare dash where something is missing.
        is_faint: Whether it stands back, as "too few" does.
    """

    text: str
    is_faint: bool = False


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: Sequence[Column] = ()
        self.rows: Sequence[Sequence[Cell]] = ()

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == _FAINT:
            return cell.is_faint
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_figure = self.columns[column].is_figure
        side = Qt.AlignmentFlag.AlignTrailing if is_figure else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter


class _Delegate(QStyledItemDelegate):
    """Paints a cell: a hairline below, the current one framed by the focus colour.

    Nothing is marked in a table that does not have the keyboard: it is there to be read.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = parent
        self._theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        is_current = bool(state & QStyle.StateFlag.State_HasFocus)
        if is_current or state & QStyle.StateFlag.State_Selected:
            # The style has put its own mark there already.
            is_marked = is_current or self._table.hasFocus()
            painter.fillRect(rect, theme.colour("accent_soft" if is_marked else "card"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_current:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(Role.BODY, figures=True))
        painter.setPen(theme.colour("ink3" if index.data(_FAINT) else "ink"))
        inside = rect.adjusted(theme.px(_PADDING), 0, -theme.px(_PADDING), 0)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width()
        )
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(inside, int(alignment), text)
        painter.restore()


class DataTable(QTableView):
    """A table of words and figures. Arrow keys move, Tab leaves, Ctrl+C copies as text.

    Ctrl+C with a single cell chosen copies the whole table, heads included.
    """

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = _Model(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(name)
        self.setProperty(painting.RING, -1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit()
        theme.changed.connect(self._fit)

    def set_table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell | str]]) -> None:
        """Show other rows; a bare text is a cell."""
        self._rows.show_rows(
            columns,
            [
                [cell if isinstance(cell, Cell) else Cell(text=cell) for cell in row]
                for row in rows
            ],
        )
        self._spread()
        if rows:
            self.setCurrentIndex(self._rows.index(0, 0))

    def natural_width(self) -> int:
        """Return how wide it has to be so that nothing scrolls sideways."""
        return sum(self._natural_widths()) + 2 * self.frameWidth()

    def fit_height(self) -> None:
        """Make it as high as all its rows, so that the page scrolls and not the table."""
        bar = self.horizontalScrollBar().sizeHint().height()
        rows = self._theme.px(_ROW) * self._rows.rowCount()
        spare = bar if self.natural_width() > self.width() else 2
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + spare)

    def as_text(self) -> str:
        """Return the whole table as text: a line for each row, a tab between cells."""
        head = "\t".join(column.title for column in self._rows.columns)
        body = ("\t".join(cell.text for cell in row) for row in self._rows.rows)
        return "\n".join((head, *body))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._chosen_text())
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Give each column the width of its longest text, and share out what is left.

        Where there is too little width, the table scrolls sideways: no figure is cut short.
        """
        widths = self._natural_widths()
        if not widths:
            return
        left = max(0, self.viewport().width() - sum(widths))
        share, rest = divmod(left, len(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + share + (column < rest))

    def _natural_widths(self) -> Sequence[int]:
        padding = 2 * self._theme.px(_PADDING) + 4
        head = QFontMetrics(self._theme.font(Role.GROUP))
        body = QFontMetrics(self._theme.font(Role.BODY, figures=True))
        widths = []
        for place, column in enumerate(self._rows.columns):
            # Long tables say the same few things again and again.
            texts = {row[place].text for row in self._rows.rows}
            longest = max(map(body.horizontalAdvance, texts), default=0)
            widths.append(padding + max(longest, head.horizontalAdvance(column.title)))
        return widths

    def _chosen_text(self) -> str:
        chosen = self.selectionModel().selectedIndexes()
        if len(chosen) <= 1:
            return self.as_text()
        lines: dict[int, list[str]] = {}
        for index in sorted(chosen, key=_place):
            lines.setdefault(index.row(), []).append(str(index.data()))
        return "\n".join("\t".join(line) for line in lines.values())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self._spread()
        self.viewport().update()


def _place(index: QModelIndex) -> tuple[int, int]:
    return index.row(), index.column()
