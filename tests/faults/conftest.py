"""A vault that may be broken, and the process that is hit while it works on one."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.faults import acts
from tests.faults.injector import Injector


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed vault in it. Copy it, and leave it as it is."""
    place: Path = tmp_path_factory.mktemp("original")
    (place / acts.DISK).mkdir()
    acts.create(place)
    acts.fill(place)
    return place


@pytest.fixture
def empty(tmp_path: Path) -> Callable[[], Path]:
    """Make a place without a vault, as often as is wanted; each is gone at the next."""

    def make() -> Path:
        place = tmp_path / "empty"
        if place.exists():
            shutil.rmtree(place)
        (place / acts.DISK).mkdir(parents=True)
        return place

    return make


@pytest.fixture
def copied(original: Path, tmp_path: Path) -> Callable[[], Path]:
    """Copy the folder with the vault, as often as is wanted; each copy is gone at the next."""
    return partial(copy, original, tmp_path / "copied")


def copy(prepared: Path, place: Path) -> Path:
    """Copy ``prepared`` to ``place``, over what was there."""
    if place.exists():
        shutil.rmtree(place)
    return Path(shutil.copytree(prepared, place))


@pytest.fixture(scope="module")
def injector(
    needs_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Injector]:
    """Does things in another process, and hits it while it does."""
    with Injector(needs_tool("strace"), tmp_path_factory.mktemp("logs")) as injector:
        yield injector
