"""Where a page goes: refused where it would do harm, and never over something else."""

import re
from os import SEEK_END
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.cli.refusals import RefusedError, file_problem
from sessiondesk.cli.sheet_arguments import Form
from sessiondesk.vault import layout

NAMES: Final = {Form.PDF: "PDF", Form.HTML: "web page", Form.TEXT: "text"}

_PDF: Final = b"%PDF-"
# Every PDF of ours has the same number of nothing but zeros, a locked one too: it tells nobody
# which file it is. It stands at the end.
_NUMBER: Final = re.compile(rb"/ID\s*\[\s*<3030303030303030(2d30303030){3}2d(30){12}>")
_TRAILER_BYTES: Final = 4096
_TITLE: Final = re.compile(rb"<title>[^<]*</title>")
# More than the head of any page, and of a text all of it that is looked at.
_MOST_BYTES: Final = 1024 * 1024


def refuse_place(out: Path, journal: Path, form: Form) -> None:
    """Refuse what the file would do harm to, before anything is opened.

    Raises:
        RefusedError: There is something else, or it is inside of the journal.
    """
    what = f"The {NAMES[form]}"
    try:
        if out.is_dir():
            raise RefusedError(f"{out} is a folder. Nothing was written. Name a file in it.")
        if not out.absolute().parent.is_dir():
            raise RefusedError(f"The folder of {out} is not there. Nothing was written.")
        if layout.find(journal).resolve() in out.resolve().parents:
            raise RefusedError(
                f"{what} would lie inside of the journal's folder. Nothing was written. Choose "
                "another place."
            )
        if out.exists():
            if not out.is_file():  # a pipe, say: reading it would wait for ever
                raise RefusedError(f"{out} is no file. Nothing was written. Choose another name.")
            if form is Form.PDF and not _is_our_pdf(out):
                raise _something_else(out, form)
    except OSError as error:
        raise file_problem(what, out, error) from error
    except ValueError:
        raise RefusedError(f"{what} has no possible name. Nothing was written.") from None


def put(out: Path, data: bytes, form: Form) -> None:
    """Write the file whole or not at all, for its owner's eyes only.

    Raises:
        RefusedError: It cannot be written, or something else is there that was left as it is.
    """
    what = f"The {NAMES[form]}"
    try:
        if out.exists() and not _is_such(out, data, form):
            raise _something_else(out, form)
        paths.write_whole(out, data)
    except OSError as error:
        raise file_problem(what, out, error) from error


def _beginning(out: Path) -> bytes:
    with out.open("rb") as file:
        return file.read(_MOST_BYTES)


def _is_our_pdf(out: Path) -> bool:
    with out.open("rb") as file:
        begins = file.read(len(_PDF))
        size = file.seek(0, SEEK_END)
        file.seek(max(0, size - _TRAILER_BYTES))
        return begins == _PDF and _NUMBER.search(file.read(_TRAILER_BYTES)) is not None


def _is_such(out: Path, data: bytes, form: Form) -> bool:
    """Tell whether what is there is an earlier one of the same kind."""
    if form is Form.PDF:
        return _is_our_pdf(out)
    found = _beginning(out)
    match form:
        case Form.HTML:
            first, title = _TITLE.search(found), _TITLE.search(data)
            is_page = found[:15].lower() == data[:15].lower()
            return is_page and first is not None and title is not None and first[0] == title[0]
        case Form.TEXT:
            ours, theirs = data.strip().splitlines(), found.strip().splitlines()
            # A text may be anything; one of ours begins and ends with words of our own.
            return bool(theirs) and (theirs[0], theirs[-1]) == (ours[0], ours[-1])


def _something_else(out: Path, form: Form) -> RefusedError:
    kind = {
        Form.PDF: "that is no PDF of this program",
        Form.HTML: "that is no such web page",
        Form.TEXT: "that is no such text",
    }[form]
    return RefusedError(
        f"There is already something in {out} {kind}. It was left as it is. Choose another name."
    )
