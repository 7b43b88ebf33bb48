"""From a backup to a journal: chosen, opened, compared, put in place; nothing is overwritten."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.store.errors import StoreError
from sessiondesk.ui import vault_words, wording_backups
from sessiondesk.ui.door_page import DoorStep
from sessiondesk.ui.door_work import WorkingPage
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.restore_outcome import ComparisonStep, RestoredStep
from sessiondesk.ui.restore_steps import ChoiceStep, PlaceStep, SecretStep
from sessiondesk.ui.slow_work import Report
from sessiondesk.ui.theme import Theme
from sessiondesk.vault import backup_archive, backup_file, key_file, layout, restoring
from sessiondesk.vault.errors import VaultError, WrongPassphraseError, WrongRecoveryKeyError
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.restoring import Restored, Unpacked

if TYPE_CHECKING:
    from sessiondesk.vault.backup_file import BackupFile


class RestoreView(WorkingPage):
    """Leads from a backup to a journal that can be opened.

    Signals:
        restored: The folder of the restored journal.
        left: The person went back; nothing was changed.
    """

    restored = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        *,
        backup: Path | None,
        place: Path | None,
        likely: Path | None = None,
        documents: Path,
        now: Callable[[], datetime],
        offline: str,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the choice of a backup.

        Args:
            theme: The look in force.
            jobs: Runs what is slow.
            backup: One that is chosen already; None leaves the choice open.
            place: The journal's folder that the backup is to become, whether it is there or
                not; None finds out or asks.
            likely: A journal that the backup may be of, when its key file says so.
            documents: Where a journal is offered to live.
            now: The clock: aware, on the person's own wall clock.
            offline: What is true about the network here, in a line.
            parent: The owner.
        """
        super().__init__(theme, jobs, offline, parent)
        self._documents = documents
        self._now = now
        self._offered = place or _journal_around(backup)
        self._likely = likely
        self._place = place
        self._backup = backup
        self._made_at = now()
        self._unpacked: Unpacked | None = None
        self._restored: Restored | None = None
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._on_leaving)
        self._ask_which()

    # Step by step.

    def _ask_which(self) -> ChoiceStep:
        folder = self._documents
        beside: Sequence[BackupFile] = ()
        if self._offered is not None:
            backups = self._offered / layout.BACKUPS
            beside = backup_file.all_in(backups)
            folder = backups if backups.is_dir() else self._offered.parent
        step = ChoiceStep(beside, self._theme, start=folder, now=self._now())
        step.chosen.connect(self._on_chosen)
        step.found.connect(self._on_found)
        step.left.connect(self.left)
        self.show_step(step)
        if self._backup is not None:
            self._offer(step, self._backup)
        return step

    def _offer(self, step: ChoiceStep, path: Path) -> None:
        try:
            step.offer(backup_file.of_path(path))
        except (VaultError, StoreError) as error:
            step.tell(error)

    @Slot(object)
    def _on_found(self, path: Path) -> None:
        step = self.step
        if isinstance(step, ChoiceStep):
            self._offer(step, path)

    @Slot(object)
    def _on_chosen(self, path: Path) -> None:
        try:
            manifest = backup_archive.read_manifest(path)
        except (VaultError, StoreError) as error:
            step = self.step
            if isinstance(step, DoorStep):
                step.tell(error)
            return
        self._backup = path
        self._made_at = manifest.made_at
        self._place = self._place_for(path, manifest.vault_id)
        if self._place is None:
            self._ask_where()
        else:
            self._ask_secret()

    def _place_for(self, backup: Path, vault_id: bytes) -> Path | None:
        """Return the journal that the backup is of; None when that is not known."""
        for folder in (self._offered, _journal_around(backup)):
            # What stands there may be too damaged to tell.
            if folder is not None and _ids_in(folder) <= {vault_id}:
                return folder
        if self._likely is not None and vault_id in _ids_in(self._likely):
            return self._likely
        return None

    def _ask_where(self) -> None:
        near = self._offered.parent if self._offered is not None else self._documents
        step = PlaceStep(near if near.is_dir() else self._documents, self._theme)
        step.chosen.connect(self._on_place)
        step.left.connect(self._on_back_to_choice)
        self.show_step(step)

    @Slot(object)
    def _on_place(self, folder: Path) -> None:
        self._place = folder
        self._ask_secret()

    def _ask_secret(self) -> SecretStep:
        made = wording_backups.when(self._made_at, self._now())
        step = SecretStep(made, self._theme)
        step.entered.connect(self._on_secret)
        step.left.connect(self._on_back_to_choice)
        self.show_step(step)
        return step

    @Slot(str, bool)
    def _on_secret(self, secret: str, by_recovery_key: bool) -> None:  # noqa: FBT001 - a slot
        backup, place, now = self._backup, self._place, self._now()
        if backup is None or place is None:
            return
        kind = SlotKind.RECOVERY if by_recovery_key else SlotKind.PASSPHRASE

        def work(report: Report) -> Unpacked:
            return restoring.unpack(backup, place, secret, kind, now=now, progress=report)

        self._show_progress(
            self.tr("Unpacking the backup"),
            self.tr("Every page of it is checked before anything is put in place."),
        )
        self._work.begin(work)

    def _compare(self, unpacked: Unpacked) -> None:
        step = ComparisonStep(
            unpacked, self._theme, is_there=unpacked.place.exists(), now=self._now()
        )
        step.wanted.connect(self._on_wanted)
        step.left.connect(self._on_not_wanted)
        self.show_step(step)

    @Slot()
    def _on_wanted(self) -> None:
        unpacked, now = self._unpacked, self._now()
        if unpacked is None:
            return

        def work(_report: Report) -> Restored:
            return restoring.put_in_place(unpacked, now=now)

        self._show_progress(
            self.tr("Putting the backup in place"), self.tr("This takes a moment.")
        ).forbid_stopping()
        self._work.begin(work)

    @Slot()
    def _on_not_wanted(self) -> None:
        self._throw_away()
        self._ask_which().say_unchanged()

    @Slot()
    def _on_back_to_choice(self) -> None:
        self._ask_which()

    @Slot()
    def _on_open_wanted(self) -> None:
        if self._restored is not None:
            self.restored.emit(self._restored.folder)

    # What came of it.

    @override
    def _take(self, result: object) -> None:
        if isinstance(result, Unpacked):
            self._unpacked = result
            if self._work.is_stop_wanted:
                # It was whole before the stop reached it.
                self._throw_away()
                self._ask_secret()
            else:
                self._compare(result)
        elif isinstance(result, Restored):
            self._unpacked = None
            self._restored = result
            step = RestoredStep(result, self._theme)
            step.open_wanted.connect(self._on_open_wanted)
            self.show_step(step)

    @override
    def _take_back(self) -> None:
        self._ask_secret()

    @override
    def _tell(self, error: VaultError | StoreError) -> None:
        if vault_words.is_about_secret(error):
            self._ask_secret().form.refuse(*self._refusal(error))
            return
        self._throw_away()
        self._ask_which().tell(error)

    def _refusal(self, error: VaultError | StoreError) -> tuple[str, str]:
        """Return what to say at the field, and below it."""
        problem = vault_words.describe(error)
        if isinstance(error, WrongPassphraseError):
            return (
                self.tr("That passphrase does not open this backup. Nothing has been lost."),
                self.tr(
                    "A backup opens with the passphrase that was in use when it was made. {advice}"
                ).format(advice=problem.advice),
            )
        if isinstance(error, WrongRecoveryKeyError):
            return (
                self.tr("That recovery key does not open this backup. Nothing has been lost."),
                self.tr("It may belong to another journal, or have been replaced since."),
            )
        return f"{problem.happened} {problem.safe}".strip(), problem.advice

    def _throw_away(self) -> None:
        unpacked, self._unpacked = self._unpacked, None
        if unpacked is not None:
            # What stays behind is a sealed copy under a name that says what it is.
            with suppress(VaultError, StoreError, OSError):
                restoring.discard(unpacked)

    @Slot()
    def _on_leaving(self) -> None:
        self._throw_away()


def _journal_around(backup: Path | None) -> Path | None:
    """Return the journal in whose folder of backups ``backup`` lies; None if it lies in none."""
    if backup is None or backup.parent.name != layout.BACKUPS:
        return None
    folder = backup.parent.parent
    return folder if folder.suffix == layout.SUFFIX else None


def _ids_in(folder: Path) -> set[bytes]:
    """Return what the key files in ``folder`` say whose they are; nothing without one."""
    with suppress(OSError):
        copies = key_file.read_copies(folder)
        return {copy.key_file.vault_id for copy in copies if copy.key_file}
    return set()
