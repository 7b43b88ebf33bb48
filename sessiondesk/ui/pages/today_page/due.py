"""What could be done today: at most three things, none of them pressing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.goal import GoalState
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_measures, wording_sessions

MOST: Final = 3
# The editor whose drafts are questionnaires half filled in, each under the id of its own.
_DRAFTS: Final = "assessment"


class DueKind(Enum):
    """What sort of thing it is."""

    MEASURES = "measures"
    GOAL_REVIEW = "goal_review"
    SIGNS = "signs"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line of "When you have a moment".

    Attributes:
        kind: What sort of thing it is.
        id: Identity of the goal, or id of the questionnaire to begin with; else its kind.
        verb: What the person would do with it.
        title: The person's own words for it, where it is a goal.
        detail: Where it stands, in the program's words.
    """

    kind: DueKind
    id: str
    verb: str
    title: str = field(repr=False)
    detail: str = field(repr=False)


def find(journal: Journal, day: date, *, hidden: Collection[str]) -> Sequence[Due]:
    """Return what is due on ``day``, without what is ``hidden`` (identities), at most three."""
    found = (each for each in _all(journal, day) if each.id not in hidden)
    return [each for each, _ in zip(found, range(MOST), strict=False)]


def _all(journal: Journal, day: date) -> Iterator[Due]:
    if not journal.measures.is_put_off:
        yield from _measures(journal, day)
    look = QCoreApplication.translate("due", "Look")
    for goal in journal.goals.active():
        is_going_on = goal.state is GoalState.ACTIVE
        if is_going_on and goal.review_on is not None and goal.review_on <= day:
            yield Due(
                kind=DueKind.GOAL_REVIEW,
                id=goal.id,
                verb=look,
                title=goal.text,
                detail=_review(goal.review_on, day),
            )
    if journal.signs.is_due(day):
        yield Due(
            kind=DueKind.SIGNS,
            id=DueKind.SIGNS.value,
            verb=look,
            title=QCoreApplication.translate("due", "Small signs"),
            detail=QCoreApplication.translate("due", "Every four weeks, as many as you like"),
        )
    if journal.reviews.due_for() is not None:
        yield Due(
            kind=DueKind.REVIEW,
            id=DueKind.REVIEW.value,
            verb=look,
            title=QCoreApplication.translate("due", "Is this working?"),
            detail=QCoreApplication.translate(
                "due", "A progress review, if you have a quarter of an hour"
            ),
        )


def _measures(journal: Journal, day: date) -> Iterator[Due]:
    """Yield one line for all questionnaires: those half filled in come before the others."""
    begun = {draft.record_id for draft in journal.drafts.all() if draft.editor == _DRAFTS}
    halves = [each for each in journal.measures.instruments.all if each.id in begun]
    ready = [each for each in journal.measures.due() if each.instrument.id not in begun]
    names = wording_measures.listed([each.instrument.title for each in ready])
    if halves:
        titles = wording_measures.listed([each.title for each in halves])
        title = (
            QCoreApplication.translate("due", "{titles} is half filled in")
            if len(halves) == 1
            else QCoreApplication.translate("due", "{titles} are half filled in")
        )
        waits = QCoreApplication.translate("due", "What you ticked is kept.")
        yield Due(
            kind=DueKind.MEASURES,
            id=halves[0].id,
            verb=QCoreApplication.translate("due", "Go on"),
            title=title.format(titles=titles),
            detail=_ready_as_well(names, len(ready)) if ready else waits,
        )
    elif len(ready) == 1:
        yield Due(
            kind=DueKind.MEASURES,
            id=ready[0].instrument.id,
            verb=QCoreApplication.translate("due", "Begin"),
            title=wording_measures.due_title(ready[0]),
            detail=wording_measures.due_line(ready[0], today=day),
        )
    elif ready:
        minutes = sum(each.instrument.minutes for each in ready)
        yield Due(
            kind=DueKind.MEASURES,
            id=ready[0].instrument.id,
            verb=QCoreApplication.translate("due", "Begin"),
            title=QCoreApplication.translate("due", "{names} are ready when you are").format(
                names=names
            ),
            detail=wording_measures.about_minutes(minutes),
        )


def _ready_as_well(names: str, count: int) -> str:
    words = (
        QCoreApplication.translate("due", "{names} is ready as well.")
        if count == 1
        else QCoreApplication.translate("due", "{names} are ready as well.")
    )
    return words.format(names=names)


def _review(review_on: date, day: date) -> str:
    if review_on == day:
        return QCoreApplication.translate("due", "Review due today")
    return QCoreApplication.translate("due", "Review due since {day}").format(
        day=wording_sessions.day_and_month(review_on, today=day)
    )
