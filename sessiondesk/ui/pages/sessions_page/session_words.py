"""What a person writes about one therapy session: each field an editor with a draft of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.widgets.own_words import OwnWords

FieldName = Literal["notes", "to_keep", "left_open", "first_said"]
NotedName = Literal["held_back_what", "words"]
KIND: Final = Kind.THERAPY_SESSION.value


class FieldWords(QObject):
    """Ties one editor to one field of the record that is shown.

    Signals:
        kept: The words are on disk, as a draft or as part of the record: (the time, in words).
        failed: They are not: (the error, what tries again).
    """

    kept = Signal(str)
    failed = Signal(object, object)

    def __init__(
        self, kind: Kind, field: str, editor: OwnWords, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kind = kind.value
        self._draft_name = f"{kind.value}.{field}"
        self._editor = editor
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

    def settle(self) -> None:
        """Make the words part of the record.

        Raises:
            StoreError: They were not kept; they stay in the editor.
        """
        self._be_quiet()
        if not self._record_id or not self.has_unsaved_words:
            return
        text = self._editor.text
        shown, self._shown = self._shown, text
        try:
            self._keep(text, self._draft_name)
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
                editor=self._draft_name,
                record_kind=self._kind,
                record_id=self._record_id,
                text=self._editor.text,
            )
        ]

    def _show(self, record_id: str, text: str) -> None:
        """Show the field of a record; words being typed into this very one stay.

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
            draft = self._journal.drafts.find(self._draft_name, record_id)
            if draft is not None:
                self._editor.text = draft

    def _keep(self, text: str, draft: str) -> None:
        """Make ``text`` part of the record as it is now, and let go of the draft."""
        raise NotImplementedError

    def _be_quiet(self) -> None:
        """Let the editor tell what it still has to tell: settling deals with it."""
        self._is_settling = True
        self._editor.flush()
        self._is_settling = False

    def _keep_draft(self) -> None:
        if not self._record_id:
            return
        if self.has_unsaved_words:
            text = self._editor.text
            self._journal.drafts.keep(self._draft_name, self._kind, self._record_id, text)
        else:
            self._journal.drafts.drop(self._draft_name, self._record_id)
        self._tell()

    def _try(self, keeps: Callable[[], None]) -> None:
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, keeps)

    def _tell(self) -> None:
        self.kept.emit(
            self.tr("Kept {time}").format(time=wording_sessions.clock(self._journal.now()))
        )

    def _on_edited(self) -> None:
        if not self._is_settling:
            self._try(self._keep_draft)

    def _on_left(self) -> None:
        self._try(self.settle)


class SessionWords(FieldWords):
    """A field of the therapy session itself."""

    def __init__(
        self, field: FieldName, editor: OwnWords, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(Kind.THERAPY_SESSION, field, editor, journal, parent)
        self._field: FieldName = field
        self._session: TherapySession | None = None

    def show_session(self, session: TherapySession) -> None:
        """Show the field of ``session``; words being typed into this very one stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._session = session
        self._show(session.id, self._text_of(session))

    @override
    def _keep(self, text: str, draft: str) -> None:
        if self._session is None:
            return
        # What else changed meanwhile, such as the outcome, has to stay.
        now = self._journal.sessions.find(self._session.id) or self._session
        changed = self._with_text(now, text)
        self._journal.sessions.record(changed, settles=(draft,))

    def _text_of(self, session: TherapySession) -> str:
        match self._field:
            case "notes":
                return session.notes
            case "to_keep":
                return session.to_keep
            case "left_open":
                return session.left_open
            case "first_said":
                return session.first_said

    def _with_text(self, session: TherapySession, text: str) -> TherapySession:
        match self._field:
            case "notes":
                return replace(session, notes=text)
            case "to_keep":
                return replace(session, to_keep=text)
            case "left_open":
                return replace(session, left_open=text)
            case "first_said":
                return replace(session, first_said=text)


class NotedWords(FieldWords):
    """A field of what is noted after it, for the person alone."""

    def __init__(
        self, field: NotedName, editor: OwnWords, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(Kind.AFTERWARDS, field, editor, journal, parent)
        self._field: NotedName = field
        self._noted: Afterwards | None = None

    def show_noted(self, noted: Afterwards) -> None:
        """Show the field of ``noted``; words being typed into this very one stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._noted = noted
        is_what = self._field == "held_back_what"
        self._show(noted.id, noted.held_back_what if is_what else noted.words)

    @override
    def _keep(self, text: str, draft: str) -> None:
        if self._noted is None:
            return
        now = self._journal.afterwards.of(self._noted.session_id)
        is_what = self._field == "held_back_what"
        changed = replace(now, held_back_what=text) if is_what else replace(now, words=text)
        self._journal.afterwards.record(changed, settles=(draft,))
