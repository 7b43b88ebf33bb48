from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sessiondesk.exchange import journal_json
from sessiondesk.store.connection import Connection, create
from sessiondesk.store.whole import tables as tables_of
from sessiondesk.vault import merging, rebuilding, salvage, shape
from sessiondesk.vault.merging import Affect
from tests.vault.a_year import damaged, read_pages, unsealed, year

__all__ = ["damaged", "unsealed", "year"]

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def whole(unsealed):
    """Everything that is in the year."""
    return salvage.from_pages(read_pages(unsealed))


def without(found, name, chosen=lambda _row: True, *, known=False):
    """Return what was read as if rows of one table could not be."""
    table = shape.of_version()[name]
    gone = {
        rowid
        for rowid, row in found.rows[name].items()
        if chosen(dict(zip(table.columns, row, strict=True)))
    }
    assert gone
    rows = {rowid: row for rowid, row in found.rows[name].items() if rowid not in gone}
    return replace(
        found,
        rows={**found.rows, name: rows},
        whole=found.whole - {name},
        known=found.known if known else {**found.known, name: {}},
        listed=found.listed if known else found.listed - {name},
    )


@pytest.fixture
def rebuild(tmp_path):
    """Make a database of what was read; return it and what came of it."""
    opened: list[Connection] = []

    def rebuild(found, backup=None):
        db = create(tmp_path / f"{len(opened)}.db", "00" * 32, "11" * 16)
        opened.append(db)
        result = rebuilding.fill(db, merging.merge(found, backup), now=NOW)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        return db, result

    yield rebuild
    for db in opened:
        db.close()


def everything(db):
    return {
        name: {
            rowid: tuple(row)
            for rowid, *row in db.execute(f'SELECT rowid, * FROM "{name}"').fetchall()
        }
        for name in shape.of_version()
    }


def test_of_everything_the_same_is_made(whole, rebuild):
    db, result = rebuild(whole)

    assert everything(db) == {name: dict(rows) for name, rows in whole.rows.items()}
    assert result.affected == []
    assert result.kept == result.total
    assert not result.is_empty


def test_of_nothing_an_empty_one_is_made(whole, rebuild):
    _, result = rebuild(
        replace(
            whole, rows={name: {} for name in whole.rows}, known={name: {} for name in whole.rows}
        )
    )

    assert (result.kept, result.is_empty) == (0, True)


@pytest.mark.parametrize("known", [True, False])
def test_a_record_that_was_changed_comes_back_as_it_was_before(whole, rebuild, known):
    db, result = rebuild(without(whole, "goal", known=known))

    (changed,) = {each.state for each in result.affected if each.kind == "goal"}
    assert changed is Affect.EARLIER
    texts = [row[0] for row in db.execute("SELECT text FROM goal")]
    assert len(texts) == len(whole.rows["goal"])
    assert not any(text.endswith(", in other words") for text in texts)
    # The values of a goal are its own records, and they still count for it.
    assert len(everything(db)["goal_value"]) == len(whole.rows["goal_value"])


def test_parts_that_were_read_count_more_than_those_of_an_earlier_version(whole, rebuild):
    db, _ = rebuild(without(whole, "checkin", known=True))

    lines = {row[:4] for row in everything(db)["checkin_line"].values()}
    assert lines == {row[:4] for row in whole.rows["checkin_line"].values()}


def test_a_version_that_cannot_be_read_is_passed_over(whole, rebuild):
    table = shape.of_version()["version"]
    spoilt = {}
    for rowid, row in whole.rows["version"].items():
        values = dict(zip(table.columns, row, strict=True))
        if values["kind"] == "goal":
            values["value"] = '{"text": 7}'
        spoilt[rowid] = tuple(values.values())
    found = replace(whole, rows={**whole.rows, "version": spoilt})

    _, result = rebuild(without(found, "goal", known=True))

    states = {each.state for each in result.affected if each.kind == "goal"}
    # What hangs on them puts some there again; of the others only the name is known.
    assert states <= {Affect.PARTLY, Affect.LOST}
    assert Affect.PARTLY in states


def test_records_that_only_versions_tell_of_are_lost_where_those_cannot_be_read(whole, rebuild):
    spoilt = {rowid: (*row[:-1], "{}") for rowid, row in whole.rows["version"].items()}
    found = without(replace(whole, rows={**whole.rows, "version": spoilt}), "goal")
    for name in ("goal_value", "goal_adjustment", "win"):
        found = without(found, name)

    _, result = rebuild(found)

    assert {each.state for each in result.affected if each.kind == "goal"} == {Affect.LOST}
    assert result.total is None


