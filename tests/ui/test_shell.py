"""The window through its whole life, put together as it is for a person."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenuBar, QWidget
from shiboken6 import delete
from typing_extensions import override

from sessiondesk import preferences
from sessiondesk.preferences import Appearance, Preferences
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.first_run import FirstRunView
from sessiondesk.ui.main_window import MainView
from sessiondesk.ui.unlock_window import UnlockView
from sessiondesk.vault import creating
from sessiondesk.vault.key_slots import Cost
from tests.ui.shell_hands import LEFT, fill_disk, notes_of_today, words, write_note

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


def test_another_journal_is_chosen_by_its_folder(qtbot, shell, control, folder, sealed_once):
    other = folder.with_name("Second.sdesk")
    new = creating.prepare(sealed_once.passphrase, calibration=Cost(65536, 2, 1))
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
