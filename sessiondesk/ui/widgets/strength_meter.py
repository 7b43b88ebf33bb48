"""How strong a passphrase is: four blocks and a word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting

BLOCKS = 4


class StrengthMeter(QWidget):
    """Four blocks of which some are filled, and the word for it: advice, not a gate."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filled = 0
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_strength(0, "")
        theme.changed.connect(self.updateGeometry)

    @property
    def word(self) -> str:
        """The word at the right."""
        return self._word

    def set_strength(self, filled: int, word: str) -> None:
        """Fill 0 to 4 blocks and say the word for it."""
        self._filled = max(0, min(BLOCKS, filled))
        self._word = word
        said = self.tr("{filled} of 4").format(filled=self._filled)
        self.setAccessibleName(self.tr("Strength: {word}").format(word=word or said))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        font = theme.font(Role.LABEL)
        words = QFontMetrics(font).horizontalAdvance(self._word) + 2 if self._word else 0
        room = self.width() - (words + theme.px(14) if words else 0)
        gap, high = theme.px(5), theme.px(8)
        wide = (room - gap * (BLOCKS - 1)) / BLOCKS
        top = (self.height() - high) / 2
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for block in range(BLOCKS):
            left = block * (wide + gap)
            left = self.width() - left - wide if mirrored else left
            rect = QRectF(left, top, wide, high)
            if block < self._filled:
                painting.box(painter, rect, high / 2, fill=theme.colour("accent"))
            else:
                painting.box(painter, rect, high / 2, edge=theme.colour("edge"))
        painter.setFont(font)
        painter.setPen(theme.colour("accent" if self._filled > 1 else "ink2"))
        place = QRectF(0 if mirrored else self.width() - words, 0, words, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()
