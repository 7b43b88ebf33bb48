"""How stretches of time were remembered, and what the record says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Final

from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.scale import ScaleKind
from sessiondesk.journal.part import Part
from sessiondesk.store import drafts, recalls, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sessiondesk.domain.ids import RecallId
    from sessiondesk.domain.recall import Recall
    from sessiondesk.domain.scale import Scale

DAYS: Final = 7
"""So many days are looked back on, and so many lie between two times of asking."""

FEWEST: Final = 3
"""As for the mean of a week: below so many days there is nothing to put beside what is said."""

MOST_SCALES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What was remembered of one rating, and what was noted at the time.

    Attributes:
        scale: What was rated.
        said: How it was all in all, as remembered, 0 to 10.
        noted: Mean of the answered days, 0 to 10. None: fewer than ``FEWEST``.
        days: How many days were answered.
    """

    scale: Scale = field(repr=False)
    said: float
    noted: float | None
    days: int


class Recalls(Part):
    """What a person said about a time before looking at the record of it."""

    def all(self) -> Sequence[Recall]:
        """Return all of them, the one said first first."""
        with outside_causes():
            return recalls.all_(self._db)

    def find(self, recall_id: RecallId) -> Recall | None:
        """Return the one of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.RECALL, recall_id)
            return recalls.find(self._db, recall_id) if is_kept else None

    def record(self, recall: Recall, *, settles: Iterable[str] = ()) -> None:
        """Keep ``recall``, new or changed.

        Args:
            recall: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(recall)
            for editor in settles:
                drafts.drop(self._db, editor, recall.id)

    def remove(self, recall_id: RecallId) -> None:
        """Put one into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.RECALL, recall_id)

    # Asking

    def asked_about(self) -> Period | None:
        """Return the days that the person may be asked about now, or None.

        Once a week at most, not in the week after they would rather not, and only where enough
        was noted for it to be put beside.
        """
        if self._journal.is_read_only or self._is_put_off():
            return None
        today = self._journal.today()
        said = [each.day for each in self.all() if each.day <= today]
        if said and (today - said[-1]).days < DAYS:
            return None
        period = ending(today, days=DAYS)
        return period if self.scales(period) else None

    def scales(self, period: Period) -> Sequence[Scale]:
        """Return the ratings to ask about: three at most, in the order of a check-in.

        Those that are asked at the moment and were noted on days enough to put beside.
        """
        shown = [each for each in self._journal.scales.shown() if each.kind is ScaleKind.RATING]
        noted = self._journal.checkins.daily([each.id for each in shown], period)
        return [each for each in shown if len(noted[each.id]) >= FEWEST][:MOST_SCALES]

    def put_off(self) -> None:
        """Ask about no week before seven days from now."""
        self._journal.settings.change(recalls_not_on=self._journal.today().isoformat())

    def _is_put_off(self) -> bool:
        chosen = self._journal.settings.value.recalls_not_on
        if not chosen:
            return False
        since = self._journal.today() - date.fromisoformat(chosen)
        return timedelta() <= since < timedelta(days=DAYS)

    # Comparing

    def beside_record(self, recall: Recall) -> Sequence[Remembered]:
        """Return what was remembered with what was noted on those days, in the order of asking.

        What is remembered leans towards the hardest and the latest moments, so the two may
        well differ; neither is the right one.

        Source:
            Kahneman, Fredrickson, Schreiber & Redelmeier (1993), Psychological Science 4,
            401-405; Stone & Shiffman (1994), Annals of Behavioral Medicine 16, 199-202.
        """
        period = Period(first=recall.first, last=recall.last)
        noted = self._journal.checkins.daily(list(recall.ratings), period)
        found = []
        for scale in self._journal.scales.all():
            if scale.id in recall.ratings:
                values = list(noted[scale.id].values())
                found.append(
                    Remembered(
                        scale=scale,
                        said=recall.ratings[scale.id],
                        noted=fmean(values) if len(values) >= FEWEST else None,
                        days=len(values),
                    )
                )
        return found
