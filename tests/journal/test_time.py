"""Time: the clocks that change, travel, midnight and the end of a day, leap days, zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.period import Period, day_of
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store import records
from sessiondesk.store.connection import transaction
from sessiondesk.store.kinds import Kind, stamp
from tests.conftest import NOON

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # its summer time is half an hour
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
FORWARD = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # in Berlin the clocks go forward
BACK = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # and back
LEAP_NIGHT = datetime(2028, 2, 29, 23, 30, tzinfo=UTC)

in_utc = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
zones = st.sampled_from(ZONES)
hours = st.integers(0, 12)
FREELY = settings(deadline=None, max_examples=60)


def on_the_wall(moment: datetime, zone: str) -> datetime:
    """Return ``moment`` as a clock in ``zone`` shows it, with the offset of then and there."""
    return datetime.fromisoformat(moment.astimezone(ZoneInfo(zone)).isoformat())


def kept(journal: Journal, felt_at: datetime) -> CheckIn:
    journal.checkins.record(checkin := CheckIn(felt_at=felt_at, day=journal.day_of(felt_at)))
    return checkin


@FREELY
@given(moment=in_utc, zone=zones, hour=st.integers(0, 12))
@example(moment=FORWARD, zone="Europe/Berlin", hour=4)
@example(moment=BACK, zone="Europe/Berlin", hour=4)
@example(moment=BACK - timedelta(minutes=30), zone="Europe/Berlin", hour=3)
@example(moment=LEAP_NIGHT, zone="Pacific/Kiritimati", hour=0)
@example(moment=LEAP_NIGHT + timedelta(hours=3), zone="Europe/Berlin", hour=4)
def test_a_check_in_counts_for_the_day_on_the_persons_own_wall(journal, moment, zone, hour):
    felt_at = on_the_wall(moment, zone)
    day = day_of(felt_at, hour)

    assert day == (felt_at.replace(tzinfo=None) - timedelta(hours=hour)).date()
    checkin = CheckIn(felt_at=felt_at, day=day)
    with transaction(journal.db):
        records.save(journal.db, checkin, at=stamp(NOON))
    found = records.find(journal.db, Kind.CHECKIN, checkin.id)
    assert isinstance(found, CheckIn)
    assert (found.day, found.felt_at.isoformat()) == (day, felt_at.isoformat())
    assert checkin.id in {each.id for each in journal.checkins.on(day)}


@FREELY
@given(moment=in_utc, way=st.tuples(zones, zones), ends=st.tuples(hours, hours))
def test_a_check_in_stays_on_its_day_whatever_is_set_or_wherever_one_goes(
    journal, clock, moment, way, ends
):
    (zone, there), (before, after) = way, ends
    journal.settings.change(day_end_hour=before)
    clock.moment = on_the_wall(moment, zone)
    checkin = kept(journal, journal.now())

    journal.settings.change(day_end_hour=after)
    clock.moment = on_the_wall(moment + timedelta(days=1), there)
    journal.zone = there

    found = journal.checkins.find(checkin.id)
    assert found == checkin
    assert found.felt_at.utcoffset() == checkin.felt_at.utcoffset()
    assert checkin.id in {each.id for each in journal.checkins.on(checkin.day)}


@FREELY
@given(day=st.dates(date(1990, 1, 1), date(2060, 1, 1)), zone=zones)
@example(day=date(2026, 3, 29), zone="Europe/Berlin")
@example(day=date(2026, 10, 25), zone="Europe/Berlin")
@example(day=date(2028, 2, 29), zone="America/New_York")
def test_every_hour_of_a_day_counts_for_exactly_one_day(day, zone):
    """Whether it has 23, 24 or 25 hours, from the end of the day before to its own."""
    there = ZoneInfo(zone)
    start = datetime(day.year, day.month, day.day, 4, tzinfo=there).astimezone(UTC)
    tomorrow = day + timedelta(days=1)
    end = datetime(tomorrow.year, tomorrow.month, tomorrow.day, 4, tzinfo=there).astimezone(UTC)
    halves = int((end - start) / timedelta(minutes=30))

    assert 46 <= halves <= 50
    counted = {
        day_of(on_the_wall(start + timedelta(minutes=30 * n), zone), 4) for n in range(halves)
    }
    assert counted == {day}
    assert day_of(on_the_wall(end, zone), 4) == tomorrow


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("planned", [datetime(2026, 3, 26, 14, 0), datetime(2026, 10, 22, 14, 0)])
def test_an_appointment_stays_at_its_hour_when_the_clocks_change(journal, zone, planned):
    course = Course(started_on=date(2026, 1, 1))
    journal.courses.record(course)
    weekly = [
        TherapySession(course_id=course.id, planned_for=planned + timedelta(weeks=n), zone=zone)
        for n in range(2)
    ]
    for session in weekly:
        journal.sessions.record(session)

    found = [journal.sessions.find(session.id) for session in weekly]

    assert [each.starts_at.hour for each in found] == [14, 14]
    assert [each.planned_for for each in found] == [each.planned_for for each in weekly]
    assert found[1].day - found[0].day == timedelta(weeks=1)


def test_the_two_hours_of_the_same_name_stand_in_the_order_in_which_they_were(journal):
    first, second = (on_the_wall(BACK + timedelta(minutes=m), "Europe/Berlin") for m in (-30, 30))
    assert first.replace(tzinfo=None) == second.replace(tzinfo=None)
    later, sooner = kept(journal, second), kept(journal, first)

    assert [each.id for each in journal.checkins.on(sooner.day)] == [sooner.id, later.id]


def test_across_the_date_line_each_check_in_has_the_day_of_its_own_wall(journal):
    moment = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
    west = kept(journal, on_the_wall(moment, "Pacific/Pago_Pago"))
    east = kept(journal, on_the_wall(moment, "Pacific/Kiritimati"))

    assert (west.day, east.day) == (date(2026, 7, 1), date(2026, 7, 1) + timedelta(days=1))
    assert journal.checkins.days_recorded(
        Period(first=date(2026, 6, 1), last=date(2026, 8, 1))
    ) == [west.day, east.day]


def test_a_leap_day_is_a_day_like_others(journal):
    course = Course(started_on=date(2024, 2, 29))
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2028, 2, 29, 9, 0),
        zone="UTC",
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)

    leap = Period(first=date(2028, 2, 29), last=date(2028, 2, 29))
    assert [each.id for each in journal.sessions.between(leap)] == [session.id]
    assert journal.courses.find(course.id) == course
