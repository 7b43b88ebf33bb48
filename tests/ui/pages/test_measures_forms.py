"""A form that a therapist uses: its name and range, and its totals one after the other."""

import json
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QMenu, QWidget

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.scale import Better
from sessiondesk.journal import Topic
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.pages.measures_page import typed_number
from sessiondesk.ui.pages.measures_page.form_dialog import FormDialog
from sessiondesk.ui.pages.measures_page.form_total import FormTotalDialog
from sessiondesk.ui.widgets.day_picker import DayPicker

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
TODAY = date(2026, 5, 12)
PATIENCE = 60_000

SHEET = Form(name="Strain sheet", better=Better.LOWER, low=0, high=40)


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
    """Open the dialog about a form."""

    def ask(form=None):
        dialog = FormDialog(journal, theme, beneath, form)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return ask


@pytest.fixture
def totals(qtbot, journal, theme, beneath):
    """Open the dialog with the totals of a form that is kept."""

    def open_(form=SHEET, *kept):
        journal.measures.record_form(form, *kept)
        dialog = FormTotalDialog(journal, theme, beneath, form)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return open_


@pytest.fixture
def locale():
    """Let the computer be from somewhere else."""
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


def total(number, day=TODAY, form=SHEET):
    return FormTotal(form_id=form.id, day=day, total=number)


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def write(control, dialog, name, text):
    field = control(dialog, name)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClicks(field, text)


def press(control, dialog, name):
    button = control(dialog, name)
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, LEFT)


def day_field(dialog):
    (found,) = dialog.findChildren(DayPicker)
    return found


def set_day(dialog, day):
    picker = day_field(dialog)
    picker.day = day
    picker.picked.emit(day)


def choose(dialog, control, row, action):
    press(control, dialog, f"More for {row}")
    (menu,) = (each for each in dialog.findChildren(QMenu) if each.isVisible())
    (found,) = (each for each in menu.actions() if each.text() == action)
    menu.close()
    found.trigger()


def kept(journal, form=SHEET):
    return [(each.day, each.total) for each in journal.measures.totals(form.id)]


@contextmanager
def full_disk(monkeypatch, *places):
    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        for owner, name in places:
            disk.setattr(owner, name, full)
        yield


# A form.


def test_a_name_is_enough(ask, journal, control):
    asked = ask()
    write(control, asked, "What it is called", "  Strain   sheet ")

    press(control, asked, "Keep this form")

    (form,) = journal.measures.forms()
    assert (form.name, form.better, form.low, form.high) == ("Strain sheet", None, None, None)
    assert journal.drafts.all() == []


def test_direction_and_range_are_kept_by_keyboard_alone(qtbot, ask, journal, control):
    asked = ask()
    got: list[Form] = []
    asked.kept.connect(got.append)
    QTest.keyClicks(asked.focusWidget(), "Strain sheet")
    QTest.mouseClick(control(asked, "Which way is better: Lower"), LEFT)
    write(control, asked, "Lowest total, if you know it", "-2,5")
    write(control, asked, "Highest total, if you know it", "40.5")
    QTest.keyClick(control(asked, "Highest total, if you know it"), Key.Key_Return)

    (form,) = journal.measures.forms()
    assert got == [form]
    assert (form.better, form.low, form.high) == (Better.LOWER, -2.5, 40.5)


