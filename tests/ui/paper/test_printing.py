import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.paper import pdf, printing, recovery_page
from sessiondesk.ui.paper.measures import PaperSize


def the_page():
    return recovery_page.lay_out("AB1CD-EF2GH", on=date(2026, 5, 12))


def test_the_printer_gets_the_same_drawing_as_the_pdf(qtbot, ask_poppler, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    dialog, printer = printing.ask(window, PaperSize.A4)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    assert printing.print_pages(printer, the_page())

    ours = pdf.make_pdf(the_page(), title="", on=date(2026, 5, 12))
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert ask_poppler("pdftotext", printed, "-layout") == ask_poppler(
        "pdftotext", ours, "-layout"
    )
    assert "595 x 842" in ask_poppler("pdfinfo", printed)
    dialog.close()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_be_reached_is_told(qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    _, printer = printing.ask(window, PaperSize.A4)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))

    assert not printing.print_pages(printer, the_page())


def test_the_queue_shows_neither_the_program_nor_what_it_is(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    _, printer = printing.ask(window, PaperSize.LETTER)
    assert (printer.docName(), printer.creator()) == ("document", "")


def test_print_support_is_not_loaded_before_somebody_prints():
    script = (
        "import sys, sessiondesk.ui.pages.prep_sheet_page, sessiondesk.ui.paper.pdf;"
        "print('PySide6.QtPrintSupport' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
