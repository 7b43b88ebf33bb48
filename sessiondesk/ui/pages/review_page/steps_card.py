"""What can be done when nothing moves: choices in an order of steps, not of worth."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Step
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.tick import Tick


class StepsCard(QWidget):
    """Closed until it is opened, or until the record says that little moves.

    Signals:
        changed: A step was ticked or taken back.
        breaks_wanted: A break should be planned: where the breaks of the therapy are.
    """

    changed = Signal()
    breaks_wanted = Signal()

    def __init__(self, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._disclosure = Disclosure(
            prompts.steps.title, theme, hide=self.tr("Hide these choices")
        )
        self._ticks: dict[Step, Tick] = {}
        self._so_far = labels.caption("", theme)
        card = Card(theme, prompts.steps.title)
        card.body.addWidget(labels.quiet(prompts.steps.order_note, theme))
        for each in prompts.steps.steps:
            tick = Tick(each.label, theme, caption=each.text)
            tick.toggled.connect(self.changed)
            self._ticks[Step(each.id)] = tick
            card.body.addWidget(tick)
            if each.id == Step.EXPECT:
                card.body.addWidget(self._so_far)
            if each.id == Step.PAUSE:
                breaks = buttons.quiet(self.tr("Plan a break, in Sessions"), theme)
                breaks.clicked.connect(self.breaks_wanted)
                card.body.addWidget(breaks, 0, buttons.AT_START)
        self._disclosure.body.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._disclosure)
        self._so_far.hide()

    @property
    def steps(self) -> frozenset[Step]:
        """The steps that are ticked."""
        return frozenset(step for step, tick in self._ticks.items() if tick.isChecked())

    def set_steps(self, steps: Iterable[Step]) -> None:
        """Show these as ticked; with any of them the choices are open."""
        wanted = frozenset(steps)
        for step, tick in self._ticks.items():
            tick.setChecked(step in wanted)
        if wanted:
            self.open()

    def say_so_far(self, words: str) -> None:
        """Say below the expectations where the person is on the way."""
        self._so_far.setText(words)
        self._so_far.setVisible(bool(words))

    def open(self) -> None:
        """Show the choices."""
        self._disclosure.set_open(True)
