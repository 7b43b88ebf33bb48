"""The answers that are being given: a draft at once, a record when the result is asked for."""

from collections.abc import Mapping
from dataclasses import replace

from sessiondesk.domain.assessment import Assessment
from sessiondesk.insights import scoring
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.ui.pages.measures_page import taking_draft
from sessiondesk.ui.pages.measures_page.taking_draft import EDITOR, HalfFilled


class AnswersInHand:
    """What the rows hold, and how it gets into the journal.

    Attributes:
        half: The answers as they are shown; after a failed write they are ahead of the disk.
    """

    def __init__(self, journal: Journal, half: HalfFilled) -> None:
        self._journal = journal
        self._is_ahead = False
        self.half = half

    @property
    def is_change(self) -> bool:
        """Whether they are those of a record that is being altered."""
        return self.half.changes is not None

    def give(self, answers: Mapping[int, int], functional: int | None) -> None:
        """Take what is ticked now; ``keep`` writes it down."""
        half = self.half
        if not half.answers and not self.is_change:
            half = replace(half, begun_on=self._journal.today())
        half = replace(half, answers=dict(answers), functional=functional)
        # Put back to 0 there is nothing that could go on the sheet.
        self.half = replace(half, on_sheet=half.on_sheet and half.brings_support)
        self._is_ahead = True

    def put_on_sheet(self, *, on_sheet: bool) -> None:
        """Take what the person said about the prep sheet; ``keep`` writes it down."""
        self.half = replace(self.half, on_sheet=on_sheet)
        self._is_ahead = True

    def keep(self) -> None:
        """Write the draft down, where the disk does not have it yet.

        Raises:
            StoreError: It was not kept.
        """
        if self._is_ahead:
            taking_draft.keep(self._journal, self.half)
            self._is_ahead = False

    def unsaved(self) -> list[Draft]:
        """Return the draft that the disk did not take, if there is one."""
        return [self.half.as_draft()] if self._is_ahead else []

    def make_record(self) -> Assessment:
        """Keep the answers as a record of today, or as a change of the one that they are of.

        Returns:
            The record. Only with no row open.

        Raises:
            StoreError: It was not kept; the answers are still here.
        """
        assessment = self._assessment()
        self._is_ahead = True
        settles = () if self.is_change else (EDITOR,)
        self._journal.measures.record(assessment, settles=settles)
        self._is_ahead = False
        if self.is_change:
            taking_draft.forget(self._journal, self.half)
        return assessment

    def forget(self) -> None:
        """Let the draft go.

        Raises:
            StoreError: It is still there.
        """
        taking_draft.forget(self._journal, self.half)
        self._is_ahead = False

    def _assessment(self) -> Assessment:
        half, journal = self.half, self._journal
        score = scoring.score(half.instrument, half.answers)
        if score.total is None:
            raise ValueError("a row is open")
        before = None if half.changes is None else journal.measures.find(half.changes)
        if before is not None:
            return replace(
                before,
                answers=half.answers,
                functional=half.functional,
                total=score.total,
                band=score.band,
                on_sheet=half.on_sheet,
            )
        return Assessment(
            instrument=half.instrument.id,
            version=half.instrument.version,
            day=journal.today(),
            taken_at=journal.now().replace(microsecond=0),
            answers=half.answers,
            functional=half.functional,
            total=score.total,
            band=score.band,
            on_sheet=half.on_sheet,
        )
