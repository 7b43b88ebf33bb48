"""The note of a check-in: one editor, its paragraphs plain or marked in the margin.

What a paragraph is (a thought, a win, a hurdle) is drawn beside it and never typed into it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.checkin import LineKind, NoteLine
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.chips import OpeningChip
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.own_words import OwnWords

ICONS: Final = {
    LineKind.THOUGHT: "message-circle",
    LineKind.WIN: "sprout",
    LineKind.HURDLE: "mountain",
}
# Kept in the format of the paragraph, so that undo and redo carry it along.
_KIND: Final = QTextFormat.Property.UserProperty.value + 1
_LINE_SEPARATOR: Final = "\u2028"
_ICON: Final = 15
_GAP: Final = 6
_AFTER: Final = 10


class NoteField(QWidget):
    """The editor with its margin, and a button for each kind of paragraph.

    Signals:
        edited: There are words to keep; comes at most 1.5 seconds after they were typed.
        left: The editor lost the focus, with or without news.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, name: str, placeholder: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = {
            LineKind.THOUGHT: self.tr("Thought"),
            LineKind.WIN: self.tr("Win"),
            LineKind.HURDLE: self.tr("Hurdle"),
        }
        self._told: tuple[NoteLine, ...] = ()
        self._read: tuple[NoteLine, ...] | None = None
        self._words = OwnWords(name, theme, placeholder=placeholder)
        self._editor = self._words.editor
        self._margin = _Margin(self._editor, self._names, theme)
        self._buttons = {
            kind: OpeningChip(text, theme, icon="plus", height=30)
            for kind, text in self._names.items()
        }
        self.kept = Label(self.tr("Kept as you go"), theme, Role.CAPTION, wraps=False)
        self._lay_out()
        self._editor.installEventFilter(self)
        self._editor.document().contentsChange.connect(self._on_contents_change)
        self._editor.cursorPositionChanged.connect(self._say_kind)
        self._words.edited.connect(self._on_edited)
        self._words.left.connect(self._on_left)
        for button in self._buttons.values():
            button.clicked.connect(self._on_button)
        self.setFocusProxy(self._words)

    @property
    def lines(self) -> tuple[NoteLine, ...]:
        """The note; blank alone is no note at all."""
        if self._read is None:
            # Asked again and again at every answer: read once after each change.
            self._read = self._lines_now()
        return self._read

    def _lines_now(self) -> tuple[NoteLine, ...]:
        found = tuple(
            NoteLine(kind=_kind_of(block), text=text)
            for block in _blocks(self._editor)
            for text in block.text().split(_LINE_SEPARATOR)
        )
        return found if any(line.text.strip() for line in found) else ()

    @property
    def has_focus(self) -> bool:
        """Whether the person is writing in it."""
        return self._editor.hasFocus()

    def show_lines(self, lines: Sequence[NoteLine]) -> None:
        """Show another note; nothing is told, and undo does not go back behind it."""
        self._told = tuple(lines)
        if self.lines == self._told:
            return
        document = self._editor.document()
        document.setUndoRedoEnabled(False)
        self._words.text = "\n".join(line.text for line in lines)
        for block, line in zip(_blocks(self._editor), lines, strict=False):
            if line.kind is not LineKind.PLAIN:
                _set_kind(QTextCursor(block), line.kind)
        document.setUndoRedoEnabled(True)
        self._margin.fit()
        self._say_kind()

    def take_as_told(self) -> None:
        """Take what is in the editor for told: it was kept, and no draft of it is needed."""
        self._told = self.lines
        self._words.flush()

    def insert(self, kind: LineKind) -> None:
        """Begin a paragraph of ``kind``, and put the cursor into it."""
        cursor = self._editor.textCursor()
        block = cursor.block()
        cursor.beginEditBlock()
        if block.text():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(QTextBlockFormat())
        is_undone = not block.text() and _kind_of(block) is kind
        _set_kind(cursor, LineKind.PLAIN if is_undone else kind)
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._margin.fit()
        self._say_kind()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._takes(event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        cursor = self._editor.textCursor()
        block = cursor.block()
        if _kind_of(block) is LineKind.PLAIN or cursor.hasSelection():
            return False
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        is_enter = is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        is_back = event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart()
        if is_enter and block.text():
            # What follows a win is not a win as well, unless the person says so.
            cursor.insertBlock(QTextBlockFormat())
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
        elif is_enter or is_back:
            _set_kind(cursor, LineKind.PLAIN)
        else:
            return False
        self._margin.fit()
        self._say_kind()
        return True

    def _lay_out(self) -> None:
        px = self._theme.px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._words)
        column.addLayout(row)

    def _on_contents_change(self) -> None:
        self._read = None

    def _say_kind(self) -> None:
        kind = _kind_of(self._editor.textCursor().block())
        said = self._names.get(kind, "")
        if self._editor.accessibleDescription() != said:
            self._editor.setAccessibleDescription(said)

    def _on_button(self) -> None:
        for kind, button in self._buttons.items():
            if button is self.sender():
                self.insert(kind)
                return

    def _on_edited(self) -> None:
        self._margin.fit()
        if self.lines != self._told:
            self._told = self.lines
            self.edited.emit()

    def _on_left(self) -> None:
        self._words.flush()
        self.left.emit()


