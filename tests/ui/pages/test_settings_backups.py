"""Settings, Backups: how they stand is always in view, and everything can be done by hand."""

import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.vault.backup_file import Reason

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(make_settings):
    return make_settings()


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "STICK"
    place.mkdir()
    return place


@pytest.fixture
def back_up(keeper, until):
    """Make a backup and wait for it."""

    def back_up(reason=Reason.ASKED):
        before = len(keeper.backups())
        assert keeper.back_up(reason)
        until(lambda: not keeper.is_busy and len(keeper.backups()) == before + 1)
        return keeper.backups()[0]

    return back_up


@pytest.fixture
def write(vault_journal, clock):
    def write(count):
        made = [
            CheckIn(felt_at=clock() - timedelta(minutes=number), day=vault_journal.today())
            for number in range(count)
        ]
        for each in made:
            vault_journal.checkins.record(each)
        return made

    return write


@pytest.fixture
def choose(dialog):
    """Choose a file or a folder in the dialog that asks for one."""

    def choose(page, path):
        asking = dialog(page, QFileDialog)
        asking.fileSelected.emit(str(path))
        asking.reject()

    return choose


def test_a_journal_without_a_backup_says_so(page, words):
    assert "There is no backup yet." in words(page)


def test_a_backup_is_made_by_a_click(qtbot, page, control, keeper, words, until):  # noqa: PLR0917 - fixtures
    qtbot.mouseClick(control(page, "Back up now"), LEFT)
    until(lambda: "Last backup: today, 12:00 (1 kept)" in words(page))

    assert [each.reason for each in keeper.backups()] == [Reason.ASKED]
    assert control(page, "Back up now").hasFocus()


def test_what_stands_in_the_way_is_said_and_goes_with_the_next_try(  # noqa: PLR0917 - fixtures
    qtbot, page, control, vault, words, until
):
    (vault.folder / "backups").write_bytes(b"in the way")
    qtbot.mouseClick(control(page, "Back up now"), LEFT)
    until(lambda: control(page, "Close this notice"))

    (vault.folder / "backups").unlink()
    qtbot.mouseClick(control(page, "Back up now"), LEFT)
    until(lambda: "(1 kept)" in words(page))

    with pytest.raises(AssertionError):
        control(page, "Close this notice")


def test_a_long_backup_shows_how_far_it_is_and_can_be_stopped(  # noqa: PLR0917 - fixtures
    qtbot, page, control, keeper, until, monkeypatch
):
    # Nothing takes long here: the work is held back until it was looked at.
    monkeypatch.setattr(keeper._jobs, "run", lambda *_, **__: _Held())
    qtbot.mouseClick(control(page, "Back up now"), LEFT)
    until(lambda: control(page, "Making a backup"))
    keeper.progressed.emit(0.5)
    assert control(page, "Making a backup").value() == 500

    qtbot.mouseClick(control(page, "Cancel"), LEFT)

    assert not keeper.is_busy
    with pytest.raises(AssertionError):
        control(page, "Making a backup")


class _Held:
    is_cancelled = False

    def cancel(self):
        """Nothing is under way."""


def test_the_list_says_when_why_and_how_large(qtbot, page, control, back_up, words, clock):  # noqa: PLR0917 - fixtures
    back_up(Reason.BEFORE_IMPORT)
    clock.pass_(days=1)
    back_up(Reason.DAILY)

    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    assert "today, 12:00 | the daily one" in words(page)
    assert "yesterday, 12:00 | before something was brought in" in words(page)
    assert " kB" in words(page)


def test_a_backup_is_tested_and_counted_in_words(  # noqa: PLR0917 - fixtures
    qtbot, page, control, back_up, write, dialog, words
):
    write(3)
    back_up()
    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    qtbot.mouseClick(control(page, "Test the backup of today, 12:00"), LEFT)

    told = dialog(page)
    assert "This backup opens" in words(told)
    assert "It holds 3 check-ins." in words(told)
    assert "The newest day in it is 12 May 2026." in words(told)
    assert "pages was read" in words(told)
    qtbot.mouseClick(control(told, "Close"), LEFT)


