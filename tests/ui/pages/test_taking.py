"""Filling in a questionnaire: by keys alone, half of it, after a crash, and to the result."""

import json
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGroupBox, QLabel, QRadioButton

from sessiondesk.domain.assessment import Assessment
from sessiondesk.insights import scoring
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.pages.measures_page import taking_draft
from sessiondesk.ui.pages.measures_page.taking import Taking
from sessiondesk.ui.widgets.questionnaire import Head
from tests.conftest import ZONE

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
TODAY = date(2026, 5, 12)
Key = Qt.Key
SEE = "See the result"


@pytest.fixture
def open_taking(qtbot, theme, prompts):
    def open_(journal, instrument="phq9", *, width=1280, height=900):
        page = Taking(journal, theme, prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.begin(instrument)
        return page

    return open_


@pytest.fixture
def page(open_taking, journal):
    return open_taking(journal)


@pytest.fixture
def full_disk(monkeypatch, journal):
    """Refuse to keep anything, as long as it is entered."""

    def full(*_args, **_more):
        raise StoreFullError

    def fill():
        disk = monkeypatch.context()
        entered = disk.__enter__()
        entered.setattr(journal.drafts, "keep", full)
        entered.setattr(journal.measures, "record", full)
        return lambda: disk.__exit__(None, None, None)

    return fill


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys):
    for key in keys:
        QTest.keyClick(focused(), key)


def digits(text):
    press(*(getattr(Key, f"Key_{each}") for each in text))


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def current(page):
    """Return the number of the row that the keyboard is in."""
    rows = [each for each in page.findChildren(QGroupBox) if each.isVisible()]
    return next(n for n, row in enumerate(rows, 1) if row.isAncestorOf(focused()))


def marks(page):
    return [each for each in page.findChildren(QRadioButton) if each.isVisible()]


def ticked(page):
    return [each for each in marks(page) if each.isChecked()]


def half(journal, instrument_id="phq9"):
    """Return the answers that are half filled in."""
    found = taking_draft.find(journal, journal.measures.instruments.find(instrument_id))
    return None if found is None else dict(found.answers)


def sees(widget):
    return not widget.visibleRegion().isEmpty()


def bottom(page, widget):
    return widget.mapTo(page, widget.rect().bottomLeft()).y()


def draft(answers, **more):
    fields = {
        "version": 1,
        "begun_on": "2026-05-12",
        "answers": answers,
        "functional": None,
        "on_sheet": False,
    }
    return json.dumps({**fields, **more})


def record(journal, instrument_id, values, *, days_ago=0):
    instrument = journal.measures.instruments.find(instrument_id)
    answers = dict(enumerate(values, start=1))
    score = scoring.score(instrument, answers)
    assert score.total is not None
    made = Assessment(
        instrument=instrument_id,
        version=instrument.version,
        day=journal.today() - timedelta(days=days_ago),
        answers=answers,
        total=score.total,
        band=score.band,
    )
    journal.measures.record(made)
    return made


# To the end.


def test_the_phq_9_takes_eleven_keys(page, journal, qtbot):
    digits("110102100")
    digits("1")
    with qtbot.waitSignal(page.kept) as kept:
        press(Key.Key_Return)

    (made,) = journal.measures.of("phq9")
    assert kept.args == [made.id]
    assert made.answers == dict(enumerate((1, 1, 0, 1, 0, 2, 1, 0, 0), start=1))
    assert (made.total, made.band, made.functional) == (6, "mild", 1)
    assert (made.day, made.taken_at) == (TODAY, journal.now())
    assert not made.on_sheet
    assert not made.is_entered_later
    assert journal.drafts.all() == []


def test_the_way_to_the_result_is_as_short_where_nothing_is_above_0(page, journal):
    digits("000000000")
    press(Key.Key_Return)

    (made,) = journal.measures.of("phq9")
    assert (made.total, made.functional) == (0, None)


def test_the_result_is_said_in_the_words_of_the_questionnaire(page, control):
    digits("2211221101")
    press(Key.Key_Return)

    said = words(page)
    assert "12, in the range the questionnaire calls moderate." in said
    assert "it is not a diagnosis" in said
    assert "nothing to compare it with yet" in said
    assert control(page, "Change an answer").isVisible()


def test_no_score_stands_anywhere_before_it_is_asked_for(page, journal, instruments):
    shown = []
    for _ in range(9):
        digits("3")
        shown.append(words(page))
    digits("3")
    shown.append(words(page))

    bands = [band.label for band in instruments.find("phq9").bands if band.label != "mild"]
    for said in shown:
        assert "27" not in said
        assert "range" not in said
        assert not any(band in said for band in bands)
    assert journal.measures.of("phq9") == []


