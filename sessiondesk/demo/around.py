"""Keeps what stands around the made-up days: patterns, own words, signs, events, the plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sessiondesk.demo import beside
from sessiondesk.demo.dice import Dice
from sessiondesk.demo.told import AWAY_WEEKS, COMING_WEEK, HARD_WEEKS, OTHER_OUTCOMES
from sessiondesk.domain.afterwards import AboutTheTime, Afterwards, FitItem, HeldBack
from sessiondesk.domain.checkin import CheckIn, Feeling, Tried
from sessiondesk.domain.course import Break
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import (
    FeelingWordId,
    LifeEventId,
    PatternId,
    SignId,
    TherapySessionId,
)
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.scale import HIGHEST, LOWEST
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.journal import Journal

_WEEK: Final = timedelta(weeks=1)
_DAY: Final = timedelta(days=1)


class Around:
    """What stands around the days of a year."""

    def __init__(self, journal: Journal, dice: Dice) -> None:
        """Take the journal to fill, and chance."""
        self._journal = journal
        self._dice = dice
        self._first = date.min
        self._today = date.max
        self._patterns: dict[str, PatternId] = {}
        self._own: list[Feeling] = []

    def begin(self, first: date, today: date) -> None:
        """Keep what the days and sessions name: patterns and own words.

        Args:
            first: Day of the first session.
            today: The day after the last one of the record.
        """
        self._first, self._today = first, today
        self._patterns = {each.key: PatternId(self._dice.new_id()) for each in beside.NAMED}
        for each in beside.NAMED:
            into = self._patterns.get(each.merged_into)
            self._journal.patterns.record(
                Pattern(
                    id=self._patterns[each.key],
                    name=each.name,
                    named_on=self._day(each.week),
                    sets_off=each.sets_off,
                    notice_first=each.notice_first,
                    what_i_do=each.what_i_do,
                    may_protect=each.may_protect,
                    rather_do=each.rather_do,
                    merged_into=into,
                )
            )
        for family, text, is_shown in (*beside.OWN_WORDS, beside.HIDDEN_WORD):
            word = FeelingWord(
                id=FeelingWordId(self._dice.new_id()), family=family, text=text, is_shown=is_shown
            )
            self._journal.feelings.record(word)
            self._own.append(Feeling(family=family, word=word.id))

    def seen_in(self, checkin: CheckIn) -> CheckIn:
        """Return ``checkin`` with what was seen in it, on the day or on a later look."""
        dice = self._dice
        week = (checkin.day - self._first) // _WEEK
        patterns = {
            self._patterns[each.key]
            for each in beside.NAMED
            if dice.chance(each.after if week >= each.week else each.before)
        }
        own = {each for each in self._own if checkin.feelings and dice.chance(0.04)}
        tried = dice.pick(tuple(Tried)) if checkin.lines and dice.chance(0.6) else None
        return replace(
            checkin,
            patterns=frozenset(patterns),
            feelings=checkin.feelings | own,
            tried=tried if week >= 1 else None,
        )

    def patterns_in(self, week: int) -> frozenset[PatternId]:
        """Return the patterns that were seen in the session of that week."""
        return frozenset(self._patterns[each.key] for each in beside.NAMED if week in each.weeks)

    def pause(self) -> Break:
        """Return the break of the therapy."""
        return Break(
            first=self._day(min(AWAY_WEEKS)),
            last=self._day(max(AWAY_WEEKS) + 1) - _DAY,
            reason=beside.BREAK_REASON,
        )

    def keep(self, sessions: Mapping[int, TherapySessionId]) -> None:
        """Keep the rest, once the sessions are there, by their weeks."""
        for week, session_id in sessions.items():
            is_held = OTHER_OUTCOMES.get(week, Outcome.ATTENDED).is_held
            if is_held and self._dice.chance(0.85):
                self._journal.afterwards.record(self._after(week, session_id))
        for week in beside.SIGN_WEEKS:
            self._journal.signs.record(*self._signs(week, sessions.get(week)))
        week, item, example = beside.CLOSER_LOOK
        self._journal.signs.record(
            Sign(
                id=SignId(self._dice.new_id()),
                item=item,
                side=SignSide.WARNING,
                day=self._day(week, 2),
                answer=SignAnswer.TICKED,
                example=example,
            )
        )
        for each in beside.HAPPENED:
            self._journal.life_events.record(self._event(each))
        self._journal.safety.record(
            SafetyPlan(
                warning_signs=beside.PLAN_SIGNS,
                helps_me_wait=beside.PLAN_ALONE,
                places_and_people=beside.PLAN_PLACES,
                people_to_ask=beside.PLAN_PEOPLE,
                professionals=beside.PLAN_HELP,
                safer_room=beside.PLAN_ROOM,
                worth_living_for=beside.PLAN_WORTH,
            )
        )

    def _after(self, week: int, session_id: TherapySessionId) -> Afterwards:
        dice = self._dice
        hardness = 1.5 if week in HARD_WEEKS else 0
        level = 5.4 + 2.2 * week / COMING_WEEK
        arriving = 4.2 + 2 * week / COMING_WEEK - hardness + dice.around(1)
        held_back, what, why = beside.HELD_BACK.get(week, (HeldBack.NO, "", None))
        about = set()
        if week in beside.RUSHED_WEEKS:
            about.add(AboutTheTime.RUSHED)
        if week == beside.DISTRACTED_WEEK:
            about.add(AboutTheTime.DISTRACTED)
        is_yesterday_over = self._day(week, 1) < self._today
        return Afterwards(
            session_id=session_id,
            fit={item: _rating(level + dice.around(1.1)) for item in FitItem if dice.chance(0.95)},
            held_back=held_back,
            held_back_what=what,
            held_back_why=frozenset({why} if why else ()),
            arriving=_rating(arriving),
            leaving=_rating(arriving + 0.7 + dice.around(1.2)),
            leaving_feelings=frozenset({Feeling(family=dice.pick(("calm", "sad", "strong")))}),
            next_day=_rating(arriving + 0.5 + dice.around(1)) if is_yesterday_over else None,
            day_after=dice.pick(beside.DAYS_AFTER) if is_yesterday_over else None,
            same_ground=dice.pick(beside.GROUNDS),
            about_the_time=frozenset(about or {AboutTheTime.NONE}),
            words=beside.AFTER_WORDS.get(week, ""),
        )

    def _signs(self, week: int, session_id: TherapySessionId | None) -> list[Sign]:
        return [
            Sign(
                id=SignId(self._dice.new_id()),
                item=item[0],
                side=SignSide.PROGRESS,
                day=self._day(week, 2),
                answer=beside.answer(item, week),
                example=beside.SIGN_EXAMPLES.get((item[0], week), ""),
                session_id=session_id if item[0] == "said_disliked" else None,
            )
            for item in beside.SIGNS
        ]

    def _event(self, each: beside.Happened) -> LifeEvent:
        return LifeEvent(
            id=LifeEventId(self._dice.new_id()),
            title=each.title,
            kind=each.kind,
            first=self._day(each.week),
            last=None if each.until_week is None else self._day(each.until_week + 1) - _DAY,
            goes_on=each.goes_on,
            dose=each.dose,
            words=each.words,
        )

    def _day(self, week: int, later: int = 0) -> date:
        return self._first + timedelta(weeks=week, days=later)


def _rating(value: float) -> int:
    return min(HIGHEST, max(LOWEST, round(value)))
