"""The Settings page: one column of cards, kept as they are changed."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.guard import Enforced
from sessiondesk.journal import Journal, Topic
from sessiondesk.journal.bin import RemovedRecord
from sessiondesk.preferences import Preferences
from sessiondesk.store.connection import Connection
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.keys import Keys
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.settings_page.about_card import AboutCard
from sessiondesk.ui.pages.settings_page.appearance_card import AppearanceCard
from sessiondesk.ui.pages.settings_page.asked_card import AskedCard
from sessiondesk.ui.pages.settings_page.backups_card import BackupsCard
from sessiondesk.ui.pages.settings_page.bin_card import BinCard
from sessiondesk.ui.pages.settings_page.journal_card import JournalCard
from sessiondesk.ui.pages.settings_page.keys_card import KeysCard
from sessiondesk.ui.pages.settings_page.names_card import NamesCard
from sessiondesk.ui.pages.settings_page.own_words_card import OwnWordsCard
from sessiondesk.ui.pages.settings_page.privacy_card import PrivacyCard
from sessiondesk.ui.pages.settings_page.reminders_card import RemindersCard
from sessiondesk.ui.pages.settings_page.removal import Removal
from sessiondesk.ui.pages.settings_page.scale_acts import ScaleActs
from sessiondesk.ui.pages.settings_page.scale_dialog import ScaleDialog
from sessiondesk.ui.pages.settings_page.tags_card import TagsCard
from sessiondesk.ui.pages.settings_page.transfer_card import TransferCard
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.section_list import SectionList
from sessiondesk.ui.widgets.tab_order import first_stop


class SettingsPage(QWidget):
    """Shows what can be chosen; a choice holds from the moment it is made.

    Signals:
        wants: The name of a page to go to.
        opens: A ``Link`` to a record that another page shows.
        restore_wanted: The path of a backup to lock for and go back to.
    """

    wants = Signal(str)
    opens = Signal(object)
    restore_wanted = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        enforced: Enforced,
        preferences: Preferences,
        change_preferences: Callable[..., None],
        folder: Path,
        keeper: BackupKeeper,
        keys: Keys,
        jobs: Jobs,
        connect: Callable[[], Connection],
        connect_writer: Callable[[], Connection],
        parent: QWidget | None = None,
    ) -> None:
        """Make the page.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: What the program asks.
            enforced: What the guard found to hold.
            preferences: What is kept outside the journal, as it is now.
            change_preferences: Changes it, by the names of its fields.
            folder: Where the journal is.
            keeper: Makes its backups.
            keys: Changes what opens it.
            jobs: Where slow work runs.
            connect: Returns a connection for a worker, which only reads.
            connect_writer: The same, and it writes.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._retry: Callable[[], None] | None = None
        self._change_preferences = change_preferences
        self._frame = PageFrame(
            self.tr("Settings"), theme, self.tr("A choice holds from the moment you make it.")
        )
        self._not_saved = NotSavedBar(theme)
        self._not_saved.retry.connect(self._on_retry)
        self._appearance = AppearanceCard(theme, preferences)
        self._asked = AskedCard(theme)
        ScaleActs(journal, self._asked, theme, self._keep, self)
        self._own_words = OwnWordsCard(journal, prompts.feelings, theme, self._keep)
        self._tags = TagsCard(journal, theme, self._keep)
        self._tags.pattern_made.connect(self._on_pattern_made)
        self._names = NamesCard(journal, theme, self._keep)
        reminders = RemindersCard(theme, preferences, now=journal.now)
        self._sealed = JournalCard(theme, preferences, folder=folder)
        self._keys = KeysCard(theme, keys)
        self._backups = BackupsCard(theme, keeper, now=journal.now)
        self._backups.restore_wanted.connect(self.restore_wanted)
        self._transfer = TransferCard(
            theme, journal, keeper, jobs, connect=connect, connect_writer=connect_writer
        )
        self._bin = BinCard(theme)
        self._bin.restore_wanted.connect(self._on_restore)
        Removal(journal, keeper, self._bin, theme, self)
        privacy = PrivacyCard(enforced, theme, may_be_captured=preferences.may_be_captured)
        for card in (self._appearance, reminders, self._sealed, privacy):
            card.preferred.connect(self._on_preferred)
        for chooser in (self._appearance, self._asked, self._sealed):
            chooser.chosen.connect(self._on_chosen)
        self._frame.put_above(self._not_saved)
        self._cards = (
            self._appearance,
            self._asked,
            self._own_words,
            self._tags,
            self._names,
            reminders,
            self._sealed,
            self._keys,
            self._backups,
            self._transfer,
            self._bin,
            privacy,
            AboutCard(theme),
        )
        titles = [card.title for card in self._cards[:-2]]
        titles += [self.tr("Privacy"), self.tr("About")]
        self._sections = SectionList(self.tr("Sections of the settings"), titles, theme)
        self._sections.chosen.connect(self._on_section)
        self._frame.put_beside(self._sections)
        self._sections.set_row(self._frame.is_narrow)
        self._frame.narrow_changed.connect(self._sections.set_row)
        self._frame.scrolled.connect(self._on_scrolled)
        # After the list, so that Tab comes to them after it.
        for each in self._cards:
            self._frame.body.addWidget(each)
        self._frame.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        journal.changed.connect(self._on_changed)
        self.refresh()

    # What the window asks.

    def refresh(self) -> None:
        """Show what is chosen now."""
        settings = self._journal.settings.value
        self._appearance.show_settings(settings)
        self._asked.show_settings(settings, self._journal.scales.all())
        self._own_words.refresh()
        self._tags.refresh()
        self._names.refresh()
        self._sealed.show_settings(settings)
        self._keys.refresh()
        self._backups.refresh()
        self._transfer.refresh()
        instruments = self._journal.measures.instruments
        self._bin.show_removed(
            self._journal.bin.all(),
            today=self._journal.today(),
            titles={each.id: each.title for each in instruments.all},
        )

    def settle(self) -> None:
        """Keep a draft of what is typed into a form.

        Raises:
            StoreError: It was not kept.
        """
        for dialog in self._dialogs():
            dialog.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is typed there, as drafts."""
        return [draft for each in self._dialogs() for draft in each.unsaved()]

    def _dialogs(self) -> list[ScaleDialog | RewordDialog]:
        return [*self.findChildren(ScaleDialog), *self.findChildren(RewordDialog)]

    def focus_first(self) -> None:
        """Put the focus on the first choice."""
        self._appearance.setFocus(Qt.FocusReason.OtherFocusReason)

    # Where it is read.

    @Slot(int)
    def _on_section(self, place: int) -> None:
        card = self._cards[place]
        # The keyboard goes along, where there is something for it.
        control = first_stop(card)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._frame.bring_up(card)
        # A card near the end cannot come up to the top.
        self._sections.set_current(place)

    @Slot()
    def _on_scrolled(self) -> None:
        self._sections.set_current(self._frame.read_now(self._cards))

    # What is chosen.

    def _keep(self, keeps: Callable[[], None]) -> None:
        """Do what writes; where it could not, say so and show what holds instead."""
        try:
            keeps()
        except StoreError as error:
            self._retry = keeps
            self._not_saved.show_problem(error)
            self.refresh()
        else:
            self._not_saved.clear()

    @Slot()
    def _on_retry(self) -> None:
        if self._retry is not None:
            self._keep(self._retry)

    @Slot(object)
    def _on_preferred(self, fields: Mapping[str, object]) -> None:
        self._change_preferences(**fields)

    @Slot(object)
    def _on_chosen(self, fields: Mapping[str, object]) -> None:
        self._keep(partial(self._journal.settings.change, **fields))

    @Slot(str)
    def _on_pattern_made(self, pattern_id: str) -> None:
        self.opens.emit(Link(kind=Kind.PATTERN, id=pattern_id))

    @Slot(object)
    def _on_restore(self, removed: RemovedRecord) -> None:
        self._keep(partial(self._journal.bin.restore, removed.kind, removed.id))

    @Slot(object)
    def _on_changed(self, _topic: Topic) -> None:
        # Anything can have been removed or restored; out of sight it is read when shown.
        if self.isVisible():
            self.refresh()
