"""What the journal says of one questionnaire, as its chart and its sentences show it."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Better
from sessiondesk.insights import questionnaire_change
from sessiondesk.insights.questionnaire_change import Baseline, ChangeClass, Crossing, ScoreChange
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_measure_changes, wording_measures
from sessiondesk.ui.life_event_marks import event_marks
from sessiondesk.ui.widgets.measure_model import BandMark, Level, MeasureHistory, Point
from sessiondesk.ui.widgets.timeline_model import EventMark
from sessiondesk.ui.wording import day_in_words, days_from_to
from sessiondesk.ui.wording_measure_changes import Since
from sessiondesk.ui.wording_measures import figure
from sessiondesk.ui.wording_sessions import day_and_month

_CHANGED: Final = {ChangeClass.IMPROVED, ChangeClass.WORSENED}
_EVER: Final = Period(first=date.min, last=date.max)
_NOT_CROSSED: Final = {Crossing.NEITHER, Crossing.NOT_KNOWN}


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("measure_material", text, "", count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The latest result against an earlier level.

    Attributes:
        since: What it is compared with.
        change: How it differs, judged.
        is_overlapping: Whether both describe some of the same days: then nothing is made of it.
        sentence: All of it in words.
    """

    since: Since
    change: ScoreChange
    is_overlapping: bool
    sentence: str = field(repr=False)

    @property
    def is_clear(self) -> bool:
        """Whether it is larger than the margin of error."""
        return not self.is_overlapping and self.change.judged in _CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that is known of one questionnaire.

    Attributes:
        instrument: The questionnaire.
        results: Its results, oldest first.
        baseline: The level at the start of this therapy. None: no result counts for it.
        since: What that level is called.
        history: What its chart shows.
    """

    instrument: Instrument
    results: Sequence[Assessment] = field(repr=False)
    baseline: Baseline | None
    since: Since
    history: MeasureHistory

    @property
    def latest(self) -> Assessment | None:
        """The latest result, or None."""
        return self.results[-1] if self.results else None

    def against_start(self) -> Comparison | None:
        """Compare the latest result with the level at the start; None where that is itself."""
        baseline, latest = self.baseline, self.latest
        if baseline is None or latest is None:
            return None
        counting = [each for each in self.results if each.day >= baseline.days[0]]
        if len(counting) <= len(baseline.days):
            return None
        return self._comparison(baseline.value, baseline.days[-1], latest, self.since)

    def against_first(self) -> Comparison | None:
        """Compare the latest result with the first one, where the start is a mean of two."""
        baseline, latest = self.baseline, self.latest
        if baseline is None or latest is None or len(baseline.days) == 1:
            return None
        first = next(each for each in self.results if each.day == baseline.days[0])
        return self._comparison(first.total, first.day, latest, Since.FIRST, with_crossing=False)

    def against_previous(self) -> Comparison | None:
        """Compare the latest result with the one before; None without one."""
        if len(self.results) < 2:  # noqa: PLR2004 - a comparison has two sides
            return None
        before, latest = self.results[-2:]
        start = self.against_start()
        # Since the start it has been said already.
        is_news = start is None or start.change.crossing in _NOT_CROSSED
        return self._comparison(
            before.total, before.day, latest, Since.PREVIOUS, with_crossing=is_news
        )

    def _comparison(
        self,
        before: float,
        day: date,
        latest: Assessment,
        since: Since,
        *,
        with_crossing: bool = True,
    ) -> Comparison:
        change = questionnaire_change.change(self.instrument, before, latest.total)
        is_overlapping = questionnaire_change.overlaps(self.instrument, day, latest.day)
        return Comparison(
            since=since,
            change=change,
            is_overlapping=is_overlapping,
            sentence=wording_measure_changes.change_sentence(
                self.instrument,
                change,
                since=since,
                is_overlapping=is_overlapping,
                with_crossing=with_crossing,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands beside results on a chart; read once for all of them.

    Attributes:
        held: The days of the sessions held, oldest first.
        events: All life events, oldest first.
    """

    held: Sequence[date]
    events: Sequence[LifeEvent] = field(repr=False)

    @classmethod
    def read(cls, journal: Journal) -> "Surroundings":
        """Read them.

        Raises:
            StoreError: They could not be read.
        """
        return cls(
            held=sorted(each.day for each in journal.sessions.outline() if each.outcome.is_held),
            events=journal.life_events.between(_EVER),
        )

    def of(self, days: Sequence[date]) -> tuple[Sequence[date], Sequence[EventMark]]:
        """Return the sessions and the events between the first of ``days`` and the last."""
        if len(days) < 2:  # noqa: PLR2004 - one day is no stretch of time
            return (), ()
        period = Period(first=days[0], last=days[-1])
        first, after = bisect_left(self.held, period.first), bisect_right(self.held, period.last)
        return self.held[first:after], event_marks(self.events, period)


