"""How earlier weeks were remembered: a list that is opened where it is wanted."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.recall import Recall
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, wording_below
from sessiondesk.ui.pages.trends_page.recall_view import RecallView
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

_MOST: Final = 12
_SHOWN: Final = {Topic.RECALLS, Topic.SCALES}


class RecallEarlier(QWidget):
    """What was remembered before today, the latest first; not there while there is none."""

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._inside = QWidget()
        self._list = Disclosure(
            self.tr("What you remembered in earlier weeks"),
            theme,
            hide=self.tr("Hide the earlier weeks"),
            is_beside=True,
        )
        self._list.body.addWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        self._list.toggled.connect(self._on_toggled)
        journal.changed.connect(self._on_journal_changed)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        try:
            today = self._journal.today()
            said = [each for each in self._journal.recalls.all() if each.day < today]
            self.setVisible(bool(said))
            if not said:
                self._list.set_open(False)
            elif self._list.is_open:
                self._fill(said)
        except StoreError as error:
            problems.show(self, error)

    def _fill(self, said: Sequence[Recall]) -> None:
        self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(12))
        for each in said[: -_MOST - 1 : -1]:
            column.addWidget(RecallView(self._journal, each, self._theme))
            column.addWidget(Hairline(self._theme))
        notes = [wording_below.on_memory()]
        if len(said) > _MOST:
            notes.append(self.tr("Those before stand in the Journal."))
        column.addWidget(labels.caption(" ".join(notes), self._theme))
        self._list.body.addWidget(self._inside)
        self._inside.show()
        put_in_reading_order(self)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        if is_open:
            self.refresh()

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()