def test_a_change_is_said_beside_what_came_before(open_taking, journal):
    record(journal, "phq9", (2, 2, 2, 2, 2, 2, 2, 1, 0), days_ago=30)
    page = open_taking(journal)

    digits("111110000")
    digits("0")
    press(Key.Key_Return)

    assert "10 points lower than at first, 15 to 5." in words(page)
    assert "nothing to compare" not in words(page)


def test_open_rows_are_named_and_nothing_is_scored(page, journal, control):
    digits("111")
    press(Key.Key_Down)
    digits("11")
    press(Key.Key_Down)
    digits("11")

    QTest.mouseClick(control(page, SEE), LEFT)

    assert "Rows 4 and 7 are open." in words(page)
    assert current(page) == 4
    assert journal.measures.of("phq9") == []
    digits("0")
    press(Key.Key_End, Key.Key_Up, Key.Key_Up)
    assert "8 of 9 answered" in words(page)
    QTest.mouseClick(control(page, SEE), LEFT)
    assert "Row 7 is open." in words(page)


def test_the_row_that_is_not_for_everybody_may_be_left_out(open_taking, journal):
    page = open_taking(journal, "phq15")

    digits("111")
    press(Key.Key_Down)
    digits("11111111111")
    press(Key.Key_Return)

    (made,) = journal.measures.of("phq15")
    assert made.total == 14
    assert 4 not in made.answers
    assert page.isVisible()


@pytest.mark.parametrize("id_", ["core10", "gad7", "k10", "pcl5", "phq15", "phq4", "phq8", "who5"])
def test_each_questionnaire_shows_its_exact_words_and_its_licence(
    open_taking, journal, instruments, audit, id_
):
    instrument = instruments.find(id_)

    page = open_taking(journal, id_)

    said = words(page)
    for exact in (
        instrument.title,
        instrument.stem,
        *instrument.intro,
        instrument.licence.attribution,
    ):
        assert exact in said
    assert f"0 of {len(instrument.items)} answered" in said
    assert audit(page) == []


def test_one_too_soon_is_allowed_and_said(open_taking, journal):
    record(journal, "phq9", (1,) * 9, days_ago=3)
    page = open_taking(journal)

    assert "The last one was three days ago." in words(page)
    digits("0000000000")
    press(Key.Key_Return)

    assert len(journal.measures.of("phq9")) == 2
    assert page.isVisible()


# Half.


def test_half_of_it_comes_back_as_it_was_left(page, journal, control, open_taking, qtbot):
    digits("12")
    with qtbot.waitSignal(page.left):
        QTest.mouseClick(control(page, "Keep for later"), LEFT)

    page.begin("phq9")

    assert "2 of 9 answered" in words(page)
    assert len(ticked(page)) == 2
    assert current(page) == 3
    assert journal.measures.of("phq9") == []


@pytest.mark.parametrize("way", ["Keep for later", "Close", "Back"])
def test_every_way_out_keeps_what_is_half_filled_in(page, journal, control, way):
    digits("12")

    QTest.mouseClick(control(page, way), LEFT)

    assert half(journal) == {1: 1, 2: 2}


def test_escape_leaves_and_loses_nothing(page, journal, qtbot):
    digits("12")
    with qtbot.waitSignal(page.left):
        press(Key.Key_Escape)

    assert len(half(journal)) == 2


def test_after_a_crash_every_answer_is_there_again(page, open_journal, open_taking):
    digits("3210")

    # Nothing is closed or settled, as when the process is killed.
    again = open_taking(open_journal())

    assert "4 of 9 answered" in words(again)
    assert current(again) == 5
    digits("11111")
    digits("2")
    press(Key.Key_Return)
    assert "11, in the range" in words(again)
    assert page.isVisible()


def test_answers_that_are_all_taken_back_leave_no_draft(page, journal):
    digits("1")
    press(Key.Key_Up, Key.Key_Backspace)

    assert journal.drafts.all() == []


def test_a_form_begun_earlier_counts_for_today_and_says_so(page, journal, clock, open_taking):
    digits("1111")
    clock.pass_(days=2)

    again = open_taking(journal)
    assert "Begun on 12 May. It counts for today" in words(again)
    digits("111110")
    press(Key.Key_Return)

    (made,) = journal.measures.of("phq9")
    assert made.day == TODAY + timedelta(days=2)
    assert made.taken_at == clock.moment


def test_two_questionnaires_are_half_filled_in_side_by_side(page, journal):
    digits("12")
    page.begin("gad7")
    digits("3")
    page.begin("phq9")

    assert len(ticked(page)) == 2
    assert half(journal, "gad7") == {1: 3}


def test_one_that_there_is_not_leads_back(page, qtbot):
    with qtbot.waitSignal(page.left):
        page.begin("phq99")


