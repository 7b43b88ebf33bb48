"""Words in which places are marked: what a search found, on a ground of its own and bold."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.entry_markdown import Style, Styled
from sessiondesk.ui.widgets.text_block import wrap_mode

_LINE_BREAK = "\u2028"
# Where each letter and its width is looked at, more of them are never seen in one line.
_MOST_IN_A_LINE = 1000
_HIT_WEIGHT = 600
_HINT_WIDTH = 560
# A few letters with a mark in each of them would be all marks.
_MOST_MARKS = 400

Span = tuple[int, int]
"""From the first letter to the one behind the last, counted as Python counts."""


class MarkedBlock:
    """One piece of text with marks in it: how high it gets in a width, and how it is painted."""

    def __init__(
        self,
        theme: Theme,
        role: Role,
        *,
        colour: str = "",
        max_lines: int | None = None,
    ) -> None:
        self.role = role
        self._theme = theme
        self._colour = colour or role.value.colour
        self._max_lines = max_lines
        self._text = ""
        self._spans: tuple[Span, ...] = ()
        self._styles: tuple[Styled, ...] = ()
        self._laid_out: tuple[object, QTextLayout] | None = None

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_words(
        self, text: str, spans: Sequence[Span] = (), styles: Sequence[Styled] = ()
    ) -> None:
        """Say something else, with these places marked, and these set bold or italic."""
        self._text = text
        self._spans = tuple(spans[:_MOST_MARKS])
        self._styles = tuple(styles[:_MOST_MARKS])
        self._laid_out = None

    def height(self, width: float) -> int:
        """Return the height of the text in ``width``."""
        if not self._text:
            return 0
        lines = self._layout(width).lineCount()
        return ceil(lines * self._theme.line_height(self.role))

    def natural_width(self) -> int:
        """Return the width in which no line has to be broken, or near enough."""
        metrics = QFontMetricsF(self._theme.font(self.role, weight=_HIT_WEIGHT))
        pieces = sorted(self._text[: 8 * _MOST_IN_A_LINE].split("\n"), key=len)[-4:]
        widths = (metrics.horizontalAdvance(piece[:_MOST_IN_A_LINE]) for piece in pieces)
        return ceil(max(widths, default=0) + 1)

    def paint(self, painter: QPainter, rect: QRectF, *, colour: str = "") -> None:
        """Draw the text from the top of ``rect``, as wide as that."""
        if not self._text:
            return
        painter.setPen(self._theme.colour(colour or self._colour))
        self._layout(rect.width()).draw(painter, rect.topLeft())

    def _layout(self, width: float) -> QTextLayout:
        theme = self._theme
        known_as = (round(width), theme.text_percent, theme.tokens)
        if self._laid_out is None or self._laid_out[0] != known_as:
            self._laid_out = (known_as, self._lay_out(width))
        return self._laid_out[1]

    def _lay_out(self, width: float) -> QTextLayout:
        text = self._text
        if self._max_lines is not None:
            text = text[: self._max_lines * _MOST_IN_A_LINE]
        layout = self._break(text, width)
        if self._max_lines is None or layout.lineCount() <= self._max_lines:
            return layout
        shown = layout.text()
        start = layout.lineAt(self._max_lines - 1).textStart()
        # Qt counts the halves of pairs; cut there, whatever Python counts.
        units = shown.encode("utf-16-le", "surrogatepass")
        kept = units[: 2 * start].decode("utf-16-le", "surrogatepass")
        rest = units[2 * start :].decode("utf-16-le", "surrogatepass")
        rest = rest.replace(_LINE_BREAK, " ")
        metrics = QFontMetricsF(self._theme.font(self.role))
        ends = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width - 4)
        return self._break(kept + ends, width)

    def _break(self, text: str, width: float) -> QTextLayout:
        theme = self._theme
        # A line break inside one layout is U+2028; positions stay the same.
        layout = QTextLayout(text.replace("\n", _LINE_BREAK), theme.font(self.role))
        option = QTextOption(Qt.AlignmentFlag.AlignLeading)
        option.setWrapMode(wrap_mode(text))
        layout.setTextOption(option)
        # Or the letters would be put together once more to be drawn.
        layout.setCacheEnabled(True)
        layout.setFormats(self._formats(text))
        step = theme.line_height(self.role)
        top = (step - QFontMetricsF(theme.font(self.role)).height()) / 2
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, top))
            top += step
        layout.endLayout()
        return layout

    def _formats(self, text: str) -> list[QTextLayout.FormatRange]:
        look = QTextCharFormat()
        looks = {Style.BOLD: QTextCharFormat(), Style.ITALIC: QTextCharFormat()}
        looks[Style.BOLD].setFontWeight(QFont.Weight.DemiBold)
        looks[Style.ITALIC].setFontItalic(True)
        look.setBackground(self._theme.colour("hit"))
        look.setForeground(self._theme.colour("hit_ink"))
        look.setFontWeight(QFont.Weight.DemiBold)
        pieces = [(first, end, looks[style]) for first, end, style in self._styles]
        # Last, for what is marked is marked whatever else it is.
        pieces += [(first, end, look) for first, end in self._spans]
        found = []
        for first, end, form in pieces:
            if first >= len(text):
                continue
            mark = QTextLayout.FormatRange()
            mark.start = _units(text[:first])
            mark.length = _units(text[first:end])
            mark.format = form
            found.append(mark)
        return found


def _units(text: str) -> int:
    """Return how many places ``text`` takes as Qt counts them."""
    return len(text) + sum(letter > "\uffff" for letter in text)


class MarkedText(QLabel):
    """Plain text in one role with marks in it; its height follows its width by itself.

    A screen reader reads the text, as from any label.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        role: Role,
        *,
        spans: Sequence[Span] = (),
        styles: Sequence[Styled] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width: int | None = None
        self._block = MarkedBlock(theme, role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(text, spans, styles)
        theme.changed.connect(self._on_theme_changed)

    def set_words(
        self, text: str, spans: Sequence[Span] = (), styles: Sequence[Styled] = ()
    ) -> None:
        """Say something else, with these places marked, and these set bold or italic."""
        super().setText(text)
        self._block.set_words(text, spans, styles)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        wished = min(self._block.natural_width(), self._theme.px(_HINT_WIDTH))
        return QSize(wished, self._height_in(self._width or wished))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.sizeHint().height()
        self._width = self.width()
        if self._height_in(self._width) != before:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        self._block.paint(painter, QRectF(self.rect()))
        painter.end()

    def _height_in(self, width: int) -> int:
        return max(self._block.height(width), round(self._theme.line_height(self._block.role)))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
