"""One life event in full, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.ui import wording_life_events
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label


class EventCard(Card):
    """Shows the chosen event.

    Signals:
        change_wanted: It should be changed.
        removal_wanted: It should be removed, before any question.
    """

    change_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(28, 24), parent=parent)
        self._kind = Label("", theme, Role.GROUP)
        self._title = Label("", theme, Role.HEADLINE)
        self._when = Label("", theme, Role.BODY_QUIET)
        self._dose = Label("", theme, Role.OWN_WORDS)
        self._words = Label("", theme, Role.OWN_WORDS)
        change = buttons.second(self.tr("Change…"), theme, icon="pencil")
        change.clicked.connect(self.change_wanted)
        remove = buttons.remove(self.tr("Remove…"), theme)
        remove.clicked.connect(self.removal_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(change)
        foot.addStretch(1)
        foot.addWidget(remove)
        self.body.setSpacing(theme.px(8))
        for label in (self._kind, self._title, self._when, self._dose, self._words):
            self.body.addWidget(label)
        self.body.addStretch(1)
        self.body.addLayout(foot)

    def show_event(self, event: LifeEvent) -> None:
        """Show another event."""
        self._kind.setText(wording_life_events.kind(event.kind))
        self._title.setText(event.title)
        self._when.setText(wording_life_events.span(event))
        for label, words in ((self._dose, event.dose), (self._words, event.words)):
            label.setText(words.strip())
            label.setVisible(bool(words.strip()))
