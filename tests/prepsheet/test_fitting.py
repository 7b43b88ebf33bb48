from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.prepsheet.fitting import (
    FEWEST_LINES,
    Handwriting,
    Piece,
    Place,
    Section,
    fit,
    shorten,
)

LINES = Handwriting(gap=4, head=6, pitch=8)
LEAST = 4 + 6 + 3 * 8


def section(*items, gap=4.0, head=6.0):
    return Section(gap=gap, head=head, items=tuple(map(Piece, items)))


def fitted(sections, rooms, handwriting=None):
    return fit(sections, rooms, handwriting, line_height=5)


def test_sections_stand_one_under_the_other_with_a_gap_between():
    found = fitted([section(10), section(5, 5)], [100])

    first, second = found.sections
    assert first.head == Place(page=0, top=0)
    assert first.items == (Place(page=0, top=6),)
    assert second.head == Place(page=0, top=20)
    assert second.items == (Place(page=0, top=26), Place(page=0, top=31))
    assert (found.pages, found.lines_over, found.is_whole) == (1, 0, True)


def test_room_that_is_left_is_counted_in_lines():
    found = fitted([section(14)], [52])
    assert (found.lines_to_spare, found.share) == (6, pytest.approx(20 / 52))


def test_lines_for_handwriting_take_what_is_left():
    found = fitted([section(10)], [16 + LEAST + 20], LINES)

    assert found.handwriting == Place(page=0, top=20)
    assert found.lines == FEWEST_LINES + 2
    assert found.lines_to_spare == 4


def test_lines_for_handwriting_alone_begin_at_the_top():
    found = fitted([], [6 + 4 * 8], LINES)
    assert (found.handwriting, found.lines) == (Place(page=0, top=0), 4)


def test_gaps_shrink_before_the_lines_are_left_out():
    tight = 16 + 4 + 16 + LEAST
    assert fitted([section(10), section(10)], [tight], LINES).gap_factor == 1

    found = fitted([section(10), section(10)], [tight - 1.5], LINES)

    assert (found.gap_factor, found.lines, found.lines_over) == (0.8, 3, 0)


def test_lines_that_would_be_fewer_than_three_are_left_out():
    found = fitted([section(10), section(10)], [16 + 4 + 16 + LEAST - 2], LINES)

    assert (found.handwriting, found.lines) == (None, 0)
    assert (found.gap_factor, found.is_whole) == (1, True)


def test_without_the_lines_gaps_shrink_once_more():
    found = fitted([section(10), section(10)], [35.5], LINES)
    assert (found.gap_factor, found.lines, found.is_whole) == (0.8, 0, True)


def test_what_finds_no_room_is_counted_in_lines():
    found = fitted([section(10), section(10, 10)], [40], LINES)

    # 16 + 3.2 + 26 = 45.2 where there are 40.
    assert found.lines_over == 2
    assert not found.is_whole
    assert [place.top for place in found.sections[1].items] == [pytest.approx(25.2)]
    assert (found.lines_to_spare, found.share) == (0, 1)


def test_what_comes_after_something_left_out_is_left_out_too():
    found = fitted([section(10), section(100), section(1)], [40])
    assert [each.head is None for each in found.sections] == [False, True, True]


def test_a_second_page_is_taken_before_the_lines_are_given_up():
    found = fitted([section(10), section(10)], [40, 100], LINES)

    assert found.pages == 2
    assert found.handwriting == Place(page=1, top=0)


def test_a_title_is_never_left_alone_at_the_foot_of_a_page():
    found = fitted([section(10), section(10)], [16 + 4 + 6, 50])
    assert found.sections[1].head == Place(page=1, top=0)


def test_an_item_goes_to_the_next_page_whole():
    found = fitted([section(10, 10, 10)], [30, 50])

    assert found.sections[0].items == (
        Place(page=0, top=6),
        Place(page=0, top=16),
        Place(page=1, top=0),
    )


def test_something_higher_than_a_page_is_said_not_to_fit():
    found = fitted([section(10), section(70)], [40, 50])
    assert (found.pages, found.is_whole) == (2, False)


