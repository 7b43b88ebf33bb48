"""Anything a person can do, in any order: what was kept is what is read."""

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.goal import Goal
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store import connection, records
from sessiondesk.store.kinds import Kind
from sessiondesk.store.migrations import migrate
from tests import strategies
from tests.conftest import KEY, NOON, VAULT_ID, ZONE, Clock

PROMPTS = prompt_file.load(paths.resources() / "prompts" / "en.json")
Kept = dict[tuple[Kind, str], CheckIn | BringUp | Goal]


class JournalMachine(RuleBasedStateMachine):
    """Writes, edits, removes, undoes, locks and unlocks, beside a model in memory."""

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

    def _open(self) -> None:
        self.journal = Journal(self.db, now=self.clock, zone=ZONE, prompts=PROMPTS)

    def _keep(self, value: CheckIn | BringUp | Goal) -> None:
        kind = records.kind_of(value)
        former = self.kept.get((kind, value.id))
        is_same = former is not None and records.encode(former) == records.encode(value)
        if not is_same:
            self.past.append(dict(self.kept))
            self.future.clear()
            self.kept[kind, value.id] = value
        match value:
            case CheckIn():
                self.journal.checkins.record(value)
            case BringUp():
                self.journal.bring_ups.record(value)
            case Goal():
                self.journal.goals.record(value)

    @rule(checkin=strategies.a_checkin)
    def write_a_check_in(self, checkin: CheckIn) -> None:
        self._keep(replace(checkin, tags=frozenset(), patterns=frozenset()))

    @rule(text=strategies.words)
    def write_a_bring_up(self, text: str) -> None:
        self._keep(BringUp(text=text, rank=len(self.kept)))

    @rule(text=strategies.words, day=strategies.days)
    def set_a_goal(self, text: str, day: date) -> None:
        self._keep(Goal(text=text, began_on=day))

    @rule(data=st.data(), text=strategies.words)
    def edit(self, data: st.DataObject, text: str) -> None:
        if self.kept:
            value = data.draw(st.sampled_from(sorted(self.kept.values(), key=lambda v: v.id)))
            if isinstance(value, CheckIn):
                self._keep(replace(value, sleep_hours=len(text) % 24))
            else:
                self._keep(replace(value, text=text))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if self.kept:
            kind, record_id = data.draw(st.sampled_from(sorted(self.kept)))
            self.past.append(dict(self.kept))
            self.future.clear()
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

    @invariant()
    def what_was_kept_is_what_is_read(self) -> None:
        found: Kept = {}
        extent = self.journal.checkins.extent()
        for checkin in self.journal.checkins.between(extent) if extent else ():
            found[Kind.CHECKIN, checkin.id] = checkin
        for bring_up in self.journal.bring_ups.all():
            found[Kind.BRING_UP, bring_up.id] = bring_up
        for goal in self.journal.goals.all():
            found[Kind.GOAL, goal.id] = goal
        assert {key: records.encode(value) for key, value in found.items()} == {
            key: records.encode(value) for key, value in self.kept.items()
        }

    @override
    def teardown(self) -> None:
        self.db.close()
        shutil.rmtree(self.folder)


TestJournalMachine = JournalMachine.TestCase
TestJournalMachine.settings = hypothesis.settings(
    max_examples=25, stateful_step_count=30, deadline=None
)
