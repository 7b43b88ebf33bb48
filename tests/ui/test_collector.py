"""Widgets must not die on a worker, nor in the middle of events: Qt ends the process for it."""

import gc
import weakref
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QObject, Signal

from sessiondesk.ui.collector import Collector
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


@pytest.fixture
def collector(jobs):
    collector = Collector(jobs, jobs)
    collector.start()
    yield collector
    # It takes what is there to stay; what was made for this test does not.
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.fixture
def died_on():
    """On which threads what was left has died."""
    return []


@pytest.fixture
def leave(died_on):
    """Leave something that only the collector can free, and note on which thread it does."""

    class Node:
        def __init__(self) -> None:
            self.itself = self

    def leave() -> None:
        weakref.finalize(Node(), lambda: died_on.append(get_ident()))

    return leave


def allocate(_progress=None):
    """Make far more than what lets Python collect by itself."""
    return [[] for _ in range(200_000)]


def test_nothing_is_collected_by_allocating(collector, leave, died_on):
    leave()

    allocate()

    assert died_on == []


def test_what_is_left_is_collected_between_events(qtbot, collector, leave, died_on):
    leave()
    kept = allocate()

    qtbot.waitUntil(lambda: bool(died_on), timeout=30_000)

    assert died_on == [get_ident()]
    assert kept


def test_what_has_grown_old_is_collected_too(collector, leave, died_on):
    leave()
    gc.collect(0)
    gc.collect(1)

    kept = []
    for _ in range(10):
        kept.append(allocate())
        collector.collect()

    assert died_on == [get_ident()]


def test_a_little_that_is_new_is_left_for_later(collector, leave, died_on):
    gc.collect()
    leave()

    collector.collect()

    assert died_on == []


def test_nothing_is_collected_while_work_is_open(qtbot, jobs, collector, leave, died_on):
    page = Waiting()
    may_end = Event()
    leave()

    kept = allocate()
    with qtbot.waitSignal(page.heard, timeout=10_000):
        jobs.run(lambda _progress: (allocate(), may_end.wait(5)), page.on_ended, page.on_ended)
        collector.collect()
        assert died_on == []
        may_end.set()
    assert died_on == []

    collector.collect()
    assert died_on == [get_ident()]
    assert kept


@pytest.mark.parametrize("fails", [False, True])
def test_whoever_does_the_work_does_not_die_on_the_worker(qtbot, jobs, died_on, fails):
    page = Waiting()

    class Worker:
        def do(self, _progress):
            if fails:
                raise OSError

    for _ in range(200):
        worker = Worker()
        weakref.finalize(worker, lambda: died_on.append(get_ident()))
        jobs.run(worker.do, page.on_ended, page.on_ended)
        del worker
    qtbot.waitUntil(lambda: len(died_on) == 200, timeout=10_000)

    assert set(died_on) == {get_ident()}
