"""What a progress review says in the program's own words. QtCore only.

No cause, no praise, no verdict: what there is, what it rests on, and what is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.afterwards import DayAfter
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Finding, Movement, Review
from sessiondesk.insights import keeping
from sessiondesk.insights.after_session import LOOKED_AT
from sessiondesk.insights.counts import Count, CountOf
from sessiondesk.insights.evidence import Beside, Met
from sessiondesk.insights.working import FIT_SESSIONS, Line, Says, Sum, Working
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.wording import average, day_in_words, number
from sessiondesk.ui.wording_insights import said

_PRIVATE: Final = frozenset(
    {
        CountOf.FIT,
        CountOf.FIT_LOW,
        CountOf.HELD_BACK,
        CountOf.SAME_PLACE,
        CountOf.FURTHER_IN,
        CountOf.WARNING,
    }
)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_review", text, "", count)


class Source(StrEnum):
    """Where a finding comes from: the page that shows it."""

    TRENDS = "trends"
    MEASURES = "measures"
    GOALS = "goals"
    SIGNS = "signs"
    SESSIONS = "sessions"
    JOURNAL = "journal"
    PATTERNS = "patterns"
    TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding in words.

    Attributes:
        headline: What it says.
        detail: Figures, likely range and counts; may be empty.
        source: The page that shows where it comes from.
        is_private: Whether it is from what is noted for oneself alone.
    """

    headline: str = field(repr=False)
    detail: str = field(default="", repr=False)
    source: Source
    is_private: bool = False

    @property
    def whole(self) -> str:
        """Headline and detail as sentences, for paper."""
        ended = self.headline if self.headline.endswith(".") else f"{self.headline}."
        return f"{ended} {self.detail}".strip()


def told(finding: Finding, names: Names) -> Told | None:
    """Say a finding; None where it cannot be read, or what it is about is there no more."""
    claim = keeping.decode(finding.asked, finding.claim)
    words = None if claim is None else said(finding.subject, claim, names)
    if claim is None or words is None or not words.headline:
        return None
    what = claim.what if isinstance(claim, Count) else None
    return Told(
        headline=words.headline,
        detail=words.detail,
        source=_source(finding.asked, what),
        is_private=what in _PRIVATE or finding.asked is Asked.STEADY,
    )


def _source(asked: Asked, what: CountOf | None) -> Source:
    if asked is Asked.SCORE:
        return Source.MEASURES
    by_count: Mapping[CountOf, Source] = {
        CountOf.GOAL_MOVED: Source.GOALS,
        CountOf.GOAL_REACHED: Source.GOALS,
        CountOf.SIGNS: Source.SIGNS,
        CountOf.WARNING: Source.SIGNS,
        CountOf.WINS: Source.JOURNAL,
        CountOf.PATTERN: Source.PATTERNS,
        CountOf.PRACTICE: Source.TODAY,
    }
    return Source.TRENDS if what is None else by_count.get(what, Source.SESSIONS)


def source(found: Source) -> str:
    """Return the name of a page, as the link that leads there."""
    return {
        Source.TRENDS: _tr("Trends"),
        Source.MEASURES: _tr("Measures"),
        Source.GOALS: _tr("Goals"),
        Source.SIGNS: _tr("Signs"),
        Source.SESSIONS: _tr("Sessions"),
        Source.JOURNAL: _tr("Journal"),
        Source.PATTERNS: _tr("Patterns"),
        Source.TODAY: _tr("Today"),
    }[found]


def things(count: int) -> str:
    """Return "5 things", "One thing" or "Nothing"."""
    if count == 0:
        return _tr("Nothing")
    return _tr("One thing") if count == 1 else _tr("{n} things").format(n=count)


def worse(stories: Sequence[Told]) -> str:
    """Say which questionnaires got worse; that comes first, whatever the rest says."""
    return " ".join(each.whole for each in stories)


# What comes of the five lines.


def is_beside_fit(working: Working) -> bool:
    """Whether something comes first that is no questionnaire: a boundary that was crossed."""
    return working.worse_first and dict(working.lines).get(Line.FORMS) is not Says.WORSE


def question(working: Working, *, has_crossed: bool = False) -> str:
    """Return a question to take along, whatever the five lines say.

    Where a boundary was crossed it is none for the session: nothing is said of raising that.
    """
    if has_crossed or is_beside_fit(working):
        return _tr("Whom outside this therapy could I talk to?")
    if working.worse_first:
        return _tr("What would have to change for this to be right for me?")
    if working.sum is Sum.POINTS_ONE_WAY:
        return {
            Says.BETTER: _tr("What is different, and what do we want to keep?"),
            Says.WORSE: _tr("What do we make of this, and what do we change?"),
        }.get(working.way, _tr("Is this a resting place, or do we want to try something else?"))
    return {
        Sum.TOO_EARLY: _tr("How would we both notice that it is working?"),
        Sum.MIXED: _tr("Which of these matters most to me, and what does it say?"),
    }.get(working.sum, _tr("What would we both look at, to see whether anything moves?"))


