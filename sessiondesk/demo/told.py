"""The made-up year of therapy: when they met, and what was written down afterwards.

Weeks count from the first session, which is week 0; the coming appointment is in week 51.
"""

from dataclasses import dataclass
from typing import Final

from sessiondesk.domain.therapy_session import Outcome

COMING_WEEK: Final = 51
AWAY_WEEKS: Final = frozenset({21, 22, 23})
"""Nobody planned a session: the practice was closed for the holidays."""
HARD_WEEKS: Final = range(30, 35)
VIDEO_WEEKS: Final = frozenset({28, 41})
MOVED_WEEK: Final = 44
"""It was put off by a day."""
OTHER_OUTCOMES: Final = {
    10: Outcome.LATE,
    14: Outcome.CANCELLED_BY_ME,
    33: Outcome.CANCELLED_BY_THERAPIST,
    38: Outcome.MISSED,
    COMING_WEEK: Outcome.PLANNED,
}

APPROACH: Final = "Cognitive behavioural, with time to talk"
RHYTHM: Final = "Once a week, early afternoon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was written down after one session."""

    week: int
    notes: str
    topics: tuple[str, ...]
    to_keep: str = ""
    left_open: str = ""
    first_said: str = ""


TOLD: Final = (
    Told(
        week=0,
        notes="Mostly facts. Work, sleep, the meetings. I talked fast and looked at the plant. "
        "We agreed to meet every week and see after six.",
        topics=("getting to know each other", "sleep"),
        to_keep="I do not have to make it interesting.",
    ),
    Told(
        week=1,
        notes="Drew a picture of a bad morning: thought, body, what I do next. I avoid more than "
        "I knew. It is a loop, and I could see where it closes.",
        topics=("anxiety", "avoiding"),
        to_keep="Avoiding works today and costs tomorrow.",
    ),
    Told(
        week=3,
        notes="Why I prepare so much. If nobody finds a mistake, nobody finds me. Said it as a "
        "joke and then it was not one.",
        topics=("work", "over-preparing"),
        left_open="Where did I learn that mistakes are dangerous?",
        first_said="That I am afraid of being found out.",
    ),
    Told(
        week=5,
        notes="First practice: write the worry down and then one other way to read it. Tried it "
        "in the room with Monday’s mail. The other reading felt like cheating.",
        topics=("thoughts", "practice"),
        to_keep="The other reading does not have to be true. It has to be possible.",
    ),
    Told(
        week=7,
        notes="Review after the first weeks. What helps: drawing the loop, being asked to slow "
        "down. What does not: I nod when I do not understand. I said so.",
        topics=("review", "how we work"),
        first_said="That I nod when I do not understand.",
    ),
    Told(
        week=9,
        notes="The week with three good days. I did not trust them. We looked at what I did on "
        "those days instead of why they could not last.",
        topics=("good days",),
        to_keep="A good day is also information.",
    ),
    Told(
        week=10,
        notes="Fifteen minutes late, the train. I wanted to cancel from the platform. Came in and "
        "spoke about wanting to cancel.",
        topics=("shame", "being late"),
    ),
    Told(
        week=12,
        notes="Long about home. Nobody shouted; it just went quiet for days, and I learned to "
        "read the quiet. I still read it, in meetings, in messages without a full stop.",
        topics=("family", "silence"),
        to_keep="Quiet is not always about me.",
        left_open="What would I have needed to hear back then?",
    ),
    Told(
        week=15,
        notes="After the week I was ill. Rest makes me nervous. We planned one afternoon of "
        "nothing, with a start and an end, so that I would not call it laziness.",
        topics=("rest", "guilt"),
    ),
    Told(
        week=17,
        notes="Steps towards saying something unrehearsed. We made a ladder. First rung: one "
        "question in the small meeting. Last rung: the quarterly one. I laughed at the last rung.",
        topics=("work", "ladder"),
        to_keep="The point is to be nervous and stay.",
    ),
    Told(
        week=19,
        notes="First rung done. It was clumsy and it was over in eight seconds. I told it three "
        "times in different versions and the third was the true one.",
        topics=("ladder",),
        first_said="That I was proud.",
    ),
    Told(
        week=20,
        notes="Last one before the break. What carries over three weeks: the walk, the other "
        "reading, my sister. I was angry about the break and said it in the last minute.",
        topics=("break", "anger"),
        left_open="The anger. We said we would start with it.",
    ),
    Told(
        week=24,
        notes="Back. We did start with the anger. It was smaller than three weeks ago, and it was "
        "still there, and that was allowed.",
        topics=("break", "anger"),
        to_keep="I can be cross with somebody and come back.",
    ),
    Told(
        week=26,
        notes="Saying yes before the question is finished. Practised three ways of buying time. "
        "Felt rude in the room. Was not rude.",
        topics=("boundaries", "practice"),
        to_keep="I need to think about it is a whole sentence.",
    ),
    Told(
        week=28,
        notes="By video from my sister’s spare room. Odd to have it in a house with other people. "
        "We kept to small things, and that was right.",
        topics=("family",),
    ),
    Told(
        week=30,
        notes="Dad. I talked for thirty minutes without stopping. Then we did the breathing and I "
        "noticed how cold my hands were.",
        topics=("father", "fear"),
        left_open="How to be useful without being in charge of everything.",
    ),
    Told(
        week=32,
        notes="The operation went well and I fell apart afterwards. That is the order it goes in, "
        "apparently. Everything I had learned felt gone. We looked: it was not gone, it was "
        "tired.",
        topics=("father", "setback"),
        to_keep="A bad month is not the beginning again.",
        first_said="That I am afraid of him getting old.",
    ),
    Told(
        week=35,
        notes="Went through the hard weeks on paper. I had still gone out. I had still rung my "
        "sister. The numbers were low and I was not doing nothing.",
        topics=("looking back", "setback"),
    ),
    Told(
        week=37,
        notes="Back to the ladder. I want to skip two rungs because I am impatient. We agreed on "
        "one, twice.",
        topics=("ladder", "impatience"),
    ),
    Told(
        week=39,
        notes="I did not come last week, and did not ring. I forgot, and then I was too ashamed "
        "to say so. We stayed with the shame and not with the forgetting.",
        topics=("shame", "how we work"),
        to_keep="I came back without a finished explanation.",
        first_said="That I had been sitting at home, looking at the clock.",
    ),
    Told(
        week=42,
        notes="Sleep. The bargain I make every night with the screen. Changed the goal to four "
        "evenings, because five made me cheat.",
        topics=("sleep", "goals"),
    ),
    Told(
        week=44,
        notes="The small sharp voice. Where it comes from, whom it sounds like, what it wants to "
        "prevent. I had never asked it that.",
        topics=("self-criticism",),
        to_keep="It wants me safe. It is bad at it.",
        left_open="What I would say to it when it is loud.",
    ),
    Told(
        week=46,
        notes="Spoke in the big meeting. Two sentences, unplanned. Nobody remembers. I remember.",
        topics=("work", "ladder"),
        first_said="That I would like more of this.",
    ),
    Told(
        week=48,
        notes="What would be enough? We talked about how we will know that it is time to meet "
        "less often. I did not like the question and it was a good question.",
        topics=("looking ahead", "ending"),
        left_open="Every two weeks: from when?",
    ),
    Told(
        week=50,
        notes="Went back to saying what hurt instead of going quiet. I did it once this week, on "
        "the second day instead of the fourth.",
        topics=("silence", "family"),
        to_keep="Second day is earlier than fourth.",
        left_open="What if the other one goes quiet too?",
    ),
)
