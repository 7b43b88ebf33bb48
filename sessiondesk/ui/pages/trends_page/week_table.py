"""The table twin of the chart: one row a week, newest first."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import ScaleKind
from sessiondesk.insights.weekly import Week, monday_of, weekly
from sessiondesk.ui import wording_trends
from sessiondesk.ui.life_event_marks import event_marks
from sessiondesk.ui.pages.trends_page.record import Asked, Record
from sessiondesk.ui.widgets.table import Cell, Column
from sessiondesk.ui.wording import average, day_in_words

WeekTable = tuple[Sequence[Column], Sequence[Sequence[Cell | str]]]
"""Heads and rows."""


def week_table(record: Record, period: Period) -> WeekTable:
    """Return heads and rows for the weeks of ``period``: the same figures as the chart.

    Of the weeks at both ends only the days inside count.
    """
    answers = [_Answers(each, period) for each in record.asked]
    noted = weekly(dict.fromkeys(record.recorded, 0.0), period)
    sessions: dict[date, list[str]] = {}
    for each in record.sessions:
        if each.day in period:
            said = wording_trends.outcome(each.number, each.outcome)
            sessions.setdefault(monday_of(each.day), []).append(said)
    events = _events(record, period)
    columns = [
        Column(title=_tr("Week from")),
        Column(title=_tr("Days noted"), is_figure=True),
        *(Column(title=each.head, is_figure=True) for each in answers),
        Column(title=_tr("Session")),
        *([Column(title=_tr("Life events"))] if events else ()),
    ]
    rows: list[Sequence[Cell | str]] = [
        [
            _monday(week.monday, record.today),
            str(week.days),
            *(each.cell(place) for each in answers),
            "; ".join(sessions.get(week.monday, ())),
            *(["; ".join(events.get(week.monday, ()))] if events else ()),
        ]
        for place, week in reversed(list(enumerate(noted)))
    ]
    return columns, rows


def _events(record: Record, period: Period) -> dict[date, list[str]]:
    """Return what was going on, by the Mondays of its weeks; of what goes on, the first."""
    found: dict[date, list[str]] = {}
    for mark in event_marks(record.events, period):
        if mark.goes_on:
            if mark.first >= period.first:
                words = _tr("{event} (goes on)").format(event=mark.name)
                found.setdefault(monday_of(mark.first), []).append(words)
            continue
        monday = monday_of(max(mark.first, period.first))
        while monday <= min(mark.last, period.last):
            found.setdefault(monday, []).append(mark.name)
            monday += timedelta(weeks=1)
    return found


class _Answers:
    """The weeks of one thing that is asked; for yes / no also those of the days with a yes."""

    def __init__(self, asked: Asked, period: Period) -> None:
        self._weeks = weekly(asked.values, period)
        self._yes: Sequence[Week] | None = None
        self.head = asked.name
        if asked.is_hours:
            self.head = _tr("{name}, h").format(name=asked.name)
        if asked.kind is ScaleKind.YES_NO:
            self.head = _tr("{name}, days").format(name=asked.name)
            yes = {day: value for day, value in asked.values.items() if value}
            self._yes = weekly(yes, period)

    def cell(self, place: int) -> Cell:
        """Return what one week says."""
        week = self._weeks[place]
        if self._yes is not None and week.days:
            text = _tr("{yes} of {days}").format(yes=self._yes[place].days, days=week.days)
            return Cell(text=text)
        if week.mean is None:
            return Cell(text=_tr("too few"), is_faint=True)
        return Cell(text=average(week.mean))


def _monday(day: date, today: date) -> str:
    return day_in_words(day, "d MMMM" if day.year == today.year else "d MMMM yyyy")


def _tr(text: str) -> str:
    return QCoreApplication.translate("week_table", text)
