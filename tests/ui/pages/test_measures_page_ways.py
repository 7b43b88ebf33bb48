"""From the overview into a form, a history or a dialog, and back."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.store.errors import StoreFullError, StoreIOError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.measures_page import MeasuresPage
from sessiondesk.ui.pages.measures_page.form_dialog import FormDialog
from sessiondesk.ui.pages.measures_page.form_total import FormTotalDialog
from sessiondesk.ui.pages.measures_page.history import History
from sessiondesk.ui.pages.measures_page.older_result import OlderResultDialog
from sessiondesk.ui.pages.measures_page.overview import Overview
from sessiondesk.ui.pages.measures_page.taking import Taking
from tests.ui.measure_results import assessment, fill_in

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)
PATIENCE = 60_000
Key = Qt.Key


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal, *, width=1112, height=760):
        page = MeasuresPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow, timeout=PATIENCE)
        return page

    return open_


@pytest.fixture
def filled(journal):
    """A journal with a therapy and PHQ-9 until two weeks ago."""
    journal.courses.record(Course(started_on=date(2026, 3, 5)))
    fill_in(journal, "phq9", [15, 17, 16, 15, 13, 10, 9], last=TODAY - timedelta(days=14))
    return journal


@pytest.fixture
def page(open_page, filled):
    return open_page(filled)


@pytest.fixture
def dialog(qtbot):
    """Return the dialog of a class that is open over the page."""

    def find(page, kind):
        def shown():
            return [each for each in page.findChildren(kind) if each.isVisible()]

        qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
        return shown()[0]

    return find


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def shown(page, kind):
    """Return whether a part of the page is in view."""
    return any(each.isVisible() for each in page.findChildren(kind))


def press(page, control, name):
    QTest.mouseClick(control(page, name), LEFT)


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(*pressed):
    for key in pressed:
        QTest.keyClick(focused(), key)


def digits(text):
    keys(*(getattr(Key, f"Key_{each}") for each in text))


# Filling one in.


def test_one_is_filled_in_from_the_strip_by_keys_alone_and_leads_back(page, filled, control):
    page.focus_first()
    keys(Key.Key_Return)
    assert shown(page, Taking)

    digits("1101021001")
    keys(Key.Key_Return)
    assert filled.measures.of("phq9")[-1].total == 6
    press(page, control, "Back to measures")

    assert shown(page, Overview)
    assert "12 May, mild range" in words(page)
    assert "is ready when you are" not in words(page)
    assert focused() is control(page, "PHQ-9: All results")


def test_one_that_is_kept_for_later_is_gone_on_with(page, filled, control):
    press(page, control, "Begin PHQ-9")
    digits("110")
    press(page, control, "Keep for later")

    assert shown(page, Overview)
    assert "3 of 9 rows have an answer, begun today." in words(page)
    press(page, control, "PHQ-9: Go on")
    assert "3 of 9 answered" in words(page)


def test_any_of_them_is_begun_from_its_quiet_card(page, filled, control):
    press(page, control, "GAD-7: Begin")
    digits("0000000")
    keys(Key.Key_Return)

    assert filled.measures.of("gad7")[-1].total == 0


def test_one_that_nobody_knows_is_not_begun(page):
    page.begin("no such form")

    assert shown(page, Overview)


def test_another_page_begins_one(page):
    page.begin("core10")

    assert shown(page, Taking)
    page.begin("who5")
    assert "WHO-5" in words(page)


def test_what_names_hard_memories_says_so_first_wherever_it_was_begun(page):
    page.begin("pcl5")

    assert shown(page, Taking)
    assert "It is fine to stop at any of them" in words(page)


def test_what_is_half_filled_in_outlives_a_lock(open_page, open_journal, page, control):
    press(page, control, "Begin PHQ-9")
    digits("11")
    page.settle()

    again = open_page(open_journal())

    assert "PHQ-9 is half filled in" in words(again)
    press(again, control, "Go on with PHQ-9")
    assert "2 of 9 answered" in words(again)


def test_a_full_disk_keeps_the_answers_and_hands_them_over(page, filled, control, monkeypatch):
    def full(*_args, **_more):
        raise StoreFullError

    press(page, control, "Begin PHQ-9")
    with monkeypatch.context() as disk:
        disk.setattr(filled.drafts, "keep", full)
        digits("11")
        with pytest.raises(StoreFullError):
            page.settle()
        assert [each.record_id for each in page.unsaved()] == ["phq9"]
    page.settle()

    assert page.unsaved() == []
    assert [each.record_id for each in filled.drafts.all()] == ["phq9"]


def test_what_one_part_cannot_keep_does_not_hold_up_the_others(
    page, filled, control, dialog, monkeypatch
):
    keep = filled.drafts.keep

    def full_for_answers(editor, *rest):
        if editor == "assessment":
            raise StoreFullError
        keep(editor, *rest)

    press(page, control, "Begin PHQ-9")
    monkeypatch.setattr(filled.drafts, "keep", full_for_answers)
    digits("11")
    page.findChild(Overview).choosing.emit()
    chosen = dialog(page, QDialog)
    QTest.mouseClick(control(chosen, "WHO-5, well-being"), LEFT)

    with pytest.raises(StoreFullError):
        page.settle()

    assert [each.editor for each in filled.drafts.all()] == ["measure_plan"]


# All results of one.


def test_a_card_opens_all_results_and_leads_back_to_it(page, control):
    press(page, control, "PHQ-9: All results")
    assert shown(page, History)

    press(page, control, "All measures")

    assert shown(page, Overview)
    assert focused() is control(page, "PHQ-9: All results")


def test_the_key_for_tables_turns_what_is_in_view(page, control):
    press(page, control, "PHQ-9: All results")
    page.toggle_table()
    assert control(page, "PHQ-9, all results").isVisible()

    press(page, control, "All measures")
    assert "28 April, mild range" in words(page)
    # The overview is as it was left.
    assert not [each for each in page.findChildren(QLabel) if each.text() == "Range"]


def test_while_another_part_is_in_view_the_overview_waits(page, filled, control):
    press(page, control, "PHQ-9: All results")
    filled.measures.record(assessment(filled, "phq9", 3, TODAY))

    press(page, control, "All measures")

    assert "12 May, none or minimal range" in words(page)


def test_answers_are_altered_from_all_results_and_lead_back_there(page, filled, control):
    press(page, control, "PHQ-9: All results")
    (history,) = page.findChildren(History)
    kept = filled.measures.of("phq9")[-1]

    history.alter_wanted.emit(kept.id)
    assert shown(page, Taking)
    press(page, control, "Back to measures")

    assert shown(page, History)


@pytest.mark.parametrize("more", [{"is_entered_later": True}, {"answers": {}}])
def test_what_came_from_paper_is_put_right_in_its_own_dialog(page, filled, control, dialog, more):
    made = {
        "instrument": "phq9",
        "version": 1,
        "day": TODAY,
        "answers": dict.fromkeys(range(1, 10), 1),
        "total": 9,
        "band": "mild",
    }
    kept = Assessment(**{**made, **more})
    filled.measures.record(kept)
    press(page, control, "PHQ-9: All results")
    (history,) = page.findChildren(History)

    history.alter_wanted.emit(kept.id)

    assert dialog(page, OlderResultDialog).isVisible()
    assert shown(page, History)


def test_a_result_that_is_gone_is_not_altered(page, filled, control):
    press(page, control, "PHQ-9: All results")
    (history,) = page.findChildren(History)

    history.alter_wanted.emit("no such result")

    assert shown(page, History)


# Another page leads here.


def test_a_link_to_a_result_opens_it_among_the_others(page, filled, dialog):
    page.show_record(Kind.ASSESSMENT, filled.measures.of("phq9")[-1].id)

    assert shown(page, History)
    assert dialog(page, QDialog).isVisible()


def test_a_link_to_a_result_that_is_gone_changes_nothing(page):
    page.show_record(Kind.ASSESSMENT, "no such result")

    assert shown(page, Overview)


def test_a_link_to_a_total_leads_to_the_card_of_its_form(open_page, filled, control):
    form = Form(name="ORS")
    total = FormTotal(form_id=form.id, day=TODAY, total=20)
    filled.measures.record_form(form, total)
    page = open_page(filled)
    page.begin("phq9")

    page.show_record(Kind.FORM_TOTAL, total.id)
    assert shown(page, Overview)
    assert focused() is control(page, "ORS: Change this form…")

    page.begin("phq9")
    page.show_record(Kind.FORM, form.id)
    assert focused() is control(page, "ORS: Change this form…")


def test_a_link_to_a_total_that_is_gone_leads_to_the_overview(page):
    page.begin("phq9")

    page.show_record(Kind.FORM_TOTAL, "no such total")

    assert shown(page, Overview)


def test_a_link_is_followed_later_where_the_journal_cannot_be_read(
    page, filled, control, monkeypatch
):
    def broken(_id):
        raise StoreIOError

    kept = filled.measures.of("phq9")[-1]
    with monkeypatch.context() as disk:
        disk.setattr(filled.measures, "find", broken)
        page.show_record(Kind.ASSESSMENT, kept.id)
        assert "The disk did not answer" in words(page)

    press(page, control, "Try again")

    assert shown(page, History)


# Dialogs at the foot.


def test_a_result_from_paper_is_asked_for(page, control, dialog):
    press(page, control, "Add an older result…")

    assert dialog(page, OlderResultDialog).isVisible()


def test_a_form_of_the_therapist_is_added_changed_and_given_totals(page, filled, control, dialog):
    press(page, control, "A form my therapist uses…")
    asked = dialog(page, FormDialog)
    QTest.keyClick(asked, Key.Key_Escape)

    filled.measures.record_form(Form(name="ORS"))
    press(page, control, "ORS: Change this form…")
    asked = dialog(page, FormDialog)
    QTest.keyClick(asked, Key.Key_Escape)

    press(page, control, "ORS: Totals…")
    assert dialog(page, FormTotalDialog).isVisible()


def test_a_dialog_that_cannot_read_is_let_go_of(page, filled, control, monkeypatch):
    def broken(*_args, **_more):
        raise StoreIOError

    with monkeypatch.context() as disk:
        disk.setattr(filled.drafts, "find", broken)
        press(page, control, "A form my therapist uses…")
        assert "The disk did not answer" in words(page)

    assert page.findChildren(FormDialog) == []
    page.settle()


def test_what_is_due_comes_one_after_the_other(open_page, filled, control):
    course = filled.measures.course()
    filled.measures.plan(
        MeasurePlan(instrument="who5", course_id=course.id, is_on=True, every_days=14)
    )
    page = open_page(filled)

    press(page, control, "Begin PHQ-9")
    digits("000000000")
    keys(Key.Key_Return)
    press(page, control, "Back to measures")

    assert "WHO-5 is ready when you are" in words(page)
