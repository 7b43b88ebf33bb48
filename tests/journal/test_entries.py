from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.period import Period
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Entry, EntryKey, Filters
from sessiondesk.store import search
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreBusyError
from sessiondesk.store.kinds import Kind
from sessiondesk.vault import pages
from tests.conftest import KEY, VAULT_ID

NOON = datetime.fromisoformat("2026-05-12T12:00:00+02:00")
TODAY = date(2026, 5, 12)
MOOD, ANXIETY = ScaleId("mood"), ScaleId("anxiety")
COURSE = Course(started_on=date(2026, 1, 1))


def checkin(text="", *, day=TODAY, hour=12, **fields):
    lines = tuple(NoteLine(text=line) for line in text.split("\n")) if text else ()
    felt_at = NOON.replace(year=day.year, month=day.month, day=day.day, hour=hour)
    return CheckIn(felt_at=felt_at, day=day, lines=lines, **fields)


@pytest.fixture
def write(journal):
    """Record check-ins, each with some words on a day."""

    def write_(text="", **fields):
        made = checkin(text, **fields)
        journal.checkins.record(made)
        return made

    return write_


@pytest.fixture
def ids(journal):
    """Return the ids of what filters let through, after the list was compared with the file."""

    def find(**fields):
        found = journal.entries.find(Filters(**fields))
        journal.entries.read_again()
        assert journal.entries.find(Filters(**fields)) == found
        return [key.id for key in found]

    return find


def test_an_empty_journal_has_no_entries(journal):
    assert list(journal.entries.find(Filters())) == []
    assert journal.entries.on_this_day(TODAY) == []
    assert journal.entries.days_with_entries(TODAY, TODAY) == {}
    assert journal.entries.is_ready


def test_entries_of_all_kinds_are_in_one_list_the_newest_first(journal, write, ids):
    journal.courses.record(COURSE)
    session = TherapySession(
        course_id=COURSE.id, planned_for=datetime(2026, 5, 12, 17), zone="UTC", notes="said it"
    )
    journal.sessions.record(session)
    move = LifeEvent(title="moved", kind=LifeEventKind.MOVE, first=date(2026, 5, 11))
    journal.life_events.record(move)
    early, late = write("early", hour=8), write("late", hour=20)

    assert ids() == [late.id, session.id, early.id, move.id]
    assert ids(kinds=frozenset({Kind.LIFE_EVENT})) == [move.id]
    assert journal.entries.find(Filters())[0] == EntryKey(Kind.CHECKIN, late.id, TODAY)
    assert Kind.CHECKIN in journal.entries.kinds


def test_filters_are_all_to_be_true(journal, write, ids):
    work = journal.tags.named("work")
    sad = Feeling(family="low", word="")
    wanted = write(
        "a hard day",
        tags=frozenset({work.id}),
        feelings=frozenset({sad}),
        ratings={MOOD: 2.0, ANXIETY: 8.0},
    )
    write("a hard day", tags=frozenset({work.id}), ratings={MOOD: 2.0, ANXIETY: 3.0})
    write("an easy day", tags=frozenset({work.id}), feelings=frozenset({sad}))
    every: dict[str, Any] = {
        "text": "hard",
        "period": Period(first=TODAY, last=TODAY),
        "kinds": frozenset({Kind.CHECKIN}),
        "tags": frozenset({work.id}),
        "feelings": frozenset({sad}),
        "scale_ranges": {MOOD: (0, 3), ANXIETY: (7, 10)},
    }

    assert ids(**every) == [wanted.id]
    assert Filters().is_empty
    assert not any(Filters(**{name: value}).is_empty for name, value in every.items())
    for away in every:
        rest = {name: value for name, value in every.items() if name != away}
        assert wanted.id in ids(**rest)


def test_a_period_has_both_its_days(write, ids):
    days = [date(2026, 5, n) for n in range(8, 13)]
    made = [write("x", day=day) for day in days]

    found = ids(period=Period(first=days[1], last=days[3]))

    assert found == [made[3].id, made[2].id, made[1].id]


