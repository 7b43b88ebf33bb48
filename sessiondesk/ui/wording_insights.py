"""Every answer about the record in words, made in one place. QtCore only.

The page, the review, the sheet and the command line all say an answer by these functions, so
that it is never said in two ways.
"""

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
from sessiondesk.ui import (
    wording_comparisons,
    wording_counts,
    wording_findings,
    wording_frequencies,
)
from sessiondesk.ui.insight_names import Names, Subject
from sessiondesk.ui.wording_said import Said
from sessiondesk.ui.wording_windows import period_in_words
from sessiondesk.ui.wording_worked_out import WorkedOut, worked_out

__all__ = ["Said", "WorkedOut", "period_in_words", "said", "worked_out"]


def said(  # noqa: PLR0911 - one for each kind
    subject_key: str, claim: Claim, names: Names
) -> Said | None:
    """Say an answer.

    Args:
        subject_key: What it is about, as in ``Insight.subject``.
        claim: The answer.
        names: What things are called; its ``today`` is the day the answer was worked out for.

    Returns:
        None where what it is about is there no more.
    """
    match claim:
        case Associations():
            return wording_findings.together(claim, names)
        case ScoreStory():
            found = wording_counts.score(subject_key, claim, names)
            return found if found.sentence else None
        case Count():
            return wording_counts.count(subject_key, claim, names)
        case Working():
            return wording_counts.working(claim)
        case Steady():
            return wording_findings.steady(claim, names)
        case TurningPoint():
            return wording_findings.turn(subject_key, claim, names)
        case MissingDays():
            words = wording_findings.missing(claim)
            return Said(headline=words.removesuffix("."), sentence=words) if words else None
        case _:
            subject = names.subject(subject_key, _least(claim))
            return None if subject is None else _about(subject, claim, names)


def _about(  # noqa: PLR0911 - one for each kind
    subject: Subject, claim: Claim, names: Names
) -> Said:
    match claim:
        case Change():
            return wording_comparisons.change(subject, claim, names)
        case FrequencyChange():
            return wording_frequencies.days(subject, claim, names)
        case Frequency():
            return wording_frequencies.days_alone(subject, claim, names)
        case Trend():
            return wording_comparisons.trend(subject, claim)
        case AfterSessions():
            return wording_findings.after_sessions(subject, claim)
        case Weekdays():
            return wording_findings.weekdays(subject, claim)
        case FirstNoticed():
            return wording_findings.first_noticed(subject, claim, names)
        case _:
            raise TypeError(type(claim).__name__)


def _least(claim: Claim) -> float | None:
    """Return the value from which a day counts, where days of a rating were counted."""
    match claim:
        case FrequencyChange():
            return claim.now.at_least
        case Frequency():
            return claim.at_least
        case _:
            return None
