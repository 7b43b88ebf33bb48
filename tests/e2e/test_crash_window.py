"""The window is killed: what was said to be kept is there, and so are words in hand."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.course import Course
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.vault import creating, opening
from sessiondesk.vault.creating import NewVault
from sessiondesk.vault.key_slots import Cost, SlotKind
from tests.e2e.window_driver import PASSPHRASE, PATIENCE, Home, Window, screen, wait_until

WORDS = "what I was about to say when the light went out"
TO_SAY = "the thing with the keys"
EVER = Period(first=date(2000, 1, 1), last=date(2100, 1, 1))


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where words are typed.

    Attributes:
        name: What the place is called in a test's name.
        way: The keys that lead to its page, and a button there, or nothing.
        field: What the field is called.
    """

    name: str
    way: tuple[str, str]
    field: str


PLACES = (
    Place(name="note", way=("ctrl+1", ""), field="Anything you want to remember about today?"),
    Place(name="session", way=("ctrl+3", ""), field="Notes"),
    Place(name="line", way=("ctrl+3", ""), field="What did we agree I would try?"),
    Place(name="dialog", way=("ctrl+4", "New goal"), field="In your own words"),
)


@pytest.fixture(scope="module")
def new_vault() -> NewVault:
    """Keys that cost little."""
    return creating.prepare(PASSPHRASE, calibration=Cost(m=65_536, t=2, p=1))


@pytest.fixture(scope="module")
def original(new_vault, tmp_path_factory):
    """A closed journal with one session in it that took place yesterday."""
    folder = tmp_path_factory.mktemp("original") / "mine.sdesk"
    now = datetime.now().astimezone()
    yesterday = (now - timedelta(days=1)).replace(second=0, microsecond=0, tzinfo=None)
    with creating.write(folder, new_vault, now=now) as vault:
        journal = journal_of(vault)
        course = Course(started_on=yesterday.date())
        journal.courses.record(course)
        journal.sessions.record(
            TherapySession(
                course_id=course.id,
                planned_for=yesterday,
                zone="Europe/Berlin",
                outcome=Outcome.ATTENDED,
            )
        )
        journal.close()
    return folder


@pytest.fixture
def folder(original, tmp_path):
    return Path(shutil.copytree(original, tmp_path / "mine.sdesk"))


@pytest.fixture
def home(tmp_path):
    return Home(root=tmp_path / "home")


@pytest.fixture
def start(needs_tool, home, folder):
    """Start the window on the journal, as often as the test wants."""
    opened = []
    with screen(needs_tool) as display:

        def start():
            opened.append(Window(home.environ(display), home, folder=folder))
            return opened[-1]

        yield start
        for each in opened:
            each.close()


def kill(window: Window) -> None:
    os.kill(window.process.pid, signal.SIGKILL)
    assert window.process.wait(PATIENCE) == -signal.SIGKILL


def go_to(window: Window, place: Place) -> None:
    keys, button = place.way
    window.press(keys)
    if button:
        window.click(button, "button")
    window.wait_for(place.field, "words", "line")


def words_in(window: Window, place: Place) -> str:
    return window.wait_for(place.field, "words", "line").text


def wait_for_draft(window: Window) -> None:
    """Wait until all the words in the editor that has the focus are kept."""
    # One more letter once all are in the field: with it, all the words before it are kept.
    window.type(".")
    wait_until(lambda: f"{WORDS}." in "".join(window.ask("drafts")), "the draft to be kept")


@pytest.mark.parametrize("place", PLACES, ids=[place.name for place in PLACES])
def test_words_in_hand_come_back(start, folder, place):
    window = start()
    window.unlock()
    window.click("Mood: 7 of 10")
    window.press("ctrl+shift+b")
    window.fill("Something to bring up", TO_SAY)
    window.press("Return")
    window.wait_for_text("Kept for the next appointment")
    window.press("Escape")
    go_to(window, place)

    window.fill(place.field, WORDS)
    wait_for_draft(window)
    kill(window)

    again = start()
    again.unlock()
    # Acknowledged before, and so it is there.
    wait_until(lambda: again.wait_for("Mood: 7 of 10").is_on, "the answer that was given")
    again.wait_for_text(TO_SAY)
    go_to(again, place)
    wait_until(lambda: WORDS in words_in(again, place), WORDS, lambda: words_in(again, place))
    if place.name == "dialog":
        again.press("Escape")
    assert again.quit() == 0
    assert check(folder) == (0, b"")


def test_words_that_came_back_are_part_of_the_journal_after_the_next_lock(
    start, folder, new_vault
):
    window = start()
    window.unlock()
    window.fill(PLACES[0].field, WORDS)
    wait_for_draft(window)
    wait_until(lambda: re.search(r"Kept \d", window.texts()), "the word that it is kept")
    kill(window)

    again = start()
    again.unlock()
    wait_until(lambda: words_in(again, PLACES[0]).startswith(WORDS), "the words in hand")
    again.press("ctrl+l")
    again.wait_for("Passphrase", "line")
    kill(again)

    with opened(folder, new_vault) as journal:
        (checkin,) = journal.checkins.between(EVER)
        assert [line.text for line in checkin.lines] == [f"{WORDS}."]
        assert not journal.drafts.all()


@contextmanager
def opened(folder: Path, new_vault: NewVault) -> Iterator[Journal]:
    unsealed = opening.unseal(folder, str(new_vault.recovery_key), SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=datetime.now().astimezone()) as vault:
        journal = journal_of(vault)
        yield journal
        journal.close()


def check(folder: Path) -> tuple[int, bytes]:
    """Have the program look whether the journal is sound."""
    done = subprocess.run(
        [sys.executable, "-m", "sessiondesk", "check", str(folder), "--passphrase-file", "-"],
        input=f"{PASSPHRASE}\n".encode(),
        capture_output=True,
        check=False,
    )
    assert b"Sound: " in done.stdout
    return done.returncode, done.stderr
