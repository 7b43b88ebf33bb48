"""Errors that say more than that something went wrong."""

import pytest

from sessiondesk.store.errors import (
    NewerStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreFullError,
    StoreGoneError,
    StoreIOError,
    StoreMissingError,
    StoreReadOnlyError,
)
from sessiondesk.vault.errors import (
    AlreadyOpenError,
    KeyFileMissingError,
    MismatchedKeyFileError,
    UnfinishedLogError,
    WrongPassphraseError,
    is_eased_by_backup,
)


@pytest.mark.parametrize(
    "error",
    [
        StoreDamagedError(),
        StoreMissingError(),
        StoreFullError(),
        StoreReadOnlyError(),
        StoreIOError(),
        KeyFileMissingError(),
        MismatchedKeyFileError(),
        UnfinishedLogError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_where_entries_are_in_doubt_a_backup_eases(error):
    assert is_eased_by_backup(error)


@pytest.mark.parametrize(
    "error",
    [
        WrongPassphraseError(),
        AlreadyOpenError(),
        StoreBusyError(),
        StoreGoneError(),
        NewerStoreError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_elsewhere_it_is_not_brought_up(error):
    assert not is_eased_by_backup(error)
