"""A copy in another place, for when the disk takes nothing any more."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from sessiondesk.journal import Journal
from sessiondesk.store import drafts
from sessiondesk.store.connection import connect
from sessiondesk.store.drafts import Draft
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.copy_elsewhere import CopyElsewhere
from sessiondesk.ui.jobs import Jobs
from sessiondesk.vault import backup_archive, creating
from sessiondesk.vault.key_slots import Cost

WORDS = Draft(editor="note", record_kind="checkin", record_id="one", text="not on the disk yet")


@pytest.fixture(scope="module")
def new_vault():
    """Keys, not on disk yet."""
    return creating.prepare("six plain words", calibration=Cost(m=65_536, t=2, p=1))


@pytest.fixture
def vault(new_vault, tmp_path, clock):
    """An open vault."""
    with creating.write(tmp_path / "mine.sdesk", new_vault, now=clock()) as vault:
        yield vault


@pytest.fixture
def said():
    """What was said in passing."""
    said: list[str] = []
    return said


@pytest.fixture
def copying(qtbot, vault, clock, prompts, said):
    """What makes the copy, over a vault with words that are not kept."""
    view = QWidget()
    qtbot.addWidget(view)
    jobs = Jobs(view)
    journal = Journal(vault.db, now=clock, zone="UTC", prompts=prompts, parent=view)
    keeper = BackupKeeper(vault, journal, jobs, now=clock, parent=view)
    view.show()
    yield CopyElsewhere(keeper, unsaved=lambda: [WORDS], say=said.append, parent=view)
    jobs.finish()


def choose(qtbot, copying, folder):
    copying.ask()
    *_, dialog = copying.parent().findChildren(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def words_in(backup: Path, vault, tmp_path):
    database = tmp_path / "looked.db"
    backup_archive.extract_database(backup, database)
    source = vault.backup_source()
    db = connect(database, source.keys.database.hex(), source.key_file.vault_id.hex())
    try:
        return drafts.all_(db)
    finally:
        db.close()


def test_the_copy_holds_the_words_that_could_not_be_kept(qtbot, copying, vault, said, tmp_path):
    place = tmp_path / "stick"
    place.mkdir()

    choose(qtbot, copying, place)
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)

    (backup,) = place.iterdir()
    assert str(place) in said[0]
    assert words_in(backup, vault, tmp_path) == [WORDS]
    assert drafts.all_(vault.db) == []


def test_a_place_that_is_not_there_is_told(qtbot, copying, said, tmp_path):
    choose(qtbot, copying, tmp_path / "nowhere")
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)

    assert "is not there" in said[0] or "cannot" in said[0]


def test_two_at_a_time_are_refused_in_words(qtbot, copying, said, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()

    choose(qtbot, copying, tmp_path / "one")
    choose(qtbot, copying, tmp_path / "two")

    assert said == ["A backup is under way. Try again when it is done."]
    qtbot.waitUntil(lambda: len(said) == 2, timeout=30_000)
