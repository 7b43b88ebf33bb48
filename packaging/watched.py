"""Run a command to its end, pass on what it prints, and end it where it falls silent.

    python packaging/watched.py PATIENCE COMMAND...

PATIENCE is in seconds. What the command started may outlive it and keep its output open: the end
of the command counts here, and not the end of its output.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSE = 0.2
_LAST_WORDS = 5.0


class Listener:
    """Passes on what is printed, line by line, and knows when the last line came."""

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self.heard_at = time.monotonic()

    def listen(self) -> None:
        """Listen until nobody can print any more."""
        with self._output:
            for line in self._output:
                print(line, end="", flush=True)
                self.heard_at = time.monotonic()


def main(arguments: Sequence[str]) -> int:
    """Run the command; return its exit code, or that of a process that was ended."""
    patience, command = float(arguments[0]), arguments[1:]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    assert process.stdout is not None  # noqa: S101 - it was asked for
    listener = Listener(process.stdout)
    ear = threading.Thread(target=listener.listen, daemon=True)
    ear.start()
    try:
        while process.poll() is None:
            if time.monotonic() - listener.heard_at > patience:
                print(f"Ended: it said nothing for {patience:.0f} seconds.", flush=True)
                break
            time.sleep(_PAUSE)
    finally:
        process.kill()
        process.wait()
        ear.join(_LAST_WORDS)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
