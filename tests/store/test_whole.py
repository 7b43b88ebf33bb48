import pytest

from sessiondesk.store import whole
from sessiondesk.store.connection import transaction
from sessiondesk.store.driver import IntegrityError

AT = "2026-05-12T10:00:00Z"


def a_goal(
    own: str, *, serves: str | None = None, text: str = "steadier"
) -> dict[str, whole.Value]:
    return {
        "id": own,
        "text": text,
        "began_on": "2026-05-12",
        "horizon": "short",
        "serves_id": serves,
        "measure": "count",
        "practice_id": None,
        "tag_id": None,
        "aim": None,
        "review_on": None,
        "state": "active",
        "closing_words": "",
        "made_at": AT,
        "changed_at": AT,
        "removed_at": None,
        "import_id": None,
    }


def test_every_table_but_that_of_the_file_and_those_of_search_is_there_parents_first(db):
    names = [
        name
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if name != "meta" and not name.startswith(("search", "sqlite_"))
    ]

    found = whole.tables(db)

    assert sorted(found) == sorted(names)
    assert list(found).index("checkin") < list(found).index("reading")
    assert found["reading"].columns == ("checkin_id", "scale_id", "value")
    assert found["reading"].key == ("checkin_id", "scale_id")
    assert found["goal"].key == ("id",)


def test_rows_put_are_rows_found_in_the_order_in_which_they_were_put(db):
    goals = whole.tables(db)["goal"]
    with transaction(db):
        whole.put(db, goals, [a_goal("b"), a_goal("a")])

    found = whole.tables(db)["goal"]

    assert [row[0] for row in found.rows] == ["b", "a"]
    assert dict(zip(found.columns, found.by_key()["a",], strict=True)) == a_goal("a")


def test_a_row_with_the_same_key_takes_the_place_of_the_other(db):
    goals = whole.tables(db)["goal"]
    with transaction(db):
        whole.put(db, goals, [a_goal("b"), a_goal("a")])
        whole.put(db, goals, [a_goal("b", text="calmer")])

    rows = whole.tables(db)["goal"].rows

    assert [(row[0], row[1]) for row in rows] == [("b", "calmer"), ("a", "steadier")]


def test_a_row_that_is_nothing_but_its_key_can_be_put_twice(db):
    found = whole.tables(db)
    with transaction(db):
        whole.let_point_ahead(db)
        for _ in range(2):
            whole.put(db, found["checkin_area"], [{"checkin_id": "c", "area": "work"}])
        whole.drop(db, found["checkin_area"], "area", ["home"])
        assert whole.tables(db)["checkin_area"].rows == [("c", "work")]
        whole.drop(db, found["checkin_area"], "area", ["work"])

    assert whole.tables(db)["checkin_area"].rows == []


def test_rows_may_point_to_rows_that_come_later_in_the_same_transaction(db):
    goals = whole.tables(db)["goal"]
    with transaction(db):
        whole.let_point_ahead(db)
        whole.put(db, goals, [a_goal("a", serves="b"), a_goal("b")])

    assert len(whole.tables(db)["goal"].rows) == 2


def test_a_row_that_points_nowhere_ends_the_transaction(db):
    goals = whole.tables(db)["goal"]

    def put() -> None:
        with transaction(db):
            whole.let_point_ahead(db)
            whole.put(db, goals, [a_goal("a", serves="b")])

    with pytest.raises(IntegrityError):
        put()

    assert whole.tables(db)["goal"].rows == []


def test_nothing_a_person_wrote_is_in_a_repr(db):
    with transaction(db):
        whole.put(db, whole.tables(db)["goal"], [a_goal("a", text="marker")])

    assert "marker" not in repr(whole.tables(db)["goal"])
