"""Whether something from therapy was tried today; then, which one, and whether it helped."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.checkin import Tried
from sessiondesk.domain.prompts import PracticePrompt
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.choice_chips import ChoiceChips
from sessiondesk.ui.widgets.labels import Label

# Only these days count as a day of practice.
_DONE: Final = {Tried.A_LITTLE, Tried.YES}


class TriedField(QWidget):
    """The question with its answers, and the way to the log once something was done.

    Signals:
        given: The person answered: (answer or None).
        log_wanted: The person wants to say which one, and whether it helped.
    """

    given = Signal(object)
    log_wanted = Signal()

    def __init__(self, asked: PracticePrompt, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_practices = False
        choices = [(choice.id, choice.text) for choice in asked.choices]
        self._answer = ChoiceChips(asked.question, choices, theme, height=30)
        self._log = buttons.quiet(self.tr("Log it"), theme)
        self._log.set_height(30)
        self._log.setAccessibleDescription(asked.follow_up)
        self._follow_up = QWidget()
        row = QHBoxLayout(self._follow_up)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Label(asked.follow_up, theme, Role.CAPTION), 1)
        row.addWidget(self._log)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Label(asked.question, theme, Role.GROUP))
        column.addWidget(self._answer)
        column.addWidget(self._follow_up)
        self._answer.picked.connect(self._on_picked)
        self._log.clicked.connect(self.log_wanted)
        self.show_answer(None, has_practices=False)

    def show_answer(self, answer: Tried | None, *, has_practices: bool) -> None:
        """Show what was answered, without telling anybody.

        Args:
            answer: Whether something was tried; None is not answered.
            has_practices: Whether there is anything that could be logged.
        """
        self._has_practices = has_practices
        self._answer.value = None if answer is None else answer.value
        self._follow_up.setVisible(has_practices and answer in _DONE)

    def _on_picked(self, id_: str | None) -> None:
        answer = None if id_ is None else Tried(id_)
        self.show_answer(answer, has_practices=self._has_practices)
        self.given.emit(answer)
