"""One questionnaire in detail: chart and table, what changed, which answers moved, results."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMenu

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.scale import Better
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights import scoring
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.pages.measures_page import measure_material
from sessiondesk.ui.pages.measures_page.history import History
from sessiondesk.ui.pages.measures_page.history_table import history_table
from sessiondesk.ui.pages.measures_page.measure_material import Surroundings
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.measure_chart import MeasureChart
from sessiondesk.ui.widgets.measure_model import Level
from sessiondesk.ui.widgets.table import DataTable
from sessiondesk.ui.wording_measure_changes import Since
from tests.conftest import NOON

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key
BEGAN = date(2026, 3, 5)
# PHQ-9 in whole answers; the ninth stays as it is.
FIRST = {1: 3, 2: 3, 3: 2, 4: 2, 5: 2, 6: 2, 7: 1, 8: 0, 9: 1}
LAST = {1: 1, 2: 1, 3: 2, 4: 2, 5: 1, 6: 1, 7: 0, 8: 0, 9: 0}


def total_only(instrument, day, total, **more):
    return Assessment(
        instrument=instrument.id,
        version=instrument.version,
        day=day,
        total=total,
        band=instrument.band(total),
        is_entered_later=True,
        **more,
    )


def ticked(instrument, day, answers, **more):
    found = scoring.score(instrument, answers)
    assert found.total is not None
    return Assessment(
        instrument=instrument.id,
        version=instrument.version,
        day=day,
        taken_at=datetime(day.year, day.month, day.day, 9, 30, tzinfo=NOON.tzinfo),
        answers=answers,
        total=found.total,
        band=found.band,
        **more,
    )


@pytest.fixture
def phq9(instruments):
    return instruments.find("phq9")


@pytest.fixture
def therapy(journal):
    course = Course(started_on=BEGAN)
    journal.courses.record(course)
    return course


@pytest.fixture
def results(journal, phq9, therapy):
    """Two before this therapy, of which one counts, and four in it."""
    found = [
        total_only(phq9, date(2026, 1, 6), 15),
        ticked(phq9, date(2026, 3, 3), FIRST, functional=2),
        ticked(phq9, date(2026, 4, 28), LAST, functional=1),
    ]
    for each in found:
        journal.measures.record(each)
    return found


@pytest.fixture
def open_history(qtbot, theme, prompts, journal):
    def open_(instrument_id="phq9", *, assessment_id="", width=1112, height=760):
        history = History(journal, theme, prompts)
        history.resize(width, height)
        qtbot.addWidget(history)
        history.show_measure(instrument_id, assessment_id)
        with qtbot.waitExposed(history):
            history.show()
        history.activateWindow()
        return history

    return open_


@pytest.fixture
def history(open_history, results):
    return open_history()


@pytest.fixture
def words():
    """Return what can be read in a widget, line by line."""

    def read(widget):
        return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]

    return read


@pytest.fixture
def dialog(qtbot):
    """Return the dialog that is open over the view."""

    def find(history):
        def shown():
            return [each for each in history.findChildren(QDialog) if each.isVisible()]

        qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
        return shown()[0]

    return find


@pytest.fixture
def choose(qtbot, control):
    """Choose something from the menu of a result."""

    def choose_(history, row, action):
        qtbot.mouseClick(control(history, f"More for {row}"), LEFT)

        def menus():
            return [each for each in history.findChildren(QMenu) if each.isVisible()]

        qtbot.waitUntil(lambda: len(menus()) == 1, timeout=PATIENCE)
        (menu,) = menus()
        (found,) = (each for each in menu.actions() if each.text() == action)
        menu.close()
        found.trigger()

    return choose_


def texts(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


# What is shown.


def test_it_says_the_latest_score_and_how_it_changed(history, words):
    read = words(history)

    assert "PHQ-9" in read
    assert "Low mood, 0 to 27" in read
    assert "28 April, mild range" in read
    assert (
        "8 points lower than before therapy began, 16 to 8. It was in the range where a clinician "
        "would look closer; now it is below it."
    ) in read
    assert "The published word is “reliable improvement”." in read
    assert (
        "A change of 6 or more is larger than the questionnaire’s margin of error. Ringed points "
        "pass that line."
    ) in read


def test_the_caution_stands_there_once(history, words, prompts):
    assert words(history).count(prompts.with_insights) == 1


def test_a_single_result_is_compared_with_nothing(journal, phq9, open_history, words):
    journal.measures.record(ticked(phq9, date(2026, 4, 28), LAST))

    read = words(open_history())

    assert any(each.endswith("There is nothing to compare it with yet.") for each in read)
    assert "Answers that moved" not in read


def test_without_results_it_says_what_can_be_done(open_history, words, qtbot):
    history = open_history("core10")
    history.focus_first()

    assert "No result yet" in words(history)
    assert QApplication.focusWidget() is not None


def test_an_unknown_questionnaire_is_passed_over(open_history, words):
    history = open_history("rorschach")
    history.refresh()

    assert "Answers that moved" not in words(history)


def test_it_follows_what_is_kept_elsewhere(history, journal, phq9, words):
    journal.measures.record(total_only(phq9, date(2026, 5, 12), 7))

    assert "12 May, mild range" in words(history)


def test_what_the_journal_tells_before_it_is_shown_is_passed_over(
    *, qtbot, theme, prompts, journal, phq9, words
):
    history = History(journal, theme, prompts)
    qtbot.addWidget(history)

    journal.measures.record(total_only(phq9, date(2026, 5, 12), 7))
    history.focus_first()

    assert words(history) == []


# By keyboard, by ear.


def test_every_control_can_be_used_by_ear_and_by_keyboard(history, audit):
    assert audit(history) == []
    history.toggle_table()
    assert audit(history) == []


def test_the_chart_is_read_by_keyboard(qtbot, history, words):
    history.focus_first()
    chart = QApplication.focusWidget()
    assert isinstance(chart, MeasureChart)

    qtbot.keyClick(chart, Key.Key_End)

    assert chart.reading == (
        "28 April: 8, in the range the questionnaire calls mild. 8 points lower than before "
        "therapy began, 16 to 8. Larger than the margin of error."
    )
    assert chart.reading in words(history)
    qtbot.keyClick(chart, Key.Key_Escape)
    assert "Left and Right go from result to result." in words(history)


def test_the_table_says_the_same_as_the_chart(qtbot, history, control):
    history.focus_first()
    history.toggle_table()

    table = control(history, "PHQ-9, all results")
    assert isinstance(table, DataTable)
    assert table.hasFocus()
    assert texts(table) == [
        [
            "28 April 2026",
            "8",
            "mild",
            "\N{MINUS SIGN}8",
            "\N{MINUS SIGN}8, reliable improvement",
            "filled in here",
        ],
        [
            "3 March 2026",
            "16",
            "moderately severe",
            "+1",
            "the start",
            "filled in here",
        ],
        [
            "6 January 2026",
            "15",
            "moderately severe",
            "the first",
            "earlier than the start",
            "entered later, total only",
        ],
    ]
    history.toggle_table()
    assert isinstance(QApplication.focusWidget(), MeasureChart)


def test_the_switch_beside_the_title_shows_the_table_as_well(qtbot, history, control):
    qtbot.mouseClick(control(history, "Chart or table: Table"), LEFT)

    assert control(history, "PHQ-9, all results").isVisible()


def test_back_leads_to_all_measures(qtbot, history, control):
    with qtbot.waitSignal(history.left):
        qtbot.keyClick(control(history, "All measures"), Key.Key_Return)


def test_how_it_was_worked_out_names_its_sources(qtbot, history, control, words, phq9):
    qtbot.mouseClick(control(history, "How was this worked out?"), LEFT)

    read = " ".join(words(history))
    assert phq9.reliable_change.source in read
    assert phq9.cut_off.source in read
    assert phq9.licence.attribution in read
    assert "What it cannot tell" in read


# Answers that moved.


def test_the_answers_that_moved_are_named_in_their_exact_words(history, words, phq9):
    read = words(history)

    assert f"1. {phq9.item(1).text}" in read
    before, after = phq9.option(3).text, phq9.option(1).text
    assert f"from “{before}” to “{after}”" in read
    # The third and the eighth did not move.
    assert f"3. {phq9.item(3).text}" not in read


@pytest.mark.parametrize("id_", ["phq9", "core10"])
def test_the_question_on_self_harm_is_never_among_them(
    *, journal, instruments, therapy, open_history, words, id_
):
    instrument = instruments.find(id_)
    low = {item.n: instrument.lowest for item in instrument.items}
    high = {item.n: instrument.highest for item in instrument.items}
    journal.measures.record(ticked(instrument, date(2026, 3, 3), low))
    journal.measures.record(ticked(instrument, date(2026, 4, 28), high))

    read = words(open_history(id_))

    number = instrument.support.item
    assert f"1. {instrument.item(1).text}" in read
    assert f"{number}. {instrument.item(number).text}" not in read


def pick(box, words):
    assert isinstance(box, QComboBox)
    place = box.findText(words)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_any_two_can_be_compared_in_either_order(history, control, words, phq9):
    pick(control(history, "From"), "28 April: 8")
    pick(control(history, "To"), "3 March: 16")
    before, after = phq9.option(3).text, phq9.option(1).text
    assert f"from “{before}” to “{after}”" in words(history)

    pick(control(history, "To"), "28 April: 8")
    assert "Choose two different results." in words(history)

    pick(control(history, "To"), "6 January: 15")
    assert "Of one of them only the total is known, not the single answers." in words(history)


def test_what_was_chosen_stays_when_something_else_is_kept(history, control, journal, words):
    pick(control(history, "From"), "6 January: 15")

    journal.settings.change(day_end_hour=3)

    assert control(history, "From").currentText() == "6 January: 15"


def test_two_that_are_alike_have_nothing_that_moved(journal, phq9, open_history, words):
    journal.measures.record(ticked(phq9, date(2026, 4, 14), LAST))
    journal.measures.record(ticked(phq9, date(2026, 4, 28), LAST))

    assert "No answer moved between the two." in words(open_history())


def test_answers_in_other_words_are_not_compared(journal, phq9, open_history, words):
    journal.measures.record(ticked(replace(phq9, version=2), date(2026, 4, 14), FIRST))
    journal.measures.record(ticked(phq9, date(2026, 4, 28), LAST))

    assert (
        "They were not filled in with the same words, so the single answers are not compared."
    ) in words(open_history())


# One result.


ROW = "16 on 3 March, moderately severe range"


def test_a_result_opens_as_it_was_filled_in(*, qtbot, history, choose, dialog, words, phq9):
    choose(history, ROW, "Open…")

    opened = dialog(history)
    read = words(opened)
    assert "PHQ-9, 3 March 2026" in read
    assert "Filled in on 3 March 2026 at 09:30. Version 1 of the words." in read
    for item in phq9.items:
        place = read.index(f"{item.n}. {item.text}")
        assert read[place + 1] == phq9.option(FIRST[item.n]).text
    assert read[read.index(phq9.functional.text) + 1] == phq9.functional.options[2].text
    assert phq9.licence.attribution in read


def test_a_total_from_paper_opens_without_answers(history, choose, dialog, words, phq9):
    choose(history, "15 on 6 January, moderately severe range, entered later", "Open…")

    read = words(dialog(history))
    assert (
        "Entered later, as from paper. Version 1 of the words. Only the total is known."
    ) in read
    assert f"1. {phq9.item(1).text}" not in read


def test_answers_in_other_words_stand_by_number(journal, phq9, open_history, dialog, words):
    other = replace(phq9, version=2)
    kept = ticked(other, date(2026, 4, 14), {**FIRST}, functional=1)
    journal.measures.record(kept)

    read = words(dialog(open_history(assessment_id=kept.id)))

    assert "Its words were another version then, so the answers stand by number." in read
    assert read[read.index("1.") + 1] == "3"
    assert f"1. {phq9.item(1).text}" not in read


def test_an_answer_that_is_lost_is_left_out_by_name(journal, phq9, open_history, dialog, words):
    rest = {n: value for n, value in FIRST.items() if n != 4}
    kept = replace(ticked(phq9, date(2026, 4, 14), FIRST), answers=rest)
    journal.measures.record(kept)

    read = words(dialog(open_history(assessment_id=kept.id)))

    assert read[read.index(f"4. {phq9.item(4).text}") + 1] == "left out"


def test_a_result_that_is_gone_opens_nothing(open_history, results):
    history = open_history(assessment_id="0" * 32)

    assert not [each for each in history.findChildren(QDialog) if each.isVisible()]


def test_its_day_can_be_changed_and_taken_back(
    *, qtbot, history, choose, dialog, journal, results, control
):
    choose(history, ROW, "Change the day…")
    asked = dialog(history)
    (picker,) = asked.findChildren(DayPicker)
    picker.day = date(2026, 2, 24)
    qtbot.mouseClick(control(asked, "Change the day"), LEFT)

    more = "More for 16 on 24 February, moderately severe range, entered later"
    qtbot.waitUntil(lambda: history.focusWidget() is control(history, more), timeout=PATIENCE)
    changed = journal.measures.find(results[1].id)
    assert changed == replace(results[1], day=date(2026, 2, 24), is_entered_later=True)
    journal.undo()
    assert journal.measures.find(results[1].id) == results[1]


def test_the_day_it_was_filled_in_is_no_later_entry(
    *, qtbot, history, choose, dialog, journal, results, control
):
    journal.measures.record(replace(results[1], day=date(2026, 2, 24), is_entered_later=True))
    choose(history, "16 on 24 February, moderately severe range, entered later", "Change the day…")
    asked = dialog(history)
    (picker,) = asked.findChildren(DayPicker)
    picker.day = date(2026, 3, 3)
    qtbot.mouseClick(control(asked, "Change the day"), LEFT)

    assert journal.measures.find(results[1].id) == results[1]


def test_a_day_of_paper_stays_one_of_paper(
    *, qtbot, history, choose, dialog, journal, results, control
):
    choose(history, "15 on 6 January, moderately severe range, entered later", "Change the day…")
    asked = dialog(history)
    (picker,) = asked.findChildren(DayPicker)
    picker.day = date(2026, 1, 7)
    qtbot.mouseClick(control(asked, "Change the day"), LEFT)

    assert journal.measures.find(results[0].id) == replace(results[0], day=date(2026, 1, 7))


def test_the_same_day_changes_nothing(*, qtbot, history, choose, dialog, journal, control):
    choose(history, ROW, "Change the day…")
    heard: list[object] = []
    journal.changed.connect(heard.append)

    qtbot.mouseClick(control(dialog(history), "Change the day"), LEFT)

    assert heard == []


def test_a_full_disk_keeps_the_day_that_was_chosen(
    *, qtbot, history, choose, dialog, journal, results, control, monkeypatch
):
    def full(*_args, **_more):
        raise StoreFullError

    choose(history, ROW, "Change the day…")
    asked = dialog(history)
    (picker,) = asked.findChildren(DayPicker)
    picker.day = date(2026, 2, 24)
    with monkeypatch.context() as disk:
        disk.setattr(journal.measures, "record", full)
        qtbot.mouseClick(control(asked, "Change the day"), LEFT)
        assert asked.isVisible()
        assert picker.day == date(2026, 2, 24)

    qtbot.mouseClick(control(asked, "Try again"), LEFT)

    assert journal.measures.find(results[1].id).day == date(2026, 2, 24)


def test_changing_the_answers_is_asked_of_the_page(qtbot, history, choose, results):
    with qtbot.waitSignal(history.alter_wanted) as asked:
        choose(history, ROW, "Change the answers…")

    assert asked.args == [results[1].id]


def test_a_result_is_removed_after_a_question_and_brought_back(
    *, qtbot, history, choose, dialog, journal, results, control, words
):
    choose(history, ROW, "Remove…")
    question = dialog(history)
    assert question.focusWidget() is control(question, "Keep it")
    qtbot.mouseClick(control(question, "Remove it"), LEFT)
    assert journal.measures.find(results[1].id) is None
    assert ROW not in words(history)

    qtbot.mouseClick(control(history, "Bring it back"), LEFT)

    assert journal.measures.find(results[1].id) == results[1]
    assert ROW in words(history)


def test_esc_removes_nothing(*, qtbot, history, choose, dialog, journal, results):
    choose(history, ROW, "Remove…")

    QTest.keyClick(dialog(history), Key.Key_Escape)

    assert journal.measures.find(results[1].id) == results[1]


def test_a_full_disk_removes_nothing_and_can_be_tried_again(
    *, qtbot, history, choose, dialog, journal, results, control, words, monkeypatch
):
    def full(*_args, **_more):
        raise StoreFullError

    choose(history, ROW, "Remove…")
    with monkeypatch.context() as disk:
        disk.setattr(journal.measures, "remove", full)
        qtbot.mouseClick(control(dialog(history), "Remove it"), LEFT)
        assert any("no room left" in each for each in words(history))
        assert journal.measures.find(results[1].id) == results[1]
        assert "Removed" not in words(history)

    qtbot.mouseClick(control(history, "Try again"), LEFT)

    assert journal.measures.find(results[1].id) is None
    assert not any("no room left" in each for each in words(history))


def test_a_journal_that_cannot_be_read_is_said(
    *, open_history, results, journal, words, monkeypatch, control, qtbot
):
    def full(*_args, **_more):
        raise StoreFullError

    history = open_history()
    with monkeypatch.context() as disk:
        disk.setattr(journal.measures, "of", full)
        history.refresh()
        assert control(history, "Try again").isVisible()

    qtbot.mouseClick(control(history, "Try again"), LEFT)

    assert "28 April, mild range" in words(history)


def test_older_results_come_up_when_asked_for(
    *, qtbot, journal, phq9, open_history, control, words
):
    for week in range(30):
        day = date(2025, 9, 1) + timedelta(days=7 * week)
        journal.measures.record(total_only(phq9, day, week % 28))
    history = open_history()

    def listed():
        return sum(each.endswith(", entered later") for each in words(history))

    assert listed() == 10
    qtbot.mouseClick(control(history, "Show older results"), LEFT)
    assert listed() == 30
    assert "Show older results" not in words(history)


# From the journal to the chart.


def gather(journal, instrument):
    return measure_material.gather(journal, instrument)


def ringed(history):
    return [point.is_ringed for point in history.points]


def fill_in(journal, instrument, *totals, first=date(2026, 3, 3), apart=14):
    for place, total in enumerate(totals):
        day = first + timedelta(days=apart * place)
        journal.measures.record(total_only(instrument, day, total))


def test_results_older_than_four_weeks_before_the_first_session_are_no_start(
    journal, phq9, results
):
    found = gather(journal, phq9)

    # The one of January is too early; two that count make no mean of two yet.
    assert found.baseline.days == (date(2026, 3, 3),)
    assert found.since is Since.BEFORE_THERAPY
    assert found.against_first() is None


def test_from_the_third_on_the_start_is_the_mean_of_the_first_two(journal, phq9, therapy):
    fill_in(journal, phq9, 16, 15, 9)

    found = gather(journal, phq9)

    assert found.history.baseline == Level(value=15.5, label="at the start")
    assert found.history.baseline_from == date(2026, 3, 17)
    assert found.against_start().sentence.startswith(
        "6.5 points lower than at the start of this therapy, 15.5 to 9."
    )
    assert found.against_first().sentence == "7 points lower than at first, 16 to 9."
    assert found.against_previous().sentence == ("6 points lower than the time before, 15 to 9.")
    assert ringed(found.history) == [False, False, True]


def test_without_a_therapy_the_first_is_the_start(journal, phq9):
    fill_in(journal, phq9, 16, 12)

    found = gather(journal, phq9)

    assert found.history.baseline.label == "at first"
    assert found.against_start().sentence == (
        "4 points lower than at first, 16 to 12. Too small to be sure of."
    )


def test_a_worsening_is_ringed_as_an_improvement_is(journal, phq9):
    fill_in(journal, phq9, 12, 12, 18, 6, 17)

    assert ringed(gather(journal, phq9).history) == [False, False, True, True, False]


def test_what_is_too_close_is_not_judged_and_not_ringed(journal, phq9):
    fill_in(journal, phq9, 16, 9, apart=6)

    found = gather(journal, phq9)

    assert found.against_start().is_overlapping
    assert not found.against_start().is_clear
    assert found.against_previous().sentence.endswith("so nothing is made of it.")
    assert ringed(found.history) == [False, False]


def test_leaving_the_range_is_said_of_the_time_before_where_it_is_news(journal, phq9):
    fill_in(journal, phq9, 9, 9, 16, 9)

    found = gather(journal, phq9)

    assert "clinician" not in found.against_start().sentence
    assert "now it is below it" in found.against_previous().sentence


def test_levels_beyond_the_range_are_left_out(journal, instruments):
    gad7 = instruments.find("gad7")
    fill_in(journal, gad7, 3, 3, 5)

    levels = gather(journal, gad7).history.reliable

    assert levels == [Level(value=7, label="4 points higher")]


def test_both_levels_stand_there_the_better_side_first(journal, phq9):
    fill_in(journal, phq9, 15, 15, 14)

    assert gather(journal, phq9).history.reliable == [
        Level(value=9, label="6 points lower"),
        Level(value=21, label="6 points higher"),
    ]


@pytest.mark.parametrize(
    ("id_", "level"),
    [
        ("phq9", None),
        ("core10", None),
        ("who5", None),
        ("phq4", None),
        ("gad7", Level(value=8, label="closer look from 8 up")),
        ("pcl5", Level(value=31, label="closer look from 31 up")),
    ],
)
def test_a_cut_off_is_a_line_where_it_is_no_edge_of_a_band(journal, instruments, id_, level):
    assert gather(journal, instruments.find(id_)).history.cut_off == level


def test_where_more_is_better_nothing_is_called_reliable(journal, instruments):
    who5 = instruments.find("who5")
    fill_in(journal, who5, 20, 24, 80)

    found = gather(journal, who5)

    assert found.history.better_says == "More is better"
    assert found.history.reliable == ()
    assert ringed(found.history) == [False, False, False]
    assert not found.against_start().is_clear


def test_sessions_held_and_life_events_of_that_time_are_marked(journal, phq9, therapy):
    fill_in(journal, phq9, 16, 15, 9)
    for planned_for, outcome in (
        (datetime(2026, 3, 5, 14), Outcome.ATTENDED),
        (datetime(2026, 3, 12, 14), Outcome.MISSED),
        (datetime(2026, 4, 30, 14), Outcome.ATTENDED),
    ):
        journal.sessions.record(
            TherapySession(
                course_id=therapy.id,
                planned_for=planned_for,
                zone="Europe/Berlin",
                outcome=outcome,
            )
        )
    for title, day in (("Moving", date(2026, 3, 20)), ("Long ago", date(2025, 3, 20))):
        journal.life_events.record(
            LifeEvent(title=title, kind=LifeEventKind.MOVE, first=day, last=day)
        )

    found = gather(journal, phq9).history

    assert found.sessions == [date(2026, 3, 5)]
    assert [mark.name for mark in found.events] == ["Moving"]
    assert "One session held in that time. Life events: Moving." in found.says


def test_what_was_going_on_is_read_and_is_in_the_table(journal, phq9, therapy):
    fill_in(journal, phq9, 16, 15, 9)
    for planned_for in (datetime(2026, 3, 19, 14), datetime(2026, 3, 26, 14)):
        journal.sessions.record(
            TherapySession(
                course_id=therapy.id,
                planned_for=planned_for,
                zone="Europe/Berlin",
                outcome=Outcome.ATTENDED,
            )
        )
    journal.life_events.record(
        LifeEvent(
            title="Moving",
            kind=LifeEventKind.MOVE,
            first=date(2026, 3, 20),
            last=date(2026, 3, 31),
        )
    )

    found = gather(journal, phq9)

    told = [found.history.tell(point) for point in found.history.points]
    assert ["Going on then: Moving." in each for each in told] == [False, False, True]
    assert "2 sessions held in that time." in found.history.says
    columns, rows = history_table(found)
    heads = [column.title for column in columns]
    said = [[str(getattr(cell, "text", cell)) for cell in row] for row in rows]
    assert [row[heads.index("Sessions since")] for row in said] == ["2", "0", ""]
    assert [row[heads.index("Life events")] for row in said] == ["Moving", "", ""]


def test_it_is_said_in_one_breath(journal, phq9):
    assert gather(journal, phq9).history.says == "PHQ-9. Low mood, 0 to 27. No result yet."
    fill_in(journal, phq9, 16)
    assert gather(journal, phq9).history.says == (
        "PHQ-9. Low mood, 0 to 27. One result: 16 on 3 March 2026. The latest is in the range "
        "the questionnaire calls moderately severe."
    )
    fill_in(journal, phq9, 15, 9, first=date(2026, 3, 17))
    assert gather(journal, phq9).history.says.startswith(
        "PHQ-9. Low mood, 0 to 27. 3 results, 3 to 31 March 2026: from 9 to 16, the latest 9. "
        "The latest is in the range the questionnaire calls mild. 6.5 points lower than at first, "
    )


def test_results_that_are_read_already_are_not_read_again(journal, phq9, results, monkeypatch):
    with monkeypatch.context() as once:
        once.setattr(journal.measures, "of", None)
        found = measure_material.gather(journal, phq9, results=results)

    assert len(found.history.points) == 3


@pytest.mark.parametrize(
    ("known", "totals", "ends"),
    [
        ({"low": 0, "high": 40}, (20, 16.5), (0, 40)),
        ({}, (20, 16.5), (0, 20)),
        ({}, (3, 7), (0, 8)),
        ({}, (0,), (0, 1)),
        ({}, (-3, 1.5), (-3, 3)),
        ({"low": 10}, (34,), (10, 50)),
        ({"high": 5}, (2,), (0, 5)),
        ({"high": -5}, (-8,), (-8, -5)),
        ({"high": 0}, (), (-1, 0)),
        ({}, (), (0, 1)),
    ],
)
def test_a_form_has_a_range_that_holds_its_totals(journal, known, totals, ends):
    form = Form(name="Sleep diary", **known)
    kept = [
        FormTotal(form_id=form.id, day=BEGAN + timedelta(days=7 * place), total=total)
        for place, total in enumerate(totals)
    ]
    journal.measures.record_form(form, *kept)

    found = measure_material.of_form(form, kept, Surroundings.read(journal))

    assert (found.low, found.high) == ends
    assert all(found.low <= point.total <= found.high for point in found.points)
    assert found.bands == ()
    assert ringed(found) == [False] * len(totals)


def test_a_form_says_its_totals_and_which_way_is_better(journal):
    form = Form(name="Sleep  diary", better=Better.HIGHER, low=0, high=40)
    kept = FormTotal(form_id=form.id, day=BEGAN, total=16.5)

    found = measure_material.of_form(form, [kept], Surroundings.read(journal))

    assert found.better_says == "More is better"
    assert found.says == "Sleep diary. One result: 16.5 on 5 March 2026."
    assert found.tell(found.points[0]) == "5 March 2026: 16.5"
