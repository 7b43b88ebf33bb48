"""The made-up questionnaires: every two weeks, with gaps, and a form of the clinic beside them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from sessiondesk.demo.dice import Dice
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import AssessmentId, CourseId, FormId, FormTotalId
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.scale import Better
from sessiondesk.insights import scoring
from sessiondesk.journal import Journal

# One number for each two weeks, the last of them two weeks ago; the first two are of the weeks
# before the first session. A dash: it was not filled in.
_NOT: Final = "-"
TOTALS: Final = {
    "phq9": "15 17 15 16 16 15 14 15 13 13 12 12 11 - 11 12 11 14 16 14 12 - 11 10 10 9 9",
    "gad7": "11 13 11 12 12 11 12 11 10 11 10 10 - - 10 - 9 - 14 - 12 - 10 - 9 - 9",
    "core10": "- - - - - - - - - - - - - - 17 - 16 - 21 - 17 - 15 - 13 - 12",
    "who5": "- - - - - - - - - - - - - - 44 - 48 - 28 - 36 - 40 - 44 - 48",
}
EVERY_DAYS: Final = {"gad7": 28, "core10": 28, "who5": 28}
"""What was chosen for this therapy; the others are as they come."""
MARKED: Final = frozenset({1, 3})
"""The two weeks in which the question on thoughts of death was above 0."""
ON_PAPER: Final = ("phq9", 63, 15)
"""At the doctor's, before: the questionnaire, days before the first session, the total."""
FORM_NAME: Final = "Clinic’s own scale"
FORM_TOTALS: Final = ((4, 41.5), (16, 38.0), (28, 33.5), (46, 29.0))
"""Weeks, and what the therapist read out."""

_TWO_WEEKS: Final = timedelta(weeks=2)
_HARDEST: Final = 3


class Measured:
    """What was filled in, through the journal's own actions."""

    def __init__(self, journal: Journal, dice: Dice) -> None:
        """Take the journal to fill, and chance."""
        self._journal = journal
        self._dice = dice

    def keep(
        self,
        course_id: CourseId,
        *,
        first: date,
        today: date,
        at: Callable[[date, int, int], datetime],
    ) -> None:
        """Keep the questionnaires, the plan and the form.

        Args:
            course_id: The therapy.
            first: Day of the first session.
            today: Today, which is two weeks after the last one.
            at: Gives the moment of a day at an hour and a minute.
        """
        measures = self._journal.measures
        for name, totals in TOTALS.items():
            instrument = measures.instruments.find(name)
            if instrument is None:
                continue
            # What weighs on somebody mostly weighs on them every time.
            lightness = {item.n: self._dice.between(0, 1.6) for item in instrument.items}
            written = totals.split()
            for place, total in enumerate(written):
                if total != _NOT:
                    day = today - (len(written) - place) * _TWO_WEEKS
                    assessment = self._filled_in(
                        instrument,
                        int(total),
                        lightness,
                        is_marked=name == "phq9" and place in MARKED,
                        taken_at=at(day, 20, int(self._dice.between(0, 60))),
                    )
                    measures.record(assessment)
        self._keep_from_paper(first)
        measures.plan(
            *(
                MeasurePlan(
                    instrument=name, course_id=course_id, is_on=True, every_days=every_days
                )
                for name, every_days in EVERY_DAYS.items()
            )
        )
        self._keep_form(first)

    def _filled_in(
        self,
        instrument: Instrument,
        total: int,
        lightness: Mapping[int, float],
        *,
        is_marked: bool,
        taken_at: datetime,
    ) -> Assessment:
        answers = self._answers(instrument, total, lightness, is_marked=is_marked)
        found = scoring.score(instrument, answers)
        assert found.total == total  # noqa: S101 - the answers were made for it
        asks = scoring.asks_functional(instrument, answers)
        return Assessment(
            id=AssessmentId(self._dice.new_id()),
            instrument=instrument.id,
            version=instrument.version,
            day=taken_at.date(),
            taken_at=taken_at,
            answers=answers,
            functional=min(_HARDEST, total // 7) if asks else None,
            total=total,
            band=found.band,
        )

    def _answers(
        self,
        instrument: Instrument,
        total: int,
        lightness: Mapping[int, float],
        *,
        is_marked: bool,
    ) -> Mapping[int, int]:
        """Return answers that add up to ``total``, with a little chance in them."""
        support = instrument.support.item if instrument.support else 0
        counts = {item.n: 0 for item in instrument.items}
        if support and is_marked:
            counts[support] = 1
        open_items = [n for n in counts if n != support]
        points = total // instrument.scoring.method.factor - sum(counts.values())
        for _ in range(points):
            chances = {n: counts[n] + lightness[n] + self._dice.between(0, 1) for n in open_items}
            chosen = min(chances, key=chances.__getitem__)
            counts[chosen] += 1
            if counts[chosen] == instrument.highest:
                open_items.remove(chosen)
        ends = instrument.lowest + instrument.highest
        turned = instrument.scoring.reversed_items
        return {n: ends - value if n in turned else value for n, value in counts.items()}

    def _keep_from_paper(self, first: date) -> None:
        name, days_before, total = ON_PAPER
        instrument = self._journal.measures.instruments.find(name)
        if instrument is not None:
            self._journal.measures.record(
                Assessment(
                    id=AssessmentId(self._dice.new_id()),
                    instrument=name,
                    version=instrument.version,
                    day=first - timedelta(days=days_before),
                    total=total,
                    band=instrument.band(total),
                    is_entered_later=True,
                )
            )

    def _keep_form(self, first: date) -> None:
        form = Form(
            id=FormId(self._dice.new_id()), name=FORM_NAME, better=Better.LOWER, low=0, high=60
        )
        totals = [
            FormTotal(
                id=FormTotalId(self._dice.new_id()),
                form_id=form.id,
                day=first + timedelta(weeks=week),
                total=total,
            )
            for week, total in FORM_TOTALS
        ]
        self._journal.measures.record_form(form, *totals)
