"""The words of all entries, to be found in a moment, and the list of all entries by day.

The file itself notes in ``search_due`` what changed. Here it is taken in: first into the list
``search_entry``, which is quick, then word by word into ``search``. What is still due is not
lost, only not found yet.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

import msgspec

from sessiondesk.store import driver, folding
from sessiondesk.store.connection import Connection
from sessiondesk.store.entry_sources import BLANKS, SOURCES
from sessiondesk.store.kinds import Kind
from sessiondesk.store.query import Term

# What a change by hand takes along at once. More waits for a calm moment.
_MOST_AT_ONCE: Final = 50
_LONGEST_AT_ONCE: Final = 50_000
_AT_ONCE: Final = 500
_EACH: Final = 100  # what an entry takes, however short, in characters of a long one
_UNREAD: Final = "SELECT number, kind, record_id FROM search_entry WHERE is_read = 0 LIMIT 1"

# Said of an extension's own table.
_CORRUPT_TABLE: Final = driver.SQLITE_CORRUPT | (1 << 8)

_LIST: Final = {
    kind: f"""
        INSERT INTO search_entry (kind, record_id, day, wall, is_shown, is_read)
        SELECT '{kind}', id, day, wall, is_shown, 0 FROM ({source.rows})
        WHERE id IN (SELECT value FROM json_each(:ids))
        ON CONFLICT (kind, record_id) DO UPDATE SET
            day = excluded.day, wall = excluded.wall, is_shown = excluded.is_shown, is_read = 0
        """
    for kind, source in SOURCES.items()
}
_GONE: Final = {
    kind: f"""
        SELECT number FROM search_entry
        WHERE kind = '{kind}' AND record_id IN (SELECT value FROM json_each(?))
            AND NOT EXISTS (SELECT 1 FROM {kind} WHERE id = record_id)
        """
    for kind in SOURCES
}
_ALL_DUE: Final = {
    kind: f"""
        INSERT INTO search_due SELECT '{kind}', id FROM {kind} WHERE true ON CONFLICT DO NOTHING
        """
    for kind in SOURCES
}


def is_usable(db: Connection) -> bool:
    """Return whether the connection is still open."""
    try:
        return db.total_changes >= 0
    except driver.Error:
        return False


class SearchDamagedError(Exception):
    """The words cannot be searched until they are taken in anew. Nothing else is damaged."""


def due(db: Connection) -> int:
    """Return how many entries are to be taken in: 0 when everything can be found."""
    (listed,) = db.execute("SELECT count(*) FROM search_due").fetchone()
    (unread,) = db.execute("SELECT count(*) FROM search_entry WHERE is_read = 0").fetchone()
    return int(listed + unread)


def is_listed(db: Connection) -> bool:
    """Return whether the list of entries is as the records are."""
    return db.execute("SELECT 1 FROM search_due LIMIT 1").fetchone() is None


def keep_up(db: Connection) -> Sequence[str]:
    """Take in what was just changed, inside its transaction, as far as that is quick.

    The list is up to date with this. The words of a great deal at once, as of an import, and
    those of a very long text wait for `work`.

    Returns:
        The ids of what was taken into the list, or left it.
    """
    changed = _due(db)
    gone = _list(db, changed)

    def take_in() -> None:
        _drop(db, gone)
        for kind, own in changed if len(changed) <= _MOST_AT_ONCE else ():
            row = db.execute(
                "SELECT number FROM search_entry WHERE kind = ? AND record_id = ?", (kind, own)
            ).fetchone()
            text = _words(db, kind, [own]).get(own, "")
            if row and len(text) <= _LONGEST_AT_ONCE:
                _read(db, row[0], text)

    if changed:
        _try(db, take_in)
    return [own for _, own in changed]


def work(db: Connection, *, most: int = _LONGEST_AT_ONCE) -> bool:
    """Take in a slice of what is due, inside a transaction.

    Args:
        db: Open connection.
        most: Stop after that many characters.

    Returns:
        Whether anything is left.
    """
    _try(db, partial(_work, db, most))
    return due(db) > 0


def forget(db: Connection) -> None:
    """Let go of the words of what changed but was not taken in yet, inside a transaction.

    For what is to leave no trace: its former words are gone with this, the rest is still due.
    """
    rows = db.execute(
        "SELECT number FROM search_due JOIN search_entry USING (kind, record_id)"
    ).fetchall()
    _try(db, partial(_drop, db, [number for (number,) in rows]))


def renew(db: Connection) -> None:
    """Begin anew, inside a transaction: nothing is found until `work` has read it again."""
    (made_by,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'search'").fetchone()
    db.execute("DROP TABLE search")
    db.execute(made_by)
    db.execute("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)")
    db.execute("UPDATE search_entry SET is_read = 0")


def rebuild(db: Connection) -> None:
    """Make list and index again from the records, inside a transaction, whatever it takes."""
    renew(db)
    db.execute("DELETE FROM search_entry")
    for kind in SOURCES:
        db.execute(_ALL_DUE[kind])
    while work(db, most=10 * _LONGEST_AT_ONCE):
        pass


def matching(db: Connection, terms: Sequence[Term]) -> Collection[int]:
    """Return the numbers of the entries, shown or not, whose words have every one of ``terms``.

    Raises:
        SearchDamagedError: The words cannot be searched.
    """
    wanted = " AND ".join(
        f'"{" ".join(term.words)}"' + ("*" if term.is_beginning else "") for term in terms
    )
    try:
        # In one piece: a first letter finds nearly everything, and a row for each takes longer
        # than finding it.
        (found,) = db.execute(
            "SELECT json_group_array(rowid) FROM search WHERE search MATCH ?", (wanted,)
        ).fetchone()
    except driver.DatabaseError as error:
        if not _is_of_index(error):
            raise
        raise SearchDamagedError from error
    return msgspec.json.decode(found, type=set[int])


def _due(db: Connection, most: int = -1) -> Sequence[tuple[Kind, str]]:
    rows = db.execute("SELECT kind, record_id FROM search_due LIMIT ?", (most,))
    return [(Kind(kind), own) for kind, own in rows]


def _work(db: Connection, most: int) -> None:
    waiting = _due(db, _AT_ONCE)
    if waiting:
        _drop(db, _list(db, waiting))
        return
    while most > 0 and (row := db.execute(_UNREAD).fetchone()):
        number, kind, own = row
        text = _words(db, Kind(kind), [own]).get(own, "")
        _read(db, number, text)
        most -= len(text) + _EACH


def _list(db: Connection, changed: Sequence[tuple[Kind, str]]) -> Sequence[int]:
    """Bring those into the list, and return the numbers of what left it for good."""
    by_kind: dict[Kind, list[str]] = defaultdict(list)
    for kind, own in changed:
        by_kind[kind].append(own)
    gone = []
    for kind, own_ids in by_kind.items():
        ids = msgspec.json.encode(own_ids).decode()
        db.execute(_LIST[kind], {"ids": ids, "blanks": BLANKS})
        gone += [number for (number,) in db.execute(_GONE[kind], (ids,))]
        db.execute(
            """
            DELETE FROM search_due
            WHERE kind = ? AND record_id IN (SELECT value FROM json_each(?))
            """,
            (kind, ids),
        )
    db.executemany("DELETE FROM search_entry WHERE number = ?", [(number,) for number in gone])
    return gone


def _drop(db: Connection, numbers: Sequence[int]) -> None:
    """Let the words of those numbers go."""
    for number in numbers:
        db.execute("DELETE FROM search WHERE rowid = ?", (number,))
        db.execute("UPDATE search_entry SET is_read = 0 WHERE number = ?", (number,))


def _words(db: Connection, kind: Kind, own_ids: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    ids = msgspec.json.encode(own_ids).decode()
    for own, open_words, private_words in db.execute(SOURCES[kind].words, {"ids": ids}):
        found[own] += (open_words, private_words)
    return {own: "\n".join(texts) for own, texts in found.items()}


def _read(db: Connection, number: int, text: str) -> None:
    folded = folding.fold(text)
    row = db.execute("SELECT folded FROM search WHERE rowid = ?", (number,)).fetchone()
    # Most changes leave the words as they are, and rewriting them is what takes the time.
    if (row[0] if row else "") != folded:
        if row:
            db.execute("DELETE FROM search WHERE rowid = ?", (number,))
        if folded:
            db.execute("INSERT INTO search (rowid, folded) VALUES (?, ?)", (number, folded))
    db.execute("UPDATE search_entry SET is_read = 1 WHERE number = ?", (number,))


def _try(db: Connection, take_in: Callable[[], None]) -> None:
    """Take something into the index; where that is damaged, begin it anew.

    The record it is made of is kept all the same.
    """
    db.execute("SAVEPOINT search")
    try:
        take_in()
        # The engine writes what it gathered when a step begins. A fault is to show here, and
        # not when the record is kept.
        db.execute("SAVEPOINT written")
        db.execute("RELEASE written")
    except driver.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != driver.SQLITE_CORRUPT:
            raise
        db.execute("ROLLBACK TO search")
        renew(db)
    db.execute("RELEASE search")


def _is_of_index(error: driver.DatabaseError) -> bool:
    """Tell whether the index is damaged and not the file: it can be made from the records."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code == _CORRUPT_TABLE or (
        code == driver.SQLITE_CORRUPT and str(error).startswith("fts5:")
    )
