"""How some days were remembered, beside what was noted on them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.recall import Recall
from sessiondesk.journal.recalls import Remembered
from sessiondesk.ui import wording_below
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.labels import Hairline


class RecallView(QWidget):
    """One time of remembering: the days, the own words, and both figures side by side.

    Signals:
        removed: It should be put into the bin; carries its identity.
    """

    removed = Signal(str)

    def __init__(
        self,
        recall: Recall,
        found: Sequence[Remembered],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._id = recall.id
        when = wording_below.recalled(recall)
        remove = buttons.plain(self.tr("Remove…"), theme)
        remove.set_height(28)
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
        column.addWidget(Hairline(theme))

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._id)
