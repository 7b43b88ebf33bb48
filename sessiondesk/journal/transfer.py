"""The whole journal, taken out as one file and brought in from one.

What it takes to do so is imported when it is done: hardly any sitting needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessiondesk.journal.part import Part
from sessiondesk.store import search
from sessiondesk.store.connection import Connection, outside_causes, transaction
from sessiondesk.store.kinds import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sessiondesk.exchange.journal_json import Contents, Progress
    from sessiondesk.journal.merging import Merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came in, or would, in numbers of records by kind; a kind without any is not there.

    Attributes:
        new: Were not here before.
        changed: Were here, and had been changed there later.
        earlier: Were here, and had been changed here later; what came stays as an earlier
            version.
        restored: Came out of the bin.
        same: Were here already.
        ahead: What of that is about a day that has not come yet anywhere: it is kept as it is.
        is_made_up: The file holds made-up data.
    """

    new: Mapping[str, int]
    changed: Mapping[str, int]
    earlier: Mapping[str, int]
    restored: Mapping[str, int]
    same: Mapping[str, int]
    ahead: Mapping[str, int]
    is_made_up: bool

    @property
    def is_nothing(self) -> bool:
        """Whether every record of the file was here already."""
        return not (self.new or self.changed or self.earlier or self.restored)


def export_from(db: Connection, *, progress: Progress | None = None) -> bytes:
    """Return all that is in the file as one JSON document. It is not encrypted.

    Args:
        db: Connection to the file. A worker gives its own.
        progress: Told the share that is done, 0 to 1. What it raises ends the work.

    Raises:
        StoreError: The file cannot be read.
    """
    from sessiondesk.exchange import journal_json  # noqa: PLC0415 - seldom needed
    from sessiondesk.store import whole  # noqa: PLC0415

    with outside_causes():
        db.execute("BEGIN")
        try:
            tables = whole.tables(db)
        finally:
            db.execute("ROLLBACK")
    rows = {name: (table.columns, table.rows) for name, table in tables.items()}
    return journal_json.document(rows, progress=progress)


def preview_from(db: Connection, contents: Contents, *, at: str) -> Brought:
    """Return what `bring_in_from` would come to. Nothing is written.

    Args:
        db: Connection to the file. A worker gives its own.
        contents: What `journal_json.read` made of the file that is to come in.
        at: UTC stamp of now.

    Raises:
        JournalFileError: The two cannot be put together.
        StoreError: The file cannot be read.
    """
    with outside_causes():
        db.execute("BEGIN")
        try:
            return _merge(db, contents, at).brought
        finally:
            db.execute("ROLLBACK")


def bring_in_from(
    db: Connection, contents: Contents, *, at: str, progress: Progress | None = None
) -> Brought:
    """Put what an export holds beside what is in the file, all of it or nothing.

    For a worker. The journal has to stand by meanwhile and start anew afterwards.

    Args:
        db: The worker's own connection, which may write.
        contents: What `journal_json.read` made of the file that is to come in.
        at: UTC stamp of now.
        progress: Told the share that is done, 0 to 1. What it raises ends the work, and
            nothing was brought in.

    Raises:
        JournalFileError: The two cannot be put together. Nothing was brought in.
        StoreError: Nothing was brought in.
    """
    with transaction(db):
        merge = _merge(db, contents, at)
        merge.write(progress or _tell_nobody)
        search.keep_up(db)
    return merge.brought


class Transfer(Part):
    """Takes the whole journal out, and brings a whole one in."""

    def export(self, *, progress: Progress | None = None) -> bytes:
        """Return all that is in the journal as one JSON document. It is not encrypted.

        Args:
            progress: Told the share that is done, 0 to 1. What it raises ends the work.

        Raises:
            StoreError: The file cannot be read.
        """
        return export_from(self._db, progress=progress)

    def preview(self, contents: Contents) -> Brought:
        """Return what `bring_in` would come to. Nothing is written.

        Raises:
            JournalFileError: The two cannot be put together.
            StoreError: The file cannot be read.
        """
        with outside_causes():
            return _merge(self._db, contents, stamp(self._journal.now())).brought

    def bring_in(self, contents: Contents, *, progress: Progress | None = None) -> Brought:
        """Put what an export holds beside what is here, all of it or nothing.

        It cannot be undone, and neither can what was done before it: make a backup first.

        Args:
            contents: What `journal_json.read` made of the file.
            progress: Told the share that is done, 0 to 1. What it raises ends the work, and
                nothing was brought in.

        Raises:
            JournalFileError: The two cannot be put together. Nothing was brought in.
            StoreError: Nothing was brought in.
        """
        with self._journal.writing():
            merge = _merge(self._db, contents, stamp(self._journal.now()))
            merge.write(progress or _tell_nobody)
        self._journal.start_anew()
        return merge.brought


def _merge(db: Connection, contents: Contents, at: str) -> Merge:
    from sessiondesk.journal.merging import Merge  # noqa: PLC0415 - seldom needed

    return Merge(db, contents, at=at)


def _tell_nobody(_: float) -> None:
    """Take the place of a progress bar where there is none."""
