"""Settings, Export and import: everything out as one file, everything in from one."""

import json
import stat
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.store.errors import StoreBusyError, StoreDamagedError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.settings_page import transfer_words
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.vault.backup_file import Reason

PATIENCE = 60_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(make_settings):
    return make_settings()


@pytest.fixture
def write(vault_journal, clock):
    """Put a check-in and something to bring up into the journal."""

    def write():
        checkin = CheckIn(
            felt_at=clock() - timedelta(hours=1),
            day=vault_journal.today(),
            ratings={ScaleId("mood"): 6.0},
        )
        vault_journal.checkins.record(checkin)
        vault_journal.bring_ups.record(BringUp(text="the lamp in the hall"))
        return checkin

    return write


@pytest.fixture
def export(qtbot, page, control, dialog, until, words, tmp_path):  # noqa: PLR0917 - fixtures
    """Export everything and return the file."""

    def export(path=tmp_path / "out.json"):
        qtbot.mouseClick(control(page, "Export everything…"), LEFT)
        qtbot.mouseClick(control(dialog(page, Question), "Choose where…"), LEFT)
        asking = dialog(page, QFileDialog)
        asking.fileSelected.emit(str(path))
        asking.reject()
        until(lambda: f"Everything is in {path}" in words(page))
        return path

    return export


@pytest.fixture
def bring(qtbot, page, control, dialog):
    """Choose a file to import."""

    def bring(path):
        qtbot.mouseClick(control(page, "Import…"), LEFT)
        asking = dialog(page, QFileDialog)
        asking.fileSelected.emit(str(path))
        asking.reject()

    return bring


def test_the_export_says_before_and_after_that_it_is_not_encrypted(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, words, write, export
):
    write()
    qtbot.mouseClick(control(page, "Export everything…"), LEFT)
    question = dialog(page, Question)
    assert "It is not encrypted: whoever gets it can read it." in words(question)
    qtbot.mouseClick(control(question, "Not now"), LEFT)
    qtbot.waitUntil(lambda: page.findChildren(Question) == [])

    path = export()

    assert "It is not encrypted." in words(page)
    assert json.loads(path.read_text("utf-8"))["format"] == "sessiondesk-journal"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_name_of_the_file_says_nothing(qtbot, page, control, dialog):
    qtbot.mouseClick(control(page, "Export everything…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Choose where…"), LEFT)

    asking = dialog(page, QFileDialog)
    assert [each.rpartition("/")[2] for each in asking.selectedFiles()] == [
        "sessiondesk-2026-05-12.json"
    ]
    asking.reject()


def test_an_export_that_cannot_be_written_is_said(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, until, tmp_path
):
    qtbot.mouseClick(control(page, "Export everything…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Choose where…"), LEFT)
    asking = dialog(page, QFileDialog)
    asking.fileSelected.emit(str(tmp_path / "nowhere" / "out.json"))
    asking.reject()

    until(lambda: control(page, "Close this notice"))


def test_what_is_here_already_is_said_to_be(page, write, export, bring, words, until):  # noqa: PLR0917 - fixtures
    write()

    bring(export())

    until(lambda: "Everything in this file is here already." in words(page))


def test_an_import_shows_what_it_brings_and_makes_a_backup_first(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, write, export, bring, words, until, vault_journal, keeper
):
    checkin = write()
    path = export()
    vault_journal.checkins.remove(checkin.id)
    for each in vault_journal.bin.all():
        assert vault_journal.bin.remove_for_good(each.kind, each.id)

    bring(path)
    question = dialog(page, Question)
    assert "New here: 1 check-in." in words(question)
    assert "Here already:" in words(question)
    qtbot.mouseClick(control(question, "Bring it in"), LEFT)
    until(lambda: "Brought in: 1 record." in words(page))

    assert [each.id for each in vault_journal.checkins.on(checkin.day)] == [checkin.id]
    assert [each.reason for each in keeper.backups()] == [Reason.BEFORE_IMPORT]


