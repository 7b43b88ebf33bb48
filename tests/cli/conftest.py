"""The command line run in this process, on a vault made once and copied for each test."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sessiondesk import cli
from sessiondesk.cli.opened import journal_of
from sessiondesk.guard import Enforced, Network
from sessiondesk.journal import Journal
from sessiondesk.vault import creating, opening
from sessiondesk.vault.creating import NewVault
from sessiondesk.vault.key_slots import Cost, SlotKind
from tests.vault.conftest import plain_rights

__all__ = ["plain_rights"]

PASSPHRASE = "six plain words on a card"
UNGUARDED = Enforced(
    network=Network.NAMES_ONLY,
    names_blocked=False,
    core_limited=False,
    not_dumpable=False,
    umask=0o022,
    sandbox=None,
    refusal=None,
    problems=(),
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="session")
def new_vault() -> NewVault:
    """Keys that cost little."""
    return creating.prepare(PASSPHRASE, calibration=Cost(m=65_536, t=2, p=1))


@pytest.fixture(scope="session")
def original(new_vault: NewVault, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed, empty journal. Copy it, and leave it as it is."""
    folder: Path = tmp_path_factory.mktemp("original") / "mine.sdesk"
    with creating.write(folder, new_vault, now=datetime(2026, 5, 12, tzinfo=UTC)) as vault:
        journal_of(vault).close()
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A closed journal of this test's own."""
    return Path(shutil.copytree(original, tmp_path / "mine.sdesk"))


@pytest.fixture
def recovery_file(new_vault: NewVault, tmp_path: Path) -> Path:
    """A file with the recovery key, which opens the journal without waiting."""
    path = tmp_path / "recovery.txt"
    path.write_text(f"{new_vault.recovery_key}\n")
    return path


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    """A file with the passphrase."""
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\n")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command."""

    def run(*words: object) -> Answer:
        capsys.readouterr()
        code = cli.run([str(word) for word in words], enforced=UNGUARDED)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Answer(code=code, out=out, err=err)

    return run


@pytest.fixture
def open_(folder: Path, new_vault: NewVault) -> Callable[[], Any]:
    """Open the journal for a test, and close it again."""

    @contextmanager
    def open_() -> Iterator[Journal]:
        assert new_vault.recovery_key
        unsealed = opening.unseal(folder, new_vault.recovery_key, SlotKind.RECOVERY)
        with opening.open_vault(unsealed, now=datetime(2026, 5, 12, tzinfo=UTC)) as vault:
            journal = journal_of(vault)
            yield journal
            journal.close()

    return open_
