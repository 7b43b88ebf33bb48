from sessiondesk.store.kinds import Kind
from sessiondesk.vault import shape


def test_every_kind_of_record_is_a_record_and_no_other_table_is():
    tables = shape.of_version().values()

    assert {table.name for table in tables if table.is_record} == set(Kind)


def test_parts_know_what_they_are_part_of():
    tables = shape.of_version()

    assert tables["reading"].part_of == ("checkin_id", "checkin")
    assert tables["goal_value"].part_of is None
    assert {table.part_of[1] for table in tables.values() if table.part_of} == {"checkin"}


def test_a_number_that_is_the_rowid_is_told_from_other_keys():
    tables = shape.of_version()

    assert tables["version"].rowid_column == "number"
    assert {table.name for table in tables.values() if table.rowid_column} == {"version"}


def test_every_day_of_a_record_is_known():
    tables = shape.of_version()

    assert {name: tables[name].day for name in ("checkin", "practice", "goal", "course")} == {
        "checkin": "day",
        "practice": "agreed_on",
        "goal": "began_on",
        "course": "started_on",
    }
    assert tables["tag"].day is None


def test_every_index_over_all_rows_is_known():
    indexes = {index.name: index.columns for index in shape.of_version()["checkin_line"].indexes}

    # The other one leaves out plain lines.
    assert indexes == {"sqlite_autoindex_checkin_line_1": ("checkin_id", "position")}
