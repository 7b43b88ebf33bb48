import random
from datetime import date, timedelta

import pytest

from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.scale import About, Better
from sessiondesk.insights.answering import answer
from sessiondesk.insights.asked import (
    AskChange,
    AskDays,
    AskTrend,
    AskTurn,
    AskWeekdays,
    Wrong,
    counts_from,
    in_order,
    was_so,
    what_is_wrong,
)
from sessiondesk.insights.change import change, default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.frequency import frequency, frequency_change
from sessiondesk.insights.material import SLEEP, SLEEP_INTERFERENCE, Material, Series, Unit

TODAY = date(2026, 5, 12)
NOW, THEN = default_windows(TODAY)


def ask(question, record):
    return answer(question, record)


def back(days):
    return TODAY - timedelta(days=days)


def series(key, values, unit=Unit.POINTS):
    return Series(
        key=key,
        unit=unit,
        better=Better.LOWER,
        none_at_zero=True,
        about=About.DAY,
        is_main=True,
        values=values,
    )


def material(*all_series, recorded=(), graded=None, tags=None, feelings=None):
    return Material(
        today=TODAY,
        recorded=frozenset(recorded),
        series=all_series,
        graded=graded or {},
        tags=tags or {},
        sessions=(),
        feelings=feelings or {},
    )


def anxious(days=200):
    chance = random.Random(6)
    values = {back(n): float(chance.randint(2 if n < 28 else 4, 8)) for n in range(days)}
    return series("anxiety", values)


def test_a_change_is_asked_of_two_stretches():
    found = ask(AskChange(subject="anxiety", now=NOW, then=THEN), material(anxious()))

    assert found.claim == change(anxious().values, NOW, THEN, none_at_zero=True)
    assert found.days == tuple(back(n) for n in range(56))


def test_of_what_is_not_in_the_record_there_is_not_enough():
    found = ask(AskChange(subject="gone", now=NOW, then=THEN), material())

    assert (found.claim.ending, found.days) == (Ending.NOT_ENOUGH, ())


def test_days_are_counted_from_six_on_and_only_those_that_counted_are_listed():
    record = anxious()
    so = {day: value >= 6 for day, value in record.values.items()}

    found = ask(AskDays(subject="anxiety", now=NOW, then=THEN), material(record))

    expected = frequency_change(so, NOW, THEN)
    assert found.claim.interval == expected.interval
    assert (found.claim.now.counted, found.claim.then.counted) == (
        expected.now.counted,
        expected.then.counted,
    )
    assert (found.claim.now.at_least, found.claim.then.at_least) == (6.0, 6.0)
    assert found.days == tuple(back(n) for n in range(56) if so[back(n)])


def test_another_number_may_be_asked_for():
    record = anxious()

    found = ask(AskDays(subject="anxiety", now=NOW, at_least=8), material(record))

    assert found.claim.counted == sum(record.values[day] == 8 for day in NOW.days())
    assert found.claim.at_least == 8


@pytest.mark.parametrize("kind", ["tags", "feelings"])
def test_what_is_ticked_is_so_or_not_on_each_day_with_a_check_in(kind):
    recorded = [back(n) for n in range(0, 28, 2)]
    record = material(recorded=recorded, **{kind: {"one": {back(2), back(3)}}})

    found = ask(AskDays(subject="one", now=NOW), record)

    # Of the third day back nobody knows: it has no check-in.
    assert (found.claim.counted, found.claim.window.answered) == (1, 14)
    assert found.claim.at_least is None
    assert found.days == (back(2),)


def test_nights_count_as_the_question_says():
    nights = {back(n): n % 4 == 0 for n in range(28)}
    record = material(graded={SLEEP_INTERFERENCE: nights})

    found = ask(AskDays(subject=SLEEP_INTERFERENCE, now=NOW), record)

    assert found.claim == frequency(nights, NOW)


def test_a_yes_counts_without_a_number():
    asked = series("cried", {back(0): 1.0, back(1): 0.0}, Unit.YES_NO)

    assert was_so("cried", material(asked)) == {back(0): True, back(1): False}
    assert counts_from("cried", material(asked), None) is None


def test_hours_count_only_from_a_number_that_was_asked_for():
    hours = material(series(SLEEP, {back(0): 7.5, back(1): 5.0}, Unit.HOURS))

    assert was_so(SLEEP, hours, 7) == {back(0): True, back(1): False}
    with pytest.raises(ValueError, match="hours"):
        was_so(SLEEP, hours)


def test_a_direction_is_looked_for_within_the_time_asked_for():
    values = {back(n): 8.0 - n / 100 if n > 100 else 2.0 + n / 100 for n in range(300)}
    record = material(series("anxiety", values))

    whole = ask(AskTrend(subject="anxiety"), record)
    late = ask(AskTrend(subject="anxiety", first=back(90), last=back(1)), record)

    assert whole.days == tuple(back(n) for n in range(300))
    assert late.days == tuple(back(n) for n in range(1, 91))
    assert late.claim.ending is Ending.LOWER
    assert late.claim.weeks[0] >= back(97)


def test_a_direction_of_nothing_is_not_enough():
    found = ask(AskTrend(subject="gone"), material())

    assert (found.claim.ending, found.claim.weeks) == (Ending.NOT_ENOUGH, ())


def test_a_turn_is_looked_for_in_weekly_means():
    values = {back(n): (7.0 if n > 105 else 3.0) + n % 2 for n in range(210)}

    found = ask(AskTurn(subject="anxiety"), material(series("anxiety", values)))

    assert abs((found.claim.at - back(105)).days) <= 7
    assert len(found.days) == 210


def test_a_turn_of_a_questionnaire_is_looked_for_in_its_results():
    results = tuple((back(14 * n), 15.0 if n > 9 else 6.0 + n % 2) for n in range(20))

    found = ask(AskTurn(subject="instrument:phq9", results=results), material())

    assert found.claim.at == back(14 * 9)
    assert found.days == tuple(back(14 * n) for n in range(20))


def test_weekdays_are_compared():
    values = {back(n): 8.0 if back(n).weekday() == 0 else 3.0 + n % 2 for n in range(140)}

    found = ask(AskWeekdays(subject="anxiety"), material(series("anxiety", values)))

    assert (found.claim.highest, found.claim.is_clear) == (0, True)
    assert len(found.days) == 140


def test_the_newer_stretch_comes_first():
    assert in_order(THEN, NOW) == (NOW, THEN)
    assert in_order(NOW, THEN) == (NOW, THEN)


def test_stretches_that_cannot_be_compared_are_told():
    week = ending(back(60), days=7)

    assert what_is_wrong(NOW, THEN) is None
    assert what_is_wrong(NOW, Period(first=back(60), last=back(20))) is Wrong.OVERLAP
    assert what_is_wrong(NOW, week) is Wrong.TOO_SHORT
    assert what_is_wrong(NOW, week, shortest=7) is None