def test_a_version_of_something_unknown_is_left_alone(whole, rebuild):
    rows = dict(whole.rows["version"])
    rows[10_000] = (10_000, "letter", "id", "2026-05-12T10:00:00Z", "{}")

    _, result = rebuild(replace(whole, rows={**whole.rows, "version": rows}))

    assert result.affected == []


def no_versions(found):
    return replace(found, rows={**found.rows, "version": {}})


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("scale", "label"),
        ("tag", "name"),
        ("pattern", "name"),
        ("practice", "text"),
        ("goal", "text"),
        ("course", None),
        ("checkin", None),
    ],
)
def test_what_others_hang_on_is_put_there_again(whole, rebuild, name, column):
    db, result = rebuild(without(no_versions(whole), name))

    parts = [table for table in shape.of_version().values() if table.part_of]
    rows = everything(db)
    for table in parts:
        assert len(rows[table.name]) == len(whole.rows[table.name])
    assert rows[name]
    assert {each.state for each in result.affected} == {Affect.PARTLY}
    assert {each.kind for each in result.affected} == {name}
    if column is not None:
        words = {row[0] for row in db.execute(f"SELECT {column} FROM {name}")}
        assert words == {rebuilding.UNREADABLE}


def test_a_session_is_put_there_again_for_what_was_noted_after_it(whole, rebuild):
    db, result = rebuild(without(no_versions(whole), "therapy_session", known=True))

    rows = everything(db)
    assert rows["afterwards"] == whole.rows["afterwards"]
    assert len(rows["fit_rating"]) == len(whole.rows["fit_rating"])
    noted = {row[1] for row in rows["afterwards"].values()}
    again = {row[0]: row for row in rows["therapy_session"].values()}
    assert noted <= again.keys()
    place = shape.of_version()["therapy_session"].place
    before = {row[0]: row for row in whole.rows["therapy_session"].values()}
    for own, row in again.items():
        # Its day and its therapy are in the indexes.
        for column in ("day", "course_id"):
            assert row[place(column)] == before[own][place(column)]
        assert row[place("notes")] == rebuilding.UNREADABLE
    assert {each.state for each in result.affected if each.id in again} == {Affect.PARTLY}


def test_what_it_belonged_to_is_put_there_as_well_where_nobody_knows(whole, rebuild):
    found = without(no_versions(whole), "course")
    db, result = rebuild(without(found, "therapy_session"))

    rows = everything(db)
    assert len(rows["therapy_session"]) >= len({row[1] for row in rows["afterwards"].values()})
    assert rows["course"]
    assert {each.kind for each in result.affected} == {"course", "therapy_session"}


def test_answers_about_a_session_bring_back_where_they_stood(whole, rebuild):
    db, result = rebuild(without(no_versions(whole), "afterwards", known=True))

    rows = everything(db)
    assert len(rows["fit_rating"]) == len(whole.rows["fit_rating"])
    before = {row[0]: row[1] for row in whole.rows["afterwards"].values()}
    assert {row[0]: row[1] for row in rows["afterwards"].values()}.items() <= before.items()
    assert {each.kind for each in result.affected} == {"afterwards"}


def test_a_form_that_is_lost_is_put_there_again_for_its_totals(whole, rebuild):
    db, result = rebuild(without(no_versions(whole), "form"))

    rows = everything(db)
    assert len(rows["form_total"]) == len(whole.rows["form_total"]) > 0
    assert [row[1] for row in rows["form"].values()] == [rebuilding.UNREADABLE]
    assert [(each.kind, each.state) for each in result.affected] == [("form", Affect.PARTLY)]


def test_the_evidence_of_a_review_that_is_lost_puts_it_there_again(whole, rebuild):
    db, result = rebuild(without(no_versions(whole), "review", known=True))

    rows = everything(db)
    assert rows["review_finding"] == whole.rows["review_finding"]
    before = {row[0]: row[1] for row in whole.rows["review"].values()}
    # Its day is in an index.
    assert {row[0]: row[1] for row in rows["review"].values()} == before
    assert [words for (words,) in db.execute("SELECT own_words FROM review")] == [
        rebuilding.UNREADABLE
    ] * len(before)
    assert {(each.kind, each.state) for each in result.affected} == {("review", Affect.PARTLY)}


