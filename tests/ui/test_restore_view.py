"""From a backup to a journal, as a person goes the way."""

import shutil
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.restore_view import RestoreView
from tests.conftest import NOON
from tests.ui import backed_up
from tests.ui.backed_up import PASSPHRASE

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
OFFLINE = "Offline · network blocked. Everything stays on this computer."


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    return backed_up.make(tmp_path_factory.mktemp("original") / "Garden notes.sdesk", NOON)


@pytest.fixture
def folder(original, tmp_path):
    return shutil.copytree(original.folder, tmp_path / original.folder.name)


@pytest.fixture
def backup(original, folder):
    return folder / "backups" / original.backup.name


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def make_view(qtbot, theme, jobs, tmp_path):
    (tmp_path / "Documents").mkdir()

    def make(*, backup=None, place=None, likely=None):
        view = RestoreView(
            theme,
            jobs,
            backup=backup,
            place=place,
            likely=likely,
            documents=tmp_path / "Documents",
            now=lambda: NOON,
            offline=OFFLINE,
        )
        qtbot.addWidget(view)
        view.resize(1280, 800)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        return view

    return make


@pytest.fixture
def open_backup(qtbot, control):
    """Type what opens the backup, and wait for what comes of it."""

    def open_(view, secret=PASSPHRASE, *, until="Put this backup in place?"):
        control(view, "Passphrase").setText(secret)
        QTest.keyClick(control(view, "Passphrase"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: until in words(view), timeout=PATIENCE)

    return open_


@pytest.fixture
def click(qtbot, control):
    """Click on what has a spoken name."""

    def click(view, name):
        qtbot.mouseClick(control(view, name), LEFT)

    return click


@pytest.fixture
def wait_for(qtbot):
    """Wait until these words can be read."""

    def wait_for(view, text):
        qtbot.waitUntil(lambda: text in words(view), timeout=PATIENCE)

    return wait_for


def focused() -> Any:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words(view):
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def press_focused(key):
    QTest.keyClick(focused(), key)


def beside(folder):
    return sorted(each.name for each in folder.parent.iterdir() if each.suffix == ".sdesk")


def test_a_backup_takes_the_place_and_the_journal_that_was_there_is_kept(  # noqa: PLR0917
    qtbot, make_view, folder, original, open_backup, click, wait_for
):
    view = make_view(place=folder)
    assert "Made 9 May 2026, 12:00" in words(view)
    assert "at locking" in words(view)
    click(view, "Continue with this backup")
    open_backup(view)
    assert (
        "This backup ends on 9 May 2026; the journal that is there ends on 12 May 2026."
        in words(view)
    )
    assert "40 check-ins" in words(view)

    click(view, "Put it in place")
    wait_for(view, "The backup is in place")

    (before,) = (each for each in folder.parent.iterdir() if "before restore" in each.name)
    assert str(before) in words(view)
    assert backed_up.count(folder, original.recovery_key, NOON) == original.before
    assert backed_up.count(before, original.recovery_key, NOON) == original.before + 3
    with qtbot.waitSignal(view.restored) as restored:
        click(view, "Go to the journal")
    assert restored.args == [folder]


def test_left_as_it_is_nothing_is_changed_and_nothing_lies_about(
    make_view, folder, original, open_backup, click
):
    view = make_view(place=folder)
    click(view, "Continue with this backup")
    open_backup(view)

    click(view, "Leave everything as it is")

    assert "Everything was left as it was." in words(view)
    assert beside(folder) == [folder.name]
    assert backed_up.count(folder, original.recovery_key, NOON) == original.before + 3


def test_the_whole_way_by_keyboard_alone(qtbot, make_view, folder, original, wait_for):
    view = make_view(place=folder)
    passed = []
    while focused().text() != "Continue with this backup":
        press_focused(Qt.Key.Key_Tab)
        passed.append(focused().text())
    assert passed == ["Choose a backup file…", "Back", "Continue with this backup"]
    press_focused(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), PASSPHRASE)
    press_focused(Qt.Key.Key_Return)
    wait_for(view, "Put this backup in place?")
    # The safe answer has the focus; the other one is next.
    assert focused().text() == "Leave everything as it is"
    press_focused(Qt.Key.Key_Tab)
    press_focused(Qt.Key.Key_Return)
    wait_for(view, "The backup is in place")
    with qtbot.waitSignal(view.restored):
        press_focused(Qt.Key.Key_Return)

    assert backed_up.count(folder, original.recovery_key, NOON) == original.before


def test_the_recovery_key_opens_a_backup_too(  # noqa: PLR0917
    make_view, control, folder, original, click, wait_for
):
    view = make_view(place=folder)
    click(view, "Continue with this backup")
    click(view, "Use recovery key")
    control(view, "Recovery key").setText(original.recovery_key)
    click(view, "Open the backup")

    wait_for(view, "Put this backup in place?")


def test_a_wrong_passphrase_is_said_at_the_field(make_view, control, folder, open_backup, click):
    view = make_view(place=folder)
    click(view, "Continue with this backup")
    open_backup(view, "harbour", until="does not open")

    field = control(view, "Passphrase")
    assert focused() is field
    assert field.text() == ""
    open_backup(view)


def test_a_chosen_file_is_offered_first_and_a_damaged_one_is_refused(
    make_view, folder, backup, tmp_path, click
):
    elsewhere = shutil.copy(backup, tmp_path / "copied.sdbackup")
    broken = tmp_path / "broken.sdbackup"
    broken.write_bytes(b"PK" + bytes(1000))
    view = make_view(place=folder)
    click(view, "Choose a backup file…")
    (dialog,) = view.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(elsewhere))
    dialog.close()
    assert words(view).count("Made 9 May 2026, 12:00") == 2

    click(view, "Choose a backup file…")
    (dialog,) = (each for each in view.findChildren(QFileDialog) if each.isVisible())
    dialog.fileSelected.emit(str(broken))
    dialog.close()

    assert "The journal is as it was." in words(view) or "as they were" in words(view)
    # The one chosen before is still chosen.
    click(view, "Continue with this backup")
    assert "Open the backup" in words(view)


