import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typing_extensions import override

from sessiondesk.store import connection, driver
from sessiondesk.store.connection import (
    APPLICATION_ID,
    connect,
    create,
    outside_causes,
    transaction,
)
from sessiondesk.store.errors import (
    EncryptionMissingError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreIOError,
    StoreMissingError,
    StoreReadOnlyError,
)

KEY = "5e" * 32
VAULT_ID = "d1" * 16
SENTENCE = "the heron stood quite still"


@pytest.fixture
def path(tmp_path):
    """A file with one table and one sentence in it, closed."""
    path = tmp_path / "vault.db"
    db = create(path, KEY, VAULT_ID)
    with transaction(db):
        db.execute("CREATE TABLE word (text TEXT NOT NULL) STRICT")
        db.execute("INSERT INTO word VALUES (?)", (SENTENCE,))
    db.close()
    return path


@pytest.fixture
def open_(path):
    opened = []

    def open_(**how):
        opened.append(connect(path, KEY, VAULT_ID, **how))
        return opened[-1]

    yield open_
    for db in opened:
        db.close()


@pytest.fixture
def altered_driver(monkeypatch):
    """Have the driver hear one statement as another, or fail at it."""

    def alter(heard, meant):
        class Altered(driver.Connection):
            @override
            def execute(self, sql, *values):
                if sql != heard:
                    return super().execute(sql, *values)
                if isinstance(meant, Exception):
                    raise meant
                return super().execute(meant)

        real = driver.connect
        monkeypatch.setattr(
            driver, "connect", lambda *args, **named: real(*args, **named, factory=Altered)
        )

    return alter


def insert_and_fail(db):
    with transaction(db):
        db.execute("INSERT INTO word VALUES ('first half')")
        raise LookupError


def insert_and_lose_the_transaction(db):
    with transaction(db):
        db.execute("INSERT INTO word VALUES ('first half')")
        db.execute("ROLLBACK")
        raise LookupError


def words(db):
    return [text for (text,) in db.execute("SELECT text FROM word ORDER BY rowid")]


def ask(db, pragma):
    return db.execute(f"PRAGMA {pragma}").fetchone()[0]


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_what_is_kept_is_read_back_and_stands_nowhere_in_the_file(path, open_):
    assert words(open_()) == [SENTENCE]
    assert SENTENCE.encode() not in path.read_bytes()
    assert b"SQLite" not in path.read_bytes()


def test_the_file_begins_with_the_id_of_the_vault_and_is_for_its_owner_only(path):
    assert path.read_bytes()[:16].hex() == VAULT_ID
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_setting_is_made(open_):
    db = open_()

    settings = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "normal",
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "cache_size": -32000,
        "busy_timeout": 250,
        "cipher_log_level": "NONE",
        "application_id": APPLICATION_ID,
        "query_only": 0,
    }
    assert {name: ask(db, name) for name in settings} == settings
    assert db.isolation_level is None


def test_a_file_system_without_shared_memory_gets_a_rollback_journal(open_, altered_driver):
    altered_driver("PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE")

    db = open_()

    assert (ask(db, "journal_mode"), ask(db, "synchronous")) == ("truncate", 3)


def test_nothing_is_made_where_no_file_is(tmp_path):
    with pytest.raises(StoreMissingError):
        connect(tmp_path / "vault.db", KEY, VAULT_ID)

    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_never_taken_for_a_new_one(tmp_path):
    path = tmp_path / "vault.db"
    path.touch()

    with pytest.raises(StoreMissingError):
        connect(path, KEY, VAULT_ID)

    assert path.stat().st_size == 0


@pytest.mark.parametrize("size", [1, 16, 4095])
def test_a_file_without_a_whole_page_is_never_taken_for_a_new_one(path, size):
    os.truncate(path, size)

    with pytest.raises(StoreDamagedError):
        connect(path, KEY, VAULT_ID)

    assert path.stat().st_size == size


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), StoreReadOnlyError),
        (FileNotFoundError(2, "No such file or directory"), StoreMissingError),
        (OSError(5, "Input/output error"), StoreIOError),
    ],
)
def test_a_file_that_may_not_even_be_looked_at_is_told_as_such(path, monkeypatch, error, told):
    def refuse(_):
        raise error

    monkeypatch.setattr(Path, "is_file", refuse)

    with pytest.raises(StoreError) as raised:
        connect(path, KEY, VAULT_ID)
    assert type(raised.value) is told


