"""The line below the read-outs: when they were worked out, and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.ui.pages.trends_page.readouts import AT_FIRST
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.wording import day_in_words

# So many dates stand in the menu itself; older ones are behind their year.
_IN_MENU: Final = 8
_LOW_BUTTON: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What there is to say of the read-outs.

    Attributes:
        today: The current day.
        day: The day they were worked out for. None: nothing was said yet.
        days: How many days with a check-in they rest on.
        has_changed: Whether the record has changed since then.
        count: How many read-outs there are.
        shows_all: Whether all of them are shown.
        is_busy: Whether the record is being looked at now.
        is_ready: Whether newer ones wait to be shown.
        is_earlier: Whether those of an earlier day are shown.
        kept: The days on which something was said, oldest first.
    """

    today: date
    day: date | None
    days: int
    has_changed: bool
    count: int
    shows_all: bool
    is_busy: bool
    is_ready: bool
    is_earlier: bool
    kept: Sequence[date]


class WeeklyFoot(Flow):
    """Words and quiet buttons, in as many lines as they need.

    Signals:
        more_wanted: The other read-outs should be shown, or put away again.
        again_wanted: The record should be looked at again, or what waits be shown.
        day_picked: What was said on that day should be shown.
        back_wanted: The latest should be shown again.
    """

    more_wanted = Signal()
    again_wanted = Signal()
    day_picked = Signal(object)
    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(spacing=theme.px(12), parent=parent)
        self._kept: Sequence[date] = ()
        self._when = labels.caption("", theme, wraps=False)
        self._more = buttons.quiet("", theme)
        self._again = buttons.quiet("", theme, icon="refresh-cw")
        self._days = buttons.quiet(self.tr("Earlier"), theme, opens=True)
        self._back = buttons.quiet(self.tr("Back to the latest"), theme)
        self._menu = QMenu(self)
        for each in (self._more, self._when, self._again, self._days, self._back):
            self.add(each)
        for button in (self._more, self._again, self._days, self._back):
            button.set_height(_LOW_BUTTON)
            button.set_flush()
        self._more.clicked.connect(self.more_wanted)
        self._again.clicked.connect(self.again_wanted)
        self._days.clicked.connect(self._on_days)
        self._back.clicked.connect(self.back_wanted)

    @property
    def words(self) -> str:
        """When it was worked out, in a sentence."""
        return self._when.text()

    def say(self, standing: Standing) -> None:
        """Say how it stands, and offer what can be done now."""
        self._kept = standing.kept
        self._more.setVisible(standing.count > AT_FIRST)
        if standing.shows_all:
            self._more.setText(self.tr("Show the first three"))
        else:
            self._more.setText(self.tr("Show all {count}").format(count=standing.count))
        self._when.setVisible(standing.day is not None)
        if standing.day is not None:
            self._when.setText(self._worked_out_on(standing.day, standing))
        self._back.setVisible(standing.is_earlier)
        self._again.setVisible(not standing.is_earlier)
        self._again.setEnabled(not standing.is_busy)
        if standing.is_ready:
            self._again.setText(self.tr("Show what was worked out just now"))
        elif standing.day is None:
            self._again.setText(self.tr("Work it out"))
        else:
            self._again.setText(self.tr("Work it out again"))
        self._days.setVisible(len(standing.kept) > 1)

    def focus_again(self) -> None:
        """Put the keyboard on the way to look again."""
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_days(self) -> None:
        """Put the keyboard on the way to earlier days, or on the way back from one."""
        shown = self._days if self._back.isHidden() else self._back
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _worked_out_on(self, day: date, standing: Standing) -> str:
        pattern = "dddd d MMMM" if day.year == standing.today.year else "dddd d MMMM yyyy"
        words = (
            self.tr("Worked out on {day}, from one day.")
            if standing.days == 1
            else self.tr("Worked out on {day}, from {days} days.")
        ).format(day=day_in_words(day, pattern), days=standing.days)
        if standing.has_changed:
            words = self.tr("{words} Your record has changed since then.").format(words=words)
        return words

    @Slot()
    def _on_days(self) -> None:
        self._menu.clear()
        days = list(reversed(self._kept))
        for day in days[:_IN_MENU]:
            self._add_day(self._menu, day)
        years: dict[int, QMenu] = {}
        for day in days[_IN_MENU:]:
            if day.year not in years:
                years[day.year] = self._menu.addMenu(str(day.year))
            self._add_day(years[day.year], day)
        self._menu.popup(self._days.mapToGlobal(QPoint(0, self._days.height())))

    def _add_day(self, menu: QMenu, day: date) -> None:
        action = menu.addAction(day_in_words(day, "dddd d MMMM yyyy"))
        action.setData(day)
        action.triggered.connect(self._on_day)

    @Slot()
    def _on_day(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and isinstance(action.data(), date):
            self.day_picked.emit(action.data())
