"""The dialogs for what happens on the way: a value, a win, and how a goal ends."""

import math
from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.goal import Goal, GoalState, GoalValue, Measure, Win
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_goals, wording_sessions
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog
from sessiondesk.ui.pages.goals_page import goal_record
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.scale import Placed, Scale
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.wording import MINUS, number

_MOST_LINES: Final = 4
_HIGHEST_COUNT: Final = 999_999_999


def told_number(words: str) -> float | None:
    """Return the number that was typed; None where nothing was.

    Raises:
        InvalidFieldError: It is no number, or one that cannot be.
    """
    text = words.strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= _HIGHEST_COUNT:
        raise InvalidFieldError("value", "Choose 0 or more.")
    return value


class ValueDialog(KeepDialog):
    """Asks where a goal stands: a rating from 0 to 10 or a count, for today or another day."""

    def __init__(
        self,
        goal: Goal,
        journal: Journal,
        theme: Theme,
        *,
        prompts: Prompts,
        keep: Callable[[GoalValue | None, float | None, date], None],
        about: GoalValue | None = None,
        parent: QWidget,
    ) -> None:
        """Make the dialog.

        Args:
            goal: The goal, measured by a rating or a count.
            journal: The open journal.
            theme: The look in force.
            prompts: What is asked.
            keep: Keeps it: (what was kept for that day before, the value or None, the day).
            about: The value to put otherwise. None: one for a day the person chooses.
            parent: The page beneath.
        """
        rating = prompts.goals.rating
        is_rating = goal.measure is Measure.OWN_RATING
        super().__init__(
            rating.question if is_rating else self.tr("What is the number now?"),
            "",
            theme,
            verb=self.tr("Log it"),
            keep=self.tr("Not now"),
            width=500,
            parent=parent,
        )
        self._goal = goal
        self._journal = journal
        self._keep = keep
        self._before: GoalValue | None = None
        self._scale = Scale(
            self.tr("How close"), rating.low_text, rating.high_text, theme, placed=Placed.ABOVE
        )
        self._count = TextField(self.tr("Number"), theme, most=16)
        today = journal.today()
        self._day = DayPicker(
            self.tr("Day"), today, theme, first=min(goal.began_on, today), last=today
        )
        self.body.addWidget(
            Label(wording_goals.shown(goal.text), theme, Role.OWN_WORDS, max_lines=_MOST_LINES)
        )
        self.body.addWidget(self._scale)
        self.body.addWidget(self._count)
        (self._count if is_rating else self._scale).hide()
        self.body.addWidget(self._day)
        self.close_body()
        self._day.picked.connect(self._show_day)
        if about is None:
            self._show_day()
        else:
            # Several may be kept for one day, so the day stays.
            self._day.day = about.day
            self._day.setEnabled(False)
            self._show(about)
        (self._scale if is_rating else self._count).setFocus()

    @override
    def keep(self) -> None:
        self._keep(self._before, self._told(), self._day.day)

    @override
    def focus_field(self, field: str) -> None:
        self._count.setFocus()

    def _told(self) -> float | None:
        if self._goal.measure is Measure.OWN_RATING:
            rated = self._scale.value
            return None if rated is None else float(rated)
        return told_number(self._count.text)

    def _show_day(self) -> None:
        """Show what was kept for the day, so that it can be changed or taken back."""
        self._show(goal_record.value_on(self._journal, self._goal, self._day.day))

    def _show(self, before: GoalValue | None) -> None:
        self._before = before
        value = None if before is None else before.value
        self._scale.value = None if value is None else round(value)
        self._count.text = "" if value is None else number(value).replace(MINUS, "-")


class WinDialog(KeepDialog):
    """Asks for something that went well, and when."""

    def __init__(
        self,
        goal: Goal,
        win: Win | None,
        journal: Journal,
        book: DraftBook,
        theme: Theme,
        *,
        keep: Callable[[Win], None],
        parent: QWidget,
    ) -> None:
        """Make the dialog; ``win`` is the one to word differently, None for a new one."""
        super().__init__(
            self.tr("What went well?"),
            "",
            theme,
            verb=self.tr("Keep it"),
            keep=self.tr("Not now") if win is None else self.tr("Leave it as it is"),
            parent=parent,
        )
        self._goal = goal
        self._win = win
        self._keep = keep
        self._words = OwnWords(
            self.tr("In your own words"),
            theme,
            text="" if win is None else win.text,
            hides_label=False,
        )
        today = journal.today()
        self._day = DayPicker(self.tr("Day"), today if win is None else win.day, theme, last=today)
        if win is None:
            self.remember(self._words, book, "goal.win", goal.id)
        else:
            self.remember(self._words, book, "win.words", win.id)
        self.body.addWidget(self._words)
        self.body.addWidget(self._day)
        self.close_body()
        self._words.setFocus()

    @override
    def keep(self) -> None:
        text = self._words.text.strip()
        win = Win(goal_id=self._goal.id, day=self._day.day, text=text)
        if self._win is not None:
            win = Win(goal_id=self._goal.id, day=self._day.day, text=text, id=self._win.id)
        self._keep(win)

    @override
    def focus_field(self, field: str) -> None:
        self._words.setFocus()


class ClosingDialog(KeepDialog):
    """Asks whether a goal is reached, or should be let go, and for a word on it."""

    def __init__(
        self,
        goal: Goal,
        state: GoalState,
        journal: Journal,
        book: DraftBook,
        theme: Theme,
        *,
        prompts: Prompts,
        keep: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """Make the dialog; ``state`` is REACHED or LET_GO."""
        is_reached = state is GoalState.REACHED
        shelf = self.tr("It moves to “Reached and let go” with its history.")
        back = self.tr("It can be taken up again.")
        began = wording_sessions.day_and_month(goal.began_on, today=journal.today())
        asks = prompts.goals.on_reached.format(date=began) if is_reached else ""
        super().__init__(
            self.tr("Is this goal reached?") if is_reached else self.tr("Let this goal go?"),
            f"{shelf} {back}",
            theme,
            verb=self.tr("It is reached") if is_reached else self.tr("Let it go"),
            keep=self.tr("Not yet") if is_reached else self.tr("Keep it"),
            parent=parent,
        )
        self._keep = keep
        self._words = OwnWords(self.tr("A word on it, if you like"), theme, hides_label=False)
        self.remember(self._words, book, f"goal.{state}", goal.id)
        words = wording_goals.in_short(goal.text)
        self.body.addWidget(Label(words, theme, Role.OWN_WORDS, max_lines=_MOST_LINES))
        if asks:
            self.body.addWidget(labels.body(asks, theme))
        self.body.addWidget(self._words)
        self.close_body()
        self._words.setFocus()

    @override
    def keep(self) -> None:
        self._keep(self._words.text.strip())
