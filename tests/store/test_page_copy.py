import resource
from contextlib import contextmanager

import pytest

from sessiondesk.store import driver
from sessiondesk.store.connection import connect, create, outside_causes, transaction
from sessiondesk.store.errors import StoreDamagedError, StoreFullError, StoreIOError
from sessiondesk.store.page_copy import copy_pages

KEY = "5e" * 32
VAULT_ID = "d1" * 16
PAGE = 4096


@pytest.fixture
def path(tmp_path):
    """A closed file of a hundred pages and more."""
    path = tmp_path / "vault.db"
    db = create(path, KEY, VAULT_ID)
    with transaction(db):
        db.execute("CREATE TABLE word (text TEXT NOT NULL) STRICT")
        db.executemany("INSERT INTO word VALUES (?)", (("word " * 1000,) for _ in range(100)))
    db.close()
    return path


@pytest.fixture
def source(path):
    db = connect(path, KEY, VAULT_ID, read_only=True)
    yield db
    db.close()


@pytest.fixture
def target(tmp_path):
    db = create(tmp_path / "copy.db", KEY, VAULT_ID)
    yield db
    db.close()


@contextmanager
def longest_file(size):
    """Let no file become longer than ``size`` in bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def say_nothing(_share):
    pass


def test_a_copy_is_the_same(source, target):
    told: list[float] = []

    copy_pages(source, target, tell=told.append)

    everything = "SELECT rowid, text FROM word"
    assert target.execute(everything).fetchall() == source.execute(everything).fetchall()
    assert told[-1] == 1


def test_who_is_told_of_it_can_end_it(source, target):
    def stop(_share):
        raise LookupError

    with pytest.raises(LookupError):
        copy_pages(source, target, tell=stop)


def test_a_damaged_page_spoils_the_copy_and_is_found_by_a_check(path, source, target):
    with path.open("r+b") as file:
        file.seek(50 * PAGE)
        file.write(bytes(10))

    copy_pages(source, target, tell=say_nothing)

    for db in (source, target):
        with pytest.raises(StoreDamagedError), outside_causes():
            db.execute("SELECT count(*) FROM word")


def test_a_target_that_cannot_be_written_is_told_by_its_cause(source, target):
    with longest_file(20 * PAGE), pytest.raises(StoreIOError):
        copy_pages(source, target, tell=say_nothing)

    target.execute("PRAGMA max_page_count = 20")
    with pytest.raises(StoreFullError):
        copy_pages(source, target, tell=say_nothing)


def test_a_mistake_of_ours_stays_one(source, target):
    def ask_wrongly(_share):
        source.execute("SELECT nothing FROM nowhere")

    with pytest.raises(driver.OperationalError):
        copy_pages(source, target, tell=ask_wrongly)
