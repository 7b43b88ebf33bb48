import stat
import subprocess
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import Better
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Topic
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.prep_sheet_page import PrepSheetPage
from sessiondesk.ui.preview import PreviewStage
from sessiondesk.ui.theme import Scheme
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.tick import Switch, Tick
from tests.conftest import NOON, ZONE
from tests.ui.measure_results import assessment, fill_in
from tests.ui.printers import Printer

LEFT = Qt.MouseButton.LeftButton
TODAY = NOON.date()
PREVIEW = "The sheet as it will print, page 1 of 1"
PATIENCE = 60_000
CUT = "The message I nearly sent"


@pytest.fixture
def written(journal):
    """A journal with a bit of everything: a month of days, sessions, things to say."""
    course = Course(started_on=date(2026, 3, 1))
    with journal.batch():
        journal.courses.record(course)
        for back, outcome in (
            (12, Outcome.ATTENDED),
            (5, Outcome.ATTENDED),
            (-2, Outcome.PLANNED),
        ):
            when = datetime.combine(TODAY - timedelta(days=back), time(14))
            journal.sessions.record(
                TherapySession(course_id=course.id, planned_for=when, zone=ZONE, outcome=outcome)
            )
        for back in range(30):
            lines = (NoteLine(text="Said no and meant it", kind=LineKind.WIN),)
            journal.checkins.record(
                CheckIn(
                    felt_at=NOON - timedelta(days=back),
                    day=TODAY - timedelta(days=back),
                    ratings={ScaleId("mood"): 6, ScaleId("anxiety"): 3},
                    lines=lines if back == 1 else (),
                )
            )
        journal.bring_ups.add("Why the review set me off")
        journal.bring_ups.record(BringUp(text=CUT, stays_private=True, rank=1))
    return journal


@pytest.fixture
def printer():
    return Printer()


@pytest.fixture
def make_page(qtbot, theme, tmp_path, printer):
    """Show the page of a journal."""
    made = []

    def make(journal):
        jobs = Jobs()
        page = PrepSheetPage(
            journal, theme=theme, jobs=jobs, documents=lambda: tmp_path, printing=printer
        )
        qtbot.addWidget(page)
        page.resize(1280, 800)
        made.append(jobs)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield make
    for jobs in made:
        jobs.finish()


@pytest.fixture
def page(make_page, written):
    return make_page(written)


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def on_paper(control):
    """Return the sheet as a screen reader hears it."""
    return lambda page: control(page, PREVIEW).accessibleDescription()


def test_the_page_says_which_session_the_sheet_is_for(page):
    assert "For session 3, Thursday 14 May, 14:00" in texts(page)


def test_the_sheet_can_be_heard_as_text(page, on_paper):
    assert "Why the review set me off" in on_paper(page)
    assert "Mood: last 4 weeks 6.0 (28), 4 weeks before too few (2)" in on_paper(page)
    assert CUT not in on_paper(page)


def test_a_block_is_left_out_with_a_click_and_stays_left_out(
    qtbot, written, make_page, control, on_paper
):
    page = make_page(written)

    with qtbot.waitSignal(written.changed):
        qtbot.mouseClick(control(page, "Wins and hurdles"), LEFT)

    qtbot.waitUntil(lambda: "Said no" not in on_paper(page))
    assert written.settings.value.sheet_off == {"wins_hurdles"}
    again = make_page(written)
    assert not control(again, "Wins and hurdles").isChecked()
    assert "Said no" not in on_paper(again)


def test_space_ticks_a_block_and_enter_opens_it(qtbot, page, control, on_paper):
    page.focus_first()
    qtbot.keyClick(control(page, "To bring up"), Qt.Key.Key_Return)
    assert control(page, "Why the review set me off").isVisible()

    qtbot.keyClick(control(page, "To bring up"), Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: "To bring up" not in on_paper(page))
    qtbot.keyClick(control(page, "To bring up"), Qt.Key.Key_Return)
    assert "Why the review set me off" not in [box.text() for box in switches(page)]


def switches(page):
    return [switch for switch in page.findChildren(Switch) if switch.isVisible()]


