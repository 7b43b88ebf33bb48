"""What the chart of a questionnaire shows, as plain values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.period import Period
from sessiondesk.ui.widgets.timeline_model import EventMark
from sessiondesk.ui.wording import day_in_words
from sessiondesk.ui.wording_measures import figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One result.

    Attributes:
        key: Identity of the result.
        day: The day it is of.
        total: Its total.
        is_ringed: Whether its change since the start is larger than the margin of error.
    """

    key: str
    day: date
    total: float = field(repr=False)
    is_ringed: bool = field(default=False, repr=False)


def day_and_total(point: Point) -> str:
    """Return "28 April 2026: 9"."""
    return f"{day_in_words(point.day, 'd MMMM yyyy')}: {figure(point.total)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BandMark:
    """A range that has a published word.

    Attributes:
        first: Its lowest total; it reaches up to the first total of the next one.
        label: The word.
    """

    first: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level line.

    Attributes:
        value: Where it is.
        label: What it is, in words.
    """

    value: float = field(repr=False)
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureHistory:
    """The results of one questionnaire, or of one form of a therapist.

    Attributes:
        points: Oldest first; there may be none.
        low: The bottom of the chart.
        high: Its top.
        bands: From the lowest up; empty where none are published.
        cut_off: The edge of the range where a clinician would look closer, as far as it is no
            edge of a band.
        baseline: The level at the start.
        baseline_from: The day from which it is drawn: that of the last result it is made of.
        reliable: The levels that a change has to reach to count: first the one on the better
            side, then the other, as far as they are inside of the range.
        better_says: "More is better", where that has to be said.
        sessions: Days of the sessions that were held in that time.
        events: What else was going on in that time, oldest first.
        tell: Returns the line that is read when the cursor is on a result. Asked only then:
            ten years of such lines would hold up the window.
        says: All of it in one breath.
    """

    points: Sequence[Point] = ()
    low: float
    high: float
    bands: Sequence[BandMark] = ()
    cut_off: Level | None = None
    baseline: Level | None = None
    baseline_from: date | None = None
    reliable: Sequence[Level] = ()
    better_says: str = ""
    sessions: Sequence[date] = ()
    events: Sequence[EventMark] = ()
    tell: Callable[[Point], str] = field(default=day_and_total, repr=False, compare=False)
    says: str = field(repr=False)

    @property
    def has_ringed(self) -> bool:
        """Whether any point passes the line."""
        return any(point.is_ringed for point in self.points)

    @property
    def period(self) -> Period | None:
        """From the first result to the last; None without one."""
        if not self.points:
            return None
        return Period(first=self.points[0].day, last=self.points[-1].day)
