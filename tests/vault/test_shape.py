from sessiondesk.store.kinds import Kind
from sessiondesk.vault import shape


def test_every_kind_of_record_is_a_record_and_no_other_table_is():
    tables = shape.of_version().values()

    assert {table.name for table in tables if table.is_record} == set(Kind)


def test_parts_know_what_they_are_part_of():
    tables = shape.of_version()

    assert tables["reading"].part_of == ("checkin_id", "checkin")
    assert tables["goal_value"].part_of is None
    assert tables["goal_value"].owner == "goal_id"
    assert {table.part_of[1] for table in tables.values() if table.part_of} == {
        "checkin",
        "course",
        "therapy_session",
        "afterwards",
        "assessment",
        "review",
        "recall",
    }
    assert tables["review_finding"].part_of == ("review_id", "review")
    assert tables["recall_rating"].part_of == ("recall_id", "recall")
    assert tables["review"].day == tables["insight"].day == tables["sheet"].day == "day"
    assert (tables["sheet"].part_of, tables["sheet"].owner) == (None, None)


def test_what_links_two_records_is_a_part_of_the_first_of_them():
    tables = shape.of_version()

    assert tables["checkin_pattern"].part_of == ("checkin_id", "checkin")
    assert tables["therapy_session_pattern"].part_of == ("session_id", "therapy_session")


def test_a_row_may_be_from_before_a_column_was_added():
    tables = shape.of_version()

    assert {name: table.fewest for name, table in tables.items()} == {
        name: len((shape.of_version(1).get(name) or table).columns)
        for name, table in tables.items()
    }
    assert tables["checkin"].fewest == len(tables["checkin"].columns) - 1
    assert tables["pattern"].fewest == len(tables["pattern"].columns)


def test_the_index_of_search_is_no_part_of_it():
    assert [name for name in shape.of_version() if name.startswith("search")] == []


def test_a_number_that_is_the_rowid_is_told_from_other_keys():
    tables = shape.of_version()

    assert tables["version"].rowid_column == "number"
    assert {table.name for table in tables.values() if table.rowid_column} == {"version"}


def test_every_day_of_a_record_is_known():
    tables = shape.of_version()

    named = ("checkin", "practice", "goal", "course", "pattern", "life_event", "sign")
    assert {name: tables[name].day for name in named} == {
        "checkin": "day",
        "practice": "agreed_on",
        "goal": "began_on",
        "course": "started_on",
        "pattern": "named_on",
        "life_event": "first_day",
        "sign": "day",
    }
    assert tables["tag"].day is None


def test_every_index_over_all_rows_is_known():
    indexes = {index.name: index.columns for index in shape.of_version()["checkin_line"].indexes}

    # The other one leaves out plain lines.
    assert indexes == {"sqlite_autoindex_checkin_line_1": ("checkin_id", "position")}
