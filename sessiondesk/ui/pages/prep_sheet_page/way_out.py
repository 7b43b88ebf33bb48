"""The ways a page leaves the program: print, PDF, locked PDF, web page. Each by hand only."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import files
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.paper import locked_pdf, pdf, readable
from sessiondesk.ui.pdf_password import PdfPasswordDialog
from sessiondesk.ui.print_service import PrintService
from sessiondesk.ui.shown_page import ShownPage
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """What became of saving.

    Attributes:
        path: The file.
        is_locked: Whether it asks for a password.
        kept: What the journal is to keep of it; None: it is kept already.
    """

    path: Path
    is_locked: bool
    kept: KeptSheet | None


class WayOut(QObject):
    """Saves or prints a page, tells what became of it, and keeps in the journal what was taken.

    Nothing is written to the disk except the file that was asked for.
    """

    def __init__(
        self,
        journal: Journal,
        jobs: Jobs,
        theme: Theme,
        notices: QVBoxLayout,
        window: QWidget,
        *,
        goes_out: Callable[[], ShownPage | None],
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
            goes_out: Returns what is shown, which is what is saved and printed.
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
        self._documents = documents
        self._notice: Notice | None = None
        self._has_warned_of_printers = False
        self._to_save: ShownPage | None = None
        self._password = ""
        self._to_print: ShownPage | None = None
        self._printer = PrintService(jobs, window, load=printing)
        self._printer.no_printer.connect(self._on_no_printer)
        self._printer.printed.connect(self._on_printed)
        self._printer.failed.connect(self._on_not_printed)

    def tell(self, kind: Kind, title: str, words: str) -> Notice:
        """Say something above the columns, instead of what was said before."""
        self.hush()
        self._notice = Notice(kind, title, words, self._theme, can_close=True)
        self._notices.addWidget(self._notice)
        self._notice.show()
        self._notice.announce()
        return self._notice

    def hush(self) -> None:
        """Take away what was said."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    # Files.

    @Slot()
    def save_pdf(self) -> None:
        """Ask where to, then put the page there as a PDF that anyone can read."""
        self._password = ""
        self._to_save = self._goes_out()
        self._ask_where(
            self.tr("Save as a PDF, which is not sealed: anyone with the file can read it"),
            "pdf",
            self._on_pdf_chosen,
        )

    @Slot()
    def save_locked(self) -> None:
        """Ask for a password and where to, then put the page there as a PDF that asks for it."""
        self._to_save = self._goes_out()
        dialog = PdfPasswordDialog(self._theme, self._window)
        dialog.chosen.connect(self._on_password)
        dialog.open()

    @Slot()
    def save_web_page(self) -> None:
        """Ask where to, then put the page there as a web page, for a screen reader."""
        self._to_save = self._goes_out()
        self._ask_where(
            self.tr("Save as a web page, which is not sealed: anyone with the file can read it"),
            "html",
            self._on_web_page_chosen,
        )

    def _ask_where(self, title: str, suffix: str, chosen: Callable[[str], None]) -> None:
        shown = self._to_save
        if shown is None:
            return
        proposed = self._documents() / f"{shown.file_name}.{suffix}"
        dialog = files.save_dialog(self._window, title, proposed, suffix)
        dialog.fileSelected.connect(chosen)
        dialog.rejected.connect(self._on_no_file)
        dialog.open()

    @Slot(str)
    def _on_password(self, password: str) -> None:
        self._password = password
        self._ask_where(
            self.tr("Save as a PDF that asks for the password"), "pdf", self._on_pdf_chosen
        )

    @Slot()
    def _on_no_file(self) -> None:
        self._password = ""

    @Slot(str)
    def _on_pdf_chosen(self, name: str) -> None:
        password, self._password = self._password, ""
        self._save(name, TakenAs.PDF, partial(_write_pdf, password=password))

    @Slot(str)
    def _on_web_page_chosen(self, name: str) -> None:
        self._save(name, TakenAs.WEB_PAGE, _write_web_page)

    def _save(
        self, name: str, taken_as: TakenAs, write: Callable[[ShownPage, Path], bool]
    ) -> None:
        shown = self._to_save
        if shown is None:
            return
        kept = None if shown.is_kept else shown.kept(taken_as)
        work = partial(_work, write, shown, Path(name), kept)
        self._jobs.run(work, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, saved: _Saved) -> None:
        if saved.is_locked:
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
                self.tr(
                    "Anyone who gets the file can read it. Delete it when you no longer need "
                    "it; the sheet can be made again from your journal."
                ),
            )
        self._keep(saved.kept)

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.tell(
            Kind.STOP,
            self.tr("The file could not be written"),
            self.tr(
                "Nothing was changed there, and your journal is as it was. Choose another "
                "folder, or make room on the disk."
            ),
        )

    # Paper.

    @Slot()
    def print(self) -> None:
        """Ask for a printer, after a word on printers the first time, then print."""
        self._to_print = self._goes_out()
        if self._to_print is None:
            return
        if self._has_warned_of_printers:
            self._ask_printer()
            return
        notice = self.tell(
            Kind.CARE,
            self.tr("Printers may keep copies"),
            self.tr(
                "The page goes to this computer’s print service, which may send it over the "
                "network. Print services and printers can keep what they printed for a while."
            ),
        )
        go_on = notice.add_action(self.tr("Choose a printer…"), icon="printer")
        go_on.clicked.connect(self._on_warned)
        go_on.show()
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_warned(self) -> None:
        self._has_warned_of_printers = True
        self._ask_printer()

    def _ask_printer(self) -> None:
        if self._to_print is not None:
            self._printer.ask(self._to_print.drawn())

    @Slot()
    def _on_no_printer(self) -> None:
        self.tell(
            Kind.INFO,
            self.tr("This computer knows no printer"),
            self.tr("Save a PDF instead, and print it where there is one."),
        )

    @Slot()
    def _on_printed(self) -> None:
        self.tell(Kind.INFO, "", self.tr("The page went to the print service."))
        shown = self._to_print
        if shown is not None and not shown.is_kept:
            self._keep(shown.kept(TakenAs.PRINTED))

    @Slot()
    def _on_not_printed(self) -> None:
        self.tell(
            Kind.STOP,
            self.tr("The print service did not take the page"),
            self.tr("Your journal is as it was. Try again, or save a PDF instead."),
        )

    # What the journal keeps.

    def _keep(self, kept: KeptSheet | None) -> None:
        """Keep what was taken, once: the same page printed twice is one page to look back at."""
        try:
            if kept is not None and not self._is_there(kept):
                self._journal.sheets.record(kept)
        except StoreError:
            self.tell(
                Kind.STOP,
                self.tr("The page is out, but your journal kept no copy of it"),
                self.tr(
                    "Nothing else changed. It will be missing among the earlier sheets; free "
                    "some space on the disk before the next one."
                ),
            )

    def _is_there(self, kept: KeptSheet) -> bool:
        return any(
            replace(latest, id=kept.id) == kept for latest in self._journal.sheets.all(most=1)
        )


def _work(
    write: Callable[[ShownPage, Path], bool],
    shown: ShownPage,
    path: Path,
    kept: KeptSheet | None,
    _progress: Progress,
) -> _Saved:
    return _Saved(path=path, is_locked=write(shown, path), kept=kept)


def _write_pdf(shown: ShownPage, path: Path, *, password: str) -> bool:
    """Set the page anew, on the worker: shaped text is not shared between threads."""
    data = pdf.make_pdf(shown.drawn(), title=shown.title, on=shown.day)
    pdf.write_pdf(path, locked_pdf.lock(data, password) if password else data)
    return bool(password)


def _write_web_page(shown: ShownPage, path: Path) -> bool:
    readable.write(path, readable.to_html(shown.page))
    return False
