"""Q12: is therapy working? Five lines and never one number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import Final

from sessiondesk.insights.questionnaire_change import ChangeClass

GOAL_MOVED_BY: Final = 3.0
FIT_SESSIONS: Final = 6
FIT_MOVED_BY: Final = 1.0
TOO_EARLY_BELOW: Final = 4
"""Fewer sessions than this are too early for anything."""


class Line(StrEnum):
    """What is looked at."""

    FORMS = "forms"
    DAYS = "days"
    GOALS = "goals"
    SIGNS = "signs"
    TOGETHER = "working_together"


class Says(StrEnum):
    """What one line says."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    CANT_TELL = "cant_tell"


class Sum(StrEnum):
    """The one sentence after the five lines."""

    POINTS_ONE_WAY = "points_one_way"
    """Three lines or more say the same, and none the opposite."""
    MIXED = "mixed"
    TOO_EARLY = "too_early"
    CANT_TELL = "cant_tell"
    """Nothing can be told from any line, or from too few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """The five lines, and the sentence after them.

    Attributes:
        lines: What each says, in the order of ``Line``.
        sum: The sentence.
        way: Which way they point, where they do; else CANT_TELL.
        pointing: How many point that way.
        worse_first: Whether a form got worse, or something crossed a boundary: that is said
            before all else, whatever the rest says.
    """

    lines: tuple[tuple[Line, Says], ...]
    sum: Sum
    way: Says
    pointing: int
    worse_first: bool


def forms(changes: Collection[ChangeClass]) -> Says:
    """Return what the questionnaires say: the worst of those taken."""
    judged = [each for each in changes if each is not ChangeClass.NOT_JUDGED]
    if not judged:
        return Says.CANT_TELL
    if ChangeClass.WORSENED in judged:
        return Says.WORSE
    if all(each is ChangeClass.IMPROVED for each in judged):
        return Says.BETTER
    return Says.STEADY


def days(directions: Collection[Says]) -> Says:
    """Return what the daily ratings say: better where more are better than worse."""
    better = sum(each is Says.BETTER for each in directions)
    worse = sum(each is Says.WORSE for each in directions)
    if better != worse:
        return Says.BETTER if better > worse else Says.WORSE
    steady = sum(each is Says.STEADY for each in directions)
    return Says.STEADY if directions and 2 * steady > len(directions) else Says.CANT_TELL


def goals(moved: Collection[float], aims_met: tuple[int, int] | None) -> Says:
    """Return what the goals say.

    Args:
        moved: Of each goal with an own rating, how far it moved towards its aim since it was
            set, in points; negative is away from it.
        aims_met: Weeks in which an aim was met, in the last four weeks and in the four before.
            None: no goal is counted.
    """
    up = sum(each >= GOAL_MOVED_BY for each in moved)
    down = sum(each <= -GOAL_MOVED_BY for each in moved)
    if aims_met is not None:
        up += aims_met[0] > aims_met[1]
        down += aims_met[0] < aims_met[1]
    if up != down:
        return Says.BETTER if up > down else Says.WORSE
    return Says.STEADY if moved or aims_met is not None else Says.CANT_TELL


def signs(ticked: Sequence[int]) -> Says:
    """Return what the small signs say: the last sheet against the one before it.

    Args:
        ticked: How many signs were there on each four-weekly sheet, oldest first.
    """
    if len(ticked) < 2:  # noqa: PLR2004 - two are compared
        return Says.CANT_TELL
    before, last = ticked[-2:]
    if last == before:
        return Says.STEADY
    return Says.BETTER if last > before else Says.WORSE


def together(fit: Sequence[float]) -> Says:
    """Return what the ratings of the work together say: the last six against the six before.

    Args:
        fit: Mean fit of each session that has it, oldest first, 0 to 10.
    """
    if len(fit) < 2 * FIT_SESSIONS:
        return Says.CANT_TELL
    difference = fmean(fit[-FIT_SESSIONS:]) - fmean(fit[-2 * FIT_SESSIONS : -FIT_SESSIONS])
    if abs(difference) < FIT_MOVED_BY:
        return Says.STEADY
    return Says.BETTER if difference > 0 else Says.WORSE


def working(
    lines: Sequence[tuple[Line, Says]], *, sessions: int, is_boundary_crossed: bool
) -> Working:
    """Put the five lines together; never into one number.

    Args:
        lines: What each says, in the order of ``Line``.
        sessions: How many sessions were held in this therapy.
        is_boundary_crossed: Whether the person ticked that something crossed a boundary.
    """
    said = [says for _, says in lines]
    way, pointing = Says.CANT_TELL, 0
    for each in (Says.BETTER, Says.WORSE, Says.STEADY):
        if said.count(each) > pointing:
            way, pointing = each, said.count(each)
    opposed = {Says.BETTER, Says.WORSE} <= set(said)
    if sessions < TOO_EARLY_BELOW:
        found = Sum.TOO_EARLY
    elif pointing >= 3 and not opposed:  # noqa: PLR2004 - three of five
        found = Sum.POINTS_ONE_WAY
    elif len([each for each in said if each is not Says.CANT_TELL]) >= 2:  # noqa: PLR2004
        found = Sum.MIXED
    else:
        found = Sum.CANT_TELL
    return Working(
        lines=tuple(lines),
        sum=found,
        way=way if found is Sum.POINTS_ONE_WAY else Says.CANT_TELL,
        pointing=pointing if found is Sum.POINTS_ONE_WAY else 0,
        worse_first=is_boundary_crossed or dict(lines).get(Line.FORMS) is Says.WORSE,
    )
