from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiondesk import paths
from sessiondesk.domain.assessment import Assessment
from sessiondesk.exchange import instrument_file
from sessiondesk.insights.questionnaire_change import (
    Baseline,
    ChangeClass,
    Crossing,
    ItemMove,
    baseline,
    change,
    days_since,
    moved_items,
    overlaps,
)

INSTRUMENTS = instrument_file.load(paths.resources() / "instruments")
BEGAN = date(2026, 3, 2)

# The published thresholds, typed by hand: NHS Talking Therapies manual (PHQ-9 6, GAD-7 4), Barkham
# et al. (2013), Marx et al. (2022). For the others none is known.
THRESHOLDS = {"phq9": 6, "gad7": 4, "core10": 6, "pcl5": 15}

# A busy computer is no fault of the rules.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def find(id_):
    found = INSTRUMENTS.find(id_)
    assert found is not None
    return found


@st.composite
def two_totals(draw):
    instrument = draw(st.sampled_from(INSTRUMENTS.all))
    low, high = instrument.scoring.low, instrument.scoring.high
    # Halves as well: the level at the start may be a mean of two.
    total = st.integers(2 * low, 2 * high).map(lambda twice: twice / 2)
    return instrument, draw(total), draw(total)


def taken(day, total, **more):
    return Assessment(instrument="phq9", version=1, day=day, total=total, **more)


@pytest.mark.parametrize("id_", [each.id for each in INSTRUMENTS.all])
def test_a_change_is_reliable_from_the_published_number_of_points_on(id_):
    instrument = find(id_)
    middle = (instrument.scoring.low + instrument.scoring.high) // 2
    points = THRESHOLDS.get(id_)

    if points is None:
        assert change(instrument, middle, instrument.scoring.low).judged is ChangeClass.NOT_JUDGED
        assert change(instrument, middle, middle).threshold is None
        return
    judged = {
        by: change(instrument, middle, middle + by).judged
        for by in (-points, -points + 1, 0, points - 1, points)
    }
    assert judged == {
        -points: ChangeClass.IMPROVED,
        -points + 1: ChangeClass.NOT_RELIABLE,
        0: ChangeClass.NOT_RELIABLE,
        points - 1: ChangeClass.NOT_RELIABLE,
        points: ChangeClass.WORSENED,
    }
    assert change(instrument, middle, middle).threshold == points


def test_where_more_is_better_a_rise_is_the_improvement():
    # Made up: the file of the WHO-5 has no threshold.
    who5 = replace(find("who5"), reliable_change=find("phq9").reliable_change)

    assert change(who5, 40, 48).judged is ChangeClass.IMPROVED
    assert change(who5, 48, 40).judged is ChangeClass.WORSENED


def test_half_a_point_short_of_it_is_no_reliable_change():
    phq9 = find("phq9")

    assert change(phq9, 15.5, 9.5).judged is ChangeClass.IMPROVED
    assert change(phq9, 15.5, 10).judged is ChangeClass.NOT_RELIABLE


@pytest.mark.parametrize(
    ("id_", "before", "after", "crossing"),
    [
        ("phq9", 10, 9, Crossing.OUT),
        ("phq9", 9, 10, Crossing.INTO),
        ("phq9", 27, 10, Crossing.NEITHER),
        ("phq9", 0, 9, Crossing.NEITHER),
        ("phq9", 10, 10, Crossing.NEITHER),
        # A mean of two that is between the two ranges is in neither.
        ("phq9", 12, 9.5, Crossing.NEITHER),
        ("gad7", 8, 7, Crossing.OUT),
        ("core10", 11, 10, Crossing.OUT),
        ("k10", 22, 21, Crossing.OUT),
        ("who5", 50, 51, Crossing.OUT),
        ("who5", 48, 52, Crossing.OUT),
        ("who5", 52, 48, Crossing.INTO),
        ("who5", 52, 100, Crossing.NEITHER),
        # Back in the ordinary range is 28 or less there, and beyond is 31 or more.
        ("pcl5", 31, 28, Crossing.OUT),
        ("pcl5", 31, 29, Crossing.NEITHER),
        ("pcl5", 29, 31, Crossing.INTO),
        ("pcl5", 30, 28, Crossing.NEITHER),
        # One for pairs says nothing of the total.
        ("phq4", 12, 0, Crossing.NOT_KNOWN),
    ],
)
def test_whether_the_cut_off_lies_between(id_, before, after, crossing):
    assert change(find(id_), before, after).crossing is crossing


