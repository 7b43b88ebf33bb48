"""What the dialogs about keys have in common: each asks for a proof first."""

from PySide6.QtWidgets import QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import vault_words
from sessiondesk.ui.keys import Keys, Proof
from sessiondesk.ui.proof_field import ProofField
from sessiondesk.ui.step_dialog import StepDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.vault.errors import VaultError


class ProofDialog(StepDialog):
    """A dialog with a field for what opens the journal now."""

    def __init__(
        self, keys: Keys, theme: Theme, parent: QWidget, *, takes_recovery_key: bool = True
    ) -> None:
        """Make the field; the recovery key will do where there is one and it is taken."""
        super().__init__(theme, parent)
        self._keys = keys
        self._proof = ProofField(
            theme, has_recovery_key=takes_recovery_key and keys.has_recovery_key
        )

    def has_proof(self) -> bool:
        """Tell whether something is typed, and say in the field when nothing is."""
        if self._proof.is_empty:
            self._proof.refuse(self.tr("Type what opens the journal now."))
        return not self._proof.is_empty

    def take_proof(self) -> Proof:
        """Return what is typed and empty the field."""
        return Proof(secret=self._proof.take(), kind=self._proof.kind)

    def show_failure(self, error: VaultError | StoreError) -> None:
        """Say what went wrong: in the field when it is about what was typed, else above."""
        problem = vault_words.describe(error)
        if vault_words.is_about_secret(error):
            self._proof.refuse(problem.happened)
        else:
            self.show_problem(problem.happened, f"{problem.safe} {problem.advice}".strip())
