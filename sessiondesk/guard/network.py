"""No network: refused by the system where it can be asked to, and by name everywhere.

On Linux a seccomp filter answers for the kernel: a socket of any family but AF_UNIX does
not come into being, in no thread and in no child, for no library. AF_UNIX stays, because the
screen, the clipboard and screen readers are reached through it.
"""

import ctypes
import errno
import os
import struct
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BLOCKED_NAMES: Final = ("socket", "_socket", "ssl", "_ssl", "http.client", "urllib.request")


class Network(StrEnum):
    """What keeps the process from the network."""

    SECCOMP = "seccomp"
    SANDBOX = "sandbox"
    NAMES_ONLY = "names only"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Machine:
    """Numbers of one processor family, from the kernel's headers."""

    audit_arch: int
    socket: int
    socketpair: int
    seccomp: int
    has_x32: bool


_MACHINES: Final = {
    "x86_64": _Machine(audit_arch=0xC000003E, socket=41, socketpair=53, seccomp=317, has_x32=True),
    "aarch64": _Machine(
        audit_arch=0xC00000B7, socket=198, socketpair=199, seccomp=277, has_x32=False
    ),
}
# The same everywhere: calls younger than 5.1 have one number for all.
_IO_URING_SETUP: Final = 425
_PIDFD_GETFD: Final = 438
_X32_BIT: Final = 0x40000000

_AF_UNIX: Final = 1
_AF_INET: Final = 2
_SOCK_STREAM: Final = 1

_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_SECCOMP_FILTER_FLAG_TSYNC: Final = 1
_RET_KILL_PROCESS: Final = 0x80000000
_RET_ERRNO: Final = 0x00050000
_RET_ALLOW: Final = 0x7FFF0000

# Where the kernel puts what is asked: struct seccomp_data.
_NUMBER_AT: Final = 0
_ARCH_AT: Final = 4
_FIRST_ARGUMENT_AT: Final = 16

_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_IF_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K

# A question that only our filter answers so. It shows that the filter is there without an
# attempt at a socket, which would stand in every trace of the program.
_MARK: Final = 0x5344534B
_MARK_ANSWER: Final = errno.EXFULL if sys.platform == "linux" else 0


def can_be_enforced() -> bool:
    """Tell whether this system offers a way to refuse the network to a process."""
    if sys.platform == "darwin":
        return True
    return sys.platform == "linux" and _machine() is not None


def refuse_sockets() -> Network:
    """Have the system refuse every network socket, once, and tell what does so."""
    if sys.platform == "darwin":
        return _enter_sandbox()
    if sys.platform == "linux":
        machine = _machine()
        if machine is not None:
            # Filters stay through exec and pile up; after some thousand the kernel refuses.
            if not _has_filter():
                _install(machine)
            if _has_filter():
                return Network.SECCOMP
    return Network.NAMES_ONLY


def block_names() -> bool:
    """Make the network modules of Python unimportable; tell whether one was imported before."""
    were_imported = any(sys.modules.get(name) is not None for name in BLOCKED_NAMES)
    for name in BLOCKED_NAMES:
        sys.modules[name] = None  # type: ignore[assignment] # what the import system looks for
    return were_imported


def names_are_blocked() -> bool:
    """Tell whether every import of a network module fails."""
    return all(name in sys.modules and sys.modules[name] is None for name in BLOCKED_NAMES)


def is_refused() -> bool:
    """Try to make a network socket, and tell whether the system refused it.

    For when a person asks. It is a deliberate attempt and shows up as one in a trace.
    """
    if sys.platform == "win32":
        return False
    if sys.platform == "darwin":
        return _is_sandboxed()
    libc = _libc()
    descriptor = libc.socket(_AF_INET, _SOCK_STREAM, 0)
    if descriptor >= 0:
        libc.close(descriptor)
        return False
    return ctypes.get_errno() == errno.EACCES


def filter_program(machine: str) -> bytes:
    """Return the filter for a processor family, as the kernel reads it.

    Raises:
        KeyError: No table of numbers for this family.
    """
    numbers = _MACHINES[machine]
    foreign = [(_IF_AT_LEAST, 0, 1, _X32_BIT), _fail(errno.ENOSYS)] if numbers.has_x32 else []
    program = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_IF_EQUAL, 1, 0, numbers.audit_arch),
        (_RETURN, 0, 0, _RET_KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER_AT),
        *foreign,
        # A ring makes sockets without asking; programs fall back to ordinary calls.
        (_IF_EQUAL, 0, 1, _IO_URING_SETUP),
        _fail(errno.ENOSYS),
        # Takes a finished socket out of another process.
        (_IF_EQUAL, 0, 4, _PIDFD_GETFD),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_EQUAL, 0, 1, _MARK),
        _fail(_MARK_ANSWER),
        _fail(errno.EPERM),
        (_IF_EQUAL, 1, 0, numbers.socket),
        (_IF_EQUAL, 0, 3, numbers.socketpair),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_EQUAL, 1, 0, _AF_UNIX),
        _fail(errno.EACCES),
        (_RETURN, 0, 0, _RET_ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _fail(number: int) -> tuple[int, int, int, int]:
    return (_RETURN, 0, 0, _RET_ERRNO | number)


def _machine() -> str | None:
    if sys.platform != "linux":
        return None
    name = os.uname().machine
    # A 32-bit Python on a 64-bit kernel speaks the ABI that the filter kills.
    is_native = struct.calcsize("P") == 8 and sys.byteorder == "little"  # noqa: PLR2004
    return name if name in _MACHINES and is_native else None


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _has_filter() -> bool:
    answer = _libc().syscall(*_longs(_PIDFD_GETFD, _MARK, -1, 0))
    return bool(answer == -1 and ctypes.get_errno() == _MARK_ANSWER)


def _install(machine: str) -> None:
    """Install the filter for all threads. Whether it holds is asked afterwards."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    code = filter_program(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    instructions = len(code) // struct.calcsize("=HBBI")
    program = Program(instructions, ctypes.addressof(buffer))
    libc = _libc()
    libc.prctl(*_longs(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    libc.syscall(
        *_longs(
            _MACHINES[machine].seccomp,
            _SECCOMP_SET_MODE_FILTER,
            _SECCOMP_FILTER_FLAG_TSYNC,
            ctypes.addressof(program),
        )
    )


def _longs(*numbers: int) -> tuple[ctypes.c_long, ...]:
    # These C functions take any number of arguments: each has to come in full width.
    return tuple(ctypes.c_long(number) for number in numbers)


def _enter_sandbox() -> Network:
    """Enter the system's no-internet profile. Not tried by us on a Mac: see the privacy page."""
    if not _is_sandboxed():
        problem = ctypes.c_char_p()
        named = ctypes.c_uint64(1)
        _libc().sandbox_init(b"no-internet", named, ctypes.byref(problem))
    return Network.SANDBOX if _is_sandboxed() else Network.NAMES_ONLY


def _is_sandboxed() -> bool:
    try:
        answer = _libc().sandbox_check(os.getpid(), b"network-outbound", 0)
    except AttributeError:
        return False
    return bool(answer == 1)