def test_what_was_remembered_in_numbers_puts_back_what_they_are_about(whole, rebuild):
    db, result = rebuild(without(no_versions(whole), "recall", known=True))

    rows = everything(db)
    assert rows["recall_rating"] == whole.rows["recall_rating"]
    before = {row[0]: row[1] for row in whole.rows["recall"].values()}
    assert {row[0]: row[1] for row in rows["recall"].values()} == before
    assert {(each.kind, each.state) for each in result.affected} == {("recall", Affect.PARTLY)}


def test_a_review_of_a_therapy_that_is_lost_stays_without_it(whole, rebuild, monkeypatch):
    monkeypatch.setattr(rebuilding, "_PUT_AGAIN", {})
    found = no_versions(whole)
    for name in ("course", "therapy_session"):
        found = without(found, name)

    db, _ = rebuild(found)

    rows = db.execute("SELECT course_id, session_id FROM review").fetchall()
    assert rows == [(None, None)] * len(whole.rows["review"])
    assert db.execute("SELECT session_id FROM sheet").fetchall() == [(None,)]


def test_a_sheet_that_was_taken_is_lost_by_itself_and_said(whole, rebuild):
    db, result = rebuild(without(no_versions(whole), "sheet", known=True))

    (lost,) = [each for each in result.affected if each.kind == "sheet"]
    assert lost.state is Affect.LOST
    rows = everything(db)
    assert rows.pop("sheet") == {}
    whole_rows = {name: len(kept) for name, kept in whole.rows.items() if name != "sheet"}
    assert {name: len(kept) for name, kept in rows.items()} == whole_rows | {
        "version": len(rows["version"])
    }


@pytest.mark.parametrize("name", ["checkin_line", "review_finding", "course_break"])
def test_where_one_of_several_is_lost_the_rest_is_counted_anew(whole, rebuild, name):
    def is_first(row):
        return row["position"] == 0

    db, _ = rebuild(without(no_versions(whole), name, is_first))

    part_of = shape.of_version()[name].part_of
    assert part_of is not None
    owner, _ = part_of
    counted = db.execute(
        f'SELECT min(position), max(position) + 1 - count(*) FROM {name} GROUP BY "{owner}"'
    ).fetchall()
    assert set(counted) <= {(0, 0)}
    lost = sum(row[1] == 0 for row in whole.rows[name].values())
    assert len(everything(db)[name]) == len(whole.rows[name]) - lost
    # So it can go out and come in again.
    tables = {each: (table.columns, table.rows) for each, table in tables_of(db).items()}
    assert journal_json.read(journal_json.document(tables)).counts["review"] == 2


@pytest.mark.parametrize("known", [True, False])
def test_a_questionnaire_that_was_changed_comes_back_as_it_was_before(whole, rebuild, known):
    named = {row[0]: row for row in whole.rows["assessment"].values()}
    answered = {row[0] for row in whole.rows["assessment_answer"].values()}

    db, result = rebuild(without(whole, "assessment", known=known))

    rows = everything(db)
    states = {each.id: each.state for each in result.affected}
    back = {row[0]: row for row in rows["assessment"].values()}
    assert {row[1] for row in back.values()} == {"gad7"}
    # It is off the sheet again, with every answer.
    assert all(row[:7] == named[own][:7] for own, row in back.items())
    assert {states[own] for own in back} == {Affect.EARLIER}
    # Of the others nobody knows which questionnaire they were: their answers say nothing.
    lost = named.keys() - back.keys()
    assert {row[0] for row in rows["assessment_answer"].values()} == back.keys() & answered
    assert {own for own in lost if own in states} == (lost if known else lost & answered)
    assert {states[own] for own in lost if own in states} == {Affect.LOST}


def test_the_plan_of_a_therapy_that_is_lost_brings_it_back(whole, rebuild):
    found = no_versions(whole)
    for name in ("therapy_session", "afterwards", "fit_rating", "therapy_session_pattern"):
        found = without(found, name)
    for name in ("course", "course_break"):
        found = without(found, name)

    db, _ = rebuild(found)

    rows = everything(db)
    assert len(rows["measure_plan"]) == len(whole.rows["measure_plan"]) > 0
    assert len(rows["course"]) == 1


def test_rows_from_before_a_column_was_added_are_whole(whole):
    table = shape.of_version()["checkin"]
    short = {rowid: row[: table.fewest] for rowid, row in whole.rows["checkin"].items()}

    assert {len(row) for row in short.values()} == {len(table.columns) - 1}
    named = [salvage._named(table, rowid, row) for rowid, row in short.items()]
    assert {len(row) for row in named} == {len(table.columns)}
    assert {row[-1] for row in named} == {None}


