"""First run: a place, a passphrase, a recovery key read back from paper."""

import re
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from sessiondesk.ui.first_run import FirstRunView, Making
from sessiondesk.ui.first_run_place import PlaceStep
from sessiondesk.ui.first_run_recovery import RecoveryStep
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.paper import recovery_page
from sessiondesk.ui.print_service import PrintService
from sessiondesk.ui.recovery_paper import PaperWays
from sessiondesk.vault import creating, opening
from sessiondesk.vault.key_slots import Cost
from tests.ui.printers import Printer

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=2)))
PHRASE = "harbour quilt ninety pebble orchard lantern"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "Documents"
    folder.mkdir()
    return folder


@pytest.fixture
def made_up():
    """The folders for which made-up data was asked."""
    folders: list[Path] = []
    return folders


@pytest.fixture
def printer():
    """What talks to printers."""
    return Printer()


@pytest.fixture
def saved():
    """Where the page with the recovery key was put, and the key on it."""
    pages: list[tuple[Path, str]] = []
    return pages


@pytest.fixture
def created():
    """The vaults that were made, closed at the end."""
    vaults: list[opening.OpenVault] = []
    yield vaults
    for vault in vaults:
        vault.close()


@pytest.fixture
def view(*, qtbot, theme, documents, made_up, saved, created, printer):
    jobs = Jobs()

    def save_page(path, key):
        if path.name == "full.pdf":
            raise OSError
        saved.append((path, key))

    making = Making(
        refuse_place=creating.refuse_place,
        prepare=partial(creating.prepare, calibration=Cost(65536, 2, 1)),
        write=partial(creating.write, now=NOW),
        make_up=made_up.append,
        paper=PaperWays(
            save=save_page,
            lay_out=partial(recovery_page.lay_out, on=NOW.date()),
            printing=partial(PrintService, jobs, load=printer),
        ),
    )
    view = FirstRunView(
        theme,
        jobs,
        making=making,
        documents=documents,
        made_up=documents / "Made-up journal.sdesk",
        today=NOW.date(),
        offline="Offline · network blocked.",
    )
    view.created.connect(created.append)
    qtbot.addWidget(view)
    view.resize(1280, 800)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    yield view
    jobs.finish()


@pytest.fixture
def at_passphrase(qtbot, view, control):
    qtbot.mouseClick(control(view, "Continue to passphrase"), LEFT)
    return view


@pytest.fixture
def at_recovery(qtbot, at_passphrase, control):
    view = at_passphrase
    control(view, "Passphrase").setText(PHRASE)
    control(view, "Once more").setText(PHRASE)
    qtbot.mouseClick(control(view, "Continue to recovery key"), LEFT)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in view.findChildren(RecoveryStep)))
    return view


def words(view):
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def shown_key(view):
    """The key as it can be read in the window."""
    texts = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    return [text for text in texts if re.fullmatch("[0-9A-Z]{5}", text)]


def asked_groups(view):
    """The numbers of the groups that are asked back."""
    texts = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    return [int(text.removeprefix("Group ")) for text in texts if text.startswith("Group ")]


def type_groups(view, control):
    groups = shown_key(view)
    for number in asked_groups(view):
        QTest.keyClicks(control(view, f"Group {number}"), groups[number - 1].lower())


def question():
    (found,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog))
    return found


def test_three_steps_make_a_journal_that_the_passphrase_opens(
    qtbot, at_recovery, control, documents, created
):
    key = shown_key(at_recovery)
    type_groups(at_recovery, control)
    qtbot.mouseClick(control(at_recovery, "Open my journal"), LEFT)

    (vault,) = created
    assert vault.folder == documents / "My journal.sdesk"
    vault.close()
    opening.unseal(vault.folder, PHRASE, opening.SlotKind.PASSPHRASE)
    opening.unseal(vault.folder, "-".join(key), opening.SlotKind.RECOVERY)


def test_all_of_it_works_by_keyboard_alone(qtbot, view, control, created):
    def focused():
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    QTest.keyClicks(focused(), " 1")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClicks(focused(), PHRASE)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), PHRASE)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in view.findChildren(RecoveryStep)))
    groups = shown_key(view)
    first, second = asked_groups(view)
    QTest.keyClicks(focused(), groups[first - 1])
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), groups[second - 1])
    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert [vault.name for vault in created] == ["My journal 1"]


def test_a_name_that_is_taken_is_not_proposed(qtbot, theme, control, documents):
    (documents / "My journal.sdesk").mkdir()
    step = PlaceStep(theme, documents=documents, refuse_place=creating.refuse_place)
    qtbot.addWidget(step)
    step.show()

    assert control(step, "Name, shown before you unlock").text() == "My journal 2"