def test_an_import_tells_of_days_that_have_not_come_yet(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, write, export, bring, words, vault_journal
):
    checkin = write()
    path = export()
    vault_journal.checkins.remove(checkin.id)
    assert vault_journal.bin.remove_for_good(Kind.CHECKIN, checkin.id)
    document = json.loads(path.read_text("utf-8"))
    document["checkin"][0] |= {"day": "2027-01-01", "felt_at": "2027-01-01T12:00:00+00:00"}
    path.write_text(json.dumps(document), "utf-8")

    bring(path)

    question = dialog(page, Question)
    assert "Of a day that has not come yet: 1 check-in. It stays as it is" in words(question)
    qtbot.mouseClick(control(question, "Leave it"), LEFT)


def test_an_import_can_be_left(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, write, export, bring, vault_journal, keeper
):
    checkin = write()
    path = export()
    vault_journal.checkins.remove(checkin.id)

    bring(path)
    question = dialog(page, Question)
    qtbot.mouseClick(control(question, "Leave it"), LEFT)

    assert vault_journal.checkins.on(checkin.day) == []
    assert keeper.backups() == ()


def test_without_a_backup_nothing_is_brought_in(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, write, export, bring, until, vault_journal, vault
):
    checkin = write()
    path = export()
    vault_journal.checkins.remove(checkin.id)
    (vault.folder / "backups").write_bytes(b"in the way")

    bring(path)
    qtbot.mouseClick(control(dialog(page, Question), "Bring it in"), LEFT)
    until(lambda: control(page, "Close this notice"))

    assert vault_journal.checkins.on(checkin.day) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json at all", "This is not a complete export of a SessionDesk journal"),
        ('{"format": "other"}', "This is not a complete export of a SessionDesk journal"),
        (
            '{"format": "sessiondesk-journal", "version": 99}',
            "This file comes from a newer version of SessionDesk",
        ),
    ],
)
def test_a_file_that_is_something_else_is_refused(  # noqa: PLR0917 - fixtures
    page, bring, words, until, tmp_path, text, said
):
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")

    bring(path)

    until(lambda: said in words(page))
    assert "Nothing was brought in." in words(page)


def test_what_cannot_be_in_a_journal_is_named_with_its_place(  # noqa: PLR0917 - fixtures
    page, write, export, bring, words, until
):
    write()
    path = export()
    data = json.loads(path.read_text("utf-8"))
    data["reading"][0]["value"] = 99
    path.write_text(json.dumps(data), "utf-8")

    bring(path)

    until(lambda: "Something in this file cannot be in a journal" in words(page))
    assert "reading[0]" in words(page)


def test_a_file_that_is_gone_is_said(page, bring, until, control, tmp_path):
    bring(tmp_path / "gone.json")

    until(lambda: control(page, "Close this notice"))


def test_reading_a_large_file_can_be_stopped(  # noqa: PLR0917 - fixtures
    qtbot, page, control, write, export, bring, until, monkeypatch
):
    write()
    path = export()
    card = control(page, "Import…").parent().parent()
    monkeypatch.setattr(card._jobs, "run", lambda *_, **__: _Held())

    bring(path)
    until(lambda: control(page, "Reading the file"))
    qtbot.mouseClick(control(page, "Cancel"), LEFT)

    with pytest.raises(AssertionError):
        control(page, "Reading the file")


class _Held:
    is_cancelled = False

    def cancel(self):
        """Nothing is under way."""
        self.is_cancelled = True


@pytest.fixture
def bring_held(qtbot, page, control, dialog, write, export, bring, monkeypatch, vault_journal):  # noqa: PLR0917 - fixtures
    """Begin an import of a check-in that is not here, held before it writes; let it go on."""
    from sessiondesk.journal import transfer  # noqa: PLC0415 - a seam

    begun, may_go_on = Event(), Event()
    real = transfer.bring_in_from

    def held(*given, **named):
        begun.set()
        may_go_on.wait()
        return real(*given, **named)

    checkin = write()
    path = export()
    vault_journal.checkins.remove(checkin.id)
    for each in vault_journal.bin.all():
        assert vault_journal.bin.remove_for_good(each.kind, each.id)
    monkeypatch.setattr(transfer, "bring_in_from", held)
    bring(path)
    qtbot.mouseClick(control(dialog(page, Question), "Bring it in"), LEFT)
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE)
    yield may_go_on, checkin
    may_go_on.set()


