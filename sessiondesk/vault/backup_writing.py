"""The archive that a backup is, written."""

import hashlib
import hmac
import os
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.vault import layout, parts
from sessiondesk.vault.backup_archive import (
    CHUNK,
    DATABASE,
    FORMAT,
    KEYS,
    MANIFEST,
    README,
    VERSION,
    Manifest,
    Member,
    Progress,
    check_whole,
    checked_database,
    opened,
    values_of,
)
from sessiondesk.vault.canonical import canonical, pretty
from sessiondesk.vault.errors import OtherBackupError, file_causes
from sessiondesk.vault.key_file import KeyFile

# The same backup is the same file, byte for byte, wherever and whenever it is written.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY: Final = 0o100600 << 16
_UNIX: Final = 3


def seal(manifest: Manifest, rows: Mapping[str, int], mac_key: bytes) -> bytes:
    """Return the seal over a manifest and the number of rows in each table.

    It leaves out the key file, which has a seal of its own and may be exchanged for a newer
    one, with a newer passphrase.
    """
    values = values_of(manifest)
    sealed = {
        "format": FORMAT,
        "version": VERSION,
        "vault_id": values["vault_id"],
        "epoch": values["epoch"],
        "created": values["created"],
        "schema": values["schema"],
        "db_file": values["db_file"],
        "database": {
            "size": manifest.database.size,
            "sha256": manifest.database.sha256.hex(),
        },
        "rows": dict(rows),
    }
    return hmac.digest(mac_key, canonical(sealed), "sha256")


def member_of(database: Path) -> Member:
    """Return what a manifest says of the file ``database``.

    Raises:
        OSError: It cannot be read.
    """
    with database.open("rb") as file:
        return Member(
            size=os.fstat(file.fileno()).st_size,
            sha256=hashlib.file_digest(file, "sha256").digest(),
        )


def keys_member(key_file: KeyFile) -> Member:
    """Return what a manifest says of ``key_file``."""
    data = key_file.to_bytes()
    return Member(size=len(data), sha256=hashlib.sha256(data).digest())


def write_archive(
    to: Path, database: Iterable[bytes], key_file: KeyFile, manifest: Manifest
) -> None:
    """Write a backup to ``to``, which must not be there yet, and wait until it is on the disk.

    Args:
        to: Where.
        database: The database, encrypted, in pieces.
        key_file: What opens it.
        manifest: What is said of both.

    Raises:
        OSError: It cannot be written; likewise for whatever ``database`` raises.
    """
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, for its mode
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(_info(README), layout.BACKUP_README_TEXT)
            archive.writestr(_info(KEYS), key_file.to_bytes())
            info = _info(DATABASE)
            info.file_size = manifest.database.size  # a large one takes another form
            with archive.open(info, "w") as member:
                for chunk in database:
                    member.write(chunk)
            archive.writestr(_info(MANIFEST), pretty(values_of(manifest)))
        file.flush()
        paths.sync_descriptor(file.fileno())


def pieces(path: Path, progress: Progress) -> Iterator[bytes]:
    """Yield the file at ``path`` in pieces.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        done = 0
        while chunk := file.read(CHUNK):
            done += len(chunk)
            yield chunk
            progress(min(done / size, 1.0))


def forget_what_was_read(path: Path) -> None:
    """Ask the system to read this file from its device the next time, not from memory.

    Raises:
        OSError: It cannot be opened.
    """
    if sys.platform != "linux":
        return
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def replace_key_file(path: Path, key_file: KeyFile) -> None:
    """Put ``key_file`` in the place of the one in a backup: afterwards it is the old or the new.

    Raises:
        BackupError: It is no backup, it is damaged, or it has another data key.
        StoreError: The disk is full, or did not answer as it should; the backup is as it was.
    """
    with file_causes(), parts.part(path.parent, key_file.vault_id) as part:
        with opened(path) as (archive, manifest):
            if (key_file.vault_id, key_file.epoch) != (manifest.vault_id, manifest.epoch):
                raise OtherBackupError
            changed = replace(manifest, keys=keys_member(key_file))
            write_archive(part, checked_database(archive, manifest, None), key_file, changed)
        # Closed by now: an open file cannot be replaced everywhere.
        forget_what_was_read(part)
        check_whole(part)
        paths.put(part, path)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system = _UNIX
    info.external_attr = _OWNER_ONLY
    return info
