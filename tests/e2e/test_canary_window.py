"""What a person types into the window is found nowhere but in the vault and in what they saved."""

import dataclasses
import re
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.period import Period
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind
from tests.e2e.window_driver import Home, Window, screen

CANARY = "the kingfisher keeps its ledger under the mill"
PASSPHRASE = "a long passphrase that is typed and never written"
OPENED = "trace=open,openat,creat,memfd_create"
EVERYWHERE = Period(first=date(2000, 1, 1), last=date(2100, 1, 1))

# Every field of every record that holds a person's own words.
OWN_WORDS = {
    "Adjustment.after",
    "Adjustment.before",
    "Adjustment.reason",
    "BringUp.text",
    "Course.approach",
    "Course.rhythm",
    "Course.therapist",
    "Goal.closing_words",
    "Goal.text",
    "NoteLine.text",
    "Practice.text",
    "PracticeLog.obstacle",
    "Tag.name",
    "TherapySession.first_said",
    "TherapySession.left_open",
    "TherapySession.notes",
    "TherapySession.to_keep",
    "TherapySession.topics",
    "Win.text",
}


@dataclass(frozen=True, kw_only=True)
class Left:
    """What is left when the window is closed.

    Attributes:
        home: The home folder in which all of it happened.
        folder: The vault.
        sheet: The PDF that was asked for.
        said: What the program wrote to its standard output and its standard error.
        titles: The titles that windows had on the way.
        recovery_key: The groups that were shown once.
        trace: The files that were opened, as strace tells it.
    """

    home: Home
    folder: Path
    sheet: Path
    said: bytes
    titles: set[str]
    recovery_key: Sequence[str]
    trace: Sequence[str]


@pytest.fixture(scope="module")
def left(needs_tool, tmp_path_factory):
    """Go through the window once, typing the sentence wherever something can be typed."""
    home = Home(root=tmp_path_factory.mktemp("canary"))
    trace = tmp_path_factory.mktemp("trace") / "trace"
    before = [needs_tool("strace"), "-f", "-qq", "-y", "-e", OPENED, "-o", str(trace)]
    with screen(needs_tool) as display:
        environ = home.environ(display)
        with Window(environ, home, before=before) as window:
            typist = Typist(window, environ)
            key = typist.make_journal()
            typist.fill_today()
            typist.fill_sessions()
            typist.fill_goals()
            sheet = typist.save_sheet(home.root / "sheet.pdf")
            typist.begin_and_leave()
            typist.lock_and_open_again()
            assert window.quit() == 0
            said = window.said
    return Left(
        home=home,
        folder=home.documents / "My journal.sdesk",
        sheet=sheet,
        said=said,
        titles=typist.titles,
        recovery_key=key,
        trace=trace.read_text().splitlines(),
    )


