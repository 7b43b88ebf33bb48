"""Notices: what happened, in the flow, at the top of the thing it concerns.

They never float over content and never go away by themselves.
"""

from enum import Enum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, painting
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

_RADIUS = 10


class Kind(Enum):
    """What a notice is; the value begins the names of its colours."""

    INFO = "info"
    CARE = "care"
    STOP = "stop"


_ICON = {Kind.INFO: "info", Kind.CARE: "clock", Kind.STOP: "circle-alert"}


class Notice(QFrame):
    """Information or support, please look, or could not be done.

    Signals:
        closed: The person put it away.
    """

    closed = Signal()

    def __init__(
        self,
        kind: Kind,
        title: str,
        body: str,
        theme: Theme,
        *,
        icon: str = "",
        can_close: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a notice; add its actions with ``add_action``.

        Args:
            kind: Ground, border, ink and icon.
            title: A few words; may be empty.
            body: A sentence or two.
            theme: The look in force.
            icon: Another icon than the kind's own, such as "life-buoy" or "cloud".
            can_close: Whether it can be put away.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._ink = f"{kind.value}_ink"
        self._icon = IconMark(icon or _ICON[kind], theme, size=20, colour=self._ink)
        self._title = Label(title, theme, Role.STRONG, colour=self._ink)
        self._body = Label(body, theme, Role.NOTICE, colour=self._ink)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.px(8))
        self._actions.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._title)
        words.addWidget(self._body)
        words.addLayout(self._actions)
        row = QHBoxLayout(self)
        row.setSpacing(theme.px(12))
        self._row = row
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if can_close:
            close = buttons.icon_alone("x", self.tr("Close this notice"), theme)
            close.set_height(28)
            close.clicked.connect(self._on_close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name()
        theme.changed.connect(self._fit)

    def set_words(self, title: str, body: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._body.setText(body)
        self._name()

    def add_action(self, text: str, *, icon: str = "") -> buttons.Button:
        """Add a button at the foot and return it; connect its ``clicked``."""
        button = buttons.second(text, self._theme, icon=icon)
        self._actions.insertWidget(self._actions.count() - 1, button)
        self._actions.setContentsMargins(0, self._theme.px(8), 0, 0)
        self._fit()
        return button

    def announce(self) -> None:
        """Let a screen reader say it when it is free, without taking the focus."""
        words = f"{self._title.text()}. {self._body.text()}".removeprefix(". ")
        announce(self, words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        colour = self._theme.colour
        painting.box(
            painter,
            QRectF(self.rect()),
            self._theme.px(_RADIUS),
            fill=colour(f"{self._kind.value}_bg"),
            edge=colour(f"{self._kind.value}_line"),
        )
        painter.end()

    def _name(self) -> None:
        self._title.setVisible(bool(self._title.text()))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._body.text())
        self._fit()

    def _fit(self) -> None:
        # A sentence by itself is one slim line; a title or buttons need air around them.
        is_slim = not self._title.text() and self._actions.count() == 1
        across, down = self._theme.px(16), self._theme.px(8 if is_slim else 14)
        self._row.setContentsMargins(across, down, across, down)
        self.update()

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say ``words`` politely: "Kept 15:12", "3 found"."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
