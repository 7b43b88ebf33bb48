"""The closed door: what opens it, what does not, and what it shows of whom."""

import shutil
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar

from sessiondesk.store.errors import StoreDamagedError, StoreMissingError
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.last_opened import when_opened
from sessiondesk.ui.unlock_window import Closed, UnlockView
from sessiondesk.ui.unlocking import Doors, Unlocking
from sessiondesk.vault import creating, opening
from sessiondesk.vault.key_slots import Cost

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=2)))
PASSPHRASE = "harbour “quilt” ninety pebble"
PATIENCE = 30_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A closed vault, to be copied, and its recovery key."""
    folder = tmp_path_factory.mktemp("made") / "Garden notes.sdesk"
    new = creating.prepare(PASSPHRASE, calibration=Cost(65536, 2, 1))
    creating.write(folder, new, now=NOW).close()
    return folder, new.recovery_key


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / made[0].name)


@pytest.fixture
def recovery_key(made):
    return made[1]


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def opened():
    """The vaults that were opened, closed at the end."""
    vaults: list[opening.OpenVault] = []
    yield vaults
    for vault in vaults:
        vault.close()


@pytest.fixture
def make_view(qtbot, theme, jobs, folder, opened):
    def make(**fields):
        def unseal(place, secret, by_recovery_key):
            kind = opening.SlotKind.RECOVERY if by_recovery_key else opening.SlotKind.PASSPHRASE
            return opening.unseal(place, secret, kind)

        def open_vault(unsealed):
            return opening.open_vault(unsealed, now=NOW)

        doors = Doors(unseal=unseal, open_vault=open_vault)
        closed = Closed(**{"folder": folder, "name": "Garden notes", **fields})
        view = UnlockView(
            closed,
            theme,
            unlocking=Unlocking(doors, jobs),
            offline="Offline · network blocked. Everything stays on this computer.",
            now=lambda: NOW,
        )
        view.opened.connect(opened.append)
        qtbot.addWidget(view)
        view.resize(1280, 800)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        view.setFocus()
        return view

    return make


@pytest.fixture
def view(make_view):
    return make_view(last_opened="Last opened yesterday, 21:40")


def spoil(path, number):
    """Flip one bit in a page, counted from 1."""
    content = bytearray(path.read_bytes())
    content[(number - 1) * 4096 + 100] ^= 1
    path.write_bytes(content)


def words(view):
    """Everything that can be read in the window."""
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_the_passphrase_opens_the_journal_with_enter(qtbot, view, control, opened):
    with qtbot.waitSignal(view.opened, timeout=PATIENCE):
        QTest.keyClicks(control(view, "Passphrase"), "harbour ")
        control(view, "Passphrase").insert(PASSPHRASE.removeprefix("harbour "))
        QTest.keyClick(control(view, "Passphrase"), Qt.Key.Key_Return)

    assert [vault.name for vault in opened] == ["Garden notes"]
    assert view.seconds > 0


def test_the_field_has_the_focus_and_nothing_in_it(view, control):
    assert QApplication.focusWidget() is control(view, "Passphrase")
    assert control(view, "Passphrase").text() == ""


def test_a_wrong_passphrase_leaves_an_empty_marked_field_and_advice(qtbot, view, control):
    control(view, "Passphrase").setText("harbour")
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: "does not open this journal" in words(view), timeout=PATIENCE)

    field = control(view, "Passphrase")
    assert field.text() == ""
    assert field.property("state") == "error"
    assert QApplication.focusWidget() == field
    assert "Nothing has been lost" in words(view)
    assert "Caps Lock" in words(view)
    # A screen reader that lands in the field hears why.
    assert "does not open this journal" in field.accessibleDescription()


def test_what_was_tried_cannot_be_brought_back_by_undo(qtbot, view, control):
    control(view, "Passphrase").setText("harbour")
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: "does not open this journal" in words(view), timeout=PATIENCE)

    QTest.keyClick(control(view, "Passphrase"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert control(view, "Passphrase").text() == ""


def test_typing_again_takes_the_mark_away(qtbot, view, control):
    control(view, "Passphrase").setText("harbour")
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: "does not open this journal" in words(view), timeout=PATIENCE)

    QTest.keyClicks(control(view, "Passphrase"), "h")

    assert "does not open" not in words(view)


def test_nothing_typed_tries_nothing(qtbot, view, control, jobs):
    qtbot.mouseClick(control(view, "Open journal"), LEFT)

    assert not jobs.is_busy
    assert control(view, "Passphrase").isVisible()


@pytest.mark.parametrize(
    "secret", ["'; DROP TABLE meta; --", "🙂 emoji", "x" * 10_000, "a\0b"], ids=repr
)
def test_odd_passphrases_get_a_sentence(qtbot, view, control, secret):
    control(view, "Passphrase").setText(secret)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: control(view, "Passphrase").isVisible(), timeout=PATIENCE)

    assert control(view, "Passphrase").accessibleDescription().endswith(".")


def test_the_recovery_key_as_it_is_read_from_paper_leads_on_to_a_new_passphrase(
    qtbot, view, control, recovery_key, opened
):
    qtbot.mouseClick(control(view, "Use recovery key"), LEFT)
    assert QApplication.focusWidget() is control(view, "Recovery key")
    typed = recovery_key.lower().replace("-", " ")

    with qtbot.waitSignal(view.recovered, timeout=PATIENCE) as recovered:
        QTest.keyClicks(control(view, "Recovery key"), typed)
        QTest.keyClick(control(view, "Recovery key"), Qt.Key.Key_Return)

    # Nothing is open yet: first there is something to ask.
    assert opened == []
    unsealed, proof = recovered.args
    assert (unsealed.folder, proof) == (view.folder, typed)


def test_a_covered_journal_comes_back_by_the_recovery_key_without_more(
    qtbot, make_view, control, recovery_key, opened
):
    view = make_view(is_locked=True, is_covered=True)
    qtbot.mouseClick(control(view, "Use recovery key"), LEFT)

    with qtbot.waitSignal(view.opened, timeout=PATIENCE):
        QTest.keyClicks(control(view, "Recovery key"), recovery_key)
        QTest.keyClick(control(view, "Recovery key"), Qt.Key.Key_Return)

    assert len(opened) == 1


def test_a_slip_in_the_recovery_key_is_named_while_typing(qtbot, view, control, recovery_key):
    qtbot.mouseClick(control(view, "Use recovery key"), LEFT)
    first, second, *_ = recovery_key.split("-")
    # No key has a U in it; one wrong symbol in 32 would fit the check symbol by chance.
    wrong = "U" + second[1:]

    QTest.keyClicks(control(view, "Recovery key"), f"{first}-{wrong}-")

    assert "Group 2 cannot be right" in words(view)


def test_one_can_go_back_to_the_passphrase(qtbot, view, control):
    qtbot.mouseClick(control(view, "Use recovery key"), LEFT)
    qtbot.mouseClick(control(view, "Use passphrase"), LEFT)

    assert control(view, "Passphrase").echoMode() is QLineEdit.EchoMode.Password


def test_show_shows_and_hide_hides(qtbot, view, control):
    qtbot.mouseClick(control(view, "Show"), LEFT)
    assert control(view, "Passphrase").echoMode() is QLineEdit.EchoMode.Normal

    qtbot.mouseClick(control(view, "Hide"), LEFT)
    assert control(view, "Passphrase").echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_said_when_a_letter_shows_it(view, control):
    def press(text, modifiers):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, modifiers, text)
        QApplication.sendEvent(control(view, "Passphrase"), event)

    assert "Caps Lock" not in words(view)
    press("A", Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock is on" in words(view)

    press("A", Qt.KeyboardModifier.ShiftModifier)
    assert "Caps Lock is off" in words(view)


def test_the_bar_never_goes_back_and_never_claims_to_be_done(qtbot, view, control):
    control(view, "Passphrase").setText("harbour")
    qtbot.mouseClick(control(view, "Open journal"), LEFT)

    seen: list[int] = []
    (bar,) = view.findChildren(QProgressBar)
    full = bar.maximum()
    bar.valueChanged.connect(seen.append)
    qtbot.waitUntil(lambda: control(view, "Passphrase").isVisible(), timeout=PATIENCE)

    assert seen == sorted(seen)
    assert all(value < full for value in seen)


def test_what_is_cancelled_opens_nothing_however_late_it_comes(qtbot, view, control, jobs, opened):
    control(view, "Passphrase").setText(PASSPHRASE)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.mouseClick(control(view, "Cancel"), LEFT)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)

    assert opened == []
    assert control(view, "Passphrase").isVisible()


def test_a_damaged_journal_is_never_called_a_wrong_passphrase(qtbot, view, control, folder):
    for name in ("vault.keys", "vault.keys.copy"):
        (folder / name).write_bytes(b"\0" * 100)
    control(view, "Passphrase").setText(PASSPHRASE)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: "key file are damaged" in words(view), timeout=PATIENCE)

    for _ in range(2):
        qtbot.mouseClick(control(view, "Where is the file?"), LEFT)

    assert "does not open this journal" not in words(view)
    assert words(view).count(str(folder)) == 1


def test_a_damaged_file_leads_to_the_repair_with_the_passphrase_that_was_typed(
    qtbot, view, control, folder, opened
):
    spoil(folder / "vault.db", 1)
    control(view, "Passphrase").setText(PASSPHRASE)
    with qtbot.waitSignal(view.repair_wanted, timeout=PATIENCE) as wanted:
        qtbot.mouseClick(control(view, "Open journal"), LEFT)

    assert wanted.args[0].folder == folder
    assert opened == []
    assert "does not open this journal" not in words(view)


def test_damage_met_while_it_was_open_asks_for_the_passphrase_to_repair_it(
    qtbot, view, control, opened
):
    view.show_problem(StoreDamagedError())
    assert "file is damaged" in words(view)

    control(view, "Passphrase").setText(PASSPHRASE)
    with qtbot.waitSignal(view.repair_wanted, timeout=PATIENCE):
        qtbot.mouseClick(control(view, "Go on to repair"), LEFT)

    assert opened == []


def test_a_missing_database_offers_a_backup_and_makes_nothing_anew(qtbot, view, control, folder):
    (folder / "vault.db").unlink()
    control(view, "Passphrase").setText(PASSPHRASE)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: "database is not in its folder" in words(view), timeout=PATIENCE)

    with qtbot.waitSignal(view.backup_wanted):
        qtbot.mouseClick(control(view, "Open a backup…"), LEFT)
    assert not (folder / "vault.db").exists()


def test_what_is_safe_in_a_backup_is_said_first(make_view, folder):
    (folder / "backups").mkdir()
    (folder / "backups" / "20260511T120500Z-lock.sdbackup").write_bytes(b"x")
    view = make_view()
    view.show_problem(StoreMissingError())

    assert "Your entries up to yesterday, 14:05 are safe in a backup." in words(view)


def test_a_restore_that_was_cut_off_can_be_brought_to_its_end(qtbot, view, control):
    view.offer_to_finish()

    assert "was cut off" in words(view)
    with qtbot.waitSignal(view.finish_wanted):
        qtbot.mouseClick(control(view, "Bring it to its end"), LEFT)


def test_a_way_back_from_a_backup_is_always_there(qtbot, view, control):
    with qtbot.waitSignal(view.backup_wanted):
        qtbot.mouseClick(control(view, "Restore from a backup…"), LEFT)


def test_a_journal_open_elsewhere_says_so(qtbot, view, control, folder, opened):
    unsealed = opening.unseal(folder, PASSPHRASE, opening.SlotKind.PASSPHRASE)
    opened.append(opening.open_vault(unsealed, now=NOW))
    control(view, "Passphrase").setText(PASSPHRASE)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)

    qtbot.waitUntil(lambda: "already open in another window" in words(view), timeout=PATIENCE)


def test_the_lock_screen_shows_nothing_personal(make_view):
    view = make_view(is_locked=True, last_opened="Last opened yesterday, 21:40")

    assert "Locked" in words(view)
    assert "Garden" not in words(view)
    assert "yesterday" not in words(view)
    # Not even when a journal's backup was made.
    view.show_problem(StoreMissingError())
    assert "safe in a backup" not in words(view)


def test_help_is_there_before_any_passphrase(qtbot, view, control):
    qtbot.mouseClick(control(view, "If you need someone now"), LEFT)
    assert "local emergency number" in words(view)

    qtbot.mouseClick(control(view, "If you need someone now"), LEFT)
    assert "local emergency number" not in words(view)


def test_another_journal_can_be_asked_for(qtbot, view, control):
    with qtbot.waitSignal(view.other_wanted):
        qtbot.mouseClick(control(view, "Other journal…"), LEFT)


@pytest.mark.parametrize("is_locked", [False, True])
@pytest.mark.parametrize("percent", [100, 150])
def test_everything_can_be_reached_and_heard(make_view, theme, audit, is_locked, percent):
    theme.set_text_percent(percent)

    assert audit(make_view(is_locked=is_locked)) == []


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (timedelta(hours=3), "Last opened today, 09:00"),
        (timedelta(hours=15), "Last opened yesterday, 21:00"),
        (timedelta(days=40), "Last opened 2 April 2026, 12:00"),
    ],
)
def test_the_last_opening_is_said_in_words(before, says):
    assert when_opened(NOW - before, NOW) == says
