"""A review on its way to a file or to a printer: private lines are asked about first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Review
from sessiondesk.journal import Journal
from sessiondesk.ui import insight_names, review_document
from sessiondesk.ui.pages.review_page.private_dialog import PrivateDialog
from sessiondesk.ui.paper.document import Document
from sessiondesk.ui.paper.document_names import with_names
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.paper_out import PaperOut
from sessiondesk.ui.review_pieces import kept_lines, pieces_of
from sessiondesk.ui.theme import Theme


class ReviewOut(QObject):
    """Hands a review on, with the private lines that were switched on by hand."""

    def __init__(
        self, journal: Journal, prompts: Prompts, theme: Theme, out: PaperOut, page: QWidget
    ) -> None:
        super().__init__(page)
        self._journal = journal
        self._prompts = prompts
        self._theme = theme
        self._out = out
        self._page = page

    def print(self, review: Review, name: str) -> None:
        """Print ``review``, called ``name``.

        Raises:
            StoreError: The names of what it is about could not be read.
        """
        self._ask(review, name, self._print)

    def save(self, review: Review, name: str) -> None:
        """Put it into a file.

        Raises:
            StoreError: The names of what it is about could not be read.
        """
        self._ask(review, name, partial(self._save, review))

    def _ask(self, review: Review, name: str, does: Callable[[Document], None]) -> None:
        names = insight_names.names_of(self._journal, self._prompts).at(review.day)
        pieces = pieces_of(review.findings, names)
        lines = kept_lines(review.findings)
        today = self._journal.today()

        def set_out(chosen: frozenset[str]) -> None:
            document = review_document.document(
                review, pieces, lines, self._prompts, chosen=chosen, when=name, today=today
            )
            does(with_names(document, self._journal.settings.value.person_names))

        private = review_document.private_lines(pieces, lines)
        if not private:
            set_out(frozenset())
            return
        dialog = PrivateDialog(private, self._theme, parent=self._page)
        dialog.went_on.connect(set_out)
        dialog.open()

    def _print(self, document: Document) -> None:
        self._out.print(document, size=self._size)

    def _save(self, review: Review, document: Document) -> None:
        self._out.save(
            document,
            size=self._size,
            on=self._journal.today(),
            file_name=f"review-{review.day.isoformat()}.pdf",
        )

    @property
    def _size(self) -> PaperSize:
        return PaperSize(self._journal.settings.value.paper)
