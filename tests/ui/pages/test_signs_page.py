"""The Signs page: sheets of small signs, all of them side by side, and the closer look."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMenu, QPlainTextEdit

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.course import Course
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.signs_page import SignsPage
from sessiondesk.ui.widgets.table import DataTable

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)
PATIENCE = 60_000
Key = Qt.Key

HABIT = "I caught an old habit while I was in it, even if I went on."
BODY = "I noticed the first signs in my body earlier than I used to."
JUDGED = "In most sessions I feel judged."
CROSSED = (
    "Something happened that should not happen in therapy: touch, flirting, private favours, "
    "meeting outside, business, threats, breaking confidentiality."
)
LAST_SIGN = "A mistake stayed a mistake."


@pytest.fixture
def open_page(qtbot, theme, prompts, control):
    def open_(journal, *, width=1112, height=900):
        page = SignsPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        # The later groups come one by one.
        qtbot.waitUntil(lambda: LAST_SIGN in words(page), timeout=PATIENCE)
        return page

    return open_


@pytest.fixture
def page(open_page, journal):
    return open_page(journal)


@pytest.fixture
def held(journal):
    """A session of last Thursday, the second of its course."""
    course = Course(started_on=date(2026, 4, 1))
    journal.courses.record(course)
    first, second = (
        TherapySession(
            course_id=course.id,
            planned_for=moment,
            zone="Europe/Berlin",
            outcome=Outcome.ATTENDED,
        )
        for moment in (datetime(2026, 4, 30, 14), datetime(2026, 5, 7, 14))
    )
    journal.sessions.record(first)
    journal.sessions.record(second)
    return second


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def small(item, *, day=TODAY, answer=SignAnswer.ONCE_OR_TWICE, example=""):
    return Sign(item=item, side=SignSide.PROGRESS, day=day, answer=answer, example=example)


def warning(item, *, day=TODAY, example=""):
    answer = SignAnswer.TICKED
    return Sign(item=item, side=SignSide.WARNING, day=day, answer=answer, example=example)


def editor(control, page, sentence):
    found = control(page, f"An example: {sentence}")
    assert isinstance(found, QPlainTextEdit)
    return found


def top(page, widget):
    return widget.mapTo(page, QPoint(0, 0)).y()


def closer(control, page):
    QTest.mouseClick(control(page, "Which signs: Worth a closer look"), LEFT)
    QApplication.sendPostedEvents()


# Small signs.


def test_an_answer_is_kept_as_it_is_given(page, journal, control):
    QTest.mouseClick(control(page, f"{HABIT}: once or twice"), LEFT)

    (kept,) = journal.signs.all(SignSide.PROGRESS)
    assert (kept.item, kept.day, kept.answer) == ("caught_habit", TODAY, SignAnswer.ONCE_OR_TWICE)


def test_digits_answer_and_lead_to_the_example_or_to_the_next_sign(page, journal, control):
    page.focus_first()
    QTest.keyClick(focused(), Key.Key_1)
    assert QApplication.focusWidget() is control(page, f"{BODY}: not yet")

    QTest.keyClick(focused(), Key.Key_3)
    assert QApplication.focusWidget() is editor(control, page, BODY)
    QTest.keyClicks(focused(), "In the queue, my jaw.")
    QTest.keyClick(focused(), Key.Key_Tab)

    first, second = journal.signs.all(SignSide.PROGRESS)
    assert first.answer is SignAnswer.NOT_YET
    assert (second.answer, second.example) == (SignAnswer.MORE_AND_MORE, "In the queue, my jaw.")
    assert journal.drafts.all() == []


def test_the_whole_sheet_is_answered_by_keyboard_alone(page, journal):
    page.focus_first()
    for _ in range(29):
        QTest.keyClick(focused(), Key.Key_1)

    answered = journal.signs.all(SignSide.PROGRESS)
    assert len({each.item for each in answered}) == len(answered) == 29


def test_another_answer_keeps_the_example(page, journal, control):
    journal.signs.record(small("caught_habit", example="On the stairs"))

    QTest.mouseClick(control(page, f"{HABIT}: not yet"), LEFT)

    (kept,) = journal.signs.all(SignSide.PROGRESS)
    assert (kept.answer, kept.example) == (SignAnswer.NOT_YET, "On the stairs")
    assert editor(control, page, HABIT).toPlainText() == "On the stairs"


def test_an_answer_is_taken_back_and_comes_back_by_undo(page, journal, control):
    journal.signs.record(small("caught_habit", example="On the stairs"))

    QTest.mouseClick(control(page, f"{HABIT}: once or twice"), LEFT)
    assert journal.signs.all(SignSide.PROGRESS) == []

    journal.undo()
    assert editor(control, page, HABIT).toPlainText() == "On the stairs"


def test_a_sheet_goes_on_for_four_weeks_and_then_there_is_a_new_one(
    open_page, journal, clock, control
):
    journal.signs.record(small("caught_habit", day=TODAY - timedelta(days=20)))
    page = open_page(journal)
    assert control(page, f"{HABIT}: once or twice").isChecked()

    clock.pass_(days=8)
    page = open_page(journal)

    assert not control(page, f"{HABIT}: once or twice").isChecked()


def test_an_earlier_sheet_is_chosen_and_changed(open_page, journal, control):
    before = TODAY - timedelta(days=60)
    journal.signs.record(small("caught_habit", day=before), small("caught_habit"))
    page = open_page(journal)
    box = control(page, "Sheet")
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == [
        "Today’s sheet",
        "Sheet of 13 March 2026",
    ]

    box.setCurrentIndex(1)
    box.activated.emit(1)
    QTest.mouseClick(control(page, f"{BODY}: more and more"), LEFT)

    assert {each.item for each in journal.signs.on(SignSide.PROGRESS, before)} == {
        "caught_habit",
        "first_signs_body",
    }


def test_a_sign_is_tied_to_a_session(qtbot, page, journal, held, control):
    journal.signs.record(small("caught_habit"))

    QTest.mouseClick(control(page, f"Session it has to do with: {HABIT}"), LEFT)
    (menu,) = page.findChildren(QMenu)
    nothing, latest, _ = menu.actions()
    assert nothing.isChecked()
    assert latest.text() == "Session 2, 7 May 2026"
    latest.trigger()
    menu.close()

    assert journal.signs.all(SignSide.PROGRESS)[0].session_id == held.id
    tied = control(page, f"Session it has to do with: {HABIT}")
    assert tied.text() == "Session 2, 7 May 2026"


def test_an_example_is_brought_up_only_by_hand(qtbot, page, journal, control):
    sign = small("caught_habit", example="On the stairs")
    journal.signs.record(sign)

    with qtbot.waitSignal(page.brings_up) as offered:
        QTest.mouseClick(control(page, f"Bring up: {HABIT}"), LEFT)

    offer = offered.args[0]
    assert (offer.text, offer.source, offer.source_id) == (
        "On the stairs",
        SourceKind.SIGN,
        sign.id,
    )
    assert journal.bring_ups.open() == []


def test_a_full_disk_keeps_the_example_and_the_answer_as_it_was(
    page, journal, control, monkeypatch
):
    journal.signs.record(small("caught_habit"))
    written = editor(control, page, HABIT)
    written.setFocus()
    QTest.keyClicks(written, "On the stairs")

    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(journal.signs, "record", full)
        disk.setattr(journal.drafts, "keep", full)
        written.clearFocus()
        assert "no room left on the disk" in words(page)
        with pytest.raises(StoreFullError):
            page.settle()
        assert [each.text for each in page.unsaved()] == ["On the stairs"]
        QTest.mouseClick(control(page, f"{BODY}: more and more"), LEFT)
        assert not control(page, f"{BODY}: more and more").isChecked()
        QTest.mouseClick(control(page, "Which signs: Side by side"), LEFT)
        assert control(page, "Which signs: Small signs").isChecked()
    page.settle()

    assert journal.signs.all(SignSide.PROGRESS)[0].example == "On the stairs"
    assert "no room left" not in words(page)


def test_an_answer_the_disk_did_not_take_is_tried_again(page, journal, control, monkeypatch):
    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(journal.signs, "record", full)
        QTest.mouseClick(control(page, f"{BODY}: more and more"), LEFT)
        QTest.mouseClick(control(page, "Try again"), LEFT)
        assert "no room left on the disk" in words(page)
    QTest.mouseClick(control(page, "Try again"), LEFT)

    assert [each.item for each in journal.signs.all(SignSide.PROGRESS)] == ["first_signs_body"]
    assert "no room left on the disk" not in words(page)


# Side by side.


def test_sheets_stand_side_by_side_the_newest_first(open_page, journal, control):
    journal.signs.record(
        small("caught_habit", day=date(2026, 3, 17), answer=SignAnswer.NOT_YET),
        small("caught_habit", day=date(2026, 4, 14), example="On the <i>stairs</i>"),
    )
    page = open_page(journal)

    QTest.mouseClick(control(page, "Which signs: Side by side"), LEFT)

    (table,) = page.findChildren(DataTable)
    head, first, second, *_ = table.as_text().splitlines()
    assert head == "Sign\t14 Apr 2026\t17 Mar 2026"
    assert first == f"{HABIT}\tonce or twice, with an example\tnot yet"
    assert second == f"{BODY}\tnot answered\tnot answered"
    QApplication.sendPostedEvents()
    assert "On the <i>stairs</i>" in words(page)


def test_the_examples_of_another_sign_are_one_key_away(qtbot, open_page, journal, control):
    journal.signs.record(small("first_signs_body", example="My jaw"))
    page = open_page(journal)
    QTest.mouseClick(control(page, "Which signs: Side by side"), LEFT)
    page.focus_first()
    qtbot.waitUntil(lambda: "No example was written here." in words(page), timeout=PATIENCE)

    QTest.keyClick(focused(), Key.Key_Down)

    qtbot.waitUntil(lambda: "My jaw" in words(page), timeout=PATIENCE)


def test_of_many_sheets_the_last_ones_stand_side_by_side(qtbot, open_page, journal, control):
    days = [TODAY - timedelta(weeks=4 * n) for n in range(30)]
    journal.signs.record(*(small("caught_habit", day=day) for day in reversed(days)))
    page = open_page(journal)

    QTest.mouseClick(control(page, "Which signs: Side by side"), LEFT)

    (table,) = page.findChildren(DataTable)
    assert len(table.as_text().splitlines()[0].split("\t")) == 27
    earlier = "4 earlier sheets can be chosen under Small signs."
    qtbot.waitUntil(lambda: earlier in words(page), timeout=PATIENCE)


def test_without_a_sheet_there_is_nothing_to_compare(qtbot, page, control):
    QTest.mouseClick(control(page, "Which signs: Side by side"), LEFT)

    qtbot.waitUntil(lambda: "There is no sheet yet." in words(page), timeout=PATIENCE)


# Worth a closer look.


def test_a_tick_is_kept_with_its_day_and_its_example(page, journal, control):
    closer(control, page)
    QTest.mouseClick(control(page, JUDGED), LEFT)
    written = editor(control, page, JUDGED)
    written.setFocus()
    QTest.keyClicks(written, "The sigh")
    written.clearFocus()

    (kept,) = journal.signs.all(SignSide.WARNING)
    assert (kept.item, kept.day, kept.example) == ("judged", TODAY, "The sigh")
    assert "Ticked once, on 12 May 2026" in control(page, JUDGED).accessibleDescription()


def test_ticks_are_counted_and_dated_and_each_can_be_removed(qtbot, open_page, journal, control):
    for day, example in ((date(2026, 3, 2), "The sigh"), (date(2026, 4, 2), ""), (TODAY, "")):
        journal.signs.record(warning("judged", day=day, example=example))
    page = open_page(journal)
    closer(control, page)
    said = control(page, JUDGED).accessibleDescription()
    assert said == "Ticked on 3 days, from 2 March to 12 May 2026"

    QTest.mouseClick(control(page, f"The days: {JUDGED}"), LEFT)
    qtbot.waitUntil(lambda: "The sigh" in words(page), timeout=PATIENCE)
    QTest.mouseClick(control(page, f"Remove the tick of 2 March 2026: {JUDGED}"), LEFT)

    assert len(journal.signs.all(SignSide.WARNING)) == 2
    journal.undo()
    assert len(journal.signs.all(SignSide.WARNING)) == 3


def test_a_tick_is_taken_back(page, journal, control):
    closer(control, page)
    QTest.mouseClick(control(page, JUDGED), LEFT)
    QTest.mouseClick(control(page, JUDGED), LEFT)

    assert journal.signs.all(SignSide.WARNING) == []
    assert not control(page, JUDGED).isChecked()


def test_what_can_be_talked_about_leads_to_sentences(qtbot, page, journal, prompts, control):
    closer(control, page)
    assert prompts.warning_signs.answer_talk not in words(page)
    QTest.mouseClick(control(page, JUDGED), LEFT)
    assert prompts.warning_signs.answer_talk in words(page)
    QTest.mouseClick(control(page, prompts.openers.title), LEFT)
    line = prompts.openers.groups[0].lines[0]
    qtbot.waitUntil(lambda: line.text in words(page), timeout=PATIENCE)

    with qtbot.waitSignal(page.brings_up) as offered:
        QTest.mouseClick(control(page, f"Bring up: {line.text}"), LEFT)

    offer = offered.args[0]
    assert (offer.text, offer.source, offer.source_id) == (line.text, SourceKind.OPENER, line.id)
    assert journal.bring_ups.open() == []


def test_a_crossed_line_is_answered_first_and_nothing_is_said_about_raising_it(
    qtbot, page, journal, prompts, control
):
    closer(control, page)
    QTest.mouseClick(control(page, JUDGED), LEFT)
    QTest.mouseClick(control(page, CROSSED), LEFT)

    said = words(page)
    assert prompts.warning_signs.answer_outside_help in said
    assert prompts.warning_signs.answer_talk not in said
    assert not [each for each in page.findChildren(QDialog) if each.isVisible()]
    help_ = control(page, "Safety plan and crisis lines")
    qtbot.waitUntil(lambda: top(page, help_) < top(page, control(page, JUDGED)), timeout=PATIENCE)
    with qtbot.waitSignal(page.wants) as wanted:
        QTest.mouseClick(help_, LEFT)
    assert wanted.args == ["safety_plan"]


def test_the_answer_to_a_crossed_line_stays(open_page, journal, prompts, control):
    journal.signs.record(warning("boundary", day=TODAY - timedelta(days=400)))
    journal.signs.record(warning("judged", day=TODAY - timedelta(days=400)))
    page = open_page(journal)

    closer(control, page)

    assert prompts.warning_signs.answer_outside_help in words(page)


def test_an_old_tick_asks_for_nothing(open_page, journal, prompts, control):
    journal.signs.record(warning("judged", day=TODAY - timedelta(days=28)))
    page = open_page(journal)

    closer(control, page)

    assert prompts.warning_signs.answer_talk not in words(page)


def test_a_full_disk_leaves_the_tick_as_it_was(page, journal, control, monkeypatch):
    def full(*_args, **_more):
        raise StoreFullError

    closer(control, page)
    with monkeypatch.context() as disk:
        disk.setattr(journal.signs, "record", full)
        QTest.mouseClick(control(page, JUDGED), LEFT)
    assert "no room left on the disk" in words(page)
    assert not control(page, JUDGED).isChecked()

    QTest.mouseClick(control(page, "Try again"), LEFT)
    assert [each.item for each in journal.signs.all(SignSide.WARNING)] == ["judged"]


def test_many_days_are_told_in_part(qtbot, open_page, journal, control):
    days = [TODAY - timedelta(days=3 * n + 1) for n in range(25)]
    journal.signs.record(*(warning("judged", day=day) for day in reversed(days)))
    page = open_page(journal)
    closer(control, page)

    QTest.mouseClick(control(page, f"The days: {JUDGED}"), LEFT)

    qtbot.waitUntil(lambda: "and 5 earlier" in words(page), timeout=PATIENCE)


# From elsewhere.


def test_another_page_leads_to_a_sign(qtbot, page, journal, control):
    old = small("caught_habit", day=TODAY - timedelta(days=90), example="Long ago")
    ticked = warning("judged")
    journal.signs.record(old, replace(old, id=small("x").id, day=TODAY, example="Now"), ticked)

    page.show_record(Kind.SIGN, old.id)
    assert editor(control, page, HABIT).toPlainText() == "Long ago"

    page.show_record(Kind.SIGN, ticked.id)
    qtbot.waitUntil(lambda: control(page, "Which signs: Worth a closer look").isChecked())
    QApplication.sendPostedEvents()
    assert control(page, JUDGED).isChecked()

    page.show_record(Kind.SIGN, "gone")
    page.show_record(Kind.GOAL, old.id)


@pytest.mark.parametrize("view", ["Small signs", "Side by side", "Worth a closer look"])
@pytest.mark.parametrize(("width", "percent"), [(1112, 100), (936, 100), (1112, 150)])
def test_everything_can_be_reached_and_heard(
    *, qtbot, open_page, journal, held, theme, control, audit, view, width, percent
):
    theme.set_text_percent(percent)
    journal.signs.record(
        small("caught_habit", example="On the stairs"),
        warning("judged", day=date(2026, 4, 2), example="The sigh"),
        warning("boundary"),
    )
    page = open_page(journal, width=width)
    QTest.mouseClick(control(page, f"Which signs: {view}"), LEFT)
    QApplication.sendPostedEvents()
    for name in (f"The days: {JUDGED}", "Sentences to start with"):
        if view == "Worth a closer look":
            QTest.mouseClick(control(page, name), LEFT)

    # What was opened takes its place in the next turns.
    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)