def test_all_answers_can_be_cleared_and_put_back(page, journal, control):
    digits("123")
    QTest.mouseClick(control(page, "Clear all"), LEFT)
    assert "0 of 9 answered" in words(page)
    assert journal.drafts.all() == []
    assert current(page) == 1

    QTest.mouseClick(control(page, "Put them back"), LEFT)

    assert "3 of 9 answered" in words(page)
    assert half(journal) == {1: 1, 2: 2, 3: 3}


# What cannot be read.


@pytest.mark.parametrize(
    "damage",
    [
        "not JSON {",
        "[1, 2]",
        "null",
        '{"version": 1}',
        draft({"1": 1}, version=99),
        draft({"1": 7}),
        draft({"12": 1}),
        draft({"1": True}),
        draft({"one": 1}),
        draft({"1": 1}, functional=9),
        draft({"1": 1}, begun_on="soon"),
        draft([1, 2]),
        "[" * 100_000,
    ],
)
def test_a_draft_that_cannot_be_read_is_passed_over_and_not_lost(open_taking, journal, damage):
    journal.drafts.keep("assessment", "assessment", "phq9", damage)

    page = open_taking(journal)

    assert "They are put aside and not lost" in words(page)
    assert "0 of 9 answered" in words(page)
    digits("1")
    kept = [each.text for each in journal.drafts.all()]
    assert damage in kept
    assert len(kept) == 2
    assert half(journal) == {1: 1}


def test_no_draft_that_cannot_be_read_takes_the_place_of_another(open_taking, journal):
    for damage in ("first {", "second {"):
        journal.drafts.keep("assessment", "assessment", "phq9", damage)
        page = open_taking(journal)
        digits("1")
        page.hide()

    (aside,) = (each.text for each in journal.drafts.all() if each.editor == "assessment_aside")
    assert "first {" in aside
    assert "second {" in aside


def test_the_later_answer_counts_where_two_drafts_came_together(open_taking, journal):
    # As words are joined that waited outside of the journal.
    both = "\n\n".join((draft({"1": 1, "2": 1}), draft({"2": 3, "3": 0})))
    journal.drafts.keep("assessment", "assessment", "phq9", both)

    page = open_taking(journal)

    assert "3 of 9 answered" in words(page)
    assert half(journal) == {1: 1, 2: 3, 3: 0}


# What the disk does not take.


def test_on_a_full_disk_the_answers_stay_and_are_named_as_not_kept(
    page, journal, control, full_disk
):
    make_room = full_disk()
    digits("12")
    assert "no room left on the disk" in words(page)
    with pytest.raises(StoreFullError):
        page.settle()
    (left,) = page.unsaved()
    assert (left.editor, left.record_kind, left.record_id) == (
        "assessment",
        "assessment",
        "phq9",
    )
    assert json.loads(left.text)["answers"] == {"1": 1, "2": 2}
    QTest.mouseClick(control(page, "Keep for later"), LEFT)
    assert "2 of 9 answered" in words(page)

    make_room()
    QTest.mouseClick(control(page, "Try again"), LEFT)

    assert "no room left on the disk" not in words(page)
    assert page.unsaved() == []
    assert len(half(journal)) == 2


def test_on_a_full_disk_there_is_no_result_and_it_is_tried_again(
    page, journal, control, full_disk
):
    digits("0000000000")
    make_room = full_disk()
    QTest.mouseClick(control(page, SEE), LEFT)
    assert "no room left on the disk" in words(page)
    assert "in the range" not in words(page)
    assert journal.measures.of("phq9") == []

    make_room()
    QTest.mouseClick(control(page, "Try again"), LEFT)

    assert "in the range" in words(page)
    assert len(journal.measures.of("phq9")) == 1
    assert half(journal) is None


def test_a_journal_that_may_only_be_read_takes_no_answers(  # noqa: PLR0917 - fixtures
    open_db, clock, prompts, instruments, open_taking, audit
):
    read_only = Journal(
        open_db(),
        now=clock,
        zone=ZONE,
        prompts=prompts,
        instruments=instruments,
        is_read_only=True,
    )

    page = open_taking(read_only)

    assert "may only be read here" in words(page)
    assert not any(each.isEnabled() for each in page.findChildren(QRadioButton))
    assert audit(page) == []


# After the result.


def test_an_answer_can_be_altered_and_it_stays_the_same_record(page, journal, control):
    digits("1111111100")
    press(Key.Key_Return)
    (made,) = journal.measures.of("phq9")

    QTest.mouseClick(control(page, "Change an answer"), LEFT)
    assert len(ticked(page)) == 10
    marks(page)[3].click()
    QTest.mouseClick(control(page, SEE), LEFT)

    (changed,) = journal.measures.of("phq9")
    assert (changed.id, changed.taken_at, changed.day) == (made.id, made.taken_at, made.day)
    assert (changed.total, changed.answers[1]) == (10, 3)
    assert "10, in the range" in words(page)
    assert journal.drafts.all() == []


