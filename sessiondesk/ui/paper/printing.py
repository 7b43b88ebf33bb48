"""Handing pages to the computer's print service.

Import this only when somebody wants to print: it brings in Qt's print support, and with it the
system's print library, which looks for printers on the network by itself.
"""

from collections.abc import Sequence

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.paper.measures import DOTS_PER_INCH, PaperSize
from sessiondesk.ui.paper.pdf import page_layout, paint_pages

# It shows in print queues and on cover sheets.
_JOB_NAME = "document"


def printers() -> Sequence[str]:
    """Return the names of the printers this computer knows.

    Takes a second: not on the window's own thread.
    """
    return QPrinterInfo.availablePrinterNames()


def ask(parent: QWidget, size: PaperSize) -> tuple[QPrintDialog, QPrinter]:
    """Return the system's print dialog, to be opened with ``open()``, and what it sets up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_JOB_NAME)
    printer.setCreator("")
    printer.setPageLayout(page_layout(size))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    # A file is better made by Save PDF: closed to others, and without a date.
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.finished.connect(dialog.deleteLater)
    return dialog, printer


def print_pages(printer: QPrinter, pages: Sequence[Page]) -> bool:
    """Send ``pages`` to ``printer``; tell whether it took them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / DOTS_PER_INCH
    painter.scale(scale, scale)
    paint_pages(painter, printer, pages)
    return painter.end()
