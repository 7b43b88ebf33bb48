"""What the plan said before: to read, and to bring back."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.journal.history import Earlier
from sessiondesk.ui import wording_plan
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.wording import day_in_words

_MOST = 20
_MOST_LINES = 40


class EarlierPlans(QWidget):
    """Lists earlier versions, the one that stood last first.

    Signals:
        wanted_back: The ``SafetyPlan`` that should be the plan again.
    """

    wanted_back = Signal(object)

    def __init__(self, versions: Sequence[Earlier], zone: tzinfo | None, theme: Theme) -> None:
        """List ``versions`` with their times on the wall clock of ``zone``."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        column.setSpacing(theme.px(12))
        for place, version in enumerate(versions[:_MOST]):
            if isinstance(version.value, SafetyPlan):
                until = version.at.astimezone(zone)
                day = day_in_words(until.date(), "d MMMM yyyy")
                title = self.tr("Until {day}, {time}").format(day=day, time=f"{until:%H:%M}")
                column.addWidget(self._card(title, version.value, theme, place))
        column.addStretch(1)

    def _card(self, title: str, plan: SafetyPlan, theme: Theme, place: int) -> Card:
        card = Card(theme, title)
        card.body.setSpacing(theme.px(4))
        for part in wording_plan.PARTS:
            words = wording_plan.text_of(plan, part).strip()
            if words:
                card.body.addWidget(labels.group(wording_plan.title(part), theme))
                card.body.addWidget(labels.own_line(words, theme, max_lines=_MOST_LINES))
        if plan.is_empty:
            card.body.addWidget(labels.quiet(self.tr("Nothing was written."), theme))
        back = buttons.quiet(self.tr("Bring this back"), theme)
        back.setAccessibleDescription(title)
        if place:
            back.setAccessibleName(self.tr("Bring this back: {when}").format(when=title))
        back.clicked.connect(partial(self.wanted_back.emit, plan))
        card.body.addWidget(back, 0, buttons.AT_START)
        return card
