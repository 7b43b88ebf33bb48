"""The witness at a program whose clock begins at a moment of the test's choosing.

Called with that moment before anything else. Nothing else is replaced.
"""

import importlib
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sessiondesk import __main__ as program
from tests.e2e import witness

STARTED = time.monotonic()


def open_window(arguments, enforced):
    """Set the clock of the window, whose code is imported only when the guard stands."""
    app = importlib.import_module("sessiondesk.app")

    def now():
        return BEGINS + timedelta(seconds=time.monotonic() - STARTED)

    vars(app)["_now"] = now
    return witness.open_window(arguments, enforced)


if __name__ == "__main__":
    BEGINS = datetime.fromisoformat(sys.argv.pop(1))
    witness.open_program, program._open_window = program._open_window, open_window
    sys.exit(program.main())
