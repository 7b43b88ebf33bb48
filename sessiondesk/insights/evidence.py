"""A progress review: five lines, and what speaks for movement and what against it.

Nothing here is added up. What the person puts aside is no matter of this: see ``Finding``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean
from typing import Final

from sessiondesk.domain.afterwards import DayAfter, HeldBack, SameGround
from sessiondesk.domain.review import Finding, SpeaksFor
from sessiondesk.domain.scale import Better
from sessiondesk.insights import evidence_lines as lines
from sessiondesk.insights import working as five
from sessiondesk.insights.after_session import AfterSessions, after_sessions
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.counts import ScoreStory
from sessiondesk.insights.evidence_findings import (
    LOOKED_AT,
    Found,
    Weighed,
    attendance,
    findings,
)
from sessiondesk.insights.evidence_lines import Rest
from sessiondesk.insights.keeping import METHOD, asked_of, encode
from sessiondesk.insights.material import SessionSeen
from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.insights.review_material import ReviewMaterial, ScoresSeen
from sessiondesk.insights.steady import Steady, steady
from sessiondesk.insights.working import FIT_SESSIONS, Working

MOOD: Final = "mood"
"""The built-in scale that what follows sessions is read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the record says beside the six questions, of the last six sessions at most.

    Attributes:
        signs_now: Small signs on the last sheet. None: there are no two sheets.
        signs_before: Those on the one before it. None: likewise.
        same_place: Sessions with old ground, same place.
        ground_known: Sessions in which it was answered whether it was old ground.
        days_after: How the days after were, by answer.
        fit_now: Mean fit of the last six sessions with ratings. None: none has any.
        fit_before: Mean of the six before. None: fewer than twelve sessions have ratings.
        fit_known: Sessions with ratings, in all.
        held_back: Sessions in which something was held back.
        held_back_known: Sessions in which that was answered.
        after: What followed the sessions. None: nothing to look at.
        openers: Sentences to start with: how many were brought up, and how many chosen.
    """

    signs_now: float | None = None
    signs_before: float | None = None
    same_place: int = 0
    ground_known: int = 0
    days_after: Mapping[DayAfter, int] = field(default_factory=dict)
    fit_now: float | None = None
    fit_before: float | None = None
    fit_known: int = 0
    held_back: int = 0
    held_back_known: int = 0
    after: AfterSessions | None = None
    openers: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Where things stand.

    Attributes:
        number: The session it is counted from.
        day: Its day.
        sessions: How many were held since, without it.
        kept: Of the appointments since that were the person's to keep, how many were kept.
        offered: How many those were; one that the therapist cancelled is none.
    """

    number: int
    day: date
    sessions: int
    kept: int
    offered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a review shows.

    Attributes:
        day: The day it was worked out for.
        sessions: Sessions held in this therapy, those before the record among them.
        working: The five lines and the sentence after them.
        rests: What each line rests on, in the same order.
        findings: For and against, each list in its order.
        met: Where things stand. None: no session was held.
        beside: What the record says beside the six questions.
        steady: The pieces of "has it stopped moving?". None: there is no therapy.
        has_crossed: Whether something crossed a boundary: answered first and apart.
        crossed_in_session: Whether that was noted after a session, and not only ticked.
    """

    day: date
    sessions: int
    working: Working
    rests: tuple[Rest, ...]
    findings: tuple[Finding, ...]
    met: Met | None
    beside: Beside
    steady: Steady | None
    has_crossed: bool
    crossed_in_session: bool

    def of(self, side: SpeaksFor) -> Sequence[Finding]:
        """Return the findings of one list."""
        return [each for each in self.findings if each.side is side]


def weigh(material: ReviewMaterial, trends: Sequence[tuple[str, Trend]]) -> Evidence:
    """Put everything side by side.

    Args:
        material: One therapy and the record around it.
        trends: Of each rating that is asked at the moment, and of hours slept, by key: the
            trend over this therapy, as they may be said side by side.
    """
    record = material.record
    held = () if material.course_id is None else record.held(material.course_id)
    stories = lines.stories(material)
    compared = lines.compared(material, trends)
    rests = (
        lines.forms_line(stories),
        lines.days_line(compared),
        lines.goals_line(material.goals, record.today),
        lines.signs_line(material.sheets),
        lines.together_line(held),
    )
    pieces = None
    if material.course_id is not None:
        ratings = [(each.series.key, each.trend) for each in compared if each.is_rating]
        pieces = _steady(material.scores, stories, ratings, held)
    seen = Weighed(
        material=material,
        held=held,
        compared=compared,
        stories=stories,
        signs=rests[3],
        together=rests[4],
        after=_after(material, held),
        steady=pieces,
    )
    sessions = material.sessions_before + len(held)
    return Evidence(
        day=record.today,
        sessions=sessions,
        working=five.working(
            [(each.line, each.says) for each in rests],
            sessions=sessions,
            is_boundary_crossed=material.has_crossed,
        ),
        rests=rests,
        findings=tuple(_finding(each) for each in findings(seen)),
        met=_met(material),
        beside=_beside(seen),
        steady=pieces,
        has_crossed=material.has_crossed,
        crossed_in_session=any(each.crossed_a_line for each in held),
    )


def _finding(found: Found) -> Finding:
    return Finding(
        side=found.side,
        asked=asked_of(found.claim),
        subject=found.subject,
        method=METHOD,
        claim=encode(found.claim),
    )


def _steady(
    scores: Sequence[ScoresSeen],
    stories: Sequence[tuple[str, ScoreStory]],
    trends: Sequence[tuple[str, Trend]],
    held: Sequence[SessionSeen],
) -> Steady:
    better = sum(each.change.judged is ChangeClass.IMPROVED for _, each in stories)
    return steady(
        trends,
        [each.same_ground for each in held],
        forms_better=better,
        forms_above=sum(_is_above(each) for each in scores),
    )


def _is_above(scores: ScoresSeen) -> bool:
    """Whether the last result is in the range where a clinician would look closer."""
    cut_off = scores.instrument.cut_off
    if cut_off is None or cut_off.pairs:
        return False
    total = scores.results[-1].total
    if scores.instrument.better is Better.LOWER:
        return total >= cut_off.points
    return total <= cut_off.points


def _after(material: ReviewMaterial, held: Sequence[SessionSeen]) -> AfterSessions | None:
    mood = material.record.find(MOOD)
    if mood is None or not mood.values or not held:
        return None
    days = [each.day for each in held]
    return after_sessions(mood.values, days, better=mood.better or Better.HIGHER)


def _met(material: ReviewMaterial) -> Met | None:
    if material.since_session is None:
        return None
    number, day = material.since_session
    kept, offered = attendance(material.record.sessions, material.course_id, after=day)
    return Met(number=number, day=day, sessions=kept, kept=kept, offered=offered)


def _beside(seen: Weighed) -> Beside:
    last = seen.held[-LOOKED_AT:]
    ground = [each.same_ground for each in last if each.same_ground is not None]
    held_back = [each.held_back for each in last if each.held_back is not None]
    fit = lines.fits_of(seen.held)
    has_both = len(fit) >= 2 * FIT_SESSIONS
    return Beside(
        signs_now=seen.signs.now,
        signs_before=seen.signs.before,
        same_place=ground.count(SameGround.SAME_PLACE),
        ground_known=len(ground),
        days_after=Counter(each.day_after for each in last if each.day_after is not None),
        fit_now=fmean(fit[-FIT_SESSIONS:]) if fit else None,
        fit_before=fmean(fit[-2 * FIT_SESSIONS : -FIT_SESSIONS]) if has_both else None,
        fit_known=len(fit),
        held_back=len(held_back) - held_back.count(HeldBack.NO),
        held_back_known=len(held_back),
        after=seen.after,
        openers=seen.material.openers,
    )
