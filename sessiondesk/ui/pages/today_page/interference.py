"""What how it felt kept the person from: one quiet line until it is asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.checkin import Interference
from sessiondesk.domain.prompts import GradedQuestion
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import ChipGroup, OpeningChip
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.tick import Radio


class InterferenceField(QWidget):
    """The question with its answers and areas of life; closed it shows what was answered.

    Signals:
        given: The person answered, or took the answer back: (answer or None, ids of areas).
    """

    given = Signal(object, object)

    def __init__(self, asked: GradedQuestion, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        self._theme = theme
        self._opener = OpeningChip(self.tr("Answer"), theme, opens=True, height=30)
        self._opener.setAccessibleName(asked.question)
        self._answer = Label("", theme, Role.CAPTION)
        self._strip = Card(theme, is_sunken=True, padding=(14, 10))
        self._radios = {choice.id: Radio(choice.text, theme) for choice in asked.choices}
        self._group = QButtonGroup(self)
        for place, radio in enumerate(self._radios.values()):
            self._group.addButton(radio, place)
            self._strip.body.addWidget(radio)
        self._areas = ChipGroup(
            self.tr("Where it was"),
            [(area.id, area.text) for area in asked.areas],
            theme,
            height=30,
        )
        self._strip.body.addWidget(self._areas)
        self._clear = buttons.quiet(self.tr("Take the answer back"), theme)
        self._strip.body.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeading)
        self._lay_out()
        self._strip.hide()
        self._opener.clicked.connect(self._on_opener)
        self._group.idClicked.connect(self._on_radio)
        self._areas.toggled.connect(self._on_area)
        self._clear.clicked.connect(self._on_clear)
        self.show_answer(None, frozenset())

    def show_answer(self, answer: Interference | None, areas: frozenset[str]) -> None:
        """Show what was answered, without telling anybody."""
        self._group.setExclusive(False)
        for id_, radio in self._radios.items():
            radio.setChecked(answer is not None and id_ == answer.value)
        self._group.setExclusive(True)
        self._areas.value = areas
        self._show()

    @property
    def _value(self) -> Interference | None:
        ids = list(self._radios)
        place = self._group.checkedId()
        return None if place < 0 else Interference(ids[place])

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(self._theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._asked.question, self._theme, Role.LABEL))
        words.addWidget(self._answer)
        head.addLayout(words, 1)
        head.addWidget(self._opener, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addLayout(head)
        column.addWidget(self._strip)

    def _show(self) -> None:
        value = self._value
        texts = {choice.id: choice.text for choice in self._asked.choices}
        areas = [area.text for area in self._asked.areas if area.id in self._areas.value]
        said = "" if value is None else texts[value.value]
        whole = ": ".join(part for part in (said, ", ".join(areas)) if part)
        self._answer.setText(whole)
        self._answer.setVisible(bool(whole))
        self._opener.setText(self.tr("Change") if whole else self.tr("Answer"))
        self._opener.setAccessibleDescription(whole or self.tr("not answered"))
        # Where it was is a question only once something was in the way.
        kept_from = value is not None and value is not Interference.NO
        self._areas.setVisible(kept_from or bool(areas))
        self._clear.setVisible(bool(whole))

    def _tell(self) -> None:
        value = self._value
        areas = frozenset[str]() if value is Interference.NO else self._areas.value
        self.show_answer(value, areas)
        self.given.emit(value, areas)

    def _on_opener(self) -> None:
        is_open = not self._opener.is_open
        self._opener.set_open(is_open)
        self._strip.setVisible(is_open)
        self._show()

    def _on_radio(self) -> None:
        self._tell()

    def _on_area(self) -> None:
        self._tell()

    def _on_clear(self) -> None:
        self.show_answer(None, frozenset())
        self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.given.emit(None, frozenset())
