"""A vault with something in it, made once and copied for each test."""

import ctypes
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.vault import creating, opening
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.backup_making import back_up
from sessiondesk.vault.creating import NewVault
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.opened import OpenVault

NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)

_CAPABILITY_VERSION = 0x20080522
_ROOT_POWERS_OVER_FILES = 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@pytest.fixture(scope="session")
def passphrase() -> str:
    """The passphrase of the vaults here."""
    return "six plain words on a card"


@pytest.fixture(scope="session")
def cheap() -> Cost:
    """The smallest cost that a vault may have, for tests that cannot wait."""
    return Cost(m=65_536, t=2, p=1)


@pytest.fixture(scope="session")
def now() -> datetime:
    """A moment."""
    return NOW


@pytest.fixture(scope="session")
def new_vault(passphrase: str, cheap: Cost) -> NewVault:
    """Keys, not on disk yet."""
    return creating.prepare(passphrase, calibration=cheap)


@pytest.fixture(scope="session")
def recovery_key(new_vault: NewVault) -> str:
    """The recovery key of the vaults here; it opens them without waiting."""
    assert new_vault.recovery_key
    return new_vault.recovery_key


@pytest.fixture(scope="session")
def original(new_vault: NewVault, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault. Copy it, and leave it as it is."""
    folder: Path = tmp_path_factory.mktemp("original") / "mine.sdesk"
    with creating.write(folder, new_vault, now=NOW) as vault, transaction(vault.db):
        vault.db.execute("INSERT INTO meta (name, value) VALUES ('word', 'kept')")
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A closed vault of this test's own."""
    return Path(shutil.copytree(original, tmp_path / "mine.sdesk"))


@pytest.fixture(scope="session")
def original_backup(
    original: Path, recovery_key: str, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A backup of ``original``. Copy it, and leave it as it is."""
    folder = Path(shutil.copytree(original, tmp_path_factory.mktemp("backed-up") / "mine.sdesk"))
    unsealed = opening.unseal(folder, recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as vault:
        return back_up(vault.backup_source(), Reason.ASKED, now=NOW).path


@pytest.fixture(scope="session")
def other_original(cheap: Cost, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Another vault, and the recovery key that opens it. Copy it, and leave it as it is."""
    new = creating.prepare("quite another passphrase", calibration=cheap)
    assert new.recovery_key
    folder: Path = tmp_path_factory.mktemp("other") / "other.sdesk"
    creating.write(folder, new, now=NOW).close()
    return folder, new.recovery_key


@pytest.fixture
def other(
    other_original: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """Another vault of this test's own, and the recovery key that opens it."""
    folder, recovery_key = other_original
    copy = shutil.copytree(folder, tmp_path_factory.mktemp("apart") / "other.sdesk")
    return Path(copy), recovery_key


@pytest.fixture
def open_(folder: Path, recovery_key: str) -> Iterator[Callable[[], OpenVault]]:
    """Open ``folder`` with its recovery key, close it afterwards."""
    opened: list[OpenVault] = []

    def open_() -> OpenVault:
        unsealed = opening.unseal(folder, recovery_key, SlotKind.RECOVERY)
        opened.append(opening.open_vault(unsealed, now=NOW))
        return opened[-1]

    yield open_
    for vault in opened:
        vault.close()


@pytest.fixture
def word() -> Callable[[OpenVault], str]:
    """Read the word that is in each vault here."""

    def word(vault: OpenVault) -> str:
        row = vault.db.execute("SELECT value FROM meta WHERE name = 'word'").fetchone()
        return str(row[0])

    return word


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable"))


@pytest.fixture
def plain_rights() -> Iterator[None]:
    """Give this thread no more rights over files than their modes say, also as root."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_CAPABILITY_VERSION, 0), (_Sets * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    before = sets[0].effective
    sets[0].effective &= ~_ROOT_POWERS_OVER_FILES
    assert libc.capset(ctypes.byref(header), sets) == 0
    yield
    sets[0].effective = before
    assert libc.capset(ctypes.byref(header), sets) == 0, os.strerror(ctypes.get_errno())
