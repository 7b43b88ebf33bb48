"""The line over the list that says what is in it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce

_HEIGHT: Final = 28


class FoundLine(QWidget):
    """What was found in words, and how to go through it.

    Signals:
        all_wanted: The person wants to see all entries again.
    """

    all_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = Label("", theme, Role.BODY_QUIET)
        self._all = buttons.quiet(self.tr("Back to all entries"), theme)
        self._all.set_height(_HEIGHT)
        hint = self.tr("Up and Down move, Enter opens")
        self._hint = Label(hint, theme, Role.CAPTION, wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._words, 1)
        row.addWidget(self._all)
        row.addWidget(self._hint)
        self._all.clicked.connect(self.all_wanted)
        theme.changed.connect(self._fit)
        self._fit()

    def say(self, words: str, *, is_narrowed: bool, goes_back: bool, has_entries: bool) -> None:
        """Say what was found; where something was asked for, aloud as well.

        Args:
            words: What was found.
            is_narrowed: Whether something was asked for.
            goes_back: Whether to offer the way back to all entries.
            has_entries: Whether there is anything to go through.
        """
        self._all.setVisible(goes_back)
        self._hint.setVisible(has_entries and not goes_back)
        if words == self._words.text():
            return
        self._words.setText(words)
        if self.isVisible() and is_narrowed:
            announce(self, words)

    def say_progress(self, share: float) -> None:
        """Say how much of the record can be searched by now."""
        words = self.tr("Reading your words, {percent}%. More may be found.")
        self._words.setText(words.format(percent=int(share * 100)))

    def _fit(self) -> None:
        # The list below must not move when the way back comes up.
        self.setMinimumHeight(self._theme.px(_HEIGHT))
