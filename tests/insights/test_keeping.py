import json
import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.domain.insight import Asked
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Better
from sessiondesk.insights import keeping
from sessiondesk.insights.after_session import after_sessions
from sessiondesk.insights.association import associations
from sessiondesk.insights.change import change, default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.counts import Count, CountOf, ScoreStory
from sessiondesk.insights.first_noticed import first_noticed
from sessiondesk.insights.frequency import frequency, frequency_change
from sessiondesk.insights.missing_days import missing_days
from sessiondesk.insights.questionnaire_change import ChangeClass, Crossing, ScoreChange
from sessiondesk.insights.steady import steady
from sessiondesk.insights.trend import trend
from sessiondesk.insights.turning_point import turning_point
from sessiondesk.insights.weekday import weekdays
from sessiondesk.insights.weekly import weekly
from sessiondesk.insights.working import Line, Says, working

ON = date(2026, 5, 10)
NOW, THEN = default_windows(ON)
WHOLE = Period(first=ON - timedelta(days=118), last=ON)

records = st.dictionaries(
    st.integers(0, 118).map(lambda at: ON - timedelta(days=at)),
    st.integers(0, 10) | st.floats(0, 10),
    max_size=119,
)


def answers(values):
    """Every question, asked of one rating."""
    was_so = {day: value >= 6 for day, value in values.items()}
    means = [(each.monday, each.mean) for each in weekly(values, WHOLE) if each.mean is not None]
    going = trend(means)
    tagged = {day for day in values if day.day % 4 == 0}
    sessions = [ON - timedelta(days=7 * at) for at in range(12)]
    judged = ScoreChange(
        before=12.5,
        after=7,
        judged=ChangeClass.IMPROVED,
        crossing=Crossing.OUT,
        threshold=5,
    )
    return [
        change(values, NOW, THEN, none_at_zero=True),
        frequency(was_so, NOW),
        frequency_change(was_so, NOW, THEN),
        going,
        steady([("mood", going)], [None], forms_better=0, forms_above=1),
        associations({"mood": values}, {"tag": tagged}),
        weekdays(values),
        turning_point(means),
        after_sessions(values, sessions, better=Better.HIGHER),
        missing_days(values, better=Better.HIGHER),
        first_noticed(ON, sorted(values)[:3], sorted(values)[3:6]),
        ScoreStory(first_on=THEN.first, last_on=ON, change=judged, recall_days=14),
        Count(what=CountOf.ATTENDANCE, n=3, of=4, days=(ON,), numbers=(1,), values=(2.5,)),
        working([(Line.FORMS, Says.BETTER)], sessions=9, is_boundary_crossed=False),
    ]


def numbers(value):
    match value:
        case dict():
            for each in value.values():
                yield from numbers(each)
        case list():
            for each in value:
                yield from numbers(each)
        case int() | float():
            yield value


def test_there_is_an_answer_to_every_question():
    found = {keeping.asked_of(each) for each in answers({ON: 5.0})}

    assert found == set(Asked)


@settings(max_examples=30)
@given(records)
def test_an_answer_comes_back_as_it_was_kept(values):
    for claim in answers(values):
        text = keeping.encode(claim)

        assert keeping.decode(keeping.asked_of(claim), text) == claim
        assert all(math.isfinite(each) for each in numbers(json.loads(text)))


@settings(max_examples=30)
@given(records, st.randoms(use_true_random=False))
def test_the_order_in_which_days_come_does_not_matter(values, chance):
    shuffled = dict(chance.sample(list(values.items()), len(values)))

    for one, other in zip(answers(values), answers(shuffled), strict=True):
        assert as_figures(one) == pytest.approx(as_figures(other), abs=1e-6, nan_ok=False)


def as_figures(claim):
    return list(numbers(json.loads(keeping.encode(claim))))


@pytest.mark.parametrize("asked", Asked)
@pytest.mark.parametrize("text", ["", "{", "null", "[]", "{}", '{"ending": "sideways"}', "\0"])
def test_what_no_answer_can_be_is_none(asked, text):
    assert keeping.decode(asked, text) is None


def test_an_answer_to_another_question_is_none():
    text = keeping.encode(missing_days({}, better=Better.LOWER))

    assert keeping.decode(Asked.CHANGE, text) is None


def test_a_day_that_there_is_not_is_none():
    kept = keeping.encode(turning_point([]))
    text = kept.replace('"at":null', '"at":"2026-02-30"')

    assert text != kept
    assert keeping.decode(Asked.TURN, text) is None


@settings(max_examples=30)
@given(records)
def test_endings_never_contradict_their_ranges(values):
    two = change(values, NOW, THEN, none_at_zero=True)
    often = frequency_change({day: value >= 6 for day, value in values.items()}, NOW, THEN)
    weeks = [(each.monday, each.mean) for each in weekly(values, WHOLE) if each.mean is not None]
    going = trend(weeks)

    for ending, size, interval in (
        (two.ending, two.difference, two.interval),
        (often.ending, often.difference, often.interval),
        (going.ending, going.change, going.interval),
    ):
        assert (interval is None) == (ending is Ending.NOT_ENOUGH)
        if interval is None or size is None:
            continue
        assert interval.low <= size <= interval.high
        if ending.is_direction:
            assert abs(size) >= 0.5
            assert (size > 0) == (ending is Ending.HIGHER)
    for claim in (two, often):
        if claim.interval is not None and claim.ending.is_direction:
            assert claim.interval.excludes_nothing
        if claim.interval is not None and claim.ending is Ending.ABOUT_THE_SAME:
            assert claim.interval.is_inside(1.0)
    if going.ending is Ending.ABOUT_THE_SAME:
        assert going.narrow is not None
        assert going.narrow.is_inside(1.5)


@settings(max_examples=30)
@given(records)
def test_a_week_with_two_days_changes_no_trend(values):
    monday = WHOLE.first - timedelta(days=WHOLE.first.weekday() + 7)
    more = values | {monday: 10, monday + timedelta(days=1): 0}
    longer = Period(first=monday, last=ON)

    means = [
        [(each.monday, each.mean) for each in weekly(found, longer) if each.mean is not None]
        for found in (values, more)
    ]
    assert trend(means[0]) == trend(means[1])


@settings(max_examples=30)
@given(records, st.integers(119, 900))
def test_a_session_without_check_ins_around_it_changes_nothing(values, at):
    sessions = [ON - timedelta(days=7 * week) for week in range(12)]
    far = ON - timedelta(days=at + 5)

    assert after_sessions(values, [*sessions, far], better=Better.LOWER) == after_sessions(
        values, sessions, better=Better.LOWER
    )
