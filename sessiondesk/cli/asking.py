"""``ask``: the questions about the record, answered as one JSON document."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from sessiondesk.cli import ask_answers, ask_names
from sessiondesk.cli.ask_answers import Data
from sessiondesk.cli.opened import open_journal
from sessiondesk.cli.refusals import RefusedError
from sessiondesk.cli.telling import hand_over, progress
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.review import Finding
from sessiondesk.exchange.record_json import as_json, document
from sessiondesk.insights.after_session import after_sessions, recovery_curve
from sessiondesk.insights.answering import answer
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.asked import (
    AskChange,
    AskDays,
    AskTrend,
    AskTurn,
    AskWeekdays,
    Wrong,
    what_is_wrong,
)
from sessiondesk.insights.association import associations
from sessiondesk.insights.change import WINDOW_DAYS, Change, default_windows
from sessiondesk.insights.claims import Trend, TurningPoint, Weekdays
from sessiondesk.insights.frequency import Frequency, FrequencyChange
from sessiondesk.insights.keeping import METHOD, decode
from sessiondesk.insights.material import SLEEP, Material, Unit
from sessiondesk.insights.weekly_look import MOOD
from sessiondesk.journal import Journal, first_asked
from sessiondesk.journal.looking_back import Reading
from sessiondesk.store import search
from sessiondesk.ui import wording_counts
from sessiondesk.ui.insight_names import WORDS, Names, names_of
from sessiondesk.ui.wording_insights import said

_HIGHEST: Final = 10.0
_LONGEST_NIGHT: Final = 24.0


@dataclass(frozen=True)
class _Asking:
    """What a question is answered from."""

    said: Namespace
    journal: Journal
    reading: Reading
    names: Names

    @cached_property
    def material(self) -> Material:
        """The record; ten years of it take most of a second to read."""
        return self.reading.material(self.journal.db)

    @property
    def today(self) -> date:
        """The day it is asked on."""
        return self.reading.today


def ask(arguments: Namespace) -> int:
    """Answer one question about the record."""
    with open_journal(arguments) as journal:
        on = arguments.date or _latest(arguments, journal.today())
        reading = journal.looking_back.reading(on)
        names = names_of(journal, reading.prompts).at(on)
        asking = _Asking(arguments, journal, reading, names)
        found = _QUESTIONS[arguments.question](asking)
        data: Data = {"question": arguments.question, "method": METHOD, "date": on.isoformat()}
        hand_over(document(data | found))
    return 0


def _latest(said: Namespace, today: date) -> date:
    """Return the last day of what is asked about, where that is after today."""
    windows: list[Period] = [each for each in (said.now, said.then) if each is not None]
    named: list[date] = [said.last] if said.last else []
    return max([today, *named, *(each.last for each in windows)])


def _change(asking: _Asking) -> Data:
    key = _rating(asking)
    now, then = default_windows(asking.today)
    now, then = asking.said.now or now, asking.said.then or then
    wrong = what_is_wrong(now, then)
    if wrong is not None:
        raise RefusedError(_WRONG[wrong])
    claim = answer(AskChange(subject=key, now=now, then=then), asking.material).claim
    assert isinstance(claim, Change)  # noqa: S101 - what is asked decides the kind
    return _told(asking, key, claim, ask_answers.of_change(claim))


def _days(asking: _Asking) -> Data:
    said_ = asking.said
    key, at_least = _counted(asking)
    now: Period = said_.now or ending(asking.today, days=WINDOW_DAYS)
    if said_.then is not None and what_is_wrong(now, said_.then, shortest=1) is not None:
        raise RefusedError(_WRONG[Wrong.OVERLAP])
    question = AskDays(subject=key, now=now, then=said_.then, at_least=at_least)
    found = answer(question, asking.material)
    assert isinstance(found.claim, Frequency | FrequencyChange)  # noqa: S101 - likewise
    data = _told(asking, key, found.claim, ask_answers.of_days(found.claim))
    return data | {"counted_on": [day.isoformat() for day in reversed(found.days)]}


def _counted(asking: _Asking) -> tuple[str, float | None]:
    """Return what is counted, and from which value on."""
    said_, material, names = asking.said, asking.material, asking.names
    if said_.yes is not None:
        return ask_names.yes_no(said_.yes, material, names), None
    if said_.tag is not None:
        return ask_names.tag(said_.tag, names), None
    found = ask_names.rating(said_.scale, material, names)
    if found.unit is Unit.HOURS and said_.at_least is None:
        raise RefusedError("at-least: Say from how many hours on a night counts.")
    if found.unit is Unit.HOURS and said_.at_least > _LONGEST_NIGHT:
        raise RefusedError("at-least: A night has 24 hours at most.")
    if found.unit is Unit.POINTS and said_.at_least is not None and said_.at_least > _HIGHEST:
        raise RefusedError("at-least: A rating is from 0 to 10.")
    return found.key, said_.at_least


def _first(asking: _Asking) -> Data:
    is_complete = _make_findable(asking.journal)
    if asking.said.text is not None:
        if not asking.said.text.strip():
            raise RefusedError("text: Say which words.")
        if not first_asked.has_words(asking.said.text):
            raise RefusedError("text: There is no word in it. Say which words.")
        key = f"{WORDS}:{asking.said.text}"
        found = first_asked.of_words(asking.journal, asking.said.text)
    else:
        pattern = ask_names.pattern(asking.said.pattern, asking.journal)
        key = f"pattern:{pattern.id}"
        found = first_asked.of_pattern(asking.journal, pattern)
    data = _told(asking, key, found.claim, ask_answers.of_first(found.claim))
    return data | {
        "is_complete": is_complete,
        "entries": [
            {"kind": str(each.kind), "id": each.id, "day": each.day.isoformat()}
            for each in reversed(found.entries)
        ],
    }


def _make_findable(journal: Journal) -> bool:
    """Take in the words that wait for it, and return whether all can be found now.

    The window does so in calm moments. After an import there may have been none.
    """
    waiting = 0 if journal.is_read_only else search.due(journal.db)
    with progress("Reading the words of the journal") as tell:
        # Each time at least one entry is taken in.
        for _ in range(waiting):
            with journal.writing():
                is_left = search.work(journal.db)
            if not is_left:
                break
            tell(max(0.0, 1 - search.due(journal.db) / waiting))
    return journal.entries.is_ready


def _trend(asking: _Asking) -> Data:
    key = _rating(asking)
    question = AskTrend(subject=key, first=asking.said.first, last=asking.said.last)
    claim = answer(question, asking.material).claim
    assert isinstance(claim, Trend)  # noqa: S101 - likewise
    return _told(asking, key, claim, ask_answers.of_trend(claim))


def _together(asking: _Asking) -> Data:
    next_day = bool(asking.said.next_day)
    material = asking.material
    claim = associations(material.rated(), material.tags, next_day=next_day)
    return _told(asking, "", claim, ask_answers.of_together(claim, asking.names)) | {
        "next_day": next_day
    }


def _after_sessions(asking: _Asking) -> Data:
    word = asking.said.scale or MOOD
    series = ask_names.rating(word, asking.material, asking.names)
    if series.key == SLEEP:
        raise RefusedError("scale: What follows sessions is read from a rating.")
    if series.better is None:
        raise RefusedError("scale: Neither of its sides is better, so that nothing can be worse.")
    days = [each.day for each in asking.material.held()]
    claim = after_sessions(series.values, days, better=series.better)
    curve = [as_json(each) for each in recovery_curve(series.values, days)]
    told = _told(asking, series.key, claim, ask_answers.of_after_sessions(claim))
    return told | {"curve": curve}


def _weekdays(asking: _Asking) -> Data:
    key = _rating(asking)
    claim = answer(AskWeekdays(subject=key), asking.material).claim
    assert isinstance(claim, Weekdays)  # noqa: S101 - likewise
    return _told(asking, key, claim, ask_answers.of_weekdays(claim))


def _turn(asking: _Asking) -> Data:
    if asking.said.form is None:
        question = AskTurn(subject=_rating(asking))
    else:
        form = ask_names.form(asking.said.form, asking.journal, asking.today)
        question = AskTurn(subject=form.key, results=form.results)
    claim = answer(question, asking.material).claim
    assert isinstance(claim, TurningPoint)  # noqa: S101 - likewise
    return _told(asking, question.subject, claim, ask_answers.of_turn(claim))


def _working(asking: _Asking) -> Data:
    reading = asking.journal.reviews.evidence_reading(on=asking.today)
    evidence = reading.evidence(asking.journal.db)
    words = wording_counts.working(evidence.working, sessions=evidence.sessions)
    return {
        **ask_answers.of_working(evidence),
        "findings": [
            {
                "side": str(each.side),
                "question": str(each.asked),
                "subject": each.subject or None,
                "sentence": _finding(each, asking.names),
            }
            for each in evidence.findings
        ],
        "sentence": words.sentence,
    }


def _finding(finding: Finding, names: Names) -> str | None:
    claim = decode(finding.asked, finding.claim)
    words = None if claim is None else said(finding.subject, claim, names)
    return None if words is None else words.sentence


def _rating(asking: _Asking) -> str:
    return ask_names.rating(asking.said.scale, asking.material, asking.names).key


def _told(asking: _Asking, key: str, claim: Claim, data: Data) -> Data:
    words = said(key, claim, asking.names)
    subject = ask_answers.subject(key, asking.names) if key else None
    return {
        "subject": subject,
        **data,
        "sentence": words.sentence if words is not None and words.sentence else None,
    }


_WRONG: Final = {
    Wrong.OVERLAP: "then: The older stretch of time has to end before the newer one begins.",
    Wrong.TOO_SHORT: "now, then: Each stretch of time has to be 14 days or longer.",
}
_QUESTIONS: Final[Mapping[str, Callable[[_Asking], Data]]] = {
    "change": _change,
    "days": _days,
    "first": _first,
    "trend": _trend,
    "together": _together,
    "after-sessions": _after_sessions,
    "weekdays": _weekdays,
    "turn": _turn,
    "working": _working,
}
