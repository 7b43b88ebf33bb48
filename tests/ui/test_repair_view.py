"""A damaged journal and the way back to a whole one, as a person goes it."""

import shutil
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sessiondesk.ui import wording_repair
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.repair_view import RepairView
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.repairing import Affect, AffectedRecord, Repaired, Way
from tests.conftest import NOON
from tests.ui import backed_up

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 90_000
OFFLINE = "Offline · network blocked. Everything stays on this computer."


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged") / "Garden notes.sdesk"
    made = backed_up.make(folder, NOON)
    backed_up.spoil(folder / "vault.db", 1)
    return made


@pytest.fixture
def folder(original, tmp_path):
    return shutil.copytree(original.folder, tmp_path / original.folder.name)


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def make_view(qtbot, theme, jobs, original, folder):
    def make(until="What Repair does"):
        unsealed = opening.unseal(folder, original.recovery_key, SlotKind.RECOVERY)
        view = RepairView(unsealed, theme, jobs, now=lambda: NOON, offline=OFFLINE)
        qtbot.addWidget(view)
        view.resize(1280, 800)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        qtbot.waitUntil(lambda: until in words(view), timeout=PATIENCE)
        return view

    return make


@pytest.fixture
def click(qtbot, control):
    """Click on what has a spoken name."""

    def click(view, name):
        qtbot.mouseClick(control(view, name), LEFT)

    return click


@pytest.fixture
def wait_for(qtbot):
    """Wait until these words can be read."""

    def wait_for(view, text):
        qtbot.waitUntil(lambda: text in words(view), timeout=PATIENCE)

    return wait_for


def focused() -> Any:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words(view):
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def press_focused(key):
    QTest.keyClick(focused(), key)


def beside(folder):
    return sorted(each.name for each in folder.parent.iterdir() if each.suffix == ".sdesk")


def test_what_is_known_is_said_before_anything_is_done(make_view, folder):
    view = make_view()

    assert "Your entries up to 9 May 2026, 12:00 are safe in a backup." in words(view)
    assert "Nothing more is written to it." in words(view)
    assert "A copy of everything is made first" in words(view)
    assert beside(folder) == [folder.name]


def test_repair_brings_the_entries_back_and_keeps_the_damaged_copy(  # noqa: PLR0917
    qtbot, make_view, folder, original, click, wait_for
):
    view = make_view()
    click(view, "Repair")
    wait_for(view, "The journal opens again")

    assert "All entries are here" in words(view)
    (copy,) = (each for each in folder.parent.iterdir() if "(damaged" in each.name)
    assert str(copy) in words(view)
    with qtbot.waitSignal(view.repaired) as repaired:
        click(view, "Open the journal")
    assert repaired.args == [folder]
    count = backed_up.count(folder, original.recovery_key, NOON)
    assert count == original.before + original.after


def test_the_whole_way_by_keyboard_alone(qtbot, make_view, folder, original, wait_for):
    view = make_view()
    assert focused().text() == "Repair"
    press_focused(Qt.Key.Key_Return)
    wait_for(view, "The journal opens again")
    with qtbot.waitSignal(view.repaired):
        press_focused(Qt.Key.Key_Return)

    count = backed_up.count(folder, original.recovery_key, NOON)
    assert count == original.before + original.after


def test_without_a_backup_it_says_so_and_reads_what_can_be_read(
    make_view, folder, original, click, wait_for
):
    shutil.rmtree(folder / "backups")
    view = make_view()
    assert "There is no good backup beside it." in words(view)

    click(view, "Repair")
    wait_for(view, "The journal opens again")

    assert backed_up.count(folder, original.recovery_key, NOON) > 0


def test_a_backup_that_is_damaged_too_is_not_called_safe(make_view, folder, original):
    backup = folder / "backups" / original.backup.name
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)

    assert "There is no good backup beside it." in words(make_view())


def test_the_backup_can_be_put_in_place_as_it_is(qtbot, make_view, folder, original, click):
    view = make_view()
    with qtbot.waitSignal(view.backup_wanted) as wanted:
        click(view, "Restore that backup as it is…")

    assert wanted.args == [folder / "backups" / original.backup.name]


