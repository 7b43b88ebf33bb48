"""What came with version 2, in the complete export: what it becomes, and what cannot be."""

import json
from datetime import date

import pytest

from sessiondesk.domain.afterwards import Afterwards, FitItem, HeldBackWhy
from sessiondesk.domain.checkin import CheckIn, Feeling
from sessiondesk.domain.course import Course
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.exchange import journal_json
from sessiondesk.exchange.journal_faults import JournalFileError

AT = "2026-05-12T10:00:00Z"
KEPT = {"made_at": AT, "changed_at": AT, "removed_at": None, "import_id": None}
PATTERN: dict[str, object] = {
    "id": "p1",
    "name": "going quiet",
    "named_on": "2026-05-01",
    "sets_off": "",
    "notice_first": "cold hands",
    "what_i_do": "",
    "may_protect": "",
    "rather_do": "",
    "merged_into": None,
    **KEPT,
}


def whole() -> dict[str, list[dict[str, object]]]:
    return {
        "tag": [
            {"id": "t1", "name": "work", "merged_into": None, **KEPT},
            {"id": "t2", "name": "job", "merged_into": "t1", **KEPT},
        ],
        "pattern": [{**PATTERN}],
        "feeling_word": [
            {"id": "w1", "family": "sad", "text": "mürbe", "is_shown": False, **KEPT}
        ],
        "checkin": [
            {
                "id": "c1",
                "felt_at": "2026-05-12T01:30:00+02:00",
                "day": "2026-05-11",
                "sleep_hours": None,
                "sleep_interference": None,
                "interference": None,
                "is_entered_later": False,
                "tried": "a_little",
                **KEPT,
            }
        ],
        "checkin_feeling": [{"checkin_id": "c1", "family": "sad", "word": "w1"}],
        "checkin_pattern": [{"checkin_id": "c1", "pattern_id": "p1"}],
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
        "course_break": [
            {
                "course_id": "k1",
                "position": 1,
                "first_day": "2026-08-01",
                "last_day": None,
                "reason": "summer",
            },
            {
                "course_id": "k1",
                "position": 0,
                "first_day": "2026-02-01",
                "last_day": "2026-02-14",
                "reason": "",
            },
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
                "series_id": "r1",
                **KEPT,
            }
        ],
        "therapy_session_pattern": [{"session_id": "s1", "pattern_id": "p1"}],
        "afterwards": [
            {
                "id": "a1",
                "session_id": "s1",
                "held_back": "a_little",
                "held_back_what": "the letter",
                "held_back_why": ["ashamed", "no_time"],
                "arriving": 3,
                "leaving": None,
                "leaving_feelings": [["sad", "w1"], ["calm", ""]],
                "next_day": None,
                "day_after": "lighter",
                "same_ground": None,
                "about_the_time": [],
                "words": "müde",
                **KEPT,
            }
        ],
        "fit_rating": [{"afterwards_id": "a1", "item": "heard", "value": 8}],
        "sign": [
            {
                "id": "i1",
                "item": "said_no",
                "side": "progress",
                "day": "2026-05-10",
                "answer": "once_or_twice",
                "example": "to the second helping",
                "session_id": "s1",
                **KEPT,
            }
        ],
        "life_event": [
            {
                "id": "e1",
                "title": "a new flat",
                "kind": "move",
                "first_day": "2026-03-01",
                "last_day": "2026-03-03",
                "goes_on": False,
                "dose": "",
                "words": "",
                **KEPT,
            }
        ],
        "safety_plan": [
            {
                "id": "safety_plan",
                "warning_signs": "no sleep",
                "helps_me_wait": "",
                "places_and_people": "",
                "people_to_ask": "",
                "professionals": "",
                "safer_room": "",
                "worth_living_for": "",
                **KEPT,
            }
        ],
    }


def read(tables: dict[str, list[dict[str, object]]]) -> journal_json.Contents:
    head = {"format": "sessiondesk-journal", "version": 2}
    return journal_json.read(json.dumps({**head, **tables}).encode())


def changed(table: str, **fields: object) -> dict[str, list[dict[str, object]]]:
    tables = whole()
    tables[table][0] |= fields
    return tables


def test_a_record_has_what_stands_in_tables_of_its_own():
    records = read(whole()).records

    checkin = records["checkin"]["c1"]
    session = records["therapy_session"]["s1"]
    course = records["course"]["k1"]
    noted = records["afterwards"]["a1"]
    assert isinstance(checkin, CheckIn)
    assert isinstance(session, TherapySession)
    assert isinstance(course, Course)
    assert isinstance(noted, Afterwards)
    assert checkin.patterns == session.patterns == frozenset({"p1"})
    assert [each.reason for each in course.breaks] == ["", "summer"]
    assert noted.fit == {FitItem.HEARD: 8}
    assert noted.held_back_why == frozenset({HeldBackWhy.ASHAMED, HeldBackWhy.NO_TIME})
    assert Feeling(family="sad", word="w1") in noted.leaving_feelings
    assert noted.leaving is None


def test_a_column_may_have_another_name_than_the_value_it_becomes():
    event = read(whole()).records["life_event"]["e1"]

    assert isinstance(event, LifeEvent)
    assert (event.first, event.last) == (date(2026, 3, 1), date(2026, 3, 3))
    assert event.kind is LifeEventKind.MOVE


def test_lists_stand_in_the_file_as_its_own_json():
    (row,) = read(whole()).rows["afterwards"]

    assert row["held_back_why"] == '["ashamed","no_time"]'
    assert row["leaving_feelings"] == '[["sad","w1"],["calm",""]]'
    assert row["about_the_time"] == "[]"


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        (changed("tag", merged_into="t9"), "tag[0].merged_into"),
        (changed("tag", merged_into="t1"), "tag[0].merged_into"),
        (changed("pattern", name=" "), "pattern[0].name"),
        (changed("feeling_word", is_shown=1), "feeling_word[0].is_shown"),
        (changed("checkin", tried="perhaps"), "checkin[0].tried"),
        (changed("checkin_pattern", pattern_id="p9"), "checkin_pattern[0].pattern_id"),
        (changed("course_break", position=2), "course_break[0].position"),
        (changed("course_break", last_day="2026-07-01"), "course_break[0].last_day"),
        (changed("afterwards", session_id="s9"), "afterwards[0].session_id"),
        (changed("afterwards", arriving=11), "afterwards[0].arriving"),
        (changed("afterwards", leaving_feelings=[["sad"]]), "afterwards[0].leaving_feelings[0]"),
        (changed("afterwards", about_the_time=["late"]), "afterwards[0].about_the_time[0]"),
        (changed("fit_rating", value=7.5), "fit_rating[0].value"),
        (changed("fit_rating", item="warm"), "fit_rating[0].item"),
        (changed("sign", answer="ticked"), "sign[0].answer"),
        (changed("life_event", last_day="2026-02-01"), "life_event[0].last_day"),
        (changed("life_event", goes_on=True), "life_event[0].last_day"),
        (changed("life_event", title=""), "life_event[0].title"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_with_its_place(tables, place):
    with pytest.raises(JournalFileError) as refused:
        read(tables)

    assert refused.value.place == place


def test_a_break_without_the_one_before_it_is_refused():
    tables = whole()
    del tables["course_break"][1]

    with pytest.raises(JournalFileError) as refused:
        read(tables)

    assert refused.value.place == "course_break[0].position"
