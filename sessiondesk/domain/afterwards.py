"""What is noted after a therapy session, for oneself alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import AfterwardsId, TherapySessionId
from sessiondesk.domain.scale import HIGHEST, LOWEST

_OF_THE_SESSION: Final = AfterwardsId("")  # stands for the one made from the session


class FitItem(StrEnum):
    """The six short sentences about a session, 0 (not at all) to 10 (fully).

    Own wording, after the parts that the working alliance is commonly divided into (Bordin
    1979, Psychotherapy 16:252-260): bond, goals, tasks.
    """

    HEARD = "heard"
    SAFE = "safe"
    POINT = "point"
    WAY = "way"
    PUSHED = "pushed"
    USEFUL = "useful"


class HeldBack(StrEnum):
    """Whether something was held back."""

    NO = "no"
    A_LITTLE = "a_little"
    IMPORTANT = "important"


class HeldBackWhy(StrEnum):
    """Why something was held back."""

    FEARED_REACTION = "feared_reaction"
    NOT_TO_HURT = "not_to_hurt"
    ASHAMED = "ashamed"
    NO_TIME = "no_time"
    NOT_READY = "not_ready"
    NOTICED_LATER = "noticed_later"


class DayAfter(StrEnum):
    """How the day after was."""

    LIGHTER = "lighter"
    SAME = "same"
    STIRRED_CLEAR = "stirred_clear"
    """Stirred up, but it makes sense to the person."""
    STIRRED_UNCLEAR = "stirred_unclear"
    WORSE_ABOUT_MYSELF = "worse_about_myself"


class SameGround(StrEnum):
    """Whether it felt like ground covered before."""

    NEW = "new"
    FURTHER_IN = "further_in"
    SAME_PLACE = "same_place"


class AboutTheTime(StrEnum):
    """Something about the way the session went."""

    DISTRACTED = "distracted"
    FORGOT = "forgot"
    JUDGED = "judged"
    RUSHED = "rushed"
    ABOUT_THEMSELVES = "about_themselves"
    CROSSED_A_LINE = "crossed_a_line"
    """Never a question of fit: it is answered apart, with where to find help."""
    NONE = "none"


def id_after(session_id: TherapySessionId) -> AfterwardsId:
    """Return the identity of what is noted after that session."""
    return AfterwardsId(hashlib.sha256(f"afterwards {session_id}".encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """What a person notes after one session. Always private; nothing is required.

    Attributes:
        session_id: The therapy session; each has one of these at most.
        fit: Answers 0 to 10 by item. An item not in here was not answered.
        held_back: Whether something was held back. None: not answered.
        held_back_what: What it was; may be empty.
        held_back_why: Why, any number of reasons.
        arriving: Mood on the way there, 0 to 10. None: not answered.
        leaving: Mood when leaving, 0 to 10. None: not answered.
        leaving_feelings: Words for that.
        next_day: Mood the day after, 0 to 10. None: not answered.
        day_after: How that day was, in words. None: not answered.
        same_ground: Whether it was ground covered before. None: not answered.
        about_the_time: What there was about the way the session went.
        words: A free line; may be empty.
        id: Identity. Made from that of the session, so that no two journals that are put
            together hold two for one session.
    """

    session_id: TherapySessionId
    fit: Mapping[FitItem, int] = field(default_factory=dict)
    held_back: HeldBack | None = None
    held_back_what: str = field(default="", repr=False)
    held_back_why: frozenset[HeldBackWhy] = frozenset()
    arriving: int | None = None
    leaving: int | None = None
    leaving_feelings: frozenset[Feeling] = frozenset()
    next_day: int | None = None
    day_after: DayAfter | None = None
    same_ground: SameGround | None = None
    about_the_time: frozenset[AboutTheTime] = frozenset()
    words: str = field(default="", repr=False)
    id: AfterwardsId = _OF_THE_SESSION

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", id_after(self.session_id))
        # Our own copy, which nobody else can change.
        object.__setattr__(self, "fit", {FitItem(item): value for item, value in self.fit.items()})
        if not all(LOWEST <= value <= HIGHEST for value in self.fit.values()):
            raise InvalidFieldError("fit", "Choose a number from 0 to 10.")
        for name in ("arriving", "leaving", "next_day"):
            value = getattr(self, name)
            if value is not None and not LOWEST <= value <= HIGHEST:
                raise InvalidFieldError(name, "Choose a number from 0 to 10.")

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered or written."""
        return self == Afterwards(session_id=self.session_id, id=self.id)
