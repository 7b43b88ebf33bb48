"""Words with marks, chips of filters, and notes as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from sessiondesk.ui.theme import Role
from sessiondesk.ui.widgets import entry_markdown
from sessiondesk.ui.widgets.entry_chip import FilterChip, ReadOnlyChip
from sessiondesk.ui.widgets.entry_markdown import Style
from sessiondesk.ui.widgets.entry_text import MarkedText


def grounds(widget, theme):
    """Return in how many places the ground of a hit is seen."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = theme.colour("hit").rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def shown(qtbot, theme, text, **more):
    widget = MarkedText(text, theme, Role.OWN_WORDS, **more)
    qtbot.addWidget(widget)
    widget.resize(400, widget.sizeHint().height())
    widget.show()
    return widget


def test_a_mark_has_a_ground_of_its_own(qtbot, theme):
    plain = shown(qtbot, theme, "felt guilty for an hour")
    marked = shown(qtbot, theme, "felt guilty for an hour", spans=[(5, 11)])

    assert grounds(plain, theme) == 0
    assert grounds(marked, theme) > 50


def test_marks_behind_an_emoji_stand_where_they_belong(qtbot, theme):
    # The last word alone: its ground is as wide as without the emoji before it.
    with_pair = shown(qtbot, theme, "😀😀 guilt", spans=[(3, 8)])
    without = shown(qtbot, theme, "ab guilt", spans=[(3, 8)])

    assert abs(grounds(with_pair, theme) - grounds(without, theme)) < 60


def test_the_height_follows_the_width(qtbot, theme):
    widget = shown(qtbot, theme, "a few words " * 30)

    wide = widget.sizeHint().height()
    widget.resize(150, 20)

    assert widget.sizeHint().height() > wide
    theme.set_text_percent(150)
    assert widget.sizeHint().height() > wide * 2


def test_other_words_take_the_place_of_the_first(qtbot, theme):
    widget = shown(qtbot, theme, "first", spans=[(0, 5)])

    widget.set_words("<b>second</b>")

    assert widget.text() == "<b>second</b>"
    assert widget.textFormat() == Qt.TextFormat.PlainText
    assert grounds(widget, theme) == 0


@given(text=st.text(max_size=60), first=st.integers(0, 70), length=st.integers(0, 70))
def test_any_words_with_any_marks_can_be_shown(qtbot, theme, text, first, length):
    widget = MarkedText(text, theme, Role.OWN_WORDS, spans=[(first, first + length)])

    widget.resize(90, 60)

    assert not widget.grab().isNull()
    widget.deleteLater()


@pytest.mark.parametrize(
    ("source", "text", "styles"),
    [
        ("plain", "plain", ()),
        ("**bold** word", "bold word", ((0, 4, Style.BOLD),)),
        ("a *slanted* word", "a slanted word", ((2, 9, Style.ITALIC),)),
        ("- one\n- **two**", "• one\n• two", ((8, 11, Style.BOLD),)),
        ("> said", "said", ((0, 4, Style.ITALIC),)),
        ("2 * 3 * 4", "2 * 3 * 4", ()),
        ("**open", "**open", ()),
        ("1. first", "1. first", ()),
        ("", "", ()),
    ],
)
def test_notes_are_read_with_bold_italic_lists_and_quotes(source, text, styles):
    assert entry_markdown.shown(source) == (text, styles)


@given(st.text(alphabet="ab *>-\n<&", max_size=80))
def test_no_letter_of_a_note_is_lost(source):
    text, styles = entry_markdown.shown(source)

    def letters(words):
        return [each for each in words if each in "ab<&\n"]

    assert letters(text) == letters(source)
    assert all(0 <= first <= end <= len(text) for first, end, _ in styles)


def test_a_line_as_long_as_a_book_is_left_as_it_is():
    source = "**a** " * 10_000

    assert entry_markdown.shown(source) == (source, ())


def test_a_filter_says_what_it_is_set_to_and_can_be_taken_off(qtbot, theme, control):
    chip = FilterChip("Tags", theme)
    qtbot.addWidget(chip)
    chip.show()
    assert [chip.is_on] == [False]

    chip.set_value("family & friends")

    assert [chip.is_on] == [True]
    assert control(chip, "Tags: family & friends")
    with qtbot.waitSignal(chip.cleared):
        qtbot.mouseClick(control(chip, "Take off: family & friends"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(chip.clicked):
        qtbot.keyClick(control(chip, "Tags: family & friends"), Qt.Key.Key_Space)
    chip.set_value("")
    assert control(chip, "Tags")
    assert not chip.grab().isNull()


def test_a_filter_is_drawn_from_right_to_left_too(qtbot, theme):
    chip = FilterChip("Dates", theme, icon="calendar")
    qtbot.addWidget(chip)
    chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chip.set_open(True)
    chip.show()

    off = chip.grab().toImage()
    chip.set_value("Since 1 March, and a great deal more than would ever fit into one chip")

    assert chip.grab().toImage() != off
    assert chip.width() < 400


def test_a_chip_that_is_only_read_is_no_tab_stop(qtbot, theme):
    chip = ReadOnlyChip("<i>glad</i>", theme, is_soft=False)
    qtbot.addWidget(chip)
    chip.show()

    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert chip.textFormat() == Qt.TextFormat.PlainText
    assert not chip.grab().isNull()
