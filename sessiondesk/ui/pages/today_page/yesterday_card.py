"""Yesterday, in the person's own words and with the ratings as words."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import ending
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.journal import Journal
from sessiondesk.ui import wording, wording_sessions
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label

_LINES: Final = 3
# More than three lines can hold, and little enough to lay out at once.
_MOST_SHOWN: Final = 600
_SERIES: Final = {
    ScaleId("mood"): "mood",
    ScaleId("anxiety"): "anx",
    ScaleId("energy"): "energy",
    ScaleId("overwhelm"): "over",
    ScaleId("sleep_quality"): "sleep",
}


class YesterdayCard(Card):
    """Three lines of what was written and what was rated; not there when there was nothing.

    Signals:
        opened: The person wants to see that day whole.
    """

    opened = Signal()

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._journal = journal
        self._theme = theme
        self._words = labels.own_words("", theme, max_lines=_LINES)
        self._ratings = Flow(spacing=theme.px(14))
        self._open = buttons.quiet(self.tr("Open"), theme)
        self._open.set_height(28)
        self._open.setAccessibleName(self.tr("Open yesterday"))
        self.add_to_head(self._open)
        self.body.addWidget(self._words)
        self.body.addWidget(self._ratings)
        self._open.clicked.connect(self.opened)

    def refresh(self) -> None:
        """Read yesterday again."""
        day = self._journal.today() - timedelta(days=1)
        found = self._journal.checkins.on(day)
        self.setVisible(bool(found))
        if not found:
            return
        words = self.tr("Yesterday, {day}").format(day=wording_sessions.long_day(day))
        self.set_title(words)
        written = _written(found)
        self._words.setText(written)
        self._words.setVisible(bool(written))
        self._ratings.clear()
        for text, colour in self._rated(found[-1]):
            label = Label(text, self._theme, Role.CAPTION, colour=colour, weight=500, wraps=False)
            self._ratings.add(label)

    def _rated(self, last: CheckIn) -> list[tuple[str, str]]:
        daily = self._journal.checkins.daily(
            [scale.id for scale in self._journal.scales.shown()], ending(last.day, days=1)
        )
        found = [
            (_reading(scale, daily[scale.id][last.day]), _SERIES.get(scale.id, "ink2"))
            for scale in self._journal.scales.shown()
            if last.day in daily.get(scale.id, {})
        ]
        slept = self._journal.checkins.daily_sleep(ending(last.day, days=1)).get(last.day)
        if slept is not None:
            words = QCoreApplication.translate("YesterdayCard", "Slept {hours}")
            found.append((words.format(hours=wording_sessions.hours(slept)), "sleep"))
        return found


def _reading(scale: Scale, value: float) -> str:
    if scale.kind is ScaleKind.YES_NO:
        yes, no = (QCoreApplication.translate("YesterdayCard", word) for word in ("yes", "no"))
        return f"{scale.label}: {yes if value else no}"
    return f"{scale.label} {wording.number(value)}"


def _written(found: Sequence[CheckIn]) -> str:
    lines = [line.text.strip() for each in found for line in each.lines if line.text.strip()]
    return "\n".join(lines)[:_MOST_SHOWN]
