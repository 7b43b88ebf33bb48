"""This journal: where it is, and when it locks."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot

from sessiondesk import paths
from sessiondesk.journal.settings import JournalSettings
from sessiondesk.preferences import Preferences
from sessiondesk.ui.pages.settings_page.rows import Row
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.tick import Tick

_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)


class JournalCard(Card):
    """Locking, and the folder.

    Signals:
        chosen: Fields of the journal's settings with their values.
        preferred: Fields of the preferences, kept outside the journal, with their values.
    """

    chosen = Signal(object)
    preferred = Signal(object)

    def __init__(self, theme: Theme, preferences: Preferences, *, folder: Path) -> None:
        super().__init__(theme, self.tr("This journal"))
        self._minutes = ChoiceBox(
            self.tr("Lock by itself after"),
            [(str(minutes), self._in_words(minutes)) for minutes in _MINUTES],
            theme,
            hides_label=True,
        )
        self._minutes.picked.connect(self._on_minutes)
        self._minimised = Tick(
            self.tr("Lock when the window is minimised"),
            theme,
            caption=self.tr("It always locks when the screen locks or the computer sleeps."),
        )
        self._minimised.clicked.connect(self._on_minimised)
        remembers = Tick(
            self.tr("Offer this journal at the next start"),
            theme,
            caption=self.tr(
                "Its name and when it was opened last can then be seen before unlocking."
            ),
        )
        remembers.setChecked(preferences.remembers_last_vault)
        remembers.clicked.connect(self._on_remembers)
        self.body.addWidget(
            Row(
                self.tr("Lock by itself after"),
                self._minutes,
                theme,
                help_text=self.tr("Without a key or a touch. Sleep counts."),
            )
        )
        self.body.addWidget(self._minimised)
        self.body.addWidget(
            Row(
                self.tr("Quick hide"),
                labels.quiet(self.tr("F9"), theme),
                theme,
                help_text=self.tr(
                    "Blank paper over the window. It is a cover, not a lock: the journal stays "
                    "open, and locks after half a minute."
                ),
            )
        )
        self.body.addWidget(Hairline(theme))
        self.body.addWidget(remembers)
        self.body.addWidget(labels.group(self.tr("Where it is"), theme))
        self.body.addWidget(Label(str(folder), theme, Role.BODY))
        self.body.addWidget(
            labels.caption(
                self.tr(
                    "One sealed folder. Copy it as a whole, while the journal is locked, to have "
                    "a second one."
                ),
                theme,
            )
        )
        service = paths.looks_synchronised(folder)
        if service is not None:
            self.body.addWidget(
                labels.caption(
                    self.tr(
                        "This folder is copied elsewhere by {service}. The copies are sealed; "
                        "open the journal on one computer at a time."
                    ).format(service=service),
                    theme,
                )
            )

    def show_settings(self, settings: JournalSettings) -> None:
        """Show what the journal keeps of it."""
        self._minimised.setChecked(settings.locks_when_minimised)
        self._minutes.value = str(
            min(_MINUTES, key=lambda each: abs(each - settings.lock_after_minutes))
        )

    def _in_words(self, minutes: int) -> str:
        return self.tr("1 minute") if minutes == 1 else self.tr("%n minutes", "", minutes)

    @Slot(str)
    def _on_minutes(self, minutes: str) -> None:
        self.chosen.emit({"lock_after_minutes": int(minutes)})

    @Slot(bool)
    def _on_minimised(self, locks: bool) -> None:  # noqa: FBT001 - a slot
        self.chosen.emit({"locks_when_minimised": locks})

    @Slot(bool)
    def _on_remembers(self, remembers: bool) -> None:  # noqa: FBT001 - a slot
        self.preferred.emit({"remembers_last_vault": remembers})
