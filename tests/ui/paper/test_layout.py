"""Where things stand on the page, and that they keep to it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QImage, QPainter

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.period import Period
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.material import GoalStanding
from sessiondesk.prepsheet.sheet import BlockId, Choice
from sessiondesk.ui.paper import sheet_layout
from sessiondesk.ui.paper.marks import Box, Dots, Path, Shape, Words, paint, plain
from sessiondesk.ui.paper.measures import CAPTION, DOTS_PER_MM, OWN, SIDE_MARGIN, PaperSize
from sessiondesk.ui.wording_sheet import SheetWords
from tests.golden_sheets import review, right_to_left, thin
from tests.sheet_material import ON, nothing, something

WORDS = SheetWords()
EVERYTHING = Choice()
OVER_NEW_YEAR = Period(first=date(2025, 11, 23), last=date(2026, 1, 4))


def laid_out(record, choice=EVERYTHING, size=PaperSize.A4, pages=1):
    sheet = content.build(record, WORDS, choice)
    return sheet_layout.lay_out(sheet, WORDS, size, pages=pages)


def marks_of(page):
    for group in page.groups:
        for mark in group.marks:
            yield group, mark


def words_of(page):
    return [
        (mark.shape.text, group.x + mark.x, group.y + mark.y)
        for group, mark in marks_of(page)
        if isinstance(mark, Words)
    ]


def edges(group, mark):
    """Return left, top, right, bottom of a mark."""
    points: list[tuple[float, float]] = []
    match mark:
        case Words():
            shape = mark.shape
            points = [(mark.x, mark.y), (mark.x + shape.width, mark.y + shape.height)]
        case Path():
            points = list(mark.points)
        case Box():
            points = [(mark.x, mark.y), (mark.x + mark.side, mark.y + mark.side)]
        case Dots():
            points = list(mark.centres)
    xs = [group.x + x for x, _ in points]
    ys = [group.y + y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def full(count):
    words = "There is something about it that I would like to say in more than one line. " * 2
    bring_ups = tuple(BringUp(text=f"{n}: {words}", rank=n) for n in range(count))
    return replace(something(), bring_ups=bring_ups)


@pytest.mark.parametrize("size", list(PaperSize))
@pytest.mark.parametrize("pages", [1, 2])
@pytest.mark.parametrize("make", [something, nothing, lambda: full(9), lambda: full(60)])
def test_nothing_leaves_the_margins(make, pages, size):
    for page in laid_out(make(), size=size, pages=pages).pages:
        for group, mark in marks_of(page):
            left, top, right, bottom = edges(group, mark)
            assert left >= SIDE_MARGIN - 0.01
            assert right <= size.width - SIDE_MARGIN + 0.01
            assert top >= 13
            assert bottom <= size.height - 8


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_head_never_runs_into_itself(size):
    sheet = content.build(something(), WORDS, EVERYTHING)
    # A long break over New Year.
    sheet = replace(sheet, source=WORDS.source(OVER_NEW_YEAR, 28, is_since_last=True))
    (page, *_) = sheet_layout.lay_out(sheet, WORDS, size).pages
    shapes = {
        mark.shape.text: (mark.y, mark.y + mark.shape.height, mark.shape)
        for _, mark in marks_of(page)
        if isinstance(mark, Words)
    }

    top, bottom, shape = shapes[sheet.source]
    assert "23 Nov 2025 to 4 Jan 2026" in sheet.source
    assert shape.lines == 1
    # Nothing is cut short: it is as wide as the text is by itself.
    assert shape.width == pytest.approx(Shape(sheet.source, shape.style).width)
    assert top >= shapes[sheet.when][1]
    assert bottom <= 29.6


def test_sections_stand_where_the_design_says():
    (page,) = laid_out(something()).pages
    found = {text: (round(x, 1), round(y, 1)) for text, x, y in words_of(page)}

    assert found["Prep sheet"] == (18, 14)
    assert found["First"] == (18, 33.2)
    assert found["Why the review meeting set me off"][0] == 24.4
    assert found["Hurdles"][0] == found["Goals and measures"][0] == 109


def test_wins_and_goals_stand_beside_their_neighbours():
    (page,) = laid_out(something()).pages
    tops = {text: y for text, _, y in words_of(page)}
    assert tops["Wins"] == tops["Hurdles"]
    assert tops["From last time"] == tops["Goals and measures"]


def test_alone_a_block_takes_the_whole_width():
    (page,) = laid_out(replace(something(), goals=(), hurdles=())).pages
    words = [text for text, _, _ in words_of(page)]
    assert "From last time" in words
    assert "Hurdles" not in words


def test_columns_longer_than_a_page_follow_each_other():
    goals = tuple(GoalStanding(goal=Goal(text=f"Goal {n}", began_on=ON)) for n in range(60))
    found = laid_out(replace(something(), goals=goals, measures=(), marked=()), pages=2)

    assert found.fit.is_whole
    assert "Goal 59" in [text for text, _, _ in words_of(found.pages[1])]


def test_the_lines_block_can_be_left_out():
    choice = Choice(blocks_off=frozenset({BlockId.LINES}))
    (page,) = laid_out(nothing(), choice).pages
    assert "Notes in the session" not in [text for text, _, _ in words_of(page)]


def test_a_blank_form_has_lines_to_write_on_to_the_foot():
    found = laid_out(nothing())
    assert found.fit.lines >= 3
    assert found.fit.is_whole


def test_what_is_too_much_for_one_page_is_counted_and_fits_on_two():
    assert laid_out(full(12)).fit.lines_over > 0
    assert laid_out(full(12), pages=2).fit.is_whole


def test_a_mark_for_each_day_and_a_line_without_the_gap():
    record = something()
    (page,) = laid_out(record).pages
    dots = [mark for _, mark in marks_of(page) if isinstance(mark, Dots)]
    assert [len(each.centres) for each in dots] == [56, 56]


def test_only_blacks_and_greys_are_used():
    (page,) = laid_out(something()).pages
    for _, mark in marks_of(page):
        if isinstance(mark, (Path, Dots)):
            red, green, blue = (mark.grey[n : n + 2] for n in (1, 3, 5))
            assert red == green == blue


def test_names_at_the_ends_of_lines_that_meet_are_pushed_apart():
    record = something()
    (page,) = laid_out(record).pages
    ends = [y for text, x, y in words_of(page) if text in {"Mood", "Anxiety"} and x < 120]
    assert abs(ends[0] - ends[1]) >= 4


def test_a_letter_of_another_font_does_not_push_lines_apart():
    latin = Shape("one\ntwo\nthree", OWN, width=80)
    mixed = Shape("one 上\ntwo 次\nthree", OWN, width=80)
    assert mixed.height == latin.height


def test_a_long_name_is_cut_with_an_ellipsis_where_one_line_has_to_do():
    shape = Shape("self-assurance " * 400, OWN, width=30, keep_to=1)
    assert shape.lines == 1
    assert 20 < shape.width <= 30


def test_nothing_that_a_layout_could_stumble_over_is_left():
    assert plain(" a\r\nb\x00\ud800 ") == "a\N{LINE SEPARATOR}b \N{REPLACEMENT CHARACTER}"
    assert plain("\n") == " "


def test_the_preview_is_the_same_drawing_made_smaller():
    (page,) = laid_out(something()).pages
    image = QImage(420, 594, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(2 / DOTS_PER_MM, 2 / DOTS_PER_MM)
    paint(painter, page)
    painter.end()

    # The heavy rule below the head, from margin to margin.
    row = [image.pixelColor(x, 59).lightness() for x in range(420)]
    assert all(value < 200 for value in row[37:383])
    assert all(value == 255 for value in [*row[:35], *row[385:]])


def test_words_from_right_to_left_begin_at_the_right_with_their_box_beside_them():
    sheet = right_to_left()
    (page,) = sheet_layout.lay_out(sheet, WORDS, PaperSize.A4).pages
    boxes = [group.x + mark.x for group, mark in marks_of(page) if isinstance(mark, Box)]
    at = {mark.shape.text[:5]: mark for _, mark in marks_of(page) if isinstance(mark, Words)}

    assert [round(x, 1) for x in boxes] == [188.4, 188.4, 18, 18]
    assert at["אני ר"].shape.runs_left
    assert not at["An En"].shape.runs_left
    assert at["אני ר"].x == 0
    assert at["An En"].x == pytest.approx(6.4)


def test_our_own_words_are_never_turned_round():
    assert not Shape("שלום, 11 May", CAPTION, width=80).runs_left
    assert Shape("שלום, 11 May", OWN, width=80).runs_left


def test_a_review_begins_the_second_page():
    first, second = sheet_layout.lay_out(review(), WORDS, PaperSize.A4, pages=2).pages

    assert "About how we work" in [text for text, _, _ in words_of(first)]
    begins = min((y, text) for text, _, y in words_of(second) if y > 24)
    assert begins[1] == "Measures in full"


def test_lines_to_write_on_stand_where_the_person_puts_them():
    sheet = thin()
    *others, lines = sheet.blocks
    (page,) = sheet_layout.lay_out(
        replace(sheet, blocks=(lines, *others)), WORDS, PaperSize.A4
    ).pages
    tops = {text: y for text, _, y in words_of(page)}

    assert tops["Notes in the session"] < tops["To bring up"] < tops["What stayed with me"]
