"""From a page of the window to a file or to a printer, with what there is to be told of both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import files
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.paper import pdf
from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.print_service import PrintService
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.wording_out import OutWords


class Outgoing(Protocol):
    """What goes out: plain values, for a worker sets it on paper anew."""

    @property
    def title(self) -> str:
        """The title of a file, which says nothing about anybody."""

    @property
    def file_name(self) -> str:
        """What a file of it is called, without the ending."""

    @property
    def day(self) -> date:
        """The day a file says it was made."""

    def drawn(self) -> Sequence[Page]:
        """Set it on paper. Shaped text is not shared between threads: each sets its own."""

    def kept(self, taken_as: TakenAs) -> KeptSheet | None:
        """Return what the journal is to keep of it; None: nothing, or it is kept already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A file that is to be written.

    Attributes:
        paper: What goes into it.
        taken_as: What kind of file it is.
        suffix: How its name ends.
        write: Puts it there, on the worker.
        is_sealed: Whether it asks for a password.
    """

    paper: Outgoing = field(repr=False)
    taken_as: TakenAs
    suffix: str
    write: Callable[[Path], None] = field(repr=False)
    is_sealed: bool = False


class PaperOut(QObject):
    """Saves or prints what a page shows, tells what became of it, and keeps what was taken.

    None of it happens but by the person's own hand, and nothing is written to the disk except
    the file that was asked for.
    """

    def __init__(
        self,
        journal: Journal,
        jobs: Jobs,
        theme: Theme,
        notices: QVBoxLayout,
        window: QWidget,
        *,
        goes_out: Callable[[], Outgoing | None],
        words: OutWords,
        documents: Callable[[], Path],
        printing: Callable[[], Any],
    ) -> None:
        """Make it for one page of the window.

        Args:
            journal: Where it is kept what was taken.
            jobs: Where files are written and printers looked for.
            theme: The look in force.
            notices: Where on the page it is told what became of it.
            window: The page, which is beneath the dialogs and owns this.
            goes_out: Returns what is to go out as it stands now; None: nothing can.
            words: What the page says about it.
            documents: Where saving proposes to put it.
            printing: Returns what talks to printers, when somebody prints.
        """
        super().__init__(window)
        self._journal = journal
        self._jobs = jobs
        self._theme = theme
        self._notices = notices
        self._window = window
        self._goes_out = goes_out
        self._words = words
        self._documents = documents
        self._notice: Notice | None = None
        self._came_from: QWidget | None = None
        self._has_warned_of_printers = False
        self._leaving: Leaving | None = None
        self._at_printer: Outgoing | None = None
        self._printer = PrintService(jobs, window, load=printing)
        self._printer.no_printer.connect(self._on_no_printer)
        self._printer.printed.connect(self._on_printed)
        self._printer.failed.connect(self._on_not_printed)

    def tell(self, kind: Kind, title: str, words: str) -> Notice:
        """Say something on the page, instead of what was said before."""
        self.hush()
        self._notice = Notice(kind, title, words, self._theme, can_close=True)
        self._notices.addWidget(self._notice)
        self._notice.show()
        put_in_reading_order(self._window)
        self._notice.announce()
        reveal(self._notice)
        return self._notice

    def hush(self) -> None:
        """Take away what was said."""
        if self._notice is not None:
            self._give_focus_back(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def _give_focus_back(self, notice: Notice) -> None:
        """Let the keyboard go on where it was before the notice had it."""
        came_from, self._came_from = self._came_from, None
        at = QApplication.focusWidget()
        if at is not None and at.window() is self._window.window() and not notice.isAncestorOf(at):
            return
        # While a dialog closes nobody has it, or the dialog still does.
        if came_from is not None and isValid(came_from):
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    # Files.

    @Slot()
    def save_pdf(self) -> None:
        """Ask where to, then put it there as a PDF that anyone can read."""
        paper = self._goes_out()
        if paper is None:
            return
        title = self.tr("Save as a PDF, which is not sealed: anyone with the file can read it")
        self._ask_where(
            title,
            Leaving(
                paper=paper,
                taken_as=TakenAs.PDF,
                suffix="pdf",
                write=partial(write_pdf, paper),
            ),
        )

    def _ask_where(self, title: str, leaving: Leaving) -> None:
        """Ask for the place of a file, under ``title``, then write it."""
        self._leaving = leaving
        proposed = self._documents() / f"{leaving.paper.file_name}.{leaving.suffix}"
        dialog = files.save_dialog(self._window, title, proposed, leaving.suffix)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.rejected.connect(self._on_no_file)
        dialog.open()

    @Slot()
    def _on_no_file(self) -> None:
        # It may hold a password.
        self._leaving = None

    @Slot(str)
    def _on_file_chosen(self, name: str) -> None:
        leaving, self._leaving = self._leaving, None
        if leaving is not None:
            work = partial(_write, leaving, Path(name))
            self._jobs.run(work, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, saved: "_Saved") -> None:
        if saved.is_sealed:
            self.tell(
                Kind.INFO,
                self.tr("{name} is there, and asks for its password").format(name=saved.path.name),
                self.tr(
                    "Tell the password by another way than the file. Nobody can open the file "
                    "without it; the page can be made again from your journal."
                ),
            )
        else:
            self.tell(
                Kind.CARE,
                self.tr("{name} is there, and it is not sealed").format(name=saved.path.name),
                self._words.not_sealed,
            )
        self._keep(saved.kept)

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.tell(
            Kind.STOP,
            self._words.not_written,
            self.tr(
                "Nothing was changed there, and your journal is as it was. Choose another "
                "folder, or make room on the disk."
            ),
        )

    # Paper.

    @Slot()
    def print(self) -> None:
        """Ask for a printer, after a word on printers the first time, then print."""
        if self._has_warned_of_printers:
            self._ask_printer()
            return
        if self._goes_out() is None:
            return
        notice = self.tell(
            Kind.CARE, self.tr("Printers may keep copies"), self._words.before_printing
        )
        at = QApplication.focusWidget()
        if at is not None and self._window.isAncestorOf(at) and not at.isWindow():
            self._came_from = at
        go_on = notice.add_action(self.tr("Choose a printer…"), icon="printer")
        go_on.clicked.connect(self._on_warned)
        go_on.show()
        put_in_reading_order(self._window)
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_warned(self) -> None:
        self._has_warned_of_printers = True
        self._ask_printer()

    def _ask_printer(self) -> None:
        # Not what was there before the word on printers: what is seen now is what is printed.
        paper = self._goes_out()
        if paper is not None and self._printer.ask(paper.drawn()):
            self._at_printer = paper

    @Slot()
    def _on_no_printer(self) -> None:
        self.tell(
            Kind.INFO,
            self.tr("This computer knows no printer"),
            self.tr("Save a PDF instead, and print it where there is one."),
        )

    @Slot()
    def _on_printed(self) -> None:
        self.tell(Kind.INFO, "", self._words.printed)
        if self._at_printer is not None:
            self._keep(self._at_printer.kept(TakenAs.PRINTED))

    @Slot()
    def _on_not_printed(self) -> None:
        self.tell(
            Kind.STOP,
            self._words.not_printed,
            self.tr("Your journal is as it was. Try again, or save a PDF instead."),
        )

    # What the journal keeps.

    def _keep(self, kept: KeptSheet | None) -> None:
        if kept is None or self._journal.is_read_only:
            # What may only be read says so by itself, and never promised to keep this.
            return
        try:
            self._journal.sheets.take(kept)
        except StoreError:
            self.tell(
                Kind.STOP,
                self.tr("The page is out, but your journal kept no copy of it"),
                self.tr(
                    "Nothing else changed. It will be missing among the earlier sheets; free "
                    "some space on the disk before the next one."
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """What became of saving.

    Attributes:
        path: The file.
        is_sealed: Whether it asks for a password.
        kept: What the journal is to keep of it; None: nothing.
    """

    path: Path
    is_sealed: bool
    kept: KeptSheet | None


def write_pdf(paper: Outgoing, path: Path) -> None:
    """Put ``paper`` into a file that anyone can read.

    Raises:
        OSError: Nothing was written, and what was there is as it was.
    """
    pdf.write_pdf(path, make_pdf(paper))


def make_pdf(paper: Outgoing) -> bytes:
    """Return ``paper`` as a PDF."""
    return pdf.make_pdf(paper.drawn(), title=paper.title, on=paper.day)


def _write(leaving: Leaving, path: Path, _progress: Progress) -> _Saved:
    leaving.write(path)
    kept = leaving.paper.kept(leaving.taken_as)
    return _Saved(path=path, is_sealed=leaving.is_sealed, kept=kept)
