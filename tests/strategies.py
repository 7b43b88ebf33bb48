"""Values of the record for property tests, made from the classes of the domain."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind, Want
from sessiondesk.domain.checkin import CheckIn, Feeling, Interference, NoteLine, SleepInterference
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Adjustment, Goal, GoalValue, Measure, Win, highest_value
from sessiondesk.domain.ids import (
    CourseId,
    GoalId,
    PracticeId,
    ScaleId,
    TagId,
    TherapySessionId,
    new_id,
)
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession

COURSE = CourseId("c0" * 16)
SESSION = TherapySessionId("5e" * 16)
SCALES = (ScaleId("mood"), ScaleId("anxiety"), ScaleId("energy"))
TAG = TagId("7a" * 16)
PRACTICE = PracticeId("9a" * 16)
GOAL = GoalId("60" * 16)

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(
    datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=offsets | st.just(UTC)
).map(lambda moment: moment.replace(microsecond=0))
days = st.dates(date(1970, 1, 1), date(2100, 1, 1))
walls = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
words = st.text().filter(lambda text: text.strip() != "")
ids = st.builds(new_id)
zones = st.sampled_from(["Europe/Berlin", "UTC", "Asia/Kathmandu", "America/St_Johns"])

a_line = st.builds(NoteLine, text=st.text().map(lambda text: text.replace("\n", " ")))
a_feeling = st.builds(
    Feeling, family=st.sampled_from(["afraid", "calm"]), word=st.sampled_from(["", "worried"])
)
a_checkin = st.builds(
    CheckIn,
    felt_at=moments,
    day=days,
    ratings=st.dictionaries(st.sampled_from(SCALES), st.floats(0, 10)),
    sleep_hours=st.none() | st.floats(0, 24),
    sleep_interference=st.none() | st.sampled_from(SleepInterference),
    interference=st.none() | st.sampled_from(Interference),
    interference_areas=st.frozensets(st.sampled_from(["work", "people"])),
    feelings=st.frozensets(a_feeling),
    body=st.frozensets(st.sampled_from(["tight_chest", "headache"])),
    tags=st.just(frozenset()) | st.just(frozenset({TAG})),
    lines=st.lists(a_line, max_size=3).map(tuple),
    is_entered_later=st.booleans(),
    id=ids,
)
a_scale = st.builds(Scale, label=words, position=st.integers(0, 99), id=ids)
a_tag = st.builds(Tag, name=words.map(str.strip), id=ids)
a_course = st.builds(
    Course,
    started_on=st.dates(date(1970, 1, 1), date(2000, 1, 1)),
    ended_on=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    sessions_before=st.integers(0, 900),
    expected_sessions=st.none() | st.integers(1, 99),
    review_every=st.none() | st.integers(1, 9),
    id=ids,
)
a_session = st.builds(
    TherapySession,
    course_id=st.just(COURSE),
    planned_for=walls,
    zone=zones,
    minutes=st.integers(1, 1440),
    moved_from=st.lists(walls, max_size=2).map(tuple),
    cancelled_at=st.none() | moments,
    topics=st.lists(st.text(), max_size=2).map(tuple),
    id=ids,
)
a_bring_up = st.builds(
    BringUp,
    text=words,
    want=st.none() | st.sampled_from(Want),
    rank=st.integers(0, 999),
    state=st.sampled_from(BringUpState),
    session_id=st.just(SESSION),
    source=st.none() | st.sampled_from(SourceKind),
    id=ids,
)
a_practice = st.builds(
    Practice,
    text=words,
    agreed_on=days,
    days_a_week=st.none() | st.integers(1, 7),
    session_id=st.none() | st.just(SESSION),
    ended_on=st.none() | days,
    id=ids,
)
a_log = st.builds(
    PracticeLog,
    practice_id=st.just(PRACTICE),
    done_at=moments,
    day=days,
    helped=st.none() | st.integers(0, 10),
    id=ids,
)


@st.composite
def _goals(draw: st.DrawFn) -> Goal:
    measure = draw(st.sampled_from(Measure))
    highest = min(highest_value(measure), 1e6)
    return draw(
        st.builds(
            Goal,
            text=words,
            began_on=days,
            serves_id=st.none() | st.just(GOAL),
            measure=st.just(measure),
            practice_id=st.just(PRACTICE if measure is Measure.PRACTICE_DAYS else None),
            tag_id=st.just(TAG if measure is Measure.TAG_DAYS else None),
            aim=st.none() | st.floats(0, highest),
            review_on=st.none() | days,
            id=ids,
        )
    )


a_goal = _goals()
a_value = st.builds(
    GoalValue,
    goal_id=st.just(GOAL),
    noted_at=moments,
    day=days,
    value=st.floats(0, 1e9),
    id=ids,
)
an_adjustment = st.builds(Adjustment, goal_id=st.just(GOAL), made_on=days, id=ids)
a_win = st.builds(Win, goal_id=st.just(GOAL), day=days, text=words, id=ids)

a_record = st.one_of(
    a_scale,
    a_tag,
    a_checkin,
    a_course,
    a_session,
    a_bring_up,
    a_practice,
    a_log,
    a_goal,
    a_value,
    an_adjustment,
    a_win,
)
