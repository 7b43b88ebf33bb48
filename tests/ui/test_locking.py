"""Locking the whole window, within one process: the memory itself is looked at elsewhere."""

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from sessiondesk.domain.practice import Practice
from sessiondesk.guard.relaunch import Return
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui import files
from sessiondesk.ui.bring_up_panel import BringUpPanel
from sessiondesk.ui.main_window import MainView
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.system_signals import SystemSignals
from sessiondesk.ui.unlock_window import UnlockView
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.vault import opening
from tests.conftest import NOON
from tests.ui.shell_hands import CTRL, NOTE, fill_disk, notes_of_today, words, write_note

PAPER = "Press any key to return"


def others_in_sight(shell):
    return [
        type(each).__name__
        for each in QApplication.topLevelWidgets()
        if each.isVisible() and each is not shell.frame
    ]


def press(shell, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key as it arrives from the screen: at the window, before any widget."""
    QTest.keyClick(shell.frame.windowHandle(), key, modifiers)


def test_lock_shows_nothing_of_the_journal_and_keeps_what_was_typed(
    opened, control, folder, unlock
):
    write_note(opened, control, "the meeting went well")
    QTest.keyClick(opened.frame, Qt.Key.Key_L, CTRL)

    assert "Locked" in words(opened.frame)
    assert "Garden" not in words(opened.frame)
    assert opened.journal is None
    assert opened.vault is None
    unlock(opened)
    assert notes_of_today(opened.journal) == ["the meeting went well"]


def test_nothing_is_left_over_however_often_it_is_locked(opened, unlock):
    def round_():
        opened.lock()
        unlock(opened)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return len(QApplication.allWidgets())

    before = [round_() for _ in range(2)][-1]

    assert [round_() for _ in range(3)] == [before] * 3


def test_the_key_that_locks_is_heard_in_a_dialog(opened, qtbot):
    dialog = Question(
        "Let it go?",
        "It moves to the shelf.",
        opened.theme,
        verb="Let it go",
        keep="Keep it",
        parent=opened.frame,
    )
    dialog.open()
    window = dialog.windowHandle()
    opened.locking.watch(window)

    # The press alone: the window is gone before the key comes up again.
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, CTRL)
    QCoreApplication.sendEvent(window, press)

    qtbot.waitUntil(lambda: opened.journal is None)
    assert "Locked" in words(opened.frame)
    assert not any(
        each.isVisible() for each in QApplication.topLevelWidgets() if isinstance(each, Question)
    )


def test_a_locked_journal_can_be_opened_elsewhere(opened, folder, sealed_once):
    opened.lock()

    unsealed = opening.unseal(folder, sealed_once.passphrase, opening.SlotKind.PASSPHRASE)
    with opening.open_vault(unsealed, now=opened._now()) as vault:
        assert vault.notices == ()


def test_it_locks_by_itself_after_the_minutes_of_the_journal(opened, idle):
    opened.journal.settings.change(lock_after_minutes=2)
    idle.seconds += 2 * 60 - 20
    opened.locking.autolock.poll()
    assert "Locking in 20 s" in words(opened.frame)

    idle.seconds += 20
    opened.locking.autolock.poll()

    assert "Locked" in words(opened.frame)


def test_a_key_stops_the_count(opened, idle):
    idle.seconds += 5 * 60 - 20
    opened.locking.autolock.poll()
    QTest.keyClick(opened.frame.windowHandle(), Qt.Key.Key_Shift)
    opened.locking.autolock.poll()

    assert "Locking in" not in words(opened.frame)


def test_a_wake_after_the_deadline_locks_at_the_first_key(opened, idle):
    idle.seconds += 12 * 3600
    QTest.keyClick(opened.frame.windowHandle(), Qt.Key.Key_A)

    assert "Locked" in words(opened.frame)


def test_lock_closes_an_open_dialog_without_asking(qtbot, opened):
    opened.view.commands.action("keys").trigger()
    opened.lock()

    qtbot.waitUntil(
        lambda: (
            not any(
                isinstance(each, QDialog) and each.isVisible()
                for each in QApplication.topLevelWidgets()
            )
        )
    )
    assert "Locked" in words(opened.frame)


def test_a_lock_while_opening_is_no_matter_and_opens_nothing(qtbot, shell, control, sealed_once):
    control(shell.frame, "Passphrase").setText(sealed_once.passphrase)
    QTest.keyClick(control(shell.frame, "Passphrase"), Qt.Key.Key_Return)
    shell.lock()
    shell.door.show_unlock(shell.frame.centralWidget()._closed.folder)
    qtbot.waitUntil(lambda: not shell.jobs.is_busy, timeout=20_000)

    assert shell.vault is None


def test_words_that_the_disk_does_not_take_are_put_aside_and_come_back(
    opened, control, unlock, aside
):
    note = write_note(opened, control, "x" * 10)
    fill_disk(opened)
    note.insertPlainText("the meeting " * 5000)
    opened.lock()
    assert "closed and sealed" in words(opened.frame)
    (file,) = aside.iterdir()
    assert b"meeting" not in file.read_bytes()

    unlock(opened)

    assert control(opened.frame, NOTE).toPlainText().count("the meeting") == 5000
    assert "Your last words are back" in words(opened.frame)
    assert list(aside.iterdir()) == []
    opened.lock()
    unlock(opened)
    assert notes_of_today(opened.journal)[0].count("the meeting") == 5000


def test_answers_that_the_disk_does_not_take_come_back_with_the_words(
    opened, control, unlock, aside
):
    # The smallest of writes may find room on a full disk.
    opened.vault.db.execute("PRAGMA query_only = ON")
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "7")
    write_note(opened, control, "the meeting went well")
    opened.lock()
    assert opened.vault is None
    unlock(opened)

    (checkin,) = opened.journal.checkins.on(opened.journal.today())
    assert list(checkin.ratings.values()) == [7.0]
    assert notes_of_today(opened.journal) == ["the meeting went well"]
    assert opened.journal.drafts.all() == []


def test_words_that_cannot_be_written_wait_covered(opened, control, unlock, no_aside):
    note = write_note(opened, control, "x" * 10)
    fill_disk(opened)
    note.insertPlainText("the meeting " * 5000)
    opened.lock()
    assert "could not be written" in words(opened.frame)
    assert "meeting" not in words(opened.frame)

    fill_disk(opened, is_full=False)
    unlock(opened)

    assert "the meeting" in control(opened.frame, NOTE).toPlainText()
    opened.lock()
    assert "closed and sealed" in words(opened.frame)


@pytest.mark.parametrize("value", ["null", "0", "-5", '"never"', "[5]"])
def test_settings_of_the_lock_that_are_damaged_are_as_at_first(opened, unlock, value):
    with transaction(opened.vault.db):
        for name in ("lock_after_minutes", "locks_when_minimised"):
            opened.vault.db.execute(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value)
            )
    opened.lock()
    unlock(opened)

    settings = opened.journal.settings.value
    assert (settings.lock_after_minutes, settings.locks_when_minimised) == (5, False)


# What is in the way of it.


def test_lock_closes_an_open_menu_and_a_file_dialog(opened):
    menu = QMenu(opened.view)
    menu.addAction("Something")
    files.folder_dialog(opened.frame, "Open a journal", opened.vault.folder).open()
    menu.popup(opened.frame.geometry().center())
    assert others_in_sight(opened)
    opened.lock()

    assert others_in_sight(opened) == []
    assert "Locked" in words(opened.frame)
    assert not any(each.isVisible() for each in opened.frame.findChildren(QFileDialog))


def test_the_key_that_locks_is_heard_under_an_open_menu(qtbot, opened):
    menu = QMenu(opened.view)
    menu.addAction("Something")
    menu.popup(opened.frame.geometry().center())
    press(opened, Qt.Key.Key_L, CTRL)

    qtbot.waitUntil(lambda: opened.vault is None)
    assert others_in_sight(opened) == []


def test_work_under_way_is_given_up(qtbot, opened, unlock):
    goes_on = threading.Event()
    told: list[object] = []

    def work(progress):
        goes_on.wait(60)
        progress.report(0.5)

    opened.jobs.run(work, told.append, told.append)
    opened.lock()
    assert "Locked" in words(opened.frame)
    goes_on.set()
    unlock(opened)

    assert told == []


def test_nothing_is_in_sight_before_the_disk_is_asked(opened, control, monkeypatch):
    seen = set()
    writing = opened.journal.writing

    def slowly():
        seen.add((words(opened.frame), *others_in_sight(opened), opened.view.isVisible()))
        return writing()

    # An editor that loses the keyboard keeps its words: only when they are out of sight.
    write_note(opened, control, "the meeting went well")
    monkeypatch.setattr(opened.journal, "writing", slowly)
    opened.lock()

    assert seen == {("", False)}


def test_no_dialog_is_in_sight_before_the_disk_is_asked(opened, monkeypatch):
    seen = set()
    settle = opened.view.settle

    def slowly():
        seen.add((words(opened.frame), *others_in_sight(opened)))
        return settle()

    opened.view.commands.action("keys").trigger()
    monkeypatch.setattr(opened.view, "settle", slowly)
    opened.lock()

    assert seen == {("",)}


def test_a_mistake_of_ours_still_locks_and_loses_nothing(opened, control, monkeypatch, unlock):
    write_note(opened, control, "the meeting went well")
    view = opened.view

    def fail():
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(view, "settle", fail)
        with pytest.raises(ZeroDivisionError):
            opened.lock()
    assert "could not be written" in words(opened.frame)

    unlock(opened)
    assert control(opened.frame, NOTE).toPlainText() == "the meeting went well"


def test_a_lock_while_the_passphrase_is_tried_asks_for_it_again(
    qtbot, shell, control, sealed_once
):
    control(shell.frame, "Passphrase").setText(sealed_once.passphrase)
    QTest.keyClick(control(shell.frame, "Passphrase"), Qt.Key.Key_Return)
    shell.lock()
    assert control(shell.frame, "Passphrase").isVisible()
    qtbot.waitUntil(lambda: not shell.jobs.is_busy, timeout=60_000)

    assert shell.vault is None
    assert isinstance(shell.frame.centralWidget(), UnlockView)
    assert control(shell.frame, "Passphrase").text() == ""


def test_a_line_that_was_begun_anywhere_comes_back(opened, control, unlock):
    def line():
        opened.view.commands.action("bring_up").trigger()
        panel = opened.view.findChild(BringUpPanel)
        return control(panel, "Something to bring up")

    QTest.keyClicks(line(), "the meeting")
    opened.lock()
    unlock(opened)
    assert line().text() == "the meeting"

    QTest.keyClick(line(), Qt.Key.Key_Return)
    assert [each.text for each in opened.journal.bring_ups.open()] == ["the meeting"]
    assert opened.journal.drafts.all() == []


def test_words_in_the_dialog_of_a_practice_come_back(opened, control, unlock):
    practice = Practice(text="Write it down", agreed_on=NOON.date(), days_a_week=3)
    opened.journal.practices.record(practice)

    def dialog():
        dialog = PracticeDialog(
            practice.text, practice.id, opened.journal, opened.theme, opened.view
        )
        dialog.open()
        return dialog

    QTest.keyClicks(control(dialog(), "What got in the way, if anything"), "the meeting")
    opened.lock()
    unlock(opened)
    shown = dialog()
    assert control(shown, "What got in the way, if anything").text() == "the meeting"

    shown.accept()
    assert opened.journal.drafts.all() == []


# A fresh process.


def test_the_process_is_given_up_once_everything_is_put_away(make_shell, folder, unlock):
    given_up = []

    def relaunch(back):
        given_up.append((back, shell.vault, words(shell.frame), shell.frame.isVisible()))
        raise OSError

    shell = make_shell(relaunch=relaunch)
    shell.start(folder)
    unlock(shell)
    shell.lock()

    (back, vault, shown, is_visible) = given_up[0]
    assert back == Return(folder=folder, is_in_front=back.is_in_front)
    assert (vault, shown, is_visible) == (None, "", True)
    # There is no fresh process: this one stands before the closed door instead.
    assert "closed and sealed" in words(shell.frame)
    unlock(shell)
    assert isinstance(shell.frame.centralWidget(), MainView)


@pytest.mark.usefixtures("no_aside")
def test_words_that_can_be_kept_nowhere_keep_the_process(make_shell, folder, unlock, control):
    given_up = []

    def relaunch(back):
        given_up.append(back)
        raise OSError

    shell = make_shell(relaunch=relaunch)
    shell.start(folder)
    unlock(shell)
    note = write_note(shell, control, "x" * 10)
    fill_disk(shell)
    note.insertPlainText("the meeting " * 5000)
    shell.lock()
    shell.lock()
    assert given_up == []

    # There is room again, and nobody has come back yet.
    fill_disk(shell, is_full=False)
    shell.locking._retry.timeout.emit()
    assert len(given_up) == 1
    assert shell.vault is None
    unlock(shell)
    assert notes_of_today(shell.journal)[0].count("the meeting") == 5000


@pytest.mark.parametrize(("is_in_front", "is_small"), [(True, False), (False, True)])
def test_a_fresh_process_comes_up_as_the_window_was(make_shell, folder, is_in_front, is_small):
    shell = make_shell()
    shell.frame.hide()
    shell.start(back=Return(folder=folder, is_in_front=is_in_front, is_small=is_small))

    assert "gone from this program’s memory" in words(shell.frame)
    assert "Garden" not in words(shell.frame)
    assert shell.frame.isMinimized() is is_small


def test_what_failed_while_locking_is_told_in_front_of_the_door(opened):
    closed = []

    def close(vault):
        closed.append(vault)
        raise StoreFullError

    opened.lock_after(close)

    assert len(closed) == 1
    assert opened.vault is None
    assert "Locked" in words(opened.frame)
    assert "no room left on the disk" in words(opened.frame)


def test_what_is_done_while_locking_is_left_out_when_the_disk_is_in_trouble(opened, control):
    closed: list[object] = []
    note = write_note(opened, control, "x" * 10)
    fill_disk(opened)
    note.insertPlainText("the meeting " * 5000)
    opened.lock_after(closed.append)

    assert closed == []
    assert opened.vault is None


# Signs that the person is away.


def test_it_locks_when_the_system_says_so(opened):
    signals = SystemSignals()
    opened.locking.listen(signals)
    signals.left.emit()

    assert "Locked" in words(opened.frame)


def test_minimising_locks_where_that_is_wanted(qtbot, opened):
    opened.frame.showMinimized()
    assert opened.vault is not None
    opened.frame.showNormal()
    opened.journal.settings.change(locks_when_minimised=True)
    opened.frame.showMinimized()

    qtbot.waitUntil(lambda: opened.vault is None)


# Quick hide.


def test_quick_hide_shows_blank_paper_and_comes_back_as_it_was(qtbot, opened, control):
    note = write_note(opened, control, "the meeting")
    QTest.keyClick(opened.frame, Qt.Key.Key_F9)
    assert words(opened.frame) == PAPER
    assert "meeting" not in words(opened.frame)
    assert opened.vault is not None
    paper = opened.frame.centralWidget()
    QTest.keyClicks(paper, "a")

    assert opened.frame.centralWidget() is opened.view
    assert note.toPlainText() == "the meeting"
    assert note.hasFocus()


def test_quick_hide_covers_dialogs_and_brings_them_back(qtbot, opened):
    opened.view.commands.action("keys").trigger()
    (dialog,) = (each for each in opened.view.findChildren(QDialog) if each.isVisible())
    opened.locking.watch(dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: words(opened.frame) == PAPER)
    assert others_in_sight(opened) == []

    QTest.mouseClick(opened.frame.centralWidget(), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    dialog.close()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Meta, Qt.KeyboardModifier.MetaModifier),
    ],
)
def test_keys_on_the_way_to_another_window_do_not_uncover(opened, key, modifiers):
    opened.locking.hide()
    QTest.keyClick(opened.frame.centralWidget(), key, modifiers)

    assert words(opened.frame) == PAPER


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F9, Qt.Key.Key_Q])
def test_any_other_key_uncovers(opened, key):
    opened.locking.hide()
    QTest.keyClick(opened.frame.centralWidget(), key)

    assert opened.frame.centralWidget() is opened.view


def test_quick_hide_locks_when_nobody_comes_back(opened, idle):
    opened.locking.hide()
    idle.seconds += 29
    opened.locking.quick_hide.poll()
    assert words(opened.frame) == PAPER

    idle.seconds += 1
    opened.locking.quick_hide.poll()
    assert "Locked" in words(opened.frame)
    assert opened.vault is None


def test_the_lock_key_locks_from_under_the_paper(qtbot, opened, unlock):
    opened.locking.hide()
    press(opened, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: opened.vault is None)
    unlock(opened)

    assert isinstance(opened.frame.centralWidget(), MainView)
    assert not opened.locking.quick_hide.is_on


def test_there_is_nothing_to_hide_while_it_is_locked(opened):
    opened.lock()
    opened.locking.hide()

    assert "Locked" in words(opened.frame)


def test_the_paper_can_be_read_by_a_screen_reader(opened, audit):
    opened.locking.hide()
    paper = opened.frame.centralWidget()

    assert "Press any key to return" in paper.accessibleName()
    assert audit(paper) == []
