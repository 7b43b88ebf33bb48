"""Privacy: what is enforced on this computer, and what the promise is."""

import os
import sys

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.guard import Enforced
from sessiondesk.ui import capture, privacy_words
from sessiondesk.ui.offline_facts import OfflineFacts
from sessiondesk.ui.offline_words import Fact
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.tick import Tick


class PrivacyCard(Card):
    """Says what holds here, and what nothing can hold.

    Signals:
        preferred: Fields of the preferences, kept outside the journal, with their values.
    """

    preferred = Signal(object)

    def __init__(
        self,
        enforced: Enforced,
        theme: Theme,
        *,
        may_be_captured: bool,
        system: str = sys.platform,
    ) -> None:
        super().__init__(theme, self.tr("Privacy, on this computer"))
        self.body.addWidget(
            labels.body(
                self.tr(
                    "Whoever gets your files without your passphrase or recovery key learns that "
                    "a journal exists, how big it is and when it changed; nothing else. What says "
                    "Kept survives a crash and a power cut. Locked means that the text is gone "
                    "from the program’s memory."
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
        if capture.is_possible():
            shows = Tick(
                self.tr("Let screenshots and recordings show this window"),
                theme,
                caption=self.tr("For sharing the screen with your therapist, for example."),
            )
            shows.setChecked(may_be_captured)
            shows.clicked.connect(self._on_shows)
            self.body.addWidget(shows)
        for places in privacy_words.places(system, may_be_captured=may_be_captured):
            opens = Disclosure(places.title, theme)
            opens.body.addWidget(labels.group(places.title, theme))
            for fact in places.facts:
                opens.body.addWidget(_FactRow(fact, theme))
            self.body.addWidget(opens)

    @Slot(bool)
    def _on_shows(self, shows: bool) -> None:  # noqa: FBT001 - a slot
        self.preferred.emit({"may_be_captured": shows})


class _FactRow(QWidget):
    """One place, with a sign beside it that says what the words say as well."""

    def __init__(self, fact: Fact, theme: Theme) -> None:
        super().__init__()
        icon, colour = ("shield-check", "accent") if fact.holds else ("info", "care_ink")
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(Label(fact.title, theme, Role.LABEL))
        words.addWidget(labels.caption(fact.body, theme))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(IconMark(icon, theme, size=20, colour=colour), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
