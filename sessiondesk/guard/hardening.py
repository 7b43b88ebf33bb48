"""What others could read of this process, and what they could tell it from outside."""

import ctypes
import os
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

_OWNER_ONLY: Final = 0o077
_PR_GET_DUMPABLE: Final = 3
_PR_SET_DUMPABLE: Final = 4
# Zero is ignored by some programs that collect crashes; the kernel itself honours one.
_CORE_BYTES: Final = 1

# They load foreign code, write down what happens, or name a print server.
_DROPPED: Final = (
    "CUPS_SERVER",
    "QT_PLUGIN_PATH",
    "QT_QPA_GENERIC_PLUGINS",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
)
_DROPPED_PREFIX: Final = "QT_LOGGING_"
_DROPPED_WHEN_PACKAGED: Final = "PYTHON"

# The others of Qt show the window to whoever connects (vnc), or to nobody at all.
_PLATFORMS: Final = frozenset({"xcb", "wayland", "wayland-egl", "windows", "cocoa", "offscreen"})

# One of them names a screen, or says that none is needed.
_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


class Refusal(StrEnum):
    """Why no window may be opened."""

    # QT_QPA_PLATFORM asks for something other than the screen of this computer.
    PLATFORM = "platform"
    # DISPLAY names a host: the window would be drawn over the network.
    REMOTE_DISPLAY = "remote_display"
    # There is no screen to draw on: Qt would end the process without a word.
    NO_SCREEN = "no_screen"


def open_standard_streams() -> None:
    """Give the process the standard streams that it was started without; they lead nowhere.

    The next file that is opened would get the free place of one of them, and whatever a
    library complains about would be written into it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def close_umask() -> int:
    """Keep new files to their owner, and return the rights that are withheld."""
    os.umask(_OWNER_ONLY)
    return os.umask(_OWNER_ONLY)


def drop_variables(environ: MutableMapping[str, str], *, is_packaged: bool) -> None:
    """Remove what could make libraries load, log or reach something of somebody else's.

    Args:
        environ: The variables.
        is_packaged: Whether this Python belongs to the program, so that no variable for
            Python can be meant for it.
    """
    for name in tuple(environ):
        is_ours = is_packaged and name.startswith(_DROPPED_WHEN_PACKAGED)
        if name in _DROPPED or name.startswith(_DROPPED_PREFIX) or is_ours:
            del environ[name]


def sandbox(environ: Mapping[str, str], info: Path = Path("/.flatpak-info")) -> str | None:
    """Return the packaging sandbox around the process, or None."""
    if info.exists():
        return "flatpak"
    return "snap" if "SNAP" in environ else None


def limit_core() -> bool:
    """Have no memory written to disk after a crash, and tell whether that holds."""
    if sys.platform == "win32":
        return _limit_error_reports()
    import resource  # noqa: PLC0415 - not on Windows

    # Where nothing at all is allowed already, one byte more would have to be asked for.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (_CORE_BYTES, _CORE_BYTES))
    soft, _ = resource.getrlimit(resource.RLIMIT_CORE)
    return 0 <= soft <= _CORE_BYTES


def hide_memory(packaging: str | None) -> bool:
    """Keep other programs of this account from reading the memory; tell whether that holds.

    Args:
        packaging: The packaging sandbox. In one the memory is private anyway, and its file
            dialogs have to look at this process, so nothing is changed.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None)
    if packaging is None:
        libc.prctl(_PR_SET_DUMPABLE, *(ctypes.c_long(0),) * 4)
    return bool(libc.prctl(_PR_GET_DUMPABLE, *(ctypes.c_long(0),) * 4) == 0)


def refusal(environ: Mapping[str, str]) -> Refusal | None:
    """Return why no window may be opened with these variables, or None if one may."""
    # Several names are tried in turn, and each may carry options after a colon.
    wanted = [name.partition(":")[0] for name in environ.get("QT_QPA_PLATFORM", "").split(";")]
    if any(name and not is_allowed_platform(name) for name in wanted):
        return Refusal.PLATFORM
    has_other_screen = "WAYLAND_DISPLAY" in environ or wanted[0] in {"offscreen", "wayland"}
    host = environ.get("DISPLAY", "").rpartition(":")[0]
    # macOS names a local socket by its path.
    if host not in {"", "unix"} and not host.startswith("/") and not has_other_screen:
        return Refusal.REMOTE_DISPLAY
    is_named = any(environ.get(name) for name in _SCREENS)
    if sys.platform == "linux" and not is_named:
        return Refusal.NO_SCREEN
    return None


def is_allowed_platform(name: str) -> bool:
    """Tell whether Qt may draw through its platform plugin ``name``."""
    return name in _PLATFORMS


def _limit_error_reports() -> bool:
    """Keep the heap out of Windows' error reports. Not tried by us on Windows."""
    if sys.platform == "win32":
        no_heap = 1
        with suppress(OSError, AttributeError):
            program = Path(sys.executable).name
            ctypes.windll.wer.WerAddExcludedApplication(program, False)
            return bool(ctypes.windll.kernel32.WerSetFlags(no_heap) == 0)
    return False
