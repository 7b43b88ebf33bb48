"""Q11: numbers without inference, and how a questionnaire went."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sessiondesk.insights.questionnaire_change import ScoreChange


class CountOf(StrEnum):
    """What is counted. Kept with reviews: a value never changes its meaning."""

    ATTENDANCE = "attendance"
    """Appointments kept, of those that were offered."""
    HELD_BACK = "held_back"
    """Sessions in which something was held back, of those where it was answered."""
    SAID_FIRST = "said_first"
    """Sessions in which something was said aloud for the first time."""
    SAME_PLACE = "same_place"
    """Sessions with old ground, same place, of the last six where it was answered."""
    FURTHER_IN = "further_in"
    """Sessions with something new, or old ground but further in, of the last six."""
    FIT_LOW = "fit_low"
    """Last answers to one of the six sentences, where they are low; ``values`` has them."""
    FIT = "fit"
    """Mean fit of the last six sessions (``n``) and of the six before (``before``)."""
    GOAL_MOVED = "goal_moved"
    """Own rating of a goal now (``n``) and when it was set (``before``)."""
    GOAL_REACHED = "goal_reached"
    PRACTICE = "practice"
    """Days of practice in the last four weeks (``n``) and in the four before (``before``)."""
    CARRIED_OVER = "carried_over"
    """How often something to bring up was carried over and never reached."""
    SIGNS = "signs"
    """Small signs on the last sheet (``n``) and on the one before it (``before``)."""
    WINS = "wins"
    WARNING = "warning"
    """How often something worth a closer look was ticked; ``days`` has when."""
    PATTERN = "pattern"
    """Days on which a pattern was noticed in the last eight weeks, and in the eight before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number, and what it is a number of.

    Attributes:
        what: What is counted.
        n: The number.
        of: Out of how many. None: that has no meaning.
        before: The same number earlier. None: not compared.
        values: Single values, oldest first, where they are told.
        days: The days they are from.
        numbers: The numbers of the sessions they are from.
    """

    what: CountOf
    n: float
    of: int | None = None
    before: float | None = None
    values: tuple[float, ...] = ()
    days: tuple[date, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreStory:
    """How a questionnaire went over a therapy.

    Attributes:
        first_on: The day of the result it is compared with; of two, the later one.
        last_on: The day of the last result.
        change: The change between them, judged.
        recall_days: How many days the questions are about.
    """

    first_on: date
    last_on: date
    change: ScoreChange
    recall_days: int
