"""The little dialog that words something differently, and loses no word of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.own_words import OwnWords


class RewordDialog(KeepDialog):
    """Asks for other words, and keeps them."""

    def __init__(
        self,
        question: str,
        text: str,
        draft: tuple[str, Kind, str],
        journal: Journal,
        theme: Theme,
        *,
        keep: Callable[[str], None],
        may_be_empty: bool = False,
        parent: QWidget,
    ) -> None:
        """Make the dialog.

        Args:
            question: What is asked.
            text: The words as they are.
            draft: Name of the editor, which never changes; kind and identity of the record.
            journal: Where drafts are kept.
            theme: The look in force.
            keep: Keeps the words.
            may_be_empty: Whether no words are an answer too.
            parent: The page beneath.
        """
        super().__init__(
            question,
            "",
            theme,
            verb=self.tr("Change it"),
            keep=self.tr("Leave it as it is"),
            parent=parent,
        )
        name, kind, record_id = draft
        self._keep = keep
        self._may_be_empty = may_be_empty
        self._book = DraftBook(journal, kind)
        self._words = OwnWords(self.tr("Words"), theme, text=text, lines=(2, 8), hides_label=False)
        self.remember(self._words, self._book, name, record_id)
        self.body.addWidget(self._words)
        self.close_body()
        self._words.setFocus()
        self._words.editor.selectAll()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, where it is not on disk."""
        self.hand_over()
        return self._book.unsaved()

    @override
    def keep(self) -> None:
        text = self._words.text.strip()
        if not text and not self._may_be_empty:
            raise InvalidFieldError("text", "Write it down first.")
        self._keep(text)

    @override
    def focus_field(self, field: str) -> None:
        self._words.setFocus()
