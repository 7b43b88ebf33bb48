from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form
from sessiondesk.domain.goal import Goal, Win
from sessiondesk.domain.ids import PatternId, ScaleId, TagId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.period import DEFAULT_DAY_END_HOUR, day_of
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import entries, folding, query, records, search
from sessiondesk.store import settings as store_settings
from sessiondesk.store.connection import transaction
from sessiondesk.store.kinds import Kind
from sessiondesk.store.search import SearchDamagedError
from tests import strategies

AT = "2026-05-12T10:00:00Z"
TODAY = date(2026, 5, 12)
NOON = datetime.fromisoformat("2026-05-12T12:00:00+02:00")
COURSE = Course(id=strategies.COURSE, started_on=TODAY)
SESSION = TherapySession(
    id=strategies.SESSION,
    course_id=COURSE.id,
    planned_for=datetime(2026, 5, 8, 14, 0),
    zone="UTC",
)
PRACTICE = Practice(id=strategies.PRACTICE, text="breathing", agreed_on=TODAY)
GOAL = Goal(id=strategies.GOAL, text="call someone", began_on=TODAY)


def checkin(text="", **fields):
    lines = tuple(NoteLine(text=line) for line in text.split("\n")) if text else ()
    return CheckIn(felt_at=NOON, day=TODAY, lines=lines, **fields)


@pytest.fixture
def keep(db):
    """Save records as the journal does: what changed is taken in with the change."""

    def keep_(*kept):
        with transaction(db):
            for each in kept:
                records.save(db, each, at=AT)
            return search.keep_up(db)

    keep_(COURSE, SESSION, PRACTICE, GOAL)
    return keep_


@pytest.fixture
def found(db):
    """Return the ids of the entries whose words have what was typed, shown or not."""

    def find(typed):
        numbers = search.matching(db, query.terms(typed))
        rows = db.execute("SELECT number, record_id FROM search_entry").fetchall()
        assert {number for number, _ in rows} >= set(numbers)
        return {own for number, own in rows if number in numbers}

    return find


@pytest.fixture
def shown(db):
    """Return the ids of the entries in the list, after it was compared with the records."""

    def list_():
        quick = entries.listed(db)
        assert quick == entries.listed_from_records(db)
        return [own for _, _, own, _, _ in quick]

    return list_


def take_in(db, **how):
    """Take in all that is due, in slices."""
    for _ in range(10_000):
        with transaction(db):
            if not search.work(db, **how):
                return
    pytest.fail("there was no end to it")


@pytest.mark.parametrize(
    "kept",
    [
        checkin("the needle"),
        replace(SESSION, notes="the needle"),
        replace(SESSION, to_keep="the needle"),
        replace(SESSION, left_open="the needle"),
        replace(SESSION, first_said="the needle"),
        replace(SESSION, topics=("work", "the needle")),
        BringUp(text="the needle"),
        LifeEvent(title="the needle", kind=LifeEventKind.MOVE, first=TODAY),
        LifeEvent(title="x", kind=LifeEventKind.MEDICINE_STARTED, first=TODAY, dose="needle"),
        LifeEvent(title="x", kind=LifeEventKind.MOVE, first=TODAY, words="needle"),
        Win(goal_id=GOAL.id, day=TODAY, text="the needle"),
        PracticeLog(practice_id=PRACTICE.id, done_at=NOON, day=TODAY, obstacle="the needle"),
        Sign(
            item="x",
            side=SignSide.PROGRESS,
            day=TODAY,
            answer=SignAnswer.NOT_YET,
            example="the needle",
        ),
        Pattern(name="the needle", named_on=TODAY),
        Pattern(name="x", named_on=TODAY, sets_off="the needle"),
        Pattern(name="x", named_on=TODAY, notice_first="the needle"),
        Pattern(name="x", named_on=TODAY, what_i_do="the needle"),
        Pattern(name="x", named_on=TODAY, may_protect="the needle"),
        Pattern(name="x", named_on=TODAY, rather_do="the needle"),
    ],
    ids=lambda kept: type(kept).__name__,
)
def test_whatever_was_written_is_found_and_listed(keep, found, shown, kept):
    listed = keep(kept)

    assert listed == [kept.id]
    assert found("need") == {kept.id}
    assert kept.id in shown()


def test_what_is_noted_after_a_session_is_found_as_the_session(db, keep, found, shown):
    noted = Afterwards(session_id=SESSION.id, words="lighter", held_back_what="the needle")
    keep(noted)

    assert found("needle") == found("light") == {SESSION.id}
    assert shown() == [SESSION.id]
    with transaction(db):
        records.remove(db, Kind.AFTERWARDS, noted.id, at=AT)
        search.keep_up(db)
    assert found("needle") == set()
    assert shown() == []


