"""Chips for the patterns a person has named."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from sessiondesk.domain.pattern import Pattern
from sessiondesk.ui.pattern_chips import PatternChips
from sessiondesk.ui.pattern_dialog import PatternDialog
from sessiondesk.ui.widgets.chips import Chip
from tests.ui.conftest import visible

LEFT = Qt.MouseButton.LeftButton
FIRST = date(2026, 3, 1)


@pytest.fixture
def name(journal):
    def name(words, day=FIRST):
        pattern = Pattern(name=words, named_on=day)
        journal.patterns.record(pattern)
        return pattern

    return name


@pytest.fixture
def open_chips(qtbot, journal, theme, prompts):
    def open_(chosen=()):
        chips = PatternChips(journal, theme, prompts)
        chips.chosen = chosen
        qtbot.addWidget(chips)
        chips.resize(600, 200)
        with qtbot.waitExposed(chips):
            chips.show()
        return chips

    return open_


def test_a_pattern_is_ticked_as_seen_and_unticked_again(qtbot, name, open_chips, control):
    quiet = name("going quiet")
    chips = open_chips()

    with qtbot.waitSignal(chips.changed):
        qtbot.mouseClick(control(chips, "going quiet"), LEFT)
    assert chips.chosen == {quiet.id}

    with qtbot.waitSignal(chips.changed):
        qtbot.keyClick(control(chips, "going quiet"), Qt.Key.Key_Space)
    assert chips.chosen == frozenset()


def test_one_that_was_put_away_stays_where_it_was_seen(qtbot, journal, name, open_chips, control):
    quiet, other = name("going quiet"), name("apologising")
    journal.patterns.remove(quiet.id)
    chips = open_chips(chosen=[quiet.id])

    qtbot.mouseClick(control(chips, "apologising"), LEFT)

    assert chips.chosen == {quiet.id, other.id}


def test_naming_one_ticks_it(qtbot, journal, open_chips, control):
    chips = open_chips()
    qtbot.mouseClick(control(chips, "Name a pattern…"), LEFT)
    (dialog,) = chips.findChildren(PatternDialog)
    qtbot.keyClicks(control(dialog, "Name"), "going quiet")

    with qtbot.waitSignal(chips.changed):
        qtbot.mouseClick(control(dialog, "Name it"), LEFT)

    (pattern,) = journal.patterns.all()
    assert chips.chosen == {pattern.id}
    assert control(chips, "going quiet").isChecked()


def test_of_many_the_newest_are_offered_and_the_rest_on_request(qtbot, name, open_chips, control):
    for place in range(12):
        name(f"pattern {place}", FIRST + timedelta(days=place))
    chips = open_chips()
    assert _named(chips) == [f"pattern {place}" for place in range(11, 3, -1)]

    qtbot.mouseClick(control(chips, "All 12 patterns"), LEFT)

    assert _named(chips) == [f"pattern {place}" for place in range(11, -1, -1)]
    assert control(chips, "pattern 3").hasFocus()


def test_one_that_is_ticked_is_offered_however_old_it_is(name, open_chips, control):
    old = name("an old one", FIRST - timedelta(days=900))
    for place in range(12):
        name(f"pattern {place}", FIRST + timedelta(days=place))

    chips = open_chips(chosen=[old.id])

    assert control(chips, "an old one").isChecked()


def test_a_new_name_is_shown_at_once_and_a_tick_stays(journal, name, open_chips, control):
    quiet = name("going quiet")
    chips = open_chips(chosen=[quiet.id])

    journal.patterns.record(Pattern(name="falling silent", named_on=FIRST, id=quiet.id))

    assert control(chips, "falling silent").isChecked()
    assert chips.chosen == {quiet.id}


def test_every_chip_can_be_used_by_ear_and_by_keyboard(name, open_chips, audit):
    name("going quiet")
    name("<b>bold</b> & more")

    assert audit(open_chips()) == []


def _named(chips):
    return [each.shown_text for each in visible(chips) if isinstance(each, Chip)]
