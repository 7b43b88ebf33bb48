"""Questionnaires on Today: a quiet line while one is ready, and gone on "not today"."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.pages.today_page import TodayPage

TODAY = date(2026, 5, 12)
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
READY = "PHQ-9 is ready when you are"


@pytest.fixture
def open_page(qtbot, theme, prompts):
    """Show the page over a journal."""

    def open_(journal, *, width=1072):
        page = TodayPage(journal, theme=theme, prompts=prompts)
        page.resize(width, 1100)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow, timeout=PATIENCE)
        return page

    return open_


@pytest.fixture
def fill_in(journal):
    """Keep a result of an instrument, so many days ago."""

    def fill_in(id_, days_ago):
        assessment = Assessment(
            instrument=id_, version=1, day=TODAY - timedelta(days=days_ago), total=8
        )
        journal.measures.record(assessment)
        return assessment

    return fill_in


def half_fill(journal, id_):
    journal.drafts.keep("assessment", "assessment", id_, "{}")


def said(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_nothing_is_ready_before_somebody_began(journal, open_page):
    assert not any("ready when you are" in words for words in said(open_page(journal)))


def test_one_that_is_due_is_one_quiet_line(journal, open_page, fill_in):
    fill_in("phq9", 20)

    page = open_page(journal)

    assert READY in said(page)
    assert "Every two weeks, last on 22 April. About two minutes." in said(page)
    # How long it has been due is nobody's business.
    assert not any("20" in words or "late" in words or "overdue" in words for words in said(page))


def test_several_share_the_line(journal, open_page, fill_in):
    for id_ in ("phq9", "gad7", "core10"):
        fill_in(id_, 14)

    page = open_page(journal)

    assert "PHQ-9, GAD-7 and CORE-10 are ready when you are" in said(page)
    assert sum("ready" in words for words in said(page)) == 1


def test_begin_leads_into_the_questionnaire(qtbot, journal, open_page, fill_in, control):
    fill_in("gad7", 14)
    page = open_page(journal)

    with qtbot.waitSignal(page.begins_measure, timeout=PATIENCE) as begins:
        qtbot.mouseClick(control(page, "Begin: GAD-7 is ready when you are"), LEFT)

    assert begins.args == ["gad7"]


def test_by_keyboard_it_comes_after_the_check_in_and_begins(qtbot, journal, open_page, fill_in):
    fill_in("phq9", 14)
    page = open_page(journal)
    page.focus_first()
    passed = []
    for _ in range(200):
        if focused().accessibleName() == f"Begin: {READY}":
            break
        passed.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)

    # The whole check-in was walked through before.
    names = {each.accessibleName().partition(":")[0] for each in passed}
    assert {"Mood", "Anxiety", "Energy", "Overwhelm"} <= names
    with qtbot.waitSignal(page.begins_measure, timeout=PATIENCE):
        QTest.keyClick(focused(), Qt.Key.Key_Space)


def test_not_today_takes_the_line_away_until_tomorrow(
    *, qtbot, journal, open_page, fill_in, control, clock
):
    fill_in("phq9", 14)
    fill_in("gad7", 14)
    line = "PHQ-9 and GAD-7 are ready when you are"
    page = open_page(journal)

    qtbot.mouseClick(control(page, f"Not today: {line}"), LEFT)

    qtbot.waitUntil(lambda: line not in said(page), timeout=PATIENCE)
    assert journal.measures.is_put_off

    clock.pass_(days=1)
    page.refresh()
    qtbot.waitUntil(lambda: line in said(page), timeout=PATIENCE)


def test_a_full_disk_leaves_the_line_and_says_so(
    *, qtbot, journal, open_page, fill_in, control, monkeypatch
):
    fill_in("phq9", 14)
    page = open_page(journal)

    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(journal.settings, "change", full)
        qtbot.mouseClick(control(page, f"Not today: {READY}"), LEFT)
        qtbot.waitUntil(lambda: "Try again" in spoken(page), timeout=PATIENCE)
        assert READY in said(page)

    qtbot.mouseClick(control(page, "Try again"), LEFT)
    qtbot.waitUntil(lambda: READY not in said(page), timeout=PATIENCE)


def spoken(page):
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    return [each.accessibleName() or each.text() for each in buttons]


def test_one_that_is_half_filled_in_comes_before_the_others(
    qtbot, journal, open_page, fill_in, control
):
    fill_in("phq9", 14)
    fill_in("gad7", 14)
    half_fill(journal, "gad7")

    page = open_page(journal)

    assert "GAD-7 is half filled in" in said(page)
    assert "PHQ-9 is ready as well." in said(page)
    with qtbot.waitSignal(page.begins_measure, timeout=PATIENCE) as begins:
        qtbot.mouseClick(control(page, "Go on: GAD-7 is half filled in"), LEFT)
    assert begins.args == ["gad7"]


def test_two_that_are_half_filled_in_share_the_line(journal, open_page, fill_in):
    half_fill(journal, "phq9")
    assert "What you ticked is kept." in said(open_page(journal))
    half_fill(journal, "who5")
    for id_ in ("gad7", "core10"):
        fill_in(id_, 14)

    page = open_page(journal)

    assert "PHQ-9 and WHO-5 are half filled in" in said(page)
    assert "GAD-7 and CORE-10 are ready as well." in said(page)


def test_one_put_aside_meanwhile_is_there_when_the_page_comes_back(qtbot, journal, open_page):
    page = open_page(journal)
    page.hide()
    half_fill(journal, "phq9")

    page.show()

    qtbot.waitUntil(lambda: "PHQ-9 is half filled in" in said(page), timeout=PATIENCE)


def test_one_that_was_filled_in_is_gone_and_comes_back_when_that_is_undone(
    qtbot, journal, open_page, fill_in
):
    fill_in("phq9", 14)
    page = open_page(journal)

    fill_in("phq9", 0)
    qtbot.waitUntil(lambda: READY not in said(page), timeout=PATIENCE)

    journal.undo()
    qtbot.waitUntil(lambda: READY in said(page), timeout=PATIENCE)


def test_one_that_was_switched_off_is_not_asked_for(qtbot, journal, open_page, fill_in):
    fill_in("phq9", 14)
    page = open_page(journal)

    journal.measures.plan(MeasurePlan(instrument="phq9", is_on=False, every_days=14))

    qtbot.waitUntil(lambda: READY not in said(page), timeout=PATIENCE)


@pytest.mark.parametrize("width", [1072, 700])
def test_the_line_can_be_used_by_ear_and_by_keyboard(
    *, qtbot, journal, open_page, fill_in, audit, width
):
    for id_ in ("phq9", "gad7", "core10", "who5"):
        fill_in(id_, 14)
    page = open_page(journal, width=width)

    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)


def test_what_was_filled_in_at_one_at_night_counts_for_the_day_before(
    journal, open_page, fill_in, clock
):
    fill_in("phq9", 14)
    clock.moment = datetime.combine(TODAY, clock.moment.time().replace(hour=1)).replace(
        tzinfo=clock.moment.tzinfo
    )
    # By the person's own day it is still the eleventh, and not yet two weeks.
    assert READY not in said(open_page(journal))


@pytest.mark.parametrize(("percent", "width"), [(100, 1072), (150, 1072), (150, 1180)])
def test_the_question_on_sleep_has_room_for_its_words(
    *, qtbot, journal, open_page, theme, percent, width
):
    theme.set_text_percent(percent)
    page = open_page(journal, width=width)
    question = next(each for each in page.findChildren(QLabel) if each.text().startswith("Did w"))

    qtbot.waitUntil(lambda: question.width() >= theme.px(150), timeout=PATIENCE)
    assert question.height() <= 4 * question.fontMetrics().lineSpacing()
