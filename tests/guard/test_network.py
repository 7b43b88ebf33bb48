import errno
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk.guard import network

UNIX, INET, INET6, NETLINK, PACKET = 1, 2, 10, 16, 17
IO_URING_SETUP, PIDFD_GETFD = 425, 438

on_linux = pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine not in {"x86_64", "aarch64"},
    reason="the filter is for Linux on x86-64 and aarch64",
)
on_x86_64 = pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine != "x86_64", reason="about x86-64"
)


@on_linux
def test_sockets_to_the_network_are_made_before_and_refused_after(in_process):
    families = [INET, INET6, NETLINK, UNIX]

    before, after = in_process(f"""
before = [try_socket(family) for family in {families}]
guard.protect()
answer = [before, [try_socket(family) for family in {[*families, PACKET, 0, 99]}]]
""")  # fmt: skip

    assert before[0] == before[2] == before[3] == "made"
    assert after == ["EACCES", "EACCES", "EACCES", "made", "EACCES", "EACCES", "EACCES"]


@on_linux
def test_pairs_are_local_only(in_process):
    assert in_process("""
guard.protect()
answer = [try_socket(1, "pair"), try_socket(2, "pair")]
""") == ["made", "EACCES"]


@on_linux
def test_a_family_cannot_be_hidden_in_the_upper_half_of_a_number(in_process):
    number = {"x86_64": 41, "aarch64": 198}[os.uname().machine]

    assert in_process(f"""
guard.protect()
answer = [syscall({number}, 2 + (1 << 32), 1, 0), syscall({number}, 1 + (2 << 32), 1, 0)]
""") == ["EACCES", "done"]


@on_linux
def test_a_thread_started_before_is_held_too(in_process):
    assert (
        in_process("""
import threading
go, found = threading.Event(), []


def work():
    go.wait()
    found.append(try_socket(2))


thread = threading.Thread(target=work)
thread.start()
guard.protect()
go.set()
thread.join()
answer = found[0]
""")
        == "EACCES"
    )


@on_linux
def test_a_child_is_held_too_also_another_program(in_process):
    forked, executed = in_process("""
import subprocess
guard.protect()
child = os.fork()
if child == 0:
    os._exit(try_socket(2) == "EACCES")
forked = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
code = "import ctypes; print(ctypes.CDLL(None).socket(2, 1, 0))"
environment = {name: os.environ[name] for name in os.environ if name != "PYTHONPATH"}
read, write = os.pipe()
child = os.fork()
if child == 0:
    os.dup2(write, 1)
    os.execve(sys.executable, [sys.executable, "-c", code], environment)
os.close(write)
executed = int(open(read).read())
answer = [forked, executed]
""")

    assert (forked, executed) == (1, -1)


@on_linux
def test_ways_round_are_closed(in_process):
    assert in_process(f"""
guard.protect()
answer = [syscall({IO_URING_SETUP}, 8, 0), syscall({PIDFD_GETFD}, -1, 0, 0)]
""") == ["ENOSYS", "EPERM"]


@on_x86_64
def test_the_x32_numbers_are_unknown(in_process):
    assert in_process("""
guard.protect()
answer = [syscall(0x40000000 + 41, 2, 1, 0), syscall(0x40000000 + 39)]
""") == ["ENOSYS", "ENOSYS"]


@on_x86_64
def test_the_calls_of_32_bit_programs_end_the_process():
    script = """
import ctypes, mmap
from sessiondesk import guard
guard.protect()
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(bytes.fromhex("b866000000 cd80 c3"))  # mov eax, socketcall; int 0x80; ret
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
ctypes.CFUNCTYPE(ctypes.c_int)(address)()
print("went on")
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        capture_output=True,
        cwd=Path(__file__).parents[2],
    )

    # SIGSYS from the filter; SIGSEGV where the kernel does not know such calls at all.
    assert done.returncode in {-31, -11}
    assert b"went on" not in done.stdout


@on_linux
def test_a_second_call_installs_nothing_more(in_process):
    first, second, filters, mode, privileges = in_process("""
first = guard.protect()
second = guard.protect()
answer = [first.network, first == second] + [
    status(name) for name in ("Seccomp_filters", "Seccomp", "NoNewPrivs")
]
""")

    assert (first, second, mode, privileges) == ("seccomp", True, "2", "1")
    assert int(filters) == own_filters() + 1


def own_filters():
    """How many filters the tests themselves run under, as in a container."""
    text = Path("/proc/self/status").read_text()
    return int(text.partition("Seccomp_filters:")[2].split()[0])


@on_linux
def test_a_process_that_replaces_this_one_installs_nothing_more(in_process):
    assert in_process("""
guard.protect()
if "ROUNDS" not in os.environ or int(os.environ["ROUNDS"]):
    left = int(os.environ.get("ROUNDS", 3)) - 1
    os.execve(sys.executable, sys.orig_argv, os.environ | {"ROUNDS": str(left)})
answer = [status("Seccomp_filters"), try_socket(2)]
""") == [str(own_filters() + 1), "EACCES"]


@on_linux
def test_what_is_said_is_measured(in_process):
    said = in_process("""
network._install = lambda _: None
found = guard.protect()
answer = [found.network, found.problems, network.is_refused()]
""")

    assert said == ["names only", ["network_not_enforced"], False]


@on_linux
def test_a_person_can_have_it_tried(in_process):
    assert in_process("""
