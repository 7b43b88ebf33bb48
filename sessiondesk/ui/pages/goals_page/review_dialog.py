"""The dialog for looking at a goal again: where it stands, and whether it stays as it is."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.goal import Measure
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_goals
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.pages.goals_page.goal_record import NEXT_REVIEW, GoalRecord
from sessiondesk.ui.pages.goals_page.step_dialogs import told_number
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.scale import Placed, Scale
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick
from sessiondesk.ui.wording import number

_MOST_LINES = 4

Keep = Callable[[float | None, date | None, str], None]
Note = Callable[[float | None], None]


class ReviewDialog(KeepDialog):
    """Asks where a goal stands; then it is kept as it is until another day, or adjusted.

    Signals:
        adjust_wanted: It should be adjusted; where it stands is on disk.
    """

    adjust_wanted = Signal()

    def __init__(
        self,
        record: GoalRecord,
        journal: Journal,
        book: DraftBook,
        theme: Theme,
        *,
        prompts: Prompts,
        keep: Keep,
        note: Note,
        parent: QWidget,
    ) -> None:
        """Make the dialog.

        Args:
            record: The goal with what happened on the way.
            journal: The open journal.
            book: Where drafts are kept.
            theme: The look in force.
            prompts: What is asked.
            keep: Keeps the goal as it is: (where it stands, the day of the next look, words).
            note: Keeps only where it stands.
            parent: The page beneath.
        """
        super().__init__(
            self.tr("How is it with this goal?"),
            "",
            theme,
            verb=self.tr("Keep it as it is"),
            keep=self.tr("Not now"),
            width=560,
            parent=parent,
        )
        goal, rating = record.goal, prompts.goals.rating
        self._goal = goal
        self._keep = keep
        self._note = note
        self._scale = Scale(
            rating.question, rating.low_text, rating.high_text, theme, placed=Placed.ABOVE
        )
        self._count = TextField(self.tr("What is the number now?"), theme, most=16)
        today = journal.today()
        self._again = Tick(self.tr("Look at it again on a day"), theme)
        self._again.setChecked(True)
        self._day = DayPicker(
            self.tr("Day of the review"),
            today + NEXT_REVIEW[goal.horizon],
            theme,
            first=today,
            hides_label=True,
        )
        self._words = OwnWords(
            self.tr("A word on it, if you like"), theme, lines=(2, 5), hides_label=False
        )
        self.remember(self._words, book, "goal.review", goal.id)
        self._adjust = buttons.second(self.tr("Adjust it…"), theme, icon="pencil")
        self._lay_out(record, prompts, theme)
        self._again.toggled.connect(self._day.setVisible)
        self._adjust.clicked.connect(self._on_adjust)

    def _lay_out(self, record: GoalRecord, prompts: Prompts, theme: Theme) -> None:
        px, goal = theme.px, self._goal
        is_rating = goal.measure is Measure.OWN_RATING
        if record.value_today is not None:
            value = record.value_today.value
            self._scale.value = round(value) if is_rating else None
            self._count.text = number(value)
        again = QHBoxLayout()
        again.setSpacing(px(12))
        again.addWidget(self._again, 1)
        again.addStrut(px(44))
        self._day.setFixedWidth(px(224))
        again.addWidget(self._day)
        form = QWidget()
        column = QVBoxLayout(form)
        # Room for the focus ring, and for the scroll bar of a low window.
        column.setContentsMargins(px(4), px(4), px(14), px(4))
        column.setSpacing(px(12))
        words = wording_goals.shown(goal.text)
        column.addWidget(Label(words, theme, Role.OWN_WORDS, max_lines=_MOST_LINES))
        if not goal.measure.is_entered:
            # What was entered before would lead the answer.
            stands = wording_goals.standing(goal, record.first, record.now)
            column.addWidget(labels.quiet(stands, theme))
        asked = QVBoxLayout()
        asked.setSpacing(px(2))
        for question in prompts.goals.check:
            asked.addWidget(labels.quiet(question, theme))
        column.addLayout(asked)
        for field, measure in (
            (self._scale, Measure.OWN_RATING),
            (self._count, Measure.COUNT),
        ):
            column.addWidget(field)
            # Only now: what has no parent yet would come up as a window.
            field.setVisible(goal.measure is measure)
        column.addWidget(self._words)
        column.addLayout(again)
        column.addWidget(self._adjust, 0, buttons.AT_START)
        self.body.addWidget(TallBody(form, theme))
        self.close_body()
        fields = {Measure.OWN_RATING: self._scale, Measure.COUNT: self._count}
        fields.get(goal.measure, self.yes).setFocus()

    @override
    def keep(self) -> None:
        review_on = self._day.day if self._again.isChecked() else None
        self._keep(self._told(), review_on, self._words.text.strip())

    @override
    def focus_field(self, field: str) -> None:
        self._count.setFocus()

    def _told(self) -> float | None:
        if self._goal.measure is Measure.OWN_RATING:
            rated = self._scale.value
            return None if rated is None else float(rated)
        return told_number(self._count.text) if self._goal.measure is Measure.COUNT else None

    def _on_adjust(self) -> None:
        try:
            self._note(self._told())
        except InvalidFieldError as error:
            self.say_wrong(self.sentence_for(error))
            self.focus_field(error.field)
        except StoreError as error:
            self.show_problem(error)
        else:
            self.reject()
            self.adjust_wanted.emit()