def test_a_change_can_be_given_up(page, journal, control):
    digits("1111111100")
    press(Key.Key_Return)
    before = journal.measures.of("phq9")
    QTest.mouseClick(control(page, "Change an answer"), LEFT)
    marks(page)[3].click()

    QTest.mouseClick(control(page, "Leave it as it was"), LEFT)

    assert journal.measures.of("phq9") == before
    assert "8, in the range" in words(page)
    assert journal.drafts.all() == []


def test_a_change_that_was_interrupted_goes_on_where_it_was(page, journal, control, qtbot):
    digits("1111111100")
    press(Key.Key_Return)
    (made,) = journal.measures.of("phq9")
    QTest.mouseClick(control(page, "Change an answer"), LEFT)
    marks(page)[3].click()
    with qtbot.waitSignal(page.left):
        QTest.mouseClick(control(page, "Close"), LEFT)
    assert journal.measures.of("phq9")[0].total == 8

    page.show_result(made.id)
    QTest.mouseClick(control(page, "Change an answer"), LEFT)
    QTest.mouseClick(control(page, SEE), LEFT)

    assert journal.measures.of("phq9")[0].total == 10


def test_a_new_one_is_begun_beside_one_that_is_being_changed(page, journal, control):
    digits("1111111100")
    press(Key.Key_Return)
    QTest.mouseClick(control(page, "Change an answer"), LEFT)
    marks(page)[3].click()
    QTest.mouseClick(control(page, "Close"), LEFT)

    page.begin("phq9")

    assert "0 of 9 answered" in words(page)


def test_undo_brings_the_answers_back_and_redo_the_result(page, journal):
    digits("1111111100")
    press(Key.Key_Return)
    (made,) = journal.measures.of("phq9")

    journal.undo()
    assert journal.measures.of("phq9") == []
    assert "9 of 9 answered" in words(page)
    assert len(half(journal)) == 9

    journal.redo()
    assert journal.measures.of("phq9") == [made]
    assert "8, in the range" in words(page)
    assert half(journal) is None


def test_undo_of_a_change_shows_the_result_as_it_was(page, journal, control):
    digits("1111111100")
    press(Key.Key_Return)
    QTest.mouseClick(control(page, "Change an answer"), LEFT)
    marks(page)[3].click()
    QTest.mouseClick(control(page, SEE), LEFT)

    journal.undo()

    assert "8, in the range" in words(page)


def test_a_result_that_is_removed_elsewhere_is_left(page, journal, qtbot):
    digits("1111111100")
    press(Key.Key_Return)
    (made,) = journal.measures.of("phq9")
    page.hide()

    with qtbot.waitSignal(page.left):
        journal.measures.remove(made.id)

    assert journal.drafts.all() == []
    with qtbot.waitSignal(page.left):
        page.show_result(made.id)


def test_a_total_from_paper_has_no_answers_to_alter(page, journal, control):
    paper = Assessment(
        instrument="phq9", version=1, day=TODAY, total=14, band="moderate", is_entered_later=True
    )
    journal.measures.record(paper)

    page.show_result(paper.id)

    assert "14, in the range the questionnaire calls moderate" in words(page)
    with pytest.raises(AssertionError):
        control(page, "Change an answer")


def test_the_result_can_be_used_by_ear_and_by_keyboard(open_taking, journal, audit, qtbot):
    record(journal, "phq9", (2, 2, 2, 2, 2, 2, 2, 1, 0), days_ago=30)
    page = open_taking(journal)
    digits("1111111100")
    press(Key.Key_Return)

    assert audit(page) == []
    assert focused().text().startswith("8, in the range")
    with qtbot.waitSignal(page.left):
        press(Key.Key_Escape)


# In large text, in little room.


def test_the_words_of_the_answers_stay_in_sight(open_taking, journal, qtbot):
    page = open_taking(journal, "pcl5", height=600)
    digits("1" * 16)
    heads = page.findChildren(Head)

    qtbot.waitUntil(lambda: any(sees(each) for each in heads), timeout=PATIENCE)
    # And never over the row in hand, on the way back either.
    for _ in range(16):
        press(Key.Key_Up)
        shown = [each for each in heads if sees(each)]
        row = focused().parentWidget()
        assert shown
        assert all(bottom(page, each) <= row.mapTo(page, QPoint()).y() for each in shown)


@pytest.mark.parametrize(("width", "percent"), [(1280, 100), (1280, 150), (960, 115)])
def test_it_can_be_used_at_every_size(  # noqa: PLR0917 - fixtures
    open_taking, journal, theme, audit, width, percent
):
    theme.set_text_percent(percent)

    page = open_taking(journal, width=width, height=700)
    digits("1111")

    assert current(page) == 5
    assert audit(page) == []