def test_a_disk_that_does_not_even_say_how_full_it_is_has_failed(path, monkeypatch):
    def fail(*_, **__):
        raise StoreIOError

    def refuse(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(connection, "_try_out", fail)
    monkeypatch.setattr("shutil.disk_usage", refuse)

    with pytest.raises(StoreIOError):
        connect(path, KEY, VAULT_ID)


def test_a_new_file_never_takes_the_place_of_another(path):
    with pytest.raises(FileExistsError):
        create(path, KEY, VAULT_ID)


@pytest.mark.parametrize("key", ["5e" * 31, "5E" * 32, "5e" * 32 + "\n", "'" + "5e" * 31 + "5"])
def test_a_key_of_another_form_is_refused_and_not_repeated(path, key):
    with pytest.raises(ValueError, match="form") as raised:
        connect(path, key, VAULT_ID)

    assert "5e" not in str(raised.value)


def test_another_key_is_damage_because_keys_are_proven_before(path):
    with pytest.raises(StoreDamagedError):
        connect(path, "00" * 32, VAULT_ID)


@pytest.mark.parametrize("place", [16, 50, 1000, 4090])
def test_damage_to_the_first_page_is_damage(path, place):
    flip(path, place)

    with pytest.raises(StoreDamagedError):
        connect(path, KEY, VAULT_ID)


def test_damage_further_in_is_damage_when_it_is_read(path, open_):
    flip(path, 4096 + 100)
    db = open_()

    with pytest.raises(StoreDamagedError), outside_causes():
        words(db)


def test_damage_to_the_first_bytes_does_no_harm(path, open_):
    flip(path, 3)

    assert words(open_()) == [SENTENCE]


def test_the_file_of_another_program_is_refused(path, open_):
    open_().execute("PRAGMA application_id = 7")

    with pytest.raises(StoreDamagedError):
        open_()


def test_an_odd_name_is_no_obstacle(tmp_path):
    path = tmp_path / "ä ?mode=memory&x=%41#'\"\n" / "vault.db"
    path.parent.mkdir()

    create(path, KEY, VAULT_ID).close()
    connect(path, KEY, VAULT_ID).close()

    assert [each.name for each in path.parent.iterdir()] == ["vault.db"]


def test_a_worker_sees_what_was_kept_and_changes_nothing(open_):
    window, worker = open_(), open_(read_only=True, busy_timeout_ms=2000)

    with transaction(window):
        window.execute("INSERT INTO word VALUES ('kept')")

    assert words(worker) == [SENTENCE, "kept"]
    assert ask(worker, "busy_timeout") == 2000
    with pytest.raises(StoreReadOnlyError), outside_causes():
        worker.execute("DELETE FROM word")


def test_a_file_on_a_medium_that_cannot_be_written_is_read_without_a_trace(path, open_):
    before = sorted(path.parent.iterdir())

    db = open_(immutable=True)

    assert words(db) == [SENTENCE]
    assert sorted(path.parent.iterdir()) == before
    with pytest.raises(StoreReadOnlyError), outside_causes():
        db.execute("DELETE FROM word")


def test_another_program_that_writes_is_found_while_opening(open_):
    other = open_()
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusyError):
        open_()

    other.execute("ROLLBACK")


def test_another_program_that_writes_is_found_while_saving(open_):
    other, db = open_(), open_()
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusyError), transaction(db):
        pytest.fail("never begun")

    other.execute("ROLLBACK")
    assert not db.in_transaction


def test_all_of_a_step_is_kept_or_none_of_it(open_):
    db = open_()

    with pytest.raises(LookupError):
        insert_and_fail(db)

    assert words(db) == [SENTENCE]
    assert not db.in_transaction


def test_a_step_within_a_step_is_a_mistake_of_ours(open_):
    db = open_()

    with pytest.raises(RuntimeError), transaction(db), transaction(db):
        pytest.fail("never begun")

    assert not db.in_transaction


def test_a_full_disk_keeps_nothing_and_spoils_nothing(open_):
    db = open_()
    db.execute(f"PRAGMA max_page_count = {ask(db, 'page_count')}")

    with pytest.raises(StoreFullError), transaction(db):
        db.execute("INSERT INTO word VALUES (?)", ("long " * 20_000,))

    db.execute("PRAGMA max_page_count = 100000")
    with transaction(db):
        db.execute("INSERT INTO word VALUES ('later')")
    assert words(db) == [SENTENCE, "later"]


