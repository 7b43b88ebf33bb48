import os
import stat
import subprocess
from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def sheet(run, folder, recovery_file):
    def sheet(out, *words):
        return run(
            "prep-sheet", folder, "--out", out, *words, "--recovery-key-file", recovery_file
        )

    return sheet


@pytest.fixture
def text_of(needs_tool):
    tool = needs_tool("pdftotext")

    def text_of(path):
        done = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True)
        return done.stdout.decode()

    return text_of


def test_the_sheet_is_a_pdf_for_its_owner_only(sheet, tmp_path, open_, text_of):
    with open_() as journal:
        journal.bring_ups.add("The night before the move.")
        for day in range(1, 29):
            moment = datetime(2026, 4, day, 21, 0, tzinfo=timezone(timedelta(hours=2)))
            journal.checkins.record(
                CheckIn(felt_at=moment, day=moment.date(), ratings={ScaleId("mood"): 4 + day % 2})
            )
    out = tmp_path / "sheet.pdf"

    answer = sheet(out, "--date", "2026-04-28")

    assert (answer.code, answer.err) == (0, "")
    assert f"The prep sheet for 2026-04-28 is in {out}, 1 page.\n" in answer.out
    assert "not encrypted" in answer.out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    text = text_of(out)
    assert "The night before the move." in text
    assert "4.5 (28)" in text


def test_questionnaires_stand_on_it_and_what_was_put_first_by_hand(
    sheet, tmp_path, open_, text_of
):
    with open_() as journal:
        instrument = journal.measures.instruments.find("phq9")
        for day, value in ((date(2026, 3, 31), 2), (date(2026, 4, 28), 1)):
            answers = {item.n: value for item in instrument.items}
            journal.measures.record(
                Assessment(
                    instrument="phq9",
                    version=instrument.version,
                    day=day,
                    answers=answers,
                    total=9 * value,
                    on_sheet=value == 1,
                )
            )
    out = tmp_path / "sheet.pdf"

    assert sheet(out, "--date", "2026-04-28").code == 0

    text = " ".join(text_of(out).split())
    assert f"{instrument.item(9).text} I ticked: {instrument.option(1).text}." in text
    assert "PHQ-9, 28 Apr 18 9 reliable improvement" in text


def test_an_empty_journal_gives_a_form_to_fill_in(sheet, tmp_path, text_of):
    out = tmp_path / "sheet.pdf"

    assert sheet(out).code == 0
    assert "Prep sheet" in text_of(out)


@pytest.mark.parametrize(("paper", "size"), [("a4", "595"), ("letter", "612")])
def test_the_paper_can_be_chosen(sheet, tmp_path, needs_tool, paper, size):
    out = tmp_path / "sheet.pdf"

    assert sheet(out, "--paper", paper).code == 0

    done = subprocess.run([needs_tool("pdfinfo"), out], capture_output=True, check=True)
    (line,) = (each for each in done.stdout.decode().splitlines() if each.startswith("Page size"))
    assert size in line


def test_the_paper_of_the_journal_is_taken_when_none_is_said(sheet, tmp_path, open_, needs_tool):
    with open_() as journal:
        journal.settings.change(paper="letter")
    out = tmp_path / "sheet.pdf"

    sheet(out)

    done = subprocess.run([needs_tool("pdfinfo"), out], capture_output=True, check=True)
    assert b"612 x 792" in done.stdout


@pytest.mark.parametrize(("count", "is_whole"), [(18, True), (90, False)])
def test_what_finds_no_room_goes_on_a_second_page_and_the_rest_is_told(
    sheet, tmp_path, open_, count, is_whole
):
    with open_() as journal:
        for number in range(count):
            journal.bring_ups.add(f"Number {number}. " + "And what I thought about it. " * 10)

    answer = sheet(tmp_path / "sheet.pdf")

    assert answer.code == 0
    assert "2 pages" in answer.out
    assert (answer.err == "") is is_whole
    assert ("found no room on two pages" in answer.err) is not is_whole


def test_a_sheet_takes_the_place_of_an_earlier_one(sheet, tmp_path):
    out = tmp_path / "sheet.pdf"
    sheet(out, "--date", "2026-04-28")
    first = out.read_bytes()

    assert sheet(out, "--date", "2026-04-29").code == 0
    assert out.read_bytes() != first
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_pdf_of_another_program_is_left_as_it_is(sheet, tmp_path):
    out = tmp_path / "invoice.pdf"
    other = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /ID [<9b2d><9b2d>] >>\n%%EOF\n"
    out.write_bytes(other)

    answer = sheet(out)

    assert answer.code == 1
    assert "that is no PDF of this program. It was left as it is." in answer.err
    assert out.read_bytes() == other


def test_the_same_day_gives_the_same_file(sheet, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        sheet(tmp_path / name, "--date", "2026-04-28")

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_nothing_else_is_overwritten(sheet, tmp_path, folder):
    before = (folder / "vault.db").read_bytes()
    (tmp_path / "notes").write_text("My own notes.")
    (tmp_path / "link.pdf").symlink_to(folder / "vault.db")

    for place, said in (
        (tmp_path / "notes", "that is no PDF of this program. It was left as it is."),
        (folder / "vault.db", "inside of the journal's folder"),
        (folder / "new.pdf", "inside of the journal's folder"),
        (tmp_path / "link.pdf", "inside of the journal's folder"),
        (tmp_path, "is a folder. Nothing was written."),
        (tmp_path / "no" / "where.pdf", "is not there. Nothing was written."),
        (tmp_path / ("x" * 300), "its name is too long"),
        (tmp_path / "a\0b", "no possible name"),
    ):
        answer = sheet(place)
        assert answer.code == 1, place
        assert said in answer.err
    assert (folder / "vault.db").read_bytes() == before
    assert not (folder / "new.pdf").exists()


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_only_be_read_gets_no_sheet(sheet, tmp_path):
    around = tmp_path / "around"
    around.mkdir()
    around.chmod(0o500)

    answer = sheet(around / "sheet.pdf")

    around.chmod(0o700)
    assert answer.code == 1
    assert "The PDF cannot be used" in answer.err
    assert "this account has no right to it" in answer.err
    assert list(around.iterdir()) == []


@pytest.mark.parametrize(
    ("day", "code"), [("1899-12-31", 2), ("1900-01-01", 0), ("9999-12-31", 0)]
)
def test_a_sheet_has_a_date_with_months_before_it(sheet, tmp_path, day, code):
    assert sheet(tmp_path / "sheet.pdf", "--date", day).code == code


def test_what_is_no_file_is_not_written_over(sheet, tmp_path):
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)

    answer = sheet(pipe)

    assert answer.code == 1
    assert answer.err == (
        f"sessiondesk: {pipe} is no file. Nothing was written. Choose another name.\n"
    )
