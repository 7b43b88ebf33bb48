"""Setting another passphrase from inside the journal."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import vault_words
from sessiondesk.ui.keys import Keys
from sessiondesk.ui.new_passphrase import NewPassphrase
from sessiondesk.ui.pages.settings_page.proof_dialog import ProofDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.rekeying import Rewritten

# A backup, two keys made slowly on purpose, and the copies read back.
_SECONDS: Final = 4.0


class PassphraseDialog(ProofDialog):
    """Asks for the proof and the new passphrase, changes it, and says what still opens."""

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(keys, theme, parent)
        self._new = NewPassphrase(theme, name=self.tr("New passphrase"))
        self._proof.entered.connect(self._new.setFocus)
        self._new.chosen.connect(self._on_chosen)
        self._ask = QWidget()
        column = QVBoxLayout(self._ask)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._proof)
        column.addWidget(self._new)
        self._ask.setFocusProxy(self._proof)
        self._rewriting: Notice | None = None
        self._show_ask()

    def _show_ask(self) -> None:
        self.show_step(
            self._ask,
            self.tr("Change the passphrase"),
            "",
            verb=self.tr("Change it"),
            keep=self.tr("Leave it as it is"),
            forward=self._on_forward_from_ask,
        )

    @Slot()
    def _on_forward_from_ask(self) -> None:
        if not self.has_proof():
            return
        self._new.submit()

    @Slot(str)
    def _on_chosen(self, new: str) -> None:
        if not self.has_proof():
            return
        proof = self.take_proof()
        self.show_work(
            self.tr("Changing the passphrase"),
            self.tr("A backup is made first. Then the key file is written and read back."),
            _SECONDS,
        )
        self._keys.change_passphrase(proof, new, self._on_changed, self._on_failed)

    @Slot(object)
    def _on_failed(self, error: VaultError | StoreError) -> None:
        self._show_ask()
        self.show_failure(error)

    @Slot(object)
    def _on_changed(self, _key_file: object) -> None:
        self._new.forget()
        self.show_step(
            self._done_step(),
            self.tr("The passphrase is changed"),
            self.tr("The one before does not open this journal any more."),
            keep=self.tr("Close"),
        )

    # What still opens with the one before.

    def _done_step(self) -> QWidget:
        theme = self._theme
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(
            labels.body(
                self.tr("Copies and backups made before still open with the old passphrase."),
                theme,
            )
        )
        self._rewriting = Notice(
            Kind.INFO,
            self.tr("The backups beside the journal can be brought along"),
            self.tr("They are given the new key file; what is in them stays as it is."),
            theme,
        )
        bring = self._rewriting.add_action(self.tr("Bring them along"))
        bring.clicked.connect(self._on_rewrite)
        column.addWidget(self._rewriting)
        column.addWidget(self._elsewhere())
        self._bring = bring
        step.setFocusProxy(bring)
        return step

    def _elsewhere(self) -> QWidget:
        place = self._keys.second_place
        if place is None:
            said = self.tr(
                "Copies of the folder that you put elsewhere are not known here: on a stick, in "
                "a backup of the whole computer, with a service that copies folders."
            )
        else:
            said = self.tr(
                "Second copies lie in {place}, and the older ones there open with the old "
                "passphrase. So does every copy of the folder that you put elsewhere."
            ).replace("{place}", str(place))
        return labels.quiet(said, self._theme)

    @Slot()
    def _on_rewrite(self) -> None:
        self._bring.setText(self.tr("Bringing them along"))
        self._keys.rewrite_in_backups(self._on_rewritten, self._on_not_rewritten)

    @Slot(object)
    def _on_rewritten(self, rewritten: Rewritten) -> None:
        if rewritten.failed:
            self._say(
                self.tr("Some backups stay as they were"),
                self.tr(
                    "{count} open with the new passphrase now; {failed} could not be written "
                    "and open with the old one."
                ).format(count=rewritten.count, failed=len(rewritten.failed)),
            )
        else:
            self._say(
                self.tr("The backups beside the journal open with the new passphrase"),
                self.tr("%n were given the new key file.", "", rewritten.count)
                if rewritten.count != 1
                else self.tr("One was given the new key file."),
            )

    @Slot(object)
    def _on_not_rewritten(self, error: VaultError | StoreError) -> None:
        problem = vault_words.describe(error)
        self._say(problem.happened, f"{problem.safe} {problem.advice}".strip())

    def _say(self, title: str, body: str) -> None:
        if self._rewriting is not None:
            self._bring.hide()
            self._rewriting.set_words(title, body)
            self._rewriting.announce()
