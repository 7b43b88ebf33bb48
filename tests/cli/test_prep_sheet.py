"""Every page that goes on paper, in every form, from the command line."""

import io
import stat
import subprocess
from datetime import UTC, date, datetime, timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.kept_sheet import SheetLayout, TakenAs
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.review import Finding, Review, SpeaksFor
from sessiondesk.domain.sheet_preset import PersonName, SheetPreset
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights import keeping
from sessiondesk.insights.counts import Count, CountOf
from sessiondesk.journal.sheets import Sheets
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.handover_document import CHOICE, Choice, Field, Part
from sessiondesk.ui.paper import locked_pdf

pytestmark = pytest.mark.usefixtures("qapp")

ON = date(2026, 4, 28)
SAID = "The night before the move, with Anna."
PASSWORD = "four words and a comma"


@pytest.fixture
def filled(open_):
    """A journal with something on every page."""
    with open_() as journal:
        journal.bring_ups.add(SAID)
        for back in range(28):
            day = ON - timedelta(days=back)
            moment = datetime(day.year, day.month, day.day, 21, tzinfo=UTC)
            journal.checkins.record(
                CheckIn(felt_at=moment, day=day, ratings={ScaleId("mood"): 4 + back % 2})
            )
        course = Course(started_on=date(2026, 1, 8), approach="Schema therapy")
        journal.courses.record(course)
        for day, words in ((date(2026, 3, 3), "zinnober"), (date(2026, 4, 20), "With Anna.")):
            journal.reviews.record(
                Review(day=day, course_id=course.id, own_words=words, findings=(HELD_BACK,))
            )
        journal.drafts.keep(Field.WHY, Kind.COURSE, course.id, "I could not sleep. Anna knew.")
        choice = Choice().part_switched(Part.GOALS, is_on=False)
        journal.drafts.keep(CHOICE, Kind.COURSE, course.id, choice.as_text())


HELD_BACK = Finding(
    side=SpeaksFor.AGAINST,
    asked=Asked.COUNT,
    claim=keeping.encode(Count(what=CountOf.HELD_BACK, n=3, of=4)),
)


@pytest.fixture
def make(run, folder, recovery_file):
    """Make a page."""

    def make(out, *words):
        given = ("--recovery-key-file", recovery_file)
        return run("prep-sheet", folder, "--out", out, *words, *given)

    return make


@pytest.fixture
def said(make):
    """Return a page as text."""

    def said(*words):
        answer = make("-", "--format", "text", *words)
        assert answer.code == 0, answer.err
        return answer.out

    return said


@pytest.fixture
def text_of(needs_tool):
    tool = needs_tool("pdftotext")

    def text_of(path, *options):
        done = subprocess.run([tool, *options, path, "-"], capture_output=True, check=False)
        return done.returncode, done.stdout.decode()

    return text_of


@pytest.mark.parametrize(
    ("layout", "holds"),
    [
        ("sheet", SAID),
        ("card", "22 to 28 April 2026"),
        ("review", "With Anna."),
        ("handover", "I could not sleep."),
    ],
)
def test_each_page_can_be_had_in_each_form(*, make, filled, tmp_path, text_of, layout, holds):
    words = ["--layout", layout]
    if layout != "handover":
        words += ["--date", ON.isoformat()]
    pdf, page, text = (tmp_path / f"it.{ending}" for ending in ("pdf", "html", "txt"))

    for out in (pdf, page, text):
        answer = make(out, *words)
        assert answer.code == 0, answer.err
        assert str(out) in answer.out
        assert "not encrypted" in answer.out
        assert stat.S_IMODE(out.stat().st_mode) == 0o600

    assert holds in " ".join(text_of(pdf)[1].split())
    assert holds in page.read_text()
    assert holds in text.read_text()
    assert page.read_text().lower().startswith("<!doctype html")


def test_a_text_can_be_read_from_standard_output_and_is_all_that_is_there(make, filled):
    answer = make("-", "--format", "text", "--date", ON.isoformat())

    assert answer.code == 0
    assert answer.out.startswith("Prep sheet\n")
    assert SAID in answer.out
    assert "encrypted" not in answer.out + answer.err


def test_the_form_can_be_said_whatever_the_name_of_the_file(make, filled, tmp_path):
    out = tmp_path / "sheet"

    assert make(out, "--format", "html", "--date", ON.isoformat()).code == 0
    assert out.read_text().lower().startswith("<!doctype html")


