"""What every test can ask for: a clock that stands, an encrypted file, the journal over it."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything of Qt is imported: tests that need a real screen start a process of their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from sessiondesk import paths
from sessiondesk.domain.instrument import Instruments
from sessiondesk.domain.prompts import Prompts
from sessiondesk.exchange import instrument_file, prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store import connection
from sessiondesk.store.connection import Connection
from sessiondesk.store.migrations import migrate

# How long an example takes says something of the machine and nothing of the code.
settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("patient")

SUMMER = timezone(timedelta(hours=2))
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=SUMMER)  # a Tuesday
ZONE = "Europe/Berlin"
KEY = "5e" * 32
VAULT_ID = "d1" * 16


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **stretch: float) -> None:
        """Let time go by, given as for timedelta."""
        self.moment += timedelta(**stretch)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon of Tuesday 12 May 2026, in summer time."""
    return Clock(NOON)


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    """What the program asks."""
    return prompt_file.load(paths.resources() / "prompts" / "en.json")


@pytest.fixture(scope="session")
def instruments() -> Instruments:
    """The questionnaires that come with the program."""
    return instrument_file.load(paths.resources() / "instruments")


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    """Where the encrypted file of ``db`` is."""
    return tmp_path / "vault.db"


@pytest.fixture(scope="session")
def _new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # The steps of all versions take longer than most tests: they are gone through once.
    path = tmp_path_factory.mktemp("new") / "vault.db"
    made = connection.create(path, KEY, VAULT_ID)
    migrate(made)
    made.close()
    return path


@pytest.fixture
def open_db(db_path: Path, _new_file: Path) -> Iterator[Callable[[], Connection]]:
    """Open the encrypted file once more, as after a crash of the process that had it."""
    opened: list[Connection] = []

    def open_() -> Connection:
        if not db_path.exists():
            shutil.copy(_new_file, db_path)
        made = connection.connect(db_path, KEY, VAULT_ID)
        opened.append(made)
        migrate(made)
        return made

    yield open_
    for each in opened:
        each.close()


@pytest.fixture
def db(open_db: Callable[[], Connection]) -> Connection:
    """A real encrypted file with the tables of today, and nothing in it."""
    return open_db()


@pytest.fixture
def connect(db: Connection, db_path: Path) -> Callable[[], Connection]:
    """A second connection to the file of ``db`` that reads only, for whoever calls this."""
    return lambda: connection.connect(db_path, KEY, VAULT_ID, busy_timeout_ms=2000, read_only=True)


@pytest.fixture
def open_journal(
    clock: Clock,
    prompts: Prompts,
    instruments: Instruments,
    open_db: Callable[[], Connection],
) -> Callable[[], Journal]:
    """Open a journal over the file once more, as after a crash."""

    def open_() -> Journal:
        return Journal(open_db(), now=clock, zone=ZONE, prompts=prompts, instruments=instruments)

    return open_


@pytest.fixture
def journal(db: Connection, clock: Clock, prompts: Prompts, instruments: Instruments) -> Journal:
    """A journal over a real encrypted file, with the built-in scales and nothing else."""
    return Journal(db, now=clock, zone=ZONE, prompts=prompts, instruments=instruments)


@pytest.fixture(scope="session")
def needs_tool() -> Callable[[str], str]:
    """Skip where a tool is missing; where all must be there, as in CI, fail instead."""

    def need(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            if os.environ.get("SESSIONDESK_REQUIRE_TOOLS"):
                pytest.fail(f"{name} is missing, and this run may not skip what needs it")
            pytest.skip(f"{name} is not installed")
        return found

    return need


@pytest.fixture(scope="session")
def real_diary() -> Path:
    """The path of one real person's diary, which is no part of the project."""
    path = os.environ.get("SESSIONDESK_REAL_DIARY")
    if not path:
        pytest.skip("SESSIONDESK_REAL_DIARY names no file")
    return Path(path)