def test_entries_are_found_by_the_names_of_what_is_on_them(journal, write, ids):
    tag = journal.tags.named("Büro")
    pattern = Pattern(name="going quiet", named_on=TODAY)
    journal.patterns.record(pattern)
    own = journal.feelings.named("low", "wistful")
    tagged = write("a day", tags=frozenset({tag.id}))
    seen = write("a day", patterns=frozenset({pattern.id}))
    felt = write("a day", feelings=frozenset({Feeling(family="low", word=own.id)}))
    said = write("a day at the buro, quiet and wistful")

    assert set(ids(text="buro day")) == {said.id, tagged.id}
    assert set(ids(text="quie")) == {said.id, seen.id, pattern.id}
    assert set(ids(text='"going quiet"')) == {seen.id, pattern.id}
    assert set(ids(text="wist")) == {said.id, felt.id}
    # One letter is no name yet.
    assert set(ids(text="b")) == {said.id}


def test_a_few_are_found_among_many_after_every_change(journal, write, ids):
    work, home = Tag(name="work"), Tag(name="home")
    for tag in (work, home):
        journal.tags.record(tag)
    for ago in range(20):
        write("a day", day=TODAY - timedelta(days=ago))
    late, early = (
        write("a day", day=TODAY - timedelta(days=ago), hour=20, tags=frozenset({work.id}))
        for ago in (2, 9)
    )
    both = write(
        "a day", day=TODAY - timedelta(days=5), hour=20, tags=frozenset({work.id, home.id})
    )
    at_work = {"tags": frozenset({work.id})}
    assert ids(**at_work) == [late.id, both.id, early.id]
    last_week = Period(first=TODAY - timedelta(days=6), last=TODAY)
    assert ids(**at_work, period=last_week) == [late.id, both.id]
    assert ids(**at_work, scale_ranges={MOOD: (0, 10)}) == []

    journal.checkins.remove(late.id)
    assert ids(**at_work) == [both.id, early.id]

    write("a day", day=TODAY - timedelta(days=30))
    assert ids(**at_work) == [both.id, early.id]
    journal.undo()
    journal.undo()
    assert ids(**at_work) == [late.id, both.id, early.id]


def test_entries_are_found_by_the_words_for_feelings_that_the_program_brings(prompts, write, ids):
    family = prompts.feelings[0]
    word = family.words[0]
    felt = write("x", feelings=frozenset({Feeling(family=family.id, word=word.id)}))

    assert felt.id in ids(text=word.text)


def test_questionnaires_are_found_by_their_names_and_nothing_else_is(journal, write, ids):
    wanted = Assessment(instrument="phq9", version=1, day=TODAY, total=12)
    other = Assessment(instrument="gad7", version=1, day=TODAY, total=4)
    journal.measures.record(wanted)
    journal.measures.record(other)
    words = write("they asked me for a phq at the practice")

    assert ids(text="phq-9") == [wanted.id]
    assert set(ids(text="PHQ")) == {wanted.id, words.id}
    assert ids(text="phq9") == [wanted.id]
    assert set(ids(kinds=frozenset({Kind.ASSESSMENT}))) == {wanted.id, other.id}
    journal.measures.remove(wanted.id)
    assert ids(text="phq9") == []
    assert journal.undo()
    assert ids(text="phq9") == [wanted.id]


def test_a_total_is_found_by_the_name_of_its_form_as_it_is_now(journal, ids):
    form = Form(name="Riverside form")
    total = FormTotal(form_id=form.id, day=TODAY, total=23.75)
    journal.measures.record_form(form, total)
    assert ids(text="river") == [total.id]

    journal.measures.record_form(replace(form, name="Harbour form"))

    assert ids(text="river") == []
    assert ids(text="harbour") == [total.id]
    journal.measures.remove_form(form.id)
    assert ids() == []


def test_merged_and_renamed_tags_are_found_under_every_name(journal, write, ids):
    home, family = journal.tags.named("home"), journal.tags.named("family")
    written = write("x", tags=frozenset({home.id}))

    assert ids(tags=frozenset({family.id})) == ids(text="family") == []

    journal.tags.merge(home.id, family.id)
    assert ids(text="family") == ids(text="home") == [written.id]
    assert ids(tags=frozenset({family.id})) == [written.id]

    journal.tags.record(replace(journal.tags.find(family.id), name="kin"))
    assert ids(text="kin") == [written.id]
    assert ids(text="family") == []

    journal.tags.part(home.id)
    assert ids(text="kin") == []
    assert ids(text="home") == [written.id]


