"""Q6, second half: has it stopped moving? The pieces, and whether they may be said together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sessiondesk.domain.afterwards import SameGround
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Trend

FEWEST_SESSIONS: Final = 8
FEWEST_WEEKS: Final = 12
LOOKED_AT: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Steady:
    """The pieces.

    Attributes:
        sessions: Sessions held in this therapy.
        weeks: Weeks that the longest of the main ratings has.
        steady: Keys of the main ratings that are steady.
        moving: Keys of those that have a direction.
        forms_better: Questionnaires reliably better since the start.
        forms_above: Questionnaires still in the range where a clinician would look closer.
        same_place: Sessions with old ground, same place, of the last six answered.
        answered: How many of the last six sessions have an answer to that.
        is_said: Whether the pieces may be put into one sentence: eight sessions and twelve
            weeks, main ratings steady, no form better and one still above, and the same place
            in half or more of the last six sessions.
    """

    sessions: int
    weeks: int
    steady: tuple[str, ...]
    moving: tuple[str, ...]
    forms_better: int
    forms_above: int
    same_place: int
    answered: int
    is_said: bool


def steady(
    trends: Sequence[tuple[str, Trend]],
    ground: Sequence[SameGround | None],
    *,
    forms_better: int,
    forms_above: int,
) -> Steady:
    """Put the pieces together.

    Args:
        trends: The main ratings by key, each with its trend over this therapy.
        ground: Of each session held in this therapy, oldest first, whether it was ground
            covered before; None where it was not answered.
        forms_better: Questionnaires reliably better since the start.
        forms_above: Questionnaires whose last result is still in the range where a clinician
            would look closer.
    """
    last = ground[-LOOKED_AT:]
    same_place = sum(each is SameGround.SAME_PLACE for each in last)
    still = tuple(key for key, each in trends if each.ending is Ending.ABOUT_THE_SAME)
    moving = tuple(key for key, each in trends if each.ending.is_direction)
    weeks = max((len(each.weeks) for _, each in trends), default=0)
    return Steady(
        sessions=len(ground),
        weeks=weeks,
        steady=still,
        moving=moving,
        forms_better=forms_better,
        forms_above=forms_above,
        same_place=same_place,
        answered=sum(each is not None for each in last),
        is_said=len(ground) >= FEWEST_SESSIONS
        and weeks >= FEWEST_WEEKS
        and bool(still)
        and len(still) == len(trends)
        and not forms_better
        and forms_above > 0
        and 2 * same_place >= LOOKED_AT,
    )
