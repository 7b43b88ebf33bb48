"""The page where a prep sheet is put together, seen, saved and printed."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.domain.sheet_preset import Audience
from sessiondesk.journal import Journal, Topic
from sessiondesk.prepsheet.choice import BlockId, Choice
from sessiondesk.prepsheet.material import SheetInput
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind as Record
from sessiondesk.ui import problems
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.prep_sheet_page import choices, making
from sessiondesk.ui.pages.prep_sheet_page.asides import Asides
from sessiondesk.ui.pages.prep_sheet_page.earlier_view import EarlierView
from sessiondesk.ui.pages.prep_sheet_page.fit_card import FitCard
from sessiondesk.ui.pages.prep_sheet_page.more_menu import MoreMenu
from sessiondesk.ui.pages.prep_sheet_page.part_list import PartList
from sessiondesk.ui.pages.prep_sheet_page.reader_card import ReaderCard
from sessiondesk.ui.pages.prep_sheet_page.way_out import WayOut
from sessiondesk.ui.paper import readable
from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.preview import PreviewStage
from sessiondesk.ui.print_service import load_printing
from sessiondesk.ui.shown_page import ShownPage
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.notice import Kind, announce
from sessiondesk.ui.widgets.page_frame import PageFrame, Scroll
from sessiondesk.ui.wording import day_in_words
from sessiondesk.ui.wording_sheet import SheetWords

if TYPE_CHECKING:
    from sessiondesk.ui.pages.prep_sheet_page.making import Made, Read

_LEFT: Final = 432
_LEFT_NARROW: Final = 372
_LEAST_LEFT: Final = 296
_PAPER_NAMES: Final = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}
# Milliseconds: what was pressed is seen first, and several presses at once are one new page.
_SOON: Final = 20


class PrepSheetPage(QWidget):
    """Left what goes on the sheet, right the page exactly as it will print.

    Signals:
        wants: The name of a page to go to.
        opens: A ``Link`` to a record on another page.
    """

    wants = Signal(str)
    opens = Signal(object)

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
            jobs: Where files are written and printers looked for.
            documents: Where saving proposes to put it.
            printing: Returns what talks to printers, when somebody prints.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._is_stale = True
        self._read_for = journal.settings.value
        self._before_default: Mapping[str, object] = {}
        self._read: Read | None = None
        self._made: Made | None = None
        self._frame = PageFrame(self.tr("Prep sheet"), theme, " ", scrolls=False)
        self._save = buttons.second(self.tr("Save PDF…"), theme, icon="file-down")
        self._print = buttons.main(self.tr("Print…"), theme, icon="printer")
        self._save.set_height(44)
        self._more = MoreMenu(theme)
        self._reader = ReaderCard(theme)
        self._fit_card = FitCard(theme)
        self._parts = PartList(theme)
        self._earlier = EarlierView(journal, theme)
        self._stage = PreviewStage(theme)
        notices = QVBoxLayout()
        self._out = WayOut(
            journal,
            jobs,
            theme,
            notices,
            self,
            goes_out=self._goes_out,
            documents=documents,
            printing=printing,
        )
        self._asides = Asides(journal, theme, notices, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon)
        self._lay_out(notices)
        self._connect()

    # What the window asks.

    def refresh(self) -> None:
        """Read again, if the page is in view; else when it next is."""
        self._is_stale = True
        if self.isVisible():
            # Several topics may change in one act: once is enough.
            self._soon.start(0)

    def settle(self) -> None:
        """Keep a draft of what is being typed.

        Raises:
            StoreError: It was not kept.
        """
        self._asides.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, where it is not on disk."""
        return self._asides.unsaved()

    def focus_first(self) -> None:
        """Put the focus on what goes on the page, or on the sheets that were taken."""
        if self._earlier.is_open:
            self._earlier.focus_first()
        else:
            self._parts.focus_part(BlockId.TO_BRING_UP.value)

    def show_record(self, kind: Record, record_id: str) -> None:
        """Show a sheet as it was taken; one that is gone is passed over."""
        if kind is Record.SHEET:
            self._earlier.open(record_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or (self._read and self._read.record.on != self._journal.today()):
            self._read_again()

    # Parts.

    def _lay_out(self, notices: QVBoxLayout) -> None:
        px = self._theme.px
        for action in (self._more.button, self._save, self._print):
            self._frame.add_action(action)
        says = self.tr(
            "Nothing is printed until you press Print. Notes from sessions never go on by "
            "themselves."
        )
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(px(10))
        foot.addWidget(IconMark("info", self._theme), 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(labels.caption(says, self._theme), 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(12))
        for part in (self._fit_card, self._reader, self._parts, self._foot, self._earlier):
            column.addWidget(part)
        column.addStretch(1)
        self._left = Scroll(inside, self._theme)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self._left)
        row.addWidget(self._stage, 1)
        notices.setSpacing(px(8))
        self._frame.body.addLayout(notices)
        self._frame.body.addLayout(row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._set_left_width()

    def _connect(self) -> None:
        self._save.clicked.connect(self._out.save_pdf)
        self._print.clicked.connect(self._out.print)
        self._more.locked_wanted.connect(self._out.save_locked)
        self._more.web_page_wanted.connect(self._out.save_web_page)
        self._more.earlier_wanted.connect(self._on_earlier_wanted)
        self._more.names_wanted.connect(self._asides.open_names)
        self._more.questions_wanted.connect(self._asides.open_questions)
        self._fit_card.pages_picked.connect(self._on_pages_picked)
        self._fit_card.could_go_wanted.connect(self._on_could_go_wanted)
        self._reader.reader_picked.connect(self._on_reader_picked)
        self._reader.layout_picked.connect(self._on_layout_picked)
        self._reader.default_wanted.connect(self._on_default_wanted)
        self._parts.switched.connect(self._on_part_switched)
        self._parts.line_switched.connect(self._on_line_switched)
        self._parts.moved.connect(self._on_moved)
        self._earlier.changed.connect(self._show)
        self._asides.opens.connect(self.opens)
        self._frame.fitted.connect(self._set_left_width)
        self._journal.changed.connect(self._on_journal_changed)
        for keys, slot in (
            (Qt.Key.Key_PageDown, self._stage.turn_on),
            (Qt.Key.Key_PageUp, self._stage.turn_back),
            ("Ctrl+P", self._out.print),
            ("Ctrl+Shift+S", self._out.save_pdf),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _set_left_width(self) -> None:
        px = self._theme.px
        width = _LEFT_NARROW if self._frame.is_narrow else _LEFT
        # With large text the page beside it needs its own width first.
        room = self._frame.body_width - px(16) - self._stage.minimumSizeHint().width()
        self._left.setFixedWidth(max(px(_LEAST_LEFT), min(px(width) + px(12), room)))

    # Reading and showing.

    def _on_soon(self) -> None:
        if self._is_stale:
            self._read_again()
        else:
            self._make()

    def _read_again(self) -> None:
        self._soon.stop()
        try:
            self._read_for = self._journal.settings.value
            self._read = making.read(self._journal)
        except StoreError as error:
            problems.show(self, error)
            return
        self._is_stale = False
        self._make()

    def _make(self) -> None:
        read = self._read
        if read is None:
            return
        kept = self._journal.settings.value
        self._made = made = making.make(self._journal, read)
        layout = choices.layout_of(kept)
        self._frame.set_title(self.tr("Prep sheet"), self._what_for(read.record))
        self._fit_card.show_fit(
            made.fit,
            made.shown.pages,
            wants_lines=made.wants_lines,
            can_have_two=layout is SheetLayout.SHEET,
        )
        self._reader.show_choice(
            choices.audience_of(kept),
            layout,
            is_default=choices.preset_of(kept) == choices.as_made(kept),
        )
        self._parts.show_parts(made.parts)
        self._earlier.show_sheets(read.earlier)
        self._more.show_offers(has_earlier=bool(read.earlier))
        self._asides.show_read(read, layout)
        self._show()

    def _show(self) -> None:
        """Show the page in the making, or the one that was taken and is looked at again."""
        made, opened = self._made, self._earlier.shown
        for part in (self._fit_card, self._reader, self._parts, self._foot):
            part.setVisible(not self._earlier.is_open)
        self._stage.setVisible(opened is not None or not self._earlier.is_open)
        if opened is not None:
            self._show_pages(opened, opened.drawn())
        elif made is not None:
            self._show_pages(made.shown, made.pages)

    def _show_pages(self, shown: ShownPage, pages: Sequence[Page]) -> None:
        self._stage.show_pages(
            pages, paper_name=_PAPER_NAMES[shown.size], text=readable.to_text(shown.page)
        )

    def _what_for(self, record: SheetInput) -> str:
        if record.coming is None:
            return self.tr("No appointment noted. For {day}").format(
                day=day_in_words(record.on, "dddd d MMMM")
            )
        session = SheetWords().session_name(record.coming_number)
        return self.tr("For {session}, {day}, {time}").format(
            session=session[:1].lower() + session[1:],
            day=day_in_words(record.coming.day, "dddd d MMMM"),
            time=f"{record.coming.planned_for:%H:%M}",
        )

    # What the person does.

    def _on_journal_changed(self, topic: Topic) -> None:
        if topic is Topic.TAGS:
            return
        now = self._journal.settings.value
        is_about_page = topic is Topic.SETTINGS and choices.only_the_page_changed(
            self._read_for, now
        )
        needs_week = choices.layout_of(now) is SheetLayout.CARD
        has_week = self._read is not None and self._read.week is not None
        if not is_about_page or needs_week is not has_week or self._is_stale:
            self.refresh()
        elif self.isVisible():
            self._soon.start(_SOON)
        else:
            self._is_stale = True

    def _choice(self) -> Choice:
        return choices.choice_of(self._journal.settings.value)

    def _on_part_switched(self, part: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's
        choice, made = self._choice(), self._made
        if made is None or made.sheet is None:
            self._keep(choice.switched(part, is_on=is_on))
            return
        if part != BlockId.FIRST:
            self._keep(choice.block_switched(part, is_on=is_on))
            return
        # Of what stands first only the lines are kept on or off: the next one is to be there.
        for line in made.sheet.block(BlockId.FIRST).lines:
            choice = choice.switched(line.key, is_on=is_on)
        self._keep(choice)

    def _on_line_switched(self, key: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's
        self._keep(self._choice().switched(key, is_on=is_on))

    def _on_moved(self, part: str, before: str) -> None:
        if self._made is not None and self._made.sheet is not None:
            order = tuple(each.id.value for each in self._made.sheet.blocks)
            self._change(sheet_order=choices.moved(order, part, before))

    def _keep(self, choice: Choice) -> None:
        self._change(**choices.as_settings(choice))

    def _on_pages_picked(self, pages: int) -> None:
        self._change(sheet_pages=pages)

    def _on_reader_picked(self, audience: str) -> None:
        kept = self._journal.settings.value
        if audience != kept.sheet_audience:
            self._change(**choices.switched_to(Audience(audience), kept))

    def _on_layout_picked(self, layout: str) -> None:
        self._change(sheet_layout=layout)

    def _on_default_wanted(self) -> None:
        kept = self._journal.settings.value
        self._before_default = choices.put_in_force(choices.preset_of(kept))
        self._change(**choices.put_in_force(choices.as_made(kept)))
        back = self._out.tell(
            Kind.INFO, "", self.tr("The page is as it was made for this reader.")
        ).add_action(self.tr("As I had it"))
        back.clicked.connect(self._on_back_from_default)
        back.show()

    def _on_back_from_default(self) -> None:
        self._out.hush()
        self._change(**self._before_default)
        self.focus_first()

    def _change(self, **fields: object) -> None:
        try:
            self._journal.settings.change(**fields)
        except StoreError as error:
            problems.show(self, error)
            # The switches show again what is kept.
            self.refresh()

    def _on_could_go_wanted(self) -> None:
        self._parts.open_all()
        self.focus_first()
        announce(self, self.tr("All lines are shown; leave out what can wait."))

    def _on_earlier_wanted(self) -> None:
        self._earlier.focus_first()

    def _goes_out(self) -> ShownPage | None:
        """Return what is shown, for this is what is saved and printed."""
        if self._earlier.is_open:
            return self._earlier.shown
        return None if self._made is None else self._made.shown
