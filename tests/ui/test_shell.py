"""The window through its whole life, put together as it is for a person."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenuBar, QWidget
from shiboken6 import delete
from typing_extensions import override

from sessiondesk import app, paths, preferences
from sessiondesk.exchange import prompt_file
from sessiondesk.guard import Enforced, Network
from sessiondesk.preferences import Appearance, Preferences
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.first_run import FirstRunView
from sessiondesk.ui.main_window import MainView
from sessiondesk.ui.unlock_window import UnlockView
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.vault import creating, opening
from sessiondesk.vault.key_slots import Cost

NOTE = prompt_file.load(paths.resources() / "prompts" / "en.json").note_question
PASSPHRASE = "harbour quilt ninety pebble"
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ENFORCED = Enforced(
    network=Network.SECCOMP,
    names_blocked=True,
    core_limited=True,
    not_dumpable=True,
    umask=0o77,
    sandbox=None,
    refusal=None,
    problems=(),
)


class IdleClock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def idle():
    return IdleClock()


@pytest.fixture
def folder(tmp_path, clock):
    folder = tmp_path / "Documents" / "Garden notes.sdesk"
    folder.parent.mkdir()
    new = creating.prepare(PASSPHRASE, calibration=Cost(65536, 2, 1))
    creating.write(folder, new, now=clock()).close()
    return folder


@pytest.fixture
def preferences_path(tmp_path):
    return tmp_path / "config" / "preferences.json"


@pytest.fixture
def aside(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def no_aside(aside):
    """Nothing can be put aside: something else has the name of the folder."""
    aside.touch()


@pytest.fixture
def make_shell(qtbot, qapp, clock, idle, tmp_path, preferences_path, aside):  # noqa: PLR0917
    shells = []

    def make():
        shell = app.make_shell(
            qapp,
            enforced=ENFORCED,
            preferences_path=preferences_path,
            now=clock,
            documents=tmp_path / "Documents",
            aside=aside,
            seconds=idle,
        )
        shells.append(shell)
        shell.frame.show()
        qtbot.waitExposed(shell.frame)
        shell.frame.activateWindow()
        return shell

    yield make
    for shell in shells:
        shell.end()
        shell.frame.leave()
        shell.frame.deleteLater()
        shell.deleteLater()
    shells.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shell(make_shell, folder):
    shell = make_shell()
    shell.start(folder)
    return shell


@pytest.fixture
def unlock(qtbot, control):
    def unlock(shell):
        control(shell.frame, "Passphrase").setText(PASSPHRASE)
        QTest.keyClick(control(shell.frame, "Passphrase"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(shell.frame.centralWidget(), MainView), timeout=20_000)

    return unlock


@pytest.fixture
def opened(shell, unlock):
    unlock(shell)
    return shell


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def fill_disk(shell, *, is_full=True):
    """Let SQLite find no room, as on a full disk."""
    (pages,) = shell.vault.db.execute("PRAGMA page_count").fetchone()
    shell.vault.db.execute(f"PRAGMA max_page_count = {pages if is_full else 1_000_000}")


def write_note(shell, control, text):
    note = control(shell.frame, NOTE)
    note.setFocus()
    QTest.keyClicks(note, text)
    return note


def notes_of_today(journal):
    return [line.text for each in journal.checkins.on(journal.today()) for line in each.lines]


# In front of the door.


def test_the_first_start_leads_to_a_first_journal(make_shell):
    shell = make_shell()
    shell.start()

    assert isinstance(shell.frame.centralWidget(), FirstRunView)


def test_the_next_start_offers_the_journal_opened_last(
    qtbot, opened, make_shell, folder, preferences_path
):
    opened.lock()
    again = make_shell()
    again.start()

    view = again.frame.centralWidget()
    assert isinstance(view, UnlockView)
    assert "Garden notes" in words(view)
    assert "Last opened" in words(view)
    assert preferences.load(preferences_path).last_opening_seconds is not None


def test_it_can_be_left_out_of_the_preferences(opened, preferences_path, make_shell):
    opened.change_preferences(remembers_last_vault=False)

    assert "Garden" not in preferences_path.read_text("utf-8")
    again = make_shell()
    again.start()
    assert isinstance(again.frame.centralWidget(), FirstRunView)


def test_a_journal_that_is_gone_is_said_to_be_gone(make_shell, folder):
    folder.rename(folder.with_name("Elsewhere.sdesk"))
    shell = make_shell()
    shell.start(folder)

    assert "not where it was" in words(shell.frame)


def test_a_file_in_the_journal_leads_to_the_journal(make_shell, folder):
    shell = make_shell()
    shell.start(folder / "vault.db")

    assert "Garden notes" in words(shell.frame)


def test_another_journal_is_chosen_by_its_folder(qtbot, shell, control, folder):
    other = folder.with_name("Second.sdesk")
    new = creating.prepare(PASSPHRASE, calibration=Cost(65536, 2, 1))
    creating.write(other, new, now=shell._now()).close()
    qtbot.mouseClick(control(shell.frame, "Other journal…"), LEFT)
    (dialog,) = shell.frame.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(other))

    assert "Second" in words(shell.frame)


def test_a_folder_that_is_no_journal_is_refused_with_words(qtbot, shell, control, tmp_path):
    qtbot.mouseClick(control(shell.frame, "Other journal…"), LEFT)
    (dialog,) = shell.frame.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))

    assert "not a journal of this program" in words(shell.frame)


def test_what_keeps_it_offline_can_be_read_before_unlocking(qtbot, shell, control):
    name = "Offline · network blocked. Everything stays on this computer."
    qtbot.mouseClick(control(shell.frame, name), LEFT)

    (dialog,) = shell.frame.findChildren(QDialog)
    assert "blocked by the kernel (seccomp)" in words(dialog)


# Open.


def test_unlocking_shows_today_in_the_same_window(opened):
    assert opened.frame.windowTitle() == "SessionDesk"
    assert opened.view.current is PageName.TODAY


def test_every_page_can_be_shown_and_heard(qtbot, opened, audit):
    for name in PageName:
        opened.view.go(name)
        assert opened.view.current is name
        qtbot.waitUntil(lambda: not opened.jobs.is_busy)

    # Heights follow widths once the layout has gone round.
    qtbot.waitUntil(lambda: audit(opened.frame.centralWidget()) == [])


def test_no_other_window_flashes_up(qtbot, shell, unlock):
    flashed = []

    class Watch(QObject):
        @override
        def eventFilter(self, watched, event):
            if (
                event.type() is QEvent.Type.Show
                and isinstance(watched, QWidget)
                and watched.isWindow()
                and not isinstance(watched, QMenuBar)
            ):
                flashed.append(type(watched).__name__)
            return False

    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    unlock(shell)
    for name in PageName:
        shell.view.go(name)
    application.removeEventFilter(watch)

    assert flashed == []


def test_the_look_of_the_last_time_is_there_again(make_shell, preferences_path):
    preferences.save(Preferences(theme=Appearance.DARK, text_size=130), preferences_path)
    shell = make_shell()

    assert shell.theme.is_dark
    assert shell.theme.text_percent == 130


def test_the_place_of_the_window_is_kept(opened, preferences_path):
    opened.frame.resize(1000, 700)
    opened.quit()

    assert preferences.load(preferences_path).geometry is not None


# Locking.


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


def test_a_locked_journal_can_be_opened_elsewhere(opened, folder):
    opened.lock()

    unsealed = opening.unseal(folder, PASSPHRASE, opening.SlotKind.PASSPHRASE)
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


def test_a_lock_while_opening_is_no_matter_and_opens_nothing(qtbot, shell, control):
    control(shell.frame, "Passphrase").setText(PASSPHRASE)
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


# Leaving.


def test_closing_the_window_keeps_what_was_typed(opened, control, folder, make_shell, unlock):
    write_note(opened, control, "the meeting went well")
    opened.frame.close()
    assert opened.vault is None

    again = make_shell()
    again.start(folder)
    unlock(again)
    assert notes_of_today(again.journal) == ["the meeting went well"]


def test_leaving_with_words_that_cannot_be_written_is_asked_about(
    qtbot, opened, control, no_aside
):
    note = write_note(opened, control, "x" * 10)
    fill_disk(opened)
    note.insertPlainText("the meeting " * 5000)
    opened.frame.close()

    (question,) = (each for each in opened.frame.findChildren(QDialog) if each.isVisible())
    assert "Leave without keeping everything?" in words(question)
    qtbot.mouseClick(control(question, "Stay"), LEFT)
    assert opened.frame.isVisible()
    assert opened.vault is not None
    fill_disk(opened, is_full=False)


# Mistakes of ours.


def test_a_mistake_is_told_by_class_and_place_only(qtbot, opened):
    def fail(secret):
        raise ValueError(secret)

    try:
        fail("the meeting")
    except ValueError as error:
        opened.report(type(error), error, error.__traceback__)
        opened.report(type(error), error, error.__traceback__)

    (dialog,) = (each for each in opened.frame.findChildren(QDialog) if each.isVisible())
    assert "ValueError, test_shell.py:" in words(dialog)
    assert "meeting" not in words(dialog)
    dialog.close()


def test_a_window_that_python_holds_for_gone_is_no_mistake(opened):
    # It happens when a dialog of Qt's own asks whether a file should be replaced.
    window = QWindow()
    delete(window)

    opened.locking.watch(window)

    assert QApplication.activeModalWidget() is None


# Trying it out.


def test_made_up_data_opens_with_the_passphrase_that_is_told(qtbot, make_shell, control, tmp_path):
    (tmp_path / "Documents").mkdir()
    shell = make_shell()
    shell.start()
    qtbot.mouseClick(control(shell.frame, "Try it with made-up data"), LEFT)
    qtbot.waitUntil(lambda: isinstance(shell.frame.centralWidget(), UnlockView), timeout=60_000)
    QTest.keyClick(control(shell.frame, "Passphrase"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(shell.frame.centralWidget(), MainView), timeout=20_000)

    assert "Made-up data" in words(shell.frame)
    assert len(shell.journal.sessions.all()) > 20
    assert [each.name for each in Path(tmp_path / "Documents").iterdir()] == [
        "Made-up journal.sdesk"
    ]