def test_a_step_that_sqlite_ended_itself_is_not_ended_twice(open_):
    db = open_()

    with pytest.raises(LookupError):
        insert_and_lose_the_transaction(db)

    assert words(db) == [SENTENCE]


def test_the_main_file_follows_each_save(path, open_):
    db = open_()
    with transaction(db):
        db.execute("INSERT INTO word VALUES (?)", ("more " * 20_000,))

    # Copied as it is at this moment, without the log.
    copied = path.with_name("copy.db")
    copied.write_bytes(path.read_bytes())
    copy = connect(copied, KEY, VAULT_ID)
    assert len(words(copy)) == 2
    copy.close()


def test_a_log_that_cannot_be_emptied_is_not_a_failed_save(path, open_):
    db, reader = open_(), open_(read_only=True)
    reader.execute("BEGIN")
    words(reader)

    with transaction(db):
        db.execute("INSERT INTO word VALUES ('kept')")

    assert words(open_()) == [SENTENCE, "kept"]
    reader.execute("ROLLBACK")


def test_a_checkpoint_that_fails_is_not_a_failed_save(open_, altered_driver):
    altered_driver("PRAGMA wal_checkpoint(PASSIVE)", driver.OperationalError("disk I/O error"))
    db = open_()

    with transaction(db):
        db.execute("INSERT INTO word VALUES ('kept')")

    assert words(db) == [SENTENCE, "kept"]


def test_a_mistake_of_ours_stays_one(open_):
    with pytest.raises(driver.OperationalError), outside_causes():
        open_().execute("SELECT nonsense")


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (driver.SQLITE_BUSY | 5 << 8, StoreBusyError),
        (driver.SQLITE_CANTOPEN, StoreReadOnlyError),
        (driver.SQLITE_CORRUPT | 1 << 8, StoreDamagedError),
        (driver.SQLITE_FULL, StoreFullError),
        (driver.SQLITE_IOERR | 10 << 8, StoreIOError),
        (driver.SQLITE_NOTADB, StoreDamagedError),
        (driver.SQLITE_PERM, StoreReadOnlyError),
        (driver.SQLITE_PROTOCOL, StoreBusyError),
        (driver.SQLITE_READONLY | 4 << 8, StoreReadOnlyError),
    ],
)
def test_causes_are_told_by_their_code(code, cause):
    error = driver.OperationalError("words that may change")
    error.sqlite_errorcode = code

    with pytest.raises(cause) as raised, outside_causes():
        raise error

    assert type(raised.value) is cause


def test_an_error_shows_its_class_and_nothing_else():
    def classes(base):
        return [base, *(each for child in base.__subclasses__() for each in classes(child))]

    shown = {str(each()) for each in classes(StoreError)}
    assert len(shown) == len(classes(StoreError))
    assert all(line.endswith(".") and "\n" not in line for line in shown)


def test_a_disk_that_fails_while_opening_is_told_from_one_that_is_full(path, monkeypatch):
    def fail(*_, **__):
        error = driver.OperationalError("disk I/O error")
        error.sqlite_errorcode = driver.SQLITE_IOERR
        raise error

    monkeypatch.setattr(driver, "connect", fail)
    with pytest.raises(StoreIOError):
        connect(path, KEY, VAULT_ID)

    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 0}))
    with pytest.raises(StoreFullError):
        connect(path, KEY, VAULT_ID)


def test_a_driver_that_cannot_encrypt_opens_nothing(path):
    # The real thing without encryption: Python's own sqlite3.
    script = f"""
import sqlite3, sys, types
plain = types.ModuleType("sqlcipher3.dbapi2")
plain.__dict__.update(vars(sqlite3))
sys.modules["sqlcipher3"] = types.ModuleType("sqlcipher3")
sys.modules["sqlcipher3.dbapi2"] = plain
from pathlib import Path
from sessiondesk.store.connection import connect, create
from sessiondesk.store.errors import EncryptionMissingError
for attempt, path in ((create, {str(path) + ".new"!r}), (connect, {str(path)!r})):
    try:
        attempt(Path(path), {KEY!r}, {VAULT_ID!r})
    except EncryptionMissingError:
        print("refused")
"""
    before = path.read_bytes()

    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.split() == ["refused", "refused"]
    assert path.read_bytes() == before
    assert Path(f"{path}.new").stat().st_size == 0


def test_a_driver_with_weaker_settings_opens_nothing(path, altered_driver):
    altered_driver("PRAGMA cipher_use_hmac", "SELECT '0'")

    with pytest.raises(EncryptionMissingError):
        connect(path, KEY, VAULT_ID)
