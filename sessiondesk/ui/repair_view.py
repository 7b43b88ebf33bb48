"""A journal whose file is damaged: what is known, what can be done, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_backups, wording_repair
from sessiondesk.ui.door_page import DoorStep, path_label
from sessiondesk.ui.door_work import WorkingPage
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.slow_work import Report
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Kind
from sessiondesk.vault import repairing
from sessiondesk.vault.backup_file import BackupFile
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.opening import Unsealed
from sessiondesk.vault.repairing import Repaired


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the search for a good backup came to."""

    newest: BackupFile | None


class RepairView(WorkingPage):
    """Leads from a damaged journal to one that opens. The damaged one is kept beside it.

    Signals:
        repaired: The folder of the journal, which opens again.
        backup_wanted: The path of the backup that should be put in place as it is.
        left: The person went back; nothing was changed.
    """

    repaired = Signal(object)
    backup_wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        unsealed: Unsealed,
        theme: Theme,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        offline: str,
        parent: QWidget | None = None,
    ) -> None:
        """Look for the newest good backup, then say what can be done.

        Args:
            unsealed: What the passphrase gave; the database in it is damaged.
            theme: The look in force.
            jobs: Runs what is slow.
            now: The clock: aware, on the person's own wall clock.
            offline: What is true about the network here, in a line.
            parent: The owner.
        """
        super().__init__(theme, jobs, offline, parent)
        self._unsealed = unsealed
        self._now = now
        self._newest: BackupFile | None = None
        self._has_looked = False
        self._look_for_backup()

    def _look_for_backup(self) -> None:
        folder, unsealed = self._unsealed.folder, self._unsealed

        def work(_report: Report) -> _Looked:
            return _Looked(repairing.newest_good_backup(folder, unsealed))

        progress = self._show_progress(
            self.tr("The journal’s file is damaged"),
            self.tr("Looking for the newest good backup. Nothing is written meanwhile."),
        )
        progress.forbid_stopping()
        progress.start(2.0)
        self._work.begin(work)

    # What can be done.

    def _ask(self) -> "_AskingStep":
        step = _AskingStep(self._unsealed, self._newest, self._theme, now=self._now())
        step.repair_wanted.connect(self._on_repair)
        step.backup_wanted.connect(self._on_backup)
        step.left.connect(self.left)
        self.show_step(step)
        return step

    @Slot()
    def _on_backup(self) -> None:
        if self._newest is not None:
            self.backup_wanted.emit(self._newest.path)

    @Slot()
    def _on_repair(self) -> None:
        unsealed, now = self._unsealed, self._now()
        backup = self._newest.path if self._newest is not None else None

        def work(report: Report) -> Repaired:
            return repairing.repair(unsealed, now=now, backup=backup, progress=report)

        self._show_progress(
            self.tr("Repairing the journal"),
            self.tr(
                "First everything is copied as it is. Then every page is read, and what can be "
                "read goes into a whole journal. This may take some minutes."
            ),
        )
        self._work.begin(work)

    # What came of it.

    @override
    def _take(self, result: object) -> None:
        if isinstance(result, _Looked):
            self._newest, self._has_looked = result.newest, True
            self._ask()
        elif isinstance(result, Repaired):
            # Whether it was told to stop or not: it is repaired, and that is what is told.
            step = _RepairedStep(result, self._theme)
            step.open_wanted.connect(self._on_open_wanted)
            self.show_step(step)

    @override
    def _take_back(self) -> None:
        self._ask().say_unchanged()

    @override
    def _tell(self, error: VaultError | StoreError) -> None:
        step = self._ask()
        # That no backup could be looked at is no trouble of its own: repair goes without.
        if self._has_looked:
            step.tell(error)
        self._has_looked = True

    @Slot()
    def _on_open_wanted(self) -> None:
        self.repaired.emit(self._unsealed.folder)


