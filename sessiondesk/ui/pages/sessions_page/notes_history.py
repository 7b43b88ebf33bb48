"""What the notes of a session said before they were changed."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.own_words import OwnWords


def earlier_notes(
    journal: Journal, session_id: TherapySessionId
) -> Sequence[tuple[datetime, str]]:
    """Return what the notes said before, the latest first: (until when, the words).

    Raises:
        StoreError: It could not be read.
    """
    now = journal.sessions.find(session_id)
    after = "" if now is None else now.notes
    found: list[tuple[datetime, str]] = []
    for version in journal.history(Kind.THERAPY_SESSION, session_id):
        before = version.value
        if not isinstance(before, TherapySession) or before.notes == after:
            continue
        if before.notes:
            found.append((version.at, before.notes))
        after = before.notes
    return found


class NotesHistory(Question):
    """Shows earlier notes to read, and puts one back.

    Signals:
        given: The notes to put back.
    """

    given = Signal(str)

    def __init__(
        self,
        journal: Journal,
        session: TherapySession,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Earlier versions of the notes"),
            self.tr("If you put one back, undo brings back what stands there now."),
            theme,
            verb=self.tr("Put it back"),
            keep=self.tr("Close"),
            width=560,
            parent=parent,
        )
        self._found = earlier_notes(journal, session.id)
        today, zone = journal.today(), journal.now().tzinfo
        self._which = ChoiceBox(
            self.tr("As they were until"),
            [
                (str(place), wording_sessions.short_day_and_time(at.astimezone(zone), today=today))
                for place, (at, _) in enumerate(self._found)
            ],
            theme,
        )
        self._words = OwnWords(self.tr("The notes as they were"), theme, lines=(6, 12))
        self._words.editor.setReadOnly(True)
        self.body.addWidget(self._which)
        self.body.addWidget(self._words)
        self._which.picked.connect(self._show)
        self.accepted.connect(self._on_accepted)
        self._show()
        self._which.setFocus()

    def _chosen(self) -> str:
        place = self._which.value
        return self._found[int(place)][1] if place else ""

    def _show(self) -> None:
        self._words.text = self._chosen()

    def _on_accepted(self) -> None:
        self.given.emit(self._chosen())
