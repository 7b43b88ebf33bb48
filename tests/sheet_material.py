"""What a record may say, for the tests of the prep sheet and of its drawing."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sessiondesk import paths
from sessiondesk.domain.bring_up import BringUp, Want
from sessiondesk.domain.goal import Goal, Measure
from sessiondesk.domain.ids import BringUpId, CourseId, GoalId, PracticeId, ScaleId
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Better, Scale
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.exchange import instrument_file
from sessiondesk.insights.questionnaire_change import change
from sessiondesk.prepsheet.material import (
    Agreed,
    GoalStanding,
    Marked,
    MeasureStanding,
    Noted,
    SheetInput,
    chart_period,
    windows,
)

ON = date(2026, 5, 12)
COURSE = CourseId("c0" * 16)
INSTRUMENTS = instrument_file.load(paths.resources() / "instruments")
NAMES = {"mood": "Mood", "anxiety": "Anxiety", "energy": "Energy"}


def a_session(day: date, outcome: Outcome = Outcome.ATTENDED, **rest: Any) -> TherapySession:
    """Return a session at two in the afternoon."""
    planned_for = datetime.combine(day, time(14))
    return TherapySession(
        course_id=COURSE, planned_for=planned_for, zone="Europe/Berlin", outcome=outcome, **rest
    )


def a_scale(id_: str, position: int = 0) -> Scale:
    return Scale(label=NAMES.get(id_, id_.title()), id=ScaleId(id_), position=position)


def a_standing(id_: str, first: float, last: float | None, now: float) -> MeasureStanding:
    """Return where a questionnaire stands, with its change from first to now."""
    instrument = INSTRUMENTS.find(id_)
    assert instrument is not None
    return MeasureStanding(
        key=f"measure:{id_}",
        name=instrument.title,
        instrument=instrument,
        better=instrument.better,
        first=first,
        is_mean=last is not None,
        last=last,
        now=now,
        day=date(2026, 4, 28),
        change=change(instrument, first, now),
    )


def a_marked(id_: str = "phq9", day: date = date(2026, 5, 11)) -> Marked:
    """Return the answer that brings support, as it is put on the sheet by hand."""
    instrument = INSTRUMENTS.find(id_)
    assert instrument is not None
    assert instrument.support is not None
    return Marked(
        key="marked:a1",
        title=instrument.title,
        day=day,
        question=instrument.item(instrument.support.item).text,
        answer=instrument.options[1].text,
    )


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
        marked=(a_marked(),),
        measures=(
            a_standing("phq9", 16.5, 12, 9),
            a_standing("gad7", 12, None, 11),
            a_standing("who5", 40, None, 56),
            MeasureStanding(
                key="measure:f1",
                name="The clinic’s own form",
                better=Better.LOWER,
                first=30,
                last=28,
                now=22.5,
                day=date(2026, 5, 7),
            ),
            MeasureStanding(
                key="measure:core10",
                name="CORE-10",
                instrument=INSTRUMENTS.find("core10"),
                better=Better.LOWER,
                now=14,
                day=date(2026, 5, 2),
            ),
        ),
    )