def test_without_a_cut_off_none_is_crossed():
    assert change(replace(find("phq9"), cut_off=None), 27, 0).crossing is Crossing.NOT_KNOWN


@pytest.mark.parametrize(
    ("before", "after", "is_recovery"), [(16, 9, True), (20, 14, False), (12, 9, False)]
)
def test_recovery_takes_both(before, after, is_recovery):
    assert change(find("phq9"), before, after).is_recovery is is_recovery


def test_a_change_shows_no_score_by_accident():
    shown = repr(change(find("phq9"), 23, 17))

    assert "23" not in shown
    assert "17" not in shown


@patient
@given(two_totals())
def test_the_mirror_image_of_an_improvement_is_a_worsening(case):
    instrument, before, after = case
    mirror = {
        ChangeClass.IMPROVED: ChangeClass.WORSENED,
        ChangeClass.WORSENED: ChangeClass.IMPROVED,
    }

    there, back = change(instrument, before, after), change(instrument, after, before)

    assert back.judged is mirror.get(there.judged, there.judged)
    assert back.difference == -there.difference
    if there.crossing is Crossing.OUT:
        assert back.crossing is Crossing.INTO


@patient
@given(two_totals())
def test_no_change_is_none_and_crosses_nothing(case):
    instrument, total, _ = case

    found = change(instrument, total, total)

    assert found.difference == 0
    assert found.judged in {ChangeClass.NOT_RELIABLE, ChangeClass.NOT_JUDGED}
    assert found.crossing in {Crossing.NEITHER, Crossing.NOT_KNOWN}


@patient
@given(two_totals(), st.integers(0, 100))
def test_a_larger_improvement_is_never_called_less(case, more):
    instrument, before, after = case
    if change(instrument, before, after).judged is ChangeClass.IMPROVED:
        further = after + (more if after > before else -more)

        assert change(instrument, before, further).judged is ChangeClass.IMPROVED


def test_the_level_at_the_start_is_the_first_result():
    first = taken(date(2026, 3, 1), 16)

    assert baseline([], BEGAN) is None
    assert baseline([first], BEGAN) == Baseline(
        value=16, days=(first.day,), is_before_therapy=True
    )
    found = baseline([first, taken(date(2026, 3, 15), 12)], BEGAN)
    assert found == Baseline(value=16, days=(first.day,), is_before_therapy=True)


def test_from_the_third_result_on_it_is_the_mean_of_the_first_two():
    results = [taken(BEGAN + timedelta(days=14 * n), total) for n, total in enumerate((16, 13, 2))]

    found = baseline(results, BEGAN)

    assert found is not None
    assert found.value == 14.5
    assert found.days == (date(2026, 3, 2), date(2026, 3, 16))
    assert not found.is_before_therapy


def test_only_results_from_28_days_before_the_first_session_on_count():
    long_before, just_before = (
        taken(date(2026, 2, 1), 20),
        taken(date(2026, 2, 2), 18),
    )

    found = baseline([long_before, just_before], BEGAN)

    assert found is not None
    assert (found.value, found.days) == (18, (date(2026, 2, 2),))
    assert baseline([long_before], BEGAN) is None
    # Three in all, and only two that count: the first of these stands alone.
    two = baseline([long_before, just_before, taken(date(2026, 3, 9), 10)], BEGAN)
    assert two is not None
    assert two.value == 18


def test_a_mean_is_from_before_therapy_only_where_both_are():
    results = [taken(BEGAN + timedelta(days=days), 10) for days in (-14, 0, 14)]
    both = [taken(BEGAN + timedelta(days=days), 10) for days in (-14, -1, 14)]

    assert not one(baseline(results, BEGAN)).is_before_therapy
    assert one(baseline(both, BEGAN)).is_before_therapy


def test_without_a_therapy_all_results_count():
    found = one(baseline([taken(date(1999, 1, 1), 20), taken(BEGAN, 8)], None))

    assert (found.value, found.is_before_therapy) == (20, False)


