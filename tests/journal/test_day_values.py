from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import Period
from sessiondesk.insights.change import change
from sessiondesk.journal import Journal
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet.material import windows
from sessiondesk.store import checkins
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.store.kinds import Kind, stamp
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
MOOD, ANXIETY = ScaleId("mood"), ScaleId("anxiety")
BOTH = (MOOD, ANXIETY)
PAGE = 4096
READS = "CROSS JOIN reading"
EVER = Period(first=date(1900, 1, 1), last=date(2100, 1, 1))


def of(back, mood=5.0, **rest):
    felt_at = NOON - timedelta(days=back)
    ratings = rest.pop("ratings", {MOOD: float(mood)})
    return CheckIn(felt_at=felt_at, day=felt_at.date(), ratings=ratings, **rest)


def in_one_go(journal, last=TODAY, scale_ids=BOTH):
    """What the file says, asked at once."""
    period = Period(first=EVER.first, last=last)
    return journal.checkins.daily(scale_ids, period), journal.checkins.daily_sleep(period)


def assert_as_in_the_file(journal, last=TODAY, scale_ids=BOTH):
    found = journal.day_values.up_to(last, scale_ids)

    assert found == in_one_go(journal, last, scale_ids)
    for values in (*found.ratings.values(), found.nights):
        assert list(values) == sorted(values)


@pytest.fixture
def reads(journal):
    """Every reading of the days' ratings from now on."""
    found = []

    def note(sql):
        if READS in sql:
            found.append(sql)

    journal.db.set_trace_callback(note)
    yield found
    journal.db.set_trace_callback(None)


@pytest.fixture
def three_years(journal):
    """A check-in every ten days for three years."""
    with journal.batch():
        for back in range(0, 1095, 10):
            journal.checkins.record(of(back, back % 11, sleep_hours=back % 13 / 2))
    return journal


def test_an_empty_record_has_no_day(journal):
    assert journal.day_values.up_to(TODAY, BOTH) == ({MOOD: {}, ANXIETY: {}}, {})
    assert_as_in_the_file(journal)


def test_a_record_that_begins_later_has_no_day_either(journal):
    journal.checkins.record(of(3))

    assert_as_in_the_file(journal, TODAY - timedelta(days=4))
    assert_as_in_the_file(journal, TODAY - timedelta(days=3))


def test_every_day_up_to_the_last_is_there_whichever_day_of_a_month_it_is(three_years):
    for back in (0, 1, 11, 12, 41, 400, 1089, 1090, 1091, 5000):
        assert_as_in_the_file(three_years, TODAY - timedelta(days=back))


def test_days_to_come_are_not_read_unless_they_are_asked_for(journal):
    journal.checkins.record(of(-40))
    journal.checkins.record(of(2))

    assert_as_in_the_file(journal)
    assert_as_in_the_file(journal, TODAY + timedelta(days=60))


def test_the_last_month_there_can_be_is_a_month(journal):
    day = date(9999, 12, 31)
    journal.checkins.record(of(5))
    felt_at = NOON.replace(year=9999, month=12, day=31)
    journal.checkins.record(CheckIn(felt_at=felt_at, day=day, ratings={MOOD: 3.0}))

    found = journal.day_values.up_to(TODAY, BOTH)

    assert found.ratings[MOOD] == {TODAY - timedelta(days=5): 5.0}
    assert journal.day_values._read_ahead() is False


def test_nothing_is_read_again_as_long_as_nothing_changes(three_years, reads):
    three_years.day_values.up_to(TODAY, BOTH)
    reads.clear()

    three_years.day_values.up_to(TODAY, BOTH)
    three_years.settings.change(sheet_pages=2)
    three_years.bring_ups.add("How long this takes")
    three_years.day_values.up_to(TODAY - timedelta(days=100), BOTH)

    assert reads == []


def test_after_a_check_in_one_month_is_read_again(three_years, reads):
    three_years.day_values.up_to(TODAY, BOTH)
    reads.clear()

    three_years.checkins.record(of(0, 9))

    three_years.day_values.up_to(TODAY, BOTH)
    assert len(reads) == 1
    assert_as_in_the_file(three_years)


