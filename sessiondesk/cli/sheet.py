"""``prep-sheet``: the sheet for the next appointment, as a PDF."""

import os
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from sessiondesk import paths
from sessiondesk.cli.opened import open_journal
from sessiondesk.cli.refusals import RefusedError, file_problem
from sessiondesk.cli.telling import counted, remark, say
from sessiondesk.journal import Journal
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet.content import build
from sessiondesk.prepsheet.sheet import Choice
from sessiondesk.ui.insight_names import names_of
from sessiondesk.ui.paper.measures import PaperSize, load_fonts
from sessiondesk.ui.paper.pdf import make_pdf, write_pdf
from sessiondesk.ui.paper.sheet_layout import MOST_PAGES, LaidOut, lay_out
from sessiondesk.ui.wording_sheet import SheetWords
from sessiondesk.vault import layout

_PDF = b"%PDF-"


def prep_sheet(arguments: Namespace) -> int:
    """Write the sheet where the person wants it."""
    _refuse_place(arguments.out, arguments.journal)
    with open_journal(arguments) as journal:
        on = arguments.date or journal.today()
        paper = PaperSize(arguments.paper or journal.settings.value.paper)
        application = _application()
        drawn, data = _draw(journal, on, paper)
    try:
        write_pdf(arguments.out, data)
    except OSError as error:
        raise file_problem("The PDF", arguments.out, error) from error
    if not drawn.fit.is_whole:
        remark(
            f"About {drawn.fit.lines_over} lines found no room on two pages. Choose in the window "
            "what to leave out."
        )
    pages = counted(len(drawn.pages), "page")
    say(f"The prep sheet for {on} is in {arguments.out}, {pages}.")
    say("The PDF is not encrypted: whoever has the file can read it.")
    del application  # until here: the fonts live as long as it does
    return 0


def _refuse_place(out: Path, journal: Path) -> None:
    """Refuse what the PDF would do harm to, before anything is opened.

    Raises:
        RefusedError: There is something else, or it is inside of the journal.
    """
    try:
        if out.is_dir():
            raise RefusedError(f"{out} is a folder. Nothing was written. Name a file in it.")
        if not out.absolute().parent.is_dir():
            raise RefusedError(f"The folder of {out} is not there. Nothing was written.")
        if layout.find(journal).resolve() in out.resolve().parents:
            raise RefusedError(
                "The PDF would lie inside of the journal's folder. Nothing was written. Choose "
                "another place."
            )
        if out.exists():
            if not out.is_file():  # a pipe, say: reading it would wait for ever
                raise RefusedError(f"{out} is no file. Nothing was written. Choose another name.")
            with out.open("rb") as file:
                if file.read(len(_PDF)) != _PDF:
                    raise RefusedError(
                        f"There is already something in {out} that is no PDF. It was left as "
                        "it is. Choose another name."
                    )
    except OSError as error:
        raise file_problem("The PDF", out, error) from error
    except ValueError:
        raise RefusedError("The PDF has no possible name. Nothing was written.") from None


def _draw(journal: Journal, on: date, paper: PaperSize) -> tuple[LaidOut, bytes]:
    load_fonts(paths.resources() / "fonts")
    words = SheetWords(names_of(journal, journal.looking_back.prompts))
    settings = journal.settings.value
    choice = Choice(
        blocks_off=settings.sheet_off,
        lines_off=settings.sheet_lines_off,
        lines_on=settings.sheet_lines_on,
    )
    sheet = build(gather(journal, on), words, choice)
    drawn = lay_out(sheet, words, paper, pages=settings.sheet_pages)
    if not drawn.fit.is_whole:
        drawn = lay_out(sheet, words, paper, pages=MOST_PAGES)
    return drawn, make_pdf(drawn.pages, title=words.title(), on=on)


def _application() -> QGuiApplication:
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    # Paper needs no screen, and asking for one would fail where there is none.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_drop)
    return QGuiApplication(sys.argv[:1])


def _drop(_kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    """Keep Qt's messages out of the answer: they may quote what is on the sheet."""
