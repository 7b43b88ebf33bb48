"""The whole journal out and in again: nothing is lost, nothing comes twice."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiondesk.domain.afterwards import FitItem
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.ids import GoalId, ImportId, ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Review, SpeaksFor
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.exchange import journal_json
from sessiondesk.exchange.journal_faults import JournalFileError
from sessiondesk.exchange.journal_tables import PARTS, TABLES
from sessiondesk.journal import Journal
from sessiondesk.journal.topics import Topic
from sessiondesk.journal.transfer import bring_in_from, export_from, preview_from
from sessiondesk.store import connection, drafts, imports, records, versions, whole
from sessiondesk.store import settings as setting_table
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreBusyError, StoreReadOnlyError
from sessiondesk.store.kinds import Kind, stamp
from sessiondesk.store.migrations import migrate
from sessiondesk.vault import shape
from tests import strategies
from tests.conftest import KEY, NOON, VAULT_ID, ZONE
from tests.faults.counts import note, times

MOOD = ScaleId("mood")
EXAMPLES = times(60, 1000)
# Nothing here is about how long it takes.
PATIENT = (HealthCheck.too_slow, HealthCheck.data_too_large)


@pytest.fixture
def make(tmp_path: Path, clock, prompts) -> Iterator[Callable[[str], Journal]]:
    """Make another journal of its own."""
    opened: list[Connection] = []

    def make(name: str) -> Journal:
        db = connection.create(tmp_path / name, KEY, VAULT_ID)
        opened.append(db)
        migrate(db)
        return Journal(db, now=clock, zone=ZONE, prompts=prompts)

    yield make
    for each in opened:
        each.close()


def rows_of(journal: Journal) -> Mapping[str, Sequence[str]]:
    """Return the rows of every table, each as text, in an order of their own."""
    tables = whole.tables(journal.db)
    return {name: sorted(map(repr, table.rows)) for name, table in tables.items()}


def bring(source: Journal, into: Journal) -> Any:
    return into.transfer.bring_in(journal_json.read(source.transfer.export()))


def a_checkin(**fields: object) -> CheckIn:
    values: dict[str, Any] = {"felt_at": NOON, "ratings": {MOOD: 6}, **fields}
    return CheckIn(day=values["felt_at"].date(), **values)


def furnish(journal: Journal) -> None:
    """Put something of everything into a journal, as a person and a past import would."""
    tag = Tag(name="Arbeit")
    journal.tags.record(tag)
    course = Course(started_on=date(2026, 1, 7), therapist="\N{HIRAGANA LETTER A}")
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 14, 14, 0),
        zone="Asia/Kathmandu",
        moved_from=(datetime(2026, 5, 13, 14, 0),),
        topics=("allein", "\N{SPARKLES}"),
        notes="erste Zeile\n\nzweite",
    )
    journal.sessions.record(session)
    checkin = a_checkin(
        tags=frozenset({tag.id}),
        lines=(NoteLine(text="müde\0"), NoteLine(text="x", kind=LineKind.WIN)),
    )
    journal.checkins.record(checkin)
    journal.checkins.record(replace(checkin, sleep_hours=7))
    journal.bring_ups.record(BringUp(text="to say"))
    journal.checkins.remove(checkin.id)
    goal = Goal(text="later", began_on=date(2026, 5, 1))
    serving = Goal(text="first", began_on=date(2026, 5, 1), serves_id=goal.id)
    journal.goals.record(goal)
    journal.goals.record(serving)
    journal.goals.record(replace(goal, serves_id=GoalId(serving.id)))  # they point at each other
    finding = Finding(side=SpeaksFor.AGAINST, asked=Asked.CHANGE, subject="mood", claim='{"n":1}')
    journal.reviews.record(
        Review(day=NOON.date(), course_id=course.id, findings=(finding, finding), own_words="zäh")
    )
    journal.recalls.record(
        Recall(day=NOON.date(), first=NOON.date(), last=NOON.date(), ratings={MOOD: 0})
    )
    journal.insights.keep(
        NOON.date(), [Insight(day=NOON.date(), asked=Asked.TREND, subject="mood", claim="{}")]
    )
    journal.sheets.record(
        KeptSheet(
            day=NOON.date(), session_id=session.id, taken_as=TakenAs.PDF, content='{"on":"x"}'
        )
    )
    journal.settings.change(day_end_hour=3, sheet_off=frozenset({"b", "a"}))
    journal.drafts.keep("notes", "therapy_session", session.id, "noch nicht fertig")
    rows = [("key-1", a_checkin(felt_at=NOON - timedelta(days=1)))]
    journal.imports.bring_in("my old tracker", rows)


@pytest.fixture
def full(make, clock) -> Journal:
    """A journal with something of everything in it, made some days ago."""
    made: Journal = make("full.db")
    furnish(made)
    clock.pass_(days=3)
    return made


def test_a_new_journal_holds_afterwards_what_the_old_one_held(full, make):
    fresh = make("fresh.db")

    brought = bring(full, fresh)

    assert rows_of(fresh) == rows_of(full)
    assert fresh.transfer.export() == full.transfer.export()
    assert brought.new["checkin"] == 2
    assert brought.new["goal"] == 2
    assert not brought.changed
    assert not brought.is_made_up


def test_every_table_of_the_file_has_a_place_in_the_document(full):
    document = json.loads(full.transfer.export())
    tables = whole.tables(full.db)

    assert list(document) == ["format", "version", *map(journal_json.array_of, TABLES)]
    assert set(TABLES) == set(tables)
    for name, table in tables.items():
        assert set(TABLES[name].__struct_fields__) == set(table.columns), name
        assert TABLES[name].keyed_by == table.key, name
        assert all(
            set(row) == set(table.columns) for row in document[journal_json.array_of(name)]
        ), name


def test_every_reference_of_the_file_is_one_the_document_is_checked_for(db):
    for name, row in TABLES.items():
        found = {
            column: parent
            for _, _, parent, column, *_ in db.execute(
                'SELECT id, seq, "table", "from" FROM pragma_foreign_key_list(?)', (name,)
            )
        }
        assert dict(row.refers) == found, name


def test_the_parts_of_records_are_those_of_the_file():
    found = {name: table.part_of for name, table in shape.of_version().items() if table.part_of}

    assert found == PARTS


def test_the_document_of_the_same_journal_is_the_same(full, make):
    assert full.transfer.export() == full.transfer.export()
    full.db.execute("VACUUM")
    assert full.transfer.export() == export_from(full.db)


def test_moments_keep_the_offset_of_the_wall_clock(full):
    document = json.loads(full.transfer.export())

    assert {row["felt_at"] for row in document["checkin"]} == {
        "2026-05-12T12:00:00+02:00",
        "2026-05-11T12:00:00+02:00",
    }
    assert document["therapy_session"][0]["planned_for"] == "2026-05-14T14:00"


def test_brought_in_twice_is_the_same_as_once(full, make):
    fresh = make("fresh.db")
    bring(full, fresh)
    before = rows_of(fresh)

    brought = bring(full, fresh)

    assert rows_of(fresh) == before
    assert brought.is_nothing
    assert brought.same["checkin"] == 2


def test_brought_into_itself_nothing_changes(full):
    before = rows_of(full)

    assert bring(full, full).is_nothing

    assert rows_of(full) == before


def test_a_journal_with_records_of_its_own_keeps_them(full, make):
    other = make("other.db")
    own = a_checkin(felt_at=NOON - timedelta(days=9))
    other.checkins.record(own)
    other.settings.change(day_end_hour=6)
    other.drafts.keep("notes", "therapy_session", "s", "being typed")

    bring(full, other)

    assert other.checkins.find(own.id) == own
    assert other.settings.value.day_end_hour == 6
    assert other.settings.value.sheet_off == frozenset({"a", "b"})
    assert len(other.drafts.all()) == 2
    assert other.counts()["checkin"] == 3


def test_a_preview_writes_nothing_and_says_what_would_come(full, make):
    fresh = make("fresh.db")
    before = rows_of(fresh)
    contents = journal_json.read(full.transfer.export())

    told = fresh.transfer.preview(contents)

    assert rows_of(fresh) == before
    assert told == fresh.transfer.bring_in(contents)


def test_pages_are_told_to_read_everything_again_and_nothing_can_be_undone(full, make):
    other = make("other.db")
    other.tags.record(Tag(name="mine"))
    heard: list[Topic] = []
    other.changed.connect(heard.append)

    bring(full, other)

    assert heard == list(Topic)
    assert not other.can_undo


def test_the_settings_that_come_in_hold_at_once(full, make):
    fresh = make("fresh.db")

    bring(full, fresh)

    assert fresh.settings.value == full.settings.value
    assert fresh.settings.value.day_end_hour == 3


def apart(full: Journal, make: Callable[[str], Journal]) -> tuple[Journal, CheckIn]:
    """Return a second journal with the same records, and a check-in that both have."""
    other = make("other.db")
    bring(full, other)
    (checkin,) = other.checkins.on(date(2026, 5, 11))
    return other, checkin


def test_where_both_changed_a_record_the_later_change_stands_and_the_other_is_a_version(
    full, make, clock
):
    other, checkin = apart(full, make)
    clock.pass_(minutes=1)
    ours = replace(checkin, sleep_hours=5, ratings={MOOD: 1})
    other.checkins.record(ours)
    clock.pass_(minutes=1)
    theirs = replace(checkin, sleep_hours=8, lines=(NoteLine(text="better"),))
    full.checkins.record(theirs)

    brought = bring(full, other)

    assert brought.changed == {"checkin": 1}
    assert other.checkins.find(checkin.id) == theirs
    former = [value for _, value in versions.of_record(other.db, Kind.CHECKIN, checkin.id)]
    assert records.encode(ours) in former
    assert records.encode(checkin) in former
    assert bring(full, other).is_nothing


def test_where_ours_was_changed_later_it_stands_and_theirs_is_a_version(full, make, clock):
    other, checkin = apart(full, make)
    clock.pass_(minutes=1)
    theirs = replace(checkin, sleep_hours=8)
    full.checkins.record(theirs)
    clock.pass_(minutes=1)
    ours = replace(checkin, sleep_hours=5)
    other.checkins.record(ours)

    brought = bring(full, other)

    assert brought.earlier == {"checkin": 1}
    assert other.checkins.find(checkin.id) == ours
    former = [value for _, value in versions.of_record(other.db, Kind.CHECKIN, checkin.id)]
    assert records.encode(theirs) in former
    before = rows_of(other)
    assert bring(full, other).is_nothing
    assert rows_of(other) == before


def test_earlier_versions_of_both_stand_in_the_order_of_their_times(full, make, clock):
    other, checkin = apart(full, make)
    for n in range(1, 7):
        clock.pass_(minutes=1)
        side = full if n % 2 else other
        side.checkins.record(replace(checkin, sleep_hours=n))

    bring(full, other)

    stamps = [at for at, _ in versions.of_record(other.db, Kind.CHECKIN, checkin.id)]
    assert stamps == sorted(stamps, reverse=True)
    assert len(stamps) == 7  # six that were changed away, and the last of the journal that lost
    assert other.checkins.find(checkin.id) == replace(checkin, sleep_hours=6)


def test_versions_that_came_in_outlive_the_sitting(full, make, open_journal):
    fresh = make("fresh.db")
    fresh.tags.record(Tag(name="before"))
    bring(full, fresh)
    kept = rows_of(fresh)

    fresh.close()

    assert rows_of(fresh) == kept


def test_what_is_in_the_bin_of_one_only_is_outside_of_it_afterwards(full, make):
    other, checkin = apart(full, make)
    removed = next(each for each in other.bin.all() if each.kind is Kind.CHECKIN)
    other.checkins.remove(checkin.id)
    full.bin.restore(Kind.CHECKIN, removed.id)
    full.checkins.remove(checkin.id)
    full.bin.restore(Kind.CHECKIN, checkin.id)

    brought = bring(full, other)

    assert brought.restored == {"checkin": 2}
    assert other.bin.all() == []
    assert bring(full, other).is_nothing


def test_nothing_goes_to_the_bin_by_what_comes_in(full, make):
    other, checkin = apart(full, make)
    full.checkins.remove(checkin.id)

    assert bring(full, other).is_nothing

    assert other.checkins.find(checkin.id) == checkin


def test_what_was_removed_and_then_changed_elsewhere_comes_back_changed(full, make, clock):
    other, checkin = apart(full, make)
    other.checkins.remove(checkin.id)
    clock.pass_(minutes=1)
    theirs = replace(checkin, sleep_hours=8)
    full.checkins.record(theirs)

    bring(full, other)

    assert other.checkins.find(checkin.id) == theirs


def test_what_lost_the_comparison_still_comes_out_of_the_bin(full, make, clock):
    other, checkin = apart(full, make)
    clock.pass_(minutes=1)
    full.checkins.record(replace(checkin, sleep_hours=8))
    clock.pass_(minutes=1)
    ours = replace(checkin, sleep_hours=5)
    other.checkins.record(ours)
    other.checkins.remove(checkin.id)

    brought = bring(full, other)

    assert (brought.earlier, brought.restored) == ({"checkin": 1}, {})
    assert other.checkins.find(checkin.id) == ours


def test_a_scale_the_program_brought_makes_way_for_the_one_the_person_reworded(make, clock):
    old = make("old.db")
    clock.pass_(minutes=1)
    scale = old.scales.find(MOOD)
    old.scales.record(replace(scale, label="Stimmung", is_shown=False))
    clock.pass_(days=300)
    new = make("new.db")
    new.checkins.record(a_checkin())

    bring(old, new)

    assert new.scales.find(MOOD).label == "Stimmung"
    assert versions.of_record(new.db, Kind.SCALE, MOOD) == versions.of_record(
        old.db, Kind.SCALE, MOOD
    )


def test_a_scale_nobody_touched_does_not_undo_what_the_person_did_to_theirs(make, clock):
    old = make("old.db")
    clock.pass_(minutes=1)
    old.scales.record(replace(old.scales.find(MOOD), label="Stimmung"))
    clock.pass_(days=300)
    new = make("new.db")

    assert bring(new, old).is_nothing

    assert old.scales.find(MOOD).label == "Stimmung"


def test_a_scale_that_was_removed_is_removed_in_a_new_journal_only(make):
    old = make("old.db")
    with old.act() as act:
        act.remove(Kind.SCALE, MOOD)
    new, used = make("new.db"), make("used.db")
    used.checkins.record(a_checkin())

    bring(old, new)
    bring(old, used)

    assert rows_of(new) == rows_of(old)
    assert new.scales.find(MOOD) is None
    assert used.scales.find(MOOD) is not None


@pytest.fixture
def own_scale(make, clock) -> Callable[..., Journal]:
    """A journal with a scale of the person's own, of this kind, answered or not."""

    def own_scale(name: str, *, kind: ScaleKind, answer: float | None) -> Journal:
        made: Journal = make(name)
        clock.pass_(minutes=1)
        scale = ScaleId("0a" * 16)
        made.scales.record(Scale(id=scale, label="craving", kind=kind))
        if answer is not None:
            made.checkins.record(a_checkin(ratings={scale: answer}))
        return made

    return own_scale


