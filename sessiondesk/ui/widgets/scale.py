"""The strip from 0 to 10 that every rating is given with."""

from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.choice_strip import ChoiceStrip
from sessiondesk.ui.widgets.labels import Label

TOP = 10
_CELLS = (31, 38)
_WORDS = 130
_GAP = 16


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
    """A name, what the ends mean, and a strip: beside each other or one above the other.

    Beside each other the strips of a card line up, whatever stands at their left. Where there
    is no room for that, the words go above.
    """

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
        self._placed = placed
        self._name = Label(name, theme, Role.LABEL)
        self._ends = Label(ends, theme, Role.ANCHOR)
        if not ends:
            self._ends.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._ends)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        # What the row needs depends on which way it goes, and that on the room it gets.
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addLayout(words, 1)
        self._row.addWidget(strip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(strip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fit()
        theme.changed.connect(self._fit)

    @override
    def sizeHint(self) -> QSize:
        wished = self._strip.sizeHint().width()
        if self._placed is Placed.BESIDE:
            wished += self._theme.px(_GAP) + self._theme.px(_WORDS)
        return QSize(wished, self._row.totalSizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._strip.minimumSizeHint().width(), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        least, wished = self._strip.minimumSizeHint().width(), self._strip.sizeHint().width()
        room = self.width() - px(_WORDS) - px(_GAP)
        is_beside = self._placed is Placed.BESIDE and room >= least
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
        side = Qt.AlignmentFlag.AlignVCenter if is_beside else Qt.AlignmentFlag.AlignLeading
        self._row.setAlignment(self._strip, side)
        self._row.setSpacing(px(_GAP if is_beside else 6))
        self._strip.setFixedWidth(max(least, min(wished, room if is_beside else self.width())))
        self.updateGeometry()


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
        question: str = "",
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
            question: The question in full, shown where there are no ends to show.
            parent: The owner.
        """
        self._digits = _Digits(
            theme, [str(number) for number in range(TOP + 1)], height=40, cell_widths=_CELLS
        )
        ends = f"{low} \u2013 {high}" if low and high and shows_ends else ""
        below = ends or question
        super().__init__(name, below, self._digits, theme, placed=placed, parent=parent)
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
