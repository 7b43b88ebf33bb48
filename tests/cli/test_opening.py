import io
import os
import sys

import pytest

from sessiondesk.cli import opened
from sessiondesk.store import migrations
from sessiondesk.store.errors import StoreFullError
from sessiondesk.vault import creating, lock_file, opening
from sessiondesk.vault.healing import Notice
from sessiondesk.vault.key_slots import Cost, SlotKind
from tests.cli.conftest import PASSPHRASE
from tests.conftest import NOON


@pytest.fixture
def stdin(monkeypatch):
    def give(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_one_line_break_at_the_end_of_a_passphrase_does_not_count(run, folder, tmp_path, ending):
    path = tmp_path / "p"
    path.write_bytes(f"{PASSPHRASE}{ending}".encode())

    assert run("check", folder, "--passphrase-file", path).code == 0


@pytest.mark.parametrize("ending", ["\n\n", " ", " \n", "\r"])
def test_anything_else_at_the_end_counts(run, folder, tmp_path, ending):
    path = tmp_path / "p"
    path.write_bytes(f"{PASSPHRASE}{ending}".encode())

    answer = run("check", folder, "--passphrase-file", path)

    assert answer.code == 1
    assert answer.err.startswith("sessiondesk: That passphrase does not open this journal.")
    assert "Nothing has been lost." in answer.err


def test_a_passphrase_comes_from_standard_input_as_well(run, folder, stdin):
    stdin(f"{PASSPHRASE}\n".encode())

    assert run("check", folder, "--passphrase-file", "-").code == 0


def test_a_byte_order_mark_is_no_part_of_a_passphrase(run, folder, tmp_path):
    path = tmp_path / "p"
    path.write_text(PASSPHRASE, encoding="utf-8-sig")

    assert run("check", folder, "--passphrase-file", path).code == 0


def test_a_recovery_key_opens_the_journal_however_it_is_written(run, folder, tmp_path, new_vault):
    path = tmp_path / "r"
    path.write_text(f"{new_vault.recovery_key.lower().replace('-', ' ')}\n")

    assert run("check", folder, "--recovery-key-file", path).code == 0


def test_a_slip_in_the_recovery_key_is_named_by_its_group(run, folder, tmp_path, new_vault):
    groups = new_vault.recovery_key.split("-")
    # No key has a U in it; one wrong symbol in 32 would fit the check symbol by chance.
    groups[2] = "U" + groups[2][1:]
    path = tmp_path / "r"
    path.write_text("-".join(groups))

    answer = run("check", folder, "--recovery-key-file", path)

    assert answer.code == 1
    assert "It is group 3 of 7." in answer.err
    assert groups[2] not in answer.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"nul\0nul nul", "There is a character in it that cannot be typed"),
        (b"caf\xe9 caf\xe9", "The passphrase file is not UTF-8 text."),
        (b"a" * 1_100_000, "The passphrase file is larger than any passphrase."),
        (b"", "That passphrase does not open this journal."),
    ],
)
def test_a_passphrase_that_cannot_be_is_refused(run, folder, tmp_path, data, said):
    path = tmp_path / "p"
    path.write_bytes(data)

    answer = run("check", folder, "--passphrase-file", path)

    assert answer.code == 1
    assert said in answer.err


@pytest.mark.parametrize(
    ("path", "reason"), [("nowhere/p", "it is not there"), (".", "it is a folder")]
)
def test_a_passphrase_file_that_cannot_be_read_is_refused(run, folder, tmp_path, path, reason):
    answer = run("check", folder, "--passphrase-file", tmp_path / path)

    assert answer.code == 1
    assert "The passphrase file cannot be used:" in answer.err
    assert reason in answer.err


def test_a_path_with_a_nul_in_it_is_refused(run, folder):
    answer = run("check", folder, "--passphrase-file", "a\0b")

    assert answer.code == 1
    assert "The passphrase file has no possible name." in answer.err


def test_without_a_terminal_nobody_is_asked(run, folder, stdin):
    stdin(b"six plain words on a card\n")

    answer = run("check", folder)

    assert answer.code == 1
    assert "--passphrase-file" in answer.err


