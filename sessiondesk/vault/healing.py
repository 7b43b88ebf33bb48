"""After an opening: both key files and the database's memory of them say the same again."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from sessiondesk import paths
from sessiondesk.store.connection import Connection, outside_causes, transaction
from sessiondesk.store.errors import StoreError
from sessiondesk.store.migrations import version_of
from sessiondesk.vault import key_file
from sessiondesk.vault.key_file import Copy, KeyFile, State
from sessiondesk.vault.key_slots import Slot


class Notice(StrEnum):
    """What opening a journal brought to light."""

    # Someone or something changed a key file; what opened it was genuine all the same.
    KEY_FILE_CHANGED_OUTSIDE = "key_file_changed_outside"
    # An earlier key file was put back: an earlier passphrase may open the journal again.
    OLDER_KEY_FILE = "older_key_file"
    # One copy was from before the last change of the passphrase or the recovery key, and what
    # opened the journal was from before it too. From now on only the newer one opens it.
    KEY_CHANGE_FINISHED = "key_change_finished"
    # A copy of the key file was missing, damaged or out of date, and was written again.
    KEY_FILE_HEALED = "key_file_healed"
    # The same, but it could not be written again; the next opening tries once more.
    KEY_FILE_NOT_HEALED = "key_file_not_healed"
    # The first bytes of the database were damaged and were written again.
    DATABASE_HEALED = "database_healed"
    # The folder cannot be written: the journal can be read, and nothing can be kept.
    READ_ONLY_FOLDER = "read_only_folder"
    # The disk is full: the same, until there is room and the journal is opened again.
    NO_ROOM = "no_room"


def heal_key_files(
    folder: Path, db: Connection, used: KeyFile, slot: Slot, mac_key: bytes
) -> tuple[KeyFile, tuple[Notice, ...]]:
    """Write again what is missing, damaged or older, and remember the key file in ``db``.

    What cannot be written now is no reason not to open; the next opening tries again.

    Args:
        folder: The vault.
        db: Its open database.
        used: The key file that opened it.
        slot: The slot of it that did.
        mac_key: The key that seals the genuine ones.

    Returns:
        The key file as it is to be, and what there is to tell.
    """
    copies = key_file.read_copies(folder)
    remembered = _remembered(db, used, mac_key)
    right, notices = _choose(copies, remembered, used=used, slot=slot, mac_key=mac_key)
    try:
        for name, copy in zip(key_file.NAMES, copies, strict=True):
            if copy.state is not State.WHOLE or copy.key_file != right:
                paths.write_whole(folder / name, right.to_bytes())
                notices.append(Notice.KEY_FILE_HEALED)
        if remembered != right:
            remember(db, right)
    except (OSError, StoreError):
        if Notice.KEY_CHANGE_FINISHED in notices:
            notices.remove(Notice.KEY_CHANGE_FINISHED)
        notices.append(Notice.KEY_FILE_NOT_HEALED)
    return right, tuple(dict.fromkeys(notices))


def remember(db: Connection, current: KeyFile) -> None:
    """Keep ``current`` in the database: the last resort, and the measure of what is newest.

    Raises:
        StoreError: It could not be kept.
    """
    with transaction(db):
        db.execute(
            """
            INSERT INTO meta (name, value) VALUES ('key_file', ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            (current.to_bytes().decode("ascii"),),
        )


def rewrite_start(db: Connection) -> None:
    """Write the first page again, now that the id is known to be right.

    Raises:
        StoreError: It could not be written.
    """
    with outside_causes():
        version = version_of(db)
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("COMMIT")


def _remembered(db: Connection, used: KeyFile, mac_key: bytes) -> KeyFile | None:
    with outside_causes():
        row = db.execute("SELECT value FROM meta WHERE name = 'key_file'").fetchone()
    if row is None:
        return None
    return _genuine(key_file.parse(str(row[0]).encode()), used, mac_key)


def _genuine(copy: Copy, used: KeyFile, mac_key: bytes) -> KeyFile | None:
    found = copy.key_file
    if found is None or found.vault_id != used.vault_id or not found.is_sealed_by(mac_key):
        return None
    return found


def _choose(
    copies: Sequence[Copy],
    remembered: KeyFile | None,
    *,
    used: KeyFile,
    slot: Slot,
    mac_key: bytes,
) -> tuple[KeyFile, list[Notice]]:
    """Return the key file that should stand in both places, and what there is to tell."""
    genuine = [found for copy in copies if (found := _genuine(copy, used, mac_key))]
    # The one that opened it may come from a backup, when those in the folder are gone.
    is_genuine = used.is_sealed_by(mac_key)
    newest = max(
        [*genuine, used] if is_genuine else genuine,
        key=lambda found: found.generation,
        default=None,
    )
    # A wrong sum is damage. A right sum around a wrong seal is somebody's work.
    is_changed = any(
        copy.state is State.WHOLE
        and copy.key_file not in genuine
        and copy.key_file.vault_id == used.vault_id
        for copy in copies
        if copy.key_file
    )
    notices = [Notice.KEY_FILE_CHANGED_OUTSIDE] if is_changed or newest is None else []
    if newest is None:
        if remembered is None or remembered.generation < used.generation:
            return replace(used, generation=used.generation + 1).sealed(mac_key), notices
    elif remembered is None or remembered.generation <= newest.generation:
        if slot not in newest.slots:
            notices.append(Notice.KEY_CHANGE_FINISHED)
        return newest, notices
    else:
        notices.append(Notice.OLDER_KEY_FILE)
    # The database knows better than the folder. But what the person has just typed goes on
    # opening the journal: to shut them out of it would be worse than what is averted.
    if slot in remembered.slots:
        return remembered, notices
    kept = newest or used
    return replace(kept, generation=remembered.generation + 1).sealed(mac_key), notices
