import errno
import filecmp
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.period import Period
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import (
    NewerStoreError,
    StoreDamagedError,
    StoreFullError,
    StoreIOError,
    StoreMissingError,
)
from sessiondesk.store.kinds import Kind
from sessiondesk.vault import beside, copying, rebuilding, repairing, restoring, salvage
from sessiondesk.vault.errors import (
    AlreadyOpenError,
    FolderNotEmptyError,
    NothingReadableError,
    NotWritableError,
)
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.repairing import Affect, Way, copy_all, newest_good_backup, repair, rescue
from tests.vault.a_year import (
    NOW,
    PAGE,
    backup_of,
    damaged,
    flip,
    opened,
    overwrite,
    read_pages,
    rows_of,
    tree_of,
    unsealed,
    year,
)

__all__ = ["damaged", "unsealed", "year"]

LATER = NOW + timedelta(days=3)
COPY = "mine (damaged 2026-05-15).sdesk"
# Stands for all that a person wrote and rated; the rest is notes of the program's own.
PARTS = ("reading", "checkin_area", "checkin_feeling", "checkin_body", "checkin_tag")


def records(rows):
    return sum(len(rows[kind]) for kind in Kind)


def names(folder):
    return {path.name for path in folder.iterdir()}


def is_sound(unsealed):
    with opened(unsealed) as vault:
        return vault.check().is_sound


def leaf_of(unsealed, table, number=1):
    plain = read_pages(unsealed).plain
    leaves = [page for page in tree_of(unsealed, table) if (plain(page) or b"")[:1] == b"\x0d"]
    return leaves[number]


# Putting right.


def test_a_wrong_bit_in_many_pages_costs_nothing(unsealed):
    path = unsealed.folder / "vault.db"
    good = path.read_bytes()
    for number in range(2, 30, 3):
        flip(path, number * PAGE + 37 * number, bit=number % 8)
    bad = path.read_bytes()

    done = repair(unsealed, now=LATER, backup=None)

    assert (done.way, done.affected, done.lost, done.backup) == (Way.MENDED, (), 0, None)
    assert done.kept == done.total
    assert path.read_bytes() == good
    assert done.copy == unsealed.folder.with_name(COPY)
    assert (done.copy / "vault.db").read_bytes() == bad
    assert is_sound(unsealed)


@pytest.mark.parametrize("place", [3, 20, 2000, 4095])
def test_a_wrong_bit_in_the_first_page_costs_nothing(unsealed, place):
    good = (unsealed.folder / "vault.db").read_bytes()
    flip(unsealed.folder / "vault.db", place)

    assert repair(unsealed, now=LATER, backup=None).way is Way.MENDED

    assert (unsealed.folder / "vault.db").read_bytes() == good


def test_bytes_after_the_end_cost_nothing(unsealed):
    good = (unsealed.folder / "vault.db").read_bytes()
    (unsealed.folder / "vault.db").write_bytes(good + b"more")

    assert repair(unsealed, now=LATER, backup=None).way is Way.MENDED

    assert (unsealed.folder / "vault.db").read_bytes() == good


def test_what_waits_in_the_log_is_in_the_repaired_journal(unsealed, new_vault, tmp_path):
    vault = opened(unsealed)
    reader = vault.connect_worker()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM tag").fetchone()
    with transaction(vault.db):
        vault.db.execute("UPDATE tag SET name = name || ' in the log'")
    killed = Path(shutil.copytree(unsealed.folder, tmp_path / "killed.sdesk"))
    reader.execute("ROLLBACK")
    reader.close()
    vault.close()
    there = new_vault.unsealed(killed)
    overwrite(killed, [leaf_of(unsealed, "reading")])

    repair(there, now=LATER, backup=None)

    tags = rows_of(there)["tag"]
    assert tags
    assert all(row[2].endswith(" in the log") for row in tags)


