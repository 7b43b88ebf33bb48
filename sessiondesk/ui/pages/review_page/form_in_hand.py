"""The review that is being written: which one it is, and its draft."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from sessiondesk.domain.review import Review
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.form_draft import FormDraft
from sessiondesk.ui.pages.review_page.review_form import ReviewForm

DRAFT: Final = "review.form"


class FormInHand(QObject):
    """Ties the form to a review: today's, or one that is not kept yet.

    Signals:
        failed: A draft could not be kept: (the error, what tries again).
    """

    failed = Signal(object, object)

    def __init__(self, journal: Journal, form: ReviewForm, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = journal
        self._form = form
        self._review: Review | None = None
        self._is_kept = False
        self._draft: FormDraft | None = None
        form.changed.connect(self._on_changed)

    @property
    def review(self) -> Review | None:
        """The review as it is on disk, or the new one it is to become."""
        return self._review

    @property
    def begun(self) -> Review | None:
        """The review that is not kept yet, which is to keep its identity."""
        return None if self._is_kept else self._review

    def show(self, review: Review, *, is_kept: bool) -> None:
        """Show a review; what is being ticked and typed into this very one stays.

        Raises:
            StoreError: The drafts could not be read, or what was typed not be kept.
        """
        before, was_kept = self._review, self._is_kept
        is_same = before is not None and before.id == review.id and self._draft is not None
        if is_same and (review == before or not is_kept):
            self._review = review
            return
        if self._draft is not None and is_same:
            self._draft.settle()
        # One that was kept and is no longer there was taken back: its words go on as a draft.
        is_gone = was_kept and not is_kept and not self._form.is_empty
        told: object = self._form.state() if is_gone else None
        self._review, self._is_kept = review, is_kept
        self._begin_draft(review)
        if self._draft is not None:
            told = self._draft.found() or told
            if told is not None:
                self._form.put_back(told)
                self._draft.touch()

    def clear(self) -> None:
        """Empty the form: what is in it is being removed."""
        if self._review is not None:
            self._form.show_review(Review(day=self._review.day))

    def keep(self, review: Review) -> None:
        """Keep ``review`` in place of the one in hand, and let the draft go.

        Raises:
            StoreError: It was not kept; all of it is still in the form.
        """
        self._journal.reviews.record(review, settles=(DRAFT,))
        if self._draft is not None:
            self._draft.forget()
        self._review, self._is_kept = review, True
        self._begin_draft(review)

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept.
        """
        if self._draft is not None:
            self._draft.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return [] if self._draft is None else self._draft.unsaved()

    def _begin_draft(self, review: Review) -> None:
        if self._draft is not None:
            self._draft.deleteLater()
            self._draft = None
        self._form.show_review(review)
        self._draft = FormDraft(
            self._journal,
            DRAFT,
            Kind.REVIEW,
            review.id if self._is_kept else "",
            reads=self._form.state,
            parent=self,
        )
        self._draft.failed.connect(self.failed)

    def _on_changed(self) -> None:
        if self._draft is not None:
            self._draft.touch()
