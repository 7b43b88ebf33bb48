"""What a progress review is made of, read in one go.

The question needs numpy, and the record is long: the window reads on a worker, through a
connection of the worker's own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind
from sessiondesk.domain.checkin import LineKind
from sessiondesk.domain.goal import Adjusted, Goal, GoalState, Measure
from sessiondesk.domain.period import ending
from sessiondesk.domain.practice import PracticeState
from sessiondesk.domain.sign import SignAnswer, SignSide
from sessiondesk.domain.therapy_session import numbers
from sessiondesk.insights.questionnaire_change import BEFORE_FIRST_SESSION
from sessiondesk.insights.review_material import GoalSeen, ReviewMaterial, ScoresSeen, Warned
from sessiondesk.store import (
    assessments,
    bring_ups,
    checkins,
    goal_steps,
    goals,
    practices,
    records,
    reviews,
    signs,
    therapy_sessions,
    versions,
)
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from sessiondesk.domain.assessment import Assessment
    from sessiondesk.domain.course import Course
    from sessiondesk.domain.goal import Adjustment
    from sessiondesk.domain.instrument import Instruments
    from sessiondesk.insights.evidence import Evidence
    from sessiondesk.insights.material import Material
    from sessiondesk.journal.looking_back import Reading
    from sessiondesk.store.connection import Connection

_SHEET_LASTS: Final = timedelta(days=14)
"""What is answered within two weeks belongs to one sheet of small signs."""

_WINS_DAYS: Final = 56
_READ: Final = 0.7
"""Reading is about so much of the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReading:
    """What is to be read; carried to a worker.

    Attributes:
        record: The whole record.
        course: The therapy. None: there is none.
        instruments: The questionnaires there are.
    """

    record: Reading
    course: Course | None
    instruments: Instruments

    def evidence(
        self, db: Connection, *, progress: Callable[[float], None] | None = None
    ) -> Evidence:
        """Return what speaks for movement, and what against it.

        Args:
            db: A connection of the worker's own, or that of the command line.
            progress: Told the share that is done, 0 to 1; what it raises ends the work.

        Raises:
            StoreError: It could not be read.
        """
        # Here and not above: it brings numpy in, which the window is to do without.
        from sessiondesk.insights.evidence import weigh  # noqa: PLC0415
        from sessiondesk.insights.weekly_look import trends  # noqa: PLC0415

        material = self.material(db)
        if progress is not None:
            progress(_READ)
        on = material.record.today
        main = [each for each in material.record.series if each.is_main and each.values]
        return weigh(material, trends(main, on, since=material.began_on))

    def material(self, db: Connection) -> ReviewMaterial:
        """Return one therapy and the record around it.

        Raises:
            StoreError: It could not be read.
        """
        record = self.record.material(db)
        course_id = None if self.course is None else self.course.id
        held = () if course_id is None else record.held(course_id)
        began_on = None if self.course is None else self.course.started_on
        if held:
            began_on = held[0].day
        with outside_causes():
            said = bring_ups.all_(db)
            return ReviewMaterial(
                record=record,
                course_id=course_id,
                began_on=began_on,
                sessions_before=0 if self.course is None else self.course.sessions_before,
                since_session=self._since(db, record),
                scores=self._scores(db, record.today),
                goals=tuple(_goals(db, record, began_on)),
                sheets=_sheets(db, record.today, began_on),
                warned=tuple(self._warned(db, record.today, began_on)),
                wins=tuple(_wins(db, record.today)),
                carried={each.id: _times_carried(db, each) for each in said if each.is_open},
                openers=_openers(said),
                ended=frozenset(_ended(db, record.today)),
            )

    def _since(self, db: Connection, record: Material) -> tuple[int, date] | None:
        """Return the session after which the last review was, else the first in the record."""
        course = self.course
        if course is None:
            return None
        held = [each for each in record.held(course.id) if each.number is not None]
        if not held:
            return None
        outline = therapy_sessions.outline(db)
        counted = numbers(course, outline)
        days = {each.id: each.day for each in outline}
        mine = [
            each.session_id
            for each in reviews.all_(db)
            if each.course_id == course.id and each.session_id in counted
        ]
        if mine and mine[-1] is not None:
            return counted[mine[-1]], days[mine[-1]]
        return held[0].number or 0, held[0].day

    def _scores(self, db: Connection, on: date) -> tuple[ScoresSeen, ...]:
        taken: dict[str, list[Assessment]] = defaultdict(list)
        for each in assessments.all_(db):
            if each.day <= on:
                taken[each.instrument].append(each)
        return tuple(
            ScoresSeen(instrument=each, results=tuple(taken[each.id]))
            for each in self.instruments.all
            if taken[each.id]
        )

    def _warned(self, db: Connection, on: date, began_on: date | None) -> Iterable[Warned]:
        ticked: dict[str, list[date]] = defaultdict(list)
        for each in signs.all_(db, SignSide.WARNING):
            if each.day <= on and (began_on is None or each.day >= began_on):
                ticked[each.item].append(each.day)
        for item in self.record.prompts.warning_signs.items:
            if ticked[item.id]:
                yield Warned(
                    item=item.id,
                    days=tuple(ticked[item.id]),
                    needs_outside_help=item.needs_outside_help,
                )


