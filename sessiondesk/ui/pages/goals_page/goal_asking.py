"""Asks the person about a goal, and hands the answer on to be kept."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.goal import Adjustment, Goal, GoalState, GoalValue, Measure, Win
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog
from sessiondesk.ui.pages.goals_page.goal_acts import GoalActs
from sessiondesk.ui.pages.goals_page.goal_dialogs import AdjustDialog, NewGoalDialog
from sessiondesk.ui.pages.goals_page.goal_form import Told
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord
from sessiondesk.ui.pages.goals_page.review_dialog import ReviewDialog
from sessiondesk.ui.pages.goals_page.step_dialogs import ClosingDialog, ValueDialog, WinDialog
from sessiondesk.ui.pages.goals_page.values_dialog import ValuesDialog
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.practice_view import PracticeView
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question

_Does = Callable[[GoalRecord], None]


class Asked(Enum):
    """What the person wants to do with the goal."""

    LOG = "log"
    TAKE_BACK = "take_back"
    GO_TO_TODAY = "go_to_today"
    ADJUST = "adjust"
    REVIEW = "review"
    VALUES = "values"
    PRACTICE = "practice"
    BRING_UP = "bring_up"
    CLOSING_WORDS = "closing_words"
    REACHED = "reached"
    LET_GO = "let_go"
    TAKE_UP = "take_up"
    REMOVE = "remove"


class GoalAsking(QObject):
    """Opens the dialogs of the page. What cannot be read raises ``StoreError`` at once.

    Signals:
        began: A new goal is on disk: (the goal).
        remove_wanted: Something should go into the bin: (its kind, its id).
        adjust_wanted: A goal should be adjusted: (its id).
        opens: A ``Link`` to a record on another page.
    """

    began = Signal(object)
    remove_wanted = Signal(object, str)
    adjust_wanted = Signal(str)
    opens = Signal(object)

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

    def do(self, asked: Asked, record: GoalRecord) -> None:
        """Do what the person wants with a goal, or ask first.

        Raises:
            StoreError: It could not be read or kept.
        """
        does: dict[Asked, _Does] = {
            Asked.LOG: self._ask_value,
            Asked.TAKE_BACK: self._take_back,
            Asked.ADJUST: self._ask_adjustment,
            Asked.REVIEW: self._ask_review,
            Asked.VALUES: self._show_values,
            Asked.PRACTICE: self._show_practice,
            Asked.CLOSING_WORDS: self._ask_closing_words,
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
            practice_id = record.goal.practice_id
            keeps = partial(self._log_practice, record.goal)
            dialog = PracticeDialog(
                record.counted, practice_id, self._journal, self._theme, self._page, keep=keeps
            )
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

    def _log_practice(self, goal: Goal, helped: int | None, obstacle: str, _day: date) -> None:
        self._acts.log_practice(goal, helped, obstacle)

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

    def _ask_review(self, record: GoalRecord) -> None:
        dialog = ReviewDialog(
            record,
            self._journal,
            self._book,
            self._theme,
            prompts=self._prompts,
            keep=partial(self._acts.review, record.goal),
            note=partial(self._acts.note, record.goal),
            parent=self._page,
        )
        # The dialog dies with the page, and what it would call with it.
        dialog.adjust_wanted.connect(partial(self.adjust_wanted.emit, record.goal.id))
        dialog.open()

    def _show_values(self, record: GoalRecord) -> None:
        dialog = ValuesDialog(record.goal, self._journal, self._theme, self._page)
        dialog.change_asked.connect(partial(self._ask_other_value, record.goal, dialog))
        dialog.open()

    def _ask_other_value(self, goal: Goal, over: QWidget, about: GoalValue) -> None:
        ValueDialog(
            goal,
            self._journal,
            self._theme,
            prompts=self._prompts,
            keep=partial(self._acts.log, goal),
            about=about,
            parent=over,
        ).open()

    def _show_practice(self, record: GoalRecord) -> None:
        practice_id = record.goal.practice_id
        if practice_id is not None:
            view = PracticeView(practice_id, self._journal, self._theme, self._page)
            view.opens.connect(self.opens)
            view.open()

    def _ask_closing_words(self, record: GoalRecord) -> None:
        RewordDialog(
            self.tr("Say it differently?"),
            record.goal.closing_words,
            ("goal.closing_words", Kind.GOAL, record.goal.id),
            self._journal,
            self._theme,
            keep=partial(self._acts.reword_closing, record.goal),
            may_be_empty=True,
            parent=self._page,
        ).open()

    def reason(self, adjustments: Sequence[Adjustment]) -> None:
        """Ask for another reason for what was changed at once."""
        if adjustments:
            RewordDialog(
                self.tr("Why did it change?"),
                adjustments[0].reason,
                ("goal_adjustment.reason", Kind.GOAL_ADJUSTMENT, adjustments[0].id),
                self._journal,
                self._theme,
                keep=partial(self._journal.goals.keep_reason, adjustments),
                may_be_empty=True,
                parent=self._page,
            ).open()

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