@pytest.mark.parametrize(
    ("name", "low", "high", "field", "says"),
    [
        (" ", "", "", "What it is called", "Say what it is called."),
        ("strain SHEET", "", "", "What it is called", "Another form has this name already."),
        ("New", "none", "", "Lowest total, if you know it", "Write a number, such as 12 or 12.5."),
        ("New", "", "1e5", "Highest total, if you know it", "Write a number, such as"),
        ("New", "5", "5", "Highest total, if you know it", "The highest total is above the"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(
    *, ask, journal, control, name, low, high, field, says
):
    journal.measures.record_form(SHEET)
    asked = ask()
    write(control, asked, "What it is called", name)
    write(control, asked, "Lowest total, if you know it", low)
    write(control, asked, "Highest total, if you know it", high)

    press(control, asked, "Keep this form")

    assert journal.measures.forms() == [SHEET]
    assert says in words(asked)
    assert says in control(asked, field).accessibleDescription()
    assert asked.focusWidget() is control(asked, field)
    assert control(asked, "What it is called").text() == name


def test_a_form_is_renamed_and_keeps_its_totals(ask, journal, control):
    journal.measures.record_form(SHEET, total(12.5))
    asked = ask(SHEET)
    assert control(asked, "Highest total, if you know it").text() == "40"
    write(control, asked, "What it is called", "Load sheet")

    press(control, asked, "Change it")

    (form,) = journal.measures.forms()
    assert (form.id, form.name, form.better, form.high) == (
        SHEET.id,
        "Load sheet",
        Better.LOWER,
        40,
    )
    assert kept(journal) == [(TODAY, 12.5)]
    journal.undo()
    assert journal.measures.forms() == [SHEET]


@pytest.mark.parametrize(
    ("end", "number"),
    [("Lowest total, if you know it", "13"), ("Highest total, if you know it", "12")],
)
def test_a_range_may_not_leave_out_a_total_that_is_kept(ask, journal, control, end, number):
    journal.measures.record_form(SHEET, total(12.5))
    asked = ask(SHEET)
    write(control, asked, end, number)

    press(control, asked, "Change it")

    assert "The total of 12 May is 12.5, which would be out of range." in words(asked)
    assert journal.measures.forms() == [SHEET]


def test_a_form_goes_to_the_bin_with_its_totals_after_a_question(qtbot, ask, journal, control):
    journal.measures.record_form(SHEET, total(12.5))
    asked = ask(SHEET)
    press(control, asked, "Remove this form…")
    (question,) = (each for each in asked.findChildren(QDialog) if each.isVisible())
    assert question.focusWidget() is control(question, "Keep it")

    with qtbot.waitSignal(asked.removed, timeout=PATIENCE):
        press(control, question, "Remove it")

    assert journal.measures.forms() == []
    assert not asked.isVisible()
    journal.undo()
    assert journal.measures.forms() == [SHEET]
    assert kept(journal) == [(TODAY, 12.5)]


def test_a_new_form_has_nothing_to_remove(ask):
    asked = ask()

    assert "Remove this form…" not in [
        each.text() for each in asked.findChildren(QAbstractButton) if each.isVisible()
    ]


def test_words_for_a_form_outlive_the_dialog(ask, journal, control):
    asked = ask()
    write(control, asked, "What it is called", "Half a na")
    QTest.mouseClick(control(asked, "Which way is better: Higher"), LEFT)
    write(control, asked, "Highest total, if you know it", "4")
    asked.settle()
    assert len(journal.drafts.all()) == 1
    QTest.keyClick(asked, Key.Key_Escape)

    again = ask()

    assert control(again, "What it is called").text() == "Half a na"
    assert control(again, "Highest total, if you know it").text() == "4"
    press(control, again, "Keep this form")
    (form,) = journal.measures.forms()
    assert (form.better, form.high) == (Better.HIGHER, 4)
    assert journal.drafts.all() == []


def test_what_is_kept_of_a_form_is_not_unsaved(ask, journal, control):
    journal.measures.record_form(SHEET)
    asked = ask(SHEET)
    assert asked.unsaved() == []

    write(control, asked, "What it is called", "Load")

    asked.settle()
    assert [json.loads(each.text)["name"] for each in journal.drafts.all()] == ["Load"]
    assert asked.unsaved() == []
    write(control, asked, "What it is called", SHEET.name)
    asked.settle()
    assert journal.drafts.all() == []


def test_a_full_disk_keeps_the_form_in_the_dialog(ask, journal, control, monkeypatch):
    asked = ask()
    places = [(journal.measures, "record_form"), (journal.drafts, "keep")]
    with full_disk(monkeypatch, *places):
        write(control, asked, "What it is called", "Strain sheet")
        press(control, asked, "Keep this form")
        assert "no room left on the disk" in words(asked)
        assert [json.loads(each.text)["name"] for each in asked.unsaved()] == ["Strain sheet"]
        with pytest.raises(StoreFullError):
            asked.settle()
    press(control, asked, "Try again")

    assert [each.name for each in journal.measures.forms()] == ["Strain sheet"]


def test_a_full_disk_keeps_a_form_that_should_go(ask, journal, control, monkeypatch):
    journal.measures.record_form(SHEET)
    asked = ask(SHEET)
    press(control, asked, "Remove this form…")
    (question,) = (each for each in asked.findChildren(QDialog) if each.isVisible())
    with full_disk(monkeypatch, (journal.measures, "remove_form")):
        press(control, question, "Remove it")

    assert journal.measures.forms() == [SHEET]
    assert asked.isVisible()


# Its totals.


def test_totals_are_added_one_after_the_other(totals, journal, control):
    asked = totals()
    assert "No totals yet." in words(asked)
    day_field(asked).day = date(2026, 3, 3)
    QTest.keyClicks(asked.focusWidget(), "12,5")
    QTest.keyClick(asked.focusWidget(), Key.Key_Return)
    assert asked.focusWidget() is control(asked, "Total")
    assert "Kept. Tuesday 3 March: 12.5" in words(asked)
    day_field(asked).day = date(2026, 4, 7)
    QTest.keyClicks(asked.focusWidget(), "9")

    press(control, asked, "Done")

    assert kept(journal) == [(date(2026, 3, 3), 12.5), (date(2026, 4, 7), 9)]
    assert not asked.isVisible()
    assert journal.drafts.all() == []


def test_the_same_day_twice_is_kept_and_said(totals, journal, control):
    later = [total(n, date(2026, 4, n)) for n in range(1, 21)]
    asked = totals(SHEET, total(12, date(2026, 3, 3)), *later)
    set_day(asked, date(2026, 3, 3))
    write(control, asked, "Total", "13")

    press(control, asked, "Add this total")

    assert kept(journal)[:2] == [(date(2026, 3, 3), 12), (date(2026, 3, 3), 13)]
    assert "This day has more than one now." in words(asked)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write the total."),
        ("twelve", "Write a number, such as 12 or 12.5."),
        ("41", "The total is beyond the range of this form."),
        ("-0.5", "The total is below the range of this form."),
        ("1.2.3", "Write a number, such as 12 or 12.5."),
        ("9" * 400, "Write a number, such as 12 or 12.5."),
    ],
)
def test_a_total_that_cannot_be_is_said_at_its_field(totals, journal, control, typed, says):
    asked = totals()
    write(control, asked, "Total", typed)

    press(control, asked, "Add this total")

    assert kept(journal) == []
    assert control(asked, "Total").accessibleDescription() == says
    assert says in words(asked)
    assert control(asked, "Total").text() == typed
    assert asked.focusWidget() is control(asked, "Total")


@pytest.mark.parametrize("button", ["Add this total", "Done"])
def test_a_day_that_has_not_come_is_said_and_nothing_is_kept(totals, journal, control, button):
    asked = totals()
    day_field(asked).day = date(2026, 5, 13)
    write(control, asked, "Total", "12")

    press(control, asked, button)

    assert "This day has not come yet." in words(asked)
    assert kept(journal) == []
    assert asked.isVisible()
    day_field(asked).day = TODAY
    press(control, asked, button)
    assert kept(journal) == [(TODAY, 12)]
    assert "This day has not come yet." not in words(asked)


def test_a_total_is_changed(totals, journal, control):
    asked = totals(SHEET, total(12.25, date(2026, 3, 3)), total(9))
    choose(asked, control, "Tuesday 3 March: 12.25", "Change…")
    assert control(asked, "Total").text() == "12.25"
    assert day_field(asked).day == date(2026, 3, 3)
    write(control, asked, "Total", "13")

    press(control, asked, "Change this total")

    assert kept(journal) == [(date(2026, 3, 3), 13), (TODAY, 9)]
    assert control(asked, "Total").text() == ""
    press(control, asked, "Add this total")
    assert "Write the total." in words(asked)


def test_a_change_may_be_left_and_does_not_come_back_as_another_total(totals, journal, control):
    asked = totals(SHEET, total(12))
    choose(asked, control, "Tuesday 12 May: 12", "Change…")
    write(control, asked, "Total", "13")
    press(control, asked, "Leave this one as it is")
    assert control(asked, "Total").text() == ""
    choose(asked, control, "Tuesday 12 May: 12", "Change…")
    write(control, asked, "Total", "14")
    QTest.keyClick(asked, Key.Key_Escape)

    assert kept(journal) == [(TODAY, 12)]
    assert journal.drafts.all() == []


def test_a_total_is_removed_and_put_back(totals, journal, control):
    asked = totals(SHEET, total(12, date(2026, 3, 3)), total(9))
    choose(asked, control, "Tuesday 12 May: 9", "Remove")
    assert kept(journal) == [(date(2026, 3, 3), 12)]
    assert "Removed. Tuesday 12 May: 9" in words(asked)

    press(control, asked, "Put it back")

    assert kept(journal) == [(date(2026, 3, 3), 12), (TODAY, 9)]
    journal.undo()
    journal.undo()
    assert len(kept(journal)) == 2


def test_a_total_that_goes_while_it_is_changed_is_left(totals, journal, control):
    one = total(12)
    asked = totals(SHEET, one)
    choose(asked, control, "Tuesday 12 May: 12", "Change…")

    journal.measures.remove_total(one.id)

    assert control(asked, "Add this total").isVisible()
    assert control(asked, "Total").text() == ""


def test_many_totals_are_shown_piece_by_piece(totals, control):
    many = [total(n, date(2026, 1, n)) for n in range(1, 21)]
    asked = totals(SHEET, *many)
    assert "Tuesday 20 January: 20" in words(asked)
    assert "Thursday 1 January: 1" not in words(asked)

    press(control, asked, "Show older ones")

    assert "Thursday 1 January: 1" in words(asked)


def test_a_half_typed_total_comes_back(totals, journal, control):
    asked = totals()
    set_day(asked, date(2026, 3, 3))
    assert asked.unsaved() == []
    write(control, asked, "Total", "12")
    QTest.keyClick(asked, Key.Key_Escape)
    assert kept(journal) == []

    again = totals()

    # With its day: it may not become one of today unseen.
    assert control(again, "Total").text() == "12"
    press(control, again, "Add this total")
    assert kept(journal) == [(date(2026, 3, 3), 12)]
    assert journal.drafts.all() == []


def test_a_change_that_a_crash_broke_off_goes_on_as_a_change(totals, journal, control):
    asked = totals(SHEET, total(12))
    choose(asked, control, "Tuesday 12 May: 12", "Change…")
    write(control, asked, "Total", "13")
    asked.settle()

    again = totals()
    press(control, again, "Change this total")

    assert kept(journal) == [(TODAY, 13)]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"day": "2026-02-31", "total": "1", "changes": ""}', '{"total": "1"}']
)
def test_a_draft_that_cannot_be_is_left_out(totals, ask, journal, control, text):
    journal.drafts.keep("form_total", "form_total", SHEET.id, text)
    journal.drafts.keep("form", "form", "", text)

    assert control(totals(), "Total").text() == ""
    assert control(ask(), "What it is called").text() == ""


