"""Backups: how they stand, what is in them, and the second place."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import files, vault_words, wording_backups
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.pages.settings_page.backup_list import BackupList
from sessiondesk.ui.step_dialog import StepDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import Kind, Notice, announce
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.progress_row import ProgressRow
from sessiondesk.vault.backing_up import BackupState, TriedBackup
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.errors import VaultError


class BackupsCard(Card):
    """Says when the last backup was made and where the second copy is, and does what is asked.

    Signals:
        restore_wanted: The path of the backup to restore, after the question was answered.
    """

    restore_wanted = Signal(object)

    def __init__(self, theme: Theme, keeper: BackupKeeper, *, now: Callable[[], datetime]) -> None:
        super().__init__(theme, self.tr("Backups"), self.tr("Sealed like the journal itself"))
        self._theme = theme
        self._keeper = keeper
        self._now = now
        self._asked_about: BackupFile | None = None
        self._last = Label("", theme, Role.BODY)
        self._make = buttons.second(self.tr("Back up now"), theme, icon="archive")
        self._make.clicked.connect(self._on_make)
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(keeper.cancel)
        self._trouble = Notice(Kind.STOP, "", "", theme, can_close=True)
        self._trouble.hide()
        self._held = Notice(Kind.CARE, "", "", theme)
        self._held.add_action(self.tr("Keep it")).clicked.connect(self._on_keep)
        self._held.add_action(self.tr("Let it go in its turn")).clicked.connect(self._on_let_go)
        self._held.hide()
        self._second = Label("", theme, Role.BODY)
        self._second_help = labels.caption("", theme)
        self._copy_now = buttons.second(self.tr("Copy now"), theme, icon="hard-drive")
        self._copy_now.clicked.connect(self._on_copy)
        self._choose = buttons.second(self.tr("Choose a place…"), theme, icon="folder")
        self._choose.clicked.connect(self._on_choose)
        self._decline = buttons.plain(self.tr("I do not want one"), theme)
        self._decline.clicked.connect(self._on_decline)
        self._list = BackupList(theme)
        self._list.try_wanted.connect(self._on_try)
        self._list.restore_wanted.connect(self._on_restore)
        self._list.removal_wanted.connect(self._on_remove)
        self._all = Disclosure(
            self.tr("Show the backups that are kept"), theme, hide=self.tr("Hide the backups")
        )
        self._all.body.addWidget(self._list)
        self._all.toggled.connect(self._on_toggled)
        self._lay_out()
        keeper.changed.connect(self.refresh)
        keeper.progressed.connect(self._progress.show_share)
        keeper.done.connect(self._on_done)
        keeper.copied.connect(self._on_copied)
        keeper.failed.connect(self._on_failed)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show how the backups stand now."""
        if not self._keeper.is_busy:
            self._progress.stop()
        state = self._keeper.state
        can_make = self._keeper.is_possible
        self._make.setEnabled(can_make)
        self._choose.setEnabled(can_make)
        self._decline.setEnabled(can_make)
        if state is None:
            self._last.setText(self.tr("The journal’s folder cannot be read at the moment."))
            return
        self._last.setText(self._last_in_words(state))
        self._show_held(state)
        self._show_second(state)
        self._all.setVisible(state.count > 0)
        if self._all.is_open:
            self._show_list()

    # What is shown.

    def _lay_out(self) -> None:
        theme = self._theme
        make = Flow(spacing=theme.px(8))
        make.add(self._make)
        second = Flow(spacing=theme.px(8))
        for button in (self._copy_now, self._choose, self._decline):
            second.add(button)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._second)
        words.addWidget(self._second_help)
        self.body.addWidget(self._last)
        self.body.addWidget(
            labels.caption(
                self.tr(
                    "Made when the journal locks, once a day, and before every step that cannot "
                    "be taken back; each is opened and checked before it counts."
                ),
                theme,
            )
        )
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._held)
        self.body.addWidget(make)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._all)
        self.body.addWidget(Hairline(theme))
        self.body.addWidget(labels.group(self.tr("A second place"), theme))
        self.body.addLayout(words)
        self.body.addWidget(second)

    def _last_in_words(self, state: BackupState) -> str:
        if not self._keeper.is_possible and state.last is None:
            return self.tr("There is no backup, and none can be made: nothing can be kept here.")
        if state.last is None:
            return self.tr("There is no backup yet. The first is made when the journal locks.")
        when = wording_backups.when(state.last.made_at, self._now())
        kept = self.tr("({count} kept)").format(count=state.count)
        said = self.tr("Last backup: {when} {kept}").format(when=when, kept=kept)
        if not self._keeper.is_possible:
            return self.tr("{said}. No other can be made: nothing can be kept here.").format(
                said=said
            )
        return said

    def _show_held(self, state: BackupState) -> None:
        held = state.held
        self._held.setVisible(held is not None and self._keeper.is_possible)
        if held is not None:
            when = wording_backups.when(held.made_at, self._now())
            self._held.set_words(
                self.tr("The journal holds much less than it did before"),
                self.tr(
                    "More than a third of it has gone since the backup of {when}. If that was "
                    "meant, it can go like any other. Until you say so it stays."
                ).format(when=when),
            )

    def _show_second(self, state: BackupState) -> None:
        place = state.second_place
        self._copy_now.setVisible(place is not None and state.last is not None)
        self._copy_now.setEnabled(self._keeper.is_possible)
        self._choose.setText(
            self.tr("Choose a place…") if place is None else self.tr("Another place…")
        )
        self._decline.setText(
            self.tr("I do not want one") if place is None else self.tr("No second copies any more")
        )
        self._decline.setVisible(not (place is None and state.second_is_declined))
        if place is None:
            self._second.setText(
                self.tr("No second place, as you chose.")
                if state.second_is_declined
                else self.tr("No second place yet.")
            )
            self._second_help.setText(
                self.tr(
                    "The backups lie beside the journal, on the same disk. A copy on another "
                    "one, such as a USB stick, is still there when that disk fails."
                )
            )
            return
        said = self.tr("Second copy: none yet, in {place}")
        if state.second_last is not None:
            said = self.tr("Second copy: {when}, in {place}").replace(
                "{when}", wording_backups.when(state.second_last, self._now())
            )
        self._second.setText(said.replace("{place}", str(place)))
        self._second_help.setText(self._about_place(place))

    def _about_place(self, place: Path) -> str:
        if not place.is_dir():
            return self.tr(
                "It is not connected at the moment. The next backup made while it is there is "
                "copied by itself."
            )
        problem = self._keeper.copy_problem
        if problem is not None:
            told = vault_words.describe(problem)
            return self.tr("The last copy was not made. {happened} {advice}").format(
                happened=told.happened, advice=told.advice
            )
        if self._keeper.is_on_same_device(place):
            return self.tr(
                "It is on the same disk as the journal, so it does not help when that disk fails."
            )
        return self.tr("Each copy is read back and compared after it was written.")

    def _show_list(self) -> None:
        self._list.show_backups(
            self._keeper.backups(), self._now(), can_restore=self._keeper.is_possible
        )

    # Making one.

    @Slot()
    def _on_make(self) -> None:
        self._begin(self.tr("Making a backup"), self._keeper.back_up(Reason.ASKED))

    @Slot()
    def _on_copy(self) -> None:
        self._begin(self.tr("Copying to the second place"), self._keeper.copy())

    def _begin(self, words: str, is_begun: bool) -> None:  # noqa: FBT001 - what was answered
        if is_begun:
            self._trouble.hide()
            self._progress.start(words)

    @Slot(object)
    def _on_done(self, _backup: BackupFile) -> None:
        self._announce(self.tr("The backup is made and checked."))

    @Slot()
    def _on_copied(self) -> None:
        self._announce(self.tr("The second copy is written and read back."))

    def _announce(self, words: str) -> None:
        # What happens by itself, while another page is in front, is not worth a word.
        if self.isVisible():
            announce(self, words)

    @Slot(object)
    def _on_failed(self, error: VaultError | StoreError) -> None:
        problem = vault_words.describe(error)
        self._trouble.set_words(problem.happened, f"{problem.safe} {problem.advice}".strip())
        self._trouble.show()
        reveal(self._trouble)
        self._trouble.announce()

    def _try(self, does: Callable[[], None]) -> None:
        self._trouble.hide()
        try:
            does()
        except (VaultError, StoreError) as error:
            self._on_failed(error)

    # The one that is held.

    @Slot()
    def _on_keep(self) -> None:
        self._try(self._keeper.keep_held)

    @Slot()
    def _on_let_go(self) -> None:
        self._try(self._keeper.let_held_go)

    # The second place.

    @Slot()
    def _on_choose(self) -> None:
        state = self._keeper.state
        place = state.second_place if state is not None else None
        start = place if place is not None and place.is_dir() else Path.home()
        dialog = files.folder_dialog(self, self.tr("A folder for second copies"), start)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        self._trouble.hide()
        try:
            is_begun = self._keeper.choose_second_place(Path(folder))
        except (VaultError, StoreError) as error:
            self._on_failed(error)
        else:
            self._begin(self.tr("Copying to the second place"), is_begun)

    @Slot()
    def _on_decline(self) -> None:
        self._try(self._keeper.decline_second_place)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # One of the list.

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        if is_open:
            self._show_list()

    @Slot(object)
    def _on_try(self, backup: BackupFile) -> None:
        is_begun = self._keeper.try_out(backup.path, self._on_tried, self._on_failed)
        self._begin(self.tr("Opening the backup"), is_begun)

    @Slot(object)
    def _on_tried(self, tried: TriedBackup) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        for line in self._found(tried):
            column.addWidget(labels.body(line, self._theme))
        told = StepDialog(self._theme, self)
        told.show_step(content, self.tr("This backup opens"), "", keep=self.tr("Close"))
        told.open()

    def _found(self, tried: TriedBackup) -> Sequence[str]:
        made = self.tr("Made {when}.").format(
            when=wording_backups.when(tried.made_at, self._now())
        )
        holds = self.tr("It holds {entries}.").format(entries=wording_backups.entries(tried.rows))
        newest = ""
        if tried.newest_day is not None:
            newest = self.tr("The newest day in it is {day}.").format(
                day=wording_backups.day(tried.newest_day)
            )
        read = self.tr("Each of its {pages} pages was read and is as it was written.").format(
            pages=tried.pages
        )
        return [line for line in (made, holds, newest, read) if line]

    @Slot(object)
    def _on_restore(self, backup: BackupFile) -> None:
        self._asked_about = backup
        when = wording_backups.when(backup.made_at, self._now())
        question = Question(
            self.tr("Go back to the backup of {when}?").format(when=when),
            self.tr(
                "The journal locks, and this backup is unpacked beside it. Before it takes the "
                "journal’s place you see what each of them ends with. Nothing is overwritten: "
                "the journal as it is now stays, under another name."
            ),
            self._theme,
            verb=self.tr("Lock and go on"),
            keep=self.tr("Stay here"),
            parent=self,
        )
        question.accepted.connect(self._on_sure_to_restore)
        question.open()

    @Slot()
    def _on_sure_to_restore(self) -> None:
        if self._asked_about is not None:
            self.restore_wanted.emit(self._asked_about.path)

    @Slot(object)
    def _on_remove(self, backup: BackupFile) -> None:
        self._asked_about = backup
        when = wording_backups.when(backup.made_at, self._now())
        question = Question(
            self.tr("Remove the backup of {when}?").format(when=when),
            self.tr(
                "The file is deleted and cannot be brought back. The journal and the other "
                "backups stay as they are."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self,
        )
        question.accepted.connect(self._on_sure_to_remove)
        question.open()

    @Slot()
    def _on_sure_to_remove(self) -> None:
        if self._asked_about is not None:
            self._trouble.hide()
            try:
                is_gone = self._keeper.remove(self._asked_about)
            except (VaultError, StoreError) as error:
                self._on_failed(error)
                return
            if not is_gone:
                self._trouble.set_words(
                    self.tr("It is the only backup that can be read, so it stays."),
                    self.tr("Make another one first."),
                )
                self._trouble.show()
