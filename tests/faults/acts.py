"""What is done to a vault while it is hit. Each act begins with a closed vault, or with none.

An act marks what it was told is kept: with a line written to nowhere, which strace sees.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import AssessmentId
from sessiondesk.journal import Journal
from sessiondesk.store import migrations
from sessiondesk.store.errors import StoreError
from sessiondesk.vault import (
    creating,
    new_data_key,
    opening,
    rekeying,
    repairing,
    restoring,
)
from sessiondesk.vault.backing_up import back_up as make_backup
from sessiondesk.vault.backup_file import Reason, file_name
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.opened import OpenVault
from tests.faults.saver import made_of

NAME = "mine.sdesk"
PASSPHRASE = "six plain words on a card"
NEW_PASSPHRASE = "six other words on another card"
CHEAP = Cost(m=65_536, t=2, p=1)
NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
# In a place stand the disk that is hit, with the vault on it, and the paper with its key.
DISK = "disk"
PAPER = "paper"
NEW_PAPER = "new paper"
# What a vault has in it before it is hit.
BEFORE = 12
STEPS = 40
SHORT = 5
DATABASE = "vault.db"
PAGE = 4096
EDITOR = "note"
FORM = "assessment"
INSTRUMENT = "phq9"
ITEMS = 9
NOWHERE = "/dev/null"

State = tuple[dict[str, CheckIn | Assessment], dict[str, str]]


def filled_in(number: int) -> Assessment:
    """Return the questionnaire with this number, the same in every process."""
    answers = {item: (item + number) % 4 for item in range(1, ITEMS + 1)}
    return Assessment(
        id=AssessmentId(f"{number:032x}"),
        instrument=INSTRUMENT,
        version=1,
        day=NOW.date(),
        taken_at=NOW,
        answers=answers,
        total=sum(answers.values()),
    )


def altered(number: int) -> Assessment:
    """Return the same with another answer, and on the sheet."""
    before = filled_in(number)
    answers = {**before.answers, ITEMS: 0}
    return replace(before, answers=answers, total=sum(answers.values()), on_sheet=True)


def states() -> list[State]:
    """Return what is in the journal before the first step, and after each."""
    kept: dict[str, CheckIn | Assessment] = {}
    kept.update((each.id, each) for each in (made_of(0, number) for number in range(BEFORE)))
    drafts: dict[str, str] = {}
    found = [(dict(kept), dict(drafts))]
    for number in range(STEPS):
        each = made_of(1, number)
        match number % 8:
            case 0 | 5:
                kept[each.id] = each
            case 1:
                drafts[INSTRUMENT] = f"half filled in, {number}"
            case 2:
                kept[filled_in(number).id] = filled_in(number)
                del drafts[INSTRUMENT]
            case 3:
                kept[filled_in(number - 1).id] = altered(number - 1)
            case 4:
                del kept[made_of(1, number - 4).id]
            case 6:
                before = made_of(1, number - 1)
                kept[before.id] = replace(before, sleep_hours=7.25)
            case _:
                drafts[each.id] = f"being typed, {number}"
        found.append((dict(kept), dict(drafts)))
    return found


def found_in(journal: Journal) -> State:
    """Return what is in ``journal``."""
    period = journal.checkins.extent()
    checkins = journal.checkins.between(period) if period else ()
    found: dict[str, CheckIn | Assessment] = {}
    found.update((each.id, each) for each in checkins)
    found.update((each.id, each) for each in journal.measures.all())
    return found, {each.record_id: each.text for each in journal.drafts.all()}


def step(journal: Journal, number: int) -> None:
    """Do step ``number``: record, fill in, change, begin to type, or remove."""
    each = made_of(1, number)
    match number % 8:
        case 0 | 5:
            journal.checkins.record(each)
        case 1:
            journal.drafts.keep(FORM, "assessment", INSTRUMENT, f"half filled in, {number}")
        case 2:
            journal.measures.record(filled_in(number), settles=[FORM])
        case 3:
            journal.measures.record(altered(number - 1))
        case 4:
            journal.checkins.remove(made_of(1, number - 4).id)
        case 6:
            journal.checkins.record(replace(made_of(1, number - 1), sleep_hours=7.25))
        case _:
            journal.drafts.keep(EDITOR, "checkin", each.id, f"being typed, {number}")


def mark(number: int, nowhere: int) -> None:
    """Say that ``number`` steps are kept."""
    os.write(nowhere, b"kept %d" % number)


def vault_in(place: Path) -> Path:
    """Return where the vault is."""
    return place / DISK / NAME


def recovery_key(place: Path, paper: str = PAPER) -> str:
    """Return the recovery key of the vault in ``place``."""
    return (place / paper).read_text("ascii")


def opened(place: Path, paper: str = PAPER) -> OpenVault:
    """Open the vault in ``place`` without the wait for a passphrase."""
    unsealed = opening.unseal(vault_in(place), recovery_key(place, paper), SlotKind.RECOVERY)
    return opening.open_vault(unsealed, now=NOW)


def fill(place: Path) -> None:
    """Put into an empty vault what each has before it is hit."""
    with opened(place) as vault:
        journal = journal_of(vault)
        for number in range(BEFORE):
            journal.checkins.record(made_of(0, number))
        journal.close()


def advance(place: Path) -> None:
    """Make a backup, and go some steps on from it."""
    back_up(place, NOW)
    with opened(place) as vault:
        journal = journal_of(vault)
        for number in range(SHORT):
            step(journal, number)
        journal.close()


def damage(place: Path) -> None:
    """Destroy a page of the database in which nothing but words is."""
    with (vault_in(place) / DATABASE).open("r+b") as file:
        file.seek(-2 * PAGE, os.SEEK_END)
        file.write(bytes(PAGE))


def the_backup(place: Path) -> Path:
    """Return the backup that the journal has gone on from."""
    return vault_in(place) / "backups" / file_name(NOW, Reason.ASKED)


def nothing(place: Path) -> None:
    """Do nothing."""


def save(place: Path) -> None:
    """Open the journal, change it step by step, and close it."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    with opened(place) as vault:
        journal = journal_of(vault)
        for number in range(STEPS):
            step(journal, number)
            mark(number + 1, nowhere)
        journal.close()


