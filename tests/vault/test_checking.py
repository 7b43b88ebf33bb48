import pytest

from sessiondesk.store import driver
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreIOError
from sessiondesk.vault import checking


@pytest.fixture
def filled(folder, open_):
    """The vault's folder, with enough in it to fill many pages; closed."""
    vault = open_()
    with transaction(vault.db):
        for number in range(40):
            vault.db.execute("INSERT INTO meta VALUES (?, ?)", (f"n{number}", "owl " * 900))
    vault.close()
    return folder


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_sound_journal_is_found_sound_and_counted(open_, filled):
    found = open_().check()

    assert found.is_sound
    assert (found.bad_pages, found.structure_problems, found.reference_problems) == ((), 0, 0)
    assert found.rows["meta"] == 43
    assert found.rows["checkin"] == 0
    assert found.pages * 4096 == (filled / "vault.db").stat().st_size


def test_a_damaged_page_is_found_with_its_number(open_, filled):
    size = (filled / "vault.db").stat().st_size
    vault = open_()
    vault.close()
    page = size // 4096 - 3
    flip(filled / "vault.db", (page - 1) * 4096 + 1000)

    found = open_().check()

    assert not found.is_sound
    assert found.bad_pages == (page,)


def test_a_table_that_cannot_be_read_is_found(filled, open_):
    vault = open_()
    root = vault.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tag'").fetchone()[0]
    vault.close()
    flip(filled / "vault.db", (root - 1) * 4096 + 50)

    found = open_().check()

    assert found.bad_pages == (root,)
    assert found.rows["tag"] == -1
    assert found.structure_problems > 0
    assert not found.is_sound


def test_bytes_after_the_end_are_found_and_the_journal_opens(filled, open_):
    with (filled / "vault.db").open("ab") as file:
        file.write(b"trailing")

    found = open_().check()

    assert not found.is_sound
    assert found.bad_pages


def test_a_reference_to_nothing_is_found(open_):
    db = open_().db
    db.execute("CREATE TABLE one (id TEXT PRIMARY KEY) STRICT")
    db.execute("CREATE TABLE many (one_id TEXT REFERENCES one (id)) STRICT")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO many VALUES ('gone')")

    found = checking.check(db)

    assert (found.reference_problems, found.is_sound) == (1, False)


def test_what_waits_in_the_log_is_not_taken_for_damage(open_):
    vault = open_()
    reader = vault.connect_worker()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    with transaction(vault.db):
        vault.db.execute("INSERT INTO meta VALUES ('more', ?)", ("owl " * 9000,))
    reader.execute("ROLLBACK")

    assert vault.check().is_sound
    reader.close()


def test_a_list_of_tables_that_cannot_be_read_is_an_empty_one(open_, monkeypatch):
    class Damaged(driver.Connection):
        def execute(self, sql, *values):  # type: ignore[explicit-override]
            if "FROM sqlite_master" in sql and "type = 'table'" in sql:
                raise driver.DatabaseError("database disk image is malformed")
            return super().execute(sql, *values)

    real = driver.connect
    monkeypatch.setattr(
        driver, "connect", lambda *args, **named: real(*args, **named, factory=Damaged)
    )

    assert open_().check().rows == {}


def test_a_complaint_without_a_page_number_counts_too():
    assert checking._page("the file is too short") == 0
    assert checking._page("HMAC verification failed for page 17") == 17


def test_a_file_that_cannot_be_read_at_all_is_not_checked(open_):
    db = open_().db

    class Failing:
        def execute(self, sql):
            if "cipher_integrity" in sql:
                error = driver.OperationalError("disk I/O error")
                error.sqlite_errorcode = driver.SQLITE_IOERR
                raise error
            return db.execute(sql)

    with pytest.raises(StoreIOError):
        checking.check(Failing())  # type: ignore[arg-type]


def test_nothing_moves_while_a_worker_looks(open_):
    vault = open_()
    worker = vault.connect_worker()
    seen: list[int] = []

    def meanwhile():
        # In the middle of the check the window saves, and its checkpoint has to wait.
        if not seen:
            seen.append(len(vault.db.execute("SELECT * FROM meta").fetchall()))
            with transaction(vault.db):
                vault.db.execute("INSERT INTO meta VALUES ('more', ?)", ("owl " * 9000,))
        return 0

    worker.set_progress_handler(meanwhile, 20)
    found = checking.check(worker)

    assert found.is_sound
    assert seen == [found.rows["meta"]]
    worker.close()
    assert vault.check().rows["meta"] == found.rows["meta"] + 1
