"""The patterns to choose from, the one named last first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from sessiondesk.domain.ids import PatternId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.pick_card import PickCard

# Room for the focus ring, which the scrolling would cut off.
RING: Final = 4
_MOST_LINES: Final = 3


class PatternList(QWidget):
    """Lets one pattern be chosen; Up and Down go through all of them.

    Signals:
        chosen: The pattern that was chosen, by its id.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[_PatternCard] = []
        self._group = QButtonGroup(self)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(RING, RING, RING, RING)
        self._column.setSpacing(theme.px(8))
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside, theme))
        self._group.buttonClicked.connect(self._on_clicked)

    def show_patterns(
        self, patterns: Sequence[Pattern], counts: Mapping[PatternId, int], *, today: date
    ) -> None:
        """Show these, each with how many entries are linked to it."""
        if [each.id for each in patterns] != [card.pattern_id for card in self._cards]:
            self._make(patterns)
        for card, pattern in zip(self._cards, patterns, strict=True):
            card.show_pattern(pattern, counts.get(pattern.id, 0), today=today)

    def choose(self, pattern_id: PatternId) -> None:
        """Mark a pattern as chosen, without telling anybody."""
        for card in self._cards:
            if card.pattern_id == pattern_id:
                card.setChecked(True)

    def focus_chosen(self) -> None:
        """Put the keyboard on the chosen pattern."""
        for card in self._cards:
            if card.isChecked():
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, patterns: Sequence[Pattern]) -> None:
        had_focus = any(card.hasFocus() for card in self._cards)
        for card in self._cards:
            self._group.removeButton(card)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for place, pattern in enumerate(patterns):
            card = _PatternCard(pattern.id, self._theme)
            self._group.addButton(card)
            self._column.insertWidget(place, card)
            # At once, so that it can take the keyboard.
            card.show()
            self._cards.append(card)
        if had_focus and self._cards:
            self._cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QAbstractButton)
    def _on_clicked(self, card: QAbstractButton) -> None:
        if isinstance(card, _PatternCard):
            self.chosen.emit(card.pattern_id)


class _PatternCard(PickCard):
    """A pattern to choose."""

    def __init__(self, pattern_id: PatternId, theme: Theme) -> None:
        super().__init__("", theme, padding=(16, 12))
        self.pattern_id = pattern_id
        self._name = Label("", theme, Role.READOUT, max_lines=_MOST_LINES)
        self._standing = Label("", theme, Role.BODY_QUIET)
        self.body.addWidget(self._name)
        self.body.addWidget(self._standing)

    def show_pattern(self, pattern: Pattern, linked: int, *, today: date) -> None:
        stands = wording_patterns.standing(pattern, linked, today=today)
        self._name.setText(pattern.name)
        self._standing.setText(stands)
        self.setAccessibleName(f"{wording_patterns.in_short(pattern.name)}, {stands}")
