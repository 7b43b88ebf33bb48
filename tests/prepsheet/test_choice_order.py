"""What a person chose for the sheet: the order of the blocks, and lines put on and left out."""

from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.prepsheet.choice import REVIEW_BLOCKS, BlockId, Choice, by_hand
from sessiondesk.prepsheet.sheet import Block

BLOCKS = tuple(Block(id=id_, title=id_.value) for id_ in BlockId)
NAMES = [id_.value for id_ in BlockId]

some_blocks = st.lists(st.sampled_from(BLOCKS), unique_by=lambda block: block.id).map(tuple)
orders = st.lists(st.sampled_from([*NAMES, "a block of a later version", ""])).map(tuple)
keys = st.lists(st.sampled_from("abcdefgh"), unique=True)
key_sets = st.frozensets(st.sampled_from("abcdefgh"))


def ids(blocks):
    return [block.id.value for block in blocks]


@given(blocks=some_blocks, order=orders)
def test_no_order_loses_a_block_or_makes_one(blocks, order):
    found = Choice(order=order).in_order(blocks)

    assert sorted(ids(found)) == sorted(ids(blocks))
    assert set(found) == set(blocks)


@given(blocks=some_blocks, order=orders)
def test_blocks_that_have_a_place_stand_in_the_order_they_were_given(blocks, order):
    found = ids(Choice(order=order).in_order(blocks))

    chosen = [id_ for id_ in dict.fromkeys(order) if id_ in found]
    assert [id_ for id_ in found if id_ in chosen] == chosen


@given(blocks=some_blocks, order=orders)
def test_a_block_without_a_place_stays_behind_the_one_it_comes_after(blocks, order):
    found, before = ids(Choice(order=order).in_order(blocks)), ids(blocks)

    for place, id_ in enumerate(before):
        if id_ not in order:
            assert found.index(id_) == (found.index(before[place - 1]) + 1 if place else 0)


@given(blocks=some_blocks, order=orders)
def test_the_order_that_came_of_it_gives_itself_again(blocks, order):
    once = Choice(order=order).in_order(blocks)

    assert Choice(order=tuple(ids(once))).in_order(blocks) == once
    assert Choice(order=tuple(ids(once))).in_order(once) == once


@given(blocks=some_blocks)
def test_without_an_order_they_stand_as_they_come(blocks):
    assert Choice().in_order(blocks) == blocks


def test_a_block_that_came_with_a_later_version_finds_its_place_in_an_older_order():
    older = tuple(name for name in reversed(NAMES) if name != BlockId.QUESTIONS)

    found = ids(Choice(order=older).in_order(BLOCKS))

    assert found.index(BlockId.QUESTIONS) == found.index(BlockId.ABOUT_US) + 1


@given(names=keys, most=st.integers(0, 8), on=key_sets, off=key_sets)
def test_where_there_is_room_for_a_few_those_put_on_by_hand_go_first(names, most, on, off):
    choice = Choice(lines_on=on, lines_off=off)

    found = choice.few(names, most)

    wanted = [name for name in names if name not in off]
    assert len(found) == min(most, len(wanted))
    assert found <= set(wanted)
    by_hand_first = set(wanted) & on
    assert found <= by_hand_first or found >= by_hand_first


@given(key=st.sampled_from("abc"), on=key_sets, off=key_sets, is_private=st.booleans())
def test_what_was_put_on_is_on_and_what_was_left_out_is_out(key, on, off, is_private):
    choice = Choice(lines_on=on, lines_off=off)

    assert choice.switched(key, is_on=True).has(key, is_private=is_private)
    assert not choice.switched(key, is_on=False).has(key, is_private=is_private)
    others = {name for name in "defgh" if choice.has(name, is_private=is_private)}
    changed = choice.switched(key, is_on=False)
    assert {name for name in "defgh" if changed.has(name, is_private=is_private)} == others


@given(block=st.sampled_from(BlockId), is_review=st.booleans(), pages=st.integers(1, 2))
def test_a_block_switched_by_hand_is_as_it_was_switched(block, is_review, pages):
    choice = Choice(pages=pages)

    on = choice.block_switched(block, is_on=True)
    off = on.block_switched(block, is_on=False)

    assert on.has_block(block, is_review=is_review)
    assert not off.has_block(block, is_review=is_review)
    assert by_hand(block) not in off.lines_on


@given(block=st.sampled_from(BlockId), is_review=st.booleans(), pages=st.integers(1, 2))
def test_what_belongs_to_a_review_comes_by_itself_only_in_its_weeks(block, is_review, pages):
    comes = Choice(pages=pages).has_block(block, is_review=is_review)

    assert comes is (block not in REVIEW_BLOCKS or (is_review and pages == 2))
