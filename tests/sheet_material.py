"""What a record may say, for the tests of the prep sheet and of its drawing."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sessiondesk.domain.bring_up import BringUp, Want
from sessiondesk.domain.goal import Goal, Measure
from sessiondesk.domain.ids import BringUpId, CourseId, GoalId, PracticeId, ScaleId
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.prepsheet.material import (
    Agreed,
    GoalStanding,
    Noted,
    SheetInput,
    chart_period,
    windows,
)

ON = date(2026, 5, 12)
COURSE = CourseId("c0" * 16)
NAMES = {"mood": "Mood", "anxiety": "Anxiety", "energy": "Energy"}


def a_session(day: date, outcome: Outcome = Outcome.ATTENDED, **rest: Any) -> TherapySession:
    """Return a session at two in the afternoon."""
    planned_for = datetime.combine(day, time(14))
    return TherapySession(
        course_id=COURSE, planned_for=planned_for, zone="Europe/Berlin", outcome=outcome, **rest
    )


def a_scale(id_: str, position: int = 0) -> Scale:
    return Scale(label=NAMES.get(id_, id_.title()), id=ScaleId(id_), position=position)


def every_day(value: float) -> Mapping[date, float]:
    """Return the same value for each day of both windows."""
    return dict.fromkeys(chart_period(ON).days(), value)


def in_windows(now: float, before: float) -> Mapping[date, float]:
    """Return one value for each day of the newer window, another for the older one."""
    newer, older = windows(ON)
    return {**dict.fromkeys(older.days(), before), **dict.fromkeys(newer.days(), now)}


def nothing() -> SheetInput:
    """Return a record that was just begun."""
    scales = tuple(a_scale(id_, position) for position, id_ in enumerate(NAMES))
    return SheetInput(on=ON, since=ending(ON, days=28), scales=scales)


def something() -> SheetInput:
    """Return a record with a bit of everything."""
    last = a_session(
        date(2026, 5, 7),
        to_keep="I can wait before I answer.",
        left_open="Whether to tell my sister.",
    )
    daily = {ScaleId(id_): in_windows(6, 4) for id_ in NAMES}
    return SheetInput(
        on=ON,
        coming=a_session(date(2026, 5, 14), Outcome.PLANNED),
        coming_number=9,
        last=last,
        since=Period(first=last.day, last=ON),
        days_recorded=frozenset(chart_period(ON).days()),
        bring_ups=(
            BringUp(
                text="Why the review meeting set me off", want=Want.BE_HEARD, id=BringUpId("b1")
            ),
            BringUp(text="Slept through twice this week", rank=1, id=BringUpId("b2")),
            BringUp(
                text="The message I nearly sent", rank=2, stays_private=True, id=BringUpId("b3")
            ),
        ),
        scales=tuple(a_scale(id_, position) for position, id_ in enumerate(NAMES)),
        daily=daily,
        averages={id_: (tuple(days.items()),) for id_, days in daily.items()},
        sleep_hours=every_day(7),
        sessions=(
            a_session(date(2026, 4, 23)),
            a_session(date(2026, 4, 30), Outcome.MISSED),
            last,
        ),
        wins=(Noted(key="w1", day=date(2026, 5, 11), text="Said that I could not host."),),
        hurdles=(Noted(key="h1", day=date(2026, 5, 8), text="Went blank in the meeting."),),
        agreed=(
            Agreed(
                practice=Practice(
                    text="Breathing, five minutes",
                    agreed_on=last.day,
                    days_a_week=5,
                    id=PracticeId("p1"),
                ),
                days_done=4,
                helped=(6, 7),
                obstacle="Forgot it at work",
            ),
            Agreed(
                practice=Practice(
                    text="Write down one moment", agreed_on=last.day, id=PracticeId("p2")
                ),
                days_done=1,
                last_done_on=date(2026, 5, 9),
            ),
        ),
        goals=(
            GoalStanding(
                goal=Goal(
                    text="In bed by half past eleven",
                    began_on=ON - timedelta(days=40),
                    aim=7,
                    id=GoalId("g1"),
                ),
                first=2,
                last=5,
            ),
            GoalStanding(
                goal=Goal(
                    text="Breathe before meetings",
                    began_on=ON - timedelta(days=5),
                    measure=Measure.PRACTICE_DAYS,
                    practice_id=PracticeId("p1"),
                    id=GoalId("g2"),
                ),
                first=4,
            ),
        ),
    )
