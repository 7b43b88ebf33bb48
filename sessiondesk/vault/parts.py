"""Files that are being made beside their place, and the removal of those that a crash left."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final

_PREFIX: Final = ".part-{}-"

# A backup may be begun, at a lock, while another is being given up on its own thread.
_live: set[str] = set()
_live_lock = Lock()


@contextmanager
def part(folder: Path, vault_id: bytes, suffix: str = "") -> Iterator[Path]:
    """Yield a free path in ``folder`` for something of the vault that is being made.

    What is still there in the end, and has not been moved to its place, is removed.
    """
    path = folder / f"{_PREFIX.format(vault_id.hex())}{os.urandom(8).hex()}{suffix}"
    with _live_lock:
        _live.add(path.name)
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink()
        with _live_lock:
            _live.discard(path.name)


def clear(folder: Path, vault_id: bytes) -> None:
    """Remove what crashes left in ``folder`` of this vault, as far as possible.

    Only whoever holds the vault's lock makes parts of it, so all but those of this process
    are of no use.
    """
    with _live_lock:
        live = tuple(_live)
    with suppress(OSError):
        for path in folder.iterdir():
            name = path.name
            if name.startswith(_PREFIX.format(vault_id.hex())) and not name.startswith(live):
                with suppress(OSError):
                    path.unlink()
