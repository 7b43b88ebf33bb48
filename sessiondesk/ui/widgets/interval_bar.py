"""A bar that shows a likely range, with the best guess in it and where no change would be."""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting

_WIDEST_HINT: Final = 260
_BAND: Final = 6
_BAND_SHARE: Final = 0.43
_DOT: Final = 6
_TICK: Final = 7
_ABOVE: Final = 10
_LABELS_BELOW: Final = 7
_BETWEEN_LABELS: Final = 8
# So much of the track stays free at either side of what is drawn.
_FREE: Final = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """What a bar shows, in one unit.

    Attributes:
        low: Lower end of the likely range.
        value: The best guess; it lies in the range.
        high: Upper end.
        span: How much the whole track stands for, unless the range needs more: bars with the
            same one can be compared by eye.
        ends: Both ends as they stand under the bar.
        no_change: What stands under the place of no change, where there is room.
        spoken: All of it in words.
        colour: Name of the colour in the theme.
    """

    low: float
    value: float
    high: float
    span: float
    ends: tuple[str, str]
    no_change: str
    spoken: str = field(repr=False)
    colour: str = "accent"

    def place(self, value: float) -> float:
        """Return where ``value`` lies on the track: 0 is its start, 1 its end.

        No change and the range are in the middle of it together, so that neither is ever off
        the track.
        """
        low, high = min(self.low, 0.0), max(self.high, 0.0)
        span = max(self.span, (high - low) / (1 - 2 * _FREE))
        return 0.5 + (value - (low + high) / 2) / span


class IntervalBar(QWidget):
    """The bar in a read-out. It says the same as the words above it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._likely: Likely | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._on_theme_changed)

    @property
    def likely(self) -> Likely | None:
        """What is shown."""
        return self._likely

    def show_likely(self, likely: Likely) -> None:
        """Show another range."""
        self._likely = likely
        self.setAccessibleName(likely.spoken)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        labels = self._theme.line_height(Role.SMALL)
        height = px(_ABOVE) + px(_LABELS_BELOW) + round(labels)
        return QSize(px(_WIDEST_HINT), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._likely is None:
            return
        painter = painting.begin(self)
        self._paint_track(painter, self._likely)
        self._paint_labels(painter, self._likely)
        painter.end()

    def _paint_track(self, painter: QPainter, likely: Likely) -> None:
        px, colour = self._theme.px, self._theme.colour
        middle = float(px(_ABOVE))
        track = QPen(colour("line"), px(2))
        track.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(track)
        painter.drawLine(QPointF(1, middle), QPointF(self.width() - 1, middle))
        tick = QPen(colour("ink3"), 1)
        painter.setPen(tick)
        at = round(self._across(likely, 0.0)) + 0.5
        painter.drawLine(QPointF(at, middle - px(_TICK)), QPointF(at, middle + px(_TICK)))
        band = colour(likely.colour)
        dot = QRectF(0, 0, 2 * px(_DOT), 2 * px(_DOT))
        dot.moveCenter(QPointF(self._across(likely, likely.value), middle))
        ends = sorted(self._across(likely, each) for each in (likely.low, likely.high))
        half = px(_BAND) / 2
        # A colour of its own: the theme's is shared by all who paint with it.
        see_through = QColor(band)
        see_through.setAlphaF(_BAND_SHARE)
        painting.box(
            painter,
            QRectF(ends[0] - half, middle - half, ends[1] - ends[0] + 2 * half, 2 * half),
            half,
            fill=see_through,
        )
        painter.setBrush(band)
        # The ground shows around the dot, so that it is told from the band without colour.
        painter.setPen(QPen(colour("card"), px(2)))
        painter.drawEllipse(dot)

    def _paint_labels(self, painter: QPainter, likely: Likely) -> None:
        px, colour = self._theme.px, self._theme.colour
        font = self._font()
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        top = px(_ABOVE) + px(_LABELS_BELOW)
        height = self.height() - top
        words = [
            (self._across(likely, value), text)
            for value, text in zip((likely.low, likely.high), likely.ends, strict=True)
        ]
        words.sort(key=lambda each: each[0])
        placed = _side_by_side(
            [(at, metrics.horizontalAdvance(text)) for at, text in words],
            self.width(),
            px(_BETWEEN_LABELS),
        )
        painter.setPen(colour("ink2"))
        for (_, text), (left, width) in zip(words, placed, strict=True):
            _text(painter, QRectF(left, top, width, height), text)
        width = metrics.horizontalAdvance(likely.no_change)
        left = self._across(likely, 0.0) - width / 2
        left = max(0.0, min(self.width() - width, left))
        gap = px(_BETWEEN_LABELS)
        if all(left + width + gap <= at or left >= at + wide + gap for at, wide in placed):
            painter.setPen(colour("ink3"))
            _text(painter, QRectF(left, top, width, height), likely.no_change)

    def _across(self, likely: Likely, value: float) -> float:
        edge = self._theme.px(_DOT) + 1
        share = likely.place(value)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return edge + share * (self.width() - 2 * edge)

    def _font(self) -> QFont:
        return self._theme.font(Role.SMALL, weight=400, figures=True)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _side_by_side(
    wanted: list[tuple[float, float]], room: float, gap: float
) -> list[tuple[float, float]]:
    """Return left and width of two labels that would stand in the middle of their places."""
    (first, wide), (second, wider) = wanted
    left, right = first - wide / 2, second - wider / 2
    overlap = left + wide + gap - right
    if overlap > 0:
        left -= overlap / 2
        right += overlap / 2
    left = max(0.0, left)
    right = max(right, left + wide + gap)
    if right + wider > room:
        right = room - wider
        left = min(left, right - gap - wide)
    return [(left, wide), (right, wider)]


def _text(painter: QPainter, place: QRectF, text: str) -> None:
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
