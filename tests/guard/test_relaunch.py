import os
import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk.guard import relaunch
from sessiondesk.guard.relaunch import Return

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")

# What is told of a process by looking at it, once it is under guard.
LOOK = """
import resource
from sessiondesk.guard import relaunch


def look():
    enforced = guard.protect()
    return {
        "words": sys.argv[1:],
        "process": os.getpid(),
        "files": [int(name) for name in os.listdir("/proc/self/fd") if name not in "012"],
        "filters": status("Seccomp_filters"),
        "socket": try_socket(2),
        "dumpable": libc.prctl(3, 0, 0, 0, 0),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "umask": enforced.umask,
        "problems": enforced.problems,
        "marked": os.environ.get("MARKED"),
    }
"""


@on_linux
def test_what_replaces_the_process_is_under_guard_and_inherits_nothing(in_process):
    before, after = in_process(f"""{LOOK}
import json
if len(sys.argv) == 1:
    before = look()
    os.set_inheritable(os.open("/etc/passwd", os.O_RDONLY), True)
    os.set_inheritable(os.pipe()[0], True)
    os.environ["MARKED"] = json.dumps(before)
    relaunch.replace(["--again", "a word with spaces \\u00e4"])
after = look()
# The listing has a file of its own.
after["files"] = len(after["files"])
answer = [json.loads(after.pop("marked")), after]
""")

    assert after == {
        "words": ["--again", "a word with spaces ä"],
        "process": before["process"],
        "files": 1,
        "filters": "1",
        "socket": "EACCES",
        "dumpable": 0,
        "core": [1, 1],
        "umask": 0o077,
        "problems": [],
    }


@on_linux
def test_a_file_that_is_handed_on_would_be_seen(in_process):
    assert (
        in_process(f"""{LOOK}
if len(sys.argv) == 1:
    os.set_inheritable(os.open("/etc/passwd", os.O_RDONLY), True)
    os.execv(sys.executable, [*relaunch.how_started(), "again"])
answer = len(look()["files"])
""")
        == 2
    )


@on_linux
def test_filters_do_not_pile_up(in_process):
    assert (
        in_process(f"""{LOOK}
round = int(sys.argv[1]) if len(sys.argv) > 1 else 0
guard.protect()
if round < 20:
    relaunch.replace([str(round + 1)])
answer = look()["filters"]
""")
        == "1"
    )


@on_linux
def test_without_a_program_to_start_this_one_goes_on(in_process):
    assert (
        in_process("""
from sessiondesk.guard import relaunch
guard.protect()
sys.executable = "/nowhere/python"
try:
    relaunch.replace(["again"])
except OSError as error:
    answer = error.errno == errno.ENOENT
""")
        is True
    )


@pytest.mark.parametrize(
    "back",
    [
        Return(folder=Path("/home/someone/My journal.sdesk")),
        Return(folder=Path("--locked"), is_in_front=False),
        Return(folder=Path("/a"), backup=Path("/b c.sdbackup"), is_small=True),
        Return(folder=Path("/a"), repairs=True, trouble="StoreFullError"),
        Return(folder=Path(os.fsdecode(b"/not \xff utf-8"))),
    ],
)
def test_how_the_window_comes_up_again_survives_the_command_line(back):
    assert relaunch.read(back.words()) == back


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["/a"],
        ["--locked"],
        ["create", "/a"],
        ["--locked", "/a", "/b"],
        ["--locked", "/a", "--restore"],
        ["--locked", "/a", "--other"],
        ["--restore", "/b", "--locked", "/a"],
    ],
)
def test_other_command_lines_are_not_ours(words):
    assert relaunch.read(words) is None


STARTED = "from sessiondesk.guard import relaunch; print(*relaunch.how_started(), sep='\\n')"


@pytest.mark.parametrize(
    "start",
    [
        ["-m", "started"],
        ["-P", "-X", "utf8", "-m", "started"],
        ["started.py"],
        ["-I", "started.py"],
        ["-c", STARTED],
    ],
)
def test_the_command_that_started_it_is_known(start, tmp_path):
    root = str(Path(__file__).parents[2])
    (tmp_path / "started.py").write_text(f"import sys; sys.path.insert(0, {root!r}); {STARTED}")
    done = subprocess.run(
        [sys.executable, *start, "some", "words"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), root])},
    )

    assert done.stdout.splitlines() == [sys.executable, *start]


def test_a_packaged_program_is_its_own_command(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert relaunch.how_started() == [sys.executable]
