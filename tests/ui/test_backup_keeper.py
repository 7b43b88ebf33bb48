"""Backups of the open journal: by themselves, when asked for, and never in the way."""

import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject

from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.store.drafts import Draft
from sessiondesk.ui import backup_keeper
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.errors import BackupError

# Generous: the machine may be busy with other things.
PATIENCE = 60_000


class Asker(QObject):
    """Somebody who waits for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []

    def on_done(self, result: object) -> None:
        self.results.append(result)

    def on_failed(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def asker(qapp):
    return Asker()


@pytest.fixture
def write(vault_journal, clock):
    """Put so many check-ins into the journal."""

    def write(count: int = 1) -> list[CheckIn]:
        made = [
            CheckIn(
                felt_at=clock() - timedelta(minutes=number),
                day=vault_journal.today(),
                lines=(NoteLine(kind=LineKind.PLAIN, text=f"a line, number {number}"),),
            )
            for number in range(count)
        ]
        for each in made:
            vault_journal.checkins.record(each)
        return made

    return write


@pytest.fixture
def stick(tmp_path):
    """A folder that takes the place of a drive."""
    place = tmp_path / "STICK"
    place.mkdir()
    return place


@pytest.fixture
def back_up(qtbot, keeper):
    """Make a backup and wait for it."""

    def back_up(reason=Reason.ASKED):
        with qtbot.waitSignal(keeper.done, timeout=PATIENCE) as done:
            keeper.back_up(reason)
        qtbot.waitUntil(lambda: not keeper.is_busy, timeout=PATIENCE)
        return done.args[0]

    return back_up


def reasons(keeper):
    return [each.reason for each in keeper.backups()]


def test_a_backup_is_made_when_asked_for(qtbot, keeper, write, asker):
    write()

    assert keeper.back_up(Reason.ASKED, asker.on_done)
    assert keeper.is_busy
    qtbot.waitUntil(lambda: asker.results != [], timeout=PATIENCE)

    assert not keeper.is_busy
    assert asker.results == list(keeper.backups())
    assert keeper.state.last == asker.results[0]
    assert not keeper.state.is_due


def test_nothing_else_begins_while_one_is_under_way(qtbot, keeper, asker):
    assert keeper.back_up(Reason.ASKED, asker.on_done)

    assert not keeper.back_up(Reason.ASKED)
    assert not keeper.copy()

    qtbot.waitUntil(lambda: asker.results != [], timeout=PATIENCE)
    assert len(keeper.backups()) == 1


def test_what_a_dangerous_step_waits_for_comes_after_what_is_under_way(qtbot, keeper, asker):
    keeper.back_up(Reason.ASKED)
    keeper.back_up_before(Reason.BEFORE_IMPORT, asker.on_done, asker.on_failed)

    qtbot.waitUntil(lambda: asker.results != [], timeout=PATIENCE)
    assert set(reasons(keeper)) == {Reason.ASKED, Reason.BEFORE_IMPORT}


def test_what_cannot_be_made_is_told_and_the_next_one_can(qtbot, keeper, vault, asker):
    (vault.folder / "backups").write_bytes(b"in the way")

    keeper.back_up(Reason.ASKED, asker.on_done, asker.on_failed)
    qtbot.waitUntil(lambda: asker.errors != [], timeout=PATIENCE)
    assert not keeper.is_busy

    (vault.folder / "backups").unlink()
    keeper.back_up(Reason.ASKED, asker.on_done, asker.on_failed)
    qtbot.waitUntil(lambda: asker.results != [], timeout=PATIENCE)
    assert len(asker.errors) == 1


def test_a_backup_that_is_given_up_leaves_nothing_behind(qtbot, keeper, vault, asker):
    keeper.back_up(Reason.ASKED, asker.on_done, asker.on_failed)
    keeper.cancel()
    assert not keeper.is_busy

    keeper.back_up(Reason.DAILY, asker.on_done, asker.on_failed)
    qtbot.waitUntil(lambda: asker.results != [], timeout=PATIENCE)

    assert [each.name for each in (vault.folder / "backups").iterdir()] == [
        asker.results[0].path.name
    ]
    assert reasons(keeper) == [Reason.DAILY]


def test_what_was_given_up_for_a_lock_that_could_not_be_stands_in_no_way(qtbot, keeper, asker):
    keeper.back_up(Reason.ASKED, asker.on_done, asker.on_failed)
    keeper.back_up_before(Reason.BEFORE_REMOVAL, asker.on_done, asker.on_failed)
    keeper._jobs.give_up()
    assert not keeper.is_busy

    with qtbot.waitSignal(keeper.done, timeout=PATIENCE):
        assert keeper.back_up(Reason.DAILY)
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=PATIENCE)

    assert asker.results == asker.errors == []
    assert Reason.BEFORE_REMOVAL not in reasons(keeper)


def test_somebody_who_is_gone_by_then_hears_nothing(qtbot, keeper):
    asker = Asker()
    heard = asker.results
    keeper.back_up(Reason.ASKED, asker.on_done)
    del asker

    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=PATIENCE)
    assert heard == []
    assert len(keeper.backups()) == 1


# At the lock.


def test_at_the_lock_a_backup_is_made_when_something_changed(keeper, write):
    write()

    keeper.at_close()

    assert reasons(keeper) == [Reason.LOCK]


def test_at_the_lock_none_is_made_when_nothing_changed(back_up, keeper, write, clock):
    write()
    back_up()
    clock.pass_(minutes=31)

    keeper.at_close()

    assert reasons(keeper) == [Reason.ASKED]


def test_at_the_lock_none_is_made_within_half_an_hour_of_the_last(back_up, keeper, write, clock):
    back_up()
    clock.pass_(minutes=29)
    write()

    keeper.at_close()

    assert reasons(keeper) == [Reason.ASKED]


def test_at_the_lock_a_journal_too_large_for_it_waits_for_the_day(keeper, write, monkeypatch):
    monkeypatch.setattr(backup_keeper, "_QUICK_BYTES", 10)
    write()

    keeper.at_close()

    assert reasons(keeper) == []


def test_at_the_lock_a_slow_disk_is_not_waited_for(keeper, write, monkeypatch, vault):
    monkeypatch.setattr(backup_keeper, "_QUICK_SECONDS", -1)
    write()

    keeper.at_close()

    assert list((vault.folder / "backups").iterdir()) == []


def test_nothing_about_backups_stops_a_lock(keeper, vault, write):
    write()
    shutil.rmtree(vault.folder)

    keeper.at_close()


def test_the_lock_gives_up_what_is_under_way(keeper, write, asker, qtbot):
    write()
    keeper.back_up(Reason.ASKED, asker.on_done, asker.on_failed)

    keeper.at_close()

    assert not keeper.is_busy
    assert Reason.LOCK in reasons(keeper)
    qtbot.wait(0)
    assert asker.results == []


def test_nothing_happens_any_more_once_the_journal_is_closed(start, keeper, vault, write, asker):
    write()
    keeper.at_close()
    vault.close()

    start()
    assert not keeper.back_up(Reason.ASKED)
    assert not keeper.back_up_into(vault.folder.parent)
    assert not keeper.try_out(keeper.backups()[0].path, asker.on_done, asker.on_failed)
    keeper.back_up_before(Reason.BEFORE_IMPORT, asker.on_done, asker.on_failed)

    assert keeper.state is None
    assert not keeper.is_possible
    assert not keeper.is_busy
    assert reasons(keeper) == [Reason.LOCK]


# Once a day.


@pytest.fixture
def start(qtbot, keeper, monkeypatch):
    """Let the keeper look after the backups of the day, and wait until it has."""
    monkeypatch.setattr(backup_keeper, "_AFTER_OPENING_MS", 0)

    def start() -> None:
        keeper.start()
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not keeper.is_busy, timeout=PATIENCE)

    return start


def test_once_a_day_a_backup_is_made_after_opening(start, keeper, write, clock):
    write()
    start()
    assert reasons(keeper) == [Reason.DAILY]

    clock.pass_(hours=3)
    write()
    start()
    assert reasons(keeper) == [Reason.DAILY]

    clock.pass_(hours=20)
    start()
    assert reasons(keeper) == [Reason.DAILY, Reason.DAILY]


def test_a_journal_that_did_not_change_needs_no_backup_of_the_day(start, back_up, keeper, clock):
    back_up()
    clock.pass_(days=3)

    start()

    assert reasons(keeper) == [Reason.ASKED]


def test_a_journal_that_only_can_be_read_is_left_alone(start, keeper, vault_journal, write):
    write()
    vault_journal.is_read_only = True

    start()
    keeper.at_close()

    assert not keeper.is_possible
    assert keeper.backups() == ()


# The second place.


def test_a_second_place_gets_its_first_copy_at_once(qtbot, keeper, stick, write):
    write()
    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        assert keeper.choose_second_place(stick)

    assert [each.name for each in stick.glob("*.sdbackup")] == [
        each.path.name for each in keeper.backups()
    ]
    assert keeper.state.second_place == stick
    assert keeper.state.second_last == keeper.state.last.made_at
    assert keeper.is_on_same_device(stick)


def test_what_was_backed_up_just_now_is_only_copied(qtbot, back_up, keeper, stick):
    made = back_up()

    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        keeper.choose_second_place(stick)

    assert list(keeper.backups()) == [made]
    assert (stick / made.path.name).exists()


def test_each_backup_is_copied_to_the_second_place(qtbot, back_up, keeper, stick, clock):
    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        keeper.choose_second_place(stick)
    clock.pass_(days=1)

    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        made = back_up()

    assert (stick / made.path.name).exists()
    assert keeper.state.second_last == made.made_at


def test_a_stick_that_is_gone_spoils_no_backup(qtbot, back_up, keeper, stick, clock):
    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        keeper.choose_second_place(stick)
    shutil.rmtree(stick)
    clock.pass_(days=1)

    made = back_up()

    assert keeper.state.last == made
    assert keeper.state.second_last < made.made_at
    assert isinstance(keeper.copy_problem, BackupError)


def test_a_stick_that_is_back_gets_what_it_missed(qtbot, back_up, start, keeper, stick, clock):  # noqa: PLR0917 - fixtures
    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        keeper.choose_second_place(stick)
    away = stick.rename(stick.with_name("away"))
    clock.pass_(days=1)
    made = back_up()
    away.rename(stick)

    start()

    assert (stick / made.path.name).exists()
    assert keeper.state.second_last == made.made_at
    assert keeper.copy_problem is None


def test_a_stick_that_is_not_there_is_not_waited_for(qtbot, back_up, start, keeper, stick):
    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        keeper.choose_second_place(stick)
    shutil.rmtree(stick)

    start()

    assert keeper.copy_problem is None


def test_a_second_place_can_be_declined(keeper):
    keeper.decline_second_place()

    assert keeper.state.second_is_declined
    assert not keeper.copy()


# What is there.


def test_a_backup_is_tried_out_and_counted(qtbot, back_up, keeper, write, asker):
    write(3)
    made = back_up()

    keeper.try_out(made.path, asker.on_done, asker.on_failed)
    qtbot.waitUntil(lambda: asker.results != [], timeout=PATIENCE)

    assert asker.results[0].rows["checkin"] == 3


def test_a_spoiled_backup_is_found_out(qtbot, back_up, keeper, asker):
    made = back_up()
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.path.write_bytes(data)

    keeper.try_out(made.path, asker.on_done, asker.on_failed)
    qtbot.waitUntil(lambda: asker.errors != [], timeout=PATIENCE)

    assert isinstance(asker.errors[0], BackupError)


def test_a_copy_goes_elsewhere_with_the_words_the_disk_did_not_take(qtbot, keeper, stick, asker):
    words = Draft(editor="note", record_kind="checkin", record_id="x" * 32, text="not kept yet")

    keeper.back_up_into(stick, [words], asker.on_done, asker.on_failed)
    qtbot.waitUntil(lambda: asker.results != [], timeout=PATIENCE)

    assert [each.parent for each in stick.glob("*.sdbackup")] == [stick]
    assert keeper.backups() == ()
    assert keeper.state.last is None


def test_a_backup_is_removed_unless_it_is_the_last_that_can_be_read(back_up, keeper, clock):
    older = back_up()
    assert not keeper.remove(older)

    clock.pass_(days=1)
    newer = back_up()
    assert keeper.remove(older)

    assert list(keeper.backups()) == [newer]


def test_all_but_the_newest_go_in_both_places(qtbot, back_up, keeper, stick, clock):
    with qtbot.waitSignal(keeper.copied, timeout=PATIENCE):
        keeper.choose_second_place(stick)
    clock.pass_(days=1)
    newest = back_up()
    assert len(keeper.backups()) == len(list(stick.glob("*.sdbackup"))) == 2

    keeper.remove_others(newest)

    assert list(keeper.backups()) == [newest]
    assert [each.name for each in stick.glob("*.sdbackup")] == [newest.path.name]


@pytest.fixture
def held(back_up, keeper, write, vault_journal, clock):
    """A backup from before most of it was deleted."""
    made = write(12)
    back_up()
    for each in made[:9]:
        vault_journal.checkins.remove(each.id)
    clock.pass_(days=1)
    back_up()
    held = keeper.state.held
    assert held is not None
    return held


def test_one_that_is_held_can_be_kept_for_good(held, keeper):
    keeper.keep_held()

    assert keeper.state.held is None
    assert [each.stem for each in keeper.backups() if each.is_pinned] == [held.stem]
    keeper.keep_held()


def test_one_that_is_held_can_go_in_its_turn(held, keeper):
    keeper.let_held_go()

    assert keeper.state.held is None
    assert [each.is_pinned for each in keeper.backups()] == [False, False]
    keeper.let_held_go()
