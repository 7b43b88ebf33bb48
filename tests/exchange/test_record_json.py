import json
from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
    Tried,
)
from sessiondesk.domain.ids import CheckInId, CourseId, PatternId, ScaleId, TagId
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.exchange.record_json import as_json, document

WINTER = timezone(timedelta(hours=1))


def test_a_check_in_has_the_names_of_its_fields():
    checkin = CheckIn(
        id=CheckInId("c1"),
        felt_at=datetime(2026, 1, 2, 21, 5, tzinfo=WINTER),
        day=date(2026, 1, 2),
        ratings={ScaleId("mood"): 7.0, ScaleId("anxiety"): 3.5},
        sleep_interference=SleepInterference.A_LITTLE,
        interference=Interference.PUT_OFF,
        interference_areas=frozenset({"work", "home"}),
        feelings=frozenset({Feeling(family="sad"), Feeling(family="glad", word="proud")}),
        body=frozenset({"tight_chest"}),
        tags=frozenset({TagId("t2"), TagId("t1")}),
        tried=Tried.A_LITTLE,
        patterns=frozenset({PatternId("p2"), PatternId("p1")}),
        lines=(NoteLine(text="müde\t\N{SLEEPING FACE}"), NoteLine(text="x", kind=LineKind.WIN)),
    )

    assert json.loads(document(as_json(checkin)).decode("utf-8")) == {
        "id": "c1",
        "felt_at": "2026-01-02T21:05:00+01:00",
        "day": "2026-01-02",
        "ratings": {"anxiety": 3.5, "mood": 7.0},
        "sleep_hours": None,
        "sleep_interference": "a_little",
        "interference": "put_off",
        "interference_areas": ["home", "work"],
        "feelings": [{"family": "glad", "word": "proud"}, {"family": "sad", "word": ""}],
        "body": ["tight_chest"],
        "tags": ["t1", "t2"],
        "tried": "a_little",
        "patterns": ["p1", "p2"],
        "lines": [
            {"text": "müde\t\N{SLEEPING FACE}", "kind": "plain"},
            {"text": "x", "kind": "win"},
        ],
        "is_entered_later": False,
    }


def test_a_planned_time_has_no_offset_because_its_zone_decides():
    session = TherapySession(
        course_id=CourseId("k1"),
        planned_for=datetime(2026, 5, 14, 14, 0),
        zone="Europe/Berlin",
        place=Place.VIDEO,
        outcome=Outcome.LATE,
    )

    found = as_json(session)

    assert isinstance(found, dict)
    assert found["planned_for"] == "2026-05-14T14:00:00"
    assert (found["place"], found["outcome"], found["cancelled_at"]) == ("video", "late", None)


def test_the_document_is_utf_8_and_ends_its_line():
    assert document(["ä"]) == '[\n  "ä"\n]\n'.encode()


def test_a_value_without_a_form_is_refused_without_being_quoted():
    with pytest.raises(TypeError) as refused:
        as_json({"words": b"secret"})

    assert str(refused.value) == "There is no JSON for bytes."
