"""Naming a pattern, wherever it was recognised."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.pattern import Pattern
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pattern_dialog import PatternDialog
from tests.conftest import NOON

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000


@pytest.fixture
def beneath(qtbot):
    """A window for the dialog to stand over."""
    window = QWidget()
    window.resize(1072, 800)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def open_dialog(qtbot, journal, theme, prompts, beneath):
    def open_(**more):
        dialog = PatternDialog(journal, theme, prompts, beneath, **more)
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=PATIENCE)
        return dialog

    return open_


def says(dialog):
    return " | ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_a_name_is_all_that_a_pattern_needs(qtbot, journal, open_dialog, control):
    dialog = open_dialog()
    qtbot.keyClicks(control(dialog, "Name"), " going quiet ")

    with qtbot.waitSignal(dialog.named) as named:
        qtbot.mouseClick(control(dialog, "Name it"), LEFT)

    (kept,) = journal.patterns.all()
    assert kept.name == "going quiet"
    assert kept.named_on == date(2026, 5, 12)
    assert named.args == [kept]


def test_the_five_questions_are_answered_by_keyboard_alone(qtbot, journal, open_dialog, qapp):
    open_dialog()
    words = ["going quiet", "a sigh", "my throat", "I leave", "being seen", "say it"]

    for each in words:
        qtbot.keyClicks(qapp.focusWidget(), each)
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)

    (kept,) = journal.patterns.all()
    told = [kept.name, kept.sets_off, kept.notice_first, kept.what_i_do, kept.may_protect]
    assert [*told, kept.rather_do] == words


def test_without_a_name_it_says_what_is_missing_and_keeps_the_answers(
    qtbot, journal, open_dialog, control
):
    dialog = open_dialog()
    qtbot.keyClicks(control(dialog, "What I do"), "I leave the room")

    qtbot.mouseClick(control(dialog, "Name it"), LEFT)

    assert "Give it a name first, a word or two will do." in says(dialog)
    assert dialog.isVisible()
    assert journal.patterns.all() == []


def test_a_name_given_before_is_not_given_twice(qtbot, journal, open_dialog, control):
    journal.patterns.record(Pattern(name="Going quiet", named_on=date(2026, 5, 3)))
    dialog = open_dialog()
    qtbot.keyClicks(control(dialog, "Name"), "going  quiet")

    qtbot.mouseClick(control(dialog, "Name it"), LEFT)

    assert "You have one of this name, named on 3 May." in says(dialog)
    assert len(journal.patterns.all()) == 1


def test_the_entry_it_was_recognised_in_is_linked_in_the_same_step(
    qtbot, journal, open_dialog, control
):
    checkin = CheckIn(felt_at=NOON, day=NOON.date(), sleep_hours=7)
    journal.checkins.record(checkin)
    dialog = open_dialog(link_to=Link(kind=Kind.CHECKIN, id=checkin.id), proposed_name="quiet")

    qtbot.mouseClick(control(dialog, "Name it"), LEFT)

    (pattern,) = journal.patterns.all()
    assert journal.checkins.find(checkin.id).patterns == {pattern.id}
    journal.undo()
    assert journal.checkins.find(checkin.id).patterns == frozenset()
    assert journal.patterns.all() == []


def test_what_was_begun_is_there_again_after_esc(qtbot, open_dialog, control):
    first = open_dialog()
    qtbot.keyClicks(control(first, "Name"), "going quiet")
    qtbot.keyClicks(control(first, "What sets it off"), "a sigh")
    qtbot.keyClick(control(first, "Name"), Qt.Key.Key_Escape)

    second = open_dialog()

    assert control(second, "Name").text() == "going quiet"
    assert control(second, "What sets it off").toPlainText() == "a sigh"


def test_nothing_of_it_is_left_over_once_it_is_named(qtbot, journal, open_dialog, control):
    dialog = open_dialog()
    qtbot.keyClicks(control(dialog, "Name"), "going quiet")
    qtbot.keyClicks(control(dialog, "What sets it off"), "a sigh")
    dialog.settle()
    assert len(journal.drafts.all()) == 2

    qtbot.mouseClick(control(dialog, "Name it"), LEFT)

    assert journal.drafts.all() == []


def test_on_a_full_disk_it_stays_open_with_every_word(
    qtbot, journal, open_dialog, control, monkeypatch
):
    dialog = open_dialog()
    qtbot.keyClicks(control(dialog, "Name"), "going quiet")
    qtbot.keyClicks(control(dialog, "What sets it off"), "a sigh")

    def refuse(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as full:
        full.setattr("sessiondesk.journal.acts.records.save", refuse)
        qtbot.mouseClick(control(dialog, "Name it"), LEFT)

        assert dialog.isVisible()
        assert "no room left on the disk" in says(dialog)
        assert [each.text for each in dialog.unsaved()] == ["going quiet", "a sigh"]

    qtbot.mouseClick(control(dialog, "Try again"), LEFT)
    qtbot.waitUntil(lambda: len(journal.patterns.all()) == 1, timeout=PATIENCE)


def test_every_control_can_be_used_by_ear_and_by_keyboard(open_dialog, audit):
    assert audit(open_dialog()) == []


@pytest.mark.parametrize("height", [640, 800])
def test_it_is_no_higher_than_the_window_beneath(open_dialog, beneath, height):
    beneath.resize(1024, height)

    assert open_dialog().height() <= height
