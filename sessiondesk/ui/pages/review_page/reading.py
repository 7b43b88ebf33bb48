"""Earlier reviews, opened to be read, printed or removed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Review
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import insight_names, problems
from sessiondesk.ui.pages.review_page.kept_review import KeptReview
from sessiondesk.ui.pages.review_page.review_out import ReviewOut
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question


class ReviewReader(QObject):
    """Opens one review at a time.

    Signals:
        removed: A review goes into the bin: its identity.
    """

    removed = Signal(str)

    def __init__(
        self, journal: Journal, prompts: Prompts, theme: Theme, out: ReviewOut, page: QWidget
    ) -> None:
        super().__init__(page)
        self._journal = journal
        self._prompts = prompts
        self._theme = theme
        self._out = out
        self._page = page
        self._dialog: ReadingDialog | None = None

    def read(self, review: Review, name: str) -> None:
        """Show ``review``, called ``name``, as it stood."""
        try:
            names = insight_names.names_of(self._journal, self._prompts)
        except StoreError as error:
            problems.show(self._page, error)
            return
        content = KeptReview(review, names, self._prompts, self._theme)
        content.print_wanted.connect(partial(self._hand_on, self._out.print, review, name))
        content.save_wanted.connect(partial(self._hand_on, self._out.save, review, name))
        content.removal_wanted.connect(partial(self._ask_removal, review))
        self._dialog = ReadingDialog(name, content, self._theme, self._page)
        self._dialog.open()

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None

    def _hand_on(self, does: Callable[[Review, str], None], review: Review, name: str) -> None:
        self._close()
        try:
            does(review, name)
        except StoreError as error:
            problems.show(self._page, error)

    def _ask_removal(self, review: Review) -> None:
        self._close()
        question = Question(
            self.tr("Remove this review?"),
            self.tr(
                "It goes to Recently deleted, where it can be taken back from for 30 days. "
                "Nothing else is changed."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self._page,
        )
        question.accepted.connect(partial(self._on_removal, review))
        question.open()

    def _on_removal(self, review: Review) -> None:
        self.removed.emit(review.id)
