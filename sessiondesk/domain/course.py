"""Courses of therapy."""

from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CourseId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A stretch without sessions within a therapy.

    Attributes:
        first: Its first day.
        last: Its last day. None: it goes on, or nobody knows yet.
        reason: Why, in the person's words; may be empty.
    """

    first: date
    last: date | None = None
    reason: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise InvalidFieldError("last", "The end is before the beginning.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One therapy, from its first session to its last.

    Attributes:
        started_on: Day of its first session, as far as known.
        ended_on: Day of its last; None while it goes on.
        approach: The way of working, in the person's words; may be empty.
        rhythm: How often and when, in words ("weekly, Thursdays 14:00"); may be empty.
        therapist: Name or initials, if wanted; may be empty.
        sessions_before: Sessions held before this record began, 0 or more.
        expected_sessions: How many were agreed or are expected. None: nobody said.
        review_every: A progress review after so many sessions. None: not planned.
        breaks: Its breaks, the earliest first.
        id: Identity.
    """

    started_on: date
    ended_on: date | None = None
    approach: str = field(default="", repr=False)
    rhythm: str = field(default="", repr=False)
    therapist: str = field(default="", repr=False)
    sessions_before: int = 0
    expected_sessions: int | None = None
    review_every: int | None = None
    breaks: tuple[Break, ...] = ()
    id: CourseId = field(default_factory=lambda: CourseId(new_id()))

    def __post_init__(self) -> None:
        if self.ended_on is not None and self.ended_on < self.started_on:
            raise InvalidFieldError("ended_on", "The end is before the beginning.")
        breaks = tuple(sorted(self.breaks, key=lambda each: (each.first, each.last or date.max)))
        object.__setattr__(self, "breaks", breaks)
        if self.sessions_before < 0:
            raise InvalidFieldError("sessions_before", "There cannot be fewer than no sessions.")
        for name in ("expected_sessions", "review_every"):
            number = getattr(self, name)
            if number is not None and number < 1:
                raise InvalidFieldError(name, "Choose 1 or more.")