def test_a_single_line_is_left_out_with_its_switch(qtbot, page, control, on_paper, written):
    qtbot.mouseClick(control(page, "Show the lines of To bring up"), LEFT)
    line = control(page, "Why the review set me off")
    line.setFocus()

    qtbot.keyClick(line, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: "Why the review" not in on_paper(page))
    (bring_up, _) = written.bring_ups.open()
    assert written.settings.value.sheet_lines_off == {bring_up.id}
    assert line.hasFocus()
    assert "Stays private" in line.accessibleDescription()


def test_a_private_line_goes_on_only_by_hand(qtbot, page, control, on_paper, written):
    qtbot.mouseClick(control(page, "Show the lines of To bring up"), LEFT)
    line = control(page, CUT)
    assert not line.isChecked()

    qtbot.mouseClick(line, LEFT)

    qtbot.waitUntil(lambda: CUT in on_paper(page))
    # The record itself stays private: this is about the sheet.
    assert written.bring_ups.open()[1].stays_private


def test_a_change_elsewhere_is_on_the_sheet_at_once(qtbot, page, on_paper, written):
    written.bring_ups.add("One more thing")
    qtbot.waitUntil(lambda: "One more thing" in on_paper(page), timeout=PATIENCE)


def test_a_page_out_of_view_reads_when_it_is_shown(page, on_paper, written):
    page.hide()
    written.bring_ups.add("One more thing")
    page.show()
    assert "One more thing" in on_paper(page)


def test_a_new_day_begins_a_new_sheet(page, clock, on_paper):
    page.hide()
    clock.pass_(days=1)
    page.show()
    assert "7 to 13 May 2026" in on_paper(page)


def test_it_says_how_much_room_there_is(page, control):
    (says,) = (text for text in texts(page) if text.startswith("Fits"))
    assert says == "Fits on one page"
    assert any(text.endswith("lines to spare") for text in texts(page))


@pytest.fixture
def overfull(written):
    for number in range(30):
        written.bring_ups.add(f"{number}: " + "There is so much to say about it. " * 5)
    return written


def test_too_much_for_a_page_is_said_in_lines_with_two_ways_out(
    qtbot, make_page, overfull, control
):
    page = make_page(overfull)
    assert any("lines too many for one page" in text for text in texts(page))

    qtbot.mouseClick(control(page, "Show what could go"), LEFT)
    assert control(page, "Why the review set me off").isVisible()
    qtbot.mouseClick(control(page, "Use two pages"), LEFT)

    qtbot.waitUntil(lambda: any("for one page" in text for text in texts(page)) is False)
    assert overfull.settings.value.sheet_pages == 2


def test_page_up_and_page_down_turn_pages(qtbot, make_page, overfull, control):
    overfull.settings.change(sheet_pages=2)
    page = make_page(overfull)
    first = control(page, "The sheet as it will print, page 1 of 2")
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_PageDown)

    assert "Page 2 of 2, A4" in texts(page)
    qtbot.keyClick(first, Qt.Key.Key_PageDown)
    qtbot.keyClick(first, Qt.Key.Key_PageUp)
    assert "Page 1 of 2, A4" in texts(page)
    qtbot.mouseClick(control(page, "Next page"), LEFT)
    assert "Page 2 of 2, A4" in texts(page)


def test_the_page_is_shown_larger_and_smaller(qtbot, page, control):
    before = control(page, PREVIEW).width()
    qtbot.mouseClick(control(page, "Larger"), LEFT)
    larger = control(page, PREVIEW).width()
    qtbot.mouseClick(control(page, "Smaller"), LEFT)
    qtbot.mouseClick(control(page, "Smaller"), LEFT)

    assert control(page, PREVIEW).width() < before < larger


def test_the_paper_is_the_one_chosen_in_the_settings(make_page, written):
    written.settings.change(paper="letter")
    assert "Page 1 of 1, Letter" in texts(make_page(written))


def save(qtbot, page, control):
    """Press Save PDF and take the name that is proposed."""
    qtbot.mouseClick(control(page, "Save PDF…"), LEFT)
    dialog = page.findChild(QFileDialog)
    assert "not sealed" in dialog.windowTitle()
    (chosen,) = dialog.selectedFiles()
    dialog.accept()
    return chosen


