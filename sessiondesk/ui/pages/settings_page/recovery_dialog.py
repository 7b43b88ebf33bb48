"""A new recovery key, and going without one."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import vault_words
from sessiondesk.ui.keys import Keys
from sessiondesk.ui.pages.settings_page.proof_dialog import ProofDialog
from sessiondesk.ui.recovery_paper import RecoveryPaper
from sessiondesk.ui.theme import Theme
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.rekeying import PreparedRecoveryKey

# One key made slowly on purpose.
_PROOF_SECONDS: Final = 1.5
_CHANGE_SECONDS: Final = 3.0


class PaperDialog(ProofDialog):
    """A dialog in which a new recovery key is shown once and read back from paper."""

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(keys, theme, parent)
        self._paper: RecoveryPaper | None = None

    def make_paper(self, key: str) -> RecoveryPaper:
        """Return what shows ``key``."""
        keys = self._keys
        paper = RecoveryPaper(key, keys.name, keys.today, self._theme, ways=keys.paper)
        self._paper = paper
        return paper


class NewRecoveryKeyDialog(PaperDialog):
    """Asks for the proof, shows the new key once, and lets it open the journal."""

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(keys, theme, parent)
        self._prepared: PreparedRecoveryKey | None = None
        self._proof.entered.connect(self._on_proof)
        self._show_proof()

    def _show_proof(self) -> None:
        self.show_step(
            self._proof,
            self.tr("Make a new recovery key"),
            self.tr(
                "It is shown once, to be written down. The one before, if there is one, opens "
                "this journal until you have typed back two groups of the new one."
            ),
            verb=self.tr("Show me the key"),
            keep=self.tr("Leave it as it is"),
            forward=self._on_proof,
        )

    @Slot()
    def _on_proof(self) -> None:
        if not self.has_proof():
            return
        proof = self.take_proof()
        self.show_work(
            self.tr("Making the key"), self.tr("Nothing is changed yet."), _PROOF_SECONDS
        )
        self._keys.prepare_recovery_key(proof, self._on_prepared, self._on_proof_failed)

    @Slot(object)
    def _on_proof_failed(self, error: VaultError | StoreError) -> None:
        self._show_proof()
        self.show_failure(error)

    @Slot(object)
    def _on_prepared(self, prepared: PreparedRecoveryKey) -> None:
        self._prepared = prepared
        paper = self.make_paper(prepared.recovery_key)
        paper.read_back.connect(self._on_read_back)
        self._show_paper()

    def _show_paper(self) -> None:
        if self._paper is not None:
            self.show_step(
                self._paper,
                self.tr("Write down your recovery key"),
                self.tr("If you forget the passphrase, this key is the only other way in."),
                verb=self.tr("Use this key"),
                keep=self.tr("Leave it as it is"),
                forward=self._paper.submit,
            )

    @Slot()
    def _on_read_back(self) -> None:
        if self._prepared is None:
            return
        self.show_work(
            self.tr("Putting the key in place"),
            self.tr("A backup is made first. Then the key file is written and read back."),
            _CHANGE_SECONDS,
        )
        self._keys.put_recovery_key(self._prepared, self._on_put, self._on_not_put)

    @Slot(object)
    def _on_not_put(self, error: VaultError | StoreError) -> None:
        self._show_paper()
        problem = vault_words.describe(error)
        self.show_problem(problem.happened, f"{problem.safe} {problem.advice}".strip())

    @Slot(object)
    def _on_put(self, _key_file: object) -> None:
        self._prepared = None
        self.show_step(
            None,
            self.tr("The new recovery key opens this journal"),
            self.tr(
                "A key from before does not open it any more. Copies and backups made before "
                "still open with that one: keep its paper as long as you keep them, or tear it "
                "up with them."
            ),
            keep=self.tr("Close"),
        )


class RemoveRecoveryKeyDialog(ProofDialog):
    """Asks for the passphrase, and leaves it as the only way in."""

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        # With the key itself it cannot be done: whether anybody knows the passphrase has to
        # be seen first.
        super().__init__(keys, theme, parent, takes_recovery_key=False)
        self._proof.entered.connect(self._on_proof)
        self._show_proof()

    def _show_proof(self) -> None:
        self.show_step(
            self._proof,
            self.tr("Go without a recovery key?"),
            self.tr(
                "Then the passphrase is the only way in. If you forget it, the journal is gone: "
                "nobody can open it, and neither can we. You can make a new key at any time."
            ),
            verb=self.tr("Go without a key"),
            keep=self.tr("Keep the key"),
            forward=self._on_proof,
        )

    @Slot()
    def _on_proof(self) -> None:
        if not self.has_proof():
            return
        proof = self.take_proof()
        self.show_work(
            self.tr("Taking the key out"),
            self.tr("A backup is made first. Then the key file is written and read back."),
            _CHANGE_SECONDS,
        )
        self._keys.remove_recovery_key(proof, self._on_removed, self._on_failed)

    @Slot(object)
    def _on_failed(self, error: VaultError | StoreError) -> None:
        self._show_proof()
        self.show_failure(error)

    @Slot(object)
    def _on_removed(self, _key_file: object) -> None:
        self.show_step(
            None,
            self.tr("Only the passphrase opens this journal now"),
            self.tr("Copies and backups made before still open with the key on your paper."),
            keep=self.tr("Close"),
        )
