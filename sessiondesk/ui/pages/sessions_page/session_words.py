"""What a person writes about one therapy session: each field an editor with a draft of its own."""

from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QObject
from typing_extensions import override

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.kept_words import FieldWords
from sessiondesk.ui.widgets.own_words import OwnWords

FieldName = Literal["notes", "to_keep", "left_open", "first_said"]
NotedName = Literal["held_back_what", "words"]
KIND: Final = Kind.THERAPY_SESSION.value
_NOTED: Final = Kind.AFTERWARDS.value


class SessionWords(FieldWords):
    """A field of the therapy session itself."""

    def __init__(
        self, field: FieldName, editor: OwnWords, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(editor, f"{KIND}.{field}", KIND, journal, parent)
        self._field: FieldName = field
        self._session: TherapySession | None = None

    def show_session(self, session: TherapySession) -> None:
        """Show the field of ``session``; words being typed into this very one stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._session = session
        self.show(session.id, self._text_of(session))

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
        super().__init__(editor, f"{_NOTED}.{field}", _NOTED, journal, parent)
        self._field: NotedName = field
        self._noted: Afterwards | None = None

    def show_noted(self, noted: Afterwards) -> None:
        """Show the field of ``noted``; words being typed into this very one stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._noted = noted
        is_what = self._field == "held_back_what"
        self.show(noted.id, noted.held_back_what if is_what else noted.words)

    @override
    def _keep(self, text: str, draft: str) -> None:
        if self._noted is None:
            return
        now = self._journal.afterwards.of(self._noted.session_id)
        is_what = self._field == "held_back_what"
        changed = replace(now, held_back_what=text) if is_what else replace(now, words=text)
        self._journal.afterwards.record(changed, settles=(draft,))
