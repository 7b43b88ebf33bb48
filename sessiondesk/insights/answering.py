"""Answers to what a person asks the record. Needs numpy: not for the window's thread."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sessiondesk.domain.period import Period
from sessiondesk.insights.asked import (
    Answered,
    AskChange,
    AskDays,
    AskTrend,
    AskTurn,
    Question,
    counts_from,
    newest_first,
    was_so,
)
from sessiondesk.insights.change import change
from sessiondesk.insights.frequency import Frequency, frequency, frequency_change
from sessiondesk.insights.material import Material, Unit
from sessiondesk.insights.trend import steady_within, trend
from sessiondesk.insights.turning_point import turning_point
from sessiondesk.insights.weekday import weekdays
from sessiondesk.insights.weekly import weekly


def answer(question: Question, material: Material) -> Answered:
    """Answer ``question`` from the record.

    Something that is not in the record is answered as one on which there is no day.

    Raises:
        ValueError: The stretches of time overlap, are the wrong way round or too short, or a
            number of hours is missing.
    """
    match question:
        case AskChange():
            return _change(question, material)
        case AskDays():
            return _days(question, material)
        case AskTrend():
            return _trend(question, material)
        case AskTurn():
            return _turn(question, material)
    values = _values(question.subject, material)
    return Answered(claim=weekdays(values), days=newest_first(values))


def _change(question: AskChange, material: Material) -> Answered:
    series = material.find(question.subject)
    values = _values(question.subject, material)
    none_at_zero = series is not None and series.none_at_zero
    claim = change(values, question.now, question.then, none_at_zero=none_at_zero)
    within = [day for day in values if day in question.now or day in question.then]
    return Answered(claim=claim, days=newest_first(within))


def _days(question: AskDays, material: Material) -> Answered:
    so = was_so(question.subject, material, question.at_least)
    number = counts_from(question.subject, material, question.at_least)
    windows = [each for each in (question.now, question.then) if each is not None]
    counted = [day for day, each in so.items() if each and any(day in one for one in windows)]
    if question.then is None:
        alone = _counting(frequency(so, question.now), number)
        return Answered(claim=alone, days=newest_first(counted))
    both = frequency_change(so, question.now, question.then)
    claim = replace(both, now=_counting(both.now, number), then=_counting(both.then, number))
    return Answered(claim=claim, days=newest_first(counted))


def _counting(found: Frequency, number: float | None) -> Frequency:
    return replace(found, at_least=number)


def _trend(question: AskTrend, material: Material) -> Answered:
    values = _values(question.subject, material)
    last = question.last or material.today
    first = question.first or min(values, default=last)
    within = {day: value for day, value in values.items() if first <= day <= last}
    series = material.find(question.subject)
    unit = Unit.POINTS if series is None else series.unit
    claim = trend(_weeks(within), within=steady_within(unit))
    return Answered(claim=claim, days=newest_first(within))


def _turn(question: AskTurn, material: Material) -> Answered:
    if question.results is not None:
        results = sorted(question.results)
        return Answered(claim=turning_point(results), days=newest_first(dict(results)))
    values = _values(question.subject, material)
    return Answered(claim=turning_point(_weeks(values)), days=newest_first(values))


def _weeks(values: Mapping[date, float]) -> list[tuple[date, float]]:
    if not values:
        return []
    whole = Period(first=min(values), last=max(values))
    return [(each.monday, each.mean) for each in weekly(values, whole) if each.mean is not None]


def _values(subject: str, material: Material) -> Mapping[date, float]:
    series = material.find(subject)
    return {} if series is None else series.values