def test_without_a_layout_the_page_is_the_one_of_the_window(said, filled, open_):
    with open_() as journal:
        journal.settings.change(sheet_layout="card")

    assert said("--date", ON.isoformat()).startswith("Diary card\n")
    assert said("--layout", "sheet", "--date", ON.isoformat()).startswith("Prep sheet\n")


def test_a_preset_is_what_was_chosen_for_that_reader(said, filled, open_):
    with open_() as journal:
        mine = SheetPreset(layout="card")
        journal.settings.change(
            sheet_off=frozenset({"to_bring_up"}), sheet_presets={"myself": mine}
        )
    words = ("--date", ON.isoformat())

    assert SAID not in said(*words)
    assert SAID not in said("--preset", "therapist", *words)
    assert said("--preset", "myself", *words).startswith("Diary card\n")
    assert said("--preset", "myself", "--layout", "sheet", *words).startswith("Prep sheet\n")
    # Nothing was chosen for a doctor yet: what was written for the therapist is not for them.
    assert SAID not in said("--preset", "doctor", *words)


def test_own_words_stay_off_the_card_unless_they_are_put_on(said, open_):
    with open_() as journal:
        moment = datetime(2026, 4, 28, 21, tzinfo=UTC)
        journal.checkins.record(
            CheckIn(felt_at=moment, day=ON, lines=(NoteLine(text="zinnober"),))
        )
    words = ("--layout", "card", "--date", ON.isoformat())
    before = said(*words)
    with open_() as journal:
        journal.settings.change(sheet_lines_on=frozenset({"card:words"}))

    assert "zinnober" not in before
    assert "zinnober" in said(*words)


@pytest.mark.parametrize(("pages", "where"), [(1, "one page"), (2, "two pages")])
def test_what_finds_no_room_on_the_pages_that_were_asked_for_is_told(
    make, open_, tmp_path, pages, where
):
    with open_() as journal:
        for number in range(90):
            journal.bring_ups.add(f"Number {number}. " + "And what I thought about it. " * 10)

    answer = make(tmp_path / "sheet.pdf", "--pages", pages)

    assert answer.code == 0
    assert f"found no room on {where}" in answer.err


def test_a_card_with_too_much_for_a_page_says_so(make, filled, open_, tmp_path):
    with open_() as journal:
        for number in range(60):
            journal.practices.record(Practice(text=f"Thing {number}", agreed_on=ON))

    answer = make(tmp_path / "card.pdf", "--layout", "card", "--date", ON.isoformat())

    assert "1 page." in answer.out
    assert "found no room on the page" in answer.err


def test_a_long_hand_over_says_how_much_it_is_over(make, filled, open_, tmp_path):
    with open_() as journal:
        course = journal.courses.current()
        journal.drafts.keep(Field.NEXT, Kind.COURSE, course.id, "I would like that. " * 800)

    answer = make(tmp_path / "hand-over.pdf", "--layout", "handover")

    assert answer.code == 0
    assert "lines longer than two pages" in answer.err


def test_the_review_is_the_latest_one_up_to_the_date(said, filled):
    now = said("--layout", "review", "--date", "2026-05-01")
    then = said("--layout", "review", "--date", "2026-04-01")

    assert "With Anna." in now
    assert "zinnober" not in now
    assert "zinnober" in then


def test_private_lines_of_a_review_stay_off_and_it_is_told(make, filled, tmp_path):
    answer = make(tmp_path / "review.txt", "--layout", "review")

    assert "held something back" not in (tmp_path / "review.txt").read_text()
    assert "Private lines of the review stay off" in answer.err


def test_a_review_without_private_lines_needs_no_word_about_them(make, open_, tmp_path):
    with open_() as journal:
        journal.reviews.record(Review(day=ON, own_words="Slowly."))

    assert make(tmp_path / "review.txt", "--layout", "review").err == ""


def test_the_hand_over_is_as_it_was_chosen_last(said, filled, open_):
    with open_() as journal:
        later = Course(started_on=date(2026, 4, 1), approach="Something new")
        journal.courses.record(later)
    of_the_drafts = said("--layout", "handover")
    with open_() as journal:
        for draft in journal.drafts.all():
            journal.drafts.drop(draft.editor, draft.record_id)
    of_the_one_that_goes_on = said("--layout", "handover")

    assert "Schema therapy" in of_the_drafts
    assert "Goals" not in of_the_drafts
    assert "Something new" in of_the_one_that_goes_on


