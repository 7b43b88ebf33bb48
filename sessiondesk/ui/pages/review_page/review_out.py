"""A review on its way to a file or to a printer: private lines are asked about first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Review
from sessiondesk.journal import Journal
from sessiondesk.ui import insight_names, review_document, wording_out
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.review_page.private_dialog import PrivateDialog
from sessiondesk.ui.paper.document_names import with_names
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.paper_out import PaperOut
from sessiondesk.ui.review_pieces import kept_lines, pieces_of
from sessiondesk.ui.shown_page import ShownPage
from sessiondesk.ui.theme import Theme


class ReviewOut(QObject):
    """Hands a review on, with the private lines that were switched on by hand."""

    def __init__(
        self,
        journal: Journal,
        prompts: Prompts,
        theme: Theme,
        jobs: Jobs,
        page: QWidget,
        *,
        notices: QVBoxLayout,
        documents: Callable[[], Path],
        printing: Callable[[], Any],
    ) -> None:
        """Make it for the page; see ``PaperOut``."""
        super().__init__(page)
        self._journal = journal
        self._prompts = prompts
        self._theme = theme
        self._page = page
        self._ready: ShownPage | None = None
        self._out = PaperOut(
            journal,
            jobs,
            theme,
            notices,
            page,
            goes_out=self._goes_out,
            words=wording_out.of_document(),
            documents=documents,
            printing=printing,
        )

    def print(self, review: Review, name: str) -> None:
        """Print ``review``, called ``name``.

        Raises:
            StoreError: The names of what it is about could not be read.
        """
        self._ask(review, name, self._out.print)

    def save(self, review: Review, name: str) -> None:
        """Put it into a file.

        Raises:
            StoreError: The names of what it is about could not be read.
        """
        self._ask(review, name, self._out.save_pdf)

    def _ask(self, review: Review, name: str, does: Callable[[], None]) -> None:
        names = insight_names.names_of(self._journal, self._prompts).at(review.day)
        pieces = pieces_of(review.findings, names)
        lines = kept_lines(review.findings)
        today = self._journal.today()

        def set_out(chosen: frozenset[str]) -> None:
            document = review_document.document(
                review, pieces, lines, self._prompts, chosen=chosen, when=name, today=today
            )
            kept = self._journal.settings.value
            self._ready = ShownPage(
                page=with_names(document, kept.person_names),
                layout=SheetLayout.REVIEW,
                size=PaperSize(kept.paper),
                pages=1,
                day=today,
                for_day=review.day,
            )
            # A question about another review, not answered yet, would be answered for this one.
            self._out.hush()
            does()

        private = review_document.private_lines(pieces, lines)
        if not private:
            set_out(frozenset())
            return
        dialog = PrivateDialog(private, self._theme, parent=self._page)
        dialog.went_on.connect(set_out)
        dialog.open()

    def _goes_out(self) -> ShownPage | None:
        return self._ready
