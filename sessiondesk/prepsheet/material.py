"""What a prep sheet is made from: the part of the record that it looks at, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Better, Scale
from sessiondesk.domain.therapy_session import Appointment, TherapySession
from sessiondesk.insights.questionnaire_change import ChangeClass, ScoreChange

if TYPE_CHECKING:
    from sessiondesk.insights.after_session import AfterSessions
    from sessiondesk.insights.any_claim import Claim
    from sessiondesk.insights.change import Change
    from sessiondesk.insights.course_strip import Strip

WINDOW_DAYS: Final = 28
REVIEW_DAYS: Final = 182
"""What a review looks back on."""

ENOUGH_CHECKINS: Final = 3
"""Below so many since the last session the record is thin, if nothing is to be said either."""

Segment = tuple[tuple[date, float], ...]
"""A piece of a line without a gap: days and values."""


def windows(on: date) -> tuple[Period, Period]:
    """Return the last four weeks, ending with ``on``, and the four weeks before them."""
    now = ending(on, days=WINDOW_DAYS)
    return now, ending(now.first - timedelta(days=1), days=WINDOW_DAYS)


def chart_period(on: date) -> Period:
    """Return the days that the chart shows: both windows together."""
    return ending(on, days=2 * WINDOW_DAYS)


def review_period(on: date) -> Period:
    """Return the six months that a review looks back on."""
    return ending(on, days=REVIEW_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something in the person's own words: a win, a hurdle, a line of a note.

    Attributes:
        key: Stable name of the line, to switch it by.
        day: The day it was noted for.
        text: The person's words; not empty.
    """

    key: str
    day: date
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Something agreed, and what became of it up to the sheet's date.

    Attributes:
        practice: What was agreed.
        days_done: On how many of the last seven days it was done, 0 to 7.
        last_done_on: The last day it was done. None: not yet.
        helped: How much it helped, 0 to 10, each time that was said since the last session.
        obstacle: What got in the way last, in the person's words; may be empty.
    """

    practice: Practice
    days_done: int
    last_done_on: date | None = None
    helped: tuple[int, ...] = ()
    obstacle: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStanding:
    """Where a goal began and where it is.

    Attributes:
        goal: The goal.
        first: Its first value. None: it has none yet.
        last: Its latest value, up to the sheet's date. None: it has none yet, or only one.
    """

    goal: Goal
    first: float | None = None
    last: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureStanding:
    """Where a questionnaire began in this therapy, where it was and where it is.

    Attributes:
        key: Stable name of the line, to switch it by.
        name: What it is called: the person's own words for a form of their therapist.
        instrument: The questionnaire. None: a form of which only the totals are kept.
        better: Which way is better. None: nobody said.
        first: The level at the start, a mean of two where there are three results or more.
            None: there is one result only.
        is_mean: Whether that is a mean.
        last: The result before the latest. None: it is the first as well, or there is none.
        now: The latest result up to the sheet's date.
        day: The day of that one.
        change: From the first to the latest, judged. None: for a form, with one result only,
            or where the two look back on the same days.
    """

    key: str
    name: str = field(repr=False)
    instrument: Instrument | None = field(default=None, repr=False)
    better: Better | None = None
    first: float | None = field(default=None, repr=False)
    is_mean: bool = False
    last: float | None = field(default=None, repr=False)
    now: float = field(repr=False)
    day: date
    change: ScoreChange | None = field(default=None, repr=False)

    @property
    def is_improved(self) -> bool:
        """Whether the change is called an improvement."""
        return self.change is not None and self.change.judged is ChangeClass.IMPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The answer to a question on thoughts of death, put on the sheet by hand.

    Attributes:
        key: Stable name of the line, to switch it by.
        title: Short name of the questionnaire.
        day: The day the answers count for.
        question: The question in its exact words.
        answer: The answer in its exact words.
    """

    key: str
    title: str
    day: date
    question: str = field(repr=False)
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said about the record, put on the sheet by hand.

    Attributes:
        key: Stable name of the line, to switch it by.
        day: The day it was worked out for.
        subject: What it is about, as in ``Insight.subject``.
        claim: The answer.
    """

    key: str
    day: date
    subject: str
    claim: "Claim" = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the person said about these days before the record was shown.

    Attributes:
        day: The day it was said.
        words: One line; may be empty.
        ratings: What was remembered, 0 to 10, with the names of the scales.
    """

    day: date
    words: str = field(default="", repr=False)
    ratings: tuple[tuple[str, float], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment with words to it.

    Attributes:
        key: Stable name of the line, to switch it by.
        day: The day it counts for.
        text: The situation, in the person's words; not empty.
        mood: How it was, 0 to 10. None: not rated.
        feelings: What was felt, as it is called.
        tried: What was practised that day, in the person's words.
        is_answer: Whether the person wrote it for the sheet, when asked what stayed with them.
    """

    key: str
    day: date
    text: str = field(repr=False)
    mood: float | None = None
    feelings: tuple[str, ...] = field(default=(), repr=False)
    tried: tuple[str, ...] = field(default=(), repr=False)
    is_answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """A line of what was noted after the last session, for the person alone.

    Attributes:
        key: Stable name of the line, to switch it by.
        text: What was held back, in the person's words, or the sentence that was rated.
        rating: How far that sentence fits, 0 to 10. None: it is the person's own words.
        is_held_back: Whether these are about what was held back.
    """

    key: str
    text: str = field(repr=False)
    rating: int | None = field(default=None, repr=False)
    is_held_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How one of the six sentences about a session was rated over time.

    Attributes:
        key: Stable name of the line, to switch it by.
        text: The sentence.
        ratings: How far it fits, 0 to 10, of the last sessions rated, oldest first; one or more.
    """

    key: str
    text: str
    ratings: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetInput:
    """What the record says that a prep sheet may show.

    Attributes:
        on: The sheet's date. Windows end with it, included.
        coming: The appointment it is for. None: none is noted.
        coming_number: Number of that session.
        last: The last session that was held before it. None: there was none.
        since: From the day of that session to ``on``; the last four weeks if there was none.
        days_recorded: The days with a check-in, within both windows and ``since``.
        bring_ups: What is still to be said, in the person's own order.
        scales: The ratings from 0 to 10 that are asked, in their order.
        chart_scales: Which of them the person wants drawn. Empty: the first ones.
        daily: The days' values by scale, over six months; a day not answered is not there.
        averages: The local average by scale, piece by piece, over six months.
        sleep_hours: Hours slept by day, over both windows.
        changes: How the newer window compares with the older one, by scale.
        sleep_change: The same of hours slept. None: none were noted in these windows.
        told: What was said about the record and put here by hand, the latest first.
        sessions: The therapy sessions within six months.
        wins: What went well since the last session, newest first.
        hurdles: What was hard since then, newest first.
        agreed: What was agreed last time, or goes on.
        goals: The goals that are pursued or paused.
        marked: What the person put first by hand, since the last session; the latest first.
        measures: The questionnaires with a result in this therapy, then the therapist's forms.
        checkins: How many check-ins there are since the last session.
        has_answers: Whether the five questions of a thin record were answered since then.
        judgement: What the person said about these days before looking. None: nothing.
        moments: The check-ins since the last session that have words, the latest first.
        tried: What the person answered when asked what was tried; the latest first.
        afterwards: What was noted after the last session, for the person alone.
        excerpts: The lines of notes since then that are no win and no hurdle, newest first.
        is_review: Whether it is time for a review, or there was one since the last session.
        therapy: The sums of the therapy that the sheet is for. None: there is none.
        together: How the work together was rated, by sentence.
        after: What followed the sessions of this therapy. None: mood is not asked.
        mood: The rating that this is about.
        events: What else was going on in the last six months, the latest first.
        insights: What was said about the record last, in the order it was told.
    """

    on: date
    coming: Appointment | None = None
    coming_number: int | None = None
    last: TherapySession | None = None
    since: Period
    days_recorded: frozenset[date] = frozenset()
    bring_ups: tuple[BringUp, ...] = ()
    scales: tuple[Scale, ...] = ()
    chart_scales: tuple[ScaleId, ...] = ()
    daily: Mapping[ScaleId, Mapping[date, float]] = field(default_factory=dict, repr=False)
    averages: Mapping[ScaleId, tuple[Segment, ...]] = field(default_factory=dict, repr=False)
    sleep_hours: Mapping[date, float] = field(default_factory=dict, repr=False)
    changes: "Mapping[ScaleId, Change]" = field(default_factory=dict, repr=False)
    sleep_change: "Change | None" = field(default=None, repr=False)
    told: tuple[Told, ...] = ()
    sessions: tuple[Appointment, ...] = ()
    wins: tuple[Noted, ...] = ()
    hurdles: tuple[Noted, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    goals: tuple[GoalStanding, ...] = ()
    marked: tuple[Marked, ...] = ()
    measures: tuple[MeasureStanding, ...] = ()
    checkins: int = 0
    has_answers: bool = False
    judgement: Judgement | None = None
    moments: tuple[Moment, ...] = ()
    tried: tuple[Noted, ...] = ()
    afterwards: tuple[Private, ...] = ()
    excerpts: tuple[Noted, ...] = ()
    is_review: bool = False
    therapy: "Strip | None" = None
    together: tuple[Together, ...] = ()
    after: "AfterSessions | None" = None
    mood: Scale | None = None
    events: tuple[LifeEvent, ...] = ()
    insights: tuple[Told, ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether there is so little that a few questions help: five, in under five minutes."""
        return self.checkins < ENOUGH_CHECKINS and not self.bring_ups and not self.has_answers
