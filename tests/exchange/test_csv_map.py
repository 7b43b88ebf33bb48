import pytest

from sessiondesk.domain.scale import About, Better
from sessiondesk.exchange import csv_map
from sessiondesk.exchange.csv_map import (
    ImportMapError,
    NoteColumn,
    ScaleColumn,
    SleepHoursColumn,
    TagColumn,
    YesNoColumn,
)

WHEN = """
source = "my old tracker"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/London"
default_time = "21:00"
"""


def problem(text):
    with pytest.raises(ImportMapError) as refused:
        csv_map.read_map(text)
    return refused.value.problem


def test_a_map_says_what_each_column_is():
    found = csv_map.read_map(
        WHEN
        + """
[columns.mood]
as = "scale"
scale = "mood"
low = 1
high = 5
[columns.Tension]
as = "scale"
label = "Tension"
low = 0
high = 100
better = "lower"
none_at_zero = true
question = "How tense?"
ends = ["calm", "overwhelming"]
asked = false
[columns.slept]
as = "sleep_hours"
[columns.woke]
as = "yes_no"
question = "Woke in the night?"
about = "night"
[columns.gym]
as = "tag"
name = "moved my body"
[columns.remarks]
as = "note"
"""
    )

    assert found.source == "my old tracker"
    assert found.when.zone == "Europe/London"
    assert found.columns == {
        "mood": ScaleColumn(scale="mood", low=1, high=5),
        "Tension": ScaleColumn(
            label="Tension",
            low=0,
            high=100,
            better=Better.LOWER,
            none_at_zero=True,
            question="How tense?",
            ends=("calm", "overwhelming"),
            asked=False,
        ),
        "slept": SleepHoursColumn(),
        "woke": YesNoColumn(question="Woke in the night?", about=About.NIGHT),
        "gym": TagColumn(name="moved my body"),
        "remarks": NoteColumn(),
    }


@pytest.mark.parametrize("written", ['"21:00"', "21:00:00", '"21:00:30"'])
def test_the_time_of_day_may_be_written_in_either_way(written):
    found = csv_map.read_map(WHEN.replace('"21:00"', written) + "[columns.remarks]\nas = 'note'\n")

    assert found.when.clock is not None
    assert found.when.clock.hour == 21


def test_a_format_with_a_time_of_day_needs_no_default():
    found = csv_map.read_map(
        """
source = "s"
[when]
column = "at"
format = "%d.%m.%Y %H:%M"
zone = "Europe/London"
[columns.remarks]
as = "note"
"""
    )

    assert found.when.clock is None


def test_a_format_with_an_offset_needs_no_zone():
    found = csv_map.read_map(
        """
source = "s"
[when]
column = "at"
format = "%Y-%m-%dT%H:%M:%S%z"
[columns.remarks]
as = "note"
"""
    )

    assert found.when.has_offset