def gather(
    journal: Journal,
    instrument: Instrument,
    *,
    results: Sequence[Assessment] | None = None,
    around: Surroundings | None = None,
) -> Material:
    """Work out what the journal says of ``instrument``.

    Args:
        journal: The journal.
        instrument: The questionnaire.
        results: Its results, oldest first, where they are read already.
        around: What stands beside them, where that is read already.

    Raises:
        StoreError: It could not be read.
    """
    if results is None:
        results = journal.measures.of(instrument.id)
    around = around or Surroundings.read(journal)
    course = journal.measures.course()
    baseline = questionnaire_change.baseline(
        results, None if course is None else course.started_on
    )
    since = (
        Since.FIRST
        if baseline is None
        else wording_measure_changes.since_when(baseline, has_course=course is not None)
    )
    material = Material(
        instrument=instrument,
        results=results,
        baseline=baseline,
        since=since,
        history=_EMPTY,
    )
    found = replace(material, history=_history(material, around))
    told = replace(found.history, tell=partial(_tell, found, journal.today()))
    return replace(found, history=told)


def of_form(form: Form, totals: Sequence[FormTotal], around: Surroundings) -> MeasureHistory:
    """Return what the chart of a therapist's form shows: no ranges, and nothing is judged."""
    low, high = _range(form, [each.total for each in totals])
    sessions, events = around.of([each.day for each in totals])
    return MeasureHistory(
        points=[Point(key=each.id, day=each.day, total=each.total) for each in totals],
        low=low,
        high=high,
        better_says=_tr("More is better") if form.better is Better.HIGHER else "",
        sessions=sessions,
        events=events,
        says=_says(" ".join(form.name.split()), [(each.day, each.total) for each in totals]),
    )


_EMPTY: Final = MeasureHistory(low=0, high=1, says="")


def _history(material: Material, around: Surroundings) -> MeasureHistory:
    instrument, results, baseline = material.instrument, material.results, material.baseline
    sessions, events = around.of([each.day for each in results])
    # The level at the start is worth a line once there is something to compare with it.
    level = None if material.against_start() is None else baseline
    return MeasureHistory(
        points=[_point(material, each) for each in results],
        low=instrument.scoring.low,
        high=instrument.scoring.high,
        bands=[BandMark(first=each.first, label=each.label) for each in instrument.bands],
        cut_off=_cut_off(instrument),
        baseline=None
        if level is None
        else Level(
            value=level.value, label=wording_measure_changes.baseline_label(material.since)
        ),
        baseline_from=None if level is None else level.days[-1],
        reliable=() if level is None else _reliable(instrument, level.value),
        better_says=_tr("More is better") if instrument.better is Better.HIGHER else "",
        sessions=sessions,
        events=events,
        says=_in_one_breath(material, len(sessions), [mark.name for mark in events]),
    )


def _point(material: Material, result: Assessment) -> Point:
    return Point(
        key=result.id,
        day=result.day,
        total=result.total,
        is_ringed=_is_ringed(material, result),
    )


def _is_ringed(material: Material, result: Assessment) -> bool:
    instrument, baseline = material.instrument, material.baseline
    if baseline is None or result.day <= baseline.days[-1]:
        return False
    change = questionnaire_change.change(instrument, baseline.value, result.total)
    return change.judged in _CHANGED and not questionnaire_change.overlaps(
        instrument, baseline.days[-1], result.day
    )


