"""A locked PDF: who gets in, who does not, and what the file says to those outside."""

import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.ui.paper import locked_pdf, pdf, sheet_layout
from sessiondesk.ui.paper.locked_pdf import (
    LockingMissingError,
    PasswordProblem,
    UnfitPasswordError,
    lock,
    problem_of,
)
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_material import something

PASSWORD = "kettle harbour ninth"
MARKER = "The heron waits"


@pytest.fixture(autouse=True)
def _the_extra():
    pytest.importorskip("pikepdf", reason="the extra pdf-password is not installed")


@pytest.fixture
def opened(needs_tool, tmp_path):
    """Try to read a PDF with poppler, with what is given to open it."""

    def opened(data, *options, tool="pdftotext"):
        path = tmp_path / "locked.pdf"
        path.write_bytes(data)
        last = ["-"] if tool == "pdftotext" else []
        command = [needs_tool(tool), *options, str(path), *last]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    return opened


@cache
def a_pdf(*, title="Prep sheet"):
    record = replace(something(), bring_ups=(BringUp(text=MARKER),))
    sheet = content.build(record, SheetWords(), Choice())
    pages = sheet_layout.lay_out(sheet, SheetWords(), PaperSize.A4, pages=1).pages
    return pdf.make_pdf(pages, title=title, on=sheet.on)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "schöne Grüße 12",
        "密码是八个字以上",
        "סיסמה ארוכה",
        "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~",
    ],
)
def test_the_password_opens_it(opened, password):
    done = opened(lock(a_pdf(), password), "-upw", password)

    assert done.returncode == 0
    assert MARKER in done.stdout


def test_a_long_one_counts_to_its_last_letter():
    # Poppler's tools take 32 bytes at most on their command line; other readers take all.
    pikepdf = pytest.importorskip("pikepdf")
    password = "six random words and then some more of them " * 2
    data = BytesIO(lock(a_pdf(), password))

    with pikepdf.open(data, password=password) as opened:
        assert len(opened.pages) == 1
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(data, password=password[:-1])


@pytest.mark.parametrize("options", [(), ("-upw", "another one"), ("-upw", ""), ("-opw", "")])
def test_nothing_else_does(opened, options):
    done = opened(lock(a_pdf(), PASSWORD), *options)

    assert done.returncode != 0
    assert MARKER not in done.stdout


def test_it_is_locked_with_aes_256_and_whoever_opened_it_may_do_anything(opened):
    said = opened(lock(a_pdf(), PASSWORD), "-upw", PASSWORD, tool="pdfinfo").stdout

    assert "algorithm:AES-256" in said
    assert "print:yes copy:yes change:yes addNotes:yes" in said


def test_inside_it_says_neither_who_made_it_nor_when(opened):
    said = opened(lock(a_pdf(), PASSWORD), "-upw", PASSWORD, "-isodates", tool="pdfinfo").stdout
    told = {
        key: value.strip() for key, _, value in (line.partition(":") for line in said.splitlines())
    }

    assert told["Title"] == "Prep sheet"
    assert [told[name] for name in ("Author", "Creator", "Producer")] == ["", "", ""]
    assert told["CreationDate"] == told["ModDate"] == "2026-05-12T00:00:00Z"


def test_outside_nothing_of_it_can_be_read_not_even_its_title():
    data = lock(a_pdf(title="A title of its own"), PASSWORD)

    for trace in (b"A title", "A title".encode("utf-16-be"), MARKER.encode(), b"20260512"):
        assert trace not in data
    assert PASSWORD.encode() not in data


def test_the_pages_are_the_same_as_without(opened):
    plain = opened(a_pdf()).stdout

    assert opened(lock(a_pdf(), PASSWORD), "-upw", PASSWORD).stdout == plain


def test_two_locked_ones_have_no_secret_in_common():
    first, second = lock(a_pdf(), PASSWORD), lock(a_pdf(), PASSWORD)

    assert first != second


def test_a_password_typed_in_parts_is_the_same_as_typed_whole(opened):
    in_parts, whole = "schöne Grüße".replace("ö", "o\u0308"), "schöne Grüße"

    assert opened(lock(a_pdf(), in_parts), "-upw", whole).returncode == 0


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", PasswordProblem.TOO_SHORT),
        ("seven 7", PasswordProblem.TOO_SHORT),
        ("o\u0308" * 7, PasswordProblem.TOO_SHORT),
        ("x" * 128, PasswordProblem.TOO_LONG),
        ("字" * 43, PasswordProblem.TOO_LONG),
        ("two\nlines here", PasswordProblem.UNCERTAIN),
        ("a tab\there too", PasswordProblem.UNCERTAIN),
        ("no\u00a0break space", PasswordProblem.UNCERTAIN),
        ("soft\u00adhyphen in", PasswordProblem.UNCERTAIN),
        ("ligature \ufb01re", PasswordProblem.UNCERTAIN),
        ("squared m²", PasswordProblem.UNCERTAIN),
        ("turned \u202eround", PasswordProblem.UNCERTAIN),
        ("half a \ud83d letter", PasswordProblem.UNCERTAIN),
        ("nothing \x00 here", PasswordProblem.UNCERTAIN),
    ],
)
def test_a_password_that_would_not_open_it_everywhere_is_refused(password, problem):
    assert problem_of(password) is problem
    with pytest.raises(UnfitPasswordError) as refused:
        lock(a_pdf(), password)

    assert refused.value.problem is problem
    # Whatever is logged or shown of the error, the password is not in it.
    assert password not in str(refused.value) or not password


@pytest.mark.parametrize("password", ["eight 88", "x" * 127, "字" * 42, "grüße an dich"])
def test_any_other_is_taken(password):
    assert problem_of(password) is None


def test_where_the_extra_is_absent_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pikepdf", None)

    with pytest.raises(LockingMissingError):
        lock(a_pdf(), PASSWORD)


def test_whether_it_is_there_is_told_without_loading_it():
    script = (
        "import sys; from sessiondesk.ui.paper import locked_pdf;"
        "print(locked_pdf.is_available(), 'pikepdf' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "False"]


def test_where_it_is_absent_that_is_told_too(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "pikepdf", raising=False)

    assert not locked_pdf.is_available()


def test_it_works_where_the_names_of_the_network_are_closed():
    script = (
        "import io, sys; from sessiondesk.guard import network; network.block_names();"
        "import pikepdf; pdf = pikepdf.new(); pdf.add_blank_page(); made = io.BytesIO();"
        "pdf.save(made); from sessiondesk.ui.paper.locked_pdf import lock;"
        f"print(len(lock(made.getvalue(), {PASSWORD!r})) > 0, network.names_are_blocked())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "True"]