def test_one_line_too_many_is_one_line_however_thin():
    assert fitted([section(10.01)], [16]).lines_over == 1


def two_columns(left, right, gap=4.0):
    return Section(gap=gap, head=0, items=tuple(map(Piece, left)), beside=tuple(map(Piece, right)))


def test_two_columns_that_fit_stand_beside_each_other():
    found = fitted([two_columns([10, 10], [5]), section(10)], [100])

    both, below = found.sections
    assert both.items == (Place(page=0, top=0), Place(page=0, top=10))
    assert both.beside == (Place(page=0, top=0),)
    # Below the longer one, whichever side it is on.
    assert below.head == Place(page=0, top=24)
    swapped = fitted([two_columns([5], [10, 10]), section(10)], [100])
    assert swapped.sections[1].head == Place(page=0, top=24)


def test_of_two_columns_that_do_not_fit_as_much_stays_as_there_is_room_for():
    found = fitted([section(10), two_columns([10, 10, 10], [10])], [16 + 3.2 + 20])

    both = found.sections[1]
    assert len(both.items) == 2
    assert len(both.beside) == 1
    # The one that is left out is two lines, not two columns.
    assert found.lines_over == 2


def test_each_of_two_columns_goes_on_overleaf_by_itself():
    found = fitted([section(10), two_columns([10, 10, 10], [10]), section(5)], [40, 50])

    both, last = found.sections[1:]
    assert [place.page for place in both.items] == [0, 0, 1]
    assert [place.page for place in both.beside] == [0]
    assert last.head == Place(page=1, top=14)
    assert found.is_whole


def test_two_columns_of_which_one_cannot_even_begin_begin_together_overleaf():
    found = fitted([section(10), two_columns([5], [30])], [40, 50])
    both = found.sections[1]
    assert (both.items, both.beside) == ((Place(page=1, top=0),), (Place(page=1, top=0),))


def test_the_gap_below_an_item_shrinks_with_the_others_and_is_not_needed_at_the_foot():
    items = (Piece(10, 5), Piece(10, 5))
    sections = [Section(gap=4, head=6, items=items), Section(gap=4, head=6, items=items)]

    assert fitted(sections, [31 + 9 + 31]).gap_factor == 1
    tight = fitted(sections, [30 + 7.2 + 30])

    assert tight.gap_factor == 0.8
    assert tight.is_whole
    assert [place.top for place in tight.sections[0].items] == [6, 20]
    second = tight.sections[1].head
    assert second is not None
    assert second.top == pytest.approx(37.2)
    assert not fitted(sections, [67.1]).is_whole


def test_lines_for_handwriting_stand_where_they_are_put_and_push_nothing_overleaf():
    first = replace(LINES, place=1)

    one_page = fitted([section(10), section(10)], [16 + LEAST + 20 + 10], first)
    assert one_page.handwriting == Place(page=0, top=20)
    assert one_page.sections[1].head == Place(page=0, top=20 + 6 + 4 * 8 + 4)
    assert (one_page.lines, one_page.lines_to_spare) == (4, 2)

    two_pages = fitted([section(30), section(40), section(10)], [80, 80], first)
    assert two_pages.handwriting == Place(page=0, top=40)
    assert (two_pages.lines, two_pages.lines_to_spare) == (4, 2)
    assert two_pages.sections[1].head == Place(page=1, top=0)


def a_review(*items):
    return replace(section(*items), is_overleaf=True)


def test_a_review_begins_the_second_page_where_everything_finds_room_that_way():
    found = fitted([section(10), a_review(10), section(10)], [30, 50])
    assert [each.head.page for each in found.sections] == [0, 1, 1]
    assert found.is_whole


def test_a_review_goes_on_where_it_can_if_that_is_the_only_way():
    found = fitted([section(10), a_review(15, 15, 15)], [50, 40])
    assert [each.head.page for each in found.sections] == [0, 0]
    assert found.is_whole
    assert fitted([a_review(10)], [10, 20]).sections[0].head == Place(page=1, top=0)


