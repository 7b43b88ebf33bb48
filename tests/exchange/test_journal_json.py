import json
from datetime import date

import msgspec
import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.exchange import journal_json
from sessiondesk.exchange.journal_faults import (
    JournalFileError,
    NewerJournalFileError,
    NoJournalFileError,
)
from sessiondesk.exchange.journal_tables import PARTS, RECORDS, TABLES

AT = {"made_at": "2026-05-12T10:00:00Z", "changed_at": "2026-05-12T10:00:00Z"}
KEPT = {**AT, "removed_at": None, "import_id": None}


def whole(**tables: object) -> dict[str, object]:
    """Return a small journal, with the tables named in the place of its own."""
    journal: dict[str, object] = {
        "format": "sessiondesk-journal",
        "version": 1,
        "setting": [{"name": "paper", "value": "letter"}],
        "import_run": [{"id": "i1", "source": "my old tracker", "made_at": AT["made_at"]}],
        "import_key": [{"key": "k1", "import_id": "i1", "record_id": "c1"}],
        "earlier_version": [
            {
                "number": 1,
                "kind": "tag",
                "record_id": "t1",
                "at": AT["made_at"],
                "value": {"name": "werk", "id": "t1"},
            }
        ],
        "draft": [
            {
                "editor": "notes",
                "record_kind": "therapy_session",
                "record_id": "s1",
                "text": "noch nicht fertig",
                "at": AT["made_at"],
            }
        ],
        "scale": [
            {
                "id": "mood",
                "label": "Mood",
                "question": "",
                "low_text": "",
                "high_text": "",
                "kind": "rating",
                "better": "higher",
                "none_at_zero": False,
                "about": "day",
                "is_shown": True,
                "position": 0,
                "is_built_in": True,
                **KEPT,
            }
        ],
        "tag": [{"id": "t1", "name": "work", **KEPT}],
        "checkin": [
            {
                "id": "c1",
                "felt_at": "2026-05-12T01:30:00+02:00",
                "day": "2026-05-11",
                "sleep_hours": 7.5,
                "sleep_interference": None,
                "interference": "put_off",
                "is_entered_later": False,
                **KEPT,
                "import_id": "i1",
            }
        ],
        "reading": [{"checkin_id": "c1", "scale_id": "mood", "value": 4}],
        "checkin_feeling": [{"checkin_id": "c1", "family": "sad", "word": ""}],
        "checkin_tag": [{"checkin_id": "c1", "tag_id": "t1"}],
        "checkin_line": [
            {"checkin_id": "c1", "position": 1, "kind": "win", "text": "\N{SPARKLES}"},
            {"checkin_id": "c1", "position": 0, "kind": "plain", "text": "müde\0"},
        ],
        "course": [
            {
                "id": "k1",
                "started_on": "2026-01-07",
                "ended_on": None,
                "approach": "",
                "rhythm": "",
                "therapist": "",
                "sessions_before": 0,
                "expected_sessions": None,
                "review_every": 5,
                **KEPT,
            }
        ],
        "therapy_session": [
            {
                "id": "s1",
                "course_id": "k1",
                "planned_for": "2026-05-14T14:00",
                "zone": "Europe/Berlin",
                "day": "2026-05-14",
                "minutes": 50,
                "moved_from": ["2026-05-13T14:00"],
                "place": "video",
                "outcome": "planned",
                "cancelled_at": None,
                "notes": "",
                "topics": ["alone"],
                "to_keep": "",
                "left_open": "",
                "first_said": "",
                **KEPT,
            }
        ],
    }
    return {**journal, **tables}


def data(**tables: object) -> bytes:
    return json.dumps(whole(**tables)).encode()


def changed(table: str, **fields: object) -> bytes:
    """Return the small journal with the first row of ``table`` changed."""
    rows = whole()[table]
    assert isinstance(rows, list)
    return data(**{table: [{**rows[0], **fields}, *rows[1:]]})


def without(table: str, field: str) -> bytes:
    """Return the small journal with the first row of ``table`` short of a field."""
    rows = whole()[table]
    assert isinstance(rows, list)
    return data(**{table: [{k: v for k, v in rows[0].items() if k != field}, *rows[1:]]})