def test_answers_stay_with_what_they_meant(own_scale):
    answered = own_scale("1.db", kind=ScaleKind.YES_NO, answer=1)
    later = own_scale("2.db", kind=ScaleKind.RATING, answer=None)
    earlier_text = answered.transfer.export()

    assert bring(later, answered).earlier == {"scale": 1}
    assert answered.scales.find(ScaleId("0a" * 16)).kind is ScaleKind.YES_NO

    later.transfer.bring_in(journal_json.read(earlier_text))
    assert later.scales.find(ScaleId("0a" * 16)).kind is ScaleKind.YES_NO


def test_two_meanings_that_were_both_answered_cannot_be_put_together(own_scale):
    one = own_scale("1.db", kind=ScaleKind.YES_NO, answer=1)
    other = own_scale("2.db", kind=ScaleKind.RATING, answer=7)
    before = rows_of(one)

    with pytest.raises(JournalFileError, match=r"^scale\[\d+\]: This scale"):
        bring(other, one)

    assert rows_of(one) == before


def test_a_change_of_meaning_before_any_answer_is_a_change_like_others(own_scale):
    one = own_scale("1.db", kind=ScaleKind.YES_NO, answer=None)
    later = own_scale("2.db", kind=ScaleKind.RATING, answer=None)

    assert bring(later, one).changed == {"scale": 1}