def test_other_scales_are_read_for_themselves(three_years):
    assert_as_in_the_file(three_years)
    assert_as_in_the_file(three_years, scale_ids=(ANXIETY,))
    assert_as_in_the_file(three_years, scale_ids=())
    assert_as_in_the_file(three_years)


def test_a_change_that_is_taken_back_leaves_what_was(journal):
    journal.checkins.record(of(40, 3))
    assert_as_in_the_file(journal)

    for turn in (lambda: journal.checkins.record(of(40, 8)), journal.undo, journal.redo):
        turn()
        assert_as_in_the_file(journal)


def test_one_that_is_moved_leaves_one_month_for_another(journal):
    kept = of(40, 3)
    journal.checkins.record(kept)
    journal.checkins.record(of(100))
    assert_as_in_the_file(journal)

    journal.checkins.move(kept.id, kept.day - timedelta(days=45))

    assert_as_in_the_file(journal)


def test_the_bin_takes_a_day_away_and_gives_it_back(journal):
    kept = of(40, 3)
    journal.checkins.record(kept)
    journal.checkins.record(of(2))
    assert_as_in_the_file(journal)

    journal.checkins.remove(kept.id)
    assert_as_in_the_file(journal)
    assert kept.day not in journal.day_values.up_to(TODAY, BOTH).ratings[MOOD]

    journal.bin.restore(Kind.CHECKIN, kept.id)
    assert_as_in_the_file(journal)
    assert journal.day_values.up_to(TODAY, BOTH).ratings[MOOD][kept.day] == 3


def test_what_another_connection_writes_is_seen(journal, open_db, clock):
    journal.checkins.record(of(40, 3))
    assert_as_in_the_file(journal)

    other = open_db()
    with transaction(other):
        checkins.save(other, of(40, 9), at=stamp(clock()))

    assert journal.day_values.up_to(TODAY, BOTH).ratings[MOOD][of(40).day] == 6
    assert_as_in_the_file(journal)


def test_a_connection_that_takes_the_place_of_another_is_asked_anew(journal, open_db):
    journal.checkins.record(of(40, 3))
    assert_as_in_the_file(journal)

    journal.db = open_db()

    assert_as_in_the_file(journal)
    journal.checkins.record(of(40, 9))
    assert_as_in_the_file(journal)


def test_what_is_read_amid_changes_is_not_kept(journal):
    journal.checkins.record(of(40, 3))
    assert_as_in_the_file(journal)

    def begin():
        with journal.batch():
            journal.checkins.record(of(40, 9))
            journal.checkins.record(of(41, 9))
            assert_as_in_the_file(journal)
            raise KeyError

    with pytest.raises(KeyError):
        begin()

    assert_as_in_the_file(journal)
    assert of(41).day not in journal.day_values.up_to(TODAY, BOTH).ratings[MOOD]


def test_a_journal_that_is_only_read_sees_what_others_write(
    journal, connect, clock, prompts, instruments
):
    journal.checkins.record(of(40, 3))
    db = connect()
    reader = Journal(
        db, now=clock, zone=ZONE, prompts=prompts, instruments=instruments, is_read_only=True
    )
    assert_as_in_the_file(reader)
    assert_as_in_the_file(reader)

    journal.checkins.record(of(40, 9))

    assert_as_in_the_file(reader)
    assert reader.day_values.up_to(TODAY, BOTH).ratings[MOOD][of(40).day] == 6
    db.close()


def record(journal, known, n, ratings, hours):
    known.append(of(n % 70 - 3, ratings=ratings, sleep_hours=hours))
    journal.checkins.record(known[-1])


def rate_again(journal, known, n, ratings, hours):
    each = known[n % len(known)]
    journal.checkins.record(replace(each, ratings=ratings, sleep_hours=hours))


