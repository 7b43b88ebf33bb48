"""Where something to bring up came from: said in words, and the way back to it."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.bring_up import BringUp, SourceKind
from sessiondesk.domain.ids import CheckInId, GoalId, PatternId, SignId, TherapySessionId
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.page import Link

_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where it came from.

    Attributes:
        words: Said as a sentence without a full stop.
        link: The record. None: there is none to go to.
    """

    words: str = field(repr=False)
    link: Link | None = None


def origin(journal: Journal, source: SourceKind | None, source_id: str) -> Origin | None:
    """Return where something came from; None where it did not, or where that is gone.

    Raises:
        StoreError: The journal could not be read.
    """
    match source:
        case None:
            return None
        case SourceKind.OPENER:
            return Origin(words=_tr("From the sentences to start with"))
        case SourceKind.REVIEW:
            return Origin(words=_tr("From a progress review"))
        case SourceKind.PATTERN:
            pattern = journal.patterns.find(PatternId(source_id))
            name = None if pattern is None else pattern.name
            return _named(
                _tr("From the pattern “{name}”"), name, Link(kind=Kind.PATTERN, id=source_id)
            )
        case SourceKind.GOAL:
            goal = journal.goals.find(GoalId(source_id))
            name = None if goal is None else goal.text
            return _named(_tr("From the goal “{name}”"), name, Link(kind=Kind.GOAL, id=source_id))
    return _dated(journal, source, source_id)


def of(journal: Journal, bring_up: BringUp) -> Origin | None:
    """Return where a bring-up came from.

    Raises:
        StoreError: The journal could not be read.
    """
    return origin(journal, bring_up.source, bring_up.source_id)


def _dated(journal: Journal, source: SourceKind, source_id: str) -> Origin | None:
    match source:
        case SourceKind.CHECKIN:
            checkin = journal.checkins.find(CheckInId(source_id))
            day = None if checkin is None else checkin.day
            kind, words = Kind.CHECKIN, _tr("From your check-in of {day}")
        case SourceKind.SESSION:
            session = journal.sessions.find(TherapySessionId(source_id))
            day = None if session is None else session.day
            kind, words = Kind.THERAPY_SESSION, _tr("From the session of {day}")
        case _:
            sign = journal.signs.find(SignId(source_id))
            day = None if sign is None else sign.day
            kind, words = Kind.SIGN, _tr("From a sign noted on {day}")
    if day is None:
        return None
    said = wording_sessions.day_and_month(day, today=journal.today())
    return Origin(words=words.format(day=said), link=Link(kind=kind, id=source_id))


def _named(words: str, name: str | None, link: Link) -> Origin | None:
    if name is None:
        return None
    line = " ".join(name.split())
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
    return Origin(words=words.format(name=line), link=link)


def _tr(text: str) -> str:
    return QCoreApplication.translate("bring_up_origin", text)
