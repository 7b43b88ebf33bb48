"""The whole record as values, read in one go for the questions about it.

Ten years take most of a second: the window reads them on a worker, through a connection of the
worker's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sessiondesk.domain.afterwards import AboutTheTime
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import About, Better, ScaleKind
from sessiondesk.domain.therapy_session import Outcome, numbers
from sessiondesk.insights.material import (
    INTERFERENCE,
    SLEEP,
    SLEEP_INTERFERENCE,
    Material,
    Series,
    SessionSeen,
    Unit,
)
from sessiondesk.journal.part import Part
from sessiondesk.journal.topics import Topic
from sessiondesk.store import afterwards, courses, days, practices, scales, therapy_sessions
from sessiondesk.store.connection import outside_causes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from enum import StrEnum

    from sessiondesk.domain.prompts import GradedQuestion, Prompts
    from sessiondesk.journal.journal import Journal
    from sessiondesk.store.connection import Connection

_READ: Final = {
    Topic.CHECKINS,
    Topic.SCALES,
    Topic.TAGS,
    Topic.PATTERNS,
    Topic.PRACTICES,
    Topic.COURSES,
    Topic.SESSIONS,
    Topic.AFTERWARDS,
}
_UNITS = {ScaleKind.RATING: Unit.POINTS, ScaleKind.YES_NO: Unit.YES_NO}


class _ReadLast:
    """The record as a worker read it last: several questions in a row read it once."""

    def __init__(self) -> None:
        self.found: tuple[Reading, Material] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is to be read; carried to a worker, which reads it through its own connection.

    Attributes:
        today: The reference day, included.
        asks_sleep_hours: Whether hours slept are asked at the moment.
        prompts: What the program asks.
        change: Which change of the record was the last one when this was asked for.
        last: What was read last, by whichever worker.
    """

    today: date
    asks_sleep_hours: bool
    prompts: Prompts = field(compare=False)
    change: int = 0
    last: _ReadLast = field(default_factory=_ReadLast, compare=False, repr=False)

    def material(self, db: Connection) -> Material:
        """Return the record up to the reference day; as it was read last, if nothing changed.

        Raises:
            StoreError: It could not be read.
        """
        found = self.last.found
        if found is not None and found[0] == self:
            return found[1]
        material = self.read(db)
        self.last.found = (self, material)
        return material

    def read(self, db: Connection) -> Material:
        """Return the same, read here and now.

        Raises:
            StoreError: It could not be read.
        """
        with outside_causes():
            extent = days.extent(db)
            first = min(extent.first, self.today) if extent else self.today
            whole = Period(first=first, last=self.today)
            return Material(
                today=self.today,
                recorded=frozenset(days.recorded(db, whole.first, whole.last)),
                series=tuple(self._series(db, whole)),
                graded=self._graded(db, whole),
                tags=_tags(db, whole),
                sessions=tuple(_sessions(db, self.today)),
                feelings=_feelings(db, whole),
            )

    def _series(self, db: Connection, whole: Period) -> Iterable[Series]:
        known = sorted(scales.all_(db), key=lambda each: not each.is_shown)
        daily = days.ratings(db, [each.id for each in known], whole.first, whole.last)
        for each in known:
            yield Series(
                key=each.id,
                unit=_UNITS[each.kind],
                better=each.better,
                none_at_zero=each.none_at_zero,
                about=each.about,
                is_main=each.is_built_in and each.is_shown and each.kind is ScaleKind.RATING,
                values=daily[each.id],
            )
        nights = days.sleep_hours(db, whole.first, whole.last)
        if nights or self.asks_sleep_hours:
            yield Series(
                key=SLEEP,
                unit=Unit.HOURS,
                better=Better.HIGHER,
                none_at_zero=False,
                about=About.NIGHT,
                is_main=self.asks_sleep_hours,
                values=nights,
            )

    def _graded(self, db: Connection, whole: Period) -> Mapping[str, Mapping[date, bool]]:
        nights = days.sleep_interference(db, whole.first, whole.last)
        kept_from = days.interference(db, whole.first, whole.last)
        return {
            SLEEP_INTERFERENCE: _counting(nights, self.prompts.sleep_interference),
            INTERFERENCE: _counting(kept_from, self.prompts.interference),
        }


class LookingBack(Part):
    """Reads what the questions are asked of."""

    def __init__(self, journal: Journal, prompts: Prompts) -> None:
        super().__init__(journal)
        self._prompts = prompts
        self._change = 0
        self._last = _ReadLast()
        journal.changed.connect(self._on_changed)

    @property
    def prompts(self) -> Prompts:
        """What the program asks."""
        return self._prompts

    def reading(self, on: date | None = None) -> Reading:
        """Return what is to be read, for a worker; ``on`` is the reference day, else today."""
        return Reading(
            today=self._journal.today() if on is None else on,
            asks_sleep_hours=self._journal.settings.value.asks_sleep_hours,
            prompts=self._prompts,
            change=self._change,
            last=self._last,
        )

    def gather(self, on: date | None = None) -> Material:
        """Return the record here and now: for the command line, tests and short journals.

        Raises:
            StoreError: The journal could not be read.
        """
        return self.reading(on).read(self._db)

    def _on_changed(self, topic: Topic) -> None:
        if topic in _READ:
            self._change += 1


def _tags(db: Connection, whole: Period) -> Mapping[str, Collection[date]]:
    tagged = days.all_linked(db, "tag", whole.first, whole.last)
    patterned = days.all_linked(db, "pattern", whole.first, whole.last)
    return {
        **{f"tag:{id_}": found for id_, found in tagged.items()},
        **{f"pattern:{id_}": found for id_, found in patterned.items()},
        **{
            f"practice:{each.id}": practices.days(db, each.id, whole.first, whole.last)
            for each in practices.all_(db)
        },
    }


def _feelings(db: Connection, whole: Period) -> Mapping[str, Collection[date]]:
    felt = days.all_felt(db, whole.first, whole.last)
    return {f"feeling:{family}": found for family, found in felt.items()}


def _sessions(db: Connection, today: date) -> Iterable[SessionSeen]:
    outline = therapy_sessions.outline(db)
    counted = {
        id_: number
        for course in courses.all_(db)
        for id_, number in numbers(course, outline).items()
    }
    past = [each for each in outline if each.day <= today and each.outcome is not Outcome.PLANNED]
    noted = afterwards.of_sessions(db, [each.id for each in past])
    first_said = therapy_sessions.with_first_said(db)
    for each in past:
        after = noted.get(each.id)
        yield SessionSeen(
            day=each.day,
            course_id=each.course_id,
            number=counted.get(each.id) if each.outcome.is_held else None,
            outcome=each.outcome,
            fit={} if after is None else after.fit,
            held_back=None if after is None else after.held_back,
            same_ground=None if after is None else after.same_ground,
            arriving=None if after is None else after.arriving,
            leaving=None if after is None else after.leaving,
            next_day=None if after is None else after.next_day,
            day_after=None if after is None else after.day_after,
            said_first=each.id in first_said,
            crossed_a_line=after is not None
            and AboutTheTime.CROSSED_A_LINE in after.about_the_time,
        )


def _counting(answers: Mapping[date, StrEnum], question: GradedQuestion) -> Mapping[date, bool]:
    counting = {each.id for each in question.choices if each.value >= question.counts_from}
    return {day: answer.value in counting for day, answer in answers.items()}
