"""An editor that is part of a page: its words become part of a record when it is left."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.widgets.own_words import OwnWords

Keep = Callable[[str, str], None]
"""Makes words part of a record: (the words, the name of the draft that can go with it)."""


class FieldWords(QObject):
    """Ties one editor to one field of a record: a draft while typing, kept on leaving.

    Signals:
        kept: The words are on disk, as a draft or as part of the record: (when, in words).
        failed: They are not: (the error, what tries again).
    """

    kept = Signal(str)
    failed = Signal(object, object)

    def __init__(
        self, editor: OwnWords, name: str, kind: str, journal: Journal, parent: QObject
    ) -> None:
        """Watch ``editor``; there is nothing to keep until a record is shown.

        Args:
            editor: Where the words are written.
            name: A name for it that never changes.
            kind: The kind of record they are part of.
            journal: Where drafts are kept.
            parent: The owner.
        """
        super().__init__(parent)
        self._editor = editor
        self._name = name
        self._kind = kind
        self._journal = journal
        self._record_id = ""
        self._shown = ""
        self._is_settling = False
        editor.edited.connect(self._on_edited)
        editor.left.connect(self._on_left)

    @property
    def has_unsaved_words(self) -> bool:
        """Whether the editor holds other words than the record."""
        return self._editor.text != self._shown

    def show(self, record_id: str, text: str) -> None:
        """Show the words of a record; what is being typed into this very one stays.

        Raises:
            StoreError: The drafts could not be read.
        """
        is_same = self._record_id == record_id
        if is_same and self.has_unsaved_words:
            return
        self._record_id = record_id
        self._shown = text
        if self._editor.text != text:
            self._editor.text = text
        if not is_same:
            draft = self._journal.drafts.find(self._name, record_id)
            if draft is not None:
                self._editor.text = draft

    def settle(self) -> None:
        """Make the words part of the record.

        Raises:
            StoreError: They were not kept; they stay in the editor.
        """
        # What the editor still has to tell is dealt with here.
        self._is_settling = True
        self._editor.flush()
        self._is_settling = False
        if not self._record_id or not self.has_unsaved_words:
            return
        text = self._editor.text
        shown, self._shown = self._shown, text
        try:
            self._keep(text, self._name)
        except StoreError:
            self._shown = shown
            raise
        self._tell()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not part of the record, as a draft."""
        if not self._record_id or not self.has_unsaved_words:
            return []
        return [
            Draft(
                editor=self._name,
                record_kind=self._kind,
                record_id=self._record_id,
                text=self._editor.text,
            )
        ]

    def _keep(self, text: str, draft: str) -> None:
        """Make ``text`` part of the record as it is now, and let go of the draft."""
        raise NotImplementedError

    def _keep_draft(self) -> None:
        if not self._record_id:
            return
        if self.has_unsaved_words:
            text = self._editor.text
            self._journal.drafts.keep(self._name, self._kind, self._record_id, text)
        else:
            self._journal.drafts.drop(self._name, self._record_id)
        self._tell()

    def _try(self, keeps: Callable[[], None]) -> None:
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, keeps)

    def _tell(self) -> None:
        now = wording_sessions.clock(self._journal.now())
        self.kept.emit(self.tr("Kept {time}").format(time=now))

    def _on_edited(self) -> None:
        if not self._is_settling:
            self._try(self._keep_draft)

    def _on_left(self) -> None:
        self._try(self.settle)


class KeptWords(FieldWords):
    """The words of one field that its page makes part of the record."""

    def __init__(
        self, editor: OwnWords, name: str, kind: str, journal: Journal, *, keep: Keep
    ) -> None:
        """Watch ``editor``, which becomes the owner.

        Args:
            editor: Where the words are written.
            name: A name for it that never changes.
            kind: The kind of record they are part of.
            journal: Where drafts are kept.
            keep: Makes them part of the record, and drops the draft in the same act.
        """
        super().__init__(editor, name, kind, journal, editor)
        self._keeps = keep

    @override
    def _keep(self, text: str, draft: str) -> None:
        self._keeps(text, draft)
