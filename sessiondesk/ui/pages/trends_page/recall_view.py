"""How some days were remembered, beside what was noted on them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.recall import Recall
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, wording_below
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.dialog import Question


class RecallView(QWidget):
    """One time of remembering: the days, the own words, and both figures side by side.

    Attributes:
        compares: Whether anything was noted often enough to stand beside it.
    """

    def __init__(
        self, journal: Journal, recall: Recall, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """Show one.

        Args:
            journal: The open journal.
            recall: What was remembered.
            theme: The look in force.
            parent: The owner.

        Raises:
            StoreError: What was noted could not be read.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._id = recall.id
        found = journal.recalls.beside_record(recall)
        self.compares = any(each.noted is not None for each in found)
        when = wording_below.recalled(recall)
        remove = buttons.plain(self.tr("Remove…"), theme)
        remove.setAccessibleName(self.tr("Remove what you remembered of {days}").format(days=when))
        remove.clicked.connect(self._on_remove)
        head = QHBoxLayout()
        head.addWidget(labels.caption(when, theme), 1)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        if recall.words.strip():
            column.addWidget(labels.own_line(recall.words, theme))
        of = (recall.last - recall.first).days + 1
        for each in found:
            column.addWidget(labels.body(wording_below.remembered(each, of), theme))

    @Slot()
    def _on_remove(self) -> None:
        question = Question(
            self.tr("Remove what you remembered?"),
            self.tr(
                "It moves to Recently deleted in the settings for 30 days. Ctrl+Z brings it back "
                "at once."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self,
        )
        question.accepted.connect(self._on_sure)
        question.open()

    @Slot()
    def _on_sure(self) -> None:
        try:
            self._journal.recalls.remove(self._id)
        except StoreError as error:
            problems.show(self, error)
