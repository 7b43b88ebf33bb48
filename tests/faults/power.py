"""Following an act call by call, and cutting the power at any of them."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults import acts, disk
from tests.faults.calls import Call
from tests.faults.disk import Cut, Disk
from tests.faults.injector import Injector, is_in, marked


@dataclass(frozen=True, kw_only=True)
class Remains:
    """What a disk holds after a cut.

    Attributes:
        files: The path of each file, and its bytes.
        kept: How many steps the process had been told are kept; None before it was told.
        cut: What of the writes under way reached the disk.
    """

    files: dict[str, bytes] = field(repr=False)
    kept: int | None
    cut: Cut


@dataclass(frozen=True, kw_only=True)
class Watched:
    """An act that was followed.

    Attributes:
        place: Where it was done.
        before: What was on the disk there before.
        calls: Each call for files.
    """

    place: Path
    before: dict[str, bytes] = field(repr=False)
    calls: Sequence[Call] = field(repr=False)

    @property
    def root(self) -> Path:
        """The disk."""
        return self.place / acts.DISK

    def cuts(self, count: int, *, keeps_promises: bool = True) -> Iterator[Remains]:
        """Cut the power ``count`` times, at any call, and put what is left on the disk."""
        chance = Random(11)
        # Between two calls that are about other things nothing is different.
        moments = [
            number
            for number, call in enumerate(self.calls)
            if is_in(call, self.root) or marked(call) is not None
        ]
        chosen = Counter(chance.choices(moments, k=count))
        left = Disk(self.root, self.before, keeps_promises=keeps_promises)
        for number, call in enumerate(self.calls):
            left.follow(call)
            for _ in range(chosen[number]):
                cut = chance.choice(list(Cut))
                remains = Remains(files=left.after(cut, chance), kept=left.kept, cut=cut)
                shutil.rmtree(self.root)
                disk.write(remains.files, self.root)
                yield remains


def watch(injector: Injector, act: str, place: Path) -> Watched:
    """Have ``act`` done in ``place`` and follow every call of it."""
    root = place / acts.DISK
    before = disk.read(root)
    outcome = injector.do(act, place)
    assert outcome.is_done, outcome
    # Nothing was missed only if a disk that was told of the calls, and of nothing else, holds
    # what the real one holds.
    told = Disk(root, before)
    for call in outcome.calls:
        told.follow(call)
    assert _without_memory(told.now()) == _without_memory(disk.read(root))
    return Watched(place=place, before=before, calls=outcome.calls)


def _without_memory(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if not name.endswith(disk.SHARED_MEMORY)}
