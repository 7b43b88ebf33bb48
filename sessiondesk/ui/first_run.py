"""First run: three steps to a journal, or the way to one that is there already."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.first_run_passphrase import PassphraseStep
from sessiondesk.ui.first_run_place import PlaceStep
from sessiondesk.ui.first_run_recovery import RecoveryStep
from sessiondesk.ui.jobs import Job, Jobs, Progress
from sessiondesk.ui.recovery_paper import PaperWays
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.unlock_form import OpeningProgress
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.step_marks import StepMarks
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from sessiondesk.vault.creating import NewVault
    from sessiondesk.vault.opened import OpenVault

_CARD_WIDTH: Final = 640
# Making the keys tries out how slow they should be, some times over.
_KEYS_SECONDS: Final = 3.0
_MADE_UP_SECONDS: Final = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What makes journals, handed in so that the window starts without its weight.

    Attributes:
        refuse_place: Raises when no journal can be made in a folder.
        prepare: Makes the keys for a passphrase. Slow, and run beside the window.
        write: Makes the journal in a folder and opens it, on the window's thread.
        make_up: Makes the journal with made-up data in a folder. Slow, run beside the window.
        paper: How the page with the recovery key leaves the window.
    """

    refuse_place: Callable[[Path], None]
    prepare: "Callable[[str], NewVault]"
    write: "Callable[[Path, NewVault], OpenVault]"
    make_up: Callable[[Path], None]
    paper: PaperWays


