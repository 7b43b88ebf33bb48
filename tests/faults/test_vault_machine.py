"""Anything that can happen to a journal, in any order: what was kept is what is read.

Beside the journal a model in memory does the same. The journal is locked and killed, backed up
and restored, put under other keys, exported and imported, and compared after each step.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.exchange import journal_json, prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store import records
from sessiondesk.vault import backup_file, creating, new_data_key, opening, rekeying, restoring
from sessiondesk.vault.backing_up import back_up, try_out
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.opened import OpenVault
from tests import strategies
from tests.conftest import NOON, ZONE, Clock
from tests.faults.acts import CHEAP
from tests.faults.counts import IS_FULL, note, times

PROMPTS = prompt_file.load(paths.resources() / "prompts" / "en.json")
EXAMPLES = times(4, 60)
STEPS = times(20, 30)
EDITOR = "note"
Value = CheckIn | BringUp


@dataclass(frozen=True, kw_only=True)
class Model:
    """What a journal holds, and what opens it. A new one for each step; none is changed.

    Attributes:
        kept: The records, by their identity.
        drafts: Words being typed, by the identity of what they are for.
        passphrase: What is typed.
        recovery_key: What is on paper.
    """

    kept: dict[str, Value] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    passphrase: str
    recovery_key: str

    def with_(self, value: Value) -> "Model":
        return replace(self, kept={**self.kept, value.id: value})

    def without(self, record_id: str) -> "Model":
        kept = {id_: value for id_, value in self.kept.items() if id_ != record_id}
        return replace(self, kept=kept)


class VaultMachine(RuleBasedStateMachine):
    """Does what a person, a crash and an accident can do, beside a model in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        # Where backups are looked into.
        os.environ["XDG_STATE_HOME"] = str(self.root / "state")
        self.folder = self.root / "mine.sdesk"
        self.clock = Clock(NOON)
        self.backups: dict[str, Model] = {}
        self.used: set[str] = set()
        passphrase = self.new_passphrase()
        new = creating.prepare(passphrase, calibration=CHEAP)
        self.model = Model(passphrase=passphrase, recovery_key=str(new.recovery_key))
        self.begin(creating.write(self.folder, new, now=self.clock()))

    def begin(self, vault: OpenVault) -> None:
        self.vault = vault
        self.journal = Journal(vault.db, now=self.clock, zone=ZONE, prompts=PROMPTS, ground=vault)

    def unlock(self) -> None:
        self.clock.pass_(minutes=1)
        unsealed = opening.unseal(self.folder, self.model.recovery_key, SlotKind.RECOVERY)
        self.begin(opening.open_vault(unsealed, now=self.clock()))
        assert self.vault.notices == ()

    def put_away(self) -> None:
        self.journal.close()
        self.vault.close()

    def new_passphrase(self) -> str:
        self.used.add(f"passphrase number {len(self.used)}")
        return f"passphrase number {len(self.used) - 1}"

    def keep(self, value: Value) -> None:
        self.model = self.model.with_(value)
        match value:
            case CheckIn():
                self.journal.checkins.record(value)
            case BringUp():
                self.journal.bring_ups.record(value)

    def known_backups(self) -> list[BackupFile]:
        found = backup_file.all_in(self.folder / "backups")
        return [each for each in found if each.stem in self.backups]

    # What a person writes.

    @rule(checkin=strategies.a_checkin)
    def write_a_check_in(self, checkin: CheckIn) -> None:
        self.keep(replace(checkin, tags=frozenset(), patterns=frozenset()))

    @rule(text=strategies.words)
    def write_a_bring_up(self, text: str) -> None:
        self.keep(BringUp(text=text, rank=len(self.model.kept)))

    @precondition(lambda self: self.model.kept)
    @rule(data=st.data(), text=strategies.words)
    def edit(self, data: st.DataObject, text: str) -> None:
        value = self.model.kept[data.draw(st.sampled_from(sorted(self.model.kept)))]
        if isinstance(value, CheckIn):
            self.keep(replace(value, sleep_hours=len(text) % 24))
        else:
            self.keep(replace(value, text=text))

    @precondition(lambda self: self.model.kept)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        value = self.model.kept[data.draw(st.sampled_from(sorted(self.model.kept)))]
        self.model = self.model.without(value.id)
        with self.journal.act() as act:
            act.remove(records.kind_of(value), value.id)

    @rule(text=strategies.words)
    def type_something(self, text: str) -> None:
        record_id = f"{len(self.model.drafts):032x}"
        self.model = replace(self.model, drafts={**self.model.drafts, record_id: text})
        self.journal.drafts.keep(EDITOR, "checkin", record_id, text)

    # What happens to the program.

    @rule()
    def lock(self) -> None:
        self.put_away()
        self.unlock()

    @rule()
    def kill(self) -> None:
        # What is on the disk at this moment is all that a killed process leaves.
        left = shutil.copytree(self.folder, self.root / "left")
        self.vault.close()
        shutil.rmtree(self.folder)
        left.rename(self.folder)
        self.unlock()

    # What is done with the whole journal.

    @rule()
    def back_up(self) -> None:
        self.clock.pass_(minutes=1)
        made = back_up(self.vault.backup_source(), Reason.ASKED, now=self.clock())
        self.vault.note_backup(made)
        self.backups[made.stem] = self.model
        tried = try_out(made.path, self.vault.backup_source())
        assert tried.rows["checkin"] + tried.rows["bring_up"] == len(self.model.kept)

    @precondition(lambda self: self.known_backups())
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        backup = data.draw(st.sampled_from(self.known_backups()))
        self.put_away()
        self.model = self.backups[backup.stem]
        unpacked = restoring.unpack(
            backup.path, self.folder, self.model.recovery_key, SlotKind.RECOVERY, now=self.clock()
        )
        restored = restoring.put_in_place(unpacked, now=self.clock())
        assert restored.folder == self.folder
        assert restored.before is not None
        self.unlock()

    @rule()
    def change_passphrase(self) -> None:
        new = self.new_passphrase()
        changed = rekeying.change_passphrase(
            self.folder, self.model.recovery_key, SlotKind.RECOVERY, new, cost=CHEAP
        )
        self.vault.adopt(changed)
        self.model = replace(self.model, passphrase=new)

    @rule()
    def change_recovery_key(self) -> None:
        prepared = rekeying.prepare_recovery_key(
            self.folder, self.model.recovery_key, SlotKind.RECOVERY
        )
        self.vault.adopt(rekeying.put_recovery_key(prepared))
        self.model = replace(self.model, recovery_key=prepared.recovery_key)

    @rule()
    def change_data_key(self) -> None:
        self.journal.close()
        passphrase = self.new_passphrase()
        new = new_data_key.prepare(self.folder, passphrase, cost=CHEAP)
        self.clock.pass_(minutes=1)
        new_data_key.switch(self.vault, new, now=self.clock())
        self.model = replace(self.model, passphrase=passphrase, recovery_key=str(new.recovery_key))
        self.unlock()

    @rule()
    def open_with_the_passphrase(self) -> None:
        self.put_away()
        opening.unseal(self.folder, self.model.passphrase, SlotKind.PASSPHRASE)
        self.unlock()

    @rule()
    def export_and_import(self) -> None:
        contents = journal_json.read(self.journal.transfer.export())
        # Here everything is there already; in a new journal nothing is.
        assert self.journal.transfer.bring_in(contents).is_nothing
        self.put_away()
        shutil.move(self.folder, self.root / f"exported-{len(list(self.root.iterdir()))}.sdesk")
        self.backups.clear()
        passphrase = self.new_passphrase()
        new = creating.prepare(passphrase, calibration=CHEAP)
        self.model = replace(self.model, passphrase=passphrase, recovery_key=str(new.recovery_key))
        self.begin(creating.write(self.folder, new, now=self.clock()))
        self.journal.transfer.bring_in(contents)

    # And after each of these:

    @invariant()
    def what_was_kept_is_what_is_read(self) -> None:
        extent = self.journal.checkins.extent()
        checkins = self.journal.checkins.between(extent) if extent else ()
        found: list[Value] = [*checkins, *self.journal.bring_ups.all()]
        assert {each.id: records.encode(each) for each in found} == {
            id_: records.encode(value) for id_, value in self.model.kept.items()
        }
        drafts = {each.record_id: each.text for each in self.journal.drafts.all()}
        assert drafts == self.model.drafts

    @override
    def teardown(self) -> None:
        self.vault.close()
        shutil.rmtree(self.root)


@pytest.fixture(autouse=True)
def _state_folder(monkeypatch):
    # Set by the machine; given back here.
    monkeypatch.setenv("XDG_STATE_HOME", "")


def test_whatever_happens_what_was_kept_is_what_is_read():
    settings = hypothesis.settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not IS_FULL,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )

    hypothesis.stateful.run_state_machine_as_test(VaultMachine, settings=settings)

    note("anything in any order", runs=EXAMPLES, steps_each=STEPS, differences=0)
