"""Saving a sheet in each of its forms leaves that one file behind and nothing else, anywhere."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CANARY = "the heron waits behind the ninth lock"
PASSWORD = "kettle harbour ninth"
SCRIPT = f"""
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from sessiondesk import paths
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.ui.paper import locked_pdf, measures, pdf, readable, sheet_layout
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_material import something

application = QGuiApplication([])
measures.load_fonts(paths.resources() / "fonts")
words = SheetWords()
record = replace(something(), bring_ups=(BringUp(text={CANARY!r}),))
sheet = content.build(record, words, Choice())
pages = sheet_layout.lay_out(sheet, words, measures.PaperSize.A4, pages=1).pages
made = pdf.make_pdf(pages, title=sheet.title, on=sheet.on)
out = Path(sys.argv[1])
pdf.write_pdf(out / "open.pdf", made)
pdf.write_pdf(out / "locked.pdf", locked_pdf.lock(made, {PASSWORD!r}))
readable.write(out / "sheet.html", readable.to_html(sheet))
readable.write(out / "sheet.txt", readable.to_text(sheet))
"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Save every form in a process of its own, whose home and other places are empty."""
    pytest.importorskip("pikepdf", reason="the extra pdf-password is not installed")
    root = tmp_path_factory.mktemp("saved")
    home, out = root / "home", root / "out"
    places = {
        name: home / name.lower()
        for name in (
            *("TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"),
            *("XDG_STATE_HOME", "XDG_RUNTIME_DIR"),
        )
    }
    for folder in (out, *places.values()):
        folder.mkdir(parents=True, mode=0o700)
    environ = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(out)],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env=environ | {name: str(place) for name, place in places.items()},
    )
    return root


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_only_the_files_that_were_asked_for_are_there(saved):
    names = [path.name for path in files(saved / "out")]

    assert names == ["locked.pdf", "open.pdf", "sheet.html", "sheet.txt"]
    # Fontconfig may keep a list of the system's fonts; it holds no words.
    assert [path for path in files(saved / "home") if "fontconfig" not in str(path)] == []


def test_what_was_written_is_nowhere_else(saved):
    found = {
        path.name
        for path in files(saved)
        if any(
            CANARY[:20].encode(encoding) in path.read_bytes()
            for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        )
    }

    # In a PDF the words are packed; these two hold them as they are, so they could be found.
    assert found == {"sheet.html", "sheet.txt"}


def test_each_is_for_its_owner_only(saved):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files(saved / "out")}

    assert set(modes.values()) == {0o600}


def test_the_password_is_in_none_of_them(saved):
    assert [path for path in files(saved) if PASSWORD.encode() in path.read_bytes()] == []


def test_none_names_the_program_its_author_or_the_computer(saved):
    traces = (b"SessionDesk", b"sessiondesk", str(saved).encode(), os.uname().nodename.encode())

    for path in files(saved / "out"):
        data = path.read_bytes()
        # A short name turns up by chance in what is packed or locked.
        assert [each for each in traces if len(each) > 6 and each in data] == []
