"""Work beside the window: told on the right thread, or not at all."""

from threading import Event, get_ident

import pytest
from PySide6.QtCore import QObject, Signal

from sessiondesk.ui.jobs import Jobs, Progress


class Page(QObject):
    """Somebody who asked and waits for the answer."""

    heard = Signal()
    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.shares: list[float] = []
        self.told_on: int | None = None

    def on_done(self, result: object) -> None:
        self.told_on = get_ident()
        self.results.append(result)
        self.heard.emit()

    def on_failed(self, error: Exception) -> None:
        self.told_on = get_ident()
        self.errors.append(error)
        self.heard.emit()

    def on_given_up(self) -> None:
        self.gone.emit()

    def on_progressed(self, share: float) -> None:
        self.shares.append(share)


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def page(qapp):
    return Page()


def test_the_result_arrives_on_the_thread_of_the_window(qtbot, jobs, page):
    with qtbot.waitSignal(page.heard):
        jobs.run(lambda _progress: get_ident(), page.on_done, page.on_failed)

    (worker,) = page.results
    assert page.told_on == get_ident() != worker


def test_what_the_work_raises_is_told_to_whoever_asked(qtbot, jobs, page):
    def work(_progress: Progress) -> None:
        raise OSError(28, "no room")

    with qtbot.waitSignal(page.heard):
        jobs.run(work, page.on_done, page.on_failed)

    (error,) = page.errors
    assert isinstance(error, OSError)
    assert page.told_on == get_ident()
    assert page.results == []


def test_progress_is_told_in_order(qtbot, jobs, page):
    def work(progress: Progress) -> None:
        for quarter in range(1, 5):
            progress.report(quarter / 4)

    with qtbot.waitSignal(page.heard):
        jobs.run(work, page.on_done, page.on_failed, page.on_progressed)

    assert page.shares == [0.25, 0.5, 0.75, 1.0]


def test_jobs_run_one_after_the_other(qtbot, jobs, page):
    under_way: list[str] = []

    def work(progress: Progress) -> int:
        under_way.append("in")
        together = len(under_way)
        under_way.clear()
        return together

    for _ in range(5):
        jobs.run(work, page.on_done, page.on_failed)
    qtbot.waitUntil(lambda: len(page.results) == 5)

    assert page.results == [1, 1, 1, 1, 1]


def test_a_cancelled_job_says_nothing_although_it_ends(qtbot, jobs, page):
    may_end = Event()

    def work(_progress: Progress) -> str:
        may_end.wait(5)
        return "too late"

    job = jobs.run(work, page.on_done, page.on_failed)
    job.cancel()
    may_end.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert job.is_cancelled
    assert (page.results, page.errors) == ([], [])


def test_work_learns_that_it_was_cancelled_when_it_reports(qtbot, jobs, page):
    started, cancelled, ended = Event(), Event(), Event()

    def work(progress: Progress) -> None:
        started.set()
        cancelled.wait(5)
        try:
            progress.report(0.5)
        finally:
            ended.set()
        raise AssertionError("the report should have ended the work")

    job = jobs.run(work, page.on_done, page.on_failed)
    started.wait(5)
    job.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert ended.is_set()
    assert page.errors == []


def test_a_job_cancelled_before_its_turn_never_begins(qtbot, jobs, page):
    may_end, begun = Event(), Event()
    jobs.run(lambda _progress: may_end.wait(5), page.on_done, page.on_failed)
    waiting = jobs.run(lambda _progress: begun.set(), page.on_done, page.on_failed)

    waiting.cancel()
    may_end.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert not begun.is_set()
    assert page.results == [True]


def test_a_page_closed_meanwhile_hears_nothing(qtbot, jobs):
    holder = QObject()
    page = Page(holder)
    results = page.results
    may_end = Event()

    jobs.run(lambda _progress: may_end.wait(5), page.on_done, page.on_failed)
    del page
    holder.deleteLater()
    with qtbot.waitSignal(holder.destroyed):
        pass
    may_end.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert results == []


def test_finishing_waits_for_the_work_and_keeps_it_quiet(qapp, page):
    jobs = Jobs()
    started, done = Event(), Event()

    def work(progress: Progress) -> None:
        started.set()
        while not progress.is_cancelled:
            done.wait(0.001)
        done.set()

    jobs.run(work, page.on_done, page.on_failed)
    assert started.wait(5)
    jobs.finish()

    assert done.is_set()
    qapp.sendPostedEvents()
    assert page.results == []


@pytest.mark.parametrize("outcome", ["done", "failed", "gave up"])
def test_work_that_was_given_up_is_told_to_have_ended(qtbot, jobs, page, outcome):
    begun, may_end = Event(), Event()

    def work(progress: Progress) -> None:
        begun.set()
        may_end.wait()
        if outcome == "failed":
            raise OSError
        if outcome == "gave up":
            progress.report(1)

    jobs.run(work, page.on_done, page.on_failed, None, page.on_given_up)
    begun.wait()
    jobs.give_up()
    assert jobs.is_busy
    with qtbot.waitSignal(page.gone, timeout=30_000):
        may_end.set()

    assert not jobs.is_busy
    assert (page.results, page.errors) == ([], [])
