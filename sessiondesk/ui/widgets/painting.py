"""Small strokes that every widget of our own is painted with."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.theme import Role, Theme

# A widget with this property gets the focus ring around it, with this corner radius, also
# when a child of it has the focus. A negative radius means: it shows its focus by itself.
RING = "ringRadius"
# How much farther out the ring stands at both sides, where words begin at the very edge.
RING_ROOM = "ringRoom"


def begin(widget: QWidget) -> QPainter:
    """Return a smooth painter on ``widget``; end it before the paint event is over."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose border lies wholly inside ``rect``."""
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    inside = rect
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([4, 2])
        painter.setPen(pen)
        half = width / 2
        inside = rect.adjusted(half, half, -half, -half)
        radius = max(0.0, radius - half)
    painter.drawRoundedRect(inside, radius, radius)


def level(
    painter: QPainter,
    plot: QRectF,
    y: float,
    words: str,
    theme: Theme,
    *,
    colour: str = "line",
    is_mirrored: bool = False,
) -> None:
    """Draw a hairline across ``plot`` at ``y``, with its figure beside where reading begins."""
    painter.setPen(QPen(theme.colour(colour), 1))
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    painter.setFont(theme.font(Role.ANCHOR, figures=True))
    painter.setPen(theme.colour("ink3"))
    gap, half = theme.px(8), theme.px(10)
    if is_mirrored:
        place = QRectF(plot.right() + gap, y - half, plot.width(), 2 * half)
        side = Qt.AlignmentFlag.AlignLeft
    else:
        place = QRectF(0, y - half, plot.left() - gap, 2 * half)
        side = Qt.AlignmentFlag.AlignRight
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)


def is_lit(widget: QWidget) -> bool:
    """Whether the pointer is over an enabled widget."""
    return widget.isEnabled() and widget.underMouse()
