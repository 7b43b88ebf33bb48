"""The little dialog that words one line differently."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.text_field import TextField


class LineDialog(Question):
    """Asks for other words; empty words change nothing.

    Signals:
        given: The new words.
    """

    given = Signal(str)

    def __init__(
        self, question: str, text: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            question,
            "",
            theme,
            verb=self.tr("Change it"),
            keep=self.tr("Leave it as it is"),
            parent=parent,
        )
        self._line = TextField(self.tr("Words"), theme, text=text)
        self.body.addWidget(self._line)
        self._line.setFocus()
        self._line.select_all()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        text = self._line.text.strip()
        if text:
            self.given.emit(text)
