"""The form for a goal: its words, how far away it is, how it is measured, and what to aim at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.goal import Goal, Horizon, Measure
from sessiondesk.domain.ids import GoalId, PracticeId, TagId
from sessiondesk.domain.practice import DAYS_IN_A_WEEK, Practice
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.domain.tag import Tag
from sessiondesk.ui import wording_goals
from sessiondesk.ui.pages.goals_page.goal_record import NEXT_REVIEW
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick

_NONE: Final = ""
_NEW: Final = "new"
_MOST_COUNT: Final = 999_999
_LONGEST_NAME: Final = 2000
_FIELD: Final = 224
_USUAL_AIM: Final = {
    Measure.OWN_RATING: 7.0,
    Measure.PRACTICE_DAYS: 4.0,
    Measure.TAG_DAYS: 4.0,
    Measure.COUNT: 10.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a goal can be tied to.

    Attributes:
        goals: The long-term goals that another one can serve.
        practices: The practices that can be counted.
        tags: The tags that can be counted.
        today: The day it is.
    """

    goals: Sequence[Goal]
    practices: Sequence[Practice]
    tags: Sequence[Tag]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the form says.

    Attributes:
        goal: The goal.
        practice: A practice that has to be kept with it. None: it is kept already, or none.
        tag: A tag, likewise.
    """

    goal: Goal = field(repr=False)
    practice: Practice | None = None
    tag: Tag | None = None


class GoalForm(QWidget):
    """Everything about a goal that a person decides.

    Signals:
        horizon_picked: Short-term or long-term was chosen.

    Attributes:
        words: The editor of the goal's own words.
        below_words: The column right under it.
    """

    horizon_picked = Signal(object)

    def __init__(
        self, goal: Goal | None, offered: Offered, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """Make a form.

        Args:
            goal: What it shows at first. None: nothing, for a new one.
            offered: What the goal can be tied to.
            theme: The look in force.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._goal = goal
        self._offered = offered
        self._is_review_touched = goal is not None
        horizon = Horizon.SHORT if goal is None else goal.horizon
        measure = Measure.OWN_RATING if goal is None else goal.measure
        self.words = OwnWords(
            self.tr("In your own words"),
            theme,
            text="" if goal is None else goal.text,
            lines=(2, 5),
            hides_label=False,
        )
        self.below_words = QVBoxLayout()
        self._horizon = Segmented(
            self.tr("How far away"),
            [(each.value, wording_goals.lane(each)) for each in Horizon],
            theme,
            value=horizon.value,
        )
        self._serves = ChoiceBox(
            self.tr("Which long-term goal does it serve?"),
            [
                (_NONE, self.tr("None, or I don’t know")),
                *((each.id, wording_goals.in_short(each.text)) for each in offered.goals),
            ],
            theme,
            value=_NONE if goal is None else goal.serves_id or _NONE,
        )
        self._measure = ChoiceBox(
            self.tr("How do you want to see where it stands?"),
            [(each.value, wording_goals.measure_to_pick(each)) for each in Measure],
            theme,
            value=measure.value,
        )
        self._practice = ChoiceBox(
            self.tr("Practice"),
            [
                *((each.id, wording_goals.in_short(each.text)) for each in offered.practices),
                (_NEW, self.tr("Something new…")),
            ],
            theme,
            value=(goal.practice_id if goal is not None else None) or _NEW,
        )
        self._new_practice = TextField(
            self.tr("What you will practise"), theme, most=_LONGEST_NAME
        )
        self._tag = ChoiceBox(
            self.tr("Tag"),
            [
                *((each.id, wording_goals.in_short(each.name)) for each in offered.tags),
                (_NEW, self.tr("A new tag…")),
            ],
            theme,
            value=(goal.tag_id if goal is not None else None) or _first_tag(offered),
        )
        self._new_tag = TextField(self.tr("Name of the tag"), theme, most=_LONGEST_NAME)
        self._has_aim = Tick(self.tr("With a number to aim at"), theme)
        self._has_aim.setChecked(goal is not None and goal.aim is not None)
        self._aims = {each: self._make_aim(each) for each in Measure}
        on = offered.today + NEXT_REVIEW[horizon]
        reviewed = goal.review_on if goal is not None else on
        self._has_review = Tick(self.tr("Look at it again on a day"), theme)
        self._has_review.setChecked(reviewed is not None)
        self._review = DayPicker(
            self.tr("Day of the review"), reviewed or on, theme, hides_label=True
        )
        self._lay_out()
        self._connect()
        self._show()

    @property
    def horizon(self) -> Horizon:
        """Short-term or long-term, as chosen."""
        return Horizon(self._horizon.value or Horizon.SHORT.value)

    @property
    def told(self) -> Told:
        """What the form says.

        Raises:
            InvalidFieldError: Something is missing.
        """
        text = self.words.text.strip()
        if not text:
            # Before all else: it stands at the top.
            raise InvalidFieldError("text", "Write down the goal.")
        measure = Measure(self._measure.value)
        aim = self._aims[measure].value if self._has_aim.isChecked() else None
        practice, practice_id = self._told_practice(measure, aim)
        tag, tag_id = self._told_tag(measure)
        is_short = self.horizon is Horizon.SHORT
        serves = self._serves.value if is_short else _NONE
        goal = self._goal or Goal(text=text, began_on=self._offered.today)
        goal = replace(
            goal,
            text=text,
            horizon=self.horizon,
            serves_id=GoalId(serves) if serves else None,
            measure=measure,
            practice_id=practice_id,
            tag_id=tag_id,
            aim=aim,
            review_on=self._review.day if self._has_review.isChecked() else None,
        )
        return Told(goal=goal, practice=practice, tag=tag)

    def focus_field(self, field: str) -> None:
        """Put the keyboard into the field of that name."""
        new_tag, new_practice = self._new_tag.isVisible(), self._new_practice.isVisible()
        {
            "text": self.words,
            "practice_id": self._new_practice if new_practice else self._practice,
            "tag_id": self._new_tag if new_tag else self._tag,
        }.get(field, self._measure).setFocus()

    def _told_practice(
        self, measure: Measure, aim: float | None
    ) -> tuple[Practice | None, PracticeId | None]:
        if measure is not Measure.PRACTICE_DAYS:
            return None, None
        if self._practice.value != _NEW:
            return None, PracticeId(self._practice.value)
        text = self._new_practice.text.strip()
        if not text:
            raise InvalidFieldError("practice_id", "Choose the practice to count.")
        days = DAYS_IN_A_WEEK if aim is None else max(1, round(aim))
        practice = Practice(text=text, agreed_on=self._offered.today, days_a_week=days)
        return practice, practice.id

    def _told_tag(self, measure: Measure) -> tuple[Tag | None, TagId | None]:
        if measure is not Measure.TAG_DAYS:
            return None, None
        if self._tag.value != _NEW:
            return None, TagId(self._tag.value)
        name = " ".join(self._new_tag.text.split())
        if not name:
            raise InvalidFieldError("tag_id", "Choose the tag to count.")
        for known in self._offered.tags:
            if known.name.casefold() == name.casefold():
                return None, known.id
        tag = Tag(name=name)
        return tag, tag.id

    def _make_aim(self, measure: Measure) -> NumberField:
        aim = self._goal.aim if self._goal is not None and self._goal.measure is measure else None
        value = _USUAL_AIM[measure] if aim is None else aim
        names = {
            Measure.OWN_RATING: self.tr("Rating to aim at"),
            Measure.PRACTICE_DAYS: self.tr("Days a week to aim at"),
            Measure.TAG_DAYS: self.tr("Days a week to aim at"),
            Measure.COUNT: self.tr("Number to aim at"),
        }
        highs = {Measure.OWN_RATING: HIGHEST, Measure.COUNT: _MOST_COUNT}
        return NumberField(
            names[measure],
            self._theme,
            low=0,
            high=highs.get(measure, DAYS_IN_A_WEEK),
            value=value,
            unit=self._unit(measure),
            # A figure that was brought in with decimals must not be rounded unseen.
            decimals=0 if value.is_integer() else 1,
            hides_label=True,
        )

    def _unit(self, measure: Measure) -> str:
        if measure is Measure.OWN_RATING:
            return self.tr(" of 10")
        return "" if measure is Measure.COUNT else self.tr(" days a week")

    def _lay_out(self) -> None:
        px = self._theme.px
        self.below_words.setSpacing(px(4))
        own = QVBoxLayout()
        own.setSpacing(px(4))
        own.addWidget(self.words)
        own.addLayout(self.below_words)
        far = QVBoxLayout()
        far.setSpacing(px(4))
        far.addWidget(labels.label(self.tr("How far away"), self._theme))
        far.addWidget(self._horizon)
        aim = self._row(self._has_aim, self._aims.values())
        review = self._row(self._has_review, [self._review])
        column = QVBoxLayout(self)
        # Room for the focus ring, and for the scroll bar of a low window.
        column.setContentsMargins(px(4), px(4), px(14), px(4))
        column.setSpacing(px(14))
        column.addLayout(own)
        column.addLayout(far)
        column.addWidget(self._serves)
        column.addWidget(self._measure)
        for widget in (self._practice, self._new_practice, self._tag, self._new_tag):
            column.addWidget(widget)
        column.addLayout(aim)
        column.addLayout(review)
        self.setFocusProxy(self.words)

    def _row(self, tick: Tick, fields: Iterable[QWidget]) -> QHBoxLayout:
        """Put what a tick asks for beside it; the row keeps its height without it."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(12))
        row.addWidget(tick, 1)
        row.addStrut(self._theme.px(44))
        for each in fields:
            each.setFixedWidth(self._theme.px(_FIELD))
            row.addWidget(each)
        return row

    def _connect(self) -> None:
        self._horizon.picked.connect(self._on_horizon)
        for box in (self._measure, self._practice, self._tag):
            box.picked.connect(self._show)
        for tick in (self._has_aim, self._has_review):
            tick.toggled.connect(self._show)
        self._review.picked.connect(self._on_review)

    def _on_horizon(self) -> None:
        if not self._is_review_touched:
            self._review.day = self._offered.today + NEXT_REVIEW[self.horizon]
        self._show()
        self.horizon_picked.emit(self.horizon)

    def _on_review(self) -> None:
        self._is_review_touched = True

    def _show(self) -> None:
        """Show the fields that the answers so far ask for."""
        measure = Measure(self._measure.value)
        is_practice = measure is Measure.PRACTICE_DAYS
        is_tag = measure is Measure.TAG_DAYS
        is_short = self.horizon is Horizon.SHORT
        self._serves.setVisible(is_short and bool(self._offered.goals))
        self._practice.setVisible(is_practice and bool(self._offered.practices))
        self._new_practice.setVisible(is_practice and self._practice.value == _NEW)
        self._tag.setVisible(is_tag and bool(self._offered.tags))
        self._new_tag.setVisible(is_tag and self._tag.value == _NEW)
        for each, number in self._aims.items():
            number.setVisible(each is measure and self._has_aim.isChecked())
        self._review.setVisible(self._has_review.isChecked())


def _first_tag(offered: Offered) -> str:
    return offered.tags[0].id if offered.tags else _NEW
