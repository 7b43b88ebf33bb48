"""The dialogs for a new goal and for adjusting one."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.goal import Goal, GoalState, Horizon
from sessiondesk.domain.prompts import Prompts
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.pages.goals_page.goal_form import GoalForm, Offered, Told
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.pick_line import PickLine
from sessiondesk.ui.widgets.tick import Tick

_WIDTH = 560


class NewGoalDialog(KeepDialog):
    """Asks for a goal: its words first, the rest as far as it is known."""

    def __init__(
        self,
        book: DraftBook,
        offered: Offered,
        theme: Theme,
        *,
        prompts: Prompts,
        keep: Callable[[Told], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            self.tr("What would you like to work towards?"),
            "",
            theme,
            verb=self.tr("Keep this goal"),
            keep=self.tr("Not now"),
            width=_WIDTH,
            parent=parent,
        )
        self._keep = keep
        self._form = GoalForm(None, offered, theme)
        self._examples = _Examples(prompts, theme)
        self._form.below_words.addWidget(
            labels.caption(self.tr("What would you be doing if it were going well?"), theme)
        )
        self._form.below_words.addWidget(self._examples)
        self._form.horizon_picked.connect(self._examples.show_horizon)
        self._examples.show_horizon(self._form.horizon)
        self._examples.picked.connect(self._on_example)
        self.remember(self._form.words, book, "goal.new")
        self.body.addWidget(TallBody(self._form, theme))
        self.close_body()
        self._form.words.setFocus()

    @override
    def keep(self) -> None:
        self._keep(self._form.told)

    def _on_example(self, words: str) -> None:
        written = self._form.words.text.strip()
        if not written or self._examples.is_one_of_them(written):
            self._form.words.text = words
        else:
            # What the person wrote stays; the example comes under it, to be made one.
            self._form.words.text = f"{written}\n{words}"
        self._form.words.setFocus()

    @override
    def focus_field(self, field: str) -> None:
        self._form.focus_field(field)


class AdjustDialog(KeepDialog):
    """Asks what changes about a goal and, if the person wants to say it, why."""

    def __init__(
        self,
        goal: Goal,
        book: DraftBook,
        offered: Offered,
        theme: Theme,
        *,
        keep: Callable[[Told, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            self.tr("What changes about this goal?"),
            "",
            theme,
            verb=self.tr("Adjust it"),
            keep=self.tr("Leave it as it is"),
            width=_WIDTH,
            parent=parent,
        )
        self._keep = keep
        self._form = GoalForm(goal, offered, theme)
        self._pauses = Tick(self.tr("Pause it for now"), theme)
        self._pauses.setChecked(goal.state is GoalState.PAUSED)
        self._reason = OwnWords(
            self.tr("Why, if you want to say"), theme, lines=(2, 5), hides_label=False
        )
        column = self._form.layout()
        if column is not None:
            column.addWidget(self._pauses)
            column.addWidget(self._reason)
        self.remember(self._form.words, book, "goal.words", goal.id)
        self.remember(self._reason, book, "goal.reason", goal.id)
        self.body.addWidget(TallBody(self._form, theme))
        self.close_body()
        self._form.words.setFocus()

    @override
    def keep(self) -> None:
        told = self._form.told
        state = GoalState.PAUSED if self._pauses.isChecked() else GoalState.ACTIVE
        goal = replace(told.goal, state=state)
        self._keep(replace(told, goal=goal), self._reason.text.strip())

    @override
    def focus_field(self, field: str) -> None:
        self._form.focus_field(field)


class _Examples(Disclosure):
    """How a wish became something one can do; one of them can be begun with.

    Signals:
        picked: The words to begin with.
    """

    picked = Signal(str)

    def __init__(self, prompts: Prompts, theme: Theme) -> None:
        super().__init__(self.tr("Show examples"), theme, hide=self.tr("Hide the examples"))
        self._lines: list[tuple[Horizon, PickLine]] = []
        self._words: dict[QObject, str] = {}
        self.body.addWidget(labels.caption(prompts.goals.shape, theme))
        for each in prompts.goals.templates:
            line = PickLine(
                each.specific,
                theme,
                caption=self.tr("instead of “{vague}”").format(vague=each.vague),
            )
            line.setAccessibleDescription(self.tr("Begin with these words"))
            line.clicked.connect(self._on_example)
            self._words[line] = each.specific
            self._lines.append((Horizon(each.kind), line))
            self.body.addWidget(line)

    def show_horizon(self, horizon: Horizon) -> None:
        """Show the examples that are as far away."""
        for each, line in self._lines:
            line.setVisible(each is horizon)

    def is_one_of_them(self, words: str) -> bool:
        """Whether words are those of an example, unchanged."""
        return words in self._words.values()

    def _on_example(self) -> None:
        self.picked.emit(self._words[self.sender()])
