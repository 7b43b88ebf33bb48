"""What goes wrong outside the program is said in three sentences."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from sessiondesk.store import errors
from sessiondesk.store.errors import StoreBusyError, StoreError, StoreFullError
from sessiondesk.ui import problems
from sessiondesk.ui.problems import NotSavedBar, describe

LEFT = Qt.MouseButton.LeftButton

KNOWN = [
    error
    for error in vars(errors).values()
    if isinstance(error, type) and issubclass(error, StoreError)
]


@pytest.mark.parametrize("error", KNOWN)
def test_every_outside_cause_says_what_happened_what_is_safe_and_what_to_do(error):
    problem = describe(error())

    for sentence in (problem.happened, problem.safe, problem.advice):
        assert sentence.endswith(".")
        assert "!" not in sentence
        assert "Error" not in sentence


def test_no_two_causes_are_told_in_the_same_words():
    told = [describe(error()).happened for error in KNOWN]

    assert len(set(told)) == len(told)


def test_the_bar_stays_until_it_was_kept_after_all(qtbot, theme, control):
    page = QWidget()
    qtbot.addWidget(page)
    bar = NotSavedBar(theme, page)
    page.show()
    assert not bar.isVisible()

    bar.show_problem(StoreFullError())
    with qtbot.waitSignal(bar.retry):
        qtbot.mouseClick(control(bar, "Try again"), LEFT)
    assert bar.isVisible()
    bar.clear()

    assert not bar.isVisible()


def test_the_bar_says_the_newest_reason(qtbot, theme, control):
    page = QWidget()
    qtbot.addWidget(page)
    bar = NotSavedBar(theme, page)
    page.show()

    bar.show_problem(StoreFullError())
    bar.show_problem(StoreBusyError())

    assert control(bar, describe(StoreBusyError()).happened)


def test_a_window_of_its_own_reads_no_markup_and_does_not_stop_the_page(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()

    problems.show(page, StoreFullError())

    (box,) = page.findChildren(QMessageBox)
    assert box.isVisible()
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.text() == describe(StoreFullError()).happened
    box.close()


def test_the_bar_tries_again_by_itself_until_it_was_kept(qtbot, theme, monkeypatch):
    monkeypatch.setattr(problems, "RETRY_MILLISECONDS", 20)
    page = QWidget()
    qtbot.addWidget(page)
    bar = NotSavedBar(theme, page)
    tries: list[int] = []
    bar.retry.connect(partial(tries.append, 1))
    page.show()

    bar.show_problem(StoreFullError())
    qtbot.waitUntil(lambda: len(tries) >= 2, timeout=20_000)
    bar.clear()
    so_far = len(tries)
    qtbot.wait(100)

    assert len(tries) == so_far


@pytest.mark.parametrize("error", [errors.StoreDamagedError, errors.NewerStoreError])
def test_what_trying_again_cannot_change_is_not_tried_by_itself(qtbot, theme, monkeypatch, error):
    monkeypatch.setattr(problems, "RETRY_MILLISECONDS", 20)
    page = QWidget()
    qtbot.addWidget(page)
    bar = NotSavedBar(theme, page)
    page.show()
    bar.show_problem(StoreFullError())

    with qtbot.assertNotEmitted(bar.retry, wait=100):
        bar.show_problem(error())

    assert bar.isVisible()


def test_a_bar_with_nothing_to_try_again_stays(qtbot, theme, monkeypatch):
    monkeypatch.setattr(problems, "RETRY_MILLISECONDS", 20)
    page = QWidget()
    qtbot.addWidget(page)
    bar = NotSavedBar(theme, page)
    page.show()

    with qtbot.assertNotEmitted(bar.retry, wait=100):
        bar.show_problem(errors.StoreReadOnlyError(), is_final=True)

    assert bar.isVisible()


def test_a_dialog_leaves_trying_again_to_the_person(qtbot, theme, monkeypatch, control):
    monkeypatch.setattr(problems, "RETRY_MILLISECONDS", 20)
    page = QWidget()
    qtbot.addWidget(page)
    bar = NotSavedBar(theme, page, is_in_dialog=True)
    page.show()

    with qtbot.assertNotEmitted(bar.retry, wait=100):
        bar.show_problem(StoreFullError())
    with qtbot.waitSignal(bar.retry):
        qtbot.mouseClick(control(bar, "Try again"), LEFT)


def test_a_copy_elsewhere_is_offered(qtbot, theme, control):
    page = QWidget()
    qtbot.addWidget(page)
    bar = NotSavedBar(theme, page)
    page.show()
    bar.show_problem(StoreFullError())

    with qtbot.waitSignal(bar.copy_wanted):
        qtbot.mouseClick(control(bar, "Save a copy elsewhere…"), LEFT)
