"""The made-up looking back: two reviews with their evidence, and how two times were remembered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sessiondesk.demo.dice import Dice
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import CourseId, RecallId, ReviewId, ScaleId, TherapySessionId
from sessiondesk.domain.period import Period
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor, Step
from sessiondesk.domain.scale import Better, Scale
from sessiondesk.insights import keeping, questionnaire_change
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import change, default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.counts import Count, CountOf, ScoreStory
from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A review: its week, and what was ticked and written.

    Attributes:
        week: Its week; it was made on the day after the session.
        hard: Questions answered with "this is hard".
        not_right: Questions answered with "this isn't right".
        aside: Subjects of evidence that was put aside.
    """

    week: int
    hard: frozenset[Movement]
    not_right: frozenset[Movement] = frozenset()
    hard_words: str = ""
    not_right_words: str = ""
    own_words: str = ""
    decisions: str = ""
    steps: frozenset[Step] = frozenset()
    aside: frozenset[str] = frozenset()


LOOKS: Final = (
    Look(
        week=7,
        hard=frozenset({Movement.POINT, Movement.TRUST, Movement.HONEST, Movement.AFTER}),
        not_right=frozenset({Movement.MOVEMENT}),
        hard_words="It hurts where it should. I go home and it is quiet by the evening.",
        not_right_words="I nod when I do not understand, and then nothing can move.",
        own_words="Too early to say. I would like to find out.",
        decisions="I ask when I do not follow. We look again when the post is done.",
        steps=frozenset({Step.TALK}),
    ),
    Look(
        week=46,
        hard=frozenset(
            {Movement.MOVEMENT, Movement.POINT, Movement.TRUST, Movement.HONEST, Movement.SAID}
        ),
        not_right=frozenset({Movement.AFTER}),
        hard_words="The new team makes every week long, and still I said two sentences in it.",
        not_right_words="The evenings after are heavy more often than I say.",
        own_words="Something is moving. I want to know whether it stays without the weekly hour.",
        decisions="Keep the ladder. Say it when an evening was heavy. Look again in spring.",
        steps=frozenset({Step.REVIEW, Step.EXPECT}),
        aside=frozenset({"anxiety"}),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """How the days up to some day were remembered, before they were looked at."""

    week: int
    days: int
    words: str
    ratings: Mapping[str, float]


REMEMBERED: Final = (
    Remembered(
        week=43,
        days=7,
        words="All of it was bad, I think. I only remember the big meeting.",
        ratings={"mood": 3, "anxiety": 8},
    ),
    Remembered(
        week=48,
        days=7,
        words="Better than the one before, and nobody was cross with me.",
        ratings={"mood": 7, "anxiety": 4, "energy": 6},
    ),
)
OWN_SCALE: Final = "Patience"
"""Asked since a few days only: too few to compare."""
OWN_SCALE_DAYS: Final = 9

_MOVES: Final = {
    ScaleId("mood"): Better.HIGHER,
    ScaleId("anxiety"): Better.LOWER,
    ScaleId("energy"): Better.HIGHER,
}
_SCORED: Final = "phq9"


class LookedBack:
    """What was looked back on, through the journal's own actions."""

    def __init__(self, journal: Journal, dice: Dice, today: date) -> None:
        """Take the journal to fill, chance, and the day after the last one of the record."""
        self._journal = journal
        self._dice = dice
        self._asked_from = today - timedelta(days=OWN_SCALE_DAYS)
        self._scale = ScaleId(dice.new_id())

    def begin(self) -> None:
        """Keep what the days answer: the person's own scale."""
        self._journal.scales.record(
            Scale(
                id=self._scale,
                label=OWN_SCALE,
                low_text="none at all",
                high_text="as with a friend",
                better=Better.HIGHER,
                position=len(self._journal.scales.all()),
            )
        )

    def rated_in(self, checkin: CheckIn) -> CheckIn:
        """Return ``checkin`` with an answer on that scale, in the last days."""
        if checkin.day < self._asked_from or checkin.sleep_hours is None:
            return checkin
        mood = checkin.ratings.get(ScaleId("mood"), 5)
        value = min(10.0, max(0.0, mood - 1 + int(self._dice.between(0, 3))))
        return replace(checkin, ratings={**checkin.ratings, self._scale: value})

    def keep(
        self,
        course_id: CourseId,
        *,
        first: date,
        sessions: Mapping[int, TherapySessionId],
    ) -> None:
        """Keep the reviews and what was remembered.

        Args:
            course_id: The therapy.
            first: Day of the first session.
            sessions: Its sessions by week.
        """
        for each in LOOKS:
            day = first + timedelta(weeks=each.week, days=1)
            self._journal.reviews.record(
                Review(
                    id=ReviewId(self._dice.new_id()),
                    day=day,
                    course_id=course_id,
                    session_id=sessions[each.week],
                    findings=tuple(
                        replace(found, is_aside=found.subject in each.aside)
                        for found in self._findings(first, day)
                    ),
                    hard=each.hard,
                    not_right=each.not_right,
                    hard_words=each.hard_words,
                    not_right_words=each.not_right_words,
                    own_words=each.own_words,
                    decisions=each.decisions,
                    steps=each.steps,
                )
            )
        for said in REMEMBERED:
            day = first + timedelta(weeks=said.week, days=6)
            self._journal.recalls.record(
                Recall(
                    id=RecallId(self._dice.new_id()),
                    day=day,
                    first=day - timedelta(days=said.days - 1),
                    last=day,
                    words=said.words,
                    ratings={ScaleId(name): value for name, value in said.ratings.items()},
                )
            )

    def _findings(self, first: date, on: date) -> Iterator[Finding]:
        """Yield what the record said on that day; only what is quick to work out."""
        now, then = default_windows(on)
        daily = self._journal.checkins.daily(list(_MOVES), Period(first=first, last=on))
        for key, better in _MOVES.items():
            claim = change(daily[key], now, then, none_at_zero=key == "anxiety")
            moved = Ending.HIGHER if better is Better.HIGHER else Ending.LOWER
            yield _finding(claim, is_movement=claim.ending is moved, subject=key)
        story = self._story(first, on)
        if story is not None:
            is_better = story.change.judged is ChangeClass.IMPROVED
            yield _finding(story, is_movement=is_better, subject=_SCORED)
        past = [each for each in self._journal.sessions.all() if first <= each.day <= on]
        held = [each for each in past if each.outcome.is_held]
        kept = Count(what=CountOf.ATTENDANCE, n=len(held), of=len(past))
        yield _finding(kept, is_movement=True)
        said = [each for each in held if each.first_said]
        new = Count(what=CountOf.SAID_FIRST, n=len(said), days=tuple(each.day for each in said))
        yield _finding(new, is_movement=True)

    def _story(self, first: date, on: date) -> ScoreStory | None:
        instrument = self._journal.measures.instruments.find(_SCORED)
        results = [each for each in self._journal.measures.of(_SCORED) if each.day <= on]
        start = questionnaire_change.baseline(results, first)
        if instrument is None or start is None or results[-1].day <= start.days[-1]:
            return None
        return ScoreStory(
            first_on=start.days[-1],
            last_on=results[-1].day,
            change=questionnaire_change.change(instrument, start.value, results[-1].total),
            recall_days=instrument.recall.days,
        )


def _finding(claim: Claim, *, is_movement: bool, subject: str = "") -> Finding:
    return Finding(
        side=SpeaksFor.MOVEMENT if is_movement else SpeaksFor.AGAINST,
        asked=keeping.asked_of(claim),
        subject=subject,
        method=keeping.METHOD,
        claim=keeping.encode(claim),
    )
