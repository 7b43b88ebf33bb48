"""The journal's questionnaires, the therapist's own forms, and the plan of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessiondesk.domain import measure_plan
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.journal.part import Part
from sessiondesk.store import assessments, drafts, forms, measure_plans, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sessiondesk.domain.assessment import Assessment
    from sessiondesk.domain.course import Course
    from sessiondesk.domain.form import Form, FormTotal
    from sessiondesk.domain.ids import AssessmentId, CourseId, FormId, FormTotalId
    from sessiondesk.domain.instrument import Instruments
    from sessiondesk.domain.measure_plan import Due, MeasurePlan
    from sessiondesk.domain.period import Period
    from sessiondesk.journal.journal import Journal


class Measures(Part):
    """What was filled in, when, and what is due.

    Attributes:
        instruments: The questionnaires that can be filled in.
    """

    def __init__(self, journal: Journal, instruments: Instruments) -> None:
        super().__init__(journal)
        self.instruments = instruments

    # Questionnaires

    def of(self, instrument: str) -> Sequence[Assessment]:
        """Return what was filled in of one instrument, by its id, oldest first."""
        with outside_causes():
            return assessments.of(self._db, instrument)

    def all(self) -> Sequence[Assessment]:
        """Return everything that was filled in, oldest first."""
        with outside_causes():
            return assessments.all_(self._db)

    def ends(self, period: Period) -> Sequence[Assessment]:
        """Return the two earliest and the two latest of each instrument, oldest first.

        Of ten years a few are enough to say where each began, where it was and where it is.
        """
        with outside_causes():
            return assessments.ends(self._db, period.first, period.last)

    def on_sheet(self, last: date) -> Sequence[Assessment]:
        """Return those up to ``last`` with an answer put on the prep sheet, oldest first."""
        with outside_causes():
            return assessments.on_sheet(self._db, last)

    def last_days(self) -> Mapping[str, date]:
        """Return the day on which each instrument was filled in last, by its id."""
        with outside_causes():
            return assessments.last_days(self._db)

    def find(self, assessment_id: AssessmentId) -> Assessment | None:
        """Return the assessment of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.ASSESSMENT, assessment_id)
            return assessments.find(self._db, assessment_id) if is_kept else None

    def record(self, assessment: Assessment, *, settles: Iterable[str] = ()) -> None:
        """Keep ``assessment``, new or changed.

        Args:
            assessment: What to keep.
            settles: Editors whose drafts of that instrument are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(assessment)
            for editor in settles:
                drafts.drop(self._db, editor, assessment.instrument)

    def remove(self, assessment_id: AssessmentId) -> None:
        """Put an assessment into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.ASSESSMENT, assessment_id)

    # Forms of a therapist

    def forms(self) -> Sequence[Form]:
        """Return all forms, the one that was added first first."""
        with outside_causes():
            return forms.all_(self._db)

    def totals(self, form_id: FormId) -> Sequence[FormTotal]:
        """Return the totals of one form, oldest first."""
        with outside_causes():
            return forms.totals(self._db, form_id)

    def record_form(self, form: Form, *totals: FormTotal) -> None:
        """Keep ``form``, new or changed, and totals of it, as one act.

        Raises:
            InvalidFieldError: A total is beyond the range of the form, or one that is there
                already is beyond its new range; nothing was kept.
        """
        for each in totals:
            form.require_total(each.total)
        changed = {each.id for each in totals}
        _require_range(form, [each for each in self.totals(form.id) if each.id not in changed])
        with self._journal.act() as act:
            act.save(form)
            for each in totals:
                act.save(each)

    def remove_form(self, form_id: FormId) -> None:
        """Put a form into the bin; its totals are not shown without it."""
        with self._journal.act() as act:
            act.remove(Kind.FORM, form_id)

    def remove_total(self, total_id: FormTotalId) -> None:
        """Put a total into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.FORM_TOTAL, total_id)

    # The plan

    def course(self) -> Course | None:
        """Return the therapy whose plan is in force: of those that go on the newest, or None.

        One that is yet to begin counts only where no other goes on.
        """
        today = self._journal.today()
        going_on = [
            each
            for each in self._journal.courses.all()
            if each.ended_on is None or each.ended_on >= today
        ]
        return max(
            going_on, key=lambda each: (each.started_on <= today, each.started_on), default=None
        )

    def plans(self, course_id: CourseId | None) -> Sequence[MeasurePlan]:
        """Return the plan for each instrument as it holds for one therapy, in their order."""
        return measure_plan.in_force(self.instruments, self.chosen(), course_id)

    def chosen(self) -> Sequence[MeasurePlan]:
        """Return what was chosen by hand, for whichever therapy."""
        with outside_causes():
            return measure_plans.all_(self._db)

    def plan(self, *plans: MeasurePlan) -> None:
        """Keep what was chosen, as one act."""
        with self._journal.act() as act:
            for each in plans:
                act.save(each)

    def due(self) -> Sequence[Due]:
        """Return what can be filled in again today, in the order of the instruments.

        One that was never filled in is due only where it was chosen by hand. Whether today is
        a day on which the person would rather not be asked is no part of it: see
        ``is_put_off``.
        """
        course = self.course()
        course_id = None if course is None else course.id
        chosen = self.chosen()
        return measure_plan.due(
            self.instruments,
            measure_plan.in_force(self.instruments, chosen, course_id),
            self.last_days(),
            today=self._journal.today(),
            chosen={each.instrument for each in chosen if each.course_id in {None, course_id}},
        )

    @property
    def is_put_off(self) -> bool:
        """Whether the person said "not today" today."""
        return self._journal.settings.value.measures_not_on == self._journal.today().isoformat()

    def put_off(self) -> None:
        """Ask for nothing more today."""
        self._journal.settings.change(measures_not_on=self._journal.today().isoformat())


def _require_range(form: Form, totals: Iterable[FormTotal]) -> None:
    found = [each.total for each in totals]
    if form.low is not None and any(total < form.low for total in found):
        raise InvalidFieldError("low", "A total that is there already is below that.")
    if form.high is not None and any(total > form.high for total in found):
        raise InvalidFieldError("high", "A total that is there already is above that.")
