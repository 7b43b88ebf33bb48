import os
import shutil
from datetime import UTC, date, datetime

import pytest

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.goal import Goal, Win
from sessiondesk.domain.ids import ScaleId
from sessiondesk.store.errors import StoreIOError
from sessiondesk.vault import restoring

PAGE = 4096


def checkin(day):
    moment = datetime(2026, 1, day, 21, 5, tzinfo=UTC)
    return CheckIn(
        felt_at=moment,
        day=moment.date(),
        ratings={ScaleId("mood"): 4},
        lines=(NoteLine(text="w" * 900),),
    )


def fill(journal, days):
    for day in days:
        journal.checkins.record(checkin(day))


@pytest.fixture
def backup(run, folder, open_, recovery_file, tmp_path):
    """A backup of five days in a folder of its own; five more days came after it."""
    with open_() as journal:
        fill(journal, range(1, 6))
    elsewhere = tmp_path / "stick"
    answer = run("backup", folder, "--recovery-key-file", recovery_file)
    assert answer.code == 0, answer.err
    (made,) = (folder / "backups").iterdir()
    elsewhere.mkdir()
    with open_() as journal:
        fill(journal, range(6, 11))
    return shutil.copy(made, elsewhere)


@pytest.fixture
def restore(run, backup, recovery_file):
    return lambda *words: run("restore", backup, *words, "--recovery-key-file", recovery_file)


@pytest.fixture
def days(run, recovery_file):
    def days(folder):
        answer = run("show", folder, "checkins", "--json", "--recovery-key-file", recovery_file)
        return [int(each["day"][-2:]) for each in answer.data]

    return days


def test_a_backup_takes_the_place_of_the_journal_and_both_are_compared(restore, folder, days):
    answer = restore("--to", folder)

    assert answer.code == 0
    assert "Its last entry is of 2026-01-05." in answer.out
    assert "The journal that is there has its last entry on 2026-01-10." in answer.out
    assert f"Restored: {folder}" in answer.out
    assert days(folder) == [1, 2, 3, 4, 5]
    (before,) = [each for each in folder.parent.iterdir() if "before restore" in each.name]
    assert f"The journal that was there is now here: {before}" in answer.out
    assert days(before) == list(range(1, 11))


def test_a_dry_run_compares_and_changes_nothing(restore, folder, days):
    there = sorted(folder.parent.iterdir())

    answer = restore("--to", folder, "--dry-run")

    assert answer.code == 0
    assert "Nothing was changed." in answer.out
    assert sorted(folder.parent.iterdir()) == there
    assert days(folder) == list(range(1, 11))


def test_a_backup_becomes_a_journal_where_there_was_none(restore, tmp_path, days):
    answer = restore("--to", tmp_path / "new")

    assert answer.code == 0
    assert "that is there" not in answer.out
    assert days(tmp_path / "new.sdesk") == [1, 2, 3, 4, 5]


def test_a_journal_that_cannot_be_read_is_set_aside_too(restore, folder, days):
    (folder / "vault.db").write_bytes(b"")

    answer = restore("--to", folder)

    assert answer.code == 0
    assert "How far the journal goes that is there cannot be told." in answer.out
    assert days(folder) == [1, 2, 3, 4, 5]


def test_a_backup_without_an_entry_is_said_to_have_none(run, folder, recovery_file, tmp_path):
    run("backup", folder, "--to", tmp_path, "--recovery-key-file", recovery_file)
    (made,) = tmp_path.glob("*.sdbackup")

    answer = run("restore", made, "--to", folder, "--recovery-key-file", recovery_file)

    assert answer.code == 0
    assert "There is no entry in it." in answer.out


def test_a_restore_cut_in_two_is_finished_first(restore, folder, days):
    restore("--to", folder)
    (before,) = [each for each in folder.parent.iterdir() if "before restore" in each.name]
    # As a crash between the two renames leaves it.
    folder.rename(before.with_name(before.name.replace("before restore", "restored")))

    answer = restore("--to", folder, "--dry-run")
    assert "interrupted" not in answer.err
    assert not folder.exists()
    answer = restore("--to", folder)

    assert answer.code == 0
    assert "interrupted between its two last steps. It was finished first." in answer.err
    assert days(folder) == [1, 2, 3, 4, 5]


def test_what_is_no_backup_is_refused(run, folder, recovery_file, tmp_path):
    (tmp_path / "letter").write_text("hello")

    answer = run(
        "restore", tmp_path / "letter", "--to", folder, "--recovery-key-file", recovery_file
    )

    assert answer.code == 1
    assert answer.err.startswith("sessiondesk: ")


def test_an_open_journal_is_left_alone_and_nothing_is_left_behind(restore, folder, open_):
    there = sorted(folder.parent.iterdir())

    with open_():
        answer = restore("--to", folder)

    assert answer.code == 1
    assert "already open in another window" in answer.err
    assert sorted(folder.parent.iterdir()) == there


