"""Everything the window can do, found by typing a part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from sessiondesk.ui.commands import Act, Commands
from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels, painting
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.text_field import TextField

_PLACE = Qt.ItemDataRole.UserRole
_KEYS = Qt.ItemDataRole.UserRole + 1
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Painter(QStyledItemDelegate):
    """Paints a row: the name at its beginning, the keys at its end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, px = self._theme, self._theme.px
        place = QRectF(option.rect).adjusted(0, 1, -px(4), -1)
        state: QStyle.StateFlag = option.state
        is_marked = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_marked:
            painting.box(painter, place, px(8), fill=theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.box(painter, place, px(8), fill=theme.colour("hover"))
        words = place.adjusted(px(12), 0, -px(12), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        name: str = index.data()
        keys: str = index.data(_KEYS)
        painter.setFont(theme.font(Role.LABEL, weight=None if is_marked else 400))
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeading, name)
        painter.setFont(theme.font(Role.CAPTION))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignTrailing, keys)
        painter.restore()


class GoAnywhere(QDialog):
    """Lists the commands; typing narrows the list, Enter does the one that is marked.

    The cursor stays in the field while Up and Down move through the list.

    Signals:
        chosen: What should be done (a ``QAction``).
    """

    chosen = Signal(object)

    def __init__(
        self,
        commands: Commands,
        theme: Theme,
        parent: QWidget,
        *,
        further: Sequence[QAction] = (),
    ) -> None:
        """List everything.

        Args:
            commands: What can be done from anywhere.
            theme: The look in force.
            parent: The window it is over.
            further: What can be done as well, in this journal, today.
        """
        super().__init__(parent)
        px = theme.px
        self._choices = (
            *(commands.action(act) for act in Act if act is not Act.ANYWHERE),
            *further,
        )
        self.setWindowTitle(PROGRAM)
        self.setAccessibleName(self.tr("Go anywhere"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedSize(px(520), px(440))
        self._field = TextField(
            self.tr("Go to, or do"), theme, placeholder=self.tr("Part of a name"), icon="search"
        )
        self._field.edited.connect(self._on_edited)
        self._field.entered.connect(self._on_entered)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("What there is"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_Painter(theme, self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setProperty("ground", "none")
        self._list.setMouseTracking(True)
        self._list.itemClicked.connect(self._on_clicked)
        self._none = labels.quiet(self.tr("Nothing of that name"), theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self._field)
        column.addWidget(self._none)
        column.addWidget(self._list, 1)
        self._field.installEventFilter(self)
        focused = self._field.focusProxy()
        if focused is not None:
            focused.installEventFilter(self)
        self._row_height = px(36)
        self._on_edited("")
        self._field.setFocus()

    @property
    def marked(self) -> QAction | None:
        """What Enter would do; None while nothing has that name."""
        item = self._list.currentItem()
        return self._choices[item.data(_PLACE)] if self._list.count() else None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _MOVES.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = max(0, min(self._list.count() - 1, self._list.currentRow() + step))
        self._list.setCurrentRow(row)
        item = self._list.currentItem()
        if item is not None:
            announce(self._field, item.data(Qt.ItemDataRole.AccessibleTextRole))

    @Slot(str)
    def _on_edited(self, typed: str) -> None:
        words = typed.casefold().split()
        self._list.clear()
        for place, action in enumerate(self._choices):
            name = action.text()
            if action.isEnabled() and all(word in name.casefold() for word in words):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(name)
                item.setData(_PLACE, place)
                item.setData(_KEYS, keys)
                spoken = f"{name}, {keys}" if keys else name
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                item.setSizeHint(QSize(0, self._row_height))
                self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._none.setVisible(self._list.count() == 0)

    @Slot()
    def _on_entered(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._on_clicked(item)

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        action = self._choices[item.data(_PLACE)]
        # Closed first: what is done next may put the focus somewhere.
        self.accept()
        self.chosen.emit(action)
