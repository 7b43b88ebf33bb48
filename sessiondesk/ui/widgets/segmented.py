"""Two to four short choices of which one holds."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.choice_strip import ChoiceStrip


class _Words(ChoiceStrip):
    """The strip itself; a letter answers where it was given a meaning."""

    letters: Mapping[str, int] = {}

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        place = self.letters.get(event.text().casefold()) if event.text() else None
        if place is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return super().take_key(event)
        self.pick(place, outright=True)
        return True


class Segmented(QWidget):
    """An exclusive choice between a few short words. Arrow keys move and choose.

    Signals:
        picked: The id chosen by the person, or None when they cleared it.
        answered: A letter gave the answer, so the page may move the focus on.
    """

    picked = Signal(object)
    answered = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        value: str | None = None,
        keys: str = "",
        can_clear: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a strip of words.

        Args:
            name: What is chosen, for a screen reader: "Chart or table".
            choices: Id and text of each choice, in order.
            theme: The look in force.
            value: The id chosen at first; None is nothing.
            keys: One letter for each choice, where letters may answer.
            can_clear: Whether "not answered" is a choice as well.
            parent: The owner.
        """
        super().__init__(parent)
        self._name = name
        self._ids = [id_ for id_, _ in choices]
        self._texts = [text for _, text in choices]
        self._strip = _Words(theme, self._texts, height=36, can_clear=can_clear)
        self._strip.letters = {letter.casefold(): place for place, letter in enumerate(keys)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._strip)
        self.setSizePolicy(self._strip.sizePolicy())
        self.setFocusProxy(self._strip)
        for place, text in enumerate(self._texts):
            self._strip.say(place, f"{name}: {text}")
        self._strip.chosen.connect(self._on_chosen)
        self._strip.typed.connect(self.answered)
        self.value = value

    @property
    def value(self) -> str | None:
        """The id chosen; None is not answered."""
        return self._ids[self._strip.place] if self._strip.place >= 0 else None

    @value.setter
    def value(self, value: str | None) -> None:
        self._strip.choose(-1 if value is None else self._ids.index(value))
        self._say()

    def _on_chosen(self) -> None:
        self._say()
        self.picked.emit(self.value)

    def _say(self) -> None:
        place = self._strip.place
        state = self._texts[place] if place >= 0 else self.tr("not answered")
        self._strip.setAccessibleName(f"{self._name}, {state}")