def test_a_real_journal_does_not_turn_into_one_to_try_things_with(make):
    demo, real, fresh = make("demo.db"), make("real.db"), make("fresh.db")
    demo.settings.change(is_made_up=True)
    demo.tags.record(Tag(name="invented"))
    real.tags.record(Tag(name="lived"))

    assert bring(demo, real).is_made_up
    assert bring(demo, fresh).is_made_up

    assert not real.settings.value.is_made_up
    assert fresh.settings.value.is_made_up


def test_a_setting_that_is_damaged_stays_outside_and_one_from_tomorrow_comes_in(make):
    old, new = make("old.db"), make("new.db")
    with transaction(old.db):
        setting_table.save(old.db, "day_end_hour", "77")
        setting_table.save(old.db, "paper", "[]")
        setting_table.save(old.db, "moon_phase", '{"shown":true}')

    bring(old, new)

    assert setting_table.all_(new.db) == {"moon_phase": '{"shown":true}'}


def test_words_being_typed_here_stay_as_they_are(make):
    old, new = make("old.db"), make("new.db")
    old.drafts.keep("notes", "therapy_session", "s1", "theirs")
    old.drafts.keep("note", "checkin", "c1", "also theirs")
    new.drafts.keep("notes", "therapy_session", "s1", "ours")

    bring(old, new)

    assert new.drafts.find("notes", "s1") == "ours"
    assert new.drafts.find("note", "c1") == "also theirs"


