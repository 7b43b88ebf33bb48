from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.bring_up import Want
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.ui import wording_sessions as say

TODAY = date(2026, 5, 12)  # a Tuesday
SUMMER = timezone(timedelta(hours=2))


def session(day, outcome=Outcome.ATTENDED, **fields):
    return TherapySession(
        course_id=CourseId("c"),
        planned_for=datetime(2026, day[0], day[1], 14, 0),
        zone="Europe/Berlin",
        outcome=outcome,
        **fields,
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 days"),
        (20, "in 20 days"),
        (21, "in 3 weeks"),
        (-5, "5 days ago"),
        (-28, "4 weeks ago"),
    ],
)
def test_a_day_is_said_from_today(days, words):
    assert say.from_today(TODAY + timedelta(days=days), TODAY) == words


def test_another_year_is_said_with_the_day():
    day = date(2025, 5, 14)

    assert say.long_day(day, today=TODAY) == "Wednesday 14 May 2025"
    assert say.short_day(day, today=TODAY) == "Wed 14 May 2025"
    assert say.day_and_month(day, today=TODAY) == "14 May 2025"
    assert say.short_day_and_time(datetime(2025, 5, 14, 9, 5), today=TODAY) == (
        "Wed 14 May 2025, 09:05"
    )
    assert say.long_day(date(2026, 5, 14), today=TODAY) == "Thursday 14 May"


@pytest.mark.parametrize(
    ("hour", "part"), [(2, "night"), (9, "morning"), (15, "afternoon"), (21, "evening")]
)
def test_the_last_check_in_is_said_by_the_part_of_the_day(hour, part):
    day = TODAY - timedelta(days=1)
    last = CheckIn(felt_at=datetime(2026, 5, 11, hour, tzinfo=SUMMER), day=day)

    assert say.last_checkin(last, TODAY) == f"Last check-in yesterday {part}"


def test_an_hour_that_nobody_gave_is_not_said():
    day = date(2026, 5, 10)
    moment = datetime(2026, 5, 10, 20, tzinfo=SUMMER)

    later = CheckIn(felt_at=moment, day=day, is_entered_later=True)
    assert say.last_checkin(later, TODAY) == "Last check-in for Sunday 10 May"
    assert say.last_checkin(CheckIn(felt_at=moment, day=day), TODAY) == "Last check-in on Sunday"
    long_ago = CheckIn(felt_at=datetime(2026, 4, 1, 20, tzinfo=SUMMER), day=date(2026, 4, 1))
    assert say.last_checkin(long_ago, TODAY) == "Last check-in on Wednesday 1 April"


def test_what_did_not_take_place_is_said_in_neutral_words():
    cancelled = session((5, 7), Outcome.CANCELLED_BY_ME)
    ahead = session(
        (4, 30), Outcome.CANCELLED_BY_ME, cancelled_at=datetime(2026, 4, 27, 9, tzinfo=SUMMER)
    )
    missed = session((4, 23), Outcome.MISSED)

    assert say.not_held([session((4, 16))], today=TODAY) == ""
    assert say.not_held([cancelled], today=TODAY) == "One cancelled, on 7 May"
    assert say.not_held([ahead], today=TODAY) == "One cancelled 3 days ahead, on 30 April"
    assert say.not_held([missed], today=TODAY) == "One missed, on 23 April"
    assert say.not_held([cancelled, missed], today=TODAY) == "One cancelled, one missed"
    assert say.not_held([cancelled, ahead, missed], today=TODAY) == "2 cancelled, 1 missed"
    assert say.not_held([cancelled, ahead], today=TODAY) == "2 cancelled"
    assert say.not_held([missed, missed], today=TODAY) == "2 missed"


def test_attendance_counts_what_is_past_and_written_down():
    held = [session((4, 16)), session((4, 23), Outcome.MISSED), session((5, 14), Outcome.PLANNED)]

    assert say.attendance(held, today=TODAY) == "1 of 2 attended since 16 April"
    assert say.attendance([], today=TODAY) == "Nothing written down yet"