def test_where_the_file_is_can_be_asked(make_view, folder, click):
    view = make_view()
    assert str(folder) not in words(view)

    click(view, "Where is the file?")

    assert str(folder) in words(view)


def test_one_can_go_back_with_nothing_changed(qtbot, make_view, folder, click):
    before = (folder / "vault.db").read_bytes()
    view = make_view()
    with qtbot.waitSignal(view.left):
        click(view, "Back")

    assert (folder / "vault.db").read_bytes() == before
    assert beside(folder) == [folder.name]


def test_stopped_in_time_it_changes_nothing(qtbot, make_view, folder, click):
    before = (folder / "vault.db").read_bytes()
    view = make_view()
    click(view, "Repair")
    click(view, "Cancel")
    qtbot.waitUntil(
        lambda: "was stopped" in words(view) or "opens again" in words(view), timeout=PATIENCE
    )

    # However it raced: what is said is what is so.
    if "was stopped" in words(view):
        assert (folder / "vault.db").read_bytes() == before
    else:
        assert (folder / "vault.db").read_bytes() != before


def test_a_journal_open_in_another_window_is_left_alone(
    make_view, control, folder, click, wait_for
):
    from sessiondesk.vault import lock_file  # noqa: PLC0415

    view = make_view()
    lock = lock_file.take(folder / "vault.lock")
    click(view, "Repair")
    wait_for(view, "already open in another window")
    lock.release()

    assert control(view, "Repair").isEnabled()


@pytest.mark.parametrize("percent", [100, 150])
def test_every_step_can_be_reached_and_heard(  # noqa: PLR0917
    qtbot, make_view, theme, audit, percent, click, wait_for
):
    theme.set_text_percent(percent)
    view = make_view()

    def is_clear():
        # Once the layout has settled.
        qtbot.waitUntil(lambda: audit(view) == [], timeout=PATIENCE)

    is_clear()
    click(view, "Repair")
    wait_for(view, "The journal opens again")
    is_clear()


# In words.


def repaired(tmp_path, **fields):
    return Repaired(
        **{
            "folder": tmp_path,
            "copy": tmp_path,
            "way": Way.BACKUP_AND_SALVAGE,
            "kept": 598,
            "total": 600,
            "affected": (),
            "backup": None,
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "598 of 600 entries are here."),
        ({"kept": 600}, "All entries are here, and nothing is missing in any of them."),
        ({"total": None}, "598 entries could be read. How many there were cannot be told."),
        (
            {"total": None, "kept": 1},
            "One entry could be read. How many there were cannot be told.",
        ),
    ],
)
def test_a_repair_is_told_in_counts(tmp_path, fields, says):
    assert wording_repair.counts(repaired(tmp_path, **fields)) == says


@pytest.mark.parametrize("way", list(Way))
def test_every_way_has_its_words(tmp_path, way):
    assert wording_repair.way(repaired(tmp_path, way=way)).endswith(".")


def test_what_is_not_as_it_was_is_named_and_the_rest_counted():
    lost = AffectedRecord(kind="checkin", id="a1", day=date(2026, 3, 3), state=Affect.LOST)
    partly = AffectedRecord(kind="goal", id="b2", day=None, state=Affect.PARTLY)
    earlier = AffectedRecord(kind="unheard of", id="c3", day=None, state=Affect.EARLIER)

    assert wording_repair.affected([lost, partly, earlier]) == [
        "Check-in of 3 March 2026: could not be read",
        "Goal: a part of it is missing",
        "A record: as it was before its last change",
    ]
    assert wording_repair.affected([lost] * 13)[-1] == "And one more"
    assert wording_repair.affected([lost] * 20)[-1] == "And 8 more"


def test_entries_that_are_all_here_but_not_whole_are_told_so(tmp_path):
    partly = AffectedRecord(kind="goal", id="b2", day=None, state=Affect.PARTLY)
    told = repaired(tmp_path, kept=600, affected=(partly,))

    assert wording_repair.counts(told) == "All entries are here, but not all of them whole."
