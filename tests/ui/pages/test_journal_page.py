"""The Journal page: looking for something, and reading it."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.checkin import CheckIn, Feeling, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal, Win
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.journal_page import JournalPage
from sessiondesk.ui.pages.journal_page.entry_detail import EntryDetail
from sessiondesk.ui.pages.journal_page.found_line import FoundLine
from sessiondesk.ui.widgets.entry_list import EntryList
from sessiondesk.ui.widgets.entry_text import MarkedText
from tests.ui.conftest import spoken_name, tab_stops

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)  # a Tuesday
PATIENCE = 20_000
SEARCH = "Search the journal"


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal, size=(1072, 800)):
        page = JournalPage(journal, theme=theme, prompts=prompts)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return open_


@pytest.fixture
def write(journal):
    """Write a check-in of a day, so many days ago."""

    def write_(words="", *, days=0, kind=LineKind.PLAIN, **fields):
        day = TODAY - timedelta(days=days)
        at = datetime.fromisoformat(f"{day}T20:52:00+02:00")
        lines = tuple(NoteLine(text=each, kind=kind) for each in words.split("\n") if each)
        checkin = CheckIn(felt_at=at, day=day, lines=lines, **fields)
        journal.checkins.record(checkin)
        return checkin

    return write_


@pytest.fixture
def look(qtbot, control):
    """Type into the search and wait until the line says what was found."""

    def look_(page, words):
        field = control(page, SEARCH)
        field.setFocus()
        field.clear()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        field.setFocus()
        return field

    return look_


@pytest.fixture
def click(qtbot, control):
    def click_(page, name):
        qtbot.mouseClick(control(page, name), LEFT)

    return click_


def list_of(page):
    return page.findChild(EntryList)


def listed(page):
    """Return what a screen reader hears of the list, months and all."""
    model = list_of(page).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def words_on(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible() and each.text()]


def entries_in_words(page):
    return [each for each in listed(page) if "," in each]


def test_before_anything_is_written_the_page_lowers_the_bar(
    qtbot, journal, open_page, click, audit
):
    page = open_page(journal)

    assert "Nothing written yet" in words_on(page)
    assert "Your entries will gather here" in words_on(page)
    assert audit(page) == []
    with qtbot.waitSignal(page.begins) as begun:
        click(page, "Write the first entry")
    assert begun.args == [None]
    with qtbot.waitSignal(page.wants) as wanted:
        click(page, "Bring in from another app…")
    assert wanted.args == ["settings"]


def test_entries_stand_under_their_months_the_newest_first(journal, write, open_page, audit):
    work = journal.tags.named("work")
    write("long meeting", days=0, ratings={"mood": 6, "anxiety": 3}, tags=frozenset({work.id}))
    write("slept badly", days=40)
    write("a year ago", days=365)

    page = open_page(journal)

    assert listed(page) == [
        "May",
        "Tuesday 12 May, long meeting, Mood 6, Anxiety 3, work",
        "April",
        "Thursday 2 April, slept badly",
        "May 2025",
        "Monday 12 May 2025, a year ago",
    ]
    assert "3 entries since 12 May 2025" in words_on(page)
    assert audit(page) == []


def test_the_first_entry_is_shown_whole(journal, write, open_page):
    pattern = Pattern(name="Going silent", named_on=TODAY)
    journal.patterns.record(pattern)
    tag = journal.tags.named("family")
    write(
        "Told my sister",
        kind=LineKind.WIN,
        ratings={"mood": 6},
        sleep_hours=6.5,
        feelings=frozenset({Feeling(family="ashamed", word="guilty"), Feeling(family="glad")}),
        body=frozenset({"chest"}),
        tags=frozenset({tag.id}),
        patterns=frozenset({pattern.id}),
    )

    words = words_on(open_page(journal))

    assert "Tuesday 12 May" in words
    assert "Written 20:52." in words
    for each in ("6", "Mood", "6.5", "Hours slept", "Guilty", "Glad", "Win", "Told my sister"):
        assert each in words
    assert "Going silent" in words
    assert "family" in words


def test_what_was_written_later_says_so(journal, write, open_page):
    write("from memory", days=3, is_entered_later=True)

    assert "Entered later." in words_on(open_page(journal))


def test_typing_finds_words_and_marks_them(qtbot, journal, write, open_page, control):
    write("Felt guilty for an hour", days=1)
    write("a quiet evening", days=2)
    write("the guilt came, and passed", days=3)
    page = open_page(journal)

    qtbot.keyClicks(control(page, SEARCH), "guilt")

    qtbot.waitUntil(lambda: len(entries_in_words(page)) == 2, timeout=PATIENCE)
    assert "2 entries mention “guilt”. Newest first." in words_on(page)
    (shown,) = (each for each in page.findChildren(MarkedText) if each.isVisible())
    assert shown.text() == "Felt guilty for an hour"
    assert journal.entries.hits(shown.text(), "guilt") == [(5, 11)]


def test_arrows_go_through_the_list_while_the_cursor_stays_in_the_field(
    qtbot, journal, write, open_page, look
):
    write("first guilt", days=1)
    write("older guilt", days=40)
    page = open_page(journal)
    field = look(page, "guilt")

    qtbot.keyClick(field, Qt.Key.Key_Down)

    assert QApplication.focusWidget() is field or field.hasFocus()
    assert "Thursday 2 April" in words_on(page)
    assert "older guilt" in words_on(page)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert "first guilt" in words_on(page)
    # Above the first there is only its month, which cannot be chosen.
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert "first guilt" in words_on(page)


def test_escape_clears_the_words_and_then_the_filters(  # noqa: PLR0917 - fixtures
    qtbot, journal, write, open_page, look, click, control
):
    write("guilt", days=1)
    write("guilt long ago", days=300)
    page = open_page(journal)
    click(page, "Dates")
    click(page, "Last 4 weeks")
    click(page, "Dates: Since 15 April")
    field = look(page, "guilt")
    assert len(entries_in_words(page)) == 1

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == ""
    assert len(entries_in_words(page)) == 1
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert len(entries_in_words(page)) == 2
    assert control(page, "Dates")


def test_nothing_found_offers_to_look_in_all_years(journal, write, open_page, look, click):
    write("guilt long ago", days=300)
    write("a quiet day")
    page = open_page(journal)
    click(page, "Dates")
    click(page, "Last 4 weeks")
    look(page, "guilt")

    assert "Nothing found for “guilt” in this period" in words_on(page)

    click(page, "Look in all years")
    assert entries_in_words(page) == ["Wednesday 16 July 2025, guilt long ago"]


def test_nothing_found_offers_to_clear_the_search_or_the_filters(
    journal, write, open_page, look, click
):
    work = journal.tags.named("work")
    write("a quiet day", tags=frozenset({work.id}))
    write("another")
    page = open_page(journal)
    click(page, "Tags")
    click(page, "work")
    look(page, "another")
    assert "Nothing found for “another” with these filters" in words_on(page)

    click(page, "Take the filters off")

    assert entries_in_words(page) == ["Tuesday 12 May, another"]
    look(page, "zebra")
    assert "Nothing found for “zebra”" in words_on(page)
    click(page, "Clear the search")
    assert len(entries_in_words(page)) == 2


def test_filters_are_combined_and_said_in_words(  # noqa: PLR0917 - fixtures
    qtbot, journal, write, open_page, look, click, control, audit
):
    family, work = journal.tags.named("family"), journal.tags.named("work")
    write("guilt", days=2, ratings={"mood": 2}, tags=frozenset({family.id}))
    write("guilt", days=3, ratings={"mood": 8}, tags=frozenset({family.id}))
    write("guilt", days=4, ratings={"mood": 2}, tags=frozenset({work.id}))
    write("calm", days=5, ratings={"mood": 2}, tags=frozenset({family.id}))
    page = open_page(journal)

    click(page, "Tags")
    assert audit(page) == []
    click(page, "family")
    click(page, "Ratings")
    assert audit(page) == []
    highest = control(page, "Mood, to")
    highest.setFocus()
    qtbot.keyClick(highest, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(highest, "4")
    qtbot.keyClick(highest, Qt.Key.Key_Tab)
    look(page, "guilt")

    assert entries_in_words(page) == ["Sunday 10 May, guilt, Mood 2, family"]
    assert "One entry mentions “guilt” tagged family, with Mood 0 to 4." in words_on(page)
    click(page, "Take off: Mood 0 to 4")
    assert len(entries_in_words(page)) == 2


def test_feelings_patterns_and_kinds_are_under_more_filters(
    journal, write, open_page, click, audit
):
    pattern = Pattern(name="Going silent", named_on=TODAY)
    journal.patterns.record(pattern)
    sad = frozenset({Feeling(family="sad")})
    write("low", days=1, feelings=sad, patterns=frozenset({pattern.id}))
    write("also low", days=2, feelings=sad)
    page = open_page(journal)
    click(page, "More filters")
    assert audit(page) == []

    click(page, "Check-ins")
    assert len(entries_in_words(page)) == 2
    assert "2 entries among check-ins. Newest first." in words_on(page)
    click(page, "Sad")
    assert "2 entries feeling sad, among check-ins. Newest first." in words_on(page)
    click(page, "Going silent")
    assert entries_in_words(page) == ["Monday 11 May, low"]
    click(page, "Take off: check-ins")
    assert len(entries_in_words(page)) == 1


def test_a_single_scale_that_is_answered_by_yes_or_no_can_be_asked_for(
    journal, write, open_page, click
):
    from sessiondesk.domain.scale import Scale, ScaleKind  # noqa: PLC0415

    walked = Scale(label="Walked", kind=ScaleKind.YES_NO, position=9)
    journal.scales.record(walked)
    write("out", days=1, ratings={walked.id: 1})
    write("in", days=2, ratings={walked.id: 0})
    page = open_page(journal)
    click(page, "Ratings")

    click(page, "Walked: Yes")

    assert entries_in_words(page) == ["Monday 11 May, out, Walked: yes"]


def test_two_days_can_be_chosen_for_a_period(qtbot, journal, write, open_page, click, control):  # noqa: PLR0917 - fixtures
    write("in april", days=30)
    write("in may", days=3)
    page = open_page(journal)
    click(page, "Dates")

    last = control(page, "To")
    last.setFocus()
    last.setDate(last.date().addDays(-20))

    assert entries_in_words(page) == ["Sunday 12 April, in april"]


def test_the_calendar_goes_to_a_day(qtbot, journal, write, open_page, click, control, audit):  # noqa: PLR0917 - fixtures
    write("newest", days=0)
    write("wanted", days=3)
    page = open_page(journal)
    click(page, "Calendar")
    assert audit(page) == []
    days = control(page, "Calendar of entries")

    for _ in range(3):
        qtbot.keyClick(days, Qt.Key.Key_Left)
    qtbot.keyClick(days, Qt.Key.Key_Return)

    assert "wanted" in words_on(page)
    click(page, "Calendar")
    assert not days.isVisible()


def test_a_day_without_an_entry_can_be_written_for(  # noqa: PLR0917 - fixtures
    qtbot, journal, write, open_page, click, control
):
    write("newest", days=0)
    page = open_page(journal)
    click(page, "Calendar")
    days = control(page, "Calendar of entries")
    qtbot.keyClick(days, Qt.Key.Key_Left)
    qtbot.keyClick(days, Qt.Key.Key_Return)

    with qtbot.waitSignal(page.begins) as begun:
        click(page, "Write for Monday 11 May")

    assert begun.args == [date(2026, 5, 11)]


def test_a_day_of_the_calendar_is_shown_whatever_was_searched_for(  # noqa: PLR0917 - fixtures
    qtbot, journal, write, open_page, click, control, look
):
    write("guilt", days=0)
    write("quiet", days=1)
    page = open_page(journal)
    look(page, "guilt")
    click(page, "Calendar")
    days = control(page, "Calendar of entries")

    qtbot.keyClick(days, Qt.Key.Key_Left)
    qtbot.keyClick(days, Qt.Key.Key_Return)

    assert "quiet" in words_on(page)
    assert control(page, SEARCH).text() == ""


def test_on_this_day_shows_earlier_years_and_the_way_back(journal, write, open_page, click):
    write("today", days=0)
    write("a month ago", days=30)
    write("a year ago", days=365)
    page = open_page(journal)

    click(page, "On this day")

    assert entries_in_words(page) == [
        "Sunday 12 April, a month ago",
        "Monday 12 May 2025, a year ago",
    ]
    assert "12 May in earlier years, and a month ago." in words_on(page)
    click(page, "Back to all entries")
    assert len(entries_in_words(page)) == 3


@pytest.mark.parametrize("percent", [100, 150])
def test_the_entry_lies_beside_the_list_in_a_small_window(  # noqa: PLR0917 - fixtures
    qtbot, theme, journal, write, open_page, percent
):
    write("a quiet day")
    theme.set_text_percent(percent)
    page = open_page(journal, size=(892, 700))
    entries, detail = list_of(page), page.findChild(EntryDetail)

    def is_beside():
        end = entries.mapTo(page, entries.rect().topRight()).x()
        return entries.width() > 0 and end < detail.mapTo(page, detail.rect().topLeft()).x()

    qtbot.waitUntil(is_beside, timeout=PATIENCE)
    assert detail.mapTo(page, detail.rect().topRight()).x() < page.width()


@pytest.mark.parametrize("percent", [100, 150])
def test_the_line_above_the_list_is_as_high_whatever_it_says(qtbot, theme, percent):
    line = FoundLine(theme)
    qtbot.addWidget(line)
    line.resize(900, 40)
    line.show()
    theme.set_text_percent(percent)

    def height(words, *, goes_back):
        line.say(words, is_narrowed=goes_back, goes_back=goes_back, has_entries=True)
        return max(line.sizeHint().height(), line.minimumHeight())

    assert height("2 entries.", goes_back=False) == height("12 May.", goes_back=True)


def test_on_this_day_says_where_there_is_nothing(journal, write, open_page, click):
    write("today", days=0)
    page = open_page(journal)

    click(page, "On this day")

    assert "Nothing on 12 May in earlier years, nor a month ago." in words_on(page)


def therapy(journal, **fields):
    course = Course(started_on=date(2026, 3, 1))
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 7, 14, 0),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
        **fields,
    )
    journal.sessions.record(session)
    return session


def test_a_session_is_read_with_its_bold_words_and_opens_on_its_page(
    qtbot, journal, open_page, click
):
    session = therapy(journal, notes="Talked about **guilt**\n- ring first", to_keep="It passes.")
    page = open_page(journal)

    words = words_on(page)
    assert "Session 1, Thursday 7 May" in words
    assert "14:00 to 14:50. Attended." in words
    assert "Talked about guilt\n• ring first" in words
    with qtbot.waitSignal(page.opens) as opened:
        click(page, "Open in Sessions")
    assert opened.args == [Link(kind=Kind.THERAPY_SESSION, id=session.id)]


def test_what_is_for_oneself_alone_is_found_and_says_so(journal, open_page, look):
    session = therapy(journal, notes="An ordinary hour")
    journal.afterwards.record(Afterwards(session_id=session.id, words="I felt judged"))
    page = open_page(journal)

    look(page, "judged")

    assert any("for yourself alone" in each for each in listed(page))
    assert "Afterwards, for yourself alone" in words_on(page)


@pytest.mark.parametrize("kind", ["win", "event", "pattern", "sign", "practice", "bring_up"])
def test_every_kind_of_entry_is_shown_in_full(journal, clock, prompts, open_page, kind):
    said = made(journal, clock, prompts, kind)

    words = words_on(open_page(journal))

    for each in said:
        assert any(each in text for text in words), each


def made(journal, clock, prompts, kind):
    """Keep a record of a kind and return what the page has to say of it."""
    match kind:
        case "win":
            goal = Goal(text="Speak up", began_on=date(2026, 3, 1))
            journal.goals.record(goal)
            journal.goals.add_win(Win(goal_id=goal.id, day=TODAY, text="Asked a question"))
            return ["Asked a question", "Speak up", "Open in Goals"][:2]
        case "event":
            journal.life_events.record(
                LifeEvent(
                    title="New flat",
                    kind=LifeEventKind.MOVE,
                    first=date(2026, 4, 1),
                    last=date(2026, 4, 3),
                    words="Boxes everywhere",
                )
            )
            return ["New flat", "Moved. Wednesday 1 April to Friday 3 April.", "Boxes everywhere"]
        case "pattern":
            journal.patterns.record(
                Pattern(name="Going silent", named_on=TODAY, what_i_do="I stop answering")
            )
            return ["Going silent", "named on Tuesday 12 May", "I stop answering"]
        case "sign":
            item = prompts.signs.groups[0].items[0]
            journal.signs.record(
                Sign(
                    item=item.id,
                    side=SignSide.PROGRESS,
                    day=TODAY,
                    answer=SignAnswer.ONCE_OR_TWICE,
                    example="On the stairs",
                )
            )
            return [item.text, "On the stairs"]
        case "practice":
            practice = Practice(text="Breathing", agreed_on=date(2026, 5, 1), days_a_week=3)
            journal.practices.record(practice)
            journal.practices.log(
                PracticeLog(
                    practice_id=practice.id,
                    done_at=clock.moment,
                    day=TODAY,
                    helped=7,
                    obstacle="No quiet corner",
                )
            )
            return ["Breathing", "No quiet corner", "Helped"]
        case _:
            journal.bring_ups.add("The guilt after saying no")
            return ["The guilt after saying no", "Still to be brought up."]


def test_an_entry_can_be_gone_to_from_another_page(qtbot, journal, write, open_page, look):
    old = write("an old one", days=50)
    write("guilt", days=1)
    page = open_page(journal)
    look(page, "guilt")

    page.show_record(Kind.CHECKIN, old.id)

    assert "an old one" in words_on(page)
    assert len(entries_in_words(page)) == 2
    page.show_record(Kind.CHECKIN, "0" * 32)
    assert "an old one" in words_on(page)


def test_enter_goes_to_the_entry_and_ctrl_f_back_to_the_search(
    qtbot, journal, write, open_page, control
):
    write("a day")
    page = open_page(journal)
    page.activateWindow()
    page.search()
    qtbot.waitUntil(lambda: control(page, SEARCH).hasFocus(), timeout=PATIENCE)

    qtbot.keyClick(control(page, SEARCH), Qt.Key.Key_Return)

    assert control(page, "Change this entry").hasFocus()
    page.search()
    assert control(page, SEARCH).hasFocus()


def test_the_list_can_be_gone_through_by_its_own_keys(qtbot, journal, write, open_page):
    for days in range(30):
        write(f"day {days}", days=days)
    page = open_page(journal)
    entries = list_of(page)
    entries.setFocus()

    qtbot.keyClick(entries, Qt.Key.Key_End)
    assert "day 29" in words_on(page)
    qtbot.keyClick(entries, Qt.Key.Key_Home)
    assert "day 0" in words_on(page)
    qtbot.keyClick(entries, Qt.Key.Key_PageDown)
    assert "day 0" not in words_on(page)
    qtbot.keyClick(entries, Qt.Key.Key_PageUp)
    assert "day 0" in words_on(page)


def test_rows_are_read_only_when_they_come_into_view(journal, write, open_page, monkeypatch):
    for days in range(200):
        write(f"day {days}", days=days)
    asked = []
    rows = journal.entries.rows

    def counted(keys, *, text=""):
        found = list(keys)
        asked.extend(found)
        return rows(found, text=text)

    monkeypatch.setattr(journal.entries, "rows", counted)

    page = open_page(journal)
    list_of(page).viewport().grab()

    assert 0 < len(asked) < 120


def test_words_are_shown_as_they_were_written(journal, write, open_page):
    hostile = "<b>bold</b> & <img src='file:///etc/passwd'> \u202eright to left"
    write(hostile)

    page = open_page(journal)

    assert hostile in words_on(page)
    assert any(hostile in each for each in listed(page))


def test_a_note_of_a_megabyte_is_shown_by_its_beginning(journal, write, open_page, click):
    write("word " * 200_000)
    page = open_page(journal)
    longest = max(len(each) for each in words_on(page))
    assert longest < 20_000

    click(page, "Show more of it")

    assert sum(len(each) for each in words_on(page)) > longest + 5_000


def test_the_list_says_what_was_found_to_a_screen_reader(  # noqa: PLR0917 - fixtures
    qtbot, journal, write, open_page, look, monkeypatch
):
    said = []
    update = QAccessible.updateAccessibility

    def heard(event):
        if event.type() == QAccessible.Event.Announcement:
            said.append(event.message())
        update(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", heard)
    write("guilt")
    page = open_page(journal)

    look(page, "guilt")

    assert "One entry mentions “guilt”." in said


def test_a_narrow_window_keeps_both_columns(qtbot, journal, write, open_page, audit):
    write("a day with words in it", ratings={"mood": 4})

    page = open_page(journal, size=(936, 700))

    assert list_of(page).isVisible()
    assert page.findChild(QTableView).width() < 330
    assert audit(page) == []


def test_every_control_has_a_name_in_large_text(theme, journal, write, open_page, audit):
    theme.set_text_percent(150)
    write("a day with words in it", ratings={"mood": 4})

    page = open_page(journal, size=(1072, 800))

    assert audit(page) == []
    assert all(each.width() > 0 for each in page.findChildren(QAbstractButton) if each.isVisible())


def test_among_many_tags_one_is_found_by_typing(qtbot, journal, write, open_page, click, control):  # noqa: PLR0917 - fixtures
    rare = journal.tags.named("zebra crossing")
    for number in range(40):
        tag = journal.tags.named(f"tag {number}")
        write("common", days=number + 1, tags=frozenset({tag.id}))
    write("wanted", days=0, tags=frozenset({rare.id}))
    page = open_page(journal)
    click(page, "Tags")

    field = control(page, "Find a tag")
    field.setFocus()
    qtbot.keyClicks(field, "ZEBRA")
    qtbot.keyClick(control(page, "zebra crossing"), Qt.Key.Key_Space)

    assert entries_in_words(page) == ["Tuesday 12 May, wanted, zebra crossing"]
    field.clear()
    qtbot.keyClicks(field, "tag 3")
    # What is chosen stays in view, whatever is looked for.
    assert control(page, "zebra crossing").isChecked()


def test_escape_closes_what_a_filter_opened_first(  # noqa: PLR0917 - fixtures
    qtbot, journal, write, open_page, click, control, look
):
    write("guilt")
    page = open_page(journal)
    field = look(page, "guilt")
    click(page, "Dates")

    qtbot.keyClick(control(page, "From"), Qt.Key.Key_Escape)

    assert field.text() == "guilt"
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_words_that_the_search_has_yet_to_read_are_found_once_it_has(
    qtbot, journal, write, open_page, look
):
    from sessiondesk.store import records  # noqa: PLC0415

    write("a quiet day", days=1)
    # As from a journal of an older version: the record is there, the search knows nothing of it.
    late = CheckIn(
        felt_at=datetime.fromisoformat("2026-05-10T20:00:00+02:00"),
        day=date(2026, 5, 10),
        lines=(NoteLine(text="a zebra in the street"),),
    )
    records.save(journal.db, late, at="2026-05-10T18:00:00Z")
    journal.entries.read_again()
    page = open_page(journal)

    look(page, "zebra")

    qtbot.waitUntil(
        lambda: entries_in_words(page) == ["Sunday 10 May, a zebra in the street"],
        timeout=PATIENCE,
    )


def test_a_journal_that_cannot_be_read_says_so_and_tries_again(  # noqa: PLR0917 - fixtures
    journal, write, open_page, look, click, monkeypatch
):
    from sessiondesk.store.errors import StoreIOError  # noqa: PLC0415

    write("guilt")
    page = open_page(journal)
    find = journal.entries.find

    def broken(_filters):
        raise StoreIOError

    monkeypatch.setattr(journal.entries, "find", broken)
    look(page, "guilt")
    assert any("disk did not answer" in each for each in words_on(page))

    monkeypatch.setattr(journal.entries, "find", find)
    click(page, "Try again")

    assert not any("disk did not answer" in each for each in words_on(page))
    assert "One entry mentions “guilt”." in words_on(page)


def test_tab_goes_in_reading_order_through_what_is_open(journal, write, open_page, click):
    write("a note " * 4000, tags=frozenset({journal.tags.named("family").id}))
    page = open_page(journal)
    click(page, "Calendar")
    click(page, "Tags")

    order = [spoken_name(each) for each in tab_stops(page)]

    wanted = [
        "On this day",
        "Calendar",
        "New entry",
        SEARCH,
        "Tags",
        "More filters",
        "family",
        "Calendar of entries",
        "Entries",
        "Change this entry",
        "More for this entry",
        "Show more of it",
        "Bring up next time",
    ]
    assert [name for name in order if name in wanted] == wanted


def test_a_journal_that_may_only_be_read_offers_no_changes(journal, write, open_page, click):
    write("a quiet day")
    journal.is_read_only = True

    page = open_page(journal)

    names = [spoken_name(each) for each in tab_stops(page)]
    assert "Change this entry" not in names
    assert "Bring up next time" not in names
    click(page, "More for this entry")
    texts = [each.text() for each in page.findChildren(QAction) if each.isVisible()]
    assert "Copy the words" in texts
    assert "Remove…" not in texts


def test_no_entry_holds_the_window_wide(journal, write, open_page):
    tags = [journal.tags.named(f"a tag of some length {number}") for number in range(6)]
    write("long " * 50, tags=frozenset(tag.id for tag in tags), ratings={"mood": 4})

    page = open_page(journal)

    # The smallest window with the full sidebar still in it.
    assert page.minimumSizeHint().width() <= 1024 - 208
