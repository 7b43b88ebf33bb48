"""Lengths, greys and type on paper. Lengths are millimetres, type is in points."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

DOTS_PER_INCH: Final = 1200
"""Text is laid out at this density and scaled for the screen, so that lines never differ."""
MM_PER_INCH: Final = 25.4
DOTS_PER_MM: Final = DOTS_PER_INCH / MM_PER_INCH
MM_PER_POINT: Final = MM_PER_INCH / 72

SIDE_MARGIN: Final = 18.0
BODY_TO_EDGE: Final = 15.0
COLUMN_GAP: Final = 8.0

INK: Final = "#141414"
GREY: Final = "#4A4A4A"
RULE: Final = "#8C8C8C"


class PaperSize(StrEnum):
    """A size of paper, upright. The values are those of the setting."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def width(self) -> float:
        """Width of the sheet."""
        return 210.0 if self is PaperSize.A4 else 215.9

    @property
    def height(self) -> float:
        """Height of the sheet."""
        return 297.0 if self is PaperSize.A4 else 279.4

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - 2 * SIDE_MARGIN

    @property
    def column(self) -> float:
        """Width of one of two columns."""
        return (self.text_width - COLUMN_GAP) / 2

    @property
    def body_end(self) -> float:
        """Where the body ends, from the top edge."""
        return self.height - BODY_TO_EDGE


SERIF: Final = "Literata"
SANS: Final = "Inter"
# No bundled face has letters of one width; one of these is on any computer.
_MONO: Final = ("DejaVu Sans Mono", "Menlo", "Consolas", "Noto Sans Mono", "Courier New")
MONO: Final = "monospace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a piece of text is set.

    Attributes:
        family: Serif for the person's words, sans for the program's.
        points: Size.
        weight: 400, 500 or 600.
        is_italic: Whether it is set in italics.
        grey: Its colour.
        line: Distance of two lines as a multiple of the size. None: the font's own.
        is_own: Whether these are a person's words, which run as their script does.
    """

    family: str = SANS
    points: float
    weight: int = 400
    is_italic: bool = False
    grey: str = INK
    line: float | None = None
    is_own: bool = False

    @property
    def font(self) -> QFont:
        """The font, sized in dots of the layout."""
        return _font(self)

    @property
    def line_mm(self) -> float:
        """Distance of two lines; for styles that say it."""
        return (self.line or 1.0) * self.points * MM_PER_POINT


TITLE: Final = Style(family=SERIF, points=19, weight=500)
SESSION: Final = Style(family=SERIF, points=10.5, weight=600)
WHEN: Final = Style(family=SERIF, points=10)
SOURCE: Final = Style(points=8, grey=GREY)
SECTION: Final = Style(points=10.5, weight=600)
NOTE: Final = Style(points=7.5, grey=GREY)
OWN: Final = Style(family=SERIF, points=10, line=1.36, is_own=True)
OWN_LARGE: Final = Style(family=SERIF, points=10.5, line=1.36, is_own=True)
QUOTE: Final = Style(family=SERIF, points=10, line=1.36, is_italic=True, is_own=True)
OWN_SMALL: Final = Style(family=SERIF, points=9, line=1.25)
CAPTION: Final = Style(points=8.5, grey=GREY, line=1.2)
CELL: Final = Style(points=8.5)
CELL_NAME: Final = Style(points=8.5, weight=500)
CELL_HEAD: Final = Style(points=7.5, grey=GREY)
SERIES_NAME: Final = Style(points=8.5, weight=600)
AXIS: Final = Style(points=7.5, grey=GREY)
RUNNING_HEAD: Final = Style(points=9)
KEY: Final = Style(family=MONO, points=16)
FOOT: Final = Style(points=7.5, grey=GREY)


def load_fonts(folder: Path) -> None:
    """Make the bundled fonts known where no window has done so.

    Args:
        folder: The folder with the font files.
    """
    if {SERIF, SANS} <= set(QFontDatabase.families()):
        return
    for path in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


@lru_cache(maxsize=64)
def _font(style: Style) -> QFont:
    font = QFont(_MONO if style.family == MONO else (style.family,))
    if style.family == MONO:
        font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(round(style.points / 72 * DOTS_PER_INCH))
    font.setWeight(QFont.Weight(style.weight))
    font.setItalic(style.is_italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A PDF knows only the letters a font has by themselves: a ligature, a tabular figure or a
    # colon raised between figures would be drawn, but not found, copied or read aloud.
    off = ("liga", "clig", "dlig") if style.family == SERIF else ("liga", "clig", "calt")
    for feature in off:
        font.setFeature(QFont.Tag(feature), 0)
    return font
