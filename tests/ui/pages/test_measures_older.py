"""A result from paper: item by item or its total alone, of whichever day."""

import json
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from sessiondesk.domain.assessment import Assessment
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.keep_dialog import TallBody
from sessiondesk.ui.pages.measures_page import MeasuresPage, older_result_draft
from sessiondesk.ui.pages.measures_page.older_result import OlderResultDialog
from sessiondesk.ui.pages.measures_page.older_result_draft import OlderDraft
from sessiondesk.ui.pages.measures_page.pinned_head import PinnedHead
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.questionnaire import Questionnaire
from sessiondesk.ui.widgets.questionnaire_row import QuestionRow

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
TODAY = date(2026, 5, 12)
EARLIER = date(2026, 3, 3)
PATIENCE = 60_000
ONE_CLICK_AWAY = "your safety plan and the crisis lines are one click away"


@pytest.fixture
def beneath(qtbot):
    """The page that a dialog opens over."""
    page = QWidget()
    page.resize(1000, 760)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def ask(qtbot, journal, theme, beneath):
    """Open the dialog about an older result."""

    def ask(name="phq9", *, assessment=None):
        instrument = None if name is None else journal.measures.instruments.find(name)
        dialog = OlderResultDialog(journal, theme, beneath, instrument, assessment=assessment)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return ask


def older(instruments, name="phq9", *, day=EARLIER, total=12.0, **more):
    instrument = instruments.find(name)
    return Assessment(
        instrument=name,
        version=instrument.version,
        day=day,
        total=total,
        band=instrument.band(total),
        is_entered_later=True,
        **more,
    )


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def press(control, dialog, name):
    button = control(dialog, name)
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, LEFT)


def set_day(dialog, day):
    (picker,) = dialog.findChildren(DayPicker)
    picker.day = day
    picker.picked.emit(day)


def write_total(control, dialog, text):
    QTest.mouseClick(control(dialog, "What you have: Only the total"), LEFT)
    field = control(dialog, "Total")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClicks(field, text)


def pick(control, dialog, title):
    box = control(dialog, "Which questionnaire")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(title))
    box.activated.emit(box.currentIndex())


def rows(dialog):
    (questions,) = (each for each in dialog.findChildren(Questionnaire) if each.isVisible())
    return [each for each in questions.findChildren(QuestionRow) if not each.isHidden()]


def tick(dialog, n, value):
    cell = rows(dialog)[n - 1].findChildren(QRadioButton)[value]
    QTest.mouseClick(cell, LEFT)


def type_answers(dialog, digits):
    """Type the digits, which answer and move on."""
    rows(dialog)[0].setFocus()
    for digit in digits:
        QTest.keyClicks(dialog.focusWidget(), digit)


@contextmanager
def full_disk(monkeypatch, *places):
    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        for owner, name in places:
            disk.setattr(owner, name, full)
        yield


# Kept.


def test_a_total_from_paper_becomes_a_result_of_its_day(qtbot, ask, journal, control):
    asked = ask()
    set_day(asked, EARLIER)
    write_total(control, asked, "12")

    with qtbot.waitSignal(asked.kept, timeout=PATIENCE) as kept:
        press(control, asked, "Keep this result")

    (found,) = journal.measures.of("phq9")
    assert kept.args == [found.id]
    assert (found.day, found.taken_at, found.total, found.band) == (EARLIER, None, 12, "moderate")
    assert (found.is_total_only, found.is_entered_later, found.on_sheet) == (True, True, False)
    assert journal.drafts.all() == []
    journal.undo()
    assert journal.measures.of("phq9") == []


def test_a_result_is_entered_item_by_item_by_keyboard_alone(ask, journal, control):
    asked = ask()
    set_day(asked, EARLIER)
    type_answers(asked, "1111111101")
    # The last digit answered how hard things were; what keeps it all is next.
    assert asked.focusWidget() is control(asked, "Keep this result")
    QTest.keyClick(asked.focusWidget(), Key.Key_Return)

    (found,) = journal.measures.of("phq9")
    assert found.answers == {**dict.fromkeys(range(1, 9), 1), 9: 0}
    assert (found.total, found.functional, found.band) == (8, 1, "mild")
    assert (found.taken_at, found.is_entered_later) == (None, True)


