"""What a person asks the record: which question, of what, and about which time.

The answers are worked out in ``sessiondesk.insights.answering``, which needs numpy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sessiondesk.domain.period import Period
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import SHORTEST_WINDOW
from sessiondesk.insights.frequency import COUNTS_FROM
from sessiondesk.insights.material import Material, Unit, at_least, marked

YES: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskChange:
    """How much has it changed from one stretch of time to another? (Q1).

    Attributes:
        subject: Key of a rating, or of hours slept.
        now: The newer stretch, 14 days or more.
        then: The older one, likewise; the two share no day.
    """

    subject: str
    now: Period
    then: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDays:
    """On how many days a week was it so? (Q2, Q3).

    Attributes:
        subject: Key of a series, of one of the two questions with grades, of a tag, a pattern,
            a practice or a family of feelings.
        now: The stretch asked about; the newer one where there are two.
        then: The older one. None: only one is asked about.
        at_least: From which value on a day counts. None: from 6 on for a rating, yes for a
            yes / no question; what is ticked or not has no such number.
    """

    subject: str
    now: Period
    then: Period | None = None
    at_least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTrend:
    """Which way is it going? (Q6).

    Attributes:
        subject: Key of a rating, or of hours slept.
        first: The first day. None: from the first answer on.
        last: The last day. None: the reference day.
    """

    subject: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTurn:
    """Was there a turning point? (Q10).

    Attributes:
        subject: Key of a rating, or the name of a questionnaire.
        results: Its results with their days. None: a rating, read by its weekly means.
    """

    subject: str
    results: tuple[tuple[date, float], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWeekdays:
    """Are some weekdays harder? (Q9).

    Attributes:
        subject: Key of a rating, or of hours slept.
    """

    subject: str


Question = AskChange | AskDays | AskTrend | AskTurn | AskWeekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer with what it rests on.

    Attributes:
        claim: The answer.
        days: The days it rests on, the newest first: of a count those that counted, of a
            comparison all that were answered.
    """

    claim: Claim
    days: tuple[date, ...]


class Wrong(StrEnum):
    """Why two stretches of time cannot be compared."""

    OVERLAP = "overlap"
    TOO_SHORT = "too_short"


def in_order(one: Period, other: Period) -> tuple[Period, Period]:
    """Return the two with the newer one first."""
    older, newer = sorted((one, other), key=_place)
    return newer, older


def what_is_wrong(now: Period, then: Period, *, shortest: int = SHORTEST_WINDOW) -> Wrong | None:
    """Tell why the two cannot be compared; None where they can.

    Args:
        now: The newer one.
        then: The older one.
        shortest: The fewest days either may have.
    """
    if then.last >= now.first:
        return Wrong.OVERLAP
    return Wrong.TOO_SHORT if min(now.length, then.length) < shortest else None


def counts_from(subject: str, material: Material, number: float | None) -> float | None:
    """Return from which value on a day counts; None where it is not a matter of a number.

    Args:
        subject: Key of what is asked about.
        material: The record.
        number: What was asked for; None for what is usual.

    Raises:
        ValueError: Hours have no usual number, so one has to be asked for.
    """
    series = material.find(subject)
    if series is None:
        return None
    match series.unit:
        case Unit.YES_NO:
            return None
        case Unit.HOURS if number is None:
            raise ValueError("From how many hours on does a night count?")
        case _:
            return COUNTS_FROM if number is None else number


def was_so(subject: str, material: Material, number: float | None = None) -> Mapping[date, bool]:
    """Tell of each answered day whether it was so.

    A tag, a pattern, a practice or a feeling that is not on a check-in was not there; without
    a check-in nobody knows.

    Args:
        subject: Key of what is asked about; nothing is known of one that is not there.
        material: The record.
        number: As for ``counts_from``.
    """
    series = material.find(subject)
    if series is not None:
        least = counts_from(subject, material, number)
        return at_least(series, YES if least is None else least)
    if subject in material.graded:
        return material.graded[subject]
    days = material.tags.get(subject) or material.feelings.get(subject) or ()
    return marked(material.recorded, days)


def newest_first(days: Iterable[date]) -> tuple[date, ...]:
    """Return ``days`` in the order in which they are listed."""
    return tuple(sorted(days, reverse=True))


def _place(period: Period) -> tuple[date, date]:
    return period.first, period.last
