"""The whole record as values, read in one go for the questions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessiondesk.domain.afterwards import AboutTheTime
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import About, Better, ScaleKind
from sessiondesk.domain.therapy_session import Outcome
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
from sessiondesk.store import days, therapy_sessions
from sessiondesk.store.connection import outside_causes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from enum import StrEnum

    from sessiondesk.domain.prompts import GradedQuestion, Prompts
    from sessiondesk.journal.journal import Journal

_UNITS = {ScaleKind.RATING: Unit.POINTS, ScaleKind.YES_NO: Unit.YES_NO}


class LookingBack(Part):
    """Reads what the questions are asked of."""

    def __init__(self, journal: Journal, prompts: Prompts) -> None:
        super().__init__(journal)
        self._prompts = prompts

    def gather(self, on: date | None = None) -> Material:
        """Return the record up to ``on``, included; None: up to today.

        Raises:
            StoreError: The journal could not be read.
        """
        today = self._journal.today() if on is None else on
        extent = self._journal.checkins.extent()
        first = min(extent.first, today) if extent else today
        whole = Period(first=first, last=today)
        with outside_causes():
            return Material(
                today=today,
                recorded=frozenset(days.recorded(self._db, whole.first, whole.last)),
                series=tuple(self._series(whole)),
                graded=self._graded(whole),
                tags=self._tags(whole),
                sessions=tuple(self._sessions(today)),
            )

    def _series(self, whole: Period) -> Iterable[Series]:
        scales = sorted(self._journal.scales.all(), key=lambda each: not each.is_shown)
        daily = days.ratings(self._db, [each.id for each in scales], whole.first, whole.last)
        for each in scales:
            yield Series(
                key=each.id,
                unit=_UNITS[each.kind],
                better=each.better,
                none_at_zero=each.none_at_zero,
                about=each.about,
                is_main=each.is_built_in and each.is_shown and each.kind is ScaleKind.RATING,
                values=daily[each.id],
            )
        nights = days.sleep_hours(self._db, whole.first, whole.last)
        is_asked = self._journal.settings.value.asks_sleep_hours
        if nights or is_asked:
            yield Series(
                key=SLEEP,
                unit=Unit.HOURS,
                better=Better.HIGHER,
                none_at_zero=False,
                about=About.NIGHT,
                is_main=is_asked,
                values=nights,
            )

    def _graded(self, whole: Period) -> Mapping[str, Mapping[date, bool]]:
        nights = days.sleep_interference(self._db, whole.first, whole.last)
        kept_from = days.interference(self._db, whole.first, whole.last)
        return {
            SLEEP_INTERFERENCE: _counting(nights, self._prompts.sleep_interference),
            INTERFERENCE: _counting(kept_from, self._prompts.interference),
        }

    def _tags(self, whole: Period) -> Mapping[str, Collection[date]]:
        tagged = days.all_tagged(self._db, whole.first, whole.last)
        patterned = days.all_patterned(self._db, whole.first, whole.last)
        return {
            **{f"tag:{id_}": found for id_, found in tagged.items()},
            **{f"pattern:{id_}": found for id_, found in patterned.items()},
            **{
                f"practice:{each.id}": self._journal.practices.days(each.id, whole)
                for each in self._journal.practices.all()
            },
        }

    def _sessions(self, today: date) -> Iterable[SessionSeen]:
        numbers = {
            id_: number
            for course in self._journal.courses.all()
            for id_, number in self._journal.sessions.numbers(course.id).items()
        }
        past = [
            each
            for each in self._journal.sessions.outline()
            if each.day <= today and each.outcome is not Outcome.PLANNED
        ]
        noted = self._journal.afterwards.of_all([each.id for each in past])
        first_said = therapy_sessions.with_first_said(self._db)
        for each in past:
            after = noted.get(each.id)
            yield SessionSeen(
                day=each.day,
                course_id=each.course_id,
                number=numbers.get(each.id) if each.outcome.is_held else None,
                outcome=each.outcome,
                fit=() if after is None else tuple(after.fit.values()),
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
