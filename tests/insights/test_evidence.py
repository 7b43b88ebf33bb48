from dataclasses import replace
from datetime import date, timedelta

import pytest

from sessiondesk import paths
from sessiondesk.domain.afterwards import DayAfter, FitItem, HeldBack, SameGround
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.review import SpeaksFor
from sessiondesk.domain.scale import About, Better
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.exchange import instrument_file
from sessiondesk.insights import keeping
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.counts import Count, CountOf
from sessiondesk.insights.evidence import weigh
from sessiondesk.insights.material import (
    SLEEP,
    SLEEP_INTERFERENCE,
    Material,
    Series,
    SessionSeen,
    Unit,
)
from sessiondesk.insights.review_material import (
    GoalSeen,
    ReviewMaterial,
    ScoresSeen,
    Warned,
)
from sessiondesk.insights.working import Line, Says, Sum

TODAY = date(2026, 5, 12)
BEGAN = TODAY - timedelta(days=140)
INSTRUMENTS = instrument_file.load(paths.resources() / "instruments")
FOR, AGAINST = SpeaksFor.MOVEMENT, SpeaksFor.AGAINST


def ago(days):
    return TODAY - timedelta(days=days)


def series(key="anxiety", *, better=Better.LOWER, unit=Unit.POINTS, values=None):
    return Series(
        key=key,
        unit=unit,
        better=better,
        none_at_zero=True,
        about=About.DAY,
        is_main=True,
        values=values or {},
    )


def flat(now, then):
    """Return 56 days that do not vary: half of them at one value, half at another."""
    return {ago(n): now if n < 28 else then for n in range(56)}


def trend(ending, weeks=16, change=-2.0):
    return Trend(
        weeks=tuple(ago(7 * n) for n in reversed(range(weeks))), change=change, ending=ending
    )


SHORT = Trend(weeks=(), ending=Ending.NOT_ENOUGH)


def held(count, **noted):
    return tuple(
        SessionSeen(
            day=ago(7 * (count - n)),
            course_id="c",
            number=n + 1,
            outcome=Outcome.ATTENDED,
            **{name: values[n] for name, values in noted.items()},
        )
        for n in range(count)
    )


def material(*rows, sessions=(), graded=None, tags=None, recorded=(), **more):
    record = Material(
        today=TODAY,
        recorded=recorded,
        series=tuple(rows),
        graded=graded or {},
        tags=tags or {},
        sessions=tuple(sessions),
    )
    return ReviewMaterial(record=record, course_id="c", began_on=BEGAN, **more)


def scores(id_, *totals, step=30):
    """Return results of one questionnaire, a month apart, the last one today."""
    count = len(totals)
    instrument = INSTRUMENTS.find(id_)
    assert instrument is not None
    return ScoresSeen(
        instrument=instrument,
        results=tuple(
            Assessment(instrument=id_, version=1, day=ago(step * (count - 1 - n)), total=total)
            for n, total in enumerate(totals)
        ),
    )


def line(found, which):
    return next(each for each in found.rests if each.line is which)


def told(found, asked=None):
    """Return (side, subject, claim) of the findings of one kind, in their order."""
    return [
        (each.side, each.subject, keeping.decode(each.asked, each.claim))
        for each in found.findings
        if asked is None or each.asked is asked
    ]


def counted(found, what):
    return [
        (side, subject, claim)
        for side, subject, claim in told(found, Asked.COUNT)
        if isinstance(claim, Count) and claim.what is what
    ]


def test_of_nothing_nothing_can_be_told():
    found = weigh(ReviewMaterial(record=material().record), [])

    assert found.findings == ()
    assert [each.says for each in found.rests] == [Says.CANT_TELL] * 5
    assert (found.working.sum, found.sessions) == (Sum.TOO_EARLY, 0)
    assert (found.met, found.steady, found.has_crossed) == (None, None, False)
    assert found.beside.fit_now is None
    assert found.beside.days_after == {}


# Questionnaires.


def test_the_worst_questionnaire_counts_and_stands_first():
    seen = material(
        scores=(scores("gad7", 15, 6), scores("phq9", 9, 16), scores("who5", 40, 60)),
        sessions_before=9,
    )

    found = weigh(seen, [])

    assert [(side, id_) for side, id_, _ in told(found, Asked.SCORE)] == [
        (AGAINST, "phq9"),
        (FOR, "gad7"),
        (AGAINST, "who5"),
    ]
    forms = line(found, Line.FORMS)
    assert (forms.says, forms.better, forms.worse, forms.steady, forms.of) == (
        Says.WORSE,
        1,
        1,
        0,
        3,
    )
    assert found.working.worse_first


