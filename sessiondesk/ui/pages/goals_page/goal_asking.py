"""Asks the person about a goal, and hands the answer on to be kept."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.goal import Goal, GoalState, Measure, Win
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog
from sessiondesk.ui.pages.goals_page.goal_acts import GoalActs
from sessiondesk.ui.pages.goals_page.goal_dialogs import AdjustDialog, NewGoalDialog
from sessiondesk.ui.pages.goals_page.goal_form import Told
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord
from sessiondesk.ui.pages.goals_page.step_dialogs import ClosingDialog, ValueDialog, WinDialog
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question

_Does = Callable[[GoalRecord], None]


class Asked(Enum):
    """What the person wants to do with the goal."""

    LOG = "log"
    TAKE_BACK = "take_back"
    GO_TO_TODAY = "go_to_today"
    ADJUST = "adjust"
    KEEP_AS_IT_IS = "keep_as_it_is"
    REACHED = "reached"
    LET_GO = "let_go"
    TAKE_UP = "take_up"
    REMOVE = "remove"


class GoalAsking(QObject):
    """Opens the dialogs of the page. What cannot be read raises ``StoreError`` at once.

    Signals:
        began: A new goal is on disk: (the goal).
        failed: An answer could not be kept: (the error, what tries again).
        remove_wanted: Something should go into the bin: (its kind, its id).
    """

    began = Signal(object)
    failed = Signal(object, object)
    remove_wanted = Signal(object, str)

    def __init__(
        self, journal: Journal, acts: GoalActs, theme: Theme, prompts: Prompts, *, page: QWidget
    ) -> None:
        super().__init__(page)
        self._journal = journal
        self._acts = acts
        self._book = DraftBook(journal, "goal")
        self._theme = theme
        self._prompts = prompts
        self._page = page
        self._practised: Goal | None = None

    def do(self, asked: Asked, record: GoalRecord) -> None:
        """Do what the person wants with a goal, or ask first.

        Raises:
            StoreError: It could not be read or kept.
        """
        does: dict[Asked, _Does] = {
            Asked.LOG: self._ask_value,
            Asked.TAKE_BACK: self._take_back,
            Asked.ADJUST: self._ask_adjustment,
            Asked.KEEP_AS_IT_IS: self._keep_as_it_is,
            Asked.REACHED: self._ask_if_reached,
            Asked.LET_GO: self._ask_to_let_go,
            Asked.TAKE_UP: self._take_up,
            Asked.REMOVE: self._ask_to_remove,
        }
        does[asked](record)

    def settle(self) -> None:
        """Keep a draft of what is being typed into a dialog, or was when it was closed.

        Raises:
            StoreError: Not all of it is on disk; none of it is forgotten.
        """
        for dialog in self._page.findChildren(KeepDialog):
            dialog.settle()
        self._book.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is typed into a dialog, or was, and is not on disk."""
        for dialog in self._page.findChildren(KeepDialog):
            dialog.hand_over()
        return self._book.unsaved()

    def new_goal(self) -> None:
        """Ask for a new goal."""
        NewGoalDialog(
            self._book,
            self._acts.offered(),
            self._theme,
            prompts=self._prompts,
            keep=self._begin,
            parent=self._page,
        ).open()

    def win(self, goal: Goal, win: Win | None) -> None:
        """Ask for a win, or for other words for one that is there."""
        WinDialog(
            goal,
            win,
            self._journal,
            self._book,
            self._theme,
            keep=self._journal.goals.add_win,
            parent=self._page,
        ).open()

    def _begin(self, told: Told) -> None:
        self._acts.begin(told)
        self.began.emit(told.goal)

    def _ask_value(self, record: GoalRecord) -> None:
        if record.goal.measure is Measure.PRACTICE_DAYS:
            self._practised = record.goal
            dialog = PracticeDialog(
                record.counted, record.goal.practice_id, self._journal, self._theme, self._page
            )
            dialog.given.connect(self._on_practised)
            dialog.open()
            return
        ValueDialog(
            record.goal,
            self._journal,
            self._theme,
            prompts=self._prompts,
            keep=partial(self._acts.log, record.goal),
            parent=self._page,
        ).open()

    def _on_practised(self, helped: int | None, obstacle: str) -> None:
        goal = self._practised
        if goal is not None:
            keeps = partial(self._acts.log_practice, goal, helped, obstacle)
            try:
                keeps()
            except StoreError as error:
                self.failed.emit(error, keeps)

    def _take_back(self, record: GoalRecord) -> None:
        if record.log_today is not None:
            self._acts.take_back_log(record.log_today)

    def _ask_adjustment(self, record: GoalRecord) -> None:
        AdjustDialog(
            record.goal,
            self._book,
            self._acts.offered(record.goal),
            self._theme,
            keep=self._acts.adjust,
            parent=self._page,
        ).open()

    def _keep_as_it_is(self, record: GoalRecord) -> None:
        self._acts.keep_as_it_is(record.goal)

    def _ask_if_reached(self, record: GoalRecord) -> None:
        self._ask_closing(record.goal, GoalState.REACHED)

    def _ask_to_let_go(self, record: GoalRecord) -> None:
        self._ask_closing(record.goal, GoalState.LET_GO)

    def _ask_closing(self, goal: Goal, state: GoalState) -> None:
        ClosingDialog(
            goal,
            state,
            self._journal,
            self._book,
            self._theme,
            prompts=self._prompts,
            keep=partial(self._acts.close, goal, state),
            parent=self._page,
        ).open()

    def _take_up(self, record: GoalRecord) -> None:
        self._acts.take_up(record.goal)

    def _ask_to_remove(self, record: GoalRecord) -> None:
        question = Question(
            self.tr("Remove this goal?"),
            self.tr(
                "It moves to Recently deleted with its values, wins and history, and stays "
                "there for 30 days. Until then it can be brought back."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self._page,
        )
        # The dialog dies with the page, and a bound signal with the dialog.
        question.accepted.connect(partial(self.remove_wanted.emit, Kind.GOAL, record.goal.id))
        question.open()
