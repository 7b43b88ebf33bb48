"""The main job on one real person's diary, at the real window, by keyboard and mouse."""

import csv
import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from pathlib import Path

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet.content import build
from sessiondesk.prepsheet.sheet import BlockId, Choice
from sessiondesk.ui.wording_sheet import SheetWords
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind
from tests.e2e import window_driver
from tests.e2e.window_driver import Home, Window, screen, wait_until

PASSPHRASE = "one real diary and a window"
# The evening of the diary's last day.
NOW = "2013-04-08T18:00:00+02:00"
FIRST_DAY, LAST_DAY = date(2012, 8, 13), date(2013, 4, 8)
# Which column of the file stands for which scale of the program.
BUILT_IN = {"mood": "cheerful", "anxiety": "anxious", "sleep_quality": "sleep_quality"}
OWN = {"worry": "lower", "tired": "lower", "strong": "higher"}
TO_SAY = ("The long winter", "What to do on Sundays", "Working less for a while")
TO_KEEP = "Waiting is allowed"
WHEN = """
source = "one diary"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/Amsterdam"
default_time = "21:00"
"""


def map_text():
    tables = [WHEN]
    tables += [
        f'[columns.{column}]\nas = "scale"\nscale = "{scale}"\nlow = 0\nhigh = 10\n'
        for scale, column in BUILT_IN.items()
    ]
    tables += [
        f'[columns.{column}]\nas = "scale"\nlabel = "{column}"\nlow = 0\nhigh = 10\n'
        f'better = "{better}"\n'
        for column, better in OWN.items()
    ]
    tables.append('[columns.tag_active]\nas = "tag"\nname = "active"\n')
    return "".join(tables)


@pytest.fixture(scope="module")
def rows(real_diary):
    with real_diary.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = Home(root=tmp_path_factory.mktemp("main job"))
    home.environ("")
    (home.work / "map.toml").write_text(map_text())
    (home.work / "passphrase").write_text(PASSPHRASE)
    return home


