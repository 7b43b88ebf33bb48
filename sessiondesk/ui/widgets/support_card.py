"""The card that says whom to turn to, in the colours of information: plain, and never loud."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce

INK = "info_ink"
_RADIUS = 10


class SupportCard(QFrame):
    """A title, a few short sentences, and what stands below them.

    Attributes:
        body: The column below the words.
    """

    def __init__(
        self,
        title: str,
        says: str,
        theme: Theme,
        *,
        icon: str = "life-buoy",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self._theme = theme
        self._title = Label(title, theme, Role.CARD_TITLE, colour=INK)
        self._says = Label(says, theme, Role.BODY, colour=INK)
        self.setAccessibleName(title)
        self.setAccessibleDescription(says)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(IconMark(icon, theme, size=20, colour=INK))
        head.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(16))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._says)
        # Only now: by itself it would be a window.
        self._says.setVisible(bool(says))
        column.addLayout(self.body)
        theme.changed.connect(self.update)

    def announce(self) -> None:
        """Let a screen reader say it when it is free, without taking the focus."""
        announce(self, f"{self._title.text()}. {self._says.text()}".removesuffix(". "))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        colour = self._theme.colour
        painting.box(
            painter,
            QRectF(self.rect()),
            self._theme.px(_RADIUS),
            fill=colour("info_bg"),
            edge=colour("info_line"),
        )
        painter.end()
