"""Today's one line about backups: there while something is open, and never louder than that."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.ui.pages.today_page import TodayPage
from sessiondesk.vault.backup_file import Reason

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def make_page(qtbot, vault_journal, theme, prompts, keeper):
    def make():
        page = TodayPage(vault_journal, theme=theme, prompts=prompts, keeper=keeper)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


@pytest.fixture
def write(vault_journal, clock):
    def write():
        vault_journal.checkins.record(CheckIn(felt_at=clock(), day=vault_journal.today()))

    return write


@pytest.fixture
def back_up(keeper, until):
    """Make a backup and wait for it."""

    def back_up():
        assert keeper.back_up(Reason.DAILY)
        until(lambda: not keeper.is_busy)

    return back_up


def test_a_new_journal_is_left_in_peace(make_page, words):
    assert "backup" not in words(make_page())
    assert "another disk" not in words(make_page())


def test_a_second_place_is_asked_for_until_there_is_one(  # noqa: PLR0917 - fixtures
    qtbot, make_page, control, words, write, back_up, dialog, until, tmp_path, keeper
):
    write()
    back_up()
    page = make_page()
    assert "There is no copy of your journal on another disk yet." in words(page)

    qtbot.mouseClick(control(page, "Choose a place…"), LEFT)
    asking = dialog(page, QFileDialog)
    asking.fileSelected.emit(str(tmp_path))
    asking.reject()
    until(lambda: not keeper.is_busy and "another disk" not in words(page))

    assert list(tmp_path.glob("*.sdbackup"))


def test_a_second_place_is_asked_for_until_it_is_declined(  # noqa: PLR0917 - fixtures
    qtbot, make_page, control, words, write, back_up, keeper
):
    write()
    back_up()
    page = make_page()

    qtbot.mouseClick(control(page, "I do not want one"), LEFT)

    assert "another disk" not in words(page)
    assert keeper.state.second_is_declined


def test_it_can_wait_until_tomorrow(  # noqa: PLR0917 - fixtures
    qtbot, make_page, control, words, write, back_up, clock
):
    write()
    back_up()
    page = make_page()

    qtbot.mouseClick(control(page, "Not today"), LEFT)
    assert "another disk" not in words(page)

    clock.pass_(days=1)
    page.hide()
    page.show()
    assert "another disk" in words(page)


def test_a_backup_that_is_overdue_can_be_made_there(  # noqa: PLR0917 - fixtures
    qtbot, make_page, control, words, write, back_up, clock, until, keeper
):
    back_up()
    keeper.decline_second_place()
    write()
    clock.pass_(days=3)
    page = make_page()
    assert "The last backup is 3 days old." in words(page)

    qtbot.mouseClick(control(page, "Back up now"), LEFT)

    until(lambda: "days old" not in words(page) and not keeper.is_busy)
    assert len(keeper.backups()) == 2


def test_what_stands_in_the_way_is_said_in_the_same_place(  # noqa: PLR0917 - fixtures
    qtbot, make_page, control, words, write, back_up, clock, until, keeper, vault
):
    back_up()
    keeper.decline_second_place()
    write()
    clock.pass_(days=3)
    page = make_page()
    backups = vault.folder / "backups"
    backups.rename(vault.folder / "elsewhere")
    backups.write_bytes(b"in the way")

    qtbot.mouseClick(control(page, "Back up now"), LEFT)

    until(lambda: not keeper.is_busy and "days old" not in words(page))
    assert control(page, "Back up now")


def test_a_second_copy_that_is_old_is_said(  # noqa: PLR0917 - fixtures
    make_page, words, write, until, tmp_path, keeper, clock, back_up
):
    stick = tmp_path / "STICK"
    stick.mkdir()
    write()
    keeper.choose_second_place(stick)
    until(lambda: not keeper.is_busy)
    shutil.rmtree(stick)
    clock.pass_(days=8)
    write()
    back_up()

    assert "The second copy of your journal is more than a week old." in words(make_page())


def test_made_up_data_needs_no_backup(make_page, words, write, back_up, vault_journal):
    write()
    back_up()
    vault_journal.settings.change(is_made_up=True)

    assert "another disk" not in words(make_page())


def test_where_nothing_can_be_kept_nothing_is_asked(
    make_page, words, write, back_up, vault_journal
):
    write()
    back_up()
    vault_journal.is_read_only = True

    assert "another disk" not in words(make_page())


@pytest.mark.parametrize("percent", [100, 150])
def test_it_can_be_reached_and_heard(  # noqa: PLR0917 - fixtures
    qtbot, make_page, write, back_up, audit, theme, percent
):
    theme.set_text_percent(percent)
    write()
    back_up()
    page = make_page()

    qtbot.waitUntil(lambda: audit(page) == [])
