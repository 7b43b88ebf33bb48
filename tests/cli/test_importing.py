import pytest

MAP = """
source = "my old tracker"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/London"
default_time = "21:00"
[columns.mood]
as = "scale"
scale = "mood"
low = 0
high = 10
[columns.tense]
as = "scale"
label = "Tension"
low = 1
high = 5
better = "lower"
[columns.out]
as = "tag"
name = "outdoors"
[columns.words]
as = "note"
"""
ROWS = """date,mood,tense,out,weather,words
2026-01-02,7,5,1,sun,"one
two"
2026-01-03,,3,0,rain,
2026-01-04,0,,,,
"""


@pytest.fixture
def import_(run, folder, recovery_file, tmp_path):
    """Bring in rows by a map, both given as text or bytes."""

    def import_(rows=ROWS, map_text=MAP, *words):
        file, map_file = tmp_path / "rows.csv", tmp_path / "map.toml"
        file.write_bytes(rows.encode() if isinstance(rows, str) else rows)
        map_file.write_bytes(map_text.encode() if isinstance(map_text, str) else map_text)
        return run(
            *("import", file, "--into", folder, "--map", map_file),
            *("--recovery-key-file", recovery_file, *words),
        )

    return import_


@pytest.fixture
def kept(open_):
    """Count everything in the journal."""

    def kept():
        with open_() as journal:
            return dict(journal.counts())

    return kept


def test_a_dry_run_says_what_would_come_in_and_writes_nothing(import_, kept):
    before = kept()

    rows = f"{ROWS}2026-02-30,5,,,,\n2026-01-05,eleven,,,,\n2026-01-06,5\n2026-01-07,,,,,\n"
    answer = import_(rows, MAP, "--dry-run")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "Would come in: 3 check-ins, 2026-01-02 to 2026-01-04.\n"
        "New scales: Tension.\n"
        "New tags: outdoors.\n"
        "Known from an earlier import: 0.\n"
        "Rows with nothing but a time, left out: 1.\n"
        "Rows that cannot be read, left out: 3.\n"
        "  line 6, date: not a date of the form in the map, or one that does not exist\n"
        "  line 7, mood: not a number\n"
        "  line 8: it has not as many cells as the headings\n"
        "Columns without a home: weather.\n"
        "Nothing was written.\n"
    )
    assert kept() == before


def test_an_import_keeps_what_the_dry_run_said(import_, open_):
    answer = import_()

    assert answer.code == 0
    assert answer.out.startswith("Came in: 3 check-ins, 2026-01-02 to 2026-01-04.\n")
    with open_() as journal:
        extent = journal.checkins.extent()
        first, second, third = journal.checkins.between(extent)
        (tension,) = (each for each in journal.scales.all() if each.label == "Tension")
        (tag,) = journal.tags.all()
        assert first.ratings == {"mood": 7, tension.id: 10}
        assert [line.text for line in first.lines] == ["one", "two"]
        assert first.tags == {tag.id}
        assert second.ratings == {tension.id: 5}
        assert third.ratings == {"mood": 0}
        assert tag.name == "outdoors"


def test_a_second_import_of_the_same_file_adds_nothing(import_, kept):
    import_()
    before = kept()

    for words in (["--dry-run"], []):
        answer = import_(ROWS, MAP, *words)
        assert answer.code == 0
        assert "0 check-ins." in answer.out
        assert "Known from an earlier import: 3.\n" in answer.out
        assert "New" not in answer.out
    assert kept() == before


def test_a_longer_file_adds_only_what_is_new(import_, kept):
    import_()

    answer = import_(f"{ROWS}2026-01-05,5,,,,\n")

    assert answer.out.startswith("Came in: 1 check-in, 2026-01-05 to 2026-01-05.\n")
    assert kept()["checkin"] == 4


