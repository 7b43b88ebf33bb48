"""``python -m sessiondesk`` and the two programs that are installed: guard first, then the rest.

Nothing else is imported before the guard stands.
"""

import gc
import os
import sys
from pathlib import Path
from types import TracebackType

from sessiondesk import guard
from sessiondesk.guard import relaunch


def main() -> int:
    """Run the command line; without a command, open the window.

    Returns:
        The exit code.
    """
    enforced = _begin()
    arguments = sys.argv[1:]
    from sessiondesk import cli

    if relaunch.read(arguments) is not None or cli.wants_window(arguments):
        return _open_window(arguments, enforced)
    return cli.run(arguments, enforced=enforced)


def window() -> int:
    """Open the window, from a desktop that has no terminal.

    Returns:
        The exit code.
    """
    return _open_window(sys.argv[1:], _begin())


def _begin() -> guard.Enforced:
    # Read by numpy's algebra when it comes in: a thread for each core would spin for all of
    # them, and the window waits for one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.excepthook = _report
    return guard.protect()


def _open_window(arguments: list[str], enforced: guard.Enforced) -> int:
    # Looking for garbage among what is being imported finds none, and costs a tenth of the
    # start. When the window is on the screen, ``ui.collector`` takes over.
    gc.disable()
    from sessiondesk import app

    # Our own words to the process that takes the place of one that locked.
    back = relaunch.read(arguments)
    folder = Path(arguments[0]) if arguments and back is None else None
    return app.main(sys.argv, enforced=enforced, folder=folder, back=back)


def _report(
    kind: type[BaseException], _error: BaseException, traceback: TracebackType | None
) -> None:
    """Say where a fault of ours is, without the message: it may quote what a person wrote."""
    where = traceback
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "nowhere"
    sys.stderr.write(
        f"sessiondesk: Something is wrong with the program itself ({kind.__name__}, {place}). "
        "What was kept before is safe.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
