"""The Safety plan page: seven parts in place, numbers beside them, and the plan on paper."""

import subprocess
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
)

from sessiondesk.domain.crisis_line import CrisisLine, OwnLine
from sessiondesk.domain.safety_plan import THE_ONE, SafetyPlan
from sessiondesk.journal import Journal
from sessiondesk.preferences import Preferences
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui import wording_plan
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.safety_plan_page import SafetyPlanPage
from tests.conftest import ZONE
from tests.ui.printers import NoPrinter

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key


class Outside:
    """The preferences outside the journal."""

    def __init__(self):
        self.now = Preferences(country="GB")

    def change(self, **fields):
        self.now = replace(self.now, **fields)


@pytest.fixture
def outside():
    return Outside()


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def open_page(qtbot, theme, jobs, outside, tmp_path):
    def open_(journal, *, width=1112, height=900, printing=None):
        page = SafetyPlanPage(
            journal,
            theme=theme,
            jobs=jobs,
            preferences=outside.now,
            change_preferences=outside.change,
            documents=lambda: tmp_path,
            **({} if printing is None else {"printing": printing}),
        )
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


@pytest.fixture
def page(open_page, journal):
    return open_page(journal)


@pytest.fixture
def dialog(qtbot):
    """Return the dialog that is open over the page."""

    def find(page):
        def shown():
            return [each for each in page.findChildren(QDialog) if each.isVisible()]

        qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
        return shown()[0]

    return find


def words(widget):
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    return " | ".join(found).replace("\N{NO-BREAK SPACE}", " ")


