"""Does things to a vault in processes of their own, so that they can be hit while they do.

Reads one request a line: the name of an act in `tests.faults.acts` and the folder it is to be
done in. For each it makes a copy of this process, says its number, and lets it begin when
the next line comes. Then it says what became of it.

A process that has imported everything is copied in some milliseconds; a new one would take
half a second, and there are many hundreds of hits.
"""

import ctypes
import importlib
import json
import os
import pkgutil
import sys
from pathlib import Path

import sessiondesk
from sessiondesk.store.errors import StoreError
from sessiondesk.vault.errors import VaultError
from tests.faults import acts

DONE, REFUSED, MISTAKE = 0, 1, 3
PACKAGES = ("domain", "exchange", "journal", "store", "vault")
_LET_ANYBODY_WATCH = 0x59616D61  # PR_SET_PTRACER


def main() -> None:
    """Do what is asked until there is no more."""
    import_all()
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        waits, begins = os.pipe()
        tells, told = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(begins)
            _do(request["act"], Path(request["place"]), waits, told)
        os.close(waits)
        os.close(told)
        say(process)
        sys.stdin.readline()
        os.write(begins, b"!")
        os.close(begins)
        with open(tells, encoding="ascii") as telling:  # noqa: PTH123 - a pipe
            name = telling.read()
        _, status = os.waitpid(process, 0)
        say({"code": os.waitstatus_to_exitcode(status), "error": name})


def import_all() -> None:
    """Import what is otherwise imported when it is needed, among the calls that are counted."""
    for name in ("_strptime", "encodings.ascii", "fcntl"):
        importlib.import_module(name)
    for package in PACKAGES:
        name = f"{sessiondesk.__name__}.{package}"
        path = importlib.import_module(name).__path__
        for module in pkgutil.walk_packages(path, f"{name}."):
            importlib.import_module(module.name)


def say(answer: object) -> None:
    """Answer with one line."""
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


def _do(act: str, place: Path, waits: int, told: int) -> None:
    code = DONE
    # Where only a parent may watch its children, strace is not the parent.
    ctypes.CDLL(None).prctl(_LET_ANYBODY_WATCH, ctypes.c_ulong(-1), 0, 0, 0)
    os.read(waits, 1)
    try:
        getattr(acts, act)(place)
    except (StoreError, VaultError) as error:
        code = REFUSED
        os.write(told, type(error).__name__.encode())
    except BaseException as error:  # noqa: BLE001 - told, and judged by who asked
        code = MISTAKE
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        at = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
        cause = f"{type(error).__name__} at {at}"
        os.write(told, cause.encode("ascii", "replace"))
    os._exit(code)


if __name__ == "__main__":
    main()
