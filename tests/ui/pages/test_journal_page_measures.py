"""The Journal page: questionnaires and totals of forms among everything else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QMenu

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import ScaleId
from sessiondesk.store import records
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.journal_page import JournalPage
from sessiondesk.ui.widgets.entry_list import EntryList

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)  # a Tuesday
SEARCH = "Search the journal"
MORE = "More for this entry"
TAKEN_AT = datetime.fromisoformat("2026-05-12T20:52:00+02:00")
SAID = "12, in the range the questionnaire calls moderate"


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal, size=(1072, 800)):
        page = JournalPage(journal, theme=theme, prompts=prompts)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


class Measured:
    """Keeps questionnaires and totals of forms, so many days ago."""

    def __init__(self, journal, instruments):
        self._measures = journal.measures
        self._instruments = instruments

    def fill_in(self, instrument="phq9", total=12, *, days=0, **fields):
        found = self._instruments.find(instrument)
        fields.setdefault("taken_at", TAKEN_AT - timedelta(days=days))
        assessment = Assessment(
            instrument=instrument,
            version=1,
            day=TODAY - timedelta(days=days),
            total=total,
            band="" if found is None else found.band(total),
            **fields,
        )
        self._measures.record(assessment)
        return assessment

    def total(self, name="Riverside form", *, days=0):
        form = Form(name=name)
        total = FormTotal(form_id=form.id, day=TODAY - timedelta(days=days), total=23.75)
        self._measures.record_form(form, total)
        return total


@pytest.fixture
def measured(journal, instruments):
    return Measured(journal, instruments)


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control

    def click(self, page, name):
        self._qtbot.mouseClick(self.find(page, name), LEFT)

    def look(self, page, words):
        """Type into the search and press Enter."""
        field = self.find(page, SEARCH)
        field.setFocus()
        field.clear()
        self._qtbot.keyClicks(field, words)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    def choose(self, page, text):
        """Trigger the one entry of that text in the open menu."""
        self.click(page, MORE)
        (found,) = (each for each in page.findChildren(QAction) if each.text() == text)
        for menu in page.findChildren(QMenu):
            menu.close()
        found.trigger()


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


def entries_in_words(page):
    model = page.findChild(EntryList).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    rows = [model.index(row, 0).data(role) for row in range(model.rowCount())]
    return [each for each in rows if "," in each]


def words_on(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible() and each.text()]


def dialog(page):
    (found,) = (each for each in page.findChildren(QDialog) if each.isVisible())
    return found


def no_room(*_args, **_fields):
    raise StoreFullError


def test_a_questionnaire_stands_among_the_entries_with_its_score(
    journal, measured, open_page, audit
):
    measured.fill_in(answers={1: 3, 9: 1})
    page = open_page(journal)

    assert entries_in_words(page) == [f"Tuesday 12 May, Questionnaire, PHQ-9: {SAID}"]
    words = words_on(page)
    assert "PHQ-9, Tuesday 12 May" in words
    assert "Written 20:52." in words
    assert "12" in words
    assert "Low mood, 0 to 27" in words
    assert f"{SAID}. It describes the last 2 weeks; it is not a diagnosis." in words
    assert audit(page) == []


def test_single_answers_are_not_told_in_the_journal(journal, instruments, measured, open_page):
    measured.fill_in(answers=dict.fromkeys(range(1, 10), 1), on_sheet=True)
    page = open_page(journal)

    said = " ".join((*words_on(page), *entries_in_words(page)))
    asked = instruments.find("phq9")
    for text in (*(item.text for item in asked.items), asked.support.words):
        assert text not in said


def test_one_without_published_ranges_says_what_it_lies_between(journal, measured, open_page):
    measured.fill_in("pcl5", 31, taken_at=None, is_entered_later=True)
    page = open_page(journal)

    assert entries_in_words(page) == ["Tuesday 12 May, Questionnaire, PCL-5: 31, between 0 and 80"]
    assert "Entered later." in words_on(page)


def test_one_that_this_program_does_not_know_is_told_by_its_id(journal, measured, open_page):
    measured.fill_in("new1", 7, taken_at=None)
    page = open_page(journal)

    assert entries_in_words(page) == ["Tuesday 12 May, Questionnaire, new1: 7"]
    assert "new1, Tuesday 12 May" in words_on(page)


def test_the_total_of_a_form_stands_among_the_entries(journal, measured, open_page, audit):
    measured.total()
    page = open_page(journal)

    assert entries_in_words(page) == ["Tuesday 12 May, My therapist’s form, Riverside form: 23.75"]
    words = words_on(page)
    assert "23.75" in words
    assert "A form my therapist uses" in words
    assert audit(page) == []


def test_a_way_leads_from_each_to_measures(qtbot, journal, measured, open_page, hands):
    newer = measured.fill_in()
    older = measured.total(days=1)
    page = open_page(journal)

    with qtbot.waitSignal(page.opens) as first:
        hands.click(page, "Open in Measures")
    page.show_record(Kind.FORM_TOTAL, older.id)
    with qtbot.waitSignal(page.opens) as second:
        hands.click(page, "Open in Measures")

    assert first.args == [Link(kind=Kind.ASSESSMENT, id=newer.id)]
    assert second.args == [Link(kind=Kind.FORM_TOTAL, id=older.id)]


@pytest.mark.parametrize("typed", ["phq", "PHQ-9", "phq9", '"phq 9"'])
def test_a_questionnaire_is_found_by_its_name(journal, measured, open_page, hands, typed):
    measured.fill_in()
    measured.fill_in("gad7", 4, days=1)
    page = open_page(journal)

    hands.look(page, typed)

    assert entries_in_words(page) == [f"Tuesday 12 May, Questionnaire, PHQ-9: {SAID}"]


def test_a_total_is_found_by_what_its_form_is_called_now(journal, measured, open_page, hands):
    total = measured.total("Riverside form")
    form = journal.find(Kind.FORM, total.form_id)
    journal.measures.record_form(replace(form, name="Harbour form"))
    page = open_page(journal)

    hands.look(page, "harb")
    assert entries_in_words(page) == ["Tuesday 12 May, My therapist’s form, Harbour form: 23.75"]
    hands.look(page, "river")
    assert "Nothing found for “river”" in words_on(page)


def test_measures_can_be_shown_alone(journal, measured, open_page, hands):
    measured.fill_in()
    measured.total(days=1)
    at = TAKEN_AT - timedelta(days=2)
    journal.checkins.record(CheckIn(felt_at=at, day=at.date(), ratings={ScaleId("mood"): 4}))
    page = open_page(journal)
    assert len(entries_in_words(page)) == 3

    hands.click(page, "More filters")
    hands.click(page, "Measures")

    assert len(entries_in_words(page)) == 2
    assert "2 entries among measures. Newest first." in words_on(page)
    hands.click(page, "Measures")
    assert len(entries_in_words(page)) == 3


def test_on_this_day_and_the_calendar_know_of_them(journal, measured, open_page, hands):
    measured.fill_in(days=365)
    page = open_page(journal)

    hands.click(page, "On this day")
    assert entries_in_words(page) == [f"Monday 12 May 2025, Questionnaire, PHQ-9: {SAID}"]
    hands.click(page, "Calendar")
    assert journal.entries.days_with_entries(date(2025, 5, 1), date(2025, 5, 31)) == {
        date(2025, 5, 12): 1
    }


@pytest.mark.parametrize("is_form", [False, True])
def test_each_is_removed_after_a_question_and_comes_back(
    journal, measured, open_page, hands, is_form
):
    kept = measured.total() if is_form else measured.fill_in(answers={1: 3})
    kind = records.kind_of(kept)
    page = open_page(journal)
    before = entries_in_words(page)

    hands.choose(page, "Remove…")
    assert "Remove the entry of Tuesday 12 May?" in words_on(dialog(page))
    hands.click(dialog(page), "Keep it")
    assert journal.find(kind, kept.id) == kept
    hands.choose(page, "Remove…")
    hands.click(dialog(page), "Remove it")

    assert journal.find(kind, kept.id) is None
    assert entries_in_words(page) == []
    hands.click(page, "Bring it back")
    assert journal.find(kind, kept.id) == kept
    assert entries_in_words(page) == before
    assert journal.undo()
    assert journal.find(kind, kept.id) is None


def test_a_full_disk_removes_nothing_and_the_page_says_so(
    monkeypatch, journal, measured, open_page, hands
):
    kept = measured.fill_in()
    page = open_page(journal)
    hands.choose(page, "Remove…")

    with monkeypatch.context() as full:
        full.setattr(records, "remove", no_room)
        hands.click(dialog(page), "Remove it")

    assert journal.measures.find(kept.id) == kept
    assert any("no room" in words for words in words_on(page))
    hands.click(page, "Try again")
    assert journal.measures.find(kept.id) is None


def test_an_earlier_version_is_told_only_where_it_looks_different(
    clock, open_journal, measured, open_page, hands
):
    kept = measured.fill_in(total=12)
    journal = open_journal()
    clock.pass_(days=1)
    journal.measures.record(replace(kept, on_sheet=True))
    journal = open_journal()
    page = open_page(journal)
    assert not any("Changed" in words for words in words_on(page))

    clock.pass_(days=1)
    journal.measures.record(replace(kept, total=4, band="minimal", on_sheet=True))
    journal = open_journal()
    page = open_page(journal)

    assert any("Changed once" in words for words in words_on(page))
    hands.click(page, "Show earlier versions")
    assert "12" in words_on(page)


def test_nothing_is_removed_where_nothing_can_be_written(journal, measured, open_page, hands):
    measured.fill_in()
    journal.is_read_only = True
    page = open_page(journal)

    hands.click(page, MORE)
    assert not any(each.text() == "Remove…" for each in page.findChildren(QAction))
    for menu in page.findChildren(QMenu):
        menu.close()
    assert hands.find(page, "Open in Measures").isEnabled()


def test_the_way_to_measures_is_taken_by_the_keyboard_alone(
    qtbot, journal, measured, open_page, hands
):
    kept = measured.fill_in()
    page = open_page(journal)
    page.search()
    field = hands.find(page, SEARCH)
    qtbot.keyClicks(field, "phq")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert hands.find(page, MORE).hasFocus()

    for _ in range(12):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        if hands.find(page, "Open in Measures").hasFocus():
            break
    with qtbot.waitSignal(page.opens) as opened:
        qtbot.keyClick(hands.find(page, "Open in Measures"), Qt.Key.Key_Space)

    assert opened.args == [Link(kind=Kind.ASSESSMENT, id=kept.id)]
