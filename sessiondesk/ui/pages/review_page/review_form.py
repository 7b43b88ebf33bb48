"""What the person ticks and writes in a review, and what comes of it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Finding, Movement, Review, Step
from sessiondesk.ui.pages.review_page.hard_or_not import HardOrNot
from sessiondesk.ui.pages.review_page.steps_card import StepsCard
from sessiondesk.ui.review_pieces import key_of
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.own_words import OwnWords

_Id = TypeVar("_Id", Movement, Step)


class ReviewForm(QWidget):
    """The six questions, the steps, and what is changed and kept.

    Signals:
        changed: Something is not what it was.

    Attributes:
        questions: Is this hard, or is it not right?
        steps: What can be done when nothing moves.
    """

    changed = Signal()

    def __init__(self, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._aside: set[str] = set()
        self.questions = HardOrNot(prompts, theme)
        self.steps = StepsCard(prompts, theme)
        self._own = OwnWords(
            prompts.hard_or_not_right.ending, theme, lines=(2, 8), hides_label=False
        )
        self._decisions = OwnWords(
            prompts.review.agenda[-1].rstrip("."), theme, lines=(2, 8), hides_label=False
        )
        words = Card(theme)
        words.body.addWidget(self._own)
        words.body.addWidget(self._decisions)
        words.body.addWidget(self._agenda(prompts, theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self.questions)
        column.addWidget(self.steps)
        column.addWidget(words)
        self.questions.changed.connect(self.changed)
        self.steps.changed.connect(self.changed)
        self._own.typed.connect(self.changed)
        self._decisions.typed.connect(self.changed)

    @property
    def aside(self) -> frozenset[str]:
        """Keys of the findings that were put aside."""
        return frozenset(self._aside)

    def put_aside(self, key: str) -> None:
        """Let a finding stand apart."""
        self._aside.add(key)
        self.changed.emit()

    def take_back(self, key: str) -> None:
        """Let it stand in its list again."""
        self._aside.discard(key)
        self.changed.emit()

    def show_review(self, review: Review) -> None:
        """Show what was ticked and written in ``review``."""
        self._aside = {key_of(each) for each in review.findings if each.is_aside}
        self.questions.hard_words.text = review.hard_words
        self.questions.not_right_words.text = review.not_right_words
        self._own.text = review.own_words
        self._decisions.text = review.decisions
        self.questions.set_ticks(review.hard, review.not_right)
        self.steps.set_steps(review.steps)

    def review(self, base: Review, findings: Iterable[Finding]) -> Review:
        """Return the review as it is to be kept.

        Args:
            base: The one that it goes into: its day, therapy and identity.
            findings: The evidence as it stands.
        """
        return replace(
            base,
            findings=tuple(
                replace(each, is_aside=key_of(each) in self._aside) for each in findings
            ),
            hard=self.questions.hard,
            not_right=self.questions.not_right,
            hard_words=self.questions.hard_words.text,
            not_right_words=self.questions.not_right_words.text,
            own_words=self._own.text,
            decisions=self._decisions.text,
            steps=self.steps.steps,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ticked, written or put aside."""
        return not any(self.state().values())

    def _agenda(self, prompts: Prompts, theme: Theme) -> Disclosure:
        """Return a way to go through a review together, closed until it is asked for."""
        found = Disclosure(self.tr("A way through it, together"), theme)
        says = self.tr("About {n} minutes, in this order.").format(n=prompts.review.minutes)
        lines = "\n".join(
            f"{place}. {line}" for place, line in enumerate(prompts.review.agenda, start=1)
        )
        found.body.addWidget(labels.quiet(says, theme))
        found.body.addWidget(labels.body(lines, theme))
        return found

    # As a draft.

    def state(self) -> dict[str, object]:
        """Return what stands in the form, as JSON can hold it."""
        return {
            "aside": sorted(self._aside),
            "hard": sorted(self.questions.hard),
            "not_right": sorted(self.questions.not_right),
            "hard_words": self.questions.hard_words.text,
            "not_right_words": self.questions.not_right_words.text,
            "own_words": self._own.text,
            "decisions": self._decisions.text,
            "steps": sorted(self.steps.steps),
        }

    def put_back(self, told: object) -> None:
        """Put back what stood in the form; what does not fit there is left out."""
        if not isinstance(told, dict):
            return
        self._aside = set(_texts(told.get("aside")))
        for words, name in (
            (self.questions.hard_words, "hard_words"),
            (self.questions.not_right_words, "not_right_words"),
            (self._own, "own_words"),
            (self._decisions, "decisions"),
        ):
            text = told.get(name)
            words.text = text if isinstance(text, str) else ""
        self.questions.set_ticks(
            _known(Movement, told.get("hard")), _known(Movement, told.get("not_right"))
        )
        self.steps.set_steps(_known(Step, told.get("steps")))


def _texts(told: object) -> Sequence[str]:
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []


def _known(kind: type[_Id], told: object) -> Sequence[_Id]:
    found = []
    for each in _texts(told):
        with suppress(ValueError):
            found.append(kind(each))
    return found
