"""Assessments: instruments as they were filled in."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import AssessmentId, new_id
from sessiondesk.domain.period import check_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One instrument, filled in whole. One that is half filled in is a draft and not this.

    Attributes:
        instrument: Id of the instrument.
        version: Version of its words, from 1.
        day: The day that the answers count for.
        taken_at: When it was filled in, to the second, with its UTC offset. None: only the
            day is known, as of one from paper.
        answers: What was ticked, by number of the item, as ticked: items that are scored the
            other way round are not turned here. Empty: only the total is known.
        functional: The answer on how hard things were. None: not asked, or not answered.
        total: The total, as it was computed then or read from paper.
        band: The word for the range it was in, as published then; may be empty.
        on_sheet: Whether the person put the answer that brings support on the prep sheet.
        is_entered_later: Whether it came from paper, or from memory of another day.
        id: Identity.
    """

    instrument: str
    version: int
    day: date
    taken_at: datetime | None = None
    answers: Mapping[int, int] = field(default_factory=dict, repr=False)
    functional: int | None = field(default=None, repr=False)
    total: float = field(repr=False)
    band: str = field(default="", repr=False)
    on_sheet: bool = False
    is_entered_later: bool = False
    id: AssessmentId = field(default_factory=lambda: AssessmentId(new_id()))

    def __post_init__(self) -> None:
        if not self.instrument:
            raise InvalidFieldError("instrument", "Say which questionnaire it is.")
        if self.version < 1:
            raise InvalidFieldError("version", "Versions are counted from 1.")
        if self.taken_at is not None:
            check_moment("taken_at", self.taken_at)
        # Our own copy, and a number of the kind the file gives back.
        object.__setattr__(self, "answers", dict(sorted(self.answers.items())))
        object.__setattr__(self, "total", float(self.total) + 0.0)
        if not math.isfinite(self.total):
            raise InvalidFieldError("total", "Give a number.")
        if self.answers and (min(self.answers) < 1 or min(self.answers.values()) < 0):
            raise InvalidFieldError("answers", "There is no such answer.")
        if self.functional is not None and self.functional < 0:
            raise InvalidFieldError("functional", "There is no such answer.")

    @property
    def is_total_only(self) -> bool:
        """Whether the single answers are not known."""
        return not self.answers
