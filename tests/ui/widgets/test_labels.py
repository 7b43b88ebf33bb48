"""Text on screen: plain, wrapped, as high as it has to be."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.text_block import TextBlock

LONG = "told my sister that I could not host this weekend and felt guilty for an hour " * 3


def test_what_a_person_wrote_is_never_markup(theme):
    label = labels.own_words("<b>bold</b> <img src='file:///etc/passwd'>", theme)

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b> <img src='file:///etc/passwd'>"


def test_a_label_gets_as_high_as_its_width_makes_it(qtbot, theme, show):
    label = labels.own_words(LONG, theme)
    show(label, width=300)
    narrow = label.height()

    label.window().resize(640, 500)

    qtbot.waitUntil(lambda: label.height() < narrow)
    assert label.height() % theme.line_height(Role.OWN_WORDS) == pytest.approx(0, abs=1)


def test_deep_inside_other_layouts_nothing_is_cut_off(theme, show):
    label = labels.body(LONG, theme)
    outer, middle = QWidget(), QWidget()
    QHBoxLayout(outer).addWidget(middle)
    QVBoxLayout(middle).addWidget(label)
    show(outer, width=260)

    needed = TextBlock(theme, Role.BODY, LONG).height(label.width())

    assert label.height() >= needed


def test_larger_text_makes_a_label_higher(theme, show):
    label = labels.body(LONG, theme)
    show(label, width=400)
    before = label.height()

    theme.set_text_percent(150)

    assert label.sizeHint().height() > before * 1.5


def test_a_word_longer_than_the_line_is_broken_and_not_cut(theme):
    block = TextBlock(theme, Role.BODY, "a" * 200)

    assert block.height(100) > block.height(4000)


@pytest.mark.parametrize("lines", [1, 2])
def test_text_may_be_cut_after_some_lines(theme, lines):
    block = TextBlock(theme, Role.BODY, LONG, max_lines=lines)

    assert block.height(200) == lines * theme.line_height(Role.BODY)


def test_line_breaks_are_kept(theme):
    block = TextBlock(theme, Role.BODY, "one\ntwo\n\nfour")

    assert block.height(1000) == 4 * theme.line_height(Role.BODY)


def test_no_text_takes_no_room(theme):
    assert TextBlock(theme, Role.BODY).height(100) == 0


def test_a_label_names_the_field_it_is_the_buddy_of(theme, show, control):
    field = QLineEdit()
    label = Label("Passphrase", theme, Role.LABEL)
    label.setBuddy(field)
    window = show(label, field)

    assert control(window, "Passphrase") is field


@pytest.mark.parametrize("text", ["word " * 200_000, "x" * 1_000_000, "line\n" * 200_000])
def test_a_megabyte_is_looked_at_only_as_far_as_it_is_shown(theme, show, text):
    label = labels.own_words(text, theme, max_lines=3)
    show(label)

    assert label.height() == 3 * theme.line_height(Role.OWN_WORDS)


def painted_lines(block, width):
    """Return the lines as they are painted."""
    layout = block._balance(block._lay_out(width), width)
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    return [layout.text()[each.textStart() :][: each.textLength()].strip() for each in lines]


def test_the_last_word_of_a_finding_does_not_stand_alone(theme):
    block = TextBlock(theme, Role.READOUT, "Over 49 weeks anxiety fell by about 2.1 points")
    width = block.natural_width() - 10
    assert block._lay_out(width).lineCount() == 2

    first, second = painted_lines(block, width)

    assert f"{first} {second}" == block.text
    assert second not in {"points", "2.1 points"}
    assert block.height(width) == pytest.approx(2 * theme.line_height(Role.READOUT), abs=1)


def test_lines_of_about_one_length_stay_as_they_are(theme):
    block = TextBlock(theme, Role.READOUT, "Your anxiety ratings are lower than six weeks ago")
    width = block.natural_width() * 0.6

    assert painted_lines(block, width)[0] == block.text[: len(painted_lines(block, width)[0])]
    layout = block._lay_out(width)
    assert block._balance(layout, width) is layout


def test_a_line_that_was_broken_by_hand_is_not_broken_elsewhere(theme):
    block = TextBlock(theme, Role.READOUT, "A long line that was broken by hand here and\nthere")
    layout = block._lay_out(block.natural_width())

    assert block._balance(layout, block.natural_width()) is layout


def test_words_without_spaces_are_left_as_they_break(theme):
    block = TextBlock(theme, Role.READOUT, "\u6f22\u5b57" * 40)
    width = block.natural_width() - 20

    assert "".join(painted_lines(block, width)) == block.text


def test_running_text_keeps_its_width_but_for_the_last_word(theme):
    words = "The record was compared with what was said before, day by day and week by week, again"
    block = TextBlock(theme, Role.BODY, words)
    width = block.natural_width() - 10

    first, second = painted_lines(block, width)

    assert len(second.split()) > 1
    assert len(first) > 2 * len(second)


def test_the_persons_own_words_break_where_they_break(theme):
    block = TextBlock(theme, Role.OWN_WORDS, "told my sister that I could not host this weekend")
    layout = block._lay_out(block.natural_width() - 10)

    assert layout.lineCount() == 2
    assert block._balance(layout, block.natural_width() - 10) is layout


def test_no_word_of_a_caption_stands_alone(theme):
    block = TextBlock(theme, Role.CAPTION, "Agreed in session 21. 2 of the last 7 days")

    assert painted_lines(block, block.natural_width() - 10)[1] != "days"


def test_what_is_cut_short_stays_so(theme):
    block = TextBlock(theme, Role.READOUT, LONG, max_lines=2)
    layout = block._lay_out(300)

    assert layout.text().endswith("…")
    assert block._balance(layout, 300) is layout
