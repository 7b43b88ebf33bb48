"""What every page has in common: a title, its actions at the right, and a body that scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.labels import Label

NARROW_BELOW = 1100
LOW_BELOW = 760
_WIDEST = 1240
_IN_VIEW = 56
_LEAST_IN_VIEW = 48
_AROUND_IT = 20
# Milliseconds: what comes up takes its place in its card first, and that in the page.
_LAID_OUT = 50
_READING_LINE = 56


def is_narrow(window: QWidget, theme: Theme) -> bool:
    """Whether a window is too narrow for the full sidebar; larger text counts as narrower."""
    return window.width() < theme.px(NARROW_BELOW)


def side_margin(width: int, theme: Theme, *, narrow: bool) -> int:
    """Return what is left free at either side of a page of this width.

    Wide windows: the content stops growing and stands in the middle.
    """
    side = theme.px(20 if narrow else 32)
    return side + max(0, (width - 2 * side - theme.px(_WIDEST)) // 2)


class Scroll(QScrollArea):
    """A scrolling column that is no Tab stop; what gets the focus comes into view.

    Attributes:
        content: What scrolls.
    """

    def __init__(self, content: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A viewport of our own: asking for Qt's makes PySide sort through all kinds of widget.
        port = QWidget()
        port.setAutoFillBackground(False)
        self.setViewport(port)
        self.setWidget(content)
        self.content = content
        content.setAutoFillBackground(False)
        self._revealed: QWidget | None = None
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(_LAID_OUT)
        self._reveal.timeout.connect(self._on_laid_out)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def bar_width(self) -> int:
        """Return the width that the bar takes from what is shown; 0 while there is none."""
        bar = self.verticalScrollBar()
        return bar.sizeHint().width() if bar.maximum() > 0 else 0

    def reveal(self, widget: QWidget) -> None:
        """Bring ``widget`` into view, once it has its place."""
        self._revealed = widget
        self._reveal.start()

    @Slot()
    def _on_laid_out(self) -> None:
        widget, self._revealed = self._revealed, None
        if widget is not None and isValid(widget) and widget.isVisible():
            self.ensureWidgetVisible(widget, 0, self._theme.px(_AROUND_IT))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A notice that comes up above takes room: not from what is being written.
        focused = QApplication.focusWidget()
        if focused is None or not self.content.isAncestorOf(focused):
            return
        top = focused.mapTo(self.viewport(), QPoint()).y()
        if self.height() < event.oldSize().height() and 0 <= top < event.oldSize().height():
            self.ensureWidgetVisible(focused, 0, self._theme.px(_LEAST_IN_VIEW))

    @Slot()
    def _on_focus_changed(self) -> None:
        # The signal's own arguments are not asked for: see the focus ring.
        new = QApplication.focusWidget()
        # Under a pressed mouse nothing may move away.
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        if new is not None and self.isAncestorOf(new):
            # With the title of its card, or the question above it.
            self.ensureWidgetVisible(new, 0, self._theme.px(_IN_VIEW))


def reveal(widget: QWidget) -> None:
    """Bring what has just come up, such as the outcome of a button, into view on its page."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Scroll):
        above = above.parentWidget()
    if above is not None:
        above.reveal(widget)


