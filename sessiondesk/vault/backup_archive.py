"""The archive that a backup is, read warily.

A ``.sdbackup`` is a ZIP archive without compression, so that any program for archives opens
it. In it are the encrypted database, the key file, a manifest that says what the two have to
be, and a page of instructions. Such a file may come from anywhere: nothing in it is believed
before it was looked at, and all that can be wrong with it is told as a `BackupError`.
"""

import errno
import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Final

from typing_extensions import override

from sessiondesk import paths
from sessiondesk.store.errors import StoreIOError
from sessiondesk.vault import key_file
from sessiondesk.vault.canonical import as_bytes, as_count, as_object, as_text, canonical, decode
from sessiondesk.vault.errors import (
    NOT_ALLOWED,
    BackupDamagedError,
    BackupError,
    BackupMissingError,
    BackupUnreadableError,
    NewerBackupError,
    NotABackupError,
    file_causes,
)
from sessiondesk.vault.key_file import KeyFile, State
from sessiondesk.vault.key_slots import ID_BYTES

SUFFIX: Final = ".sdbackup"
FORMAT: Final = "sessiondesk-backup"
VERSION: Final = 1
DATABASE: Final = "vault.db"
KEYS: Final = "vault.keys"
MANIFEST: Final = "manifest.json"
README: Final = "README.txt"
CHUNK: Final = 1024 * 1024

_NAMES: Final = frozenset({DATABASE, KEYS, MANIFEST, README})
_CREATED: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_SHA256_BYTES: Final = 32
_PAGE: Final = 4096
# Far above what the small members and the list of members take. It keeps a made-up archive
# from filling the memory.
_LARGEST_SMALL_MEMBER: Final = 64 * 1024
_LARGEST_READ: Final = 2 * CHUNK
_ENCRYPTED: Final = 0x1
_NOT_THERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_LOCAL_HEADER: Final = b"PK\x03\x04"
_LOCAL_HEADER_BYTES: Final = 30

Progress = Callable[[float], None]
"""Is told the share that is done, 0 to 1; what it raises ends the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What the manifest says of a file in the archive.

    Attributes:
        size: In bytes.
        sha256: 32 bytes.
    """

    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        vault_id: Of the vault it was made of; 16 bytes.
        epoch: Of its data key, from 1.
        made_at: When it was made, in UTC to the second.
        schema: Version of the tables.
        db_file: What the database is called in the vault; in the archive it is vault.db.
        database: What vault.db has to be.
        keys: What vault.keys has to be.
        rows_mac: Seal over all this but the keys, and over the number of rows in each table.
    """

    vault_id: bytes
    epoch: int
    made_at: datetime
    schema: int
    db_file: str
    database: Member
    keys: Member
    rows_mac: bytes = field(repr=False)


def read_manifest(path: Path) -> Manifest:
    """Return what the backup says of itself. Quick: the database in it is not read.

    Raises:
        NotABackupError: It is something else, or nothing is there.
        BackupDamagedError: It is not whole.
        NewerBackupError: A newer version of the program made it.
        BackupUnreadableError: This account may not read it.
        StoreError: The disk did not answer as it should.
    """
    with opened(path) as (_, manifest):
        return manifest


def key_file_of(path: Path) -> KeyFile:
    """Return the key file in the backup, checked against the manifest.

    Raises:
        BackupError: As `read_manifest`.
        StoreError: The disk did not answer as it should.
    """
    with opened(path) as (archive, manifest):
        data = b"".join(_chunks(archive, KEYS))
        if hashlib.sha256(data).digest() != manifest.keys.sha256:
            raise BackupDamagedError
        copy = key_file.parse(data)
        if copy.state is State.NEWER:
            raise NewerBackupError
        if copy.key_file is None or copy.state is not State.WHOLE:
            raise BackupDamagedError
        found = copy.key_file
        if (found.vault_id, found.epoch, found.db_file) != (
            manifest.vault_id,
            manifest.epoch,
            manifest.db_file,
        ):
            raise BackupDamagedError
        return found


def check_whole(path: Path, *, progress: Progress | None = None) -> Manifest:
    """Read the backup from its first byte to its last, and return what it says of itself.

    Raises:
        BackupError: As `read_manifest`; every sum was compared.
        StoreError: The disk did not answer as it should.
    """
    key_file_of(path)
    with opened(path) as (archive, manifest):
        for _ in checked_database(archive, manifest, progress):
            pass
        for _ in _chunks(archive, README):
            pass
        return manifest


def extract_database(path: Path, to: Path, *, progress: Progress | None = None) -> None:
    """Write the encrypted database in the backup to ``to``, which must not be there yet.

    It is whole when this returns: checked against the manifest, and on the disk. Only its
    owner may read it.

    Raises:
        BackupError: As `read_manifest`; nothing is left behind.
        FileExistsError: Something is at ``to``.
        StoreError: The disk is full, or did not answer as it should; nothing is left behind.
    """
    with opened(path) as (archive, manifest), file_causes():
        paths.write_new(to, checked_database(archive, manifest, progress))


def checked_database(
    archive: zipfile.ZipFile, manifest: Manifest, progress: Progress | None
) -> Iterator[bytes]:
    """Yield the database in pieces; it ends in an error unless it is what it has to be."""
    found = hashlib.sha256()
    done = 0
    for chunk in _chunks(archive, DATABASE):
        found.update(chunk)
        done += len(chunk)
        if progress is not None:
            progress(done / manifest.database.size)
        yield chunk
    if found.digest() != manifest.database.sha256:
        raise BackupDamagedError


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a member in pieces. At its end its check sum was compared."""
    with _damage():
        member = archive.open(name)
    with member:
        while True:
            with _damage():
                chunk = member.read(CHUNK)
            if not chunk:
                return
            yield chunk


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open the archive at ``path`` once its list of members and its manifest make sense.

    Raises:
        BackupError: As `read_manifest`.
        StoreError: The disk did not answer as it should.
    """
    try:
        # Looked at first: opening a pipe with this name would wait for ever.
        if not path.is_file():
            raise NotABackupError if path.exists() else BackupMissingError
        file = _Cautious(FileIO(path))
    except OSError as error:
        raise outside(error) from error
    with file:
        is_ours = _is_ours(file, path)
        try:
            with _damage():
                archive = zipfile.ZipFile(file)
        except BackupDamagedError as error:
            raise BackupDamagedError if is_ours else NotABackupError from error
        with archive:
            names = archive.namelist()
            if MANIFEST not in names and not is_ours:
                raise NotABackupError
            with _damage():
                manifest = _manifest(archive, names)
                _refuse_odd(archive, names, manifest)
            yield archive, manifest


def _manifest(archive: zipfile.ZipFile, names: Sequence[str]) -> Manifest:
    # Versions to come keep the name of the manifest, and `format` and `version` in it.
    if names.count(MANIFEST) != 1 or not _is_plain(archive.getinfo(MANIFEST)):
        raise ValueError("no manifest")
    if archive.getinfo(MANIFEST).file_size > _LARGEST_SMALL_MEMBER:
        raise ValueError("too large a manifest")
    values = decode(archive.read(MANIFEST))
    if values["format"] != FORMAT:
        raise NotABackupError
    if as_count(values["version"]) > VERSION:
        raise NewerBackupError
    return _validated(values)


def _validated(values: dict[str, object]) -> Manifest:
    members = as_object(values["members"])
    if members.keys() != {DATABASE, KEYS}:
        raise ValueError("other members")
    made_at = datetime.strptime(
        as_text(values["created"], _CREATED), "%Y-%m-%dT%H:%M:%SZ"
    ).replace(tzinfo=UTC)
    found = Manifest(
        vault_id=as_bytes(values["vault_id"], ID_BYTES),
        epoch=as_count(values["epoch"]),
        made_at=made_at,
        schema=as_count(values["schema"]),
        db_file=as_text(values["db_file"], "[A-Za-z0-9][A-Za-z0-9.-]{0,63}"),
        database=_member(members[DATABASE]),
        keys=_member(members[KEYS]),
        rows_mac=as_bytes(values["rows_mac"], _SHA256_BYTES),
    )
    # Written out again it has to be the same: no other field, no other spelling.
    if canonical(values_of(found)) != canonical(values):
        raise ValueError("other values")
    return found


def values_of(manifest: Manifest) -> Mapping[str, object]:
    """Return what stands in the manifest's file."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "vault_id": manifest.vault_id.hex(),
        "epoch": manifest.epoch,
        "created": manifest.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "schema": manifest.schema,
        "db_file": manifest.db_file,
        "members": {
            name: {"size": member.size, "sha256": member.sha256.hex()}
            for name, member in ((DATABASE, manifest.database), (KEYS, manifest.keys))
        },
        "rows_mac": manifest.rows_mac.hex(),
    }


