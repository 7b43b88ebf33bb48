import pytest

from sessiondesk.store import connection, migrations
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import NewerStoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.store.migrations import CURRENT_VERSION, MIGRATIONS, migrate, version_of

KEY, VAULT_ID = "11" * 32, "22" * 16


@pytest.fixture
def empty(tmp_path):
    """An encrypted file without a table."""
    made = connection.create(tmp_path / "new.db", KEY, VAULT_ID)
    yield made
    made.close()


def test_a_new_file_goes_through_every_step(empty):
    assert version_of(empty) == 0

    migrate(empty)

    assert version_of(empty) == CURRENT_VERSION == len(MIGRATIONS)


def test_a_file_that_is_up_to_date_is_left_alone(empty):
    migrate(empty)
    with transaction(empty):
        empty.execute("INSERT INTO meta (name, value) VALUES ('a', 'b')")

    migrate(empty)

    assert empty.execute("SELECT value FROM meta").fetchone() == ("b",)


def test_a_file_of_a_newer_version_is_refused_before_anything_is_done(empty):
    empty.execute(f"PRAGMA user_version = {CURRENT_VERSION + 1}")

    with pytest.raises(NewerStoreError):
        migrate(empty)

    assert empty.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_a_step_that_fails_leaves_the_version_before_it(empty, monkeypatch):
    class Broken:
        STATEMENTS = ("CREATE TABLE half (a TEXT) STRICT", "CREATE TABLE half (a TEXT) STRICT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Broken))

    with pytest.raises(Exception, match="half"):
        migrate(empty, to=CURRENT_VERSION + 1)

    assert version_of(empty) == CURRENT_VERSION
    names = {name for (name,) in empty.execute("SELECT name FROM sqlite_master")}
    assert "half" not in names


def test_every_table_is_strict_and_every_record_can_be_removed(empty):
    migrate(empty)

    tables = empty.execute("PRAGMA table_list").fetchall()
    # The words to search are in a table of an extension, which knows no strictness.
    ours = {
        name: strict
        for _, name, kind, _, _, strict in tables
        if kind == "table" and not name.startswith("sqlite")
    }
    assert set(ours.values()) == {1}
    for kind in Kind:
        columns = {row[1] for row in empty.execute(f"PRAGMA table_info({kind})")}
        assert {"id", "made_at", "changed_at", "removed_at", "import_id"} <= columns


def content(db):
    names = [
        name
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not name.startswith(("sqlite", "search"))
    ]
    return {name: db.execute("SELECT * FROM " + name).fetchall() for name in names}


def test_version_4_leaves_what_was_there_as_it_was(empty):
    migrate(empty, to=3)
    at = "2026-05-12T10:00:00Z"
    with transaction(empty):
        empty.execute(
            """
            INSERT INTO checkin (id, felt_at, day, is_entered_later, made_at, changed_at)
            VALUES ('c', '2026-05-12T12:00:00+02:00', '2026-05-12', 0, ?1, ?1)
            """,
            (at,),
        )
        empty.execute(
            """
            INSERT INTO course (id, started_on, approach, rhythm, therapist, sessions_before,
                review_every, made_at, changed_at)
            VALUES ('k', '2026-01-07', '', '', 'K.', 7, 5, ?1, ?1)
            """,
            (at,),
        )
    before = content(empty)

    migrate(empty, to=4)

    after = content(empty)
    new = {"insight", "review", "review_finding", "recall", "recall_rating"}
    assert set(after) - set(before) == new
    assert {name: after[name] for name in before} == before
    assert all(after[name] == [] for name in new)


def test_from_version_4_on_the_words_of_a_review_are_due_for_search(empty):
    migrate(empty, to=4)
    with transaction(empty):
        empty.execute("DELETE FROM search_due")
        empty.execute(
            """
            INSERT INTO review (id, day, hard, not_right, hard_words, not_right_words, own_words,
                decisions, steps, made_at, changed_at)
            VALUES ('r', '2026-05-12', '[]', '[]', '', '', 'so far', '', '[]', '', '')
            """
        )
        empty.execute(
            """
            INSERT INTO recall (id, day, first_day, last_day, words, made_at, changed_at)
            VALUES ('m', '2026-05-12', '2026-05-05', '2026-05-11', 'long', '', '')
            """
        )

    due = set(empty.execute("SELECT * FROM search_due").fetchall())

    assert due == {("review", "r"), ("recall", "m")}


def test_version_5_leaves_what_was_there_as_it_was(empty):
    migrate(empty, to=4)
    with transaction(empty):
        empty.execute(
            """
            INSERT INTO recall (id, day, first_day, last_day, words, made_at, changed_at)
            VALUES ('m', '2026-05-12', '2026-05-05', '2026-05-11', 'long', '', '')
            """
        )
    before = content(empty)

    migrate(empty, to=5)

    after = content(empty)
    assert set(after) - set(before) == {"sheet"}
    assert {name: after[name] for name in before} == before
    assert after["sheet"] == []


def test_a_sheet_stays_when_the_session_it_was_for_goes_for_good(empty):
    migrate(empty, to=5)
    empty.execute("PRAGMA foreign_keys = ON")
    with transaction(empty):
        empty.execute(
            "INSERT INTO course (id, started_on, approach, rhythm, therapist, sessions_before,"
            " made_at, changed_at) VALUES ('k', '2026-01-07', '', '', '', 0, '', '')"
        )
        empty.execute(
            """
            INSERT INTO therapy_session (id, course_id, planned_for, zone, day, minutes,
                moved_from, outcome, notes, topics, to_keep, left_open, first_said,
                made_at, changed_at)
            VALUES ('s', 'k', '2026-05-14T14:00', 'UTC', '2026-05-14', 50, '[]', 'planned',
                '', '[]', '', '', '', '', '')
            """
        )
        empty.execute(
            """
            INSERT INTO sheet (id, day, session_id, layout, taken_as, paper, pages, content,
                made_at, changed_at)
            VALUES ('p', '2026-05-12', 's', 'sheet', 'printed', 'a4', 1, '{}', '', '')
            """
        )
        empty.execute("DELETE FROM therapy_session")

    assert empty.execute("SELECT id, session_id FROM sheet").fetchall() == [("p", None)]
