"""What can be done when nothing moves: choices in an order of steps, not of worth."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Step
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.tab_order import put_where_it_is_read
from sessiondesk.ui.widgets.tick import Tick

# How far from the edge the words of a tick begin.
_WORDS: Final = 32


class StepsCard(QWidget):
    """Closed until it is opened, or until the record says that little moves.

    Signals:
        changed: A step was ticked or taken back.
        breaks_wanted: A break should be planned.
    """

    changed = Signal()
    breaks_wanted = Signal()

    def __init__(self, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._disclosure = Disclosure(
            prompts.steps.title, theme, hide=self.tr("Hide these choices")
        )
        self._prompts = prompts.steps
        self._theme = theme
        self._steps: set[Step] = set()
        self._ticks: dict[Step, Tick] = {}
        self._so_far = labels.caption("", theme)
        self._so_far.setParent(self)
        self._so_far.hide()
        # Made when it is first opened.
        self._disclosure.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._disclosure)

    @property
    def steps(self) -> frozenset[Step]:
        """The steps that are ticked."""
        return frozenset(self._steps)

    def set_steps(self, steps: Iterable[Step]) -> None:
        """Show these as ticked; with any of them the choices are open."""
        self._steps = set(steps)
        for step, tick in self._ticks.items():
            tick.setChecked(step in self._steps)
        if self._steps:
            self.open()

    def say_so_far(self, words: str) -> None:
        """Say below the expectations where the person is on the way."""
        self._so_far.setText(words)

    def open(self) -> None:
        """Show the choices."""
        self._disclosure.set_open(True)

    def _on_toggled(self) -> None:
        if self._ticks:
            return
        theme = self._theme
        card = Card(theme, self._prompts.title)
        card.body.addWidget(labels.quiet(self._prompts.order_note, theme))
        for each in self._prompts.steps:
            step = Step(each.id)
            tick = Tick(each.label, theme, caption=each.text)
            tick.setChecked(step in self._steps)
            tick.clicked.connect(partial(self._on_clicked, step))
            self._ticks[step] = tick
            card.body.addWidget(tick)
            if step is Step.EXPECT:
                card.body.addLayout(self._below(self._so_far))
                self._so_far.show()
            if step is Step.PAUSE:
                breaks = buttons.quiet(self.tr("Plan a break…"), theme)
                breaks.set_flush()
                breaks.clicked.connect(self.breaks_wanted)
                breaks.set_height(32)
                card.body.addLayout(self._below(breaks))
        self._disclosure.body.addWidget(card)
        card.show()
        put_where_it_is_read(self)

    def _below(self, widget: QWidget) -> QHBoxLayout:
        """Return what belongs to the step above it, where the words of that begin."""
        row = QHBoxLayout()
        row.setContentsMargins(self._theme.px(_WORDS), 0, 0, 0)
        row.addWidget(widget)
        row.addStretch(1)
        return row

    def _on_clicked(self, step: Step) -> None:
        if self._ticks[step].isChecked():
            self._steps.add(step)
        else:
            self._steps.discard(step)
        self.changed.emit()
