"""``prep-sheet``: the sheet for the next appointment, or another page that goes on paper."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from sessiondesk import paths
from sessiondesk.cli import secret, sheet_pages, sheet_place
from sessiondesk.cli.opened import open_journal
from sessiondesk.cli.refusals import RefusedError
from sessiondesk.cli.sheet_arguments import STANDARD_OUTPUT, Form, form_of
from sessiondesk.cli.sheet_pages import Made
from sessiondesk.cli.telling import counted, hand_over, remark, say
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.paper import kept_page, locked_pdf, readable
from sessiondesk.ui.paper.locked_pdf import PasswordProblem
from sessiondesk.ui.paper.measures import PaperSize, load_fonts
from sessiondesk.ui.paper.pdf import make_pdf

_TAKEN_AS: Final = {Form.PDF: TakenAs.PDF, Form.HTML: TakenAs.WEB_PAGE}
_UNFIT: Final = {
    PasswordProblem.TOO_SHORT: f"it needs at least {locked_pdf.SHORTEST} characters",
    PasswordProblem.TOO_LONG: f"it is longer than {locked_pdf.MOST_BYTES} bytes",
    PasswordProblem.UNCERTAIN: "there is a character in it that not every PDF reader takes for "
    "the same",
}


def prep_sheet(arguments: Namespace) -> int:
    """Write the page where the person wants it."""
    form = form_of(arguments)
    is_file = arguments.out != STANDARD_OUTPUT
    if is_file:
        sheet_place.refuse_place(arguments.out, arguments.journal, form)
    password = _password(arguments)
    with open_journal(arguments) as journal:
        made = sheet_pages.make(journal, arguments)
        size = PaperSize(arguments.paper or journal.settings.value.paper)
        data, pages = _file(made, form, size, password)
        if not is_file:
            hand_over(data)
            _tell(made.remarks)
            return 0
        sheet_place.put(arguments.out, data, form)
        _keep(journal, made, form, size)
    _tell(made.remarks)
    length = f", {counted(pages, 'page')}" if pages else ""
    say(f"The {sheet_pages.NAMES[made.layout]} for {made.on} is in {arguments.out}{length}.")
    if password is None:
        name = sheet_place.NAMES[form]
        say(f"The {name} is not encrypted: whoever has the file can read it.")
    else:
        say("The PDF opens with the password only. That keeps out who finds the file; whoever has")
        say("the password, or time and a weak password to guess, can read it.")
    return 0


def _file(made: Made, form: Form, size: PaperSize, password: str | None) -> tuple[bytes, int]:
    """Return the file, and how many pages it has; 0 where it has none."""
    if form is Form.HTML:
        return readable.to_html(made.page).encode(), 0
    if form is Form.TEXT:
        return readable.to_text(made.page).encode(), 0
    application = _application()
    load_fonts(paths.resources() / "fonts")
    pages, told = sheet_pages.draw(made, size)
    data = make_pdf(pages, title=made.title, on=made.on)
    _tell(told)
    del application  # until here: the fonts live as long as it does
    return data if password is None else locked_pdf.lock(data, password), len(pages)


def _tell(remarks: Iterable[str]) -> None:
    for each in remarks:
        remark(each)


def _password(arguments: Namespace) -> str | None:
    """Return what the PDF is locked with; None where it is to stay open.

    Raises:
        RefusedError: It cannot be locked, or not with that.
    """
    if not arguments.password_file:
        return None
    if not locked_pdf.is_available():
        raise RefusedError(
            "This installation cannot lock PDFs: its extra “pdf-password” is not there. Nothing "
            "was written."
        )
    password = secret.for_pdf(arguments)
    problem = locked_pdf.problem_of(password)
    if problem is not None:
        raise RefusedError(
            f"The password cannot lock a PDF: {_UNFIT[problem]}. Nothing was written."
        )
    return password


def _keep(journal: Journal, made: Made, form: Form, size: PaperSize) -> None:
    """Note in the journal what was taken, as the window does."""
    taken_as = _TAKEN_AS.get(form)
    if taken_as is None or journal.is_read_only:
        return
    kept = KeptSheet(
        day=made.on,
        session_id=made.session_id,
        layout=made.layout,
        taken_as=taken_as,
        paper=size.value,
        pages=made.pages,
        content=kept_page.encode(made.page),
    )
    try:
        journal.sheets.take(kept)
    except StoreError:
        remark("That it was taken could not be kept in the journal, which is as it was.")


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
