"""The ways a prep sheet leaves the program: print, PDF, locked PDF, web page. By hand only."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.kept_sheet import TakenAs
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_out
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.paper import locked_pdf, pdf, readable
from sessiondesk.ui.paper_out import Leaving, PaperOut, make_pdf
from sessiondesk.ui.pdf_password import PdfPasswordDialog
from sessiondesk.ui.shown_page import ShownPage
from sessiondesk.ui.theme import Theme


class WayOut(PaperOut):
    """Adds what a sheet, a card and a page that was taken can become beside paper and a PDF."""

    def __init__(
        self,
        journal: Journal,
        jobs: Jobs,
        theme: Theme,
        notices: QVBoxLayout,
        window: QWidget,
        *,
        goes_out: Callable[[], ShownPage | None],
        documents: Callable[[], Path],
        printing: Callable[[], Any],
    ) -> None:
        """Make it for one page of the window; see ``PaperOut``."""
        super().__init__(
            journal,
            jobs,
            theme,
            notices,
            window,
            goes_out=goes_out,
            words=wording_out.of_sheet(),
            documents=documents,
            printing=printing,
        )
        self._shown = goes_out
        self._to_lock: ShownPage | None = None

    @Slot()
    def save_locked(self) -> None:
        """Ask for a password and where to, then put the page there as a PDF that asks for it."""
        self._to_lock = self._shown()
        if self._to_lock is None:
            return
        dialog = PdfPasswordDialog(self._theme, self._window)
        dialog.chosen.connect(self._on_password)
        dialog.open()

    @Slot(str)
    def _on_password(self, password: str) -> None:
        shown = self._to_lock
        if shown is not None:
            self._ask_where(
                self.tr("Save as a PDF that asks for the password"),
                Leaving(
                    paper=shown,
                    taken_as=TakenAs.PDF,
                    suffix="pdf",
                    write=partial(_write_locked, shown, password),
                    is_sealed=True,
                ),
            )

    @Slot()
    def save_web_page(self) -> None:
        """Ask where to, then put the page there as a web page, for a screen reader."""
        shown = self._shown()
        if shown is not None:
            self._ask_where(
                self.tr(
                    "Save as a web page, which is not sealed: anyone with the file can read it"
                ),
                Leaving(
                    paper=shown,
                    taken_as=TakenAs.WEB_PAGE,
                    suffix="html",
                    write=partial(_write_web_page, shown),
                ),
            )


def _write_locked(shown: ShownPage, password: str, path: Path) -> None:
    pdf.write_pdf(path, locked_pdf.lock(make_pdf(shown), password))


def _write_web_page(shown: ShownPage, path: Path) -> None:
    readable.write(path, readable.to_html(shown.page))
