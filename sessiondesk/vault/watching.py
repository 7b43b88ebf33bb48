"""Looking after an open journal's file: is every page still as it was written?

A damaged page is found while there are backups from before, not months later.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, outside_causes, transaction
from sessiondesk.store.errors import StoreBusyError, StoreDamagedError, StoreError
from sessiondesk.vault import checking
from sessiondesk.vault.opened import OpenVault

THOROUGH_EVERY: Final = timedelta(days=7)
_NAME: Final = "checked_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a look at the whole file came to.

    Attributes:
        bad_pages: Numbers of the pages whose seal does not fit, from 1.
        problems: Faults in tables, indexes and references; 0 where only seals were looked at.
    """

    bad_pages: Sequence[int]
    problems: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.bad_pages and not self.problems


def is_log_empty(vault: OpenVault) -> bool:
    """Bring what is in the log into the main file; tell whether all of it is there.

    A page that is whole in the log may be old or half written in the main file, where the
    seals are looked at. So the log goes over first. Nobody is waited for: where a worker is
    reading what is older, not all of it can. Call it from the vault's own thread.
    """
    if vault.is_read_only:
        return True
    try:
        with outside_causes():
            found = vault.db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except (driver.Error, StoreError):
        return False
    is_busy, in_log, gone_over = found
    return not is_busy and in_log == gone_over


class Look:
    """One look at an open vault's file, from a worker's thread, that any other thread may end."""

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault
        self._db: Connection | None = None
        self._is_stopped = False

    def run(self, *, is_thorough: bool) -> Found:
        """Look at the seal of every page, and on request at tables, indexes and references.

        Raises:
            StoreBusyError: It was told to stop.
            StoreError: The file cannot be read, for another cause than damage.
            RuntimeError: The vault is closed.
        """
        try:
            db = self._db = self._vault.connect_worker()
            try:
                if self._is_stopped:
                    raise StoreBusyError
                return _look(db, is_thorough=is_thorough)
            finally:
                self._db = None
                db.close()
        except StoreDamagedError:
            return Found(bad_pages=(), problems=1)
        except driver.OperationalError as error:
            if not self._is_stopped:
                raise
            raise StoreBusyError from error

    def stop(self) -> None:
        """End it as soon as the database listens."""
        self._is_stopped = True
        db = self._db
        if db is not None:
            # The one call that another thread may make; it may just have been closed.
            with suppress(driver.Error):
                db.interrupt()


def _look(db: Connection, *, is_thorough: bool) -> Found:
    if not is_thorough:
        return Found(bad_pages=checking.bad_pages(db), problems=0)
    found = checking.check(db)
    problems = found.structure_problems + found.reference_problems
    return Found(bad_pages=found.bad_pages, problems=problems)


def is_thorough_due(vault: OpenVault, now: datetime) -> bool:
    """Tell whether the last thorough look is a week old, or in the future.

    Raises:
        StoreError: The file cannot be read.
    """
    with outside_causes():
        row = vault.db.execute("SELECT value FROM meta WHERE name = ?", (_NAME,)).fetchone()
    if row is None:
        return True
    try:
        age = now - datetime.fromisoformat(str(row[0]))
    except (ValueError, TypeError):
        return True
    return not timedelta(0) <= age < THOROUGH_EVERY


def note_thorough(vault: OpenVault, now: datetime) -> None:
    """Remember that everything was looked at and found sound.

    Raises:
        StoreError: It could not be remembered; then it is looked at again next time.
    """
    at = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with transaction(vault.db):
        vault.db.execute(
            """
            INSERT INTO meta (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            (_NAME, at),
        )
