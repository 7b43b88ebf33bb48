"""Why PySide6 is locked at 6.11.3.

PySide6 6.12.0 gives back one reference to ``None`` too many at every call of Qt that returns
nothing. Up to Python 3.11 that count is real: after some thousand calls it reaches zero and
the process is aborted, with whatever the person was writing. From Python 3.12 on ``None``
cannot die, so there this test can only agree. Before the lock moves, it has to pass on 3.11.
"""

import sys
import tomllib
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QStandardItem

ROOT = Path(__file__).parents[1]
ROUNDS = 1000


def test_calls_that_return_nothing_leave_the_references_to_none_alone(qapp):
    thing, timer, item = QObject(), QTimer(), QStandardItem()
    before = sys.getrefcount(None)

    for _ in range(ROUNDS):
        thing.setObjectName("same")
        timer.setInterval(1)
        item.setEnabled(True)

    # Other threads and caches come and go by a few; the fault loses three in every round.
    assert abs(sys.getrefcount(None) - before) < ROUNDS / 10


def test_the_locked_pyside_is_the_one_in_use():
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    (locked,) = (
        each["version"] for each in lock["package"] if each["name"] == "pyside6-essentials"
    )

    assert locked == "6.11.3"
    assert PySide6.__version__ == locked


def test_no_other_part_of_qt_is_locked():
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    names = {each["name"] for each in lock["package"]}

    # The addons bring the browser engine; requests and urllib3 open a socket on import.
    assert not names & {"pyside6", "pyside6-addons", "requests", "urllib3", "sqlalchemy"}
