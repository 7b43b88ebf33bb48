"""Asks before an entry is removed, and offers to remove the words of a check-in alone."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.form import FormTotal
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.dialog import Question

# What can be removed from the Journal page; the rest is removed where it belongs to something.
Removable = CheckIn | Assessment | FormTotal | Review | Recall


class RemoveDialog(Question):
    """Remove this entry?

    Signals:
        words_only: The ratings should stay.
    """

    words_only = Signal()

    def __init__(self, record: Removable, day: str, theme: Theme, parent: QWidget) -> None:
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
        if not isinstance(record, CheckIn):
            return
        has_words = any(line.text.strip() for line in record.lines)
        has_more = bool(record.ratings) or record.sleep_hours is not None
        if has_words and has_more:
            words = buttons.second(_tr("Keep ratings, remove the words"), theme)
            words.clicked.connect(self._on_words)
            self.body.addWidget(words, 0, buttons.AT_START)

    def _on_words(self) -> None:
        self.words_only.emit()
        self.reject()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemoveDialog", text)
