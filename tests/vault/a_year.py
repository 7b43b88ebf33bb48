"""A vault with a made-up year in it, and ways to damage a copy of it."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sessiondesk import demo
from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.checkin import NoteLine
from sessiondesk.domain.period import Period
from sessiondesk.store.connection import Connection, connect
from sessiondesk.vault import btree, creating, opening, pages, shape
from sessiondesk.vault.backing_up import back_up
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.creating import NewVault
from sessiondesk.vault.opened import OpenVault
from sessiondesk.vault.unsealing import Unsealed

PAGE = 4096
NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def year(new_vault: NewVault, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with a year in it. Copy it, and leave it as it is."""
    folder: Path = tmp_path_factory.mktemp("year") / "mine.sdesk"
    with creating.write(folder, new_vault, now=NOW) as vault:
        journal = journal_of(vault)
        demo.fill(journal, today=NOW.date())
        journal.close()
    # On another day: what is changed then has versions.
    with opening.open_vault(new_vault.unsealed(folder), now=NOW) as vault:
        journal = journal_of(vault)
        period = Period(first=NOW.date() - timedelta(days=365), last=NOW.date())
        for number, checkin in enumerate(journal.checkins.between(period)):
            if number % 4 == 0:
                lines = (*checkin.lines, NoteLine(text="A line that came later."))
                journal.checkins.record(replace(checkin, lines=lines))
        for goal in journal.goals.all():
            journal.goals.record(replace(goal, text=f"{goal.text}, in other words"))
        for assessment in journal.measures.of("gad7"):
            journal.measures.record(replace(assessment, on_sheet=True))
        journal.close()
    return folder


@pytest.fixture
def damaged(year: Path, tmp_path: Path) -> Path:
    """A copy of the year that a test may damage."""
    return Path(shutil.copytree(year, tmp_path / "mine.sdesk"))


@pytest.fixture
def unsealed(damaged: Path, new_vault: NewVault) -> Unsealed:
    """The keys of that copy."""
    return new_vault.unsealed(damaged)


def opened(unsealed: Unsealed) -> OpenVault:
    """Open a vault whose keys are in hand."""
    return opening.open_vault(unsealed, now=NOW)


def backup_of(vault: OpenVault, now: datetime = NOW) -> BackupFile:
    """Make a backup of an open vault."""
    return back_up(vault.backup_source(), Reason.ASKED, now=now)


def database(unsealed: Unsealed, folder: Path | None = None) -> Connection:
    """Open a database as it lies there, for reading."""
    return connect(
        (folder or unsealed.folder) / "vault.db",
        unsealed.keys.database.hex(),
        unsealed.used.vault_id.hex(),
        immutable=True,
    )


def rows_of(unsealed: Unsealed, folder: Path | None = None) -> dict[str, set[Any]]:
    """Return all rows with their rowids, by table; what an opening notes is left out."""
    db = database(unsealed, folder)
    try:
        found = {
            name: set(db.execute(f'SELECT rowid, * FROM "{name}"').fetchall())
            for name in shape.of_version()
            if name != "meta"
        }
    finally:
        db.close()
    return found


def read_pages(unsealed: Unsealed, **options: Any) -> pages.Pages:
    """Read the pages of a database as it lies there."""
    used, keys = unsealed.used, unsealed.keys
    return pages.read(unsealed.folder / used.db_file, keys.database, used.vault_id, **options)


def tree_of(unsealed: Unsealed, name: str) -> list[int]:
    """Return the numbers of the pages of a table or index, the root first."""
    db = database(unsealed)
    try:
        (root,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
    finally:
        db.close()
    visited = btree.read(read_pages(unsealed).plain, root).visited
    return [root, *sorted(visited - {root})]


def overwrite(folder: Path, numbers: Iterable[int], content: bytes | None = None) -> None:
    """Put other bytes in the place of whole pages; nothing of them can be told any more."""
    with (folder / "vault.db").open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE)
            # With an empty part, so that nobody looks for a single wrong bit in it.
            file.write(os.urandom(PAGE // 2).ljust(PAGE, b"\0") if content is None else content)


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Turn one bit of a file around."""
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))
