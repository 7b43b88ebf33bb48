"""The open journal in the window: the sidebar, one page at a time, and what holds anywhere."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.guard import Enforced
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import offline_words, opening_notices, problems
from sessiondesk.ui.bring_up_panel import BringUpPanel
from sessiondesk.ui.commands import BEHIND, Act, Commands, PageName, page_title
from sessiondesk.ui.go_anywhere import GoAnywhere
from sessiondesk.ui.keys_list import KeysList
from sessiondesk.ui.menu_bar import MenuBar
from sessiondesk.ui.offline_facts import OfflineFacts
from sessiondesk.ui.page import (
    BringUpOffer,
    HasTable,
    HasUnsaved,
    Link,
    OffersBringUps,
    OpensRecords,
    Page,
    Searches,
    ShowsRecords,
    TakesEntries,
)
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Notice, announce
from sessiondesk.ui.widgets.page_frame import is_narrow, side_margin
from sessiondesk.ui.widgets.sidebar import NavItem, Sidebar
from sessiondesk.vault.healing import Notice as OpeningNotice

_ICONS: Final = {
    PageName.TODAY: "sun",
    PageName.JOURNAL: "book-open",
    PageName.SESSIONS: "messages-square",
    PageName.GOALS: "target",
    PageName.TRENDS: "chart-spline",
    PageName.PREP_SHEET: "file-text",
    PageName.SETTINGS: "settings",
}
_SHOWN_ON: Final = {
    Kind.CHECKIN: PageName.JOURNAL,
    Kind.THERAPY_SESSION: PageName.SESSIONS,
    Kind.AFTERWARDS: PageName.SESSIONS,
    Kind.GOAL: PageName.GOALS,
    Kind.PATTERN: PageName.PATTERNS,
    Kind.SIGN: PageName.SIGNS,
    Kind.LIFE_EVENT: PageName.LIFE_EVENTS,
    Kind.SAFETY_PLAN: PageName.SAFETY_PLAN,
}
# Read in passing, and spoken; nothing is lost by not seeing it.
_SAID_MILLISECONDS: Final = 6000


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
        notices: Sequence[OpeningNotice] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show the first page.

        Args:
            journal: The open journal.
            theme: The look in force.
            make_page: Makes a page when it is shown for the first time.
            enforced: What holds about the network here.
            notices: What opening the journal brought to light.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._make_page = make_page
        self._enforced = enforced
        self._pages: dict[PageName, Page] = {}
        # Ten years take a moment to read: a page is read again only when there is a reason.
        self._read_at: dict[PageName, datetime] = {}
        self.commands = Commands(self)
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
        self._said = Label("", theme, Role.CAPTION, centred=True)
        self._said.hide()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MILLISECONDS)
        self._quiet.timeout.connect(self._said.hide)
        self._bring_up = BringUpPanel(journal, theme)
        self._lay_out(notices)
        self._connect()
        self.go(PageName.TODAY)

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
            each: object = page
            if isinstance(each, OpensRecords):
                each.opens.connect(self.open_record)
            if isinstance(each, OffersBringUps):
                each.brings_up.connect(self._on_brings_up)
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

    @Slot(object)
    def open_record(self, link: Link) -> None:
        """Go to the page that shows a record, and to the record on it."""
        name = _SHOWN_ON.get(link.kind)
        if name is None:
            return
        self.go(name)
        page: object = self._shown
        if self.current is name and isinstance(page, ShowsRecords):
            page.show_record(link.kind, link.id)

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
        return [
            draft
            for each in (*self._editors(), *self._pages.values())
            if isinstance(each, HasUnsaved)
            for draft in each.unsaved()
        ]

    def _editors(self) -> list[BringUpPanel | PracticeDialog]:
        """Return what is written in outside the pages."""
        return [self._bring_up, *self.findChildren(PracticeDialog)]

    def tell(self, notice: Notice) -> None:
        """Show ``notice`` over the pages."""
        self._above.insertWidget(0, notice)
        notice.show()

    def say(self, words: str) -> None:
        """Say something in passing, such as that an act was taken back."""
        self._said.setText(words)
        self._said.show()
        self._quiet.start()
        announce(self, words)

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
        self._sidebar.offline_asked.connect(self._on_offline)
        self._theme.changed.connect(self._fit)
        self._journal.changed.connect(self._on_changed)
        self._journal.damaged.connect(self._on_damaged)
        for name in PageName:
            self.commands.action(Act(name.value)).triggered.connect(self._on_page_command)
        for act, slot in {
            Act.NEW_ENTRY: self._on_new_entry,
            Act.BRING_UP: self._on_bring_up,
            Act.SEARCH: self._on_search,
            Act.LOCK: self.lock_wanted,
            Act.QUICK_HIDE: self.hide_wanted,
            Act.QUIT: self.quit_wanted,
            Act.UNDO: self._on_undo,
            Act.REDO: self._on_redo,
            Act.CHART_OR_TABLE: self._on_chart_or_table,
            Act.ANYWHERE: self._on_anywhere,
            Act.NEXT_AREA: self._on_next_area,
            Act.KEYS: self._on_keys,
            Act.OFFLINE: self._on_offline,
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
    def _on_new_entry(self) -> None:
        self.go(PageName.TODAY)
        page: object = self._shown
        if isinstance(page, TakesEntries):
            page.new_entry()

    @Slot()
    def _on_search(self) -> None:
        self.go(PageName.JOURNAL)
        page: object = self._shown
        if isinstance(page, Searches):
            page.search()

    @Slot()
    def _on_bring_up(self) -> None:
        self._bring_up.bring()

    @Slot(object)
    def _on_brings_up(self, offer: BringUpOffer) -> None:
        self._bring_up.bring(offer)

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
    def _on_anywhere(self) -> None:
        dialog = GoAnywhere(self.commands, self._theme, self)
        dialog.chosen.connect(self._on_anywhere_chosen)
        dialog.open()

    @Slot(Act)
    def _on_anywhere_chosen(self, act: Act) -> None:
        self.commands.action(act).trigger()

    @Slot()
    def _on_next_area(self) -> None:
        focused = QApplication.focusWidget()
        if self._shown is not None and focused is not None and self._sidebar.isAncestorOf(focused):
            self._shown.focus_first()
        else:
            self._sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_keys(self) -> None:
        ReadingDialog(
            self.tr("Keys"), KeysList(self.commands, self._theme), self._theme, self
        ).open()

    @Slot()
    def _on_offline(self) -> None:
        ReadingDialog(
            self.tr("What keeps this offline"),
            OfflineFacts(self._enforced, self._theme, process_id=os.getpid()),
            self._theme,
            self,
        ).open()


def _widget(page: Page) -> QWidget:
    # A protocol cannot say that what fulfils it is a widget; every page is one.
    return cast("QWidget", page)