def test_a_change_within_the_wobble_is_unclear():
    found = weigh(material(scores=(scores("gad7", 12, 10),)), [])

    assert [side for side, _, _ in told(found, Asked.SCORE)] == [AGAINST]
    assert line(found, Line.FORMS).says is Says.STEADY


@pytest.mark.parametrize(
    "taken",
    [
        scores("phq9", 16),
        # Two weeks are asked about: these two share days.
        scores("phq9", 16, 9, step=7),
        # Long before this therapy.
        replace(
            scores("phq9", 16),
            results=(Assessment(instrument="phq9", version=1, day=ago(400), total=16),),
        ),
    ],
)
def test_two_results_far_enough_apart_are_needed(taken):
    found = weigh(material(scores=(taken,)), [])

    assert told(found, Asked.SCORE) == []
    assert line(found, Line.FORMS).of == 0


# Days.


def test_a_trend_counts_for_the_days_and_its_side_depends_on_what_is_better():
    rows = [series("anxiety"), series("mood", better=Better.HIGHER), series("energy", better=None)]

    found = weigh(
        material(*rows),
        [
            ("anxiety", trend(Ending.LOWER)),
            ("mood", trend(Ending.LOWER)),
            ("energy", trend(Ending.HIGHER)),
        ],
    )

    assert [(side, key) for side, key, _ in told(found, Asked.TREND)] == [
        (FOR, "anxiety"),
        (AGAINST, "mood"),
        (AGAINST, "energy"),
    ]
    days = line(found, Line.DAYS)
    assert (days.says, days.better, days.worse, days.of) == (Says.CANT_TELL, 1, 1, 2)


def test_a_rating_that_is_steady_is_said_beside_what_is_not():
    found = weigh(material(series()), [("anxiety", trend(Ending.ABOUT_THE_SAME))])

    assert [side for side, _, _ in told(found, Asked.TREND)] == [AGAINST]
    assert (line(found, Line.DAYS).says, line(found, Line.DAYS).steady) == (Says.STEADY, 1)


def test_the_last_weeks_stand_in_where_there_are_too_few_for_a_trend():
    found = weigh(material(series(values=flat(3.0, 6.0))), [("anxiety", SHORT)])

    ((side, key, claim),) = told(found)
    assert (side, key) == (FOR, "anxiety")
    assert isinstance(claim, Change)
    assert claim.ending is Ending.LOWER
    assert line(found, Line.DAYS).says is Says.BETTER


@pytest.mark.parametrize(
    ("now", "then", "over_all", "told_of"),
    [
        # They say the same: it is said once.
        (3.0, 6.0, Ending.LOWER, [(FOR, Trend)]),
        # They speak against each other.
        (6.0, 3.0, Ending.LOWER, [(FOR, Trend), (AGAINST, Change)]),
        # Only the last weeks say something.
        (3.0, 6.0, Ending.CANT_TELL, [(FOR, Change)]),
        (3.0, 6.0, Ending.ABOUT_THE_SAME, [(FOR, Change)]),
    ],
)
def test_of_one_rating_one_thing_is_said_unless_two_speak_against_each_other(
    now, then, over_all, told_of
):
    found = weigh(material(series(values=flat(now, then))), [("anxiety", trend(over_all))])

    assert [(side, type(claim)) for side, _, claim in told(found)] == told_of


@pytest.mark.parametrize(("seen", "kind"), [(SHORT, Change), (trend(Ending.CANT_TELL), Trend)])
def test_what_cannot_be_told_is_said_once(seen, kind):
    found = weigh(material(series()), [("anxiety", seen)])

    assert [(side, type(claim)) for side, _, claim in told(found)] == [(AGAINST, kind)]


def test_hours_slept_are_a_finding_but_no_rating():
    found = weigh(
        material(series(SLEEP, better=Better.HIGHER, unit=Unit.HOURS)),
        [(SLEEP, trend(Ending.HIGHER)), ("gone", SHORT)],
    )

    assert [(side, key) for side, key, _ in told(found, Asked.TREND)] == [(FOR, SLEEP)]
    assert line(found, Line.DAYS).of == 0


