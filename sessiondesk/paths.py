"""Where things are on this computer, and how a small file is written so that it is whole."""

import errno
import os
import re
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import platformdirs

_NAME: Final = "sessiondesk"
_SHARING_RETRY_SECONDS: Final = 2.0
_NO_SUCH_THING: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})

# What a folder kept in step by a service looks like: the name of one of the folders on the
# way to it, or a file that the service leaves behind in one of them. As text, because every
# start would wait for compiled patterns that hardly any needs.
_SYNCHRONISED_NAMES: Final = (
    ("Dropbox", r"dropbox\b"),
    ("OneDrive", r"onedrive\b"),
    ("iCloud", r"icloud ?drive|mobile documents|com~apple~clouddocs"),
    ("Google Drive", r"google ?drive\b|my drive$"),
    ("Nextcloud", r"nextcloud\b"),
)
_SYNCHRONISED_MARKERS: Final = (
    ("Dropbox", ".dropbox"),
    ("Dropbox", ".dropbox.cache"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Nextcloud", ".owncloudsync.log"),
    ("Syncthing", ".stfolder"),
)


def config_folder() -> Path:
    """Return the folder for what is not secret and needed before unlocking."""
    return platformdirs.user_config_path(_NAME, appauthor=False)


def state_folder() -> Path:
    """Return the folder for what outlives a run of the program and is not a preference."""
    return platformdirs.user_state_path(_NAME, appauthor=False)


def documents_folder() -> Path:
    """Return where this person keeps documents, or the home folder if that is not there."""
    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()


def resources() -> Path:
    """Return the folder with fonts, icons, prompts and the other files shipped with us."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"  # in a wheel
    return inside if inside.is_dir() else package.parent / "resources"


def looks_synchronised(path: Path) -> str | None:
    """Return the name of the service that seems to copy ``path`` elsewhere, or None.

    A guess from names and marker files, good enough for a note and no more. ``path`` need
    not exist.
    """
    folders = (path.absolute(), *path.absolute().parents)
    for service, pattern in _SYNCHRONISED_NAMES:
        if any(re.match(pattern, folder.name, re.IGNORECASE) for folder in folders):
            return service
    for service, marker in _SYNCHRONISED_MARKERS:
        if any(_exists(folder / marker) for folder in folders):
            return service
    return None


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``: afterwards there is the old file or the new one.

    The file can be read by its owner only. When this returns, the new one survives a power
    cut.

    Raises:
        OSError: The old file is as it was, and nothing else is left behind.
    """
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, for its mode
            file.write(data)
            file.flush()
            sync_descriptor(file.fileno())
        _read_back(part, data)
        _replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that is not there yet, piece by piece.

    It can be read by its owner only. When this returns, its content survives a power cut; for
    its name, call `sync_folder`.

    Raises:
        FileExistsError: Something is there; it was left as it is.
        OSError: Nothing is left behind; likewise for whatever ``chunks`` raises.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, for its mode
            file.writelines(chunks)
            file.flush()
            sync_descriptor(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def put(part: Path, path: Path) -> None:
    """Move the finished file ``part`` to ``path`` in the same folder, over what is there.

    When this returns, the new name survives a power cut.

    Raises:
        OSError: ``path`` is as it was.
    """
    _replace(part, path)
    sync_folder(path.parent)


def sync_descriptor(descriptor: int) -> None:
    """Wait until what was written to an open file is on the disk itself."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until names made, changed or removed in ``folder`` are on the disk itself."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there; the file system keeps its own journal
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some shared folders know no such thing, and would otherwise take no backup at all.
        if error.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(descriptor)


def _read_back(part: Path, data: bytes) -> None:
    if part.read_bytes() != data:
        raise OSError("What was written does not read back.")


def _replace(part: Path, path: Path) -> None:
    if sys.platform == "win32":
        # A virus scanner or a synchronising program may hold the old file for a moment.
        deadline = time.monotonic() + _SHARING_RETRY_SECONDS
        while True:
            try:
                part.replace(path)
            except PermissionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return
    else:
        part.replace(path)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
