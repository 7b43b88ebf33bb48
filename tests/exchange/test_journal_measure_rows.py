"""What came with version 3, in the complete export: what it becomes, and what cannot be."""

import json
from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.scale import Better
from sessiondesk.exchange import journal_json
from sessiondesk.exchange.journal_faults import JournalFileError

AT = "2026-05-12T10:00:00Z"
KEPT = {"made_at": AT, "changed_at": AT, "removed_at": None, "import_id": None}
KATHMANDU = timezone(timedelta(hours=5, minutes=45))


def whole() -> dict[str, list[dict[str, object]]]:
    return {
        "assessment": [
            {
                "id": "a1",
                "instrument": "phq9",
                "version": 1,
                "day": "2026-05-11",
                "taken_at": "2026-05-12T01:30:00+05:45",
                "functional": 0,
                "total": 3,
                "band": "minimal",
                "on_sheet": True,
                "is_entered_later": False,
                **KEPT,
            },
            {
                "id": "a2",
                "instrument": "a form of another program",
                "version": 7,
                "day": "1999-12-31",
                "taken_at": None,
                "functional": None,
                "total": 12.5,
                "band": "",
                "on_sheet": False,
                "is_entered_later": True,
                **KEPT,
            },
        ],
        "assessment_answer": [
            {"assessment_id": "a1", "item": 10, "value": 0},
            {"assessment_id": "a1", "item": 2, "value": 3},
        ],
        "form": [
            {"id": "f1", "name": "Ihr Bogen", "better": "lower", "low": 0, "high": 63, **KEPT},
            {"id": "f2", "name": "帳票", "better": None, "low": None, "high": None, **KEPT},
        ],
        "form_total": [{"id": "t1", "form_id": "f1", "day": "2026-05-11", "total": 20.25, **KEPT}],
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
                "review_every": None,
                **KEPT,
            }
        ],
        "measure_plan": [
            {
                "id": "p1",
                "instrument": "phq9",
                "course_id": "k1",
                "is_on": False,
                "every_days": 28,
                **KEPT,
            }
        ],
    }


def read(tables: dict[str, list[dict[str, object]]]) -> journal_json.Contents:
    head = {"format": "sessiondesk-journal", "version": 3}
    return journal_json.read(json.dumps({**head, **tables}).encode())


def changed(table: str, **fields: object) -> dict[str, list[dict[str, object]]]:
    tables = whole()
    tables[table][0] |= fields
    return tables


def test_a_questionnaire_comes_with_its_answers_by_their_numbers():
    found = read(whole()).records["assessment"]

    assert found["a1"] == Assessment(
        id=found["a1"].id,  # type: ignore[arg-type]
        instrument="phq9",
        version=1,
        day=date(2026, 5, 11),
        taken_at=datetime(2026, 5, 12, 1, 30, tzinfo=KATHMANDU),
        answers={2: 3, 10: 0},
        functional=0,
        total=3,
        band="minimal",
        on_sheet=True,
    )
    other = found["a2"]
    assert isinstance(other, Assessment)
    assert (other.is_total_only, other.total, other.taken_at) == (True, 12.5, None)


def test_a_form_and_its_totals_come_with_what_is_known_of_them():
    records = read(whole()).records
    form, open_form = records["form"]["f1"], records["form"]["f2"]
    total = records["form_total"]["t1"]
    plan = records["measure_plan"]["p1"]

    assert isinstance(form, Form)
    assert isinstance(open_form, Form)
    assert isinstance(total, FormTotal)
    assert isinstance(plan, MeasurePlan)
    assert (form.better, form.low, form.high) == (Better.LOWER, 0, 63)
    assert (open_form.better, open_form.low, open_form.high) == (None, None, None)
    assert (total.form_id, total.total) == ("f1", 20.25)
    assert (plan.id, plan.course_id, plan.is_on, plan.every_days) == ("p1", "k1", False, 28)


def test_the_file_keeps_yes_and_no_as_numbers():
    rows = read(whole()).rows

    assert [row["on_sheet"] for row in rows["assessment"]] == [1, 0]
    assert [row["is_on"] for row in rows["measure_plan"]] == [0]


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        (changed("assessment", instrument=""), "assessment[0].instrument"),
        (changed("assessment", version=0), "assessment[0].version"),
        (changed("assessment", day="2026-02-30"), "assessment[0].day"),
        (changed("assessment", taken_at="2026-05-12T01:30:00"), "assessment[0].taken_at"),
        (changed("assessment", functional=-1), "assessment[0].functional"),
        (changed("assessment", functional=2**70), "assessment[0].functional"),
        (changed("assessment", total=None), "assessment[0].total"),
        (changed("assessment", total="3"), "assessment[0].total"),
        (changed("assessment", on_sheet=1), "assessment[0].on_sheet"),
        (changed("assessment_answer", assessment_id="a9"), "assessment_answer[0].assessment_id"),
        (changed("assessment_answer", item=0), "assessment_answer[0].item"),
        (changed("assessment_answer", item=2), "assessment_answer[1]"),
        (changed("assessment_answer", value=-1), "assessment_answer[0].value"),
        (changed("assessment_answer", value=2**63), "assessment_answer[0].value"),
        (changed("assessment_answer", value=1.5), "assessment_answer[0].value"),
        (changed("form", name=" "), "form[0].name"),
        (changed("form", better="smaller"), "form[0].better"),
        (changed("form", low=63), "form[0].high"),
        (changed("form_total", form_id="f9"), "form_total[0].form_id"),
        (changed("form_total", total=True), "form_total[0].total"),
        (changed("measure_plan", course_id="k9"), "measure_plan[0].course_id"),
        (changed("measure_plan", every_days=0), "measure_plan[0].every_days"),
        (changed("measure_plan", every_days=366), "measure_plan[0].every_days"),
        (changed("measure_plan", instrument=""), "measure_plan[0].instrument"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_with_its_place(tables, place):
    with pytest.raises(JournalFileError) as refused:
        read(tables)

    assert refused.value.place == place


def test_what_was_answered_is_not_in_the_refusal():
    with pytest.raises(JournalFileError) as refused:
        read(changed("assessment", functional=-13))

    assert "13" not in str(refused.value)


def test_a_document_of_version_2_has_no_questionnaires():
    head = {"format": "sessiondesk-journal", "version": 2}

    found = journal_json.read(json.dumps(head).encode())

    assert found.records["assessment"] == found.records["form"] == {}
    assert found.counts["measure_plan"] == 0