def test_a_page_that_is_gone_is_salvaged_around_and_its_records_are_named(unsealed):
    before = rows_of(unsealed)
    number = leaf_of(unsealed, "practice_log", 0)
    overwrite(unsealed.folder, [number])

    done = repair(unsealed, now=LATER, backup=None)

    after = rows_of(unsealed)
    gone = before["practice_log"] - after["practice_log"]
    assert done.way is Way.SALVAGE
    assert after["practice_log"] < before["practice_log"]
    assert {each.state for each in done.affected} == {Affect.LOST}
    assert {each.kind for each in done.affected} == {"practice_log"}
    assert {each.id for each in done.affected} == {row[1] for row in gone}
    assert {(each.id, str(each.day)) for each in done.affected} == {
        (row[1], row[4]) for row in gone
    }
    assert (done.total, done.kept, done.lost) == (
        records(before),
        records(before) - len(gone),
        len(gone),
    )
    assert {**after, "practice_log": before["practice_log"]} == before
    assert is_sound(unsealed)


def test_check_ins_of_which_words_are_gone_are_named_as_such(unsealed):
    before = rows_of(unsealed)
    overwrite(unsealed.folder, [leaf_of(unsealed, "checkin_line")])

    done = repair(unsealed, now=LATER, backup=None)

    after = rows_of(unsealed)
    gone = before["checkin_line"] - after["checkin_line"]
    assert gone
    assert after["checkin"] == before["checkin"]
    assert {(each.kind, each.id) for each in done.affected} == {
        ("checkin", row[1]) for row in gone
    }
    assert {each.state for each in done.affected} == {Affect.PARTLY}
    assert done.kept == done.total


def test_words_of_a_check_in_that_cannot_be_read_are_kept(unsealed):
    before = rows_of(unsealed)
    number = leaf_of(unsealed, "checkin", 2)
    overwrite(unsealed.folder, [number])

    done = repair(unsealed, now=LATER, backup=None)

    after = rows_of(unsealed)
    assert {row[1:] for row in after["checkin_line"]} >= {
        row[1:] for row in before["checkin_line"] if "came later" not in row[4]
    }
    assert {row[1] for row in after["checkin"]} == {row[1] for row in before["checkin"]}
    # Days are known from an index, and some of them stand in versions with all the rest.
    assert {row[1]: row[3] for row in after["checkin"]} == {
        row[1]: row[3] for row in before["checkin"]
    }
    assert {each.state for each in done.affected} == {Affect.PARTLY, Affect.EARLIER}
    assert done.lost == 0
    assert is_sound(unsealed)


def test_without_its_beginning_a_journal_is_read_page_by_page(unsealed):
    before = rows_of(unsealed)
    overwrite(unsealed.folder, [1])

    done = repair(unsealed, now=LATER, backup=None)

    assert done.way is Way.PAGES
    assert rows_of(unsealed) == before
    assert done.kept == records(before)
    assert is_sound(unsealed)


def test_leaves_that_the_engine_cannot_reach_are_read_page_by_page(unsealed):
    before = rows_of(unsealed)
    overwrite(unsealed.folder, [tree_of(unsealed, "reading")[0]])

    done = repair(unsealed, now=LATER, backup=None)

    assert done.way is Way.PAGES
    assert rows_of(unsealed) == before


def test_a_journal_cut_off_in_the_middle_keeps_what_is_left(unsealed):
    before = rows_of(unsealed)
    path = unsealed.folder / "vault.db"
    path.write_bytes(path.read_bytes()[: 100 * PAGE + 17])

    done = repair(unsealed, now=LATER, backup=None)

    assert 0 < done.kept < records(before)
    assert done.total is None or done.total > done.kept
    assert is_sound(unsealed)