@pytest.mark.parametrize(
    "passphrase",
    [
        "it's \"quoted\"; DROP TABLE -- 'x'",
        "\N{SLEEPING FACE}\N{OCTOPUS} zwei müde Nächte متعب 疲れた",
        "\uff50\uff41\uff53\uff53 wide letters",
        "x" * 10_000,
        "  blanks at both ends  ",
    ],
)
def test_any_passphrase_that_can_be_typed_opens_what_it_made(run, tmp_path, passphrase):
    cheap = creating.prepare(passphrase, calibration=Cost(m=65_536, t=2, p=1))
    creating.write(tmp_path / "j", cheap, now=NOON).close()
    path = tmp_path / "p"
    path.write_text(f"{passphrase}\n", encoding="utf-8")

    assert run("check", tmp_path / "j", "--passphrase-file", path).code == 0


def test_a_journal_that_is_not_there_is_said_to_be_not_there(run, tmp_path, passphrase_file):
    answer = run("check", tmp_path / "nowhere", "--passphrase-file", passphrase_file)

    assert answer.code == 1
    assert answer.err == (
        "sessiondesk: There is nothing at this place. The journal may have been moved or "
        "renamed, or the drive it is on is not connected.\n"
    )


def test_a_path_that_is_a_file_is_no_journal(run, passphrase_file):
    answer = run("check", passphrase_file, "--passphrase-file", passphrase_file)

    assert answer.code == 1
    assert "This folder or file is not a journal of this program." in answer.err


def test_a_file_inside_of_a_journal_names_it_as_well(run, folder, recovery_file):
    assert run("check", folder / "vault.db", "--recovery-key-file", recovery_file).code == 0


def test_a_journal_that_is_open_elsewhere_is_left_alone(run, folder, recovery_file, open_):
    with open_():
        answer = run("check", folder, "--recovery-key-file", recovery_file)

    assert answer.code == 1
    assert "The journal is already open in another window." in answer.err


def test_a_newer_journal_is_left_as_it_is(run, folder, recovery_file, new_vault):
    unsealed = opening.unseal(folder, new_vault.recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOON) as vault:
        vault.db.execute(f"PRAGMA user_version = {migrations.CURRENT_VERSION + 1}")
    before = (folder / "vault.db").read_bytes()

    answer = run("show", folder, "checkins", "--json", "--recovery-key-file", recovery_file)

    assert (answer.code, answer.out) == (1, "")
    assert "The journal was written by a newer version of the program." in answer.err
    assert (folder / "vault.db").read_bytes() == before


def test_a_damaged_journal_is_never_called_a_wrong_passphrase(run, folder, passphrase_file):
    database = folder / "vault.db"
    data = bytearray(database.read_bytes())
    data[16:4096] = bytes(4080)
    database.write_bytes(data)

    answer = run("check", folder, "--passphrase-file", passphrase_file)

    assert answer.code == 1
    assert "The journal's file is damaged at its beginning" in answer.err
    assert "does not open this journal" not in answer.err


def test_a_database_that_is_gone_is_never_made_anew(run, folder, passphrase_file):
    (folder / "vault.db").unlink()

    answer = run("check", folder, "--passphrase-file", passphrase_file)

    assert answer.code == 1
    assert "The journal's database is not in its folder" in answer.err
    assert not (folder / "vault.db").exists()


def test_what_was_mended_at_opening_is_told(run, folder, recovery_file):
    (folder / "vault.keys.copy").unlink()

    answer = run("check", folder, "--recovery-key-file", recovery_file)

    assert answer.code == 0
    assert "A copy of the key file was missing, damaged or out of date." in answer.err


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_only_be_read_is_read(run, folder, recovery_file):
    folder.chmod(0o500)

    answer = run("show", folder, "scales", "--json", "--recovery-key-file", recovery_file)

    folder.chmod(0o700)
    assert answer.code == 0
    assert len(answer.data) == 9
    assert "it can be read, and nothing can be kept" in answer.err


def test_no_secret_is_in_the_environment_or_the_arguments(monkeypatch, run, folder):
    # A passphrase there would be read by nobody: other programs could read it too.
    monkeypatch.setenv("SESSIONDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))

    assert run("check", folder).code == 1
    assert run("check", folder, "--passphrase", PASSPHRASE).code == 2
    assert PASSPHRASE in os.environ.values()


def test_a_journal_on_a_full_disk_can_be_read_and_this_is_said(
    run, folder, recovery_file, monkeypatch
):
    def fail(_):
        raise StoreFullError

    monkeypatch.setattr(lock_file, "take", fail)

    answer = run("show", folder, "scales", "--json", "--recovery-key-file", recovery_file)

    assert answer.code == 0
    assert answer.data
    assert answer.err.startswith("There is no room left on the disk:")


def test_there_are_words_for_everything_that_opening_may_bring_to_light():
    assert opened._NOTICES.keys() == set(Notice)
