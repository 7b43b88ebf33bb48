import csv
import io
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.checkin import LineKind
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.exchange import csv_import
from sessiondesk.exchange.csv_import import CsvFileError
from sessiondesk.exchange.csv_map import ImportMapError, read_map
from sessiondesk.exchange.csv_rows import LONGEST_NOTE, Fault

MOOD = Scale(id=ScaleId("mood"), label="Mood", better=Better.HIGHER, is_built_in=True)
OUTDOORS = Tag(name="Outdoors")

WHEN = """
source = "my old tracker"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/Amsterdam"
default_time = "21:00"
"""
CLOCK = WHEN.replace("%Y-%m-%d", "%Y-%m-%d %H:%M")
MOOD_COLUMN = '[columns.mood]\nas = "scale"\nscale = "mood"\nlow = 0\nhigh = 10\n'
NOTE_COLUMN = '[columns.note]\nas = "note"\n'


def plan(data, map_text, *, scales=(MOOD,), tags=(OUTDOORS,), day_end_hour=4):
    return csv_import.plan(
        data.encode() if isinstance(data, str) else data,
        read_map(map_text),
        known_scales=scales,
        known_tags=tags,
        day_end_hour=day_end_hour,
    )


def only(found):
    assert found.unreadable == []
    ((_, checkin),) = found.checkins
    return checkin


def faults(found):
    return [(each.line, each.column, each.fault) for each in found.unreadable]


def refusal(data, map_text, **known):
    with pytest.raises((CsvFileError, ImportMapError)) as refused:
        plan(data, map_text, **known)
    assert refused.value.args[0].endswith(".")
    return refused.value.args[0]


def test_a_row_becomes_a_check_in_of_its_day():
    found = only(plan("date,mood\n2012-08-13,7\n", WHEN + MOOD_COLUMN))

    # Summer time in Amsterdam; the wall clock and its offset are kept.
    assert found.felt_at == datetime(2012, 8, 13, 21, tzinfo=timezone(timedelta(hours=2)))
    assert found.felt_at.utcoffset() == timedelta(hours=2)
    assert found.day == date(2012, 8, 13)
    assert found.ratings == {"mood": 7}
    assert not found.is_entered_later


def test_a_time_before_the_day_end_counts_for_the_day_before():
    data = "date,mood\n2012-08-13 01:30,7\n"

    assert only(plan(data, CLOCK + MOOD_COLUMN)).day == date(2012, 8, 12)
    assert only(plan(data, CLOCK + MOOD_COLUMN, day_end_hour=0)).day == date(2012, 8, 13)


def test_a_blank_cell_is_not_answered_and_zero_is():
    found = plan(
        "date,mood,slept\n2012-08-13,,0\n2012-08-14, 0 ,  \n",
        WHEN + MOOD_COLUMN + '[columns.slept]\nas = "sleep_hours"\n',
    )

    first, second = (checkin for _, checkin in found.checkins)
    assert (first.ratings, first.sleep_hours) == ({}, 0)
    assert (second.ratings, second.sleep_hours) == ({"mood": 0}, None)


def test_a_row_with_nothing_but_its_time_stays_out_and_is_counted():
    found = plan("date,mood\n2012-08-13,\n2012-08-14,3\n", WHEN + MOOD_COLUMN)

    assert len(found.checkins) == 1
    assert (found.empty, found.unreadable) == (1, [])


