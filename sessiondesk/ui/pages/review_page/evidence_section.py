"""What the record says in a review: the five lines and the two lists, worked out when shown."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Finding
from sessiondesk.insights.evidence import Evidence
from sessiondesk.insights.working import Says, Sum
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import insight_names, problems, wording_review
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.review_page.evidence_cards import EvidenceCards
from sessiondesk.ui.pages.review_page.evidence_work import EvidenceWork
from sessiondesk.ui.pages.review_page.five_lines import FiveLines
from sessiondesk.ui.review_pieces import (
    Piece,
    five_lines_of,
    is_worse_form,
    pieces_of,
)
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.progress_row import ProgressRow
from sessiondesk.ui.wording_review import Told

BESIDE_IT: Final = frozenset(
    {
        Topic.REVIEWS,
        Topic.RECALLS,
        Topic.INSIGHTS,
        Topic.BRING_UPS,
        Topic.SETTINGS,
        Topic.SAFETY,
        Topic.FEELINGS,
        Topic.LIFE_EVENTS,
        Topic.SHEETS,
    }
)
"""What the evidence is not made of."""


class EvidenceSection(QWidget):
    """Does not change while it is looked at, but by the person's own hand.

    Signals:
        worked_out: There is evidence now, or other evidence.
        put_aside: A finding is not relevant: its key.
        put_back: It is, after all: its key.
        source_wanted: Where a finding comes from should be shown; carries the ``Piece``.
    """

    worked_out = Signal()
    put_aside = Signal(str)
    put_back = Signal(str)
    source_wanted = Signal(object)

    def __init__(
        self,
        journal: Journal,
        prompts: Prompts,
        theme: Theme,
        jobs: Jobs,
        connect: Callable[[], Connection],
    ) -> None:
        super().__init__()
        self._journal = journal
        self._prompts = prompts
        self._found: Evidence | None = None
        self._has_crossed = False
        self._pieces: Sequence[Piece] = ()
        self._aside: Collection[str] = ()
        self._work = EvidenceWork(jobs, connect, self)
        self._progress = ProgressRow(theme, reveals=False)
        self._again = buttons.second(self.tr("Work it out"), theme, icon="refresh-cw")
        self._met = labels.quiet("", theme)
        self._five = FiveLines(theme)
        self._cards = EvidenceCards(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._progress)
        column.addWidget(self._again, 0, buttons.AT_START)
        for part in (self._met, self._five, self._cards):
            column.addWidget(part)
            part.hide()
        self._again.hide()
        self._again.clicked.connect(self.look)
        self._progress.cancelled.connect(self._on_cancelled)
        self._work.worked_out.connect(self._on_worked_out)
        self._work.failed.connect(self._on_failed)
        self._work.progressed.connect(self._progress.show_share)
        self._cards.put_aside.connect(self.put_aside)
        self._cards.put_back.connect(self.put_back)
        self._cards.source_wanted.connect(self.source_wanted)

    @property
    def evidence(self) -> Evidence | None:
        """What was worked out last, or None."""
        return self._found

    @property
    def is_busy(self) -> bool:
        """Whether it is being worked out."""
        return self._work.is_busy

    @property
    def findings(self) -> Sequence[Finding]:
        """What is kept with a review: the five lines, then the findings."""
        found = self._found
        return () if found is None else (five_lines_of(found), *found.findings)

    @property
    def pieces(self) -> Sequence[Piece]:
        """The findings with their words."""
        return self._pieces

    @property
    def worse(self) -> Sequence[Told]:
        """The questionnaires that got reliably worse."""
        return [each.told for each in self._pieces if is_worse_form(each.finding)]

    @property
    def moves_little(self) -> bool:
        """Whether the pieces say so: then what can be done is shown by itself."""
        found = self._found
        if found is None:
            return False
        if found.steady is not None and found.steady.is_said:
            return True
        points_there = found.working.way in {Says.STEADY, Says.WORSE}
        return found.working.sum is Sum.POINTS_ONE_WAY and points_there

    @Slot()
    def look(self) -> None:
        """Work the evidence out anew."""
        try:
            reading = self._journal.reviews.evidence_reading()
        except StoreError as error:
            self._on_failed(error)
            return
        self._again.hide()
        self._progress.start(self.tr("Reading your record…"))
        self._work.start(reading)

    def cancel(self) -> None:
        """Give it up: nobody looks at it any more."""
        self._work.cancel()
        self._progress.stop()

    def show_aside(self, aside: Collection[str]) -> None:
        """Let the findings with these keys stand apart."""
        if aside != self._aside:
            self._aside = aside
            self._cards.show_pieces(self._pieces, aside)

    def show_crossed(self, *, has_crossed: bool) -> None:
        """Let the question to take along be one that fits, as soon as a boundary is ticked."""
        if self._found is not None and has_crossed is not self._has_crossed:
            self._has_crossed = has_crossed
            self._five.show_evidence(self._found, has_crossed=has_crossed)

    @Slot(object)
    def _on_worked_out(self, found: Evidence) -> None:
        self._progress.stop()
        try:
            names = insight_names.names_of(self._journal, self._prompts)
        except StoreError as error:
            self._on_failed(error)
            return
        self._found = found
        self._pieces = pieces_of(found.findings, names.at(found.day))
        self._has_crossed = found.has_crossed
        self._five.show_evidence(found, has_crossed=found.has_crossed)
        self._cards.show_pieces(self._pieces, self._aside)
        today = self._journal.today()
        said = "" if found.met is None else wording_review.met(found.met, self._prompts, today)
        self._met.setText(said)
        self._met.setVisible(bool(said))
        self._five.show()
        self._cards.show()
        announce(self, self.tr("Your record has been read."))
        self.worked_out.emit()

    @Slot(object)
    def _on_failed(self, error: StoreError) -> None:
        self._progress.stop()
        self._again.show()
        problems.show(self, error)

    @Slot()
    def _on_cancelled(self) -> None:
        self.cancel()
        self._again.show()