def test_an_appointment_says_what_there_is_to_bring():
    assert say.appointment_line(9, Place.VIDEO, 3) == "Session 9, by video. 3 things to bring."
    assert say.appointment_line(9, Place.PHONE, 1) == "Session 9, by phone. One thing to bring."
    assert say.appointment_line(None, None, 0) == "Appointment."


def test_a_moved_appointment_says_from_when():
    moved = session(
        (5, 14), moved_from=(datetime(2026, 5, 12, 9, 0), datetime(2026, 5, 13, 10, 0))
    )

    assert say.moved(moved, today=TODAY) == "Moved from Tue 12 May, 09:00, then Wed 13 May, 10:00"


def test_a_course_is_called_by_what_is_known_of_it():
    bare = Course(started_on=date(2026, 3, 12))
    named = Course(started_on=date(2025, 3, 12), therapist="A. B.", rhythm="Weekly")

    assert say.about(bare, today=TODAY) == ""
    assert say.about(named, today=TODAY) == "Weekly, with A. B."
    assert say.course_name(bare, today=TODAY) == "Your therapy, since 12 March"
    assert say.course_name(named, today=TODAY) == "A. B., since 12 March 2025"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"breaks": (Break(first=TODAY),)}, "In a break"),
        ({"breaks": (Break(first=TODAY, last=date(2026, 5, 31)),)}, "In a break until 31 May"),
        ({"breaks": (Break(first=date(2026, 5, 13)),)}, ""),
        ({"breaks": (Break(first=date(2026, 5, 1), last=date(2026, 5, 11)),)}, ""),
        ({"ended_on": date(2026, 5, 11), "breaks": (Break(first=TODAY),)}, "Ended on 11 May"),
        ({"ended_on": TODAY}, ""),
        ({"rhythm": "weekly", "breaks": (Break(first=TODAY),)}, "weekly, in a break"),
    ],
)
def test_a_course_says_whether_it_pauses_or_is_over(fields, words):
    course = Course(**({"started_on": date(2026, 3, 12)} | fields))

    assert say.about(course, today=TODAY) == words


def test_a_break_says_its_days_and_its_reason():
    easter = Break(first=date(2026, 4, 3), last=date(2026, 4, 8), reason="Easter")

    assert say.therapy_break(easter, today=TODAY) == "Break, 3 April to 8 April: Easter"
    assert say.therapy_break(Break(first=TODAY), today=TODAY) == "Break since 12 May"


def test_appointments_that_repeat_are_told_in_one_line():
    assert [say.every_weeks(weeks) for weeks in (1, 2, 3, 4, 5)] == [
        "Every week",
        "Every two weeks",
        "Every three weeks",
        "Every four weeks",
        "Every 5 weeks",
    ]
    last = date(2026, 7, 16)
    assert say.so_many_appointments(10, last) == (
        "10 appointments, the last on Thursday 16 July 2026."
    )
    assert say.so_many_appointments(1, last) == "One appointment, on Thursday 16 July 2026."
    assert say.and_all_later(1) == "Also the later one made with it"
    assert say.and_all_later(7) == "Also all 7 later ones made with it"
    assert [say.weekday_name(6), say.weekday_name(0, is_short=True)] == ["Sunday", "Mon"]


def test_practices_and_hours_are_said_without_a_verdict():
    often = Practice(text="breathing", agreed_on=TODAY, days_a_week=5)
    once = Practice(text="a letter", agreed_on=TODAY)

    assert say.practice_line(often, 4, agreed_in="Agreed in session 8") == (
        "Agreed in session 8. 4 of the last 7 days"
    )
    assert say.practice_line(often, 0, agreed_in="") == "No day yet in the last 7"
    assert say.practice_line(once, 0, agreed_in="") == "Once"
    assert [say.rhythm(days) for days in (None, 1, 4, 7)] == [
        "Once",
        "One day a week",
        "4 days a week",
        "Every day",
    ]
    assert [say.hours(value) for value in (7, 6.5, 0.5, 7.25)] == ["7 h", "6½ h", "½ h", "7.3 h"]
    assert say.want(Want.BE_HEARD) == "I want to be heard"
