"""What the command line says, and where: answers to standard output, the rest to the other."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

# A name from a file could otherwise clear the screen, or do worse to a terminal.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONGEST_NAME: Final = 60

NAMES: Final = {
    "checkin": ("check-in", "check-ins"),
    "therapy_session": ("therapy session", "therapy sessions"),
    "afterwards": ("private note after a session", "private notes after sessions"),
    "bring_up": ("thing to bring up", "things to bring up"),
    "practice": ("agreed thing", "agreed things"),
    "practice_log": ("entry for an agreed thing", "entries for agreed things"),
    "goal": ("goal", "goals"),
    "goal_value": ("value of a goal", "values of goals"),
    "goal_adjustment": ("change of a goal", "changes of goals"),
    "win": ("win", "wins"),
    "pattern": ("pattern", "patterns"),
    "sign": ("sign", "signs"),
    "life_event": ("life event", "life events"),
    "safety_plan": ("safety plan", "safety plans"),
    "assessment": ("questionnaire", "questionnaires"),
    "form": ("form of a therapist", "forms of a therapist"),
    "form_total": ("total of a form", "totals of forms"),
    "measure_plan": ("plan for a questionnaire", "plans for questionnaires"),
    "insight": ("sentence about the record", "sentences about the record"),
    "review": ("progress review", "progress reviews"),
    "sheet": ("sheet that was taken", "sheets that were taken"),
    "recall": ("time as it was remembered", "times as they were remembered"),
    "course": ("therapy", "therapies"),
    "scale": ("scale", "scales"),
    "tag": ("tag", "tags"),
    "feeling_word": ("own word for a feeling", "own words for feelings"),
}
"""One and many records of each kind, in words."""


def prepare() -> None:
    """Make any text sayable, also where the terminal knows few characters."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str = "") -> None:
    """Put one line, or several, into the answer."""
    sys.stdout.write(f"{_without_controls(text)}\n")


def remark(text: str) -> None:
    """Say something beside the answer."""
    sys.stderr.write(f"{_without_controls(text)}\n")


@contextmanager
def progress(doing: str) -> Iterator[Callable[[float], None]]:
    """Yield what shows how far something slow is, at a terminal and nowhere else.

    Args:
        doing: What is being done: "Backing up".
    """
    is_shown = getattr(sys.stderr, "isatty", bool)()
    last = -1

    def tell(share: float) -> None:
        nonlocal last
        percent = int(share * 100)
        if is_shown and percent != last:
            last = percent
            sys.stderr.write(f"\r{doing}: {percent} %")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if last >= 0:
            # Nothing is left of it: what follows begins on a line of its own.
            sys.stderr.write(f"\r{' ' * len(f'{doing}: 100 %')}\r")


def send() -> None:
    """See to it that what was said so far has left this program.

    Raises:
        OSError: It cannot be written.
    """
    sys.stdout.flush()


def is_heard() -> bool:
    """Tell whether the answer goes anywhere: the guard puts a way to nowhere for a closed one."""
    return getattr(sys.stdout, "name", "") != os.devnull


def shortened(name: str) -> str:
    """Return a name that comes from a file, cut where it is longer than any name."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def counted(number: int, noun: str) -> str:
    """Return ``number`` with its noun: one page, and two pages with an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def hand_over(document: bytes) -> None:
    """Put a document into the answer byte for byte, whatever the terminal's encoding."""
    send()
    sys.stdout.buffer.write(document)
    send()


def _without_controls(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
