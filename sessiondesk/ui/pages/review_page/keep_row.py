"""The foot of a review: keeping it as it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels


class KeepRow(QWidget):
    """One button, and a sentence on what it does or what is missing for it.

    Signals:
        wanted: The review should be kept.
    """

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._says = labels.caption("", theme)
        self._button = buttons.main("", theme)
        self._button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self._says, 1)
        row.addWidget(self._button)
        self.show_state(has_evidence=False, is_kept=False, is_read_only=False)

    def show_state(self, *, has_evidence: bool, is_kept: bool, is_read_only: bool) -> None:
        """Say what there is to keep.

        Args:
            has_evidence: Whether the evidence is there, which is kept with it.
            is_kept: Whether there is a review of today already.
            is_read_only: Whether the journal may only be read.
        """
        if is_read_only:
            says = self.tr("The journal may only be read here.")
        elif not has_evidence:
            says = self.tr("The evidence is kept with it, and is not there yet.")
        elif is_kept:
            says = self.tr("Today’s review is kept. What you change goes into it.")
        else:
            says = self.tr(
                "Kept as it stands today, with its evidence. Until then your words are a draft."
            )
        self._says.setText(says)
        self._button.setText(
            self.tr("Keep the changes") if is_kept else self.tr("Keep this review")
        )
        self._button.setEnabled(has_evidence and not is_read_only)
        self._button.setAccessibleDescription(says)