def _member(value: object) -> Member:
    values = as_object(value)
    return Member(size=as_count(values["size"]), sha256=as_bytes(values["sha256"], _SHA256_BYTES))


def _refuse_odd(archive: zipfile.ZipFile, names: Sequence[str], manifest: Manifest) -> None:
    if sorted(names) != sorted(_NAMES) or not all(_is_plain(each) for each in archive.infolist()):
        raise ValueError("other members, or some twice")
    sizes = {each.filename: each.file_size for each in archive.infolist()}
    if (sizes[DATABASE], sizes[KEYS]) != (manifest.database.size, manifest.keys.size):
        raise ValueError("other sizes")
    if max(sizes[KEYS], sizes[README]) > _LARGEST_SMALL_MEMBER or sizes[DATABASE] % _PAGE:
        raise ValueError("odd sizes")


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member lies in the archive as it is: nothing can grow out of it."""
    return (
        member.compress_type == zipfile.ZIP_STORED
        and member.file_size == member.compress_size
        and not member.flag_bits & _ENCRYPTED
    )


def _is_ours(file: BufferedReader, path: Path) -> bool:
    """Tell whether this was a backup, going by its first bytes; an empty one by its name."""
    with file_causes():
        start = file.read(_LOCAL_HEADER_BYTES + len(MANIFEST))
        file.seek(0)
    name = start[_LOCAL_HEADER_BYTES:]
    is_like = start.startswith(_LOCAL_HEADER) and name.startswith(
        tuple(each.encode("ascii") for each in _NAMES)
    )
    return is_like or (not start and path.suffix == SUFFIX)


class _Cautious(BufferedReader):
    """A file that never gives more at once than an archive of ours would ask for."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LARGEST_READ:
            raise ValueError("too much at once")
        return super().read(_LARGEST_READ if size is None or size < 0 else size)

    @override
    def close(self) -> None:
        # All that was wanted of it was read; what the disk says now changes nothing.
        with suppress(OSError):
            super().close()


@contextmanager
def _damage() -> Iterator[None]:
    """Take whatever an archive leads to for damage, except an answer of the disk's."""
    try:
        yield
    except BackupError:
        raise
    except OSError as error:
        # Jumping to before the beginning of a file, as a spoiled list of members may ask for.
        if error.errno == errno.EINVAL:
            raise BackupDamagedError from error
        raise outside(error) from error
    except Exception as error:
        raise BackupDamagedError from error


def outside(error: OSError) -> Exception:
    """Return what to tell about a file that the system does not give."""
    if error.errno in NOT_ALLOWED:
        return BackupUnreadableError()
    if error.errno in _NOT_THERE:
        return BackupMissingError()
    return StoreIOError()