def create(place: Path) -> None:
    """Make a vault where none is."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    new = creating.prepare(PASSPHRASE, calibration=CHEAP)
    # As a person does, before the folder is made.
    (place / PAPER).write_text(str(new.recovery_key), "ascii")
    vault = creating.write(vault_in(place), new, now=NOW)
    mark(0, nowhere)
    vault.close()


def save_again(place: Path) -> None:
    """Do the same as `save`, and do a step once more that was not kept."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    with opened(place) as vault:
        journal = journal_of(vault)
        for number in range(SHORT):
            try:
                step(journal, number)
            except StoreError:
                step(journal, number)
            mark(number + 1, nowhere)
        journal.close()


def change_passphrase(place: Path) -> None:
    """Set another passphrase."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    rekeying.change_passphrase(
        vault_in(place), recovery_key(place), SlotKind.RECOVERY, NEW_PASSPHRASE, cost=CHEAP
    )
    mark(1, nowhere)


def change_recovery_key(place: Path) -> None:
    """Make another recovery key, and put it on paper before it counts."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    prepared = rekeying.prepare_recovery_key(
        vault_in(place), recovery_key(place), SlotKind.RECOVERY
    )
    (place / NEW_PAPER).write_text(prepared.recovery_key, "ascii")
    rekeying.put_recovery_key(prepared)
    mark(1, nowhere)


def change_data_key(place: Path) -> None:
    """Put the journal under a new data key, with a new recovery key on paper before it counts."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    vault = opened(place)
    new = new_data_key.prepare(vault_in(place), NEW_PASSPHRASE, cost=CHEAP)
    (place / NEW_PAPER).write_text(str(new.recovery_key), "ascii")
    new_data_key.switch(vault, new, now=LATER)
    mark(1, nowhere)


def back_up(place: Path, now: datetime = LATER) -> None:
    """Make a backup, which takes its place beside those that are there."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    with opened(place) as vault:
        made = make_backup(vault.backup_source(), Reason.ASKED, now=now)
        mark(1, nowhere)
        vault.note_backup(made)


def restore(place: Path) -> None:
    """Put the backup in the place of what went on from it."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    unpacked = restoring.unpack(
        the_backup(place), vault_in(place), recovery_key(place), SlotKind.RECOVERY, now=LATER
    )
    restoring.put_in_place(unpacked, now=LATER)
    mark(1, nowhere)


def repair(place: Path) -> None:
    """Put a whole journal in the place of a damaged one."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    unsealed = opening.unseal(vault_in(place), recovery_key(place), SlotKind.RECOVERY)
    backup = repairing.newest_good_backup(vault_in(place), unsealed)
    repairing.repair(unsealed, now=LATER, backup=backup.path if backup else None)
    mark(1, nowhere)


def be_newer() -> None:
    """Be a program to come, with one more step of the tables."""
    changes = ModuleType("m9999_weather")
    changes.__dict__["STATEMENTS"] = (
        "ALTER TABLE checkin ADD COLUMN weather TEXT",
        "UPDATE checkin SET weather = 'unknown'",
    )
    migrations.MIGRATIONS = (*migrations.MIGRATIONS, changes)
    migrations.CURRENT_VERSION = len(migrations.MIGRATIONS)


def migrate(place: Path) -> None:
    """Open the journal with a program to come."""
    nowhere = os.open(NOWHERE, os.O_WRONLY)
    be_newer()
    opened(place).close()
    mark(1, nowhere)
