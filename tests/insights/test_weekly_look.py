import random
from datetime import date, timedelta

import pytest

from sessiondesk.domain.insight import Asked
from sessiondesk.domain.scale import About, Better
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.insights.change import change, default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Associations
from sessiondesk.insights.frequency import frequency_change, three_months_ago
from sessiondesk.insights.material import (
    SLEEP,
    SLEEP_INTERFERENCE,
    Material,
    Series,
    SessionSeen,
    Unit,
    at_least,
    marked,
)
from sessiondesk.insights.weekday import weekdays
from sessiondesk.insights.weekly_look import MOOD, look, trends

ON = date(2026, 5, 10)
DAYS = [ON - timedelta(days=at) for at in range(200)]


def series(key, *, seed=1, slope=0.0, unit=Unit.POINTS, better=Better.HIGHER, **fields):
    chance = random.Random(seed)
    values = {
        day: chance.gauss(5, 0.8) - slope * at / 200
        for at, day in enumerate(DAYS)
        if chance.random() < 0.9
    }
    return Series(
        key=key,
        unit=unit,
        better=better,
        none_at_zero=unit is Unit.POINTS,
        about=About.DAY,
        is_main=fields.get("is_main", True),
        values=fields.get("values", values),
    )


def material(*found, graded=None, tags=None, sessions=()):
    return Material(
        today=ON,
        recorded=frozenset(DAYS),
        series=found,
        graded=graded or {},
        tags=tags or {},
        sessions=sessions,
    )


def asked(answers):
    return [(each.subject, each.asked) for each in answers]


def test_everything_that_is_answered_without_being_asked():
    nights = {day: at % 3 == 0 for at, day in enumerate(DAYS)}
    sessions = tuple(
        SessionSeen(
            day=day,
            course_id="one",
            number=at,
            outcome=Outcome.ATTENDED if at else Outcome.CANCELLED_BY_ME,
        )
        for at, day in enumerate(reversed(DAYS[10:100:7]))
    )
    record = material(
        series(MOOD),
        series(SLEEP, unit=Unit.HOURS, seed=2),
        series("woke", unit=Unit.YES_NO),
        series("empty", values={}),
        graded={SLEEP_INTERFERENCE: nights},
        tags={"tag:walk": set(DAYS[::4])},
        sessions=sessions,
    )

    found = look(record)

    assert asked(found) == [
        (MOOD, Asked.CHANGE),
        (SLEEP, Asked.CHANGE),
        (MOOD, Asked.TREND),
        (SLEEP, Asked.TREND),
        (SLEEP_INTERFERENCE, Asked.DAYS),
        ("", Asked.TOGETHER),
        (MOOD, Asked.AFTER_SESSIONS),
        (MOOD, Asked.WEEKDAYS),
        (MOOD, Asked.MISSING),
    ]
    claims = {(each.subject, each.asked): each.claim for each in found}
    now, then = default_windows(ON)
    mood = record.series[0].values
    assert claims[MOOD, Asked.CHANGE] == change(mood, now, then, none_at_zero=True)
    assert claims[SLEEP_INTERFERENCE, Asked.DAYS] == frequency_change(
        nights, now, three_months_ago(ON)
    )
    assert claims[MOOD, Asked.WEEKDAYS] == weekdays(mood)
    # Hours slept are no rating, and nothing is sought in them.
    together = claims["", Asked.TOGETHER]
    assert isinstance(together, Associations)
    assert together.tested == 1
    # The session that was cancelled is none.
    after = claims[MOOD, Asked.AFTER_SESSIONS]
    assert isinstance(after, AfterSessions)
    assert after.known == len(sessions) - 1


def test_an_empty_record_is_said_nothing_about():
    assert look(material()) == []
    assert look(material(series(MOOD, values={}))) == []


def test_without_mood_there_is_nothing_after_sessions():
    found = look(material(series("energy"), graded={SLEEP_INTERFERENCE: {}}))

    assert asked(found) == [
        ("energy", Asked.CHANGE),
        ("energy", Asked.TREND),
        ("", Asked.TOGETHER),
    ]


def test_own_and_hidden_ratings_are_seen_beside_tags_as_well():
    walks = set(DAYS[::4])
    values = {day: 7.0 + day.day % 2 if day in walks else 5.0 + day.day % 2 for day in DAYS}
    record = material(
        series("own", is_main=False, values=values),
        series("woke", unit=Unit.YES_NO),
        series("empty", values={}),
        tags={"tag:walk": walks},
    )

    together = next(each.claim for each in look(record) if each.asked is Asked.TOGETHER)

    assert isinstance(together, Associations)
    assert [each.rating for each in together.found] == ["own"]
    assert list(record.rated()) == ["own"]


def test_where_less_mood_is_better_nobody_said_otherwise():
    found = look(material(series(MOOD, better=None)))

    assert (MOOD, Asked.MISSING) in asked(found)


def test_directions_are_corrected_for_their_number():
    one = series("rising", slope=1.2, seed=5)
    alone = dict(trends([one], ON))["rising"]
    assert alone.ending is Ending.HIGHER
    many = trends([one, *(series(f"flat {n}", seed=50 + n) for n in range(3))], ON)

    assert [key for key, _ in many] == ["rising", "flat 0", "flat 1", "flat 2"]
    assert dict(many)["rising"].p == alone.p


def test_a_trend_may_begin_on_a_day():
    whole, part, none = (
        dict(trends([series(MOOD)], ON, since=since))[MOOD]
        for since in (None, ON - timedelta(days=69), ON + timedelta(days=9))
    )

    assert (len(whole.weeks), len(part.weeks), len(none.weeks)) == (29, 10, 0)
    assert part.weeks == whole.weeks[-10:]


def test_it_tells_how_far_it_is_and_can_be_ended():
    record = material(series(MOOD), series("energy", seed=3), tags={"tag:walk": set(DAYS[::4])})
    told: list[float] = []

    assert look(record, progress=told.append) == look(record)
    assert told == sorted(told)
    assert 0 < told[0] < 0.5
    assert told[-1] == 1
    assert len(told) > 5

    def enough(share):
        if share > 0.3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look(record, progress=enough)


def test_a_series_can_be_found_and_sessions_by_their_therapy():
    held = SessionSeen(day=ON, course_id="one", number=1, outcome=Outcome.LATE)
    missed = SessionSeen(day=ON, course_id="one", number=None, outcome=Outcome.MISSED)
    other = SessionSeen(day=ON, course_id="two", number=1, outcome=Outcome.ATTENDED)
    record = material(series(MOOD), sessions=(held, missed, other))

    assert record.find(MOOD) is record.series[0]
    assert record.find("energy") is None
    assert record.held() == (held, other)
    assert record.held("one") == (held,)


def test_a_day_is_counted_from_a_value_and_a_tag_among_check_ins():
    found = series(MOOD, values={DAYS[0]: 6.0, DAYS[1]: 5.9})

    assert at_least(found, 6) == {DAYS[0]: True, DAYS[1]: False}
    assert marked(DAYS[:2], [DAYS[1], DAYS[5]]) == {DAYS[0]: False, DAYS[1]: True}