def test_what_was_removed_since_stays_removed(import_, open_):
    import_()
    with open_() as journal:
        first, *_ = journal.checkins.between(journal.checkins.extent())
        journal.checkins.remove(first.id)

    import_()

    with open_() as journal:
        assert journal.checkins.find(first.id) is None
        assert len(journal.checkins.between(journal.checkins.extent())) == 2


def test_an_entry_that_was_changed_since_stays_changed(import_, open_):
    import_()
    with open_() as journal:
        first, *_ = journal.checkins.between(journal.checkins.extent())
        journal.checkins.record(type(first)(felt_at=first.felt_at, day=first.day, id=first.id))

    import_()

    with open_() as journal:
        assert journal.checkins.find(first.id).ratings == {}


def test_html_and_formulas_are_words_like_others(import_, open_):
    words = "<img src=http://example.org/x.png> =HYPERLINK(1) {{7*7}} \x1b[31m"
    import_(f'date,mood,tense,out,words\n2026-01-02,5,,,"{words}"\n')

    with open_() as journal:
        (only,) = journal.checkins.between(journal.checkins.extent())
        assert [line.text for line in only.lines] == [words]


@pytest.mark.parametrize(
    ("rows", "map_text", "said"),
    [
        ("", MAP, "The file is empty. Nothing was brought in."),
        ("date,mood,tense,out,words\n1,2,3,4,müde".encode("latin-1"), MAP, "is not UTF-8 text"),
        (ROWS.encode("utf-16"), MAP, "The file is UTF-16 text."),
        (ROWS + '2026-01-05,5,,,,"open\n', MAP, "line 6 is not proper CSV"),
        ("date,mood\n2026-01-02,5\n", MAP, "does not have: tense, out, words. Nothing was"),
        (ROWS, MAP.replace("date", "day"), "does not have: day. Nothing was brought in."),
        (ROWS, "source", "The map is not proper TOML"),
        (ROWS, MAP + "[columns.weather]\nas = 'sky'", "columns.weather.as: "),
        (ROWS, MAP + "colour = 1", "unknown field `colour`"),
        (ROWS, MAP.encode("utf-16"), "The map is not UTF-8 text: byte 1"),
        (ROWS, b"#" * 1_100_000, "The map is larger than 1 MB."),
        (ROWS, MAP.replace("better = ", "none_at_zero = true\nbetter = "), None),
        (
            ROWS,
            MAP.replace('scale = "mood"', 'scale = "mood"\nbetter = "lower"'),
            "columns.mood.better: The scale Mood is already there with another value.",
        ),
        ("date,mood,tense,out,words\nx,1,1,1,\n", MAP, "No row of the file could be read"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_lost(import_, kept, rows, map_text, said):
    before = kept()

    answer = import_(rows, map_text)

    if said is None:
        assert answer.code == 0
    else:
        assert answer.code == 1
        assert answer.err.startswith("sessiondesk: ")
        assert said in answer.err
        assert "othing was brought in" in answer.err
        assert kept() == before


def test_ten_megabytes_in_one_cell_keep_one_row_out(import_, kept):
    answer = import_(
        "date,mood,tense,out,words\n"
        f"2026-01-02,5,,,{'x' * 10_000_000}\n"
        f"2026-01-03,6,,,{'y' * 1_000_000}\n"
    )

    assert answer.code == 0
    assert "line 2, words: longer than 1,048,576 characters" in answer.out
    assert kept()["checkin"] == 1


@pytest.mark.parametrize("which", ["file", "map"])
@pytest.mark.parametrize(
    ("path", "reason"),
    [("nowhere.csv", "it is not there"), (".", "it is a folder"), ("a\0b", "no possible name")],
)
def test_a_file_that_cannot_be_read_is_named(run, tmp_path, which, path, reason):
    given = {"file": tmp_path / "rows.csv", "map": tmp_path / "map.toml"}
    given["file"].write_text(ROWS)
    given["map"].write_text(MAP)
    given[which] = tmp_path / path

    answer = run("import", given["file"], "--into", tmp_path / "j", "--map", given["map"])

    assert answer.code == 1
    assert reason in answer.err
    assert "Nothing was" in answer.err


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_only_be_read_takes_nothing_in(import_, folder, kept):
    before = kept()
    folder.chmod(0o500)

    answer = import_()

    folder.chmod(0o700)
    assert answer.code == 1
    assert "The journal's file may not be written. This was not kept" in answer.err
    assert kept() == before


def test_an_hour_that_happened_twice_is_told(import_):
    rows = "date,mood,tense,out,words\n2025-10-26 01:30,5,,,\n"
    answer = import_(rows, MAP.replace("%Y-%m-%d", "%Y-%m-%d %H:%M"), "--dry-run")

    assert "taken for the first of the two: 1." in answer.out


def test_what_is_wrong_with_a_row_is_said_without_its_content(import_):
    answer = import_("date,mood,tense,out,words\n2026-01-02,my secret,,,more secret\n")

    assert "secret" not in answer.out + answer.err


def test_a_heading_cannot_write_to_the_terminal_what_it_likes(import_):
    rows = ROWS.replace("weather", "\x1b[2J\x07" + "weather " * 1000)

    answer = import_(rows, MAP, "--dry-run")

    (line,) = (each for each in answer.out.splitlines() if "without a home" in each)
    assert line.startswith("Columns without a home: \N{REPLACEMENT CHARACTER}[2J")
    assert line.isprintable()
    assert len(line) < 100


def test_one_check_in_is_said_as_one(import_):
    answer = import_("date,mood,tense,out,weather,words\n2026-01-02,7,,,,\n")

    assert answer.out.startswith("Came in: 1 check-in, 2026-01-02 to 2026-01-02.\n")


def test_life_events_come_in_once(import_, kept, open_):
    map_text = MAP + '[columns.weather]\nas = "life_event"\nkind = "other"\ntitle = "{} outside"\n'

    first = import_(ROWS, map_text)

    assert first.code == 0, first.err
    assert "Came in: 2 life events." in first.out
    with open_() as journal:
        assert [event.title for event in journal.life_events.all()] == [
            "sun outside",
            "rain outside",
        ]
    before = kept()
    again = import_(ROWS, map_text)
    assert "Known from an earlier import: 5." in again.out
    assert kept() == before


def test_totals_of_a_form_come_in_once_and_a_later_file_adds_to_it(import_, kept, open_):
    map_text = MAP + (
        '[columns.form]\nas = "form_total"\nform = "Strain sheet"\nlow = 0\nhigh = 40\n'
    )
    head = "date,mood,tense,out,weather,words,form\n"
    rows = head + "2026-01-02,7,,,,,12.5\n2026-02-02,,,,,,9\n2026-03-02,,,,,,41\n"
    rows += "2999-01-01,,,,,,3\n"

    asked = import_(rows, map_text, "--dry-run")
    first = import_(rows, map_text)

    assert asked.out == (
        "Would come in: 1 check-in, 2026-01-02 to 2026-01-02.\n"
        "Would come in: 2 totals of forms, 2026-01-02 to 2026-02-02.\n"
        "New forms: Strain sheet.\n"
        "Known from an earlier import: 0.\n"
        "Rows that cannot be read, left out: 2.\n"
        "  line 4, form: the number is out of range\n"
        "  line 5, date: this day has not come yet, so nothing was filled in on it\n"
        "Columns without a home: weather.\n"
        "Nothing was written.\n"
    )
    assert first.code == 0, first.err
    before = kept()
    again = import_(rows, map_text)
    assert "Known from an earlier import: 3." in again.out
    assert kept() == before
    import_(head + "2026-04-02,,,,,,3\n", map_text)
    with open_() as journal:
        (form,) = journal.measures.forms()
        assert [each.total for each in journal.measures.totals(form.id)] == [12.5, 9, 3]
