"""What is asked and told on the way from a backup to a journal, one step after the other."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from sessiondesk.ui import files, wording_backups
from sessiondesk.ui.door_page import DoorStep
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.unlock_form import UnlockForm
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.notice import Kind
from sessiondesk.ui.widgets.pick_card import PickCard
from sessiondesk.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from sessiondesk.vault.backup_file import BackupFile

SUFFIX: Final = ".sdesk"
# So many are enough to find the one of last week; the rest is a button away.
_SHOWN: Final = 4
# What one of the three systems refuses in a name: a journal may travel on a stick.
_REFUSED_IN_NAMES: Final = frozenset('/\\:*?"<>|')


class ChoiceStep(DoorStep):
    """Asks which backup.

    Signals:
        chosen: The path of the backup to go on with.
        found: The path of a file that was looked for elsewhere.
        left: The person goes back.
    """

    chosen = Signal(object)
    found = Signal(object)
    left = Signal()

    def __init__(
        self,
        beside: Sequence["BackupFile"],
        theme: Theme,
        *,
        start: Path,
        now: datetime,
    ) -> None:
        """Ask.

        Args:
            beside: The backups that lie beside the journal, newest first.
            theme: The look in force.
            start: Where the dialog for another one begins.
            now: The moment.
        """
        super().__init__(
            self.tr("Restore from a backup"),
            self.tr(
                "A backup holds everything that was in the journal when it was made. Nothing is "
                "overwritten: the journal that is there now is kept beside it."
            ),
            theme,
        )
        self._start = start
        self._now = now
        self._backups: list[BackupFile] = []
        self._group = QButtonGroup(self)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(8))
        self._nothing = labels.quiet(
            self.tr(
                "No backup lies beside this journal. If you have a copy elsewhere, such as on "
                "a USB stick, choose it there."
            ),
            theme,
        )
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._cards)
        # Before the buttons are made: Tab goes through things as they were made.
        for backup in beside:
            self._add(backup)
            self._button(len(self._backups) - 1).setVisible(len(self._backups) <= _SHOWN)
        if beside:
            self._button(0).setChecked(True)
        self._file = buttons.quiet(self.tr("Choose a backup file…"), theme, icon="folder-open")
        self._file.clicked.connect(self._on_file)
        self._more = buttons.quiet(self.tr("Show earlier ones"), theme, icon="chevron-down")
        self._more.clicked.connect(self._on_more)
        row = QHBoxLayout()
        row.addWidget(self._file)
        row.addStretch(1)
        row.addWidget(self._more)
        self.body.addLayout(row)
        back = buttons.plain(self.tr("Back"), theme)
        back.clicked.connect(self.left)
        self._forward = buttons.main(self.tr("Continue with this backup"), theme)
        self._forward.clicked.connect(self._on_forward)
        self.add_foot(back, main=self._forward)
        self._fit()

    def offer(self, backup: "BackupFile") -> None:
        """Choose a backup; one from elsewhere is put first."""
        self.forget_trouble()
        known = [each.path for each in self._backups]
        if backup.path not in known:
            known.append(backup.path)
            self._add(backup, at_top=True)
            self.setTabOrder(self._button(len(self._backups) - 1), self._file)
        card = self._button(known.index(backup.path))
        card.show()
        card.setChecked(True)
        self._fit()
        self._forward.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_unchanged(self) -> None:
        """Say that everything stayed as it was."""
        self.say(Kind.INFO, "", self.tr("Everything was left as it was."))

    def _fit(self) -> None:
        is_any = bool(self._backups)
        self._nothing.setVisible(not is_any)
        self._forward.setEnabled(is_any)
        self._more.setVisible(any(each.isHidden() for each in self._group.buttons()))
        self.first = next((each for each in self._group.buttons() if each.isChecked()), self._file)

    def _add(self, backup: "BackupFile", *, at_top: bool = False) -> None:
        when = wording_backups.when(backup.made_at, self._now)
        title = self.tr("Made {when}").format(when=when)
        why = wording_backups.why(backup.reason)
        size = wording_backups.size(backup.size)
        caption = f"{why} · {size}" if why else size
        card = PickCard(f"{title}, {caption}", self._theme, shows_mark=True, padding=(16, 9))
        card.add_words(title, caption)
        self._group.addButton(card, len(self._backups))
        self._backups.append(backup)
        self._cards.insertWidget(0 if at_top else self._cards.count(), card)

    def _button(self, place: int) -> PickCard:
        button = self._group.button(place)
        assert isinstance(button, PickCard)  # noqa: S101 - nothing else is put in
        return button

    @Slot()
    def _on_more(self) -> None:
        for button in self._group.buttons():
            button.show()
        self._more.hide()

    @Slot()
    def _on_file(self) -> None:
        dialog = files.open_dialog(
            self,
            self.tr("Choose a backup file"),
            self._start,
            self.tr("Backups of SessionDesk (*.sdbackup)"),
        )
        dialog.fileSelected.connect(self._on_file_found)
        dialog.open()

    @Slot(str)
    def _on_file_found(self, path: str) -> None:
        self.found.emit(Path(path))

    @Slot()
    def _on_forward(self) -> None:
        place = self._group.checkedId()
        if place >= 0:
            self.chosen.emit(self._backups[place].path)


class PlaceStep(DoorStep):
    """Asks what the restored journal is called, where none stands yet.

    Signals:
        chosen: The folder that it should become.
        left: The person goes back.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent_folder: Path, theme: Theme) -> None:
        """Ask; propose to put it into ``parent_folder``."""
        super().__init__(
            self.tr("Where should the journal be?"),
            self.tr(
                "A backup does not say what its journal was called. Give it a name and a place."
            ),
            theme,
        )
        self._folder = parent_folder
        self._name = TextField(
            self.tr("Name, shown before you unlock"),
            theme,
            text=_free_name(parent_folder, self.tr("My journal")),
            most=100,
        )
        self._name.edited.connect(self._on_edited)
        self._name.entered.connect(self._on_forward)
        self._where = labels.caption("", theme)
        elsewhere = buttons.quiet(self.tr("Another place…"), theme, icon="hard-drive")
        elsewhere.clicked.connect(self._on_elsewhere)
        row = QHBoxLayout()
        row.addWidget(self._where, 1)
        row.addWidget(elsewhere)
        self.body.addWidget(self._name)
        self.body.addLayout(row)
        back = buttons.plain(self.tr("Back"), theme)
        back.clicked.connect(self.left)
        forward = buttons.main(self.tr("Continue with this place"), theme)
        forward.clicked.connect(self._on_forward)
        self.add_foot(back, main=forward)
        self.first = self._name
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        self._name.set_error("")
        named = f"{self._name.text.strip()}{SUFFIX}"
        self._where.setText(str(self._folder / named))

    @Slot()
    def _on_elsewhere(self) -> None:
        dialog = files.folder_dialog(self, self.tr("Where to keep it"), self._folder)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    @Slot(str)
    def _on_folder(self, chosen: str) -> None:
        self._folder = Path(chosen)
        self._on_edited()

    @Slot()
    def _on_forward(self) -> None:
        name = self._name.text.strip()
        problem = ""
        if not name or name.startswith(".") or _REFUSED_IN_NAMES.intersection(name):
            problem = self.tr("Begin with a letter, and use letters, digits and spaces.")
        elif (self._folder / f"{name}{SUFFIX}").exists():
            problem = self.tr("There is already something with this name. Choose another one.")
        if problem:
            self._name.set_error(problem)
            self._name.setFocus()
            return
        self.chosen.emit(self._folder / f"{name}{SUFFIX}")


class SecretStep(DoorStep):
    """Asks for what opens the backup.

    Signals:
        entered: What was typed, and whether it is the recovery key.
        left: The person goes back.
    """

    entered = Signal(str, bool)
    left = Signal()

    def __init__(self, made: str, theme: Theme) -> None:
        """Ask; ``made`` says when the backup was made."""
        super().__init__(
            self.tr("Open the backup"),
            self.tr(
                "It was made {made} and opens with the passphrase of that time, or with the "
                "recovery key."
            ).format(made=made),
            theme,
        )
        self.form = UnlockForm(theme, verb=self.tr("Open the backup"))
        self.form.entered.connect(self.entered)
        self.body.addWidget(self.form)
        back = buttons.plain(self.tr("Back"), theme)
        back.clicked.connect(self.left)
        self.add_foot(back)
        self.first = self.form


def _free_name(folder: Path, name: str) -> str:
    """Return ``name``, with a number if there is something of that name in ``folder``."""
    number, free = 1, name
    while (folder / f"{free}{SUFFIX}").exists():
        number += 1
        free = f"{name} {number}"
    return free
