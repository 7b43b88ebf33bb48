"""Reads one entry, of whatever kind, into what the page shows of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind
from sessiondesk.domain.checkin import CheckIn, LineKind
from sessiondesk.domain.form import FormTotal
from sessiondesk.domain.goal import Win
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import PracticeLog
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.domain.sign import Sign, SignSide
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.store.records import Record
from sessiondesk.ui import wording, wording_entries, wording_measures, wording_sessions
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.journal_page import entry_looked_back, naming
from sessiondesk.ui.pages.journal_page.naming import Naming
from sessiondesk.ui.pages.journal_page.reading import Block, Reading
from sessiondesk.ui.widgets.note_field import ICONS


def _tr(text: str) -> str:
    return QCoreApplication.translate("journal_entry", text)


class EntryReader:
    """Reads entries from the journal."""

    def __init__(self, journal: Journal, prompts: Prompts, names: Naming) -> None:
        self._journal = journal
        self._prompts = prompts
        self._names = names
        # Which is right for a record is not to be followed by the checker.
        self._readers: dict[type[Record], Callable[[Any, date], Reading]] = {
            CheckIn: self._checkin,
            TherapySession: self._session,
            Win: self._win,
            BringUp: self._bring_up,
            Pattern: self._pattern,
            Sign: self._sign,
            LifeEvent: self._life_event,
            PracticeLog: self._practice_log,
            Assessment: self._assessment,
            FormTotal: self._form_total,
            Review: self._review,
            Recall: self._recall,
        }

    def read(self, kind: Kind, record_id: str, day: date) -> Reading | None:
        """Return an entry; None where it is gone.

        Args:
            kind: Its kind.
            record_id: Its identity.
            day: The day it is listed under.
        """
        record = self._journal.find(kind, record_id)
        return None if record is None else self.reading(record, day)

    def reading(self, record: Record, day: date) -> Reading | None:
        """Return what is shown of a record, as it is now or as it was."""
        for kind, read in self._readers.items():
            if isinstance(record, kind):
                return read(record, day)
        return None

    def _day(self, day: date) -> str:
        return wording_sessions.long_day(day, today=self._journal.today())

    def _checkin(self, checkin: CheckIn, _day: date) -> Reading:
        names = self._names
        figures = [
            (naming.reading(scale, value), scale.label, naming.colour(scale))
            for scale, value in names.rated(checkin.ratings)
        ]
        if checkin.sleep_hours is not None:
            slept = wording.number(checkin.sleep_hours)
            figures.append((slept, _tr("Hours slept"), "sleep"))
        blocks = _note_blocks(checkin)
        return Reading(
            link=Link(kind=Kind.CHECKIN, id=checkin.id),
            day=checkin.day,
            headline=self._day(checkin.day),
            caption=wording_entries.written(
                checkin.felt_at,
                checkin.day,
                is_entered_later=checkin.is_entered_later,
                today=self._journal.today(),
            ),
            figures=tuple(figures),
            chips=tuple(
                wording_entries.capital(each)
                for each in (*names.feelings(checkin.feelings), *names.body(checkin.body))
            ),
            answers=tuple(names.answers(checkin)),
            blocks=tuple(blocks),
            tags=tuple(names.tags(checkin.tags)),
            patterns=tuple(names.patterns(checkin.patterns)),
            source=SourceKind.CHECKIN,
            source_id=checkin.id,
            offer=wording_entries.offer([block.text for block in blocks]),
            value=checkin,
        )

    def _session(self, session: TherapySession, _day: date) -> Reading:
        number = self._journal.sessions.number_of(session)
        name = wording_sessions.therapy_session_name(number, session.outcome)
        link = Link(kind=Kind.THERAPY_SESSION, id=session.id)
        parts = (
            (_tr("To keep"), session.to_keep, "quote"),
            (_tr("Left open"), session.left_open, "circle-dashed"),
            (_tr("Said for the first time"), session.first_said, "message-circle"),
        )
        notes = Block(text=session.notes, title=_tr("Notes"), icon="pencil", is_markdown=True)
        private = self._journal.afterwards.of(session.id)
        return Reading(
            link=link,
            day=session.day,
            headline=_tr("{name}, {day}").format(name=name, day=self._day(session.day)),
            caption=wording_entries.times_and_outcome(session),
            chips=session.topics,
            blocks=(
                *((notes,) if session.notes.strip() else ()),
                *_blocks(parts),
                *_private_blocks(private),
            ),
            patterns=tuple(self._names.patterns(session.patterns)),
            source=SourceKind.SESSION,
            source_id=session.id,
            offer=wording_entries.offer([session.left_open, session.to_keep]),
            opens=_tr("Open in Sessions"),
            goes_to=link,
            value=session,
        )

    def _win(self, win: Win, _day: date) -> Reading:
        goal = self._journal.goals.find(win.goal_id)
        to = None if goal is None else Link(kind=Kind.GOAL, id=goal.id)
        return Reading(
            link=Link(kind=Kind.WIN, id=win.id),
            day=win.day,
            headline=self._day(win.day),
            caption=""
            if goal is None
            else _tr("A win for “{goal}”.").format(goal=wording_entries.in_short(goal.text)),
            blocks=(Block(text=win.text, title=_tr("Win"), icon="sprout"),),
            source=None if goal is None else SourceKind.GOAL,
            source_id=win.goal_id,
            offer=wording_entries.offer([win.text]),
            opens="" if to is None else _tr("Open in Goals"),
            goes_to=to,
            value=win,
        )

    def _bring_up(self, bring_up: BringUp, day: date) -> Reading:
        said = {
            BringUpState.OPEN: _tr("Still to be brought up."),
            BringUpState.BROUGHT_UP: _tr("Brought up."),
            BringUpState.CARRIED_OVER: _tr("Not reached. Carried over."),
            BringUpState.LET_GO: _tr("Let go."),
        }[bring_up.state]
        if bring_up.want is not None:
            said = f"{said} {wording_sessions.want(bring_up.want)}."
        to = None
        if bring_up.session_id is not None:
            to = Link(kind=Kind.THERAPY_SESSION, id=bring_up.session_id)
        return Reading(
            link=Link(kind=Kind.BRING_UP, id=bring_up.id),
            day=day,
            headline=self._day(day),
            caption=said,
            blocks=(Block(text=bring_up.text, title=_tr("To bring up"), icon="corner-up-right"),),
            opens="" if to is None else _tr("Open in Sessions"),
            goes_to=to,
            value=bring_up,
        )

    def _pattern(self, pattern: Pattern, _day: date) -> Reading:
        asked = self._prompts.pattern
        link = Link(kind=Kind.PATTERN, id=pattern.id)
        parts = (
            (asked.sets_off, pattern.sets_off, ""),
            (asked.notice_first, pattern.notice_first, ""),
            (asked.what_i_do, pattern.what_i_do, ""),
            (asked.may_protect, pattern.may_protect, ""),
            (asked.rather_do, pattern.rather_do, ""),
        )
        return Reading(
            link=link,
            day=pattern.named_on,
            headline=pattern.name,
            caption=_tr("A pattern, named on {day}.").format(day=self._day(pattern.named_on)),
            blocks=tuple(_blocks(parts)),
            source=SourceKind.PATTERN,
            source_id=pattern.id,
            offer=pattern.name,
            opens=_tr("Open in Patterns"),
            goes_to=link,
            value=pattern,
        )

    def _sign(self, sign: Sign, _day: date) -> Reading:
        link = Link(kind=Kind.SIGN, id=sign.id)
        if sign.side is SignSide.PROGRESS:
            groups = self._prompts.signs.groups
            items = {item.id: item.text for group in groups for item in group.items}
            answers = {each.id: each.text for each in self._prompts.signs.answers}
            caption = _tr("A small sign: {answer}.").format(
                answer=answers.get(sign.answer.value, "").lower()
            )
        else:
            items = {item.id: item.text for item in self._prompts.warning_signs.items}
            caption = _tr("Worth a closer look.")
        parts = ((items.get(sign.item, ""), sign.example, "trending-up"),)
        return Reading(
            link=link,
            day=sign.day,
            headline=self._day(sign.day),
            caption=caption,
            blocks=tuple(_blocks(parts)),
            # What crossed a line is never proposed to be raised: it is answered apart.
            source=SourceKind.SIGN if sign.side is SignSide.PROGRESS else None,
            source_id=sign.id,
            offer=wording_entries.offer([sign.example]),
            opens=_tr("Open in Signs"),
            goes_to=link,
            value=sign,
        )

    def _life_event(self, event: LifeEvent, _day: date) -> Reading:
        link = Link(kind=Kind.LIFE_EVENT, id=event.id)
        when = self._day(event.first)
        if event.last is not None and event.last != event.first:
            when = _tr("{first} to {last}").format(first=when, last=self._day(event.last))
        elif event.goes_on:
            when = _tr("Since {day}").format(day=when)
        parts = (
            (_tr("Dose"), event.dose, ""),
            ("", event.words, ""),
        )
        return Reading(
            link=link,
            day=event.first,
            headline=event.title,
            caption=_tr("{kind}. {when}.").format(
                kind=wording_entries.life_event_kind(event.kind), when=when
            ),
            blocks=tuple(_blocks(parts)),
            opens=_tr("Open in Life events"),
            goes_to=link,
            value=event,
        )

    def _practice_log(self, entry: PracticeLog, _day: date) -> Reading:
        practice = self._journal.practices.find(entry.practice_id)
        figures: tuple[tuple[str, str, str], ...] = ()
        if entry.helped is not None:
            figures = ((wording.number(entry.helped), _tr("Helped"), "ink"),)
        parts = (
            (_tr("Practice"), "" if practice is None else practice.text, "wind"),
            (_tr("What got in the way"), entry.obstacle, "mountain"),
        )
        return Reading(
            link=Link(kind=Kind.PRACTICE_LOG, id=entry.id),
            day=entry.day,
            headline=self._day(entry.day),
            figures=figures,
            blocks=tuple(_blocks(parts)),
            value=entry,
        )

    def _assessment(self, assessment: Assessment, _day: date) -> Reading:
        # The single answers stay on Measures: here it is one thing among many.
        link = Link(kind=Kind.ASSESSMENT, id=assessment.id)
        taken_at, today = assessment.taken_at, self._journal.today()
        if taken_at is not None:
            caption = wording_entries.written(
                taken_at,
                assessment.day,
                is_entered_later=assessment.is_entered_later,
                today=today,
            )
        else:
            caption = _tr("Entered later.") if assessment.is_entered_later else ""
        name = self._names.questionnaire(assessment)
        found = self._journal.measures.instruments.find(assessment.instrument)
        about = name
        answers: tuple[tuple[str, str], ...] = ()
        if found is not None:
            about = wording_measures.range_line(found)
            said = wording_measures.score_sentence(assessment, found)
            answers = ((found.long_title, said),)
        return Reading(
            link=link,
            day=assessment.day,
            headline=_tr("{name}, {day}").format(name=name, day=self._day(assessment.day)),
            caption=caption,
            figures=((wording_measures.figure(assessment.total), about, "ink"),),
            answers=answers,
            opens=_tr("Open in Measures"),
            goes_to=link,
            value=assessment,
        )

    def _form_total(self, total: FormTotal, _day: date) -> Reading:
        link = Link(kind=Kind.FORM_TOTAL, id=total.id)
        parts = ((_tr("A form my therapist uses"), self._names.form(total), "clipboard-list"),)
        return Reading(
            link=link,
            day=total.day,
            headline=self._day(total.day),
            figures=((wording_measures.figure(total.total), _tr("Total"), "ink"),),
            blocks=tuple(_blocks(parts)),
            opens=_tr("Open in Measures"),
            goes_to=link,
            value=total,
        )

    def _review(self, review: Review, _day: date) -> Reading:
        return entry_looked_back.of_review(review, self._journal, self._prompts)

    def _recall(self, recall: Recall, _day: date) -> Reading:
        return entry_looked_back.of_recall(recall, self._journal, self._names)


def _note_blocks(checkin: CheckIn) -> list[Block]:
    """Return the note in pieces; plain lines that follow each other are one."""
    found: list[Block] = []
    plain: list[str] = []
    for line in (*checkin.lines, None):
        if line is not None and line.kind is LineKind.PLAIN:
            plain.append(line.text)
            continue
        if "".join(plain).strip():
            found.append(Block(text="\n".join(plain).strip("\n")))
        plain = []
        if line is not None and line.text.strip():
            found.append(
                Block(
                    text=line.text,
                    title=wording_entries.line_kind(line.kind),
                    icon=ICONS[line.kind],
                )
            )
    return found


def _blocks(parts: Sequence[tuple[str, str, str]]) -> list[Block]:
    return [
        Block(text=text, title=title, icon=icon) for title, text, icon in parts if text.strip()
    ]


def _private_blocks(noted: Afterwards) -> list[Block]:
    parts = (
        (_tr("Held back, for yourself alone"), noted.held_back_what, "eye-off"),
        (_tr("Afterwards, for yourself alone"), noted.words, "eye-off"),
    )
    return _blocks(parts)
