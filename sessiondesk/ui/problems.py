"""What can happen to the journal's file, in words: what happened, what is safe, what to do."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from sessiondesk.store.errors import (
    EncryptionMissingError,
    NewerStoreError,
    OlderStoreError,
    ProgramFileError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreGoneError,
    StoreIOError,
    StoreMissingError,
    StoreReadOnlyError,
)
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice

RETRY_MILLISECONDS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something outside the program that stood in the way.

    Attributes:
        happened: What happened, in one sentence.
        safe: What is safe all the same.
        advice: What to do next.
    """

    happened: str
    safe: str
    advice: str


def describe(error: StoreError) -> Problem:
    """Say ``error`` in plain words: what happened, what is safe, what to do next."""
    return _while_keeping(error) or _while_opening(error) or _unknown()


def _while_keeping(error: StoreError) -> Problem | None:
    match error:
        case StoreFullError():
            return Problem(
                _tr("There is no room left on the disk, so this was not kept."),
                _tr("What you wrote is still in the window, and all that was kept is safe."),
                _tr("Free some space, then try again."),
            )
        case StoreBusyError():
            return Problem(
                _tr("Another program is using the journal’s file, so this was not kept."),
                _tr("What you wrote is still in the window."),
                _tr("Close the other program or wait a moment, then try again."),
            )
        case StoreReadOnlyError():
            return Problem(
                _tr("The journal’s file may not be written here, so this was not kept."),
                _tr("What you wrote is still in the window, and all that was kept is safe."),
                _tr("Allow writing in the journal’s folder, then try again."),
            )
        case StoreGoneError():
            return Problem(
                _tr("The journal’s folder is not where it was, so this was not kept."),
                _tr("What you wrote is still in the window."),
                _tr("Plug the drive in again, or put the folder back, then try again."),
            )
        case StoreIOError():
            return Problem(
                _tr("The disk did not answer as it should, so this was not kept."),
                _tr("What you wrote is still in the window."),
                _tr("If it is a drive with a cable, plug it in again. Then try again."),
            )
    return None


def _while_opening(error: StoreError) -> Problem | None:  # noqa: PLR0911 - a table
    match error:
        case StoreMissingError():
            return Problem(
                _tr("The journal’s database is not in its folder."),
                _tr("The keys are still there, and nothing empty is made in its place."),
                _tr("Put the database back, from a copy of the folder or from a backup."),
            )
        case StoreDamagedError():
            return Problem(
                _tr("The journal’s file is damaged."),
                _tr("Nothing more is written to it. What you wrote is still in the window."),
                _tr("Copy your words to another place, then open a copy of the journal."),
            )
        case NewerStoreError():
            return Problem(
                _tr("This journal was written by a newer version of SessionDesk."),
                _tr("Nothing was read or changed."),
                _tr("Open it with that version."),
            )
        case OlderStoreError():
            return Problem(
                _tr("This journal is from an older version and cannot be brought up to date."),
                _tr("Nothing was changed."),
                _tr("Copy its folder to a place that may be written, and open the copy."),
            )
        case ProgramFileError():
            return Problem(
                _tr("A file that comes with SessionDesk is damaged or missing."),
                _tr("Your journal was not changed, and all that was kept is safe."),
                _tr("Install SessionDesk again."),
            )
        case EncryptionMissingError():
            return Problem(
                _tr("The database driver on this computer cannot encrypt."),
                _tr("Nothing was opened or written, so nothing is lost."),
                _tr("Install SessionDesk again."),
            )
    return None


def _unknown() -> Problem:
    return Problem(
        _tr("The journal’s file could not be read or written."),
        _tr("What you wrote is still in the window."),
        _tr("Try again. If it stays like this, copy the journal’s folder to another drive."),
    )


def show(parent: QWidget, error: StoreError) -> None:
    """Tell the person about ``error`` in a window of its own, where no notice has a place."""
    problem = describe(error)
    plain = QMessageBox.Icon.NoIcon
    box = QMessageBox(plain, "SessionDesk", problem.happened, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(f"{problem.safe} {problem.advice}")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # open(), not exec(): the page stays alive beneath, and tests need no patching.
    box.open()


class NotSavedBar(QWidget):
    """A notice at the top of a page that something was not kept; it stays until it is.

    Signals:
        retry: It should be tried once more: the person wants to, or ten seconds are over.
        copy_wanted: A copy of the journal, with what could not be kept, should be put
            elsewhere.
    """

    retry = Signal()
    copy_wanted = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, is_in_dialog: bool = False
    ) -> None:
        """Make the bar, unseen.

        Args:
            theme: The look in force.
            parent: The owner.
            is_in_dialog: Whether trying again is the dialog's own step, which is the person's
                to take: then it never tries by itself, and offers no copy.
        """
        super().__init__(parent)
        self._is_in_dialog = is_in_dialog
        self._notice = Notice(Kind.STOP, "", "", theme)
        self._notice.add_action(self.tr("Try again")).clicked.connect(self.retry)
        if not is_in_dialog:
            elsewhere = self._notice.add_action(self.tr("Save a copy elsewhere…"))
            elsewhere.clicked.connect(self.copy_wanted)
        self._clock = QTimer(self)
        self._clock.setInterval(RETRY_MILLISECONDS)
        self._clock.timeout.connect(self._on_time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._notice)
        self.hide()

    def show_problem(self, error: StoreError, *, is_final: bool = False) -> None:
        """Say why it was not kept, and say it aloud once.

        Args:
            error: Why.
            is_final: Whether there is nothing to try again; then it does not try by itself.
        """
        problem = describe(error)
        is_news = self.isHidden()
        self._notice.set_words(problem.happened, f"{problem.safe} {problem.advice}")
        self.show()
        if is_news:
            self._notice.announce()
        if self._is_in_dialog or is_final or isinstance(error, _FOR_GOOD):
            self._clock.stop()
        else:
            self._clock.start()

    def clear(self) -> None:
        """Go away: it was kept after all."""
        self._clock.stop()
        self.hide()

    @Slot()
    def _on_time(self) -> None:
        # The last try may have found the page gone elsewhere, with nothing left to keep.
        if self.isHidden():
            self._clock.stop()
        else:
            self.retry.emit()


# Trying again changes nothing about these.
_FOR_GOOD: Final = (
    *(StoreDamagedError, NewerStoreError, OlderStoreError),
    *(ProgramFileError, EncryptionMissingError),
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Problems", text)
