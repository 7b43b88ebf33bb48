"""The journal's scales."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import About, Better, Scale
from sessiondesk.journal.part import Part
from sessiondesk.store import records, scales, versions
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind, stamp

# More strips than that, and the check-in takes longer than anybody has in the evening.
MOST_OWN_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a scale was worded before.

    Attributes:
        until: When it was worded otherwise, in UTC.
        label: Its name then.
        question: Its question then; may be empty, as are the next two.
        low_text: What 0 meant, in the words of then.
        high_text: What 10 meant.
    """

    until: datetime
    label: str = field(repr=False)
    question: str = field(repr=False)
    low_text: str = field(repr=False)
    high_text: str = field(repr=False)


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

    def own_shown(self) -> Sequence[Scale]:
        """Return the person's own scales that are asked, in order."""
        return [scale for scale in self.shown() if not scale.is_built_in]

    def wordings(self, scale_id: ScaleId) -> Sequence[Wording]:
        """Return how a scale was worded before, the latest of them first."""
        with outside_causes():
            now = scales.find(self._db, scale_id)
            earlier = versions.of_record(self._db, Kind.SCALE, scale_id)
        last = None if now is None else _words_of(now)
        found: list[Wording] = []
        for at, text in earlier:
            was = records.decode(Kind.SCALE, text)
            # What else changed, such as its place, is no other wording.
            if isinstance(was, Scale) and _words_of(was) != last:
                last = _words_of(was)
                label, question, low_text, high_text = last
                found.append(
                    Wording(
                        until=datetime.fromisoformat(at),
                        label=label,
                        question=question,
                        low_text=low_text,
                        high_text=high_text,
                    )
                )
        return found

    def add(self, scale: Scale) -> None:
        """Keep a new scale of the person's own; it is asked after all others.

        Where as many own ones are asked as there may be, it begins hidden.
        """
        last = max((each.position for each in self.all()), default=-1)
        has_room = len(self.own_shown()) < MOST_OWN_SHOWN
        self.record(replace(scale, position=last + 1, is_shown=scale.is_shown and has_room))

    def record(self, scale: Scale) -> None:
        """Keep ``scale``, new or changed.

        Raises:
            InvalidFieldError: It has readings, and kind, direction, zero or what it is about
                would change what they mean; or it is one too many to be asked.
        """
        before = self.find(scale.id)
        if scale.is_shown and not scale.is_built_in and (before is None or not before.is_shown):
            others = [each for each in self.own_shown() if each.id != scale.id]
            if len(others) >= MOST_OWN_SHOWN:
                raise InvalidFieldError(
                    "is_shown", "Three of your own are asked already. Hide one of them first."
                )
        if before is not None and self.is_fixed(scale.id):
            for name in ("kind", "better", "none_at_zero", "about"):
                if getattr(before, name) != getattr(scale, name):
                    raise InvalidFieldError(
                        name, "It has readings already: make a new scale for a new meaning."
                    )
        with self._journal.act() as act:
            act.save(scale)

    def remove(self, scale_id: ScaleId) -> None:
        """Put an own scale into the bin; the check-ins keep its answers, out of sight.

        Raises:
            InvalidFieldError: The program brought it, so it can only be hidden.
        """
        scale = self.find(scale_id)
        if scale is not None and scale.is_built_in:
            raise InvalidFieldError("is_built_in", "This one can be hidden, and stays.")
        with self._journal.act() as act:
            act.remove(Kind.SCALE, scale_id)

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


def _words_of(scale: Scale) -> tuple[str, str, str, str]:
    return scale.label, scale.question, scale.low_text, scale.high_text
