"""The guard is for good: each test of it has a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]

# What a C library would do: no module of Python stands between.
_PRELUDE = """
import ctypes, errno, json, os, sys
libc = ctypes.CDLL(None, use_errno=True)


def try_socket(family, call="socket"):
    pair = (ctypes.c_int * 2)()
    made = libc.socket(family, 2, 0) if call == "socket" else libc.socketpair(family, 2, 0, pair)
    return "made" if made >= 0 else errno.errorcode[ctypes.get_errno()]


def syscall(*numbers):
    answer = libc.syscall(*map(ctypes.c_long, numbers))
    return "done" if answer >= 0 else errno.errorcode[ctypes.get_errno()]


def status(name):
    with open("/proc/self/status") as file:
        (line,) = (line for line in file if line.startswith(name + ":"))
    return line.split()[1]


from sessiondesk import guard
from sessiondesk.guard import hardening, network
"""


@pytest.fixture
def in_process() -> Callable[..., object]:
    """Run a script in a process of its own and return what it leaves in ``answer``."""

    def run(script: str, *, before: tuple[str, ...] = (), **variables: str) -> object:
        # Coverage would import the very modules that are to be kept out.
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")
        }
        code = f"{_PRELUDE}\n{script}\nprint(json.dumps(answer))"
        done = subprocess.run(
            [*before, sys.executable, "-c", code],
            check=False,
            capture_output=True,
            text=True,
            cwd=_ROOT,
            env=environment | variables,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
