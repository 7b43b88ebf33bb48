"""The journal's scales."""

from collections.abc import Sequence
from dataclasses import replace

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import About, Better, Scale
from sessiondesk.journal.part import Part
from sessiondesk.store import records, scales
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind, stamp


class Scales(Part):
    """What can be asked at a check-in."""

    def all(self) -> Sequence[Scale]:
        """Return all scales, hidden ones too, in the order in which they are asked."""
        with outside_causes():
            return scales.all_(self._db)

    def shown(self) -> Sequence[Scale]:
        """Return the scales that are asked, in order."""
        return [scale for scale in self.all() if scale.is_shown]

    def find(self, scale_id: ScaleId) -> Scale | None:
        """Return the scale of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.SCALE, scale_id)
            return scales.find(self._db, scale_id) if is_kept else None

    def is_fixed(self, scale_id: ScaleId) -> bool:
        """Return whether it was ever answered, so that what it means may not change."""
        with outside_causes():
            return scales.has_reading(self._db, scale_id)

    def record(self, scale: Scale) -> None:
        """Keep ``scale``, new or changed.

        Raises:
            InvalidFieldError: It has readings, and kind, direction, zero or what it is about
                would change what they mean.
        """
        before = self.find(scale.id)
        if before is not None and self.is_fixed(scale.id):
            for name in ("kind", "better", "none_at_zero", "about"):
                if getattr(before, name) != getattr(scale, name):
                    raise InvalidFieldError(
                        name, "It has readings already: make a new scale for a new meaning."
                    )
        with self._journal.act() as act:
            act.save(scale)

    def order(self, scale_ids: Sequence[ScaleId]) -> None:
        """Ask the scales in that order; ones not named come after, as they were."""
        place = {scale_id: n for n, scale_id in enumerate(scale_ids)}
        ordered = sorted(self.all(), key=lambda scale: place.get(scale.id, len(place)))
        with self._journal.act() as act:
            for n, scale in enumerate(ordered):
                if scale.position != n:
                    act.save(replace(scale, position=n))

    def bring_built_in(self, prompts: Prompts) -> None:
        """Add the scales the program brings, where the file has none of that id."""
        present = {scale.id for scale in self.all()}
        missing = [
            Scale(
                id=ScaleId(prompt.id),
                label=prompt.label,
                question=prompt.question,
                low_text=prompt.low_short,
                high_text=prompt.high_short,
                better=Better(prompt.better),
                none_at_zero=prompt.none_at_zero,
                about=About.NIGHT if prompt.about_night else About.DAY,
                is_shown=prompt.on_by_default,
                position=len(present) + n,
                is_built_in=True,
            )
            for n, prompt in enumerate(prompts.scales)
            if prompt.id not in present
        ]
        if missing:
            at = stamp(self._journal.now())
            with self._journal.writing():
                for scale in missing:
                    scales.save(self._db, scale, at=at)
