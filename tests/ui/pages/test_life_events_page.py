"""Life events: listed, told, changed and taken back; and the dialog that asks for one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QPlainTextEdit

from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_life_events
from sessiondesk.ui.life_event_dialog import LifeEventDialog
from sessiondesk.ui.pages.life_events_page import LifeEventsPage
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.table import DataTable

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)
PATIENCE = 60_000
Key = Qt.Key

MOVE = LifeEvent(
    title="Moving flat",
    kind=LifeEventKind.MOVE,
    first=date(2026, 1, 25),
    last=date(2026, 2, 10),
    words="Boxes <b>everywhere</b>.",
)
PILL = LifeEvent(
    title="Sertraline",
    kind=LifeEventKind.MEDICINE_STARTED,
    first=date(2026, 2, 16),
    goes_on=True,
    dose="25 mg",
)


@pytest.fixture
def open_page(qtbot, theme):
    def open_(journal, *, width=1112, height=760):
        page = LifeEventsPage(journal, theme=theme)
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
def told(journal):
    for event in (MOVE, PILL):
        journal.life_events.record(event)
    return journal


@pytest.fixture
def dialog(qtbot):
    """Return the dialog that is open over the page."""

    def find(page):
        def shown():
            return [each for each in page.findChildren(QDialog) if each.isVisible()]

        qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
        return shown()[0]

    return find


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def listed(page):
    (table,) = page.findChildren(DataTable)
    return table.as_text()


def write(control, dialog, name, text):
    editor = control(dialog, name)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText(text)


def pick(control, dialog, name, choice):
    box = control(dialog, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(choice))
    box.activated.emit(box.currentIndex())


def day_field(dialog, name):
    (found,) = (
        each
        for each in dialog.findChildren(DayPicker)
        if each.isVisible() and each.focusProxy().accessibleName() == name
    )
    return found


def test_an_empty_page_invites_to_one_line(page, journal, control, dialog):
    assert "Nothing noted yet" in words(page)
    QTest.mouseClick(control(page, "Add an event…"), LEFT)
    asked = dialog(page)
    write(control, asked, "In a word or two", "Aunt Rosa\ndied ")

    QTest.mouseClick(control(asked, "Keep it"), LEFT)

    (kept,) = journal.life_events.all()
    assert (kept.title, kept.first, kept.last) == ("Aunt Rosa died", TODAY, None)
    assert listed(page) == "When\tWhat\n12 May 2026\tAunt Rosa died"
    assert journal.drafts.all() == []


def test_a_medicine_goes_on_with_its_dose(page, journal, control, dialog):
    QTest.mouseClick(control(page, "Add an event…"), LEFT)
    asked = dialog(page)
    write(control, asked, "In a word or two", "Sertraline")
    pick(control, asked, "What kind of thing", "Medicine started")
    write(control, asked, "Dose, as it is on the packet; and what it was before", "25 mg")
    QTest.mouseClick(control(asked, "How long: Goes on"), LEFT)

    QTest.mouseClick(control(asked, "Keep it"), LEFT)

    (kept,) = journal.life_events.all()
    assert (kept.kind, kept.dose, kept.goes_on) == (LifeEventKind.MEDICINE_STARTED, "25 mg", True)
    assert "since 12 May 2026" in words(page)
    assert "25 mg" in words(page)


def test_an_event_has_an_end(page, journal, control, dialog):
    QTest.mouseClick(control(page, "Add an event…"), LEFT)
    asked = dialog(page)
    write(control, asked, "In a word or two", "By the sea")
    QTest.mouseClick(control(asked, "How long: Until"), LEFT)
    day_field(asked, "Until").day = date(2026, 5, 20)

    QTest.mouseClick(control(asked, "Keep it"), LEFT)

    assert journal.life_events.all()[0].last == date(2026, 5, 20)
    assert "12 to 20 May 2026" in words(page)


def test_an_end_before_the_beginning_is_said_and_nothing_lost(page, journal, control, dialog):
    QTest.mouseClick(control(page, "Add an event…"), LEFT)
    asked = dialog(page)
    write(control, asked, "In a word or two", "By the sea")
    QTest.mouseClick(control(asked, "How long: Until"), LEFT)
    day_field(asked, "Until").day = date(2026, 5, 1)

    QTest.mouseClick(control(asked, "Keep it"), LEFT)

    assert "The end is before the beginning." in words(asked)
    assert journal.life_events.all() == []
    # A later beginning takes the end along.
    first = day_field(asked, "From")
    first.day = date(2026, 5, 13)
    first.picked.emit(first.day)
    QTest.mouseClick(control(asked, "Keep it"), LEFT)
    assert journal.life_events.all()[0].last == date(2026, 5, 13)


@pytest.mark.parametrize(
    ("title", "says"),
    [("  ", "Write it down first"), ("long " * 60, "That is long for a chart.")],
)
def test_without_a_word_or_with_too_many_it_asks_again(
    *, page, journal, control, dialog, title, says
):
    QTest.mouseClick(control(page, "Add an event…"), LEFT)
    asked = dialog(page)
    write(control, asked, "In a word or two", title)

    QTest.mouseClick(control(asked, "Keep it"), LEFT)

    assert says in words(asked)
    assert journal.life_events.all() == []
    QTest.keyClick(asked, Key.Key_Escape)


def test_the_newest_stands_first_and_the_chosen_one_is_told(told, open_page, control):
    page = open_page(told)
    page.focus_first()
    table = focused()

    assert listed(page).splitlines()[1:] == [
        "since 16 Feb 2026\tSertraline",
        "25 Jan to 10 Feb 2026\tMoving flat",
    ]
    assert "Medicine started | Sertraline | since 16 February 2026 | 25 mg" in words(page)
    QTest.keyClick(table, Key.Key_Down)
    assert "Move | Moving flat | 25 January to 10 February 2026" in words(page)
    assert "Boxes <b>everywhere</b>." in words(page)


def test_an_event_is_changed_from_the_keyboard(told, open_page, control, dialog):
    page = open_page(told)
    page.focus_first()
    QTest.keyClick(focused(), Key.Key_Return)
    asked = dialog(page)
    write(control, asked, "Dose, as it is on the packet; and what it was before", "50 mg")
    QTest.mouseClick(control(asked, "Change it"), LEFT)

    assert told.life_events.find(PILL.id).dose == "50 mg"
    assert told.life_events.find(PILL.id).id == PILL.id
    assert "50 mg" in words(page)


def test_an_event_is_removed_after_a_question_and_comes_back(told, open_page, control, dialog):
    page = open_page(told)
    page.focus_first()
    QTest.keyClick(focused(), Key.Key_Delete)
    question = dialog(page)
    assert question.focusWidget() is control(question, "Keep it")

    QTest.mouseClick(control(question, "Remove it"), LEFT)

    assert [each.title for each in told.life_events.all()] == ["Moving flat"]
    assert "Sertraline" not in listed(page)
    told.undo()
    assert "Sertraline" in listed(page)


def test_another_page_leads_to_an_event(told, open_page):
    page = open_page(told)

    page.show_record(Kind.LIFE_EVENT, MOVE.id)
    assert "25 January to 10 February 2026" in words(page)

    page.show_record(Kind.GOAL, PILL.id)
    assert "25 January to 10 February 2026" in words(page)


def test_what_was_begun_outlives_the_dialog_and_a_crash(
    qtbot, open_page, journal, control, dialog
):
    page = open_page(journal)
    QTest.mouseClick(control(page, "Add an event…"), LEFT)
    write(control, dialog(page), "In a word or two", "Half a w")
    page.settle()
    assert [each.text for each in journal.drafts.all()] == ["Half a w"]
    QTest.keyClick(dialog(page), Key.Key_Escape)

    again = open_page(journal)
    QTest.mouseClick(control(again, "Add an event…"), LEFT)

    assert control(dialog(again), "In a word or two").toPlainText() == "Half a w"


def test_a_full_disk_keeps_the_dialog_and_its_words(page, journal, control, dialog, monkeypatch):
    def full(*_args, **_more):
        raise StoreFullError

    QTest.mouseClick(control(page, "Add an event…"), LEFT)
    asked = dialog(page)
    write(control, asked, "In a word or two", "Aunt Rosa died")
    with monkeypatch.context() as disk:
        disk.setattr(journal.life_events, "record", full)
        disk.setattr(journal.drafts, "keep", full)
        QTest.mouseClick(control(asked, "Keep it"), LEFT)
        assert "no room left on the disk" in words(asked)
        with pytest.raises(StoreFullError):
            page.settle()
        assert [each.text for each in page.unsaved()] == ["Aunt Rosa died"]
    QTest.mouseClick(control(asked, "Try again"), LEFT)

    assert [each.title for each in journal.life_events.all()] == ["Aunt Rosa died"]
    assert page.unsaved() == []


@pytest.mark.parametrize(("width", "percent"), [(1112, 100), (936, 100), (1112, 150)])
def test_everything_can_be_reached_and_heard(*, told, open_page, theme, audit, width, percent):
    theme.set_text_percent(percent)

    assert audit(open_page(told, width=width)) == []


def test_everything_in_the_dialog_can_be_reached_and_heard(qtbot, told, open_page, theme, audit):
    page = open_page(told)
    asked = LifeEventDialog(told, theme, page, event=PILL)
    asked.open()
    qtbot.waitExposed(asked)

    assert audit(asked) == []


def test_an_empty_page_can_be_reached_and_heard(page, audit):
    assert audit(page) == []


def test_every_kind_has_a_name():
    names = [wording_life_events.kind(each) for each in LifeEventKind]

    assert len(set(names)) == len(names)
    assert all(names)