@pytest.mark.parametrize(
    ("low", "high", "written", "kept"),
    [
        ("0", "10", "3.3", 3.3),
        ("0", "10", "0.1", 0.1),
        ("1", "5", "4", 7.5),
        ("1", "7", "2", 10 / 6),
        ("-3", "3", "0", 5),
        ("0", "100", "1e1", 1),
        ("0.1", "0.7", "0.4", 5),
        ("5", "1", "4", 2.5),
        ("0", "10", "+10", 10),
        ("0", "10", ".5", 0.5),
    ],
)
def test_numbers_are_mapped_linearly_and_not_rounded(low, high, written, kept):
    columns = f'[columns.x]\nas = "scale"\nlabel = "X"\nlow = {low}\nhigh = {high}\n'

    found = only(plan(f"date,x\n2012-08-13,{written}\n", WHEN + columns))

    ((_, reading),) = found.ratings.items()
    assert reading == pytest.approx(kept, rel=1e-15)
    if (low, high) == ("0", "10"):
        assert reading == kept


@given(st.floats(0, 10))
def test_what_is_from_0_to_10_already_comes_in_as_it_is(number):
    data = f"date,mood\n2012-08-13,{number!r}\n"

    found = plan(data, WHEN + MOOD_COLUMN)

    if found.unreadable:  # an exponent of four digits is no number here
        assert 0 < number < 1e-99
    else:
        assert only(found).ratings == {"mood": number}


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("11", Fault.NUMBER_OUT_OF_RANGE),
        ("-0.1", Fault.NUMBER_OUT_OF_RANGE),
        ("1e999", Fault.NUMBER_OUT_OF_RANGE),
        ("nan", Fault.NOT_A_NUMBER),
        ("inf", Fault.NOT_A_NUMBER),
        ("1_0", Fault.NOT_A_NUMBER),
        ('"7,5"', Fault.NOT_A_NUMBER),
        ("seven", Fault.NOT_A_NUMBER),
        ("\uff17", Fault.NOT_A_NUMBER),
        ("7 8", Fault.NOT_A_NUMBER),
        ("=1+1", Fault.NOT_A_NUMBER),
        ("7" * 41, Fault.NOT_A_NUMBER),
    ],
)
def test_a_cell_that_is_no_such_number_keeps_its_row_out(cell, fault):
    found = plan(f"date,mood\n2012-08-13,5\n2012-08-14,{cell}\n2012-08-15,6\n", WHEN + MOOD_COLUMN)

    assert faults(found) == [(3, "mood", fault)]
    assert [checkin.ratings["mood"] for _, checkin in found.checkins] == [5, 6]


def test_hours_slept_are_hours_of_one_night():
    columns = '[columns.slept]\nas = "sleep_hours"\n'
    found = plan(
        "date,slept\n2012-08-13,7.5\n2012-08-14,24\n2012-08-15,24.5\n2012-08-16,7:30\n",
        WHEN + columns,
    )

    assert [checkin.sleep_hours for _, checkin in found.checkins] == [7.5, 24]
    assert faults(found) == [
        (4, "slept", Fault.NUMBER_OUT_OF_RANGE),
        (5, "slept", Fault.NOT_A_NUMBER),
    ]


def test_a_yes_no_column_becomes_a_question_about_the_night():
    columns = """
[columns.woke]
as = "yes_no"
question = "Did you wake three times or more?"
about = "night"
better = "lower"
"""
    found = plan(
        "date,woke\n2012-08-13,1\n2012-08-14,0\n2012-08-15,1.0\n2012-08-16,2\n2012-08-17,yes\n",
        WHEN + columns,
    )

    (scale,) = found.scales
    assert (scale.kind, scale.about, scale.better) == (
        ScaleKind.YES_NO,
        About.NIGHT,
        Better.LOWER,
    )
    assert scale.label == scale.question == "Did you wake three times or more?"
    assert [checkin.ratings[scale.id] for _, checkin in found.checkins] == [1, 0, 1]
    assert faults(found) == [
        (5, "woke", Fault.NEITHER_1_NOR_0),
        (6, "woke", Fault.NOT_A_NUMBER),
    ]


