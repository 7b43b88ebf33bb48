"""Today beyond the five strips: own words, body, patterns, what was tried, other days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QDialog,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from sessiondesk.domain.afterwards import DayAfter
from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
    Tried,
)
from sessiondesk.domain.course import Course
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.pages.today_page import TodayPage
from sessiondesk.ui.pages.today_page.columns import Columns
from sessiondesk.ui.widgets.card import Card
from tests.ui import focus_chain

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
YESTERDAY = TODAY - timedelta(days=1)
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
# Generous: the machine may be busy with other things.
PATIENCE = 60_000
NOTE = "Anything you want to remember about today?"
MORE = "More about today"
KEPT_FROM = "Did how you felt keep you from something today?"
TRIED = "Did you try something from therapy today?"
MENU = "More for this entry"


@pytest.fixture
def open_page(qtbot, theme, prompts):
    """Show the page over a journal, as wide as an ordinary window."""

    def open_(journal: Journal, *, width: int = 1072, height: int = 1400) -> TodayPage:
        page = TodayPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and is_laid_out(page), timeout=PATIENCE)
        return page

    return open_


@pytest.fixture
def page(open_page, journal):
    return open_page(journal)


@pytest.fixture
def click(qtbot, control) -> Callable[[QWidget, str], None]:
    def click_(page: QWidget, name: str) -> None:
        # What was added a moment ago gets its place in the next turn.
        qtbot.waitUntil(lambda: name in spoken(page) and is_laid_out(page), timeout=PATIENCE)
        qtbot.mouseClick(control(page, name), LEFT)

    return click_


@pytest.fixture
def press(qtbot) -> Callable[..., None]:
    """Press a key where the keyboard is, and wait until it is where it goes then."""

    def press_(key: str | Qt.Key, *, then: str = "") -> None:
        where = QApplication.focusWidget()
        assert where is not None
        if isinstance(key, str):
            qtbot.keyClicks(where, key)
        else:
            qtbot.keyClick(where, key)
        if then:
            qtbot.waitUntil(lambda: focused_name().startswith(then), timeout=PATIENCE)

    return press_


@pytest.fixture
def kept(journal) -> Callable[[], CheckIn]:
    """The one check-in of today."""

    def kept_() -> CheckIn:
        found: CheckIn
        (found,) = journal.checkins.on(TODAY)
        return found

    return kept_


@pytest.fixture
def asked(qtbot):
    """The dialog that is open over the page."""

    def find() -> QDialog:
        qtbot.waitUntil(
            lambda: isinstance(QApplication.activeModalWidget(), QDialog), timeout=PATIENCE
        )
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        return dialog

    return find


@pytest.fixture
def choose(control) -> Callable[[QWidget, str], None]:
    """Choose from the menu of the entry."""

    def choose_(page: QWidget, words: str) -> None:
        menu = control(page, MENU).findChild(QMenu)
        (action,) = (each for each in menu.actions() if each.text() == words)
        action.trigger()

    return choose_


@pytest.fixture
def session(journal):
    """The eighth session, held yesterday."""
    course = Course(started_on=date(2026, 3, 12), sessions_before=7)
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 11, 14, 0),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)
    return session


def spoken_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def spoken(page: QWidget) -> set[str]:
    """Return the names of all controls that are shown."""
    return {spoken_name(each) for each in page.findChildren(QWidget) if each.isVisible()}


def texts(page: QWidget) -> list[str]:
    """Return all words that are shown as labels."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def is_laid_out(page: QWidget) -> bool:
    """Whether every card has the room it asked for; words that wrap ask twice."""
    cards = [card for card in page.findChildren(Card) if card.isVisible()]
    return all(card.height() >= card.minimumSizeHint().height() for card in cards)


def focused_name() -> str:
    widget = QApplication.focusWidget()
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return "" if widget is None else widget.accessibleName() or text


def tab_stops(page: QWidget) -> list[QWidget]:
    """Return where Tab stops, in order."""
    return [
        each
        for each in focus_chain.others(page)
        if bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and each.isVisible()
        and each.focusProxy() is None
    ]