@pytest.mark.parametrize(
    "kept",
    [
        checkin(),
        checkin(" \n\t\u3000"),
        SESSION,
        replace(SESSION, notes=" \n"),
        PracticeLog(practice_id=PRACTICE.id, done_at=NOON, day=TODAY, helped=7),
        Sign(item="x", side=SignSide.PROGRESS, day=TODAY, answer=SignAnswer.NOT_YET),
    ],
    ids=lambda kept: type(kept).__name__,
)
def test_what_is_empty_is_no_entry(keep, shown, kept):
    keep(kept)

    assert shown() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"ratings": {"mood": 3.0}},
        {"sleep_hours": 0.0},
        {"feelings": frozenset({Feeling(family="sad")})},
        {"body": frozenset({"tense"})},
        {"tags": frozenset({"7a" * 16})},
        {"patterns": frozenset({"8a" * 16})},
        {"interference_areas": frozenset({"work"})},
        {"sleep_interference": "no"},
        {"interference": "no"},
        {"tried": "no"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_check_in_without_words_is_an_entry(keep, shown, fields):
    keep(
        Scale(id=ScaleId("mood"), label="Mood"),
        Tag(id=TagId("7a" * 16), name="work"),
        Pattern(id=PatternId("8a" * 16), name="x", named_on=date(2020, 1, 1)),
    )
    given_ = checkin(**fields)
    keep(given_)

    assert shown()[-1] == given_.id


def test_a_session_with_a_pattern_in_it_is_an_entry(keep, shown):
    pattern = Pattern(name="x", named_on=TODAY)
    keep(pattern, replace(SESSION, patterns=frozenset({pattern.id})))

    assert SESSION.id in shown()


def test_the_list_is_in_order_of_days_and_of_the_wall_clock(keep, shown):
    late = replace(checkin("late"), felt_at=NOON.replace(hour=23))
    early = replace(checkin("early"), felt_at=NOON.replace(hour=7))
    night = replace(checkin("night"), felt_at=NOON.replace(day=13, hour=1))
    before = replace(checkin("before"), day=date(2026, 5, 11))
    keep(late, early, night, before)

    assert shown() == [before.id, early.id, late.id, night.id]


def test_a_bring_up_is_listed_on_the_day_it_was_written(db, keep):
    def day():
        ((_, _, _, found, wall),) = entries.listed(db)
        return found, wall

    keep(BringUp(text="needle"))
    local = datetime.fromisoformat(AT).astimezone()
    assert day() == (
        day_of(local, DEFAULT_DAY_END_HOUR).isoformat(),
        local.strftime("%Y-%m-%dT%H:%M:%S"),
    )

    # Whatever hour it is on this computer, a day that ends an hour later has not begun.
    with transaction(db):
        store_settings.save(db, "day_end_hour", str(local.hour + 1))
        search.rebuild(db)
    assert day()[0] == (local.date() - timedelta(days=1)).isoformat()


def test_changed_words_take_the_place_of_former_ones(keep, found):
    first = checkin("the former words")
    keep(first)
    keep(replace(first, lines=(NoteLine(text="these"),)))

    assert found("former") == set()
    assert found("these") == {first.id}


def test_what_is_in_the_bin_is_not_listed_and_comes_back(db, keep, found, shown):
    kept = checkin("the needle")
    keep(kept)
    with transaction(db):
        records.remove(db, Kind.CHECKIN, kept.id, at=AT)
        search.keep_up(db)
    assert shown() == []

    with transaction(db):
        records.restore(db, Kind.CHECKIN, kept.id)
        search.keep_up(db)
    assert shown() == [kept.id]
    assert found("needle") == {kept.id}


@pytest.mark.parametrize(
    ("owner", "part"),
    [
        (COURSE, replace(SESSION, notes="needle")),
        (GOAL, Win(goal_id=GOAL.id, day=TODAY, text="needle")),
        (PRACTICE, PracticeLog(practice_id=PRACTICE.id, done_at=NOON, day=TODAY, obstacle="x")),
    ],
    ids=["session", "win", "log"],
)
def test_what_belongs_to_something_in_the_bin_is_not_listed(db, keep, shown, owner, part):
    keep(part)
    kind = records.kind_of(owner)

    with transaction(db):
        records.remove(db, kind, owner.id, at=AT)
        search.keep_up(db)
    assert shown() == []

    with transaction(db):
        records.restore(db, kind, owner.id)
        search.keep_up(db)
    assert shown() == [part.id]


def test_a_merged_pattern_is_listed_as_the_one_that_stands(keep, shown):
    stands = Pattern(name="x", named_on=TODAY)
    merged = Pattern(name="y", named_on=TODAY, merged_into=stands.id)
    keep(stands, merged)

    assert shown() == [stands.id]


def terms_in(db):
    db.execute("CREATE VIRTUAL TABLE temp.told USING fts5vocab (main, search, row)")
    told = {term for (term,) in db.execute("SELECT term FROM temp.told")}
    db.execute("DROP TABLE temp.told")
    return told


def test_words_deleted_for_good_leave_the_index(db, keep, found):
    kept = checkin("quiet aardvark")
    keep(kept, checkin("quiet"))
    with transaction(db):
        records.remove(db, Kind.CHECKIN, kept.id, at=AT)
        assert records.purge(db, Kind.CHECKIN, kept.id)
        # Before anything else: whoever stops here has left nothing behind.
        assert terms_in(db) == {"quiet"}
        search.keep_up(db)

    assert terms_in(db) == {"quiet"}
    assert found("aardvark") == set()
    folded = db.execute("SELECT c0 FROM search_content").fetchall()
    assert folded == [("quiet",)]


def test_words_noted_after_a_session_leave_the_index_for_good_too(db, keep, found):
    noted = Afterwards(session_id=SESSION.id, words="aardvark")
    keep(replace(SESSION, notes="quiet"), noted)
    with transaction(db):
        records.purge(db, Kind.AFTERWARDS, noted.id)
        search.keep_up(db)

    assert terms_in(db) == {"quiet"}
    assert found("quiet") == {SESSION.id}


def test_no_page_holds_a_word_that_was_deleted_for_good(db, keep):
    kept = checkin("an aardvark, again and again")
    for n in range(60):
        keep(checkin(f"filling {n}"), replace(kept, lines=(NoteLine(text=f"aardvark {n}"),)))
    with transaction(db):
        records.purge(db, Kind.CHECKIN, kept.id)
        db.execute("DELETE FROM version")
        search.keep_up(db)

    blocks = db.execute("SELECT block FROM search_data").fetchall()
    assert blocks
    assert not any(b"aardvark" in block for (block,) in blocks)


def test_a_great_deal_at_once_is_listed_at_once_and_found_later(db, keep, found, shown):
    many = [checkin(f"needle {n}") for n in range(60)]

    listed = keep(*many)

    assert len(listed) == len(shown()) == 60
    assert found("needle") == set()
    assert search.is_listed(db)
    assert search.due(db) == 60
    take_in(db)
    assert len(found("needle")) == 60
    assert search.due(db) == 0


def test_nothing_that_changed_is_nothing_to_take_in(db):
    assert search.keep_up(db) == []


def test_a_long_text_waits_for_a_calm_moment(db, keep, found, shown):
    long = checkin("needle " + "hay " * 20_000)

    keep(long, checkin("needle"))

    assert long.id in shown()
    assert long.id not in found("needle")
    take_in(db)
    assert long.id in found("needle")


def test_it_is_taken_in_slice_by_slice(db, keep):
    keep(*(checkin(f"hay {n}") for n in range(60)))
    left = []
    for _ in range(100):
        with transaction(db):
            is_left = search.work(db, most=1000)
        left.append(search.due(db))
        if not is_left:
            break

    assert left[-1] == 0
    assert left == sorted(left, reverse=True)
    assert len(left) > 5


def test_what_was_written_elsewhere_is_due(db, keep, found, shown):
    kept = checkin("needle")
    with transaction(db):
        records.save(db, kept, at=AT)
    assert not search.is_listed(db)
    # Until then the records themselves are asked.
    assert [own for _, _, own, _, _ in entries.listed_from_records(db)] == [kept.id]

    take_in(db)

    assert shown() == [kept.id]
    assert found("needle") == {kept.id}


def test_all_of_it_can_be_made_again(db, keep, found, shown):
    kept = [checkin(f"needle {n}") for n in range(3)]
    keep(*kept, replace(SESSION, notes="needle"))
    db.execute("DELETE FROM search")
    db.execute("DELETE FROM search_entry")

    with transaction(db):
        search.rebuild(db)

    assert found("needle") == set(shown()) == {SESSION.id, *(each.id for each in kept)}


@pytest.fixture
def damaged(db, keep):
    """An index of which a part is lost."""
    kept = [checkin(f"needle {n} " * 20) for n in range(40)]
    keep(*kept)
    db.execute("DELETE FROM search_data WHERE id > 10")
    return kept


def test_a_damaged_index_is_told_apart_from_a_damaged_file(db, damaged):
    with pytest.raises(SearchDamagedError):
        search.matching(db, query.terms("needle"))


def test_a_record_is_kept_although_the_index_is_damaged(db, keep, damaged, found):
    changed = replace(damaged[0], lines=(NoteLine(text="pin"),))

    assert keep(changed) == [changed.id]

    assert records.find(db, Kind.CHECKIN, changed.id) == changed
    take_in(db)
    assert found("pin") == {changed.id}
    assert len(found("needle")) == 39


def test_what_is_deleted_for_good_is_gone_although_the_index_is_damaged(db, keep, damaged):
    with transaction(db):
        assert records.purge(db, Kind.CHECKIN, damaged[0].id)

    assert records.find(db, Kind.CHECKIN, damaged[0].id) is None


def test_another_fault_is_none_of_the_index(db, keep):
    keep(checkin("needle"))
    db.execute("DROP TABLE search_entry")

    for fails in (search.keep_up, search.work, search.forget):
        with transaction(db):
            db.execute("INSERT INTO search_due VALUES ('checkin', 'x')")
            with pytest.raises(Exception, match="search_entry"):
                fails(db)
            db.execute("DELETE FROM search_due")
    db.execute("DROP TABLE search")
    with pytest.raises(Exception, match="no such table"):
        search.matching(db, query.terms("needle"))


def test_a_connection_that_was_closed_is_of_no_use(open_db):
    connection = open_db()
    assert search.is_usable(connection)
    connection.close()

    assert not search.is_usable(connection)


# What people write with: letters of many scripts, marks, signs, and what means something to
# the engine.
written = st.text() | st.lists(
    st.sampled_from(
        "aBéßłø½٣e\u0301\u0323がか\u3099한日本ก็हिी👩\u200d💻❤\ufe0f🇩🇪שׁالعَ \x00\n\t-’\"'*():^{}+,."
    )
    | st.sampled_from([" AND ", " OR ", " NOT ", " NEAR(", "folded:", "rank"])
).map("".join)
in_a_file = settings(deadline=None, max_examples=60)


@in_a_file
@given(text=written, data=st.data())
def test_every_word_of_a_text_finds_it(db, keep, found, text, data):
    kept = replace(SESSION, notes=text)
    keep(kept)
    word = data.draw(st.sampled_from(text.split() or [text]))
    # Cut where a letter ends: its marks are part of it.
    ends = [each.end for each in folding.words(word)] or [len(word)]
    typed = word[: data.draw(st.sampled_from([*ends, len(word)]))]

    if query.terms(typed):
        assert found(typed) == {kept.id}
    if query.terms(text):
        assert found(text) == {kept.id}


@in_a_file
@given(
    text=st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=2), data=st.data()
)
def test_the_beginning_of_a_word_finds_it(keep, found, text, data):
    kept = replace(SESSION, notes=f"one {text} other")
    keep(kept)
    typed = text[: data.draw(st.integers(2, len(text)))]

    assert found(typed) == {kept.id}


@in_a_file
@given(typed=written)
def test_nothing_typed_is_too_odd_to_search_for(db, typed):
    terms = query.terms(typed)

    assert not terms or search.matching(db, terms) == set()


@in_a_file
@given(kept=strategies.a_record)
def test_the_list_is_what_the_records_say(keep, shown, kept):
    keep(
        *(Scale(id=each, label=each) for each in strategies.SCALES),
        Tag(id=strategies.TAG, name="work"),
        Pattern(id=strategies.PATTERN, name="going quiet", named_on=TODAY),
        Form(id=strategies.FORM, name="theirs"),
        kept,
    )

    shown()


def test_a_whole_megabyte_is_found_by_its_last_word(db, keep, found):
    long = checkin("hay " * 250_000 + "needle")
    keep(long)
    take_in(db)

    assert found("hay needle") == found('"hay needle"') == {long.id}


def test_a_very_long_search_is_no_fault(keep, found):
    kept = checkin(" ".join(f"word{n}" for n in range(2000)))
    keep(kept)

    assert found(" ".join(f"word{n}" for n in range(2000))) == {kept.id}
    assert found('"' + " ".join(f"word{n}" for n in range(2000))) == {kept.id}
