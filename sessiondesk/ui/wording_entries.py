"""How entries of the journal, and what was looked for among them, are said on screen."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.checkin import LineKind
from sessiondesk.domain.life_event import LifeEventKind
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.wording import day_in_words

_LONGEST_QUOTE: Final = 60
# A line or so: the person says the rest.
_LONGEST_OFFER: Final = 160


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_entries", text, "", count)


# Kinds.


def kinds(kind: Kind) -> str:
    """Name all entries of a kind: "Check-ins"."""
    return {
        Kind.CHECKIN: _tr("Check-ins"),
        Kind.THERAPY_SESSION: _tr("Sessions"),
        Kind.WIN: _tr("Wins"),
        Kind.BRING_UP: _tr("Things to bring up"),
        Kind.PATTERN: _tr("Patterns"),
        Kind.SIGN: _tr("Signs"),
        Kind.LIFE_EVENT: _tr("Life events"),
        Kind.PRACTICE_LOG: _tr("Practices"),
        Kind.ASSESSMENT: _tr("Measures"),
        Kind.FORM_TOTAL: _tr("Totals of forms"),
        Kind.REVIEW: _tr("Progress reviews"),
        Kind.RECALL: _tr("Times remembered"),
    }[kind]


def kind(value: Kind) -> str:
    """Name one entry of a kind: "Check-in"."""
    return {
        Kind.CHECKIN: _tr("Check-in"),
        Kind.THERAPY_SESSION: _tr("Session"),
        Kind.WIN: _tr("Win"),
        Kind.BRING_UP: _tr("To bring up"),
        Kind.PATTERN: _tr("Pattern"),
        Kind.SIGN: _tr("Sign"),
        Kind.LIFE_EVENT: _tr("Life event"),
        Kind.PRACTICE_LOG: _tr("Practice"),
        Kind.ASSESSMENT: _tr("Questionnaire"),
        Kind.FORM_TOTAL: _tr("My therapist’s form"),
        Kind.REVIEW: _tr("Progress review"),
        Kind.RECALL: _tr("From memory"),
    }[value]


ICONS: Final = {
    Kind.THERAPY_SESSION: "messages-square",
    Kind.WIN: "sprout",
    Kind.BRING_UP: "corner-up-right",
    Kind.PATTERN: "refresh-cw",
    Kind.SIGN: "trending-up",
    Kind.LIFE_EVENT: "calendar",
    Kind.PRACTICE_LOG: "wind",
    Kind.ASSESSMENT: "clipboard-list",
    Kind.FORM_TOTAL: "clipboard-list",
    Kind.REVIEW: "scale",
    Kind.RECALL: "clock",
}


def line_kind(value: LineKind) -> str:
    """Name what a line of a note is; empty for a plain one."""
    return {
        LineKind.PLAIN: "",
        LineKind.THOUGHT: _tr("Thought"),
        LineKind.WIN: _tr("Win"),
        LineKind.HURDLE: _tr("Hurdle"),
    }[value]


def life_event_kind(value: LifeEventKind) -> str:
    """Name a kind of life event."""
    return {
        LifeEventKind.MOVE: _tr("Moved"),
        LifeEventKind.ILLNESS: _tr("Illness"),
        LifeEventKind.LOSS: _tr("Loss"),
        LifeEventKind.WORK: _tr("Work"),
        LifeEventKind.STUDY: _tr("Study"),
        LifeEventKind.RELATIONSHIP: _tr("Relationship"),
        LifeEventKind.FAMILY: _tr("Family"),
        LifeEventKind.HOLIDAY: _tr("Holiday"),
        LifeEventKind.MEDICINE_STARTED: _tr("Medicine started"),
        LifeEventKind.MEDICINE_CHANGED: _tr("Medicine changed"),
        LifeEventKind.MEDICINE_STOPPED: _tr("Medicine stopped"),
        LifeEventKind.OTHER: _tr("Something else"),
    }[value]


# Days.


def month(day: date, *, today: date) -> str:
    """Return "May", with the year where it is not that of ``today``."""
    return day_in_words(day, "MMMM" if day.year == today.year else "MMMM yyyy")


def period(value: Period, *, today: date) -> str:
    """Return "since 1 March", "until 4 May", "on 4 May" or "from 1 March to 4 May"."""
    first = wording_sessions.day_and_month(value.first, today=today)
    last = wording_sessions.day_and_month(value.last, today=today)
    if value.first == value.last:
        return _tr("on {day}").format(day=first)
    if value.last >= today:
        return _tr("since {day}").format(day=first)
    return _tr("from {first} to {last}").format(first=first, last=last)


def capital(words: str) -> str:
    """Return a phrase as it stands at the beginning."""
    return words[:1].upper() + words[1:]


# How many there are.


def since(count: int, first: date, *, today: date) -> str:
    """Return "143 entries since 13 November"."""
    day = wording_sessions.day_and_month(first, today=today)
    if count == 1:
        return _tr("One entry, of {day}").format(day=day)
    return _tr("%n entries since {day}", count).format(day=day)


def found(count: int, text: str, conditions: Sequence[str]) -> str:
    """Say what was found: "12 entries mention “guilt” since 1 March. Newest first.".

    Args:
        count: How many.
        text: What was searched for; may be empty.
        conditions: What else was asked for, each as a phrase.
    """
    if text and count == 1:
        words = _tr("One entry mentions “{text}”").format(text=in_short(text))
    elif text:
        words = _tr("%n entries mention “{text}”", count).format(text=in_short(text))
    else:
        words = _tr("One entry") if count == 1 else _tr("%n entries", count)
    if conditions:
        words = _tr("{words} {conditions}").format(
            words=words, conditions=_tr(", ").join(conditions)
        )
    return (
        _tr("{words}.").format(words=words)
        if count == 1
        else _tr("{words}. Newest first.").format(words=words)
    )


def nothing_found(text: str, *, in_period: bool, has_filters: bool) -> str:
    """Say that nothing was found."""
    text = in_short(text)
    if text and in_period:
        return _tr("Nothing found for “{text}” in this period").format(text=text)
    if text and has_filters:
        return _tr("Nothing found for “{text}” with these filters").format(text=text)
    if text:
        return _tr("Nothing found for “{text}”").format(text=text)
    return _tr("No entries in this period") if in_period else _tr("No entries with these filters")


def in_short(text: str) -> str:
    """Return what somebody typed as it fits into a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()} …"