def test_the_pdf_is_for_the_session_by_name_and_closed_to_others(
    qtbot, page, control, tmp_path, needs_tool
):
    save(qtbot, page, control)

    path = tmp_path / "prep-2026-05-14.pdf"
    qtbot.waitUntil(path.exists)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    command = [needs_tool("pdftotext"), str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Why the review set me off" in text
    qtbot.waitUntil(lambda: "prep-2026-05-14.pdf is there, and it is not sealed" in texts(page))


def test_a_pdf_that_cannot_be_written_is_said(qtbot, page, control, tmp_path, written):
    (tmp_path / "prep-2026-05-14.pdf").mkdir()

    qtbot.mouseClick(control(page, "Save PDF…"), LEFT)
    page.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "prep-2026-05-14.pdf"))

    qtbot.waitUntil(lambda: "The file could not be written" in texts(page), timeout=PATIENCE)
    assert written.sheets.all() == []


def test_before_the_first_print_it_is_said_that_printers_keep_copies(
    qtbot, page, control, printer
):
    qtbot.mouseClick(control(page, "Print…"), LEFT)
    assert "Printers may keep copies" in texts(page)
    assert printer.dialogs == []

    qtbot.mouseClick(control(page, "Choose a printer…"), LEFT)
    qtbot.waitUntil(lambda: len(printer.dialogs) == 1)
    with qtbot.waitSignal(printer.dialogs[0].finished):
        printer.dialogs[0].accept()

    assert printer.printed == [("a4", 1)]
    assert "The page went to the print service." in texts(page)
    qtbot.mouseClick(control(page, "Print…"), LEFT)
    qtbot.waitUntil(lambda: len(printer.dialogs) == 2)


def test_without_a_printer_a_pdf_is_offered(qtbot, page, control, printer):
    printer.names = []

    qtbot.mouseClick(control(page, "Print…"), LEFT)
    qtbot.mouseClick(control(page, "Choose a printer…"), LEFT)

    qtbot.waitUntil(lambda: "This computer knows no printer" in texts(page))


def test_a_printer_that_does_not_take_the_page_is_said(qtbot, page, control, printer):
    printer.takes = False
    qtbot.mouseClick(control(page, "Print…"), LEFT)
    qtbot.mouseClick(control(page, "Choose a printer…"), LEFT)
    qtbot.waitUntil(lambda: len(printer.dialogs) == 1)

    printer.dialogs[0].accept()

    assert "The print service did not take the page" in texts(page)


def test_ctrl_p_prints_and_ctrl_shift_s_saves(qtbot, page, control):
    page.focus_first()
    focused = control(page, "To bring up")
    modifier = Qt.KeyboardModifier

    qtbot.keyClick(focused, Qt.Key.Key_P, modifier.ControlModifier)
    assert "Printers may keep copies" in texts(page)

    qtbot.keyClick(focused, Qt.Key.Key_S, modifier.ControlModifier | modifier.ShiftModifier)
    assert page.findChild(QFileDialog) is not None


def test_after_the_appointment_it_offers_to_write_it_down(qtbot, make_page, written, control):
    (session,) = (each for each in written.sessions.all() if each.outcome is Outcome.PLANNED)
    an_hour_ago = (NOON - timedelta(hours=1)).replace(tzinfo=None)
    written.sessions.record(replace(session, planned_for=an_hour_ago))
    page = make_page(written)
    assert "Session 3 was at 11:00. Write down how it went?" in texts(page)

    with qtbot.waitSignal(page.opens) as wanted:
        qtbot.mouseClick(control(page, "Write it down"), LEFT)

    assert wanted.args == [Link(kind=Kind.THERAPY_SESSION, id=session.id)]


def test_an_empty_journal_gives_a_form_to_fill_in(make_page, journal, on_paper):
    page = make_page(journal)
    assert "No appointment noted. For Tuesday 12 May" in texts(page)
    assert "To fill in by hand" in on_paper(page)
    assert {"nothing yet", "to fill in"} <= {*texts(page)}


