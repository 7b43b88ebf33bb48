import subprocess
import unicodedata

import pytest
from PySide6.QtGui import QGuiApplication

from sessiondesk import paths
from sessiondesk.ui.paper import measures


@pytest.fixture(autouse=True)
def _fonts(qapp: QGuiApplication) -> None:
    """Have an application with the bundled fonts; text cannot be measured without."""
    measures.load_fonts(paths.resources() / "fonts")


@pytest.fixture
def ask_poppler(needs_tool, tmp_path):
    """Run one of poppler's tools over a PDF and return what it says."""

    def ask(tool, data, *options):
        path = tmp_path / "asked.pdf"
        path.write_bytes(data)
        last = ["-"] if tool == "pdftotext" else []
        command = [needs_tool(tool), *options, str(path), *last]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return ask


# Inter has one shape for each of these pairs, and a PDF tells the other letter of the two.
ALIKE = str.maketrans({"\N{MODIFIER LETTER DOUBLE APOSTROPHE}": "”", "\u02bc": "\u2019"})


def bare(text):
    """Return ``text`` without blanks, with letters that look alike made the same."""
    return "".join(unicodedata.normalize("NFKC", text).translate(ALIKE).split())


@pytest.fixture
def reads(ask_poppler):
    """Tell whether a text can be found in a PDF, wherever its lines were broken."""

    def reads(data, text):
        return bare(text) in bare(ask_poppler("pdftotext", data, "-raw"))

    return reads
