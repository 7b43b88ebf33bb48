"""What a crash would leave, without crashing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sessiondesk import paths

_CALLS = (
    (Path, "replace"),
    (Path, "touch"),
    (Path, "unlink"),
    (paths, "sync_folder"),
    (paths, "write_whole"),
)


@contextmanager
def photographed(
    folder: Path, photographs: list[Path], *more: tuple[Any, str]
) -> Iterator[list[Path]]:
    """Copy ``folder`` before each call that changes a file, as a crash there would leave it."""

    def before(function: Any) -> Any:
        def taken(*values: Any, **named: Any) -> Any:
            there = f"{folder}.{len(photographs)}"
            photographs.append(Path(shutil.copytree(folder, there)))
            return function(*values, **named)

        return taken

    with pytest.MonkeyPatch.context() as patch:
        for target, name in (*_CALLS, *more):
            patch.setattr(target, name, before(getattr(target, name)))
        yield photographs
