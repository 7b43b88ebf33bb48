"""Asks before a check-in is removed, and offers to remove its words alone."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.dialog import Question


class RemoveDialog(Question):
    """Remove this entry?

    Signals:
        words_only: The ratings should stay.
    """

    words_only = Signal()

    def __init__(self, checkin: CheckIn, day: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            _tr("Remove the entry of {day}?").format(day=day),
            _tr("It goes to Recently deleted and can be brought back for 30 days."),
            theme,
            verb=_tr("Remove it"),
            keep=_tr("Keep it"),
            removes=True,
            width=560,
            parent=parent,
        )
        has_words = any(line.text.strip() for line in checkin.lines)
        has_more = bool(checkin.ratings) or checkin.sleep_hours is not None
        if has_words and has_more:
            words = buttons.second(_tr("Keep ratings, remove the words"), theme)
            words.clicked.connect(self._on_words)
            self.body.addWidget(words, 0, buttons.AT_START)

    def _on_words(self) -> None:
        self.words_only.emit()
        self.reject()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemoveDialog", text)
