"""What can go wrong with a journal, in words: every error has its own, and they are calm."""

from datetime import UTC, datetime

import pytest

from sessiondesk.store import errors as store_errors
from sessiondesk.store.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreGoneError,
    StoreMissingError,
)
from sessiondesk.ui import vault_words
from sessiondesk.vault import errors as vault_errors
from sessiondesk.vault.errors import (
    BackupNoRoomError,
    KeyFileMissingError,
    NotEnoughMemoryError,
    PassphraseRefusedError,
    RecoveryKeyMistypedError,
    Refusal,
    VaultError,
    WrongPassphraseError,
)

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def make(kind: type[VaultError | StoreError]) -> VaultError | StoreError:
    if kind is RecoveryKeyMistypedError:
        return RecoveryKeyMistypedError(3)
    if kind is PassphraseRefusedError:
        return PassphraseRefusedError(Refusal.TOO_SHORT)
    if kind is NotEnoughMemoryError:
        return NotEnoughMemoryError(512)
    return kind()


def kinds() -> list[type[VaultError | StoreError]]:
    found = [
        each
        for module in (vault_errors, store_errors)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, VaultError | StoreError)
    ]
    return sorted({*found} - {VaultError, StoreError}, key=lambda each: each.__name__)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_error_has_words_of_its_own(kind):
    problem = vault_words.describe(make(kind))

    said = f"{problem.happened} {problem.safe} {problem.advice}"
    assert "The journal could not be opened." not in said
    assert problem.happened.endswith(".")
    assert problem.advice.endswith((".", "?"))
    assert "!" not in said
    assert "'" not in said
    assert "{" not in said


def test_two_errors_that_need_different_things_are_told_apart():
    told: dict[str, list[str]] = {}
    for kind in kinds():
        told.setdefault(vault_words.describe(make(kind)).happened, []).append(kind.__name__)

    assert {tuple(each) for each in told.values() if len(each) > 1} == {
        ("AlreadyOpenError", "StoreBusyError"),
        ("FileInTheWayError", "FolderNotEmptyError"),
        ("NewerStoreError", "NewerVaultError"),
    }


def test_how_much_room_a_backup_takes_is_said_where_it_is_known():
    assert "12 MiB" in vault_words.describe(BackupNoRoomError(12)).advice
    assert "MiB" not in vault_words.describe(BackupNoRoomError()).advice


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "mine.sdesk"
    (folder / "backups").mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    "error", [StoreDamagedError(), StoreMissingError(), StoreFullError(), KeyFileMissingError()]
)
def test_a_backup_is_named_where_it_eases(folder, error):
    assert vault_words.safe_in_backup(error, folder, NOW) == ""
    for name in ("20260501T100000Z-daily", "20260512T070000Z-lock"):
        (folder / "backups" / f"{name}.sdbackup").write_bytes(b"x")

    said = vault_words.safe_in_backup(error, folder, NOW)

    assert said == "Your entries up to today, 07:00 are safe in a backup."


@pytest.mark.parametrize("error", [WrongPassphraseError(), StoreBusyError(), StoreGoneError()])
def test_a_backup_is_not_named_where_nothing_is_in_doubt(folder, error):
    (folder / "backups" / "20260501T100000Z-daily.sdbackup").write_bytes(b"x")

    assert vault_words.safe_in_backup(error, folder, NOW) == ""
