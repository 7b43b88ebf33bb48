from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from sessiondesk.domain.afterwards import (
    AboutTheTime,
    Afterwards,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.course import Course
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.pages.sessions_page import SessionsPage
from sessiondesk.ui.widgets.notice import Notice

YESTERDAY = date(2026, 5, 11)
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
PATIENCE = 30_000
HEARD = "I felt listened to and understood."
LINE = "something crossed a line"
FREE = "Anything else, for you alone"
ARRIVING = "How did you feel on the way there?"
LEAVING = "How did you feel when you left?"
NEXT_DAY = "And how are you the day after?"
HELD_BACK = "Was there something you held back?"
WHAT = "What was it? (stays in the private part, never on the prep sheet unless you move it)"


@pytest.fixture
def session(journal):
    """The first session of a therapy, held yesterday."""
    course = Course(started_on=YESTERDAY)
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime.combine(YESTERDAY, time(14)),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)
    return session


@pytest.fixture
def open_page(qtbot, theme, prompts):
    """Show the page, high enough for all of a session."""

    def open_(journal, *, width=1112, height=3200):
        page = SessionsPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(
            lambda: page.isActiveWindow() and not page._sheet.is_being_made, timeout=PATIENCE
        )
        return page

    return open_


@pytest.fixture
def page(open_page, journal, session):
    return open_page(journal)


@pytest.fixture
def click(qtbot, control):
    def click_(page: QWidget, name: str) -> None:
        found = control(page, name)
        qtbot.waitUntil(lambda: found.width() > 0 and found.height() > 0, timeout=PATIENCE)
        qtbot.mouseClick(found, LEFT)

    return click_


@pytest.fixture
def full_disk(journal, monkeypatch):
    """A stretch of time in which the disk has no room for anything."""

    def refuse():
        raise StoreFullError

    @contextmanager
    def full():
        with monkeypatch.context() as patch:
            patch.setattr(journal, "writing", refuse)
            yield

    return full


@pytest.fixture
def noted(journal, session):
    """Read what is noted after the session."""
    return lambda: journal.afterwards.of(session.id)


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def shown_notices(page: QWidget) -> list[str]:
    return [each.accessibleName() for each in page.findChildren(Notice) if each.isVisible()]


def editor(control, page: QWidget, name: str) -> QPlainTextEdit:
    found = control(page, name)
    assert isinstance(found, QPlainTextEdit)
    return found


# What is asked.


def test_the_six_sentences_are_answered_one_by_one(page, click, noted, prompts):
    items = [each.text for each in prompts.after_session.fit_items]
    assert len(items) == 6
    for value, text in enumerate(items):
        click(page, f"{text}: {value} of 10")

    assert noted().fit == {item: value for value, item in enumerate(FitItem)}
    click(page, f"{HEARD}: 0 of 10")
    assert FitItem.HEARD not in noted().fit


def test_arriving_leaving_and_the_words_for_it_are_kept_as_given(page, click, noted):
    click(page, f"{ARRIVING}: 3 of 10")
    click(page, f"{LEAVING}: 6 of 10")
    click(page, "Sad")

    assert (noted().arriving, noted().leaving) == (3, 6)
    assert {(each.family, each.word) for each in noted().leaving_feelings} == {("sad", "")}


def test_a_word_of_ones_own_for_leaving_joins_the_list(
    *, qtbot, journal, page, click, noted, control
):
    click(page, "Sad")
    click(page, "Add a word")
    qtbot.keyClicks(control(page, "Add a word"), "seasick\r")

    (word,) = journal.feelings.all()
    assert (word.family, word.text) == ("sad", "seasick")
    assert {(each.family, each.word) for each in noted().leaving_feelings} == {("sad", word.id)}


def test_what_was_held_back_is_asked_only_after_it_was(qtbot, page, click, noted, control):
    assert WHAT not in texts(page)
    click(page, f"{HELD_BACK}: No")
    assert WHAT not in texts(page)

    click(page, f"{HELD_BACK}: Yes, something important")
    qtbot.waitUntil(lambda: WHAT in texts(page), timeout=PATIENCE)
    field = editor(control, page, WHAT)
    field.setFocus()
    qtbot.keyClicks(field, "the money")
    click(page, "I was ashamed")

    assert noted().held_back is HeldBack.IMPORTANT
    assert noted().held_back_what == "the money"
    assert noted().held_back_why == {HeldBackWhy.ASHAMED}
    # An answer taken back does not hide the words that were written.
    click(page, f"{HELD_BACK}: No")
    assert WHAT in texts(page)
    assert noted().held_back_what == "the money"


def test_ground_covered_before_and_the_way_it_went(page, click, noted, prompts):
    asked = prompts.after_session
    click(page, f"{asked.same_ground_question}: {asked.same_ground[1].text}")
    click(page, "felt rushed")
    click(page, "felt judged")
    assert noted().same_ground is SameGround.FURTHER_IN
    assert noted().about_the_time == {AboutTheTime.RUSHED, AboutTheTime.JUDGED}

    click(page, "none of these")
    assert noted().about_the_time == {AboutTheTime.NONE}
    click(page, "felt rushed")
    assert noted().about_the_time == {AboutTheTime.RUSHED}


def test_the_day_after_is_asked_on_the_day_after(
    *, journal, clock, session, open_page, click, noted
):
    clock.pass_(days=-1, hours=6)
    page = open_page(journal)
    assert "The day after is asked about tomorrow, here and on Today." in texts(page)
    assert NEXT_DAY not in texts(page)
    clock.pass_(days=1)
    page.refresh()

    click(page, f"{NEXT_DAY}: 7 of 10")
    click(page, "The day after: stirred up, but it makes sense to me")

    assert (noted().next_day, noted().day_after) == (7, DayAfter.STIRRED_CLEAR)