def test_a_therapy_that_is_over_can_be_handed_over(said, open_):
    with open_() as journal:
        journal.courses.record(
            Course(
                started_on=date(2020, 1, 8), ended_on=date(2021, 1, 8), approach="Schema therapy"
            )
        )

    assert "Schema therapy" in said("--layout", "handover")


@pytest.mark.parametrize("layout", ["sheet", "review", "handover"])
def test_names_of_people_are_initials_on_every_page(said, filled, open_, layout):
    before = said("--layout", layout)
    with open_() as journal:
        journal.settings.change(person_names=(PersonName(name="Anna"),))

    assert "Anna" in before
    assert "Anna" not in said("--layout", layout)
    assert "A." in said("--layout", layout)


@pytest.mark.parametrize(
    ("layout", "sentence"),
    [
        ("review", "There is no review up to"),
        ("handover", "There is no therapy in this journal to hand over."),
    ],
)
def test_what_is_not_there_is_refused_in_sentences(make, tmp_path, layout, sentence):
    answer = make(tmp_path / "it.pdf", "--layout", layout)

    assert answer.code == 1
    assert sentence in answer.err
    assert "Nothing was written." in answer.err
    assert not (tmp_path / "it.pdf").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("-",), "only --format text can go to standard output"),
        (("-", "--format", "html"), "only --format text can go to standard output"),
        (("x.html", "--password-file", "p"), "--password-file is for a PDF"),
        (("x.txt", "--paper", "a4"), "--paper is for a PDF"),
        (("x.pdf", "--layout", "review", "--preset", "doctor"), "--preset is for"),
        (("x.pdf", "--layout", "card", "--pages", "2"), "--pages is for the sheet"),
        (("x.pdf", "--layout", "handover", "--date", "2026-05-01"), "--date does not go with"),
        (("x.pdf", "--pages", "3"), "invalid choice"),
        (("x.pdf", "--layout", "poster"), "invalid choice"),
        (("x.pdf", "--preset", "friend"), "invalid choice"),
        (("x.pdf", "--format", "doc"), "invalid choice"),
    ],
)
def test_what_makes_no_sense_together_is_refused_before_anything_is_opened(make, words, why):
    answer = make(*words)

    assert answer.code == 2
    assert why in answer.err


# Locked with a password.


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "password.txt"
    path.write_text(f"{PASSWORD}\n")
    return path


def test_a_locked_pdf_opens_with_its_password_only(make, filled, tmp_path, password_file, text_of):
    out = tmp_path / "sheet.pdf"

    answer = make(out, "--date", ON.isoformat(), "--password-file", password_file)

    assert answer.code == 0, answer.err
    assert "opens with the password only" in answer.out
    assert "not encrypted" not in answer.out
    assert PASSWORD not in answer.out + answer.err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert text_of(out)[0] != 0
    code, text = text_of(out, "-upw", PASSWORD)
    assert code == 0
    assert SAID in " ".join(text.split())


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "it needs at least 8 characters"),
        ("x" * 200, "it is longer than 127 bytes"),
        ("a tab\tin the middle", "not every PDF reader"),
    ],
)
def test_a_password_that_cannot_lock_is_refused_in_a_sentence(
    make, tmp_path, password_file, password, why
):
    password_file.write_text(password)

    answer = make(tmp_path / "sheet.pdf", "--password-file", password_file)

    assert answer.code == 1
    assert why in answer.err
    assert password not in answer.err
    assert not (tmp_path / "sheet.pdf").exists()


def test_where_the_extra_is_absent_a_lock_is_refused(make, tmp_path, password_file, monkeypatch):
    monkeypatch.setattr(locked_pdf, "is_available", lambda: False)

    answer = make(tmp_path / "sheet.pdf", "--password-file", password_file)

    assert answer.code == 1
    assert "cannot lock PDFs" in answer.err
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_password_file_that_is_not_there_is_refused(make, tmp_path):
    answer = make(tmp_path / "sheet.pdf", "--password-file", tmp_path / "none")

    assert answer.code == 1
    assert "The password file cannot be used" in answer.err


