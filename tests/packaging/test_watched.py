import os
import signal
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "packaging/watched.py"


def watched(code, *, patience=600):
    command = [sys.executable, SCRIPT, str(patience), sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_it_prints_and_how_it_ends_is_passed_on():
    done = watched("import sys; print('a'); print('b', file=sys.stderr); sys.exit(3)")

    assert done.returncode == 3
    assert sorted(done.stdout.split()) == ["a", "b"]


def test_a_command_that_falls_silent_is_ended():
    done = watched("import time; print('begun', flush=True); time.sleep(600)", patience=2)

    assert done.returncode
    assert done.stdout.splitlines() == ["begun", "Ended: it said nothing for 2 seconds."]


def test_what_a_command_leaves_behind_does_not_hold_up_its_end():
    leaves = """
import subprocess, sys
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(left.pid)
"""
    done = watched(leaves)

    # Fails where it is gone already.
    os.kill(int(done.stdout), signal.SIGKILL)
    assert done.returncode == 0