def checked_in(journal: Journal, day: date, **fields) -> CheckIn:
    moment = datetime(day.year, day.month, day.day, 11, tzinfo=journal.now().tzinfo)
    checkin = CheckIn(felt_at=moment, day=day, **fields)
    journal.checkins.record(checkin)
    return checkin


# Few keys.


def test_a_usable_check_in_takes_eight_keys_and_no_mouse(page, press, kept):
    page.focus_first()
    keys = 0
    for key, follows in (
        ("6", "Anxiety"),
        ("3", "Energy"),
        ("5", "Overwhelm"),
        ("4", "Sleep"),
        ("7", ""),
        (Key.Key_Tab, ""),
        ("l", "Afraid"),
        (Key.Key_Space, ""),
    ):
        press(key, then=follows)
        keys += 1

    assert keys <= 8
    assert kept().ratings == {"mood": 6.0, "anxiety": 3.0, "energy": 5.0, "overwhelm": 4.0}
    assert kept().sleep_hours == 7.0
    assert kept().sleep_interference is SleepInterference.A_LITTLE
    assert kept().feelings == {Feeling(family="afraid")}


def test_nothing_more_is_asked_than_on_a_quiet_day_until_it_is_wanted(page):
    assert MORE in spoken(page)
    assert KEPT_FROM not in texts(page)
    assert "Where did you notice it in your body?" not in texts(page)


# Own words for feelings.


def test_an_own_word_for_a_feeling_is_typed_once_and_offered_from_then_on(
    *, qtbot, journal, page, open_page, click, control, kept
):
    click(page, "Afraid")
    click(page, "Add a word")
    qtbot.keyClicks(control(page, "Add a word"), "like a hare\r")

    (word,) = journal.feelings.all()
    assert (word.family, word.text) == ("afraid", "like a hare")
    assert kept().feelings == {Feeling(family="afraid", word=word.id)}
    again = open_page(journal)
    click(again, "Afraid")
    assert control(again, "like a hare").isChecked()


def test_a_picked_word_that_was_removed_since_can_still_be_read_and_taken_off(
    journal, open_page, click, control
):
    word = journal.feelings.named("sad", "grey")
    checked_in(journal, TODAY, feelings=frozenset({Feeling(family="sad", word=word.id)}))
    journal.feelings.remove(word.id)
    page = open_page(journal)

    click(page, "Sad")
    assert control(page, "grey").isChecked()
    click(page, "grey")

    (found,) = journal.checkins.on(TODAY)
    assert found.feelings == {Feeling(family="sad")}


def test_a_word_that_cannot_be_kept_is_said_and_not_picked(
    *, qtbot, journal, db, page, click, control
):
    click(page, "Afraid")
    click(page, "Add a word")
    db.execute("PRAGMA query_only = 1")
    qtbot.keyClicks(control(page, "Add a word"), "like a hare\r")

    assert journal.feelings.all() == []
    assert any("not kept" in text for text in texts(page))


# What can wait.


def test_what_is_opened_once_stands_open_the_next_time(journal, page, open_page, click):
    click(page, MORE)
    assert "Where did you notice it in your body?" in texts(page)

    again = open_page(journal)
    assert "Where did you notice it in your body?" in texts(again)
    click(again, MORE)

    assert "Where did you notice it in your body?" not in texts(open_page(journal))


def test_what_was_noticed_in_the_body_is_written_down(page, click, kept):
    click(page, MORE)
    click(page, "tight chest")
    click(page, "headache")
    click(page, "tight chest")

    assert kept().body == {"headache"}


def test_a_pattern_is_ticked_as_seen_today(journal, open_page, click, kept):
    pattern = Pattern(name="going quiet", named_on=YESTERDAY)
    journal.patterns.record(pattern)
    page = open_page(journal)

    click(page, MORE)
    click(page, "going quiet")

    assert kept().patterns == {pattern.id}


def test_closed_it_says_in_short_what_was_answered(journal, open_page, click):
    pattern = Pattern(name="going quiet", named_on=YESTERDAY)
    journal.patterns.record(pattern)
    page = open_page(journal)
    click(page, MORE)
    click(page, "tight chest")
    click(page, "going quiet")
    click(page, f"{KEPT_FROM}: I put something off or cut it short")
    click(page, "people")
    click(page, f"{TRIED}: A little")

    click(page, MORE)

    said = (
        "tight chest · going quiet · I put something off or cut it short: people · "
        "Tried something: A little"
    )
    assert said in texts(page)