def test_two_secrets_cannot_both_come_from_standard_input(run, folder, tmp_path):
    answer = run(
        *("prep-sheet", folder, "--out", tmp_path / "sheet.pdf"),
        *("--password-file", "-", "--recovery-key-file", "-"),
    )

    assert answer.code == 1
    assert "cannot both come from standard input" in answer.err


def test_a_locked_pdf_makes_way_for_a_newer_one(make, tmp_path, password_file):
    out = tmp_path / "sheet.pdf"
    make(out, "--date", "2026-04-27", "--password-file", password_file)
    first = out.read_bytes()

    assert make(out, "--date", "2026-04-28", "--password-file", password_file).code == 0
    assert out.read_bytes() != first


def test_a_password_file_without_a_name_never_gives_a_pdf_that_is_open(make, tmp_path):
    answer = make(tmp_path / "sheet.pdf", "--password-file", "")

    assert answer.code == 2
    assert "--password-file: name a file, or - for standard input" in answer.err
    assert not (tmp_path / "sheet.pdf").exists()


def test_the_password_can_come_from_standard_input(make, tmp_path, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()))
    monkeypatch.setattr("sys.stdin", stdin)

    assert make(tmp_path / "sheet.pdf", "--password-file", "-").code == 0


# What lies there already.


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_an_earlier_page_is_replaced_and_nothing_else_is(make, filled, tmp_path, ending):
    out = tmp_path / f"sheet.{ending}"
    assert make(out, "--date", "2026-04-27").code == 0
    earlier = out.read_bytes()

    assert make(out, "--date", "2026-04-28").code == 0
    assert out.read_bytes() != earlier
    for other in (b"", b"My own notes.\n", b"Prep sheet\nof my own\n", b"<!DOCTYPE html>\nMine\n"):
        out.write_bytes(other)
        answer = make(out, "--date", "2026-04-28")
        assert answer.code == 1
        assert "It was left as it is." in answer.err
        assert out.read_bytes() == other


def test_another_kind_of_page_of_ours_is_left_as_it_is(make, filled, tmp_path):
    out = tmp_path / "it.html"
    assert make(out, "--layout", "card").code == 0

    assert make(out, "--layout", "sheet").code == 1


# What was taken is kept.


@pytest.mark.parametrize(
    ("layout", "kind"),
    [
        ("sheet", SheetLayout.SHEET),
        ("card", SheetLayout.CARD),
        ("review", SheetLayout.REVIEW),
        ("handover", SheetLayout.HANDOVER),
    ],
)
def test_what_was_taken_is_kept_in_the_journal_once(
    *, make, filled, tmp_path, open_, layout, kind
):
    for _ in range(2):
        make(tmp_path / "it.pdf", "--layout", layout)
    make(tmp_path / "it.html", "--layout", layout)

    with open_() as journal:
        kept = journal.sheets.all()
    assert [each.layout for each in kept] == [kind, kind]
    assert {each.taken_as for each in kept} == {TakenAs.PDF, TakenAs.WEB_PAGE}


def test_a_review_was_taken_to_none_of_the_sessions_before_it(make, filled, tmp_path, open_):
    with open_() as journal:
        (course,) = journal.courses.all()
        session = TherapySession(
            course_id=course.id,
            planned_for=datetime(2026, 4, 23, 14),
            zone="Europe/Berlin",
            outcome=Outcome.ATTENDED,
        )
        journal.sessions.record(session)
        journal.reviews.record(Review(day=ON, course_id=course.id, session_id=session.id))

    assert make(tmp_path / "it.pdf", "--layout", "review").code == 0

    with open_() as journal:
        assert [each.layout for each in journal.sheets.all()] == [SheetLayout.REVIEW]
        assert journal.sheets.of_session(session.id) == []


def test_reading_it_as_text_takes_nothing_along(said, make, filled, tmp_path, open_):
    said()
    make(tmp_path / "it.txt")

    with open_() as journal:
        assert journal.sheets.all() == []


def test_a_page_that_cannot_be_kept_is_there_all_the_same(make, filled, tmp_path, monkeypatch):
    def refuse(self, sheet):
        raise StoreFullError

    monkeypatch.setattr(Sheets, "record", refuse)

    answer = make(tmp_path / "it.pdf")

    assert answer.code == 0
    assert (tmp_path / "it.pdf").exists()
    assert "could not be kept in the journal" in answer.err
