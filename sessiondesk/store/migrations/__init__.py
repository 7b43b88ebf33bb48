"""The steps that make a file what today's program reads. Append only."""

from types import ModuleType

from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.errors import NewerStoreError
from sessiondesk.store.migrations import (
    m0001_first_records,
    m0002_whole_record,
    m0003_measures,
    m0004_looking_back,
    m0005_sheets,
)

# Position decides the version: the first entry makes version 1. Never edit a released step.
MIGRATIONS: tuple[ModuleType, ...] = (
    m0001_first_records,
    m0002_whole_record,
    m0003_measures,
    m0004_looking_back,
    m0005_sheets,
)
CURRENT_VERSION = len(MIGRATIONS)


def version_of(db: Connection) -> int:
    """Return the version of the tables in the file; 0 for a new one."""
    (found,) = db.execute("PRAGMA user_version").fetchone()
    return int(found)


def migrate(db: Connection, *, to: int = CURRENT_VERSION) -> None:
    """Raise the file to version ``to``, each step whole or not at all.

    Raises:
        NewerStoreError: The file is already past what this program knows.
    """
    found = version_of(db)
    if found > CURRENT_VERSION:
        raise NewerStoreError
    for version in range(found + 1, to + 1):
        with transaction(db):
            for statement in MIGRATIONS[version - 1].STATEMENTS:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {version}")
