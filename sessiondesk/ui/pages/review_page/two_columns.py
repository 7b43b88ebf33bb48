"""Two things of equal width and weight beside each other, or one above the other."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme

_BESIDE_FROM = 760


class TwoColumns(QWidget):
    """Puts two widgets side by side where there is room for both."""

    def __init__(self, one: QWidget, other: QWidget, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(20))
        for each in (one, other):
            # Ignored, or the longer text would widen its side.
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._box.addWidget(each, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.px(_BESIDE_FROM)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
