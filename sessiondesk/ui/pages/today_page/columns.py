"""The two columns of Today, one under the other where there is no room for both."""

from typing import Final

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Theme

_RIGHT: Final = 356
_RIGHT_NARROW: Final = 296
_GAP: Final = 20
_UNBOUND: Final = (1 << 24) - 1


class Columns(QWidget):
    """What is written at the left, what comes up at the right.

    Attributes:
        left: The column that takes what room there is.
        right: The column beside it; below it in a narrow window with large text.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left = QWidget()
        self._right = QWidget()
        self.left = _column(self._left, theme)
        self.right = _column(self._right, theme)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(theme.px(_GAP))
        self._across.addWidget(self._left, 1)
        self._across.addWidget(self._right)

    @property
    def is_stacked(self) -> bool:
        """Whether the one is below the other."""
        return self._across.direction() is QBoxLayout.Direction.TopToBottom

    def fit(self, room: int, *, narrow: bool) -> None:
        """Take their places.

        Args:
            room: What is free for both, in pixels.
            narrow: Whether the window is a narrow one.
        """
        px = self._theme.px
        right = px(_RIGHT_NARROW if narrow else _RIGHT)
        fits = self._left.minimumSizeHint().width() + px(_GAP) + right <= room
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
        self._right.setMinimumWidth(right if fits else 0)
        self._right.setMaximumWidth(right if fits else _UNBOUND)


def _column(holder: QWidget, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(16))
    return column
