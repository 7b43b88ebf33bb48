"""What a person writes into one therapy session: each field an editor with a draft of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal

from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.widgets.own_words import OwnWords

FieldName = Literal["notes", "to_keep", "left_open", "first_said"]
KIND: Final = "therapy_session"


class SessionWords(QObject):
    """Ties one editor to one field of the session that is shown.

    Signals:
        kept: The words are on disk, as a draft or as part of the session: (the time, in words).
        failed: They are not: (the error, what tries again).
    """

    kept = Signal(str)
    failed = Signal(object, object)

    def __init__(
        self, field: FieldName, editor: OwnWords, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._field: FieldName = field
        self._draft_name = f"{KIND}.{field}"
        self._editor = editor
        self._journal = journal
        self._session: TherapySession | None = None
        self._shown = ""
        self._is_settling = False
        editor.edited.connect(self._on_edited)
        editor.left.connect(self._on_left)

    @property
    def has_unsaved_words(self) -> bool:
        """Whether the editor holds other words than the session."""
        return self._editor.text != self._shown

    def show_session(self, session: TherapySession) -> None:
        """Show the field of ``session``; words being typed into this very one stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        is_same = self._session is not None and self._session.id == session.id
        if is_same and self.has_unsaved_words:
            self._session = session
            return
        self._session = session
        self._shown = self._text_of(session)
        if self._editor.text != self._shown:
            self._editor.text = self._shown
        if not is_same:
            draft = self._journal.drafts.find(self._draft_name, session.id)
            if draft is not None:
                self._editor.text = draft

    def settle(self) -> None:
        """Make the words part of the session.

        Raises:
            StoreError: They were not kept; they stay in the editor.
        """
        self._be_quiet()
        if self._session is None or not self.has_unsaved_words:
            return
        # What else changed meanwhile, such as the outcome, has to stay.
        now = self._journal.sessions.find(self._session.id) or self._session
        text = self._editor.text
        changed = self._with_text(now, text)
        shown, self._shown, self._session = self._shown, text, changed
        try:
            self._journal.sessions.record(changed, settles=(self._draft_name,))
        except StoreError:
            self._shown = shown
            raise
        self._tell()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not part of the session, as a draft."""
        if self._session is None or not self.has_unsaved_words:
            return []
        return [
            Draft(
                editor=self._draft_name,
                record_kind=KIND,
                record_id=self._session.id,
                text=self._editor.text,
            )
        ]

    def _be_quiet(self) -> None:
        """Let the editor tell what it still has to tell: settling deals with it."""
        self._is_settling = True
        self._editor.flush()
        self._is_settling = False

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

    def _keep_draft(self) -> None:
        if self._session is None:
            return
        id_ = self._session.id
        if self.has_unsaved_words:
            self._journal.drafts.keep(self._draft_name, KIND, id_, self._editor.text)
        else:
            self._journal.drafts.drop(self._draft_name, id_)
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