def refusal(document: bytes) -> JournalFileError:
    with pytest.raises(JournalFileError) as refused:
        journal_json.read(document)
    assert refused.value.__cause__ is None or refused.value.__suppress_context__
    return refused.value


def test_a_document_becomes_the_values_it_is_about():
    contents = journal_json.read(data())

    checkin = contents.records["checkin"]["c1"]
    assert isinstance(checkin, CheckIn)
    assert checkin.felt_at.isoformat() == "2026-05-12T01:30:00+02:00"
    assert checkin.ratings == {"mood": 4.0}
    assert {type(each) for each in (checkin.id, *checkin.ratings, *checkin.tags)} == {str}
    assert [line.text for line in checkin.lines] == ["müde\0", "\N{SPARKLES}"]
    assert contents.counts["therapy_session"] == 1
    assert contents.days == (date(2026, 5, 11), date(2026, 5, 14))


def test_what_a_document_of_the_first_version_does_not_name_is_not_answered():
    contents = journal_json.read(data())

    assert contents.rows["checkin"][0]["tried"] is None
    assert contents.rows["tag"][0]["merged_into"] is None
    assert contents.rows["therapy_session"][0]["series_id"] is None
    assert not contents.rows["afterwards"]
    checkin = contents.records["checkin"]["c1"]
    assert isinstance(checkin, CheckIn)
    assert (checkin.tried, checkin.patterns) == (None, frozenset())


def test_a_table_that_is_left_out_is_empty():
    contents = journal_json.read(b'{"format": "sessiondesk-journal", "version": 1}')

    assert set(contents.rows) == set(TABLES)
    assert not any(contents.rows.values())
    assert contents.days is None


def test_what_the_file_keeps_as_json_and_as_0_and_1_is_as_plain_there_as_before():
    contents = journal_json.read(data())

    assert contents.rows["setting"][0]["value"] == '"letter"'
    assert contents.rows["version"][0]["value"] == '{"name":"werk","id":"t1"}'
    session = contents.rows["therapy_session"][0]
    assert (session["moved_from"], session["topics"]) == ('["2026-05-13T14:00"]', '["alone"]')
    scale = contents.rows["scale"][0]
    assert (scale["is_shown"], scale["none_at_zero"]) == (1, 0)
    assert type(scale["is_shown"]) is int


def test_rows_of_a_file_become_a_document_and_the_same_rows_again():
    contents = journal_json.read(data())
    plain = contents.rows
    columns = {table: tuple(TABLES[table].__struct_fields__) for table in TABLES}

    document = journal_json.document(
        {
            table: (columns[table], [tuple(row[each] for each in columns[table]) for row in rows])
            for table, rows in plain.items()
        }
    )

    again = journal_json.read(document)
    lines = [row["position"] for row in plain["checkin_line"]]
    assert lines == [1, 0]
    assert {table: sorted(map(repr, again.rows[table])) for table in TABLES} == {
        table: sorted(map(repr, rows)) for table, rows in plain.items()
    }
    # Parts are put in order, whatever order the file has them in.
    assert [row["position"] for row in again.rows["checkin_line"]] == [0, 1]


def test_the_document_is_for_eyes_too():
    empty = {table: (tuple(row.__struct_fields__), ()) for table, row in TABLES.items()}

    document = journal_json.document(empty)

    lines = document.decode().splitlines()
    assert lines[:4] == [
        "{",
        '  "format": "sessiondesk-journal",',
        f'  "version": {journal_json.VERSION},',
        '  "setting": [],',
    ]
    assert document.endswith(b"}\n")
    assert list(json.loads(document)) == ["format", "version", *map(journal_json.array_of, TABLES)]


def test_a_table_the_document_has_no_place_for_is_never_left_out_in_silence():
    with pytest.raises(ValueError, match="tables of a journal"):
        journal_json.document({"dream": (("id",), ())})


