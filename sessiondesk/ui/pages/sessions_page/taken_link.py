"""From a session to the sheet that was taken to it."""

from contextlib import suppress

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.wording_taken import of_session


class TakenLink(buttons.Button):
    """Says "The sheet I took", and opens the latest one; away where there is none.

    Signals:
        opens: A ``Link`` to the sheet.
    """

    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, buttons.Kind.QUIET, icon="file-text", parent=parent)
        self._journal = journal
        self._session: TherapySession | None = None
        self._sheet_id = ""
        self.set_height(32)
        self.set_flush()
        self.hide()
        self.clicked.connect(self._on_clicked)
        journal.changed.connect(self._on_changed)

    def show_session(self, session: TherapySession) -> None:
        """Look for what was taken to ``session``.

        Raises:
            StoreError: It could not be read.
        """
        self._session = session
        taken = self._journal.sheets.of_session(session.id)
        self.setVisible(bool(taken))
        if taken:
            self._sheet_id = taken[0].id
            self.setText(of_session(taken))

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic is not Topic.SHEETS or self._session is None:
            return
        # What cannot be read now is looked for again with the session.
        with suppress(StoreError):
            self.show_session(self._session)

    @Slot()
    def _on_clicked(self) -> None:
        self.opens.emit(Link(kind=Kind.SHEET, id=self._sheet_id))
