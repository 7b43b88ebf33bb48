"""Whether a questionnaire changed for real: by published thresholds, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.scale import Better
from sessiondesk.insights.scoring import counted

BEFORE_FIRST_SESSION: Final = timedelta(days=28)
_MEAN_FROM: Final = 3
"""From so many results on, the level at the start is the mean of the first two."""


class ChangeClass(StrEnum):
    """What a change of score may be called."""

    IMPROVED = "reliable_improvement"
    WORSENED = "reliable_worsening"
    NOT_RELIABLE = "no_reliable_change"
    """It is within what the form wobbles by itself."""
    NOT_JUDGED = "not_judged"
    """No threshold is published, so nothing is said of it."""


class Crossing(StrEnum):
    """Whether the cut-off lies between two scores."""

    OUT = "out"
    """It was in the range where a clinician would look closer, and is no longer."""
    INTO = "into"
    """It was not in that range, and is now."""
    NEITHER = "neither"
    NOT_KNOWN = "not_known"
    """No cut-off is published for the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """A change of one score, judged.

    Attributes:
        before: The earlier score, in points of the instrument; may be a mean.
        after: The later one.
        judged: What it may be called.
        crossing: Whether the cut-off lies between.
        threshold: The points that make a reliable change. None: none are published.
    """

    before: float = field(repr=False)
    after: float = field(repr=False)
    judged: ChangeClass
    crossing: Crossing
    threshold: int | None

    @property
    def difference(self) -> float:
        """Later minus earlier, in points."""
        return self.after - self.before

    @property
    def is_recovery(self) -> bool:
        """Whether it is both: a reliable improvement, and out of the range."""
        return self.judged is ChangeClass.IMPROVED and self.crossing is Crossing.OUT


def change(instrument: Instrument, before: float, after: float) -> ScoreChange:
    """Judge the change from ``before`` to ``after``.

    Args:
        instrument: The questionnaire.
        before: Earlier score, in points of the instrument; may be a mean of two.
        after: Later score.

    Source:
        Jacobson & Truax (1991), J. Consult. Clin. Psychol. 59(1), 12-19, with the whole-number
        threshold and the cut-off published for the instrument (``reliable_change.source``,
        ``cut_off.source``). Nothing is estimated from one person.
    """
    threshold = instrument.reliable_change
    gain = before - after if instrument.better is Better.LOWER else after - before
    if threshold is None:
        judged = ChangeClass.NOT_JUDGED
    elif gain >= threshold.points:
        judged = ChangeClass.IMPROVED
    elif gain <= -threshold.points:
        judged = ChangeClass.WORSENED
    else:
        judged = ChangeClass.NOT_RELIABLE
    return ScoreChange(
        before=before,
        after=after,
        judged=judged,
        crossing=_crossing(instrument, before, after),
        threshold=None if threshold is None else threshold.points,
    )


def _crossing(instrument: Instrument, before: float, after: float) -> Crossing:
    cut_off = instrument.cut_off
    if cut_off is None or cut_off.pairs:
        return Crossing.NOT_KNOWN
    # With the sign turned where more is better, the range in question is always the upper one.
    turn = 1 if instrument.better is Better.LOWER else -1
    edge = turn * cut_off.points
    ordinary = edge - 1 if cut_off.ordinary is None else turn * cut_off.ordinary
    was_in, is_in = turn * before >= edge, turn * after >= edge
    if was_in and turn * after <= ordinary:
        return Crossing.OUT
    return Crossing.INTO if is_in and not was_in else Crossing.NEITHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The level at the start of a therapy.

    Attributes:
        value: In points of the instrument.
        days: The days of the one or two results that it is made of.
        is_before_therapy: Whether all of them are from before the first session.
    """

    value: float = field(repr=False)
    days: tuple[date, ...]
    is_before_therapy: bool


def baseline(results: Sequence[Assessment], began_on: date | None) -> Baseline | None:
    """Return the level at the start: the first result, or the mean of the first two.

    The mean is taken from the third result on: one day counts for less then.

    Args:
        results: The results of one instrument, oldest first.
        began_on: Day of the first session of this therapy; earlier results count from 28 days
            before it on. None: all results count.

    Returns:
        None where there is no result to count from.
    """
    counting = [
        each for each in results if began_on is None or began_on - each.day <= BEFORE_FIRST_SESSION
    ]
    if not counting:
        return None
    first = counting[:2] if len(counting) >= _MEAN_FROM else counting[:1]
    return Baseline(
        value=sum(each.total for each in first) / len(first),
        days=tuple(each.day for each in first),
        is_before_therapy=began_on is not None and all(each.day < began_on for each in first),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMove:
    """A single answer that is not what it was.

    Attributes:
        item: Its number.
        before: What was ticked earlier.
        after: What was ticked later.
        is_better: Whether it moved to the better side, which for an item that is scored the
            other way round is the higher one.
    """

    item: int
    before: int = field(repr=False)
    after: int = field(repr=False)
    is_better: bool = field(repr=False)


def moved_items(
    instrument: Instrument, before: Assessment, after: Assessment
) -> Sequence[ItemMove]:
    """Return the single answers that moved, those that moved most first.

    The item on thoughts of death or self-harm is left out: it is never counted. Results of
    which only the total is known, or with other words than the instrument has now, have none.
    """
    if not before.version == after.version == instrument.version:
        return ()
    left_out = None if instrument.support is None else instrument.support.item
    moves = []
    for n in (item.n for item in instrument.items if item.n != left_out):
        was, is_ = before.answers.get(n), after.answers.get(n)
        if was is None or is_ is None or was == is_:
            continue
        gain = counted(instrument, n, was) - counted(instrument, n, is_)
        is_better = gain > 0 if instrument.better is Better.LOWER else gain < 0
        moves.append(ItemMove(item=n, before=was, after=is_, is_better=is_better))
    return sorted(moves, key=lambda each: -abs(each.after - each.before))


def overlaps(instrument: Instrument, first: date, second: date) -> bool:
    """Return whether two sets of answers are about some of the same days.

    They are closer together than the stretch that the questions are about: filling both in is
    allowed, and no change between them is judged. Where they are about a month and can be
    filled in every four weeks, the two days that are left over are not held against them.
    """
    apart = abs((second - first).days)
    return apart < min(instrument.recall.days, instrument.interval.min_days)


def days_since(results: Sequence[Assessment], day: date) -> int | None:
    """Return how many days before ``day`` the last result is from; None without one."""
    earlier = [each.day for each in results if each.day <= day]
    return (day - max(earlier)).days if earlier else None