class PageFrame(QWidget):
    """The frame of a page.

    Signals:
        narrow_changed: The window became too narrow for wide columns, or wide enough again.
        fitted: Its margins are those of its width and its look now.
        scrolled: Another part of the page is in view.

    Attributes:
        body: The column of the page; it scrolls as a whole unless told otherwise.
    """

    narrow_changed = Signal(bool)
    fitted = Signal()
    scrolled = Signal()

    def __init__(
        self,
        title: str,
        theme: Theme,
        subtitle: str = "",
        *,
        scrolls: bool = True,
        keeps_subtitle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty page.

        Args:
            title: The page's title.
            theme: The look in force.
            subtitle: One line under it; left out in a low window.
            scrolls: False where list and detail scroll on their own.
            keeps_subtitle: Whether the subtitle has to be read: never left out, never cut off.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._keeps_subtitle = keeps_subtitle
        self._is_narrow = False
        self._reach = 0
        self._title = Label(title, theme, Role.TITLE)
        most = None if keeps_subtitle else 1
        self._subtitle = Label(subtitle, theme, Role.BODY_QUIET, max_lines=most)
        self._actions = QHBoxLayout()
        self.setAccessibleName(title)
        self._line = 0
        self._words = words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._head = QHBoxLayout()
        self._head.addLayout(words, 1)
        self._head.addLayout(self._actions)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._beside: QWidget | None = None
        self._scroll = Scroll(content, theme) if scrolls else None
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._scroll or content, 1)
        self._above = QVBoxLayout()
        self._column.addLayout(self._above)
        self._column.addLayout(self._middle, 1)
        if self._scroll is not None:
            bar = self._scroll.verticalScrollBar()
            bar.rangeChanged.connect(self._fit)
            bar.valueChanged.connect(self.scrolled)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def is_narrow(self) -> bool:
        """Whether columns should be narrower or folded."""
        return self._is_narrow

    @property
    def body_width(self) -> int:
        """The width there is between the margins of the body."""
        margins = self.body.contentsMargins()
        return self.width() - margins.left() - margins.right()

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        """Say something else at the top; None leaves the subtitle as it is."""
        self._title.setText(title)
        self.setAccessibleName(title)
        if subtitle is not None:
            self._subtitle.setText(subtitle)
        self._fit()

    def add_action(self, widget: QWidget, *, line: int = 0) -> None:
        """Put a button at the right of the title, after those already there.

        Args:
            widget: The button, or what else there is to do on the whole page.
            line: How high a line of it is, where it may need several: the title then stands
                beside the first of them.
        """
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        if line:
            self._line = line
            self._head.setAlignment(self._words, Qt.AlignmentFlag.AlignTop)
            self._fit()

    def reach_out(self, pixels: int) -> None:
        """Let the body reach so far into the margin at its end.

        For a column that scrolls by itself: its bar stands in the margin, and its cards end
        where the header ends.
        """
        self._reach = pixels
        self._fit()

    def put_above(self, widget: QWidget) -> None:
        """Put ``widget``, such as a notice, between the title and what scrolls."""
        self._above.addWidget(widget)

    def put_beside(self, widget: QWidget) -> None:
        """Put ``widget`` beside what scrolls; in a narrow window it is the first thing in it."""
        self._beside = widget
        self._place_beside()
        self._fit()

    def bring_up(self, widget: QWidget) -> None:
        """Scroll until ``widget`` is at the top, or as near as the page's end allows."""
        if self._scroll is not None:
            at = widget.mapTo(self._scroll.content, QPoint()).y()
            self._scroll.verticalScrollBar().setValue(at - self.body.contentsMargins().top())

    def read_now(self, parts: Sequence[QWidget]) -> int:
        """Return the place of that of the ``parts``, in their order, that is being read."""
        if self._scroll is None:
            return 0
        bar = self._scroll.verticalScrollBar()
        if bar.maximum() > 0 and bar.value() == bar.maximum():
            return len(parts) - 1
        line = bar.value() + self._theme.px(_READING_LINE)
        content = self._scroll.content
        above = [
            place for place, each in enumerate(parts) if each.mapTo(content, QPoint()).y() <= line
        ]
        return above[-1] if above else 0

    def scroll_to_top(self) -> None:
        """Show the beginning of the page."""
        if self._scroll is not None:
            self._scroll.verticalScrollBar().setValue(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        narrow = is_narrow(self.window(), self._theme)
        low = self.window().height() < px(LOW_BELOW)
        has_room = self._keeps_subtitle or not low
        is_alone = not (self._subtitle.text() and has_room)
        self._subtitle.setVisible(not is_alone)
        self._title.setMinimumHeight(px(self._line) if is_alone else 0)
        side, foot = side_margin(self.width(), self._theme, narrow=narrow), px(16)
        self._column.setContentsMargins(0, px(16 if narrow else 20), 0, 0)
        self._column.setSpacing(px(12))
        self._head.setContentsMargins(side, 0, side, 0)
        self._above.setContentsMargins(side, 0, side, 0)
        # Room above for the focus ring of the first control, which the scrolling cuts off.
        ring = px(4)
        # The bar takes its room from the margin, so that cards end where the header ends.
        bar = self._scroll.bar_width() if self._scroll is not None else 0
        is_beside = self._beside is not None and not narrow
        self._middle.setContentsMargins(side if is_beside else 0, 0, 0, 0)
        self._middle.setSpacing(px(24))
        start = 0 if is_beside else side
        self.body.setContentsMargins(start, ring, side - bar - self._reach, foot)
        self.body.setSpacing(px(16))
        self._actions.setSpacing(px(8))
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            self._place_beside()
            self.narrow_changed.emit(narrow)
        self.fitted.emit()

    def _place_beside(self) -> None:
        if self._beside is not None:
            (self.body if self._is_narrow else self._middle).insertWidget(0, self._beside)