# Goals.


def _goals(db: Connection, record: Material, began_on: date | None) -> Iterable[GoalSeen]:
    for goal in goals.all_(db):
        steps = goal_steps.adjustments(db, goal.id)
        closed_on = _changed_on(steps, Adjusted.STATE) if goal.state.is_on_shelf else None
        is_earlier = closed_on is not None and began_on is not None and closed_on < began_on
        if goal.state is GoalState.LET_GO or is_earlier or goal.began_on > record.today:
            continue
        is_reached = goal.state is GoalState.REACHED
        yield GoalSeen(
            id=goal.id,
            rated=_rated(db, goal, steps, record.today),
            days=_days_of(goal, record.tags) if goal.state is GoalState.ACTIVE else None,
            aim=goal.aim,
            since=_changed_on(steps, Adjusted.MEASURE) or goal.began_on,
            reached_on=(closed_on or record.today) if is_reached else None,
        )


def _changed_on(steps: Sequence[Adjustment], what: Adjusted) -> date | None:
    """Return the day of the last such change, of ``steps`` that come newest first."""
    return next((each.made_on for each in steps if each.what is what), None)


def _rated(db: Connection, goal: Goal, steps: Sequence[Adjustment], on: date) -> tuple[float, ...]:
    if goal.measure is not Measure.OWN_RATING:
        return ()
    changed = next((each for each in steps if each.what is Adjusted.MEASURE), None)
    # Earlier ratings mean another thing.
    since = None if changed is None else records.made_at(db, Kind.GOAL_ADJUSTMENT, changed.id)
    return tuple(
        each.value
        for each in goal_steps.values(db, goal.id)
        if each.day <= on and (since is None or each.noted_at >= since)
    )


def _days_of(goal: Goal, tags: Mapping[str, Iterable[date]]) -> frozenset[date] | None:
    match goal.measure:
        case Measure.PRACTICE_DAYS:
            return frozenset(tags.get(f"practice:{goal.practice_id}", ()))
        case Measure.TAG_DAYS:
            return frozenset(tags.get(f"tag:{goal.tag_id}", ()))
    return None


def _ended(db: Connection, on: date) -> Iterable[str]:
    """Yield the keys of the practices that were over by that day."""
    for each in practices.all_(db):
        is_over = each.state is not PracticeState.GOING_ON
        if is_over and (each.ended_on is None or each.ended_on <= on):
            yield f"practice:{each.id}"


# Signs, wins and what is to be said.


def _sheets(db: Connection, on: date, began_on: date | None) -> tuple[int, ...]:
    first = None if began_on is None else began_on - BEFORE_FIRST_SESSION
    begun: date | None = None
    sheets: list[dict[str, bool]] = []
    for each in signs.all_(db, SignSide.PROGRESS):
        if each.day > on or (first is not None and each.day < first):
            continue
        if begun is None or each.day - begun >= _SHEET_LASTS:
            begun = each.day
            sheets.append({})
        sheets[-1][each.item] = each.answer is not SignAnswer.NOT_YET
    return tuple(sum(sheet.values()) for sheet in sheets)


def _wins(db: Connection, on: date) -> Iterable[date]:
    stretch = ending(on, days=_WINS_DAYS)
    for checkin in checkins.between(db, stretch.first, stretch.last):
        yield from (checkin.day for line in checkin.lines if line.kind is LineKind.WIN)
    for goal in goals.all_(db):
        yield from (each.day for each in goal_steps.wins(db, goal.id) if each.day in stretch)


def _times_carried(db: Connection, bring_up: BringUp) -> int:
    """Return over how many sessions something to say was carried."""
    was = [
        records.decode(Kind.BRING_UP, text)
        for _, text in versions.of_record(db, Kind.BRING_UP, bring_up.id)
    ]
    carried = {
        each.session_id
        for each in (*was, bring_up)
        if isinstance(each, BringUp) and each.state is BringUpState.CARRIED_OVER
    }
    return len(carried)


def _openers(said: Sequence[BringUp]) -> tuple[int, int]:
    chosen = [each for each in said if each.source in {SourceKind.OPENER, SourceKind.REVIEW}]
    return sum(each.state is BringUpState.BROUGHT_UP for each in chosen), len(chosen)
