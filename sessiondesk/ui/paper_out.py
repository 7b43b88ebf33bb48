"""From a document to a file or to a printer, with what there is to be told about both."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk import paths
from sessiondesk.ui import files
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.paper import document as documents_on_paper
from sessiondesk.ui.paper import pdf
from sessiondesk.ui.paper.document import Document
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.print_service import PrintService, load_printing
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.page_frame import reveal


class PaperOut(QObject):
    """Saves a document as a PDF or prints it; neither happens but by the person's own hand.

    Nothing is written to the disk except the file that was asked for.
    """

    def __init__(
        self,
        jobs: Jobs,
        theme: Theme,
        notices: QVBoxLayout,
        window: QWidget,
        *,
        documents: Callable[[], Path] = paths.documents_folder,
        printing: Callable[[], Any] = load_printing,
    ) -> None:
        """Make it for one page of the window.

        Args:
            jobs: Where PDFs are written and printers looked for.
            theme: The look in force.
            notices: Where on the page it is told what became of it.
            window: The page, which is beneath the dialogs and owns this.
            documents: Where Save PDF proposes to put it.
            printing: Returns what talks to printers, when somebody prints.
        """
        super().__init__(window)
        self._jobs = jobs
        self._theme = theme
        self._notices = notices
        self._window = window
        self._documents = documents
        self._notice: Notice | None = None
        self._has_warned_of_printers = False
        self._waiting: tuple[Document, PaperSize] | None = None
        self._to_save: tuple[Document, PaperSize, date] | None = None
        self._printer = PrintService(jobs, window, load=printing)
        self._printer.no_printer.connect(self._on_no_printer)
        self._printer.printed.connect(self._on_printed)
        self._printer.failed.connect(self._on_not_printed)

    def save(self, document: Document, *, size: PaperSize, on: date, file_name: str) -> None:
        """Ask where to, then put ``document`` there as a PDF.

        Args:
            document: What is on it.
            size: The paper.
            on: The day the file says it was made.
            file_name: The name that is proposed.
        """
        self._to_save = (document, size, on)
        dialog = files.save_dialog(
            self._window,
            self.tr("Save as a PDF, which is not sealed: anyone with the file can read it"),
            self._documents() / file_name,
            "pdf",
        )
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def print(self, document: Document, *, size: PaperSize) -> None:
        """Ask for a printer, after a word on printers the first time, then print."""
        self._waiting = (document, size)
        if self._has_warned_of_printers:
            self._ask_printer()
            return
        notice = self._tell(
            Kind.CARE,
            self.tr("Printers may keep copies"),
            self.tr(
                "The pages go to this computer’s print service, which may send them over the "
                "network. Print services and printers can keep what they printed for a while. "
                "The paper is not sealed either."
            ),
        )
        go_on = notice.add_action(self.tr("Choose a printer…"), icon="printer")
        go_on.clicked.connect(self._on_warned)
        go_on.show()
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, kind: Kind, title: str, words: str) -> Notice:
        """Say something on the page, instead of what was said before."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
        self._notice = Notice(kind, title, words, self._theme, can_close=True)
        self._notices.addWidget(self._notice)
        self._notice.show()
        self._notice.announce()
        reveal(self._notice)
        return self._notice

    @Slot(str)
    def _on_file_chosen(self, name: str) -> None:
        if self._to_save is None:
            return
        document, size, on = self._to_save
        work = partial(_write, document, size, on, Path(name))
        self._jobs.run(work, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, path: Path) -> None:
        self._tell(
            Kind.CARE,
            self.tr("{name} is there, and it is not sealed").format(name=path.name),
            self.tr(
                "Anyone who gets the file can read it. Delete it when you no longer need it; it "
                "can be made again from your journal."
            ),
        )

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._tell(
            Kind.STOP,
            self.tr("The PDF could not be written"),
            self.tr(
                "Nothing was changed there, and your journal is as it was. Choose another "
                "folder, or make room on the disk."
            ),
        )

    @Slot()
    def _on_warned(self) -> None:
        self._has_warned_of_printers = True
        self._ask_printer()

    def _ask_printer(self) -> None:
        if self._waiting is not None:
            document, size = self._waiting
            self._printer.ask(documents_on_paper.lay_out(document, size).pages)

    @Slot()
    def _on_no_printer(self) -> None:
        self._tell(
            Kind.INFO,
            self.tr("This computer knows no printer"),
            self.tr("Save a PDF instead, and print it where there is one."),
        )

    @Slot()
    def _on_printed(self) -> None:
        self._tell(Kind.INFO, "", self.tr("The pages went to the print service."))

    @Slot()
    def _on_not_printed(self) -> None:
        self._tell(
            Kind.STOP,
            self.tr("The print service did not take the pages"),
            self.tr("Your journal is as it was. Try again, or save a PDF instead."),
        )


def _write(document: Document, size: PaperSize, on: date, path: Path, _progress: Progress) -> Path:
    """Set the pages anew, on the worker: shaped text is not shared between threads."""
    pages = documents_on_paper.lay_out(document, size).pages
    pdf.write_pdf(path, pdf.make_pdf(pages, title=document.title, on=on))
    return path
