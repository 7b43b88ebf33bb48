"""The tables of imports: when something came in, and which rows are known."""

from collections.abc import Iterable

import msgspec

from sessiondesk.domain.ids import ImportId
from sessiondesk.store.connection import Connection


def add_run(db: Connection, import_id: ImportId, source: str, *, at: str) -> None:
    """Keep that something came in from ``source`` at the UTC stamp ``at``."""
    db.execute(
        "INSERT INTO import_run (id, source, made_at) VALUES (?, ?, ?)", (import_id, source, at)
    )


def add_key(db: Connection, key: str, import_id: ImportId, record_id: str) -> None:
    """Remember a row by its key, for good, also when its record is removed one day."""
    db.execute(
        "INSERT INTO import_key (key, import_id, record_id) VALUES (?, ?, ?)",
        (key, import_id, record_id),
    )


def known(db: Connection, keys: Iterable[str]) -> frozenset[str]:
    """Return those of ``keys`` that came in before."""
    rows = db.execute(
        "SELECT key FROM import_key WHERE key IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(list(keys)).decode(),),
    )
    return frozenset(key for (key,) in rows)
