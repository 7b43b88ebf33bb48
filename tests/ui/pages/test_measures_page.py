"""The Measures page: what is due, a card for each questionnaire, and the ways on."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.scale import Better
from sessiondesk.store.errors import StoreFullError, StoreIOError
from sessiondesk.ui.page import HasTable, HasUnsaved, ShowsRecords, TakesMeasures
from sessiondesk.ui.pages.measures_page import MeasuresPage
from sessiondesk.ui.widgets.measure_chart import MeasureChart
from sessiondesk.ui.widgets.table import DataTable
from tests.ui.measure_results import assessment, fill_in

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)
TWO_WEEKS_AGO = date(2026, 4, 28)
PATIENCE = 60_000
Key = Qt.Key
PHQ9 = [15, 17, 16, 15, 13, 10, 9]
MIND = "What goes together is not always cause."


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal, *, width=1112, height=760):
        page = MeasuresPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


@pytest.fixture
def filled(journal):
    """A journal with a therapy, PHQ-9 until two weeks ago, and GAD-7 of last week."""
    journal.courses.record(Course(started_on=date(2026, 3, 5)))
    fill_in(journal, "phq9", PHQ9, last=TWO_WEEKS_AGO)
    fill_in(journal, "gad7", [11, 13, 12, 12, 11, 10, 9], last=TODAY - timedelta(days=7))
    return journal


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def charts(page):
    return [each for each in page.findChildren(MeasureChart) if each.isVisible()]


def tables(page):
    return [each for each in page.findChildren(DataTable) if each.isVisible()]


def press(page, control, name):
    QTest.mouseClick(control(page, name), LEFT)


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


# What is shown.


def test_an_empty_journal_explains_and_offers_to_begin(open_page, journal, control):
    page = open_page(journal)

    assert "Nothing filled in yet" in words(page)
    assert "You can stop half-way and go on later." in words(page)
    assert control(page, "Begin PHQ-9").isEnabled()
    for title in ("PHQ-9", "GAD-7", "CORE-10", "WHO-5"):
        assert control(page, f"{title}: Begin").isEnabled()
    assert "PCL-5" not in words(page)
    assert "is ready when you are" not in words(page)
    assert MIND not in words(page)


def test_a_card_has_the_score_its_day_its_range_and_the_change(open_page, filled):
    said = words(open_page(filled))

    assert "PHQ-9 | Low mood, 0 to 27 | 9 | 28 April, mild range" in said
    assert "7.5 points lower than before therapy began, 16.5 to 9." in said
    assert "A change of 6 or more is larger than the questionnaire’s margin of error." in said
    assert "GAD-7 | Anxiety, 0 to 21 | 9 | 5 May, mild range" in said
    assert "Too small to be sure of." in said
    assert "the next one is due 19 May" in said


def test_what_is_due_first_stands_on_top_and_the_others_after_it(open_page, filled):
    filled.measures.plan(MeasurePlan(instrument="core10", is_on=True, every_days=14))

    said = words(open_page(filled))

    assert "PHQ-9 is ready when you are" in said
    assert (
        "Every two weeks, last on 28 April. About two minutes. CORE-10 is ready as well." in said
    )


def test_two_more_that_are_due_are_named_together(open_page, filled):
    for id_ in ("core10", "who5"):
        filled.measures.plan(MeasurePlan(instrument=id_, is_on=True, every_days=14))

    assert "CORE-10 and WHO-5 are ready as well." in words(open_page(filled))


def test_not_today_takes_the_strip_away_until_tomorrow(open_page, filled, clock, control):
    page = open_page(filled)

    press(page, control, "Not today")

    assert "is ready when you are" not in words(page)
    assert focused() is control(page, "Choose measures…")
    clock.pass_(days=1)
    page.refresh()
    assert "PHQ-9 is ready when you are" in words(page)


def test_the_next_day_is_noticed_when_the_page_comes_up_again(qtbot, open_page, filled, clock):
    filled.measures.put_off()
    page = open_page(filled)
    assert "is ready when you are" not in words(page)

    page.hide()
    clock.pass_(days=1)
    with qtbot.waitExposed(page):
        page.show()

    assert "PHQ-9 is ready when you are" in words(page)


def test_one_that_is_off_is_still_shown_with_its_results_and_asks_for_nothing(
    open_page, filled, control
):
    course = filled.measures.course()
    filled.measures.plan(
        MeasurePlan(instrument="phq9", course_id=course.id, is_on=False, every_days=14)
    )

    page = open_page(filled)

    assert "28 April, mild range" in words(page)
    assert "is ready when you are" not in words(page)
    assert control(page, "PHQ-9: Fill it in").isEnabled()


def test_one_result_says_that_there_is_nothing_to_compare_yet(open_page, journal):
    fill_in(journal, "phq9", [12], last=TWO_WEEKS_AGO)

    said = words(open_page(journal))

    assert "One result so far." in said
    assert MIND not in said


def test_the_line_on_causes_stands_once_where_anything_is_better(open_page, filled):
    assert words(open_page(filled)).count(MIND) == 1


def test_the_line_on_causes_is_not_there_where_nothing_is_better(open_page, journal):
    fill_in(journal, "phq9", [9, 15], last=TWO_WEEKS_AGO)
    fill_in(journal, "who5", [60, 40], last=TWO_WEEKS_AGO)

    assert MIND not in words(open_page(journal))


def test_more_is_better_on_who_5(open_page, journal):
    fill_in(journal, "who5", [40, 60], last=TWO_WEEKS_AGO)

    said = words(open_page(journal))

    assert "20 points higher than at first, 40 to 60." in said
    assert MIND in said


def test_pcl_5_is_offered_with_a_word_on_its_questions(open_page, journal):
    journal.measures.plan(MeasurePlan(instrument="pcl5", is_on=True, every_days=28))

    said = words(open_page(journal))

    # In the strip and on its card.
    assert said.count("The questions name hard memories. It is fine to stop at any of them") == 2


def test_one_that_is_half_filled_in_can_be_gone_on_with(open_page, filled, control):
    filled.drafts.keep(
        "assessment",
        "assessment",
        "phq9",
        '{"version": 1, "begun_on": "2026-05-11", "answers": {"1": 1, "2": 0, "4": 2},'
        ' "functional": null, "on_sheet": false}',
    )

    page = open_page(filled)

    assert "PHQ-9 is half filled in" in words(page)
    assert "3 of 9 rows have an answer, begun on 11 May." in words(page)
    assert "Half filled in on 11 May: 3 of 9 rows have an answer." in words(page)
    assert control(page, "Go on with PHQ-9").isEnabled()
    assert control(page, "PHQ-9: Go on").isEnabled()


def test_one_that_is_off_is_there_while_it_is_half_filled_in(open_page, journal, control):
    journal.drafts.keep(
        "assessment",
        "assessment",
        "k10",
        '{"version": 1, "begun_on": "2026-05-11", "answers": {"1": 1},'
        ' "functional": null, "on_sheet": false}',
    )

    assert control(open_page(journal), "K10: Go on").isEnabled()


# Tables.


def test_the_table_is_the_twin_of_the_charts(open_page, filled, control):
    page = open_page(filled)
    assert len(charts(page)) == 2
    assert tables(page) == []

    page.toggle_table()

    assert charts(page) == []
    phq9, gad7 = tables(page)
    assert phq9.as_text().splitlines()[:3] == [
        "Date\tScore\tRange",
        "28 April\t9\tmild",
        "14 April\t10\tmoderate",
    ]
    assert gad7.as_text().splitlines()[1] == "5 May\t9\tmild"
    press(page, control, "Chart or table: Chart")
    assert len(charts(page)) == 2


def test_a_new_result_is_shown_as_it_comes_and_goes_with_undo(open_page, filled):
    page = open_page(filled)
    page.toggle_table()

    filled.measures.record(assessment(filled, "phq9", 12, TODAY))
    assert tables(page)[0].as_text().splitlines()[1] == "12 May\t12\tmoderate"
    assert "is ready when you are" not in words(page)

    filled.undo()
    assert tables(page)[0].as_text().splitlines()[1] == "28 April\t9\tmild"
    assert "PHQ-9 is ready when you are" in words(page)


def test_a_card_keeps_the_keyboard_when_something_else_changes(open_page, filled, control):
    page = open_page(filled)
    control(page, "GAD-7: All results").setFocus()

    filled.measures.record(assessment(filled, "phq9", 12, TODAY))

    assert focused() is control(page, "GAD-7: All results")


def test_the_first_result_makes_a_card_out_of_the_quiet_one(open_page, journal, control):
    page = open_page(journal)
    assert charts(page) == []

    journal.measures.record(assessment(journal, "gad7", 7, TODAY))

    assert len(charts(page)) == 1
    assert control(page, "GAD-7: All results").isEnabled()
    assert "Nothing filled in yet" not in words(page)


# Forms of a therapist.


def test_a_form_of_the_therapist_has_a_card_without_words_of_ours(open_page, journal, control):
    form = Form(name="OQ <b>45</b> & more", low=0, high=180, better=Better.LOWER)
    totals = [
        FormTotal(form_id=form.id, day=date(2026, 4, 2), total=80.5),
        FormTotal(form_id=form.id, day=date(2026, 4, 30), total=71),
    ]
    journal.measures.record_form(form, *totals)

    page = open_page(journal)

    said = words(page)
    assert "OQ <b>45</b> & more | 0 to 180, less is better | 71 | 30 April" in said
    assert "9.5 points lower than at first, 80.5 to 71." in said
    assert "range" not in said.partition("OQ")[2].partition("Bands and lines")[0]
    assert MIND in said
    assert control(page, "OQ <b>45</b> & more: Totals…").isEnabled()


def test_a_form_without_a_total_says_so(open_page, journal):
    journal.measures.record_form(Form(name="ORS"))

    assert "No total noted yet." in words(open_page(journal))


def test_a_form_whose_direction_nobody_said_is_never_called_better(open_page, journal):
    form = Form(name="ORS")
    days = (date(2026, 4, 2), date(2026, 4, 30))
    journal.measures.record_form(
        form, *(FormTotal(form_id=form.id, day=day, total=10.0 * day.month) for day in days)
    )

    assert MIND not in words(open_page(journal))


# Where it comes from, and what goes wrong.


def test_where_the_lines_come_from_is_told_in_plain_text(qtbot, open_page, filled, control):
    page = open_page(filled)

    press(page, control, "How was this worked out?")

    def told():
        return words(page)

    qtbot.waitUntil(lambda: "Reliable change: 6 points or more." in told(), timeout=PATIENCE)
    assert "A clinician would look closer from 10 points up." in told()
    assert "A clinician would look closer from 50 points down." in told()
    assert "0 to 4 none or minimal, 5 to 9 mild" in told()
    assert "Licence: CC BY-ND 4.0. CORE-10 (c) CORE System Trust" in told()
    assert "so it judges none." in told()


def test_a_journal_that_cannot_be_read_is_said_and_read_later(
    open_page, filled, control, monkeypatch
):
    def broken():
        raise StoreIOError

    page = open_page(filled)
    with monkeypatch.context() as disk:
        disk.setattr(filled.measures, "last_days", broken)
        page.refresh()
        assert "The disk did not answer as it should" in words(page)
        assert "28 April, mild range" in words(page)

    press(page, control, "Try again")

    assert "The disk did not answer as it should" not in words(page)


def test_a_full_disk_keeps_what_is_due_in_view(open_page, filled, control, monkeypatch):
    def full():
        raise StoreFullError

    page = open_page(filled)
    with monkeypatch.context() as disk:
        disk.setattr(filled.measures, "put_off", full)
        press(page, control, "Not today")
        assert "There is no room left on the disk" in words(page)
        assert "PHQ-9 is ready when you are" in words(page)

    press(page, control, "Not today")

    assert "There is no room left on the disk" not in words(page)
    assert filled.measures.is_put_off


# By ear, by keyboard, in any size.


@pytest.mark.parametrize(("width", "percent"), [(1112, 100), (936, 100), (1112, 150)])
def test_everything_can_be_reached_and_heard(*, filled, open_page, theme, audit, width, percent):
    theme.set_text_percent(percent)
    filled.measures.record_form(Form(name="ORS"))
    page = open_page(filled, width=width)

    assert audit(page) == []
    page.toggle_table()
    assert audit(page) == []


def test_an_empty_page_can_be_reached_and_heard(open_page, journal, audit):
    assert audit(open_page(journal)) == []


def test_the_cards_stand_two_in_a_row_and_one_where_it_is_narrow(open_page, filled, theme):
    page = open_page(filled)
    left, right = charts(page)
    assert (
        left.mapTo(page, left.rect().topLeft()).x() < right.mapTo(page, right.rect().topLeft()).x()
    )

    narrow = open_page(filled, width=936)
    above, below = charts(narrow)
    assert (
        above.mapTo(narrow, above.rect().topLeft()).x()
        == below.mapTo(narrow, below.rect().topLeft()).x()
    )


def test_the_keyboard_begins_at_what_is_due(open_page, filled, control):
    page = open_page(filled)

    page.focus_first()

    assert focused() is control(page, "Begin PHQ-9")


def test_the_keyboard_begins_at_the_way_in_on_an_empty_page(open_page, journal, control):
    page = open_page(journal)

    page.focus_first()

    assert focused() is control(page, "Begin PHQ-9")


def test_the_page_is_what_the_window_asks_for(open_page, journal):
    page = open_page(journal)

    for asked in (TakesMeasures, HasTable, HasUnsaved, ShowsRecords):
        assert isinstance(page, asked)