def test_how_hard_things_were_may_stay_open(ask, journal, control):
    asked = ask("gad7")
    type_answers(asked, "1000000")

    press(control, asked, "Keep this result")

    (found,) = journal.measures.of("gad7")
    assert (found.total, found.functional) == (1, None)


def test_reversed_items_and_percentages_are_counted_by_their_rules(ask, journal, control):
    asked = ask("core10")
    type_answers(asked, "0440000000")
    press(control, asked, "Keep this result")
    asked = ask("who5")
    type_answers(asked, "55555")
    press(control, asked, "Keep this result")

    assert [each.total for each in journal.measures.all()] == [0, 100]


def test_every_questionnaire_can_be_chosen_also_one_that_is_off(ask, journal, control):
    asked = ask(None)
    box = control(asked, "Which questionnaire")
    all_ = journal.measures.instruments.all
    assert [box.itemText(n) for n in range(box.count())] == [each.title for each in all_]
    assert box.currentText() == all_[0].title

    pick(control, asked, "K10")
    assert len(rows(asked)) == 10
    type_answers(asked, "1111111111")
    press(control, asked, "Keep this result")

    (found,) = journal.measures.all()
    assert (found.instrument, found.total) == ("k10", 10)


def test_the_words_of_the_licence_stand_under_the_questions(ask, journal):
    asked = ask("core10")

    instrument = journal.measures.instruments.find("core10")
    assert instrument.licence.attribution in words(asked)
    assert instrument.stem in words(asked)


def test_the_words_of_the_answers_stay_in_sight_among_the_rows(qtbot, ask, control):
    asked = ask()
    (scroll,) = asked.findChildren(TallBody)

    def heads():
        return [each for each in asked.findChildren(PinnedHead) if each.isVisible()]

    assert heads() == []
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0, timeout=PATIENCE)
    rows(asked)[8].setFocus()
    qtbot.waitUntil(lambda: len(heads()) == 1, timeout=PATIENCE)

    pick(control, asked, "WHO-5")
    qtbot.waitUntil(lambda: heads() == [], timeout=PATIENCE)
    assert len(rows(asked)) == 5


# Refused.


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("phq9", "", "Write the total."),
        ("phq9", "twelve", "Write a number, such as 12 or 12.5."),
        ("phq9", "28", "The total is a number from 0 to 27."),
        ("phq9", "-1", "The total is a number from 0 to 27."),
        ("phq9", "12,5", "The total is a whole number."),
        ("k10", "9", "The total is a number from 10 to 50."),
        ("who5", "50", "The total is a multiple of 4: the sum of the answers, times 4."),
    ],
)
def test_a_total_that_cannot_be_is_said_at_its_field(*, ask, journal, control, name, typed, says):
    asked = ask(name)
    write_total(control, asked, typed)

    press(control, asked, "Keep this result")

    assert journal.measures.all() == []
    assert control(asked, "Total").accessibleDescription() == says
    assert says in words(asked)
    assert asked.focusWidget() is control(asked, "Total")
    assert control(asked, "Total").text() == typed


def test_an_open_row_is_named_and_gets_the_keyboard(ask, journal, control):
    asked = ask()
    for n in (1, 2, 3, 5, 6, 7, 8, 9):
        tick(asked, n, 0)

    press(control, asked, "Keep this result")

    assert "Row 4 is open." in words(asked)
    assert rows(asked)[3].isAncestorOf(asked.focusWidget())
    assert journal.measures.all() == []
    tick(asked, 4, 0)
    press(control, asked, "Keep this result")
    assert len(journal.measures.all()) == 1


@pytest.mark.parametrize("only_total", [True, False])
def test_a_day_that_has_not_come_is_said_and_nothing_is_kept(ask, journal, control, only_total):
    asked = ask()
    type_answers(asked, "000000000")
    if only_total:
        write_total(control, asked, "12")
    set_day(asked, TODAY + timedelta(days=1))

    press(control, asked, "Keep this result")

    assert "This day has not come yet." in words(asked)
    assert journal.measures.all() == []
    set_day(asked, TODAY)
    press(control, asked, "Keep this result")
    assert [each.day for each in journal.measures.all()] == [TODAY]