def test_what_is_undone_is_not_found_and_what_is_done_again_is(journal, write, ids):
    written = write("needle")
    journal.checkins.record(replace(written, lines=(NoteLine(text="pin"),)))

    journal.undo()
    assert ids(text="needle") == [written.id]
    journal.undo()
    assert ids(text="needle") == ids() == []
    journal.redo()
    journal.redo()
    assert ids(text="pin") == [written.id]
    assert ids(text="needle") == []


def test_what_was_removed_is_not_found_until_it_comes_back(journal, write, ids):
    written = write("needle")
    journal.checkins.remove(written.id)
    assert ids(text="needle") == ids() == []

    journal.bin.restore(Kind.CHECKIN, written.id)
    assert ids(text="needle") == [written.id]

    journal.checkins.remove(written.id)
    journal.bin.remove_for_good(Kind.CHECKIN, written.id)
    assert ids(text="needle") == []


def test_a_day_that_was_changed_moves_the_entry(journal, write, ids):
    other = write("other", day=date(2026, 5, 10))
    written = write("needle")
    assert ids() == [written.id, other.id]

    journal.checkins.record(replace(written, day=date(2026, 5, 9)))

    assert ids() == [other.id, written.id]


def test_many_at_once_are_all_in_the_list(journal, ids):
    with journal.batch():
        for n in range(120):
            journal.checkins.record(checkin(f"needle {n}"))

    assert len(ids()) == 120
    assert not journal.entries.is_ready


def test_no_page_of_the_file_holds_a_word_that_was_removed_for_good(
    open_db, db_path, clock, prompts
):
    db = open_db()
    journal = Journal(db, now=clock, zone="UTC", prompts=prompts)
    kept = checkin("quiet " * 30)
    journal.checkins.record(kept)
    for n in range(12):
        written = checkin(f"an aardvark {n} " * 20)
        journal.checkins.record(written)
        journal.checkins.remove(written.id)
        assert journal.bin.remove_for_good(Kind.CHECKIN, written.id)
    db.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    journal.close()
    db.close()

    found = pages.read(db_path, bytes.fromhex(KEY), bytes.fromhex(VAULT_ID))

    plain = b"".join(found.plain(number) or b"" for number in range(1, found.count + 1))
    assert not found.bad
    assert b"quiet quiet" in plain
    assert b"aardvark" not in plain


# Rows


def test_a_row_shows_what_there_is_to_see(journal, write):
    work = journal.tags.named("work")
    written = write(
        "Woke at five.\nDid not get up.", ratings={MOOD: 3.0}, tags=frozenset({work.id}), hour=7
    )

    (row,) = journal.entries.rows(journal.entries.find(Filters()))

    assert row == Entry(
        kind=Kind.CHECKIN,
        id=written.id,
        day=TODAY,
        at=datetime(2026, 5, 12, 7),
        words="Woke at five. Did not get up.",
        ratings={MOOD: 3.0},
        tags=("work",),
    )
    assert row.key == EntryKey(Kind.CHECKIN, written.id, TODAY)
    assert "Woke" not in repr(row)
    assert "work" not in repr(row)


def test_an_entry_that_is_gone_has_no_row(journal, write):
    written = write("x")
    gone = EntryKey(Kind.CHECKIN, "none", TODAY)

    rows = journal.entries.rows([gone, EntryKey(Kind.CHECKIN, written.id, TODAY)])

    assert [row.id for row in rows] == [written.id]


def test_a_row_without_words_or_a_time_has_none(journal, write):
    bare = write(ratings={MOOD: 3.0})
    move = LifeEvent(title="moved", kind=LifeEventKind.MOVE, first=TODAY)
    journal.life_events.record(move)

    rows = {row.id: row for row in journal.entries.rows(journal.entries.find(Filters()))}

    assert rows[bare.id].words == ""
    assert rows[move.id].at is None
    assert rows[move.id].words == "moved"