def test_whether_something_was_tried_leads_to_the_log(journal, open_page, click, asked):
    practice = Practice(text="breathing", agreed_on=YESTERDAY, days_a_week=5)
    journal.practices.record(practice)
    page = open_page(journal)
    click(page, MORE)

    click(page, f"{TRIED}: No")
    assert "Log it" not in spoken(page)
    click(page, f"{TRIED}: Yes")
    click(page, "Log it")

    dialog = asked()
    assert "breathing" in texts(dialog)
    dialog.reject()
    (found,) = journal.checkins.on(TODAY)
    assert found.tried is Tried.YES


def test_where_nothing_was_agreed_there_is_nothing_to_log(page, click):
    click(page, MORE)
    click(page, f"{TRIED}: Yes")

    assert "Log it" not in spoken(page)


def test_an_answer_about_being_kept_from_something_is_taken_back(journal, page, click):
    click(page, MORE)
    click(page, f"{KEPT_FROM}: I could not do what I had meant to")
    click(page, "people")
    click(page, f"{KEPT_FROM}: No")
    (found,) = journal.checkins.on(TODAY)
    assert (found.interference, found.interference_areas) == (Interference.NO, frozenset())

    click(page, f"{KEPT_FROM}: No")
    assert journal.checkins.on(TODAY) == []


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("asks_body", "Where did you notice it in your body?"),
        ("asks_patterns", "Patterns seen today"),
        ("asks_interference", KEPT_FROM),
        ("asks_tried", TRIED),
    ],
)
def test_a_question_that_is_left_out_is_not_asked(journal, page, click, setting, words):
    click(page, MORE)
    assert words in texts(page)

    journal.settings.change(**{setting: False})

    assert words not in texts(page)


def test_with_every_question_left_out_the_line_is_gone(journal, page):
    journal.settings.change(
        asks_body=False, asks_patterns=False, asks_interference=False, asks_tried=False
    )

    assert MORE not in spoken(page)


def test_all_of_it_is_answered_by_keys_alone(journal, page, control, press, kept):
    control(page, MORE).setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Space)
    press(Key.Key_Tab, then="tight chest")
    press(Key.Key_Space)
    while not focused_name().startswith(KEPT_FROM):
        press(Key.Key_Tab)
    press("3")
    press(Key.Key_Tab, then="work or study")
    press(Key.Key_Space)
    while not focused_name().startswith(TRIED):
        press(Key.Key_Tab)
    press("1")

    assert kept().body == {"tight_chest"}
    assert kept().interference is Interference.PUT_OFF
    assert len(kept().interference_areas) == 1
    assert kept().tried is Tried.NO


def test_undo_takes_back_what_was_ticked_there(journal, page, click, control, kept):
    click(page, MORE)
    click(page, "tight chest")
    click(page, "headache")

    journal.undo()

    assert kept().body == {"tight_chest"}
    assert not control(page, "headache").isChecked()


def test_what_the_disk_has_no_room_for_is_tried_again(*, qtbot, journal, db, page, click, control):
    click(page, MORE)
    db.execute("PRAGMA query_only = 1")
    click(page, "tight chest")
    assert control(page, "tight chest").isChecked()
    assert any("not kept" in text for text in texts(page))

    db.execute("PRAGMA query_only = 0")
    click(page, "Try again")

    (found,) = journal.checkins.on(TODAY)
    assert found.body == {"tight_chest"}


# The day after a session.


def test_the_day_after_a_session_has_one_more_line(journal, session, open_page, click, control):
    page = open_page(journal)
    assert "A day after session 8, I feel:" in texts(page)

    click(page, "The day after the session: stirred up, but it makes sense to me")

    noted = journal.afterwards.of(session.id)
    assert noted.day_after is DayAfter.STIRRED_CLEAR
    assert journal.checkins.on(TODAY) == []
    again = open_page(journal)
    assert control(
        again, "The day after the session: stirred up, but it makes sense to me"
    ).isChecked()