# Said.


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (EARLIER, "There is a result of PHQ-9 of this day already. Both are kept."),
        (date(2026, 3, 5), "Another result of PHQ-9 is of 3 March."),
        (date(2026, 2, 26), "Another result of PHQ-9 is of 3 March."),
    ],
)
def test_a_result_of_the_same_days_is_said_and_kept_all_the_same(
    *, ask, journal, instruments, control, day, says
):
    journal.measures.record(older(instruments))
    asked = ask()
    assert "Both are kept" not in words(asked)
    set_day(asked, day)
    assert says in words(asked)
    write_total(control, asked, "9")

    press(control, asked, "Keep this result")

    assert len(journal.measures.of("phq9")) == 2


def test_other_questionnaires_and_other_weeks_are_no_neighbours(
    ask, journal, instruments, control
):
    journal.measures.record(older(instruments))
    asked = ask()
    set_day(asked, date(2026, 4, 3))
    assert "both are kept" not in words(asked).lower()
    set_day(asked, EARLIER)
    assert "Both are kept" in words(asked)

    pick(control, asked, "GAD-7")

    assert "Both are kept" not in words(asked)


def test_an_answer_that_brings_support_leads_quietly_to_the_plan(qtbot, ask, journal, control):
    asked = ask()
    type_answers(asked, "00000000")
    assert ONE_CLICK_AWAY not in words(asked)
    tick(asked, 9, 1)
    assert ONE_CLICK_AWAY in words(asked)
    write_total(control, asked, "1")
    assert ONE_CLICK_AWAY not in words(asked)
    QTest.mouseClick(control(asked, "What you have: The answers"), LEFT)

    with qtbot.waitSignal(asked.wants, timeout=PATIENCE) as wanted:
        press(control, asked, "Safety plan and crisis lines")

    assert wanted.args == [PageName.SAFETY_PLAN.value]
    assert not asked.isVisible()
    assert len(rows(ask())) == 10  # how hard things were comes up as well
    assert journal.measures.all() == []


def test_nothing_stands_between_that_answer_and_the_plan(
    qtbot, ask, journal, control, monkeypatch
):
    asked = ask()
    with full_disk(monkeypatch, (journal.drafts, "keep")):
        tick(asked, 9, 1)
        with qtbot.waitSignal(asked.wants, timeout=PATIENCE):
            press(control, asked, "Safety plan and crisis lines")

    assert not asked.isVisible()


def test_it_can_be_kept_with_that_answer_and_is_not_put_on_the_sheet(ask, journal, control):
    asked = ask()
    type_answers(asked, "0000000010")

    press(control, asked, "Keep this result")

    (found,) = journal.measures.all()
    assert (found.answers[9], found.on_sheet) == (1, False)


# Drafts.


def test_what_was_begun_comes_back_for_each_questionnaire(ask, journal, control):
    asked = ask()
    set_day(asked, EARLIER)
    type_answers(asked, "123")
    pick(control, asked, "GAD-7")
    write_total(control, asked, "7")
    QTest.keyClick(asked, Key.Key_Escape)
    assert not asked.isVisible()
    assert len(journal.drafts.all()) == 2

    # Without a wish it is the one that was typed into last.
    again = ask(None)

    assert control(again, "Total").text() == "7"
    assert control(again, "Which questionnaire").currentText() == "GAD-7"
    pick(control, again, "PHQ-9")
    assert [row.value for row in rows(again)[:4]] == [1, 2, 3, None]
    (picker,) = again.findChildren(DayPicker)
    assert picker.day == EARLIER


def test_a_kept_result_takes_its_draft_along_and_leaves_the_others(ask, journal, control):
    asked = ask("gad7")
    write_total(control, asked, "7")
    pick(control, asked, "PHQ-9")
    write_total(control, asked, "9")

    press(control, asked, "Keep this result")

    assert [each.record_id for each in journal.drafts.all()] == ["gad7"]