def test_the_words_of_a_row_are_those_around_what_was_searched(journal, write):
    write("hay " * 500 + "a needle in it " + "straw " * 500)

    (first,) = journal.entries.rows(journal.entries.find(Filters()))
    (around,) = journal.entries.rows(journal.entries.find(Filters()), text="needle")
    (nowhere,) = journal.entries.rows(journal.entries.find(Filters()), text="pin")

    assert first.words.startswith("hay hay")
    assert first.words.endswith("hay…")
    assert len(first.words) <= 161
    assert around.words.startswith("…hay")
    assert "a needle in it straw" in around.words
    assert nowhere.words == first.words


def test_words_without_blanks_are_cut_as_well(journal, write):
    write("啊" * 500 + "针" + "哈" * 500)

    (row,) = journal.entries.rows(journal.entries.find(Filters()), text="针")

    assert row.words.startswith("…针")
    assert row.words.endswith("哈…")
    assert len(row.words) == 162


def test_words_kept_to_oneself_are_shown_apart_and_only_when_asked_for(journal):
    journal.courses.record(COURSE)
    session = TherapySession(
        course_id=COURSE.id, planned_for=datetime(2026, 5, 12, 17), zone="UTC", notes="said it"
    )
    journal.sessions.record(session)
    journal.afterwards.record(Afterwards(session_id=session.id, words="kept the needle back"))
    keys = journal.entries.find(Filters(text="needle"))

    (plain,) = journal.entries.rows(keys)
    (found,) = journal.entries.rows(keys, text="needle")
    (other,) = journal.entries.rows(keys, text="said")

    assert keys == [EntryKey(Kind.THERAPY_SESSION, session.id, TODAY)]
    assert (plain.words, plain.private) == ("said it", "")
    assert (found.words, found.private) == ("said it", "kept the needle back")
    assert (other.words, other.private) == ("said it", "")
    assert "needle" not in repr(found)

    journal.sessions.record(replace(session, notes=""))
    (only,) = journal.entries.rows(keys)
    assert (only.words, only.private) == ("", "kept the needle back")


def test_hits_are_told_in_the_text_as_it_was_written(journal):
    text = "Das Büro, das büro."

    assert [text[a:b] for a, b in journal.entries.hits(text, "buro")] == ["Büro", "büro"]
    assert journal.entries.hits(text, "") == []


# Days


def test_the_days_with_entries_are_counted(journal, write):
    for day in (10, 10, 12):
        write("x", day=date(2026, 5, day))

    assert journal.entries.days_with_entries(date(2026, 5, 10), date(2026, 5, 12)) == {
        date(2026, 5, 10): 2,
        date(2026, 5, 12): 1,
    }


def test_on_this_day_looks_back_a_month_and_every_year(journal, write):
    there = [
        write("x", day=date(2026, 4, 12)),
        write("x", day=date(2025, 5, 12)),
        write("x", day=date(2023, 5, 12)),
    ]
    write("x", day=date(2026, 5, 12))
    write("x", day=date(2025, 5, 13))

    found = journal.entries.on_this_day(date(2026, 5, 12))

    assert [entry.id for entry in found] == [each.id for each in there]


def test_on_this_day_takes_the_last_day_of_a_shorter_month(journal, write):
    leap = write("x", day=date(2024, 2, 29))
    february = write("x", day=date(2026, 2, 28))

    assert [entry.id for entry in journal.entries.on_this_day(date(2026, 3, 31))] == [february.id]
    assert [entry.id for entry in journal.entries.on_this_day(date(2028, 2, 29))] == [
        february.id,
        leap.id,
    ]


def test_where_something_was_first_written_is_told_the_earliest_first(journal, write):
    for n in range(8):
        write(f"went quiet {n}", day=date(2026, 3, 1 + n))
    silent = write("nothing but silence", day=date(2026, 1, 1))
    journal.bring_ups.record(BringUp(text="quiet"))

    found = journal.entries.first_written(["went quiet", "silen"], most=3)

    assert [entry.day for entry in found] == [
        date(2026, 1, 1),
        date(2026, 3, 1),
        date(2026, 3, 2),
    ]
    assert found[0].id == silent.id
    assert found[0].words == "nothing but silence"
    # A short word is a whole one; else "I" would be found in every entry.
    assert journal.entries.first_written(["no", ""]) == []


# Being ready


