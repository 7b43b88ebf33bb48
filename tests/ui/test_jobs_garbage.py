"""Widgets must not die on a worker: Qt takes the process down for it."""

import gc
import weakref
from threading import get_ident

import pytest
from PySide6.QtCore import QObject, Signal

from sessiondesk.ui.jobs import Jobs


class Waiting(QObject):
    heard = Signal()

    def on_ended(self, _outcome: object) -> None:
        self.heard.emit()


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


def a_cycle(died_on):
    """Make something that only the collector can free, and note on which thread it does."""

    class Node:
        def __init__(self) -> None:
            self.itself = self

    node = Node()
    weakref.finalize(node, lambda: died_on.append(get_ident()))


def allocate(_progress):
    return sum(len([[]]) for _ in range(200_000)), [[] for _ in range(200_000)]


def test_no_cycle_is_collected_on_the_worker(qtbot, jobs):
    died_on: list[int] = []
    page = Waiting()
    gc.collect()
    a_cycle(died_on)

    with qtbot.waitSignal(page.heard, timeout=10_000):
        jobs.run(allocate, page.on_ended, page.on_ended)

    gc.collect()
    assert died_on == [get_ident()]


def test_the_collector_is_back_when_the_work_is_done(qtbot, jobs):
    page = Waiting()

    with qtbot.waitSignal(page.heard):
        jobs.run(allocate, page.on_ended, page.on_ended)

    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert gc.isenabled()


def test_the_collector_is_back_when_all_work_was_given_up(jobs):
    page = Waiting()
    jobs.run(allocate, page.on_ended, page.on_ended)

    jobs.finish()

    assert gc.isenabled()
