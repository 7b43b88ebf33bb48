"""The open journal in the window: the sidebar, one page at a time, and what holds anywhere."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.record_prompts import OpenerPrompts
from sessiondesk.guard import Enforced
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.ui import offline_words, opening_notices, problems
from sessiondesk.ui.bring_up_panel import BringUpPanel
from sessiondesk.ui.commands import BEHIND, Act, Commands, PageName, page_title
from sessiondesk.ui.due_badge import DueBadge
from sessiondesk.ui.measure_ways import MeasureWays
from sessiondesk.ui.menu_bar import MenuBar
from sessiondesk.ui.page import HasTable, HasUnsaved, Page
from sessiondesk.ui.pattern_dialog import PatternDialog
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.ways import Ways
from sessiondesk.ui.widgets.notice import Notice, announce
from sessiondesk.ui.widgets.page_frame import is_narrow, side_margin
from sessiondesk.ui.widgets.passing_words import PassingWords
from sessiondesk.ui.widgets.sidebar import NavItem, Sidebar
from sessiondesk.ui.window_dialogs import WindowDialogs
from sessiondesk.vault.healing import Notice as OpeningNotice

_ICONS: Final = {
    PageName.TODAY: "sun",
    PageName.JOURNAL: "book-open",
    PageName.SESSIONS: "messages-square",
    PageName.GOALS: "target",
    PageName.TRENDS: "chart-spline",
    PageName.MEASURES: "clipboard-list",
    PageName.PREP_SHEET: "file-text",
    PageName.SETTINGS: "settings",
}


class MainView(QWidget):
    """Shows the pages of one open journal. Destroyed when the journal locks.

    Signals:
        lock_wanted: The journal should be locked.
        hide_wanted: The window should be blank for a moment.
        quit_wanted: The program should end.
        repair_wanted: The journal should be locked and then repaired.
        copy_wanted: A copy of the journal, with what could not be kept, should be put
            elsewhere.
    """

    lock_wanted = Signal()
    hide_wanted = Signal()
    quit_wanted = Signal()
    repair_wanted = Signal()
    copy_wanted = Signal()

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        *,
        make_page: Callable[[PageName], Page],
        enforced: Enforced,
        openers: OpenerPrompts | None = None,
        notices: Sequence[OpeningNotice] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show the first page.

        Args:
            journal: The open journal.
            theme: The look in force.
            make_page: Makes a page when it is shown for the first time.
            enforced: What holds about the network here.
            openers: Sentences offered where something is brought up.
            notices: What opening the journal brought to light.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._make_page = make_page
        self._pages: dict[PageName, Page] = {}
        # Ten years take a moment to read: a page is read again only when there is a reason.
        self._read_at: dict[PageName, datetime] = {}
        self.commands = Commands(self)
        self._bring_up = BringUpPanel(journal, theme, openers=openers)
        self._ways = Ways(self, self._bring_up)
        self._dialogs = WindowDialogs(
            self.commands, theme, enforced, self, further=MeasureWays(journal, self._ways).actions
        )
        self._sidebar = Sidebar(
            [
                NavItem(
                    id=name,
                    label=page_title(name),
                    icon=_ICONS[name],
                    is_below=name is PageName.SETTINGS,
                )
                for name in _ICONS
            ],
            theme,
            lock_hint=self.commands.keys_of(Act.LOCK),
        )
        self._sidebar.set_offline(
            offline_words.in_short(enforced), offline_words.in_a_word(enforced)
        )
        self._stack = QStackedWidget()
        self._shown: Page | None = None
        self._said = PassingWords(theme)
        DueBadge(journal, self._sidebar)
        self._lay_out(notices)
        self._connect()
        self.go(PageName.TODAY)

    @property
    def shown(self) -> Page | None:
        """The page that is shown; None before the first."""
        return self._shown

    @property
    def current(self) -> PageName:
        """The page that is shown."""
        return PageName.TODAY if self._shown is None else self._name_of(self._shown)

    def menu_bar(self) -> MenuBar:
        """Return a new menu bar over the commands, for the window to own."""
        return MenuBar(self.commands)

    def page(self, name: PageName) -> Page | None:
        """Return a page that was shown already."""
        return self._pages.get(name)

    def go(self, name: PageName) -> None:
        """Show a page and put the focus where work begins."""
        shown = self._shown
        if shown is not None:
            if shown is self._pages.get(name):
                shown.focus_first()
                return
            try:
                shown.settle()
            except StoreError as error:
                # The words are still in the page, which says so itself. It is not left, but
                # for a damaged journal, where waiting would be in vain and reading is left.
                if not self._journal.is_damaged:
                    self._stay(shown, error)
                    return
        try:
            page = self._read(name)
        except StoreDamagedError as error:
            if shown is None:
                raise
            # What this page shows cannot be read; others may well be.
            self._journal.stop_writing()
            self._stay(shown, error)
            return
        self._read_at[name] = self._this_minute()
        self._shown = page
        self._stack.setCurrentWidget(_widget(page))
        self._sidebar.set_current(BEHIND.get(name, name))
        self.commands.action(Act.CHART_OR_TABLE).setEnabled(isinstance(page, HasTable))
        page.focus_first()

    def _read(self, name: PageName) -> Page:
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self._make_page(name)
            page.wants.connect(self._on_wanted)
            self._ways.follow(page)
            for bar in _widget(page).findChildren(problems.NotSavedBar):
                bar.copy_wanted.connect(self.copy_wanted)
            self._stack.addWidget(_widget(page))
        elif self._read_at.get(name) != self._this_minute():
            page.refresh()
        return page

    def _stay(self, shown: Page, error: StoreError) -> None:
        name = self._name_of(shown)
        self._sidebar.set_current(BEHIND.get(name, name))
        self.say(problems.describe(error).happened)

    def settle(self) -> bool:
        """Keep what is being typed anywhere; tell whether all of it is kept."""
        is_kept = True
        for each in (*self._editors(), *self._pages.values()):
            try:
                each.settle()
            except StoreError:
                is_kept = False
        return is_kept

    def unsaved(self) -> Sequence[Draft]:
        """Return the words that the disk did not take, or may not have taken, as drafts."""
        drafts = (
            draft
            for each in (*self._editors(), *self._pages.values())
            if isinstance(each, HasUnsaved)
            for draft in each.unsaved()
        )
        # A page may name the words of a dialog over it as well.
        return list(dict.fromkeys(drafts))

    def _editors(self) -> list[BringUpPanel | PracticeDialog | PatternDialog | RewordDialog]:
        """Return what is written in outside the pages."""
        return [
            self._bring_up,
            *self.findChildren(PracticeDialog),
            *self.findChildren(PatternDialog),
            *self.findChildren(RewordDialog),
        ]

    def tell(self, notice: Notice) -> None:
        """Show ``notice`` over the pages."""
        self._above.insertWidget(0, notice)
        notice.show()

    def say(self, words: str) -> None:
        """Say something in passing, such as that an act was taken back."""
        self._said.say(words)

    @Slot(int)
    def warn_of_lock(self, seconds: int) -> None:
        """Say that the journal is about to lock."""
        self._sidebar.set_warning(self.tr("Locking in {seconds} s").format(seconds=seconds))
        if seconds % 10 == 0:
            announce(self, self.tr("Locking in {seconds} seconds").format(seconds=seconds))

    @Slot()
    def calm(self) -> None:
        """Say no longer that the journal is about to lock."""
        self._sidebar.set_warning("")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before it was in a window a page could not say where the keyboard belongs. A window
        # that comes back from the task bar leaves it where it was.
        if self._shown is not None and not event.spontaneous():
            self._shown.focus_first()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self, notices: Sequence[OpeningNotice]) -> None:
        theme = self._theme
        above = QVBoxLayout()
        self._above = above
        above.setSpacing(theme.px(8))
        told = opening_notices.of(
            notices,
            theme,
            now=self._journal.now(),
            newest=self._journal.newest_made_at(),
            is_made_up=self._journal.settings.value.is_made_up,
        )
        for notice in told:
            above.addWidget(notice)
        above.addWidget(self._bring_up)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(above)
        right.addWidget(self._stack, 1)
        right.addWidget(self._said)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self._sidebar.chosen.connect(self._on_wanted)
        self._sidebar.lock_asked.connect(self.lock_wanted)
        self._sidebar.offline_asked.connect(self._dialogs.offline)
        self._theme.changed.connect(self._fit)
        self._journal.changed.connect(self._on_changed)
        self._journal.damaged.connect(self._on_damaged)
        for name in PageName:
            self.commands.action(Act(name.value)).triggered.connect(self._on_page_command)
        for act, slot in {
            Act.NEW_ENTRY: self._ways.new_entry,
            Act.BRING_UP: self._ways.bring_up,
            Act.SEARCH: self._ways.search,
            Act.LOCK: self.lock_wanted,
            Act.QUICK_HIDE: self.hide_wanted,
            Act.QUIT: self.quit_wanted,
            Act.UNDO: self._on_undo,
            Act.REDO: self._on_redo,
            Act.CHART_OR_TABLE: self._on_chart_or_table,
            Act.ANYWHERE: self._dialogs.anywhere,
            Act.NEXT_AREA: self._on_next_area,
            Act.KEYS: self._dialogs.keys,
            Act.OFFLINE: self._dialogs.offline,
        }.items():
            self.commands.action(act).triggered.connect(slot)

    def _this_minute(self) -> datetime:
        # What is due, what is to come and the day itself move with the clock alone.
        return self._journal.now().replace(second=0)

    @Slot()
    def _on_damaged(self) -> None:
        notice = opening_notices.damaged(self._theme)
        notice.add_action(self.tr("Repair…")).clicked.connect(self.repair_wanted)
        self.tell(notice)
        notice.announce()

    @Slot(object)
    def _on_changed(self, _topic: Topic) -> None:
        self._read_at.clear()

    def _name_of(self, page: Page) -> PageName:
        return next(name for name, each in self._pages.items() if each is page)

    @Slot()
    def _fit(self) -> None:
        px = self._theme.px
        narrow = is_narrow(self.window(), self._theme)
        self._sidebar.set_rail(narrow)
        # What is told above a page begins and ends where the page does.
        width = self.width() - self._sidebar.width()
        side = side_margin(width, self._theme, narrow=narrow)
        self._above.setContentsMargins(side, px(12), side, 0)

    @Slot(str)
    def _on_wanted(self, name: str) -> None:
        self.go(PageName(name))

    @Slot()
    def _on_page_command(self) -> None:
        self.go(PageName(self.sender().objectName()))

    @Slot()
    def _on_chart_or_table(self) -> None:
        page: object = self._shown
        if isinstance(page, HasTable):
            page.toggle_table()

    @Slot()
    def _on_undo(self) -> None:
        self._turn(self._journal.undo, self.tr("Undone"), self.tr("There is nothing to undo"))

    @Slot()
    def _on_redo(self) -> None:
        self._turn(self._journal.redo, self.tr("Done again"), self.tr("There is nothing to redo"))

    def _turn(self, turn: Callable[[], bool], done: str, nothing: str) -> None:
        try:
            self.say(done if turn() else nothing)
        except StoreError as error:
            self.say(problems.describe(error).happened)

    @Slot()
    def _on_next_area(self) -> None:
        focused = QApplication.focusWidget()
        if self._shown is not None and focused is not None and self._sidebar.isAncestorOf(focused):
            self._shown.focus_first()
        else:
            self._sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _widget(page: Page) -> QWidget:
    # A protocol cannot say that what fulfils it is a widget; every page is one.
    return cast("QWidget", page)
