"""Meters, marks, buttons, cards, the disclosure and the empty state."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QSizePolicy

from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import OpeningChip
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.fit_meter import FitMeter
from sessiondesk.ui.widgets.sparkline import Sparkline
from sessiondesk.ui.widgets.step_marks import StepMarks
from sessiondesk.ui.widgets.strength_meter import StrengthMeter

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(
    "make", [buttons.main, buttons.second, buttons.quiet, buttons.plain, buttons.remove]
)
def test_a_button_does_what_it_says_by_mouse_and_key(qtbot, theme, show, audit, make):
    button = make("Log today", theme)
    window = show(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, LEFT)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)

    assert audit(window) == []


def test_enter_presses_the_button_that_has_the_focus_and_no_other(qtbot, theme, show, control):
    dialog = Question(
        "Cancel this appointment?",
        "It stays in the list.",
        theme,
        verb="Cancel it",
        keep="Keep it",
    )
    show(dialog)
    dialog.open()

    with qtbot.assertNotEmitted(dialog.accepted), qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(control(dialog, "Keep it"), Qt.Key.Key_Return)


def test_enter_opens_what_a_chip_opens(qtbot, theme, show):
    chip = OpeningChip("More", theme, opens=True)
    show(chip)

    with qtbot.waitSignal(chip.clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Return)


def test_an_icon_alone_has_a_spoken_name_and_a_tooltip(theme, show, control):
    button = buttons.icon_alone("ellipsis", "More about this goal", theme)
    window = show(button)

    assert control(window, "More about this goal").toolTip() == "More about this goal"


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_link_below_text_begins_where_the_text_begins(theme, show, direction):
    flush, padded = buttons.quiet("Open it", theme), buttons.quiet("Open it", theme)
    flush.set_flush()
    for each in (flush, padded):
        each.setLayoutDirection(direction)
        each.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    show(flush, padded)

    assert 0 <= indent(flush, direction) < theme.px(3)
    assert indent(padded, direction) >= theme.px(6)


def indent(button, direction):
    """Return how far from its leading edge anything is painted."""
    # Wherever an earlier test has left the pointer: what it points at has a ground.
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    picture = button.grab().toImage()
    ground = picture.pixel(0, 0)
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    return picture.width() - 1 - columns[-1] if is_mirrored else columns[0]


def test_a_main_action_is_higher_than_the_others_and_both_grow(theme):
    main, second = buttons.main("Log", theme), buttons.second("Log", theme)
    assert (main.sizeHint().height(), second.sizeHint().height()) == (44, 40)

    theme.set_text_percent(150)

    assert (main.sizeHint().height(), second.sizeHint().height()) == (66, 60)


def test_a_disclosure_opens_in_place_and_says_so(qtbot, theme, show, control):
    disclosure = Disclosure("How was this worked out?", theme)
    disclosure.body.addWidget(labels.body("Four weeks with four weeks.", theme))
    window = show(disclosure)
    button = control(window, "How was this worked out?")
    assert button.accessibleDescription() == "closed"

    with qtbot.waitSignal(disclosure.toggled) as toggled:
        qtbot.mouseClick(button, LEFT)

    assert toggled.args == [True]
    assert control(window, "Four weeks with four weeks.")
    assert button.accessibleDescription() == "open"


def test_whether_it_fits_is_said_in_words(theme, show, control):
    meter = FitMeter(theme)
    window = show(meter)

    meter.set_fit("Fits on one page", "7 lines to spare", 0.7, fits=True)
    assert control(window, "Fits on one page, 7 lines to spare")
    meter.set_fit("4 lines too many for one page", "", 1.2, fits=False)

    assert meter.accessibleName() == "4 lines too many for one page"


@pytest.mark.parametrize(("filled", "word"), [(0, ""), (1, "Too short"), (4, "Strong"), (9, "x")])
def test_strength_is_a_word_as_well(theme, show, filled, word):
    meter = StrengthMeter(theme)
    show(meter)

    meter.set_strength(filled, word)

    assert meter.word == word
    assert (word or "0 of 4") in meter.accessibleName()


def test_the_present_step_is_spoken(theme, show):
    steps = StepMarks(["Where it lives", "Passphrase", "Recovery key"], theme)
    show(steps)

    steps.set_current(1)

    assert steps.accessibleName() == "Step 2 of 3: Passphrase"


@pytest.mark.parametrize(
    "values", [[], [None], [5.0], [1.0, None, 3.0], [None, 2.0, 2.0, None], [99.0, -5.0]]
)
def test_a_small_line_is_drawn_whatever_is_missing(theme, show, values):
    line = Sparkline(theme)
    line.set_values(values, low=0, high=10, aims=[7.0] * len(values), says="4 of 7 days, aim 5")
    show(line)

    line.grab()

    spoken = QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name)
    assert spoken == "4 of 7 days, aim 5"


@pytest.mark.parametrize(("width", "is_below"), [(700, False), (320, True)])
def test_a_caption_goes_below_a_title_that_would_wrap(theme, show, control, width, is_below):
    card = Card(theme, "How is today?", "Digits 0 to 9 answer, Tab moves on")
    window = show(card, width=width)

    title = control(window, "How is today?")
    caption = control(window, "Digits 0 to 9 answer, Tab moves on")

    assert (caption.y() >= title.geometry().bottom()) is is_below
    assert (caption.x() == title.x()) is is_below
    assert title.height() == title.sizeHint().height() < 40
    assert caption.width() >= caption.sizeHint().width()


def test_a_card_has_a_title_line_only_when_there_is_something_to_say(qtbot, theme, show, control):
    card = Card(theme)
    window = show(card)

    card.set_title("Next appointment", "in 2 days")

    assert card.title == "Next appointment"
    assert control(window, "in 2 days")
    button = buttons.quiet("Open", theme)
    card.add_to_head(button)
    qtbot.waitUntil(button.isVisible)


def test_an_empty_page_says_how_to_begin(theme, show, control, audit):
    begin = buttons.main("Write the first entry", theme)
    empty = EmptyState("book-open", "Nothing written yet", "One number counts.", theme, [begin])
    window = show(empty)

    assert control(window, "Write the first entry") is begin
    assert audit(window) == []
