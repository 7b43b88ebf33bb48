import random
from datetime import date, timedelta

import numpy as np
import pytest

from sessiondesk.insights import association
from sessiondesk.insights.association import FEWEST_WEEKS, SHUFFLES, associations
from sessiondesk.insights.weeks_table import WeeksTable

MONDAY = date(2025, 9, 1)


def days(n):
    return [MONDAY + timedelta(days=at) for at in range(n)]


def diary(n, seed, tagged=(), lift=0.0):
    chance = random.Random(seed)
    return {day: chance.gauss(5, 1) + (lift if day in tagged else 0) for day in days(n)}


def some(n, seed, share=0.2):
    chance = random.Random(seed)
    return {day for day in days(n) if chance.random() < share}


def test_what_goes_together_is_found_with_its_counts():
    tagged = some(200, 1)
    found = associations(
        {"irritability": diary(200, 2, tagged, lift=1.5)},
        {"argument": tagged, "walk": some(200, 3)},
    )

    (one,) = found.found
    assert (one.tag, one.rating, one.tagged, one.others) == (
        "argument",
        "irritability",
        len(tagged),
        200 - len(tagged),
    )
    assert one.difference == pytest.approx(1.5, abs=0.5)
    assert (found.tested, found.tags_without) == (2, 1)


def test_a_trend_that_both_share_is_not_taken_for_going_together():
    values = {day: at / 30 for at, day in enumerate(days(300))}
    late = {day for at, day in enumerate(days(300)) if at > 200}

    assert associations({"mood": values}, {"late": late}).found == ()


def test_too_few_days_or_weeks_are_not_tested():
    short = 7 * (FEWEST_WEEKS - 1)
    tagged = some(short, 1)
    found = associations({"mood": diary(short, 2, tagged, lift=5)}, {"tag": tagged})
    assert (found.found, found.tested, found.weeks) == ((), 0, FEWEST_WEEKS - 1)

    seldom = set(days(200)[:7])
    assert associations({"mood": diary(200, 2, seldom, lift=5)}, {"tag": seldom}).tested == 0
    assert associations({"mood": {}}, {"tag": seldom}).tested == 0


def test_the_next_day_is_looked_at_on_request():
    tagged = some(200, 1)
    after = {day + timedelta(days=1) for day in tagged}
    values = {"mood": diary(200, 2, after, lift=-1.5)}

    assert associations(values, {"tag": tagged}).found == ()
    (one,) = associations(values, {"tag": tagged}, next_day=True).found
    assert one.difference < -1


def test_at_most_five_are_told_the_largest_first():
    tags = {f"tag {n}": some(300, n) for n in range(8)}
    chance = random.Random(0)
    values = {
        day: chance.gauss(5, 0.3) + sum(1 + n / 10 for n in range(8) if day in tags[f"tag {n}"])
        for day in days(300)
    }

    found = associations({"mood": values}, tags)

    assert len(found.found) == 5
    sizes = [abs(each.difference) for each in found.found]
    assert sizes == sorted(sizes, reverse=True)
    assert found.tags_without == 0


def test_the_same_record_gives_the_same_answer():
    tagged = some(150, 4)
    values = {"mood": diary(150, 5, tagged, lift=0.8)}

    assert associations(values, {"tag": tagged}) == associations(values, {"tag": tagged})


def test_a_week_is_measured_against_its_own_mean():
    values = {MONDAY: 2.0, MONDAY + timedelta(days=1): 4.0, MONDAY + timedelta(days=7): 9.0}
    table = WeeksTable.of(values)

    assert table.deviations[0, :2].tolist() == [-1.0, 1.0]
    assert table.deviations[1, 0] == 0
    assert table.weeks == 2
    assert table.marked([MONDAY - timedelta(days=1), MONDAY]).sum() == 1


