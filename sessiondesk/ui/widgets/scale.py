"""The strip from 0 to 10 that every rating is given with."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.choice_strip import ChoiceStrip
from sessiondesk.ui.widgets.labels import Label

TOP = 10
_CELLS = (31, 38)


class Placed(Enum):
    """Where a strip's name stands."""

    BESIDE = "beside"
    ABOVE = "above"


class _Digits(ChoiceStrip):
    """The strip itself: a digit answers, T is ten."""

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.text().isascii() and event.text().isdigit():
                self.pick(int(event.text()), outright=True)
                return True
            if event.key() in {Qt.Key.Key_T, Qt.Key.Key_End}:
                self.pick(TOP, outright=True)
                return True
            if event.key() == Qt.Key.Key_Home:
                self.pick(0, outright=True)
                return True
        return super().take_key(event)


class StripRow(QWidget):
    """A name, what the ends mean, and a strip: beside each other or one above the other."""

    def __init__(
        self,
        name: str,
        ends: str,
        strip: ChoiceStrip,
        theme: Theme,
        *,
        placed: Placed = Placed.BESIDE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strip = strip
        self._name = Label(name, theme, Role.LABEL)
        self._ends = Label(ends, theme, Role.ANCHOR)
        self._ends.setVisible(bool(ends))
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._name)
        self._words.addWidget(self._ends)
        beside = placed is Placed.BESIDE
        direction = QBoxLayout.Direction.LeftToRight
        self._row = QBoxLayout(direction if beside else QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._words, 1)
        if beside:
            self._row.addWidget(strip, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._row.addWidget(strip, 0, Qt.AlignmentFlag.AlignLeading)
        self._placed = placed
        self.setFocusProxy(strip)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setSpacing(px(16 if self._placed is Placed.BESIDE else 4))


class Scale(StripRow):
    """Lets a person pick a whole number from 0 to 10, or leave the question open.

    Digits answer, T or End is ten, Home is zero, Left and Right go one down or up, Backspace
    clears; clicking the chosen number clears it. Not answered is a valid state.

    Signals:
        picked: The number chosen by the person, or None when they cleared it.
        answered: A digit or T gave the answer, so the page may move the focus on.
    """

    picked = Signal(object)
    answered = Signal()

    def __init__(
        self,
        name: str,
        low: str,
        high: str,
        theme: Theme,
        *,
        placed: Placed = Placed.BESIDE,
        shows_ends: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make a strip without an answer.

        Args:
            name: What is rated, such as "Anxiety".
            low: What 0 means, in a word or two.
            high: What 10 means.
            theme: The look in force.
            placed: Whether the name stands beside the strip or above it.
            shows_ends: Whether the two ends are shown under the name; they are always spoken.
            parent: The owner.
        """
        self._digits = _Digits(
            theme, [str(number) for number in range(TOP + 1)], height=40, cell_widths=_CELLS
        )
        ends = f"{low} \u2013 {high}" if low and high and shows_ends else ""
        super().__init__(name, ends, self._digits, theme, placed=placed, parent=parent)
        self._scale_name = name
        self._low = low
        self._high = high
        self._digits.chosen.connect(self._on_chosen)
        self._digits.typed.connect(self.answered)
        self._say()

    @property
    def name(self) -> str:
        """What is rated."""
        return self._scale_name

    @property
    def value(self) -> int | None:
        """The number chosen; None is not answered, which is not zero."""
        return self._digits.place if self._digits.place >= 0 else None

    @value.setter
    def value(self, value: int | None) -> None:
        self._digits.choose(-1 if value is None else value)
        self._say()

    def _on_chosen(self) -> None:
        self._say()
        self.picked.emit(self.value)

    def _say(self) -> None:
        ends = self.tr("from {low} to {high}").format(low=self._low, high=self._high)
        state = (
            self.tr("{value} of 10").format(value=self.value)
            if self.value is not None
            else self.tr("not answered")
        )
        described = self._low and self._high
        spoken = [self._scale_name, state, *([ends] if described else [])]
        self._digits.setAccessibleName(", ".join(spoken))
        hint = ends if described else ""
        if self.value is None:
            hint = f"{hint}, {state}" if hint else state
        for number in range(TOP + 1):
            # A screen reader that lands on a bare "7" has to say 7 of what.
            name = self.tr("{name}: {number} of 10").format(name=self._scale_name, number=number)
            self._digits.say(number, name, hint)
