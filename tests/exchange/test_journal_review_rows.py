"""What came with version 4, in the complete export: what it becomes, and what cannot be."""

import json
from datetime import date

import pytest

from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor, Step
from sessiondesk.exchange import journal_json
from sessiondesk.exchange.journal_faults import JournalFileError
from sessiondesk.insights import keeping

AT = "2026-05-12T10:00:00Z"
KEPT = {"made_at": AT, "changed_at": AT, "removed_at": None, "import_id": None}
CLAIM = {"ending": "lower", "words": "zäh { \\u2028 }", "mean_now": 4.0, "days": [1, 2]}


def whole() -> dict[str, list[dict[str, object]]]:
    return {
        "scale": [
            {
                "id": each,
                "label": each,
                "question": "",
                "low_text": "",
                "high_text": "",
                "kind": "rating",
                "better": None,
                "none_at_zero": False,
                "about": "day",
                "is_shown": True,
                "position": 0,
                "is_built_in": False,
                **KEPT,
            }
            for each in ("x", "y")
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
        "insight": [
            {
                "id": "i1",
                "day": "2026-05-11",
                "asked": "change",
                "subject": "mood",
                "method": 1,
                "claim": CLAIM,
                **KEPT,
            }
        ],
        "review": [
            {
                "id": "r1",
                "day": "2026-05-11",
                "course_id": "k1",
                "session_id": None,
                "hard": ["point", "said"],
                "not_right": [],
                "hard_words": "十年",
                "not_right_words": "",
                "own_words": "später",
                "decisions": "",
                "steps": ["talk"],
                **KEPT,
            }
        ],
        "review_finding": [
            {
                "review_id": "r1",
                "position": position,
                "side": side,
                "asked": "count",
                "subject": "",
                "method": 1,
                "claim": {"n": position},
                "is_aside": position == 1,
            }
            for position, side in ((1, "against"), (0, "movement"))
        ],
        "recall": [
            {
                "id": "m1",
                "day": "2026-05-12",
                "first_day": "2026-05-04",
                "last_day": "2026-05-10",
                "words": "",
                **KEPT,
            }
        ],
        "recall_rating": [{"recall_id": "m1", "scale_id": "x", "value": 7.5}],
    }


def read(tables: dict[str, list[dict[str, object]]]) -> journal_json.Contents:
    head = {"format": "sessiondesk-journal", "version": 4}
    return journal_json.read(json.dumps({**head, **tables}, indent=3).encode())


def changed(table: str, **fields: object) -> dict[str, list[dict[str, object]]]:
    tables = whole()
    tables[table][0] |= fields
    return tables


def test_an_answer_comes_with_its_claim_and_nothing_between_its_parts():
    found = read(whole()).records["insight"]["i1"]

    assert isinstance(found, Insight)
    assert (found.id, found.day, found.subject, found.method) == (
        *("i1", date(2026, 5, 11)),
        *("mood", 1),
    )
    assert found.asked is Asked.CHANGE
    assert json.loads(found.claim) == CLAIM
    assert found.claim.startswith('{"ending":"lower","words":')
    assert [row["claim"] for row in read(whole()).rows["insight"]] == [found.claim]


def test_a_review_comes_with_its_evidence_in_order():
    found = read(whole()).records["review"]["r1"]

    assert isinstance(found, Review)
    assert found == Review(
        id=found.id,
        day=date(2026, 5, 11),
        course_id=found.course_id,
        findings=(
            Finding(side=SpeaksFor.MOVEMENT, asked=Asked.COUNT, claim='{"n":0}'),
            Finding(side=SpeaksFor.AGAINST, asked=Asked.COUNT, claim='{"n":1}', is_aside=True),
        ),
        hard=frozenset({Movement.POINT, Movement.SAID}),
        hard_words="十年",
        own_words="später",
        steps=frozenset({Step.TALK}),
    )
    assert found.course_id == "k1"


def test_what_was_remembered_comes_with_its_ratings():
    found = read(whole()).records["recall"]["m1"]

    assert isinstance(found, Recall)
    assert (found.first, found.last) == (date(2026, 5, 4), date(2026, 5, 10))
    assert found.ratings == {"x": 7.5}


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        (changed("insight", day="2026-02-30"), "insight[0].day"),
        (changed("insight", asked="oracle"), "insight[0].asked"),
        (changed("insight", method=0), "insight[0].method"),
        (changed("insight", method=2**60), "insight[0].method"),
        (changed("insight", subject=None), "insight[0].subject"),
        (changed("insight", import_id="n"), "insight[0].import_id"),
        (changed("review", hard=["movement", "luck"]), "review[0].hard[1]"),
        (changed("review", not_right="said"), "review[0].not_right"),
        (changed("review", steps=["quit"]), "review[0].steps[0]"),
        (changed("review", course_id="k9"), "review[0].course_id"),
        (changed("review", session_id="s9"), "review[0].session_id"),
        (changed("review", own_words=None), "review[0].own_words"),
        (changed("review_finding", review_id="r9"), "review_finding[0].review_id"),
        (changed("review_finding", position=0), "review_finding[1]"),
        (changed("review_finding", position=2), "review_finding[0].position"),
        (changed("review_finding", position=-1), "review_finding[0].position"),
        (changed("review_finding", side="both"), "review_finding[0].side"),
        (changed("review_finding", asked=""), "review_finding[0].asked"),
        (changed("review_finding", is_aside=0), "review_finding[0].is_aside"),
        (changed("recall", last_day="2026-05-03"), "recall[0].last_day"),
        (changed("recall", first_day=""), "recall[0].first_day"),
        (changed("recall_rating", recall_id="m9"), "recall_rating[0].recall_id"),
        (changed("recall_rating", scale_id="z"), "recall_rating[0].scale_id"),
        (changed("recall_rating", value=10.1), "recall_rating[0].value"),
        (changed("recall_rating", value=-0.1), "recall_rating[0].value"),
        (changed("recall_rating", value=None), "recall_rating[0].value"),
        (whole() | {"recall_rating": []}, "recall[0].words"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_with_its_place(tables, place):
    with pytest.raises(JournalFileError) as refused:
        read(tables)

    assert refused.value.place == place


def test_what_was_written_is_not_in_the_refusal():
    with pytest.raises(JournalFileError) as refused:
        read(changed("recall", last_day="2026-05-03", words="zäh"))

    assert "zäh" not in str(refused.value)


@pytest.mark.parametrize(
    "claim",
    [5, None, "words", [], {}, {"ending": "sideways"}, {"now": {"period": {"first": "x"}}}],
    ids=repr,
)
def test_a_claim_that_is_none_comes_in_and_is_left_out_where_it_is_told(claim):
    found = read(changed("insight", claim=claim)).records["insight"]["i1"]

    assert isinstance(found, Insight)
    assert json.loads(found.claim) == claim
    assert keeping.decode(found.asked, found.claim) is None


def test_a_claim_nested_without_end_does_not_end_the_program():
    deep = "[" * 100_000 + "]" * 100_000
    head = '{"format": "sessiondesk-journal", "version": 4, "insight": ['
    row = json.dumps(whole()["insight"][0]).replace(json.dumps(CLAIM), '{"x": ' + deep + "}")

    with pytest.raises(JournalFileError):
        journal_json.read(f"{head}{row}]}}".encode())


def test_a_claim_that_is_nested_as_deep_as_can_be_is_no_claim():
    for depth in (500, 5_000, 50_000):
        deep = '{"now":' + "[" * depth + "]" * depth + "}"
        assert keeping.decode(Asked.CHANGE, deep) is None


def test_a_document_of_version_3_has_none_of_it():
    head = {"format": "sessiondesk-journal", "version": 3}

    found = journal_json.read(json.dumps(head).encode())

    assert found.records["insight"] == found.records["review"] == found.records["recall"] == {}
