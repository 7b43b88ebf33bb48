"""The little dialog that logs a practice: did it help, and what got in the way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.scale import Placed, Scale
from sessiondesk.ui.widgets.text_field import TextField


class PracticeDialog(Question):
    """Asks how a practice went; both answers may be left open.

    Signals:
        given: The person logs it: (how much it helped, 0 to 10, or None; what got in the way).
    """

    given = Signal(object, str)

    def __init__(self, practice_text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("How did it go?"),
            "",
            theme,
            verb=self.tr("Log it"),
            keep=self.tr("Not now"),
            width=500,
            parent=parent,
        )
        self._helped = Scale(
            self.tr("Did it help?"),
            self.tr("not at all"),
            self.tr("a lot"),
            theme,
            placed=Placed.ABOVE,
        )
        self._obstacle = TextField(
            self.tr("What got in the way, if anything"), theme, is_low=True, most=10_000
        )
        self.body.addWidget(Label(practice_text, theme, Role.OWN_WORDS, max_lines=4))
        self.body.addWidget(self._helped)
        self.body.addWidget(self._obstacle)
        self._helped.setFocus()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.given.emit(self._helped.value, self._obstacle.text.strip())