def test_nothing_typed_is_no_draft(ask, journal, control):
    asked = ask()
    tick(asked, 1, 2)
    assert len(journal.drafts.all()) == 1
    tick(asked, 1, 2)

    assert journal.drafts.all() == []
    assert asked.unsaved() == []


def test_a_full_disk_keeps_every_answer_and_says_so_before_it_lets_go(
    ask, journal, control, monkeypatch
):
    asked = ask()
    with full_disk(monkeypatch, (journal.measures, "record"), (journal.drafts, "keep")):
        type_answers(asked, "000000000")
        assert "no room left on the disk" in words(asked)
        with pytest.raises(StoreFullError):
            asked.settle()
        (draft,) = asked.unsaved()
        assert json.loads(draft.text)["answers"] == {str(n): 0 for n in range(1, 10)}
        QTest.keyClick(asked, Key.Key_Escape)
        assert asked.isVisible()
        press(control, asked, "Keep this result")
        assert journal.measures.all() == []
    press(control, asked, "Try again")

    assert [each.total for each in journal.measures.all()] == [0]
    assert asked.unsaved() == []


def test_who_will_go_goes_on_a_full_disk_and_a_lock_is_not_kept_waiting(
    ask, journal, control, monkeypatch
):
    first, second = ask(), ask()
    with full_disk(monkeypatch, (journal.drafts, "keep")):
        tick(first, 1, 1)
        press(control, first, "Not now")
        assert first.isVisible()
        press(control, first, "Not now")
        tick(second, 1, 1)
        second.close()

    assert not first.isVisible()
    assert not second.isVisible()


def test_a_full_disk_keeps_the_questionnaire_that_was_being_typed(
    ask, journal, control, monkeypatch
):
    asked = ask()
    with full_disk(monkeypatch, (journal.drafts, "keep")):
        tick(asked, 1, 1)
        pick(control, asked, "GAD-7")

    assert control(asked, "Which questionnaire").currentText() == "PHQ-9"
    assert rows(asked)[0].value == 1


# Put right.


def test_a_total_is_put_right(ask, journal, instruments, control):
    before = older(instruments)
    journal.measures.record(before)
    asked = ask(None, assessment=before)
    assert control(asked, "Total").text() == "12"
    assert "Both are kept" not in words(asked)
    set_day(asked, date(2026, 3, 10))
    write_total(control, asked, "21")

    press(control, asked, "Change it")

    (found,) = journal.measures.of("phq9")
    assert (found.id, found.day, found.total, found.band) == (
        before.id,
        date(2026, 3, 10),
        21,
        "severe",
    )
    assert journal.drafts.all() == []
    journal.undo()
    assert journal.measures.of("phq9") == [before]


def test_answers_are_put_right_and_what_was_put_on_the_sheet_stays(
    ask, journal, instruments, control
):
    answers = {**dict.fromkeys(range(1, 9), 0), 9: 1}
    before = older(instruments, total=1.0, answers=answers, on_sheet=True)
    journal.measures.record(before)
    asked = ask(None, assessment=before)
    tick(asked, 1, 3)
    press(control, asked, "Change it")
    (found,) = journal.measures.of("phq9")
    assert (found.total, found.on_sheet) == (4, True)

    asked = ask(None, assessment=found)
    tick(asked, 9, 0)
    press(control, asked, "Change it")

    (found,) = journal.measures.of("phq9")
    assert (found.total, found.on_sheet) == (3, False)


def test_a_change_that_was_left_comes_back_and_can_be_undone_by_hand(
    ask, journal, instruments, control
):
    before = older(instruments)
    journal.measures.record(before)
    asked = ask(None, assessment=before)
    write_total(control, asked, "13")
    press(control, asked, "Leave it as it is")
    assert [each.record_id for each in journal.drafts.all()] == [before.id]

    again = ask(None, assessment=before)
    assert control(again, "Total").text() == "13"
    write_total(control, again, "12")

    assert journal.drafts.all() == []
    assert journal.measures.of("phq9") == [before]


