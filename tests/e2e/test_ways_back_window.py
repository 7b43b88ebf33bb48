"""The real window and a journal that is damaged or to be taken back: found, told, mended."""

from datetime import UTC, datetime

import pytest

from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind
from tests.e2e.window_driver import Home, Window, screen, wait_until
from tests.ui import backed_up
from tests.ui.backed_up import PASSPHRASE

NOTE = "Anything you want to remember about today?"
MADE_AT = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
# A page of old words, which no opening and no first page reads.
DEEP = 75


@pytest.fixture
def home(tmp_path):
    home = Home(root=tmp_path / "home")
    home.documents.mkdir(parents=True)
    return home


@pytest.fixture
def made(home):
    return backed_up.make(home.documents / "Garden notes.sdesk", MADE_AT)


@pytest.fixture
def start(needs_tool, home):
    """Start the window, as often as the test wants."""
    opened = []
    with screen(needs_tool) as display:

        def start(folder=None):
            opened.append(Window(home.environ(display), home, folder=folder))
            return opened[-1]

        yield start
        for each in opened:
            each.close()


def tab_to(window, name):
    """Press Tab until what has this name has the keyboard."""

    def is_there():
        focused = [each.name for each in window.look() if each.has_focus]
        return focused == [name] or window.press("Tab")

    wait_until(is_there, f"the focus on {name!r}")


def words_kept(made):
    """Return every line that is kept, of the journal as it lies there now."""
    unsealed = opening.unseal(made.folder, made.recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=MADE_AT) as vault:
        return [text for (text,) in vault.db.execute("SELECT text FROM checkin_line")]


def test_a_damaged_journal_is_repaired_and_its_entries_are_back(start, made):
    backed_up.spoil(made.folder / "vault.db", 1)
    window = start(made.folder)
    window.wait_for("Passphrase", "line")
    window.type(PASSPHRASE)
    window.press("Return")
    window.wait_for_text("are safe in a backup.")
    assert "does not open this journal" not in window.texts()

    window.click("Repair", "button")
    window.wait_for_text("All entries are here")
    window.click("Open the journal", "button")
    window.unlock(PASSPHRASE)

    assert window.quit() == 0
    assert len(words_kept(made)) == made.before + made.after
    assert any("(damaged" in each.name for each in made.folder.parent.iterdir())


def test_damage_found_while_it_is_open_stops_writing_and_loses_no_words(start, made):
    backed_up.spoil(made.folder / "vault.db", DEEP)
    window = start(made.folder)
    window.unlock(PASSPHRASE)
    window.wait_for("Repair…", "button")

    window.fill(NOTE, "half a sentence")
    window.click("Repair…", "button")
    window.wait_for_text("Type the passphrase to go on to the repair")
    window.wait_for("Passphrase", "line")
    window.type(PASSPHRASE)
    window.press("Return")
    window.wait_for_text("What Repair does")
    window.press("Return")
    window.wait_for_text("The journal opens again")
    window.press("Return")
    window.unlock(PASSPHRASE)

    def holds_words():
        found = window.find(NOTE, "words")
        return found is not None and "half a sentence" in found.text

    wait_until(holds_words, "the words that were being typed", window.texts)
    assert window.quit() == 0
    kept = words_kept(made)
    assert len([each for each in kept if "in the garden" in each]) == made.before + made.after
    assert [each for each in kept if "half a sentence" in each]


def test_a_backup_is_put_in_place_by_keyboard_alone(start, made):
    window = start(made.folder)
    window.wait_for("Passphrase", "line")
    tab_to(window, "Restore from a backup…")
    window.press("Return")
    window.wait_for_text("A backup holds everything")
    tab_to(window, "Continue with this backup")
    window.press("Return")
    window.wait_for_text("It was made")
    window.type(PASSPHRASE)
    window.press("Return")
    window.wait_for_text("This backup ends on 9 May 2026")
    tab_to(window, "Put it in place")
    window.press("Return")
    window.wait_for_text("The backup is in place")
    window.press("Return")
    window.unlock(PASSPHRASE)

    assert window.quit() == 0
    assert len(words_kept(made)) == made.before


def test_a_backup_opens_by_its_file(start, made):
    window = start(made.backup)
    window.wait_for_text("Made 9 May 2026")

    assert window.quit() == 0
