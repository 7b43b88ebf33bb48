"""Answers as JSON and back: what is kept is the claim and never the sentence."""

from collections.abc import Mapping
from typing import Final

import msgspec

from sessiondesk.domain.insight import Asked
from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import Change
from sessiondesk.insights.claims import Associations, Trend, TurningPoint, Weekdays
from sessiondesk.insights.counts import Count, ScoreStory
from sessiondesk.insights.first_noticed import FirstNoticed
from sessiondesk.insights.frequency import Frequency, FrequencyChange
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.insights.steady import Steady
from sessiondesk.insights.working import Working

METHOD: Final = 1
"""Version of the computations: it goes up when the same record would be answered otherwise."""

_TYPES: Final[Mapping[Asked, type[Claim]]] = {
    Asked.CHANGE: Change,
    Asked.DAYS: FrequencyChange,
    Asked.DAYS_ALONE: Frequency,
    Asked.FIRST: FirstNoticed,
    Asked.SCORE: ScoreStory,
    Asked.TREND: Trend,
    Asked.STEADY: Steady,
    Asked.AFTER_SESSIONS: AfterSessions,
    Asked.TOGETHER: Associations,
    Asked.WEEKDAYS: Weekdays,
    Asked.TURN: TurningPoint,
    Asked.COUNT: Count,
    Asked.WORKING: Working,
    Asked.MISSING: MissingDays,
}


def asked_of(claim: Claim) -> Asked:
    """Return the question that ``claim`` is the answer to."""
    return next(asked for asked, kind in _TYPES.items() if kind is type(claim))


def encode(claim: Claim) -> str:
    """Return ``claim`` as JSON, its fields by name."""
    return msgspec.json.encode(claim).decode()


def decode(asked: Asked, text: str) -> Claim | None:
    """Return the claim that ``encode`` made ``text`` of.

    Returns:
        None where it is not one: another version wrote it, or a file that came in says what
        no answer can be.
    """
    try:
        return msgspec.json.decode(text, type=_TYPES[asked])
    except (msgspec.DecodeError, ValueError):
        return None
