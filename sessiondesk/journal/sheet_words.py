"""What a prep sheet shows in the person's own words: moments, lines of notes, a judgement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sessiondesk.domain.checkin import CheckIn, Feeling, LineKind
from sessiondesk.domain.ids import FeelingWordId, ScaleId
from sessiondesk.domain.period import Period
from sessiondesk.domain.sheet_prompts import GoesTo
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.journal.journal import Journal
from sessiondesk.journal.sheet_questions import is_answer
from sessiondesk.prepsheet.material import Judgement, Moment, Noted

MOOD: Final = ScaleId("mood")

_TELLING: Final = {LineKind.PLAIN, LineKind.THOUGHT}


def after(checkins: Iterable[CheckIn], last: Appointment | None) -> Sequence[CheckIn]:
    """Return those that were felt after that session began, the latest first.

    What was written in the morning of that day was for that session.
    """
    later = [
        each
        for each in checkins
        if last is None or each.day > last.day or each.felt_at >= last.starts_at
    ]
    return sorted(later, key=lambda each: (each.day, each.felt_at), reverse=True)


def moments(journal: Journal, checkins: Iterable[CheckIn], since: Period) -> Iterator[Moment]:
    """Yield each of ``checkins`` that has words which are no win and no hurdle."""
    telling = [each for each in checkins if not is_answer(each, GoesTo.FROM_LAST_TIME)]
    told = [(each, text) for each in telling if (text := _first_line(each))]
    if not told:
        return
    done = {
        practice.text: frozenset(journal.practices.days(practice.id, since))
        for practice in journal.practices.all()
    }
    names = _FeelingNames(journal)
    for checkin, text in told:
        yield Moment(
            key=f"moment:{checkin.id}",
            day=checkin.day,
            text=text,
            mood=checkin.ratings.get(MOOD),
            feelings=tuple(names.of(checkin.feelings)),
            tried=tuple(practice for practice, days in done.items() if checkin.day in days),
            is_answer=is_answer(checkin, GoesTo.MOMENTS),
        )


def _first_line(checkin: CheckIn) -> str:
    if is_answer(checkin, GoesTo.MOMENTS):
        return "\n".join(line.text for line in checkin.lines)
    return next((line.text for _, line in _told(checkin)), "")


def _told(checkin: CheckIn) -> Iterator[tuple[int, Noted]]:
    for place, line in enumerate(checkin.lines):
        if line.kind in _TELLING and line.text.strip():
            key = f"{checkin.id}:{place}"
            yield place, Noted(key=key, day=checkin.day, text=line.text)


def excerpts(checkins: Iterable[CheckIn]) -> Iterator[Noted]:
    """Yield each line of a note that is no win, no hurdle and no answer."""
    for checkin in checkins:
        if not any(is_answer(checkin, goes_to) for goes_to in GoesTo):
            yield from (noted for _, noted in _told(checkin))


def tried(checkins: Iterable[CheckIn]) -> Iterator[Noted]:
    """Yield what was answered when it was asked what was tried."""
    for checkin in checkins:
        text = "\n".join(line.text for line in checkin.lines).strip()
        if text and is_answer(checkin, GoesTo.FROM_LAST_TIME):
            yield Noted(key=f"tried:{checkin.id}", day=checkin.day, text=text)


def judgement(journal: Journal, since: Period, last: Appointment | None) -> Judgement | None:
    """Return what was said last about these days before looking at the record of them."""
    said = [
        each
        for each in journal.recalls.all()
        # Of the day of the session nobody knows the hour: it was said for that one.
        if each.day in since and (last is None or each.day > last.day)
    ]
    if not said:
        return None
    recall = max(enumerate(said), key=lambda pair: (pair[1].day, pair[0]))[1]
    return Judgement(
        day=recall.day,
        words=recall.words,
        ratings=tuple(
            (scale.label, recall.ratings[scale.id])
            for scale in journal.scales.all()
            if scale.id in recall.ratings
        ),
    )


class _FeelingNames:
    """What feelings are called: by the program, or by the person."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        families = journal.looking_back.prompts.feelings
        self._order = {family.id: place for place, family in enumerate(families)}
        self._large = {family.id: family.label for family in families}
        self._fine = {word.id: word.text for family in families for word in family.words}

    def of(self, feelings: Iterable[Feeling]) -> Iterator[str]:
        """Yield the words, families in their order, and the large one only where it is alone."""
        for each in sorted(
            feelings, key=lambda one: (self._order.get(one.family, len(self._order)), one.word)
        ):
            yield self._name(each)

    def _name(self, feeling: Feeling) -> str:
        large = self._large.get(feeling.family, feeling.family).lower()
        if not feeling.word:
            return large
        if feeling.word in self._fine:
            return self._fine[feeling.word].lower()
        own = self._journal.feelings.find(FeelingWordId(feeling.word))
        return large if own is None else own.text
