"""Deleting for good what is in the bin: asked for, backed up where there is much of it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.journal import Journal
from sessiondesk.journal.bin import RemovedRecord
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import vault_words
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.pages.settings_page.bin_card import BinCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.tick import Tick
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.errors import VaultError


class Removal(QObject):
    """Asks, deletes, and lets go of the backups that still hold it, if that is wanted."""

    def __init__(
        self, journal: Journal, keeper: BackupKeeper, card: BinCard, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._keeper = keeper
        self._card = card
        self._theme = theme
        self._window = parent
        self._asked_of: Sequence[RemovedRecord] = ()
        self._tick: Tick | None = None
        card.deletion_wanted.connect(self._on_one)
        card.emptying_wanted.connect(self._on_all)

    @Slot(object)
    def _on_one(self, removed: RemovedRecord) -> None:
        self._ask([removed], self.tr("Delete this for good?"), self.tr("Delete it"))

    @Slot()
    def _on_all(self) -> None:
        going = self._journal.bin.all()
        question = self.tr("Delete all %n for good?", "", len(going))
        self._ask(going, question, self.tr("Delete them"))

    def _ask(self, going: Sequence[RemovedRecord], title: str, verb: str) -> None:
        self._asked_of = going
        question = Question(
            title,
            self.tr(
                "It is gone from the journal then, earlier versions included, and cannot be "
                "brought back here. Backups made while it was there still hold it."
            ),
            self._theme,
            verb=verb,
            keep=self.tr("Leave it in the bin"),
            removes=True,
            parent=self._window,
        )
        self._tick = Tick(
            self.tr("Remove the backups made so far as well"),
            self._theme,
            caption=self.tr(
                "A new backup without it is made and checked first. In the second place the "
                "same, if it is connected now. Copies elsewhere stay."
            ),
        )
        question.body.addWidget(self._tick)
        question.no.setFocus()
        question.accepted.connect(self._on_sure)
        question.open()

    @Slot()
    def _on_sure(self) -> None:
        with_backups = self._tick is not None and self._tick.isChecked()
        self._card.say("", "")
        deletion = _Deletion(
            self._journal, self._keeper, self._card, self._asked_of, with_backups=with_backups
        )
        deletion.setParent(self)
        deletion.begin()


class _Deletion(QObject):
    """What was said yes to. While it waits for its backup, something else may be asked."""

    def __init__(
        self,
        journal: Journal,
        keeper: BackupKeeper,
        card: BinCard,
        going: Sequence[RemovedRecord],
        *,
        with_backups: bool,
    ) -> None:
        super().__init__()
        self._journal = journal
        self._keeper = keeper
        self._card = card
        self._going = going
        self._with_backups = with_backups

    def begin(self) -> None:
        """Delete it, after a backup where there is much of it and backups stay."""
        if len(self._going) > 1 and not self._with_backups:
            self._keeper.back_up_before(Reason.BEFORE_REMOVAL, self._on_backed_up, self._on_failed)
        else:
            self._delete()

    @Slot(object)
    def _on_backed_up(self, _backup: BackupFile) -> None:
        self._delete()

    @Slot(object)
    def _on_failed(self, error: VaultError | StoreError) -> None:
        self.deleteLater()
        problem = vault_words.describe(error)
        self._card.say(problem.happened, f"{problem.safe} {problem.advice}".strip())

    def _delete(self) -> None:
        stayed = list(self._going)
        try:
            while self._deleted_some_of(stayed):
                pass
        except StoreError as error:
            self._on_failed(error)
            return
        if stayed:
            self._card.say(
                self.tr("Some of it stays in the bin"),
                self.tr("Something that is still in the journal counts with it."),
            )
        if self._with_backups:
            self._keeper.back_up_before(Reason.ASKED, self._on_made_anew, self._on_failed)
        else:
            self.deleteLater()

    def _deleted_some_of(self, going: list[RemovedRecord]) -> bool:
        """Delete what nothing counts with, and take it off the list; false when nothing went.

        What counts with another may be on the list as well: then it takes one more round.
        """
        before = len(going)
        going[:] = [
            each for each in going if not self._journal.bin.remove_for_good(each.kind, each.id)
        ]
        return len(going) < before

    @Slot(object)
    def _on_made_anew(self, backup: BackupFile) -> None:
        try:
            self._keeper.remove_others(backup)
        except (VaultError, StoreError) as error:
            self._on_failed(error)
        else:
            self.deleteLater()
