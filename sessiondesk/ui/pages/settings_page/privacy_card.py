"""Privacy: what is enforced on this computer, and what the promise is."""

import os

from sessiondesk.guard import Enforced
from sessiondesk.ui.offline_facts import OfflineFacts
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card


class PrivacyCard(Card):
    """Says what holds here, and what nothing can hold."""

    def __init__(self, enforced: Enforced, theme: Theme) -> None:
        super().__init__(theme, self.tr("Privacy, on this computer"))
        self.body.addWidget(
            labels.body(
                self.tr(
                    "Whoever gets your files without your passphrase or recovery key learns that "
                    "a journal exists, how big it is and when it changed; nothing else. What says "
                    "Kept survives a crash and a power cut."
                ),
                theme,
            )
        )
        self.body.addWidget(
            labels.body(
                self.tr(
                    "It cannot protect you from software running in your account while it is "
                    "unlocked, from someone watching the screen or the keys, from memory that "
                    "the system moves to an unencrypted disk, from files you save or print, or "
                    "from an older copy of the folder being put back."
                ),
                theme,
            )
        )
        self.body.addWidget(OfflineFacts(enforced, theme, process_id=os.getpid()))
