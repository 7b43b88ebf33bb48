"""Text of several lines, measured and painted with the design's line height.

Plain text only: nothing in it is ever read as markup, so what a person wrote is safe here.
"""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from sessiondesk.ui.theme import Role, Theme

_LINE_BREAK = "\u2028"
_UNBOUNDED = 1_000_000.0


class TextBlock:
    """One piece of text in one role: how high it gets in a width, and how it is painted.

    Attributes:
        text: What it says.
        colour: Its colour by name; the role's own unless told otherwise.
    """

    def __init__(
        self,
        theme: Theme,
        role: Role,
        text: str = "",
        *,
        colour: str = "",
        weight: int | None = None,
        max_lines: int | None = None,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:
        self.text = text
        self.role = role
        self.colour = colour or role.value.colour
        self.weight = weight
        self._theme = theme
        self._max_lines = max_lines
        self._alignment = alignment

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.text

    def natural_width(self) -> int:
        """Return the width in which no line has to be broken."""
        metrics = QFontMetricsF(self._theme.font(self.role, weight=self.weight))
        widest = max(
            (metrics.horizontalAdvance(line) for line in self.text.split("\n")), default=0
        )
        return ceil(widest + 0.5)

    def longest_word(self) -> int:
        """Return the width of the longest word: narrower than that, words are broken."""
        metrics = QFontMetricsF(self._theme.font(self.role, weight=self.weight))
        return ceil(
            max((metrics.horizontalAdvance(word) for word in self.text.split()), default=0)
        )

    def height(self, width: float) -> int:
        """Return the height of the text in ``width``."""
        if self.is_empty:
            return 0
        return ceil(self._lay_out(width).lineCount() * self._theme.line_height(self.role))

    def paint(self, painter: QPainter, rect: QRectF, *, colour: str = "") -> None:
        """Draw the text from the top of ``rect``, as wide as that."""
        if self.is_empty:
            return
        layout = self._lay_out(rect.width())
        painter.setPen(self._theme.colour(colour or self.colour))
        layout.draw(painter, rect.topLeft())

    def _lay_out(self, width: float) -> QTextLayout:
        font = self._theme.font(self.role, weight=self.weight)
        layout = self._break(self.text, font_width=width)
        if self._max_lines is not None and layout.lineCount() > self._max_lines:
            last = layout.lineAt(self._max_lines - 1)
            kept = self.text[: last.textStart()]
            rest = self.text[last.textStart() :].replace("\n", " ")
            shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width - 1)
            layout = self._break(kept + shown, font_width=width)
        return layout

    def _break(self, text: str, *, font_width: float) -> QTextLayout:
        font = self._theme.font(self.role, weight=self.weight)
        # A line break inside one layout is U+2028; positions stay the same.
        layout = QTextLayout(text.replace("\n", _LINE_BREAK), font)
        option = QTextOption(self._alignment)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step = self._theme.line_height(self.role)
        lead = (step - QFontMetricsF(font).height()) / 2
        layout.beginLayout()
        top = lead
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, min(font_width, _UNBOUNDED)))
            line.setPosition(QPointF(0, top))
            top += step
        layout.endLayout()
        return layout