def test_a_full_disk_keeps_the_total_in_the_dialog(totals, journal, control, monkeypatch):
    asked = totals()
    with full_disk(monkeypatch, (journal.measures, "record_form"), (journal.drafts, "keep")):
        write(control, asked, "Total", "12")
        assert [json.loads(each.text)["total"] for each in asked.unsaved()] == ["12"]
        press(control, asked, "Done")
        assert "no room left on the disk" in words(asked)
        assert control(asked, "Total").text() == "12"
        with pytest.raises(StoreFullError):
            asked.settle()
    press(control, asked, "Try again")

    assert kept(journal) == [(TODAY, 12)]
    assert "no room left" not in words(asked)


def test_a_full_disk_keeps_a_total_that_should_go(totals, journal, control, monkeypatch):
    asked = totals(SHEET, total(12))
    with full_disk(monkeypatch, (journal.measures, "remove_total")):
        choose(asked, control, "Tuesday 12 May: 12", "Remove")

    assert kept(journal) == [(TODAY, 12)]
    assert "Removed." not in words(asked)


def test_a_full_disk_keeps_a_total_in_the_bin_that_should_come_back(
    totals, journal, control, monkeypatch
):
    asked = totals(SHEET, total(12))
    choose(asked, control, "Tuesday 12 May: 12", "Remove")
    with full_disk(monkeypatch, (journal.bin, "restore")):
        press(control, asked, "Put it back")
        assert kept(journal) == []
    (box,) = (each for each in asked.findChildren(QDialog) if each.isVisible())
    box.close()

    press(control, asked, "Put it back")

    assert kept(journal) == [(TODAY, 12)]