def test_1_is_tagged_and_0_or_blank_is_not():
    columns = '[columns.out]\nas = "tag"\nname = "outdoors"\n' + MOOD_COLUMN
    found = plan(
        "date,out,mood\n2012-08-13,1,5\n2012-08-14,0,5\n2012-08-15,,5\n2012-08-16,x,5\n",
        WHEN + columns,
    )

    # The journal's own tag, whatever its capital letters.
    assert found.tags == []
    assert [checkin.tags for _, checkin in found.checkins] == [{OUTDOORS.id}, set(), set()]
    assert faults(found) == [(5, "out", Fault.NOT_A_NUMBER)]


def test_two_columns_may_bring_the_same_new_tag():
    columns = "".join(f'[columns.{x}]\nas = "tag"\nname = "{y}"\n' for x, y in ("aA", "ba"))
    found = plan("date,a,b\n2012-08-13,1,1\n2012-08-14,0,1\n", WHEN + columns)

    (tag,) = found.tags
    assert tag.name == "A"
    assert [checkin.tags for _, checkin in found.checkins] == [{tag.id}, {tag.id}]


def test_a_tag_made_by_an_import_is_found_again_after_it_was_renamed():
    columns = '[columns.a]\nas = "tag"\nname = "gym"\n'
    (tag,) = plan("date,a\n2012-08-13,1\n", WHEN + columns).tags

    later = plan(
        "date,a\n2012-08-14,1\n", WHEN + columns, tags=[Tag(id=tag.id, name="moved my body")]
    )

    assert later.tags == []
    assert only(later).tags == {tag.id}


def test_a_note_keeps_its_lines_and_is_plain():
    data = 'date,note,more\n2012-08-13,"  first ""line""\r\nsecond\rthird\n",=cmd()\n'
    found = only(plan(data, WHEN + NOTE_COLUMN + '[columns.more]\nas = "note"\n'))

    assert [line.text for line in found.lines] == [
        '  first "line"',
        "second",
        "third",
        "",
        "=cmd()",
    ]
    assert {line.kind for line in found.lines} == {LineKind.PLAIN}


def test_a_note_of_one_megabyte_comes_in_and_a_cell_of_ten_keeps_its_row_out():
    data = (
        f"date,note,mood\n2012-08-13,{'a' * LONGEST_NOTE},5\n"
        f"2012-08-14,{'b' * 10_000_000},5\n2012-08-15,,{'7' * 10_000_000}\n2012-08-16,,6\n"
    )
    found = plan(data, WHEN + NOTE_COLUMN + MOOD_COLUMN)

    assert faults(found) == [
        (3, "note", Fault.TOO_LONG),
        (4, "mood", Fault.NOT_A_NUMBER),
    ]
    assert [checkin.felt_at.day for _, checkin in found.checkins] == [13, 16]


def test_a_long_cell_that_the_map_does_not_name_is_no_matter():
    found = plan(f"date,mood,x\n2012-08-13,5,{'b' * 10_000_000}\n", WHEN + MOOD_COLUMN)

    assert only(found).ratings == {"mood": 5}
    assert found.without_home == ["x"]


def test_the_limit_of_the_csv_module_is_put_back():
    before = csv.field_size_limit()
    plan("date,mood\n2012-08-13,5\n", WHEN + MOOD_COLUMN)
    refusal('date,mood\n"', WHEN + MOOD_COLUMN)

    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("2013-02-30 10:00", Fault.TIME_NOT_READABLE),
        ("2013-13-01 10:00", Fault.TIME_NOT_READABLE),
        ("2013-02-03", Fault.TIME_NOT_READABLE),
        ("yesterday", Fault.TIME_NOT_READABLE),
        ("", Fault.NO_TIME),
        ("2013-03-31 02:30", Fault.TIME_DOES_NOT_EXIST),
        ("1921-06-01 12:00", Fault.TIME_OUT_OF_RANGE),  # Amsterdam was 20 minutes off by seconds
        ("0001-01-01 01:00", Fault.TIME_OUT_OF_RANGE),
    ],
)
def test_a_time_that_cannot_be_is_never_bent_into_one_that_can(written, fault):
    found = plan(f"date,mood\n{written},5\n", CLOCK + MOOD_COLUMN)

    assert faults(found) == [(2, "date", fault)]
    assert found.checkins == []


