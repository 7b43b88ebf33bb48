"""What came with version 5, in the complete export: what it becomes, and what cannot be."""

import json
from datetime import date

import pytest

from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.exchange import journal_json
from sessiondesk.exchange.journal_faults import JournalFileError, NewerJournalFileError

AT = "2026-05-12T10:00:00Z"
KEPT = {"made_at": AT, "changed_at": AT, "removed_at": None, "import_id": None}
CONTENT: dict[str, object] = {
    "title": "Prep sheet",
    "words": "zäh { \\u2028 }",
    "n": [1.50, None, {}],
}


def whole() -> dict[str, list[dict[str, object]]]:
    return {
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
                "moved_from": [],
                "place": None,
                "outcome": "planned",
                "cancelled_at": None,
                "notes": "",
                "topics": [],
                "to_keep": "",
                "left_open": "",
                "first_said": "",
                "series_id": None,
                **KEPT,
            }
        ],
        "sheet": [
            {
                "id": "p1",
                "day": "2026-05-12",
                "session_id": "s1",
                "layout": "card",
                "taken_as": "web_page",
                "paper": "letter",
                "pages": 2,
                "content": CONTENT,
                **KEPT,
            }
        ],
    }


def read(tables: dict[str, list[dict[str, object]]]) -> journal_json.Contents:
    head = {"format": "sessiondesk-journal", "version": 5}
    return journal_json.read(json.dumps({**head, **tables}, indent=3).encode())


def changed(**fields: object) -> dict[str, list[dict[str, object]]]:
    tables = whole()
    tables["sheet"][0] |= fields
    return tables


def test_a_sheet_comes_with_what_stood_on_it_and_nothing_between_its_parts():
    found = read(whole()).records["sheet"]["p1"]

    assert isinstance(found, KeptSheet)
    assert found == KeptSheet(
        id=found.id,
        day=date(2026, 5, 12),
        session_id=found.session_id,
        layout=SheetLayout.CARD,
        taken_as=TakenAs.WEB_PAGE,
        paper="letter",
        pages=2,
        content=found.content,
    )
    assert (found.id, found.session_id) == ("p1", "s1")
    assert json.loads(found.content) == CONTENT
    assert found.content.startswith('{"title":"Prep sheet","words":')
    assert [row["content"] for row in read(whole()).rows["sheet"]] == [found.content]


def test_a_sheet_need_not_be_for_a_session():
    found = read(changed(session_id=None)).records["sheet"]["p1"]

    assert isinstance(found, KeptSheet)
    assert found.session_id is None


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        (changed(day="2026-02-30"), "sheet[0].day"),
        (changed(session_id="s9"), "sheet[0].session_id"),
        (changed(session_id="k1"), "sheet[0].session_id"),
        (changed(layout="poster"), "sheet[0].layout"),
        (changed(taken_as="by_post"), "sheet[0].taken_as"),
        (changed(taken_as=None), "sheet[0].taken_as"),
        (changed(paper="a3"), "sheet[0].paper"),
        (changed(paper=4), "sheet[0].paper"),
        (changed(pages=0), "sheet[0].pages"),
        (changed(pages=2**60), "sheet[0].pages"),
        (changed(pages=True), "sheet[0].pages"),
        (changed(import_id="n"), "sheet[0].import_id"),
        (changed(id=""), "sheet[0].id"),
        (changed(made_at="yesterday"), "sheet[0].made_at"),
        (changed(colour="red"), "sheet[0].colour"),
        (whole() | {"sheet": whole()["sheet"] * 2}, "sheet[1]"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_with_its_place(tables, place):
    with pytest.raises(JournalFileError) as refused:
        read(tables)

    assert refused.value.place == place


def test_what_stood_on_it_is_not_in_the_refusal():
    with pytest.raises(JournalFileError) as refused:
        read(changed(paper="zäh"))

    assert "zäh" not in str(refused.value)


@pytest.mark.parametrize("content", [5, None, "words", [], {}, {"blocks": "x"}], ids=repr)
def test_content_that_no_sheet_can_have_comes_in_as_it_is(content):
    found = read(changed(content=content)).records["sheet"]["p1"]

    assert isinstance(found, KeptSheet)
    assert json.loads(found.content) == content


def test_content_nested_without_end_does_not_end_the_program():
    deep = "[" * 100_000 + "]" * 100_000
    text = json.dumps({"format": "sessiondesk-journal", "version": 5, **whole()})

    with pytest.raises(JournalFileError):
        journal_json.read(text.replace(json.dumps(CONTENT), deep).encode())


def test_a_document_of_version_4_has_none_of_it():
    head = {"format": "sessiondesk-journal", "version": 4}

    assert journal_json.read(json.dumps(head).encode()).records["sheet"] == {}


def test_a_document_of_version_6_is_of_a_newer_program():
    head = {"format": "sessiondesk-journal", "version": 6, "something": []}

    with pytest.raises(NewerJournalFileError):
        journal_json.read(json.dumps(head).encode())
