"""What how it felt kept the person from, and in which area of life."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.checkin import Interference
from sessiondesk.domain.prompts import GradedQuestion
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.choice_chips import ChoiceChips
from sessiondesk.ui.widgets.labels import Label


class InterferenceField(QWidget):
    """The question with its answers; areas of life once something was in the way.

    Signals:
        given: The person answered, or took the answer back: (answer or None, ids of areas).
    """

    given = Signal(object, object)

    def __init__(self, asked: GradedQuestion, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        choices = [(choice.id, choice.text) for choice in asked.choices]
        self._answer = ChoiceChips(asked.question, choices, theme, height=30)
        self._areas = ChipGroup(
            self.tr("Where it was"),
            [(area.id, area.text) for area in asked.areas],
            theme,
            height=30,
        )
        self._where = QWidget()
        where = QVBoxLayout(self._where)
        where.setContentsMargins(0, 0, 0, 0)
        where.setSpacing(theme.px(6))
        where.addWidget(Label(self.tr("Where it was"), theme, Role.GROUP))
        where.addWidget(self._areas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Label(asked.question, theme, Role.GROUP))
        column.addWidget(self._answer)
        column.addWidget(self._where)
        self._answer.picked.connect(self._on_picked)
        self._areas.toggled.connect(self._on_area)
        self.show_answer(None, frozenset())

    def show_answer(self, answer: Interference | None, areas: frozenset[str]) -> None:
        """Show what was answered, without telling anybody."""
        self._answer.value = None if answer is None else answer.value
        self._areas.value = areas
        # Where it was is a question only once something was in the way.
        kept_from = answer is not None and answer is not Interference.NO
        self._where.setVisible(kept_from or bool(areas))

    def _on_picked(self, id_: str | None) -> None:
        answer = None if id_ is None else Interference(id_)
        was_kept_from = answer is not None and answer is not Interference.NO
        areas = self._areas.value if was_kept_from else frozenset()
        self.show_answer(answer, areas)
        self.given.emit(answer, areas)

    def _on_area(self) -> None:
        id_ = self._answer.value
        self.given.emit(None if id_ is None else Interference(id_), self._areas.value)
