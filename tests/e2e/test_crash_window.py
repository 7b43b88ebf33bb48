"""The process is killed: what was said to be kept is there, and so are words in hand."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.course import Course
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.vault import creating, opening
from sessiondesk.vault.creating import NewVault
from sessiondesk.vault.key_slots import Cost, SlotKind
from tests.e2e import saver
from tests.e2e.window_driver import PASSPHRASE, PATIENCE, Home, Window, screen, wait_until

WORDS = "what I was about to say when the light went out"
TO_SAY = "the thing with the keys"
ROUNDS = 50
LONGEST_WAIT = 0.004
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


def wait_for_draft(window: Window, folder: Path) -> None:
    """Wait until all the words in the editor that has the focus are kept."""
    # One more letter once all are in the field: a change of the file after this has all the
    # words before it.
    before = state_of_log(folder)
    window.type(".")
    wait_until(lambda: state_of_log(folder) != before, "the draft to be kept")
    # The change is seen while it is written; the window answers when it is through.
    window.look()


def state_of_log(folder: Path) -> tuple[int, int]:
    found = (folder / "vault.db-wal").stat()
    return found.st_mtime_ns, found.st_size


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
    wait_for_draft(window, folder)
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
    wait_for_draft(window, folder)
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


def test_every_save_that_was_acknowledged_is_there_and_whole(folder, new_vault):
    chance = random.Random(20)
    command = [sys.executable, "-P", saver.__file__, str(folder), str(new_vault.recovery_key)]
    kept: list[int] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as spawner:
        assert spawner.stdin is not None
        assert spawner.stdout is not None
        for run in range(ROUNDS):
            kept.append(one_round(spawner.stdin, spawner.stdout, run, chance))
            if run % 10 == 9:
                assert_all_there(folder, new_vault, kept)
        spawner.stdin.close()

    assert sum(kept) > ROUNDS
    assert check(folder) == (0, b"")


def one_round(asks: IO[str], told: IO[str], run: int, chance: random.Random) -> int:
    """Have a process save, kill it at some moment, and return how many saves it has told of."""
    asks.write(f"{run}\n")
    asks.flush()
    process = int(told.readline())
    kept = 0
    for _ in range(chance.randint(1, 12)):
        assert told.readline() == f"{kept}\n"
        kept += 1
    # The next save is under way; where it is hit is left to chance.
    until = time.perf_counter() + chance.random() * LONGEST_WAIT
    while time.perf_counter() < until:
        pass
    os.kill(process, signal.SIGKILL)
    # It may have told of more before it was hit.
    while (line := told.readline()) != f"{saver.ENDED}\n":
        assert line == f"{kept}\n"
        kept += 1
    return kept


def assert_all_there(folder: Path, new_vault: NewVault, kept: list[int]) -> None:
    with opened(folder, new_vault) as journal:
        found = {each.id: each for each in journal.checkins.between(EVER)}
    expected = {}
    for run, told in enumerate(kept):
        for number in range(told + 1):
            each = saver.made_of(run, number)
            # One more may be on disk than could be told of: whole, or not at all.
            if number < told or each.id in found:
                expected[each.id] = each
    assert found == expected


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
