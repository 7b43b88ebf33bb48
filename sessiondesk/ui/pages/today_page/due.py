"""What could be done today: at most three things, none of them pressing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.goal import GoalState
from sessiondesk.domain.period import ending
from sessiondesk.domain.practice import DAYS_IN_A_WEEK, Practice
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_sessions

MOST: Final = 3


class DueKind(Enum):
    """What sort of thing it is."""

    PRACTICE = "practice"
    GOAL_REVIEW = "goal_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line of "When you have a moment".

    Attributes:
        kind: What sort of thing it is.
        id: Identity of the practice or the goal.
        title: The person's own words for it.
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
    # A review comes once in weeks, a practice nearly every day: the rare thing goes first, or
    # it would never be among the three.
    for goal in journal.goals.active():
        is_going_on = goal.state is GoalState.ACTIVE
        if is_going_on and goal.review_on is not None and goal.review_on <= day:
            yield Due(
                kind=DueKind.GOAL_REVIEW,
                id=goal.id,
                title=goal.text,
                detail=_review(goal.review_on, day),
            )
    for practice in journal.practices.going_on():
        if journal.practices.days_done(practice.id, ending(day, days=1)) == 0:
            yield Due(
                kind=DueKind.PRACTICE,
                id=practice.id,
                title=practice.text,
                detail=practice_detail(journal, practice, day),
            )


def practice_detail(journal: Journal, practice: Practice, day: date) -> str:
    """Say where a practice comes from and on how many of the last days it was done."""
    agreed_in = ""
    if practice.session_id is not None:
        agreed = journal.sessions.find(practice.session_id)
        number = None if agreed is None else journal.sessions.number_of(agreed)
        if number is not None:
            agreed_in = QCoreApplication.translate("due", "Agreed in session {number}").format(
                number=number
            )
    done = journal.practices.days_done(practice.id, ending(day, days=DAYS_IN_A_WEEK))
    return wording_sessions.practice_line(practice, done, agreed_in=agreed_in)


def _review(review_on: date, day: date) -> str:
    if review_on == day:
        return QCoreApplication.translate("due", "Review due today")
    return QCoreApplication.translate("due", "Review due since {day}").format(
        day=wording_sessions.day_and_month(review_on, today=day)
    )
