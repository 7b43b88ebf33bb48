"""Whom to turn to, in front of the closed door: numbers only, and the country they are for."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from sessiondesk import preferences
from sessiondesk.domain.crisis_line import CrisisLine, OwnLine
from sessiondesk.preferences import Preferences
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.need_someone import NeedSomeone

LEFT = Qt.MouseButton.LeftButton
COMPARED = date(2026, 5, 12)


class Kept:
    """The preferences outside the window."""

    def __init__(self, **fields):
        self.now = Preferences(**fields)

    def change(self, **fields):
        self.now = replace(self.now, **fields)

    def book(self):
        return LineBook(self.now, self.change)


@pytest.fixture
def make_help(qtbot, theme):
    def make(kept):
        shown = NeedSomeone(theme, kept.book)
        qtbot.addWidget(shown)
        shown.resize(560, 600)
        with qtbot.waitExposed(shown):
            shown.show()
        shown.activateWindow()
        return shown

    return make


def words(widget):
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    return " | ".join(found).replace("\N{NO-BREAK SPACE}", " ")


def test_without_a_country_it_says_what_to_do_anywhere(qtbot, make_help, control):
    shown = make_help(Kept())

    qtbot.mouseClick(control(shown, "If you need someone now"), LEFT)

    assert "your local emergency number, your doctor, or the nearest hospital" in words(shown)
    assert "Check this number" not in words(shown)


def test_the_numbers_of_the_chosen_country_ask_to_be_checked(qtbot, make_help, control):
    shown = make_help(Kept(country="GB"))

    qtbot.mouseClick(control(shown, "If you need someone now"), LEFT)

    assert "Emergency | 999 | Crisis line | 116 123 | Samaritans" in words(shown)
    assert "Check this number" in words(shown)


def test_a_country_is_chosen_with_the_keyboard_and_remembered(qtbot, make_help, control):
    kept = Kept()
    shown = make_help(kept)
    QTest.keyClick(control(shown, "If you need someone now"), Qt.Key.Key_Return)
    box = control(shown, "Country")
    assert isinstance(box, QComboBox)

    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: kept.now.country == "AU")
    assert "Emergency | 000 | Crisis line | 13 11 14 | Lifeline" in words(shown)


def test_a_number_that_was_compared_says_when(qtbot, make_help, control):
    checked = CrisisLine(
        country="GB", name="United Kingdom", line="116 123", emergency="999", checked_on=COMPARED
    )
    shown = make_help(Kept(country="GB", crisis_lines=(checked,)))

    qtbot.mouseClick(control(shown, "If you need someone now"), LEFT)

    assert "Compared with the service’s own page on 12 May 2026." in words(shown)
    assert "Check this number" not in words(shown)


def test_numbers_of_ones_own_are_shown_as_text_and_nothing_else(qtbot, make_help, control):
    shown = make_help(Kept(country="GB", own_lines=(OwnLine(name="<b>Sam</b>", number="01234"),)))

    qtbot.mouseClick(control(shown, "If you need someone now"), LEFT)

    assert "<b>Sam</b> | 01234" in words(shown)


@pytest.mark.parametrize("percent", [100, 150])
def test_everything_can_be_reached_and_heard(  # noqa: PLR0917 - fixtures
    qtbot, make_help, theme, control, audit, percent
):
    theme.set_text_percent(percent)
    shown = make_help(Kept(country="FR", own_lines=(OwnLine(name="Sam", number="01234"),)))
    qtbot.mouseClick(control(shown, "If you need someone now"), LEFT)

    assert audit(shown) == []


def test_a_list_that_cannot_be_read_leaves_the_numbers_of_ones_own(
    qtbot, make_help, control, monkeypatch, tmp_path
):
    monkeypatch.setattr("sessiondesk.paths.resources", lambda: tmp_path)
    shown = make_help(Kept(country="GB", own_lines=(OwnLine(name="Sam", number="01234"),)))

    qtbot.mouseClick(control(shown, "If you need someone now"), LEFT)

    assert "Sam | 01234" in words(shown)


def test_a_country_chosen_at_the_closed_door_is_there_at_the_next_start(
    qtbot, shell, control, preferences_path
):
    qtbot.mouseClick(control(shell.frame, "If you need someone now"), LEFT)
    box = control(shell.frame, "Country")
    assert isinstance(box, QComboBox)

    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: preferences.load(preferences_path).country == "AU", timeout=20_000)
    assert "13 11 14" in words(shell.frame)


# What the book does with what is changed.


def test_a_correction_holds_for_its_country_alone_and_can_be_taken_back(qtbot):
    kept = Kept(country="GB")
    book = kept.book()
    before = book.chosen
    assert before is not None

    with qtbot.waitSignal(book.changed):
        book.correct(replace(before, line="116 124", checked_on=COMPARED))

    assert book.is_corrected
    assert book.chosen == replace(before, line="116 124", checked_on=COMPARED)
    book.choose("DE")
    assert not book.is_corrected
    book.choose("GB")
    book.forget_correction()
    assert book.chosen == before
    assert kept.now.crisis_lines == ()


def test_a_second_correction_takes_the_place_of_the_first():
    kept = Kept(country="GB")
    book = kept.book()
    before = book.chosen
    assert before is not None

    book.correct(replace(before, line="1"))
    book.correct(replace(before, line="2"))

    assert [each.line for each in kept.now.crisis_lines] == ["2"]


def test_numbers_of_ones_own_are_kept_in_their_order():
    kept = Kept()
    two = (OwnLine(name="Sam", number="1"), OwnLine(name="Dr Kim", number="2"))

    kept.book().set_own(two)

    assert kept.now.own_lines == two