class _Margin(QWidget):
    """What stands beside the paragraphs: an icon and a word, nothing beside plain ones."""

    def __init__(self, editor: QPlainTextEdit, names: dict[LineKind, str], theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._names = names
        self._theme = theme
        self._room = 0
        editor.updateRequest.connect(self._on_update)
        editor.viewport().installEventFilter(self)
        theme.changed.connect(self.fit)
        self.fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._room, self._editor.height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A field that grows inside its own resizing tells of it only by painting.
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Paint}:
            self._place()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Take as much room as the words need; none while every paragraph is plain."""
        metrics = QFontMetrics(self._theme.font(Role.GROUP))
        px = self._theme.px
        widest = max(metrics.horizontalAdvance(name) for name in self._names.values())
        is_needed = any(_kind_of(block) is not LineKind.PLAIN for block in _blocks(self._editor))
        room = px(_ICON) + px(_GAP) + widest + px(_AFTER) if is_needed else 0
        if room != self._room:
            self._room = room
            # A style sheet makes Qt forget margins at times; the room is set whole each time.
            self._editor.setViewportMargins(room, 0, 0, 0)
        self._place()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme, px = self._theme, self._theme.px
        editor = self._editor
        line = QFontMetrics(theme.font(Role.OWN_WORDS)).lineSpacing()
        block = editor.firstVisibleBlock()
        painter.setFont(theme.font(Role.GROUP))
        painter.setPen(theme.colour("ink2"))
        while block.isValid():
            place = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
            if place.top() > self.height():
                break
            kind = _kind_of(block)
            if kind is not LineKind.PLAIN:
                top = place.top() + (line - px(_ICON)) / 2
                icon = QRectF(px(2), top, px(_ICON), px(_ICON))
                theme.paint_icon(painter, ICONS[kind], icon, "accent")
                words = QRectF(icon.right() + px(_GAP), place.top(), self.width(), line)
                painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._names[kind])
            block = block.next()
        painter.end()

    def _on_update(self) -> None:
        self._place()
        self.update()

    def _place(self) -> None:
        shown = self._editor.viewport().geometry()
        self.setGeometry(shown.left() - self._room, shown.top(), self._room, shown.height())


def _blocks(editor: QPlainTextEdit) -> Iterator[QTextBlock]:
    block = editor.document().firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _kind_of(block: QTextBlock) -> LineKind:
    kept = block.blockFormat().property(_KIND)
    return LineKind(kept) if kept else LineKind.PLAIN


def _set_kind(cursor: QTextCursor, kind: LineKind) -> None:
    form = QTextBlockFormat()
    if kind is not LineKind.PLAIN:
        form.setProperty(_KIND, kind.value)
    cursor.setBlockFormat(form)
