"""Work that can be stopped: what is told is what came of it."""

from threading import Event

import pytest
from PySide6.QtCore import QObject

from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.slow_work import SlowWork

PATIENCE = 30_000


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def owner(qapp):
    return QObject()


@pytest.fixture
def work(jobs, owner):
    return SlowWork(jobs, owner)


@pytest.fixture
def go_on():
    """What the work waits for; set at the end in any case."""
    event = Event()
    yield event
    event.set()


def test_it_reports_and_returns(qtbot, work):
    shares: list[float] = []
    work.progressed.connect(shares.append)

    def run(report):
        report(0.5)
        return "a value"

    with qtbot.waitSignal(work.done, timeout=PATIENCE) as done:
        work.begin(run)

    assert done.args == ["a value"]
    assert shares == [0.5]
    assert not work.is_busy


def test_stopped_in_time_it_says_so(qtbot, work, go_on):
    def run(report):
        go_on.wait()
        report(0.5)

    work.begin(run)
    work.stop()
    with qtbot.waitSignal(work.stopped, timeout=PATIENCE):
        go_on.set()

    assert work.is_stop_wanted
    assert not work.is_busy


def test_stopped_too_late_it_is_done(qtbot, work, go_on):
    def run(_report):
        go_on.wait()
        return "done all the same"

    work.begin(run)
    work.stop()
    with qtbot.waitSignal(work.done, timeout=PATIENCE) as done:
        go_on.set()

    assert done.args == ["done all the same"]
    assert work.is_stop_wanted


def test_what_went_wrong_is_passed_on_without_what_it_held(qtbot, work):
    def run(_report):
        secret = "harbour quilt"
        raise OSError(len(secret))

    with qtbot.waitSignal(work.failed, timeout=PATIENCE) as failed:
        work.begin(run)

    (error,) = failed.args
    assert isinstance(error, OSError)
    assert error.__traceback__ is None


def test_the_next_work_is_not_stopped_by_the_last_stop(qtbot, work, go_on):
    def waits(report):
        go_on.wait()
        report(0.5)

    work.begin(waits)
    work.stop()
    with qtbot.waitSignal(work.stopped, timeout=PATIENCE):
        go_on.set()

    with qtbot.waitSignal(work.done, timeout=PATIENCE):
        work.begin(waits)

    assert not work.is_stop_wanted


def test_given_up_for_a_lock_it_is_free_for_the_next(qtbot, jobs, work, go_on):
    begun = Event()

    def run(report):
        begun.set()
        go_on.wait()
        report(0.5)

    work.begin(run)
    begun.wait()
    jobs.give_up()
    with qtbot.waitSignal(work.given_up, timeout=PATIENCE):
        go_on.set()

    assert not work.is_busy
    with qtbot.waitSignal(work.done, timeout=PATIENCE):
        work.begin(lambda _report: None)
