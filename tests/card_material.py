"""What one week may say, for the tests of the diary card and of its drawing."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sessiondesk.domain.checkin import Interference, SleepInterference
from sessiondesk.domain.ids import CourseId, PracticeId, ScaleId, TagId
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import About, Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.prepsheet.card_material import CardInput, Practised, Tagged
from sessiondesk.prepsheet.material import Noted

ON = date(2026, 5, 12)
MONDAY = date(2026, 5, 11)


def day(back: int) -> date:
    return ON - timedelta(days=back)


def a_session(when: date, outcome: Outcome, hour: int = 14) -> TherapySession:
    return TherapySession(
        course_id=CourseId("c0" * 16),
        planned_for=datetime.combine(when, time(hour)),
        zone="Europe/Berlin",
        outcome=outcome,
    )


def a_scale(id_: str, label: str, **rest: Any) -> Scale:
    return Scale(label=label, id=ScaleId(id_), **rest)


def tagged(name: str, *backs: int) -> Tagged:
    return Tagged(tag=Tag(name=name, id=TagId(name)), days=frozenset(map(day, backs)))


def nothing() -> CardInput:
    """Return a week in which nothing was noted."""
    return CardInput(
        on=ON,
        scales=(
            a_scale("mood", "Mood", is_built_in=True),
            a_scale("alone", "I was alone", kind=ScaleKind.YES_NO),
        ),
    )


def something() -> CardInput:
    """Return a week with a bit of everything."""
    breathing = Practice(
        text="Breathing with Anna, five minutes",
        agreed_on=day(20),
        days_a_week=5,
        id=PracticeId("p1"),
    )
    letter = Practice(text="Write the letter", agreed_on=day(5), id=PracticeId("p2"))
    return CardInput(
        on=ON,
        coming=a_session(date(2026, 5, 14), Outcome.PLANNED),
        coming_number=9,
        days_recorded=frozenset({day(6), day(2), day(1), day(0)}),
        scales=(
            a_scale("mood", "Mood", is_built_in=True),
            a_scale("patience", "Patience"),
            a_scale("alone", "I was alone", kind=ScaleKind.YES_NO),
            a_scale("rested", "Rested", about=About.NIGHT),
        ),
        daily={
            ScaleId("mood"): {day(6): 0, day(1): 5.5, day(0): 6},
            ScaleId("alone"): {day(1): 1, day(0): 0},
            ScaleId("rested"): {day(0): 3},
        },
        sleep_hours={day(6): 7.5, day(0): 6},
        sleep_question={
            day(6): SleepInterference.NO,
            day(2): SleepInterference.A_LITTLE,
            day(1): SleepInterference.CLEARLY,
            day(0): SleepInterference.KEPT_AWAKE,
        },
        interference={
            day(6): Interference.NO,
            day(2): Interference.COST_MORE,
            day(1): Interference.PUT_OFF,
            day(0): Interference.COULD_NOT,
        },
        practices=(
            Practised(practice=breathing, days={day(2): 6, day(0): None}),
            Practised(practice=letter, days={}),
        ),
        tags=(tagged("worked", 6, 2, 1), tagged("rain", 0)),
        sessions=(
            a_session(day(5), Outcome.ATTENDED),
            a_session(day(3), Outcome.MISSED),
            a_session(day(2), Outcome.CANCELLED_BY_ME),
            a_session(day(0), Outcome.PLANNED, hour=9),
            a_session(day(0), Outcome.LATE, hour=16),
        ),
        words=(
            Noted(key="c1:0", day=day(6), text="Anna rang, and I did not pick up."),
            Noted(key="c2:1", day=day(0), text="It rained. " * 200),
        ),
    )