@pytest.mark.parametrize("name", ["", "   ", "a/b", "what?", ".hidden", "..", 'quo"te'])
def test_a_name_that_cannot_be_a_folder_gets_a_sentence(qtbot, view, control, name):
    field = control(view, "Name, shown before you unlock")
    field.setText(name)
    qtbot.mouseClick(control(view, "Continue to passphrase"), LEFT)

    assert field.isVisible()
    assert field.property("state") == "error"


def test_a_place_that_is_taken_is_refused_with_words(qtbot, view, control, documents):
    taken = documents / "Mine.sdesk"
    taken.mkdir()
    (taken / "something").touch()
    control(view, "Name, shown before you unlock").setText("Mine")
    qtbot.mouseClick(control(view, "Continue to passphrase"), LEFT)

    assert "already something with this name" in words(view)


def test_another_place_is_asked_for_and_shown(qtbot, view, control, tmp_path):
    qtbot.mouseClick(control(view, "In another place"), LEFT)
    (dialog,) = view.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.done(QDialog.DialogCode.Accepted)

    assert str(tmp_path / "My journal.sdesk") in words(view)
    assert view._place.folder == tmp_path / "My journal.sdesk"


def test_no_other_place_goes_back_to_documents(qtbot, view, control):
    qtbot.mouseClick(control(view, "In another place"), LEFT)
    (dialog,) = view.findChildren(QFileDialog)
    dialog.reject()

    assert control(view, "In Documents").isChecked()


def test_a_synchronised_folder_is_named(qtbot, view, control, tmp_path):
    place = tmp_path / "Dropbox"
    place.mkdir()
    qtbot.mouseClick(control(view, "In another place"), LEFT)
    (dialog,) = view.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(place))

    assert "copied elsewhere by Dropbox" in words(view)


def test_the_suggestion_has_to_be_typed_back(qtbot, at_passphrase, control):
    view = at_passphrase
    qtbot.mouseClick(control(view, "Use this"), LEFT)

    phrase = control(view, "Passphrase").text()
    assert len(phrase.split()) == 6
    assert phrase in words(view)
    assert control(view, "Once more").text() == ""
    assert QApplication.focusWidget() == control(view, "Once more")
    qtbot.mouseClick(control(view, "Continue to recovery key"), LEFT)
    assert control(view, "Once more").property("state") == "error"


def test_another_suggestion_is_another_one(qtbot, at_passphrase, control):
    before = words(at_passphrase)

    qtbot.mouseClick(control(at_passphrase, "Another"), LEFT)

    assert words(at_passphrase) != before


@pytest.mark.parametrize(
    ("typed", "word"),
    [("short", "Too short"), ("password1234", "Fair"), (PHRASE, "Strong")],
)
def test_strength_is_said_in_a_word(qtbot, at_passphrase, control, typed, word):
    control(at_passphrase, "Passphrase").setText(typed)

    qtbot.waitUntil(lambda: bool(control(at_passphrase, f"Strength: {word}")))


def test_what_is_typed_twice_is_compared_while_typing(qtbot, at_passphrase, control):
    view = at_passphrase
    control(view, "Passphrase").setText(PHRASE)
    QTest.keyClicks(control(view, "Once more"), PHRASE[:-1])
    assert "Not the same yet" in words(view)

    QTest.keyClicks(control(view, "Once more"), PHRASE[-1])
    assert "The same" in words(view)


def test_a_weak_passphrase_is_asked_about_once_and_then_taken(qtbot, at_passphrase, control):
    view = at_passphrase
    control(view, "Passphrase").setText("password1234")
    control(view, "Once more").setText("password1234")
    qtbot.mouseClick(control(view, "Continue to recovery key"), LEFT)
    assert "This one could be guessed" in words(view)

    qtbot.mouseClick(control(view, "Use it anyway"), LEFT)

    qtbot.waitUntil(lambda: any(each.isVisible() for each in view.findChildren(RecoveryStep)))


def test_a_passphrase_under_eight_characters_is_refused(qtbot, at_passphrase, control):
    control(at_passphrase, "Passphrase").setText("seven77")
    qtbot.mouseClick(control(at_passphrase, "Continue to recovery key"), LEFT)

    assert "at least eight characters" in words(at_passphrase)


def test_outer_blanks_are_pointed_out(qtbot, at_passphrase, control):
    control(at_passphrase, "Passphrase").setText(f"{PHRASE} ")

    qtbot.waitUntil(lambda: "begins or ends with a space" in words(at_passphrase))


def test_making_the_keys_can_be_cancelled(qtbot, at_passphrase, control):
    view = at_passphrase
    control(view, "Passphrase").setText(PHRASE)
    control(view, "Once more").setText(PHRASE)
    qtbot.mouseClick(control(view, "Continue to recovery key"), LEFT)
    qtbot.mouseClick(control(view, "Cancel"), LEFT)

    assert control(view, "Continue to passphrase").isVisible()