def test_what_came_in_from_an_old_tracker_stays_known(full, make):
    fresh = make("fresh.db")
    bring(full, fresh)

    assert fresh.imports.known(["key-1", "key-2"]) == {"key-1"}
    assert fresh.imports.bring_in("my old tracker", [("key-1", a_checkin())]) == 0


def test_ended_in_the_middle_nothing_came_in(full, make):
    fresh = make("fresh.db")
    before = rows_of(fresh)
    contents = journal_json.read(full.transfer.export())

    def stop(share: float) -> None:
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fresh.transfer.bring_in(contents, progress=stop)

    assert rows_of(fresh) == before
    assert not bring(full, fresh).is_nothing


def test_progress_of_all_three_goes_to_the_end(full, make):
    told: list[float] = []
    document = full.transfer.export(progress=told.append)
    contents = journal_json.read(document, progress=told.append)
    make("fresh.db").transfer.bring_in(contents, progress=told.append)

    assert told.count(1) >= 3
    assert all(0 <= share <= 1 for share in told)


def test_a_journal_that_may_only_be_read_can_go_out_but_takes_nothing_in(
    full, make, clock, prompts
):
    locked = Journal(full.db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True)
    contents = journal_json.read(locked.transfer.export())

    assert locked.transfer.preview(contents).is_nothing
    with pytest.raises(StoreReadOnlyError):
        locked.transfer.bring_in(contents)


