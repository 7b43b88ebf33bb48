"""What could be done today: at most three things, none of them pressing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.goal import GoalState
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_sessions

MOST: Final = 3


class DueKind(Enum):
    """What sort of thing it is."""

    GOAL_REVIEW = "goal_review"
    SIGNS = "signs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line of "When you have a moment".

    Attributes:
        kind: What sort of thing it is.
        id: Identity of the goal; for what is no record, its kind.
        title: The person's own words for it, where it is a goal.
        detail: Where it stands, in the program's words.
    """

    kind: DueKind
    id: str
    title: str = field(repr=False)
    detail: str = field(repr=False)


def find(journal: Journal, day: date, *, hidden: Collection[str]) -> Sequence[Due]:
    """Return what is due on ``day``, without what is ``hidden`` (identities), at most three."""
    found = (each for each in _all(journal, day) if each.id not in hidden)
    return [each for each, _ in zip(found, range(MOST), strict=False)]


def _all(journal: Journal, day: date) -> Iterator[Due]:
    for goal in journal.goals.active():
        is_going_on = goal.state is GoalState.ACTIVE
        if is_going_on and goal.review_on is not None and goal.review_on <= day:
            yield Due(
                kind=DueKind.GOAL_REVIEW,
                id=goal.id,
                title=goal.text,
                detail=_review(goal.review_on, day),
            )
    if journal.signs.is_due(day):
        yield Due(
            kind=DueKind.SIGNS,
            id=DueKind.SIGNS.value,
            title=QCoreApplication.translate("due", "Small signs"),
            detail=QCoreApplication.translate("due", "Every four weeks, as many as you like"),
        )


def _review(review_on: date, day: date) -> str:
    if review_on == day:
        return QCoreApplication.translate("due", "Review due today")
    return QCoreApplication.translate("due", "Review due since {day}").format(
        day=wording_sessions.day_and_month(review_on, today=day)
    )
