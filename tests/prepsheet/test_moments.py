import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.prepsheet.moments import hard_and_good
from tests.sheet_everything import a_moment

some_moments = st.lists(
    st.tuples(st.integers(0, 30), st.none() | st.integers(0, 10)), max_size=12
).map(lambda found: [a_moment(str(n), back, mood) for n, (back, mood) in enumerate(found)])


def keys(moments):
    return [each.key for each in moments]


def moods(moments):
    return [each.mood for each in moments]


def test_the_lowest_mood_is_the_hard_one_and_the_highest_the_good_one():
    found = hard_and_good(
        [a_moment("a", 0, 6), a_moment("b", 1, 9), a_moment("c", 2, 1), a_moment("d", 3, 3)]
    )
    assert found is not None
    hard, good = found
    assert (keys(hard), keys(good)) == (["c", "d"], ["b", "a"])


def test_of_two_that_were_the_same_the_later_one_comes_first():
    found = hard_and_good(
        [a_moment("old", 9, 2), a_moment("new", 1, 2), a_moment("best", 3, 8)],
    )
    assert found is not None
    assert keys(found[0]) == ["new", "old"]


@pytest.mark.parametrize(
    "moods",
    [(), (1, 9), (5, 5, 5), (None, None, None, None), (1, 9, None)],
    ids=["none", "two", "all the same", "not rated", "two rated"],
)
def test_where_there_is_nothing_to_choose_nothing_is_called_hard_or_good(moods):
    assert hard_and_good([a_moment(str(n), n, mood) for n, mood in enumerate(moods)]) is None


@given(moments=some_moments)
def test_no_moment_is_both_and_none_that_was_rated_is_lost(moments):
    found = hard_and_good(moments)
    if found is None:
        return
    hard, good = found
    assert sorted(keys([*hard, *good])) == sorted(
        each.key for each in moments if each.mood is not None
    )
    assert hard
    assert good
    assert max(moods(hard)) < min(moods(good))


@given(
    moments=some_moments.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found)))
)
def test_the_order_in_which_they_come_changes_nothing_but_ties_of_one_day(moments):
    one, other = (hard_and_good(each) for each in moments)
    if one is None or other is None:
        assert one is other
        return
    for these, those in zip(one, other, strict=True):
        assert [(m.mood, m.day) for m in these] == [(m.mood, m.day) for m in those]