def by_hand(values, tagged):
    """The difference and its p, one shuffle after the other and one day after the other."""
    table = WeeksTable.of(values)
    marked = table.marked(tagged)

    def difference(order):
        inside: list[float] = []
        outside: list[float] = []
        for week, other in enumerate(order):
            for weekday in range(7):
                if table.answered[other, weekday]:
                    side = inside if marked[week, weekday] else outside
                    side.append(table.deviations[other, weekday])
        return np.mean(inside) - np.mean(outside) if inside and outside else np.inf

    weeks = len(table.answered)
    actual = difference(range(weeks))
    chance = np.random.default_rng(association._SEED)
    as_far = 0
    for _ in range(SHUFFLES):
        order = chance.permuted(np.arange(weeks))
        as_far += abs(difference(order)) >= abs(actual) - 1e-12
    return actual, (1 + as_far) / (1 + SHUFFLES)


@pytest.mark.parametrize("step", [1, 2])
def test_whole_weeks_are_shuffled_as_the_slow_way_does(step):
    """With gaps in the record, and answers that are whole numbers and so often alike."""
    tagged = some(84, 1, share=0.25)
    values = {
        day: float(round(value * step) / step)
        for day, value in diary(84, 2, tagged, lift=0.9).items()
        if day.toordinal() % 11
    }
    difference, p = by_hand(values, tagged)

    (one,) = associations({"mood": values}, {"argument": tagged}).found
    assert one.difference == pytest.approx(difference)
    assert one.p == pytest.approx(p)
    assert 1 / (1 + SHUFFLES) <= one.p < 0.1


def test_a_tag_that_cannot_stand_is_not_counted_to_the_end():
    table = WeeksTable.of(diary(200, 2))
    tagged = table.marked(some(200, 3)).ravel()[:, None]

    ((far,),) = association._as_far([table], tagged, np.array([[0.0]]), None)

    assert 0.1 < (1 + far) / (1 + SHUFFLES) < 1


def test_a_shuffle_without_a_day_on_one_side_counts_against_the_finding():
    # Tagged in the one full week only: elsewhere its weekdays were hardly answered.
    full = MONDAY + timedelta(weeks=3)
    values = {day: float(at % 5) for at, day in enumerate(days(7 * 14)[::7])}
    values |= {full + timedelta(days=at): at / 2 for at in range(7)}
    tagged = {full + timedelta(days=at) for at in range(1, 7)}
    table = WeeksTable.of(values)
    marked = table.marked(tagged).ravel()[:, None]
    actual = association._differences(
        table, table.deviations.ravel() @ marked, table.answered.ravel() @ marked
    )

    ((far,),) = association._as_far([table], marked, actual[None, :], None)

    assert far > 0.1 * SHUFFLES


def test_it_tells_how_far_it_is_and_can_be_ended():
    tagged = some(200, 1)
    values = {"mood": diary(200, 2, tagged, lift=1.5), "energy": diary(200, 3), "short": {}}
    told: list[float] = []

    found = associations(values, {"walk": tagged, "seldom": set()}, progress=told.append)

    assert found == associations(values, {"walk": tagged, "seldom": set()})
    assert told == sorted(told)
    assert 0 == told[0] < told[-1] < 1

    def enough(share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        associations(values, {"walk": tagged}, progress=enough)


def test_days_are_marked_where_they_lie():
    table = WeeksTable.of(dict.fromkeys(days(14), 1.0))
    marked = table.marked([MONDAY, MONDAY + timedelta(days=8), MONDAY + timedelta(days=13)])

    assert np.argwhere(marked).tolist() == [[0, 0], [1, 1], [1, 6]]
    later = table.marked([MONDAY - timedelta(days=1), MONDAY + timedelta(days=13)], later=1)
    assert np.argwhere(later).tolist() == [[0, 0]]
    assert not table.marked([]).any()


def test_ratings_answered_on_the_same_days_are_as_each_by_itself():
    tagged = some(140, 1)
    tags = {"argument": tagged, "walk": some(140, 3)}
    one, other = diary(140, 2, tagged, lift=1.5), diary(140, 4, tagged, lift=-1.2)
    gaps = {day: value for day, value in diary(140, 5, tagged, lift=1.1).items() if day.day != 3}

    both = associations({"one": one, "other": other, "gaps": gaps}, tags)

    alone = [
        pair
        for name, values in (("one", one), ("other", other), ("gaps", gaps))
        for pair in associations({name: values}, tags).found
    ]
    assert {pair.rating for pair in both.found} == {"one", "other", "gaps"}
    assert set(both.found) == {pair for pair in alone if pair.tag == "argument"}