def test_a_backup_damaged_inside_is_refused_after_the_passphrase(
    make_view, folder, backup, open_backup, click
):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    view = make_view(place=folder)
    click(view, "Continue with this backup")

    open_backup(view, until="This backup is damaged.")

    assert beside(folder) == [folder.name]


def test_without_a_journal_it_asks_for_a_name_and_a_place(  # noqa: PLR0917
    make_view, control, backup, open_backup, tmp_path, original, click, wait_for
):
    fresh = shutil.copy(backup, tmp_path / "carried.sdbackup")
    view = make_view(backup=fresh)
    click(view, "Continue with this backup")
    name = control(view, "Name, shown before you unlock")
    name.setText("a/b")
    click(view, "Continue with this place")
    assert "use letters, digits and spaces" in words(view)
    name.setText("Garden again")
    click(view, "Continue with this place")
    open_backup(view)
    assert "This backup ends on 9 May 2026." in words(view)
    assert "The journal that is there" not in words(view)

    click(view, "Put it in place")
    wait_for(view, "The backup is in place")

    made = tmp_path / "Documents" / "Garden again.sdesk"
    assert backed_up.count(made, original.recovery_key, NOON) == original.before


def test_a_backup_opened_by_itself_finds_the_journal_it_lies_in(make_view, backup, click):
    view = make_view(backup=backup)
    click(view, "Continue with this backup")

    assert "Open the backup" in words(view)


def test_a_backup_opened_by_itself_finds_the_journal_that_was_open_last(
    make_view, folder, backup, tmp_path, click
):
    elsewhere = shutil.copy(backup, tmp_path / "copied.sdbackup")
    view = make_view(backup=elsewhere, likely=folder)
    click(view, "Continue with this backup")

    assert "Open the backup" in words(view)


def test_a_backup_of_another_journal_does_not_take_its_place(make_view, folder, tmp_path, click):
    other = backed_up.make(tmp_path / "Other.sdesk", NOON, before=1, after=0)
    view = make_view(backup=other.backup, place=folder)
    click(view, "Continue with this backup")
    # It lies in a journal of its own, and goes there.
    click(view, "Back")
    carried = shutil.copy(other.backup, tmp_path / "carried.sdbackup")
    again = make_view(backup=carried, place=folder)
    click(again, "Continue with this backup")

    assert "Where should the journal be?" in words(again)


def test_it_can_be_stopped_and_leaves_nothing(  # noqa: PLR0917
    qtbot, make_view, control, folder, jobs, click, wait_for
):
    view = make_view(place=folder)
    click(view, "Continue with this backup")
    control(view, "Passphrase").setText(PASSPHRASE)
    QTest.keyClick(control(view, "Passphrase"), Qt.Key.Key_Return)
    click(view, "Cancel")
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)

    wait_for(view, "Open the backup")
    assert beside(folder) == [folder.name]


def test_a_journal_open_in_another_window_is_not_replaced(
    make_view, folder, original, open_backup, click
):
    from sessiondesk.vault import opening  # noqa: PLC0415
    from sessiondesk.vault.key_slots import SlotKind  # noqa: PLC0415

    unsealed = opening.unseal(folder, original.recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOON):
        view = make_view(place=folder)
        click(view, "Continue with this backup")
        open_backup(view, until="already open in another window")


def test_many_backups_show_the_newest_and_the_rest_on_request(make_view, folder, backup, click):
    for day in range(1, 9):
        shutil.copy(backup, backup.with_name(f"2026040{day}T100000Z-daily.sdbackup"))
    view = make_view(place=folder)
    assert words(view).count("Made ") == 4

    click(view, "Show earlier ones")

    assert words(view).count("Made ") == 9
    assert "Made 1 April 2026, 12:00" in words(view)


def test_no_backup_at_all_says_so(make_view, control, folder):
    shutil.rmtree(folder / "backups")
    view = make_view(place=folder)

    assert "No backup lies beside this journal." in words(view)
    assert not control(view, "Continue with this backup").isEnabled()


def test_leaving_the_program_in_the_middle_leaves_nothing_behind(
    qapp, make_view, folder, open_backup, click
):
    view = make_view(place=folder)
    click(view, "Continue with this backup")
    open_backup(view)
    assert len(beside(folder)) == 2

    qapp.aboutToQuit.emit()

    assert beside(folder) == [folder.name]


@pytest.mark.parametrize("percent", [100, 150])
def test_every_step_can_be_reached_and_heard(  # noqa: PLR0917
    qtbot, make_view, folder, theme, audit, open_backup, percent, click, wait_for
):
    theme.set_text_percent(percent)
    view = make_view(place=folder)

    def is_clear():
        # Once the layout has settled.
        qtbot.waitUntil(lambda: audit(view) == [], timeout=PATIENCE)

    is_clear()
    click(view, "Continue with this backup")
    is_clear()
    open_backup(view)
    is_clear()
    click(view, "Put it in place")
    wait_for(view, "The backup is in place")
    is_clear()


def test_the_last_step_of_a_first_journal_can_be_heard(make_view, backup, tmp_path, audit):
    view = make_view(backup=shutil.copy(backup, tmp_path / "carried.sdbackup"))

    assert isinstance(view, QWidget)
    assert audit(view) == []
