"""A made-up journal to try the program with: one year, invented, and marked as such."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from sessiondesk.demo import plans, told
from sessiondesk.demo.around import Around
from sessiondesk.demo.days import TAG_NAMES, Days
from sessiondesk.demo.dice import Dice
from sessiondesk.demo.looked_back import LookedBack
from sessiondesk.demo.measured import Measured
from sessiondesk.demo.taken import Taken
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Adjustment, Goal, GoalValue, Win
from sessiondesk.domain.ids import (
    AdjustmentId,
    BringUpId,
    CourseId,
    GoalId,
    GoalValueId,
    PracticeId,
    PracticeLogId,
    TagId,
    TherapySessionId,
    WinId,
)
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.journal import Journal

__all__ = ["FOLDER_NAME", "PASSPHRASE", "fill"]

FOLDER_NAME: Final = "Made-up journal"
"""What the folder is called where the program chooses the name; the ending comes with it."""
PASSPHRASE: Final = "made up data"  # noqa: S105 - it guards nothing, and is said aloud
_DAYS_TO_APPOINTMENT: Final = 2
_SATURDAY: Final = 5
# What stands around the days is thrown with dice of its own, so that it can change alone.
_OTHER_DICE: Final = 1_000_000


def fill(journal: Journal, *, today: date, seed: int = 1) -> None:
    """Put a made-up year into an empty journal, in one step.

    The same day and seed give the same year: words, numbers, identities. The year ends the
    day before ``today``; the next appointment is two days after it, or on the Monday.

    Raises:
        StoreError: Nothing of it was kept.
    """
    around = Around(journal, Dice(seed + _OTHER_DICE))
    measured = Measured(journal, Dice(seed + 2 * _OTHER_DICE))
    looked_back = LookedBack(journal, Dice(seed + 3 * _OTHER_DICE), today)
    taken = Taken(journal, Dice(seed + 4 * _OTHER_DICE))
    year = _Year(
        journal,
        Dice(seed),
        today,
        around=around,
        measured=measured,
        looked_back=looked_back,
        taken=taken,
    )
    year.fill()


class _Year:
    """One year, told through the journal's own actions."""

    def __init__(
        self,
        journal: Journal,
        dice: Dice,
        today: date,
        *,
        around: Around,
        measured: Measured,
        looked_back: LookedBack,
        taken: Taken,
    ) -> None:
        self._journal = journal
        self._around = around
        self._measured = measured
        self._looked_back = looked_back
        self._taken = taken
        self._dice = dice
        self._zone = ZoneInfo(journal.zone)
        self._today = today
        coming = today + timedelta(days=_DAYS_TO_APPOINTMENT)
        while coming.weekday() >= _SATURDAY:
            coming += timedelta(days=1)
        self._first = coming - timedelta(weeks=told.COMING_WEEK)
        self._sessions: dict[int, TherapySessionId] = {}
        self._practices: dict[str, PracticeId] = {}
        self._tags: dict[str, TagId] = {}

    def fill(self) -> None:
        with self._journal.batch():
            self._journal.settings.change(is_made_up=True)
            self._keep_tags()
            self._around.begin(self._first, self._today)
            self._looked_back.begin()
            self._keep_days()
            course_id = self._keep_sessions()
            self._keep_bring_ups()
            self._keep_practices()
            self._keep_goals()
            self._around.keep(self._sessions)
            self._measured.keep(course_id, first=self._first, today=self._today, at=self._moment)
            self._looked_back.keep(course_id, first=self._first, sessions=self._sessions)
            self._taken.keep(self._sessions)

    def _keep_tags(self) -> None:
        self._tags = {tag.name: tag.id for tag in self._journal.tags.all()}
        for name in TAG_NAMES:
            if name not in self._tags:
                tag = Tag(id=TagId(self._dice.new_id()), name=name)
                self._journal.tags.record(tag)
                self._tags[name] = tag.id

    def _keep_days(self) -> None:
        yesterday = self._today - timedelta(days=1)
        days = Days(
            self._dice, first=self._first, last=yesterday, at=self._moment, tags=self._tags
        )
        for checkin in days.checkins():
            seen = self._around.seen_in(checkin)
            self._journal.checkins.record(self._looked_back.rated_in(seen))

    def _keep_sessions(self) -> CourseId:
        course = Course(
            id=CourseId(self._dice.new_id()),
            started_on=self._first,
            approach=told.APPROACH,
            rhythm=told.RHYTHM,
            expected_sessions=60,
            review_every=5,
            breaks=(self._around.pause(),),
        )
        self._journal.courses.record(course)
        notes = {each.week: each for each in told.TOLD}
        for week in range(told.COMING_WEEK + 1):
            if week not in told.AWAY_WEEKS:
                session = self._session(course.id, week, notes.get(week))
                self._sessions[week] = session.id
                self._journal.sessions.record(session)
        return course.id

    def _session(self, course_id: CourseId, week: int, after: told.Told | None) -> TherapySession:
        planned = datetime.combine(self._day(week), time(14))
        is_moved = week == told.MOVED_WEEK
        outcome = told.OTHER_OUTCOMES.get(week, Outcome.ATTENDED)
        is_cancelled = outcome in {Outcome.CANCELLED_BY_ME, Outcome.CANCELLED_BY_THERAPIST}
        return TherapySession(
            id=TherapySessionId(self._dice.new_id()),
            course_id=course_id,
            planned_for=planned + timedelta(days=1) if is_moved else planned,
            moved_from=(planned,) if is_moved else (),
            zone=self._journal.zone,
            place=Place.VIDEO if week in told.VIDEO_WEEKS else Place.IN_PERSON,
            outcome=outcome,
            cancelled_at=self._moment(self._day(week, -1), 9, 30) if is_cancelled else None,
            notes=after.notes if after else "",
            topics=after.topics if after else (),
            to_keep=after.to_keep if after else "",
            left_open=after.left_open if after else "",
            first_said=after.first_said if after else "",
            patterns=self._around.patterns_in(week),
        )

    def _keep_bring_ups(self) -> None:
        for rank, each in enumerate(plans.TO_SAY):
            bring_up = BringUp(
                id=BringUpId(self._dice.new_id()),
                text=each.text,
                want=each.want,
                rank=rank,
                state=each.state,
                session_id=None if each.week is None else self._sessions[each.week],
                stays_private=each.stays_private,
            )
            self._journal.bring_ups.record(bring_up)

    def _keep_practices(self) -> None:
        for each in plans.AGREED:
            practice = Practice(
                id=PracticeId(self._dice.new_id()),
                text=each.text,
                agreed_on=self._day(each.week),
                days_a_week=each.days_a_week,
                session_id=self._sessions[each.week],
                state=each.state,
                ended_on=None if each.ended_week is None else self._day(each.ended_week),
            )
            self._practices[each.key] = practice.id
            self._journal.practices.record(practice)
            self._keep_log(practice, each)

    def _keep_log(self, practice: Practice, agreed: plans.Agreed) -> None:
        last = self._today if practice.ended_on is None else practice.ended_on
        quarters = len(agreed.done)
        for n in range(1, (last - practice.agreed_on).days):
            day = practice.agreed_on + timedelta(days=n)
            quarter = (day - self._first).days * quarters // (7 * told.COMING_WEEK)
            if self._dice.chance(agreed.done[min(quarter, quarters - 1)] / 7):
                entry = PracticeLog(
                    id=PracticeLogId(self._dice.new_id()),
                    practice_id=practice.id,
                    done_at=self._moment(day, 21, int(self._dice.between(0, 60))),
                    day=day,
                    helped=int(self._dice.between(2, 9)) if self._dice.chance(0.8) else None,
                    obstacle=self._dice.pick(plans.OBSTACLES) if self._dice.chance(0.12) else "",
                )
                self._journal.practices.log(entry)

    def _keep_goals(self) -> None:
        ids: dict[str, GoalId] = {}
        for each in plans.AIMS:
            goal = Goal(
                id=GoalId(self._dice.new_id()),
                text=each.text,
                began_on=self._day(each.week),
                horizon=each.horizon,
                serves_id=ids[each.serves] if each.serves else None,
                measure=each.measure,
                practice_id=self._practices[each.practice] if each.practice else None,
                tag_id=self._tags[each.tag] if each.tag else None,
                aim=each.aim,
                review_on=None if each.review_week is None else self._day(each.review_week),
                state=each.state,
                closing_words=each.closing_words,
            )
            ids[each.key] = goal.id
            self._journal.goals.record(goal)
            self._keep_steps(goal.id, each)
        # There would be no room for the rest of the page.
        off = frozenset({str(ids[plans.OFF_SHEET])})
        self._journal.settings.change(sheet_lines_off=off)

    def _keep_steps(self, goal_id: GoalId, aim: plans.Aim) -> None:
        for week, value in aim.values:
            day = self._day(week, 1)
            self._journal.goals.log(
                GoalValue(
                    id=GoalValueId(self._dice.new_id()),
                    goal_id=goal_id,
                    noted_at=self._moment(day, 20, 15),
                    day=day,
                    value=value,
                )
            )
        for week, text in aim.wins:
            win = Win(
                id=WinId(self._dice.new_id()), goal_id=goal_id, day=self._day(week, 1), text=text
            )
            self._journal.goals.add_win(win)
        # Kept one by one instead of by `goals.adjust`, which dates a change on today.
        with self._journal.act() as act:
            for turn in aim.turns:
                act.save(
                    Adjustment(
                        id=AdjustmentId(self._dice.new_id()),
                        goal_id=goal_id,
                        made_on=self._day(turn.week, 1),
                        what=turn.what,
                        before=turn.before,
                        after=turn.after,
                        reason=turn.reason,
                    )
                )

    def _day(self, week: int, later: int = 0) -> date:
        return self._first + timedelta(weeks=week, days=later)

    def _moment(self, day: date, hour: int, minute: int) -> datetime:
        there = datetime.combine(day, time(hour, minute), self._zone)
        return there.replace(tzinfo=timezone(there.utcoffset() or timedelta(0)))
