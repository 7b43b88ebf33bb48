"""Patterns: those that were named, and the page of the one that is chosen."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.ids import PatternId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.journal.entries import EntryKey
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import BringUpOffer, Link
from sessiondesk.ui.pages.patterns_page import pattern_record
from sessiondesk.ui.pages.patterns_page.pattern_asking import PatternAsking
from sessiondesk.ui.pages.patterns_page.pattern_detail import PatternDetail
from sessiondesk.ui.pages.patterns_page.pattern_list import RING, PatternList
from sessiondesk.ui.pattern_dialog import PatternDialog
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.notice import Kind as NoticeKind
from sessiondesk.ui.widgets.notice import Notice
from sessiondesk.ui.widgets.page_frame import PageFrame, Scroll

_LIST: Final = 372
_LIST_NARROW: Final = 240
_SHOWN: Final = {
    Topic.PATTERNS,
    Topic.CHECKINS,
    Topic.SESSIONS,
    Topic.COURSES,
    Topic.TAGS,
    # A refused proposal is kept there.
    Topic.SETTINGS,
}


class PatternsPage(QWidget):
    """What a person is beginning to recognise.

    Signals:
        wants: Name of the page the person wants to go to.
        opens: A ``Link`` to an entry that another page shows.
        brings_up: A ``BringUpOffer`` with the pattern that is chosen.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._chosen: PatternId | None = None
        self._record: pattern_record.PatternRecord | None = None
        self._is_stale = False
        self._is_table = False
        self._retry: Callable[[], object] | None = None
        self._put_back: PatternId | None = None
        self._frame = _Frame(
            self.tr("Patterns"),
            theme,
            self.tr("What you are beginning to recognise, in your own words"),
            scrolls=False,
        )
        self._from_tag = buttons.plain(self.tr("Make one of a tag…"), theme)
        self._new = buttons.second(self.tr("Name a pattern…"), theme, icon="plus")
        self._not_saved = NotSavedBar(theme)
        self._removed = Notice(
            NoticeKind.INFO,
            self.tr("Removed"),
            self.tr("It is in Recently deleted for 30 days."),
            theme,
            icon="trash-2",
            can_close=True,
        )
        self._undo = self._removed.add_action(self.tr("Bring it back"))
        self._removed.hide()
        self._list = PatternList(theme)
        self._detail = PatternDetail(journal, theme, prompts)
        self._asking = PatternAsking(journal, theme, prompts, detail=self._detail, page=self)
        self._card = Card(theme, padding=(20, 16))
        self._empty_new = buttons.main(self.tr("Name a pattern…"), theme, icon="plus")
        self._empty_tag = buttons.second(self.tr("Make one of a tag…"), theme)
        self._empty_tag.set_height(44)
        self._empty = EmptyState(
            "search",
            self.tr("No patterns yet"),
            self.tr(
                "When something keeps coming back, give it a name of your own. Earlier entries "
                "can be linked to it later."
            ),
            theme,
            [self._empty_tag, self._empty_new],
        )
        self._parts = QWidget()
        self._wondering = QTimer(self)
        self._wondering.setSingleShot(True)
        self._wondering.setInterval(0)
        self._wondering.timeout.connect(self._on_wondering)
        self._lay_out()
        self._connect()
        self._read()

    # What the window asks.

    def refresh(self) -> None:
        """Read again, if the page is in view; else when it next is."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def settle(self) -> None:
        """Keep what is being typed.

        Raises:
            StoreError: It was not kept; the words stay in the page, which says so.
        """
        try:
            self._detail.settle()
            for dialog in self.findChildren(PatternDialog):
                dialog.settle()
        except StoreError as error:
            self._fail(error, self.settle)
            raise

    def unsaved(self) -> list[Draft]:
        """Return the words that were not kept, as drafts."""
        in_dialogs = (dialog.unsaved() for dialog in self.findChildren(PatternDialog))
        return [*self._detail.unsaved(), *(draft for each in in_dialogs for draft in each)]

    def focus_first(self) -> None:
        """Put the keyboard on the chosen pattern, or on the way to the first one."""
        if self._record is None:
            self._empty_new.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._list.focus_chosen()

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show a pattern; for one that was merged, that which stands for it."""
        pattern = self._journal.patterns.find(PatternId(record_id))
        if kind is Kind.PATTERN and pattern is not None:
            self._choose(pattern.merged_into or pattern.id)

    def toggle_table(self) -> None:
        """Show the table instead of the chart, or the chart instead of the table."""
        self._on_table(not self._is_table)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    # Showing.

    def _read(self) -> None:
        try:
            patterns = self._journal.patterns.all()
            counts = self._journal.patterns.counts()
            chosen = next((each for each in patterns if each.id == self._chosen), None)
            chosen = chosen or next(iter(patterns), None)
            self._record = None if chosen is None else pattern_record.read(self._journal, chosen)
        except StoreError as error:
            self._fail(error, self._read)
            return
        self._is_stale = False
        self._asking.pattern = chosen
        today = self._journal.today()
        has_tags = self._journal.tags.has_any()
        self._empty.setVisible(not patterns)
        self._empty_tag.setVisible(has_tags)
        self._parts.setVisible(bool(patterns))
        self._new.setVisible(bool(patterns))
        self._from_tag.setVisible(bool(patterns) and has_tags)
        self._list.show_patterns(patterns, counts, today=today)
        if self._record is not None:
            self._chosen = self._record.pattern.id
            self._list.choose(self._chosen)
            self._detail.show_record(self._record, can_merge=len(patterns) > 1)
        # Looking through everything ever written can wait until the page is there.
        self._wondering.start()

    @Slot()
    def _on_wondering(self) -> None:
        record = self._record
        if record is None:
            return
        try:
            entry = self._journal.patterns.suggestion(record.pattern)
        except StoreError:
            # A question less: what cannot be read says so where it is needed.
            entry = None
        self._detail.show_suggestion(entry, record)

    def _choose(self, pattern_id: PatternId) -> None:
        """Show another pattern, once what is typed about this one is kept."""
        if pattern_id != self._chosen:
            try:
                self.settle()
            except StoreError:
                if self._chosen is not None:
                    self._list.choose(self._chosen)
                return
        self._chosen = pattern_id
        self._read()

    def _lay_out(self) -> None:
        px = self._theme.px
        self._frame.add_action(self._from_tag)
        self._frame.add_action(self._new)
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.body.addWidget(Scroll(self._detail, self._theme))
        parts = QHBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(px(16))
        parts.addWidget(self._list)
        parts.addWidget(self._card, 1)
        notices = QVBoxLayout()
        notices.setContentsMargins(RING, 0, 0, 0)
        notices.setSpacing(px(8))
        notices.addWidget(self._not_saved)
        notices.addWidget(self._removed)
        self._frame.body.addLayout(notices)
        self._frame.body.addWidget(self._parts, 1)
        self._frame.body.addWidget(self._empty, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        width = _LIST_NARROW if self._frame.is_narrow else _LIST
        self._list.setFixedWidth(self._theme.px(width) + 2 * RING)

    def _connect(self) -> None:
        self._journal.changed.connect(self._on_changed)
        self._theme.changed.connect(self._fit)
        self._frame.narrow_changed.connect(self._fit)
        for button in (self._new, self._empty_new):
            button.clicked.connect(self._asking.new)
        for button in (self._from_tag, self._empty_tag):
            button.clicked.connect(self._asking.from_tag)
        self._list.chosen.connect(self._on_chosen)
        self._not_saved.retry.connect(self._on_again)
        self._undo.clicked.connect(self._on_put_back)
        self._detail.failed.connect(self._on_failed)
        self._detail.table_wanted.connect(self._on_table)
        self._detail.bring_up_wanted.connect(self._on_bring_up)
        self._detail.linked.opens.connect(self._on_opens)
        self._detail.suggestion.opens.connect(self._on_opens)
        self._asking.chose.connect(self._on_chosen)
        self._asking.removed.connect(self._on_removed)
        self._asking.kept.connect(self._not_saved.clear)
        self._asking.failed.connect(self._on_failed)

    # Keeping.

    def _try(self, keeps: Callable[[], object]) -> bool:
        """Do what writes; where it could not, say so and offer to try again."""
        try:
            keeps()
        except StoreError as error:
            self._fail(error, keeps)
            return False
        self._not_saved.clear()
        return True

    def _fail(self, error: StoreError, keeps: Callable[[], object] | None) -> None:
        self._retry = keeps
        self._not_saved.show_problem(error)

    @Slot(object, object)
    def _on_failed(self, error: StoreError, keeps: Callable[[], object] | None) -> None:
        self._fail(error, keeps)

    @Slot()
    def _on_again(self) -> None:
        # Without anything to do again, what was typed is all there is to keep.
        self._try(self._retry or self._detail.settle)

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    # Choosing, and looking.

    @Slot(str)
    def _on_chosen(self, pattern_id: str) -> None:
        self._choose(PatternId(pattern_id))

    @Slot(bool)
    def _on_table(self, is_table: bool) -> None:  # noqa: FBT001 - a slot
        self._is_table = is_table
        self._detail.show_table(is_table)

    @Slot(object)
    def _on_opens(self, key: EntryKey) -> None:
        self.opens.emit(Link(kind=key.kind, id=key.id))

    @Slot()
    def _on_bring_up(self) -> None:
        if self._record is not None:
            pattern = self._record.pattern
            self.brings_up.emit(
                BringUpOffer(text=pattern.name, source=SourceKind.PATTERN, source_id=pattern.id)
            )

    # Removing, and bringing back.

    @Slot(str)
    def _on_removed(self, pattern_id: str) -> None:
        self._put_back = PatternId(pattern_id)
        self._removed.show()
        self._removed.announce()
        self.focus_first()

    @Slot()
    def _on_put_back(self) -> None:
        if self._put_back is None:
            return
        restore = partial(self._journal.bin.restore, Kind.PATTERN, self._put_back)
        if self._try(restore):
            self._chosen, self._put_back = self._put_back, None
            self._removed.hide()
            self._read()
            self.focus_first()


class _Frame(PageFrame):
    """A frame whose body begins where the focus ring of the list does, not its cards."""

    @override
    def _fit(self) -> None:
        super()._fit()
        inside = self.body.contentsMargins()
        inside.setLeft(inside.left() - RING)
        self.body.setContentsMargins(inside)
