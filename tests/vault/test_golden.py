"""Journals and backups of every released version of the format open, for ever.

Kept in ``tests/golden``; never made again, only added to. What they hold has to come out of
them as it went in, through whatever the tables have become since.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.tag import Tag
from sessiondesk.exchange import journal_json
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Filters
from sessiondesk.store import connection, search, whole
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.migrations import CURRENT_VERSION, migrate, version_of
from sessiondesk.vault import backing_up, backup_file, opening, pages, restoring, salvage, shape
from sessiondesk.vault.key_slots import SlotKind
from tests.conftest import KEY, VAULT_ID, Clock
from tests.golden import make
from tests.vault.conftest import NOW

VERSIONS = sorted(path.stem for path in make.HERE.glob("version-*.json") if "." not in path.stem)
NEWEST_FORMAT = 5
SOON_AFTER = make.BEGUN.replace(month=3, day=20)  # nothing left the bin by then


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A copy of what is kept of one version."""

    version: int
    folder: Path
    backup: Path
    export: bytes
    secrets: Mapping[SlotKind, str]


@pytest.fixture(params=VERSIONS)
def golden(request, tmp_path: Path) -> Golden:
    kept = make.HERE / request.param
    secrets = json.loads(kept.with_suffix(".secrets.json").read_text("utf-8"))
    return Golden(
        version=int(request.param.removeprefix("version-")),
        folder=shutil.copytree(kept.with_suffix(".sdesk"), tmp_path / "golden.sdesk"),
        backup=Path(shutil.copy(kept.with_suffix(".sdbackup"), tmp_path)),
        export=kept.with_suffix(".json").read_bytes(),
        secrets={
            SlotKind.PASSPHRASE: secrets["passphrase"],
            SlotKind.RECOVERY: secrets["recovery_key"],
        },
    )


@pytest.fixture
def brought_in(tmp_path: Path) -> Callable[[bytes], Mapping[str, object]]:
    """Bring an export into a new journal, and return the rows it has then."""

    def brought_in(export: bytes) -> Mapping[str, object]:
        db = connection.create(tmp_path / "new.db", KEY, VAULT_ID)
        try:
            migrate(db)
            journal = make.open_journal(db, Clock(SOON_AFTER))
            journal.transfer.bring_in(journal_json.read(export))
            return rows_of(db)
        finally:
            db.close()

    return brought_in


def rows_of(db: Connection) -> Mapping[str, Sequence[whole.Row]]:
    return {name: sorted(table.rows, key=repr) for name, table in whole.tables(db).items()}


def journal_in(db: Connection) -> Journal:
    return make.open_journal(db, Clock(SOON_AFTER))


def test_there_is_one_of_every_version_of_the_format():
    assert len(VERSIONS) == NEWEST_FORMAT
    assert all((make.HERE / f"version-{n + 1}.json").exists() for n in range(NEWEST_FORMAT))


@pytest.mark.parametrize("kind", SlotKind)
def test_a_golden_journal_opens_and_holds_what_it_held(golden, kind, brought_in):
    unsealed = opening.unseal(golden.folder, golden.secrets[kind], kind)
    with opening.open_vault(unsealed, now=NOW) as vault:
        journal = journal_in(vault.db)

        assert vault.check().is_sound
        assert not vault.is_read_only
        assert rows_of(vault.db) == brought_in(golden.export)
        journal.close()


@pytest.mark.parametrize("kind", SlotKind)
def test_a_golden_backup_is_sound_and_holds_what_the_journal_held(
    golden, kind, brought_in, tmp_path
):
    tried = backing_up.try_out_with(golden.backup, golden.secrets[kind], kind)
    assert tried.rows["checkin"] == 15

    unpacked = restoring.unpack(
        golden.backup, tmp_path / "back.sdesk", golden.secrets[kind], kind, now=NOW
    )
    restored = restoring.put_in_place(unpacked, now=NOW)

    unsealed = opening.unseal(restored.folder, golden.secrets[kind], kind)
    with opening.open_vault(unsealed, now=NOW) as vault:
        journal_in(vault.db).close()
        assert vault.check().is_sound
        assert rows_of(vault.db) == brought_in(golden.export)