def test_a_review_on_one_page_takes_no_other():
    assert fitted([section(10), a_review(10)], [50]).sections[1].head == Place(page=0, top=20)


some_pieces = st.lists(
    st.builds(Piece, st.floats(1, 40), st.floats(0, 3)), min_size=1, max_size=4
).map(tuple)
a_section = st.builds(
    Section,
    gap=st.just(4.0),
    head=st.floats(0, 6),
    items=some_pieces,
    beside=st.just(()) | some_pieces,
    is_overleaf=st.booleans(),
)


@given(
    st.lists(a_section, max_size=9),
    st.lists(st.floats(50, 260), min_size=1, max_size=2),
    st.none() | st.just(LINES) | st.just(replace(LINES, place=0)),
)
def test_nothing_overlaps_and_nothing_leaves_the_page(sections, rooms, lines):
    found = fitted(sections, rooms, lines)

    spans = []
    for given_, placed in zip(sections, found.sections, strict=True):
        columns = []
        for pieces, places in ((given_.items, placed.items), (given_.beside, placed.beside)):
            head = [] if placed.head is None else [(placed.head, given_.head)]
            column = [
                *head,
                *((where, each.height) for where, each in zip(places, pieces, strict=False)),
            ]
            in_order(column, rooms)
            columns += column
        if columns:
            begins, ends = min(columns, key=key_of), max(columns, key=end_of)
            spans.append((begins, ends))
    if found.handwriting is not None:
        block = (found.handwriting, 6 + 8 * found.lines)
        in_order([block], rooms)
        spans.append((block, block))
    spans.sort(key=lambda span: key_of(span[0]))
    for (_, ends), (begins, _) in pairwise(spans):
        assert key_of(begins) >= (end_of(ends)[0], end_of(ends)[1] - 0.001)
    assert found.is_whole == all(
        (len(placed.items), len(placed.beside)) == (len(given_.items), len(given_.beside))
        for given_, placed in zip(sections, found.sections, strict=True)
    )
    assert found.handwriting is None or found.is_whole
    assert 0 <= found.share <= 1 + 1e-9


def key_of(span):
    return span[0].page, span[0].top


def end_of(span):
    return span[0].page, span[0].top + span[1]


def in_order(column, rooms):
    for place, height in column:
        assert place.top + height <= rooms[place.page] + 0.001
    for before, after in pairwise(column):
        assert key_of(after) >= (end_of(before)[0], end_of(before)[1] - 0.001)


CONTINUES = "(continues in my journal)"


def at_most(length):
    return lambda text: len(text) <= length


def test_a_text_that_fits_is_left_alone():
    assert shorten("One. Two.", at_most(9), CONTINUES) == "One. Two."


def test_a_long_text_is_cut_at_a_sentence():
    text = "First, this. “Then that!” And a third one that is too long to stay."
    assert shorten(text, at_most(55), CONTINUES) == f"First, this. “Then that!” {CONTINUES}"


def test_a_text_in_chinese_is_cut_at_a_sentence():
    text = "我累了。我想睡觉。明天再说。" + "还有很多很多" * 9
    assert shorten(text, at_most(36), CONTINUES) == f"我累了。我想睡觉。 {CONTINUES}"


def test_one_endless_sentence_is_cut_between_words():
    assert shorten("and so on " * 99, at_most(40), CONTINUES) == f"and so on and {CONTINUES}"


def test_one_endless_word_is_cut_anywhere():
    assert shorten("a" * 99, at_most(30), CONTINUES) == f"aaaa {CONTINUES}"


def test_where_nothing_fits_the_journal_is_named():
    assert shorten("a" * 99, at_most(5), CONTINUES) == CONTINUES


def test_a_million_letters_are_not_measured_one_by_one():
    asked = []

    def fits(text):
        asked.append(len(text))
        return len(text) <= 200

    found = shorten("A sentence. " * 90_000, fits, CONTINUES)

    assert found.startswith("A sentence. A sentence.")
    assert found.endswith(CONTINUES)
    assert max(asked) < 10_000
    assert len(asked) < 20
