"""Which sessions took place: one mark each, breaks between them, and the sum in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.labels import Label

_CELL = (46, 48)
_MARK = 22
MOST_MARKS = 60


class MarkKind(Enum):
    """What became of a session; the value is the icon inside its mark, where it has one."""

    ATTENDED = "check"
    CANCELLED = "minus"
    MISSED = "x"
    MOVED = "chevron-right"
    PLANNED = ""
    BREAK = "break"
    """No session at all: a stretch without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One session on the strip.

    Attributes:
        id: What is emitted when it is chosen.
        kind: How it is drawn.
        day: Its date in short: "12 Mar", then "19".
        says: What a screen reader says: "Session 8, Thursday 7 May, attended".
    """

    id: str
    kind: MarkKind
    day: str
    says: str


class _MarkButton(QPushButton):
    """One mark and its date."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark: Mark | None = None
        self._theme = theme
        self.setAutoDefault(False)
        self.setProperty(painting.RING, 6)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_mark(self, mark: Mark) -> None:
        self.mark = mark
        self.setAccessibleName(mark.says)
        self.setToolTip(mark.says)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.mark is None:
            return
        painter = painting.begin(self)
        theme = self._theme
        size = theme.px(_MARK)
        circle = QRectF((self.width() - size) / 2, theme.px(3), size, size)
        # The line between the marks stops at the circle, whatever is inside it.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover" if painting.is_lit(self) else "card"))
        painter.drawEllipse(circle.adjusted(-2, -2, 2, 2))
        kind = self.mark.kind
        inside = circle.adjusted(size * 0.2, size * 0.2, -size * 0.2, -size * 0.2)
        if kind is MarkKind.ATTENDED:
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(circle)
            theme.paint_icon(painter, kind.value, inside, "on_accent", stroke=2.75)
        elif kind is MarkKind.BREAK:
            # Two bars where the line pauses; a circle would look like a session.
            bar = QRectF(0, 0, theme.px(2), size * 0.5)
            for side in (-1, 1):
                bar.moveCenter(circle.center() + QPointF(side * theme.px(3), 0))
                painter.fillRect(bar, theme.colour("ink2"))
        else:
            pen = QPen(theme.colour("accent" if kind is MarkKind.PLANNED else "ink2"), 1.5)
            if kind is MarkKind.PLANNED:
                pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
            if kind.value:
                theme.paint_icon(painter, kind.value, inside, "ink2", stroke=2.5)
        painter.setFont(theme.font(Role.SMALL, weight=400))
        painter.setPen(theme.colour("ink2"))
        words = QRectF(0, theme.px(28), self.width(), self.height() - theme.px(28))
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, self.mark.day)
        painter.end()


_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}


class _Row(QWidget):
    """The marks that have room, the newest always among them.

    Signals:
        chosen: A mark was clicked; carries its id.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: Sequence[Mark] = ()
        self._buttons: list[_MarkButton] = []
        self._shown = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = marks[-MOST_MARKS:]
        self._arrange()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_CELL[0]) * max(4, len(self._marks)), px(_CELL[1]))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_CELL[0]) * 4, self._theme.px(_CELL[1]))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._buttons[: self._shown]
        at = next((place for place, button in enumerate(shown) if button.hasFocus()), None)
        if at is None or event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        last = len(shown) - 1
        steps = {Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1, Qt.Key.Key_Home: 0}
        to = max(0, min(last, steps.get(Qt.Key(event.key()), last)))
        self._set_tab_stop(to)
        shown[to].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown < 2:  # noqa: PLR2004 - a line needs two ends
            return
        painter = painting.begin(self)
        wide = self._theme.px(_CELL[0])
        middle = self._theme.px(3) + self._theme.px(_MARK) / 2
        line = QRectF(wide / 2, middle - 1, wide * (self._shown - 1), 2)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            line.moveRight(self.width() - wide / 2)
        painter.fillRect(line, self._theme.colour("line"))
        painter.end()

    def _arrange(self) -> None:
        wide, high = (self._theme.px(side) for side in _CELL)
        room = max(1, self.width() // wide)
        marks = self._marks[-room:]
        while len(self._buttons) < len(marks):
            button = _MarkButton(self._theme, self)
            button.clicked.connect(self._on_clicked)
            # A widget made late comes last in the order of Tab unless told otherwise.
            QWidget.setTabOrder(self._buttons[-1] if self._buttons else self, button)
            self._buttons.append(button)
        self._shown = len(marks)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for place, button in enumerate(self._buttons):
            is_shown = place < len(marks)
            if is_shown:
                left = self.width() - (place + 1) * wide if is_mirrored else place * wide
                button.setGeometry(left, 0, wide, high)
                button.show_mark(marks[place])
            button.setVisible(is_shown)
        self._set_tab_stop(len(marks) - 1)
        self.update()

    def _set_tab_stop(self, stop: int) -> None:
        for place, button in enumerate(self._buttons):
            is_stop = place == stop
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _on_clicked(self) -> None:
        for button in self._buttons:
            if button is self.sender() and button.mark is not None:
                self.chosen.emit(button.mark.id)
                return

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self._arrange()


class AttendanceStrip(QWidget):
    """One mark for each session, oldest first, and the sum in words beside them.

    One Tab stop; Left and Right go from mark to mark, Enter or Space goes to that session.
    When there is no room for all, the newest are shown.

    Signals:
        chosen: The person chose a session; carries its id.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = _Row(theme)
        self._row.chosen.connect(self.chosen)
        self._sum = Label("", theme, Role.STRONG, wraps=False)
        self._detail = Label("", theme, Role.CAPTION, colour="ink2", wraps=False)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._sum)
        words.addWidget(self._detail)
        theme.changed.connect(self._keep_room)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(20))
        row.addWidget(self._row, 1)
        row.addLayout(words)

    def set_marks(self, marks: Sequence[Mark], total: str, detail: str = "") -> None:
        """Show other sessions.

        Args:
            marks: Oldest first.
            total: The sum: "8 of 9 attended since 12 March".
            detail: What else is to be said: "One cancelled a day ahead, on 16 April".
        """
        self._row.set_marks(marks)
        self._sum.setText(total)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._keep_room()
        self.setAccessibleName(", ".join(part for part in (total, detail) if part))

    def _keep_room(self) -> None:
        """Keep many marks from squeezing the sum: it says what they only show."""
        for label in (self._sum, self._detail):
            label.setMinimumWidth(label.sizeHint().width())