def test_what_is_hard_to_keep_is_in_there_and_comes_out(golden):
    unsealed = opening.unseal(golden.folder, golden.secrets[SlotKind.RECOVERY], SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as vault:
        journal = journal_in(vault.db)
        everything = "".join(
            str(value)
            for table in whole.tables(vault.db).values()
            for row in table.rows
            for value in row
        )
        removed = [each.value for each in journal.bin.all()]
        (draft,) = journal.drafts.all()

        assert [each for each in make.WORDS if each not in everything] == []
        assert {type(each) for each in removed} == {CheckIn, Tag}
        assert draft.text == f"mitten im {make.WORDS[5]}"
        assert journal.scales.all()[0].label == "Stimmung"
        assert journal.settings.value.day_end_hour == 3
        assert journal.imports.known(["row 1", "row 2", "row 3"]) == {"row 1", "row 2"}
        offsets = {
            row[1][-6:]
            for row in whole.tables(vault.db)["checkin"].rows
            if isinstance(row[1], str)
        }
        assert offsets == {"+02:00", "+05:45", "-03:30"}


def test_every_table_of_its_version_has_something_in_it(golden):
    document = json.loads(golden.export)

    assert [name for name, rows in document.items() if not rows] == []
    assert document["version"] == golden.version
    tables = {*shape.of_version(golden.version)} - {"meta"}
    assert set(document) - {"format"} == {journal_json.array_of(name) for name in tables} | {
        "version"
    }


def test_a_released_step_is_never_edited(golden):
    """The tables in the file are what the steps make of an empty one today."""
    unsealed = opening.unseal(golden.folder, golden.secrets[SlotKind.RECOVERY], SlotKind.RECOVERY)
    lies_there = connection.connect(
        golden.folder / unsealed.used.db_file,
        unsealed.keys.database.hex(),
        unsealed.used.vault_id.hex(),
        immutable=True,
    )
    made_today = shape.empty(golden.version)
    question = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    try:
        assert lies_there.execute(question).fetchall() == made_today.execute(question).fetchall()
    finally:
        lies_there.close()
        made_today.close()


def test_a_golden_journal_of_an_older_version_is_backed_up_before_it_is_brought_up_to_date(golden):
    unsealed = opening.unseal(golden.folder, golden.secrets[SlotKind.RECOVERY], SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as vault:
        backups = [
            backup_file.read_manifest(each.path) for each in backup_file.all_in(vault.backups)
        ]

        assert version_of(vault.db) == CURRENT_VERSION
        is_older = golden.version < CURRENT_VERSION
        assert [each.schema for each in backups] == ([golden.version] if is_older else [])


def test_what_a_golden_journal_holds_can_be_salvaged_from_its_pages(golden):
    """Also of one that came from an older version: its rows are shorter than its tables."""
    unsealed = opening.unseal(golden.folder, golden.secrets[SlotKind.RECOVERY], SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as vault:
        journal_in(vault.db).close()
        expected = rows_of(vault.db)
    used, keys = unsealed.used, unsealed.keys
    found = salvage.from_pages(
        pages.read(golden.folder / used.db_file, keys.database, used.vault_id)
    )

    assert found.is_whole
    assert {name: set(rows.values()) for name, rows in found.rows.items() if name != "meta"} == {
        name: set(rows) for name, rows in expected.items()
    }


def test_what_a_golden_journal_says_is_found_in_it(golden):
    unsealed = opening.unseal(golden.folder, golden.secrets[SlotKind.RECOVERY], SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as vault:
        journal = journal_in(vault.db)
        with transaction(vault.db):
            search.rebuild(vault.db)

        found = {
            word: journal.entries.find(Filters(text=word)) for word in ("昨日", "mude", "조금")
        }
        assert [word for word, keys in found.items() if not keys] == []