def test_an_untouched_version_of_nothing_known_is_kept(make):
    old, new = make("old.db"), make("new.db")
    gone = Tag(name="gone")
    with transaction(old.db):
        versions.add(old.db, Kind.TAG, gone.id, records.encode(gone), at=stamp(NOON))

    bring(old, new)

    assert rows_of(new) == rows_of(old)


@pytest.fixture
def merged_both_ways(make, clock) -> tuple[Journal, Journal, Sequence[Tag]]:
    """Two journals with the same three tags, merged in ways that do not go together."""
    here, there = make("here.db"), make("there.db")
    found = [Tag(name=name) for name in ("work", "job", "office")]
    for tag in found:
        here.tags.record(tag)
    here.checkins.record(a_checkin(tags=frozenset({found[0].id})))
    bring(here, there)
    return here, there, found


def test_tags_merged_one_after_the_other_in_two_journals_lead_to_the_one_that_stands(
    merged_both_ways, clock
):
    here, there, (work, job, office) = merged_both_ways
    clock.pass_(minutes=1)
    here.tags.merge(work.id, into=job.id)
    clock.pass_(minutes=1)
    there.tags.merge(job.id, into=office.id)

    bring(there, here)

    assert [tag.id for tag in here.tags.all()] == [office.id]
    assert {tag.id for tag in here.tags.merged(office.id)} == {work.id, job.id}
    (checkin,) = here.checkins.on(NOON.date())
    assert checkin.tags == {office.id}
    before = rows_of(here)
    assert bring(there, here).is_nothing
    assert rows_of(here) == before


def test_tags_merged_into_each_other_leave_one_that_stands(merged_both_ways, clock):
    here, there, (work, job, office) = merged_both_ways
    clock.pass_(minutes=1)
    here.tags.merge(work.id, into=job.id)
    clock.pass_(minutes=1)
    there.tags.merge(job.id, into=work.id)

    bring(there, here)

    assert {tag.id for tag in here.tags.all()} == {job.id, office.id}
    assert [tag.id for tag in here.tags.merged(job.id)] == [work.id]
    before = rows_of(here)
    assert bring(there, here).is_nothing
    assert rows_of(here) == before


