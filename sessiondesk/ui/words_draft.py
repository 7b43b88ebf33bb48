"""Words that are being written into a form and not yet kept: safe from a crash and the lock."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.widgets.own_words import OwnWords

_NO_RECORD: Final = ""


class WordsDraft(QObject):
    """Keeps what stands in an editor of several lines, until the form is kept.

    Signals:
        failed: The words could not be kept: (the error, what tries again).
    """

    failed = Signal(object, object)

    def __init__(
        self, editor: OwnWords, name: str, kind: str, journal: Journal, parent: QObject
    ) -> None:
        """Watch an editor.

        Args:
            editor: Where the words are written.
            name: A name for it that never changes.
            kind: The kind of record that the words become part of.
            journal: Where drafts are kept.
            parent: The owner.
        """
        super().__init__(parent)
        self._editor = editor
        self._name = name
        self._kind = kind
        self._journal = journal
        self._record_id = _NO_RECORD
        self._on_disk = ""
        editor.edited.connect(self._on_edited)

    def put_back(self, record_id: str = _NO_RECORD) -> None:
        """Put the words that were left over into the editor.

        Args:
            record_id: Identity of the record that the form belongs to, if there is one.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._record_id = record_id
        self._on_disk = self._journal.drafts.find(self._name, record_id) or ""
        if self._on_disk:
            self._editor.text = self._on_disk

    def settle(self) -> None:
        """Keep at once what is not kept yet.

        Raises:
            StoreError: It was not kept.
        """
        text = self._editor.text
        if text == self._on_disk:
            return
        if text.strip():
            self._journal.drafts.keep(self._name, self._kind, self._record_id, text)
        else:
            self._journal.drafts.drop(self._name, self._record_id)
        self._on_disk = text

    def unsaved(self) -> list[Draft]:
        """Return what stands in the editor as a draft, on disk or not."""
        text = self._editor.text
        if not text.strip():
            return []
        return [
            Draft(editor=self._name, record_kind=self._kind, record_id=self._record_id, text=text)
        ]

    def forget(self) -> None:
        """Let the draft go: the form was kept.

        Raises:
            StoreError: The draft is still there.
        """
        self._journal.drafts.drop(self._name, self._record_id)
        # What waits to be told would come back as a draft of what is already kept.
        self._on_disk = self._editor.text

    def _on_edited(self) -> None:
        try:
            self.settle()
        except StoreError as error:
            self.failed.emit(error, self.settle)