def test_a_therapy_at_the_beginning_of_the_calendar_does_no_harm():
    assert one(baseline([taken(BEGAN, 20)], date.min)).value == 20


def one(found):
    assert found is not None
    return found


def test_answers_that_moved_come_with_those_that_moved_most_first():
    before = taken(BEGAN, 0, answers={1: 2, 2: 3, 3: 1, 4: 0, 5: 2})
    after = taken(BEGAN, 0, answers={1: 1, 2: 0, 3: 1, 4: 3, 5: 1})

    assert moved_items(find("phq9"), before, after) == [
        ItemMove(item=2, before=3, after=0, is_better=True),
        ItemMove(item=4, before=0, after=3, is_better=False),
        ItemMove(item=1, before=2, after=1, is_better=True),
        ItemMove(item=5, before=2, after=1, is_better=True),
    ]


def test_the_answer_that_brings_support_is_never_among_them():
    phq9, core10 = find("phq9"), find("core10")

    answers = (dict.fromkeys(range(1, 10), 0), dict.fromkeys(range(1, 10), 3))
    found = moved_items(phq9, *(taken(BEGAN, 0, answers=each) for each in answers))
    assert [each.item for each in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    answers = (dict.fromkeys(range(1, 11), 4), dict.fromkeys(range(1, 11), 0))
    found = moved_items(core10, *(taken(BEGAN, 0, answers=each) for each in answers))
    assert [each.item for each in found] == [1, 2, 3, 4, 5, 7, 8, 9, 10]
    # What is turned round is better where it is higher, and it is said as it was ticked.
    assert [each.item for each in found if not each.is_better] == [2, 3]
    assert {(each.before, each.after) for each in found} == {(4, 0)}


def test_where_more_is_better_a_higher_answer_is_too():
    before, after = (taken(BEGAN, 0, answers={1: value}) for value in (1, 4))

    assert [each.is_better for each in moved_items(find("who5"), before, after)] == [True]
    assert [each.is_better for each in moved_items(find("who5"), after, before)] == [False]


def test_nothing_moved_that_was_not_answered_twice():
    total_only = taken(BEGAN, 12)
    whole = taken(BEGAN, 12, answers={1: 3, 2: 3})

    assert moved_items(find("phq9"), total_only, whole) == []
    assert moved_items(find("phq9"), taken(BEGAN, 0, answers={1: 1}), whole)[0].item == 1
    # An item that the form does not have is from somewhere else.
    one_more = (taken(BEGAN, 0, answers={10: value}) for value in (0, 3))
    assert moved_items(find("phq9"), *one_more) == []


def test_answers_to_other_words_are_not_compared():
    old, new = (
        Assessment(instrument="phq9", version=version, day=BEGAN, total=0, answers={1: version})
        for version in (1, 2)
    )
    same = replace(new, answers={1: 3})

    assert moved_items(find("phq9"), old, new) == ()
    # Nor where both are alike: their words are not the ones that would be shown.
    assert moved_items(find("phq9"), new, same) == ()
    assert len(moved_items(replace(find("phq9"), version=2), new, same)) == 1


def test_a_move_shows_no_answer_by_accident():
    assert repr(ItemMove(item=5, before=3, after=0, is_better=True)) == "ItemMove(item=5)"


@pytest.mark.parametrize(
    ("id_", "days", "expected"),
    [
        ("phq9", 13, True),
        ("phq9", 14, False),
        ("phq9", 0, True),
        ("core10", 6, True),
        ("core10", 7, False),
        ("pcl5", 27, True),
        # About a month, and due every four weeks.
        ("pcl5", 28, False),
    ],
)
def test_two_closer_than_what_they_ask_about_are_about_some_of_the_same_days(id_, days, expected):
    later = BEGAN + timedelta(days=days)

    assert overlaps(find(id_), BEGAN, later) is expected
    assert overlaps(find(id_), later, BEGAN) is expected


def test_the_last_one_is_so_many_days_ago():
    results = [taken(BEGAN, 1), taken(BEGAN + timedelta(days=20), 1)]

    assert days_since(results, BEGAN + timedelta(days=20)) == 0
    assert days_since(results, BEGAN + timedelta(days=19)) == 19
    assert days_since(results, BEGAN - timedelta(days=1)) is None
    assert days_since([], BEGAN) is None