class Typist:
    """Types the sentence into the window, page by page."""

    def __init__(self, window: Window, environ: dict[str, str]) -> None:
        self.window = window
        self.titles: set[str] = set()
        self._environ = environ

    def make_journal(self) -> list[str]:
        """Make a journal, step by step; return the groups of its recovery key."""
        window = self.window
        window.click("Continue to passphrase")
        window.fill("Passphrase", PASSPHRASE)
        window.fill("Once more", PASSPHRASE)
        window.click("Continue to recovery key")
        window.wait_for("Open my journal")
        group = re.compile(r"[0-9A-Z]{5}")
        key = [each.text for each in window.look() if group.fullmatch(each.text)]
        for field in [each.name for each in window.look() if each.can_write]:
            window.fill(field, key[int(field.split()[-1]) - 1])
        self._note_titles()
        window.click("Open my journal")
        window.wait_for("Mood: 7 of 10")
        return key

    def fill_today(self) -> None:
        window = self.window
        window.click("Mood: 7 of 10")
        window.click("Add tag", "button")
        window.fill("Add tag", CANARY)
        window.press("Return")
        window.wait_for(CANARY, "button")
        window.press("Escape")
        note = "Anything you want to remember about today?"
        window.fill(note, CANARY)
        for kind in ("Thought", "Win", "Hurdle"):
            window.press("ctrl+End", "Return")
            window.click(kind)
            window.type(CANARY)
        window.press("ctrl+a", "ctrl+c")
        window.press("ctrl+shift+b")
        window.fill("Something to bring up", CANARY)
        window.press("Return")
        window.wait_for_text("Kept for the next appointment")
        window.press("Escape")
        self._note_titles()

    def fill_sessions(self) -> None:
        window = self.window
        window.press("ctrl+3")
        window.wait_for("Begin")
        window.fill_all(CANARY)
        window.click("Begin")
        window.click("Add appointment")
        window.click("Add it")
        window.fill("Something to bring up", CANARY)
        window.press("Return")
        window.click("What became of it: Planned")
        window.click("Attended")
        window.wait_for("Add topic", "button")
        window.click("Add topic", "button")
        window.fill("Add topic", CANARY)
        window.press("Return")
        window.press("Escape")
        window.fill("What did we agree I would try?", f"{CANARY} daily")
        window.press("Return")
        window.wait_for(f"More for: {CANARY} daily")
        window.fill_all(CANARY)
        self._log(f"More for: {CANARY} daily")
        self._note_titles()

    def fill_goals(self) -> None:
        window = self.window
        window.press("ctrl+4")
        for measure in range(3):
            window.click("New goal")
            window.click("How do you want to see where it stands?", "choice")
            window.press(*["Down"] * measure, "Return")
            for choice in ("Practice", "Tag"):
                if window.find(choice, "choice"):
                    # What is new comes last.
                    window.click(choice, "choice")
                    window.press("End", "Return")
            window.fill_all(CANARY)
            self._note_titles()
            window.click("Keep this goal")
            window.wait_for("Adjust…")
        window.click("Adjust…")
        window.fill("In your own words", CANARY)
        window.fill("Why, if you want to say", CANARY)
        window.click("Adjust it")
        window.click("Add a win")
        window.fill("In your own words", CANARY)
        window.click("Keep it")
        window.click("More for this goal")
        window.click("Reached…")
        window.fill("A word on it, if you like", CANARY)
        window.click("It is reached")
        window.wait_for("New goal")

    def save_sheet(self, path: Path) -> Path:
        window = self.window
        window.press("ctrl+5")
        window.wait_for("Range: All")
        window.press("ctrl+7")
        window.click("Save PDF…")
        window.wait_for("File name:")
        self._note_titles()
        window.press("ctrl+a")
        window.type(str(path))
        window.press("Return")
        window.wait_for_text("it is not sealed")
        return path

    def begin_and_leave(self) -> None:
        """Type where the words stay a draft, or are never kept at all."""
        window = self.window
        window.press("ctrl+k")
        window.fill_all(CANARY)
        window.press("Escape")
        window.press("ctrl+4")
        window.click("New goal")
        window.fill("In your own words", CANARY)
        self._note_titles()
        window.click("Not now")
        window.press("ctrl+shift+b")
        window.fill("Something to bring up", CANARY)

    def lock_and_open_again(self) -> None:
        window = self.window
        window.press("ctrl+l")
        window.wait_for("Passphrase", "line")
        self._note_titles()
        # A passphrase that is none.
        window.type(CANARY)
        window.press("Return")
        window.wait_for_text("You can try as often as you like.")
        window.unlock(PASSPHRASE)
        window.fill("Anything you want to remember about today?", CANARY)

    def _log(self, more: str) -> None:
        window = self.window
        window.click(more)
        window.click("Log today…")
        window.fill_all(CANARY)
        window.click("Log it")
        window.wait_for("Sessions")

    def _note_titles(self) -> None:
        """Remember what the titles of all windows are, as a list of windows shows them."""
        for window in self._ask("search", "--name", "."):
            self.titles.update(self._ask("getwindowname", window))

    def _ask(self, *words: str) -> list[str]:
        done = subprocess.run(
            ["xdotool", *words], env=self._environ, capture_output=True, text=True, check=False
        )
        return done.stdout.splitlines()


def holds(data: bytes, sentence: str) -> bool:
    return any(
        sentence.encode(encoding) in data
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    )


def files_with(left: Left, sentence: str) -> list[str]:
    """Return the files in the home folder that hold a sentence, in their name or as text."""
    return [
        path.relative_to(left.home.root).as_posix()
        for path in sorted(left.home.root.rglob("*"))
        if path.is_file() and (holds(path.read_bytes(), sentence) or sentence in path.name)
    ]


