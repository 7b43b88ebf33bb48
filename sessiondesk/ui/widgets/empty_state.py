"""What a page or a card says while there is nothing in it yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.buttons import Button
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label


class EmptyState(Card):
    """An icon, at most five words, a sentence or two that lower the bar, and the way in."""

    def __init__(
        self,
        icon: str,
        words: str,
        body: str,
        theme: Theme,
        actions: Sequence[Button] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, is_empty=True, padding=(32, 32), parent=parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        body_label = Label(body, theme, Role.BODY_QUIET, centred=True)
        body_label.setMinimumWidth(theme.px(280))
        body_label.setMaximumWidth(theme.px(460))
        row = QHBoxLayout()
        row.addStretch(1)
        for action in actions:
            row.addWidget(action)
        row.addStretch(1)
        mark = IconMark(icon, theme, size=44, colour="ink3", stroke=1.25)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(body_label, 100)
        across.addStretch(1)
        self.body.addStretch(1)
        self.body.addWidget(mark, 0, centre)
        self.body.addSpacing(theme.px(12))
        self.body.addWidget(Label(words, theme, Role.HEADLINE, centred=True))
        self.body.addLayout(across)
        self.body.addSpacing(theme.px(8))
        self.body.addLayout(row)
        self.body.addStretch(1)
