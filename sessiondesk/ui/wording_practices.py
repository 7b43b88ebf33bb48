"""How practices are said on screen: how often, how it went, and what became of them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.wording import average, number


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_practices", text, "", count)


def logged_today(entry: PracticeLog) -> str:
    """Return "Logged today", with how much it helped and what got in the way."""
    return _sentences(_tr("Logged today"), entry)


def logged(entry: PracticeLog, *, today: date) -> str:
    """Return "Sunday 3 May", with how much it helped; not what got in the way."""
    day = wording_sessions.long_day(entry.day, today=today)
    return day if entry.helped is None else f"{day}, {helped(entry.helped)}"


def helped(value: float) -> str:
    """Return "helped 6 of 10"."""
    return _tr("helped {value} of 10").format(value=number(value))


def _sentences(begin: str, entry: PracticeLog) -> str:
    words = begin if entry.helped is None else f"{begin}, {helped(entry.helped)}"
    obstacle = " ".join(entry.obstacle.split())
    return f"{words}. {obstacle}" if obstacle else words


def standing(practice: Practice, *, agreed_in: str, today: date) -> str:
    """Return "5 days a week. Agreed in session 8" and, where it does not go on, what became."""
    parts = [wording_sessions.rhythm(practice.days_a_week)]
    day = wording_sessions.day_and_month(practice.agreed_on, today=today)
    parts.append(agreed_in or _tr("Since {day}").format(day=day))
    state = became(practice, today=today)
    return ". ".join([*parts, state] if state else parts)


def became(practice: Practice, *, today: date) -> str:
    """Say what became of a practice; empty while it goes on."""
    if practice.state is PracticeState.GOING_ON:
        return ""
    if practice.state is PracticeState.PAUSED:
        return _tr("Paused")
    is_done = practice.state is PracticeState.DONE
    if practice.ended_on is None:
        return _tr("Done") if is_done else _tr("Let go")
    day = wording_sessions.day_and_month(practice.ended_on, today=today)
    return (_tr("Done {day}") if is_done else _tr("Let go {day}")).format(day=day)


def week(monday: date, *, today: date) -> str:
    """Return "4 May"."""
    return wording_sessions.day_and_month(monday, today=today)


def days(count: float) -> str:
    """Return "1 day" or "4 days"."""
    return _tr("1 day") if count == 1 else _tr("{count} days").format(count=number(count))


def mean_helped(values: Sequence[int]) -> str:
    """Return how much it helped on average, with how many times that was said; or nothing."""
    if not values:
        return ""
    mean = average(sum(values) / len(values))
    return _tr("{mean} (%n)", len(values)).format(mean=mean)


def agreed_in(session_number: int | None) -> str:
    """Return "Agreed in session 8"; empty where it has no number."""
    if session_number is None:
        return ""
    return _tr("Agreed in session {number}").format(number=session_number)
