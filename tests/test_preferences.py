import json
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk import preferences
from sessiondesk.domain.crisis_line import CrisisLine, OwnLine
from sessiondesk.domain.reminder import Reminder
from sessiondesk.preferences import Appearance, Preferences


@pytest.fixture
def path(tmp_path):
    """Where the preferences are, in a folder that is not there yet."""
    return tmp_path / "sessiondesk" / "preferences.json"


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


some_words = st.text(min_size=1, max_size=200).filter(str.strip)
some_lines = st.builds(
    CrisisLine,
    country=st.sampled_from(["DE", "GB", "JP"]),
    name=st.text(max_size=200),
    line=some_words,
    note=st.text(max_size=200),
    emergency=some_words,
    checked_on=st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
some_reminders = st.builds(
    Reminder,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
some_preferences = st.builds(
    Preferences,
    geometry=st.none() | st.text(),
    language=st.none() | st.sampled_from(["en", "de"]),
    theme=st.sampled_from(Appearance),
    text_size=st.integers(90, 150),
    reduced_motion=st.booleans(),
    remembers_last_vault=st.booleans(),
    last_vault=st.none() | st.text("aäß\udc80 '/", min_size=1).map(Path),
    last_opening_seconds=st.none() | st.floats(0, 3600),
    may_be_captured=st.booleans(),
    country=st.none() | st.sampled_from(["DE", "GB"]),
    crisis_lines=st.lists(some_lines, max_size=3).map(tuple),
    own_lines=st.lists(st.builds(OwnLine, name=some_words, number=some_words), max_size=3).map(
        tuple
    ),
    reminders=st.lists(some_reminders, max_size=3).map(tuple),
    reminded_at=st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),
)


@settings(max_examples=30, deadline=None)
@given(kept=some_preferences)
def test_preferences_come_back_as_they_were_saved(path, kept):
    preferences.save(kept, path)

    found = preferences.load(path)
    assert replace(found, unknown={}) == replace(kept, unknown={})


def test_they_are_kept_in_the_folder_of_this_system(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert preferences.default_path() == tmp_path / "sessiondesk" / "preferences.json"


def test_at_the_first_start_nothing_is_chosen(path):
    assert preferences.load(path) == Preferences()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        "null",
        '"text"',
        b"\xff\xfe{}",
        "\ufeff{}",
        "[" * 50_000,
        '{"a": ' + "9" * 9999,
    ],
)
def test_a_damaged_file_means_the_first_start(path, text):
    write(path, text)

    assert preferences.load(path) == Preferences()


def test_a_folder_in_its_place_means_the_first_start(path):
    path.mkdir(parents=True)

    assert preferences.load(path) == Preferences()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("geometry", 7),
        ("language", ["en"]),
        ("theme", "purple"),
        ("theme", {}),
        ("text_size", 89),
        ("text_size", 151),
        ("text_size", "100"),
        ("text_size", True),
        ("text_size", 100.0),
        ("reduced_motion", 1),
        ("remembers_last_vault", "yes"),
        ("last_vault", 1),
        ("may_be_captured", 1),
        ("last_opening_seconds", -1),
        ("last_opening_seconds", 3601),
        ("last_opening_seconds", True),
        ("last_opening_seconds", float("nan")),
        ("last_opening_seconds", 10**400),
        ("country", "de"),
        ("country", "DEU"),
        ("country", "ÄÖ"),
        ("country", "D1"),
    ],
)
def test_a_damaged_value_takes_no_other_with_it(path, name, value):
    write(path, json.dumps({"language": "de", "country": "GB", "text_size": 120, name: value}))

    found = preferences.load(path)

    standing = Preferences(language="de", country="GB", text_size=120)
    assert found == replace(standing, **{name: getattr(Preferences(), name)})


def test_what_another_version_keeps_is_written_back(path):
    write(path, '{"text_size": 120, "later": {"a": [1, null]}}')

    preferences.save(replace(preferences.load(path), text_size=130), path)

    values = json.loads(path.read_text())
    assert values["later"] == {"a": [1, None]}
    assert values["text_size"] == 130


def test_who_does_not_want_the_last_journal_remembered_leaves_no_trace_of_it(path):
    kept = Preferences(last_vault=Path("/home/a/mine.sdesk"))

    preferences.save(replace(kept, remembers_last_vault=False), path)

    assert "mine" not in path.read_text()


def test_a_text_size_out_of_range_cannot_exist():
    with pytest.raises(ValueError, match="90 to 150"):
        Preferences(text_size=200)


def test_preferences_that_cannot_be_written_stay_as_they_were(path, tmp_path):
    (tmp_path / "sessiondesk").write_text("a file in the way")

    with pytest.raises(FileExistsError):
        preferences.save(Preferences(), path)

    assert (tmp_path / "sessiondesk").read_text() == "a file in the way"


def test_one_number_that_cannot_be_read_takes_no_other_with_it(path):
    preferences.save(
        Preferences(own_lines=(OwnLine(name="Sam", number="01234 5"),), country="GB"), path
    )
    kept = json.loads(path.read_text())
    kept["own_lines"] += ["nothing", {"name": "Kim"}, {"name": "", "number": "1"}]
    kept["crisis_lines"] = [{"country": "nowhere", "name": "", "line": "1"}]
    write(path, json.dumps(kept))

    found = preferences.load(path)

    assert found.own_lines == (OwnLine(name="Sam", number="01234 5"),)
    assert found.crisis_lines == ()
    assert found.country == "GB"


def test_numbers_that_are_no_list_are_left_out(path):
    write(path, json.dumps({"own_lines": {"Sam": "01234 5"}, "country": "GB"}))

    assert preferences.load(path) == Preferences(country="GB")
