"""What a start must not wait for, seen from a fresh process."""

import subprocess
import sys
from collections.abc import Sequence

import pytest

# Each takes longer to import than an empty window takes to appear, or nearly so; the page that
# needs it brings it in.
SLOW = ("jinja2", "numpy", "pikepdf", "pyqtgraph", "zxcvbn", "PySide6.QtPrintSupport")


def loaded_by(module: str, watched: Sequence[str] = SLOW) -> list[str]:
    script = f"import sys, {module}; print(*[each for each in {watched!r} if each in sys.modules])"
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


def test_the_core_comes_with_the_standard_library_only():
    names = "sessiondesk.domain.prompts, sessiondesk.prepsheet.content"
    foreign = ("PySide6", "cryptography", "msgspec", "numpy", "sqlcipher3", "typing_extensions")

    assert loaded_by(names, foreign) == []


def test_algebra_takes_one_core_and_leaves_the_window_another():
    script = (
        "import os, sys; sys.argv = ['sessiondesk', '--version']; "
        "from sessiondesk import __main__ as start; start.main(); "
        "print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "1"
