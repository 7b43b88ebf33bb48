"""The frame of what stands in the window while no journal is open: one card, a line below."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import vault_words
from sessiondesk.ui.marks import NameLine
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.vault.errors import VaultError

_CARD_WIDTH: Final = 640


class DoorPage(QWidget):
    """A card in the middle under the program's name, in which one step is shown at a time.

    Signals:
        offline_wanted: What keeps the program off the network should be shown.

    Attributes:
        body: The column of the card.
    """

    offline_wanted = Signal()

    def __init__(self, theme: Theme, offline: str, parent: QWidget | None = None) -> None:
        """Make an empty card; ``offline`` is what is true about the network here."""
        super().__init__(parent)
        px = theme.px
        self._theme = theme
        self._step: QWidget | None = None
        card = Card(theme, padding=(32, 28))
        card.setFixedWidth(px(_CARD_WIDTH))
        card.body.setSpacing(px(16))
        self.body = card.body
        page = QWidget()
        middle = QVBoxLayout(page)
        middle.setContentsMargins(px(20), px(20), px(20), px(8))
        middle.addStretch(1)
        middle.addWidget(NameLine(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addSpacing(px(16))
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        line = buttons.plain(offline, theme, icon="shield-check")
        line.clicked.connect(self.offline_wanted)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(line)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(12))
        column.addWidget(Scroll(page, theme), 1)
        column.addLayout(foot)

    @property
    def step(self) -> QWidget | None:
        """What is in the card now."""
        return self._step

    def show_step(self, step: QWidget) -> None:
        """Put ``step`` into the card and let go of what was there."""
        before = self._step
        self._step = step
        self.body.addWidget(step)
        step.show()
        self._focus_first()
        if before is not None:
            before.hide()
            before.deleteLater()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before it was in a window it could not say where the keyboard belongs.
        if not event.spontaneous():
            self._focus_first()

    def _focus_first(self) -> None:
        # Never as a focus proxy of the step: Tab would jump over all that stands before it.
        if isinstance(self._step, DoorStep):
            self._step.focus_first()
        elif self._step is not None:
            self._step.setFocus(Qt.FocusReason.OtherFocusReason)


class DoorStep(QWidget):
    """One step in the card: a headline, a sentence, what went wrong, and what is asked.

    Attributes:
        body: The column between the words and the buttons.
        first: What has the focus at first.
    """

    def __init__(self, headline: str, sentence: str, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self._theme = theme
        self.first: QWidget | None = None
        self._trouble = QVBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        self._foot = QHBoxLayout()
        self._foot.setSpacing(px(12))
        self.setAccessibleName(headline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Label(headline, theme, Role.HEADLINE))
        if sentence:
            column.addWidget(labels.quiet(sentence, theme))
        column.addSpacing(px(4))
        column.addLayout(self._trouble)
        column.addLayout(self.body)
        column.addSpacing(px(8))
        column.addLayout(self._foot)

    def add_foot(self, *rest: QWidget, main: QWidget | None = None) -> None:
        """Add the buttons: plain ones at the left, the main one at the right edge."""
        for each in rest:
            self._foot.addWidget(each)
        self._foot.addStretch(1)
        if main is not None:
            self._foot.addWidget(main)

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: VaultError | StoreError) -> Notice:
        """Say above everything what went wrong; what was said before goes away."""
        problem = vault_words.describe(error)
        return self.say(Kind.STOP, problem.happened, f"{problem.safe} {problem.advice}".strip())

    def say(self, kind: Kind, title: str, body: str) -> Notice:
        """Say something above everything; what was said before goes away."""
        self.forget_trouble()
        notice = Notice(kind, title, body, self._theme)
        self._trouble.addWidget(notice)
        notice.show()
        notice.announce()
        return notice

    def forget_trouble(self) -> None:
        """Say no more what went wrong."""
        while (item := self._trouble.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def path_label(path: Path, theme: Theme) -> Label:
    """Return where something is, as a person would type it."""
    return Label(str(path), theme, Role.NOTICE)