@pytest.fixture(scope="module")
def sessiondesk(home):
    def sessiondesk(*words):
        command = [sys.executable, "-m", "sessiondesk", *map(str, words)]
        done = subprocess.run(
            [*command, "--passphrase-file", "passphrase"],
            capture_output=True,
            check=False,
            cwd=home.work,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout.decode()

    return sessiondesk


@pytest.fixture(scope="module")
def told(sessiondesk, real_diary):
    """What the import said: to look first, then to do it."""
    sessiondesk("create", "journal")
    command = ("import", real_diary, "--into", "journal", "--map", "map.toml")
    return sessiondesk(*command, "--dry-run"), sessiondesk(*command)


@pytest.fixture(scope="module")
def seen(home, told, needs_tool):
    """Do all of it in one sitting, and return what was on screen on the way."""
    with pytest.MonkeyPatch.context() as patch, screen(needs_tool) as display:
        patch.setattr(window_driver, "WITNESS", Path(__file__).with_name("witness_in_time.py"))
        environ = home.environ(display)
        with Window(environ, home, folder=home.work / "journal", options=[NOW]) as window:
            seen = sitting(window, home)
    return seen


def sitting(window, home):
    unlock(window)
    seen = {"chart": look_at_everything(window)}
    seen["first"], seen["last"] = read_both_ends(window)
    add_therapy_sessions(window)
    bring_up(window)
    save_sheet(window, home.work / "sheet.pdf")
    seen["exit"] = window.quit()
    return seen


def unlock(window):
    window.wait_for("Passphrase", "line")
    window.type(PASSPHRASE)
    window.press("Return")
    window.wait_for("New entry", "button")


def look_at_everything(window):
    """Show the whole diary on the chart, and return what the chart says of itself."""
    window.press("ctrl+5")
    window.click("Range: All", "button")
    whole = "13 August 2012 to 8 April 2013"

    def chart():
        names = (each.name for each in window.look())
        return next((each for each in names if each.startswith("Chart of ") and whole in each), "")

    found = wait_until(chart, f"a chart of {whole}")
    # What draws comes in after the page is there.
    wait_until(lambda: window.ask("modules").get("pyqtgraph"), "the drawing of the chart")
    return found


def read_both_ends(window):
    """Step to the first day and to the last by keyboard, and return what is said there."""
    chart = next(each for each in window.look() if each.name.startswith("Chart of "))
    window.click(chart.name)
    read = []
    for key, day in (("Home", "13 August"), ("End", "8 April")):
        window.press(key)
        read.append(wait_until(partial(line_of, window, day), f"the line of {day}"))
    return read


def line_of(window, day):
    names = (each.name for each in window.look())
    return next((each for each in names if day in each and ", mood" in each.casefold()), "")


def add_therapy_sessions(window):
    window.press("ctrl+3")
    window.click("Begin", "button")
    # One that has been, a week ago: the day is in hand, an arrow key takes one day.
    window.click("Add appointment", "button")
    window.wait_for("Add it", "button")
    window.press(*["Down"] * 7)
    window.wait_for("What became of it")
    window.click("Add it", "button")
    window.wait_until_gone("Add it")
    window.fill("One sentence I want to keep", TO_KEEP, "words", "line")
    # And the next one, tomorrow.
    window.click("Add appointment", "button")
    window.wait_for("Add it", "button")
    window.press("Up")
    window.press("Return")
    window.wait_until_gone("Add it")


def bring_up(window):
    window.press("ctrl+shift+b")
    window.wait_for("Close", "button")
    for words in TO_SAY:
        window.type(words)
        window.press("Return")
    window.wait_for_text("Kept for the next appointment")
    window.press("Escape")


def save_sheet(window, path):
    window.press("ctrl+7")
    window.click("Save PDF…", "button")
    window.wait_until_gone("Save PDF…")
    window.press("ctrl+a")
    window.type(str(path))
    window.press("Return")
    wait_until(path.exists, f"{path.name} is there")
    window.wait_for_text("sheet.pdf is there, and it is not sealed")


# What came of it.


@pytest.fixture(scope="module")
def sheet(seen, home):
    """The model of the sheet, from the journal that the window left behind."""
    unsealed = opening.unseal(home.work / "journal", PASSPHRASE, SlotKind.PASSPHRASE)
    with opening.open_vault(unsealed, now=datetime.fromisoformat(NOW)) as vault:
        return build(gather(journal_of(vault), LAST_DAY), SheetWords(), Choice())


@pytest.fixture(scope="module")
def printed(seen, home, needs_tool):
    """The words of the PDF in the order they were drawn, without blanks."""
    return squeezed(
        subprocess.run(
            [needs_tool("pdftotext"), "-raw", home.work / "sheet.pdf", "-"],
            capture_output=True,
            check=True,
        ).stdout.decode()
    )


def squeezed(text):
    return "".join(text.split())


def mean_and_days(rows, column, last):
    """The mean of the four weeks that end with ``last``, from the file and nothing else."""
    first = last - timedelta(days=27)
    values = [
        Decimal(row[column])
        for row in rows
        if row[column] != "" and first <= date.fromisoformat(row["date"]) <= last
    ]
    mean = sum(values, Decimal(0)) / len(values)
    return f"{mean.quantize(Decimal('0.1'), ROUND_HALF_UP)} ({len(values)})"


def test_the_dry_run_says_what_then_comes_in(told, rows):
    dry, real = told

    assert f"Would come in: {len(rows)} check-ins, 2012-08-13 to 2013-04-08.\n" in dry
    assert f"Came in: {len(rows)} check-ins" in real


def test_the_chart_covers_all_34_weeks_and_says_so(seen, rows):
    assert (LAST_DAY - FIRST_DAY).days + 1 >= 34 * 7
    assert str(len(rows)) in seen["chart"]
    assert seen["chart"].startswith("Chart of Mood and Anxiety")


def test_both_ends_of_the_chart_read_as_they_stand_in_the_file(seen, rows):
    for read, row in ((seen["first"], rows[0]), (seen["last"], rows[-1])):
        for name, column in (("Mood", "cheerful"), ("Anxiety", "anxious")):
            assert f"{name} {float(row[column]):g}".lower() in read.lower()


def test_the_window_ends_in_peace(seen):
    assert seen["exit"] == 0


def test_two_therapy_sessions_and_three_things_to_say_are_kept(seen, sessiondesk, home):
    sessions = json.loads(sessiondesk("show", "journal", "sessions", "--json"))

    assert [each["planned_for"][:10] for each in sessions] == ["2013-04-01", "2013-04-09"]
    assert [each["outcome"] for each in sessions] == ["attended", "planned"]
    assert [each["to_keep"] for each in sessions] == [TO_KEEP, ""]


def test_every_line_of_the_sheet_is_in_the_pdf(sheet, printed):
    lines = [sheet.title, sheet.session, sheet.when, sheet.source]
    for block in sheet.printed:
        lines.append(block.title)
        drawn = [] if block.panel is None else [block.panel.chart_line]
        for line in block.lines:
            # The chart is drawn; its name is for the list of what can be switched.
            if line.is_on and line not in drawn:
                lines += [line.text, line.caption, *line.cells]
        if block.panel is not None:
            lines += [series.name for series in block.panel.chart.series]
    bring_up = sheet.block(BlockId.TO_BRING_UP)

    assert [line.text for line in bring_up.lines] == list(TO_SAY)
    assert sheet.session == "Session 2"
    assert TO_KEEP in [line.text for line in sheet.block(BlockId.FROM_LAST_TIME).lines]
    assert [line for line in lines if squeezed(line) not in printed] == []


def test_the_numbers_are_the_means_of_the_file(sheet, rows, printed):
    before = LAST_DAY - timedelta(days=28)
    panel = sheet.block(BlockId.HOW_IT_HAS_BEEN).panel
    columns = {**BUILT_IN, **{name: name for name in OWN}}
    checked = 0
    for row in panel.rows:
        column = columns.get(row.text.casefold().replace(" ", "_"))
        if column is None:
            continue
        expected = [mean_and_days(rows, column, last) for last in (LAST_DAY, before)]
        assert list(row.cells) == expected, row.text
        assert squeezed(row.text + "".join(expected)) in printed
        checked += 1
    assert checked >= 3


def test_fonts_are_in_the_pdf_and_the_chart_is_drawn_not_scanned(seen, home, needs_tool):
    pdf = home.work / "sheet.pdf"
    fonts = subprocess.run([needs_tool("pdffonts"), pdf], capture_output=True, check=True)
    images = subprocess.run(
        [needs_tool("pdfimages"), "-list", pdf], capture_output=True, check=True
    )

    _, _, *rows_of_fonts = fonts.stdout.decode().splitlines()
    assert rows_of_fonts
    for row in rows_of_fonts:
        *_, is_embedded, _is_subset, has_unicode, _object, _generation = row.split()
        assert (is_embedded, has_unicode) == ("yes", "yes")
    assert len(images.stdout.decode().splitlines()) == 2  # the heading only
