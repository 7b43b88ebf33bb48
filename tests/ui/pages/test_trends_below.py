"""What stands below the chart: after sessions, what goes together, weekdays, whether it moves."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QScrollArea

from sessiondesk.domain.afterwards import Afterwards, DayAfter
from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights.after_session import AfterOne, AfterSessions
from sessiondesk.insights.claims import Association, Associations, Weekdays
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.insights.steady import Steady
from sessiondesk.store.errors import StoreIOError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.insight_names import names_of
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.trends_page.below_section import BelowSection
from sessiondesk.ui.widgets.entry_list import EntryList
from sessiondesk.ui.widgets.recovery_curve import RecoveryCurve
from sessiondesk.ui.widgets.table import DataTable
from sessiondesk.ui.widgets.weekday_bars import WeekdayBars
from tests.conftest import ZONE
from tests.ui.conftest import spoken_name, tab_stops

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)
MOOD = ScaleId("mood")
PATIENCE = 60_000
Key = Qt.Key

WEEKDAYS = Weekdays(
    means=(-0.6, 0.1, 0.1, 0.1, 0.5, 0.0, -0.2), days=(9,) * 7, weeks=9, is_clear=True
)
STEADY = Steady(
    sessions=14,
    weeks=14,
    steady=("mood",),
    moving=(),
    forms_better=0,
    forms_above=1,
    same_place=4,
    answered=6,
    is_said=True,
)


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def make(*, qtbot, journal, theme, prompts, jobs, connect):
    """Show the section with some answers, and wait until all is read."""

    def make_(*answers, width=1072, reads=connect):
        section = BelowSection(journal, theme, prompts, jobs=jobs, connect=reads)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(section)
        area.resize(width, 900)
        qtbot.addWidget(area)
        section.show_answers(answers, names_of(journal, prompts))
        with qtbot.waitExposed(area):
            area.show()
        area.activateWindow()
        qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
        return section

    yield make_
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)


@pytest.fixture
def note(journal):
    """Note one day, so many days ago."""

    def note_(ago, *, mood=5, tags=(), words=""):
        day = TODAY - timedelta(days=ago)
        checkin = CheckIn(
            felt_at=journal.now() - timedelta(days=ago),
            day=day,
            ratings={} if mood is None else {MOOD: mood},
            tags=frozenset(tags),
            lines=(NoteLine(text=words, kind=LineKind.PLAIN),) if words else (),
        )
        journal.checkins.record(checkin)
        return checkin

    return note_


@pytest.fixture
def held(journal, note):
    """Six sessions a fortnight apart, each with a lower mood for two days."""
    days = []
    with journal.batch():
        course = Course(started_on=date(2026, 2, 1))
        journal.courses.record(course)
        for number in range(6):
            ago = 10 + 14 * (5 - number)
            day = TODAY - timedelta(days=ago)
            session = TherapySession(
                course_id=course.id,
                planned_for=datetime(day.year, day.month, day.day, 14),
                zone=ZONE,
                outcome=Outcome.ATTENDED,
            )
            journal.sessions.record(session)
            journal.afterwards.record(
                Afterwards(
                    session_id=session.id,
                    arriving=3,
                    leaving=6,
                    next_day=4,
                    day_after=DayAfter.LIGHTER,
                )
            )
            for away, mood in ((2, 6), (1, 6), (-1, 4), (-2, 5)):
                note(ago + away, mood=mood)
            days.append(day)
    return days


def after(days, *, worse=5):
    found = tuple(
        AfterOne(day=day, difference=-1.5 if number < worse else 0.0, is_worse=number < worse)
        for number, day in enumerate(days)
    )
    return AfterSessions(
        sessions=found,
        known=len(found),
        worse=worse,
        is_enough=len(found) == 6,
        is_consistent=len(found) == 6 and worse >= 5,
    )


def together(*found, tags_without=11, tested=40, weeks=20):
    return Associations(found=found, tested=tested, tags_without=tags_without, weeks=weeks)


def pair(tag, *, difference=-1.0, tagged=3, rating="mood"):
    return Association(
        tag=tag, rating=rating, difference=difference, tagged=tagged, others=60, p=0.001
    )


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def buttons_of(widget):
    return [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def table(section, name):
    (found,) = [
        each
        for each in section.findChildren(DataTable)
        if each.accessibleName() == name and each.isVisible()
    ]
    return found


# All of it.


def test_without_answers_nothing_is_there(make, audit):
    section = make()

    assert words(section) == ""
    assert audit(section) == []


def test_everything_can_be_used_by_ear_and_by_keyboard(make, held, audit, journal, note):
    tag = Tag(name="argument")
    journal.tags.record(tag)
    note(1, tags=[tag.id])

    section = make(
        ("mood", after(held)),
        ("", together(pair(f"tag:{tag.id}"))),
        ("mood", WEEKDAYS),
        ("course", STEADY),
        ("mood", MissingDays(gaps=9, difference=-1.4, follow_harder_days=True)),
    )

    assert audit(section) == []


def test_answers_shown_elsewhere_are_passed_over(make):
    section = make(("mood", MissingDays(gaps=2, difference=None, follow_harder_days=False)))

    assert words(section) == ""


def test_an_answer_about_a_scale_that_is_gone_is_left_out(make, held):
    section = make(("gone", after(held)), ("gone", WEEKDAYS))

    assert words(section) == ""


def test_a_new_name_is_said_at_once_and_nothing_else_changes(make, journal):
    own = Scale(label="Patience")
    journal.scales.add(own)
    section = make((own.id, WEEKDAYS))
    assert "Your “Patience” is lowest on Mondays" in words(section)

    journal.scales.record(replace(journal.scales.find(own.id), label="Calm"))
    section.refresh()

    assert "Your “Calm” is lowest on Mondays" in words(section)


def test_what_was_opened_stays_open_while_nothing_changed(
    make, argument, control, journal, prompts
):
    answers = (("", together(pair(argument))),)
    section = make(*answers)
    (sentence,) = [
        each.text() for each in section.findChildren(QLabel) if "“argument”" in each.text()
    ]
    QTest.mouseClick(control(section, f"Days: {sentence}"), LEFT)

    section.refresh()
    section.show_answers(list(answers), names_of(journal, prompts))

    (entries,) = section.findChildren(EntryList)
    assert entries.isVisible()


def test_it_stays_open_whatever_there_is_to_bring_up(make, argument, control, journal, prompts):
    journal.bring_ups.add("the letter")
    answers = (("", together(pair(argument))),)
    section = make()
    # As the page does, which names no bring-ups.
    section.show_answers(answers, names_of(journal, prompts, with_bring_ups=False))
    (sentence,) = [
        each.text() for each in section.findChildren(QLabel) if "“argument”" in each.text()
    ]
    QTest.mouseClick(control(section, f"Days: {sentence}"), LEFT)

    section.refresh()

    (entries,) = section.findChildren(EntryList)
    assert entries.isVisible()


def test_names_that_cannot_be_read_leave_what_is_said(make, journal, monkeypatch):
    def fails():
        raise StoreIOError

    section = make(("mood", WEEKDAYS))
    monkeypatch.setattr(journal.scales, "all", fails)

    section.refresh()

    (box,) = section.findChildren(QMessageBox)
    box.close()
    assert "Your mood is lowest on Mondays" in words(section)


def test_other_answers_take_the_place_of_those_before(make, journal, prompts):
    section = make(("mood", WEEKDAYS))

    section.show_answers((), names_of(journal, prompts))

    assert words(section) == ""


def test_a_section_that_was_never_shown_anything_has_nothing_to_say_again(
    *, journal, theme, prompts, jobs, connect, qtbot
):
    section = BelowSection(journal, theme, prompts, jobs=jobs, connect=connect)
    qtbot.addWidget(section)

    section.refresh()

    assert not jobs.is_busy


# After sessions.


def test_the_prompt_to_talk_comes_by_the_rule_only(make, held, control, qtbot):
    section = make(("mood", after(held)))

    assert "it is worth saying" in words(section)
    with qtbot.waitSignal(section.brings_up) as heard:
        QTest.mouseClick(control(section, "Bring up: how the days after sessions are"), LEFT)

    (offer,) = heard.args
    assert (offer.source, offer.source_id) == (SourceKind.OPENER, "feeling_worse_1")
    assert offer.text


def test_four_of_six_is_no_pattern(make, held):
    section = make(("mood", after(held, worse=4)))

    assert "No consistent pattern after sessions" in words(section)
    assert "worth saying" not in words(section)
    assert "Bring it up" not in buttons_of(section)


def test_below_six_sessions_it_says_what_is_missing_and_draws_no_curve(make, held):
    section = make(("mood", after(held[:4], worse=4)))

    assert "4 sessions have notes on both sides so far; from 6 on I can look." in words(section)
    (curve,) = section.findChildren(RecoveryCurve)
    assert not curve.isVisible()
    assert table(section, "The last sessions").model().rowCount() == 6


def test_without_a_session_nothing_is_said_of_days_after(make, note):
    note(3)

    assert words(make(("mood", after([])))) == ""


def test_a_first_session_is_listed_as_soon_as_it_was_held(make, held):
    section = make(("mood", after([])))

    assert table(section, "The last sessions").model().rowCount() == 6


def test_the_curve_pools_the_days_around_sessions_with_counts(make, held, qtbot):
    section = make(("mood", after(held)))

    (curve,) = section.findChildren(RecoveryCurve)
    assert curve.accessibleName().startswith("Mood around 6 sessions")
    curve.setFocus()
    qtbot.keyClick(focused(), Key.Key_End)
    assert curve.reading == (
        "2 days after: mood \N{MINUS SIGN}1.0 against the days before (6 sessions)."
    )


def test_the_curve_has_a_table_as_its_twin(make, held, control):
    section = make(("mood", after(held)))

    QTest.mouseClick(control(section, "Around sessions: As a table"), LEFT)

    assert table(section, "Around sessions").as_text().splitlines() == [
        "Day\tAgainst before\tSessions",
        "2 days before\t0.0\t6",
        "The day before\t0.0\t6",
        "The day after\t\N{MINUS SIGN}2.0\t6",
        "2 days after\t\N{MINUS SIGN}1.0\t6",
    ]


def test_all_small_charts_can_be_tables_at_once(make, held):
    section = make(("mood", after(held)), ("mood", WEEKDAYS))

    section.show_table(True)
    assert table(section, "Weekdays").as_text().splitlines()[1] == "Monday\t\N{MINUS SIGN}0.6\t9"
    assert table(section, "Around sessions").isVisible()

    section.show_table(False)
    (curve,) = section.findChildren(RecoveryCurve)
    assert curve.isVisible()


def test_the_last_sessions_stand_beside_it_with_their_answers(make, held):
    section = make(("mood", after(held)))

    latest = table(section, "The last sessions").as_text().splitlines()[1]
    assert latest == "6, 2 May\t3\t6\t4\t0.0\tlighter"


def test_what_was_not_noted_is_said_in_words(make, held, journal):
    journal.afterwards.record(
        Afterwards(session_id=journal.sessions.outline()[-1].id, words="only this")
    )

    section = make(("mood", after(held)))

    latest = table(section, "The last sessions").as_text().splitlines()[1]
    assert latest == "6, 2 May\tnot noted\tnot noted\tnot noted\t0.0\t"


def test_in_a_wide_window_the_table_stands_beside_the_curve(make, held):
    section = make(("mood", after(held)), width=1240)

    (curve,) = section.findChildren(RecoveryCurve)
    beside = table(section, "The last sessions")
    assert beside.mapTo(section, beside.rect().topLeft()).x() > curve.width()
    assert beside.horizontalScrollBar().maximum() == 0


def test_a_journal_that_cannot_be_read_says_so_and_keeps_the_sentence(make, held, qtbot):
    def fails():
        raise StoreIOError

    section = make(("mood", after(held)), reads=fails)

    def boxes():
        return section.findChildren(QMessageBox)

    qtbot.waitUntil(lambda: bool(boxes()), timeout=PATIENCE)
    boxes()[0].close()
    assert "it is worth saying" in words(section)


def test_what_is_read_for_nobody_is_given_up_and_read_when_somebody_looks(
    *, make, held, qtbot, jobs, journal, prompts
):
    section = make()
    section.hide()
    section.show_answers((("mood", after(held)),), names_of(journal, prompts))
    assert not jobs.is_busy

    section.show()
    section.hide()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
    (curve,) = section.findChildren(RecoveryCurve)
    assert curve.accessibleName() == ""

    section.show()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
    assert curve.accessibleName().startswith("Mood around 6 sessions")


# What goes together.


@pytest.fixture
def argument(journal, note):
    """A tag on three days, one of them without a rating."""
    tag = Tag(name="argument")
    journal.tags.record(tag)
    for ago in (3, 30):
        note(ago, tags=[tag.id], words=f"{ago} days ago")
    note(40, mood=None, tags=[tag.id])
    note(5)
    return f"tag:{tag.id}"


def test_what_goes_together_is_said_with_its_count_and_never_why(make, argument):
    section = make(("", together(pair(argument))))

    said = words(section)
    assert (
        "On days with “argument”, mood was about 1.0 lower than on other days of the same week "
        "(3 days)."
    ) in said
    assert "They go together; which comes first this can’t tell." in said
    assert "For 11 other tags there is nothing to see, or not enough days." in said
    assert "because" not in said


def test_a_click_lists_the_days_it_rests_on_and_opens_them(make, argument, control, qtbot):
    section = make(("", together(pair(argument))))
    (sentence,) = [
        each.text() for each in section.findChildren(QLabel) if "“argument”" in each.text()
    ]

    QTest.mouseClick(control(section, f"Days: {sentence}"), LEFT)

    (entries,) = section.findChildren(EntryList)
    assert [each.day for each in entries.keys] == [
        TODAY - timedelta(days=3),
        TODAY - timedelta(days=30),
    ]
    entries.setFocus()
    with qtbot.waitSignal(section.opens) as heard:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert heard.args == [Link(kind=Kind.CHECKIN, id=entries.keys[0].id)]


def test_tab_goes_through_the_days_of_a_sentence_and_on(make, argument, control, qtbot):
    section = make(("", together(pair(argument))), ("mood", WEEKDAYS))
    (sentence,) = [
        each.text() for each in section.findChildren(QLabel) if "“argument”" in each.text()
    ]
    button = control(section, f"Days: {sentence}")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(focused(), Key.Key_Space)

    assert [spoken_name(each) for each in tab_stops(section)][:4] == [
        "The entries with “argument”",
        "Open this entry",
        f"Days: {sentence}",
        "Look at the following day",
    ]
    qtbot.keyClick(focused(), Key.Key_Backtab)
    with qtbot.waitSignal(section.opens):
        qtbot.keyClick(focused(), Key.Key_Return)


def test_days_of_a_practice_are_those_it_was_done_on(make, journal, note, control):
    practice = Practice(text="Walk", agreed_on=date(2026, 3, 1))
    journal.practices.record(practice)
    journal.practices.log(
        PracticeLog(
            practice_id=practice.id,
            day=TODAY - timedelta(days=4),
            done_at=journal.now() - timedelta(days=4),
        )
    )
    for ago in (4, 6):
        note(ago)
    section = make(("", together(pair(f"practice:{practice.id}", difference=0.8))))
    (sentence,) = [each.text() for each in section.findChildren(QLabel) if "“Walk”" in each.text()]

    QTest.mouseClick(control(section, f"Days: {sentence}"), LEFT)

    (entries,) = section.findChildren(EntryList)
    assert [each.day for each in entries.keys] == [TODAY - timedelta(days=4)]


def test_many_days_come_a_dozen_at_a_time(make, journal, note, control):
    tag = Tag(name="long")
    journal.tags.record(tag)
    for ago in range(15):
        note(ago, tags=[tag.id])
    section = make(("", together(pair(f"tag:{tag.id}"))))
    (sentence,) = [each.text() for each in section.findChildren(QLabel) if "“long”" in each.text()]
    QTest.mouseClick(control(section, f"Days: {sentence}"), LEFT)
    (entries,) = section.findChildren(EntryList)
    assert entries.count == 12

    QTest.mouseClick(control(section, "And 3 more"), LEFT)

    assert entries.count == 15


def test_a_tag_that_is_gone_is_no_longer_named(make, journal, argument):
    claim = together(pair(argument))
    journal.tags.remove(journal.tags.all()[0].id)

    section = make(("", claim))

    assert "argument" not in words(section)
    assert "there is nothing to see" in words(section)


def test_days_that_are_gone_are_said_to_be(make, journal, argument, control):
    section = make(("", together(pair(argument))))
    (sentence,) = [
        each.text() for each in section.findChildren(QLabel) if "“argument”" in each.text()
    ]
    for each in journal.checkins.between(journal.checkins.extent()):
        journal.checkins.remove(each.id)

    QTest.mouseClick(control(section, f"Days: {sentence}"), LEFT)

    assert "These entries are there no more." in words(section)


def test_too_few_weeks_say_how_many_are_needed(make):
    section = make(("", together(tested=0, weeks=7)))

    assert "There are 7 weeks so far; from 12 on I can look." in words(section)
    assert "Look at the following day" not in buttons_of(section)


def test_the_following_day_is_looked_at_on_request(make, argument, control, qtbot, jobs):
    section = make(("", together(pair(argument))))

    QTest.mouseClick(control(section, "Look at the following day"), LEFT)
    qtbot.waitUntil(lambda: "And the following day" in words(section), timeout=PATIENCE)

    assert "there is nothing to see, or not enough days." in words(section)
    assert not jobs.is_busy


def test_a_following_day_that_was_found_is_worded_as_such(make, journal, argument, prompts):
    section = make(("", together(pair(argument))))

    section._on_next_day_found(together(pair(argument)))

    assert "On the day after “argument”, mood was about 1.0 lower" in words(section)


def test_the_look_at_the_following_day_can_be_given_up(make, argument, control, qtbot, jobs):
    section = make(("", together(pair(argument))))
    ask = control(section, "Look at the following day")
    QTest.mouseClick(ask, LEFT)

    section._on_next_day_cancelled()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)

    assert "And the following day" not in words(section)
    assert ask.isEnabled()


# Weekdays.


def test_weekdays_without_a_clear_difference_stand_without_a_sentence(make):
    vague = Weekdays(means=WEEKDAYS.means, days=WEEKDAYS.days, weeks=9, is_clear=False)

    section = make(("mood", vague))

    assert "lowest on" not in words(section)
    assert "clearly" not in words(section)
    (bars,) = section.findChildren(WeekdayBars)
    assert bars.isVisible()


def test_too_few_weeks_for_weekdays_say_how_many_are_needed(make):
    few = Weekdays(means=WEEKDAYS.means, days=(6,) * 7, weeks=6, is_clear=False)

    assert "There are 6 weeks so far; from 8 on I can look." in words(make(("mood", few)))


def test_a_weekday_nobody_noted_says_so_in_the_table(make):
    means = (None, *WEEKDAYS.means[1:])
    claim = Weekdays(means=means, days=(0, *WEEKDAYS.days[1:]), weeks=9, is_clear=False)
    section = make(("mood", claim))

    section.show_table(True)

    assert table(section, "Weekdays").as_text().splitlines()[1] == "Monday\tnothing noted\t0"


# Whether it moves.


def test_by_the_rule_the_pieces_are_one_sentence_to_raise(make, control, qtbot):
    section = make(("course", STEADY))

    said = words(section)
    assert "Over the last 14 weeks your mood has been steady" in said
    assert "In 4 of the last 6 sessions you noted old ground, same place." in said
    assert "stuck" not in said.lower()
    with qtbot.waitSignal(section.brings_up) as heard:
        QTest.mouseClick(control(section, "Bring up: old ground, same place"), LEFT)
    assert heard.args[0].source_id == "circles_1"


@pytest.mark.parametrize(
    ("better", "above", "says"),
    [
        (1, 0, "One questionnaire is better than at the start by more than its wobble."),
        (2, 0, "2 questionnaires are better than at the start by more than their wobble."),
        (0, 1, "One questionnaire is in the range in which a clinician would look closer."),
        (0, 3, "3 questionnaires are in the range in which a clinician would look closer."),
    ],
)
def test_otherwise_the_pieces_stand_side_by_side(make, better, above, says):
    pieces = Steady(
        sessions=14,
        weeks=14,
        steady=("mood",),
        moving=("anxiety",),
        forms_better=better,
        forms_above=above,
        same_place=1,
        answered=6,
        is_said=False,
    )

    section = make(("course", pieces))

    said = words(section)
    assert "14 sessions so far." in said
    assert "Steady: mood." in said
    assert "With a direction: anxiety." in said
    assert says in said
    assert "worth raising" not in said


def test_the_whole_of_it_is_one_button_away(make, control, qtbot):
    section = make(("course", STEADY))

    with qtbot.waitSignal(section.wants) as heard:
        QTest.mouseClick(control(section, "Look at it in full"), LEFT)

    assert heard.args == ["review"]


def test_before_the_first_session_nothing_is_said_of_it(make):
    none = Steady(
        sessions=0,
        weeks=0,
        steady=(),
        moving=(),
        forms_better=0,
        forms_above=0,
        same_place=0,
        answered=0,
        is_said=False,
    )

    assert words(make(("course", none))) == ""


# Days that are missing.


def test_days_missing_after_harder_ones_are_said_by_the_rule(make):
    section = make(("mood", MissingDays(gaps=9, difference=-1.4, follow_harder_days=True)))

    assert (
        "You tend to skip check-ins after harder days, so the averages may look a little too good."
    ) in words(section)
