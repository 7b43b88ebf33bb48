"""What questionnaires have to say on a prep sheet: where they stand, and what is put first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.insights.questionnaire_change import (
    BEFORE_FIRST_SESSION,
    baseline,
    change,
    overlaps,
)
from sessiondesk.journal.measures import Measures
from sessiondesk.prepsheet.material import Marked, MeasureStanding


def standings(measures: Measures, on: date, began_on: date | None) -> tuple[MeasureStanding, ...]:
    """Return where each questionnaire stands, then each form of the therapist.

    One without a result of this therapy is not among them.

    Args:
        measures: The journal's questionnaires and forms.
        on: The sheet's date; what is later is passed over.
        began_on: Day of the first session of this therapy. None: all results are of it.
    """
    first = date.min if began_on is None else began_on - BEFORE_FIRST_SESSION
    if first > on:
        return ()
    counts = Period(first=first, last=on)
    results: defaultdict[str, list[Assessment]] = defaultdict(list)
    for each in measures.ends(counts):
        results[each.instrument].append(each)
    found = []
    for instrument in measures.instruments.all:
        of_it = results[instrument.id]
        if of_it:
            found.append(_of_instrument(instrument, of_it))
    for form in measures.forms():
        totals = [each for each in measures.totals(form.id) if each.day in counts]
        if totals:
            found.append(_of_form(form, totals))
    return tuple(found)


def _of_instrument(instrument: Instrument, results: Sequence[Assessment]) -> MeasureStanding:
    # Of four or more these are the first two and the last two: nothing here asks for others.
    *earlier, now = results
    # Those that count are chosen already.
    start = baseline(results, None) if earlier else None
    has_change = start is not None and not overlaps(instrument, start.days[-1], now.day)
    return MeasureStanding(
        key=f"measure:{instrument.id}",
        name=instrument.title,
        instrument=instrument,
        better=instrument.better,
        first=None if start is None else start.value,
        is_mean=start is not None and len(start.days) > 1,
        last=earlier[-1].total if len(earlier) > 1 else None,
        now=now.total,
        day=now.day,
        change=change(instrument, start.value, now.total) if start and has_change else None,
    )


def _of_form(form: Form, totals: Sequence[FormTotal]) -> MeasureStanding:
    *earlier, now = totals
    return MeasureStanding(
        key=f"measure:{form.id}",
        name=form.name,
        better=form.better,
        first=earlier[0].total if earlier else None,
        last=earlier[-1].total if len(earlier) > 1 else None,
        now=now.total,
        day=now.day,
    )


def marked(measures: Measures, on: date, last: TherapySession | None) -> tuple[Marked, ...]:
    """Return the answers that the person put on the sheet by hand, the latest first.

    Args:
        measures: The journal's questionnaires.
        on: The sheet's date; what is later is passed over.
        last: The session held last. What was ticked before it was for that one. None: there
            was none.
    """
    since = [each for each in measures.on_sheet(on) if _is_since(each, last)]
    found = [
        line
        for instrument in measures.instruments.all
        for each in since
        if each.instrument == instrument.id
        for line in _line(instrument, each)
    ]
    return tuple(sorted(found, key=lambda each: each.day, reverse=True))


def _is_since(assessment: Assessment, last: TherapySession | None) -> bool:
    if last is None:
        return True
    if assessment.taken_at is not None and assessment.day == last.day:
        return assessment.taken_at >= last.starts_at
    # Of the day of the session, and nobody knows when: rather there twice than not at all.
    return assessment.day >= last.day


def _line(instrument: Instrument, assessment: Assessment) -> Iterator[Marked]:
    support = instrument.support
    if support is None or assessment.version != instrument.version:
        # Its words are not those that were read then, and no others are put there.
        return
    value = assessment.answers.get(support.item, 0)
    answer = instrument.option(value)
    if value > 0 and answer is not None:
        yield Marked(
            key=f"marked:{assessment.id}",
            title=instrument.title,
            day=assessment.day,
            question=instrument.item(support.item).text,
            answer=answer.text,
        )