def test_a_fault_that_the_seals_do_not_show_is_salvaged_around(unsealed, monkeypatch):
    # An older page put back is sealed rightly, but does not fit the rest.
    path = unsealed.folder / "vault.db"
    old = path.read_bytes()
    with opened(unsealed) as vault, transaction(vault.db):
        vault.db.execute("DELETE FROM checkin_line")
        vault.db.execute("DELETE FROM reading WHERE scale_id = 'mood'")
    root = tree_of(unsealed, "reading")[0]
    overwrite(unsealed.folder, [root], old[(root - 1) * PAGE : root * PAGE])

    done = repair(unsealed, now=LATER, backup=None)

    assert done.way is not Way.MENDED
    assert is_sound(unsealed)


def test_nothing_in_place_of_something_is_never_called_a_repair(unsealed):
    count = read_pages(unsealed).count
    overwrite(unsealed.folder, range(1, count + 1))
    bad = (unsealed.folder / "vault.db").read_bytes()

    with pytest.raises(NothingReadableError):
        repair(unsealed, now=LATER, backup=None)

    assert (unsealed.folder / "vault.db").read_bytes() == bad
    assert names(unsealed.folder.parent) == {"mine.sdesk", COPY}


# With a backup.


@pytest.fixture
def with_backup(unsealed):
    """The vault with a backup, and with changes made after it."""
    with opened(unsealed) as vault:
        made = backup_of(vault)
        journal = journal_of(vault)
        period = Period(first=date(2026, 1, 1), last=date(2026, 12, 31))
        for checkin in list(journal.checkins.between(period))[:2]:
            journal.checkins.remove(checkin.id)
        with transaction(vault.db):
            vault.db.execute(
                """
                UPDATE checkin SET sleep_hours = 1.5, changed_at = '2026-05-12T11:00:00Z'
                WHERE rowid % 7 = 0
                """
            )
        journal.close()
    return made.path


def test_gaps_are_filled_from_a_backup_and_what_is_newer_stays(unsealed, with_backup):
    before = rows_of(unsealed)
    overwrite(
        unsealed.folder, [leaf_of(unsealed, "practice_log", 0), leaf_of(unsealed, "checkin_line")]
    )

    done = repair(unsealed, now=LATER, backup=with_backup)

    assert (done.way, done.backup) == (Way.BACKUP_AND_SALVAGE, with_backup)
    after = rows_of(unsealed)
    for name in ("practice_log", "checkin"):
        assert {row[1:] for row in after[name]} == {row[1:] for row in before[name]}
    # A line that is filled in belongs to a check-in that may have been changed since.
    assert {row[1:] for row in after["checkin_line"]} == {
        row[1:] for row in before["checkin_line"]
    }
    assert {each.state for each in done.affected} == {Affect.EARLIER, Affect.PARTLY}
    assert done.lost == 0
    assert done.kept == done.total == records(before)
    assert is_sound(unsealed)


def test_with_a_backup_a_lost_beginning_of_a_table_costs_nothing(unsealed, with_backup):
    before = rows_of(unsealed)
    overwrite(unsealed.folder, tree_of(unsealed, "practice_log"))

    done = repair(unsealed, now=LATER, backup=with_backup)

    assert {row[1:] for row in rows_of(unsealed)["practice_log"]} == {
        row[1:] for row in before["practice_log"]
    }
    assert done.lost == 0


def test_what_was_removed_for_good_since_the_backup_does_not_come_back(unsealed):
    with opened(unsealed) as vault:
        backup = backup_of(vault)
        with transaction(vault.db):
            vault.db.execute("DELETE FROM practice_log WHERE rowid % 2 = 0")
    before = rows_of(unsealed)
    overwrite(unsealed.folder, [leaf_of(unsealed, "practice_log", 0)])

    repair(unsealed, now=LATER, backup=backup.path)

    assert {row[1:] for row in rows_of(unsealed)["practice_log"]} == {
        row[1:] for row in before["practice_log"]
    }


