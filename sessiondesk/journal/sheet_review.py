"""What a prep sheet shows of the work together, and what a review adds to it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from sessiondesk.domain.afterwards import FitItem
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.therapy_session import Appointment, TherapySession
from sessiondesk.insights.after_session import AfterSessions, after_sessions
from sessiondesk.insights.course_strip import Record, Strip, strip
from sessiondesk.insights.keeping import decode
from sessiondesk.insights.working import FIT_SESSIONS
from sessiondesk.journal.journal import Journal
from sessiondesk.prepsheet.material import WINDOW_DAYS, Private, Together, Told, review_period

# Changes stand under the table and scores in it; what a review counts about the work together
# is private.
_TOLD: Final = {
    Asked.DAYS,
    Asked.FIRST,
    Asked.TREND,
    Asked.STEADY,
    Asked.TOGETHER,
    Asked.WEEKDAYS,
    Asked.TURN,
}

# The last six with something to them are said; among ten years of sessions nobody needs to look.
_LOOKED_AT: Final = 52


def is_review(journal: Journal, course: Course | None, since: Period) -> bool:
    """Return whether it is time for a review, or there was one since the last session."""
    mine = None if course is None else course.id
    if any(each.day in since and each.course_id in {None, mine} for each in journal.reviews.all()):
        return True
    if since.last < journal.today():
        # Of a day that is past nobody knows any more whether it was time.
        return False
    due = journal.reviews.due_for()
    return due is not None and due.id == mine


def therapy(course: Course | None, sessions: Sequence[Appointment], on: date) -> Strip | None:
    """Return the sums of the therapy that the sheet is for."""
    return None if course is None else strip(course, Record(sessions=sessions), today=on)


def afterwards(journal: Journal, last: TherapySession | None) -> Iterator[Private]:
    """Yield what was noted after the last session for the person alone, line by line."""
    if last is None:
        return
    noted = journal.afterwards.of(last.id)
    if noted.held_back_what.strip():
        key = f"held_back:{last.id}"
        yield Private(key=key, text=noted.held_back_what, is_held_back=True)
    if noted.words.strip():
        yield Private(key=f"words:{last.id}", text=noted.words)
    for item, text in _sentences(journal):
        if item in noted.fit:
            yield Private(key=f"fit:{item}:{last.id}", text=text, rating=noted.fit[item])


def together(
    journal: Journal, course: Course | None, sessions: Sequence[Appointment], on: date
) -> Iterator[Together]:
    """Yield how the sentences about the sessions were rated, the last six sessions."""
    held = [
        each.id
        for each in sessions
        if course is not None
        and each.course_id == course.id
        and each.outcome.is_held
        and each.day <= on
    ]
    held = held[-_LOOKED_AT:]
    noted = journal.afterwards.of_all(held)
    rated = [noted[id_] for id_ in held if id_ in noted and noted[id_].fit][-FIT_SESSIONS:]
    for item, text in _sentences(journal):
        ratings = tuple(each.fit[item] for each in rated if item in each.fit)
        if ratings:
            # With the last session in it: what was put on paper once is asked about again when
            # there is more in it.
            key = f"together:{item}:{rated[-1].session_id}"
            yield Together(key=key, text=text, ratings=ratings)


def _sentences(journal: Journal) -> Iterator[tuple[FitItem, str]]:
    for each in journal.looking_back.prompts.after_session.fit_items:
        yield FitItem(each.id), each.text


def after(
    mood: Scale | None,
    ratings: Mapping[ScaleId, Mapping[date, float]],
    course: Course | None,
    sessions: Sequence[Appointment],
) -> AfterSessions | None:
    """Return what followed the sessions of this therapy."""
    if mood is None or course is None or mood.better is None:
        return None
    days = [each.day for each in sessions if each.course_id == course.id and each.outcome.is_held]
    return after_sessions(ratings[mood.id], days[-_LOOKED_AT:], better=mood.better)


def events(journal: Journal, on: date) -> Sequence[LifeEvent]:
    """Return what else was going on in the last six months, the latest first."""
    found = journal.life_events.between(review_period(on))
    return sorted(found, key=lambda each: each.first, reverse=True)


def insights(journal: Journal, on: date) -> Iterator[Told]:
    """Yield what was said about the record last, if it was in the last four weeks."""
    lately = [day for day in journal.insights.days() if day in ending(on, days=WINDOW_DAYS)]
    for insight in journal.insights.on(lately[-1]) if lately else ():
        claim = decode(insight.asked, insight.claim) if insight.asked in _TOLD else None
        if claim is not None:
            key = f"insight:{insight.id}"
            yield Told(key=key, day=insight.day, subject=insight.subject, claim=claim)
