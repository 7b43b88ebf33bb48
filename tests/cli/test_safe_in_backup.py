"""On the command line, too, it is said first that there is a backup, where that eases."""

import shutil

from sessiondesk.vault import backing_up, opening
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.key_slots import SlotKind


def back_up(folder, new_vault, now):
    unsealed = opening.unseal(folder, new_vault.recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=now) as vault:
        return backing_up.back_up(vault.backup_source(), Reason.ASKED, now=now).path


def test_a_journal_without_its_database_names_its_newest_backup(
    run, folder, new_vault, clock, passphrase_file
):
    path = back_up(folder, new_vault, clock())
    (folder / "vault.db").unlink()

    answer = run("show", folder, "goals", "--json", "--passphrase-file", passphrase_file)

    assert answer.code == 1
    assert answer.err.startswith("sessiondesk: Your entries up to 2026-05-1")
    assert str(path) in answer.err
    assert "never made in its place" in answer.err


def test_a_wrong_passphrase_names_none(run, folder, new_vault, clock, tmp_path):
    back_up(folder, new_vault, clock())
    wrong = tmp_path / "wrong"
    wrong.write_text("quite another passphrase")

    answer = run("show", folder, "goals", "--json", "--passphrase-file", wrong)

    assert answer.code == 1
    assert "safe in" not in answer.err


def test_without_a_backup_nothing_is_promised(run, folder, passphrase_file):
    shutil.rmtree(folder / "backups", ignore_errors=True)
    (folder / "vault.db").unlink()

    answer = run("show", folder, "goals", "--json", "--passphrase-file", passphrase_file)

    assert answer.code == 1
    assert "safe in" not in answer.err