def test_what_was_noted_after_one_session_in_two_journals_is_one_afterwards(full, make, clock):
    other = make("other.db")
    bring(full, other)
    (session,) = full.sessions.all()
    clock.pass_(minutes=1)
    ours = replace(other.afterwards.of(session.id), words="ours", fit={FitItem.SAFE: 4})
    other.afterwards.record(ours)
    clock.pass_(minutes=1)
    theirs = replace(full.afterwards.of(session.id), words="theirs", fit={FitItem.HEARD: 9})
    full.afterwards.record(theirs)

    bring(full, other)

    assert other.afterwards.of(session.id) == theirs
    former = [value for _, value in versions.of_record(other.db, Kind.AFTERWARDS, ours.id)]
    assert records.encode(ours) in former


def test_what_was_said_on_the_same_day_in_two_journals_is_said_once(make, clock):
    here, there = make("here.db"), make("there.db")
    day = NOON.date()
    mood = Insight(day=day, asked=Asked.CHANGE, subject="mood", claim='{"n":1}')
    here.insights.keep(day, [mood])
    clock.pass_(minutes=1)
    other = replace(mood, claim='{"n":2}')
    sleep = Insight(day=day, asked=Asked.CHANGE, subject="sleep", claim='{"n":3}')
    there.insights.keep(day, [other, sleep])

    bring(there, here)

    assert {each.claim for each in here.insights.on(day)} == {other.claim, sleep.claim}
    former = [value for _, value in versions.of_record(here.db, Kind.INSIGHT, mood.id)]
    assert former == [records.encode(mood)]
    assert bring(there, here).is_nothing


def test_a_review_changed_on_both_sides_keeps_the_evidence_of_the_one_that_stands(
    full, make, clock
):
    other = make("other.db")
    bring(full, other)
    (review,) = full.reviews.all()
    clock.pass_(minutes=1)
    ours = replace(review, own_words="ours", findings=())
    other.reviews.record(ours)
    clock.pass_(minutes=1)
    aside = replace(review.findings[1], is_aside=True)
    theirs = replace(review, own_words="theirs", findings=(review.findings[0], aside))
    full.reviews.record(theirs)

    brought = bring(full, other)

    assert brought.changed == {"review": 1}
    assert other.reviews.all() == [theirs]
    former = [value for _, value in versions.of_record(other.db, Kind.REVIEW, review.id)]
    assert records.encode(ours) in former
    before = rows_of(other)
    assert bring(full, other).is_nothing
    assert rows_of(other) == before


def test_what_was_remembered_stays_with_what_the_scale_meant(own_scale):
    craving, day = ScaleId("0a" * 16), NOON.date()
    remembered = own_scale("1.db", kind=ScaleKind.RATING, answer=None)
    remembered.recalls.record(Recall(day=day, first=day, last=day, ratings={craving: 7}))
    later = own_scale("2.db", kind=ScaleKind.YES_NO, answer=None)
    answered = own_scale("3.db", kind=ScaleKind.YES_NO, answer=1)

    bring(later, remembered)
    assert remembered.scales.find(craving).kind is ScaleKind.RATING
    with pytest.raises(JournalFileError, match=r"^scale\[\d+\]: This scale"):
        bring(answered, remembered)


def test_a_sheet_that_was_taken_comes_with_what_stood_on_it_and_once(full, make):
    other = make("other.db")
    bring(full, other)

    assert other.sheets.all() == full.sheets.all() != []
    assert bring(full, other).is_nothing


# The law of it, for any journal

NEEDED: Sequence[records.Record] = (
    *(Scale(id=each, label=each) for each in strategies.SCALES),
    Tag(id=strategies.TAG, name="work"),
    Pattern(id=strategies.PATTERN, name="going quiet", named_on=date(2026, 1, 1)),
    Course(id=strategies.COURSE, started_on=date(2026, 1, 1)),
    TherapySession(
        id=strategies.SESSION,
        course_id=strategies.COURSE,
        planned_for=datetime(2026, 5, 14, 14, 0),
        zone="UTC",
    ),
    Practice(id=strategies.PRACTICE, text="breathing", agreed_on=date(2026, 1, 1)),
    Goal(id=strategies.GOAL, text="steadier", began_on=date(2026, 1, 1)),
    Form(id=strategies.FORM, name="theirs"),
)
_moments = st.integers(0, 10**9).map(lambda seconds: stamp(NOON + timedelta(seconds=seconds)))
_acts = st.lists(
    st.tuples(strategies.a_record, _moments, st.none() | _moments, st.booleans()), max_size=12
)
_drafts = st.lists(
    st.tuples(
        st.builds(
            Draft,
            editor=strategies.words,
            record_kind=st.text(),
            record_id=st.text(),
            text=st.text(),
        ),
        _moments,
    ),
    max_size=3,
)
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
_settings = st.dictionaries(
    strategies.words.map(lambda name: f"x {name}"), _values.map(json.dumps), max_size=3
)
_runs = st.lists(st.tuples(st.text(), st.lists(strategies.words, max_size=2)), max_size=2)


