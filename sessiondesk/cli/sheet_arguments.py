"""What can be said to ``prep-sheet``: which page, for whom, on what, and where to."""

import argparse
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.domain.sheet_preset import Audience

STANDARD_OUTPUT: Final = Path("-")
_PAPERS: Final = ("a4", "letter")
_MORE: Final = (
    "The card is the last week as a grid. The review is the latest one that was kept. The "
    "hand-over is what was last chosen for it. What stays private in the window stays off here."
)


class Form(StrEnum):
    """What kind of file it becomes."""

    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


_ENDINGS: Final = {".html": Form.HTML, ".htm": Form.HTML, ".txt": Form.TEXT}


def add(
    command: argparse.ArgumentParser, *, day: Callable[[str], date], file: Callable[[str], str]
) -> None:
    """Add what the command takes.

    Args:
        command: The command.
        day: Reads a date a page can have.
        file: Reads the name of a file with a secret in it.
    """
    command.epilog = _MORE
    command.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="where; - for a text only"
    )
    command.add_argument(
        "--layout", choices=tuple(map(str, SheetLayout)), help="the journal's own if left out"
    )
    command.add_argument(
        "--preset",
        metavar="NAME",
        choices=tuple(map(str, Audience)),
        help="for whom: therapist, doctor or myself; as in the window if left out",
    )
    command.add_argument(
        "--pages", type=int, choices=(1, 2), help="how many pages the sheet may have"
    )
    command.add_argument("--paper", choices=_PAPERS, help="the journal's own if left out")
    command.add_argument("--date", metavar="YYYY-MM-DD", type=day, help="today if left out")
    command.add_argument(
        "--format",
        choices=tuple(map(str, Form)),
        help="by the end of the file's name if left out; a PDF where that says nothing",
    )
    command.add_argument(
        "--password-file",
        metavar="PATH",
        type=file,
        help="holds a password that the PDF is locked with; - for standard input",
    )


def form_of(said: Namespace) -> Form:
    """Return what kind of file is wanted."""
    if said.format:
        return Form(said.format)
    return _ENDINGS.get(said.out.suffix.lower(), Form.PDF)


def problem(said: Namespace) -> str:
    """Return why what was said makes no sense together; empty where it does."""
    form = form_of(said)
    layout = said.layout and SheetLayout(said.layout)
    is_document = layout in {SheetLayout.REVIEW, SheetLayout.HANDOVER}
    for is_wrong, why in (
        (
            said.out == STANDARD_OUTPUT and form is not Form.TEXT,
            "only --format text can go to standard output; for a file called -, write ./-",
        ),
        (said.password_file and form is not Form.PDF, "--password-file is for a PDF"),
        (said.paper and form is not Form.PDF, "--paper is for a PDF"),
        (said.preset and is_document, "--preset is for the sheet and the card"),
        (
            said.pages and layout not in {None, SheetLayout.SHEET},
            "--pages is for the sheet: a card has one page, and the others have what they need",
        ),
        (
            said.date and layout is SheetLayout.HANDOVER,
            "--date does not go with a hand-over, which is as things stand today",
        ),
    ):
        if is_wrong:
            return why
    return ""
