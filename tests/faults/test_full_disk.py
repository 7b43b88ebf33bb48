"""The disk is full: nothing is said to be kept that is not, and nothing kept is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import full_disk
from tests.faults.counts import note, times

ROUNDS = times(4, 60)
ROOT = Path(__file__).parents[2]


def test_what_a_full_disk_refused_is_kept_once_there_is_room(needs_tool, tmp_path):
    mount = f"mount -t tmpfs -o size=3m none '{tmp_path}'"
    small_disk = [needs_tool("unshare"), "-Urm", "sh", "-c", f'{mount} && exec "$@"', "sh"]
    if subprocess.run([*small_disk, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody make a small disk")
    script = [sys.executable, "-m", full_disk.__name__, str(tmp_path), str(ROUNDS)]

    done = subprocess.run(
        [*small_disk, *script], check=False, capture_output=True, text=True, cwd=ROOT
    )

    assert done.returncode == 0, done.stderr
    tally = json.loads(done.stdout)
    assert tally["refused"] > ROUNDS / 2
    note("saves on a disk that fills up", kept=tally["kept"], refused=tally["refused"], lost=0)