# On its page.


@pytest.fixture
def page(qtbot, journal, theme, prompts):
    """The page that leads here."""
    page = MeasuresPage(journal, theme=theme, prompts=prompts)
    page.resize(1112, 760)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.fixture
def opened(qtbot, page):
    """The dialog, opened from it."""
    page.add_older_result()
    (asked,) = page.findChildren(OlderResultDialog)
    qtbot.waitExposed(asked)
    return asked


def test_a_lock_finds_what_was_typed_from_paper(page, opened, journal, control, monkeypatch):
    with full_disk(monkeypatch, (journal.drafts, "keep")):
        write_total(control, opened, "12")
        (draft,) = page.unsaved()
        assert json.loads(draft.text)["total"] == "12"
        with pytest.raises(StoreFullError):
            page.settle()

    page.settle()

    assert [each.editor for each in journal.drafts.all()] == [older_result_draft.EDITOR]
    assert page.unsaved() == []


def test_a_kept_result_stands_on_the_page(page, opened, control):
    write_total(control, opened, "12")
    press(control, opened, "Keep this result")

    assert "12 May, moderate range" in words(page)


def test_the_page_leads_on_to_the_safety_plan(qtbot, page, opened, control):
    tick(opened, 9, 2)

    with qtbot.waitSignal(page.wants, timeout=PATIENCE) as wanted:
        press(control, opened, "Safety plan and crisis lines")

    assert wanted.args == [PageName.SAFETY_PLAN.value]


# For everyone.


@pytest.mark.parametrize(
    ("name", "percent", "width"), [("phq9", 100, 1000), ("who5", 150, 1000), ("k10", 150, 600)]
)
def test_everything_can_be_reached_and_heard(
    *, qtbot, ask, beneath, theme, audit, name, percent, width
):
    theme.set_text_percent(percent)
    beneath.resize(width, 760)
    asked = ask(name)
    if name == "phq9":
        type_answers(asked, "000000001")

    # A dialog finds its height a moment after it is shown.
    qtbot.waitUntil(lambda: not audit(asked), timeout=PATIENCE)
    assert asked.width() <= width


def test_the_total_alone_can_be_reached_and_heard(qtbot, ask, control, audit):
    asked = ask()
    write_total(control, asked, "99")
    press(control, asked, "Keep this result")

    qtbot.waitUntil(lambda: not audit(asked), timeout=PATIENCE)


# What a draft holds.


@settings(deadline=None)
@given(
    st.builds(
        OlderDraft,
        day=st.dates(),
        is_total_only=st.booleans(),
        total=st.text(),
        answers=st.dictionaries(st.integers(1, 9), st.integers(0, 3)),
        functional=st.none() | st.integers(0, 3),
    )
)
def test_a_draft_comes_back_as_it_was_typed(instruments, draft):
    phq9 = instruments.find("phq9")
    text = draft.as_draft(phq9, None).text

    assert older_result_draft.read(text, phq9) == draft
    # Put aside at a lock: what was rescued stands behind what is there, and counts.
    assert older_result_draft.read(f"{text}\n\n{text}", phq9) == draft


@pytest.mark.parametrize(
    "change",
    [
        {"version": 99},
        {"answers": {"1": 7}},
        {"answers": {"99": 1}},
        {"answers": {"1": True}},
        {"answers": []},
        {"functional": 9},
        {"day": "2026-02-31"},
        {"day": None},
    ],
)
def test_a_draft_that_cannot_be_is_left_out(instruments, change):
    phq9 = instruments.find("phq9")
    fields = json.loads(OlderDraft(day=TODAY, total="3").as_draft(phq9, None).text)

    assert older_result_draft.read(json.dumps({**fields, **change}), phq9) is None
    assert older_result_draft.read("{", phq9) is None
    assert older_result_draft.read("[]", phq9) is None


def test_nothing_that_was_answered_is_in_a_repr():
    draft = OlderDraft(day=TODAY, total="17.25", answers={9: 3}, functional=2)

    assert "17.25" not in repr(draft)
    assert "9: 3" not in repr(draft)
