import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk.cli import keys, secret
from sessiondesk.vault import backup_file, key_file, opening, recovery_key
from sessiondesk.vault.errors import (
    KeyChangeUnfinishedError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.new_data_key import Switched
from tests.cli.conftest import PASSPHRASE
from tests.cli.test_command_line import on_a_terminal

NEW = "another six words on a card"
SESSIONDESK = [sys.executable, "-m", "sessiondesk"]
CHEAP = Cost(m=65_536, t=2, p=1)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Let a new passphrase cost as little as it may; what it should cost is measured elsewhere."""
    monkeypatch.setattr("sessiondesk.vault.rekeying.measure", lambda: CHEAP)
    monkeypatch.setattr("sessiondesk.vault.creating.measure", lambda: CHEAP)


@pytest.fixture
def new_file(tmp_path):
    """A file with the new passphrase."""
    path = tmp_path / "new.txt"
    path.write_text(f"{NEW}\n")
    return path


def opens(folder, path, kind=SlotKind.PASSPHRASE):
    """Tell whether the secret in a file opens the journal."""
    try:
        opening.unseal(folder, path.read_text().removesuffix("\n"), kind)
    except (WrongPassphraseError, WrongRecoveryKeyError):
        return False
    return True


def key_in(answer):
    (key,) = re.findall(r"^    (\S+)$", answer.out, re.MULTILINE)
    recovery_key.parse(key)
    return key


def paper(folder, answer):
    """Write down the recovery key in an answer."""
    path = folder.with_name("key.txt")
    path.write_text(key_in(answer))
    return path


def backups(folder):
    return list(backup_file.all_in(folder / "backups"))


def content(folder):
    return {name: (folder / name).read_bytes() for name in key_file.NAMES}


def test_the_passphrase_is_changed_after_a_backup_was_made(run, folder, passphrase_file, new_file):
    answer = run(
        "passphrase", folder, "--passphrase-file", passphrase_file,
        "--new-passphrase-file", new_file,
    )  # fmt: skip

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "The passphrase of “mine” was changed.\n"
        "Copies and backups made before still open with the passphrase before.\n"
    )
    assert opens(folder, new_file)
    assert not opens(folder, passphrase_file)
    (backup,) = backups(folder)
    assert backup.reason == "before-key-change"


def test_who_forgot_the_passphrase_sets_another_with_the_recovery_key(
    run, folder, recovery_file, new_file
):
    answer = run(
        "passphrase", folder, "--recovery-key-file", recovery_file,
        "--new-passphrase-file", new_file,
    )  # fmt: skip

    assert (answer.code, answer.err) == (0, "")
    assert opens(folder, new_file)
    assert opens(folder, recovery_file, SlotKind.RECOVERY)


def test_backups_are_rewritten_on_demand(run, folder, recovery_file, new_file):
    answer = run(
        "passphrase", folder, "--recovery-key-file", recovery_file,
        "--new-passphrase-file", new_file, "--rewrite-backups",
    )  # fmt: skip

    assert answer.code == 0
    assert "Backups in the journal's folder that open with what opens it now: 1.\n" in answer.out
    assert "Copies and backups elsewhere still open with the passphrase before." in answer.out
    (backup,) = backups(folder)
    assert backup_file.key_file_of(backup.path) == key_file.read_copies(folder)[0].key_file


def test_a_backup_that_cannot_be_rewritten_is_named(run, folder, recovery_file, new_file):
    (folder / "backups").mkdir()
    spoiled = folder / "backups" / "20260101T000000Z-lock.sdbackup"
    spoiled.write_bytes(b"nonsense")

    answer = run(
        "passphrase", folder, "--recovery-key-file", recovery_file,
        "--new-passphrase-file", new_file, "--rewrite-backups",
    )  # fmt: skip

    assert answer.code == 0
    assert answer.err == f"sessiondesk: This backup could not be rewritten: {spoiled}.\n"


@pytest.mark.parametrize("new", ["short", "a tab\tin it"])
def test_a_new_passphrase_that_could_not_be_typed_again_changes_nothing(
    run, folder, recovery_file, new_file, new
):
    new_file.write_text(new)
    before = content(folder)

    answer = run(
        "passphrase", folder, "--recovery-key-file", recovery_file,
        "--new-passphrase-file", new_file,
    )  # fmt: skip

    assert answer.code == 1
    assert "This passphrase cannot be used. Nothing was made or changed." in answer.err
    assert content(folder) == before
    assert backups(folder) == []


def test_a_wrong_passphrase_changes_nothing(run, folder, new_file):
    before = content(folder)

    answer = run(
        "passphrase", folder, "--passphrase-file", new_file, "--new-passphrase-file", new_file
    )

    assert answer.code == 1
    assert answer.err.startswith("sessiondesk: That passphrase does not open this journal.")
    assert content(folder) == before


def test_without_a_terminal_the_new_passphrase_comes_from_a_file(run, folder, recovery_file):
    answer = run("passphrase", folder, "--recovery-key-file", recovery_file)

    assert answer.code == 1
    assert "Give a file with --new-passphrase-file; - is standard input." in answer.err


def test_two_secrets_do_not_both_come_from_standard_input(run, folder, monkeypatch):
    given = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode()))
    monkeypatch.setattr(sys, "stdin", given)

    answer = run("passphrase", folder, "--passphrase-file", "-", "--new-passphrase-file", "-")

    assert answer.code == 1
    assert "Two secrets cannot both come from standard input. Nothing was changed." in answer.err


@pytest.mark.usefixtures("plain_rights")
@pytest.mark.parametrize("command", ["passphrase", "recovery-key"])
def test_a_folder_that_may_only_be_read_keeps_its_keys(
    run, folder, recovery_file, new_file, command
):
    folder.chmod(0o500)
    more = ["--new-passphrase-file", new_file] if command == "passphrase" else []

    answer = run(command, folder, "--recovery-key-file", recovery_file, *more)

    folder.chmod(0o700)
    assert answer.code == 1
    assert "    " not in answer.out


def test_the_passphrase_is_asked_for_at_a_terminal(folder, tmp_path, run, new_file):
    code, rest = on_a_terminal(
        ["passphrase", folder],
        [f"{PASSPHRASE}\n".encode(), f"{NEW}\n".encode(), f"{NEW}\n".encode()],
        [b"Passphrase: ", b"New passphrase: ", b"The same once more: "],
    )

    assert code == 0
    assert "The passphrase of “mine” was changed." in rest
    assert NEW not in rest
    assert opens(folder, new_file)


def test_a_new_passphrase_typed_differently_changes_nothing(folder):
    before = content(folder)

    code, rest = on_a_terminal(
        ["passphrase", folder],
        [f"{PASSPHRASE}\n".encode(), f"{NEW}\n".encode(), b"anothersix words on a card\n"],
        [b"Passphrase: ", b"New passphrase: ", b"The same once more: "],
    )

    assert code == 1
    assert "The two passphrases are not the same. Nothing was changed." in rest
    assert content(folder) == before


# When somebody may know it.


def test_who_fears_that_somebody_knows_gets_a_new_data_key(
    run, folder, recovery_file, passphrase_file, new_file
):
    answer = run(
        "passphrase", folder, "--recovery-key-file", recovery_file,
        "--new-passphrase-file", new_file, "--someone-may-know",
    )  # fmt: skip

    assert (answer.code, answer.err) == (0, "")
    assert "“mine” was written again under a new data key." in answer.out
    assert "So can copies and backups that were made before and are elsewhere." in answer.out
    assert opens(folder, new_file)
    assert opens(folder, paper(folder, answer), SlotKind.RECOVERY)
    assert not opens(folder, recovery_file, SlotKind.RECOVERY)
    assert not opens(folder, passphrase_file)
    assert (folder / "vault-2.db").exists()
    assert not (folder / "vault.db").exists()


def test_what_could_not_be_done_yet_is_told(run, folder, recovery_file, new_file, monkeypatch):
    left = Switched(backup=None, backups_left=2, is_former_gone=False)
    monkeypatch.setattr("sessiondesk.vault.new_data_key.switch", lambda *_, **__: left)

    answer = run(
        "passphrase", folder, "--recovery-key-file", recovery_file,
        "--new-passphrase-file", new_file, "--someone-may-know",
    )  # fmt: skip

    assert answer.code == 0
    assert "In the journal's folder, 2 backups made before can still be opened" in answer.out
    assert "No backup could be made under the new key." in answer.err
    assert "The former database could not be removed." in answer.err


# The recovery key.


def test_a_new_recovery_key_is_shown_and_opens_the_journal(
    run, folder, passphrase_file, recovery_file
):
    answer = run("recovery-key", folder, "--passphrase-file", passphrase_file)

    assert (answer.code, answer.err) == (0, "")
    assert "It opens “mine” from now on." in answer.out
    assert "Copies and backups made before still open with the recovery key before." in answer.out
    assert opens(folder, paper(folder, answer), SlotKind.RECOVERY)
    assert not opens(folder, recovery_file, SlotKind.RECOVERY)
    assert opens(folder, passphrase_file)


def test_a_recovery_key_is_removed_and_a_first_one_made(
    run, folder, passphrase_file, recovery_file
):
    removed = run("recovery-key", folder, "--passphrase-file", passphrase_file, "--remove")

    assert (removed.code, removed.err) == (0, "")
    assert "“mine” has no recovery key any more. Only the passphrase opens it." in removed.out
    assert not opens(folder, recovery_file, SlotKind.RECOVERY)
    again = run("recovery-key", folder, "--passphrase-file", passphrase_file, "--remove")
    assert again.code == 1
    assert "This journal has no recovery key." in again.err
    made = run("recovery-key", folder, "--passphrase-file", passphrase_file)
    assert "still open" not in made.out
    assert opens(folder, paper(folder, made), SlotKind.RECOVERY)


def test_a_recovery_key_does_not_remove_itself(run, folder, recovery_file):
    answer = run("recovery-key", folder, "--recovery-key-file", recovery_file, "--remove")

    assert answer.code == 1
    assert "The recovery key cannot be removed with itself." in answer.err
    assert opens(folder, recovery_file, SlotKind.RECOVERY)


def test_two_groups_are_typed_back_from_paper(monkeypatch):
    symbols = recovery_key.generate()
    groups = recovery_key.grouped(symbols).split("-")
    asked = []

    def ask(prompt):
        asked.append(prompt)
        number = int(prompt.split()[1])
        # The first try has a slip in it.
        return groups[number - 1].lower() if len(asked) > 1 else "00000"

    monkeypatch.setattr(secret, "_asked", ask)

    secret.ask_back(recovery_key.grouped(symbols))

    assert len(asked) == 3
    assert asked[0] == asked[1] < asked[2]


def test_at_a_terminal_a_key_that_is_not_typed_back_changes_nothing(folder):
    before = content(folder)

    code, rest = on_a_terminal(
        ["recovery-key", folder],
        [f"{PASSPHRASE}\n".encode(), b"00000\n", b"nonsense\n", b"\n"],
        [b"Passphrase: ", b" from your paper: ", b" from your paper: ", b" from your paper: "],
    )

    assert code == 1
    assert "The recovery key above opens nothing. Do not keep it." in rest
    assert "The recovery key was not typed back. Nothing was changed." in rest
    assert content(folder) == before


# A recovery key that nobody sees must not become the one that counts.


SAID = {
    "full": b"The recovery key above opens nothing. Do not keep it.",
    "closed": b"There is nothing to show the recovery key on. Nothing was made or changed.",
    "unread": b"The recovery key above opens nothing. Do not keep it.",
}


def without_an_answer(how, words):
    """Run a command whose answer cannot be written."""
    command = [*SESSIONDESK, *map(str, words)]
    if how == "full":
        with Path("/dev/full").open("wb") as full:
            return subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    if how == "closed":
        shell = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
        return subprocess.run(shell, stderr=subprocess.PIPE, check=False)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)


@pytest.mark.skipif(sys.platform != "linux", reason="about Linux")
@pytest.mark.parametrize("how", ["full", "closed", "unread"])
def test_a_recovery_key_that_cannot_be_written_opens_nothing(folder, recovery_file, how):
    before = content(folder)

    done = without_an_answer(how, ["recovery-key", folder, "--recovery-key-file", recovery_file])

    assert done.returncode == 1
    assert SAID[how] in done.stderr
    assert content(folder) == before


@pytest.mark.skipif(sys.platform != "linux", reason="about Linux")
@pytest.mark.parametrize("how", ["full", "closed", "unread"])
def test_no_journal_is_made_whose_recovery_key_nobody_saw(tmp_path, passphrase_file, how):
    done = without_an_answer(
        how, ["create", tmp_path / "new", "--passphrase-file", passphrase_file]
    )

    assert done.returncode == 1
    assert SAID[how] in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_key_that_may_count_already_is_not_called_useless(capsys):
    with pytest.raises(KeyChangeUnfinishedError), keys.shown("KEY", asks=False):
        raise KeyChangeUnfinishedError

    assert capsys.readouterr().err == ""


def test_a_vault_without_a_recovery_key_shows_none(capsys):
    with pytest.raises(ZeroDivisionError), keys.shown(None, asks=True):
        raise ZeroDivisionError

    assert capsys.readouterr() == ("", "")
