"""The diary card on paper: one page, whatever there is to say."""

from dataclasses import replace

import pytest

from sessiondesk.prepsheet import card
from sessiondesk.prepsheet.card_material import CardPart
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.prepsheet.material import Noted
from sessiondesk.ui.paper import card_page
from sessiondesk.ui.paper.marks import Path, Words
from sessiondesk.ui.paper.measures import SIDE_MARGIN, PaperSize
from sessiondesk.ui.paper.pdf import make_pdf
from sessiondesk.ui.wording_card import CardWords
from tests.card_material import ON, a_scale, day, nothing, something

WITH_WORDS = Choice().switched(CardPart.WORDS, is_on=True)
SIZES = pytest.mark.parametrize("size", list(PaperSize))


def build(record, choice=WITH_WORDS):
    return card.build(record, CardWords(), choice)


def pdf_of(made, size=PaperSize.A4):
    return make_pdf(card_page.lay_out(made, size).pages, title=made.title, on=made.on)


def marks_of(page):
    for group in page.groups:
        for mark in group.marks:
            yield group, mark


@SIZES
def test_everything_that_stands_on_the_card_is_text_in_the_pdf(reads, size):
    made = build(something())
    data = pdf_of(made, size)

    said = [made.title, made.session, made.when, made.source, made.note, made.foot, made.page]
    said += [text for each in made.days for text in (each.name, each.short)]
    for part in made.printed:
        said += [part.title, part.note]
        for row in part.printed_rows:
            said += [row.name, row.caption, row.days, *row.cells]
    for text in said:
        assert reads(data, text), text
    assert reads(data, "Anna rang, and I did not pick up.")


def test_what_is_left_out_is_nowhere_in_the_pdf(reads):
    data = pdf_of(build(something(), Choice().switched(CardPart.TAGS, is_on=False)))

    assert not reads(data, "worked")
    assert not reads(data, "Anna rang")


def test_a_long_line_is_cut_at_a_sentence(reads):
    data = pdf_of(build(something()))

    assert reads(data, "It rained. (continues in my journal)")


@SIZES
def test_nothing_runs_off_the_paper(size):
    long = a_scale("long", "Donaudampfschifffahrt" * 6)
    record = something()
    record = replace(record, scales=(*record.scales, long))

    for made in (build(record), build(nothing())):
        (page,) = card_page.lay_out(made, size).pages
        for group, mark in marks_of(page):
            if isinstance(mark, Words):
                left, right = mark.x, mark.x + mark.shape.width
            else:
                assert isinstance(mark, Path)
                left, right = (f(x for x, _ in mark.points) for f in (min, max))
            assert group.x + left >= SIDE_MARGIN - 0.01
            assert group.x + right <= size.width - SIDE_MARGIN + 0.01


@SIZES
def test_no_answer_runs_into_its_neighbour(size):
    (page,) = card_page.lay_out(build(something()), size).pages
    grid = [
        (group, mark)
        for group, mark in marks_of(page)
        if isinstance(mark, Words) and mark.shape.text in {"kept awake", "cancelled", "could not"}
    ]

    assert len(grid) == 3
    for _, mark in grid:
        assert mark.shape.width <= (size.text_width - 63) / 7


def test_a_typical_week_leaves_lines_to_write_on():
    placed = card_page.lay_out(build(something(), Choice())).fit

    assert placed.is_whole
    assert placed.pages == 1
    assert placed.lines >= 3


def test_what_finds_no_room_is_counted_and_said_on_the_page(reads):
    scales = tuple(a_scale(f"s{n}", f"Scale number {n}") for n in range(60))
    made = build(replace(something(), scales=scales))
    laid_out = card_page.lay_out(made)
    data = pdf_of(made)

    assert len(laid_out.pages) == 1
    assert not laid_out.fit.is_whole
    assert laid_out.fit.lines_over > 10
    assert reads(data, "Scale number 1")
    assert not reads(data, "Scale number 59")
    assert reads(data, "Not everything found room here")


def test_an_empty_week_is_a_grid_with_room_for_every_day(reads):
    made = build(nothing())
    placed = card_page.lay_out(made).fit

    assert placed.is_whole
    assert placed.lines >= 3
    assert reads(pdf_of(made), "Week from the")
    assert not reads(pdf_of(made), "of 7")


def test_no_lines_for_handwriting_where_they_are_left_out():
    made = build(something(), Choice().switched(CardPart.LINES, is_on=False))

    assert card_page.lay_out(made).fit.lines == 0


def test_words_in_the_other_direction_leave_the_programs_words_alone(reads):
    noted = (Noted(key="c0:0", day=day(0), text="מחר אני אומר את זה"),)
    data = pdf_of(build(replace(something(), words=noted)))

    assert reads(data, "Tue 12 May")
    assert reads(data, "In my words")


def test_the_grid_is_no_picture():
    assert b"/Subtype /Image" not in pdf_of(build(something()))


def test_the_same_card_gives_the_same_bytes():
    assert pdf_of(build(something())) == pdf_of(build(something()))


def test_names_in_the_other_direction_do_not_turn_the_counts_round(reads):
    record = replace(something(), scales=(a_scale("mood", "מצב רוח"),))

    assert reads(pdf_of(build(record)), "3 of 7")


def test_the_description_of_the_file_says_its_day_and_no_more():
    data = pdf_of(build(something()))

    assert f"D:{ON:%Y%m%d}000000".encode() in data
    assert b"Anna" not in data
