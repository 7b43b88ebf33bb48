"""From a secret to an open journal, beside the window: slow, and able to come too late."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.jobs import Job, Jobs, Progress
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable

_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Doors:
    """The two steps of opening, handed in so that the window starts without their weight.

    Attributes:
        unseal: Proves a secret for a folder; the flag says that it is the recovery key. Slow,
            and run beside the window.
        open_vault: Opens the database with what was unsealed, on the window's thread, and
            returns what ``opened`` carries.
    """

    unseal: "Callable[[Path, str, bool], Any]"
    open_vault: "Callable[[Any], object]"


class Unlocking(QObject):
    """Opens a journal, one attempt at a time; a later attempt makes an earlier one void.

    Signals:
        opened: What came of opening: the open vault.
        proven: What was unsealed, where it was not to be opened at once.
        failed: The ``VaultError`` or ``StoreError`` that says why not.
    """

    opened = Signal(object)
    proven = Signal(object)
    failed = Signal(object)

    def __init__(self, doors: Doors, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doors = doors
        self._jobs = jobs
        self._attempt: Job | None = None
        self._elapsed = QElapsedTimer()
        self._opens = True
        self._unsealed: object | None = None

    @property
    def unsealed(self) -> object | None:
        """What the last attempt unsealed, opened or not; None when it did not get so far."""
        return self._unsealed

    @property
    def seconds(self) -> float:
        """How long the last attempt has been going on."""
        return self._elapsed.elapsed() / _MILLISECONDS if self._elapsed.isValid() else 0.0

    def begin(
        self, folder: Path, secret: str, *, by_recovery_key: bool = False, opens: bool = True
    ) -> None:
        """Try ``secret`` on the journal in ``folder``.

        Args:
            folder: The vault.
            secret: As it was typed.
            by_recovery_key: Whether it is the recovery key.
            opens: Whether what is unsealed is opened; otherwise ``proven`` carries it.
        """
        self.cancel()
        self._opens = opens
        self._elapsed.start()
        unseal = self._doors.unseal

        def work(_progress: Progress) -> object:
            return unseal(folder, secret, by_recovery_key)

        self._attempt = self._jobs.run(work, self._on_unsealed, self._on_failed)

    def cancel(self) -> None:
        """Let whatever comes of the attempt under way be thrown away.

        What opens the journal goes with it: after a cancelled, overtaken or locked-out
        attempt nothing opens any more.
        """
        self._unsealed = None
        if self._attempt is not None:
            self._attempt.cancel()
            self._attempt = None

    @Slot(object)
    def _on_unsealed(self, unsealed: object) -> None:
        self._attempt = None
        self._unsealed = unsealed
        if not self._opens:
            self.proven.emit(unsealed)
            return
        try:
            opened = self._doors.open_vault(unsealed)
        except (VaultError, StoreError) as error:
            self.failed.emit(error)
        else:
            self.opened.emit(opened)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._attempt = None
        # Its frames still hold the secret.
        error = error.with_traceback(None)
        if not isinstance(error, VaultError | StoreError):
            raise error
        self.failed.emit(error)
