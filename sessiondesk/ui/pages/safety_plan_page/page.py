"""The Safety plan page."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk import paths
from sessiondesk.domain.safety_plan import THE_ONE, SafetyPlan
from sessiondesk.journal import Journal, Topic
from sessiondesk.journal.history import Earlier
from sessiondesk.preferences import Preferences
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind as StoreKind
from sessiondesk.ui import problems, wording_out
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.pages.safety_plan_page.earlier_plans import EarlierPlans
from sessiondesk.ui.pages.safety_plan_page.lines_card import LinesCard
from sessiondesk.ui.pages.safety_plan_page.plan_card import PlanCard
from sessiondesk.ui.pages.safety_plan_page.plan_paper import PlanPaper
from sessiondesk.ui.paper import plan_page
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.paper_out import PaperOut
from sessiondesk.ui.print_service import load_printing
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.notice import Kind
from sessiondesk.ui.widgets.page_frame import PageFrame

_RIGHT: Final = 348
_RIGHT_NARROW: Final = 296


class SafetyPlanPage(QWidget):
    """Left the plan in the person's own words, right the numbers.

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
        preferences: Preferences,
        change_preferences: Callable[..., None],
        documents: Callable[[], Path] = paths.documents_folder,
        printing: Callable[[], Any] = load_printing,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page and read the plan.

        Args:
            journal: The open journal.
            theme: The look in force.
            jobs: Where PDFs are written and printers looked for.
            preferences: What is kept outside the journal, as it is now.
            change_preferences: Changes it, by the names of its fields.
            documents: Where Save PDF proposes to put it.
            printing: Returns what talks to printers, when somebody prints.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._retry: Callable[[], None] | None = None
        self._frame = PageFrame(
            self.tr("Safety plan"),
            theme,
            self.tr("Written on a calmer day, for a harder one. Every part may stay empty."),
        )
        self._save = buttons.second(self.tr("Save PDF…"), theme, icon="file-down")
        self._print = buttons.second(self.tr("Print…"), theme, icon="printer")
        self._not_saved = NotSavedBar(theme)
        self._book = LineBook(preferences, change_preferences, self)
        self._plan = PlanCard(journal, theme)
        self._lines = LinesCard(self._book, theme, today=journal.today)
        self._history = buttons.quiet(self.tr("Earlier versions…"), theme, icon="clock")
        self._history.clicked.connect(self._on_history)
        self._reading: ReadingDialog | None = None
        self._notices = QVBoxLayout()
        self._out = PaperOut(
            journal,
            jobs,
            theme,
            self._notices,
            self,
            goes_out=self._goes_out,
            words=wording_out.of_plan(),
            documents=documents,
            printing=printing,
        )
        self._lay_out()
        self._connect()
        self.refresh()

    # What the window asks.

    def refresh(self) -> None:
        """Read the plan again; words that are being typed stay."""
        try:
            self._plan.show_plan()
            self._history.setVisible(bool(self._versions()))
        except StoreError as error:
            problems.show(self, error)

    def settle(self) -> None:
        """Keep what is being typed.

        Raises:
            StoreError: It was not kept; the words are still in their place.
        """
        try:
            self._plan.settle()
        except StoreError as error:
            self._on_failed(error, self._plan.settle)
            raise
        self._forget_trouble()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return self._plan.unsaved()

    def focus_first(self) -> None:
        """Put the focus on the first part."""
        self._plan.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts.

    def _lay_out(self) -> None:
        px = self._theme.px
        self._frame.add_action(self._save)
        self._frame.add_action(self._print)
        self._frame.put_above(self._not_saved)
        self._notices.setSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(20))
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self._plan)
        left.addWidget(self._history, 0, buttons.AT_START)
        left.addStretch(1)
        row.addLayout(left, 1)
        row.addWidget(self._lines, 0, Qt.AlignmentFlag.AlignTop)
        self._frame.body.addLayout(self._notices)
        self._frame.body.addLayout(row)
        self._frame.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        if self._journal.is_read_only:
            self._out.tell(
                Kind.INFO, "", self.tr("The journal may only be read here. The plan is to read.")
            )
        self._set_right_width()

    def _connect(self) -> None:
        self._save.clicked.connect(self._out.save_pdf)
        self._print.clicked.connect(self._out.print)
        self._plan.failed.connect(self._on_failed)
        self._plan.kept.connect(self._forget_trouble)
        self._not_saved.retry.connect(self._on_retry)
        self._frame.narrow_changed.connect(self._set_right_width)
        self._theme.changed.connect(self._set_right_width)
        self._journal.changed.connect(self._on_journal_changed)
        for keys, slot in (("Ctrl+P", self._out.print), ("Ctrl+Shift+S", self._out.save_pdf)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot()
    def _set_right_width(self) -> None:
        width = _RIGHT_NARROW if self._frame.is_narrow else _RIGHT
        self._lines.setFixedWidth(self._theme.px(width))

    # What the person does.

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic is Topic.SAFETY:
            self.refresh()

    @Slot(object, object)
    def _on_failed(self, error: StoreError, again: Callable[[], None]) -> None:
        self._retry = again
        self._not_saved.show_problem(error)

    @Slot()
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

    # What it said before.

    def _versions(self) -> Sequence[Earlier]:
        return self._journal.history(StoreKind.SAFETY_PLAN, THE_ONE)

    @Slot()
    def _on_history(self) -> None:
        try:
            self.settle()
            versions = self._versions()
        except StoreError as error:
            problems.show(self, error)
            return
        content = EarlierPlans(versions, self._journal.now().tzinfo, self._theme)
        content.wanted_back.connect(self._on_wanted_back)
        title = self.tr("Earlier versions of the plan")
        self._reading = ReadingDialog(title, content, self._theme, self)
        self._reading.open()

    @Slot(object)
    def _on_wanted_back(self, plan: SafetyPlan) -> None:
        if self._reading is not None:
            self._reading.accept()
            self._reading = None
        keep = partial(self._journal.safety.record, plan)
        try:
            keep()
        except StoreError as error:
            self._on_failed(error, keep)

    # Onto paper.

    def _goes_out(self) -> PlanPaper | None:
        """Return the plan as it stands; what is being typed goes along."""
        try:
            self.settle()
        except StoreError:
            # The bar above says why.
            return None
        try:
            plan = self._journal.safety.plan()
        except StoreError as error:
            problems.show(self, error)
            return None
        return PlanPaper(
            plan=plan,
            numbers=plan_page.Numbers(line=self._book.chosen, own=self._book.own),
            day=self._journal.today(),
            size=PaperSize(self._journal.settings.value.paper),
        )
