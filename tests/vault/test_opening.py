import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import (
    StoreIOError,
)
from sessiondesk.vault import creating, layout, opening, unsealing
from sessiondesk.vault.errors import (
    AlreadyOpenError,
    NoRecoveryKeyError,
    NotAVaultError,
    PassphraseRefusedError,
    RecoveryKeyMistypedError,
    VaultError,
    VaultNotFoundError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.opening import SlotKind, open_vault, unseal


def test_the_passphrase_opens_it(folder, passphrase, now, word):
    with open_vault(unseal(folder, passphrase, SlotKind.PASSPHRASE), now=now) as vault:
        assert word(vault) == "kept"
        assert (vault.name, vault.folder, vault.opened_at) == ("mine", folder, now)
        assert (vault.notices, vault.is_read_only) == ((), False)


def test_the_recovery_key_opens_it_however_it_is_typed(folder, recovery_key, now, word):
    typed = recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    with open_vault(unseal(folder, typed, SlotKind.RECOVERY), now=now) as vault:
        assert word(vault) == "kept"


@pytest.mark.parametrize(
    "secret",
    [
        "'; DROP TABLE meta; --\"",
        "🦉 on a wire 👩🏽‍🚀",
        "e\u0301" * 20,
        "long words " * 900,
        "\uff11\uff12\uff13 full width",
        " blanks around ",
    ],
)
def test_a_passphrase_may_be_anything_that_can_be_typed_again(secret, cheap, tmp_path, now):
    folder = tmp_path / "mine.sdesk"
    new = creating.prepare(secret, calibration=cheap)
    creating.write(folder, new, now=now).close()

    assert unseal(folder, secret, SlotKind.PASSPHRASE).folder == folder
    if secret.strip() != secret:
        with pytest.raises(WrongPassphraseError):
            unseal(folder, secret.strip(), SlotKind.PASSPHRASE)


def test_any_of_its_files_is_enough(folder, recovery_key):
    assert unseal(folder / "README.txt", recovery_key, SlotKind.RECOVERY).folder == folder


@pytest.mark.parametrize("secret", ["", "Six plain words on a card", "six plain words on a card "])
def test_another_passphrase_is_wrong(folder, secret):
    with pytest.raises(WrongPassphraseError):
        unseal(folder, secret, SlotKind.PASSPHRASE)


def test_a_wrong_passphrase_takes_one_derivation_not_two(folder, monkeypatch):
    tried = []
    monkeypatch.setattr(unsealing, "unwrap", lambda slot, *_: tried.append(slot))

    with pytest.raises(WrongPassphraseError):
        unseal(folder, "another one", SlotKind.PASSPHRASE)

    assert len(tried) == 1


def test_nul_is_refused_and_not_repeated(folder):
    with pytest.raises(PassphraseRefusedError) as raised:
        unseal(folder, "owls\0owls", SlotKind.PASSPHRASE)

    assert "owls" not in str(raised.value)


def test_the_recovery_key_of_another_vault_is_wrong(folder, other):
    with pytest.raises(WrongRecoveryKeyError):
        unseal(folder, other[1], SlotKind.RECOVERY)


def test_a_slip_in_the_recovery_key_is_named_before_anything_is_tried(folder):
    with pytest.raises(RecoveryKeyMistypedError):
        unseal(folder, "01234-5678", SlotKind.RECOVERY)


def test_a_journal_without_a_recovery_key_says_so(new_vault, recovery_key, tmp_path, now):
    folder = tmp_path / "mine.sdesk"
    creating.write(folder, new_vault.without_recovery_key(), now=now).close()

    with pytest.raises(NoRecoveryKeyError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


def test_what_is_no_vault_is_told_as_such(tmp_path):
    (tmp_path / "letter.txt").write_text("hello")

    with pytest.raises(VaultNotFoundError):
        unseal(tmp_path / "gone", "a passphrase", SlotKind.PASSPHRASE)
    with pytest.raises(NotAVaultError):
        unseal(tmp_path, "a passphrase", SlotKind.PASSPHRASE)
    with pytest.raises(NotAVaultError):
        unseal(tmp_path / "letter.txt", "a passphrase", SlotKind.PASSPHRASE)


def test_a_second_window_is_refused_at_either_step(folder, open_, recovery_key, now):
    unsealed = unseal(folder, recovery_key, SlotKind.RECOVERY)
    vault = open_()

    with pytest.raises(AlreadyOpenError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)
    with pytest.raises(AlreadyOpenError):
        open_vault(unsealed, now=now)

    vault.close()
    open_vault(unsealed, now=now).close()


def test_a_killed_window_leaves_all_it_kept_and_no_lock(folder, open_, recovery_key, word, now):
    script = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sessiondesk.store.connection import transaction
from sessiondesk.vault.opening import SlotKind, open_vault, unseal
vault = open_vault(
    unseal(Path(sys.argv[1]), sys.argv[2], SlotKind.RECOVERY), now=datetime.now(UTC)
)
with transaction(vault.db):
    vault.db.execute("UPDATE meta SET value = 'kept last' WHERE name = 'word'")
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, folder, recovery_key],
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == -9
    assert (folder / "vault.db-wal").exists()
    copied = folder.with_name("copy.sdesk")
    copied.mkdir()
    for name in ("vault.db", "vault.keys"):
        shutil.copy(folder / name, copied)

    assert word(open_()) == "kept last"
    # The database alone is complete too: each save is brought over at once.
    unsealed = unseal(copied, recovery_key, SlotKind.RECOVERY)
    with open_vault(unsealed, now=now) as vault:
        assert word(vault) == "kept last"


def test_only_the_database_of_a_closed_journal_is_all_of_it(folder, open_, recovery_key, word):
    vault = open_()
    with transaction(vault.db):
        vault.db.execute("UPDATE meta SET value = 'kept last' WHERE name = 'word'")
    vault.close()

    assert sorted(path.name for path in folder.iterdir()) == [
        ".metadata_never_index",
        "README.txt",
        "vault.db",
        "vault.keys",
        "vault.keys.copy",
        "vault.lock",
    ]
    assert word(open_()) == "kept last"


def test_the_database_file_is_opened_by_nobody_else_while_a_connection_is(
    folder, open_, recovery_key, monkeypatch
):
    # Closing a second descriptor of it would drop SQLite's locks.
    vault = open_()
    touched = []

    def hook(event, args):
        if event == "open" and "vault.db" in str(args[0]):
            touched.append(args[0])

    sys.addaudithook(hook)
    with transaction(vault.db):
        vault.db.execute("UPDATE meta SET value = 'more' WHERE name = 'word'")
    vault.check()
    vault.checkpoint()
    worker = vault.connect_worker()
    opening.check(worker)
    worker.close()
    with pytest.raises(AlreadyOpenError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)

    assert touched == []
    vault.close()


def test_no_error_and_no_value_shows_a_secret(folder, open_, recovery_key, passphrase, now):
    unsealed = unseal(folder, recovery_key, SlotKind.RECOVERY)
    vault = open_vault(unsealed, now=now)
    shown = [repr(unsealed), repr(vault), repr(vars(vault)["_keys"])]
    keys = unsealed.keys
    for secret, kind in (
        (passphrase + "x", SlotKind.PASSPHRASE),
        (recovery_key + "x", SlotKind.RECOVERY),
    ):
        with pytest.raises(VaultError) as raised:
            unseal(folder, secret, kind)
        shown.append(repr(raised.value))
    vault.close()

    for secret in (keys.database, keys.mac, keys.rescue):
        assert not any(secret.hex() in text or repr(secret) in text for text in shown)
    assert not any(passphrase in text or recovery_key in text for text in shown)


def test_every_error_has_a_first_line_to_show():
    def classes(base):
        return [base, *(each for child in base.__subclasses__() for each in classes(child))]

    for each in classes(VaultError):
        first, _, rest = (each.__doc__ or "").partition("\n")
        assert first.endswith(".")
        # What is safe and what to do follows, except where a class only gathers others.
        assert rest.strip() or each is VaultError


def test_a_disk_that_fails_when_all_is_open_leaves_nothing_held(
    folder, recovery_key, now, monkeypatch
):
    unsealed = unseal(folder, recovery_key, SlotKind.RECOVERY)

    def fail(**_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "OpenVault", fail)
        with pytest.raises(StoreIOError):
            open_vault(unsealed, now=now)

    open_vault(unsealed, now=now).close()


def test_a_disk_that_fails_while_the_header_is_read_is_told_as_such(
    folder, recovery_key, monkeypatch
):
    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(layout, "read_header", fail)
    with pytest.raises(StoreIOError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


@pytest.mark.parametrize(
    "name",
    [
        "with blanks",
        'it\'s "quoted"',
        "schön",
        "100%41",
        "line\nbreak",
        "x" * 200,
        "?a=b#c",
        "\udcff",
    ],
)
def test_an_odd_name_is_no_obstacle(folder, recovery_key, name, word, now):
    moved = folder.rename(folder.with_name(f"{name}.sdesk"))

    with open_vault(unseal(moved, recovery_key, SlotKind.RECOVERY), now=now) as vault:
        assert (word(vault), vault.name) == ("kept", name)
        assert vault.check().is_sound
        vault.connect_worker().close()
