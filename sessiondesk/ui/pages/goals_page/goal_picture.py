"""What the chart of a goal shows, and the same as a table."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.goal import Measure
from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import DAYS_IN_A_WEEK
from sessiondesk.ui import wording_goals
from sessiondesk.ui.life_event_marks import event_marks
from sessiondesk.ui.pages.goals_page.goal_card import standing, top
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord, Point
from sessiondesk.ui.widgets.goal_chart import GoalDrawing, Mark
from sessiondesk.ui.widgets.table import Cell, Column
from sessiondesk.ui.widgets.timeline_model import EventMark
from sessiondesk.ui.wording import number

_MIDDLE_OF_A_RATING: Final = 5.0
# The Monday of last week is at most this long ago.
_FRESH: Final = timedelta(days=14)


def span(record: GoalRecord, *, today: date) -> Period:
    """Return the days that the chart covers; it has points."""
    last = record.points[-1]
    return Period(first=record.points[0].monday, last=today if last.is_last_days else last.monday)


def drawing(record: GoalRecord, *, today: date) -> GoalDrawing:
    """Return what the chart shows; there is a value."""
    goal = record.goal
    aims = _aims_in_view(record)
    values = [each.value for each in record.points]
    high = top(goal, [*values, *(aim for _, aim in aims)])
    labelled = [0.0, high]
    if goal.measure is Measure.OWN_RATING:
        labelled.insert(1, _MIDDLE_OF_A_RATING)
    last = record.points[-1].value
    aim = aims[-1][1] if aims else None
    period = span(record, today=today)
    events = _marks(record, today)
    stands = standing(record, today=today)
    return GoalDrawing(
        marks=[
            Mark(
                day=point.monday,
                value=point.value,
                is_joined=point.is_joined,
                says=_reading(record, point, events, today=today),
            )
            for point in record.points
        ],
        aims=aims,
        gaps=record.paused,
        gap_says=wording_goals.paused(),
        events=[each for each in events if each.touches(period)],
        high=high,
        labelled=labelled,
        now_says="" if last is None else _at_the_end(last, period, today=today),
        aim_says="" if aim is None else wording_goals.aim_at_the_end(goal.measure, aim),
        says=wording_goals.chart(goal, period, stands, today=today),
    )


def table(
    record: GoalRecord, *, today: date
) -> tuple[Sequence[Column], Sequence[Sequence[Cell | str]]]:
    """Return columns and rows with the figures of the chart, newest first."""
    measured = record.goal.measure
    events = _marks(record, today) if record.points else ()
    columns = [
        Column(title=_tr("Week")),
        Column(title=wording_goals.measure(measured), is_figure=True),
        Column(title=_tr("Aim"), is_figure=True),
        *([Column(title=_tr("Life events"))] if events else ()),
    ]
    rows: list[list[Cell | str]] = []
    for point in reversed(record.points):
        is_paused = point.value is None
        says = wording_goals.paused() if point.value is None else number(point.value)
        rows.append(
            [
                _week(point, today=today),
                Cell(text=says, is_faint=is_paused),
                _tr("none") if point.aim is None else number(point.aim),
                *(["; ".join(_events(events, point))] if events else ()),
            ]
        )
    return columns, rows


def _at_the_end(value: float, period: Period, *, today: date) -> str:
    is_fresh = today - period.last < _FRESH
    return (wording_goals.now_at_the_end if is_fresh else wording_goals.last_at_the_end)(value)


def _reading(record: GoalRecord, point: Point, events: Sequence[EventMark], *, today: date) -> str:
    when = _week(point, today=today)
    words = wording_goals.reading(record.goal.measure, when, point.value, point.aim)
    names = _events(events, point)
    return f"{words}. {'; '.join(names)}" if names else words


def _marks(record: GoalRecord, today: date) -> Sequence[EventMark]:
    """Return what else was going on, also in the days of the last week."""
    return event_marks(record.events, Period(first=record.points[0].monday, last=today))


def _events(events: Sequence[EventMark], point: Point) -> Sequence[str]:
    """Return what else was going on in the week of a point."""
    week = Period(first=point.monday, last=point.monday + timedelta(days=DAYS_IN_A_WEEK - 1))
    return [mark.name for mark in events if mark.touches(week)]


def _week(point: Point, *, today: date) -> str:
    return wording_goals.week(point.monday, is_last_days=point.is_last_days, today=today)


def _aims_in_view(record: GoalRecord) -> Sequence[tuple[date, float | None]]:
    """Return the aims that held in the weeks drawn; the first holds from their beginning."""
    first = record.points[0].monday
    before = [each for each in record.aims if each[0] <= first]
    after = [each for each in record.aims if each[0] > first]
    if before:
        return [(first, before[-1][1]), *after]
    return after


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoalPicture", text)
