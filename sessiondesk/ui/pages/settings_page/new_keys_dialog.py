"""Sealing the journal anew, for when someone may know what opens it."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import vault_words
from sessiondesk.ui.keys import Keys
from sessiondesk.ui.new_passphrase import NewPassphrase
from sessiondesk.ui.pages.settings_page.recovery_dialog import PaperDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.new_data_key import NewKeys

_PROOF_SECONDS: Final = 1.5
_SECONDS: Final = 3.0


class NewKeysDialog(PaperDialog):
    """Explains, asks for a new passphrase, shows the new recovery key, then seals and locks."""

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(keys, theme, parent)
        self._new: NewKeys | None = None
        self._passphrase = NewPassphrase(theme, name=self.tr("New passphrase"))
        self._passphrase.chosen.connect(self._on_chosen)
        self._proof.entered.connect(self._on_proof)
        self._show_question()

    def _show_question(self) -> None:
        self.show_step(
            self._proof,
            self.tr("Seal the journal anew?"),
            self.tr(
                "Everything is encrypted again under a new key, with a new passphrase and a new "
                "recovery key. What opened the journal before opens it no more, also for "
                "someone who kept an old key file. The backups beside the journal are replaced "
                "by a new one. Copies that somebody already has stay as they are: nothing can "
                "reach them."
            ),
            verb=self.tr("Go on"),
            keep=self.tr("Leave it as it is"),
            forward=self._on_proof,
        )

    @Slot()
    def _on_proof(self) -> None:
        if not self.has_proof():
            return
        proof = self.take_proof()
        self.show_work(
            self.tr("Trying what you typed"), self.tr("Nothing is changed yet."), _PROOF_SECONDS
        )
        self._keys.prove(proof, self._on_proven, self._on_not_proven)

    @Slot(object)
    def _on_not_proven(self, error: VaultError | StoreError) -> None:
        self._show_question()
        self.show_failure(error)

    @Slot(object)
    def _on_proven(self, _nothing: object) -> None:
        self._show_passphrase()

    def _show_passphrase(self) -> None:
        self.show_step(
            self._passphrase,
            self.tr("Choose another passphrase"),
            self.tr("Not the one that may be known, and none that resembles it."),
            verb=self.tr("Continue to recovery key"),
            keep=self.tr("Leave it as it is"),
            forward=self._passphrase.submit,
        )

    @Slot(str)
    def _on_chosen(self, typed: str) -> None:
        self.show_work(
            self.tr("Making your keys"),
            self.tr("Nothing is changed yet. It finds out how slow guessing can be made here."),
            _SECONDS,
        )
        self._keys.prepare_new_keys(typed, self._on_prepared, self._on_failed)

    @Slot(object)
    def _on_failed(self, error: VaultError | StoreError) -> None:
        self._show_passphrase()
        problem = vault_words.describe(error)
        self.show_problem(problem.happened, f"{problem.safe} {problem.advice}".strip())

    @Slot(object)
    def _on_prepared(self, new: NewKeys) -> None:
        self._passphrase.forget()
        self._new = new
        paper = self.make_paper(new.recovery_key or "")
        paper.read_back.connect(self._on_read_back)
        self.show_step(
            paper,
            self.tr("Write down your new recovery key"),
            self.tr(
                "It is shown once. After this step the journal is sealed and locks; then it "
                "opens with the new passphrase or with this key."
            ),
            verb=self.tr("Seal it and lock"),
            keep=self.tr("Leave it as it is"),
            forward=paper.submit,
        )

    @Slot()
    def _on_read_back(self) -> None:
        new, self._new = self._new, None
        if new is not None:
            self.accept()
            self._keys.switch_to(new)