# A line that was crossed.


def test_a_crossed_line_is_answered_at_once_and_apart(page, click, noted, prompts, control):
    assert shown_notices(page) == []
    click(page, LINE)

    assert shown_notices(page) == ["Something crossed a line"]
    assert prompts.warning_signs.answer_outside_help in texts(page)
    assert prompts.warning_signs.answer_talk not in texts(page)
    assert AboutTheTime.CROSSED_A_LINE in noted().about_the_time
    assert page.window().isEnabled()

    click(page, "Write down what happened")
    assert editor(control, page, FREE).hasFocus()
    click(page, LINE)
    assert shown_notices(page) == []


def test_a_crossed_line_is_answered_even_where_nothing_can_be_kept(page, click, full_disk, noted):
    with full_disk():
        click(page, LINE)

        assert "Something crossed a line" in shown_notices(page)
        assert "There is no room left on the disk, so this was not kept." in texts(page)
        assert noted().is_empty
    click(page, "Try again")
    assert noted().about_the_time == {AboutTheTime.CROSSED_A_LINE}


def test_the_answer_stays_with_its_session(journal, session, open_page):
    journal.afterwards.record(
        Afterwards(session_id=session.id, about_the_time=frozenset({AboutTheTime.CROSSED_A_LINE}))
    )

    assert shown_notices(open_page(journal)) == ["Something crossed a line"]


# Words.


def test_words_are_kept_byte_for_byte_and_as_drafts_before(qtbot, journal, page, control, noted):
    field = editor(control, page, FREE)
    field.setFocus()
    written = "\u202b\u05e2\u05d1\u202c  <b>x</b>\u00a0\N{GRINNING FACE}\n\nline"
    field.insertPlainText(written)
    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=PATIENCE)
    assert noted().is_empty
    page.settle()

    assert noted().words == written
    assert journal.drafts.all() == []


def test_words_being_typed_come_back_after_the_program_was_killed(
    *, qtbot, journal, session, page, open_journal, open_page, control
):
    field = editor(control, page, FREE)
    field.setFocus()
    qtbot.keyClicks(field, "before the power went")
    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=PATIENCE)

    again = open_page(open_journal())

    assert editor(control, again, FREE).toPlainText() == "before the power went"


def test_what_the_disk_has_no_room_for_stays_in_the_editor(page, control, full_disk, noted):
    field = editor(control, page, FREE)
    field.setFocus()
    with full_disk():
        field.insertPlainText("room " * 40_000)
        page.focus_first()
        assert field.toPlainText().startswith("room room")
        (draft,) = page.unsaved()
        assert (draft.record_kind, draft.editor) == ("afterwards", "afterwards.words")
    page.settle()
    assert noted().words == "room " * 40_000


def test_each_answer_can_be_undone(journal, page, click, noted, control):
    click(page, f"{HEARD}: 4 of 10")
    click(page, f"{LEAVING}: 6 of 10")
    journal.undo()
    assert noted().leaving is None
    assert control(page, f"{LEAVING}: 6 of 10").isChecked() is False
    journal.undo()
    assert noted().fit == {}
    journal.redo()
    assert control(page, f"{HEARD}: 4 of 10").isChecked()


# Where it is, and for whom.


def test_a_session_that_was_not_held_is_asked_nothing(journal, session, open_page, clock):
    journal.sessions.record(
        TherapySession(
            course_id=session.course_id,
            planned_for=session.planned_for + timedelta(days=7),
            zone=session.zone,
        )
    )
    page = open_page(journal)
    assert "Afterwards" in texts(page)
    page.open_session(journal.sessions.all()[1].id)
    assert "Afterwards" not in texts(page)


def test_all_of_it_is_answered_by_keyboard_alone(qtbot, page, noted, control):
    control(page, f"{HEARD}: 0 of 10").setFocus(Qt.FocusReason.TabFocusReason)

    def key(*keys):
        for each in keys:
            qtbot.keyClick(page.window().focusWidget(), each)

    for digit in (Key.Key_8, Key.Key_7, Key.Key_6, Key.Key_5, Key.Key_4, Key.Key_3):
        key(digit, Key.Key_Tab)
    key(Key.Key_2, Key.Key_Tab, Key.Key_T)
    assert [noted().fit[item] for item in FitItem] == [8, 7, 6, 5, 4, 3]
    assert (noted().arriving, noted().leaving) == (2, 10)

    chips = control(page, f"{HELD_BACK}: No")
    for _ in range(12):
        if chips.hasFocus():
            break
        key(Key.Key_Tab)
    key(Key.Key_2)
    assert noted().held_back is HeldBack.A_LITTLE


def test_every_control_can_be_heard_and_reached(qtbot, journal, session, open_page, audit):
    journal.afterwards.record(
        Afterwards(
            session_id=session.id,
            held_back=HeldBack.A_LITTLE,
            about_the_time=frozenset({AboutTheTime.CROSSED_A_LINE}),
        )
    )
    page = open_page(journal)

    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)


@pytest.mark.parametrize(("width", "percent"), [(872, 100), (960, 115), (1072, 150)])
def test_nothing_is_cut_off_in_a_narrow_window_or_with_large_text(
    *, qtbot, journal, session, open_page, theme, width, percent
):
    theme.set_text_percent(percent)
    page = open_page(journal, width=width)

    def is_whole() -> bool:
        labels = [each for each in page.findChildren(QLabel) if each.isVisible()]
        return all(
            label.mapTo(page, label.rect().topRight()).x() <= page.width()
            and label.height() >= label.fontMetrics().height() - 2
            for label in labels
        )

    qtbot.waitUntil(is_whole, timeout=PATIENCE)
