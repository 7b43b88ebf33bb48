"""A record from which every block of a sheet can be filled."""

from dataclasses import replace
from datetime import date, timedelta

from sessiondesk.domain.bring_up import BringUp, SourceKind, Want
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import BringUpId, LifeEventId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.insights.after_session import AfterOne, AfterSessions
from sessiondesk.insights.claim import Ending, Interval
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.course_strip import Record, strip
from sessiondesk.insights.material import Unit
from sessiondesk.prepsheet.material import (
    Judgement,
    Moment,
    Noted,
    Private,
    SheetInput,
    Together,
    Told,
)
from sessiondesk.ui.insight_names import Names, Subject, of_scale
from tests.sheet_material import COURSE, INSTRUMENTS, ON, a_scale, a_session, something


def day(back: int) -> date:
    return ON - timedelta(days=back)


def a_moment(key: str, back: int, mood: float | None, text: str = "") -> Moment:
    return Moment(key=key, day=day(back), text=text or f"What happened, {key}", mood=mood)


def a_trend(key: str) -> Told:
    """Return a trend that was said three days ago."""
    weeks = tuple(day(3) - timedelta(weeks=n) for n in range(10, 0, -1))
    claim = Trend(
        weeks=weeks,
        change=-2.4,
        interval=Interval(low=-3.4, high=-1.3),
        narrow=Interval(low=-3.2, high=-1.5),
        ending=Ending.LOWER,
    )
    return Told(key=f"insight:{key}", day=day(3), subject=key, claim=claim)


def after(worse: int, known: int = 6) -> AfterSessions:
    sessions = tuple(
        AfterOne(day=day(7 * n), difference=-1.5, is_worse=n < worse) for n in range(min(known, 6))
    )
    is_enough = known >= 6
    return AfterSessions(
        sessions=sessions,
        known=known,
        worse=worse,
        is_enough=is_enough,
        is_consistent=is_enough and worse >= 5,
    )


def names() -> Names:
    subjects: dict[str, Subject] = {id_: of_scale(a_scale(id_)) for id_ in ("mood", "anxiety")}
    subjects["energy"] = replace(of_scale(a_scale("energy")), unit=Unit.POINTS)
    return Names(
        today=ON,
        subjects=subjects,
        tags={},
        instruments=INSTRUMENTS,
        forms={},
        goals={},
        bring_ups={},
        fit={},
        signs={},
    )


def everything() -> SheetInput:
    """Return a record of a week in which it is time for a review."""
    record = something()
    opener = BringUp(
        text="I notice that I hold back sometimes.",
        source=SourceKind.OPENER,
        rank=3,
        id=BringUpId("b4"),
    )
    question = BringUp(
        text="What helps other people with this?",
        want=Want.UNDERSTAND,
        rank=4,
        id=BringUpId("b5"),
    )
    course = Course(started_on=date(2026, 3, 5), sessions_before=2, id=COURSE)
    return replace(
        record,
        bring_ups=(*record.bring_ups, opener, question),
        checkins=6,
        judgement=Judgement(
            day=day(1), words="Better than it felt on Sunday.", ratings=(("Mood", 6.0),)
        ),
        moments=(
            a_moment("m1", 0, 6, "Slept through."),
            Moment(
                key="m2",
                day=day(1),
                text="Told my sister that I cannot host.",
                mood=8,
                feelings=("relieved",),
            ),
            Moment(
                key="m3",
                day=day(4),
                text="Went blank when asked for figures.",
                mood=2,
                feelings=("ashamed", "tense"),
                tried=("Breathing, five minutes",),
            ),
        ),
        tried=(Noted(key="t1", day=day(2), text="Breathing in the car; it helped a little."),),
        afterwards=(
            Private(key="held_back:s1", text="That money is the real worry.", is_held_back=True),
            Private(key="words:s1", text="Walked home the long way."),
            Private(key="fit:honest:s1", text="I could be honest.", rating=6),
        ),
        excerpts=(
            Noted(key="n1:0", day=day(1), text="Felt guilty for an hour, then mostly relieved."),
            Noted(key="n2:0", day=day(4), text="Ten minutes, perhaps."),
        ),
        is_review=True,
        therapy=strip(
            course,
            Record(sessions=[*record.sessions, a_session(day(26), Outcome.CANCELLED_BY_ME)]),
            today=ON,
        ),
        together=(Together(key="together:heard:s1", text="I felt heard.", ratings=(7, 6, 5)),),
        after=after(5),
        mood=a_scale("mood"),
        events=(
            LifeEvent(
                title="Sertraline",
                kind=LifeEventKind.MEDICINE_CHANGED,
                first=day(30),
                goes_on=True,
                dose="50 mg, before: 25 mg",
                id=LifeEventId("e1"),
            ),
            LifeEvent(
                title="New job",
                kind=LifeEventKind.WORK,
                first=day(60),
                id=LifeEventId("e2"),
            ),
        ),
        insights=tuple(a_trend(key) for key in ("mood", "anxiety", "energy")),
    )
