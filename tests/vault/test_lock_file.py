import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk.store.errors import StoreFullError, StoreIOError, StoreReadOnlyError
from sessiondesk.vault import lock_file
from sessiondesk.vault.errors import AlreadyOpenError

HOLD = """
import sys, time
from pathlib import Path
from sessiondesk.vault import lock_file
lock = lock_file.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "vault.lock"


@pytest.fixture
def other_process(path):
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_journal_that_is_open_is_refused_elsewhere(path, other_process):
    with pytest.raises(AlreadyOpenError):
        lock_file.take(path)


def test_a_killed_window_leaves_no_lock_behind(path, other_process):
    other_process.send_signal(signal.SIGKILL)
    other_process.wait()

    lock_file.take(path).release()


def test_a_second_window_of_the_same_process_is_refused_too(path):
    lock = lock_file.take(path)

    with pytest.raises(AlreadyOpenError):
        lock_file.take(path)

    lock.release()
    lock.release()
    lock_file.take(path).release()


def test_a_disk_that_is_gone_does_not_keep_the_lock_from_being_let_go(path, monkeypatch):
    lock = lock_file.take(path)
    close = os.close

    def fail(descriptor):
        close(descriptor)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "close", fail)
        lock.release()

    lock_file.take(path).release()


def test_the_file_is_empty_and_for_its_owner_only_and_stays(path):
    lock_file.take(path).release()

    assert path.stat().st_size == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_lock_is_not_handed_on_to_other_programs(path):
    lock = lock_file.take(path)
    child = subprocess.run(["ls", "-l", "/proc/self/fd"], check=True, capture_output=True)
    lock.release()

    assert b"vault.lock" not in child.stdout


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.EROFS, StoreReadOnlyError),
        (errno.EACCES, StoreReadOnlyError),
        (errno.ENOSPC, StoreFullError),
        (errno.EIO, StoreIOError),
    ],
)
def test_a_lock_file_that_cannot_be_made_is_told_by_its_cause(path, monkeypatch, number, cause):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(cause):
        lock_file.take(path)


def test_a_disk_without_locks_is_not_another_window(path, monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(fcntl, "flock", fail)
    with pytest.raises(StoreIOError):
        lock_file.take(path)

    assert len(list(Path("/proc/self/fd").iterdir())) == before
