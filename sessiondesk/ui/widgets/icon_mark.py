"""A small icon beside words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.ui.icons import REST_STROKE
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import painting


class IconMark(QWidget):
    """An icon that stands beside words saying the same; a screen reader passes it over."""

    def __init__(
        self,
        icon: str,
        theme: Theme,
        *,
        size: int = 16,
        colour: str = "ink2",
        stroke: float = REST_STROKE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._colour = colour
        self._size = size
        self._stroke = stroke
        self._theme = theme
        self._fit()
        theme.changed.connect(self._fit)

    def set_icon(self, icon: str, colour: str = "") -> None:
        """Show another icon, perhaps in another colour."""
        self._icon = icon
        self._colour = colour or self._colour
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        place = QRectF(self.rect())
        self._theme.paint_icon(painter, self._icon, place, self._colour, stroke=self._stroke)
        painter.end()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