@pytest.mark.parametrize(
    ("lately", "earlier", "sides"),
    [(False, True, [FOR]), (True, False, [AGAINST]), (True, True, [])],
)
def test_nights_that_anxiety_got_in_the_way_of_are_compared_over_months(lately, earlier, sides):
    nights = {ago(n): lately for n in range(28)} | {ago(n): earlier for n in range(78, 106)}

    found = weigh(material(graded={SLEEP_INTERFERENCE: nights}), [])

    assert [side for side, _, _ in told(found, Asked.DAYS)] == sides


# Goals and signs.


def test_a_goal_counts_from_three_points_on():
    goals = tuple(
        GoalSeen(id=id_, rated=rated, since=BEGAN)
        for id_, rated in [("up", (2, 5)), ("down", (6, 3)), ("near", (4, 6)), ("once", (4,))]
    )

    found = weigh(material(goals=goals), [])

    assert [(side, id_) for side, id_, _ in counted(found, CountOf.GOAL_MOVED)] == [
        (FOR, "up"),
        (AGAINST, "down"),
        (AGAINST, "near"),
    ]
    rest = line(found, Line.GOALS)
    assert (rest.better, rest.worse, rest.steady, rest.of) == (1, 1, 1, 3)
    assert rest.now is None


def test_a_goal_that_was_reached_is_said_as_that():
    goal = GoalSeen(id="g", rated=(2, 9), since=BEGAN, reached_on=ago(3))

    found = weigh(material(goals=(goal,)), [])

    ((side, id_, claim),) = counted(found, CountOf.GOAL_REACHED)
    assert (side, id_, claim.days) == (FOR, "g", (ago(3),))
    assert counted(found, CountOf.GOAL_MOVED) == []


def test_aims_met_are_four_weeks_against_four():
    every_day = frozenset(ago(n) for n in range(28))

    def goal(**more):
        return GoalSeen(id="g", since=BEGAN, days=every_day, **more)

    met = line(weigh(material(goals=(goal(aim=5.0),)), []), Line.GOALS)
    no_number = line(weigh(material(goals=(goal(),)), []), Line.GOALS)
    too_new = GoalSeen(id="g", since=ago(30), days=every_day, aim=5.0)

    assert (met.says, met.now, met.before) == (Says.BETTER, 4, 0)
    assert no_number.says is Says.CANT_TELL
    assert line(weigh(material(goals=(too_new,)), []), Line.GOALS).says is Says.CANT_TELL


@pytest.mark.parametrize(
    ("sheets", "says", "sides"),
    [
        ((4, 9), Says.BETTER, [FOR]),
        ((9, 4), Says.WORSE, [AGAINST]),
        ((4, 4), Says.STEADY, [AGAINST]),
        ((4,), Says.CANT_TELL, []),
    ],
)
def test_small_signs_are_the_last_sheet_against_the_one_before(sheets, says, sides):
    found = weigh(material(sheets=sheets), [])

    assert line(found, Line.SIGNS).says is says
    assert line(found, Line.SIGNS).known == len(sheets)
    assert [side for side, _, _ in counted(found, CountOf.SIGNS)] == sides


# Sessions.


@pytest.mark.parametrize(
    ("before", "now", "says", "sides"),
    [
        (5, 7, Says.BETTER, [FOR]),
        (7, 5, Says.WORSE, [AGAINST]),
        (7, 7, Says.STEADY, []),
    ],
)
def test_six_sessions_are_held_against_the_six_before(before, now, says, sides):
    fit = [{FitItem.HEARD: before}] * 6 + [{FitItem.HEARD: now}] * 6

    found = weigh(material(sessions=held(12, fit=fit)), [])

    rest = line(found, Line.TOGETHER)
    assert (rest.says, rest.now, rest.before, rest.known) == (says, now, before, 12)
    assert [side for side, _, _ in counted(found, CountOf.FIT)] == sides
    assert (found.beside.fit_now, found.beside.fit_before) == (now, before)


def test_a_sentence_that_stayed_low_three_times_is_told_with_its_figures():
    fit = [
        {FitItem.SAFE: 9, FitItem.HEARD: 4},
        {FitItem.SAFE: 5},
        {FitItem.SAFE: 6, FitItem.HEARD: 4},
        {FitItem.SAFE: 5, FitItem.POINT: 7},
    ]

    found = weigh(material(sessions=held(4, fit=fit)), [])

    ((side, item, claim),) = counted(found, CountOf.FIT_LOW)
    assert (side, item, claim.values) == (AGAINST, "safe", (5, 6, 5))
    assert claim.numbers == (2, 3, 4)
    assert found.beside.fit_before is None


