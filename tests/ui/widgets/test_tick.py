"""Ticks, radios and switches: the whole row is the target."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role
from sessiondesk.ui.widgets.pick_card import PickCard
from sessiondesk.ui.widgets.tick import Radio, Switch, Tick

LEFT = Qt.MouseButton.LeftButton
LONG = "why the review meeting set me off again, and what I could say instead " * 2


def test_a_click_anywhere_in_the_row_ticks(qtbot, theme, show):
    tick = Tick("Money worries", theme)
    show(tick)

    qtbot.mouseClick(tick, LEFT, pos=QPoint(tick.width() - 3, tick.height() - 3))

    assert tick.isChecked()


def test_long_words_wrap_and_the_row_grows(theme, show):
    tick = Tick(LONG, theme, role=Role.OWN_LINE, caption="Carried to session 9")
    show(tick, width=260)

    assert tick.height() > 4 * theme.line_height(Role.OWN_LINE)


@pytest.mark.parametrize("make", [Tick, Radio, Switch])
def test_own_words_are_not_read_as_shortcut_or_markup(theme, show, control, make):
    row = make("M&S and <b>me</b>", theme)
    window = show(row)

    assert control(window, "M&S and <b>me</b>") is row


def test_a_switch_says_in_words_what_off_means(qtbot, theme, show):
    switch = Switch("The message I nearly sent", theme, caption="Added 10 May")
    show(switch)
    assert switch.accessibleDescription() == "Stays private, Added 10 May"

    qtbot.keyClick(switch, Qt.Key.Key_Space)

    assert switch.isChecked()
    assert switch.accessibleDescription() == "Goes on the sheet, Added 10 May"


def test_switching_moves_nothing(qtbot, theme, show):
    switch = Switch("The message I nearly sent", theme, caption="Added 10 May")
    show(switch, width=300)
    before = switch.size()

    switch.setChecked(True)

    assert switch.sizeHint().height() == before.height()


def test_a_line_for_stays_private_is_there_only_while_it_is_said(theme, show):
    switch = Switch("I told a friend", theme)
    tick = Tick("I told a friend", theme, role=Role.OWN_LINE)
    switch.setChecked(True)
    show(switch, tick)
    assert switch.sizeHint().height() == tick.sizeHint().height()

    switch.setChecked(False)

    assert switch.sizeHint().height() > tick.sizeHint().height()


def test_cards_to_choose_from_exclude_each_other_by_mouse_and_key(qtbot, theme, show, control):
    holder = QWidget()
    column = QVBoxLayout(holder)
    for name in ("Documents", "Another place"):
        card = PickCard(name, theme, shows_mark=True)
        card.add_words(name, "My journal.sdesk")
        column.addWidget(card)
    show(holder)
    qtbot.mouseClick(control(holder, "Documents"), LEFT, pos=QPoint(80, 20))
    assert control(holder, "Documents").isChecked()

    qtbot.keyClick(control(holder, "Documents"), Qt.Key.Key_Down)

    assert control(holder, "Another place").isChecked()
    assert not control(holder, "Documents").isChecked()


def test_a_card_is_as_high_as_what_is_in_it(theme, show):
    card = PickCard("Goal", theme)
    card.add_words(LONG, LONG, role=Role.READOUT)
    show(card, width=240)

    inside = card.body.sizeHint().height()

    assert card.height() >= inside


def test_everything_can_be_reached_and_hit(theme, show, audit):
    first, second = Radio("A4", theme), Radio("Letter", theme)
    window = show(Tick("One", theme), Switch("Two", theme), first, second)

    assert audit(window) == []
