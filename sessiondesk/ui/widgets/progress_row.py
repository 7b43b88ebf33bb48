"""A line for work that goes on beside the window: what it is, how far, and a way to stop it."""

from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.page_frame import reveal

_STEPS: Final = 1000
# What is done before is never shown: a bar that flashes by says nothing.
_AFTER_MS: Final = 400


class ProgressRow(QWidget):
    """Shows itself when work takes longer than a moment, and goes when it has ended.

    Signals:
        cancelled: Whatever comes of it is no longer wanted.
    """

    cancelled = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, reveals: bool = True
    ) -> None:
        """Make the row, unseen.

        Args:
            theme: The look in force.
            parent: The owner.
            reveals: Whether the page scrolls to it: not where nobody has asked for the work.
        """
        super().__init__(parent)
        self._reveals = reveals
        self._words = Label("", theme, Role.BODY_QUIET)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(6))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_AFTER_MS)
        self._wait.timeout.connect(self._on_waited)
        cancel = buttons.second(self.tr("Cancel"), theme)
        cancel.clicked.connect(self.cancelled)
        said = QVBoxLayout()
        said.setSpacing(theme.px(6))
        said.addWidget(self._words)
        said.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addLayout(said, 1)
        row.addWidget(cancel)
        self.setFocusProxy(cancel)
        self.hide()

    def start(self, words: str) -> None:
        """Say soon that ``words`` is going on; from zero."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setValue(0)
        self._wait.start()

    @Slot(float)
    def show_share(self, share: float) -> None:
        """Show that ``share`` of it is done, 0 to 1; it never goes back."""
        self._bar.setValue(max(self._bar.value(), round(share * _STEPS)))

    def stop(self) -> None:
        """Go away: it has ended."""
        self._wait.stop()
        self.hide()

    @Slot()
    def _on_waited(self) -> None:
        self.show()
        if self._reveals:
            reveal(self)
        announce(self, self._words.text())
