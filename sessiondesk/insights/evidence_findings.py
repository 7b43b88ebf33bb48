"""What speaks for movement, and what against it or is unclear: single findings, never a sum.

A finding stands on the side its own figures put it on. Where they point nowhere it is unclear,
and that is said as well: a review that left it out would look better than the record.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sessiondesk.domain.afterwards import FitItem, HeldBack, SameGround
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.review import SpeaksFor
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.counts import Count, CountOf, ScoreStory
from sessiondesk.insights.evidence_lines import Compared, Rest, moved, says_of
from sessiondesk.insights.frequency import frequency_change, three_months_ago
from sessiondesk.insights.material import SLEEP_INTERFERENCE, Material, SessionSeen
from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.insights.review_material import ReviewMaterial
from sessiondesk.insights.steady import Steady
from sessiondesk.insights.working import GOAL_MOVED_BY, Says

LOOKED_AT: Final = 6
"""Sessions that are looked back on."""

FEWEST_ANSWERS: Final = 3
"""Of those six, so many have to be answered before anything is said of them."""

LOW_FIT: Final = 6
"""An answer to one of the six sentences is low up to here, of 10."""

CARRIED_FROM: Final = 2
"""From so many times on it is said that something was carried over."""

STEP_DAYS: Final = 4
"""Days of practice in four weeks that make a difference worth a line: one a week."""

STEP_NOTICED: Final = 3
"""The same for days with a pattern in eight weeks."""

_Told = Trend | Change
_FOUR_WEEKS: Final = 28
_EIGHT_WEEKS: Final = 56
_KEPT_BELOW: Final = 2 / 3
_FEWEST_OFFERED: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim on one side.

    Attributes:
        side: The list it stands in.
        subject: What it is about; see ``Insight.subject``.
        claim: The answer.
    """

    side: SpeaksFor
    subject: str = ""
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the findings are made of.

    Attributes:
        material: One therapy and the record around it.
        held: Its sessions that took place, oldest first.
        compared: The ratings.
        stories: The questionnaires.
        signs: The line about small signs.
        together: The line about the work together.
        after: What followed the sessions. None: nothing to look at.
        steady: Whether it has stopped moving. None: there is no therapy.
    """

    material: ReviewMaterial
    held: Sequence[SessionSeen]
    compared: Sequence[Compared]
    stories: Sequence[tuple[str, ScoreStory]]
    signs: Rest
    together: Rest
    after: AfterSessions | None
    steady: Steady | None


def findings(seen: Weighed) -> Sequence[Found]:
    """Return all findings; forms that got worse come first in their list."""
    record = seen.material.record
    found = [
        *_forms(seen.stories),
        *_ratings(seen.compared),
        *_nights(seen.material),
        *_goals(seen.material),
        *_small_signs(seen.signs),
        *_fit(seen.together),
        *_low_fit(seen.held),
        *_held_back(seen.held),
        *_ground(seen.held),
        *_said_first(seen.held),
        *_afterwards(seen.after),
        *_wins(seen.material),
        *_practised(seen.material),
        *_patterns(record),
        *_carried(seen.material),
        *_attendance(seen.material),
        *_warned(seen.material),
    ]
    if seen.steady is not None and seen.steady.is_said:
        found.append(
            Found(
                side=SpeaksFor.AGAINST,
                subject=seen.material.course_id or "",
                claim=seen.steady,
            )
        )
    return found


def _side(*, is_for: bool) -> SpeaksFor:
    return SpeaksFor.MOVEMENT if is_for else SpeaksFor.AGAINST


# Questionnaires and days.

_ORDER: Final = (
    ChangeClass.WORSENED,
    ChangeClass.IMPROVED,
    ChangeClass.NOT_RELIABLE,
    ChangeClass.NOT_JUDGED,
)


def _forms(stories: Sequence[tuple[str, ScoreStory]]) -> Iterable[Found]:
    for id_, story in sorted(stories, key=lambda each: _ORDER.index(each[1].change.judged)):
        is_for = story.change.judged is ChangeClass.IMPROVED
        yield Found(side=_side(is_for=is_for), subject=id_, claim=story)


def _ratings(compared: Sequence[Compared]) -> Iterable[Found]:
    for each in compared:
        for claim in _told(each):
            says = says_of(each.series, claim.ending)
            yield Found(
                side=_side(is_for=says is Says.BETTER), subject=each.series.key, claim=claim
            )


def _told(each: Compared) -> Sequence[_Told]:
    """Return what is said of one rating: one thing, unless two speak against each other."""
    trend, lately = each.trend, each.change
    if lately.ending.is_direction:
        if not trend.ending.is_direction:
            return [lately]
        # The last weeks go against the whole: leaving them out would tidy the record.
        return [trend, lately] if lately.ending is not trend.ending else [trend]
    if trend.ending is Ending.NOT_ENOUGH:
        # It says at least what is missing.
        return [lately]
    return [trend]


def _nights(material: ReviewMaterial) -> Iterable[Found]:
    nights = material.record.graded.get(SLEEP_INTERFERENCE, {})
    if not nights:
        return
    today = material.record.today
    found = frequency_change(nights, ending(today, days=_FOUR_WEEKS), three_months_ago(today))
    if found.ending.is_direction:
        is_for = found.ending is Ending.LOWER
        yield Found(side=_side(is_for=is_for), subject=SLEEP_INTERFERENCE, claim=found)


# Goals and signs.


def _goals(material: ReviewMaterial) -> Iterable[Found]:
    for goal in material.goals:
        if goal.reached_on is not None:
            claim = Count(what=CountOf.GOAL_REACHED, n=1, days=(goal.reached_on,))
            yield Found(side=SpeaksFor.MOVEMENT, subject=goal.id, claim=claim)
            continue
        step = moved(goal)
        if step is not None:
            claim = Count(what=CountOf.GOAL_MOVED, n=goal.rated[-1], before=goal.rated[0])
            yield Found(side=_side(is_for=step >= GOAL_MOVED_BY), subject=goal.id, claim=claim)


def _small_signs(line: Rest) -> Iterable[Found]:
    if line.now is not None:
        claim = Count(what=CountOf.SIGNS, n=line.now, before=line.before)
        yield Found(side=_side(is_for=line.says is Says.BETTER), claim=claim)


# Sessions, and what was noted after them.


def _fit(line: Rest) -> Iterable[Found]:
    if line.says in {Says.BETTER, Says.WORSE} and line.now is not None:
        claim = Count(what=CountOf.FIT, n=line.now, before=line.before)
        yield Found(side=_side(is_for=line.says is Says.BETTER), claim=claim)


def _low_fit(held: Sequence[SessionSeen]) -> Iterable[Found]:
    for item in FitItem:
        answered = [each for each in held if item in each.fit][-FEWEST_ANSWERS:]
        values = tuple(float(each.fit[item]) for each in answered)
        if len(values) == FEWEST_ANSWERS and max(values) <= LOW_FIT:
            claim = Count(
                what=CountOf.FIT_LOW,
                n=len(values),
                values=values,
                days=tuple(each.day for each in answered),
                numbers=_numbers(answered),
            )
            yield Found(side=SpeaksFor.AGAINST, subject=item.value, claim=claim)


def _held_back(held: Sequence[SessionSeen]) -> Iterable[Found]:
    answered = [each for each in held if each.held_back is not None][-LOOKED_AT:]
    found = [each for each in answered if each.held_back is not HeldBack.NO]
    if len(answered) >= FEWEST_ANSWERS and 2 * len(found) >= len(answered):
        claim = Count(
            what=CountOf.HELD_BACK,
            n=len(found),
            of=len(answered),
            days=tuple(each.day for each in found),
            numbers=_numbers(found),
        )
        yield Found(side=SpeaksFor.AGAINST, claim=claim)


def _ground(held: Sequence[SessionSeen]) -> Iterable[Found]:
    answered = [each for each in held[-LOOKED_AT:] if each.same_ground is not None]
    if len(answered) < FEWEST_ANSWERS:
        return
    same = [each for each in answered if each.same_ground is SameGround.SAME_PLACE]
    moving = [each for each in answered if each.same_ground is not SameGround.SAME_PLACE]
    for what, found, is_for in (
        (CountOf.FURTHER_IN, moving, True),
        (CountOf.SAME_PLACE, same, False),
    ):
        if 2 * len(found) >= len(answered):
            claim = Count(what=what, n=len(found), of=len(answered), numbers=_numbers(found))
            yield Found(side=_side(is_for=is_for), claim=claim)


def _said_first(held: Sequence[SessionSeen]) -> Iterable[Found]:
    found = [each for each in held[-LOOKED_AT:] if each.said_first]
    if found:
        claim = Count(
            what=CountOf.SAID_FIRST,
            n=len(found),
            of=len(held[-LOOKED_AT:]),
            days=tuple(each.day for each in found),
            numbers=_numbers(found),
        )
        yield Found(side=SpeaksFor.MOVEMENT, claim=claim)


def _afterwards(after: AfterSessions | None) -> Iterable[Found]:
    if after is not None and after.is_consistent:
        yield Found(side=SpeaksFor.AGAINST, subject="mood", claim=after)


def _attendance(material: ReviewMaterial) -> Iterable[Found]:
    kept, offered = attendance(material.record.sessions, material.course_id)
    if offered >= _FEWEST_OFFERED and kept < _KEPT_BELOW * offered:
        claim = Count(what=CountOf.ATTENDANCE, n=kept, of=offered)
        yield Found(side=SpeaksFor.AGAINST, claim=claim)


def attendance(
    sessions: Iterable[SessionSeen], course_id: str | None, *, after: date | None = None
) -> tuple[int, int]:
    """Return how many appointments were kept, and how many were the person's to keep.

    Args:
        sessions: Those of the past.
        course_id: The therapy.
        after: Only those later than that day.
    """
    mine = [
        each
        for each in sessions
        if each.course_id == course_id
        and each.outcome is not Outcome.CANCELLED_BY_THERAPIST
        and (after is None or each.day > after)
    ]
    return sum(each.outcome.is_held for each in mine), len(mine)


def _numbers(sessions: Iterable[SessionSeen]) -> tuple[int, ...]:
    return tuple(each.number for each in sessions if each.number is not None)


# What was written and done.


def _wins(material: ReviewMaterial) -> Iterable[Found]:
    lately, _ = _two_stretches(material.wins, material.record.today, _EIGHT_WEEKS)
    if lately:
        claim = Count(what=CountOf.WINS, n=len(lately), days=tuple(lately))
        yield Found(side=SpeaksFor.MOVEMENT, claim=claim)


def _practised(material: ReviewMaterial) -> Iterable[Found]:
    record = material.record
    if not _is_recorded_twice(record, _FOUR_WEEKS):
        return
    for key, days in record.tags.items():
        if not key.startswith("practice:"):
            continue
        lately, earlier = _two_stretches(days, record.today, _FOUR_WEEKS)
        if len(lately) < len(earlier) and key in material.ended:
            continue  # it is over, and not neglected
        if abs(len(lately) - len(earlier)) >= STEP_DAYS:
            claim = Count(what=CountOf.PRACTICE, n=len(lately), before=len(earlier))
            side = _side(is_for=len(lately) > len(earlier))
            yield Found(side=side, subject=key, claim=claim)


def _patterns(record: Material) -> Iterable[Found]:
    if not _is_recorded_twice(record, _EIGHT_WEEKS):
        return
    for key, days in record.tags.items():
        if not key.startswith("pattern:"):
            continue
        lately, earlier = _two_stretches(days, record.today, _EIGHT_WEEKS)
        if abs(len(lately) - len(earlier)) >= STEP_NOTICED:
            # To notice it more often is what begins to change; seldomer may be either.
            is_for = len(lately) > len(earlier)
            claim = Count(what=CountOf.PATTERN, n=len(lately), before=len(earlier))
            yield Found(side=_side(is_for=is_for), subject=key, claim=claim)


def _is_recorded_twice(record: Material, length: int) -> bool:
    """Whether there are check-ins on half of the days of both stretches, or more.

    What happened on a day without any is not known. Below that, a younger record or a pause
    would be taken for a change.
    """
    lately, earlier = _two_stretches(record.recorded, record.today, length)
    return min(len(lately), len(earlier)) >= length / 2


def _two_stretches(
    days: Iterable[date], today: date, length: int
) -> tuple[Sequence[date], Sequence[date]]:
    now: Period = ending(today, days=length)
    both = ending(today, days=2 * length)
    found = sorted(day for day in days if day in both)
    return [day for day in found if day in now], [day for day in found if day not in now]


def _carried(material: ReviewMaterial) -> Iterable[Found]:
    for id_, times in sorted(material.carried.items(), key=lambda each: (-each[1], each[0])):
        if times >= CARRIED_FROM:
            claim = Count(what=CountOf.CARRIED_OVER, n=times)
            yield Found(side=SpeaksFor.AGAINST, subject=id_, claim=claim)


def _warned(material: ReviewMaterial) -> Iterable[Found]:
    for each in material.warned:
        claim = Count(what=CountOf.WARNING, n=len(each.days), days=each.days)
        yield Found(side=SpeaksFor.AGAINST, subject=each.item, claim=claim)