@pytest.fixture
def two(make) -> Callable[[], tuple[Journal, Journal]]:
    """The same two journals again and again, without anything in them."""
    pair = make("one.db"), make("other.db")

    def two() -> tuple[Journal, Journal]:
        for each in pair:
            with transaction(each.db):
                whole.let_point_ahead(each.db)
                for name in TABLES:
                    each.db.execute("DELETE FROM " + name)
        return pair

    return two


def write(journal: Journal, acts: Any, words: Any, chosen: Any, runs: Any) -> None:
    """Put generated records, drafts, settings and imports into a journal."""
    db = journal.db
    with transaction(db):
        for needed in NEEDED:
            records.save(db, needed, at=stamp(NOON))
        for record, at, removed_at, is_changed in acts:
            kind = records.kind_of(record)
            records.save(db, record, at=at)
            if is_changed:
                versions.add(db, kind, record.id, records.encode(record), at=at)
            if removed_at:
                records.remove(db, kind, record.id, at=removed_at)
        for draft, at in words:
            drafts.save(db, draft, at=at)
        for name, value in chosen.items():
            setting_table.save(db, name, json.dumps(json.loads(value), separators=(",", ":")))
        for n, (source, keys) in enumerate(runs):
            run = ImportId(f"run-{n}")
            imports.add_run(db, run, source, at=stamp(NOON))
            for key in dict.fromkeys(keys):
                imports.add_key(db, f"{n} {key}", run, "gone")


def test_any_journal_goes_out_and_comes_back_equal(two):
    @settings(suppress_health_check=PATIENT, deadline=None, max_examples=EXAMPLES)
    @given(acts=_acts, words=_drafts, chosen=_settings, runs=_runs)
    def law(acts: Any, words: Any, chosen: Any, runs: Any) -> None:
        one, other = two()
        write(one, acts, words, chosen, runs)

        document = one.transfer.export()
        contents = journal_json.read(document)
        other.transfer.bring_in(contents)

        assert rows_of(other) == rows_of(one)
        assert other.transfer.export() == document
        assert other.transfer.bring_in(contents).is_nothing
        assert rows_of(other) == rows_of(one)

    law()
    note("journals taken out and brought in again", journals=EXAMPLES, unequal=0)


_OWN = ("1a" * 16, "2b" * 16, "3c" * 16)
_kinds = (
    strategies.a_checkin,
    strategies.a_bring_up,
    strategies.a_tag,
    strategies.a_win,
    strategies.a_pattern,
    strategies.an_afterwards,
    strategies.a_course,
    strategies.an_assessment,
    strategies.a_form,
    strategies.a_form_total,
    strategies.an_insight,
    strategies.a_review,
    strategies.a_recall,
    strategies.a_sheet,
)


def _with_id(drawn: tuple[str, Any]) -> Any:
    own, record = drawn
    return replace(record, id=own)


_shared = st.tuples(st.sampled_from(_OWN), st.one_of(*_kinds)).map(_with_id)
_sides = st.lists(st.tuples(_shared, _moments, st.none() | _moments, st.booleans()), max_size=6)


def values_of(journal: Journal) -> set[tuple[whole.Value, ...]]:
    """Return every record and every earlier version: kind, identity, content."""
    found: set[tuple[whole.Value, ...]] = {
        row[1:3] + row[4:] for row in whole.tables(journal.db)["version"].rows
    }
    for kind in Kind:
        for (own,) in journal.db.execute("SELECT id FROM " + kind).fetchall():
            record = records.find(journal.db, kind, own)
            assert record is not None
            found.add((kind, own, records.encode(record)))
    return found


