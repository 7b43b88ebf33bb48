"""Whether a therapy has stopped moving: the pieces, gathered for the question about it.

The question itself needs numpy, and the record is long: both are for a worker, through a
connection of the worker's own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessiondesk.domain.scale import Better
from sessiondesk.insights.material import Unit
from sessiondesk.insights.questionnaire_change import (
    ChangeClass,
    baseline,
    change,
    overlaps,
)
from sessiondesk.insights.steady import steady
from sessiondesk.store import assessments
from sessiondesk.store.connection import outside_causes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sessiondesk.domain.assessment import Assessment
    from sessiondesk.domain.ids import CourseId
    from sessiondesk.domain.instrument import Instrument, Instruments
    from sessiondesk.insights.material import Material
    from sessiondesk.insights.weekly_look import Answer
    from sessiondesk.journal.journal import Journal
    from sessiondesk.store.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsNow:
    """Where the questionnaires stand.

    Attributes:
        better: How many are reliably better than at the start of this therapy.
        worse: How many are reliably worse.
        above: How many had their last result in the range where a clinician would look closer.
    """

    better: int
    worse: int
    above: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SteadyReading:
    """What is to be read; carried to a worker.

    Attributes:
        course_id: The therapy.
        started_on: Its first day; where sessions were held, the first of them counts.
        instruments: The questionnaires there are.
    """

    course_id: CourseId
    started_on: date
    instruments: Instruments

    def answer(self, db: Connection, material: Material) -> Answer:
        """Return the pieces of that therapy, about its identity.

        Args:
            db: A connection of the worker's own.
            material: The whole record, up to the day that it is asked for.

        Raises:
            StoreError: The questionnaires could not be read.
        """
        # Here and not above: it brings numpy in, which the window is to do without.
        from sessiondesk.insights.weekly_look import Answer, trends  # noqa: PLC0415

        held = material.held(self.course_id)
        began_on = held[0].day if held else self.started_on
        forms = forms_now(db, self.instruments, began_on, material.today)
        main = [
            each
            for each in material.series
            if each.is_main and each.unit is Unit.POINTS and each.values
        ]
        claim = steady(
            trends(main, material.today, since=began_on),
            [each.same_ground for each in held],
            forms_better=forms.better,
            forms_above=forms.above,
        )
        return Answer(subject=self.course_id, claim=claim)


def reading(journal: Journal) -> SteadyReading | None:
    """Return what is to be read for the therapy that goes on; None where there is none.

    Raises:
        StoreError: The journal could not be read.
    """
    course = journal.measures.course()
    if course is None or course.started_on > journal.today():
        return None
    return SteadyReading(
        course_id=course.id,
        started_on=course.started_on,
        instruments=journal.measures.instruments,
    )


def forms_now(db: Connection, instruments: Instruments, began_on: date, on: date) -> FormsNow:
    """Return where the questionnaires stand on a day.

    Args:
        db: Where they are read.
        instruments: The questionnaires there are.
        began_on: Day of the first session of the therapy.
        on: The last day that counts.

    Raises:
        StoreError: They could not be read.
    """
    results: dict[str, list[Assessment]] = defaultdict(list)
    with outside_causes():
        for each in assessments.all_(db):
            if each.day <= on:
                results[each.instrument].append(each)
    judged = [_judged(each, results[each.id], began_on) for each in instruments.all]
    return FormsNow(
        better=judged.count(ChangeClass.IMPROVED),
        worse=judged.count(ChangeClass.WORSENED),
        above=sum(_is_above(each, results[each.id]) for each in instruments.all),
    )


def _judged(
    instrument: Instrument, results: Sequence[Assessment], began_on: date
) -> ChangeClass | None:
    start = baseline(results, began_on)
    if start is None or overlaps(instrument, start.days[-1], results[-1].day):
        return None
    return change(instrument, start.value, results[-1].total).judged


def _is_above(instrument: Instrument, results: Sequence[Assessment]) -> bool:
    cut_off = instrument.cut_off
    if cut_off is None or cut_off.pairs or not results:
        return False
    last = results[-1].total
    is_lower_better = instrument.better is Better.LOWER
    return last >= cut_off.points if is_lower_better else last <= cut_off.points