class FirstRunView(QWidget):
    """Leads a person without a journal to one.

    Signals:
        created: The new vault, open.
        made_up: The folder of the journal with made-up data, which is closed.
        existing_wanted: A journal that is there already should be opened.
        backup_wanted: The way back from a backup should be shown.
        offline_wanted: What keeps the program off the network should be shown.
    """

    created = Signal(object)
    made_up = Signal(object)
    existing_wanted = Signal()
    backup_wanted = Signal()
    offline_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        *,
        making: Making,
        documents: Path,
        made_up: Path,
        today: date,
        offline: str,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the first step.

        Args:
            theme: The look in force.
            jobs: Runs what is slow.
            making: What makes journals.
            documents: Where a journal is offered to live.
            made_up: The folder that the journal with made-up data becomes.
            today: The day that stands on the page with the recovery key.
            offline: What is true about the network here, in a line.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._jobs = jobs
        self._making = making
        self._made_up_folder = made_up
        self._today = today
        self._job: Job | None = None
        self._folder = Path()
        self._new: NewVault | None = None
        self._marks = StepMarks(
            [self.tr("Where it lives"), self.tr("Passphrase"), self.tr("Recovery key")], theme
        )
        self._place = PlaceStep(theme, documents=documents, refuse_place=making.refuse_place)
        self._place.chosen.connect(self._on_place)
        self._place.existing_wanted.connect(self.existing_wanted)
        self._passphrase = PassphraseStep(theme)
        self._passphrase.chosen.connect(self._on_passphrase)
        self._passphrase.back_wanted.connect(self._on_back_to_place)
        self._recovery: RecoveryStep | None = None
        self._working: OpeningProgress | None = None
        self._try_out = buttons.quiet(self.tr("Try it with made-up data"), theme, icon="sprout")
        self._try_out.clicked.connect(self._on_try_out)
        self._from_backup = buttons.quiet(self.tr("Restore from a backup…"), theme, icon="archive")
        self._from_backup.clicked.connect(self.backup_wanted)
        self._card = Card(theme, padding=(32, 28))
        self._lay_out(offline)
        self._show(self._place, 0)

    def _lay_out(self, offline: str) -> None:
        px = self._theme.px
        self._card.setFixedWidth(px(_CARD_WIDTH))
        self._card.body.setSpacing(px(16))
        self._card.body.addWidget(self._marks)
        self._card.body.addWidget(Hairline(self._theme))
        self._card.body.addWidget(self._place)
        self._card.body.addWidget(self._passphrase)
        page = QWidget()
        middle = QVBoxLayout(page)
        middle.setContentsMargins(px(20), px(20), px(20), px(8))
        middle.addStretch(1)
        middle.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        others = QHBoxLayout()
        others.setSpacing(px(16))
        others.addStretch(1)
        others.addWidget(self._from_backup)
        others.addWidget(self._try_out)
        others.addStretch(1)
        middle.addLayout(others)
        middle.addStretch(1)
        line = buttons.plain(offline, self._theme, icon="shield-check")
        line.clicked.connect(self.offline_wanted)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(line)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(12))
        column.addWidget(Scroll(page, self._theme), 1)
        column.addLayout(foot)

    def _show(self, step: QWidget, number: int) -> None:
        for each in (self._place, self._passphrase, self._recovery, self._working):
            if each is not None:
                each.setVisible(each is step)
        self._marks.set_current(number)
        self._from_backup.setVisible(step is self._place)
        self._try_out.setVisible(step is self._place)
        self.setFocusProxy(step)
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work(self, headline: str, sentence: str, seconds: float, *, step: int) -> None:
        """Show that something slow is under way."""
        self._drop(self._working)
        self._working = OpeningProgress(headline, sentence, self._theme)
        self._working.cancelled.connect(self._on_cancelled)
        self._card.body.addWidget(self._working)
        self._show(self._working, step)
        self._working.start(seconds)

    def _drop(self, step: QWidget | None) -> None:
        if step is not None:
            step.hide()
            step.deleteLater()

    @Slot()
    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._show(self._place, 0)

    # Step by step.

    @Slot(object)
    def _on_place(self, folder: Path) -> None:
        self._folder = folder
        self._show(self._passphrase, 1)

    @Slot()
    def _on_back_to_place(self) -> None:
        self._show(self._place, 0)

    @Slot(str)
    def _on_passphrase(self, typed: str) -> None:
        self._work(
            self.tr("Making your keys"),
            self.tr("This takes a moment: it finds out how slow guessing can be made here."),
            _KEYS_SECONDS,
            step=1,
        )
        prepare = self._making.prepare

        def work(_progress: Progress) -> object:
            return prepare(typed)

        self._job = self._jobs.run(work, self._on_prepared, self._on_not_prepared)

    @Slot(object)
    def _on_prepared(self, new: "NewVault") -> None:
        self._new = new
        self._drop(self._recovery)
        self._recovery = RecoveryStep(
            new.recovery_key or "",
            self._folder.stem,
            self._today,
            self._theme,
            ways=self._making.paper,
        )
        self._recovery.finished.connect(self._on_finished)
        self._recovery.back_wanted.connect(self._on_back_to_passphrase)
        self._card.body.addWidget(self._recovery)
        self._show(self._recovery, 2)

    @Slot(object)
    def _on_not_prepared(self, error: Exception) -> None:
        self._show(self._place, 0)
        self._tell(error)

    @Slot()
    def _on_back_to_passphrase(self) -> None:
        # Going on from there makes new keys: the recovery key that was shown is void.
        self._new = None
        self._show(self._passphrase, 1)

    @Slot(bool)
    def _on_finished(self, has_key: bool) -> None:  # noqa: FBT001 - a slot
        if self._new is None:
            return
        new = self._new if has_key else self._new.without_recovery_key()
        try:
            vault = self._making.write(self._folder, new)
        except (VaultError, StoreError) as error:
            # The place may have changed under us; another one can be chosen, with new keys.
            self._new = None
            self._show(self._place, 0)
            self._tell(error)
        else:
            self._passphrase.forget()
            self.created.emit(vault)

    # Trying it out.

    @Slot()
    def _on_try_out(self) -> None:
        folder = self._made_up_folder
        if folder.exists():
            self.made_up.emit(folder)
            return
        try:
            self._making.refuse_place(folder)
        except (VaultError, StoreError) as error:
            self._tell(error)
            return
        self._work(
            self.tr("Making up a year"),
            self.tr("Nobody lived it: it is there to try everything with."),
            _MADE_UP_SECONDS,
            step=0,
        )
        make_up = self._making.make_up

        def work(_progress: Progress) -> Path:
            make_up(folder)
            return folder

        self._job = self._jobs.run(work, self.made_up.emit, self._on_not_prepared)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, VaultError | StoreError):
            raise error
        self._place.show_problem(error)
