"""Set up SessionDesk in a source checkout and run it, or test it.

Needs nothing but Python. It can be read by any Python from 3.7 on, so that one too old for
SessionDesk is refused in a sentence and not with a traceback.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
WATCHED = (str(ROOT / "packaging/watched.py"), "1200")  # seconds without a word
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)
UV_VERSION = "0.13.9"

USAGE = """\
usage: python3 packaging/dev.py {run,test,faults} [arguments]

run     set up what is missing, then open the window (arguments of sessiondesk)
test    the same, then run every gate and every test (arguments of pytest)
faults  the same, then break journals for an hour (--write, arguments of pytest)"""

# Held at 100 % of lines and branches, on Linux, where the branches for other systems are out.
GATED_PACKAGES = ("domain", "insights", "prepsheet", "store", "vault")

_PYTEST_SUMMARY = re.compile(r"=* ?(\d+ \w+|no tests ran).* in \d[\d.:()hms ]*=*")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Library:
    """A shared library that Qt loads, and the packages that bring it."""

    name: str
    apt: str
    dnf: str
    pacman: str


def _libraries(table: str) -> tuple[Library, ...]:
    return tuple(Library(*line.split()) for line in table.strip().splitlines())


FOR_QT = _libraries("""
libGL.so.1               libgl1               libglvnd-glx         libglvnd
libEGL.so.1              libegl1              libglvnd-egl         libglvnd
libdbus-1.so.3           libdbus-1-3          dbus-libs            dbus
libfontconfig.so.1       libfontconfig1       fontconfig           fontconfig
libglib-2.0.so.0         libglib2.0-0         glib2                glib2
libxkbcommon.so.0        libxkbcommon0        libxkbcommon         libxkbcommon
""")
FOR_THE_SCREEN = _libraries("""
libxcb-cursor.so.0       libxcb-cursor0       xcb-util-cursor      xcb-util-cursor
libxcb-icccm.so.4        libxcb-icccm4        xcb-util-wm          xcb-util-wm
libxcb-keysyms.so.1      libxcb-keysyms1      xcb-util-keysyms     xcb-util-keysyms
libxcb-shape.so.0        libxcb-shape0        libxcb               libxcb
libxcb-xkb.so.1          libxcb-xkb1          libxcb               libxcb
libxkbcommon-x11.so.0    libxkbcommon-x11-0   libxkbcommon-x11     libxkbcommon-x11
libxcb-image.so.0        libxcb-image0        xcb-util-image       xcb-util-image
libxcb-render-util.so.0  libxcb-render-util0  xcb-util-renderutil  xcb-util-renderutil
libX11-xcb.so.1          libx11-xcb1          libX11-xcb           libx11
libwayland-cursor.so.0   libwayland-cursor0   libwayland-cursor    wayland
libcups.so.2             libcups2             cups-libs            libcups
""")
TEST_TOOLS = ("Xvfb", "dbus-run-session", "pdftotext", "strace", "xdotool")


class SetUpError(Exception):
    """Something is missing that this script cannot bring; the text says what to do."""


@dataclass(frozen=True)
class Machine:
    """The computer as this script needs to see it; tests put another one in its place.

    Attributes:
        platform: As ``sys.platform``.
        version: Of the Python that runs this script.
        environ: The environment variables.
        is_root: Whether packages can be installed.
        find: Returns where a program is, or None.
        loads: Whether a shared library can be loaded.
        has_module: Whether this Python has a module.
        run: Runs a command to its end, with an environment and, if any, some text as its
            input; returns the exit code.
        watch: As ``run``, and returns the lines it printed as well.
        say: Prints a line.
    """

    platform: str
    version: tuple[int, ...]
    environ: Mapping[str, str]
    is_root: bool
    find: Callable[[str], str | None]
    loads: Callable[[str], bool]
    has_module: Callable[[str], bool]
    run: Callable[[Sequence[str], Mapping[str, str], str | None], int]
    watch: Callable[[Sequence[str], Mapping[str, str]], tuple[int, list[str]]]
    say: Callable[[str], None]


def main(arguments: Sequence[str], machine: Machine, root: Path = ROOT) -> int:
    """Do what ``arguments`` ask for and return the exit code."""
    refusal = refuse_version(machine.version)
    if refusal:
        machine.say(refusal)
        return 1
    if not arguments or arguments[0] not in {"run", "test", "faults"}:
        machine.say(USAGE)
        return 0 if arguments and arguments[0] in {"-h", "--help", "help"} else 2
    command, rest = arguments[0], list(arguments[1:])
    try:
        needs_screen = command != "run" or (not rest and has_display(machine))
        provide_libraries(machine, FOR_QT + (FOR_THE_SCREEN if needs_screen else ()))
        programs = provide_environment(machine, root)
    except SetUpError as error:
        machine.say(str(error))
        return 1
    if command == "test":
        return test(machine, programs, rest)
    if command == "faults":
        script = str(root / "packaging/faults.py")
        return machine.run([str(programs / "python"), script, *rest], machine.environ, None)
    return run(machine, programs, rest, root)


def refuse_version(version: Sequence[int]) -> str:
    """Return why this Python will not do, in one sentence; empty where it will."""
    if OLDEST_PYTHON <= tuple(version[:2]) <= NEWEST_PYTHON:
        return ""
    oldest, newest, this = (
        f"{each[0]}.{each[1]}" for each in (OLDEST_PYTHON, NEWEST_PYTHON, version)
    )
    return f"SessionDesk needs Python {oldest} to {newest}, and this is Python {this}."


def has_display(machine: Machine) -> bool:
    """Return whether a window can be shown here."""
    if machine.platform != "linux":
        return True
    return bool(machine.environ.get("DISPLAY") or machine.environ.get("WAYLAND_DISPLAY"))


def provide_libraries(machine: Machine, libraries: Sequence[Library]) -> None:
    """See to it that Qt finds the shared libraries it needs.

    Raises:
        SetUpError: Some are missing and cannot be installed from here.
    """
    if machine.platform != "linux":
        return
    missing = [each for each in libraries if not machine.loads(each.name)]
    if missing and machine.is_root and machine.find("apt-get"):
        packages = _packages(missing, "apt")
        machine.say(f"Installing what Qt needs: {packages}")
        _apt_get(machine, packages.split())
        missing = [each for each in missing if not machine.loads(each.name)]
    if missing:
        names = ", ".join(each.name for each in missing)
        raise SetUpError(
            f"Qt needs libraries that are missing here: {names}\n"
            f"Install them, then run this again:\n{_install_lines(machine, missing)}"
        )


def provide_environment(machine: Machine, root: Path) -> Path:
    """Make ``.venv`` hold exactly what ``uv.lock`` says.

    Returns:
        The folder with the programs of the environment.

    Raises:
        SetUpError: A part of it could not be made.
    """
    folder = root / ".venv"
    is_windows = machine.platform == "win32"
    programs = folder / ("Scripts" if is_windows else "bin")
    suffix = ".exe" if is_windows else ""
    python = str(programs / f"python{suffix}")
    # uv must take this Python: it would fetch another one where it finds none that suits.
    environ = {**machine.environ, "UV_PYTHON_DOWNLOADS": "never"}
    # An environment that happens to be active must not be the one that is changed.
    environ.pop("VIRTUAL_ENV", None)
    environ.pop("UV_PROJECT_ENVIRONMENT", None)

    uv = machine.find("uv")
    if not _works(python, machine, environ, needs_pip=uv is None):
        _require_venv_module(machine)
        machine.say("Making .venv")
        _must(machine, [sys.executable, "-m", "venv", "--clear", str(folder)], environ)
    if uv is None:
        uv = str(programs / f"uv{suffix}")
        if not Path(uv).exists():
            machine.say(f"Putting uv {UV_VERSION} into .venv")
            wanted = f"uv=={UV_VERSION}"
            _must(machine, [python, "-m", "pip", "install", "--quiet", wanted], environ)
    machine.say("Bringing .venv to what uv.lock says")
    _must(machine, [uv, "sync", "--quiet", "--locked", "--project", str(root)], environ)
    return programs


def run(machine: Machine, programs: Path, arguments: Sequence[str], root: Path) -> int:
    """Open the window; without a display make the sheet of the made-up journal instead."""
    program = str(programs / "sessiondesk")
    if arguments or has_display(machine):
        return machine.run([program, *arguments], machine.environ, None)

    made = root / "dist"
    made.mkdir(exist_ok=True)
    journal, sheet = made / "demo-journal", made / "demo-prep-sheet.pdf"
    machine.say(
        "There is no display here, so no window can be shown.\n"
        "Instead, this makes a year of made-up data and the prep sheet for its next session."
    )
    if not journal.exists():
        code = machine.run([program, "demo", str(journal)], machine.environ, None)
        if code:
            return code
    command = [program, "prep-sheet", str(journal), "--out", str(sheet)]
    code = machine.run([*command, "--passphrase-file", "-"], machine.environ, "made up data\n")
    if code == 0:
        machine.say(f"The prep sheet is here: {sheet}")
    return code


def test(machine: Machine, programs: Path, arguments: Sequence[str]) -> int:
    """Run every gate and every test, each named and timed; return 1 if any failed.

    With arguments only the tests they choose are run, and coverage is not judged.
    """
    environ = dict(machine.environ)
    if environ.get("CI"):
        environ["SESSIONDESK_REQUIRE_TOOLS"] = "1"
    absent = [tool for tool in TEST_TOOLS if machine.find(tool) is None]
    if machine.platform == "linux" and absent:
        machine.say(f"Tests that need these programs cannot run here: {', '.join(absent)}")

    gated = ",".join(f"sessiondesk/{package}/*" for package in GATED_PACKAGES)
    steps = [
        ("format", ["ruff", "format", "--check"]),
        ("lint", ["ruff", "check"]),
        ("types", ["mypy"]),
        ("layers", ["lint-imports"]),
        ("tests", ["pytest", "-n", "auto", "--dist", "loadfile", "--cov", "--cov-report="]),
        ("coverage", ["coverage", "report", f"--include={gated}", "--fail-under=100"]),
    ]
    if arguments:
        steps = [("tests", ["pytest", *arguments])]
    elif machine.platform != "linux":
        steps.pop()

    codes: list[int] = []
    outcomes: list[str] = []
    summary = ""
    for name, command in steps:
        machine.say(f"--- {name}: {' '.join(command)}")
        started = time.monotonic()
        program = [str(programs / command[0]), *command[1:]]
        if name == "tests":
            code, lines = machine.watch([str(programs / "python"), *WATCHED, *program], environ)
            summary = _pytest_summary(lines)
        else:
            code = machine.run(program, environ, None)
        codes.append(code)
        word = f"failed ({code})" if code else "passed"
        outcomes.append(f"{name:<9} {word:<11} {time.monotonic() - started:7.1f} s")
    machine.say("\n".join(["", *outcomes, summary]))
    return int(any(codes))


def _apt_get(machine: Machine, packages: Sequence[str]) -> None:
    environ = {**machine.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A fresh machine has no package lists yet, and old lists name packages that are gone.
    machine.run(["apt-get", "update", "-qq"], environ, None)
    command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    machine.run(command, environ, None)


def _install_lines(machine: Machine, missing: Sequence[Library]) -> str:
    """Return the line to type; one for each kind of system where the kind is not known."""
    lines = {
        "apt-get": f"apt-get install {_packages(missing, 'apt')}",
        "dnf": f"dnf install {_packages(missing, 'dnf')}",
        "pacman": f"pacman -S --needed {_packages(missing, 'pacman')}",
    }
    known = [line for tool, line in lines.items() if machine.find(tool)]
    return "\n".join(f"  sudo {line}" for line in known or lines.values())


def _packages(libraries: Sequence[Library], system: str) -> str:
    return " ".join(sorted({getattr(each, system) for each in libraries}))


def _require_venv_module(machine: Machine) -> None:
    if machine.has_module("venv") and machine.has_module("ensurepip"):
        return
    # Debian packs the module that makes environments apart from Python itself.
    raise SetUpError(
        "This Python cannot make an environment, because its venv module is missing.\n"
        "On Debian and Ubuntu it is the package python3-venv:\n"
        "  sudo apt-get install python3-venv"
    )


def _works(python: str, machine: Machine, environ: Mapping[str, str], *, needs_pip: bool) -> bool:
    """Return whether the environment is there and its Python is one that will do."""
    suits = f"{OLDEST_PYTHON} <= sys.version_info[:2] <= {NEWEST_PYTHON}"
    if needs_pip:
        suits += " and importlib.util.find_spec('pip')"
    check = f"import importlib.util, sys; sys.exit(not ({suits}))"
    return Path(python).exists() and machine.run([python, "-c", check], environ, None) == 0


def _must(machine: Machine, command: Sequence[str], environ: Mapping[str, str]) -> None:
    code = machine.run(command, environ, None)
    if code:
        raise SetUpError(f"This step did not work (exit code {code}):\n  {' '.join(command)}")


def _pytest_summary(lines: Sequence[str]) -> str:
    """Return pytest's own last word, so that it stands at the end of everything."""
    for line in reversed(lines):
        if _PYTEST_SUMMARY.fullmatch(_COLOURS.sub("", line).strip()):
            return line
    return "pytest printed no summary."


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _run(command: Sequence[str], environ: Mapping[str, str], text: str | None) -> int:
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=dict(environ), input=text, text=True, check=False
        )
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", flush=True)
        return 127
    return done.returncode


def _watch(command: Sequence[str], environ: Mapping[str, str]) -> tuple[int, list[str]]:
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip("\n"))
    return process.returncode, lines


def this_machine() -> Machine:
    """Return the computer this script runs on."""
    return Machine(
        platform=sys.platform,
        version=sys.version_info[:3],
        environ=os.environ,
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        find=shutil.which,
        loads=_loads,
        has_module=_has_module,
        run=_run,
        watch=_watch,
        say=partial(print, flush=True),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], this_machine()))
