"""The Journal page: progress reviews, and how a time was remembered, among everything else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QMenu

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Review, SpeaksFor
from sessiondesk.domain.therapy_session import Outcome, TherapySession
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


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal):
        page = JournalPage(journal, theme=theme, prompts=prompts)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control

    def click(self, page, name):
        self._qtbot.mouseClick(self.find(page, name), LEFT)

    def look(self, page, words):
        field = self.find(page, SEARCH)
        field.setFocus()
        field.clear()
        self._qtbot.keyClicks(field, words)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    def choose(self, page, text):
        self.click(page, MORE)
        (found,) = (each for each in page.findChildren(QAction) if each.text() == text)
        for menu in page.findChildren(QMenu):
            menu.close()
        found.trigger()


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


@pytest.fixture
def reviewed(journal):
    course = Course(started_on=TODAY - timedelta(days=30))
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 5, 14, 0),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
    )
    journal.courses.record(course)
    journal.sessions.record(session)
    review = Review(
        day=TODAY,
        course_id=course.id,
        session_id=session.id,
        findings=(
            Finding(
                side=SpeaksFor.AGAINST, asked=Asked.CHANGE, subject="mood", claim='{"heather":1}'
            ),
        ),
        hard_words="It hurts where it should.",
        not_right_words="  ",
        own_words="Too early to say.",
        decisions="I ask when I do not follow.",
    )
    journal.reviews.record(review)
    return review


@pytest.fixture
def remembered(journal):
    recall = Recall(
        day=TODAY,
        first=date(2026, 5, 3),
        last=date(2026, 5, 9),
        words="All of it was bad, I think.",
        ratings={ScaleId("mood"): 3, ScaleId("anxiety"): 8},
    )
    journal.recalls.record(recall)
    return recall


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


def test_a_review_stands_among_the_entries_with_its_words(
    journal, reviewed, open_page, prompts, audit
):
    page = open_page(journal)

    (row,) = entries_in_words(page)
    assert row.startswith("Tuesday 12 May, Progress review, It hurts where it should.")
    words = words_on(page)
    assert "A progress review, after session 1." in words
    for said in (
        *("This is hard", "It hurts where it should.", "What I change, what I keep"),
        *("I ask when I do not follow.", prompts.hard_or_not_right.ending, "Too early to say."),
    ):
        assert said in words
    # There were no words on that side, so its title is not there either.
    assert "This isn’t right" not in words
    assert not any("heather" in each for each in words)
    assert audit(page) == []


def test_a_review_whose_session_is_gone_says_only_that_it_is_one(journal, reviewed, open_page):
    journal.reviews.record(replace(reviewed, session_id=None, course_id=None))
    page = open_page(journal)

    assert "A progress review." in words_on(page)


def test_a_review_without_words_is_no_entry(journal, reviewed, open_page):
    journal.reviews.record(Review(day=TODAY, findings=reviewed.findings))
    page = open_page(journal)

    assert len(entries_in_words(page)) == 1


def test_how_a_time_was_remembered_stands_there_with_its_ratings(
    journal, remembered, open_page, audit
):
    page = open_page(journal)

    assert entries_in_words(page) == ["Tuesday 12 May, From memory, All of it was bad, I think."]
    words = words_on(page)
    assert "From memory: 3 to 9 May 2026." in words
    assert {"3", "8", "Mood", "Anxiety", "All of it was bad, I think."} <= set(words)
    assert audit(page) == []


@pytest.mark.usefixtures("reviewed")
def test_in_large_text_the_way_to_the_review_is_in_the_menu(
    qtbot, journal, theme, open_page, hands
):
    theme.set_text_percent(150)
    page = open_page(journal)
    button = hands.find(page, "Bring up next time")

    qtbot.waitUntil(lambda: button.width() >= button.sizeHint().width(), timeout=20_000)
    with qtbot.waitSignal(page.opens):
        hands.choose(page, "Open the review")


@pytest.mark.usefixtures("reviewed", "remembered")
def test_a_way_leads_from_each_to_its_page(qtbot, journal, open_page, hands):
    (reviewed,), (remembered,) = journal.reviews.all(), journal.recalls.all()
    page = open_page(journal)

    page.show_record(Kind.REVIEW, reviewed.id)
    with qtbot.waitSignal(page.opens) as first:
        hands.click(page, "Open the review")
    page.show_record(Kind.RECALL, remembered.id)
    with qtbot.waitSignal(page.opens) as second:
        hands.click(page, "Open in Trends")

    assert first.args == [Link(kind=Kind.REVIEW, id=reviewed.id)]
    assert second.args == [Link(kind=Kind.RECALL, id=remembered.id)]


def test_the_words_of_each_are_found(journal, reviewed, remembered, open_page, hands):
    page = open_page(journal)

    hands.look(page, "follow")
    assert len(entries_in_words(page)) == 1
    assert "Progress review" in entries_in_words(page)[0]
    hands.look(page, "bad think")
    assert "From memory" in entries_in_words(page)[0]


def test_either_kind_can_be_shown_alone(journal, reviewed, remembered, open_page, hands):
    page = open_page(journal)

    hands.click(page, "More filters")
    hands.click(page, "Progress reviews")
    assert "One entry among progress reviews." in words_on(page)
    hands.click(page, "Progress reviews")
    hands.click(page, "Times remembered")
    assert "One entry among times remembered." in words_on(page)


def test_what_a_review_decided_can_be_brought_up(qtbot, journal, reviewed, open_page, hands):
    page = open_page(journal)

    with qtbot.waitSignal(page.brings_up) as offered:
        hands.click(page, "Bring up next time")

    (offer,) = offered.args
    assert (offer.text, offer.source, offer.source_id) == (
        "I ask when I do not follow.",
        SourceKind.REVIEW,
        reviewed.id,
    )


@pytest.mark.parametrize("what", ["reviewed", "remembered"])
def test_each_is_removed_after_a_question_and_comes_back(journal, request, open_page, hands, what):
    kept = request.getfixturevalue(what)
    kind = records.kind_of(kept)
    page = open_page(journal)
    before = entries_in_words(page)

    hands.choose(page, "Remove…")
    assert "Remove the entry of Tuesday 12 May?" in words_on(dialog(page))
    hands.click(dialog(page), "Remove it")

    assert journal.find(kind, kept.id) is None
    assert entries_in_words(page) == []
    hands.click(page, "Bring it back")
    assert journal.find(kind, kept.id) == kept
    assert entries_in_words(page) == before
    assert journal.undo()
    assert journal.find(kind, kept.id) is None


def test_a_full_disk_removes_nothing_and_the_page_says_so(
    monkeypatch, journal, reviewed, open_page, hands
):
    page = open_page(journal)
    hands.choose(page, "Remove…")

    with monkeypatch.context() as full:
        full.setattr(records, "remove", no_room)
        hands.click(dialog(page), "Remove it")

    assert journal.reviews.find(reviewed.id) == reviewed
    assert any("no room" in words for words in words_on(page))
    hands.click(page, "Try again")
    assert journal.reviews.find(reviewed.id) is None


def test_an_earlier_version_of_a_review_is_there_to_read(
    clock, open_journal, reviewed, open_page, hands
):
    journal = open_journal()
    clock.pass_(days=1)
    journal.reviews.record(replace(reviewed, own_words="Less early."))
    journal = open_journal()
    page = open_page(journal)

    hands.click(page, "Show earlier versions")

    assert {"Less early.", "Too early to say."} <= set(words_on(page))


def test_the_way_to_its_page_is_taken_by_the_keyboard_alone(
    qtbot, journal, reviewed, open_page, hands
):
    page = open_page(journal)
    page.search()
    field = hands.find(page, SEARCH)
    qtbot.keyClicks(field, "early")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert hands.find(page, MORE).hasFocus()

    for _ in range(12):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        if hands.find(page, "Open the review").hasFocus():
            break
    with qtbot.waitSignal(page.opens) as opened:
        qtbot.keyClick(hands.find(page, "Open the review"), Qt.Key.Key_Space)

    assert opened.args == [Link(kind=Kind.REVIEW, id=reviewed.id)]