def test_the_key_is_seven_groups_of_five(at_recovery):
    assert len(shown_key(at_recovery)) == 7
    assert len(asked_groups(at_recovery)) == 2


def test_a_wrong_group_makes_no_journal(qtbot, at_recovery, control, created):
    first, second = asked_groups(at_recovery)
    groups = shown_key(at_recovery)
    QTest.keyClicks(control(at_recovery, f"Group {first}"), groups[first - 1])
    QTest.keyClicks(control(at_recovery, f"Group {second}"), groups[first - 1])
    qtbot.mouseClick(control(at_recovery, "Open my journal"), LEFT)

    assert created == []
    assert f"That is not group {second}" in words(at_recovery)


def test_going_without_a_key_is_asked_once_and_makes_none(qtbot, at_recovery, control, created):
    qtbot.mouseClick(control(at_recovery, "Go without a key"), LEFT)
    qtbot.mouseClick(control(question(), "Go without a key"), LEFT)

    (vault,) = created
    assert not vault.has_recovery_key


def test_the_safe_answer_keeps_the_key(qtbot, at_recovery, control, created):
    qtbot.mouseClick(control(at_recovery, "Go without a key"), LEFT)
    qtbot.mouseClick(control(question(), "Keep the key"), LEFT)

    assert created == []
    assert len(shown_key(at_recovery)) == 7


def test_the_page_is_saved_and_called_unsealed(qtbot, at_recovery, control, saved, tmp_path):
    qtbot.mouseClick(control(at_recovery, "Save PDF…"), LEFT)
    (dialog,) = at_recovery.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "key.pdf"))

    assert saved == [(tmp_path / "key.pdf", "-".join(shown_key(at_recovery)))]
    assert "not sealed" in words(at_recovery)


def test_a_page_that_cannot_be_saved_says_so(qtbot, at_recovery, control, saved, tmp_path):
    qtbot.mouseClick(control(at_recovery, "Save PDF…"), LEFT)
    (dialog,) = at_recovery.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "full.pdf"))

    assert saved == []
    assert "could not be written" in words(at_recovery)


def test_printing_says_first_where_the_page_goes(qtbot, at_recovery, control, printer):
    qtbot.mouseClick(control(at_recovery, "Print…"), LEFT)
    assert printer.dialogs == []
    assert "print service" in words(question())

    qtbot.mouseClick(control(question(), "Print…"), LEFT)
    qtbot.waitUntil(lambda: bool(printer.dialogs))
    printer.dialogs[0].accept()

    assert printer.printed == [("a4", 1)]
    assert "handed to the printer" in words(at_recovery)


def test_without_a_printer_it_says_what_else_there_is(qtbot, at_recovery, control, printer):
    printer.names = []
    qtbot.mouseClick(control(at_recovery, "Print…"), LEFT)
    qtbot.mouseClick(control(question(), "Print…"), LEFT)

    qtbot.waitUntil(lambda: "knows no printer" in words(at_recovery))
    assert "Copy the key by hand" in words(at_recovery)


def test_a_place_lost_on_the_way_leads_back_to_the_first_step(
    qtbot, at_recovery, control, documents, created
):
    documents.rename(documents.with_name("Moved"))
    type_groups(at_recovery, control)
    qtbot.mouseClick(control(at_recovery, "Open my journal"), LEFT)

    assert created == []
    assert "not there any more" in words(at_recovery)


def test_made_up_data_is_made_in_a_place_of_its_own(qtbot, view, control, documents, made_up):
    with qtbot.waitSignal(view.made_up) as told:
        qtbot.mouseClick(control(view, "Try it with made-up data"), LEFT)

    assert made_up == [documents / "Made-up journal.sdesk"]
    assert told.args == made_up


def test_made_up_data_that_is_there_is_not_made_again(qtbot, view, control, documents, made_up):
    (documents / "Made-up journal.sdesk").mkdir()

    with qtbot.waitSignal(view.made_up):
        qtbot.mouseClick(control(view, "Try it with made-up data"), LEFT)

    assert made_up == []


def test_an_existing_journal_can_be_asked_for(qtbot, view, control):
    with qtbot.waitSignal(view.existing_wanted):
        qtbot.mouseClick(control(view, "Open an existing journal…"), LEFT)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("step", ["view", "at_passphrase", "at_recovery"])
def test_every_step_can_be_reached_and_heard(  # noqa: PLR0917 - fixtures
    qtbot, request, theme, audit, step, percent
):
    theme.set_text_percent(percent)
    view = request.getfixturevalue(step)

    # Heights follow widths once the layout has gone round.
    qtbot.waitUntil(lambda: audit(view) == [])