def test_totals_that_cannot_be_read_are_said(totals, journal, monkeypatch):
    asked = totals(SHEET, total(12))
    with full_disk(monkeypatch, (journal.measures, "totals")):
        journal.changed.emit(Topic.MEASURES)

    assert "no room left on the disk" in words(asked)
    assert "Tuesday 12 May: 12" in words(asked)


@pytest.mark.parametrize("percent", [100, 150])
def test_everything_can_be_reached_and_heard(*, qtbot, ask, totals, theme, audit, percent):
    theme.set_text_percent(percent)

    for asked in (ask(), totals(SHEET, total(12), total(9)), ask(SHEET)):
        # A dialog finds its height a moment after it is shown.
        qtbot.waitUntil(lambda dialog=asked: not audit(dialog), timeout=PATIENCE)
        assert audit(asked) == []


# Numbers.


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" 12.5 ", 12.5),
        ("12,5", 12.5),
        (",5", 0.5),
        ("12.", 12),
        ("+3", 3),
        ("-3", -3),
        ("\u22123,25", -3.25),
        ("\u0661\u0662\u066b\u0665", 12.5),
        ("0,125", 0.125),
        ("1250", 1250),
        ("1.25", 1.25),
    ],
)
def test_comma_and_point_begin_the_decimals(typed, number):
    assert typed_number.read(typed, "total") == number