def test_days_of_records_put_there_again_are_those_that_are_known(whole, rebuild):
    found = without(no_versions(whole), "checkin", known=True)

    db, result = rebuild(found)

    before = {row[0]: row[2] for row in whole.rows["checkin"].values()}
    after = dict(db.execute("SELECT id, day FROM checkin").fetchall())
    assert after.items() <= before.items()
    assert {each.id: str(each.day) for each in result.affected}.items() <= before.items()
    # Nothing hung on the others, so nothing is there.
    lost = {each.id for each in result.affected if each.state is Affect.LOST}
    assert after.keys() | lost == before.keys()


def test_without_a_known_day_the_day_next_to_it_is_taken(whole, rebuild):
    chosen = sorted(row[0] for row in whole.rows["checkin"].values())[::9]
    found = without(no_versions(whole), "checkin", lambda row: row["id"] in chosen)

    db, _ = rebuild(found)

    before = {row[0]: row[2] for row in whole.rows["checkin"].values()}
    after = dict(db.execute("SELECT id, day FROM checkin").fetchall())
    again = set(chosen) & after.keys()
    assert again
    near = [
        abs((datetime.fromisoformat(after[each]) - datetime.fromisoformat(before[each])).days)
        for each in again
    ]
    assert sorted(near)[len(near) // 2] <= 7


def test_without_any_day_it_is_put_on_today(whole, rebuild):
    db, _ = rebuild(without(no_versions(whole), "checkin"))

    days = {row[0] for row in db.execute("SELECT day FROM checkin")}
    assert days == {"2026-07-01"}


def test_a_record_put_there_again_for_its_values_has_their_first_day(whole, rebuild):
    db, _ = rebuild(without(no_versions(whole), "practice"))

    for id_, day in db.execute("SELECT id, agreed_on FROM practice"):
        firsts = db.execute(
            """
            SELECT min(day) FROM practice_log WHERE practice_id = ?1
            UNION SELECT min(began_on) FROM goal WHERE practice_id = ?1
            """,
            (id_,),
        ).fetchall()
        assert (day,) in firsts


def test_references_that_may_be_empty_become_so(whole, rebuild):
    found = no_versions(whole)
    for name in ("therapy_session", "afterwards", "fit_rating", "therapy_session_pattern"):
        found = without(found, name)

    db, _ = rebuild(found)

    assert db.execute("SELECT count(*) FROM practice").fetchone()[0] == len(whole.rows["practice"])
    assert set(db.execute("SELECT DISTINCT session_id FROM practice")) == {(None,)}


def test_imports_stay_known_without_their_run(whole, rebuild):
    rows = {
        **whole.rows,
        "import_key": {1: ("key", "run", "record"), 2: ("another key", "run", "record")},
    }

    db, result = rebuild(replace(whole, rows=rows))

    assert db.execute("SELECT id FROM import_run").fetchall() == [("run",)]
    assert db.execute("SELECT count(*) FROM import_key").fetchone() == (2,)
    assert result.affected == []


def test_what_hangs_on_something_that_cannot_be_put_there_again_goes(whole, rebuild, monkeypatch):
    monkeypatch.delitem(rebuilding._PUT_AGAIN, "tag")

    db, _ = rebuild(without(no_versions(whole), "tag"))

    assert db.execute("SELECT count(*) FROM checkin_tag").fetchone() == (0,)


def test_two_rows_of_the_same_record_are_one(whole, rebuild):
    row = next(iter(whole.rows["tag"].values()))
    rows = {**whole.rows["tag"], 10_000: (row[0], "another name", *row[2:])}
    merged = merging.merge(replace(whole, rows={**whole.rows, "tag": rows}), None)

    # Merging keeps one of them under the key they share.
    assert len(merged.rows["tag"]) == len(whole.rows["tag"])


def test_a_row_that_breaks_a_rule_is_left_out_and_its_record_named(whole, rebuild):
    rowid, row = next(iter(whole.rows["tag"].items()))
    spoilt = (row[0], " ", *row[2:])
    found = replace(whole, rows={**whole.rows, "tag": {**whole.rows["tag"], rowid: spoilt}})
    readings = dict(whole.rows["reading"])
    first = next(iter(readings))
    readings[first] = (*readings[first][:2], 11.0)
    found = replace(found, rows={**found.rows, "reading": readings})

    db, result = rebuild(found)

    assert {(each.kind, each.id, each.state) for each in result.affected} == {
        ("tag", row[0], Affect.PARTLY)
    }
    assert db.execute("SELECT name FROM tag WHERE id = ?", (row[0],)).fetchone() == (
        rebuilding.UNREADABLE,
    )


# With a backup.


def test_a_backup_brings_back_what_is_missing(whole, rebuild):
    found = without(without(no_versions(whole), "checkin"), "checkin_line")

    db, result = rebuild(found, whole)

    rows = everything(db)
    assert rows["checkin"] == whole.rows["checkin"]
    assert rows["checkin_line"] == whole.rows["checkin_line"]
    assert {each.state for each in result.affected} == {Affect.EARLIER}
    assert len(result.affected) == len(whole.rows["checkin"])


def test_rows_of_a_backup_whose_place_is_taken_find_another(whole, rebuild):
    first = min(whole.rows["version"])
    moved = {rowid + 1: row for rowid, row in whole.rows["version"].items() if rowid != first}
    # In the damaged one, another version has the number of the first in the backup.
    moved = {rowid: (rowid, *row[1:]) for rowid, row in moved.items()}
    found = replace(
        whole,
        rows={**whole.rows, "version": moved},
        whole=whole.whole - {"version"},
        known={**whole.known, "version": {}},
        listed=whole.listed - {"version"},
    )
    tags = {rowid + 1: row for rowid, row in list(whole.rows["tag"].items())[:-1]}
    found = replace(
        found,
        rows={**found.rows, "tag": tags},
        whole=found.whole - {"tag"},
        known={**found.known, "tag": {}},
        listed=found.listed - {"tag"},
    )

    db, _ = rebuild(found, whole)

    rows = everything(db)
    assert set(rows["tag"].values()) == set(whole.rows["tag"].values())
    assert len(rows["version"]) >= len(whole.rows["version"])


def test_parts_are_filled_in_where_the_record_is_the_same(whole, rebuild):
    db, result = rebuild(without(whole, "reading", lambda row: row["scale_id"] == "mood"), whole)

    assert everything(db)["reading"] == whole.rows["reading"]
    assert result.affected == []


def test_parts_of_a_record_that_was_changed_since_are_filled_in_with_a_word_of_warning(
    whole, rebuild
):
    place = shape.of_version()["checkin"].place("changed_at")
    older = {
        rowid: (*row[:place], "2020-01-01T00:00:00Z", *row[place + 1 :])
        for rowid, row in whole.rows["checkin"].items()
    }
    backup = replace(whole, rows={**whole.rows, "checkin": older})
    found = without(whole, "reading", lambda row: row["scale_id"] == "mood", known=True)

    db, result = rebuild(found, backup)

    assert everything(db)["reading"] == whole.rows["reading"]
    assert {each.state for each in result.affected} == {Affect.PARTLY}


def test_parts_of_a_record_that_was_removed_since_do_not_come_back(whole, rebuild):
    rows = dict(whole.rows["checkin"])
    _, gone = rows.popitem()
    found = without(whole, "reading", lambda row: row["scale_id"] == "mood")
    found = replace(found, rows={**found.rows, "checkin": rows})
    for part in ("checkin_area", "checkin_feeling", "checkin_body", "checkin_tag", "checkin_line"):
        kept = {each: row for each, row in found.rows[part].items() if row[0] != gone[0]}
        found = replace(found, rows={**found.rows, part: kept})
    kept = {each: row for each, row in found.rows["reading"].items() if row[0] != gone[0]}
    found = replace(found, rows={**found.rows, "reading": kept})
    versions = {each: row for each, row in found.rows["version"].items() if row[2] != gone[0]}
    found = replace(found, rows={**found.rows, "version": versions})

    db, result = rebuild(found, whole)

    assert db.execute(
        "SELECT count(*) FROM reading WHERE checkin_id = ?", (gone[0],)
    ).fetchone() == (0,)
    assert result.affected == []


def test_settings_are_taken_from_a_backup_where_they_are_missing(whole, rebuild):
    db, result = rebuild(without(whole, "setting"), whole)

    assert everything(db)["setting"] == whole.rows["setting"]
    assert result.affected == []


def test_words_that_were_being_typed_do_not_come_back_from_a_backup(whole, rebuild):
    drafts = {1: ("note", "checkin", "one", "half a sen", "2026-05-12T10:00:00Z")}
    backup = replace(whole, rows={**whole.rows, "draft": drafts})
    found = replace(whole, whole=whole.whole - {"draft"}, listed=whole.listed - {"draft"})

    db, _ = rebuild(found, backup)

    assert everything(db)["draft"] == {}
