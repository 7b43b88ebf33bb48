"""Looking whether every page, every index and every reference of a journal is sound."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, outside_causes
from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.store.kinds import is_made_again

_PAGE: Final = re.compile(r"page (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a check of the whole file found.

    Attributes:
        pages: Number of pages that the file should have.
        bad_pages: Numbers of the pages whose seal does not fit, from 1.
        structure_problems: Faults in tables and indexes; 0 is sound.
        reference_problems: Rows that refer to one that is not there; 0 is sound.
        rows: Rows in each table, by its name; -1 where a table cannot be read.
    """

    pages: int
    bad_pages: Sequence[int]
    structure_problems: int
    reference_problems: int
    rows: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        problems = self.structure_problems + self.reference_problems
        return not self.bad_pages and not problems and -1 not in self.rows.values()


def check(db: Connection) -> CheckResult:
    """Check everything in the file of ``db``.

    Takes a while for a large journal: give it a worker's own connection there.

    Raises:
        StoreError: The file cannot be read at all.
    """
    with outside_causes():
        # The seals are looked at in the main file. What is still in the log would show up
        # as damage there, so it goes over first; a reader's connection leaves that to others.
        if not _number(db, "PRAGMA query_only"):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # One moment of the file: while this is held, nothing is moved into the main file.
        db.execute("BEGIN")
        try:
            return _look(db)
        finally:
            db.execute("ROLLBACK")


def bad_pages(db: Connection) -> Sequence[int]:
    """Return the numbers of the pages whose seal does not fit, from 1.

    Only the main file is looked at: see to it that nothing waits in the log.

    Raises:
        StoreError: The file cannot be read at all.
    """
    with outside_causes():
        db.execute("BEGIN")
        try:
            # A first read holds the moment: nothing is moved into the main file from here on.
            _number(db, "PRAGMA page_count")
            return _bad_pages(db)
        finally:
            db.execute("ROLLBACK")


def _look(db: Connection) -> CheckResult:
    pages = _number(db, "PRAGMA page_count")
    return CheckResult(
        pages=pages,
        bad_pages=_bad_pages(db),
        structure_problems=_problems(db, "PRAGMA integrity_check"),
        reference_problems=_problems(db, "PRAGMA foreign_key_check"),
        rows=rows(db),
    )


def _bad_pages(db: Connection) -> Sequence[int]:
    return tuple(_page(row[0]) for row in db.execute("PRAGMA cipher_integrity_check"))


def _page(complaint: str) -> int:
    found = _PAGE.search(complaint)
    return int(found.group(1)) if found else 0


def _problems(db: Connection, pragma: str) -> int:
    try:
        with outside_causes():
            return sum(row[0] != "ok" for row in db.execute(pragma))
    except StoreDamagedError:
        return 1


def rows(db: Connection) -> Mapping[str, int]:
    """Return the number of rows in each table, by its name; -1 where one cannot be read.

    The index of search is left out: it is made of the rest, now or later.
    """
    try:
        names = db.execute(
            "SELECT name FROM sqlite_master"
            " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
    except driver.DatabaseError:
        return {}
    return {name: _count(db, name) for (name,) in names if not is_made_again(name)}


def _count(db: Connection, table: str) -> int:
    try:
        with outside_causes():
            return _number(db, f'SELECT count(*) FROM "{table}"')
    except StoreDamagedError:
        return -1


def _number(db: Connection, question: str) -> int:
    (number,) = db.execute(question).fetchone()
    return int(number)