def offer(texts: Sequence[str]) -> str:
    """Return the beginning of the first words there are, as one line, to be brought up."""
    for text in texts:
        line = " ".join(text.split())
        if line:
            return line if len(line) <= _LONGEST_OFFER else f"{line[:_LONGEST_OFFER].rstrip()} …"
    return ""


def either(names: Sequence[str]) -> str:
    """Return "family", "family or work", "family, work or sleep"."""
    if len(names) < 2:  # noqa: PLR2004 - two are needed for an "or"
        return "".join(names)
    return _tr("{first} or {last}").format(first=_tr(", ").join(names[:-1]), last=names[-1])


# When something was, and when it was written.


def times_and_outcome(session: TherapySession) -> str:
    """Return "14:00 to 14:50, by video. Attended."."""
    times = _tr("{start} to {end}").format(
        start=wording_sessions.clock(session.planned_for),
        end=wording_sessions.clock(session.ends_at),
    )
    where = wording_sessions.by_place(session.place)
    if where:
        times = _tr(", ").join([times, where])
    outcome = wording_sessions.outcome(session.outcome)
    return _tr("{times}. {outcome}.").format(times=times, outcome=outcome)


def written(moment: datetime, day: date, *, is_entered_later: bool, today: date) -> str:
    """Say when a check-in was written: "Written 20:52.", "Entered later, on 12 May."."""
    if is_entered_later:
        if moment.date() == day:
            return _tr("Entered later.")
        on = wording_sessions.day_and_month(moment.date(), today=today)
        return _tr("Entered later, on {day}.").format(day=on)
    at = wording_sessions.clock(moment)
    if moment.date() != day:
        # Half past one in the night still counts for the day before.
        return _tr("Written {time} in the night.").format(time=at)
    return _tr("Written {time}.").format(time=at)


def changed(times: int) -> str:
    """Say how often an entry was changed since; empty where it never was."""
    if times == 0:
        return ""
    if times == 1:
        return _tr("Changed once, the first version is kept.")
    return _tr("Changed %n times, the earlier versions are kept.", times)


def version(at: datetime, *, today: date) -> str:
    """Head a former version: "As it was until Monday 11 May, 21:10"."""
    return _tr("As it was until {day}, {time}").format(
        day=wording_sessions.long_day(at.date(), today=today), time=wording_sessions.clock(at)
    )


def day_said(day: date, count: int, *, today: date) -> str:
    """Say a day of the calendar and what it has: "Tuesday 12 May, 2 entries"."""
    name = wording_sessions.long_day(day, today=today)
    if count == 0:
        return _tr("{day}, no entry").format(day=name)
    if count == 1:
        return _tr("{day}, one entry").format(day=name)
    return _tr("{day}, %n entries", count).format(day=name)