def test_a_spoiled_backup_is_told_and_nothing_opens(  # noqa: PLR0917 - fixtures
    qtbot, page, control, back_up, words, until
):
    backup = back_up()
    data = bytearray(backup.path.read_bytes())
    data[len(data) // 2] ^= 1
    backup.path.write_bytes(data)
    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    qtbot.mouseClick(control(page, "Test the backup of today, 12:00"), LEFT)

    until(lambda: "damaged" in words(page))
    assert page.findChildren(QDialog) == []


def test_restoring_asks_and_then_goes_to_the_door(  # noqa: PLR0917 - fixtures
    qtbot, page, control, back_up, dialog, outside
):
    backup = back_up()
    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    qtbot.mouseClick(control(page, "Restore the backup of today, 12:00"), LEFT)
    qtbot.mouseClick(control(dialog(page), "Stay here"), LEFT)
    assert outside.restored == []

    qtbot.mouseClick(control(page, "Restore the backup of today, 12:00"), LEFT)
    qtbot.mouseClick(control(dialog(page), "Lock and go on"), LEFT)
    assert outside.restored == [backup.path]


def test_a_backup_is_removed_after_a_question(  # noqa: PLR0917 - fixtures
    qtbot, page, control, back_up, dialog, keeper, clock
):
    back_up()
    clock.pass_(days=1)
    newest = back_up()
    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    qtbot.mouseClick(control(page, "Remove the backup of yesterday, 12:00"), LEFT)
    question = dialog(page, Question)
    assert question.focusWidget() is control(question, "Keep it")
    qtbot.mouseClick(control(question, "Remove it"), LEFT)

    assert list(keeper.backups()) == [newest]
    assert control(page, "Test the backup of today, 12:00")


def test_the_newest_cannot_be_removed(qtbot, page, control, back_up):
    back_up()
    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    with pytest.raises(AssertionError):
        control(page, "Remove the backup of today, 12:00")


def test_the_only_one_that_can_be_read_stays(  # noqa: PLR0917 - fixtures
    qtbot, page, control, back_up, dialog, words, keeper, clock
):
    back_up()
    clock.pass_(days=1)
    back_up().path.write_bytes(b"spoiled")
    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    qtbot.mouseClick(control(page, "Remove the backup of yesterday, 12:00"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Remove it"), LEFT)

    assert "the only backup that can be read" in words(page)
    assert len(keeper.backups()) == 2


def test_one_that_is_held_asks_at_leisure(  # noqa: PLR0917 - fixtures
    qtbot, page, control, back_up, write, vault_journal, words, clock, keeper
):
    made = write(12)
    back_up()
    for each in made[:9]:
        vault_journal.checkins.remove(each.id)
    clock.pass_(days=1)
    back_up()
    assert "The journal holds much less than it did before" in words(page)

    qtbot.mouseClick(control(page, "Keep it"), LEFT)

    assert "much less" not in words(page)
    assert [each.is_pinned for each in keeper.backups()] == [False, True]


def test_one_that_is_held_can_go_in_its_turn(  # noqa: PLR0917 - fixtures
    qtbot, page, control, back_up, write, vault_journal, words, clock, keeper
):
    made = write(12)
    back_up()
    for each in made[:9]:
        vault_journal.checkins.remove(each.id)
    clock.pass_(days=1)
    back_up()

    qtbot.mouseClick(control(page, "Let it go in its turn"), LEFT)

    assert "much less" not in words(page)
    assert [each.is_pinned for each in keeper.backups()] == [False, False]


# The second place.


def test_a_second_place_is_chosen_and_filled(  # noqa: PLR0917 - fixtures
    qtbot, page, control, words, choose, stick, until
):
    assert "No second place yet." in words(page)

    qtbot.mouseClick(control(page, "Choose a place…"), LEFT)
    choose(page, stick)
    until(lambda: f"Second copy: today, 12:00, in {stick}" in words(page))

    assert len(list(stick.glob("*.sdbackup"))) == 1
    assert "on the same disk as the journal" in words(page)
    assert control(page, "Another place…")


def test_a_place_inside_of_the_journal_is_refused(  # noqa: PLR0917 - fixtures
    qtbot, page, control, words, choose, vault
):
    qtbot.mouseClick(control(page, "Choose a place…"), LEFT)
    choose(page, vault.folder)

    assert "No second place yet." in words(page)
    assert control(page, "Close this notice")


def test_a_stick_that_is_not_there_is_said_calmly(  # noqa: PLR0917 - fixtures
    qtbot, page, control, words, choose, stick, until
):
    qtbot.mouseClick(control(page, "Choose a place…"), LEFT)
    choose(page, stick)
    until(lambda: "Second copy: today" in words(page))

    shutil.rmtree(stick)
    page.refresh()

    assert "It is not connected at the moment." in words(page)


def test_a_copy_is_made_by_hand(qtbot, page, control, choose, stick, until, keeper):  # noqa: PLR0917 - fixtures
    qtbot.mouseClick(control(page, "Choose a place…"), LEFT)
    choose(page, stick)
    until(lambda: not keeper.is_busy and keeper.state.second_last is not None)
    for each in stick.glob("*.sdbackup"):
        each.unlink()

    qtbot.mouseClick(control(page, "Copy now"), LEFT)

    until(lambda: len(list(stick.glob("*.sdbackup"))) == 1)


def test_no_second_place_is_wanted(qtbot, page, control, words, keeper):
    qtbot.mouseClick(control(page, "I do not want one"), LEFT)

    assert keeper.state.second_is_declined
    assert "No second place, as you chose." in words(page)
    assert control(page, "Choose a place…").hasFocus()


# Where nothing can be kept.


def test_where_nothing_can_be_kept_no_backup_is_offered(page, control, words, vault_journal):
    vault_journal.is_read_only = True
    page.refresh()

    assert not control(page, "Back up now").isEnabled()
    assert not control(page, "Choose a place…").isEnabled()
    assert "nothing can be kept here" in words(page)


@pytest.mark.parametrize("percent", [100, 150])
def test_everything_can_be_reached_and_heard(  # noqa: PLR0917 - fixtures
    qtbot, make_settings, theme, audit, percent, back_up, clock, control
):
    theme.set_text_percent(percent)
    back_up()
    clock.pass_(days=1)
    back_up()
    page = make_settings()
    qtbot.mouseClick(control(page, "Show the backups that are kept"), LEFT)

    qtbot.waitUntil(lambda: audit(page) == [])
