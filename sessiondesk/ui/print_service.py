"""From a button to the printer: printers are looked for beside the window, then a dialog asks."""

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.paper.marks import Page


def load_printing() -> Any:  # noqa: ANN401 - a module, or the stand-in of a test
    """Return what talks to printers. It is not imported before somebody prints."""
    return importlib.import_module("sessiondesk.ui.paper.printing")


class PrintService(QObject):
    """Hands pages to the computer's print service.

    Signals:
        no_printer: This computer knows no printer.
        printed: The print service took the pages.
        failed: It did not.
    """

    no_printer = Signal()
    printed = Signal()
    failed = Signal()

    def __init__(
        self,
        jobs: Jobs,
        window: QWidget,
        *,
        load: Callable[[], Any] = load_printing,
    ) -> None:
        """Make a service for one page of the window.

        Args:
            jobs: Where printers are looked for.
            window: The widget beneath the dialog, which owns this.
            load: Returns what talks to printers.
        """
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._load = load
        self._pages: Sequence[Page] = ()
        self._printer: Any = None
        self._is_asking = False

    def ask(self, pages: Sequence[Page]) -> bool:
        """Ask where to print ``pages``, then print them.

        Returns:
            Whether it does: not while it is asking about others.
        """
        if self._is_asking:
            return False
        self._is_asking = True
        self._pages = pages
        self._jobs.run(self._look, done=self._on_looked, failed=self._on_look_failed)
        return True

    def _look(self, _progress: Progress) -> Sequence[str]:
        found: Sequence[str] = self._load().printers()
        return found

    def _on_looked(self, printers: Sequence[str]) -> None:
        if not printers:
            self._is_asking = False
            self.no_printer.emit()
            return
        dialog, self._printer = self._load().ask(self._window, self._pages[0].size)
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(self._on_finished)
        # The print dialog's own open() wants a receiver; the one of its base does not.
        QDialog.open(dialog)

    def _on_look_failed(self, error: Exception) -> None:
        self._is_asking = False
        raise error

    def _on_accepted(self) -> None:
        is_taken = self._load().print_pages(self._printer, self._pages)
        (self.printed if is_taken else self.failed).emit()

    def _on_finished(self) -> None:
        self._is_asking = False
        self._printer = None
