"""Run the faults as often as the page on reliability says, and write down what came of it.

Started by ``python3 packaging/dev.py faults``. With ``--write`` first, the numbers go into
the page if everything passed. What else is given goes to pytest.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "resources/docs/reliability.md"
BEGIN, END = "<!-- numbers: begin -->", "<!-- numbers: end -->"
COUNTS = "from tests.faults.counts import"


def main(arguments: Sequence[str]) -> int:
    """Run the tests, print the numbers, and return pytest's exit code."""
    rest = [each for each in arguments if each != "--write"]
    made = ROOT / "dist"
    made.mkdir(exist_ok=True)
    tally = made / "faults.jsonl"
    tally.unlink(missing_ok=True)
    environ = {**os.environ, "SESSIONDESK_FAULTS": "full", "SESSIONDESK_FAULTS_TALLY": str(tally)}
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile"]
    started = time.monotonic()
    done = subprocess.run([*command, *(rest or tests())], cwd=ROOT, env=environ, check=False)
    minutes = (time.monotonic() - started) / 60
    lines = tally.read_text("utf-8").splitlines() if tally.exists() else []
    table = "\n".join(rows(json.loads(line) for line in lines))
    print(f"\n{table}\n\n{machine()}, {minutes:.0f} minutes.")
    if "--write" in arguments and done.returncode == 0 and not rest:
        write(PAGE, f"{table}\n\n{machine()}, {minutes:.0f} minutes.")
        print(f"Written into {PAGE.relative_to(ROOT)}.")
    return done.returncode


def tests() -> list[str]:
    """Return the test files that do something more often when all is asked for."""
    found = [path for path in (ROOT / "tests").rglob("test_*.py") if COUNTS in path.read_text()]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def rows(counts: Iterable[dict[str, object]]) -> list[str]:
    """Return the lines of a table: what was done, and the sum of each number about it."""
    sums: dict[str, dict[str, int]] = {}
    for each in counts:
        numbers = sums.setdefault(str(each.pop("what")), {})
        for name, number in each.items():
            numbers[name] = numbers.get(name, 0) + int(str(number))
    lines = ["| what was done | how often, and what was found |", "| --- | --- |"]
    for what, numbers in sorted(sums.items()):
        told = ", ".join(
            f"{number:,} {name.replace('_', ' ')}" for name, number in numbers.items()
        )
        lines.append(f"| {what} | {told} |")
    return lines


def machine() -> str:
    """Return what the computer is, in general words."""
    cores = os.cpu_count() or 1
    version = ".".join(platform.python_version_tuple()[:2])
    return f"{platform.system()}, {cores} cores, Python {version}"


def write(page: Path, numbers: str) -> None:
    """Put ``numbers`` in the place of those that stand on the page."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{numbers}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
