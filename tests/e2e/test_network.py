"""What the kernel is asked for while the command line is used: no network, not even tried."""

import re
import subprocess
import sys

import pytest

NETWORK = ("socket", "socketpair", "connect", "bind", "sendto")
TRACED = ",".join((*NETWORK, "io_uring_setup", "execve"))
ATTEMPT = """
import ctypes, sys
sys.argv = ["sessiondesk"]
from sessiondesk import guard
guard.protect()
libc = ctypes.CDLL(None, use_errno=True)
descriptor = libc.socket(2, 1, 0)
print(descriptor, ctypes.get_errno())
"""
# The same command line without what holds it: proof that the code does not even try. Only a
# test can leave the guard out; the program has no switch for it.
UNGUARDED = """
import sys
from sessiondesk import cli
from sessiondesk.guard import Enforced, Network
bare = Enforced(
    network=Network.NAMES_ONLY, names_blocked=False, core_limited=False, not_dumpable=False,
    umask=0o022, sandbox=None, refusal=None, problems=(),
)
sys.exit(cli.run(sys.argv[1:], enforced=bare))
"""
MAP = """
source = "s"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/London"
default_time = "21:00"
[columns.mood]
as = "scale"
scale = "mood"
low = 0
high = 10
[columns.words]
as = "note"
"""
ROWS = """date,mood,words
2026-01-02,7,<img src="http://example.org/a.png"> http://example.org
2026-01-03,5,<img src="file:///etc/hostname">
"""


@pytest.fixture
def traced(needs_tool, tmp_path):
    """Run a command under strace, and return its output and the calls it made."""
    strace = needs_tool("strace")
    log = tmp_path / "trace"

    def traced(*command):
        done = subprocess.run(
            [strace, "-f", "-qq", "-e", f"trace={TRACED}", "-o", str(log), *command],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            input=b"one long passphrase\n",
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode(), log.read_text().splitlines()

    return traced


def unwanted(calls):
    """Return the calls that reach for anything beyond this computer, refused or not."""
    # Each line begins with the number of the process.
    made = [(re.sub(r"\W.*", "", call.split(maxsplit=1)[1]), call) for call in calls]
    started = [call for name, call in made if name == "execve"]
    found = started[1:]  # the first is the program itself
    for name, call in made:
        # The family stands in the call, or in the address it names.
        is_local = set(re.findall(r"\bAF_[A-Z0-9]+", call)) == {"AF_UNIX"}
        if name == "io_uring_setup" or (name in NETWORK and not is_local):
            found.append(call)
    return found


@pytest.mark.parametrize("is_guarded", [True, False])
def test_the_command_line_asks_for_no_network(traced, tmp_path, is_guarded):
    program = ["-m", "sessiondesk"] if is_guarded else ["-c", UNGUARDED]
    (tmp_path / "map.toml").write_text(MAP)
    (tmp_path / "rows.csv").write_text(ROWS)
    opened = ["--passphrase-file", "-"]

    for words in (
        ["create", "j"],
        ["import", "rows.csv", "--into", "j", "--map", "map.toml"],
        ["show", "j", "checkins", "--json"],
        ["prep-sheet", "j", "--out", "sheet.pdf", "--date", "2026-01-03"],
        ["check", "j"],
    ):
        _, calls = traced(sys.executable, *program, *words, *opened)
        assert any("execve(" in call for call in calls)
        assert unwanted(calls) == []
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")


def test_an_attempt_is_refused_and_would_be_seen(traced):
    out, calls = traced(sys.executable, "-c", ATTEMPT)

    assert out == "-1 13\n"  # EACCES
    (call,) = unwanted(calls)
    assert "socket(AF_INET" in call
    assert "EACCES" in call


def test_an_attempt_without_the_guard_would_be_seen(traced):
    _, calls = traced(sys.executable, "-c", "import socket; socket.socket().close()")

    assert len(unwanted(calls)) == 1


def test_a_program_that_is_started_would_be_seen(traced):
    _, calls = traced(sys.executable, "-c", "import os; os.system('true')")

    assert unwanted(calls)