def test_a_failure_at_the_last_step_leaves_nothing_behind(restore, folder, monkeypatch, days):
    def fail(*_args, **_named):
        raise StoreIOError

    there = sorted(folder.parent.iterdir())
    monkeypatch.setattr(restoring, "put_in_place", fail)

    answer = restore("--to", folder)

    assert answer.code == 1
    assert sorted(folder.parent.iterdir()) == there


@pytest.fixture
def damage(folder):
    """Overwrite pages that hold something, and say which."""

    def damage(*numbers):
        with (folder / "vault.db").open("r+b") as file:
            for number in numbers:
                file.seek((number - 1) * PAGE)
                file.write(os.urandom(PAGE // 2).ljust(PAGE, b"\0"))

    return damage


@pytest.fixture
def rescue(run, folder, recovery_file, tmp_path):
    return lambda: run(
        "rescue", folder, "--to", tmp_path / "new.sdesk", "--recovery-key-file", recovery_file
    )


def test_a_rescue_makes_a_new_journal_and_says_how_much_is_in_it(
    rescue, folder, open_, damage, days
):
    with open_() as journal:
        fill(journal, range(1, 11))
        goal = Goal(text="walk", began_on=date(2026, 1, 3))
        journal.goals.record(goal)
        journal.goals.add_win(Win(goal_id=goal.id, day=date(2026, 1, 4), text="walked"))
    root = root_of(open_, "win")
    bad = (folder / "vault.db").read_bytes()
    damage(root)

    answer = rescue()

    assert answer.code == 0
    total = int(answer.out.split(" of ")[1].split()[0])
    assert f"{total - 1} of {total} records could be read" in answer.out
    assert "  A win could not be read." in answer.out
    assert f"The damaged journal is as it was: {folder}" in answer.out
    assert days(folder.with_name("new.sdesk")) == list(range(1, 11))
    assert (folder / "vault.db").read_bytes() != bad


def root_of(open_, name):
    with open_() as journal:
        return journal.db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()[0]


def test_a_rescue_names_no_more_than_anybody_reads(rescue, open_, damage):
    with open_() as journal:
        fill(journal, range(1, 28))
    damage(root_of(open_, "checkin"))

    answer = rescue()

    assert answer.out.count("  A check-in of 2026-01-") == 20
    assert "  The same for 7 more." in answer.out


def test_where_nobody_can_know_how_many_there_were_that_is_said(rescue, open_, damage):
    with open_() as journal:
        fill(journal, range(1, 11))
    damage(root_of(open_, "tag"), root_of(open_, "sqlite_autoindex_tag_1"))

    answer = rescue()

    assert answer.code == 0
    assert "How many there were cannot be told any more." in answer.out


def test_a_rescue_goes_to_a_new_place_only(rescue, tmp_path):
    (tmp_path / "new.sdesk").mkdir()
    (tmp_path / "new.sdesk" / "letter.txt").write_text("hello")

    answer = rescue()

    assert answer.code == 1
    assert "Choose another name." in answer.err


# What ``check`` says of damage.


@pytest.fixture
def check(run, folder, recovery_file):
    return lambda: run("check", folder, "--recovery-key-file", recovery_file)


def test_a_check_says_what_is_damaged_and_which_backup_is_whole(
    check, backup, folder, open_, damage
):
    number = root_of(open_, "checkin")
    damage(number)

    answer = check()

    assert answer.code == 1
    assert "damaged: 1 bad page," in answer.err
    assert f"Pages that cannot be read: {number}." in answer.err
    assert "10 in part or not at all." in answer.err
    (made,) = (folder / "backups").iterdir()
    assert f"{made}" in answer.err
    assert "Nothing was changed. Copy the whole folder before anything else." in answer.err


def test_a_check_says_so_when_there_is_no_backup(check, open_, damage):
    damage(root_of(open_, "tag"))

    assert "There is no whole backup in the journal's folder." in check().err


def test_a_check_says_so_when_a_wrong_bit_can_be_put_right(check, folder, open_):
    with open_() as journal:
        fill(journal, range(1, 11))
    number = root_of(open_, "reading")
    with (folder / "vault.db").open("r+b") as file:
        file.seek((number - 1) * PAGE + 99)
        (byte,) = file.read(1)
        file.seek((number - 1) * PAGE + 99)
        file.write(bytes([byte ^ 4]))

    answer = check()

    assert answer.code == 1
    assert "1 page with one wrong bit can be put right." in answer.err
    assert "Pages that cannot be read" not in answer.err


def test_a_check_of_a_journal_that_does_not_open_says_what_is_left(check, folder, damage):
    damage(1)

    answer = check()

    assert answer.code == 1
    assert "Journal: mine" in answer.out
    assert "damaged at its beginning: it does not open." in answer.err
    assert "9 of 9 records can be read." in answer.err


def test_a_check_lists_no_more_pages_than_anybody_reads(check, folder, damage):
    damage(*range(20, 50))

    answer = check()

    listed = ", ".join(str(number) for number in range(20, 40))
    assert f"Pages that cannot be read: {listed}, ..." in answer.err


def test_a_check_of_a_missing_database_says_that(check, folder):
    (folder / "vault.db").unlink()

    answer = check()

    assert answer.code == 1
    assert "not in its folder" in answer.err
