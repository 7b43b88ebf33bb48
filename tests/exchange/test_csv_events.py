"""Life events from a CSV file."""

from datetime import date

import pytest

from sessiondesk.domain.life_event import LifeEventKind
from sessiondesk.exchange import csv_import
from sessiondesk.exchange.csv_events import LONGEST_TITLE
from sessiondesk.exchange.csv_import import CsvFileError, Plan
from sessiondesk.exchange.csv_map import ImportMapError, read_map
from sessiondesk.exchange.csv_rows import Fault

WHEN = """
source = "my old tracker"
[when]
column = "date"
format = "%d.%m.%Y"
zone = "Europe/Amsterdam"
default_time = "21:00"
"""
PHASE = '[columns.phase]\nas = "life_event"\nkind = "study"\ntitle = "study phase {}"\n'
EVENT = """
[columns.what]
as = "life_event"
kind = "medicine_changed"
first = "from"
last = "until"
goes_on = "still"
dose = "dose"
"""
HEAD = "date,what,from,until,still,dose\n"


def plan(data: str, columns: str) -> Plan:
    return csv_import.plan(
        data.encode(), read_map(WHEN + columns), known_scales=(), known_tags=(), day_end_hour=4
    )


def spans(found: Plan) -> list[tuple[str, date, date | None]]:
    return [(event.title, event.first, event.last) for _, event in found.life_events]


def faults(found: Plan) -> list[tuple[int, str, Fault]]:
    return [(each.line, each.column, each.fault) for each in found.unreadable]


def test_rows_with_the_same_are_one_event_from_the_first_day_to_the_last():
    found = plan(
        "date,phase\n13.08.2012,1\n14.08.2012,1\n16.08.2012,1\n17.08.2012,2\n18.08.2012,\n"
        "19.08.2012,2\n20.08.2012,2\n",
        PHASE,
    )

    assert spans(found) == [
        ("study phase 1", date(2012, 8, 13), date(2012, 8, 16)),
        ("study phase 2", date(2012, 8, 17), None),
        ("study phase 2", date(2012, 8, 19), date(2012, 8, 20)),
    ]
    assert {event.kind for _, event in found.life_events} == {LifeEventKind.STUDY}
    # Such a row is no check-in; only its event comes in. One says nothing at all.
    assert (found.checkins, found.empty, found.unreadable) == ([], 1, [])


def test_a_row_may_say_itself_from_when_until_when_and_with_which_dose():
    found = plan(
        HEAD + "01.02.2026,Sertraline,15.01.2026,,1,50 mg\n"
        "02.02.2026,Vitamin D,,2026-03-01,0,\n"
        "03.02.2026,,,,,\n",
        EVENT,
    )

    (_, sertraline), (_, vitamin) = found.life_events
    assert (sertraline.first, sertraline.last) == (date(2026, 1, 15), None)
    assert (sertraline.goes_on, sertraline.dose) == (True, "50 mg")
    assert (vitamin.first, vitamin.last) == (date(2026, 2, 2), date(2026, 3, 1))
    assert (vitamin.goes_on, vitamin.dose) == (False, "")
    assert found.without_home == []


def test_the_cell_is_the_title_where_the_map_gives_none():
    found = plan(
        "date,phase\n13.08.2012, moved house \n", PHASE.replace('"study phase {}"', '"{}"')
    )

    assert spans(found) == [("moved house", date(2012, 8, 13), None)]


def test_the_same_file_again_has_the_same_keys_and_brings_nothing():
    data = "date,phase\n13.08.2012,1\n14.08.2012,2\n"
    found = plan(data, PHASE)

    assert plan(data, PHASE).keys == found.keys
    assert len(set(found.keys)) == 2
    assert found.without(found.keys[:1]).keys == found.keys[1:]
    assert plan(data + "14.08.2012,2\n", PHASE).keys == found.keys


def test_the_same_event_twice_in_a_file_is_one():
    row = "01.02.2026,Sertraline,15.01.2026,,1,50 mg\n"

    assert len(plan(HEAD + row + row, EVENT).life_events) == 1


@pytest.mark.parametrize(
    ("row", "column", "fault"),
    [
        ("x,,,yes,", "still", Fault.NOT_A_NUMBER),
        ("x,,,2,", "still", Fault.NEITHER_1_NOR_0),
        ("x,soon,,,", "from", Fault.TIME_NOT_READABLE),
        ("x,,31.02.2026,,", "until", Fault.TIME_NOT_READABLE),
        ("x,,01.01.2020,,", "until", Fault.END_DOES_NOT_FIT),
        ("x,,01.03.2026,1,", "until", Fault.END_DOES_NOT_FIT),
        (f"{'x' * (LONGEST_TITLE + 1)},,,,", "what", Fault.TOO_LONG),
    ],
)
def test_a_row_that_cannot_be_stays_out_and_says_where(row, column, fault):
    found = plan(f"{HEAD}01.02.2026,{row}\n02.02.2026,y,,,,\n", EVENT)

    assert faults(found) == [(2, column, fault)]
    assert [title for title, _, _ in spans(found)] == ["y"]


def test_a_column_may_say_no_more_than_the_first_day():
    found = plan(
        "date,what,from\n01.02.2026,x,\n",
        EVENT.replace('last = "until"\n', "")
        .replace('goes_on = "still"\n', "")
        .replace('dose = "dose"\n', ""),
    )

    assert spans(found) == [("x", date(2026, 2, 1), None)]


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        (PHASE.replace('"study"', '"moved"'), "columns.phase.kind: "),
        (PHASE.replace('"study"', '"Study"'), "columns.phase.kind: "),
        (PHASE.replace('kind = "study"\n', ""), "columns.phase: "),
        (PHASE + 'dose = "mg"\n', "columns.phase.dose: Only a medicine has a dose."),
        (PHASE.replace('"study phase {}"', '" "'), "columns.phase.title: "),
        (PHASE + "sure = true\n", "columns.phase: "),
    ],
)
def test_a_map_that_leaves_something_to_guess_is_refused_with_the_place(columns, problem):
    with pytest.raises(ImportMapError) as refused:
        read_map(WHEN + columns)

    assert refused.value.problem.startswith(problem)


def test_a_column_that_an_event_needs_has_to_be_in_the_file():
    with pytest.raises(CsvFileError) as refused:
        plan("date,what,from,until,dose\n", EVENT)

    assert "still" in refused.value.problem


def test_nothing_a_person_wrote_is_in_a_repr():
    assert "Sertraline" not in repr(plan(HEAD + "01.02.2026,Sertraline,,,1,\n", EVENT))
