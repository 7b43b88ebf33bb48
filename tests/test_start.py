"""What a start must not wait for, seen from a fresh process."""

import subprocess
import sys

import pytest

# Each takes longer to import than an empty window takes to appear, or nearly so; the page that
# needs it brings it in.
SLOW = ("numpy", "mpmath", "pyqtgraph", "zxcvbn", "PySide6.QtPrintSupport")


def loaded_by(module: str) -> list[str]:
    script = f"import sys, {module}; print(*[each for each in {SLOW!r} if each in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    "module", ["sessiondesk.ui.unlock_window", "sessiondesk.ui.frame", "sessiondesk.journal"]
)
def test_what_the_first_windows_need_brings_in_nothing_slow(module):
    assert loaded_by(module) == []


def test_a_module_that_is_slow_would_be_seen():
    assert loaded_by("numpy") == ["numpy"]


def test_the_core_comes_without_any_toolkit():
    names = "sessiondesk.domain.prompts, sessiondesk.prepsheet.content"
    script = (
        f"import sys, {names}; print(*[m for m in sys.modules if 'PySide6' in m or 'sql' in m])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []
