"""The table twin of the chart by session: one row a session, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import ScaleKind
from sessiondesk.insights.by_session import StretchMean, answered
from sessiondesk.ui import wording_trends
from sessiondesk.ui.pages.trends_page.record import Asked, Record, SessionRow
from sessiondesk.ui.pages.trends_page.therapies import Therapy
from sessiondesk.ui.widgets.table import Cell, Column
from sessiondesk.ui.wording import average, day_in_words
from sessiondesk.ui.wording_sessions import course_name

Row = Sequence[Cell | str]


@dataclass(frozen=True, slots=True)
class SessionTable:
    """The table of all sessions, to be cut to a range.

    Attributes:
        columns: The heads.
        rows: The rows with the days of their sessions, newest first.
    """

    columns: Sequence[Column]
    rows: Sequence[tuple[date, Row]]

    def cut(self, period: Period) -> tuple[Sequence[Column], Sequence[Row]]:
        """Return heads and rows of the sessions of a range."""
        return self.columns, [row for day, row in self.rows if day in period]


def session_table(record: Record, therapies: Sequence[Therapy]) -> SessionTable:
    """Return the table: the same figures as the chart. A worker's, as years take a while.

    A session that did not take place has a row, and no days of its own.
    """
    by_course = {each.course.id: _Answers(record.asked, each) for each in therapies}
    names = {each.id: course_name(each, today=record.today) for each in record.courses}
    has_several = len(names) > 1
    columns = [
        Column(title=_tr("Session")),
        Column(title=_tr("Date")),
        *([Column(title=_tr("Therapy"))] if has_several else ()),
        Column(title=_tr("Days noted"), is_figure=True),
        *(Column(title=_head(each), is_figure=True) for each in record.asked),
    ]
    rows: list[tuple[date, Row]] = []
    for session in reversed(record.sessions):
        answers = by_course.get(session.course_id)
        place = None if answers is None else answers.place(session)
        therapy = [names[session.course_id]] if has_several else []
        day = day_in_words(session.day, "ddd d MMMM yyyy")
        said = wording_trends.outcome(session.number, session.outcome)
        if answers is None or place is None:
            nothing = [""] * len(record.asked)
            rows.append((session.day, [said, day, *therapy, "", *nothing]))
            continue
        rows.append((session.day, [said, day, *therapy, *answers.cells(place)]))
        if place == 1:
            # The rows go back in time: below the first session stands what was before it.
            rows.append((session.day, [_tr("before"), "", *therapy, *answers.cells(0)]))
    return SessionTable(columns, rows)


class _Answers:
    """What was answered from session to session in one therapy."""

    def __init__(self, asked: Sequence[Asked], therapy: Therapy) -> None:
        self._asked = asked
        self._therapy = therapy
        # Of those that took place each has a number, and no other has the same.
        self._places = {(each.day, each.number): n for n, each in enumerate(therapy.sessions, 1)}
        self._yes: dict[str, Sequence[StretchMean]] = {
            each.key: answered(
                {day: value for day, value in each.values.items() if value}, therapy.stretches
            )
            for each in asked
            if each.kind is ScaleKind.YES_NO
        }

    def place(self, session: SessionRow) -> int | None:
        """Return which stretch a session begins; None where it did not take place."""
        return self._places.get((session.day, session.number))

    def cells(self, place: int) -> Sequence[Cell | str]:
        """Return how many days of a stretch were noted, and what they say."""
        return [
            str(self._therapy.noted[place]),
            *(self._cell(each.key, place) for each in self._asked),
        ]

    def _cell(self, key: str, place: int) -> Cell:
        found = self._therapy.means[key][place]
        if key in self._yes and found.days:
            yes = self._yes[key][place].days
            return Cell(text=_tr("{yes} of {days}").format(yes=yes, days=found.days))
        if found.mean is None:
            return Cell(text=_tr("too few"), is_faint=True)
        return Cell(text=average(found.mean))


def _head(asked: Asked) -> str:
    if asked.is_hours:
        return _tr("{name}, h").format(name=asked.name)
    if asked.kind is ScaleKind.YES_NO:
        return _tr("{name}, days").format(name=asked.name)
    return asked.name


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_table", text)
