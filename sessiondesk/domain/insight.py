"""What was said about the record, as it was said."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import InsightId

_BY_ITS_NAME: Final = InsightId("")


class Asked(StrEnum):
    """Which question an answer is the answer to."""

    CHANGE = "change"
    """How much has it changed between two stretches of time?"""
    DAYS = "days"
    """On how many days a week, then and now?"""
    DAYS_ALONE = "days_alone"
    """On how many days a week, in one stretch of time?"""
    FIRST = "first"
    """When was it noticed first?"""
    SCORE = "score"
    """Did the questionnaire change for real?"""
    TREND = "trend"
    """Which way is it going over the whole time?"""
    STEADY = "steady"
    """Has it stopped moving?"""
    AFTER_SESSIONS = "after_sessions"
    """Is it worse after sessions?"""
    TOGETHER = "together"
    """What goes together with better or worse days?"""
    WEEKDAYS = "weekdays"
    """Are some weekdays harder?"""
    TURN = "turn"
    """Was there a turning point?"""
    COUNT = "count"
    """A number without inference: sessions kept, things said for the first time, and the like."""
    WORKING = "working"
    """Is therapy working?"""
    MISSING = "missing"
    """Do missing days follow harder ones?"""


def insight_id(day: date, asked: Asked, subject: str) -> InsightId:
    """Return the identity of what was said about ``subject`` on that day: there is one."""
    whole = f"insight {day.isoformat()} {asked} {subject}"
    return InsightId(hashlib.sha256(whole.encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """An answer of the record, dated.

    Never the sentence: it is said again in today's words.

    Attributes:
        day: The day it was worked out for; its windows end there.
        asked: The question.
        subject: What it was asked about: identity of a scale or a questionnaire, "sleep", or
            empty where it is about the whole record.
        method: Version of the computation, from 1.
        claim: The answer as JSON.
        id: Identity: that of ``insight_id`` unless it is given.
    """

    day: date
    asked: Asked
    subject: str = field(default="", repr=False)
    method: int = 1
    claim: str = field(repr=False)
    id: InsightId = _BY_ITS_NAME

    def __post_init__(self) -> None:
        if self.method < 1:
            raise InvalidFieldError("method", "Methods are counted from 1.")
        if not self.id:
            object.__setattr__(self, "id", insight_id(self.day, self.asked, self.subject))
