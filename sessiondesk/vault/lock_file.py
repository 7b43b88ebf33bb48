"""One window per journal: the lock file that is held while it is open."""

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sessiondesk.vault.errors import AlreadyOpenError, file_causes

_HELD: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


@dataclass(slots=True)
class LockFile:
    """The lock file of one vault, held until it is released or the process ends.

    The system lets go of it when the process is killed, so it is never stale.
    """

    _descriptor: int | None

    def is_at(self, path: Path) -> bool:
        """Tell whether the file at ``path`` is the one that is held."""
        try:
            held, there = os.fstat(self._descriptor or -1), path.stat()
        except OSError:
            return False
        return os.path.samestat(held, there)

    def release(self) -> None:
        """Let another window open the journal. A second call does nothing."""
        if self._descriptor is not None:
            # Whatever a disk that is gone has to say about it, the lock is let go.
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def take(path: Path) -> LockFile:
    """Take the lock file at ``path``, making it if need be.

    Raises:
        AlreadyOpenError: Another window, of this process or another, holds it.
        StoreError: The file cannot be made or opened.
    """
    with file_causes():
        # Not handed on to other programs that this one may start.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with file_causes():
            _lock(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    return LockFile(descriptor)


def _lock(descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            raise AlreadyOpenError from error
        raise