def test_whatever_two_journals_are_put_together_no_word_of_either_is_lost(two):
    @settings(suppress_health_check=PATIENT, deadline=None, max_examples=EXAMPLES)
    @given(ours=_sides, theirs=_sides)
    def law(ours: Any, theirs: Any) -> None:
        here, there = two()
        write(here, ours, (), {}, ())
        write(there, theirs, (), {}, ())
        before = values_of(here)
        outside_of_bins = {each for side in (here, there) for each in outside_of_bin(side)}
        contents = journal_json.read(there.transfer.export())

        here.transfer.bring_in(contents)

        assert values_of(here) >= before | values_of(there)
        assert outside_of_bin(here) == outside_of_bins
        after = rows_of(here)
        assert here.transfer.bring_in(contents).is_nothing
        assert rows_of(here) == after
        assert here.db.execute("PRAGMA foreign_key_check").fetchall() == []

    law()
    note("pairs of journals put together", pairs=EXAMPLES, lost=0)


def outside_of_bin(journal: Journal) -> set[tuple[Kind, str]]:
    return {
        (kind, own)
        for kind in Kind
        for (own,) in journal.db.execute("SELECT id FROM " + kind + " WHERE removed_at IS NULL")
    }


# For a worker


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Callable[[str], Connection]]:
    """Open a connection beside that of a journal."""
    opened: list[Connection] = []

    def connect(name: str) -> Connection:
        db = connection.connect(tmp_path / name, KEY, VAULT_ID)
        opened.append(db)
        return db

    yield connect
    for each in opened:
        each.close()


def test_a_worker_brings_in_what_the_journal_itself_would(full, make, worker):
    contents = journal_json.read(full.transfer.export())
    here, there = make("here.db"), make("there.db")
    at = stamp(here.now())

    told = preview_from(worker("there.db"), contents, at=at)
    brought = bring_in_from(worker("there.db"), contents, at=at)

    assert told == brought == here.transfer.bring_in(contents)
    assert rows_of(there) == rows_of(here)


def test_a_preview_writes_nothing_and_leaves_nothing_open(full, make, worker):
    fresh = make("fresh.db")
    before = rows_of(fresh)
    db = worker("fresh.db")

    preview_from(db, journal_json.read(full.transfer.export()), at=stamp(fresh.now()))

    assert not db.in_transaction
    assert rows_of(fresh) == before


def test_while_a_worker_writes_the_journal_reads_and_refuses_to_write(full):
    full.checkins.record(a_checkin(felt_at=NOON + timedelta(hours=1)))
    before = rows_of(full)
    assert full.can_undo

    full.stand_by()

    with pytest.raises(StoreBusyError):
        full.checkins.record(a_checkin(felt_at=NOON + timedelta(hours=2)))
    assert not full.can_undo
    assert not full.can_redo
    assert rows_of(full) == before


def test_after_a_worker_has_written_nothing_all_is_as_before(full):
    full.checkins.record(a_checkin(felt_at=NOON + timedelta(hours=1)))

    full.stand_by()
    full.go_on()

    assert full.can_undo
    assert full.undo()
    assert full.can_redo


def test_a_sitting_that_ends_meanwhile_leaves_every_earlier_version(full, make, worker):
    fresh = make("fresh.db")
    full.bring_ups.record(BringUp(text="first"))
    (one,) = [each for each in full.bring_ups.all() if each.text == "first"]
    for text in ("second", "third"):
        full.bring_ups.record(replace(one, text=text))
    fresh.stand_by()
    bring_in_from(
        worker("fresh.db"), journal_json.read(full.transfer.export()), at=stamp(fresh.now())
    )
    before = rows_of(fresh)

    fresh.close()

    assert rows_of(fresh)["version"] == before["version"]
    assert len(versions.of_record(fresh.db, Kind.BRING_UP, one.id)) == 2


def test_after_a_worker_has_written_pages_read_everything_again(full, make, worker):
    fresh = make("fresh.db")
    heard: list[Topic] = []
    fresh.changed.connect(heard.append)
    fresh.stand_by()
    bring_in_from(
        worker("fresh.db"), journal_json.read(full.transfer.export()), at=stamp(fresh.now())
    )

    fresh.start_anew()

    assert heard == list(Topic)
    fresh.checkins.record(a_checkin(felt_at=NOON + timedelta(hours=2)))


def test_a_journal_that_may_only_be_read_does_not_stand_by(full, clock, prompts):
    locked = Journal(full.db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True)

    with pytest.raises(StoreReadOnlyError):
        locked.stand_by()