def test_an_hour_that_happened_twice_is_taken_for_the_first_and_counted():
    found = plan("date,mood\n2012-10-28 02:30,5\n2012-10-28 03:30,5\n", CLOCK + MOOD_COLUMN)

    first, second = (checkin for _, checkin in found.checkins)
    assert first.felt_at.utcoffset() == timedelta(hours=2)
    assert second.felt_at.utcoffset() == timedelta(hours=1)
    assert found.repeated_hour == 1


@pytest.mark.parametrize(("zone", "hour", "offset"), [("", 23, 0), ("Europe/Amsterdam", 1, 2)])
def test_an_offset_in_the_file_is_kept_or_moved_to_the_zone_of_the_map(zone, hour, offset):
    when = CLOCK.replace("%H:%M", "%H:%M%z").replace("Europe/Amsterdam", zone)
    found = only(plan("date,mood\n2012-08-13 23:15Z,5\n", when + MOOD_COLUMN))

    assert (found.felt_at.hour, found.felt_at.minute) == (hour, 15)
    assert found.felt_at.utcoffset() == timedelta(hours=offset)


def test_an_offset_at_the_end_of_the_calendar_keeps_its_row_out():
    when = CLOCK.replace("%H:%M", "%H:%M%z")
    found = plan("date,mood\n9999-12-31 23:59-1200,5\n", when + MOOD_COLUMN)

    assert faults(found) == [(2, "date", Fault.TIME_OUT_OF_RANGE)]


@pytest.mark.parametrize(("year", "is_kept"), [("0001", False), ("1899", False), ("1900", True)])
def test_a_year_that_nobody_remembers_keeps_its_row_out(year, is_kept):
    found = plan(
        f"date,mood\n{year}-06-01,5\n", WHEN.replace("Europe/Amsterdam", "UTC") + MOOD_COLUMN
    )

    assert faults(found) == ([] if is_kept else [(2, "date", Fault.TIME_OUT_OF_RANGE)])


def test_the_same_row_has_the_same_identity_every_time():
    data = "date,mood\n2012-08-13,7\n2012-08-13,6\n2012-08-14,7\n"
    first = plan(data, WHEN + MOOD_COLUMN)
    longer = plan(data + "2012-08-15,3\n", WHEN + MOOD_COLUMN)

    keys = [key for key, _ in first.checkins]
    assert len(set(keys)) == 3
    assert [key for key, _ in longer.checkins][:3] == keys
    assert [checkin.id for _, checkin in first.checkins] == keys
    assert all(len(key) == 32 and int(key, 16) >= 0 for key in keys)


def test_the_source_is_part_of_the_identity():
    data = "date,mood\n2012-08-13,7\n"
    ((one, _),) = plan(data, WHEN + MOOD_COLUMN).checkins
    other_map = WHEN.replace("my old tracker", "another") + MOOD_COLUMN
    ((other, _),) = plan(data, other_map).checkins

    assert one != other


def test_mending_a_row_leaves_the_identity_of_its_neighbours_alone():
    broken = plan(
        "date,mood\n2012-08-13,x\n2012-08-13,5\n2012-08-13\n2012-08-13,6\n", WHEN + MOOD_COLUMN
    )
    mended = plan(
        "date,mood\n2012-08-13,4\n2012-08-13,5\n2012-08-13,3\n2012-08-13,6\n", WHEN + MOOD_COLUMN
    )

    assert faults(broken) == [
        (2, "mood", Fault.NOT_A_NUMBER),
        (4, "", Fault.WRONG_NUMBER_OF_CELLS),
    ]
    of = {checkin.ratings["mood"]: key for key, checkin in mended.checkins}
    assert [key for key, _ in broken.checkins] == [of[5], of[6]]


