"""The closed door: what opens it, what does not, and what it shows of whom."""

import shutil
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar

from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.unlock_window import Closed, UnlockView, when_opened
from sessiondesk.ui.unlocking import Doors, Unlocking
from sessiondesk.vault import creating, opening
from sessiondesk.vault.key_slots import Cost

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=2)))
PASSPHRASE = "harbour “quilt” ninety pebble"
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


def words(view):
    """Everything that can be read in the window."""
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_the_passphrase_opens_the_journal_with_enter(qtbot, view, control, opened):
    with qtbot.waitSignal(view.opened, timeout=10_000):
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
    qtbot.waitUntil(lambda: "does not open this journal" in words(view), timeout=10_000)

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
    qtbot.waitUntil(lambda: "does not open this journal" in words(view), timeout=10_000)

    QTest.keyClick(control(view, "Passphrase"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert control(view, "Passphrase").text() == ""


def test_typing_again_takes_the_mark_away(qtbot, view, control):
    control(view, "Passphrase").setText("harbour")
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: "does not open this journal" in words(view), timeout=10_000)

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
    qtbot.waitUntil(lambda: control(view, "Passphrase").isVisible(), timeout=10_000)

    assert control(view, "Passphrase").accessibleDescription().endswith(".")


def test_the_recovery_key_opens_it_as_it_is_read_from_paper(
    qtbot, view, control, recovery_key, opened
):
    qtbot.mouseClick(control(view, "Use recovery key"), LEFT)
    assert QApplication.focusWidget() is control(view, "Recovery key")

    with qtbot.waitSignal(view.opened, timeout=10_000):
        QTest.keyClicks(control(view, "Recovery key"), recovery_key.lower().replace("-", " "))
        QTest.keyClick(control(view, "Recovery key"), Qt.Key.Key_Return)

    assert len(opened) == 1


def test_a_slip_in_the_recovery_key_is_named_while_typing(qtbot, view, control, recovery_key):
    qtbot.mouseClick(control(view, "Use recovery key"), LEFT)
    first, second, *_ = recovery_key.split("-")
    wrong = ("1" if second[0] != "1" else "2") + second[1:]

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
    qtbot.waitUntil(lambda: control(view, "Passphrase").isVisible(), timeout=10_000)

    assert seen == sorted(seen)
    assert all(value < full for value in seen)


def test_what_is_cancelled_opens_nothing_however_late_it_comes(qtbot, view, control, jobs, opened):
    control(view, "Passphrase").setText(PASSPHRASE)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.mouseClick(control(view, "Cancel"), LEFT)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=10_000)

    assert opened == []
    assert control(view, "Passphrase").isVisible()


def test_a_damaged_journal_is_never_called_a_wrong_passphrase(qtbot, view, control, folder):
    for name in ("vault.keys", "vault.keys.copy"):
        (folder / name).write_bytes(b"\0" * 100)
    control(view, "Passphrase").setText(PASSPHRASE)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)
    qtbot.waitUntil(lambda: "key file are damaged" in words(view), timeout=10_000)

    qtbot.mouseClick(control(view, "Where is the file?"), LEFT)

    assert "does not open this journal" not in words(view)
    assert str(folder) in words(view)


def test_a_journal_open_elsewhere_says_so(qtbot, view, control, folder, opened):
    unsealed = opening.unseal(folder, PASSPHRASE, opening.SlotKind.PASSPHRASE)
    opened.append(opening.open_vault(unsealed, now=NOW))
    control(view, "Passphrase").setText(PASSPHRASE)
    qtbot.mouseClick(control(view, "Open journal"), LEFT)

    qtbot.waitUntil(lambda: "already open in another window" in words(view), timeout=10_000)


def test_the_lock_screen_shows_nothing_personal(make_view):
    view = make_view(is_locked=True, last_opened="Last opened yesterday, 21:40")

    assert "Locked" in words(view)
    assert "Garden" not in words(view)
    assert "yesterday" not in words(view)


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