def test_progress_goes_from_nothing_to_all_and_may_end_the_work():
    told: list[float] = []
    journal_json.read(data(), progress=told.append)
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        journal_json.read(data(), progress=stop)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{",
        b"\xff\xfe{\0}\0",
        b"PK\x03\x04",
        b"[" * 100_000,
        b'{"format":' * 50_000,
        b'{"format": "sessiondesk-journal", "version": 1} and more',
        data()[:-20],
        data().replace(b'"werk"', b'"\\ud800"'),
        data().replace(b'"werk"', b'"\xff"'),
        data().replace(b'"work"', b'"\xff"'),
        data().replace(b'"letter"', b"[" * 5000 + b"]" * 5000),
        b"[]",
        b"null",
        b"{}",
        b'{"format": "sessiondesk-keys", "version": 1}',
        b'{"format": "sessiondesk-journal"}',
        b'{"format": "sessiondesk-journal", "version": "1"}',
        b'{"format": "sessiondesk-journal", "version": 0}',
        b'{"format": "sessiondesk-journal", "version": -1}',
        b'{"format": "sessiondesk-journal", "version": 1.5}',
    ],
    ids=lambda document: repr(document[:40]),
)
def test_another_kind_of_file_is_refused(document):
    assert isinstance(refusal(document), NoJournalFileError | JournalFileError)
    assert refusal(document).problem


def test_a_mark_of_byte_order_at_the_front_does_no_harm():
    assert journal_json.read(b"\xef\xbb\xbf" + data()).counts["checkin"] == 1


@pytest.mark.parametrize("version", [journal_json.VERSION + 1, 2**80])
def test_a_file_of_a_newer_version_is_refused_before_it_is_looked_into(version):
    document = json.dumps({"format": "sessiondesk-journal", "version": version, "dream": 1})

    assert isinstance(refusal(document.encode()), NewerJournalFileError | NoJournalFileError)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (data(dream=[]), "dream"),
        (data(tag={}), "tag"),
        (data(tag=[7]), "tag[0]"),
        (changed("checkin", mood=7), "checkin[0].mood"),
        (without("checkin", "sleep_hours"), "checkin[0].sleep_hours"),
        (changed("checkin", felt_at="yesterday"), "checkin[0].felt_at"),
        (changed("checkin", felt_at=7), "checkin[0].felt_at"),
        (changed("checkin", felt_at="2026-05-12T01:30:00"), "checkin[0].felt_at"),
        (changed("checkin", felt_at="2026-05-12T01:30:00Z"), "checkin[0].felt_at"),
        (changed("checkin", felt_at="2026-05-12T01:30+02:00"), "checkin[0].felt_at"),
        (changed("checkin", felt_at="1899-12-31T01:30:00+02:00"), "checkin[0].felt_at"),
        (changed("checkin", day="2026-02-30"), "checkin[0].day"),
        (changed("checkin", day="20260211"), "checkin[0].day"),
        (changed("checkin", sleep_hours=25), "checkin[0].sleep_hours"),
        (changed("checkin", sleep_hours="7"), "checkin[0].sleep_hours"),
        (changed("checkin", sleep_hours=True), "checkin[0].sleep_hours"),
        (changed("checkin", interference="never"), "checkin[0].interference"),
        (changed("checkin", is_entered_later=0), "checkin[0].is_entered_later"),
        (changed("checkin", id=""), "checkin[0].id"),
        (changed("checkin", id="a b"), "checkin[0].id"),
        (changed("checkin", id="ä"), "checkin[0].id"),
        (changed("checkin", made_at="2026-05-12T10:00:00+00:00"), "checkin[0].made_at"),
        (changed("checkin", made_at="soonZ"), "checkin[0].made_at"),
        (changed("checkin", changed_at=None), "checkin[0].changed_at"),
        (changed("checkin", import_id="i2"), "checkin[0].import_id"),
        (changed("reading", value=10.5), "reading[0].value"),
        (changed("reading", value=None), "reading[0].value"),
        (data().replace(b'"value": 4', b'"value": 1e999'), "reading[0].value"),
        (changed("reading", scale_id="joy"), "reading[0].scale_id"),
        (changed("reading", checkin_id="c2"), "reading[0].checkin_id"),
        (changed("checkin_tag", tag_id="t2"), "checkin_tag[0].tag_id"),
        (changed("checkin_line", position=3), "checkin_line[0].position"),
        (changed("checkin_line", kind="shout"), "checkin_line[0].kind"),
        (changed("checkin_line", text="two\nlines"), "checkin_line[0].text"),
        (changed("scale", label=" "), "scale[0].label"),
        (changed("scale", position=2**60), "scale[0].position"),
        (changed("tag", name=" work"), "tag[0].name"),
        (changed("course", ended_on="2025-01-01"), "course[0].ended_on"),
        (changed("course", sessions_before=-1), "course[0].sessions_before"),
        (changed("therapy_session", zone="Europe/Bielefeld"), "therapy_session[0].zone"),
        (changed("therapy_session", zone="../../etc"), "therapy_session[0].zone"),
        (changed("therapy_session", day="2026-05-15"), "therapy_session[0].day"),
        (
            changed("therapy_session", planned_for="2026-05-14T14:00:00"),
            "therapy_session[0].planned_for",
        ),
        (
            changed("therapy_session", planned_for="2026-05-14T14:00+02:00"),
            "therapy_session[0].planned_for",
        ),
        (changed("therapy_session", planned_for="two"), "therapy_session[0].planned_for"),
        (changed("therapy_session", moved_from=["x"]), "therapy_session[0].moved_from[0]"),
        (changed("therapy_session", topics="alone"), "therapy_session[0].topics"),
        (changed("therapy_session", course_id="k2"), "therapy_session[0].course_id"),
        (changed("earlier_version", number=0), "earlier_version[0].number"),
        (changed("earlier_version", kind="setting"), "earlier_version[0].kind"),
        (changed("earlier_version", record_id="t9"), "earlier_version[0].record_id"),
        (changed("earlier_version", value={"id": "t1", "name": ""}), "earlier_version[0].value"),
        (changed("earlier_version", value=[]), "earlier_version[0].value"),
        (changed("setting", name=""), "setting[0].name"),
        (changed("import_key", import_id="i2"), "import_key[0].import_id"),
        (data(tag=[whole()["tag"][0], whole()["tag"][0]]), "tag[1]"),  # type: ignore[index]
        (data(reading=[whole()["reading"][0]] * 2), "reading[1]"),  # type: ignore[index]
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_with_its_place(document, place):
    refused = refusal(document)

    assert refused.place == place
    assert refused.problem.endswith(".")
    assert str(refused) == f"{place}: {refused.problem}"


