"""How a new appointment repeats: every so many weeks, on which days, and until when."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.course import Break
from sessiondesk.domain.repeating import MOST_TIMES, MOST_WEEKS, Repeats, days
from sessiondesk.ui import form_draft, wording_sessions
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField
from sessiondesk.ui.widgets.labels import Label

_NEVER: Final = "never"
_OTHER: Final = "other"
_OFFERED: Final = (1, 2, 4)
_TIMES: Final = "times"
_UNTIL: Final = "until"
_USUAL_TIMES: Final = 10


class RepeatFields(QWidget):
    """One field that says "does not repeat", and below it, once it does, all the others.

    Signals:
        picked: Something has changed by the person's hand; read ``value``.
    """

    picked = Signal()

    def __init__(
        self,
        first: date,
        theme: Theme,
        *,
        breaks: Iterable[Break] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the fields; at first nothing repeats.

        Args:
            first: The day of the first appointment.
            theme: The look in force.
            breaks: Breaks of the therapy; their days are left out.
            parent: The owner.
        """
        super().__init__(parent)
        self._first = first
        self._breaks = tuple(breaks)
        self._often = ChoiceBox(
            self.tr("Repeats"),
            [
                (_NEVER, self.tr("Does not repeat")),
                *((str(weeks), wording_sessions.every_weeks(weeks)) for weeks in _OFFERED),
                (_OTHER, self.tr("Every so many weeks…")),
            ],
            theme,
            value=_NEVER,
        )
        self._weeks = NumberField(
            self.tr("Weeks from one to the next"), theme, low=1, high=MOST_WEEKS, value=3
        )
        self._on_days = self.tr("On these days of the week")
        self._weekdays = ChipGroup(
            self._on_days,
            [
                (str(weekday), wording_sessions.weekday_name(weekday, is_short=True))
                for weekday in wording_sessions.week()
            ],
            theme,
            height=30,
        )
        self._until = ChoiceBox(
            self.tr("How long"),
            [(_TIMES, self.tr("A number of times")), (_UNTIL, self.tr("Until a day"))],
            theme,
            value=_TIMES,
        )
        self._times = NumberField(
            self.tr("Times"), theme, low=1, high=MOST_TIMES, value=_USUAL_TIMES
        )
        self._last = DayPicker(self.tr("Last day"), first + timedelta(weeks=_USUAL_TIMES), theme)
        self._sum = labels.caption("", theme)
        self._more = QWidget()
        self._weekdays.value = (str(first.weekday()),)
        self._fields: form_draft.Fields = {
            "often": self._often,
            "weeks": self._weeks,
            "weekdays": self._weekdays,
            "until": self._until,
            "times": self._times,
            "last": self._last,
        }
        self._lay_out(theme)
        form_draft.watch(self._fields, self._on_changed)
        self._show()

    @property
    def value(self) -> Repeats | None:
        """How it repeats; None: it does not."""
        often = self._often.value
        if often == _NEVER:
            return None
        has_times = self._until.value == _TIMES
        return Repeats(
            every_weeks=int(self._weeks.value) if often == _OTHER else int(often),
            weekdays=frozenset(int(each) for each in self._weekdays.value)
            or frozenset({self._first.weekday()}),
            times=int(self._times.value) if has_times else None,
            until=None if has_times else self._last.day,
        )

    @property
    def days(self) -> Sequence[date]:
        """The days of all appointments; the first is always one of them."""
        repeats = self.value
        if repeats is None:
            return [self._first]
        found = days(repeats, self._first, breaks=self._breaks)
        return found if self._first in found else [self._first, *found]

    @property
    def entered(self) -> object:
        """What stands in the fields, as a draft holds it."""
        return form_draft.entered(self._fields)

    def put_back(self, told: object) -> None:
        """Show what stood in the fields."""
        form_draft.put_back(self._fields, told)
        self._show()

    def set_first(self, first: date) -> None:
        """Begin on another day; the weekday that was its own goes with it."""
        chosen = set(self._weekdays.value)
        if first.weekday() != self._first.weekday():
            chosen.discard(str(self._first.weekday()))
        self._first = first
        self._weekdays.value = {*chosen, str(first.weekday())}
        self._show()

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._often)
        column.addWidget(self._more)
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(px(8))
        more.addWidget(self._weeks)
        more.addWidget(Label(self._on_days, theme, Role.LABEL))
        more.addWidget(self._weekdays)
        ends = QHBoxLayout()
        ends.setSpacing(px(16))
        ends.addWidget(self._until, 1)
        ends.addWidget(self._times, 1)
        ends.addWidget(self._last, 1)
        more.addLayout(ends)
        more.addWidget(self._sum)

    def _show(self) -> None:
        repeats = self.value
        self._more.setVisible(repeats is not None)
        self._weeks.setVisible(self._often.value == _OTHER)
        self._times.setVisible(self._until.value == _TIMES)
        self._last.setVisible(self._until.value == _UNTIL)
        if repeats is not None:
            without_breaks = days(repeats, self._first)
            has_left_out = list(self.days) != [
                *([] if self._first in without_breaks else [self._first]),
                *without_breaks,
            ]
            said = wording_sessions.so_many_appointments(len(self.days), self.days[-1])
            if has_left_out:
                said = self.tr("{appointments} Days in a break are left out.").format(
                    appointments=said
                )
            self._sum.setText(said)

    def _on_changed(self) -> None:
        self._show()
        self.picked.emit()
