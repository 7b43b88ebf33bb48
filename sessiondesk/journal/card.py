"""What a diary card needs from the journal: one week, asked in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessiondesk.domain.checkin import Interference
from sessiondesk.domain.period import ending
from sessiondesk.domain.practice import PracticeState
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.prepsheet.card_material import DAYS, CardInput, Practised, Tagged
from sessiondesk.prepsheet.material import Noted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sessiondesk.domain.checkin import CheckIn
    from sessiondesk.domain.period import Period
    from sessiondesk.domain.therapy_session import Appointment
    from sessiondesk.journal.journal import Journal


def gather(journal: Journal, on: date) -> CardInput:
    """Return what the record says of the seven days that end with ``on``.

    The card is for the next appointment from that day on; on a day of the past that may be one
    that was held since.

    Raises:
        StoreError: The journal could not be read.
    """
    week = ending(on, days=DAYS)
    asked = journal.settings.value
    checkins = journal.checkins.between(week)
    answered = {scale_id for each in checkins for scale_id in each.ratings}
    scales = [each for each in journal.scales.all() if each.is_shown or each.id in answered]
    sessions = journal.sessions.outline()
    coming = _coming(sessions, on, is_past=on < journal.today())
    return CardInput(
        on=on,
        coming=coming,
        coming_number=None if coming is None else journal.sessions.number_of(coming),
        days_recorded=frozenset(each.day for each in checkins),
        scales=tuple(scales),
        daily=journal.checkins.daily([each.id for each in scales], week),
        asks_sleep_hours=asked.asks_sleep_hours,
        sleep_hours=journal.checkins.daily_sleep(week),
        asks_sleep_question=asked.asks_sleep_interference,
        sleep_question=journal.checkins.daily_interference(week),
        asks_interference=asked.asks_interference,
        interference=_interference(checkins),
        practices=tuple(_practices(journal, week)),
        tags=tuple(_tags(journal, checkins, week)),
        sessions=tuple(each for each in sessions if each.day in week),
        words=tuple(_words(checkins)),
    )


def _coming(sessions: Sequence[Appointment], on: date, *, is_past: bool) -> Appointment | None:
    for session in sessions:
        may_be = session.outcome is Outcome.PLANNED or (is_past and session.outcome.is_held)
        if session.day >= on and may_be:
            return session
    return None


def _interference(checkins: Sequence[CheckIn]) -> Mapping[date, Interference]:
    """Return the strongest answer of each day, as the trends count it."""
    strength = {each: place for place, each in enumerate(Interference)}
    found: dict[date, Interference] = {}
    for each in checkins:
        if each.interference is not None:
            given = found.get(each.day, each.interference)
            found[each.day] = max(given, each.interference, key=strength.__getitem__)
    return found


def _practices(journal: Journal, week: Period) -> Iterator[Practised]:
    """Yield what went on at the end of the week, and what was done in it."""
    for practice in journal.practices.all():
        days: dict[date, int | None] = {}
        for entry in journal.practices.logs(practice.id, week):
            # Of several times a day the last one that says how much it helped.
            helped = days.get(entry.day) if entry.helped is None else entry.helped
            days[entry.day] = helped
        goes_on = practice.state is PracticeState.GOING_ON and practice.agreed_on <= week.last
        if days or goes_on:
            yield Practised(practice=practice, days=days)


def _tags(journal: Journal, checkins: Sequence[CheckIn], week: Period) -> Sequence[Tagged]:
    worn = {tag_id for each in checkins for tag_id in each.tags}
    if not worn:
        return []
    found = [
        Tagged(tag=tag, days=frozenset(days))
        for tag in journal.tags.all()
        # What was merged into it counts as well.
        if (days := journal.checkins.tag_days(tag.id, week))
    ]
    return sorted(found, key=lambda each: -len(each.days))


def _words(checkins: Sequence[CheckIn]) -> Iterator[Noted]:
    """Yield the first line that was written for each day."""
    seen: set[date] = set()
    for checkin in checkins:
        for place, line in enumerate(checkin.lines):
            if checkin.day not in seen and line.text.strip():
                seen.add(checkin.day)
                yield Noted(key=f"{checkin.id}:{place}", day=checkin.day, text=line.text)