def test_a_backup_that_turns_out_damaged_is_done_without(unsealed, with_backup):
    overwrite(unsealed.folder, [leaf_of(unsealed, "practice_log", 0)])
    flip(with_backup, with_backup.stat().st_size // 2)

    done = repair(unsealed, now=LATER, backup=with_backup)

    assert (done.way, done.backup) == (Way.SALVAGE, None)


def test_a_backup_of_another_version_is_done_without(unsealed, with_backup, monkeypatch):
    overwrite(unsealed.folder, [leaf_of(unsealed, "practice_log", 0)])
    real = salvage.through_engine
    calls: list[salvage.Salvaged] = []

    def through_engine(connect):
        calls.append(real(connect))
        # The second is the backup.
        return calls[-1] if len(calls) == 1 else replace(calls[-1], version=7)

    monkeypatch.setattr(salvage, "through_engine", through_engine)

    assert repair(unsealed, now=LATER, backup=with_backup).way is Way.SALVAGE


def test_a_backup_that_is_not_needed_is_left_alone(unsealed, with_backup):
    overwrite(unsealed.folder, tree_of(unsealed, "checkin_by_day"))

    done = repair(unsealed, now=LATER, backup=with_backup)

    assert (done.way, done.backup, done.affected) == (Way.SALVAGE, None, [])


def test_the_newest_good_backup_is_found_among_bad_ones(unsealed, other):
    with opened(unsealed) as vault:
        assert newest_good_backup(unsealed.folder, unsealed) is None
        made = [backup_of(vault, NOW + timedelta(hours=hours)) for hours in range(3)]
    flip(made[2].path, made[2].size // 2)
    (unsealed.folder / "backups" / "20991231T000000Z-daily.sdbackup").write_text("hello")

    found = newest_good_backup(unsealed.folder, unsealed)

    assert found is not None
    assert found.path == made[1].path


def test_backups_come_along(unsealed, with_backup):
    content = with_backup.read_bytes()
    flip(unsealed.folder / "vault.db", 5 * PAGE)

    done = repair(unsealed, now=LATER, backup=with_backup)

    assert with_backup.read_bytes() == content
    assert (done.copy / "backups" / with_backup.name).read_bytes() == content
    assert names(unsealed.folder.parent) == {"mine.sdesk", COPY}


# The copy.


def test_everything_is_copied_before_anything_else(unsealed):
    folder = unsealed.folder
    (folder / "letter.txt").write_text("not ours")
    (folder / "backups").mkdir()
    (folder / "backups" / "one.sdbackup").write_text("a backup")
    content = {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    content.pop(Path("vault.lock"), None)

    copy = copy_all(folder, now=LATER)

    assert copy == folder.with_name(COPY)
    assert {
        path.relative_to(copy): path.read_bytes() for path in copy.rglob("*") if path.is_file()
    } == content
    assert (copy / "backups" / "one.sdbackup").samefile(folder / "backups" / "one.sdbackup")
    assert not (copy / "vault.db").samefile(folder / "vault.db")


def test_a_copy_that_is_there_already_counts(unsealed):
    copy = copy_all(unsealed.folder, now=NOW)

    assert copy_all(unsealed.folder, now=LATER) == copy
    flip(unsealed.folder / "vault.db", 5 * PAGE)
    assert copy_all(unsealed.folder, now=LATER) != copy
    assert len(names(unsealed.folder.parent)) == 3


def test_a_copy_that_cannot_be_compared_does_not_count(unsealed, monkeypatch):
    copy = copy_all(unsealed.folder, now=LATER)
    (copy / "vault.db").unlink()
    (copy / "vault.db").mkdir()

    assert copy_all(unsealed.folder, now=LATER) == unsealed.folder.with_name(
        "mine (damaged 2026-05-15 2).sdesk"
    )


def test_a_file_that_cannot_be_read_is_not_taken_for_the_same(unsealed, monkeypatch):
    copy = copy_all(unsealed.folder, now=LATER)

    def refuse(*_args, **_named):
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(filecmp, "cmp", refuse)

    with pytest.raises(StoreIOError):
        copy_all(unsealed.folder, now=LATER)
    assert names(unsealed.folder.parent) == {"mine.sdesk", copy.name}


def test_a_copy_that_does_not_read_back_is_no_copy(unsealed, monkeypatch):
    real = beside.copy

    def copy(file, to):
        real(file, to)
        if file.name == "vault.db":
            flip(to, 99)

    monkeypatch.setattr(beside, "copy", copy)

    with pytest.raises(StoreIOError):
        copy_all(unsealed.folder, now=LATER)
    assert names(unsealed.folder.parent) == {"mine.sdesk"}


@pytest.mark.parametrize("free", [0, 1_500_000])
def test_a_disk_without_room_is_noticed_before_anything_is_made(unsealed, monkeypatch, free):
    flip(unsealed.folder / "vault.db", 5 * PAGE)
    usage = shutil._ntuple_diskusage(10**9, 10**9, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

    with pytest.raises(StoreFullError):
        repair(unsealed, now=LATER, backup=None)
    if not free:
        with pytest.raises(StoreFullError):
            copy_all(unsealed.folder, now=LATER)

    assert names(unsealed.folder.parent) == {"mine.sdesk"}


# Refusals.


def test_a_journal_that_is_open_is_not_repaired(unsealed):
    vault = opened(unsealed)

    for step in (
        lambda: copy_all(unsealed.folder, now=LATER),
        lambda: repair(unsealed, now=LATER, backup=None),
    ):
        with pytest.raises(AlreadyOpenError):
            step()

    vault.close()
    assert names(unsealed.folder.parent) == {"mine.sdesk"}


@pytest.mark.parametrize("size", [0, None])
def test_without_a_database_there_is_nothing_to_repair(unsealed, size):
    (unsealed.folder / "vault.db").unlink()
    if size == 0:
        (unsealed.folder / "vault.db").touch()

    with pytest.raises(StoreMissingError):
        repair(unsealed, now=LATER, backup=None)


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_around_it_that_may_not_be_written_is_told_as_such(unsealed):
    unsealed.folder.parent.chmod(0o500)
    try:
        with pytest.raises(NotWritableError):
            copy_all(unsealed.folder, now=LATER)
    finally:
        unsealed.folder.parent.chmod(0o700)


def test_a_journal_of_a_newer_version_is_not_repaired(unsealed, monkeypatch):
    overwrite(unsealed.folder, [leaf_of(unsealed, "reading")])
    monkeypatch.setattr(salvage, "CURRENT_VERSION", 0)

    with pytest.raises(NewerStoreError):
        repair(unsealed, now=LATER, backup=None)


class StopError(Exception):
    pass


@pytest.mark.parametrize("at", [0, 0.1, 0.3, 0.6, 0.8, 0.9, 0.99])
def test_it_can_be_called_off_until_places_are_changed(unsealed, with_backup, at):
    overwrite(unsealed.folder, [leaf_of(unsealed, "reading")])
    bad = (unsealed.folder / "vault.db").read_bytes()

    def report(share):
        if share >= at:
            raise StopError

    with pytest.raises(StopError):
        repair(unsealed, now=LATER, backup=with_backup, progress=report)

    assert (unsealed.folder / "vault.db").read_bytes() == bad
    assert names(unsealed.folder.parent) <= {"mine.sdesk", COPY}


def test_the_share_done_only_grows_up_to_the_end(unsealed, with_backup):
    shares: list[float] = []
    overwrite(unsealed.folder, [leaf_of(unsealed, "reading")])

    repair(unsealed, now=LATER, backup=with_backup, progress=shares.append)

    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_a_result_that_is_not_sound_takes_no_place(unsealed, monkeypatch):
    overwrite(unsealed.folder, [leaf_of(unsealed, "reading")])
    bad = (unsealed.folder / "vault.db").read_bytes()
    real = rebuilding.fill

    def fill(db, merged, *, now):
        found = real(db, merged, now=now)
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM scale")
        return found

    monkeypatch.setattr(rebuilding, "fill", fill)

    with pytest.raises(StoreDamagedError):
        repair(unsealed, now=LATER, backup=None)

    assert (unsealed.folder / "vault.db").read_bytes() == bad


def test_what_is_not_in_the_copy_is_never_removed(unsealed, monkeypatch):
    flip(unsealed.folder / "vault.db", 5 * PAGE)
    real = copying.let_go

    def let_go(former, copy):
        (former / "written meanwhile.txt").write_text("hello")
        (former / "README.txt").write_text("changed meanwhile")
        real(former, copy)

    monkeypatch.setattr(repairing, "let_go", let_go)

    repair(unsealed, now=LATER, backup=None)

    former = unsealed.folder.with_name("mine (before repair 2026-05-15).sdesk")
    assert names(former) == {"written meanwhile.txt", "README.txt"}


def test_a_repair_cut_in_two_is_found_and_finished(unsealed, monkeypatch):
    flip(unsealed.folder / "vault.db", 5 * PAGE)
    real = Path.rename

    def rename(self, target):
        if "repaired" in self.name or "before repair" in self.name:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        repair(unsealed, now=LATER, backup=None)
    monkeypatch.undo()

    found = restoring.find_interrupted(unsealed.folder)

    assert found is not None
    assert found.folder.name == "mine (repaired 2026-05-15).sdesk"
    restoring.finish(found)
    assert is_sound(unsealed)


# Rescue.


@pytest.fixture
def rescued(unsealed, recovery_key, tmp_path):
    """Rescue the damaged vault into a new one."""

    def rescued(out=tmp_path / "out" / "new.sdesk", **options):
        out.parent.mkdir(exist_ok=True)
        return rescue(unsealed.folder, recovery_key, SlotKind.RECOVERY, out, now=LATER, **options)

    return rescued


def test_a_rescue_reads_page_by_page_and_leaves_the_damaged_journal_alone(
    unsealed, rescued, new_vault, monkeypatch
):
    before = rows_of(unsealed)
    overwrite(unsealed.folder, [1, tree_of(unsealed, "reading")[0]])
    bad = (unsealed.folder / "vault.db").read_bytes()

    def refuse(*_args, **_named):
        raise AssertionError("the engine was asked for the damaged file")

    monkeypatch.setattr(salvage, "through_engine", refuse)
    monkeypatch.setattr(repairing, "connect", refuse)

    done = rescued()

    there = new_vault.unsealed(done.folder)
    assert done.way is Way.PAGES
    assert (done.copy, done.backup) == (unsealed.folder, None)
    assert rows_of(there) == before
    assert is_sound(there)
    assert (unsealed.folder / "vault.db").read_bytes() == bad
    assert names(done.folder.parent) == {"new.sdesk"}
    assert "affected" not in repr(done)


def test_a_rescue_goes_to_a_new_place_only(unsealed, rescued, tmp_path):
    (tmp_path / "letter").mkdir()
    (tmp_path / "letter" / "letter.txt").write_text("hello")

    with pytest.raises(FolderNotEmptyError):
        rescued(tmp_path / "letter")


def test_a_rescue_can_be_called_off(rescued, tmp_path):
    def stop(_share):
        raise StopError

    with pytest.raises(StopError):
        rescued(progress=stop)

    assert names(tmp_path / "out") == set()


def test_a_rescue_of_nothing_makes_nothing(unsealed, rescued, tmp_path):
    overwrite(unsealed.folder, range(1, read_pages(unsealed).count + 1))

    with pytest.raises(NothingReadableError):
        rescued()

    assert names(tmp_path / "out") == set()


def test_an_open_journal_is_not_rescued(unsealed, rescued):
    with opened(unsealed), pytest.raises(AlreadyOpenError):
        rescued()