def test_a_number_of_a_goal_without_end_is_refused():
    value = {
        "id": "v1",
        "goal_id": "g1",
        "noted_at": "2026-05-12T01:30:00+02:00",
        "day": "2026-05-12",
        "value": -1,
        **KEPT,
    }
    goal = {
        "id": "g1",
        "text": "steadier",
        "began_on": "2026-05-12",
        "horizon": "short",
        "serves_id": None,
        "measure": "practice_days",
        "practice_id": None,
        "tag_id": None,
        "aim": None,
        "review_on": None,
        "state": "active",
        "closing_words": "",
        **KEPT,
    }

    assert refusal(data(goal=[goal])).place == "goal[0].practice_id"
    rated = {**goal, "measure": "count"}
    assert refusal(data(goal=[rated], goal_value=[value])).place == "goal_value[0].value"


def test_a_refusal_never_quotes_what_a_person_wrote():
    marker = "a-sentence-of-mine"
    documents = [
        changed("checkin", interference=marker),
        changed("checkin", felt_at=marker),
        changed("checkin", **{f"{marker} {marker}": 1}),
        changed("earlier_version", value={"id": "t1", "name": f" {marker}"}),
        changed("tag", name=f" {marker}"),
        changed("scale", kind=marker),
        changed("therapy_session", zone=marker),
    ]

    for document in documents:
        refused = refusal(document)
        assert marker not in repr(refused)
        assert marker not in str(refused)
        assert refused.__context__ is None or refused.__suppress_context__


def test_nothing_a_person_wrote_is_in_a_repr():
    row = msgspec.json.decode('{"name": "müde", "value": {}}', type=TABLES["setting"])

    assert "müde" not in repr(journal_json.read(data()))
    assert "müde" not in repr(row)


def test_every_table_of_records_and_of_parts_is_one_of_the_tables():
    assert set(RECORDS) | set(PARTS) <= set(TABLES)
    assert not set(RECORDS) & set(PARTS)
