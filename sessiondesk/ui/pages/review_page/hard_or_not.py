"""Is this hard, or is it not right? Six questions one at a time, then both columns."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Movement
from sessiondesk.domain.review_prompts import MovementQuestion
from sessiondesk.insights.evidence import Beside
from sessiondesk.ui import wording_review
from sessiondesk.ui.pages.review_page.two_columns import TwoColumns
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.tick import Tick

_HARD = "hard"
_NOT_RIGHT = "not_right"


class HardOrNot(QWidget):
    """Both sides of a question may be ticked, and no result is computed.

    Signals:
        changed: A tick or a word is not what it was.

    Attributes:
        hard_words: Own words on the one side.
        not_right_words: Own words on the other.
    """

    changed = Signal()

    def __init__(self, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._questions = prompts.hard_or_not_right.questions
        self._at = 0
        self._steps = [_Step(each, theme) for each in self._questions]
        for step in self._steps:
            step.ticked.connect(partial(self._on_step_ticked, step))
        self._one_by_one = self._make_steps(prompts)
        self._ticks: dict[str, dict[Movement, Tick]] = {_HARD: {}, _NOT_RIGHT: {}}
        self.hard_words = self._words(self.tr("In your own words: this is hard"))
        self.not_right_words = self._words(self.tr("In your own words: this isn’t right"))
        hard = self._column(
            _HARD, self.tr("This is hard"), self.tr("some sense of movement"), self.hard_words
        )
        not_right = self._column(
            _NOT_RIGHT,
            self.tr("This isn’t right"),
            self.tr("no movement, or not a match"),
            self.not_right_words,
        )
        self._both = TwoColumns(hard, not_right, theme)
        again = buttons.quiet(self.tr("One question at a time"), theme)
        again.set_flush()
        again.clicked.connect(self.begin)
        self._again = again
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._one_by_one)
        column.addWidget(self._both)
        column.addWidget(again, 0, buttons.AT_START)
        self._show_step()
        self._show_columns(is_shown=False)

    @property
    def hard(self) -> frozenset[Movement]:
        """The questions answered with "this is hard"."""
        return self._ticked(_HARD)

    @property
    def not_right(self) -> frozenset[Movement]:
        """The questions answered with "this isn't right"."""
        return self._ticked(_NOT_RIGHT)

    def set_ticks(self, hard: Iterable[Movement], not_right: Iterable[Movement]) -> None:
        """Show these answers; with any of them both columns are there at once."""
        wanted: Mapping[str, frozenset[Movement]] = {
            _HARD: frozenset(hard),
            _NOT_RIGHT: frozenset(not_right),
        }
        for side, ticks in self._ticks.items():
            for id_, tick in ticks.items():
                tick.setChecked(id_ in wanted[side])
        self._at = 0
        self._show_step()
        self._show_columns(is_shown=any(wanted.values()) or self._has_words)

    def show_beside(self, found: Beside) -> None:
        """Show what the record says beside each question."""
        for step in self._steps:
            step.show_beside(found)

    def focus_first(self) -> None:
        """Put the focus on the first answer that is shown."""
        is_asking = not self._one_by_one.isHidden()
        first = self._steps[self._at] if is_asking else self._first_tick
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Ask one question at a time, from the first on."""
        self._at = 0
        self._show_columns(is_shown=False)
        self._show_step()
        self._steps[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _has_words(self) -> bool:
        return bool(self.hard_words.text.strip() or self.not_right_words.text.strip())

    @property
    def _first_tick(self) -> Tick:
        return next(iter(self._ticks[_HARD].values()))

    def _ticked(self, side: str) -> frozenset[Movement]:
        return frozenset(id_ for id_, tick in self._ticks[side].items() if tick.isChecked())

    def _make_steps(self, prompts: Prompts) -> Card:
        theme = self._theme
        card = Card(theme, prompts.hard_or_not_right.title, title_role=Role.HEADLINE)
        self._back = buttons.plain(self.tr("Back"), theme)
        self._next = buttons.second(self.tr("Next"), theme)
        self._all = buttons.quiet(self.tr("Show both columns"), theme)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._all.clicked.connect(self._on_all)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._back)
        foot.addWidget(self._all)
        foot.addStretch(1)
        foot.addWidget(self._next)
        card.body.addWidget(labels.quiet(prompts.hard_or_not_right.intro, theme))
        for step in self._steps:
            card.body.addWidget(step)
        card.body.addLayout(foot)
        return card

    def _column(self, side: str, title: str, caption: str, words: OwnWords) -> Card:
        theme = self._theme
        card = Card(theme, title, caption, title_role=Role.HEADLINE)
        for each in self._questions:
            tick = Tick(each.hard if side == _HARD else each.not_right, theme)
            tick.setAccessibleDescription(each.ask)
            tick.toggled.connect(self.changed)
            self._ticks[side][Movement(each.id)] = tick
            card.body.addWidget(tick)
        card.body.addWidget(words)
        card.body.addStretch(1)
        return card

    def _words(self, name: str) -> OwnWords:
        words = OwnWords(
            name, self._theme, placeholder=self.tr("In your own words…"), lines=(3, 12)
        )
        words.typed.connect(self.changed)
        return words

    def _show_columns(self, *, is_shown: bool) -> None:
        self._one_by_one.setVisible(not is_shown)
        self._both.setVisible(is_shown)
        self._again.setVisible(is_shown)

    def _show_step(self) -> None:
        self._one_by_one.set_caption(
            self.tr("{n} of {of}").format(n=self._at + 1, of=len(self._steps))
        )
        for place, step in enumerate(self._steps):
            step.setVisible(place == self._at)
            hard, not_right = (side[step.id] for side in self._ticks.values())
            step.set_ticks(hard=hard.isChecked(), not_right=not_right.isChecked())
        self._back.setEnabled(self._at > 0)

    # What the person does.

    def _on_step_ticked(self, step: "_Step") -> None:
        self._ticks[_HARD][step.id].setChecked(step.is_hard)
        self._ticks[_NOT_RIGHT][step.id].setChecked(step.is_not_right)

    def _on_back(self) -> None:
        self._at = max(0, self._at - 1)
        self._show_step()
        self._told()

    def _on_next(self) -> None:
        if self._at + 1 == len(self._steps):
            self._on_all()
            return
        self._at += 1
        self._show_step()
        self._told()

    def _told(self) -> None:
        step = self._steps[self._at]
        announce(self, step.words)
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_all(self) -> None:
        self._show_columns(is_shown=True)
        self._first_tick.setFocus(Qt.FocusReason.OtherFocusReason)


