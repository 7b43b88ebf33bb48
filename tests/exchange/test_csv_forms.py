"""Totals of a therapist's forms from a CSV file."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.domain.form import Form
from sessiondesk.domain.scale import Better
from sessiondesk.exchange import csv_import
from sessiondesk.exchange.csv_import import Plan
from sessiondesk.exchange.csv_map import ImportMapError, read_map
from sessiondesk.exchange.csv_rows import Fault

WHEN = """
source = "forms from paper"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/Amsterdam"
default_time = "21:00"
"""
STRAIN = '[columns.strain]\nas = "form_total"\nform = "Strain sheet"\n'
RANGE = 'better = "lower"\nlow = 0\nhigh = 40.5\n'
SECOND = '[columns.rest]\nas = "form_total"\nform = "Rest sheet"\n'
WORDS = '[columns.words]\nas = "note"\n'


def plan(data: str, columns: str = STRAIN, *, forms=(), in_bin=(), today=None) -> Plan:
    return csv_import.plan(
        data.encode(),
        read_map(WHEN + columns),
        known_scales=(),
        known_tags=(),
        known_forms=forms,
        forms_in_bin=in_bin,
        day_end_hour=4,
        today=today,
    )


def totals(found: Plan) -> list[tuple[date, float]]:
    return [(total.day, total.total) for _, total in found.totals]


def faults(found: Plan) -> list[tuple[int, str, Fault]]:
    return [(each.line, each.column, each.fault) for each in found.unreadable]


def refusal(columns: str, **known) -> str:
    with pytest.raises(ImportMapError) as refused:
        plan("date,strain,rest\n", columns, **known)
    return refused.value.problem


def test_a_column_of_totals_makes_the_form_and_its_totals():
    found = plan("date,strain\n2026-01-02,12\n2026-02-02, 7.5 \n", STRAIN + RANGE)

    (form,) = found.forms
    assert (form.name, form.better) == ("Strain sheet", Better.LOWER)
    assert (form.low, form.high) == (0, 40.5)
    assert totals(found) == [(date(2026, 1, 2), 12), (date(2026, 2, 2), 7.5)]
    assert {total.form_id for _, total in found.totals} == {form.id}
    assert (found.checkins, found.empty, found.unreadable) == ([], 0, [])


def test_nobody_has_to_say_which_way_is_better_nor_the_range():
    (form,) = plan("date,strain\n2026-01-02,-3\n").forms

    assert (form.better, form.low, form.high) == (None, None, None)


def test_a_blank_cell_is_no_total_and_zero_is():
    found = plan("date,strain\n2026-01-02,\n2026-01-03,0\n2026-01-04,  \n")

    assert totals(found) == [(date(2026, 1, 3), 0)]
    assert found.empty == 2


def test_other_columns_of_the_row_come_in_beside_it():
    found = plan("date,strain,words\n2026-01-02,12,tired\n2026-01-03,,\n", STRAIN + WORDS)

    ((_, checkin),) = found.checkins
    assert [line.text for line in checkin.lines] == ["tired"]
    assert totals(found) == [(date(2026, 1, 2), 12)]
    assert found.empty == 1


def test_a_form_that_is_there_is_found_by_its_name_and_stays_as_it_is():
    known = Form(name="strain  SHEET", better=Better.LOWER, low=0, high=40)
    found = plan("date,strain\n2026-01-02,12\n", STRAIN + 'better = "lower"\n', forms=[known])

    assert found.forms == []
    assert [total.form_id for _, total in found.totals] == [known.id]


def test_a_later_file_joins_the_form_though_it_was_renamed_meanwhile():
    first = plan("date,strain\n2026-01-02,12\n")
    renamed = Form(id=first.forms[0].id, name="Another name")

    later = plan("date,strain\n2026-01-02,12\n2026-02-02,9\n", forms=[renamed])

    assert later.forms == []
    assert later.without(first.keys).totals == later.totals[1:]
    assert later.totals[1][1].form_id == renamed.id


def test_the_same_file_again_has_the_same_keys_and_brings_nothing():
    data = "date,strain\n2026-01-02,12\n2026-01-02,12\n"
    found = plan(data)

    # Two totals of one day are two: somebody filled the form in twice.
    assert len(set(found.keys)) == 2
    assert plan(data).keys == found.keys
    left = plan(data).without(found.keys)
    assert (left.keys, left.forms) == ([], [])


def test_a_form_that_an_earlier_file_made_comes_out_of_the_bin_as_it_is():
    made = plan("date,strain\n2026-01-02,12\n").forms[0]
    in_bin = Form(id=made.id, name="Strain", low=0, high=20)

    found = plan("date,strain\n2026-01-02,12\n2026-01-03,21\n", in_bin=[in_bin])

    assert found.forms == [in_bin]
    assert faults(found) == [(3, "strain", Fault.NUMBER_OUT_OF_RANGE)]
    # One that only has the same name stays where it is.
    assert plan("date,strain\n2026-01-02,1\n", in_bin=[Form(name="Strain sheet")]).forms == [made]


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("41", Fault.NUMBER_OUT_OF_RANGE),
        ("-0.1", Fault.NUMBER_OUT_OF_RANGE),
        ("1e999", Fault.NUMBER_OUT_OF_RANGE),
        ("twelve", Fault.NOT_A_NUMBER),
        ("12 points", Fault.NOT_A_NUMBER),
        ("nan", Fault.NOT_A_NUMBER),
        ("1_2", Fault.NOT_A_NUMBER),
        ('"12,5"', Fault.NOT_A_NUMBER),
    ],
)
def test_a_row_with_a_total_that_cannot_be_stays_out_and_says_where(cell, fault):
    found = plan(f"date,strain\n2026-01-02,{cell}\n2026-01-03,40.5\n", STRAIN + RANGE)

    assert faults(found) == [(2, "strain", fault)]
    assert totals(found) == [(date(2026, 1, 3), 40.5)]


def test_a_number_that_no_computer_keeps_is_out_of_range_without_a_range_too():
    assert faults(plan("date,strain\n2026-01-02,-1e999\n")) == [
        (2, "strain", Fault.NUMBER_OUT_OF_RANGE)
    ]


def test_a_total_of_a_day_that_has_not_come_stays_out():
    data = "date,strain,words\n2026-05-12,1,\n2026-05-13,2,\n2026-05-13,,soon\n"

    found = plan(data, STRAIN + WORDS, today=date(2026, 5, 12))

    assert totals(found) == [(date(2026, 5, 12), 1)]
    assert faults(found) == [(3, "date", Fault.DAY_HAS_NOT_COME)]
    assert len(found.checkins) == 1


def test_of_a_row_that_cannot_be_read_nothing_comes_in():
    found = plan("date,strain,rest,words\n2026-01-02,12,x,tired\n", STRAIN + SECOND + WORDS)

    assert found.keys == []
    assert found.forms == []
    assert faults(found) == [(2, "rest", Fault.NOT_A_NUMBER)]


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        (STRAIN + 'better = "less"\n', "columns.strain.better: "),
        (STRAIN + 'low = "none"\n', "columns.strain.low: "),
        (STRAIN + "low = 5\nhigh = 5\n", "columns.strain.high: "),
        (STRAIN + "low = nan\n", "columns.strain: low and high are numbers."),
        (STRAIN + "high = inf\n", "columns.strain: low and high are numbers."),
        (STRAIN + "bands = 3\n", "columns.strain: "),
        (STRAIN.replace("Strain sheet", " "), "columns.strain.form: It may not be empty."),
        (STRAIN.replace('form = "Strain sheet"\n', ""), "columns.strain: "),
        (
            STRAIN + SECOND.replace("Rest sheet", " strain Sheet "),
            "columns.rest: Another column already goes to the form strain Sheet.",
        ),
    ],
)
def test_a_map_that_cannot_be_is_refused_with_the_place(columns, problem):
    assert refusal(columns).startswith(problem)


@pytest.mark.parametrize(
    ("key", "line"),
    [("better", 'better = "higher"\n'), ("low", "low = 1\n"), ("high", "high = 99\n")],
)
def test_a_map_may_not_contradict_the_journal(key, line):
    known = Form(name="Strain sheet", better=Better.LOWER, low=0, high=40)

    assert refusal(STRAIN + line, forms=[known]) == (
        f"columns.strain.{key}: The form Strain sheet is already there with another value."
    )


def test_two_forms_of_one_name_leave_open_which_is_meant():
    both = [Form(name="Strain sheet"), Form(name="strain sheet")]

    assert refusal(STRAIN, forms=both).startswith("columns.strain.form: More than one form")


@settings(deadline=None)
@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.floats(-1e6, 1e6))))
def test_every_total_comes_in_as_it_is_written(rows):
    data = "date,strain\n" + "".join(f"{day.isoformat()},{total!r}\n" for day, total in rows)

    found = plan(data)

    small = [total for _, total in rows if 0 < abs(total) < 1e-99]
    assert len(found.unreadable) <= len(small)  # an exponent of four digits is no number here
    if not small:
        assert totals(found) == rows
    assert len(set(found.keys)) == len(found.keys)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_stands_in_the_cell_it_is_a_total_in_range_or_named_by_its_line(cell):
    quoted = '"' + cell.replace('"', '""') + '"'

    found = plan(f"date,strain\n2026-01-02,{quoted}\n", STRAIN + RANGE)

    assert len(found.totals) + len(found.unreadable) + found.empty == 1
    assert all(0 <= total.total <= 40.5 for _, total in found.totals)


def test_no_number_and_no_name_of_a_person_is_in_a_repr():
    found = plan("date,strain\n2026-01-02,12.25\n")

    assert "12.25" not in repr(found)
    assert "Strain" not in repr(found)
