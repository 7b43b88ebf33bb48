"""Anything a person can do, in any order: what was kept is what is read."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.insight import Insight
from sessiondesk.domain.kept_sheet import KeptSheet
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.sign import Sign
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.exchange import journal_json, prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store import connection, records
from sessiondesk.store.kinds import Kind
from sessiondesk.store.migrations import migrate
from sessiondesk.store.records import Record
from tests import strategies
from tests.conftest import KEY, NOON, VAULT_ID, ZONE, Clock

PROMPTS = prompt_file.load(paths.resources() / "prompts" / "en.json")
Kept = dict[tuple[Kind, str], Record]

COURSE = Course(id=strategies.COURSE, started_on=date(2026, 1, 1))
PRACTICE = Practice(id=strategies.PRACTICE, text="breathing", agreed_on=date(2026, 1, 1))
SESSION = TherapySession(
    id=strategies.SESSION,
    course_id=COURSE.id,
    planned_for=NOON.replace(tzinfo=None),
    zone=ZONE,
)
THEIRS = Form(id=strategies.FORM, name="theirs")
TAGS = tuple(Tag(name=name) for name in ("work", "job", "office"))
PATTERNS = tuple(Pattern(name=name, named_on=NOON.date()) for name in ("quiet", "fine"))


class JournalMachine(RuleBasedStateMachine):
    """Writes, edits, merges, removes, undoes, locks and unlocks, beside a model in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock(NOON)
        self.db = connection.create(self.folder / "vault.db", KEY, VAULT_ID)
        migrate(self.db)
        self._open()
        self.kept: Kept = {}
        self.past: list[Kept] = []
        self.future: list[Kept] = []
        self.said: dict[date, list[Insight]] = {}
        self.taken: dict[str, str] = {}

    def _open(self) -> None:
        self.journal = Journal(self.db, now=self.clock, zone=ZONE, prompts=PROMPTS)

    @initialize()
    def begin_a_therapy(self) -> None:
        first: tuple[Record, ...] = (COURSE, SESSION, PRACTICE, THEIRS, *TAGS, *PATTERNS)
        for each in first:
            self._keep(each)
        for n in range(len(TAGS)):
            tags = frozenset(tag.id for tag in TAGS[: n + 1])
            patterns = frozenset(pattern.id for pattern in PATTERNS[n:])
            self._keep(CheckIn(felt_at=NOON, day=NOON.date(), tags=tags, patterns=patterns))

    def _did(self, *now: Record) -> None:
        self.past.append(dict(self.kept))
        self.future.clear()
        self.kept.update({(records.kind_of(each), each.id): each for each in now})

    def _keep(self, value: Record, *, given: Record | None = None) -> None:
        """Record ``given``, which is to be kept as ``value``."""
        former = self.kept.get((records.kind_of(value), value.id))
        if former is None or records.encode(former) != records.encode(value):
            self._did(value)
        self._record(given or value)

    def _record(self, value: Record) -> None:  # noqa: C901, PLR0912 - one for each kind
        journal = self.journal
        match value:
            case CheckIn():
                journal.checkins.record(value)
            case BringUp():
                journal.bring_ups.record(value)
            case Goal():
                journal.goals.record(value)
            case Tag():
                journal.tags.record(value)
            case Pattern():
                journal.patterns.record(value)
            case FeelingWord():
                journal.feelings.record(value)
            case Course():
                journal.courses.record(value)
            case TherapySession():
                journal.sessions.record(value)
            case Afterwards():
                journal.afterwards.record(value)
            case Practice():
                journal.practices.record(value)
            case PracticeLog():
                journal.practices.log(value)
            case Sign():
                journal.signs.record(value)
            case LifeEvent():
                journal.life_events.record(value)
            case SafetyPlan():
                journal.safety.record(value)
            case Assessment():
                journal.measures.record(value)
            case Form():
                journal.measures.record_form(value)
            case FormTotal(form_id=form_id):
                form = self.kept[Kind.FORM, form_id]
                assert isinstance(form, Form)
                journal.measures.record_form(form, value)
            case MeasurePlan():
                journal.measures.plan(value)
            case Review():
                journal.reviews.record(value)
            case Recall():
                journal.recalls.record(value)

    def _ids(self, kind: Kind) -> list[str]:
        # In the order in which they came: identities are random, and the draws must not be.
        return [record_id for found, record_id in self.kept if found is kind]

    def _standing(self, kind: Kind) -> list[str]:
        found = [(own, self.kept[kind, own]) for own in self._ids(kind)]
        return [own for own, value in found if getattr(value, "merged_into", None) is None]

    @rule(checkin=strategies.a_checkin, data=st.data())
    def write_a_check_in(self, checkin: CheckIn, data: st.DataObject) -> None:
        def some(kind: Kind) -> frozenset[str]:
            ids = self._standing(kind)
            return data.draw(st.frozensets(st.sampled_from(ids))) if ids else frozenset()

        tags, patterns = some(Kind.TAG), some(Kind.PATTERN)
        self._keep(replace(checkin, tags=tags, patterns=patterns))  # type: ignore[arg-type]

    @rule(text=strategies.words)
    def write_a_bring_up(self, text: str) -> None:
        self._keep(BringUp(text=text, rank=len(self.kept)))

    @rule(text=strategies.words, day=strategies.days)
    def set_a_goal(self, text: str, day: date) -> None:
        self._keep(Goal(text=text, began_on=day))

    @rule(
        value=strategies.a_feeling_word
        | strategies.an_afterwards
        | strategies.a_log
        | strategies.a_life_event
        | strategies.a_safety_plan
        | strategies.a_sign
        | strategies.an_assessment
        | strategies.a_form_total
        | strategies.a_measure_plan
        | strategies.a_review
        | strategies.a_recall
    )
    def write_something_else(self, value: Record) -> None:
        needs: Mapping[Kind, TherapySession | Practice | Form] = {
            Kind.REVIEW: SESSION,
            Kind.AFTERWARDS: SESSION,
            Kind.SIGN: SESSION,
            Kind.PRACTICE_LOG: PRACTICE,
            Kind.FORM_TOTAL: THEIRS,
        }
        needed = needs.get(records.kind_of(value))
        if needed is None or (records.kind_of(needed), needed.id) in self.kept:
            self._keep(value)

    @rule(insights=st.lists(strategies.an_insight, max_size=3), day=strategies.days)
    def say_what_the_record_says(self, insights: list[Insight], day: date) -> None:
        """No act of the person: there is nothing to take back, and nothing taken back by it."""
        said = {each.id: each for each in (_on(day, each) for each in insights)}
        self.said[day] = list(said.values())
        self.journal.insights.keep(day, self.said[day])

    @rule(sheet=strategies.a_sheet)
    def take_a_sheet(self, sheet: KeptSheet) -> None:
        """Paper cannot be taken back: this is nothing that undo undoes."""
        if sheet.session_id is None or (Kind.THERAPY_SESSION, sheet.session_id) in self.kept:
            self.taken[sheet.id] = records.encode(sheet)
            self.journal.sheets.record(sheet)

    @rule(name=strategies.names, is_pattern=st.booleans())
    def name_a_tag_or_a_pattern(self, name: str, *, is_pattern: bool) -> None:
        self._keep(Pattern(name=name, named_on=NOON.date()) if is_pattern else Tag(name=name))

    @rule(data=st.data(), kind=st.sampled_from([Kind.TAG, Kind.PATTERN]))
    def merge(self, data: st.DataObject, kind: Kind) -> None:
        standing = self._standing(kind)
        if len(standing) > 1:
            own, into = data.draw(st.permutations(standing))[:2]
            lead = [
                value
                for (found, each), value in self.kept.items()
                if found is kind and (each == own or getattr(value, "merged_into", None) == own)
            ]
            self._did(*(replace(each, merged_into=into) for each in lead))  # type: ignore[arg-type]
            part = self.journal.tags if kind is Kind.TAG else self.journal.patterns
            part.merge(own, into=into)  # type: ignore[arg-type]

    @rule(data=st.data(), kind=st.sampled_from([Kind.TAG, Kind.PATTERN]))
    def part(self, data: st.DataObject, kind: Kind) -> None:
        standing = self._standing(kind)
        merged = [own for own in self._ids(kind) if own not in standing]
        if merged:
            own = data.draw(st.sampled_from(merged))
            self._did(replace(self.kept[kind, own], merged_into=None))  # type: ignore[arg-type]
            part = self.journal.tags if kind is Kind.TAG else self.journal.patterns
            part.part(own)  # type: ignore[arg-type]

    @rule(data=st.data(), hours=st.integers(0, 24))
    def edit_a_check_in_as_it_is_read(self, data: st.DataObject, hours: int) -> None:
        if ids := self._ids(Kind.CHECKIN):
            own = data.draw(st.sampled_from(ids))
            former = self.kept[Kind.CHECKIN, own]
            read = self.journal.checkins.find(former.id)  # type: ignore[arg-type]
            assert isinstance(former, CheckIn)
            assert read is not None
            # What is read names what stands; what is kept goes on naming what it was given.
            self._keep(replace(former, sleep_hours=hours), given=replace(read, sleep_hours=hours))

    @rule(data=st.data(), item=st.integers(1, 9), value=st.integers(0, 3), on_sheet=st.booleans())
    def change_an_answer(
        self, data: st.DataObject, item: int, value: int, *, on_sheet: bool
    ) -> None:
        if ids := self._ids(Kind.ASSESSMENT):
            own = data.draw(st.sampled_from(ids))
            former = self.kept[Kind.ASSESSMENT, own]
            assert isinstance(former, Assessment)
            answers = {**former.answers, item: value}
            self._keep(
                replace(former, answers=answers, total=sum(answers.values()), on_sheet=on_sheet)
            )

    @rule(data=st.data(), text=strategies.names)
    def put_it_in_other_words(self, data: st.DataObject, text: str) -> None:
        fields = {
            Kind.BRING_UP: "text",
            Kind.GOAL: "text",
            Kind.PRACTICE: "text",
            Kind.FEELING_WORD: "text",
            Kind.TAG: "name",
            Kind.PATTERN: "name",
            Kind.THERAPY_SESSION: "notes",
            Kind.LIFE_EVENT: "title",
            Kind.SIGN: "example",
            Kind.AFTERWARDS: "words",
            Kind.SAFETY_PLAN: "safer_room",
            Kind.FORM: "name",
            Kind.REVIEW: "own_words",
            Kind.RECALL: "words",
        }
        if keys := [key for key in self.kept if key[0] in fields]:
            key = data.draw(st.sampled_from(keys))
            self._keep(replace(self.kept[key], **{fields[key[0]]: text}))  # type: ignore[arg-type]

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        # What was merged is parted first; a page does not offer it otherwise.
        standing = {own for kind in (Kind.TAG, Kind.PATTERN) for own in self._standing(kind)}
        keys = [
            (kind, own)
            for kind, own in self.kept
            if kind not in {Kind.TAG, Kind.PATTERN} or own in standing
        ]
        if keys:
            kind, record_id = data.draw(st.sampled_from(keys))
            self._did()
            del self.kept[kind, record_id]
            with self.journal.act() as act:
                act.remove(kind, record_id)

    @rule()
    def undo(self) -> None:
        assert self.journal.undo() is bool(self.past)
        if self.past:
            self.future.append(self.kept)
            self.kept = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert self.journal.redo() is bool(self.future)
        if self.future:
            self.past.append(self.kept)
            self.kept = self.future.pop()

    @rule(is_crash=st.booleans())
    def lock_and_unlock(self, *, is_crash: bool) -> None:
        if not is_crash:
            self.journal.close()
        self.db.close()
        self.db = connection.connect(self.folder / "vault.db", KEY, VAULT_ID)
        self._open()
        self.past, self.future = [], []

    @rule()
    def take_it_out_and_bring_it_in(self) -> None:
        document = self.journal.transfer.export()
        assert self.journal.transfer.preview(journal_json.read(document)).is_nothing

    @invariant()
    def what_was_kept_is_what_is_read(self) -> None:
        found = {
            (kind, own): self._encoded(kind, own)
            for kind in Kind
            for (own,) in self.db.execute(
                "SELECT id FROM " + kind + " WHERE removed_at IS NULL"
            ).fetchall()
            if kind not in {Kind.SCALE, Kind.INSIGHT, Kind.SHEET}
        }
        assert found == {key: records.encode(value) for key, value in self.kept.items()}

    @invariant()
    def what_was_said_is_what_was_said(self) -> None:
        days = [day for day, insights in self.said.items() if insights]
        assert self.journal.insights.days() == sorted(days)
        for day in days:
            assert self.journal.insights.on(day) == self.said[day]

    @invariant()
    def what_was_taken_stays_as_it_was(self) -> None:
        found = {each.id: records.encode(each) for each in self.journal.sheets.all()}
        assert found == self.taken

    @invariant()
    def pages_are_given_what_stands(self) -> None:
        journal = self.journal
        assert {each.id for each in journal.tags.all()} == set(self._standing(Kind.TAG))
        assert {each.id for each in journal.patterns.all()} == set(self._standing(Kind.PATTERN))
        leads = {own: _end(self.kept, Kind.TAG, own) for own in self._ids(Kind.TAG)}
        extent = journal.checkins.extent()
        for checkin in journal.checkins.between(extent) if extent else ():
            former = self.kept[Kind.CHECKIN, checkin.id]
            assert isinstance(former, CheckIn)
            # One in the bin stays on the entry, for the case it comes back.
            ends = {leads[own] for own in former.tags if own in leads}
            assert checkin.tags & leads.keys() == ends & leads.keys()

    def _encoded(self, kind: Kind, own: str) -> str:
        record = records.find(self.db, kind, own)
        assert record is not None
        return records.encode(record)

    @override
    def teardown(self) -> None:
        self.db.close()
        shutil.rmtree(self.folder)


def _end(kept: Mapping[tuple[Kind, str], Record], kind: Kind, own: str) -> str:
    return getattr(kept[kind, own], "merged_into", None) or own


def _on(day: date, insight: Insight) -> Insight:
    return Insight(
        day=day,
        asked=insight.asked,
        subject=insight.subject,
        method=insight.method,
        claim=insight.claim,
    )


TestJournalMachine = JournalMachine.TestCase
TestJournalMachine.settings = hypothesis.settings(
    max_examples=25, stateful_step_count=30, deadline=None
)
