"""How often things are done: few times in every run, as often as is said when all is asked for."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

IS_FULL = os.environ.get("SESSIONDESK_FAULTS") == "full"
# Where what was done is written down, a line each; nowhere in an ordinary run.
TALLY = os.environ.get("SESSIONDESK_FAULTS_TALLY")

T = TypeVar("T")


def times(few: int, all_: int) -> int:
    """Return how often: ``few`` times in every run, ``all_`` times in a full one."""
    return all_ if IS_FULL else few


def some_of(values: Sequence[T], few: int) -> Sequence[T]:
    """Return ``few`` of ``values``, spread evenly from first to last; all if there are less."""
    if len(values) <= few:
        return values
    last = len(values) - 1
    return [values[round(number * last / (few - 1))] for number in range(few)]


def note(what: str, **counts: int) -> None:
    """Write down what was done, for the page on reliability."""
    if TALLY:
        line = json.dumps({"what": what, **counts}) + "\n"
        with Path(TALLY).open("a", encoding="utf-8") as file:
            file.write(line)