# Where things stand.


def met(found: Met, prompts: Prompts, today: date) -> str:
    """Say since when, how often, and how many appointments were kept."""
    pattern = "d MMMM" if found.day.year == today.year else "d MMMM yyyy"
    return prompts.review.sentence.format(
        a=found.number,
        date=day_in_words(found.day, pattern),
        n=found.sessions,
        k=found.kept,
        m=found.offered,
    )


def expected(sessions: int, hoped_for: int | None) -> str:
    """Say where the person is on the way; how many there are to be only as they said it."""
    have = (
        _tr("You have had one session so far.")
        if sessions == 1
        else _tr("You have had {n} sessions so far.").format(n=sessions)
    )
    if hoped_for is None:
        return have
    return _tr("{have} You expected about {n}.").format(have=have, n=hoped_for)


def after_session(numbered: int | None, day: date) -> str:
    """Name a review: "After session 4, 3 March 2026"."""
    when = day_in_words(day, "d MMMM yyyy")
    if numbered is None:
        return when
    return _tr("After session {n}, {day}").format(n=numbered, day=when)


# Beside the six questions.


def beside(question_id: str, found: Beside) -> Sequence[str]:
    """Return what the record says beside one of the six questions; empty where it has nothing."""
    told_ = {
        Movement.MOVEMENT: _movement,
        Movement.POINT: _point,
        Movement.TRUST: _trust,
        Movement.HONEST: _honest,
        Movement.AFTER: _after,
        Movement.SAID: _openers,
    }
    return told_[Movement(question_id)](found)


def _movement(found: Beside) -> Sequence[str]:
    parts = []
    if found.signs_now is not None and found.signs_before is not None:
        parts.append(
            _tr("{now} small signs on the last sheet, {before} on the one before.").format(
                now=number(found.signs_now), before=number(found.signs_before)
            )
        )
    if found.ground_known:
        parts.append(
            _tr("Old ground, same place in {n} of the last {of} sessions with an answer.").format(
                n=found.same_place, of=found.ground_known
            )
        )
    return parts


def _point(found: Beside) -> Sequence[str]:
    words = {
        DayAfter.LIGHTER: _tr("lighter"),
        DayAfter.SAME: _tr("about the same"),
        DayAfter.STIRRED_CLEAR: _tr("stirred up, and it made sense"),
        DayAfter.STIRRED_UNCLEAR: _tr("stirred up, without knowing why"),
        DayAfter.WORSE_ABOUT_MYSELF: _tr("worse about yourself"),
    }
    listed = ", ".join(
        _tr("{n} {how}").format(n=found.days_after[each], how=words[each])
        for each in DayAfter
        if found.days_after.get(each)
    )
    return [_tr("The days after, as you noted them: {listed}.").format(listed=listed)] * bool(
        listed
    )


def _trust(found: Beside) -> Sequence[str]:
    if found.fit_now is None:
        return []
    if found.fit_before is None:
        return [
            _tr("The six sentences: {now} of 10 on average, over {n} sessions so far.").format(
                now=average(found.fit_now), n=min(found.fit_known, FIT_SESSIONS)
            )
        ]
    return [
        _tr(
            "The six sentences: {now} of 10 on average over the last six sessions, {before} "
            "over the six before."
        ).format(now=average(found.fit_now), before=average(found.fit_before))
    ]


def _honest(found: Beside) -> Sequence[str]:
    if not found.held_back_known:
        return []
    return [
        _tr("You held something back in {n} of the last {of} sessions with an answer.").format(
            n=found.held_back, of=found.held_back_known
        )
    ]


def _after(found: Beside) -> Sequence[str]:
    if found.after is None or not found.after.known:
        return []
    if not found.after.is_enough:
        return [
            _tr(
                "{n} sessions have check-ins on both sides so far; from {needed} on I can look."
            ).format(n=found.after.known, needed=LOOKED_AT)
        ]
    return [
        _tr("Mood was at least a point lower for two days after {n} of the last {of}.").format(
            n=found.after.worse, of=len(found.after.sessions)
        )
    ]


def _openers(found: Beside) -> Sequence[str]:
    raised, chosen = found.openers
    if not chosen:
        return []
    return [
        _tr("Of {n} sentences you chose to open the conversation with, you used {k}.").format(
            n=chosen, k=raised
        )
    ]


def last_review(reviews: Sequence[Review], numbers: Mapping[str, int]) -> str:
    """Say when the last review was, for the subtitle of the page; empty without one."""
    if not reviews:
        return ""
    last = reviews[-1]
    numbered = None if last.session_id is None else numbers.get(last.session_id)
    if numbered is None:
        return _tr("Last one on {day}.").format(day=day_in_words(last.day, "d MMMM yyyy"))
    return _tr("Last one after session {n}.").format(n=numbered)
