"""Plans of measuring: which instruments are filled in, how often, and which are due."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CourseId, MeasurePlanId
from sessiondesk.domain.instrument import Instrument, Instruments

LONGEST_DAYS: Final = 365
_BY_ITS_NAME: Final = MeasurePlanId("")


def plan_id(course_id: CourseId | None, instrument: str) -> MeasurePlanId:
    """Return the identity of the plan for that instrument in that therapy: there is one."""
    whole = f"measure_plan {course_id or ''} {instrument}"
    return MeasurePlanId(hashlib.sha256(whole.encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePlan:
    """What the person chose for one instrument.

    Attributes:
        instrument: Id of the instrument.
        course_id: The therapy it was chosen for. None: for whatever has no choice of its own.
        is_on: Whether it is filled in at all.
        every_days: Days from one time to the next, 1 to 365.
        id: Identity: that of ``plan_id`` unless it is given.
    """

    instrument: str
    course_id: CourseId | None = None
    is_on: bool
    every_days: int
    id: MeasurePlanId = _BY_ITS_NAME

    def __post_init__(self) -> None:
        if not self.instrument:
            raise InvalidFieldError("instrument", "Say which questionnaire it is.")
        if not 1 <= self.every_days <= LONGEST_DAYS:
            raise InvalidFieldError("every_days", "Choose 1 to 365 days.")
        if not self.id:
            object.__setattr__(self, "id", plan_id(self.course_id, self.instrument))


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An instrument that can be filled in again.

    Attributes:
        instrument: Which.
        every_days: Days from one time to the next.
        last: The day it was filled in last. None: never.
        since: The day from which it is due.
    """

    instrument: Instrument
    every_days: int
    last: date | None
    since: date


def in_force(
    instruments: Instruments, plans: Collection[MeasurePlan], course_id: CourseId | None
) -> Sequence[MeasurePlan]:
    """Return the plan for each instrument, as it holds for one therapy, in their order.

    Each is a plan of that therapy, also where it says what was chosen for none in particular:
    changed and kept, it holds for that therapy alone.

    Args:
        instruments: All instruments.
        plans: What was chosen, for whichever therapy.
        course_id: The therapy. None: no therapy in particular.
    """
    chosen = {(each.course_id, each.instrument): each for each in plans}
    found = []
    for each in instruments.all:
        plan = chosen.get((course_id, each.id)) or chosen.get((None, each.id))
        if plan is None or plan.course_id != course_id:
            plan = MeasurePlan(
                instrument=each.id,
                course_id=course_id,
                is_on=each.is_on if plan is None else plan.is_on,
                every_days=each.interval.default_days if plan is None else plan.every_days,
            )
        found.append(plan)
    return found


def due(
    instruments: Instruments,
    plans: Collection[MeasurePlan],
    last_days: Mapping[str, date],
    *,
    today: date,
    chosen: Collection[str] = (),
) -> Sequence[Due]:
    """Return what is due today, in the order of the instruments.

    Args:
        instruments: All instruments.
        plans: The plan in force for each, as ``in_force`` returns them.
        last_days: The day on which each was filled in last; one that never was is not there.
        today: Today.
        chosen: Ids of the instruments that the person chose by hand: they are due before they
            were filled in for the first time. The others wait until somebody begins.
    """
    found = []
    for plan in plans:
        instrument = instruments.find(plan.instrument)
        if instrument is None or not plan.is_on:
            continue
        last = last_days.get(plan.instrument)
        if last is None and plan.instrument not in chosen:
            continue
        # Nothing is added to a day before it is known to lie in the past: a slip of the pen may
        # have put it at the end of the calendar.
        if last is not None and (today - last).days < plan.every_days:
            continue
        since = today if last is None else last + timedelta(days=plan.every_days)
        found.append(
            Due(instrument=instrument, every_days=plan.every_days, last=last, since=since)
        )
    return found
