"""One quiet line about backups: there while something about them is open, and never louder."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import files, vault_words
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.vault.errors import VaultError


class BackupLine(QWidget):
    """Says that a backup is overdue, or asks for a second place until there is an answer."""

    def __init__(self, journal: Journal, keeper: BackupKeeper, theme: Theme) -> None:
        super().__init__()
        self._journal = journal
        self._keeper = keeper
        self._put_off: date | None = None
        self._words = labels.caption("", theme)
        self._make = buttons.quiet(self.tr("Back up now"), theme)
        self._make.clicked.connect(self._on_make)
        self._choose = buttons.quiet(self.tr("Choose a place…"), theme)
        self._choose.clicked.connect(self._on_choose)
        self._decline = buttons.plain(self.tr("I do not want one"), theme)
        self._decline.clicked.connect(self._on_decline)
        self._later = buttons.plain(self.tr("Not today"), theme)
        self._later.clicked.connect(self._on_later)
        row = Flow(spacing=theme.px(4))
        for button in (self._make, self._choose, self._decline, self._later):
            row.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self._words)
        column.addWidget(row)
        keeper.changed.connect(self.refresh)
        keeper.failed.connect(self._on_failed)
        self.hide()

    @Slot()
    def refresh(self) -> None:
        """Say what there is to say now; nothing, as a rule."""
        words = self._wanted()
        self.setVisible(bool(words))
        if words:
            self._words.setText(words)

    def _wanted(self) -> str:
        # Made-up data is no loss, and where nothing can be kept nothing can be done.
        is_asked = self._keeper.is_possible and not self._journal.settings.value.is_made_up
        state = self._keeper.state if is_asked else None
        if state is None or self._put_off == self._journal.today():
            return ""
        asks_for_place = not (
            state.is_overdue or state.second_place is not None or state.second_is_declined
        )
        self._make.setVisible(state.is_overdue)
        self._choose.setVisible(asks_for_place)
        self._decline.setVisible(asks_for_place)
        if self._keeper.is_busy and (state.is_overdue or state.second_is_overdue):
            return self.tr("A backup is being made.")
        if state.is_overdue:
            days = self._days_since(state.last.made_at.astimezone().date()) if state.last else 0
            return (
                self.tr("The last backup is %n days old.", "", days)
                if days
                else self.tr("There is no backup of this journal yet.")
            )
        if state.second_is_overdue:
            return self.tr(
                "The second copy of your journal is more than a week old. It is brought up to "
                "date when its place is connected."
            )
        # Nobody is asked on the first day, before there is anything to copy.
        if asks_for_place and state.last is not None:
            return self.tr("There is no copy of your journal on another disk yet.")
        return ""

    def _days_since(self, day: date) -> int:
        return (self._journal.now().date() - day).days

    @Slot()
    def _on_make(self) -> None:
        from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - not at the start

        self._keeper.back_up(Reason.ASKED)

    @Slot()
    def _on_choose(self) -> None:
        dialog = files.folder_dialog(self, self.tr("A folder for second copies"), Path.home())
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        try:
            self._keeper.choose_second_place(Path(folder))
        except (VaultError, StoreError) as error:
            self._on_failed(error)

    @Slot()
    def _on_decline(self) -> None:
        try:
            self._keeper.decline_second_place()
        except StoreError as error:
            self._on_failed(error)

    @Slot()
    def _on_later(self) -> None:
        self._put_off = self._journal.today()
        self.refresh()

    @Slot(object)
    def _on_failed(self, error: VaultError | StoreError) -> None:
        problem = vault_words.describe(error)
        self._words.setText(f"{problem.happened} {problem.advice}".strip())
        announce(self, problem.happened)
