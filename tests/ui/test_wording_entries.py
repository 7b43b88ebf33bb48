"""What is said about entries and about what was found."""

from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.checkin import LineKind
from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.life_event import LifeEventKind
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.store.entry_sources import SOURCES
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_entries
from sessiondesk.ui.pages.journal_page.conditions import KINDS, meant_by

TODAY = date(2026, 5, 12)
SUMMER = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 3, 1), TODAY, "since 1 March"),
        (date(2025, 3, 1), date(2025, 4, 2), "from 1 March 2025 to 2 April 2025"),
        (date(2026, 3, 1), date(2026, 3, 1), "on 1 March"),
    ],
)
def test_periods(first, last, said):
    assert wording_entries.period(Period(first=first, last=last), today=TODAY) == said


@pytest.mark.parametrize(
    ("count", "text", "conditions", "said"),
    [
        (12, "guilt", ["since 1 March", "tagged family"],
         "12 entries mention “guilt” since 1 March, tagged family. Newest first."),
        (1, "guilt", [], "One entry mentions “guilt”."),
        (143, "", [], "143 entries. Newest first."),
        (1, "", ["feeling sad"], "One entry feeling sad."),
    ],
)  # fmt: skip
def test_what_was_found(count, text, conditions, said):
    assert wording_entries.found(count, text, conditions) == said


@pytest.mark.parametrize(
    ("text", "in_period", "has_filters", "said"),
    [
        ("guilt", True, True, "Nothing found for “guilt” in this period"),
        ("guilt", False, True, "Nothing found for “guilt” with these filters"),
        ("guilt", False, False, "Nothing found for “guilt”"),
        ("", True, True, "No entries in this period"),
        ("", False, True, "No entries with these filters"),
    ],
)
def test_what_was_not_found(text, in_period, has_filters, said):
    found = wording_entries.nothing_found(text, in_period=in_period, has_filters=has_filters)

    assert found == said


def test_a_long_search_is_said_in_short():
    said = wording_entries.found(3, "word " * 60, [])

    assert len(said) < 120
    assert "…" in said


def test_how_many_since_when():
    assert wording_entries.since(143, date(2025, 11, 13), today=TODAY) == (
        "143 entries since 13 November 2025"
    )
    assert wording_entries.since(1, TODAY, today=TODAY) == "One entry, of 12 May"


def written(at, day, *, later=False):
    moment = datetime.fromisoformat(at).replace(tzinfo=SUMMER)
    return wording_entries.written(moment, day, is_entered_later=later, today=TODAY)


def test_when_it_was_written():
    assert written("2026-05-11T20:52", date(2026, 5, 11)) == "Written 20:52."
    assert written("2026-05-12T01:30", date(2026, 5, 11)) == "Written 01:30 in the night."
    assert written("2026-05-08T20:00", date(2026, 5, 8), later=True) == "Entered later."
    assert written("2026-05-10T09:00", date(2026, 5, 8), later=True) == (
        "Entered later, on 10 May."
    )


def test_how_often_it_was_changed():
    assert wording_entries.changed(0) == ""
    assert wording_entries.changed(1) == "Changed once, the first version is kept."
    assert wording_entries.changed(3) == "Changed 3 times, the earlier versions are kept."


def test_alternatives():
    assert wording_entries.either([]) == ""
    assert wording_entries.either(["a"]) == "a"
    assert wording_entries.either(["a", "b"]) == "a or b"
    assert wording_entries.either(["a", "b", "c"]) == "a, b or c"


def test_days_of_the_calendar():
    assert wording_entries.day_said(TODAY, 0, today=TODAY) == "Tuesday 12 May, no entry"
    assert wording_entries.day_said(TODAY, 1, today=TODAY) == "Tuesday 12 May, one entry"
    assert wording_entries.day_said(TODAY, 2, today=TODAY) == "Tuesday 12 May, 2 entries"


def test_everything_that_can_be_listed_has_a_name():
    for kind in SOURCES:
        assert wording_entries.kinds(kind)
        assert wording_entries.kind(kind)
    # Each of them can be asked for, alone or with its like.
    assert frozenset[Kind]().union(*map(meant_by, KINDS)) == frozenset(SOURCES)
    for event in LifeEventKind:
        assert wording_entries.life_event_kind(event)
    assert wording_entries.line_kind(LineKind.PLAIN) == ""
    assert all(wording_entries.line_kind(each) for each in LineKind if each is not LineKind.PLAIN)


def test_a_session_says_its_times_and_where():
    session = TherapySession(
        course_id=CourseId("0" * 32),
        planned_for=datetime(2026, 5, 7, 14, 0),
        zone="Europe/Berlin",
        place=Place.VIDEO,
        outcome=Outcome.ATTENDED,
    )

    assert wording_entries.times_and_outcome(session) == "14:00 to 14:50, by video. Attended."
