"""Asks, before a review goes on paper, which private lines go along: none by themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.tick import Switch


class PrivateDialog(Question):
    """Lists what is noted for oneself alone, each with a switch that is off.

    Signals:
        went_on: Keys of the lines that go along, as a set.
    """

    went_on = Signal(object)

    def __init__(self, lines: Sequence[tuple[str, str]], theme: Theme, *, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            lines: (Key, words) of each private line.
            theme: The look in force.
            parent: The page beneath.
        """
        super().__init__(
            self.tr("Which private lines go along?"),
            self.tr(
                "These come from what you note for yourself alone. They stay off the paper "
                "unless you switch them on, line by line."
            ),
            theme,
            verb=self.tr("Go on"),
            keep=self.tr("Not now"),
            width=560,
            parent=parent,
        )
        self._switches = {key: Switch(words, theme) for key, words in lines}
        for switch in self._switches.values():
            self.body.addWidget(switch)

        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        chosen = (key for key, switch in self._switches.items() if switch.isChecked())
        self.went_on.emit(frozenset(chosen))