def test_its_answer_is_taken_back_by_a_second_press_and_by_undo(
    journal, session, open_page, click
):
    page = open_page(journal)
    click(page, "The day after the session: lighter")
    click(page, "The day after the session: lighter")
    assert journal.afterwards.of(session.id).is_empty

    click(page, "The day after the session: about the same")
    journal.undo()
    assert journal.afterwards.of(session.id).is_empty


def test_on_other_days_there_is_no_such_line(journal, session, open_page, clock):
    clock.pass_(days=1)
    page = open_page(journal)

    assert "A day after session 8, I feel:" not in texts(page)


def test_a_session_that_was_not_held_is_not_asked_after(journal, session, open_page):
    journal.sessions.record(replace(session, outcome=Outcome.MISSED))

    assert "A day after session 8, I feel:" not in texts(open_page(journal))


def test_an_answer_to_it_that_cannot_be_kept_is_said(*, journal, db, session, open_page, click):
    page = open_page(journal)
    db.execute("PRAGMA query_only = 1")
    click(page, "The day after the session: lighter")
    assert any("not kept" in text for text in texts(page))

    db.execute("PRAGMA query_only = 0")
    click(page, "Try again")

    assert journal.afterwards.of(session.id).day_after is DayAfter.LIGHTER


# What else can be done with an entry.


def test_an_entry_with_nothing_in_it_has_no_menu(page):
    assert MENU not in spoken(page)


def test_an_entry_is_moved_to_the_day_it_is_about_and_the_page_follows(
    *, qtbot, journal, page, click, control, choose, asked
):
    click(page, "Mood: 6 of 10")
    choose(page, "Move to another day…")
    dialog = asked()
    field = control(dialog, "Day")
    assert isinstance(field, QDateEdit)
    field.setDate(QDate(2026, 5, 9))
    qtbot.mouseClick(control(dialog, "Move it there"), LEFT)

    (found,) = journal.checkins.on(date(2026, 5, 9))
    assert found.is_entered_later
    assert found.felt_at.hour == 12
    assert journal.checkins.on(TODAY) == []
    assert any("9 May" in text for text in texts(page))
    assert "Back to today" in spoken(page)

    journal.undo()
    assert "Back to today" not in spoken(page)
    assert control(page, "Mood: 6 of 10").isChecked()


def test_an_entry_is_removed_after_a_question_and_brought_back_by_undo(
    *, qtbot, journal, page, click, control, choose, asked
):
    click(page, "Mood: 6 of 10")
    choose(page, "Remove this entry…")
    dialog = asked()
    assert dialog.focusWidget() is control(dialog, "Keep it")
    qtbot.mouseClick(control(dialog, "Remove it"), LEFT)

    assert journal.checkins.on(TODAY) == []
    assert not control(page, "Mood: 6 of 10").isChecked()
    journal.undo()
    assert control(page, "Mood: 6 of 10").isChecked()


def test_words_of_an_entry_are_offered_to_be_brought_up(qtbot, journal, open_page, choose):
    checkin = checked_in(
        journal,
        TODAY,
        lines=(NoteLine(text=""), NoteLine(text=" the letter ", kind=LineKind.WIN)),
    )
    page = open_page(journal)

    with qtbot.waitSignal(page.brings_up, timeout=PATIENCE) as offered:
        choose(page, "Bring this up…")

    assert offered.args == [
        BringUpOffer(text="the letter", source=SourceKind.CHECKIN, source_id=checkin.id)
    ]


def test_a_pattern_is_named_in_an_entry_and_linked_to_it(
    *, qtbot, journal, page, click, control, choose, asked, kept
):
    click(page, "Mood: 6 of 10")
    choose(page, "Name a pattern in it…")
    dialog = asked()
    qtbot.keyClicks(control(dialog, "Name"), "going quiet")
    qtbot.mouseClick(control(dialog, "Name it"), LEFT)

    (pattern,) = journal.patterns.all()
    assert kept().patterns == {pattern.id}


# Small signs.


def test_small_signs_are_offered_every_four_weeks(qtbot, journal, open_page, control):
    checked_in(journal, TODAY - timedelta(days=27), sleep_hours=7)
    assert "Small signs" not in texts(open_page(journal))

    checked_in(journal, TODAY - timedelta(days=28), sleep_hours=7)
    page = open_page(journal)
    with qtbot.waitSignal(page.wants, timeout=PATIENCE) as wanted:
        qtbot.mouseClick(control(page, "Look: Small signs"), LEFT)

    assert wanted.args == ["signs"]


