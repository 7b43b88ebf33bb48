"""Everything out as one file, and everything in from one."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from sessiondesk import paths
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.store.kinds import stamp
from sessiondesk.ui import files, vault_words, wording_backups
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.jobs import Job, Jobs, Progress
from sessiondesk.ui.pages.settings_page import transfer_words
from sessiondesk.ui.slow_work import Report, SlowWork
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Kind, Notice, announce
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.progress_row import ProgressRow
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.errors import VaultError, file_causes

if TYPE_CHECKING:
    from sessiondesk.journal.transfer import Brought

_SUFFIX: Final = "json"
# Reading the tables, then writing the file.
_SHARE_OF_READING: Final = 0.9
_SHARE_BEFORE_WRITING: Final = 0.6


class TransferCard(Card):
    """Exports the whole journal into a file that is not encrypted, and brings one in."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        keeper: BackupKeeper,
        jobs: Jobs,
        *,
        connect: Callable[[], Connection],
        connect_writer: Callable[[], Connection],
    ) -> None:
        """Make the card.

        Args:
            theme: The look in force.
            journal: The open journal.
            keeper: Makes the backup before anything is brought in.
            jobs: Where slow work runs.
            connect: Returns a connection for a worker, which only reads.
            connect_writer: The same, and it writes.
        """
        super().__init__(theme, self.tr("Export and import"))
        self._theme = theme
        self._journal = journal
        self._keeper = keeper
        self._jobs = jobs
        self._connect = connect
        self._connect_writer = connect_writer
        self._job: Job | None = None
        self._asked: bytes | None = None
        self._coming: bytes | None = None
        self._bringing = SlowWork(jobs, self)
        self._bringing.done.connect(self._on_brought)
        self._bringing.failed.connect(self._on_not_brought)
        self._bringing.stopped.connect(self._on_stopped)
        self._bringing.given_up.connect(self._on_given_up)
        self._told = Label("", theme, Role.BODY)
        self._told.hide()
        self._trouble = Notice(Kind.STOP, "", "", theme, can_close=True)
        self._trouble.hide()
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(self._on_cancelled)
        self._bringing.progressed.connect(self._progress.show_share)
        self._out = buttons.second(self.tr("Export everything…"), theme, icon="file-down")
        self._out.clicked.connect(self._on_export)
        self._in = buttons.second(self.tr("Import…"), theme, icon="folder-open")
        self._in.clicked.connect(self._on_import)
        row = Flow(spacing=theme.px(8))
        row.add(self._out)
        row.add(self._in)
        self.body.addWidget(
            labels.body(
                self.tr(
                    "One file with everything in it, for another program or another computer. "
                    "Unlike a backup it is not encrypted. An import puts what is in such a file "
                    "beside what is here; nothing is lost by it."
                ),
                theme,
            )
        )
        self.body.addWidget(self._trouble)
        self.body.addWidget(row)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._told)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what can be done now."""
        if self._job is not None and self._job.is_cancelled:
            # It was given up for a lock that did not come about.
            self._end()
        self._in.setEnabled(self._keeper.is_possible)

    # Out.

    @Slot()
    def _on_export(self) -> None:
        if self._is_busy:
            self._progress.show()
            return
        question = Question(
            self.tr("Export everything?"),
            self.tr(
                "The file holds all that is in the journal, with what lies in the bin and with "
                "earlier versions. It is not encrypted: whoever gets it can read it. Delete it "
                "when it has served."
            ),
            self._theme,
            verb=self.tr("Choose where…"),
            keep=self.tr("Not now"),
            parent=self,
        )
        question.accepted.connect(self._on_sure_to_export)
        question.open()

    @Slot()
    def _on_sure_to_export(self) -> None:
        name = f"sessiondesk-{self._journal.now().date().isoformat()}.{_SUFFIX}"
        dialog = files.save_dialog(
            self, self.tr("Export everything"), paths.documents_folder() / name, _SUFFIX
        )
        dialog.fileSelected.connect(self._on_place)
        dialog.open()

    @Slot(str)
    def _on_place(self, file: str) -> None:
        if self._is_busy:
            return
        connect, path = self._connect, Path(file)

        def work(progress: Progress) -> tuple[Path, int]:
            from sessiondesk.journal.transfer import export_from  # noqa: PLC0415 - seldom needed

            def report(share: float) -> None:
                progress.report(share * _SHARE_OF_READING)

            db = connect()
            try:
                data = export_from(db, progress=report)
            finally:
                db.close()
            progress.report(_SHARE_OF_READING)
            with file_causes():
                paths.write_whole(path, data)
            return path, len(data)

        self._begin(self.tr("Exporting everything"))
        self._job = self._jobs.run(
            work, self._on_exported, self._on_failed, self._progress.show_share
        )

    @Slot(object)
    def _on_exported(self, exported: tuple[Path, int]) -> None:
        path, size = exported
        self._end()
        self._say(
            self.tr("Everything is in {file} ({size}). It is not encrypted.")
            .replace("{size}", wording_backups.size(size))
            .replace("{file}", str(path))
        )

    # In.

    @Slot()
    def _on_import(self) -> None:
        if self._is_busy:
            self._progress.show()
            return
        dialog = files.open_dialog(
            self,
            self.tr("Import an export of a journal"),
            paths.documents_folder(),
            self.tr("Complete export (*.json)"),
        )
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, file: str) -> None:
        if self._is_busy:
            return
        path, connect = Path(file), self._connect
        at = stamp(self._journal.now())

        def work(progress: Progress) -> "tuple[bytes, Brought]":
            from sessiondesk.exchange import journal_json  # noqa: PLC0415 - seldom needed
            from sessiondesk.journal.transfer import preview_from  # noqa: PLC0415 - as above

            def report(share: float) -> None:
                progress.report(share * _SHARE_OF_READING)

            with file_causes(), path.open("rb") as source:
                data = source.read(journal_json.LARGEST_FILE + 1)
            db = connect()
            try:
                # Only the bytes leave the worker: Python would look through a great many
                # records on the thread of the window, which then stands still.
                contents = journal_json.read(data, progress=report)
                return data, preview_from(db, contents, at=at)
            finally:
                db.close()

        self._begin(self.tr("Reading the file"))
        self._job = self._jobs.run(work, self._on_read, self._on_failed, self._progress.show_share)

    @Slot(object)
    def _on_read(self, found: "tuple[bytes, Brought]") -> None:
        data, brought = found
        self._end()
        if brought.is_nothing:
            self._say(self.tr("Everything in this file is here already. Nothing was changed."))
            return
        self._asked = data
        question = Question(
            self.tr("Bring this in?"),
            self.tr("A backup is made first, to go back to. It cannot be undone otherwise."),
            self._theme,
            verb=self.tr("Bring it in"),
            keep=self.tr("Leave it"),
            parent=self,
        )
        for line in transfer_words.preview(brought):
            question.body.addWidget(labels.body(line, self._theme))
        question.accepted.connect(self._on_sure_to_import)
        question.rejected.connect(self._on_left)
        question.open()

    @Slot()
    def _on_left(self) -> None:
        self._asked = None

    @Slot()
    def _on_sure_to_import(self) -> None:
        self._coming, self._asked = self._asked, None
        self._begin(self.tr("Making a backup, then bringing it in"))
        self._keeper.back_up_before(Reason.BEFORE_IMPORT, self._on_backed_up, self._on_failed)

    @Slot(object)
    def _on_backed_up(self, _backup: BackupFile) -> None:
        data, self._coming = self._coming, None
        if data is None:
            return
        try:
            self._journal.stand_by()
        except StoreError as error:
            self._on_failed(error)
            return
        connect, at = self._connect_writer, stamp(self._journal.now())

        def work(report: Report) -> "Brought":
            from sessiondesk.exchange import journal_json  # noqa: PLC0415 - seldom needed
            from sessiondesk.journal.transfer import bring_in_from  # noqa: PLC0415 - as above

            reading, writing = _shares(report, _SHARE_BEFORE_WRITING)
            contents = journal_json.read(data, progress=reading)
            db = connect()
            try:
                return bring_in_from(db, contents, at=at, progress=writing)
            finally:
                db.close()

        self._bringing.begin(work)

    @Slot(object)
    def _on_brought(self, brought: "Brought") -> None:
        self._end()
        try:
            self._journal.start_anew()
        except StoreError as error:
            self._tell(error)
            return
        self._say(transfer_words.brought(brought))

    @Slot(object)
    def _on_not_brought(self, error: Exception) -> None:
        self._journal.go_on()
        if isinstance(error, StoreDamagedError):
            self._journal.stop_writing()
        self._on_failed(error)

    @Slot()
    def _on_stopped(self) -> None:
        self._journal.go_on()
        self._end()
        self._say(self.tr("Nothing was brought in."))

    @Slot()
    def _on_given_up(self) -> None:
        self._end()
        # Where the lock came about the journal is closed. Where it did not, nobody knows
        # whether the last of it was written.
        if self._keeper.is_possible:
            with suppress(StoreError):
                self._journal.start_anew()

    # How it ends.

    @property
    def _is_busy(self) -> bool:
        is_reading = self._job is not None and not self._job.is_cancelled
        return is_reading or self._coming is not None or self._bringing.is_busy

    def _begin(self, words: str) -> None:
        self._trouble.hide()
        self._told.hide()
        self._progress.start(words)

    def _end(self) -> None:
        self._job = None
        self._coming = None
        self._progress.stop()

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()
        reveal(self._told)
        announce(self, words)

    @Slot()
    def _on_cancelled(self) -> None:
        if self._bringing.is_busy:
            # Whether it comes in time shows when it has ended.
            self._bringing.stop()
            return
        if self._job is not None:
            self._job.cancel()
        else:
            self._keeper.cancel()
        # What waits for its backup is not brought in any more.
        self._end()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        from sessiondesk.exchange.journal_faults import JournalFileError  # noqa: PLC0415 - seldom

        if isinstance(error, JournalFileError):
            title, body = transfer_words.refused(error)
        elif isinstance(error, VaultError | StoreError):
            problem = vault_words.describe(error)
            title, body = problem.happened, f"{problem.safe} {problem.advice}".strip()
        else:
            raise error
        self._trouble.set_words(title, body)
        self._trouble.show()
        reveal(self._trouble)
        self._trouble.announce()


def _shares(report: Report, share: float) -> tuple[Report, Report]:
    """Return what tells of a first step that is ``share`` of the whole, and of a second."""

    def first(done: float) -> None:
        report(done * share)

    def second(done: float) -> None:
        report(share + done * (1 - share))

    return first, second
