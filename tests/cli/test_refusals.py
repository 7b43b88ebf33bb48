"""What a command cannot do, in words: what happened, what is safe, what to do."""

import pytest

from sessiondesk.cli import refusals
from sessiondesk.store.errors import StoreError
from sessiondesk.vault.errors import (
    BackupNoRoomError,
    NotEnoughMemoryError,
    PassphraseRefusedError,
    RecoveryKeyMistypedError,
    Refusal,
    VaultError,
)


def kinds(base):
    return [each for child in base.__subclasses__() for each in (child, *kinds(child))]


def make(kind):
    if kind is PassphraseRefusedError:
        return kind(Refusal.TOO_SHORT)
    return kind(3) if kind in {RecoveryKeyMistypedError, NotEnoughMemoryError} else kind()


@pytest.mark.parametrize(
    "kind", [*kinds(VaultError), *kinds(StoreError)], ids=lambda kind: kind.__name__
)
def test_every_error_says_what_happened_and_what_then(kind):
    said = refusals.in_words(make(kind))

    assert said.endswith(".")
    assert said.count(". ") >= 1
    assert "Attributes" not in said
    assert "  " not in said


def test_no_two_errors_say_the_same():
    said = [refusals.in_words(make(kind)) for kind in (*kinds(VaultError), *kinds(StoreError))]

    assert len(set(said)) == len(said)


def test_how_much_room_is_needed_is_said_where_it_is_known():
    assert refusals.in_words(BackupNoRoomError(12)).endswith("It takes 12 MiB.")
    assert "MiB" not in refusals.in_words(BackupNoRoomError())
