"""Text of several lines, measured and painted with the design's line height.

Plain text only: nothing in it is ever read as markup, so what a person wrote is safe here.
"""

import re
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from sessiondesk.ui.theme import Role, Theme

_LINE_BREAK = "\u2028"
_UNBOUNDED = 1_000_000.0
# No line of a window holds more; measuring a note of a megabyte to its end takes seconds.
_MOST_IN_A_LINE = 1000
# Qt looks for a place to break a word this long again for every line: hours for a megabyte.
_LONG_WORD = re.compile(r"\S{2000}")


# The widest of the longest few is the widest of all, or near enough.
_CANDIDATES = 8
# Names among what was measured, besides the heights by width.
_NATURAL = "natural"
_WORD = "word"
_MOST_MEASURES = 16
# Where the last line fills no more of the width than this, the words are broken elsewhere: those
# of one thought into lines of about one length, running text so that no word is left alone.
_SHORT_LAST_LINE = {
    Role.HEADLINE: 0.5,
    Role.READOUT: 0.5,
    Role.BODY: 0.2,
    Role.BODY_QUIET: 0.2,
    Role.CAPTION: 0.2,
}
_ONE_THOUGHT = frozenset({Role.HEADLINE, Role.READOUT})
_MOST_BALANCED_LINES = 4
_BALANCING_STEPS = 6
# How much of the width the last line of running text is to fill, and how that is looked for.
_FULL_ENOUGH = 0.3
_NARROWER_STEP = 0.04


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """Return how ``text`` is broken into lines: between words, unless one has no end."""
    if _LONG_WORD.search(text):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


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
        self._measured_as: tuple[object, ...] = ()
        self._measures: dict[float | str, int] = {}
        self._balanced: tuple[tuple[object, ...], str] = ((), "")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.text

    def natural_width(self) -> int:
        """Return the width in which no line has to be broken."""
        measures = self._known()
        if _NATURAL not in measures:
            measures[_NATURAL] = self._widest(self._shown_text().split("\n"))
        return measures[_NATURAL]

    def longest_word(self) -> int:
        """Return the width of the longest word: narrower than that, words are broken."""
        measures = self._known()
        if _WORD not in measures:
            measures[_WORD] = self._widest(self._shown_text().split())
        return measures[_WORD]

    def _widest(self, pieces: list[str]) -> int:
        """Return the width of the widest piece; measured are the few with the most letters."""
        metrics = QFontMetricsF(self._theme.font(self.role, weight=self.weight))
        longest = sorted(pieces, key=len)[-_CANDIDATES:]
        widths = (metrics.horizontalAdvance(piece[:_MOST_IN_A_LINE]) for piece in longest)
        return ceil(max(widths, default=0) + 0.5)

    def height(self, width: float) -> int:
        """Return the height of the text in ``width``."""
        if self.is_empty:
            return 0
        measures = self._known()
        if width not in measures:
            lines = self._lay_out(width).lineCount()
            measures[width] = ceil(lines * self._theme.line_height(self.role))
        return measures[width]

    def _known(self) -> dict[float | str, int]:
        """Return what was measured before: a layout asks the same several times over."""
        measured_as = (self.text, self.role, self.weight, self._theme.text_percent)
        if measured_as != self._measured_as or len(self._measures) > _MOST_MEASURES:
            self._measured_as = measured_as
            self._measures = {}
        return self._measures

    def paint(self, painter: QPainter, rect: QRectF, *, colour: str = "") -> None:
        """Draw the text from the top of ``rect``, as wide as that."""
        if self.is_empty:
            return
        layout = self._lay_out(rect.width())
        if 1 < layout.lineCount() <= _MOST_BALANCED_LINES:
            layout = self._balance(layout, rect.width())
        painter.setPen(self._theme.colour(colour or self.colour))
        layout.draw(painter, rect.topLeft())

    def _lay_out(self, width: float) -> QTextLayout:
        font = self._theme.font(self.role, weight=self.weight)
        text = self._shown_text()
        layout = self._break(text, font_width=width)
        if self._max_lines is not None and layout.lineCount() > self._max_lines:
            last = layout.lineAt(self._max_lines - 1)
            kept = text[: last.textStart()]
            rest = text[last.textStart() :].replace("\n", " ")
            shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width - 1)
            layout = self._break(kept + shown, font_width=width)
        return layout

    def _balance(self, layout: QTextLayout, width: float) -> QTextLayout:
        """Return ``layout`` with its words spread over as many lines, none of them nearly empty.

        How high it gets stays what it is: only the places of the breaks are others.
        """
        text = self._shown_text()
        last = layout.lineAt(layout.lineCount() - 1)
        short = _SHORT_LAST_LINE.get(self.role)
        if short is None or self._max_lines is not None or "\n" in text:
            return layout
        if last.naturalTextWidth() > width * short:
            return layout
        known_as = (text, self.role, self.weight, self._theme.text_percent, width)
        if known_as != self._balanced[0]:
            self._balanced = (known_as, self._spread(text, layout.lineCount(), width))
        return self._break(self._balanced[1], font_width=width)

    def _spread(self, text: str, lines: int, width: float) -> str:
        """Return ``text`` with its breaks written into it, for as many lines."""
        if self.role in _ONE_THOUGHT:
            found = self._break(text, font_width=self._narrowest(text, lines, width))
        else:
            found = self._fuller(text, lines, width)
        starts = [found.lineAt(number).textStart() for number in range(1, found.lineCount())]
        letters = list(text)
        for start in starts:
            if letters[start - 1] != " ":
                return text
            letters[start - 1] = "\n"
        return "".join(letters)

    def _narrowest(self, text: str, lines: int, width: float) -> float:
        """Return the narrowest width in which ``text`` takes no more lines."""
        too_narrow, enough = min(width, float(self.longest_word())), width
        for _ in range(_BALANCING_STEPS):
            middle = (too_narrow + enough) / 2
            if self._break(text, font_width=middle).lineCount() > lines:
                too_narrow = middle
            else:
                enough = middle
        return enough

    def _fuller(self, text: str, lines: int, width: float) -> QTextLayout:
        """Return ``text`` a little narrower, so that its last line is no longer nearly empty."""
        found = self._break(text, font_width=width)
        narrower = width
        while found.lineAt(lines - 1).naturalTextWidth() < width * _FULL_ENOUGH:
            narrower -= width * _NARROWER_STEP
            tried = self._break(text, font_width=narrower)
            if tried.lineCount() > lines:
                break
            found = tried
        return found

    def _shown_text(self) -> str:
        """Return as much of the text as can be seen."""
        if self._max_lines is None:
            return self.text
        return self.text[: self._max_lines * _MOST_IN_A_LINE]

    def _break(self, text: str, *, font_width: float) -> QTextLayout:
        font = self._theme.font(self.role, weight=self.weight)
        # A line break inside one layout is U+2028; positions stay the same.
        layout = QTextLayout(text.replace("\n", _LINE_BREAK), font)
        option = QTextOption(self._alignment)
        option.setWrapMode(wrap_mode(text))
        layout.setTextOption(option)
        # Or the letters would be put together once more to be drawn.
        layout.setCacheEnabled(True)
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
