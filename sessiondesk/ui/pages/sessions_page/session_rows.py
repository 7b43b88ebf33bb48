"""Therapy sessions as rows of the list and as marks of the strip."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, overload

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.therapy_session import Appointment, Outcome
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.sessions_page.session_list import Row
from sessiondesk.ui.widgets.attendance_strip import MOST_MARKS, Mark, MarkKind

_ICONS: Final = {
    Outcome.PLANNED: "circle-dashed",
    Outcome.ATTENDED: "check",
    Outcome.LATE: "check",
    Outcome.CANCELLED_BY_ME: "minus",
    Outcome.CANCELLED_BY_THERAPIST: "minus",
    Outcome.MISSED: "x",
}
_KINDS: Final = {
    Outcome.PLANNED: MarkKind.PLANNED,
    Outcome.ATTENDED: MarkKind.ATTENDED,
    Outcome.LATE: MarkKind.ATTENDED,
    Outcome.CANCELLED_BY_ME: MarkKind.CANCELLED,
    Outcome.CANCELLED_BY_THERAPIST: MarkKind.CANCELLED,
    Outcome.MISSED: MarkKind.MISSED,
}
_COMING_ON_STRIP: Final = 1
_COMING_LISTED: Final = 3
BREAK: Final = "break"

# No session lasts longer than a day, and no place is further away.
_AROUND_NOW: Final = timedelta(days=3)

_Numbers = Mapping[TherapySessionId, int]


class SessionRows(Sequence[Row]):
    """The rows of the list; each is worded when it is looked at, for there can be a thousand."""

    def __init__(
        self,
        parts: Sequence[Row | Appointment],
        numbers: _Numbers,
        *,
        coming: int,
        today: date,
    ) -> None:
        """Know what the rows are about.

        Args:
            parts: Headings as they are, and the sessions that stand below them.
            numbers: The numbers of the sessions.
            coming: How many of ``parts``, at the beginning, are about what is to come.
            today: The day.
        """
        self._parts: list[Row | Appointment] = list(parts)
        self._numbers = numbers
        self._coming = coming
        self._today = today
        self._places = {
            part.id: place for place, part in enumerate(parts) if isinstance(part, Appointment)
        }

    def is_session(self, place: int, /) -> bool:
        """Whether a session stands there."""
        part = self._parts[place]
        return isinstance(part, Appointment) or part.id is not None

    def place_of(self, session_id: TherapySessionId | None, /) -> int | None:
        """Return the place of a session; None if it is not listed."""
        return None if session_id is None else self._places.get(session_id)

    @override
    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    @override
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        part = self._parts[place]
        if isinstance(part, Row):
            return part
        is_coming = place % len(self) < self._coming
        row = _row(part, self._numbers, today=self._today, is_coming=is_coming)
        self._parts[place] = row
        return row


def rows(
    sessions: Sequence[Appointment],
    numbers: _Numbers,
    *,
    now: datetime,
    today: date,
    until: datetime | None = None,
) -> SessionRows:
    """Return what is coming, soonest first, then what is past, newest first.

    Args:
        sessions: All of them, oldest first.
        numbers: Their numbers.
        now: The moment between what is coming and what is past.
        today: The day.
        until: Of those to come, list the next few and all that end by then. None: all of them.
    """
    coming: list[Appointment] = []
    past: list[Appointment] = []
    long_past = today - _AROUND_NOW
    for each in sessions:
        # Ends are worked out only where they can matter.
        is_past = each.day < long_past or each.ends_at <= now
        (past if is_past else coming).append(each)
    found: list[Row | Appointment] = []
    if coming:
        found.append(Row(title=QCoreApplication.translate("session_rows", "Coming")))
        soon = [
            each
            for place, each in enumerate(coming)
            if until is None or place < _COMING_LISTED or each.ends_at <= until
        ]
        found += soon
        more = len(coming) - len(soon)
        if more:
            text = QCoreApplication.translate("session_rows", "%n more to come", "", more)
            found.append(Row(title=text, is_more=True))
    ahead = len(found)
    if past:
        found.append(Row(title=QCoreApplication.translate("session_rows", "Past")))
        found += reversed(past)
    return SessionRows(found, numbers, coming=ahead, today=today)


def marks(
    course: Course, sessions: Sequence[Appointment], numbers: _Numbers, *, today: date
) -> list[Mark]:
    """Return a mark for each session and each break, oldest first, the next planned one last."""
    held = [each for each in sessions if each.outcome is not Outcome.PLANNED]
    planned = [each for each in sessions if each.outcome is Outcome.PLANNED]
    # No more than the strip has room for: ten years of marks take their time.
    shown = sorted([*held, *planned[:_COMING_ON_STRIP]], key=lambda each: each.planned_for)
    shown = shown[-MOST_MARKS:]
    breaks = [each for each in course.breaks if shown and each.first >= shown[0].day]
    found: list[Mark] = []
    month = 0
    for each in shown:
        while breaks and breaks[0].first <= each.day:
            found.append(_break(breaks.pop(0), today=today))
        found.append(_mark(each, numbers, today=today, with_month=each.day.month != month))
        month = each.day.month
    return [*found, *(_break(each, today=today) for each in breaks if each.first <= today)]


def _break(each: Break, *, today: date) -> Mark:
    return Mark(
        id=BREAK,
        kind=MarkKind.BREAK,
        day=QCoreApplication.translate("session_rows", "break"),
        says=wording_sessions.therapy_break(each, today=today),
    )


def _mark(each: Appointment, numbers: _Numbers, *, today: date, with_month: bool) -> Mark:
    name = wording_sessions.therapy_session_name(numbers.get(each.id), each.outcome)
    word = wording_sessions.outcome_in_list(each.outcome)
    is_moved = bool(each.moved_from) and each.outcome is Outcome.PLANNED
    moved = wording_sessions.moved(each, today=today)
    said = [name, wording_sessions.long_day(each.day, today=today), word, moved]
    return Mark(
        id=each.id,
        kind=MarkKind.MOVED if is_moved else _KINDS[each.outcome],
        day=wording_sessions.strip_day(each.day, with_month=with_month),
        says=", ".join(part for part in said if part),
    )


def _row(each: Appointment, numbers: _Numbers, *, today: date, is_coming: bool) -> Row:
    is_planned = each.outcome is Outcome.PLANNED
    when = wording_sessions.short_day(each.day, today=today)
    if is_coming:
        when = wording_sessions.short_day_and_time(each.planned_for, today=today)
    word = wording_sessions.outcome_in_list(each.outcome)
    if is_planned and is_coming:
        word = wording_sessions.from_today(each.day, today)
    elif is_planned:
        word = QCoreApplication.translate("session_rows", "How was it?")
    return Row(
        id=each.id,
        title=wording_sessions.therapy_session_name(numbers.get(each.id), each.outcome),
        when=when,
        word=word,
        icon=_ICONS[each.outcome],
    )
