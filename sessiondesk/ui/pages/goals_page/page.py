"""Goals: two lanes of cards, a shelf, and the page of the one that is chosen."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.goal import Adjustment, Goal
from sessiondesk.domain.ids import GoalId, WinId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.pages.goals_page import goal_record
from sessiondesk.ui.pages.goals_page.goal_acts import GoalActs
from sessiondesk.ui.pages.goals_page.goal_asking import Asked, GoalAsking
from sessiondesk.ui.pages.goals_page.goal_detail import GoalDetail
from sessiondesk.ui.pages.goals_page.goal_list import RING, GoalList
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.notice import Kind as NoticeKind
from sessiondesk.ui.widgets.notice import Notice
from sessiondesk.ui.widgets.page_frame import PageFrame, Scroll

_LIST: Final = 372
_LIST_NARROW: Final = 296
_SHOWN: Final = {
    Topic.GOALS,
    Topic.PRACTICES,
    Topic.TAGS,
    Topic.CHECKINS,
    Topic.LIFE_EVENTS,
    Topic.SETTINGS,
}


class GoalsPage(QWidget):
    """What a person works towards.

    Signals:
        wants: Name of the page the person wants to go to.
        opens: A ``Link`` to a record on another page.
        brings_up: A ``BringUpOffer`` with a goal in it.
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
        self._acts = GoalActs(journal)
        self._asking = GoalAsking(journal, self._acts, theme, prompts, page=self)
        self._chosen: GoalId | None = None
        self._record: GoalRecord | None = None
        self._is_stale = False
        self._shown_on = journal.today()
        self._retry: Callable[[], None] | None = None
        self._put_back: tuple[Kind, str] | None = None
        self._is_table = False
        self._opens_shelf = False
        self._frame = _Frame(
            self.tr("Goals"),
            theme,
            self.tr("Adjusting a goal is part of the work, not a step back"),
            scrolls=False,
        )
        self._new = buttons.second(self.tr("New goal"), theme, icon="plus")
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
        self._list = GoalList(theme)
        self._detail = GoalDetail(theme, prompts)
        self._card = Card(theme, padding=(20, 16))
        self._empty_new = buttons.main(self.tr("New goal"), theme, icon="plus")
        self._empty = EmptyState(
            "target",
            self.tr("No goals yet"),
            self.tr(
                "One is enough, and it may be vague: it can be put into other words later, as "
                "often as you like."
            ),
            theme,
            [self._empty_new],
        )
        self._parts = QWidget()
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
        """Keep a draft of what is being typed into a dialog.

        Raises:
            StoreError: It was not kept; the words stay in memory, and the page says so.
        """
        try:
            self._asking.settle()
        except StoreError as error:
            self._fail(error, self._asking.settle)
            raise

    def unsaved(self) -> list[Draft]:
        """Return the words that were not kept, as drafts."""
        return self._asking.unsaved()

    def focus_first(self) -> None:
        """Put the keyboard on the chosen goal, or on the way to the first one."""
        if self._record is None:
            self._empty_new.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._list.focus_chosen()

    def toggle_table(self) -> None:
        """Show the table instead of the chart, or the chart instead of the table."""
        self._on_table(not self._is_table)

    def open_goal(self, goal_id: GoalId) -> None:
        """Show one goal, on the shelf or not."""
        self._chosen = goal_id
        self._opens_shelf = True
        self._read()

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show a goal, or the one that a win is of; one that is gone is passed over."""
        if kind is Kind.WIN:
            try:
                goal_id = self._journal.goals.goal_of_win(WinId(record_id))
            except StoreError as error:
                self._fail(error, partial(self.show_record, kind, record_id))
                return
            if goal_id is not None:
                self.open_goal(goal_id)
        elif kind is Kind.GOAL:
            self.open_goal(GoalId(record_id))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or self._shown_on != self._journal.today():
            self._read()

    # Showing.

    def _read(self) -> None:
        self._shown_on = self._journal.today()
        try:
            self._show(self._records())
        except StoreError as error:
            self._fail(error, self._read)
            return
        self._is_stale = False

    def _records(self) -> Sequence[GoalRecord]:
        """Return all goals; of those that are over as much as the list says of them.

        Ten years of them would hold up the page.
        """
        goals = self._journal.goals.all()
        if self._opens_shelf:
            self._opens_shelf = False
            if any(each.id == self._chosen and each.state.is_on_shelf for each in goals):
                self._list.open_shelf()
        return goal_record.read_all(self._journal, goals, shelf=self._list.is_shelf_open)

    def _show(self, records: Sequence[GoalRecord]) -> None:
        today = self._shown_on
        goals = [each for each in records if not each.goal.state.is_on_shelf]
        # What was closed last is looked for first.
        shelf = sorted(
            (each for each in records if each.goal.state.is_on_shelf),
            key=_closed_on,
            reverse=True,
        )
        self._empty.setVisible(not records)
        self._parts.setVisible(bool(records))
        self._new.setVisible(bool(records))
        self._list.show_records(goals, shelf, today=today, also=self._chosen)
        record = self._choose(records)
        if record is not None and record.goal.state.is_on_shelf:
            record = goal_record.read(self._journal, record.goal, [each.goal for each in records])
        self._record = record
        self._card.setVisible(self._record is not None)
        if self._record is not None:
            self._chosen = self._record.goal.id
            self._list.choose(self._chosen)
            self._detail.show_record(self._record, today=today)

    def _choose(self, records: Sequence[GoalRecord]) -> GoalRecord | None:
        """Return the chosen goal; where it cannot be seen, one with a review due, or the first."""
        seen = {each.goal.id: each for each in records if each.goal.id in self._list.ids}
        if self._chosen in seen:
            return seen[self._chosen]
        due = [
            each
            for each in seen.values()
            if each.review_on is not None and each.review_on <= self._shown_on
        ]
        in_order = [seen[each] for each in self._list.ids]
        return next(iter([*due, *in_order]), None)

    def _lay_out(self) -> None:
        px = self._theme.px
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

    def _fit(self) -> None:
        width = _LIST_NARROW if self._frame.is_narrow else _LIST
        self._detail.set_narrow(self._frame.is_narrow)
        self._list.setFixedWidth(self._theme.px(width) + 2 * RING)

    def _connect(self) -> None:
        self._journal.changed.connect(self._on_changed)
        self._theme.changed.connect(self._fit)
        self._frame.narrow_changed.connect(self._fit)
        self._new.clicked.connect(self._on_new)
        self._empty_new.clicked.connect(self._on_new)
        self._list.chosen.connect(self._on_chosen)
        self._list.shelf_opened.connect(self._read)
        self._detail.asked.connect(self._on_asked)
        self._detail.table_wanted.connect(self._on_table)
        self._detail.wins.add_asked.connect(self._on_add_win)
        self._detail.wins.change_asked.connect(self._on_change_win)
        self._detail.wins.remove_asked.connect(self._on_remove_win)
        self._asking.began.connect(self._on_began)
        self._asking.opens.connect(self.opens)
        self._asking.adjust_wanted.connect(self._on_adjust)
        self._detail.goal_wanted.connect(self._on_chosen)
        self._detail.changes.reason_asked.connect(self._on_reason)
        self._detail.changes.forget_asked.connect(self._on_forget)
        self._asking.remove_wanted.connect(self._on_remove)
        self._not_saved.retry.connect(self._on_again)
        self._undo.clicked.connect(self._on_put_back)

    # Keeping.

    def _try(self, keeps: Callable[[], None]) -> bool:
        """Do what writes; where it could not, say so and offer to try again."""
        try:
            keeps()
        except StoreError as error:
            self._fail(error, keeps)
            return False
        self._not_saved.clear()
        return True

    def _fail(self, error: StoreError, keeps: Callable[[], None]) -> None:
        self._retry = keeps
        self._not_saved.show_problem(error)

    def _on_again(self) -> None:
        if self._retry is not None:
            self._try(self._retry)

    def _on_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    # Choosing, and looking.

    def _on_chosen(self, goal_id: str) -> None:
        self.open_goal(GoalId(goal_id))

    def _on_began(self, goal: Goal) -> None:
        self.open_goal(goal.id)

    def _on_table(self, is_table: bool) -> None:  # noqa: FBT001 - Qt sends it
        self._is_table = is_table
        self._detail.show_table(is_table)

    # What the person does.

    def _on_new(self) -> None:
        self._try(self._asking.new_goal)

    def _on_asked(self, asked: Asked) -> None:
        if asked is Asked.GO_TO_TODAY:
            self.wants.emit("today")
        elif asked is Asked.BRING_UP and self._record is not None:
            goal = self._record.goal
            self.brings_up.emit(
                BringUpOffer(text=goal.text, source=SourceKind.GOAL, source_id=goal.id)
            )
        elif self._record is not None:
            self._try(partial(self._asking.do, asked, self._record))

    def _on_adjust(self, goal_id: str) -> None:
        if self._record is not None and self._record.goal.id == goal_id:
            self._try(partial(self._asking.do, Asked.ADJUST, self._record))

    def _on_reason(self, adjustments: Sequence[Adjustment]) -> None:
        self._try(partial(self._asking.reason, adjustments))

    def _on_forget(self, adjustments: Sequence[Adjustment]) -> None:
        self._try(partial(self._journal.goals.forget_adjustments, adjustments))

    def _on_add_win(self) -> None:
        if self._record is not None:
            self._try(partial(self._asking.win, self._record.goal, None))

    def _on_change_win(self, win_id: str) -> None:
        record = self._record
        for win in () if record is None else record.wins:
            if record is not None and win.id == win_id:
                self._try(partial(self._asking.win, record.goal, win))

    def _on_remove_win(self, win_id: str) -> None:
        self._on_remove(Kind.WIN, win_id)

    # Removing, and bringing back.

    def _on_remove(self, kind: Kind, record_id: str) -> None:
        if self._try(partial(self._acts.remove, kind, record_id)):
            self._put_back = (kind, record_id)
            self._removed.show()
            self._removed.announce()

    def _on_put_back(self) -> None:
        if self._put_back is None:
            return
        kind, record_id = self._put_back
        if kind is Kind.GOAL:
            self._chosen = GoalId(record_id)
        if self._try(partial(self._journal.bin.restore, kind, record_id)):
            self._put_back = None
            self._removed.hide()
            self.focus_first()


class _Frame(PageFrame):
    """A frame whose body begins where the focus ring of the list does, not its cards."""

    @override
    def _fit(self) -> None:
        super()._fit()
        inside = self.body.contentsMargins()
        inside.setLeft(inside.left() - RING)
        self.body.setContentsMargins(inside)


def _closed_on(record: GoalRecord) -> date:
    return record.state_since or record.goal.began_on
