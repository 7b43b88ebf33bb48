"""Therapy sessions: meetings with the therapist, planned and held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sessiondesk.domain.course import Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CourseId, PatternId, TherapySessionId, new_id
from sessiondesk.domain.period import check_moment

USUAL_MINUTES = 50
LONGEST_MINUTES = 24 * 60


class Place(StrEnum):
    """Where a therapy session is held."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


class Outcome(StrEnum):
    """What became of a planned therapy session."""

    PLANNED = "planned"
    ATTENDED = "attended"
    LATE = "late"
    CANCELLED_BY_ME = "cancelled_by_me"
    CANCELLED_BY_THERAPIST = "cancelled_by_therapist"
    MISSED = "missed"

    @property
    def is_held(self) -> bool:
        """Whether the two of them met."""
        return self in {Outcome.ATTENDED, Outcome.LATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When a therapy session is and what became of it, without a word of what was written.

    Ten years of these are read in a moment; their notes are not. It cannot be kept, so nobody
    keeps it in place of the session with the words.

    Attributes:
        course_id: The therapy it belongs to.
        planned_for: Wall clock time without offset, to the minute, in ``zone``.
        zone: IANA name of the zone of that clock; the offset is worked out when read, so
            that a change of the rules of summer time does not move the appointment.
        minutes: Planned length, 1 to 1440.
        moved_from: Earlier planned times, oldest first, where it was moved.
        place: In person, by video or by phone. None: nobody said.
        outcome: What became of it.
        cancelled_at: When it was cancelled, if it was and that is known.
        id: Identity, the one of the session.
    """

    course_id: CourseId
    planned_for: datetime
    zone: str
    minutes: int = USUAL_MINUTES
    moved_from: tuple[datetime, ...] = ()
    place: Place | None = None
    outcome: Outcome = Outcome.PLANNED
    cancelled_at: datetime | None = None
    id: TherapySessionId = field(default_factory=lambda: TherapySessionId(new_id()))

    def __post_init__(self) -> None:
        for planned in (self.planned_for, *self.moved_from):
            if planned.tzinfo is not None or planned.second or planned.microsecond:
                raise InvalidFieldError(
                    "planned_for", "A planned time is a time on the wall clock."
                )
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # The chained error would carry the value into a traceback.
            raise InvalidFieldError("zone", "This time zone is not known.") from None
        if not 1 <= self.minutes <= LONGEST_MINUTES:
            raise InvalidFieldError("minutes", "A session lasts 1 minute or more.")
        try:
            self.planned_for + timedelta(minutes=self.minutes)
        except OverflowError:
            raise InvalidFieldError(
                "planned_for", "The calendar ends before the session does."
            ) from None
        if self.cancelled_at is not None:
            check_moment("cancelled_at", self.cancelled_at)

    @property
    def day(self) -> date:
        """The day it is planned for."""
        return self.planned_for.date()

    @property
    def starts_at(self) -> datetime:
        """When it begins, with the offset that is in force there and then."""
        return self.planned_for.replace(tzinfo=ZoneInfo(self.zone))

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end; the wall clock counts."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapySession(Appointment):
    """One meeting with the therapist, planned or past, with all that was written about it.

    Its number is never kept: see ``numbers``.

    Attributes:
        notes: What was written about it, as Markdown source.
        topics: What it was about, a word or a few each.
        to_keep: The one sentence to keep.
        left_open: What was left open.
        first_said: What was said aloud for the first time.
        series_id: What appointments that were made in one go have in common. None: made alone.
        patterns: Identities of the patterns seen in it.
    """

    notes: str = field(default="", repr=False)
    topics: tuple[str, ...] = field(default=(), repr=False)
    to_keep: str = field(default="", repr=False)
    left_open: str = field(default="", repr=False)
    first_said: str = field(default="", repr=False)
    series_id: str | None = None
    patterns: frozenset[PatternId] = frozenset()


AnAppointment = TypeVar("AnAppointment", bound=Appointment)


def in_order(sessions: Iterable[AnAppointment]) -> list[AnAppointment]:
    """Return ``sessions``, the earliest first."""
    found = list(sessions)
    if len({each.zone for each in found}) > 1:
        return sorted(found, key=lambda each: (each.starts_at, each.id))
    # On one wall clock its time is the order, and no offset has to be worked out.
    return sorted(found, key=lambda each: (each.planned_for, each.id))


def numbers(course: Course, sessions: Iterable[Appointment]) -> Mapping[TherapySessionId, int]:
    """Count the sessions of ``course``.

    A session that was held has the number of sessions before this record plus its place
    among those held; the earliest one still planned has the next number. Others have none.
    """
    count = course.sessions_before
    found: dict[TherapySessionId, int] = {}
    ordered = in_order(each for each in sessions if each.course_id == course.id)
    for each in ordered:
        if each.outcome.is_held:
            count += 1
            found[each.id] = count
    coming = next((each for each in ordered if each.outcome is Outcome.PLANNED), None)
    if coming is not None:
        found[coming.id] = count + 1
    return found
