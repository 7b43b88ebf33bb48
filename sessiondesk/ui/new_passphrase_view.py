"""After the recovery key has opened a journal: a new passphrase, and what it means for copies."""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.door_page import DoorPage, DoorStep
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.new_passphrase import NewPassphrase
from sessiondesk.ui.slow_work import Report, SlowWork
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.unlock_form import OpeningProgress
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.notice import Kind
from sessiondesk.vault import backup_file, layout, opening, rekeying
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.opening import Unsealed
from sessiondesk.vault.rekeying import Rewritten

# Setting it tries out how slow guessing can be made, some times over.
_SECONDS: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changed:
    """What a change left behind."""

    key_file: KeyFile = field(repr=False)
    unsealed: Unsealed


class NewPassphraseView(DoorPage):
    """Asks for a new passphrase, now that the recovery key has proven whose journal it is.

    Signals:
        finished: What to open the journal with, whether a passphrase was set or not.
    """

    finished = Signal(object)

    def __init__(
        self,
        unsealed: Unsealed,
        recovery_key: str,
        theme: Theme,
        jobs: Jobs,
        *,
        offline: str,
        cost: Cost | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            unsealed: What the recovery key gave. Nothing of the journal is open yet.
            recovery_key: As it was typed; it is the proof that the change asks for.
            theme: The look in force.
            jobs: Runs what is slow.
            offline: What is true about the network here, in a line.
            cost: What a guess at the passphrase should cost; None measures it here.
            parent: The owner.
        """
        super().__init__(theme, offline, parent)
        self._unsealed = unsealed
        self._recovery_key = recovery_key
        self._cost = cost
        self._changed: _Changed | None = None
        self._fields: NewPassphrase | None = None
        self._rewrite: QWidget | None = None
        self._work = SlowWork(jobs, self)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._ask()

    def _ask(self) -> DoorStep:
        step = DoorStep(
            self.tr("Set a new passphrase"),
            self.tr(
                "The recovery key opens this journal. So that you need not fetch it each time, "
                "choose a passphrase that takes the place of the one before."
            ),
            self._theme,
        )
        self._fields = fields = NewPassphrase(self._theme, name=self.tr("New passphrase"))
        fields.chosen.connect(self._on_chosen)
        later = buttons.plain(self.tr("Later…"), self._theme)
        later.clicked.connect(self._on_later)
        forward = buttons.main(self.tr("Set this passphrase"), self._theme)
        forward.clicked.connect(fields.submit)
        step.body.addWidget(fields)
        step.add_foot(later, main=forward)
        step.first = fields
        self.show_step(step)
        return step

    @Slot()
    def _on_later(self) -> None:
        question = Question(
            self.tr("Open the journal without a new passphrase?"),
            self.tr(
                "The passphrase it has stays in force, and the recovery key goes on opening it. "
                "You can set a new passphrase in Settings at any time, with the recovery key."
            ),
            self._theme,
            verb=self.tr("Open it"),
            keep=self.tr("Set one now"),
            parent=self,
        )
        question.accepted.connect(self._on_finished)
        question.open()

    @Slot(str)
    def _on_chosen(self, typed: str) -> None:
        self._forget_typed()
        folder, proof, cost = self._unsealed.folder, self._recovery_key, self._cost

        def work(_report: Report) -> _Changed:
            kind = SlotKind.RECOVERY
            changed = rekeying.change_passphrase(folder, proof, kind, typed, cost=cost)
            # With the key file as it is now; the recovery key is quick.
            return _Changed(key_file=changed, unsealed=opening.unseal(folder, proof, kind))

        progress = OpeningProgress(
            self.tr("Setting the passphrase"),
            self.tr("This takes a moment: it finds out how slow guessing can be made here."),
            self._theme,
        )
        # Both copies of the key file change together; half of it is nothing to stop at.
        progress.forbid_stopping()
        self.show_step(progress)
        progress.start(_SECONDS)
        self._work.begin(work)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        if isinstance(result, _Changed):
            self._changed = result
            self._unsealed = result.unsealed
            self._recovery_key = ""
            self._tell()
        elif isinstance(result, Rewritten):
            self._say_rewritten(result)

    def _tell(self) -> None:
        step = DoorStep(
            self.tr("The new passphrase is set"),
            self.tr(
                "The one before does not open this journal any more. Copies and backups made "
                "before still open with it."
            ),
            self._theme,
        )
        rest: list[QWidget] = []
        self._rewrite = None
        if backup_file.all_in(self._unsealed.folder / layout.BACKUPS):
            rewrite = buttons.second(self.tr("Change the backups beside it too"), self._theme)
            rewrite.clicked.connect(self._on_rewrite)
            rest.append(rewrite)
            self._rewrite = rewrite
        forward = buttons.main(self.tr("Open the journal"), self._theme)
        forward.clicked.connect(self._on_finished)
        step.add_foot(*rest, main=forward)
        step.first = forward
        self.show_step(step)

    @Slot()
    def _on_rewrite(self) -> None:
        changed = self._changed
        if changed is None or self._work.is_busy:
            return
        folder = self._unsealed.folder

        def work(_report: Report) -> Rewritten:
            return rekeying.rewrite_in_backups(folder, changed.key_file)

        self._work.begin(work)

    def _say_rewritten(self, result: Rewritten) -> None:
        step = self.step
        if not isinstance(step, DoorStep):
            return
        if self._rewrite is not None:
            self._rewrite.hide()
            step.focus_first()
        if result.failed:
            step.say(
                Kind.CARE,
                self.tr("Some backups could not be changed"),
                self.tr(
                    "Those still open with the passphrase before. They are otherwise untouched."
                ),
            )
        else:
            step.say(
                Kind.INFO,
                "",
                self.tr(
                    "The backups beside the journal open with the new passphrase now. Copies in "
                    "other places still open with the one before."
                ),
            )

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VaultError | StoreError):
            raise error
        step = self.step
        if self._changed is None or not isinstance(step, DoorStep):
            step = self._ask()
        step.tell(error)

    @Slot()
    def _on_finished(self) -> None:
        self._recovery_key = ""
        self._forget_typed()
        self.finished.emit(self._unsealed)

    def _forget_typed(self) -> None:
        fields, self._fields = self._fields, None
        if fields is not None:
            fields.forget()
