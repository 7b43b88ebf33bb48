"""Sentences to start with: a situation first, then the sentences for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from sessiondesk.domain.record_prompts import OpenerPrompts
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.choice_chips import ChoiceChips
from sessiondesk.ui.widgets.pick_card import PickCard


class Openers(QWidget):
    """Lets one sentence be picked. What becomes of it is up to the person.

    Signals:
        picked: The sentence: (its id, its words).
    """

    picked = Signal(str, str)

    def __init__(
        self, prompts: OpenerPrompts, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._theme = theme
        self._cards: list[PickCard] = []
        self._words: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._about = ChoiceChips(
            prompts.title, [(each.id, each.label) for each in prompts.groups], theme
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(labels.caption(prompts.how, theme))
        column.addWidget(self._about)
        column.addLayout(self._column)
        self._about.picked.connect(self._on_about)
        self._group.buttonClicked.connect(self._on_picked)
        self.setFocusProxy(self._about)

    def begin(self) -> None:
        """Show the situations, with none of them chosen."""
        self._about.value = None
        self._show("")

    def _show(self, group_id: str) -> None:
        for card in self._cards:
            self._group.removeButton(card)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for group in self._prompts.groups:
            if group.id != group_id:
                continue
            for line in group.lines:
                card = PickCard(line.text, self._theme, padding=(14, 8))
                card.setObjectName(line.id)
                card.add_words(line.text, role=Role.QUOTE)
                self._words[line.id] = line.text
                self._group.addButton(card)
                self._column.addWidget(card)
                card.show()
                self._cards.append(card)

    def _on_about(self, group_id: str | None) -> None:
        self._show(group_id or "")

    def _on_picked(self, card: PickCard) -> None:
        id_ = card.objectName()
        self.picked.emit(id_, self._words[id_])
