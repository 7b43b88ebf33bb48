"""Goes from reading an entry to changing it, and back."""

from PySide6.QtCore import QObject, Signal

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.journal_page.entry_detail import EntryDetail


class Editing(QObject):
    """Lets one entry at a time be changed.

    Signals:
        failed: Something could not be kept: (the error, what tries again).
        kept: Something was kept.
        finished: The person goes back to reading.
        whole_wanted: The person wants to change the rest on its day; carries the day.
    """

    failed = Signal(object, object)
    kept = Signal()
    finished = Signal()
    whole_wanted = Signal(object)

    def __init__(
        self, journal: Journal, detail: EntryDetail, prompts: Prompts, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._detail = detail
        self._prompts = prompts
        detail.edit_wanted.connect(self._on_edit)

    @property
    def checkin(self) -> CheckIn | None:
        """The check-in that is being changed."""
        editor = self._detail.editor
        return None if editor is None else editor.checkin

    def settle(self) -> None:
        """Make what is being typed part of its entry.

        Raises:
            StoreError: It was not kept; the words stay in the editor.
        """
        editor = self._detail.editor
        if editor is None:
            return
        try:
            editor.settle()
        except StoreError as error:
            self.failed.emit(error, editor.settle)
            raise

    def settled(self) -> bool:
        """Settle, and tell whether that worked; words that are not kept are not left."""
        try:
            self.settle()
        except StoreError:
            return False
        return True

    def unsaved(self) -> list[Draft]:
        """Return what was not kept, as drafts."""
        editor = self._detail.editor
        return [] if editor is None else editor.unsaved()

    def follow(self, record_id: str) -> bool:
        """Show what the journal says now of the entry being changed.

        Returns:
            False where that is another one, or none, or it is gone: then it is to be read.
        """
        editor = self._detail.editor
        if editor is None or editor.checkin.id != record_id:
            return False
        found = self._journal.checkins.find(editor.checkin.id)
        if found is None:
            # Kept no more, or not yet: what could not be kept is not taken away.
            return editor.has_unsaved
        editor.follow(found)
        return True

    def stop(self) -> None:
        """Let go of the editor; what was typed has settled by now."""
        self._detail.stop_editing()

    def _on_edit(self) -> None:
        if not self.settled():
            return
        editor = self._detail.edit(self._prompts)
        if editor is not None:
            editor.failed.connect(self.failed)
            editor.kept.connect(self._on_kept)
            editor.done.connect(self._on_done)
            editor.whole_wanted.connect(self._on_whole)

    def _on_kept(self) -> None:
        now = wording_sessions.clock(self._journal.now())
        self._detail.say_kept(self.tr("Kept {time}. Esc goes back to reading.").format(time=now))
        self.kept.emit()

    def _on_done(self) -> None:
        if self.settled():
            self.stop()
            self.finished.emit()

    def _on_whole(self) -> None:
        checkin = self.checkin
        if checkin is not None and self.settled():
            day = checkin.day
            self.stop()
            self.finished.emit()
            self.whole_wanted.emit(day)
