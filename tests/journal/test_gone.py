"""The journal while its file is away: nothing is kept elsewhere, and it goes on afterwards."""

import shutil
from dataclasses import replace

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreGoneError, StoreIOError
from sessiondesk.vault import creating
from sessiondesk.vault.key_slots import Cost

MOOD = ScaleId("mood")


@pytest.fixture(scope="module")
def new_vault():
    """Keys, not on disk yet."""
    return creating.prepare("six plain words", calibration=Cost(m=65_536, t=2, p=1))


@pytest.fixture
def vault(new_vault, tmp_path, clock):
    """An open vault on a drive that can be pulled."""
    with creating.write(tmp_path / "mine.sdesk", new_vault, now=clock()) as vault:
        yield vault


@pytest.fixture
def journal(vault, clock, prompts, qapp):
    """The journal in it."""
    return Journal(vault.db, now=clock, zone="Europe/Berlin", prompts=prompts, ground=vault)


@pytest.fixture
def checkin(journal):
    """A check-in that is kept."""
    checkin = CheckIn(felt_at=journal.now(), day=journal.today(), ratings={MOOD: 6})
    journal.checkins.record(checkin)
    return checkin


def test_nothing_is_kept_while_the_folder_is_away(journal, vault, checkin):
    away = vault.folder.rename(vault.folder.with_name("away"))

    with pytest.raises(StoreGoneError):
        journal.checkins.record(replace(checkin, ratings={MOOD: 2}))

    assert not vault.folder.exists()
    away.rename(vault.folder)
    assert journal.checkins.find(checkin.id) == checkin


def test_keeping_goes_on_when_the_folder_is_back(journal, vault, checkin):
    vault.checkpoint()
    away = vault.folder.rename(vault.folder.with_name("away"))
    with pytest.raises(StoreGoneError):
        journal.checkins.record(replace(checkin, ratings={MOOD: 2}))
    # Another descriptor, as on a drive that was mounted again.
    shutil.copytree(away, vault.folder)

    journal.checkins.record(replace(checkin, ratings={MOOD: 3}))

    assert journal.checkins.find(checkin.id).ratings == {MOOD: 3}
    journal.undo()
    assert journal.checkins.find(checkin.id) == checkin
    old = sorted(path.name for path in away.iterdir())
    assert "vault.db" in old


def test_after_an_error_of_the_disk_the_file_is_opened_again(journal, vault, checkin):
    before = journal.db

    with pytest.raises(StoreIOError), journal.writing():
        raise StoreIOError
    journal.checkins.record(replace(checkin, ratings={MOOD: 3}))

    assert journal.db is not before
    assert journal.db is vault.db
    assert journal.checkins.find(checkin.id).ratings == {MOOD: 3}
