"""The page about the format is enough: the program on it reads what ours wrote.

The pieces of Python on the page are put into a file and run by a Python that can import
neither this program nor SQLCipher.
"""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sessiondesk import paths
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import is_made_again
from sessiondesk.vault import backing_up, layout, new_data_key, opening
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.recovery_key import wrong_groups
from tests.conftest import Clock
from tests.golden import make
from tests.vault.conftest import NOW

PAGE = paths.resources() / "docs/format.md"

# Python without site-packages, but for `cryptography`; and nothing of ours on the way to it.
RUN = """
import importlib.util, runpy, sys
assert importlib.util.find_spec("sessiondesk") is None
sys.modules["sqlcipher3"] = None
sys.path.append(sys.argv[1])
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
assert not [name for name in sys.modules if name.startswith("sessiondesk")]
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the program on the page answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Path:
    """The program on the page."""
    pieces = re.findall(
        r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    program: Path = tmp_path_factory.mktemp("reader") / "reader.py"
    program.write_text("\n\n".join(pieces), "utf-8")
    # Alone, so that a copy of this program that is installed beside it is out of reach too.
    alone = program.parent / "packages"
    alone.mkdir()
    packages = Path(sysconfig.get_path("platlib"))
    for name in ("cryptography", "cffi", "_cffi_backend", "pycparser", "typing_extensions"):
        for found in packages.glob(f"{name}*"):
            if not found.name.endswith(".dist-info"):
                (alone / found.name).symlink_to(found)
    return program


@pytest.fixture
def read(reader, tmp_path) -> Callable[..., Answer]:
    """Run the program on the page."""

    def read(where: Path, kind: str, secret: str, *more: object) -> Answer:
        written = tmp_path / "secret.txt"
        written.write_text(f"{secret}\n", "utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "-I", "-S", "-B", "-c", RUN, reader.parent / "packages", reader),
                *(where, kind, written, *more),
            ],
            capture_output=True,
            cwd=tmp_path,
            text=True,
            check=False,
        )
        return Answer(code=done.returncode, out=done.stdout, err=done.stderr)

    return read


@pytest.fixture(scope="module")
def filled(original, recovery_key, tmp_path_factory) -> tuple[Path, Mapping[str, Any]]:
    """A closed journal with something of every kind in it, and its rows. Leave it as it is."""
    folder: Path = tmp_path_factory.mktemp("filled") / "mine.sdesk"
    shutil.copytree(original, folder)
    clock = Clock(make.BEGUN)
    unsealed = opening.unseal(folder, recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as vault:
        journal = make.open_journal(vault.db, clock)
        make.fill(journal, clock)
        journal.close()
        return folder, rows_of(vault.db)


def rows_of(db: Connection) -> Mapping[str, Any]:
    """Return the rows of every table by the names of their columns, as the program has them."""
    tables = {}
    names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (name,) in names:
        if is_made_again(name):
            continue
        rows = db.execute("SELECT * FROM " + name)
        columns = [each[0] for each in rows.description]
        tables[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return tables


@pytest.mark.parametrize("kind", SlotKind)
def test_a_journal_is_read_with_nothing_but_the_page(read, filled, kind, passphrase, recovery_key):
    folder, rows = filled
    secret = {SlotKind.PASSPHRASE: passphrase, SlotKind.RECOVERY: recovery_key}[kind]

    answer = read(folder, kind, secret)

    assert answer.err == ""
    assert answer.data == rows
    assert all(rows.values()), "every table has something in it"


def test_a_recovery_key_is_read_as_people_type_it(read, filled, recovery_key):
    folder, rows = filled
    typed = recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert read(folder, "recovery", typed).data == rows


def test_a_journal_after_a_crash_is_read_with_what_waits_in_its_log(
    read, folder, open_, recovery_key, tmp_path
):
    vault = open_()
    with transaction(vault.db):
        vault.db.execute(
            "INSERT INTO meta (name, value) VALUES ('word', 'kept') ON CONFLICT DO NOTHING"
        )
    # Without the step that brings it into the main file, which a crash can prevent.
    for n in range(200):
        vault.db.execute("BEGIN IMMEDIATE")
        vault.db.execute(
            "INSERT INTO meta (name, value) VALUES (?, ?)", (f"in the log {n}", "w" * 90)
        )
        vault.db.execute("COMMIT")
    vault.db.execute("BEGIN IMMEDIATE")
    vault.db.execute("DELETE FROM meta WHERE name LIKE 'in the log 1%'")
    vault.db.execute("COMMIT")
    rows = rows_of(vault.db)
    copy = tmp_path / "copy.sdesk"
    # By another process: closing a file here would drop the locks of the connection.
    subprocess.run(["cp", "-r", folder, copy], check=True)

    answer = read(copy, "recovery", recovery_key)

    assert answer.err == ""
    assert answer.data == rows
    assert (copy / "vault.db-wal").stat().st_size > 0
    (copy / "vault.db-wal").unlink()
    assert read(copy, "recovery", recovery_key).data != rows


def test_half_a_transaction_at_the_end_of_the_log_does_not_count(
    read, folder, open_, recovery_key, tmp_path
):
    vault = open_()
    vault.db.execute("BEGIN IMMEDIATE")
    vault.db.execute("INSERT INTO meta (name, value) VALUES ('whole', '1')")
    vault.db.execute("COMMIT")
    rows = rows_of(vault.db)
    whole = (folder / "vault.db-wal").stat().st_size
    vault.db.execute("BEGIN IMMEDIATE")
    vault.db.execute("INSERT INTO meta (name, value) VALUES ('half', ?)", ("w" * 9000,))
    vault.db.execute("COMMIT")
    copy = tmp_path / "copy.sdesk"
    subprocess.run(["cp", "-r", folder, copy], check=True)
    log = copy / "vault.db-wal"
    assert log.stat().st_size >= whole + 2 * (24 + 4096)
    with log.open("r+b") as file:
        file.truncate(whole + 24 + 4096)

    assert read(copy, "recovery", recovery_key).data == rows


def test_a_backup_is_read_with_nothing_but_the_page(
    read, filled, passphrase, recovery_key, tmp_path
):
    folder, rows = filled
    own = tmp_path / "mine.sdesk"
    shutil.copytree(folder, own)
    unsealed = opening.unseal(own, recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as vault:
        made = backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW)

    answer = read(made.path, "passphrase", passphrase)

    assert answer.err == ""
    assert {**answer.data, "meta": []} == {**rows, "meta": []}


def test_a_journal_under_another_data_key_is_read_by_the_same_page(
    read, folder, open_, cheap, word
):
    new = new_data_key.prepare(folder, "another passphrase", cost=cheap)
    new_data_key.switch(open_(), new, now=NOW)

    answer = read(folder, "recovery", new.recovery_key)

    assert answer.err == ""
    assert {"name": "word", "value": "kept"} in answer.data["meta"]


def test_words_that_were_put_aside_are_read_with_nothing_but_the_page(
    read, folder, open_, recovery_key, tmp_path
):
    words = [Draft(editor="notes", record_kind="goal", record_id="g", text="über 雨 \ud83c")]
    aside = tmp_path / "aside"
    vault = open_()
    vault.put_aside(words, aside, at="2026-05-12T10:00:00Z")
    vault.close()
    (file,) = aside.iterdir()

    answer = read(folder, "recovery", recovery_key, file)

    assert answer.data == {
        "at": "2026-05-12T10:00:00Z",
        "words": [["notes", "goal", "g", "über 雨 \ud83c"]],
    }


def test_what_does_not_open_the_journal_is_told_apart_from_damage(
    read, folder, recovery_key, other
):
    database = folder / "vault.db"
    data = bytearray(database.read_bytes())
    data[4096 * 2 + 100] ^= 1

    assert "does not open" in read(folder, "passphrase", "not this one").err
    assert "does not open" in read(folder, "recovery", other[1]).err
    # One wrong symbol in 32 fits the check symbol by chance.
    slips = (f"{symbol}{recovery_key[1:]}" for symbol in "0123456789")
    slip = next(typed for typed in slips if wrong_groups(typed))
    assert "Group 1" in read(folder, "recovery", slip).err
    database.write_bytes(data)
    assert "Page 3 is damaged" in read(folder, "recovery", recovery_key).err


def test_the_page_names_every_table_and_column(filled):
    page = PAGE.read_text("utf-8")
    of_every_record = {"id", "made_at", "changed_at", "removed_at", "import_id"}
    tables = {}
    for line in re.findall(
        r"^\| (`.*) \|$", page.partition("## 8.")[2].partition("## 9.")[0], re.MULTILINE
    ):
        names, columns = line.split(" | ", 1)
        for name in re.findall(r"`(\w+)`", names):
            tables[name] = set(re.findall(r"`(\w+)`", columns))

    _, rows = filled
    assert set(tables) == set(rows)
    for name, found in rows.items():
        assert set(found[0]) - of_every_record <= tables[name], name


def test_the_recipe_in_the_folder_gives_the_same_salts_and_names_as_the_page():
    page = PAGE.read_text("utf-8")

    for text in (layout.README_TEXT, layout.BACKUP_README_TEXT):
        infos = re.findall(r'"(SessionDesk \w+ \w*\s?v1)"', text.replace("\n", " "))
        assert len(infos) == 2
        assert all(info in page for info in infos)
        assert "format.md" in text