def test_rows_of_another_width_stay_out_and_blank_lines_are_no_rows():
    found = plan(
        "mood,date\n5,2012-08-13\n\n7\n5,2012-08-14,extra\n6,2012-08-15\n", WHEN + MOOD_COLUMN
    )

    assert faults(found) == [
        (4, "", Fault.WRONG_NUMBER_OF_CELLS),
        (5, "", Fault.WRONG_NUMBER_OF_CELLS),
    ]
    assert len(found.checkins) == 2


def test_lines_are_counted_as_a_text_editor_counts_them():
    found = plan(
        'date,mood,note\n2012-08-13,5,"one\ntwo\nthree"\n2012-08-14,x,"four\nfive"\n2012-08-15,y,\n',
        WHEN + MOOD_COLUMN,
    )

    assert [each.line for each in found.unreadable] == [5, 7]


def test_what_is_wrong_is_said_without_the_content():
    found = plan("date,mood,note\n2012-08-13,my secret,x\n", WHEN + MOOD_COLUMN + NOTE_COLUMN)

    assert "secret" not in repr(found)


def test_columns_without_a_home_are_named():
    found = plan("date, mood ,weather,,n\n2012-08-13,5,sun,,1\n", WHEN + MOOD_COLUMN)

    assert found.without_home == ["weather", "", "n"]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(start):
    data = start + "date,note\n2012-08-13,müde \N{SLEEPING FACE} متعب\n".encode()

    (line,) = only(plan(data, WHEN + NOTE_COLUMN)).lines
    assert line.text == "müde \N{SLEEPING FACE} متعب"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file is empty."),
        ("date,note\n2012-08-13,müde\n".encode("latin-1"), "not UTF-8 text: byte 23"),
        ("date,note\n".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8 text: byte 1"),
        (b'date,note\n2012-08-13,"open\n2012-08-14,x\n', "begins on line 2 is not proper CSV"),
        (b'date,note\n2012-08-13,a\n2012-08-14,"a"b\n', "begins on line 3 is not proper CSV"),
        (b"date,mood\n2012-08-13,5\n", "columns that the file does not have: note"),
        (b"day,words\n2012-08-13,5\n", "columns that the file does not have: date, note"),
        (b"date,note,note\n2012-08-13,a,b\n", "more than one column with this heading: note"),
        (b"date;note\n2012-08-13;a\n", "columns that the file does not have: date, note"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused_as_a_whole(data, said):
    assert said in refusal(data, WHEN + NOTE_COLUMN)


def test_a_file_past_all_measure_is_refused(monkeypatch):
    monkeypatch.setattr(csv_import, "LARGEST_FILE", 20)

    assert "larger than" in refusal("date,note\n2012-08-13,a\n", WHEN + NOTE_COLUMN)


def test_a_heading_without_rows_brings_nothing():
    found = plan("date,mood\n", WHEN + MOOD_COLUMN)

    assert (found.checkins, found.unreadable, found.scales) == ([], [], [])


def test_a_new_scale_has_what_the_map_says():
    columns = """
[columns.tense]
as = "scale"
scale = "Tension"
low = 0
high = 100
better = "lower"
none_at_zero = true
about = "night"
question = "How tense?"
ends = ["calm", "overwhelming"]
asked = false
"""
    (scale,) = plan("date,tense\n2012-08-13,5\n", WHEN + columns).scales

    assert scale == Scale(
        id=scale.id,
        label="Tension",
        question="How tense?",
        low_text="calm",
        high_text="overwhelming",
        better=Better.LOWER,
        none_at_zero=True,
        about=About.NIGHT,
        is_shown=False,
        position=1,
    )


def test_a_scale_made_by_an_import_is_found_again_even_under_another_name():
    columns = '[columns.x]\nas = "scale"\nlabel = "Tension"\nlow = 0\nhigh = 9\n'
    (scale,) = plan("date,x\n2012-08-13,5\n", WHEN + columns).scales
    renamed = Scale(id=scale.id, label="Strain")

    later = plan("date,x\n2012-08-14,5\n", WHEN + columns, scales=[MOOD, renamed])

    assert later.scales == []
    assert set(only(later).ratings) == {scale.id}


def test_a_known_scale_is_found_by_its_id_or_its_name():
    for said in ("mood", "MOOD"):
        columns = MOOD_COLUMN.replace('scale = "mood"', f'scale = "{said}"')
        found = plan("date,mood\n2012-08-13,5\n", WHEN + columns)
        assert found.scales == []
        assert only(found).ratings == {"mood": 5}


def test_a_label_is_always_a_scale_of_the_imports_own():
    columns = MOOD_COLUMN.replace('scale = "mood"', 'label = "Mood"')
    found = plan("date,mood\n2012-08-13,5\n", WHEN + columns)

    (scale,) = found.scales
    assert scale.label == "Mood"
    assert set(only(found).ratings) == {scale.id}


def test_a_name_that_two_scales_have_is_not_decided_by_us():
    twin = Scale(label="mood ".strip())
    columns = MOOD_COLUMN.replace('scale = "mood"', 'scale = "Mood"')

    said = refusal("date,mood\n2012-08-13,5\n", WHEN + columns, scales=[MOOD, twin])

    assert said == "columns.mood.scale: More than one scale is called Mood."


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('better = "lower"', "better"),
        ("none_at_zero = true", "none_at_zero"),
        ('about = "night"', "about"),
    ],
)
def test_a_map_that_contradicts_the_journal_is_refused(more, key):
    said = refusal("date,mood\n2012-08-13,5\n", f"{WHEN}{MOOD_COLUMN}{more}\n")

    assert said.startswith(f"columns.mood.{key}: The scale Mood is already there")


