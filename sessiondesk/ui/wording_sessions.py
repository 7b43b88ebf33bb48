"""How days, times, appointments and therapy sessions are said on screen."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from sessiondesk.domain.bring_up import Want
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.practice import DAYS_IN_A_WEEK, Practice
from sessiondesk.domain.therapy_session import Appointment, Outcome, Place

_NOON: Final = 12
_EVENING: Final = 18
_WEEKS_FROM_DAYS: Final = 21

# The language of the words decides how a date is written, not the settings of the system:
# "Thursday 14 May" must not turn up in another language inside an English sentence.
_ENGLISH: Final = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("wording_sessions", text, "", number)


# Days and times.


def long_day(day: date, *, today: date | None = None) -> str:
    """Return "Thursday 14 May", with the year where it is not that of ``today``."""
    pattern = "dddd d MMMM" if today is None or day.year == today.year else "dddd d MMMM yyyy"
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), pattern)


def day_and_month(day: date, *, today: date | None = None) -> str:
    """Return "14 May", with the year where it is not that of ``today``."""
    pattern = "d MMMM" if today is None or day.year == today.year else "d MMMM yyyy"
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), pattern)


def short_day(day: date, *, today: date | None = None) -> str:
    """Return "Thu 14 May", with the year where it is not that of ``today``."""
    pattern = "ddd d MMMM" if today is None or day.year == today.year else "ddd d MMMM yyyy"
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), pattern)


def short_day_and_time(moment: datetime, *, today: date) -> str:
    """Return "Thu 14 May, 14:00", with the year where it is not that of ``today``."""
    pattern = "ddd d MMM" if moment.year == today.year else "ddd d MMM yyyy"
    day = _ENGLISH.toString(QDate(moment.year, moment.month, moment.day), pattern)
    return f"{day}, {clock(moment)}"


def strip_day(day: date, *, with_month: bool) -> str:
    """Return "14", or "14 May" where the month has to be said."""
    pattern = "d MMM" if with_month else "d"
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), pattern)


def weekday(day: date) -> str:
    """Return "Thursday"."""
    return _ENGLISH.dayName(day.isoweekday())


def short_weekday(day: date) -> str:
    """Return "Thu"."""
    return _ENGLISH.dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def weekday_name(weekday: int, *, is_short: bool = False) -> str:
    """Return "Thursday", or "Thu", for a day of the week from 0 (Monday) to 6."""
    form = QLocale.FormatType.ShortFormat if is_short else QLocale.FormatType.LongFormat
    return _ENGLISH.dayName(weekday + 1, form)


def week() -> Sequence[int]:
    """Return the days of the week, 0 (Monday) to 6, as the calendars of this system have them."""
    first = QLocale().firstDayOfWeek().value - 1
    return [(first + place) % DAYS_IN_A_WEEK for place in range(DAYS_IN_A_WEEK)]


def clock(moment: datetime) -> str:
    """Return the time on the wall clock of ``moment``: "14:02"."""
    return _ENGLISH.toString(QTime(moment.hour, moment.minute), "HH:mm")


def from_today(day: date, today: date) -> str:
    """Say how far ``day`` is from ``today``: "in 2 days", "yesterday"."""
    distance = (day - today).days
    near = {0: _tr("today"), 1: _tr("tomorrow"), -1: _tr("yesterday")}
    if distance in near:
        return near[distance]
    if distance >= _WEEKS_FROM_DAYS:
        return _tr("in %n weeks", distance // DAYS_IN_A_WEEK)
    if distance > 0:
        return _tr("in %n days", distance)
    if -distance >= _WEEKS_FROM_DAYS:
        return _tr("%n weeks ago", -distance // DAYS_IN_A_WEEK)
    return _tr("%n days ago", -distance)


def part_of_day(moment: datetime) -> str:
    """Return "morning", "afternoon", "evening" or "night"."""
    hour = moment.hour
    if hour < 5:  # noqa: PLR2004 - the hours are the definition
        return _tr("night")
    if hour < _NOON:
        return _tr("morning")
    return _tr("afternoon") if hour < _EVENING else _tr("evening")


def last_checkin(found: CheckIn, today: date) -> str:
    """Say when the last check-in was: "Last check-in yesterday evening"."""
    if found.is_entered_later:
        # The hour of such a check-in is not one at which anybody wrote.
        return _tr("Last check-in for {day}").format(day=long_day(found.day, today=today))
    if found.day == today - timedelta(days=1):
        return _tr("Last check-in yesterday {part}").format(part=part_of_day(found.felt_at))
    day = weekday(found.day)
    if (today - found.day).days >= DAYS_IN_A_WEEK:
        day = long_day(found.day, today=today)
    return _tr("Last check-in on {day}").format(day=day)


# Therapy sessions.


def by_place(place: Place | None) -> str:
    """Return "in person", "by video" or "by phone"; empty where nobody said."""
    match place:
        case Place.IN_PERSON:
            return _tr("in person")
        case Place.VIDEO:
            return _tr("by video")
        case Place.PHONE:
            return _tr("by phone")
        case None:
            return ""


def outcome(value: Outcome) -> str:
    """Name an outcome the way it is picked: "I cancelled"."""
    return {
        Outcome.PLANNED: _tr("Planned"),
        Outcome.ATTENDED: _tr("Attended"),
        Outcome.LATE: _tr("Late"),
        Outcome.CANCELLED_BY_ME: _tr("I cancelled"),
        Outcome.CANCELLED_BY_THERAPIST: _tr("Therapist cancelled"),
        Outcome.MISSED: _tr("I did not go"),
    }[value]


def outcome_in_list(value: Outcome) -> str:
    """Name an outcome in one word or two: "Cancelled"."""
    if value in {Outcome.CANCELLED_BY_ME, Outcome.CANCELLED_BY_THERAPIST}:
        return _tr("Cancelled")
    return _tr("Missed") if value is Outcome.MISSED else outcome(value)


def therapy_session_name(number: int | None, value: Outcome) -> str:
    """Return "Session 8", or what to call one that has no number."""
    if number is not None:
        return _tr("Session {number}").format(number=number)
    return _tr("Appointment") if value is Outcome.PLANNED else _tr("No session")


def appointment_line(number: int | None, place: Place | None, bring_ups: int) -> str:
    """Return "Session 9, by video. 3 things to bring."."""
    name = therapy_session_name(number, Outcome.PLANNED)
    where = by_place(place)
    first = f"{name}, {where}." if where else f"{name}."
    if bring_ups == 0:
        return first
    things = (
        _tr("One thing to bring.") if bring_ups == 1 else _tr("%n things to bring.", bring_ups)
    )
    return f"{first} {things}"


def time_and_place(each: Appointment, *, today: date) -> str:
    """Return "Thursday 7 May, 14:00 to 14:50, by video"."""
    words = _tr("{day}, {start} to {end}").format(
        day=long_day(each.day, today=today),
        start=clock(each.planned_for),
        end=clock(each.ends_at),
    )
    where = by_place(each.place)
    return f"{words}, {where}" if where else words


def moved(each: Appointment, *, today: date) -> str:
    """Say from when it was moved; empty where it never was."""
    if not each.moved_from:
        return ""
    earlier = [short_day_and_time(when, today=today) for when in each.moved_from]
    return _tr("Moved from {times}").format(times=_tr(", then ").join(earlier))


def cancelled(at: datetime, *, today: date) -> str:
    """Return "Cancelled on Wednesday 6 May"."""
    return _tr("Cancelled on {day}").format(day=long_day(at.date(), today=today))


def attendance(held: Sequence[Appointment], *, today: date) -> str:
    """Return "8 of 9 attended since 12 March": of those that are past and not planned."""
    past = [each for each in held if each.outcome is not Outcome.PLANNED]
    if not past:
        return _tr("Nothing written down yet")
    attended = sum(each.outcome.is_held for each in past)
    return _tr("{attended} of {all} attended since {day}").format(
        attended=attended,
        all=len(past),
        day=day_and_month(min(each.day for each in past), today=today),
    )


def not_held(past: Sequence[Appointment], *, today: date) -> str:
    """Say in neutral words which ones did not take place; empty where all did."""
    others = [
        each for each in past if each.outcome is not Outcome.PLANNED and not each.outcome.is_held
    ]
    if not others:
        return ""
    if len(others) == 1:
        return _one_not_held(others[0], today=today)
    cancelled = sum(each.outcome is not Outcome.MISSED for each in others)
    missed = len(others) - cancelled
    if cancelled == missed == 1:
        return _tr("One cancelled, one missed")
    parts = []
    if cancelled:
        parts.append(_tr("%n cancelled", cancelled))
    if missed:
        parts.append(_tr("%n missed", missed))
    return _tr(", ").join(parts)


def _one_not_held(each: Appointment, *, today: date) -> str:
    day = day_and_month(each.day, today=today)
    if each.outcome is Outcome.MISSED:
        return _tr("One missed, on {day}").format(day=day)
    if each.cancelled_at is not None:
        ahead = (each.day - each.cancelled_at.date()).days
        if ahead == 1:
            return _tr("One cancelled a day ahead, on {day}").format(day=day)
        if ahead > 1:
            return _tr("One cancelled %n days ahead, on {day}", ahead).format(day=day)
    return _tr("One cancelled, on {day}").format(day=day)


def therapy_break(each: Break, *, today: date) -> str:
    """Return "Break, 3 to 8 April: Easter", as much of it as is known."""
    first = day_and_month(each.first, today=today)
    if each.last is None:
        said = _tr("Break since {day}").format(day=first)
    else:
        last = day_and_month(each.last, today=today)
        said = _tr("Break, {first} to {last}").format(first=first, last=last)
    return (
        _tr("{break_}: {reason}").format(break_=said, reason=each.reason) if each.reason else said
    )


def every_weeks(weeks: int) -> str:
    """Return "Every week", "Every two weeks"."""
    names = {
        1: _tr("Every week"),
        2: _tr("Every two weeks"),
        3: _tr("Every three weeks"),
        4: _tr("Every four weeks"),
    }
    return names.get(weeks, _tr("Every %n weeks", weeks))


def so_many_appointments(number: int, last: date) -> str:
    """Return "10 appointments, the last on Thursday 16 July 2026."."""
    day = _ENGLISH.toString(QDate(last.year, last.month, last.day), "dddd d MMMM yyyy")
    if number == 1:
        return _tr("One appointment, on {day}.").format(day=day)
    return _tr("%n appointments, the last on {day}.", number).format(day=day)


def and_all_later(later: int) -> str:
    """Offer to do the same to what was made in one go with an appointment."""
    if later == 1:
        return _tr("Also the later one made with it")
    return _tr("Also all %n later ones made with it", later)


def how_it_went(number: int | None, start: datetime, *, today: date) -> str:
    """Ask to write down an appointment whose time has passed."""
    name = therapy_session_name(number, Outcome.PLANNED)
    if start.date() == today:
        return _tr("{name} was at {time}. Write down how it went?").format(
            name=name, time=clock(start)
        )
    return _tr("{name} was on {day}. Write down how it went?").format(
        name=name, day=long_day(start.date(), today=today)
    )


def about(course: Course, *, today: date) -> str:
    """Return one line about a course: its rhythm, with whom, and whether it pauses or is over."""
    parts = [course.rhythm]
    if course.therapist:
        parts.append(_tr("with {name}").format(name=course.therapist))
    pause = next(
        (each for each in course.breaks if each.first <= today <= (each.last or date.max)), None
    )
    if course.ended_on is not None and course.ended_on < today:
        day = day_and_month(course.ended_on, today=today)
        parts.append(_tr("ended on {day}").format(day=day))
    elif pause is not None and pause.last is not None:
        day = day_and_month(pause.last, today=today)
        parts.append(_tr("in a break until {day}").format(day=day))
    elif pause is not None:
        parts.append(_tr("in a break"))
    said = ", ".join(part for part in parts if part)
    # What the person wrote stays as they wrote it.
    return said if course.rhythm else said[:1].upper() + said[1:]


def course_name(course: Course, *, today: date) -> str:
    """Return what to call one course among several."""
    who = course.therapist or course.approach or _tr("Your therapy")
    since = day_and_month(course.started_on, today=today)
    return _tr("{name}, since {day}").format(name=who, day=since)


def want(value: Want) -> str:
    """Say what a person wants from bringing something up."""
    return {
        Want.UNDERSTAND: _tr("I want to understand it"),
        Want.DECIDE: _tr("I want to decide"),
        Want.PRACTISE: _tr("I want to practise it"),
        Want.BE_HEARD: _tr("I want to be heard"),
    }[value]


# Practices.


def practice_line(practice: Practice, done: int, *, agreed_in: str) -> str:
    """Return "Agreed in session 8. 4 of the last 7 days"."""
    if practice.days_a_week is None:
        times = _tr("Once")
    elif done == 0:
        times = _tr("No day yet in the last 7")
    else:
        times = _tr("%n of the last 7 days", done)
    return f"{agreed_in}. {times}" if agreed_in else times


def rhythm(days_a_week: int | None) -> str:
    """Say how often something was agreed: "4 days a week", "once"."""
    match days_a_week:
        case None:
            return _tr("Once")
        case 1:
            return _tr("One day a week")
        case 7:
            return _tr("Every day")
    return _tr("%n days a week", days_a_week)


def hours(value: float) -> str:
    """Return "6½ h", "7 h"."""
    whole, rest = divmod(value, 1)
    if rest == 0:
        return _tr("{hours} h").format(hours=int(whole))
    if rest == 0.5:  # noqa: PLR2004 - a half has a sign of its own
        return _tr("{hours}½ h").format(hours=int(whole) or "")
    return _tr("{hours} h").format(hours=_ENGLISH.toString(value, "f", 1))