@pytest.mark.parametrize("typed", ["12 a", "1e5", "nan", "inf", "1_0", "1 2", "--1", ".", "0x1"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(InvalidFieldError) as refused:
        typed_number.read(typed, "total")

    assert refused.value.field == "total"


@pytest.mark.parametrize(
    ("where", "clear", "unclear"),
    [("en_GB", "1.250", "1,250"), ("de_DE", "1,250", "1.250"), ("fr_FR", "1,250", "1,250.000")],
)
def test_a_sign_that_may_be_for_thousands_is_asked_about(locale, where, clear, unclear):
    locale(QLocale(where))

    assert typed_number.read(clear, "total") == 1.25
    with pytest.raises(InvalidFieldError, match="thousands"):
        typed_number.read(unclear, "total")


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(".,"))
def test_what_is_written_is_read_as_the_same_number(number, sign):
    written = typed_number.written(number)

    assert len(written) <= typed_number.LONGEST
    plain = written.lstrip("-").partition(".")
    if not (sign == "," and len(plain[2]) == 3 and plain[0] != "0" and len(plain[0]) <= 3):
        assert typed_number.read(written.replace(".", sign), "total") == number


def test_nothing_typed_is_no_number():
    assert typed_number.read("  ", "total") is None
    assert typed_number.written(None) == ""
    assert typed_number.written(40.0) == "40"
    assert typed_number.written(100.0) == "100"