before = network.is_refused()
guard.protect()
answer = [before, network.is_refused()]
""") == [False, True]


@on_linux
def test_a_machine_without_a_table_says_that_nothing_is_enforced(in_process):
    assert in_process("""
network._machine = lambda: None
found = guard.protect()
answer = [found.network, found.problems, found.names_blocked]
""") == ["names only", [], True]


@on_linux
def test_nothing_about_the_guard_is_an_attempt_at_the_network(in_process, needs_tool, tmp_path):
    trace = tmp_path / "trace"
    calls = "trace=socket,socketpair,connect,bind,sendto,io_uring_setup"

    in_process(
        "guard.protect(); guard.protect(); answer = None",
        before=(needs_tool("strace"), "-f", "-qq", "-e", calls, "-o", str(trace)),
    )

    assert [line for line in trace.read_text().splitlines() if "(" in line] == []


def test_the_modules_of_the_network_cannot_be_imported(in_process):
    names = [*network.BLOCKED_NAMES, "http.client", "asyncio", "multiprocessing.connection"]

    refused, found = in_process(f"""
import importlib
found = guard.protect()
refused = []
for name in {names}:
    try:
        importlib.import_module(name)
    except ImportError:
        refused.append(name)
answer = [refused, found.names_blocked]
""")

    assert refused == names
    assert found is True


def test_a_module_imported_before_the_guard_is_told(in_process):
    assert in_process("""
import socket
found = guard.protect()
answer = [found.problems, found.names_blocked]
""") == [["names_imported_before"], True]


def test_the_guard_itself_brings_none_of_them(in_process):
    assert (
        in_process(f"""
answer = [name for name in {network.BLOCKED_NAMES} if name in sys.modules]
""")
        == []
    )


def test_everything_the_program_is_made_of_still_imports(in_process):
    names = [
        *("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtPrintSupport"),
        *("PySide6.QtDBus", "PySide6.QtSvg", "sqlcipher3.dbapi2", "cryptography", "zxcvbn"),
        *("cryptography.hazmat.primitives.kdf.argon2", "numpy", "msgspec"),
        *("platformdirs", "zoneinfo", "zipfile", "csv", "sqlite3", "faulthandler", "tomllib"),
        "concurrent.futures",
    ]

    imported = in_process(f"""
import importlib
guard.protect()
answer = [importlib.import_module(name).__name__ for name in {names}]
""")

    assert imported == names


def test_it_is_quick(in_process):
    script = """
import time
begun = time.process_time()
guard.protect()
answer = time.process_time() - begun
"""

    assert min(in_process(script) for _ in range(3)) < 0.005


# The filter for either machine, read by a few lines instead of a kernel.


def verdict(machine, number, argument=0, arch=None):
    numbers = network._MACHINES[machine]
    data = struct.pack("<IIQQ", number, arch or numbers.audit_arch, 0, argument)
    program = list(struct.iter_unpack("=HBBI", network.filter_program(machine)))
    place, value = 0, 0
    while True:
        code, if_true, if_false, constant = program[place]
        place += 1
        if code == 0x06:
            return constant
        if code == 0x20:
            (value,) = struct.unpack_from("<I", data, constant)
        else:
            holds = value == constant if code == 0x15 else value >= constant
            place += if_true if holds else if_false


ALLOWED = 0x7FFF0000
KILLED = 0x80000000
CALLS = {"x86_64": (41, 53, 0, 59), "aarch64": (198, 199, 63, 221)}


def fails(number):
    return 0x00050000 | number


@pytest.mark.parametrize("machine", CALLS)
def test_the_filter_decides_rightly_on_either_machine(machine):
    socket, socketpair, read, execve = CALLS[machine]

    for call in (socket, socketpair):
        assert verdict(machine, call, UNIX) == ALLOWED
        for family in (0, INET, INET6, NETLINK, PACKET, 40, 0xFFFFFFFF):
            assert verdict(machine, call, family) == fails(errno.EACCES)
    assert verdict(machine, read, INET) == verdict(machine, execve, INET) == ALLOWED
    assert verdict(machine, IO_URING_SETUP) == fails(errno.ENOSYS)
    assert verdict(machine, PIDFD_GETFD) == fails(errno.EPERM)
    assert verdict(machine, PIDFD_GETFD, 0x5344534B) == fails(errno.EXFULL)
    others = {IO_URING_SETUP, PIDFD_GETFD, socket, socketpair}
    assert all(verdict(machine, each, INET) == ALLOWED for each in set(range(600)) - others)


@pytest.mark.parametrize(
    ("machine", "arch"),
    [
        ("x86_64", 0x40000003),  # i386
        ("aarch64", 0x40000028),  # 32-bit ARM
        ("x86_64", 0xC00000B7),
        ("aarch64", 0xC000003E),
    ],
)
def test_a_foreign_machine_is_killed_whatever_it_asks(machine, arch):
    assert all(verdict(machine, number, arch=arch) == KILLED for number in range(600))


def test_x32_is_refused_where_there_is_such_a_thing():
    assert verdict("x86_64", 0x40000000) == fails(errno.ENOSYS)
    assert verdict("x86_64", 0xFFFFFFFF) == fails(errno.ENOSYS)
    assert verdict("aarch64", 0x40000000) == ALLOWED


def test_no_filter_is_made_for_an_unknown_machine():
    with pytest.raises(KeyError):
        network.filter_program("riscv64")