@pytest.mark.parametrize(
    ("column", "place"),
    [
        ("as = 'scale'\nscale = 'mood'\nlow = 0", "columns.x: Object missing required field"),
        ("as = 'scale'\nlow = 0\nhigh = 10", "columns.x: Give either a scale or a label."),
        ("as = 'scale'\nscale = 'a'\nlabel = 'b'\nlow = 0\nhigh = 1", "columns.x: Give either"),
        ("as = 'scale'\nscale = ' '\nlow = 0\nhigh = 10", "columns.x.scale: "),
        ("as = 'scale'\nscale = 'a'\nlow = 'none'\nhigh = 10", "columns.x.low: "),
        ("as = 'scale'\nscale = 'a'\nlow = 5\nhigh = 5", "columns.x: low and high are the same"),
        ("as = 'scale'\nscale = 'a'\nlow = nan\nhigh = 5", "columns.x: low and high are numbers"),
        ("as = 'scale'\nscale = 'a'\nlow = 0\nhigh = inf", "columns.x: low and high are numbers"),
        ("as = 'scale'\nscale = 'a'\nlow = 0\nhigh = 5\nbetter = 'up'", "columns.x.better: "),
        ("as = 'scale'\nscale = 'a'\nlow = 0\nhigh = 5\nends = ['a']", "columns.x.ends: "),
        ("as = 'scale'\nscale = 'a'\nlow = 0\nhigh = 5\nendings = []", "unknown field `endings`"),
        ("as = 'yes_no'", "columns.x: Object missing required field `question`"),
        ("as = 'yes_no'\nquestion = 'q'\nabout = 'week'", "columns.x.about: "),
        ("as = 'yes_no'\nquestion = 'q'\nscale = 'a'\nlabel = 'b'", "not both"),
        ("as = 'tag'", "columns.x: Object missing required field `name`"),
        ("as = 'tag'\nname = ''", "columns.x.name: It may not be empty."),
        ("as = 'note'\nname = 'n'", "unknown field `name`"),
        ("as = 'dream'", "columns.x.as: "),
        ("name = 'n'", "columns.x: Object missing required field `as`"),
    ],
)
def test_a_fault_in_a_column_is_named_with_its_place(column, place):
    found = problem(f"{WHEN}[columns.x]\n{column}\n")

    assert place in found
    assert found.endswith(".")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("format = '%Y-%m-%d'\nzone = 'UTC'\ndefault_time = '12:00'", "when: "),
        ("column = 'd'\nformat = '%Y-%m-%d'\ndefault_time = '12:00'", "when.zone: Say in which"),
        (
            "column = 'd'\nformat = '%Y-%m-%d'\nzone = 'Nowhere/At all'",
            "when.zone: This time zone",
        ),
        ("column = 'd'\nformat = '%Y-%m-%d'\nzone = '../etc/passwd'", "when.zone: This time zone"),
        ("column = 'd'\nformat = '%Y-%m-%d'\nzone = 'UTC'", "when.default_time: The format has"),
        ("column = 'd'\nformat = '%Y-%m-%d'\nzone = 'UTC'\ndefault_time = '9pm'", "like 21:00"),
        ("column = 'd'\nformat = '%Y-%m-%d'\nzone = 'UTC'\ndefault_time = '25:00'", "like 21:00"),
        ("column = 'd'\nformat = '%Y-%m-%d'\nzone = 'UTC'\ndefault_time = 21", "default_time: "),
        ("column = 'd'\nformat = '%m-%d %H:%M'\nzone = 'UTC'", "year, month and day"),
        ("column = 'd'\nformat = '%Y-%m-%d %I:%M'\nzone = 'UTC'", "part of the time of day"),
        ("column = 'd'\nformat = '%Y-%m-%d %Q'\nzone = 'UTC'", "when.format: It cannot be read"),
        ("column = 'd'\nformat = '%'\nzone = 'UTC'", "when.format: "),
        ("column = 'd'\nformat = '%Y-%m-%d'\nzone = 'UTC'\nlocale = 'de'", "unknown field"),
    ],
)
def test_a_fault_in_when_is_named(when, said):
    assert said in problem(f"source = 's'\n[when]\n{when}\n[columns.x]\nas = 'note'\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 5000, "The map is not proper TOML"),
        ("source = ", "The map is not proper TOML: "),
        ("low = " + "1" * 5000, "The map is not proper TOML: a number has too many digits."),
        ("[columns]", "missing required field `source`"),
        ("source = 's'", "missing required field `when`"),
        ("source = ''\n" + WHEN.split("\n", 2)[2], "source: "),
        ("source = 's'\nwhen = 5", "when: "),
        ("colour = 'blue'" + WHEN, "unknown field `colour`"),
        (WHEN, "The map names no columns"),
        (WHEN + "[columns.date]\nas = 'note'", "columns.date: This column says when it was."),
        (WHEN + "[columns]\nx = 5", "columns"),
        (
            WHEN + "[columns.a]\nas = 'sleep_hours'\n[columns.b]\nas = 'sleep_hours'",
            "Two columns hold the hours slept",
        ),
    ],
)
def test_what_is_no_map_is_refused(text, said):
    assert said in problem(text)