def test_while_it_is_brought_in_the_window_answers_and_keeps_nothing(
    page, bring_held, vault_journal, until, words
):
    may_go_on, checkin = bring_held

    assert vault_journal.checkins.on(checkin.day) == []
    with pytest.raises(StoreBusyError):
        vault_journal.bring_ups.record(BringUp(text="meanwhile"))

    may_go_on.set()
    until(lambda: "Brought in: 1 record." in words(page))
    vault_journal.bring_ups.record(BringUp(text="afterwards"))
    assert [each.id for each in vault_journal.checkins.on(checkin.day)] == [checkin.id]


def test_an_import_can_be_stopped_while_it_writes(  # noqa: PLR0917 - fixtures
    qtbot, page, control, bring_held, vault_journal, until, words
):
    may_go_on, checkin = bring_held

    until(lambda: control(page, "Making a backup, then bringing it in"))
    qtbot.mouseClick(control(page, "Cancel"), LEFT)
    may_go_on.set()
    until(lambda: "Nothing was brought in." in words(page))

    assert vault_journal.checkins.on(checkin.day) == []
    vault_journal.bring_ups.record(BringUp(text="afterwards"))


def test_nothing_else_is_begun_meanwhile(qtbot, page, control, bring_held, until, words):  # noqa: PLR0917 - fixtures
    may_go_on, _checkin = bring_held

    for name in ("Export everything…", "Import…"):
        qtbot.mouseClick(control(page, name), LEFT)
        assert page.findChildren(QFileDialog) == []
        assert page.findChildren(Question) == []
    assert control(page, "Cancel").isVisible()

    may_go_on.set()
    until(lambda: "Brought in: 1 record." in words(page))


def test_given_up_for_a_lock_that_was_refused_the_journal_goes_on(
    page, control, bring_held, until, vault_journal
):
    may_go_on, checkin = bring_held
    card = control(page, "Import…").parent().parent()

    card._jobs.give_up()
    may_go_on.set()
    until(lambda: not card._jobs.is_busy)

    assert vault_journal.checkins.on(checkin.day) == []
    vault_journal.bring_ups.record(BringUp(text="afterwards"))


def test_what_was_only_asked_about_does_not_come_in(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, write, export, bring, vault_journal
):
    checkin = write()
    path = export()
    vault_journal.checkins.remove(checkin.id)
    card = control(page, "Import…").parent().parent()
    bring(path)
    question = dialog(page, Question)

    # The backup that was made for another file, which was given up since.
    card._on_backed_up(None)
    qtbot.mouseClick(control(question, "Leave it"), LEFT)

    assert not card._jobs.is_busy
    assert vault_journal.checkins.on(checkin.day) == []


def test_a_damaged_file_met_on_the_way_stops_all_writing(
    page, control, bring_held, until, vault_journal
):
    may_go_on, _checkin = bring_held
    card = control(page, "Import…").parent().parent()

    card._bringing.failed.emit(StoreDamagedError())

    assert vault_journal.is_damaged
    may_go_on.set()
    until(lambda: not card._jobs.is_busy)


def test_where_nothing_can_be_kept_there_is_a_way_out_only(page, control, vault_journal):
    vault_journal.is_read_only = True
    page.refresh()

    assert control(page, "Export everything…").isEnabled()
    assert not control(page, "Import…").isEnabled()


def test_counts_are_said_in_words():
    assert transfer_words._what({"checkin": 2, "reading": 5}) == "2 check-ins, 5 other records"
    assert transfer_words._what({"reading": 1}) == "1 record"
    assert transfer_words._what({"goal": 1, "win": 1}) == "1 goal, 1 other record"
