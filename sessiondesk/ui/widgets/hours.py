"""The strip for hours slept: whole hours, halves, and a field for ten and more."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.choice_strip import ChoiceStrip
from sessiondesk.ui.widgets.fields import inset
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.scale import Placed, StripRow

MOST = 24
_LAST = 10
_CELLS = (31, 38)
_HALF = 0.5


class _HourCells(ChoiceStrip):
    """The strip itself: a digit answers, T is ten and more, the dot is half an hour.

    Signals:
        halved: The dot key was pressed.
    """

    halved = Signal()

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.text().isascii() and event.text().isdigit():
                self.pick(int(event.text()))
                return True
            if event.key() == Qt.Key.Key_T:
                self.pick(_LAST)
                return True
            if event.text() in {".", ","}:
                self.halved.emit()
                return True
        return super().take_key(event)

    @override
    def clicked_cell(self, place: int) -> None:
        if place == self.place and self.is_right_half_pressed(place) and place < _LAST:
            self.halved.emit()
        else:
            super().clicked_cell(place)


class Hours(QWidget):
    """Lets a person say how many hours they slept, 0 to 24 in halves, or leave it open.

    Digits answer, the dot adds or takes half an hour, T or End is ten and more and opens a
    field for the number, Backspace clears. A second click on the right half of the chosen
    hour adds half an hour, on the left half it clears. The strip never moves on by itself.

    Signals:
        picked: The hours chosen by the person as a float, or None when they cleared it.
    """

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        hint: str,
        theme: Theme,
        *,
        placed: Placed = Placed.BESIDE,
        parent: QWidget | None = None,
    ) -> None:
        """Make a strip without an answer.

        Args:
            name: What is asked, such as "Sleep last night".
            hint: Unit and use, such as "hours, dot adds a half".
            theme: The look in force.
            placed: Whether the name stands beside the strip or above it.
            parent: The owner.
        """
        super().__init__(parent)
        self._name = name
        self._hint = hint
        self._value: float | None = None
        texts = [*(str(hour) for hour in range(_LAST)), f"{_LAST}+"]
        self._cells = _HourCells(theme, texts, height=40, cell_widths=_CELLS)
        self._row = StripRow(name, hint, self._cells, theme, placed=placed)
        self._many = QDoubleSpinBox()
        self._many.setRange(_LAST, MOST)
        self._many.setSingleStep(_HALF)
        self._many.setDecimals(1)
        self._many.setMinimumWidth(theme.px(80))
        inset(self._many, theme)
        self._many.setAccessibleName(self.tr("{name}: exact hours").format(name=name))
        self._many_row = QWidget()
        asks = QHBoxLayout(self._many_row)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.addStretch(1)
        asks.addWidget(Label(self.tr("Hours, up to 24"), theme, Role.CAPTION, wraps=False))
        asks.addWidget(self._many)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._row)
        column.addWidget(self._many_row)
        self.setFocusProxy(self._row)
        self._cells.chosen.connect(self._on_chosen)
        self._cells.halved.connect(self._on_halved)
        self._many.valueChanged.connect(self._on_many)
        self._show()

    @property
    def name(self) -> str:
        """What is asked."""
        return self._name

    @property
    def value(self) -> float | None:
        """The hours chosen; None is not answered, which is not a night without sleep."""
        return self._value

    @value.setter
    def value(self, value: float | None) -> None:
        self._value = value
        self._cells.choose(-1 if value is None else min(int(value), _LAST))
        self._show()

    def _on_chosen(self, place: int) -> None:
        self._keep(None if place < 0 else float(place))

    def _on_halved(self) -> None:
        if self._value is None or self._value >= _LAST:
            return
        whole = int(self._value)
        self._keep(float(whole) if self._value > whole else whole + _HALF)

    def _on_many(self, hours: float) -> None:
        if self._value is not None and self._value >= _LAST:
            self._keep(hours)

    def _keep(self, value: float | None) -> None:
        self._value = value
        self._show()
        self.picked.emit(value)

    def _show(self) -> None:
        is_many = self._value is not None and self._value >= _LAST
        self._many_row.setVisible(is_many)
        if is_many and self._value is not None:
            with QSignalBlocker(self._many):
                self._many.setValue(self._value)
        for hour in range(_LAST):
            holds_half = self._value == hour + _HALF
            shown = _shown(hour + _HALF) if holds_half else str(hour)
            self._cells.show_text(hour, shown)
        many = _shown(self._value) if is_many and self._value is not None else f"{_LAST}+"
        self._cells.show_text(_LAST, many if many != str(_LAST) else f"{_LAST}+")
        self._say()

    def _say(self) -> None:
        state = (
            self.tr("not answered")
            if self._value is None
            else self.tr("{hours} hours").format(hours=_shown(self._value))
        )
        self._cells.setAccessibleName(f"{self._name}, {state}")
        for place in range(_LAST + 1):
            spoken = self.tr("{name}: {hours} hours")
            if place == _LAST:
                spoken = self.tr("{name}: {hours} hours or more")
            hint = self._hint if self._value is not None else f"{self._hint}, {state}"
            self._cells.say(place, spoken.format(name=self._name, hours=place), hint)


def _shown(hours: float) -> str:
    """Return hours as they are read: 6, 6½."""
    whole = int(hours)
    return f"{whole}½" if hours - whole == _HALF else f"{hours:g}"