class _AskingStep(DoorStep):
    """Says what is known, and offers the ways on, best first."""

    repair_wanted = Signal()
    backup_wanted = Signal()
    left = Signal()

    def __init__(
        self, unsealed: Unsealed, newest: BackupFile | None, theme: Theme, *, now: datetime
    ) -> None:
        super().__init__(self.tr("The journal’s file is damaged"), "", theme)
        self._folder = unsealed.folder
        self.body.addWidget(Label(self._sentence(newest, now), theme, Role.READOUT))
        self.body.addWidget(
            labels.quiet(
                self.tr(
                    "Your passphrase is right: it is the file that is not as it was written. "
                    "That can come from a failing disk, or from a copy that was cut short. "
                    "Nothing more is written to it."
                ),
                theme,
            )
        )
        self.body.addSpacing(theme.px(4))
        self.body.addWidget(self._plan(newest, theme))
        self._where = buttons.quiet(self.tr("Where is the file?"), theme, icon="folder")
        self._where.clicked.connect(self._on_where)
        self._place = path_label(unsealed.folder, theme)
        self._place.hide()
        self.body.addWidget(self._where)
        self.body.setAlignment(self._where, buttons.AT_START)
        self.body.addWidget(self._place)
        back = buttons.plain(self.tr("Back"), theme)
        back.clicked.connect(self.left)
        repair = buttons.main(self.tr("Repair"), theme)
        repair.clicked.connect(self.repair_wanted)
        rest: list[QWidget] = [back]
        if newest is not None:
            as_it_is = buttons.second(self.tr("Restore that backup as it is…"), theme)
            as_it_is.clicked.connect(self.backup_wanted)
            rest.append(as_it_is)
        self.add_foot(*rest, main=repair)
        self.first = repair

    def say_unchanged(self) -> None:
        """Say that it was stopped in time."""
        self.say(Kind.INFO, "", self.tr("The repair was stopped. The journal is as it was."))

    def _sentence(self, newest: BackupFile | None, now: datetime) -> str:
        if newest is None:
            return self.tr(
                "There is no good backup beside it. What can still be read in the file can be "
                "brought into a whole journal."
            )
        return self.tr("Your entries up to {when} are safe in a backup.").format(
            when=wording_backups.when(newest.made_at, now)
        )

    def _plan(self, newest: BackupFile | None, theme: Theme) -> Card:
        card = Card(theme, is_sunken=True, padding=(18, 12))
        card.body.setSpacing(theme.px(4))
        card.body.addWidget(labels.group(self.tr("What Repair does"), theme))
        first = self.tr("A copy of everything is made first, and stays beside the journal.")
        if newest is None:
            second = self.tr("Every page that can be read is read into a new, whole journal.")
        else:
            second = self.tr(
                "The backup is taken, and what was written after it is added, as far as it can "
                "be read."
            )
        third = self.tr("Then it says how many entries are here, and which could not be read.")
        for number, words in enumerate((first, second, third), start=1):
            card.body.addWidget(Label(f"{number}.  {words}", theme, Role.NOTICE))
        return card

    @Slot()
    def _on_where(self) -> None:
        self._place.setVisible(not self._place.isVisible())


class _RepairedStep(DoorStep):
    """Says what came of it, in counts."""

    open_wanted = Signal()

    def __init__(self, repaired: Repaired, theme: Theme) -> None:
        super().__init__(self.tr("The journal opens again"), "", theme)
        self.body.addWidget(Label(wording_repair.counts(repaired), theme, Role.READOUT))
        self.body.addWidget(labels.quiet(wording_repair.way(repaired), theme))
        if repaired.affected:
            card = Card(theme, is_sunken=True, padding=(18, 12))
            card.body.setSpacing(theme.px(2))
            card.body.addWidget(labels.group(self.tr("What is not as it was"), theme))
            for line in wording_repair.affected(repaired.affected):
                card.body.addWidget(Label(line, theme, Role.NOTICE))
            self.body.addWidget(card)
        self.body.addWidget(
            labels.label(self.tr("The damaged journal, as it was, is kept here"), theme)
        )
        self.body.addWidget(path_label(repaired.copy, theme))
        self.body.addWidget(
            labels.caption(
                self.tr(
                    "Keep it until you have looked around. If the disk may be failing, make a "
                    "backup on another drive."
                ),
                theme,
            )
        )
        forward = buttons.main(self.tr("Open the journal"), theme)
        forward.clicked.connect(self.open_wanted)
        self.add_foot(main=forward)
        self.first = forward