# Own scales.


def test_three_own_scales_are_asked_after_the_others_and_before_feelings(
    qtbot, journal, page, press, kept
):
    for label in ("Guilt", "Urge to check", "Closeness"):
        journal.scales.add(Scale(label=label, low_text="none", high_text="all day"))
    qtbot.waitUntil(lambda: "Closeness: 4 of 10" in spoken(page), timeout=PATIENCE)

    page.focus_first()
    for follows in ("Anxiety", "Energy", "Overwhelm", "Guilt", "Urge", "Closeness"):
        press(Key.Key_Tab, then=follows)
    press("4", then="Sleep last night")
    press(Key.Key_Tab, then="Did worry")
    press(Key.Key_Tab, then="Afraid")

    assert list(kept().ratings.values()) == [4.0]


def test_the_question_of_an_own_scale_can_be_read_where_it_is_asked(journal, open_page):
    journal.scales.add(Scale(label="Guilt", question="How much guilt was there?"))
    journal.scales.add(
        Scale(label="Out", question="Did I leave the house?", kind=ScaleKind.YES_NO)
    )

    shown = texts(open_page(journal))

    assert "How much guilt was there?" in shown
    assert "Did I leave the house?" in shown


# For everybody.


def test_all_of_it_can_be_heard_and_reached(journal, session, open_page, click, audit):
    journal.patterns.record(Pattern(name="going quiet", named_on=YESTERDAY))
    journal.practices.record(Practice(text="breathing", agreed_on=YESTERDAY, days_a_week=5))
    checked_in(
        journal,
        TODAY,
        interference=Interference.PUT_OFF,
        tried=Tried.YES,
        body=frozenset({"light"}),
    )
    page = open_page(journal)
    click(page, MORE)

    assert audit(page) == []


def test_tab_goes_through_the_page_as_it_is_read(journal, session, open_page, click, control):
    journal.practices.record(Practice(text="breathing", agreed_on=YESTERDAY, days_a_week=5))
    page = open_page(journal)
    click(page, MORE)

    stops = [spoken_name(each) for each in tab_stops(page)]

    wanted = [
        "The day after the session: lighter",
        "Mood: 0 of 10",
        "Sleep last night: 0 hours",
        "Afraid",
        "Add tag",
        NOTE,
        MORE,
        "tight chest",
        "Name a pattern…",
        f"{KEPT_FROM}: No",
        f"{TRIED}: No",
        "Something to bring up",
        "breathing",
    ]
    assert [name for name in stops if name in wanted] == wanted


@pytest.mark.parametrize(
    ("width", "percent", "is_stacked"),
    [(1072, 100, False), (936, 100, False), (936, 115, False), (892, 150, True)],
)
def test_the_columns_stand_side_by_side_only_where_both_have_room(
    *, journal, open_page, theme, width, percent, is_stacked
):
    theme.set_text_percent(percent)
    page = open_page(journal, width=width, height=700)

    columns = page.findChild(Columns)
    assert columns.is_stacked is is_stacked
    assert columns.mapTo(page, columns.rect().topRight()).x() <= page.width()
    for card in page.findChildren(Card):
        if card.isVisible():
            assert card.mapTo(page, card.rect().topRight()).x() <= page.width()
            assert card.width() >= card.minimumSizeHint().width()


def test_markup_in_own_words_is_words_like_any_other(journal, open_page, click, control):
    journal.feelings.named("sad", "<b>grey</b> & worn")
    page = open_page(journal)

    click(page, "Sad")

    assert control(page, "<b>grey</b> & worn")


def test_a_note_in_hand_survives_an_answer_below_it(qtbot, page, click, control, kept):
    click(page, MORE)
    editor = control(page, NOTE)
    assert isinstance(editor, QPlainTextEdit)
    editor.setFocus()
    qtbot.keyClicks(editor, "half a sentence")

    click(page, "light")

    assert editor.toPlainText() == "half a sentence"
    assert kept().body == {"light"}
