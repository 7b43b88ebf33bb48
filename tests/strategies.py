"""Values of the record for property tests, made from the classes of the domain."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from sessiondesk.domain.afterwards import (
    AboutTheTime,
    Afterwards,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind, Want
from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
    Tried,
)
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjustment, Goal, GoalValue, Measure, Win, highest_value
from sessiondesk.domain.ids import (
    CourseId,
    FormId,
    GoalId,
    PatternId,
    PracticeId,
    ScaleId,
    TagId,
    TherapySessionId,
    new_id,
)
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.measure_plan import LONGEST_DAYS, MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor, Step
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.scale import Better, Scale
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession

COURSE = CourseId("c0" * 16)
SESSION = TherapySessionId("5e" * 16)
SCALES = (ScaleId("mood"), ScaleId("anxiety"), ScaleId("energy"))
TAG = TagId("7a" * 16)
PRACTICE = PracticeId("9a" * 16)
GOAL = GoalId("60" * 16)
PATTERN = PatternId("8a" * 16)
FORM = FormId("f0" * 16)

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

a_line = st.builds(
    NoteLine,
    text=st.text().map(lambda text: text.replace("\n", " ")),
    kind=st.sampled_from(LineKind),
)
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
    tried=st.none() | st.sampled_from(Tried),
    patterns=st.just(frozenset()) | st.just(frozenset({PATTERN})),
    lines=st.lists(a_line, max_size=3).map(tuple),
    is_entered_later=st.booleans(),
    id=ids,
)
a_scale = st.builds(Scale, label=words, position=st.integers(0, 99), id=ids)
names = words.map(str.strip)
a_tag = st.builds(Tag, name=names, merged_into=st.none() | st.just(TAG), id=ids)


@st.composite
def _stretches(draw: st.DrawFn) -> tuple[date, date | None]:
    first = draw(days)
    last = draw(st.none() | st.dates(first, date(2100, 1, 1)))
    return first, last


a_break = st.builds(
    lambda stretch, reason: Break(first=stretch[0], last=stretch[1], reason=reason),
    _stretches(),
    st.text(),
)
a_course = st.builds(
    Course,
    started_on=st.dates(date(1970, 1, 1), date(2000, 1, 1)),
    ended_on=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    sessions_before=st.integers(0, 900),
    expected_sessions=st.none() | st.integers(1, 99),
    review_every=st.none() | st.integers(1, 9),
    breaks=st.lists(a_break, max_size=2).map(tuple),
    id=ids,
)
a_session = st.builds(
    TherapySession,
    course_id=st.just(COURSE),
    planned_for=walls,
    zone=zones,
    minutes=st.integers(1, 1440),
    moved_from=st.lists(walls, max_size=2).map(tuple),
    place=st.none() | st.sampled_from(Place),
    outcome=st.sampled_from(Outcome),
    cancelled_at=st.none() | moments,
    notes=st.text(),
    topics=st.lists(st.text(), max_size=2).map(tuple),
    series_id=st.none() | ids,
    patterns=st.just(frozenset()) | st.just(frozenset({PATTERN})),
    id=ids,
)
a_bring_up = st.builds(
    BringUp,
    text=words,
    want=st.none() | st.sampled_from(Want),
    rank=st.integers(0, 999),
    state=st.sampled_from(BringUpState),
    session_id=st.none() | st.just(SESSION),
    source=st.none() | st.sampled_from(SourceKind),
    id=ids,
)
a_practice = st.builds(
    Practice,
    text=words,
    agreed_on=days,
    days_a_week=st.none() | st.integers(1, 7),
    session_id=st.none() | st.just(SESSION),
    state=st.sampled_from(PracticeState),
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
a_pattern = st.builds(
    Pattern,
    name=names,
    named_on=days,
    sets_off=st.text(),
    rather_do=st.text(),
    merged_into=st.none() | st.just(PATTERN),
    id=ids,
)
a_feeling_word = st.builds(
    FeelingWord,
    family=st.sampled_from(["afraid", "calm"]),
    text=names,
    is_shown=st.booleans(),
    id=ids,
)
an_afterwards = st.builds(
    Afterwards,
    session_id=st.just(SESSION),
    fit=st.dictionaries(st.sampled_from(FitItem), st.integers(0, 10)),
    held_back=st.none() | st.sampled_from(HeldBack),
    held_back_what=st.text(),
    held_back_why=st.frozensets(st.sampled_from(HeldBackWhy)),
    arriving=st.none() | st.integers(0, 10),
    leaving=st.none() | st.integers(0, 10),
    leaving_feelings=st.frozensets(a_feeling),
    next_day=st.none() | st.integers(0, 10),
    day_after=st.none() | st.sampled_from(DayAfter),
    same_ground=st.none() | st.sampled_from(SameGround),
    about_the_time=st.frozensets(st.sampled_from(AboutTheTime)),
    words=st.text(),
)


@st.composite
def _signs(draw: st.DrawFn) -> Sign:
    side = draw(st.sampled_from(SignSide))
    answers = [each for each in SignAnswer if each is not SignAnswer.TICKED]
    return draw(
        st.builds(
            Sign,
            item=st.sampled_from(["said_no", "asked_for_help"]),
            side=st.just(side),
            day=days,
            answer=st.just(SignAnswer.TICKED)
            if side is SignSide.WARNING
            else st.sampled_from(answers),
            example=st.text(),
            session_id=st.none() | st.just(SESSION),
            id=ids,
        )
    )


@st.composite
def _life_events(draw: st.DrawFn) -> LifeEvent:
    first, last = draw(_stretches())
    return draw(
        st.builds(
            LifeEvent,
            title=words,
            kind=st.sampled_from(LifeEventKind),
            first=st.just(first),
            last=st.just(last),
            goes_on=st.booleans() if last is None else st.just(False),
            dose=st.text(),
            words=st.text(),
            id=ids,
        )
    )


a_sign = _signs()
a_life_event = _life_events()
a_safety_plan = st.builds(SafetyPlan, warning_signs=st.text(), worth_living_for=st.text())
an_instrument = st.sampled_from(["phq9", "gad7", "core10", "who5"])
an_assessment = st.builds(
    Assessment,
    instrument=an_instrument,
    version=st.integers(1, 9),
    day=days,
    taken_at=st.none() | moments,
    answers=st.dictionaries(st.integers(1, 20), st.integers(0, 5)),
    functional=st.none() | st.integers(0, 3),
    total=st.floats(0, 100),
    band=st.text(),
    on_sheet=st.booleans(),
    is_entered_later=st.booleans(),
    id=ids,
)


@st.composite
def _forms(draw: st.DrawFn) -> Form:
    low, high = draw(
        st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2, unique=True).map(sorted)
    )
    return draw(
        st.builds(
            Form,
            name=names,
            better=st.none() | st.sampled_from(Better),
            low=st.none() | st.just(low),
            high=st.none() | st.just(high),
            id=ids,
        )
    )


a_form = _forms()
a_form_total = st.builds(
    FormTotal, form_id=st.just(FORM), day=days, total=st.floats(-1e6, 1e6), id=ids
)
a_measure_plan = st.builds(
    MeasurePlan,
    instrument=an_instrument,
    course_id=st.none() | st.just(COURSE),
    is_on=st.booleans(),
    every_days=st.integers(1, LONGEST_DAYS),
)
# As the program writes them: of any shape, with nothing between their parts.
a_claim = st.dictionaries(
    st.sampled_from(["ending", "mean_now", "days", "words"]),
    st.none()
    | st.booleans()
    | st.integers(-99, 99)
    | st.floats(-9, 9)
    | st.text()
    | st.lists(st.text()),
).map(lambda claim: json.dumps(claim, ensure_ascii=False, separators=(",", ":")))
a_subject = st.sampled_from(["", "mood", "phq9", f"tag:{TAG}"])
an_insight = st.builds(
    Insight,
    day=days,
    asked=st.sampled_from(Asked),
    subject=a_subject,
    method=st.integers(1, 9),
    claim=a_claim,
)
a_finding = st.builds(
    Finding,
    side=st.sampled_from(SpeaksFor),
    asked=st.sampled_from(Asked),
    subject=a_subject,
    method=st.integers(1, 9),
    claim=a_claim,
    is_aside=st.booleans(),
)
a_review = st.builds(
    Review,
    day=days,
    course_id=st.none() | st.just(COURSE),
    session_id=st.none() | st.just(SESSION),
    findings=st.lists(a_finding, max_size=3).map(tuple),
    hard=st.frozensets(st.sampled_from(Movement)),
    not_right=st.frozensets(st.sampled_from(Movement)),
    hard_words=st.text(),
    not_right_words=st.text(),
    own_words=st.text(),
    decisions=st.text(),
    steps=st.frozensets(st.sampled_from(Step)),
    id=ids,
)


@st.composite
def _recalls(draw: st.DrawFn) -> Recall:
    first, last = draw(_stretches())
    return draw(
        st.builds(
            Recall,
            day=days,
            first=st.just(first),
            last=st.just(last or first),
            words=words,
            ratings=st.dictionaries(st.sampled_from(SCALES), st.floats(0, 10)),
            id=ids,
        )
    )


a_recall = _recalls()
a_sheet = st.builds(
    KeptSheet,
    day=days,
    session_id=st.none() | st.just(SESSION),
    layout=st.sampled_from(SheetLayout),
    taken_as=st.sampled_from(TakenAs),
    paper=st.sampled_from(["a4", "letter"]),
    pages=st.integers(1, 9),
    content=a_claim,
    id=ids,
)

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
    a_pattern,
    a_feeling_word,
    an_afterwards,
    a_sign,
    a_life_event,
    a_safety_plan,
    an_assessment,
    a_form,
    a_form_total,
    a_measure_plan,
    an_insight,
    a_review,
    a_recall,
    a_sheet,
)