DOINGS = {
    "record": record,
    "change": rate_again,
    "move": lambda journal, known, n, *_: journal.checkins.move(
        known[n % len(known)].id, of(n % 70 - 3).day
    ),
    "remove": lambda journal, known, n, *_: journal.checkins.remove(known[n % len(known)].id),
    "restore": lambda journal, known, n, *_: journal.bin.restore(
        Kind.CHECKIN, known[n % len(known)].id
    ),
    "undo": lambda journal, *_: journal.undo(),
    "redo": lambda journal, *_: journal.redo(),
    "read": lambda journal, _, n, *__: journal.day_values.up_to(of(n % 70 - 3).day, BOTH),
}
steps = st.tuples(
    st.sampled_from(sorted(DOINGS)),
    st.integers(0, 9999),
    st.dictionaries(st.sampled_from(BOTH), st.integers(0, 10).map(float)),
    st.none() | st.integers(0, 24),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(steps, max_size=12))
def test_the_claims_are_those_of_the_whole_record_whatever_was_done_before(journal, steps):
    known = [of(back) for back in range(60) if back % 3]
    with journal.batch():
        for each in known:
            journal.checkins.record(each)
    for name, *rest in steps:
        DOINGS[name](journal, known, *rest)

    assert_as_in_the_file(journal)
    found, asked = journal.day_values.up_to(TODAY, BOTH), in_one_go(journal)
    for id_ in BOTH:
        kept, whole = (
            change(each[id_], *windows(TODAY), none_at_zero=True)
            for each in (found.ratings, asked[0])
        )
        assert kept == whole
    with journal.batch():
        for each in journal.checkins.between(EVER):
            journal.checkins.remove(each.id)


def test_the_sheet_says_what_was_changed_a_moment_ago(three_years):
    before = gather(three_years, TODAY)
    three_years.checkins.record(of(1, 10))

    after = gather(three_years, TODAY)

    assert TODAY - timedelta(days=1) not in before.daily[MOOD]
    assert after.daily[MOOD][TODAY - timedelta(days=1)] == 10
    assert after.changes[MOOD].now.answered == before.changes[MOOD].now.answered + 1


# In a calm moment.


def read_through(journal):
    """Read ahead as the timer does; return how many times it took."""
    times = 1
    while journal.day_values._read_ahead():
        times += 1
    return times


def test_a_long_record_is_read_a_few_months_at_a_time(three_years, reads):
    assert read_through(three_years) == 13

    assert len(reads) == 37
    reads.clear()
    rated = [each.id for each in gather(three_years, TODAY).scales]
    assert reads == []
    assert_as_in_the_file(three_years, scale_ids=rated)


def test_a_short_record_is_left_until_it_is_asked_for(journal, reads):
    assert read_through(journal) == 1
    for back in (0, 100, 365):
        journal.checkins.record(of(back))

    assert read_through(journal) == 1

    assert reads == []


def test_what_changes_while_it_is_read_is_read_again(three_years, reads):
    three_years.day_values._read_ahead()
    three_years.checkins.record(of(0, 9))
    three_years.checkins.record(of(1000, 9))

    read_through(three_years)

    reads.clear()
    gather(three_years, TODAY)
    assert reads == []
    three_years.day_values.up_to(TODAY, BOTH)
    assert_as_in_the_file(three_years)


def test_amid_changes_nothing_is_read_ahead(three_years, reads):
    with three_years.batch():
        assert not three_years.day_values._read_ahead()

    assert reads == []


def test_the_window_reads_ahead_by_itself(qtbot, three_years, reads):
    three_years.day_values.begin()

    # The newest come first, so the first month of all is read last.
    qtbot.waitUntil(lambda: len(reads) == 37, timeout=30_000)

    reads.clear()
    gather(three_years, TODAY)
    assert reads == []


def test_after_the_journal_was_closed_nothing_is_read(qtbot, open_journal):
    journal = open_journal()
    journal.checkins.record(of(500))
    journal.close()
    journal.db.close()

    journal.day_values._on_timer()  # as one that was under way


def test_damage_that_is_met_in_a_calm_moment_is_told_by_whoever_asks(
    qtbot, three_years, open_journal, db_path
):
    (page,) = three_years.db.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'reading'"
    ).fetchone()
    three_years.close()
    three_years.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    three_years.db.close()
    content = bytearray(db_path.read_bytes())
    content[(page - 1) * PAGE + 100] ^= 1
    db_path.write_bytes(content)
    spoiled = open_journal()

    spoiled.day_values._on_timer()

    with pytest.raises(StoreDamagedError):
        spoiled.day_values.up_to(TODAY, BOTH)
