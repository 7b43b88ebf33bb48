"""What opens this journal, and changing it."""

from PySide6.QtCore import Slot

from sessiondesk.ui.keys import Keys
from sessiondesk.ui.pages.settings_page.new_keys_dialog import NewKeysDialog
from sessiondesk.ui.pages.settings_page.passphrase_dialog import PassphraseDialog
from sessiondesk.ui.pages.settings_page.recovery_dialog import (
    NewRecoveryKeyDialog,
    RemoveRecoveryKeyDialog,
)
from sessiondesk.ui.pages.settings_page.rows import Row
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Hairline, Label


class KeysCard(Card):
    """The passphrase, the recovery key, and sealing the journal anew."""

    def __init__(self, theme: Theme, keys: Keys) -> None:
        super().__init__(theme, self.tr("What opens it"))
        self._theme = theme
        self._keys = keys
        self._ways = Label("", theme, Role.BODY)
        self._refused = labels.caption(
            self.tr("Nothing can be kept in this folder, so none of it can be changed here."),
            theme,
        )
        self._change = buttons.second(self.tr("Change…"), theme)
        self._change.setAccessibleName(self.tr("Change the passphrase"))
        self._change.clicked.connect(self._on_change)
        self._make = buttons.second("", theme)
        self._make.clicked.connect(self._on_make)
        self._remove = buttons.plain(self.tr("Go without…"), theme)
        self._remove.setAccessibleName(self.tr("Go without a recovery key"))
        self._remove.clicked.connect(self._on_remove)
        self._anew = buttons.second(self.tr("Seal it anew…"), theme)
        self._anew.setAccessibleName(self.tr("Seal the journal anew"))
        self._anew.clicked.connect(self._on_anew)
        recovery = Flow(spacing=theme.px(8))
        recovery.add(self._remove)
        recovery.add(self._make)
        self.body.addWidget(self._ways)
        self.body.addWidget(self._refused)
        self.body.addWidget(Row(self.tr("Passphrase"), self._change, theme))
        self.body.addWidget(Row(self.tr("Recovery key"), recovery, theme))
        self.body.addWidget(Hairline(theme))
        self.body.addWidget(
            Row(
                self.tr("Someone may know it"),
                self._anew,
                theme,
                help_text=self.tr(
                    "Encrypts everything again under a new key: for when a passphrase or the "
                    "paper was seen, or a copy of the journal is in strange hands."
                ),
            )
        )
        keys.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what opens it now."""
        has_key = self._keys.has_recovery_key
        self._ways.setText(
            self.tr("The passphrase, or the recovery key on your paper.")
            if has_key
            else self.tr(
                "The passphrase only. There is no recovery key: if you forget the "
                "passphrase, nobody can open this journal."
            )
        )
        self._make.setText(self.tr("New key…") if has_key else self.tr("Make one…"))
        self._make.setAccessibleName(
            self.tr("Make a new recovery key") if has_key else self.tr("Make a recovery key")
        )
        self._remove.setVisible(has_key)
        is_possible = self._keys.is_possible
        self._refused.setVisible(not is_possible)
        for button in (self._change, self._make, self._remove, self._anew):
            button.setEnabled(is_possible)

    @Slot()
    def _on_change(self) -> None:
        PassphraseDialog(self._keys, self._theme, self).open()

    @Slot()
    def _on_make(self) -> None:
        NewRecoveryKeyDialog(self._keys, self._theme, self).open()

    @Slot()
    def _on_remove(self) -> None:
        RemoveRecoveryKeyDialog(self._keys, self._theme, self).open()

    @Slot()
    def _on_anew(self) -> None:
        NewKeysDialog(self._keys, self._theme, self).open()
