"""The look at the journal's file beside the window: when it disturbs, and when it does not."""

import shutil
from datetime import timedelta
from threading import Event

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreDamagedError, StoreFullError
from sessiondesk.ui import background_check
from sessiondesk.ui.background_check import BackgroundCheck
from sessiondesk.ui.jobs import Jobs
from sessiondesk.vault import creating, opening, watching
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.watching import Look

PAGE = 4096
PATIENCE = 30_000


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "mine.sdesk"
    new = creating.prepare("six plain words on a card", calibration=Cost(65536, 2, 1))
    return folder, new


@pytest.fixture
def folder(made, tmp_path, clock):
    folder, new = made
    if not folder.exists():
        creating.write(folder, new, now=clock()).close()
    return shutil.copytree(folder, tmp_path / "mine.sdesk")


@pytest.fixture
def open_vault(folder, made, clock):
    opened = []

    def open_():
        unsealed = opening.unseal(folder, made[1].recovery_key, SlotKind.RECOVERY)
        opened.append(opening.open_vault(unsealed, now=clock()))
        return opened[-1]

    yield open_
    for vault in opened:
        vault.close()


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def told():
    """What was told of damage."""
    return []


@pytest.fixture
def make_check(jobs, clock, told):
    def make(vault):
        check = BackgroundCheck(vault, jobs, now=clock, parent=jobs)
        check.damaged.connect(lambda: told.append("damaged"))
        return check

    return make


def spoil(folder, number):
    content = bytearray((folder / "vault.db").read_bytes())
    content[(number - 1) * PAGE + 100] ^= 1
    (folder / "vault.db").write_bytes(content)


def test_a_sound_journal_is_looked_at_in_silence(qtbot, open_vault, make_check, clock, told):
    vault = open_vault()
    check = make_check(vault)
    with qtbot.waitSignal(check.finished, timeout=PATIENCE):
        check.start()

    assert told == []
    # The first look was a thorough one, so the next is not.
    assert not watching.is_thorough_due(vault, clock())


def test_a_week_later_everything_is_looked_at_again(qtbot, open_vault, make_check, clock):
    vault = open_vault()
    watching.note_thorough(vault, clock())
    clock.pass_(days=8)
    check = make_check(vault)
    with qtbot.waitSignal(check.finished, timeout=PATIENCE):
        check.start()

    assert not watching.is_thorough_due(vault, clock() + timedelta(days=6))


@pytest.mark.parametrize("is_due", [False, True])
def test_a_damaged_page_is_told(  # noqa: PLR0917
    qtbot, folder, open_vault, make_check, clock, told, is_due
):
    vault = open_vault()
    if not is_due:
        watching.note_thorough(vault, clock())
    vault.close()
    spoil(folder, 7)
    vault = open_vault()
    check = make_check(vault)
    with qtbot.waitSignal(check.finished, timeout=PATIENCE):
        check.start()

    assert told == ["damaged"]
    # A damaged journal is not remembered as sound.
    assert watching.is_thorough_due(vault, clock()) is is_due


def test_a_log_that_cannot_be_emptied_is_no_damage(qtbot, open_vault, make_check, told):
    vault = open_vault()
    reader = vault.connect_worker()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    with transaction(vault.db):
        vault.db.execute("INSERT INTO meta (name, value) VALUES ('another', 'word')")
    check = make_check(vault)
    with qtbot.waitSignal(check.finished, timeout=PATIENCE):
        check.start()

    assert told == []
    reader.close()


def test_a_journal_that_locks_meanwhile_hears_nothing(qtbot, open_vault, make_check, jobs, told):
    vault = open_vault()
    check = make_check(vault)
    check.start()
    vault.close()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)

    check.start()
    assert not jobs.is_busy
    assert told == []


def test_a_look_can_be_ended_and_begun_again(qtbot, open_vault, make_check, jobs, told):
    check = make_check(open_vault())
    check.start()
    check.stop()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)

    assert told == []
    with qtbot.waitSignal(check.finished, timeout=PATIENCE):
        check.start()


def test_a_lock_ends_a_look_at_once(  # noqa: PLR0917 - fixtures
    qtbot, open_vault, make_check, jobs, told, monkeypatch
):
    begun, ended = Event(), Event()

    class Long(Look):
        def run(self, *, is_thorough):  # type: ignore[explicit-override]
            begun.set()
            ended.wait(2 * PATIENCE / 1000)
            return super().run(is_thorough=is_thorough)

        def stop(self):  # type: ignore[explicit-override]
            ended.set()
            super().stop()

    monkeypatch.setattr(background_check, "Look", Long)
    check = make_check(open_vault())
    check.start()
    begun.wait()

    jobs.give_up()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)

    assert ended.is_set()
    assert told == []


def test_damage_that_a_backup_meets_is_looked_into_at_once(
    qtbot, folder, open_vault, make_check, told
):
    open_vault().close()
    spoil(folder, 7)
    check = make_check(open_vault())
    check.look_after(StoreFullError())
    with qtbot.waitSignal(check.finished, timeout=PATIENCE):
        check.look_after(StoreDamagedError())
        # A second call meanwhile asks for nothing more.
        check.look_after(StoreDamagedError())

    assert told == ["damaged"]


def test_it_begins_by_itself_after_a_while(qtbot, open_vault, make_check, told):
    check = make_check(open_vault())
    with qtbot.waitSignal(check.finished, timeout=PATIENCE):
        check.start_later()

    assert told == []
