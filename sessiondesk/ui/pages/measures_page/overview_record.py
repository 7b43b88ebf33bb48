"""What the overview shows of each questionnaire and of each form, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.measure_plan import Due
from sessiondesk.domain.scale import Better
from sessiondesk.journal import Journal
from sessiondesk.ui.pages.measures_page import measure_material, taking_draft
from sessiondesk.ui.pages.measures_page.measure_material import Material, Surroundings
from sessiondesk.ui.pages.measures_page.taking_draft import HalfFilled
from sessiondesk.ui.widgets.measure_model import MeasureHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    """One questionnaire.

    Attributes:
        instrument: Which.
        material: What its results say. None: it was never filled in.
        half: What is half filled in. None: nothing is.
        next_on: The day from which it is due again. None: never filled in, or not any more.
    """

    instrument: Instrument
    material: Material | None = field(repr=False)
    half: HalfFilled | None = field(repr=False)
    next_on: date | None

    @property
    def is_better(self) -> bool:
        """Whether the latest result is on the better side of the start, by however little."""
        compared = None if self.material is None else self.material.against_start()
        return compared is not None and _is_better(
            self.instrument.better, compared.change.difference
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRecord:
    """One form of a therapist.

    Attributes:
        form: Which.
        totals: Its totals, oldest first.
        history: What its chart shows.
    """

    form: Form
    totals: Sequence[FormTotal] = field(repr=False)
    history: MeasureHistory = field(repr=False)

    @property
    def is_better(self) -> bool:
        """Whether the latest total is on the better side of the first, where one is better."""
        return bool(self.totals) and _is_better(
            self.form.better, self.totals[-1].total - self.totals[0].total
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRecord:
    """All that the overview shows.

    Attributes:
        today: The day it is.
        measures: Those that were filled in, are half filled in, or are on, in their order.
        forms: The therapist's forms.
        due: What is due and not put off, what is half filled in first.
    """

    today: date
    measures: Sequence[MeasureRecord]
    forms: Sequence[FormRecord]
    due: Sequence[Due]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever filled in, not even by half."""
        return not self.forms and not any(each.material or each.half for each in self.measures)

    @property
    def is_better(self) -> bool:
        """Whether anything is on the better side of its start, by however little."""
        return any(each.is_better for each in self.measures) or any(
            each.is_better for each in self.forms
        )

    def find(self, instrument: str) -> MeasureRecord | None:
        """Return what is shown of an instrument, by its id, or None."""
        return next((each for each in self.measures if each.instrument.id == instrument), None)


def read(journal: Journal) -> OverviewRecord:
    """Return all that the overview shows now.

    Raises:
        StoreError: The journal could not be read.
    """
    measures = journal.measures
    around = Surroundings.read(journal)
    shown = _measures(journal, around)
    halves = {each.instrument.id: each.half for each in shown}
    forms = []
    for form in measures.forms():
        totals = measures.totals(form.id)
        history = measure_material.of_form(form, totals, around)
        forms.append(FormRecord(form=form, totals=totals, history=history))
    return OverviewRecord(
        today=journal.today(),
        measures=shown,
        forms=forms,
        due=() if measures.is_put_off else _in_order(measures.due(), halves),
    )


def _measures(journal: Journal, around: Surroundings) -> Sequence[MeasureRecord]:
    measures = journal.measures
    course = measures.course()
    plans = measures.plans(None if course is None else course.id)
    filled_in = measures.last_days()
    shown = []
    for instrument, plan in zip(measures.instruments.all, plans, strict=True):
        half = taking_draft.find(journal, instrument)
        last = filled_in.get(instrument.id)
        if not (plan.is_on or half or last):
            continue
        is_coming = plan.is_on and last is not None
        shown.append(
            MeasureRecord(
                instrument=instrument,
                material=None
                if last is None
                else measure_material.gather(journal, instrument, around=around),
                half=half,
                next_on=last + timedelta(days=plan.every_days) if last and is_coming else None,
            )
        )
    return shown


def _is_better(better: Better | None, difference: float) -> bool:
    if better is None:
        return False
    return difference < 0 if better is Better.LOWER else difference > 0


def _in_order(due: Sequence[Due], halves: Mapping[str, HalfFilled | None]) -> Sequence[Due]:
    """Return what is due, what is half filled in first."""
    return sorted(due, key=lambda each: halves.get(each.instrument.id) is None)
