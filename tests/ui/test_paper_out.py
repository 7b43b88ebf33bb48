"""One way onto paper: what goes out, what is told of it, and what the journal keeps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.journal import Journal
from sessiondesk.journal.sheets import Sheets
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui import wording_out
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.paper import document
from sessiondesk.ui.paper.document import Document
from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.paper_out import PaperOut
from sessiondesk.ui.shown_page import ShownPage
from tests.conftest import NOON, ZONE
from tests.ui.conftest import spoken_name
from tests.ui.focus_chain import others
from tests.ui.printers import NoPrinter, Printer

LEFT = Qt.MouseButton.LeftButton
STRONG = Qt.FocusPolicy.StrongFocus
TODAY = NOON.date()
PATIENCE = 60_000


def shown(words="From my own record.", **fields):
    return ShownPage(
        page=Document(title="Hand-over", when="today", source=words),
        layout=SheetLayout.HANDOVER,
        size=PaperSize.A4,
        pages=2,
        day=TODAY,
        for_day=TODAY,
        **fields,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """A page the journal keeps nothing of, as the safety plan is."""

    title: str = "A plan"
    file_name: str = "a-plan"
    day: date = field(default=TODAY)

    def drawn(self) -> Sequence[Page]:
        return document.lay_out(Document(title=self.title, when="today")).pages

    def kept(self, _taken_as: TakenAs) -> KeptSheet | None:
        return None


@pytest.fixture
def printer():
    return Printer()


class Desk:
    """A page with nothing on it but its way out."""

    def __init__(self, journal, theme, jobs, folder, printing):
        self.journal = journal
        self.page = QWidget()
        self.paper = shown()
        self.above, self.below = QPushButton("above"), QPushButton("below")
        notices = QVBoxLayout()
        column = QVBoxLayout(self.page)
        column.addWidget(self.above)
        column.addLayout(notices)
        column.addWidget(self.below)
        self.out = PaperOut(
            journal,
            jobs,
            theme,
            notices,
            self.page,
            goes_out=self.goes_out,
            words=wording_out.of_document(),
            documents=lambda: folder,
            printing=printing,
        )

    def goes_out(self):
        return self.paper

    @property
    def says(self):
        found = [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]
        return " | ".join(found)

    def kept(self):
        return [
            (each.layout, each.taken_as, each.day, each.pages)
            for each in self.journal.sheets.all()
        ]

    @property
    def go_on(self):
        (go_on,) = (
            each
            for each in self.page.findChildren(QPushButton)
            if each.text() == "Choose a printer…" and each.isVisible()
        )
        return go_on

    def choose_printer(self):
        QTest.mouseClick(self.go_on, LEFT)


@pytest.fixture
def open_desk(qtbot, theme, tmp_path, printer):
    jobs = Jobs()

    def open_(journal, printing=printer):
        desk = Desk(journal, theme, jobs, tmp_path, printing)
        qtbot.addWidget(desk.page)
        with qtbot.waitActive(desk.page):
            desk.page.show()
            desk.page.activateWindow()
        return desk

    yield open_
    jobs.finish()


@pytest.fixture
def desk(open_desk, journal):
    return open_desk(journal)


@pytest.fixture
def until(qtbot):
    return lambda met: qtbot.waitUntil(lambda: bool(met()), timeout=PATIENCE)


@pytest.fixture
def press_print(until, printer):
    """Print and say yes, to the word on printers where it comes; leave the dialog open."""

    def press(desk):
        before = len(printer.dialogs)
        desk.out.print()
        if "Printers may keep copies" in desk.says:
            desk.choose_printer()
        until(lambda: len(printer.dialogs) > before)
        return printer.dialogs[-1]

    return press


@pytest.fixture
def save(until):
    """Save under a name, and wait until it is told what became of it."""

    def save_(desk, path):
        desk.out.save_pdf()
        dialog = desk.page.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        until(lambda: path.name in desk.says or "could not be written" in desk.says)

    return save_


HANDED_OVER = (SheetLayout.HANDOVER, TakenAs.PRINTED, TODAY, 2)


# What is kept.


def test_what_was_printed_is_kept(desk, press_print):
    press_print(desk).accept()

    assert "The pages went to the print service." in desk.says
    assert desk.kept() == [HANDED_OVER]


def test_what_was_saved_is_kept(desk, save, tmp_path):
    save(desk, tmp_path / "hand-over.pdf")

    assert "hand-over.pdf is there, and it is not sealed" in desk.says
    assert desk.kept() == [(SheetLayout.HANDOVER, TakenAs.PDF, TODAY, 2)]


def test_the_same_page_printed_twice_is_kept_once(desk, press_print):
    press_print(desk).accept()
    press_print(desk).accept()
    assert desk.kept() == [HANDED_OVER]

    desk.paper = shown("Another one.")
    press_print(desk).accept()

    assert desk.kept() == [HANDED_OVER, HANDED_OVER]


def test_what_was_not_printed_after_all_is_not_kept(desk, press_print, printer):
    press_print(desk).reject()
    assert printer.printed == []
    assert desk.kept() == []

    printer.takes = False
    press_print(desk).accept()

    assert "The print service did not take the pages" in desk.says
    assert desk.kept() == []


def test_what_could_not_be_written_is_not_kept(desk, save, tmp_path):
    save(desk, tmp_path / "no such folder" / "hand-over.pdf")

    assert "The PDF could not be written" in desk.says
    assert desk.kept() == []


def test_leaving_the_choice_of_a_place_writes_and_keeps_nothing(desk, tmp_path):
    desk.out.save_pdf()
    (dialog,) = desk.page.findChildren(QFileDialog)
    assert dialog.selectedFiles() == [str(tmp_path / "hand-over-2026-05-12.pdf")]
    dialog.reject()
    # Nothing is waiting for a name any more.
    dialog.fileSelected.emit(str(tmp_path / "late.pdf"))

    assert not desk.out._jobs.is_busy
    assert desk.kept() == []


def test_without_a_printer_nothing_is_kept_and_a_pdf_is_offered(open_desk, journal, until):
    desk = open_desk(journal, NoPrinter)
    desk.out.print()
    desk.choose_printer()

    until(lambda: "This computer knows no printer" in desk.says)
    assert desk.kept() == []


def test_a_page_that_is_kept_already_is_not_kept_again(desk, press_print):
    desk.paper = shown(is_kept=True)

    press_print(desk).accept()

    assert "The pages went to the print service." in desk.says
    assert desk.kept() == []


def test_of_a_page_that_is_no_sheet_nothing_is_kept(desk, press_print, save, tmp_path):
    desk.paper = Private()

    press_print(desk).accept()
    save(desk, tmp_path / "a-plan.pdf")

    assert (tmp_path / "a-plan.pdf").read_bytes().startswith(b"%PDF")
    assert desk.kept() == []


def test_a_page_that_could_not_be_kept_is_out_all_the_same_and_it_is_said(
    desk, press_print, printer, monkeypatch
):
    def refuse(self, sheet):
        raise StoreFullError

    monkeypatch.setattr(Sheets, "record", refuse)

    press_print(desk).accept()

    assert printer.printed == [("a4", 1)]
    assert "your journal kept no copy of it" in desk.says


def test_in_a_journal_that_may_only_be_read_it_goes_out_without_a_word_on_keeping(
    *, open_desk, db, clock, prompts, press_print, save, tmp_path
):
    journal = Journal(db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True)
    desk = open_desk(journal)

    press_print(desk).accept()
    assert "The pages went to the print service." in desk.says
    save(desk, tmp_path / "hand-over.pdf")

    assert "kept no copy" not in desk.says
    assert desk.kept() == []


# What goes out.


def test_what_is_there_when_the_printer_is_chosen_is_printed(desk, until, printer):
    desk.out.print()
    desk.paper = shown("Written while the word on printers stood there.")
    desk.choose_printer()
    until(lambda: printer.dialogs)
    printer.dialogs[0].accept()

    (kept,) = desk.journal.sheets.all()
    assert "Written while" in kept.content


def test_what_was_printed_is_kept_whatever_is_there_by_then(desk, press_print, printer):
    dialog = press_print(desk)
    desk.paper = shown("Something else by now.")
    # While it asks about one page it does not ask about another.
    desk.out.print()
    dialog.accept()

    (kept,) = desk.journal.sheets.all()
    assert "Something else" not in kept.content
    assert len(printer.dialogs) == 1


def test_where_nothing_can_go_out_nothing_is_asked(desk, press_print, printer):
    desk.paper = None
    desk.out.print()
    desk.out.save_pdf()
    assert not desk.says
    assert desk.page.findChildren(QFileDialog) == []

    desk.paper = shown()
    press_print(desk).reject()
    desk.paper = None
    desk.out.print()

    assert len(printer.dialogs) == 1
    assert not desk.out._jobs.is_busy


def test_one_message_takes_the_place_of_another_and_can_be_taken_away(desk, save, tmp_path):
    save(desk, tmp_path / "one.pdf")
    save(desk, tmp_path / "two.pdf")
    assert "one.pdf" not in desk.says

    desk.out.hush()
    desk.out.hush()

    assert not desk.says


# The keyboard.


def test_the_keyboard_goes_back_to_where_it_was(open_desk, journal, until):
    desk = open_desk(journal, NoPrinter)
    desk.above.setFocus()
    desk.out.print()
    until(desk.go_on.hasFocus)

    QTest.keyClick(desk.go_on, Qt.Key.Key_Space)

    until(lambda: "This computer knows no printer" in desk.says)
    assert desk.above.hasFocus()


def test_the_keyboard_stays_where_it_has_been_taken_meanwhile(open_desk, journal, until):
    desk = open_desk(journal, NoPrinter)
    desk.above.setFocus()
    desk.out.print()
    until(desk.go_on.hasFocus)
    desk.choose_printer()
    desk.below.setFocus()

    until(lambda: "This computer knows no printer" in desk.says)
    assert desk.below.hasFocus()


def test_what_is_told_comes_at_its_place_in_the_order_of_tab(desk, until):
    desk.above.setFocus()
    desk.out.print()
    until(desk.go_on.hasFocus)

    close, after, *_ = (each for each in others(desk.go_on) if each.focusPolicy() & STRONG)

    assert spoken_name(close) == "Close this notice"
    assert after is desk.below


def test_with_the_keyboard_nowhere_else_it_goes_on_below_what_was_told(open_desk, journal, until):
    desk = open_desk(journal, NoPrinter)
    desk.above.setFocus()
    desk.above.clearFocus()
    desk.out.print()
    until(desk.go_on.hasFocus)

    QTest.keyClick(desk.go_on, Qt.Key.Key_Space)

    until(lambda: "This computer knows no printer" in desk.says)
    assert desk.below.hasFocus()
