"""Line icons, tinted from the theme: one cache for every name, size, colour and density."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# In units of the icons' own grid of 24.
REST_STROKE = 1.75
CHOSEN_STROKE = 2.0
MARK_STROKE = 2.5


class Icons:
    """Draws the SVG files of one folder in any colour, size and stroke.

    The files say ``currentColor`` and ``stroke-width="2"`` as plain text, so one file serves
    every theme, weight and density.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source = lru_cache(maxsize=None)(self._read)
        self._renderer = lru_cache(maxsize=256)(self._load)
        self._pixmap = lru_cache(maxsize=1024)(self._draw)

    def paint(
        self,
        painter: QPainter,
        name: str,
        rect: QRectF,
        colour: QColor,
        *,
        stroke: float = REST_STROKE,
    ) -> None:
        """Draw an icon as vectors into ``rect``, which is square."""
        self._renderer(name, colour.name(), stroke).render(painter, rect)

    def pixmap(
        self,
        name: str,
        size: int,
        colour: QColor,
        *,
        stroke: float = REST_STROKE,
        ratio: float = 1.0,
    ) -> QPixmap:
        """Return an icon of ``size`` logical pixels for a screen of density ``ratio``."""
        return self._pixmap(name, size, colour.name(), stroke, ratio)

    def icon(
        self,
        name: str,
        size: int,
        colour: QColor,
        *,
        disabled: QColor | None = None,
        stroke: float = REST_STROKE,
    ) -> QIcon:
        """Return an icon for a stock button, menu or line edit, sharp up to twice the density."""
        icon = QIcon()
        for ratio in (1.0, 1.5, 2.0):
            icon.addPixmap(self.pixmap(name, size, colour, stroke=stroke, ratio=ratio))
            if disabled is not None:
                greyed = self.pixmap(name, size, disabled, stroke=stroke, ratio=ratio)
                icon.addPixmap(greyed, QIcon.Mode.Disabled)
        return icon

    def _read(self, name: str) -> str:
        return (self._folder / f"{name}.svg").read_text(encoding="utf-8")

    def _load(self, name: str, colour: str, stroke: float) -> QSvgRenderer:
        drawing = (
            self._source(name)
            .replace("currentColor", colour)
            .replace('stroke-width="2"', f'stroke-width="{stroke:.3f}"')
        )
        return QSvgRenderer(QByteArray(drawing.encode()))

    def _draw(self, name: str, size: int, colour: str, stroke: float, ratio: float) -> QPixmap:
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._renderer(name, colour, stroke).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
