"""The page where a prep sheet is put together, seen, saved and printed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.journal import Journal, Topic
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.material import SheetInput
from sessiondesk.prepsheet.sheet import BlockId, Choice, Sheet, as_text
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import files, problems
from sessiondesk.ui.insight_names import names_of
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.pages.prep_sheet_page.fit_card import FitCard
from sessiondesk.ui.pages.prep_sheet_page.sections import SectionRow
from sessiondesk.ui.paper import pdf, sheet_layout
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.preview import PreviewStage
from sessiondesk.ui.print_service import PrintService, load_printing
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.page_frame import PageFrame, Scroll
from sessiondesk.ui.wording import day_in_words
from sessiondesk.ui.wording_sessions import how_it_went
from sessiondesk.ui.wording_sheet import SheetWords

_LEFT: Final = 432
_LEFT_NARROW: Final = 372
_PAPER_NAMES: Final = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}


class PrepSheetPage(QWidget):
    """Left what goes on the sheet, right the page exactly as it will print.

    Signals:
        wants: The name of a page to go to.
    """

    wants = Signal(str)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        jobs: Jobs,
        documents: Callable[[], Path] = paths.documents_folder,
        printing: Callable[[], Any] = load_printing,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it reads when it is shown.

        Args:
            journal: The open journal.
            theme: The look in force.
            jobs: Where PDFs are written and printers looked for.
            documents: Where Save PDF proposes to put it.
            printing: Returns what talks to printers, when somebody prints.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._jobs = jobs
        self._documents = documents
        self._words = SheetWords()
        self._print_service = PrintService(jobs, self, load=printing)
        self._is_stale = True
        self._is_read_planned = False
        self._has_warned_of_printers = False
        self._record: SheetInput | None = None
        self._sheet: Sheet | None = None
        self._laid_out: sheet_layout.LaidOut | None = None
        self._notice: Notice | None = None
        self._frame = PageFrame(self.tr("Prep sheet"), theme, " ", scrolls=False)
        self._save = buttons.second(self.tr("Save PDF…"), theme, icon="file-down")
        self._print = buttons.main(self.tr("Print…"), theme, icon="printer")
        self._save.set_height(44)
        self._fit_card = FitCard(theme)
        names = {id_: self._words.block_title(id_) for id_ in BlockId}
        names[BlockId.LINES] = self.tr("Lines for handwriting")
        self._rows = {id_: SectionRow(id_, name, theme) for id_, name in names.items()}
        self._stage = PreviewStage(theme)
        self._notices = QVBoxLayout()
        self._lay_out()
        self._connect()

    # What the window asks.

    def refresh(self) -> None:
        """Read again, if the page is in view; else when it next is."""
        self._is_stale = True
        if self.isVisible() and not self._is_read_planned:
            # Several topics may change in one act: once is enough.
            self._is_read_planned = True
            QTimer.singleShot(0, self, self._read)

    def settle(self) -> None:
        """Nothing is typed here."""

    def focus_first(self) -> None:
        """Put the focus on the first block."""
        self._rows[BlockId.TO_BRING_UP].tick.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or (self._record and self._record.on != self._journal.today()):
            self._read()

    # Parts.

    def _lay_out(self) -> None:
        px = self._theme.px
        self._frame.add_action(self._save)
        self._frame.add_action(self._print)
        sections = Card(self._theme, padding=(16, 8))
        sections.body.setSpacing(0)
        for section in self._rows.values():
            sections.body.addWidget(section)
        sections.body.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(px(10))
        foot.addWidget(IconMark("info", self._theme), 0, Qt.AlignmentFlag.AlignTop)
        says = self.tr(
            "Nothing is printed until you press Print. Notes from sessions never go on by "
            "themselves."
        )
        foot.addWidget(labels.caption(says, self._theme), 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(12))
        column.addWidget(self._fit_card)
        column.addWidget(sections, 1)
        column.addLayout(foot)
        self._left = Scroll(inside, self._theme)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self._left)
        row.addWidget(self._stage, 1)
        self._notices.setSpacing(px(8))
        self._frame.body.addLayout(self._notices)
        self._frame.body.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._set_left_width()

    def _connect(self) -> None:
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        self._fit_card.pages_picked.connect(self._on_pages_picked)
        self._fit_card.could_go_wanted.connect(self._on_could_go_wanted)
        for row in self._rows.values():
            row.switched.connect(self._on_block_switched)
            row.line_switched.connect(self._on_line_switched)
        self._frame.narrow_changed.connect(self._set_left_width)
        self._theme.changed.connect(self._set_left_width)
        self._journal.changed.connect(self._on_journal_changed)
        self._print_service.no_printer.connect(self._on_no_printer)
        self._print_service.printed.connect(self._on_printed)
        self._print_service.failed.connect(self._on_not_printed)
        for keys, slot in (
            (Qt.Key.Key_PageDown, self._stage.turn_on),
            (Qt.Key.Key_PageUp, self._stage.turn_back),
            ("Ctrl+P", self._on_print),
            ("Ctrl+Shift+S", self._on_save),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _set_left_width(self) -> None:
        width = _LEFT_NARROW if self._frame.is_narrow else _LEFT
        self._left.setFixedWidth(self._theme.px(width) + self._theme.px(12))

    # Reading and showing.

    def _read(self) -> None:
        self._is_read_planned = False
        try:
            record = gather(self._journal, self._journal.today())
            prompts = self._journal.looking_back.prompts
            names = names_of(self._journal, prompts, with_bring_ups=False)
            unwritten = self._journal.sessions.unwritten(self._journal.now())
            number = self._journal.sessions.number_of(unwritten) if unwritten else None
        except StoreError as error:
            problems.show(self, error)
            return
        self._is_stale = False
        self._record = record
        kept = self._journal.settings.value
        size = PaperSize(kept.paper)
        self._sheet = content.build(record, SheetWords(names), self._choice())
        self._laid_out = sheet_layout.lay_out(
            self._sheet, self._words, size, pages=kept.sheet_pages
        )
        self._frame.set_title(self.tr("Prep sheet"), self._what_for(record))
        fit = self._laid_out.fit
        self._fit_card.show_fit(fit, kept.sheet_pages, self._sheet)
        for block in self._sheet.blocks:
            self._rows[block.id].show_block(block, fit)
        self._stage.show_pages(
            self._laid_out.pages, paper_name=_PAPER_NAMES[size], text=as_text(self._sheet)
        )
        if unwritten is not None and self._notice is None:
            words = how_it_went(number, unwritten.planned_for, today=record.on)
            write_down = self._tell(Kind.INFO, "", words).add_action(self.tr("Write it down"))
            write_down.clicked.connect(self._on_write_down)
            write_down.show()

    def _choice(self) -> Choice:
        kept = self._journal.settings.value
        return Choice(
            blocks_off=kept.sheet_off,
            lines_off=kept.sheet_lines_off,
            lines_on=kept.sheet_lines_on,
        )

    def _what_for(self, record: SheetInput) -> str:
        if record.coming is None:
            return self.tr("No appointment noted. For {day}").format(
                day=day_in_words(record.on, "dddd d MMMM")
            )
        session = self._words.session_name(record.coming_number)
        return self.tr("For {session}, {day}, {time}").format(
            session=session[:1].lower() + session[1:],
            day=day_in_words(record.coming.day, "dddd d MMMM"),
            time=f"{record.coming.planned_for:%H:%M}",
        )

    def _tell(self, kind: Kind, title: str, words: str) -> Notice:
        """Say something above the columns, instead of what was said before."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
        self._notice = Notice(kind, title, words, self._theme, can_close=True)
        self._notices.addWidget(self._notice)
        self._notice.show()
        self._notice.announce()
        return self._notice

    # What the person does.

    def _on_journal_changed(self, topic: Topic) -> None:
        if topic is not Topic.TAGS:
            self.refresh()

    def _on_block_switched(self, block: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's
        choice = self._choice()
        if block != BlockId.FIRST or self._sheet is None:
            self._keep(choice.block_switched(block, is_on=is_on))
            return
        for line in self._sheet.block(BlockId.FIRST).lines:
            choice = choice.switched(line.key, is_on=is_on)
        self._keep(choice)

    def _on_line_switched(self, key: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's
        self._keep(self._choice().switched(key, is_on=is_on))

    def _keep(self, choice: Choice) -> None:
        self._change(
            sheet_off=choice.blocks_off,
            sheet_lines_off=choice.lines_off,
            sheet_lines_on=choice.lines_on,
        )

    def _on_pages_picked(self, pages: int) -> None:
        self._change(sheet_pages=pages)

    def _change(self, **fields: object) -> None:
        try:
            self._journal.settings.change(**fields)
        except StoreError as error:
            problems.show(self, error)
            # The switches show again what is kept.
            self.refresh()

    def _on_could_go_wanted(self) -> None:
        for row in self._rows.values():
            row.open()
        self.focus_first()

    def _on_write_down(self) -> None:
        self.wants.emit("sessions")

    # Saving and printing.

    def _on_save(self) -> None:
        if self._sheet is None or self._record is None:
            return
        coming = self._record.coming
        day = self._record.on if coming is None else coming.day
        dialog = files.save_dialog(
            self,
            self.tr("Save as a PDF, which is not sealed: anyone with the file can read it"),
            self._documents() / f"prep-{day.isoformat()}.pdf",
            "pdf",
        )
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, name: str) -> None:
        if self._sheet is None:
            return
        kept = self._journal.settings.value
        work = partial(_save, self._sheet, PaperSize(kept.paper), kept.sheet_pages, Path(name))
        self._jobs.run(work, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, path: Path) -> None:
        self._tell(
            Kind.CARE,
            self.tr("{name} is there, and it is not sealed").format(name=path.name),
            self.tr(
                "Anyone who gets the file can read it. Delete it when you no longer need it; "
                "the sheet can be made again from your journal."
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

    def _on_print(self) -> None:
        if self._has_warned_of_printers:
            self._ask_printer()
            return
        notice = self._tell(
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

    def _on_warned(self) -> None:
        self._has_warned_of_printers = True
        self._ask_printer()

    def _ask_printer(self) -> None:
        if self._laid_out is not None:
            self._print_service.ask(self._laid_out.pages)

    def _on_no_printer(self) -> None:
        self._tell(
            Kind.INFO,
            self.tr("This computer knows no printer"),
            self.tr("Save a PDF instead, and print it where there is one."),
        )

    def _on_printed(self) -> None:
        self._tell(Kind.INFO, "", self.tr("The page went to the print service."))

    def _on_not_printed(self) -> None:
        self._tell(
            Kind.STOP,
            self.tr("The print service did not take the page"),
            self.tr("Your journal is as it was. Try again, or save a PDF instead."),
        )


def _save(sheet: Sheet, size: PaperSize, pages: int, path: Path, _progress: Progress) -> Path:
    """Set the sheet anew, on the worker: shaped text is not shared between threads."""
    laid_out = sheet_layout.lay_out(sheet, SheetWords(), size, pages=pages)
    pdf.write_pdf(path, pdf.make_pdf(laid_out.pages, title=sheet.title, on=sheet.on))
    return path
