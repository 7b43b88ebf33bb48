"""One goal in the list: its words, where it stands, and a small line."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.goal import Goal, GoalState, highest_value
from sessiondesk.ui import wording_goals
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord, Point
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.pick_card import PickCard
from sessiondesk.ui.widgets.sparkline import Sparkline

_MOST_LINES = 4
_WEEKS_SHOWN = 16
_LEAST_HIGH = 1.0


class GoalCard(PickCard):
    """A goal to choose.

    Attributes:
        goal_id: Which one it is.
    """

    def __init__(self, record: GoalRecord, theme: Theme, *, today: date) -> None:
        super().__init__("", theme, padding=(16, 12))
        self.goal_id = record.goal.id
        self._text = Label("", theme, Role.READOUT, max_lines=_MOST_LINES)
        self._standing = Label("", theme, Role.BODY_QUIET)
        self._due = QWidget()
        self._due_says = Label("", theme, Role.LABEL, colour="care_ink")
        due = QHBoxLayout(self._due)
        due.setContentsMargins(0, 0, 0, 0)
        due.setSpacing(theme.px(6))
        due.addWidget(IconMark("calendar-clock", theme, colour="care_ink"))
        due.addWidget(self._due_says, 1)
        self._line = Sparkline(theme)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._standing)
        words.addWidget(self._due)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addLayout(words, 1)
        row.addWidget(self._line, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self._text)
        self.body.addLayout(row)
        self.show_record(record, today=today)

    def show_record(self, record: GoalRecord, *, today: date) -> None:
        """Show a goal, or the same one as it is now."""
        self.goal_id = record.goal.id
        stands = standing(record, today=today)
        due = ""
        on = record.review_on
        if on is not None and wording_goals.is_review_near(on, today):
            due = wording_goals.review(on, today)
        self._text.setText(wording_goals.shown(record.goal.text))
        self._standing.setText(stands)
        self._due_says.setText(due)
        self._due.setVisible(bool(due))
        spoken = (wording_goals.in_short(record.goal.text), stands, due)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self._show_line(record)

    def _show_line(self, record: GoalRecord) -> None:
        points = record.points[-_WEEKS_SHOWN:]
        self._line.setVisible(any(point.value is not None for point in points))
        values = drawn(points)
        aims = [point.aim for point in points] if len(values) == len(points) else []
        if not aims and record.goal.aim is not None:
            aims = [record.goal.aim] * len(values)
        self._line.set_values(values, low=0, high=top(record.goal, [*values, *aims]), aims=aims)


def standing(record: GoalRecord, *, today: date) -> str:
    """Say where a goal stands, or what became of it."""
    state = wording_goals.state_since(record.goal.state, record.state_since, today=today)
    if record.goal.state.is_on_shelf:
        return state
    words = wording_goals.standing(record.goal, record.first, record.now)
    return f"{state}. {words}" if record.goal.state is GoalState.PAUSED else words


def drawn(points: Sequence[Point]) -> Sequence[float | None]:
    """Return the values with a gap before each that no line leads to."""
    values: list[float | None] = []
    for point in points:
        if values and values[-1] is not None and point.value is not None and not point.is_joined:
            values.append(None)
        values.append(point.value)
    return values


def top(goal: Goal, values: Sequence[float | None]) -> float:
    """Return the value at the top of a chart: the whole range, or for a count a round number."""
    highest = highest_value(goal.measure)
    if highest != float("inf"):
        return highest
    return _round_up(max((each for each in values if each is not None), default=_LEAST_HIGH))


def _round_up(value: float) -> float:
    size = _LEAST_HIGH
    while True:
        for step in (1, 2, 4, 5):
            if value <= step * size:
                return step * size
        size *= 10