def test_what_was_held_back_is_told_from_half_of_the_answers_on():
    no, yes = HeldBack.NO, HeldBack.IMPORTANT

    half = weigh(material(sessions=held(4, held_back=[no, yes, yes, no])), [])
    once = weigh(material(sessions=held(4, held_back=[no, yes, no, no])), [])
    few = weigh(material(sessions=held(3, held_back=[None, yes, yes])), [])

    ((side, _, claim),) = counted(half, CountOf.HELD_BACK)
    assert (side, claim.n, claim.of, claim.numbers) == (AGAINST, 2, 4, (2, 3))
    assert counted(once, CountOf.HELD_BACK) == counted(few, CountOf.HELD_BACK) == []
    assert (once.beside.held_back, once.beside.held_back_known) == (1, 4)


def test_ground_stands_on_the_side_of_the_larger_half_or_on_both():
    new, same = SameGround.FURTHER_IN, SameGround.SAME_PLACE

    def sides(*ground):
        found = weigh(material(sessions=held(len(ground), same_ground=ground)), [])
        return [
            side
            for what in (CountOf.FURTHER_IN, CountOf.SAME_PLACE)
            for side, _, _ in counted(found, what)
        ]

    assert sides(new, new, same) == [FOR]
    assert sides(same, same, new) == [AGAINST]
    assert sides(new, same, new, same) == [FOR, AGAINST]
    assert sides(new, None, new) == []


def test_what_was_said_for_the_first_time_names_the_sessions():
    found = weigh(
        material(sessions=held(8, said_first=[True, *[False] * 4, True, False, True])), []
    )

    ((side, _, claim),) = counted(found, CountOf.SAID_FIRST)
    assert (side, claim.n, claim.of, claim.numbers) == (FOR, 2, 6, (6, 8))


def test_sessions_that_are_followed_by_worse_days_again_and_again_are_told():
    sessions = held(6)
    values = {
        each.day + timedelta(days=n): 6.0 if n < 0 else 3.0 for each in sessions for n in (-1, 1)
    }
    mood = series("mood", better=Better.HIGHER, values=values)

    found = weigh(material(mood, sessions=sessions), [])
    before_any = weigh(material(mood), [])

    ((side, key, _),) = told(found, Asked.AFTER_SESSIONS)
    assert (side, key) == (AGAINST, "mood")
    assert found.beside.after is not None
    assert found.beside.after.worse == 6
    assert before_any.beside.after is None
    calm = weigh(material(series("mood", better=None, values={TODAY: 5.0}), sessions=sessions), [])
    assert told(calm, Asked.AFTER_SESSIONS) == []


def test_attendance_is_told_where_a_third_was_missed():
    def outcomes(*found):
        return [
            SessionSeen(day=ago(7 * n), course_id="c", number=None, outcome=each)
            for n, each in enumerate(found)
        ]

    kept, missed, theirs = Outcome.LATE, Outcome.MISSED, Outcome.CANCELLED_BY_THERAPIST

    often = weigh(material(sessions=outcomes(kept, kept, missed, missed, theirs)), [])
    once = weigh(material(sessions=outcomes(kept, kept, kept, missed, theirs)), [])

    ((side, _, claim),) = counted(often, CountOf.ATTENDANCE)
    assert (side, claim.n, claim.of) == (AGAINST, 2, 4)
    assert counted(once, CountOf.ATTENDANCE) == []


def test_where_things_stand_is_counted_from_the_last_review():
    sessions = [
        *held(4),
        SessionSeen(day=ago(3), course_id="c", number=None, outcome=Outcome.MISSED),
    ]

    found = weigh(material(sessions=sessions, since_session=(2, sessions[1].day)), [])

    assert found.met is not None
    assert (found.met.number, found.met.sessions) == (2, 2)
    assert (found.met.kept, found.met.offered) == (2, 3)


def test_the_days_after_are_counted_by_answer():
    found = weigh(
        material(sessions=held(3, day_after=[DayAfter.LIGHTER, None, DayAfter.LIGHTER])), []
    )

    assert found.beside.days_after == {DayAfter.LIGHTER: 2}


# What was written and done.