def test_a_long_text_is_found_after_a_moment_of_rest(qtbot, journal, write, ids):
    written = write("needle " + "hay " * 20_000)
    assert ids() == [written.id]
    assert not journal.entries.is_ready
    assert ids(text="needle") == []

    shares: list[float] = []
    journal.entries.make_ready(shares.append)

    qtbot.waitUntil(lambda: journal.entries.is_ready, timeout=30_000)
    assert ids(text="needle") == [written.id]
    assert shares[-1] == 1.0


def test_nobody_has_to_ask_for_what_is_due(qtbot, journal, write, ids):
    written = write("needle " + "hay " * 20_000)

    qtbot.waitUntil(lambda: journal.entries.is_ready, timeout=30_000)

    assert ids(text="needle") == [written.id]


def test_it_is_told_how_far_it_is(qtbot, journal):
    with journal.batch():
        for n in range(400):
            journal.checkins.record(checkin(f"needle {n} " + "hay " * 60))
    shares: list[float] = []

    journal.entries.make_ready(shares.append)

    qtbot.waitUntil(lambda: bool(shares) and shares[-1] == 1.0, timeout=30_000)
    assert shares == sorted(shares)
    assert len(shares) > 2
    assert len(journal.entries.find(Filters(text="needle"))) == 400
    again: list[float] = []
    journal.entries.make_ready(again.append)
    assert again == [1.0]


def test_what_was_written_elsewhere_is_listed_when_the_journal_opens(db, open_journal):
    made = [checkin(f"needle {n}") for n in range(3)]
    first = open_journal()
    for each in made:
        first.checkins.record(each)
    with transaction(db):
        db.execute("DELETE FROM search_entry")
        db.execute("DELETE FROM search")
        db.execute("INSERT INTO search_due SELECT 'checkin', id FROM checkin")

    second = open_journal()

    assert search.is_listed(db)
    assert len(second.entries.find(Filters(text="needle"))) == 3


def test_a_journal_that_is_only_read_lists_all_the_same(db, clock, prompts, write):
    written = write("needle")
    with transaction(db):
        db.execute("INSERT INTO search_due SELECT 'checkin', id FROM checkin")
        db.execute("DELETE FROM search_entry")
    only_read = Journal(db, now=clock, zone="UTC", prompts=prompts, is_read_only=True)

    (key,) = only_read.entries.find(Filters())
    only_read.entries.make_ready()

    assert key.id == written.id
    assert [row.words for row in only_read.entries.rows([key])] == ["needle"]
    assert not only_read.entries.is_ready


def test_while_a_worker_writes_it_waits(qtbot, journal, write):
    write("needle " + "hay " * 20_000)
    journal.stand_by()
    journal.entries.make_ready()
    with pytest.raises(StoreBusyError):
        journal.entries._taking_in._take_in_slice()
    journal.entries._taking_in._on_timer()
    assert not journal.entries.is_ready

    journal.go_on()

    qtbot.waitUntil(lambda: journal.entries.is_ready, timeout=30_000)


def test_a_damaged_search_is_made_anew_by_itself(qtbot, db, journal, ids):
    made = [checkin(f"needle {n} " * 20) for n in range(40)]
    for each in made:
        journal.checkins.record(each)
    db.execute("DELETE FROM search_data WHERE id > 10")

    assert ids(text="needle") == []
    assert not journal.entries.is_ready

    qtbot.waitUntil(lambda: journal.entries.is_ready, timeout=30_000)
    assert set(ids(text="needle")) == {each.id for each in made}


def test_nothing_is_taken_in_after_the_journal_was_closed(qtbot, open_db, clock, prompts):
    db = open_db()
    journal = Journal(db, now=clock, zone="UTC", prompts=prompts)
    journal.checkins.record(checkin("needle " + "hay " * 20_000))
    journal.close()
    db.close()

    journal.entries._taking_in._on_timer()  # as one that was under way


@settings(deadline=None, max_examples=40)
@given(text=st.text(), typed=st.text())
def test_no_row_and_nothing_typed_is_too_odd(journal, text, typed):
    journal.checkins.record(checkin(text.replace("\r", " ")))
    journal.entries.find(Filters(text=typed))

    keys = journal.entries.find(Filters())
    for row in journal.entries.rows(keys[:3], text=typed):
        assert "\n" not in row.words
