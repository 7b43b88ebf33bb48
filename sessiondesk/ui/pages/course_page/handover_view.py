"""Writing a hand-over: left what goes on it, right the pages exactly as they will print."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind as RecordKind
from sessiondesk.ui import handover_document, handover_lines, problems, wording_out
from sessiondesk.ui.course_material import CourseMaterial
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.handover_document import Choice, Field, Lines, Part
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.course_page.handover_part import HandoverPart
from sessiondesk.ui.paper import document as paper
from sessiondesk.ui.paper import readable
from sessiondesk.ui.paper.document import Document, LaidOut
from sessiondesk.ui.paper.document_names import with_names
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.paper_out import PaperOut
from sessiondesk.ui.preview import PreviewStage
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.shown_page import ShownPage
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fit_meter import FitMeter
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.page_frame import PageFrame, Scroll
from sessiondesk.ui.words_draft import WordsDraft

_LEFT: Final = 432
_LEFT_NARROW: Final = 372
# The preview follows within 200 ms.
_FOLLOWS_AFTER_MS: Final = 150
_PAPER_NAMES: Final = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}


class HandoverView(QWidget):
    """Two pages for a next therapist, chosen line by line.

    What is written and chosen is kept as drafts of this therapy, and is there again. Nothing
    leaves the journal but by Print and Save PDF.

    Signals:
        left: The person wants to go back.
    """

    left = Signal()

    def __init__(
        self,
        journal: Journal,
        material: CourseMaterial,
        *,
        theme: Theme,
        prompts: Prompts,
        jobs: Jobs,
        documents: Callable[[], Path],
        printing: Callable[[], Any],
        parent: QWidget | None = None,
    ) -> None:
        """Make the view and put back what was written and chosen before.

        Args:
            journal: The open journal.
            material: What there is of the therapy.
            theme: The look in force.
            prompts: What the program asks.
            jobs: Where PDFs are written and printers looked for.
            documents: Where Save PDF proposes to put it.
            printing: Returns what talks to printers, when somebody prints.
            parent: The owner.

        Raises:
            StoreError: The journal could not be read.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._material = material
        self._retry: Callable[[], None] | None = None
        self._frame = PageFrame(
            handover_document.title(),
            theme,
            self.tr("At most two pages for a next therapist, chosen line by line."),
            scrolls=False,
        )
        self._back = buttons.plain(self.tr("Back to the therapy"), theme)
        self._save = buttons.second(self.tr("Save PDF…"), theme, icon="file-down")
        self._print = buttons.main(self.tr("Print…"), theme, icon="printer")
        self._save.set_height(44)
        self._not_saved = NotSavedBar(theme)
        self._meter = FitMeter(theme)
        self._stage = PreviewStage(theme, self.tr("The hand-over"))
        self._notices = QVBoxLayout()
        self._parts = {part: HandoverPart(part, theme) for part in Part}
        self._out = PaperOut(
            journal,
            jobs,
            theme,
            self._notices,
            self,
            goes_out=self._goes_out,
            words=wording_out.of_document(),
            documents=documents,
            printing=printing,
        )
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_FOLLOWS_AFTER_MS)
        self._follow.timeout.connect(self._lay_out_pages)
        self._book = DraftBook(journal, RecordKind.COURSE)
        self._choice = handover_document.choice_from(
            self._book.find(handover_document.CHOICE, self.course_id)
        )
        self._drafts: list[WordsDraft] = []
        self._lay_out()
        self._watch_words()
        self._connect()
        # The pages come a moment later: what there is to write and to choose is there at once.
        self._show_lines(handover_lines.read(journal, material, prompts))
        self._follow.start()

    @property
    def course_id(self) -> CourseId:
        """The therapy it is about."""
        return self._material.course.id

    def show_material(self, material: CourseMaterial) -> None:
        """Read again what can go on it; what is being written stays."""
        try:
            lines = handover_lines.read(self._journal, material, self._prompts)
        except StoreError as error:
            problems.show(self, error)
            return
        self._material = material
        self._show_lines(lines)
        self._lay_out_pages()

    def _show_lines(self, lines: Lines) -> None:
        self._lines = lines
        for part, row in self._parts.items():
            row.show_lines(lines.get(part, ()), self._choice)

    # What the page asks.

    def settle(self) -> None:
        """Keep what is being written.

        Raises:
            StoreError: It was not kept; the words are still in their place.
        """
        try:
            for draft in self._drafts:
                draft.settle()
            self._book.settle()
        except StoreError as error:
            self._on_failed(error, self.settle)
            raise
        self._forget_trouble()

    def unsaved(self) -> Sequence[Draft]:
        """Return what stands here, on disk or not."""
        words = [each for draft in self._drafts for each in draft.unsaved()]
        return [*words, *self._book.unsaved()]

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        self._parts[Part.WHY].focus_first()

    # Parts.

    def _lay_out(self) -> None:
        px = self._theme.px
        for button in (self._back, self._save, self._print):
            self._frame.add_action(button)
        self._frame.put_above(self._not_saved)
        fit = Card(self._theme, padding=(16, 12))
        fit.body.addWidget(self._meter)
        foot = QHBoxLayout()
        foot.setSpacing(px(10))
        foot.addWidget(IconMark("info", self._theme), 0, Qt.AlignmentFlag.AlignTop)
        says = (
            self.tr(
                "The journal may only be read here: what you choose holds until you go back, and "
                "nothing can be written."
            )
            if self._journal.is_read_only
            else self.tr(
                "What you write here is kept as you go, and nothing leaves the journal until you "
                "press Print or Save. Notes from sessions never go on it; what is private waits "
                "for your own hand, line by line."
            )
        )
        foot.addWidget(labels.caption(says, self._theme), 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(12))
        column.addWidget(fit)
        column.addLayout(foot)
        for part in self._parts.values():
            column.addWidget(part)
        column.addStretch(1)
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

    def _watch_words(self) -> None:
        for part in self._parts.values():
            for field, editor in part.fields.items():
                draft = WordsDraft(editor, field, RecordKind.COURSE, self._journal, self)
                draft.put_back(self.course_id)
                draft.failed.connect(self._on_failed)
                editor.typed.connect(self._follow.start)
                # Words that cannot be kept would hold the person here.
                editor.editor.setReadOnly(self._journal.is_read_only)
                self._drafts.append(draft)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self._out.save_pdf)
        self._print.clicked.connect(self._out.print)
        self._not_saved.retry.connect(self._on_retry)
        for part in self._parts.values():
            part.switched.connect(self._on_part_switched)
            part.line_switched.connect(self._on_line_switched)
        self._frame.narrow_changed.connect(self._set_left_width)
        self._theme.changed.connect(self._set_left_width)
        for keys, slot in (
            (Qt.Key.Key_PageDown, self._stage.turn_on),
            (Qt.Key.Key_PageUp, self._stage.turn_back),
            ("Ctrl+P", self._out.print),
            ("Ctrl+Shift+S", self._out.save_pdf),
            (Qt.Key.Key_Escape, self.left.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot()
    def _set_left_width(self) -> None:
        width = _LEFT_NARROW if self._frame.is_narrow else _LEFT
        self._left.setFixedWidth(self._theme.px(width) + self._theme.px(12))

    # The pages.

    def _size(self) -> PaperSize:
        return PaperSize(self._journal.settings.value.paper)

    def _document(self) -> Document:
        words: dict[Field, str] = {}
        for part in self._parts.values():
            words |= {field: editor.text for field, editor in part.fields.items()}
        document = handover_document.document(
            self._lines,
            words,
            self._choice,
            held=self._material.strip.held,
            today=self._journal.today(),
        )
        return with_names(document, self._journal.settings.value.person_names)

    @Slot()
    def _lay_out_pages(self) -> None:
        document = self._document()
        laid_out = paper.lay_out(document, self._size())
        self._say_fit(laid_out)
        self._stage.show_pages(
            laid_out.pages, paper_name=_PAPER_NAMES[self._size()], text=readable.to_text(document)
        )

    def _say_fit(self, laid_out: LaidOut) -> None:
        most = handover_document.MOST_PAGES
        over, spare = laid_out.lines_over(most), laid_out.lines_to_spare(most)
        if over:
            says = (
                self.tr("One line too many for two pages")
                if over == 1
                else self.tr("%n lines too many for two pages", "", over)
            )
            self._meter.set_fit(says, "", laid_out.share(most), fits=False)
            return
        is_one = len(laid_out.pages) == 1
        says = self.tr("Fits on one page") if is_one else self.tr("Fits on two pages")
        rest = (
            self.tr("one line to spare") if spare == 1 else self.tr("%n lines to spare", "", spare)
        )
        self._meter.set_fit(says, rest, laid_out.share(most), fits=True)

    # What the person does.

    @Slot(str, bool)
    def _on_part_switched(self, part: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's
        self._choose(self._choice.part_switched(Part(part), is_on=is_on))

    @Slot(str, str, bool)
    def _on_line_switched(self, part: str, key: str, is_on: bool) -> None:  # noqa: FBT001
        for line in self._lines.get(Part(part), ()):
            if line.key == key:
                self._choose(self._choice.switched(line, is_on=is_on))
                return

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._lay_out_pages()
        self._keep_choice()

    def _keep_choice(self) -> None:
        if self._journal.is_read_only:
            return
        keep = partial(
            self._book.keep, handover_document.CHOICE, self.course_id, self._choice.as_text()
        )
        try:
            keep()
        except StoreError as error:
            self._on_failed(error, self.settle)

    def _goes_out(self) -> ShownPage:
        """Return it as it stands, with what is being written."""
        today = self._journal.today()
        return ShownPage(
            page=self._document(),
            layout=SheetLayout.HANDOVER,
            size=self._size(),
            pages=handover_document.MOST_PAGES,
            day=today,
            for_day=today,
        )

    # Trouble with the disk.

    @Slot(object, object)
    def _on_failed(self, error: StoreError, again: Callable[[], None]) -> None:
        self._retry = again
        self._not_saved.show_problem(error)

    def _forget_trouble(self) -> None:
        self._retry = None
        self._not_saved.clear()

    @Slot()
    def _on_retry(self) -> None:
        if self._retry is None:
            return
        try:
            self._retry()
        except StoreError as error:
            self._not_saved.show_problem(error)
        else:
            self._forget_trouble()
