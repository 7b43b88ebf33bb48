"""What can be done with questionnaires by name, from anywhere."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from sessiondesk.domain.instrument import Instrument
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.ways import Ways


class MeasureWays(QObject):
    """Offers to fill in each questionnaire that is used, and to add one from paper."""

    def __init__(self, journal: Journal, ways: Ways) -> None:
        """Offer nothing yet.

        Args:
            journal: The open journal.
            ways: The ways between the pages; they own this.
        """
        super().__init__(ways)
        self._journal = journal
        self._ways = ways
        self._made: list[QAction] = []

    def actions(self) -> Sequence[QAction]:
        """Return what can be done now; what was returned before is gone."""
        for action in self._made:
            action.deleteLater()
        self._made = []
        for instrument in self._used():
            name = self.tr("Fill in {title}").format(title=instrument.title)
            fill_in = QAction(name, self)
            fill_in.setObjectName(instrument.id)
            fill_in.triggered.connect(self._on_fill_in)
            self._made.append(fill_in)
        older = QAction(self.tr("Add an older result…"), self)
        older.triggered.connect(self._ways.add_older_result)
        self._made.append(older)
        return list(self._made)

    def _used(self) -> Sequence[Instrument]:
        measures = self._journal.measures
        # A list of names is no place for what went wrong: the page itself says so.
        with suppress(StoreError):
            course = measures.course()
            plans = measures.plans(None if course is None else course.id)
            found = (measures.instruments.find(each.instrument) for each in plans if each.is_on)
            return [each for each in found if each is not None]
        return []

    @Slot()
    def _on_fill_in(self) -> None:
        self._ways.fill_in(self.sender().objectName())