def part(control, page, name):
    found = control(page, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def leave(editor):
    editor.clearFocus()


# Writing.


def test_what_is_written_becomes_part_of_the_plan_when_the_field_is_left(
    qtbot, page, journal, control
):
    editor = part(control, page, "Warning signs")
    editor.setFocus()
    QTest.keyClicks(editor, "I stop answering")

    leave(editor)

    qtbot.waitUntil(lambda: journal.safety.plan().warning_signs == "I stop answering")
    assert "Kept 12:00" in words(page)
    assert journal.drafts.all() == []


def test_seven_parts_are_written_with_the_keyboard_alone(page, journal, control):
    page.focus_first()
    for name in wording_plan.PARTS:
        editor = QApplication.focusWidget()
        assert isinstance(editor, QPlainTextEdit)
        assert editor is part(control, page, wording_plan.title(name))
        QTest.keyClicks(editor, name)
        QTest.keyClick(editor, Key.Key_Tab)

    plan = journal.safety.plan()
    assert [wording_plan.text_of(plan, each) for each in wording_plan.PARTS] == [
        *wording_plan.PARTS
    ]


def test_words_of_any_kind_come_back_byte_for_byte(open_page, journal, control):
    strange = "Zeile\n\n  מלים \u00a0 e\u0301 <b>x</b> 🌱\t."
    journal.safety.record(SafetyPlan(helps_me_wait=strange))
    page = open_page(journal)
    editor = part(control, page, "Things that help me wait")

    editor.setFocus()
    leave(editor)

    assert journal.safety.plan().helps_me_wait == strange


def test_words_that_were_being_typed_come_back_after_a_crash(qtbot, open_page, journal, control):
    page = open_page(journal)
    editor = part(control, page, "My professionals")
    editor.setFocus()
    QTest.keyClicks(editor, "Dr K")
    qtbot.waitUntil(lambda: len(journal.drafts.all()) == 1, timeout=PATIENCE)

    again = open_page(journal)

    assert part(control, again, "My professionals").toPlainText() == "Dr K"


def test_an_undone_change_is_shown(page, journal, control):
    journal.safety.record(SafetyPlan(safer_room="first"))
    journal.safety.record(SafetyPlan(safer_room="second"))
    assert part(control, page, "How I make the room safer").toPlainText() == "second"

    journal.undo()

    assert part(control, page, "How I make the room safer").toPlainText() == "first"


def test_a_part_that_is_left_says_nothing_of_another_that_is_being_typed(page, journal, control):
    editor = part(control, page, "Warning signs")
    editor.setFocus()
    QTest.keyClicks(editor, "half")

    journal.safety.record(SafetyPlan(safer_room="elsewhere"))

    assert editor.toPlainText() == "half"
    leave(editor)
    assert journal.safety.plan() == SafetyPlan(warning_signs="half", safer_room="elsewhere")


def test_a_full_disk_keeps_the_words_in_their_place(page, journal, control, monkeypatch):
    editor = part(control, page, "What is worth living for")
    editor.setFocus()
    QTest.keyClicks(editor, "the garden")

    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(journal.safety, "record", full)
        disk.setattr(journal.drafts, "keep", full)
        leave(editor)
        assert "no room left on the disk" in words(page)
        with pytest.raises(StoreFullError):
            page.settle()
        (unsaved,) = page.unsaved()
        assert (unsaved.text, unsaved.record_id) == ("the garden", THE_ONE)
    QTest.mouseClick(control(page, "Try again"), LEFT)

    assert journal.safety.plan().worth_living_for == "the garden"
    assert "no room left" not in words(page)
    assert page.unsaved() == []


def test_a_journal_that_may_only_be_read_shows_the_plan(  # noqa: PLR0917 - fixtures
    open_page, journal, db, clock, prompts, control
):
    journal.safety.record(SafetyPlan(warning_signs="I stop answering"))
    sealed = Journal(db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True)
    page = open_page(sealed)
    editor = part(control, page, "Warning signs")

    editor.setFocus()
    QTest.keyClicks(editor, "more")
    page.settle()

    assert editor.toPlainText() == "I stop answering"
    assert "may only be read here" in words(page)


@pytest.mark.parametrize(("width", "percent"), [(1112, 100), (936, 100), (1112, 150)])
def test_everything_can_be_reached_and_heard(
    *, open_page, journal, theme, outside, audit, width, percent
):
    outside.change(own_lines=(OwnLine(name="Sam", number="01234"),))
    theme.set_text_percent(percent)

    assert audit(open_page(journal, width=width)) == []


def test_what_the_plan_said_before_comes_back(
    *, open_page, journal, clock, prompts, control, dialog
):
    journal.safety.record(SafetyPlan(warning_signs="I stop answering"))
    journal.close()
    clock.pass_(days=30)
    again = Journal(journal.db, now=clock, zone=ZONE, prompts=prompts)
    page = open_page(again)
    again.safety.record(SafetyPlan(warning_signs="I sleep till noon"))

    QTest.mouseClick(control(page, "Earlier versions…"), LEFT)
    asked = dialog(page)
    assert "I stop answering" in words(asked)
    QTest.mouseClick(control(asked, "Bring this back"), LEFT)

    assert again.safety.plan().warning_signs == "I stop answering"
    assert part(control, page, "Warning signs").toPlainText() == "I stop answering"
    again.undo()
    assert again.safety.plan().warning_signs == "I sleep till noon"


def test_a_plan_that_was_never_changed_has_no_earlier_versions(page, journal, control):
    journal.safety.record(SafetyPlan(warning_signs="I stop answering"))

    shown = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    assert "Earlier versions…" not in shown


# Numbers.


def test_the_numbers_of_the_country_ask_to_be_checked(page):
    assert "Emergency | 999 | Crisis line | 116 123" in words(page)
    assert "Check this number" in words(page)


def test_a_number_is_corrected_and_compared(page, outside, control, dialog):
    QTest.mouseClick(control(page, "Change these numbers…"), LEFT)
    asked = dialog(page)
    control(asked, "Crisis line").setText("116 124")
    QTest.mouseClick(control(asked, "I compared these with the service’s own page"), LEFT)
    QTest.mouseClick(control(asked, "Keep these numbers"), LEFT)

    (kept,) = outside.now.crisis_lines
    assert (kept.country, kept.line, kept.checked_on) == ("GB", "116 124", date(2026, 5, 12))
    assert "116 124" in words(page)
    assert "Compared with the service’s own page on 12 May 2026." in words(page)
    QTest.mouseClick(control(page, "Back to the numbers of the list"), LEFT)
    assert outside.now.crisis_lines == ()
    assert "116 123" in words(page)


def test_another_number_is_not_the_one_that_was_compared(
    open_page, journal, outside, control, dialog
):
    checked = CrisisLine(
        country="GB", name="UK", line="1", emergency="999", checked_on=date(2025, 1, 1)
    )
    outside.change(crisis_lines=(checked,))
    page = open_page(journal)

    QTest.mouseClick(control(page, "Change these numbers…"), LEFT)
    control(dialog(page), "Emergency number").setText("998")
    QTest.mouseClick(control(dialog(page), "Keep these numbers"), LEFT)

    assert outside.now.crisis_lines[0].checked_on == date(2026, 5, 12)


def test_a_number_that_is_missing_is_asked_for(page, outside, control, dialog):
    QTest.mouseClick(control(page, "Change these numbers…"), LEFT)
    asked = dialog(page)
    control(asked, "Emergency number").setText(" ")
    QTest.mouseClick(control(asked, "Keep these numbers"), LEFT)

    assert "Write the number." in words(asked)
    assert outside.now.crisis_lines == ()
    QTest.keyClick(asked, Key.Key_Escape)


def test_a_number_of_ones_own_is_added_changed_and_removed(page, outside, control, dialog):
    QTest.mouseClick(control(page, "Add a number of your own…"), LEFT)
    asked = dialog(page)
    assert "kept outside the journal" in words(asked)
    control(asked, "Whose number it is").setText("Sam")
    control(asked, "Number").setText("01234")
    QTest.keyClick(control(asked, "Number"), Key.Key_Return)
    assert outside.now.own_lines == (OwnLine(name="Sam", number="01234"),)

    QTest.mouseClick(control(page, "Change the number of Sam"), LEFT)
    control(dialog(page), "Number").setText("56789")
    QTest.mouseClick(control(dialog(page), "Keep this number"), LEFT)
    assert outside.now.own_lines == (OwnLine(name="Sam", number="56789"),)

    QTest.mouseClick(control(page, "Remove the number of Sam"), LEFT)
    assert outside.now.own_lines == ()


@pytest.mark.parametrize(
    ("name", "number", "says"),
    [("", "1", "Write whose number it is."), ("Sam", " ", "Write the number.")],
)
def test_half_a_number_is_not_kept(*, page, outside, control, dialog, name, number, says):
    QTest.mouseClick(control(page, "Add a number of your own…"), LEFT)
    asked = dialog(page)
    control(asked, "Whose number it is").setText(name)
    control(asked, "Number").setText(number)

    QTest.mouseClick(control(asked, "Keep this number"), LEFT)

    assert says in words(asked)
    assert outside.now.own_lines == ()
    QTest.keyClick(asked, Key.Key_Escape)


# On paper.


def test_the_plan_is_saved_as_a_pdf_with_what_is_being_typed(  # noqa: PLR0917 - fixtures
    qtbot, page, journal, control, tmp_path, needs_tool
):
    editor = part(control, page, "People I can ask for help")
    editor.setFocus()
    QTest.keyClicks(editor, "Mara, any time")
    QTest.keyClick(
        editor, Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    (asked,) = page.findChildren(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "plan.pdf"))
    asked.reject()

    qtbot.waitUntil(
        lambda: "plan.pdf is there, and it is not sealed" in words(page), timeout=PATIENCE
    )
    read = [needs_tool("pdftotext"), str(tmp_path / "plan.pdf"), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    assert "Mara, any time" in text
    assert "116 123" in text
    assert "As of 12 May 2026" in text
    assert (tmp_path / "plan.pdf").stat().st_mode & 0o077 == 0


def test_a_pdf_that_cannot_be_written_is_said(qtbot, page, control, tmp_path):
    QTest.mouseClick(control(page, "Save PDF…"), LEFT)
    (asked,) = page.findChildren(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "no such folder" / "plan.pdf"))
    asked.reject()

    qtbot.waitUntil(lambda: "The PDF could not be written" in words(page), timeout=PATIENCE)


def test_before_the_first_print_it_says_that_printers_keep_copies(
    qtbot, open_page, journal, control
):
    page = open_page(journal, printing=NoPrinter)

    QTest.mouseClick(control(page, "Print…"), LEFT)
    assert "Printers may keep copies" in words(page)
    QTest.mouseClick(control(page, "Choose a printer…"), LEFT)

    qtbot.waitUntil(lambda: "knows no printer" in words(page), timeout=PATIENCE)


def test_nothing_of_the_plan_is_spoken_as_markup(open_page, journal):
    journal.safety.record(SafetyPlan(warning_signs="<img src='x'>"))
    page = open_page(journal)

    found = QAccessible.queryAccessibleInterface(page)
    assert found is not None
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in page.findChildren(QLabel))
