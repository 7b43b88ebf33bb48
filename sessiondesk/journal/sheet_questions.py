"""The few questions that are asked where the record is thin, and where their answers go.

An answer is kept as any other word: as a line of a check-in, as a thing to say, or as how the
time is remembered. It is told apart by its identity, made of the question and the day: who
answers again on that day says it better, and not twice.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.ids import BringUpId, CheckInId, RecallId
from sessiondesk.domain.period import ending
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.sheet_prompts import GoesTo
from sessiondesk.journal.journal import Journal
from sessiondesk.prepsheet.material import WINDOW_DAYS
from sessiondesk.store.records import Record

_BRING_UPS: Final = {GoesTo.TO_BRING_UP: False, GoesTo.TO_BRING_UP_IF_WANTED: True}


def answer(journal: Journal, answers: Mapping[str, str]) -> None:
    """Keep what was answered today, all of it in one act; what is empty is left out.

    Args:
        journal: The open journal.
        answers: The words by id of the question.

    Raises:
        KeyError: There is no such question.
        StoreError: Nothing was kept.
    """
    prompts = journal.looking_back.prompts.thin_sheet
    goes_to = {each.id: each.goes_to for each in prompts.questions}
    given = {goes_to[id_]: text.strip() for id_, text in answers.items() if text.strip()}
    if not given:
        return
    records = list(_records(journal, given))
    with journal.act() as act:
        for each in records:
            act.save(each)


def is_answer(checkin: CheckIn, goes_to: GoesTo) -> bool:
    """Return whether ``checkin`` holds the answer that goes there."""
    return checkin.id == _id(goes_to, checkin.day)


def _records(journal: Journal, given: Mapping[GoesTo, str]) -> Iterator[Record]:
    now, today = journal.now(), journal.today()
    last = journal.sessions.last_held(now)
    since = ending(today, days=WINDOW_DAYS).first if last is None else min(last.day, today)
    rank = max((each.rank for each in journal.bring_ups.all()), default=-1)
    for goes_to, text in given.items():
        id_ = _id(goes_to, today)
        if goes_to is GoesTo.HOW_IT_HAS_BEEN:
            words = " ".join(text.split())
            yield Recall(day=today, first=since, last=today, words=words, id=RecallId(id_))
        elif goes_to in _BRING_UPS:
            known = journal.bring_ups.find(BringUpId(id_))
            rank += known is None
            new = BringUp(
                text=text,
                rank=rank,
                stays_private=_BRING_UPS[goes_to],
                id=BringUpId(id_),
            )
            yield new if known is None else replace(known, text=text)
        else:
            lines = (line.strip() for line in text.splitlines())
            yield CheckIn(
                felt_at=now,
                day=today,
                lines=tuple(NoteLine(text=line) for line in lines if line),
                id=CheckInId(id_),
            )


def _id(goes_to: GoesTo, day: date) -> str:
    whole = f"sheet answer {goes_to} {day.isoformat()}"
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
