"""Hits a process at one of its calls for files: ends it there, or lets the call fail."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from typing_extensions import override

from tests.faults import acts, calls, doer
from tests.faults.calls import Call

ROOT = Path(__file__).parents[2]
KILL = "kill"
ERRORS = ("ENOSPC", "EIO", "EACCES")
CHANGING = frozenset({*calls.CHANGES, *calls.PROMISES})
FAILING = frozenset({*CHANGING, *calls.OTHERS})
_MARK = b"kept "
_NOWHERE = Path("/dev/null")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of an act.

    Attributes:
        code: Its exit code; below 0 it was ended by that signal.
        error: The class of the error that it was refused with; empty if it was not.
        kept: How many steps it said were kept; None if it said nothing.
        calls: Its calls for files.
    """

    code: int
    error: str
    kept: int | None
    calls: Sequence[Call] = field(repr=False)

    @property
    def is_done(self) -> bool:
        """Whether it went through to its end."""
        return self.code == doer.DONE

    @property
    def is_refused(self) -> bool:
        """Whether it was refused with an error that has words on screen."""
        return self.code == doer.REFUSED

    @property
    def is_killed(self) -> bool:
        """Whether it was ended."""
        return self.code < 0


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Where an act is hit, and how: ended, or with an error."""

    name: str
    ordinal: int
    how: str

    @override
    def __str__(self) -> str:
        return f"{self.how} at {self.name} {self.ordinal}"


class Injector:
    """Has acts done, and hits them. Leaving a ``with`` block ends the process that does them."""

    def __init__(self, strace: str, logs: Path) -> None:
        self._strace = strace
        self._logs = logs
        self._process = subprocess.Popen(
            [sys.executable, "-m", doer.__name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            # The first run would write files that the second does not.
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        # Nor does it import any more what only the first does.
        self.do(acts.nothing.__name__, logs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def do(self, act: str, place: Path, hit: Hit | None = None) -> Outcome:
        """Have ``act`` done in ``place``, and hit it or not."""
        log = self._logs / f"{act}.log"
        command = [
            *(self._strace, "--follow-forks", "--decode-fds=path", "--strings-in-hex=all"),
            f"--output={log}",
        ]
        if hit:
            how = "signal=KILL" if hit.how == KILL else f"error={hit.how}"
            # The marks are writes, and all that is looked for.
            command.append(f"--trace=write,{hit.name}")
            command.append(f"--inject={hit.name}:{how}:when={hit.ordinal}")
        else:
            command.extend(["--string-limit=16777216", f"--trace={','.join(calls.WATCHED)}"])
        self._ask(json.dumps({"act": act, "place": str(place)}))
        number = json.loads(self._answer())
        with subprocess.Popen(
            [*command, f"--attach={number}"], stderr=subprocess.PIPE, text=True
        ) as watcher:
            assert watcher.stderr is not None
            # Only when it is watched may it begin.
            said = watcher.stderr.readline()
            assert "attached" in said, said
            self._ask("begin")
            answer = json.loads(self._answer())
            watcher.stderr.read()
        found = calls.read(log)
        return Outcome(code=answer["code"], error=answer["error"], kept=kept(found), calls=found)

    def hits(self, act: str, place: Path, *how: str) -> Sequence[Hit]:
        """Have ``act`` done in ``place`` undisturbed, and return where it can be hit.

        Ended it can be before each call that changes something on the disk there, with an
        error it can be hit at every call for files of it.
        """
        outcome = self.do(act, place)
        assert outcome.is_done, outcome
        found = [
            Hit(name=call.name, ordinal=call.ordinal, how=each)
            for call in outcome.calls
            if is_in(call, place / acts.DISK)
            for each in how
            if call.name in (CHANGING if each == KILL else FAILING)
        ]
        # The same call may be seen by two names for one thing; each is hit once.
        return list(dict.fromkeys(found))

    def each(
        self, act: str, prepare: Callable[[], Path], hits: Sequence[Hit]
    ) -> Iterator[tuple[Hit, Path, Outcome]]:
        """Have ``act`` done once for each hit, each time in a new place.

        A hit that met another call than it was meant for is left out.
        """
        missed = 0
        for hit in hits:
            place = prepare()
            outcome = self.do(act, place, hit)
            if was_met(hit, outcome, place / acts.DISK):
                yield hit, place, outcome
            else:
                missed += 1
        # Calls come in the same order every time, but for a few that look for modules.
        assert missed <= len(hits) / 10, f"{missed} of {len(hits)} hits met another call"

    def _ask(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def was_met(hit: Hit, outcome: Outcome, root: Path) -> bool:
    """Tell whether ``hit`` met a call for something in ``root``."""
    if hit.how == KILL:
        return outcome.is_killed and is_in(outcome.calls[-1], root)
    return any(call.is_hit and is_in(call, root) for call in outcome.calls)


def is_in(call: Call, place: Path) -> bool:
    """Tell whether ``call`` is about something in ``place``."""
    return any(path.is_relative_to(place) for path in call.paths)


def kept(found: Sequence[Call]) -> int | None:
    """Return the number in the last mark that the calls carry."""
    numbers = [number for call in found if (number := marked(call)) is not None]
    return numbers[-1] if numbers else None


def marked(call: Call) -> int | None:
    """Return the number that ``call`` marks as kept, if it does."""
    if call.name != "write" or _NOWHERE not in call.paths:
        return None
    return int(calls.text_of(call.arguments[1]).removeprefix(_MARK))
