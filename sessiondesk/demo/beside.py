"""What else there is in the made-up year: patterns, what was noted after sessions, signs, events.

Weeks count from the first session, which is week 0.
"""

from dataclasses import dataclass
from typing import Final

from sessiondesk.demo.told import AWAY_WEEKS, HARD_WEEKS
from sessiondesk.domain.afterwards import DayAfter, HeldBack, HeldBackWhy, SameGround
from sessiondesk.domain.life_event import LifeEventKind
from sessiondesk.domain.sign import SignAnswer

BREAK_REASON: Final = "The practice is closed for the holidays."
OWN_WORDS: Final = (("flat", "wrapped in wool", True), ("glad", "quietly pleased", True))
"""Family and text; whether it is still offered."""
HIDDEN_WORD: Final = ("angry", "prickly", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A pattern: when it was named, where it was seen, how often before and after.

    Attributes:
        before: Share of the check-ins before it was named, linked on a later look.
        after: Share of those since, ticked on the day itself.
        merged_into: Key of the pattern it turned out to be.
    """

    key: str
    name: str
    week: int
    sets_off: str = ""
    notice_first: str = ""
    what_i_do: str = ""
    may_protect: str = ""
    rather_do: str = ""
    weeks: tuple[int, ...] = ()
    before: float = 0.0
    after: float = 0.0
    merged_into: str = ""


NAMED: Final = (
    Named(
        key="quiet",
        name="going quiet when I am hurt",
        week=12,
        sets_off="A sentence that sounds like a verdict, mostly from people I like.",
        notice_first="Cold hands, and I start to tidy up.",
        what_i_do="Say that it is fine, and go on saying it for days.",
        may_protect="Nobody can answer badly to what I did not say.",
        rather_do="Say within a day that it hurt, in one sentence.",
        weeks=(12, 20, 35, 50),
        before=0.03,
        after=0.09,
    ),
    Named(
        key="rehearse",
        name="rehearsing",
        week=17,
        sets_off="Any meeting with more than three people in it.",
        notice_first="I am already saying the second sentence in my head.",
        what_i_do="Go through it until late, and then say nothing.",
        may_protect="Being caught without an answer.",
        rather_do="One note with three words on it, and go to bed.",
        weeks=(3, 17, 19, 46),
        before=0.06,
        after=0.08,
    ),
    Named(
        key="yes",
        name="yes before the question is finished",
        week=26,
        sets_off="Somebody in a hurry.",
        what_i_do="Agree, and work out afterwards how.",
        rather_do="I need to think about it.",
        weeks=(26,),
        before=0.02,
        after=0.04,
    ),
    Named(
        key="fine", name="saying I am fine", week=20, before=0.03, after=0.05, merged_into="quiet"
    ),
)

HELD_BACK: Final = {
    3: (HeldBack.A_LITTLE, "How little I sleep before Mondays.", HeldBackWhy.ASHAMED),
    10: (HeldBack.A_LITTLE, "That I nearly did not come.", HeldBackWhy.ASHAMED),
    15: (HeldBack.IMPORTANT, "That I was angry about the bill.", HeldBackWhy.FEARED_REACTION),
    28: (HeldBack.A_LITTLE, "My sister could have heard me.", HeldBackWhy.NOT_READY),
    36: (HeldBack.A_LITTLE, "That I miss the breathing.", HeldBackWhy.NOTICED_LATER),
    48: (HeldBack.IMPORTANT, "I do not want to stop yet.", HeldBackWhy.NOT_TO_HURT),
}
AFTER_WORDS: Final = {
    7: "I said it and nothing fell down.",
    12: "Tired in a good way, like after carrying something up the stairs.",
    20: "Cross all the way home.",
    32: "Slept for ten hours.",
    39: "I went back in. That was the session.",
    46: "Could have hugged the receptionist.",
    50: "Walked home the long way and thought about the second day.",
}
DAYS_AFTER: Final = (
    DayAfter.LIGHTER,
    DayAfter.SAME,
    DayAfter.SAME,
    DayAfter.STIRRED_CLEAR,
    DayAfter.STIRRED_UNCLEAR,
)
GROUNDS: Final = (
    SameGround.NEW,
    SameGround.FURTHER_IN,
    SameGround.FURTHER_IN,
    SameGround.SAME_PLACE,
)
DISTRACTED_WEEK: Final = 11
RUSHED_WEEKS: Final = (10, 37)

# Of each small sign the weeks from which on it was there now and then, and more and more.
SIGNS: Final[tuple[tuple[str, int, int], ...]] = (
    ("caught_habit", 8, 28),
    ("first_signs_body", 12, 44),
    ("name_trigger", 4, 16),
    ("saw_afterwards", 4, 12),
    ("stayed_with_feeling", 20, 99),
    ("paused", 28, 99),
    ("told_therapist", 8, 99),
    ("said_disliked", 24, 99),
    ("told_somebody", 48, 99),
    ("feel_more", 16, 36),
    ("did_avoided", 8, 40),
    ("recovered_faster", 36, 99),
    ("said_no", 28, 48),
    ("asked_for_need", 40, 99),
    ("spoke_as_friend", 44, 99),
)
SIGN_EXAMPLES: Final = {
    ("caught_habit", 8): "Noticed it in the corridor: already smiling, already fine.",
    ("did_avoided", 12): "The last envelope of the pile.",
    ("said_disliked", 24): "That the break was too long for me.",
    ("paused", 28): "Counted to four on the phone before I said yes. Then I did not.",
    ("recovered_faster", 36): "Two days instead of the usual week.",
    ("told_somebody", 48): "A friend, on a bench. She nodded and asked what it is like.",
    ("said_no", 48): "To the weekend shift. Did not take it back on Monday.",
}
SIGN_WEEKS: Final = range(4, 49, 4)
CLOSER_LOOK: Final = (24, "same", "Since spring. It moved again after I said so.")
"""The one tick of the other list: its week, the sentence, and what was written beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A life event, from the first day of a week to the last day of another."""

    title: str
    kind: LifeEventKind
    week: int
    until_week: int | None = None
    goes_on: bool = False
    dose: str = ""
    words: str = ""


HAPPENED: Final = (
    Happened(
        title="Sertraline",
        kind=LifeEventKind.MEDICINE_STARTED,
        week=13,
        until_week=17,
        dose="25 mg",
        words="In the morning, with breakfast.",
    ),
    Happened(
        title="Sertraline",
        kind=LifeEventKind.MEDICINE_CHANGED,
        week=18,
        goes_on=True,
        dose="50 mg, before: 25 mg",
    ),
    Happened(
        title="At the sea",
        kind=LifeEventKind.HOLIDAY,
        week=min(AWAY_WEEKS),
        until_week=min(AWAY_WEEKS) + 1,
    ),
    Happened(
        title="Dad in hospital",
        kind=LifeEventKind.FAMILY,
        week=HARD_WEEKS[0],
        until_week=HARD_WEEKS[-1] - 1,
        words="The operation was in the second week.",
    ),
    Happened(title="A new team at work", kind=LifeEventKind.WORK, week=41),
)

PLAN_SIGNS: Final = (
    "I stop opening the blinds.\nI sleep less than four hours, three nights running."
)
PLAN_ALONE: Final = "The long way round the park.\nCold water on my wrists.\nThe radio, low."
PLAN_PLACES: Final = "The library, second floor.\nThe café where nobody talks to me."
PLAN_PEOPLE: Final = "My sister, at any hour.\nThe neighbour with the dog, until ten."
PLAN_HELP: Final = "The practice, in the mornings.\nMy doctor.\nThe night line on the fridge."
PLAN_ROOM: Final = "The pills stay at my sister’s; I have a week’s worth here."
PLAN_WORTH: Final = "My nephew, who is four.\nSpring.\nFinding out how it goes on."


def answer(item: tuple[str, int, int], week: int) -> SignAnswer:
    """Return how far a small sign fits in that week."""
    _, once, often = item
    if week >= often:
        return SignAnswer.MORE_AND_MORE
    return SignAnswer.ONCE_OR_TWICE if week >= once else SignAnswer.NOT_YET