def test_the_sheet_is_read_as_text_in_a_window_of_its_own(qtbot, page, control):
    qtbot.mouseClick(control(page, "Read as text"), LEFT)
    (dialog,) = page.findChildren(QDialog)
    assert any("Why the review set me off" in text for text in texts(dialog))


class FullDisk(QObject):
    """The settings of a journal on a disk without room."""

    changed = Signal(Topic)

    def __init__(self, settings):
        super().__init__()
        self.value = settings.value

    def change(self, **_fields):
        raise StoreFullError


def test_a_choice_that_could_not_be_kept_is_not_shown_as_kept(
    qtbot, page, control, written, monkeypatch
):
    monkeypatch.setattr(written, "settings", FullDisk(written.settings))

    qtbot.mouseClick(control(page, "Goals and measures"), LEFT)

    qtbot.waitUntil(control(page, "Goals and measures").isChecked)


def test_it_can_be_used_by_ear_by_keyboard_and_by_a_shaky_hand(qtbot, page, control, audit):
    for title in ("To bring up", "How it has been", "Wins and hurdles"):
        qtbot.mouseClick(control(page, f"Show the lines of {title}"), LEFT)
    qtbot.waitUntil(lambda: audit(page) == [])


def test_at_150_per_cent_nothing_is_lost(make_page, written, theme, audit):
    theme.set_text_percent(150)
    assert audit(make_page(written)) == []


@pytest.mark.parametrize("percent", [100, 115, 130, 150])
@pytest.mark.parametrize("width", [960, 1024, 1280])
@pytest.mark.parametrize("pages", [1, 2])
def test_the_bar_of_the_preview_says_less_before_it_cuts_a_word(
    *, make_page, overfull, theme, control, width, percent, pages
):
    overfull.settings.change(sheet_pages=pages)
    theme.set_text_percent(percent)
    page = make_page(overfull)
    page.resize(width, 800)

    bar = [
        label
        for label in page.findChildren(QLabel)
        if label.text().startswith("Page 1 of") or label.text().endswith("%")
    ]

    assert len(bar) >= pages
    if len(bar) == 1:
        # Nothing is said of the only page, so no line is left empty for it.
        stage, as_text = page.findChild(PreviewStage), control(page, "Read as text")
        assert as_text.mapTo(stage, QPoint()).y() < as_text.height()
    for label in bar:
        assert label.width() >= label.sizeHint().width()
        assert label.mapTo(page, QPoint(label.width(), 0)).x() < page.width()


@pytest.mark.parametrize(
    ("width", "percent"), [(1280, 100), (1280, 150), (1024, 115), (1024, 150)]
)
def test_what_goes_on_and_the_page_stand_beside_each_other(
    *, qtbot, make_page, written, theme, width, percent
):
    theme.set_text_percent(percent)
    page = make_page(written)
    page.resize(width, 700)
    (stage,) = page.findChildren(PreviewStage)
    (left,) = [each for each in page.findChildren(Scroll) if not stage.isAncestorOf(each)]

    def ends():
        return left.mapTo(page, QPoint(left.width(), 0)).x()

    qtbot.waitUntil(lambda: ends() <= stage.mapTo(page, QPoint()).x(), timeout=PATIENCE)
    assert left.content.minimumSizeHint().width() <= left.width()


def test_the_page_stays_white_in_the_dark(make_page, written, theme, control):
    theme.set_scheme(Scheme.DARK)
    preview = control(make_page(written), PREVIEW)
    image = preview.grab().toImage()
    assert image.pixelColor(40, 40).lightness() == 255


# Questionnaires.


@pytest.fixture
def measured(written):
    """With PHQ-9 three times, one form of the therapist, and nothing put first."""
    fill_in(written, "phq9", [16, 15, 9], last=TODAY - timedelta(days=2))
    form = Form(name="<b>The clinic’s own</b>", better=Better.LOWER)
    written.measures.record_form(form, FormTotal(form_id=form.id, day=TODAY, total=22.5))
    return written


