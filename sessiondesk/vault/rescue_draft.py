"""Words that the journal's disk did not take, sealed and put aside until it is opened again.

Locking may not wait for a disk to have room, and may not lose a word. So what cannot be
written into the journal goes into a file elsewhere that only this journal's key opens.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sessiondesk import paths
from sessiondesk.store import drafts
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.vault.key_slots import ID_BYTES, NONCE_BYTES

SUFFIX: Final = ".sdrescue"

# magic | version | vault id | nonce | sealed
_MAGIC: Final = b"SDRESCUE"
_VERSION: Final = b"\1"
_ID_AT: Final = len(_MAGIC) + len(_VERSION)
_NONCE_AT: Final = _ID_AT + ID_BYTES
_SEALED_AT: Final = _NONCE_AT + NONCE_BYTES
# Far beyond what a person can have typed and not kept.
_LONGEST_FILE: Final = 64 * 1024 * 1024
_BROUGHT_BACK: Final = "rescues_brought_back"
# A file whose words are back is removed at once; only where that fails is it met again.
_REMEMBERED: Final = 100

Join = Callable[[Draft, Draft], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """What came of looking for words that were put aside.

    Attributes:
        words: How many texts are back as drafts.
        waiting: How many files could not be brought back yet, because the journal can not be
            written now. They stay where they are.
        unreadable: How many files of this journal are damaged. They are left alone.
    """

    words: int = 0
    waiting: int = 0
    unreadable: int = 0


def put_aside(
    folder: Path, words: Sequence[Draft], *, at: str, key: bytes, vault_id: bytes
) -> Path:
    """Seal ``words`` into a new file in ``folder``, which is made if need be.

    Args:
        folder: Where; not in the vault, whose disk is in trouble.
        words: What was being typed.
        at: The moment, as a stamp in UTC.
        key: The vault's key for this.
        vault_id: The vault they belong to.

    Raises:
        OSError: There is no such file, nor half of one.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    plain = {"at": at, "words": [[w.editor, w.record_kind, w.record_id, w.text] for w in words]}
    nonce = os.urandom(NONCE_BYTES)
    # Escaped, so that half of a pair, which some systems let people type, gets through.
    sealed = AESGCM(key).encrypt(
        nonce, json.dumps(plain, ensure_ascii=True).encode("ascii"), _MAGIC + vault_id
    )
    # Nothing in the name says whose it is, or when it was.
    path = folder / f"{os.urandom(8).hex()}{SUFFIX}"
    paths.write_whole(path, _MAGIC + _VERSION + vault_id + nonce + sealed)
    return path


def bring_back(
    db: Connection, folder: Path, *, key: bytes, vault_id: bytes, join: Join
) -> Rescued:
    """Make drafts again of all that was put aside in ``folder`` for this vault.

    A file goes when its words are on the journal's own disk, not before. Files of other
    journals, and what is no such file, stay as they are.

    Args:
        db: The open database.
        folder: Where words are put aside.
        key: The vault's key for this.
        vault_id: The vault.
        join: Makes one text of two, where newer words are already in that place: called with
            the draft that is there and the one that was put aside.
    """
    words = waiting = unreadable = 0
    for path in _files(folder):
        with suppress(OSError):
            data = _read(path)
            if data[:_ID_AT] != _MAGIC + _VERSION or data[_ID_AT:_NONCE_AT] != vault_id:
                continue
            found = _open(data, key)
            if found is None:
                unreadable += 1
                continue
            at, rescued = found
            try:
                words += _merge(db, data[_NONCE_AT:_SEALED_AT].hex(), at, rescued, join)
            except StoreError:
                waiting += 1
                continue
            path.unlink()
            paths.sync_folder(folder)
    return Rescued(words=words, waiting=waiting, unreadable=unreadable)


def _files(folder: Path) -> Sequence[Path]:
    with suppress(OSError):
        return sorted(each for each in folder.iterdir() if each.suffix == SUFFIX)
    return ()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LONGEST_FILE)


def _open(data: bytes, key: bytes) -> tuple[str, Sequence[Draft]] | None:
    """Return the moment and the words in a file of ours, or None where it is damaged."""
    vault_id, nonce = data[_ID_AT:_NONCE_AT], data[_NONCE_AT:_SEALED_AT]
    try:
        plain: Any = json.loads(AESGCM(key).decrypt(nonce, data[_SEALED_AT:], _MAGIC + vault_id))
    except (InvalidTag, ValueError):
        return None
    return plain["at"], [
        Draft(editor=editor, record_kind=kind, record_id=record_id, text=text)
        for editor, kind, record_id, text in plain["words"]
    ]


def _merge(db: Connection, name: str, at: str, rescued: Sequence[Draft], join: Join) -> int:
    """Write what was put aside into the drafts, once; return how many texts that was.

    Raises:
        StoreError: Nothing of it was written.
    """
    with transaction(db):
        known = _brought_back(db)
        if name in known:
            # It is only the file that could not be removed the last time.
            return 0
        for each in rescued:
            there = drafts.find(db, each.editor, each.record_id)
            if there is None or not _is_newer(db, there, at):
                drafts.save(db, each, at=at)
            elif there.text != each.text:
                joined = Draft(
                    editor=each.editor,
                    record_kind=each.record_kind,
                    record_id=each.record_id,
                    text=join(there, each),
                )
                drafts.save(db, joined, at=at)
        _note(db, [*known, name])
    return len(rescued)


def _is_newer(db: Connection, draft: Draft, at: str) -> bool:
    (there,) = db.execute(
        "SELECT at FROM draft WHERE editor = ? AND record_id = ?",
        (draft.editor, draft.record_id),
    ).fetchone()
    return bool(there > at)


def _brought_back(db: Connection) -> list[str]:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (_BROUGHT_BACK,)).fetchone()
    return [] if row is None else str(row[0]).split()


def _note(db: Connection, names: Sequence[str]) -> None:
    db.execute(
        """
        INSERT INTO meta (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """,
        (_BROUGHT_BACK, " ".join(names[-_REMEMBERED:])),
    )