def test_practice_and_patterns_are_told_where_they_moved():
    tags = {
        "practice:more": [ago(n) for n in range(8)],
        "practice:less": [ago(n) for n in range(30, 40)],
        "practice:same": [ago(n) for n in (1, 2, 30)],
        "pattern:seen": [ago(n) for n in range(4)],
        "pattern:rare": [ago(n) for n in range(60, 64)],
        "pattern:same": [ago(1)],
        "tag:more": [ago(n) for n in range(20)],
    }

    found = weigh(material(tags=tags, recorded=[ago(n) for n in range(112)]), [])

    assert [(side, key) for side, key, _ in told(found, Asked.COUNT)] == [
        (FOR, "practice:more"),
        (AGAINST, "practice:less"),
        (FOR, "pattern:seen"),
        (AGAINST, "pattern:rare"),
    ]
    assert [claim.n for _, _, claim in counted(found, CountOf.PRACTICE)] == [8, 0]


def test_a_practice_that_is_over_is_not_told_as_practised_less():
    tags = {
        "practice:done": [ago(n) for n in range(30, 40)],
        "practice:busy": [ago(n) for n in range(10)],
    }
    whole = [ago(n) for n in range(56)]

    found = weigh(material(tags=tags, recorded=whole, ended=tuple(tags)), [])

    assert [(side, key) for side, key, _ in told(found, Asked.COUNT)] == [(FOR, "practice:busy")]


@pytest.mark.parametrize(
    ("recorded", "is_told"),
    [
        ([*range(28), *range(56, 84)], {"pattern:seen"}),
        ([*range(14), *range(28, 42)], {"practice:more"}),
        ([*range(14), *range(28, 41)], set()),
        (range(28), set()),
        (range(56, 112), set()),
    ],
    ids=[
        "half of the days of eight weeks, and none of the four before",
        "half of the days of four weeks and four",
        "a day fewer",
        "a young record",
        "nothing lately",
    ],
)
def test_days_without_a_check_in_are_no_days_without_a_practice_or_a_pattern(recorded, is_told):
    tags = {
        "practice:more": [ago(n) for n in range(8)],
        "pattern:seen": [ago(n) for n in range(4)],
    }

    found = weigh(material(tags=tags, recorded=[ago(n) for n in recorded]), [])

    assert {key for _, key, _ in told(found, Asked.COUNT)} == is_told


def test_wins_and_what_was_carried_over_are_counted():
    found = weigh(
        material(wins=[ago(1), ago(1), ago(55), ago(60)], carried={"b": 2, "a": 3, "c": 1}), []
    )

    ((side, _, claim),) = counted(found, CountOf.WINS)
    assert (side, claim.n) == (FOR, 3)
    assert [id_ for _, id_, _ in counted(found, CountOf.CARRIED_OVER)] == ["a", "b"]


def test_a_boundary_comes_first_whichever_way_it_was_noted():
    ticked = Warned(item="boundary", days=(ago(2), ago(1)), needs_outside_help=True)
    milder = Warned(item="judged", days=(ago(2),), needs_outside_help=False)

    by_sign = weigh(material(warned=(milder, ticked)), [])
    by_session = weigh(material(sessions=held(1, crossed_a_line=[True])), [])
    neither = weigh(material(warned=(milder,), sessions=held(1)), [])

    assert [each.has_crossed for each in (by_sign, by_session, neither)] == [True, True, False]
    assert [each.crossed_in_session for each in (by_sign, by_session)] == [False, True]
    assert [each.working.worse_first for each in (by_sign, by_session)] == [True, True]
    assert [(id_, claim.n) for _, id_, claim in counted(by_sign, CountOf.WARNING)] == [
        ("judged", 1),
        ("boundary", 2),
    ]


# Whether it has stopped moving.


def test_the_pieces_are_put_together_only_by_the_rule():
    seen = material(
        series(),
        sessions=held(8, same_ground=[SameGround.SAME_PLACE] * 8),
        scores=(scores("phq9", 16, 15), scores("who5", 40, 40), scores("phq4", 3, 3)),
    )
    still = [("anxiety", trend(Ending.ABOUT_THE_SAME))]

    found = weigh(seen, still)
    moving = weigh(seen, [("anxiety", trend(Ending.LOWER))])

    assert found.steady is not None
    assert (found.steady.is_said, found.steady.forms_above) == (True, 2)
    assert [(side, id_) for side, id_, _ in told(found, Asked.STEADY)] == [(AGAINST, "c")]
    assert moving.steady is not None
    assert not moving.steady.is_said
    assert told(moving, Asked.STEADY) == []


def test_each_list_keeps_its_order():
    found = weigh(material(sheets=(4, 9), carried={"a": 2}), [])

    assert [each.side for each in found.of(FOR)] == [FOR]
    assert [each.side for each in found.of(AGAINST)] == [AGAINST]
    assert {*found.of(FOR), *found.of(AGAINST)} == {*found.findings}
