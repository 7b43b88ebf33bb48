"""A line that is being typed and not yet added: safe from a crash and from the lock."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.widgets.own_words import TELL_AFTER_MS
from sessiondesk.ui.widgets.text_field import TextField

_NO_RECORD: Final = ""


class LineDraft(QObject):
    """Keeps what stands in a field that adds lines, until the line is added.

    Signals:
        failed: The words could not be kept: (the error, what tries again).
    """

    failed = Signal(object, object)

    def __init__(
        self, field: TextField, editor: str, kind: str, journal: Journal, parent: QObject
    ) -> None:
        """Watch a field.

        Args:
            field: Where lines are typed.
            editor: A name for it that never changes.
            kind: The kind of record that a line becomes.
            journal: Where drafts are kept.
            parent: The owner.
        """
        super().__init__(parent)
        self._field = field
        self._editor = editor
        self._kind = kind
        self._journal = journal
        self._record_id = _NO_RECORD
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(TELL_AFTER_MS)
        self._clock.timeout.connect(self._on_time)
        field.edited.connect(self._on_edited)

    def put_back(self, record_id: str = _NO_RECORD) -> None:
        """Put the words that were left over into the field.

        Args:
            record_id: Identity of the record that lines are added to, if there is one.

        Raises:
            StoreError: What was typed before could not be kept, or the drafts not be read.
        """
        self.settle()
        self._record_id = record_id
        self._field.text = self._journal.drafts.find(self._editor, record_id) or ""

    def settle(self) -> None:
        """Keep at once what is waiting to be kept.

        Raises:
            StoreError: It was not kept.
        """
        if self._clock.isActive():
            self._keep()
            self._clock.stop()

    def unsaved(self) -> list[Draft]:
        """Return what stands in the field as a draft, on disk or not."""
        text = self._field.text
        if not text.strip():
            return []
        return [
            Draft(
                editor=self._editor,
                record_kind=self._kind,
                record_id=self._record_id,
                text=text,
            )
        ]

    def forget(self) -> None:
        """Empty the field and let the draft go: the line was added.

        Raises:
            StoreError: The draft is still there.
        """
        self._clock.stop()
        self._field.clear()
        self._journal.drafts.drop(self._editor, self._record_id)

    def _keep(self) -> None:
        text = self._field.text
        if text.strip():
            self._journal.drafts.keep(self._editor, self._kind, self._record_id, text)
        else:
            self._journal.drafts.drop(self._editor, self._record_id)

    def _on_edited(self) -> None:
        if not self._clock.isActive():
            self._clock.start()

    def _on_time(self) -> None:
        try:
            self._keep()
        except StoreError as error:
            self.failed.emit(error, self._keep)
