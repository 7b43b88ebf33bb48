"""The main job on one real person's diary: in, two sessions, three things to say, the sheet."""

import csv
import json
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.course import Course
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind

PASSPHRASE = "one real diary, for a test"
ZONE = "Europe/Amsterdam"
WHEN = f"""
source = "one diary"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "{ZONE}"
default_time = "21:00"
"""
SCALES_ON_A_SHEET = 5
LAST_DAY = date(2013, 4, 8)

LOWER_TWO_SIDED = ("down", "anxious", "guilty", "lonely")
LOWER = ("worry", "irritated", "restless", "tired", "doubt", "selfdoubt")
HIGHER = (
    "cheerful",
    "relaxed",
    "satisfied",
    "strong",
    "selflike",
    "handle",
    "concentrate",
    "nice_day",
)
NIGHT = ("night_long_to_fall_asleep", "night_woke_3plus", "morning_lay_awake_30plus")
TAGS = ("worked", "hard_event", "good_event", "mostly_alone", "active")
NO_HOME = ["n_beeps", "phase", "scl90r_dep"]


def map_text():
    tables = [WHEN]
    for names, better, none_at_zero in (
        (LOWER_TWO_SIDED, "lower", "false"),
        (LOWER, "lower", "true"),
        (HIGHER, "higher", "true"),
    ):
        tables += [
            f'[columns.{name}]\nas = "scale"\nlabel = "{name}"\nlow = 0\nhigh = 10\n'
            f'better = "{better}"\nnone_at_zero = {none_at_zero}\n'
            for name in names
        ]
    tables.append(
        '[columns.sleep_quality]\nas = "scale"\nscale = "sleep_quality"\nlow = 0\nhigh = 10\n'
    )
    tables += [
        f'[columns.{name}]\nas = "yes_no"\nquestion = "{name}"\nabout = "night"\n'
        f'better = "lower"\n'
        for name in NIGHT
    ]
    tables += [f'[columns.tag_{name}]\nas = "tag"\nname = "{name}"\n' for name in TAGS]
    return "".join(tables)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("main job")
    (folder / "map.toml").write_text(map_text())
    (folder / "passphrase").write_text(PASSPHRASE)
    return folder


@pytest.fixture(scope="module")
def sessiondesk(place):
    def sessiondesk(*words, secret=True):
        given = ["--passphrase-file", "passphrase"] if secret else []
        done = subprocess.run(
            [sys.executable, "-m", "sessiondesk", *map(str, words), *given],
            capture_output=True,
            check=False,
            cwd=place,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout.decode()

    return sessiondesk


@pytest.fixture(scope="module")
def rows(real_diary):
    with real_diary.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def imported(sessiondesk, real_diary, rows):
    sessiondesk("create", "journal")
    command = ("import", real_diary, "--into", "journal", "--map", "map.toml")
    told = [sessiondesk(*command, "--dry-run"), sessiondesk(*command), sessiondesk(*command)]
    return told, json.loads(sessiondesk("show", "journal", "checkins", "--json"))


def test_the_dry_run_and_the_import_say_the_same(imported, rows):
    (dry, real, again), _ = imported

    assert f"Would come in: {len(rows)} check-ins, 2012-08-13 to 2013-04-08.\n" in dry
    assert "Rows that cannot be read, left out: 0.\n" in dry
    assert f"Columns without a home: {', '.join(NO_HOME)}.\n" in dry
    assert f"Came in: {len(rows)} check-ins" in real
    assert "Came in: 0 check-ins." in again
    assert f"Known from an earlier import: {len(rows)}.\n" in again


def test_every_answer_is_kept_and_nothing_else(imported, rows, sessiondesk):
    _, checkins = imported
    scales = json.loads(sessiondesk("show", "journal", "scales", "--json"))
    tags = json.loads(sessiondesk("show", "journal", "tags", "--json"))
    id_of = {scale["label"]: scale["id"] for scale in scales} | {"sleep_quality": "sleep_quality"}
    tag_of = {tag["name"]: tag["id"] for tag in tags}
    assert len(checkins) == len(rows)

    for row, checkin in zip(rows, checkins, strict=True):
        names = (*LOWER_TWO_SIDED, *LOWER, *HIGHER, *NIGHT, "sleep_quality")
        assert checkin["day"] == row["date"]
        assert checkin["ratings"] == {
            id_of[name]: float(row[name]) for name in names if row[name] != ""
        }
        assert set(checkin["tags"]) == {tag_of[each] for each in TAGS if row[f"tag_{each}"] == "1"}
        assert checkin["sleep_hours"] is None


def mean_and_days(rows, name, last):
    """The mean of the four weeks that end with ``last``, from the file and nothing else."""
    first = last - timedelta(days=27)
    values = [
        Decimal(row[name])
        for row in rows
        if row[name] != "" and first <= date.fromisoformat(row["date"]) <= last
    ]
    mean = sum(values, Decimal(0)) / len(values)
    return f"{mean.quantize(Decimal('0.1'), ROUND_HALF_UP)} ({len(values)})"


def test_the_sheet_has_the_numbers_of_the_file(imported, place, rows, sessiondesk, needs_tool):
    unsealed = opening.unseal(place / "journal", PASSPHRASE, SlotKind.PASSPHRASE)
    with opening.open_vault(unsealed, now=datetime(2013, 4, 8).astimezone()) as vault:
        journal = journal_of(vault)
        course = Course(started_on=date(2013, 3, 25))
        journal.courses.record(course)
        for day, outcome, to_keep in (
            (1, Outcome.ATTENDED, "Waiting is allowed."),
            (9, Outcome.PLANNED, ""),
        ):
            journal.sessions.record(
                TherapySession(
                    course_id=course.id,
                    planned_for=datetime(2013, 4, day, 14, 0),
                    zone=ZONE,
                    outcome=outcome,
                    to_keep=to_keep,
                )
            )
        to_say = ["The long winter.", "What to do on Sundays?", "Working less for a while."]
        for text in to_say:
            journal.bring_ups.add(text)
        journal.close()

    sessiondesk("prep-sheet", "journal", "--out", "sheet.pdf", "--date", LAST_DAY)

    done = subprocess.run(
        [needs_tool("pdftotext"), "-layout", place / "sheet.pdf", "-"],
        capture_output=True,
        check=True,
    )
    lines = [" ".join(line.split()) for line in done.stdout.decode().splitlines()]
    text = "\n".join(lines)
    for words in (*to_say, "Waiting is allowed.", "Session 2", "9 April 2013"):
        assert words in text
    before = LAST_DAY - timedelta(days=28)
    table = dict(re.findall(r"(\w+) (\d+\.\d \(\d+\) \d+\.\d \(\d+\))$", text, re.MULTILINE))
    assert len(table) == SCALES_ON_A_SHEET
    for name, numbers in table.items():
        expected = [mean_and_days(rows, name, last) for last in (LAST_DAY, before)]
        assert numbers == " ".join(expected), name


def test_the_sheet_is_text_and_vectors(imported, place, needs_tool):
    sheet = place / "sheet.pdf"
    fonts = subprocess.run([needs_tool("pdffonts"), sheet], capture_output=True, check=True)
    images = subprocess.run(
        [needs_tool("pdfimages"), "-list", sheet], capture_output=True, check=True
    )

    _, _, *rows_of_fonts = fonts.stdout.decode().splitlines()
    assert rows_of_fonts
    for row in rows_of_fonts:
        *_, is_embedded, _is_subset, has_unicode, _object, _generation = row.split()
        assert (is_embedded, has_unicode) == ("yes", "yes")
    assert len(images.stdout.decode().splitlines()) == 2  # the heading only