def put_first(journal):
    """Keep a PHQ-9 whose answer was put on the sheet by hand."""
    instrument = journal.measures.instruments.find("phq9")
    kept = replace(
        assessment(journal, "phq9", 27, TODAY - timedelta(days=1)),
        answers=dict.fromkeys(range(1, 10), 3),
        on_sheet=True,
    )
    journal.measures.record(kept)
    return instrument.item(9).text, kept


def test_questionnaires_stand_beside_the_goals_and_each_has_a_switch(
    *, qtbot, make_page, measured, control, on_paper
):
    page = make_page(measured)
    assert "PHQ-9, 10\N{NO-BREAK SPACE}May: first 15.5, last 15, now 9" in on_paper(page)

    qtbot.mouseClick(control(page, "Show the lines of Goals and measures"), LEFT)
    form = control(page, "<b>The clinic’s own</b>, 12 May")
    assert "now 22.5" in form.accessibleDescription()
    phq9 = control(page, "PHQ-9, 10 May")
    phq9.setFocus()
    qtbot.keyClick(phq9, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: "PHQ-9" not in on_paper(page), timeout=PATIENCE)
    assert measured.settings.value.sheet_lines_off == {"measure:phq9"}
    assert "Left out" in phq9.accessibleDescription()


def test_a_result_kept_meanwhile_is_on_the_sheet_at_once_and_gone_when_undone(
    qtbot, make_page, measured, on_paper
):
    page = make_page(measured)

    fill_in(measured, "gad7", [12], last=TODAY)
    qtbot.waitUntil(lambda: "GAD-7" in on_paper(page), timeout=PATIENCE)

    measured.undo()
    qtbot.waitUntil(lambda: "GAD-7" not in on_paper(page), timeout=PATIENCE)


def test_while_nothing_is_put_first_there_is_no_place_that_asks_for_it(make_page, measured):
    page = make_page(measured)
    assert "First" not in [tick.text() for tick in page.findChildren(Tick) if tick.isVisible()]


def test_what_was_put_first_can_be_taken_off_and_put_back(
    *, qtbot, make_page, measured, control, on_paper
):
    words, kept = put_first(measured)
    page = make_page(measured)
    assert f"First\n\N{EN DASH} {words} (I ticked: " in on_paper(page)

    qtbot.mouseClick(control(page, "Show the lines of First"), LEFT)
    line = control(page, words)
    qtbot.mouseClick(line, LEFT)
    qtbot.waitUntil(lambda: words not in on_paper(page), timeout=PATIENCE)
    assert not control(page, "First").isChecked()
    # The record says still that it was put there: this is about the sheet.
    assert measured.measures.find(kept.id).on_sheet

    qtbot.mouseClick(line, LEFT)
    qtbot.waitUntil(lambda: words in on_paper(page), timeout=PATIENCE)


def test_the_whole_of_it_is_taken_off_by_its_lines_so_that_the_next_one_is_there(
    *, qtbot, make_page, measured, control, on_paper
):
    words, kept = put_first(measured)
    page = make_page(measured)
    first = control(page, "First")
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: words not in on_paper(page), timeout=PATIENCE)
    assert measured.settings.value.sheet_off == frozenset()
    assert measured.settings.value.sheet_lines_off == {f"marked:{kept.id}"}
    _, another = put_first(measured)
    assert another.id != kept.id
    qtbot.waitUntil(lambda: on_paper(page).count(words) == 1, timeout=PATIENCE)
    assert control(page, "First").isChecked()


def test_a_line_that_could_not_be_taken_off_is_shown_as_still_there(
    *, qtbot, make_page, measured, control, on_paper, monkeypatch
):
    words, _ = put_first(measured)
    page = make_page(measured)
    monkeypatch.setattr(measured, "settings", FullDisk(measured.settings))

    qtbot.mouseClick(control(page, "First"), LEFT)

    qtbot.waitUntil(control(page, "First").isChecked, timeout=PATIENCE)
    assert words in on_paper(page)


def test_with_questionnaires_it_can_be_used_by_ear_and_by_keyboard(
    *, qtbot, make_page, measured, control, audit
):
    put_first(measured)
    page = make_page(measured)
    for title in ("First", "Goals and measures"):
        qtbot.mouseClick(control(page, f"Show the lines of {title}"), LEFT)

    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)