def test_a_rating_does_not_become_a_yes_no_question():
    columns = '[columns.x]\nas = "yes_no"\nquestion = "q"\nscale = "mood"\n'

    assert "columns.x.as: " in refusal("date,x\n2012-08-13,1\n", WHEN + columns)


def test_two_columns_do_not_go_to_one_scale():
    columns = MOOD_COLUMN + MOOD_COLUMN.replace("columns.mood", "columns.other")

    said = refusal("date,mood,other\n2012-08-13,1,2\n", WHEN + columns)

    assert "columns.other: Another column already goes to the scale Mood." in said


def test_only_what_the_new_check_ins_need_is_made():
    columns = """
[columns.a]
as = "scale"
label = "A"
low = 0
high = 10
[columns.b]
as = "scale"
label = "B"
low = 0
high = 10
[columns.t]
as = "tag"
name = "t"
"""
    whole = plan("date,a,b,t\n2012-08-13,1,,1\n2012-08-14,,2,0\n", WHEN + columns)
    (first, _), (second, _) = whole.checkins

    assert [scale.label for scale in whole.scales] == ["A", "B"]
    assert [scale.label for scale in whole.without([first]).scales] == ["B"]
    assert whole.without([first]).tags == []
    nothing = whole.without([first, second])
    assert (nothing.checkins, nothing.scales, nothing.tags) == ([], [], [])


@given(st.lists(st.lists(st.text(), min_size=2, max_size=4), max_size=8))
def test_no_file_makes_the_importer_fail_in_another_way(rows):
    out = io.StringIO()
    csv.writer(out).writerows([["date", "mood"], *rows])
    try:
        data = out.getvalue().encode()
    except UnicodeEncodeError:
        return

    found = plan(data, CLOCK + MOOD_COLUMN)

    assert len(found.checkins) + len(found.unreadable) + found.empty <= len(rows)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_importer_fail_in_another_way(data):
    with suppress(CsvFileError):
        plan(data, WHEN + MOOD_COLUMN)
