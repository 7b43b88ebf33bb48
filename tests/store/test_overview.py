from datetime import date, timedelta

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.store import checkins, overview, records, settings
from sessiondesk.store.connection import transaction
from sessiondesk.store.drafts import Draft
from sessiondesk.store.drafts import save as save_draft
from sessiondesk.store.kinds import Kind
from tests.conftest import NOON

EARLY = "2026-05-12T10:00:00Z"
LATE = "2026-05-12T11:00:00Z"


def a_checkin():
    return CheckIn(felt_at=NOON, day=NOON.date())


@pytest.fixture
def kept(db):
    """Two check-ins, of which one was changed since."""
    first, second = a_checkin(), a_checkin()
    with transaction(db):
        checkins.save(db, first, at=EARLY)
        checkins.save(db, second, at=EARLY)
        checkins.save(db, second, at=LATE)
    return first, second


def fingerprint(db):
    return overview.overview(db).fingerprint


def test_what_is_made_changed_removed_or_brought_back_changes_the_fingerprint(db, kept):
    seen = [fingerprint(db)]
    for act in (
        lambda: checkins.save(db, a_checkin(), at=LATE),
        # Later than it was, earlier than the newest: the clock was set back.
        lambda: checkins.save(db, kept[0], at="2026-05-12T10:30:00Z"),
        lambda: records.remove(db, Kind.CHECKIN, kept[0].id, at=LATE),
        lambda: records.remove(db, Kind.CHECKIN, kept[1].id, at=EARLY),
        lambda: records.restore(db, Kind.CHECKIN, kept[0].id),
        lambda: records.purge(db, Kind.CHECKIN, kept[1].id),
    ):
        with transaction(db):
            act()
        seen.append(fingerprint(db))

    assert len(set(seen)) == len(seen)


def test_what_was_taken_back_makes_it_the_same_again(db, kept):
    before = fingerprint(db)
    with transaction(db):
        records.remove(db, Kind.CHECKIN, kept[0].id, at=LATE)
    assert fingerprint(db) != before
    with transaction(db):
        records.restore(db, Kind.CHECKIN, kept[0].id)

    assert fingerprint(db) == before


def test_settings_and_drafts_do_not_change_it(db, kept):
    before = overview.overview(db)
    with transaction(db):
        settings.save(db, "theme", '"dark"')
        draft = Draft(editor="note", record_kind="checkin", record_id="1", text="so far")
        save_draft(db, draft, at=LATE)

    assert overview.overview(db) == before


def test_records_outside_the_bin_are_counted(db, kept, journal):
    """The scales that the program brings along are no records of a person's."""
    with transaction(db):
        records.remove(db, Kind.CHECKIN, kept[0].id, at=LATE)

    found = overview.overview(db)

    scales = len(journal.scales.all())
    assert (found.records, found.rows) == (1, 2 + scales)
    counts = overview.kept(db)
    assert (counts["checkin"], counts["scale"], counts["goal"]) == (1, scales, 0)
    assert set(counts) == {kind.value for kind in Kind}


def test_what_the_program_said_of_the_record_is_no_record_but_a_change(db, kept):
    before = overview.overview(db)
    told = Insight(day=NOON.date(), asked=Asked.CHANGE, subject="mood", claim="{}")
    with transaction(db):
        records.save(db, told, at=LATE)

    found = overview.overview(db)

    assert (found.records, found.rows) == (before.records, before.rows)
    assert found.fingerprint != before.fingerprint
    assert overview.kept(db)["insight"] == 1


def test_a_file_without_some_of_the_tables_is_counted_all_the_same(db, kept):
    with transaction(db):
        db.execute("DROP TABLE win")

    assert "win" not in overview.kept(db)
    assert overview.overview(db).records == 2


def test_the_newest_day_is_that_of_an_entry_not_of_a_plan(db):
    assert overview.newest_day(db) is None
    with transaction(db):
        db.execute(
            "INSERT INTO course (id, started_on, approach, rhythm, therapist, sessions_before,"
            " made_at, changed_at) VALUES ('c', '2026-01-01', '', 'weekly', '', 0, ?, ?)",
            (EARLY, EARLY),
        )
        for id_, day, outcome in (("1", "2026-05-20", "planned"), ("2", "2026-05-06", "held")):
            db.execute(
                "INSERT INTO therapy_session (id, course_id, planned_for, zone, day, minutes,"
                " moved_from, outcome, notes, topics, to_keep, left_open, first_said, made_at,"
                " changed_at)"
                " VALUES (?, 'c', ?, 'UTC', ?, 50, '[]', ?, '', '[]', '', '', '', ?, ?)",
                (id_, f"{day}T10:00:00", day, outcome, EARLY, EARLY),
            )
    assert overview.newest_day(db) == date(2026, 5, 6)

    with transaction(db):
        checkins.save(db, a_checkin(), at=EARLY)
    assert overview.newest_day(db) == NOON.date()


def test_whatever_has_a_day_of_its_own_can_be_the_newest_entry(db):
    form = Form(name="theirs")
    days = [NOON.date() + timedelta(days=n) for n in range(5)]
    entries: tuple[records.Record, ...] = (
        Sign(item="said_no", side=SignSide.PROGRESS, day=days[0], answer=SignAnswer.NOT_YET),
        Assessment(instrument="phq9", version=1, day=days[1], total=9),
        FormTotal(form_id=form.id, day=days[2], total=1),
        Review(day=days[3]),
        Recall(day=days[4], first=NOON.date(), last=NOON.date(), words="long"),
    )
    with transaction(db):
        records.save(db, form, at=EARLY)

    for day, entry in zip(days, entries, strict=True):
        with transaction(db):
            records.save(db, entry, at=EARLY)
        assert overview.newest_day(db) == day

    with transaction(db):
        records.remove(db, Kind.RECALL, entries[4].id, at=LATE)
    assert overview.newest_day(db) == days[3]


def test_the_newest_day_of_an_older_file_is_that_of_the_tables_it_has(db, kept):
    with transaction(db):
        newer = ("review_finding", "review", "recall_rating", "recall")
        for table in (*newer, "form_total", "assessment_answer", "assessment", "sign"):
            db.execute(f"DROP TABLE {table}")

    assert overview.newest_day(db) == NOON.date()