class _Step(QWidget):
    """One question, what the record says beside it, and an answer on either side.

    Signals:
        ticked: An answer was ticked or taken back.

    Attributes:
        id: Which question.
    """

    ticked = Signal()

    def __init__(self, question: MovementQuestion, theme: Theme) -> None:
        super().__init__()
        self.id = Movement(question.id)
        self._question = question
        self._says = labels.caption("", theme)
        self._hard = Tick(question.hard, theme)
        self._not_right = Tick(question.not_right, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(labels.readout(question.ask, theme))
        column.addWidget(self._says)
        for tick in (self._hard, self._not_right):
            tick.setAccessibleDescription(question.ask)
            tick.clicked.connect(self.ticked)
            column.addWidget(tick)
        self.setFocusProxy(self._hard)
        self.show_beside(Beside())

    @property
    def is_hard(self) -> bool:
        """Whether "this is hard" is ticked."""
        return self._hard.isChecked()

    @property
    def is_not_right(self) -> bool:
        """Whether "this isn't right" is ticked."""
        return self._not_right.isChecked()

    @property
    def words(self) -> str:
        """The question and what the record says, to be read out."""
        return f"{self._question.ask} {self._says.text()}"

    def set_ticks(self, *, hard: bool, not_right: bool) -> None:
        """Show the answers."""
        self._hard.setChecked(hard)
        self._not_right.setChecked(not_right)

    def show_beside(self, found: Beside) -> None:
        """Show what the record says."""
        told = wording_review.beside(self.id, found)
        says = " ".join(told) or self.tr("Nothing about this yet.")
        self._says.setText(self.tr("Your record: {says}").format(says=says))
