"""What the made-up person agreed to try, wants to say and works towards.

Weeks count from the first session, which is week 0.
"""

from dataclasses import dataclass
from typing import Final

from sessiondesk.domain.bring_up import BringUpState, Want
from sessiondesk.domain.goal import Adjusted, GoalState, Horizon, Measure
from sessiondesk.domain.practice import PracticeState


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Something agreed, and how often it was really done, in days a week by quarter."""

    key: str
    text: str
    week: int
    days_a_week: int | None
    done: tuple[float, float, float, float] = (0, 0, 0, 0)
    ended_week: int | None = None
    state: PracticeState = PracticeState.GOING_ON


AGREED: Final = (
    Agreed(
        key="reading",
        text="Write the worry down and one other way to read it",
        week=5,
        days_a_week=4,
        done=(2.0, 3.0, 2.0, 3.5),
    ),
    Agreed(
        key="afternoon",
        text="One free afternoon with a start and an end",
        week=15,
        days_a_week=None,
        state=PracticeState.DONE,
        ended_week=16,
    ),
    Agreed(
        key="speak",
        text="Say one thing in the small meeting without rehearsing it",
        week=17,
        days_a_week=1,
        done=(0, 0.7, 0.5, 1.0),
    ),
    Agreed(
        key="jaw",
        text="Ten minutes of loosening jaw and shoulders in the evening",
        week=9,
        days_a_week=5,
        done=(1.5, 0.5, 0, 0),
        ended_week=19,
        state=PracticeState.DROPPED,
    ),
    Agreed(
        key="lights",
        text="Screen off at ten, lights out by eleven",
        week=24,
        days_a_week=4,
        done=(0, 0, 2.0, 3.5),
    ),
    Agreed(
        key="hurt",
        text="When something hurts, say it within a day",
        week=50,
        days_a_week=None,
    ),
)

OBSTACLES: Final = (
    "Too tired in the evening.",
    "Forgot until I was in bed.",
    "Felt silly with somebody in the next room.",
    "Came home late.",
    "The meeting was cancelled.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSay:
    """Something to bring up, and the session where that happened."""

    text: str
    want: Want | None = None
    week: int | None = None
    state: BringUpState = BringUpState.OPEN
    stays_private: bool = False


TO_SAY: Final = (
    ToSay(
        text="How do I know whether this is going anywhere?",
        want=Want.UNDERSTAND,
        week=7,
        state=BringUpState.BROUGHT_UP,
    ),
    ToSay(
        text="I wanted to cancel twice this month.",
        want=Want.BE_HEARD,
        week=10,
        state=BringUpState.BROUGHT_UP,
    ),
    ToSay(
        text="Why does rest make me nervous?",
        want=Want.UNDERSTAND,
        week=15,
        state=BringUpState.BROUGHT_UP,
    ),
    ToSay(
        text="The letter to the landlord.",
        want=Want.PRACTISE,
        week=26,
        state=BringUpState.LET_GO,
    ),
    ToSay(
        text="The night after the hospital.",
        want=Want.BE_HEARD,
        week=32,
        state=BringUpState.BROUGHT_UP,
    ),
    ToSay(
        text="What did I do differently in the weeks that were better?",
        want=Want.UNDERSTAND,
        week=46,
        state=BringUpState.BROUGHT_UP,
    ),
    ToSay(
        text="Every two weeks: do I want that, or do I only want to be finished?",
        want=Want.DECIDE,
        week=50,
        state=BringUpState.CARRIED_OVER,
    ),
    ToSay(text="Practise what I say when the other one goes quiet too.", want=Want.PRACTISE),
    ToSay(text="The three nights of short sleep before the big meeting.", want=Want.UNDERSTAND),
    ToSay(text="I told a friend that I come here. It went well."),
    ToSay(
        text="I still rehearse what I will say in here.", want=Want.BE_HEARD, stays_private=True
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of a goal, and why."""

    week: int
    what: Adjusted
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A goal as it is at the end of the year, and what happened on the way."""

    key: str
    text: str
    week: int
    horizon: Horizon
    measure: Measure
    aim: float | None
    serves: str = ""
    practice: str = ""
    tag: str = ""
    values: tuple[tuple[int, float], ...] = ()
    turns: tuple[Turn, ...] = ()
    wins: tuple[tuple[int, str], ...] = ()
    state: GoalState = GoalState.ACTIVE
    closing_words: str = ""
    review_week: int | None = None


AIMS: Final = (
    Aim(
        key="speak up",
        text="Speak in meetings without rehearsing it the night before",
        week=8,
        horizon=Horizon.LONG,
        measure=Measure.OWN_RATING,
        aim=8,
        values=(
            (8, 1),
            (11, 1),
            (15, 2),
            (18, 3),
            (20, 4),
            (25, 4),
            (28, 4),
            (31, 2),
            (35, 3),
            (39, 4),
            (43, 5),
            (46, 7),
            (49, 6),
        ),
        wins=(
            (19, "One question in the small meeting. Eight seconds."),
            (37, "Disagreed with a colleague, out loud and politely."),
            (46, "Two sentences in the big meeting, unplanned."),
        ),
        review_week=56,
    ),
    Aim(
        key="one thing",
        text="Say one unrehearsed thing in the small meeting each week",
        week=17,
        horizon=Horizon.SHORT,
        measure=Measure.PRACTICE_DAYS,
        practice="speak",
        aim=1,
        serves="speak up",
        wins=((45, "Four weeks running without counting them."),),
        review_week=52,
    ),
    Aim(
        key="evenings",
        text="Screen off at ten on four evenings a week",
        week=24,
        horizon=Horizon.SHORT,
        measure=Measure.PRACTICE_DAYS,
        practice="lights",
        aim=4,
        turns=(
            Turn(
                week=42,
                what=Adjusted.AIM,
                before="5",
                after="4",
                reason="Five made me cheat. Four I can look at honestly.",
            ),
            Turn(
                week=42,
                what=Adjusted.WORDING,
                before="Screen off at ten on five evenings a week",
                after="Screen off at ten on four evenings a week",
                reason="Five made me cheat. Four I can look at honestly.",
            ),
        ),
        wins=((47, "Read a whole book, in bed, on paper."),),
        review_week=53,
    ),
    Aim(
        key="outside",
        text="Outdoors in daylight three days a week",
        week=12,
        horizon=Horizon.SHORT,
        measure=Measure.TAG_DAYS,
        tag="outdoors",
        aim=3,
        turns=(
            Turn(
                week=31,
                what=Adjusted.STATE,
                before="active",
                after="paused",
                reason="Hospital weeks. I will pick it up again.",
            ),
            Turn(
                week=35,
                what=Adjusted.STATE,
                before="paused",
                after="active",
                reason="Picking it up again.",
            ),
            Turn(
                week=45,
                what=Adjusted.STATE,
                before="active",
                after="reached",
                reason="It no longer needs a reason to go out.",
            ),
        ),
        wins=((40, "Walked in the rain and was glad of it."),),
        state=GoalState.REACHED,
        closing_words="Not every week, and that is fine. The shoes stand at the door.",
    ),
    Aim(
        key="post",
        text="Open the post that has piled up, letter by letter",
        week=4,
        horizon=Horizon.SHORT,
        measure=Measure.COUNT,
        aim=40,
        values=((4, 0), (5, 6), (6, 9), (8, 17), (10, 23), (12, 31), (13, 40)),
        turns=(
            Turn(
                week=13,
                what=Adjusted.STATE,
                before="active",
                after="reached",
                reason="The pile is gone.",
            ),
        ),
        wins=((6, "The tax letter. It was a refund."), (13, "The last envelope.")),
        state=GoalState.REACHED,
        closing_words="Forty letters. Two of them mattered. None of them was as bad as the pile.",
    ),
    Aim(
        key="run",
        text="Run five kilometres without stopping",
        week=2,
        horizon=Horizon.LONG,
        measure=Measure.OWN_RATING,
        aim=10,
        values=((2, 1), (6, 2), (12, 2)),
        turns=(
            Turn(
                week=18,
                what=Adjusted.STATE,
                before="active",
                after="let_go",
                reason="It was somebody else’s goal.",
            ),
        ),
        state=GoalState.LET_GO,
        closing_words="I like walking. I wanted to be a person who runs. Walking is enough.",
    ),
)
OFF_SHEET: Final = "evenings"
"""The goal that was left off the prep sheet: what was agreed on for it is there."""