def _tell(material: Material, today: date, point: Point) -> str:
    """Return what is read of one result on the chart."""
    result = next(each for each in material.results if each.id == point.key)
    instrument, baseline = material.instrument, material.baseline
    day = day_and_month(result.day, today=today)
    parts = [f"{day}: {wording_measures.score_line(result, instrument)}."]
    if baseline is not None and result.day > baseline.days[-1]:
        parts.append(
            wording_measure_changes.difference(baseline.value, result.total, since=material.since)
        )
    if point.is_ringed:
        parts.append(_tr("Larger than the margin of error."))
    if result.is_entered_later:
        parts.append(_tr("Entered later."))
    around = [
        mark.name for mark in material.history.events if mark.first <= point.day <= mark.last
    ]
    if around:
        parts.append(_tr("Going on then: {names}.").format(names="; ".join(around)))
    return " ".join(parts)


def _cut_off(instrument: Instrument) -> Level | None:
    """Return the cut-off where it is a level of the total and no edge of a band."""
    cut_off = instrument.cut_off
    if cut_off is None or cut_off.pairs:
        return None
    is_lower_better = instrument.better is Better.LOWER
    edges = {each.first if is_lower_better else each.last for each in instrument.bands}
    if cut_off.points in edges:
        return None
    return Level(value=cut_off.points, label=wording_measure_changes.cut_off_label(instrument))


def _reliable(instrument: Instrument, start: float) -> Sequence[Level]:
    """Return the levels from which on a change counts, the one on the better side first."""
    if instrument.reliable_change is None:
        return ()
    size = instrument.reliable_change.points
    better_first = (-1, 1) if instrument.better is Better.LOWER else (1, -1)
    return [
        Level(
            value=start + sign * size,
            label=wording_measure_changes.threshold_label(size, is_lower=sign < 0),
        )
        for sign in better_first
        if instrument.scoring.low <= start + sign * size <= instrument.scoring.high
    ]


def _range(form: Form, totals: Sequence[float]) -> tuple[float, float]:
    """Return the whole range of a form; where nobody said, one that holds its totals."""
    if form.low is not None and form.high is not None:
        return form.low, form.high
    if form.low is None and form.high is not None:
        return min(0.0, *totals, form.high - 1), form.high
    low = min(0.0, *totals, 0.0) if form.low is None else form.low
    reach = max((total - low for total in totals), default=0.0)
    if reach <= 0:
        return low, low + 1
    size = 10.0 ** math.floor(math.log10(reach))
    # Four equal parts, each with a figure that is short.
    steps = (step * size for step in (1, 2, 4, 6, 8, 10))
    return low, low + next((each for each in steps if each >= reach), reach)


def _in_one_breath(material: Material, held: int, events: Sequence[str]) -> str:
    name = f"{material.instrument.title}. {wording_measures.range_line(material.instrument)}"
    words = _says(name, [(each.day, each.total) for each in material.results])
    if material.latest is not None and material.latest.band:
        words += " " + _tr("The latest is in the range the questionnaire calls {band}.").format(
            band=material.latest.band
        )
    compared = material.against_start()
    if compared is not None:
        words += f" {compared.sentence}"
    if held:
        words += " " + (
            _tr("One session held in that time.")
            if held == 1
            else _tr("%n sessions held in that time.", held)
        )
    if events:
        words += " " + _tr("Life events: {names}.").format(names="; ".join(events))
    return words


def _says(name: str, results: Sequence[tuple[date, float]]) -> str:
    if not results:
        return _tr("{name}. No result yet.").format(name=name)
    totals = [total for _, total in results]
    if len(results) == 1:
        return _tr("{name}. One result: {total} on {day}.").format(
            name=name, total=figure(totals[0]), day=day_in_words(results[0][0], "d MMMM yyyy")
        )
    period = Period(first=results[0][0], last=results[-1][0])
    return _tr(
        "{name}. %n results, {period}: from {low} to {high}, the latest {latest}.", len(results)
    ).format(
        name=name,
        period=days_from_to(period),
        low=figure(min(totals)),
        high=figure(max(totals)),
        latest=figure(totals[-1]),
    )