def test_the_sentence_was_typed_into_every_field_for_own_words(left):
    unsealed = opening.unseal(left.folder, PASSPHRASE, SlotKind.PASSPHRASE)
    with opening.open_vault(unsealed, now=datetime.now(UTC)) as vault:
        journal = journal_of(vault)
        found = {name for record in everything(journal) for name in fields_with_sentence(record)}
        drafts = {draft.editor for draft in journal.drafts.all() if CANARY in draft.text}
        journal.close()

    assert found == OWN_WORDS
    assert "goal.new" in drafts


def everything(journal: Any) -> Iterator[Any]:
    goals, practices = journal.goals.all(), journal.practices.all()
    for checkin in journal.checkins.between(EVERYWHERE):
        yield from checkin.lines
    yield from (*journal.tags.all(), *journal.courses.all(), *journal.sessions.all())
    yield from (*journal.bring_ups.all(), *goals, *practices)
    for practice in practices:
        yield from journal.practices.logs(practice.id)
    for goal in goals:
        yield from (*journal.goals.adjustments(goal.id), *journal.goals.wins(goal.id))


def fields_with_sentence(record: Any) -> Iterator[str]:
    for each in dataclasses.fields(record):
        value = getattr(record, each.name)
        texts = value if isinstance(value, tuple) else (value,)
        if any(isinstance(text, str) and CANARY in text for text in texts):
            yield f"{type(record).__name__}.{each.name}"


def test_the_sentence_is_in_no_file(left):
    assert files_with(left, CANARY) == []


def test_neither_the_passphrase_nor_the_recovery_key_is_in_any_file(left):
    assert files_with(left, PASSPHRASE) == []
    assert len(left.recovery_key) == 7
    for joint in ("-", "", " "):
        assert files_with(left, joint.join(left.recovery_key[:3])) == []


def test_the_scan_would_find_it(tmp_path):
    for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-32"):
        assert holds(b"x" + f"so {CANARY}.".encode(encoding), CANARY)
    assert not holds(CANARY[1:].encode(), CANARY)


def test_the_page_that_was_asked_for_says_it_and_nothing_around_it_does(left, needs_tool):
    done = subprocess.run(
        [needs_tool("pdftotext"), left.sheet, "-"], capture_output=True, check=True
    )
    assert CANARY in " ".join(done.stdout.decode().split())

    # On the page words are shapes of letters. As text they would be in what the file tells
    # about itself: its title, its bookmarks.
    pdf = left.sheet.read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = [unpack(stream) for stream in streams]
    assert any(b" Tf" in each for each in unpacked)
    for part in (pdf, *unpacked):
        assert not holds(part, CANARY)
    assert left.sheet.stat().st_mode & 0o777 == 0o600


def unpack(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def test_nothing_is_said_aloud(left):
    assert left.said == b""


def test_no_title_says_whose_or_what(left):
    assert "SessionDesk" in left.titles
    assert not any(CANARY in title or "kingfisher" in title for title in left.titles)


def test_nothing_is_written_outside_of_the_places_that_are_known(left):
    places = (
        str(left.folder),
        str(left.home.documents / ".sessiondesk-"),  # where a journal is put together
        str(left.home.root / ".config" / "sessiondesk"),
        str(left.sheet.parent / ".sheet.pdf"),
        str(left.sheet),
        "/dev/",
        "/proc/self/",
    )

    written = written_files(left.trace)

    assert str(left.folder / "vault.db") in written  # so the trace tells of writing
    assert {path for path in written if not path.startswith(places)} == set()


def test_the_dialog_for_files_leaves_its_history_beside_the_preferences(left):
    config = left.home.root / ".config"

    assert [each.name for each in config.iterdir()] == ["sessiondesk"]


def written_files(trace: Sequence[str]) -> set[str]:
    """Return the paths of the files that were opened for writing, as ``strace -y`` told it."""
    begun: dict[str, str] = {}
    written = set()
    for line in trace:
        process, _, call = line.partition(" ")
        if call.rstrip().endswith("<unfinished ...>"):
            begun[process] = call
            continue
        call = begun.pop(process, "") + call
        opened = re.search(r"= \d+<(.*?)>$", call)
        if opened and re.search(r"O_WRONLY|O_RDWR|O_CREAT|creat\(|memfd_create\(", call):
            written.add(opened[1])
    return written
