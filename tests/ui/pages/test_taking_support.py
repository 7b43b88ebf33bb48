"""The question on death or self-harm: a calm card beside the form, and nothing that is counted."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QRadioButton

from sessiondesk.domain.course import Course
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.preferences import Preferences
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.pages.measures_page import taking_draft
from sessiondesk.ui.pages.measures_page.support import Support
from sessiondesk.ui.pages.measures_page.taking import Taking
from tests.conftest import ZONE

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key
PLAN = "Show my safety plan"
LINES = "Emergency and crisis lines"
SHEET = "Put this on the prep sheet"
URGENT = "please reach someone who can be with you now."
ASKS = "Are you safe right now?"


class Outside:
    """The preferences outside the journal."""

    def __init__(self):
        self.now = Preferences(country="GB")

    def change(self, **fields):
        self.now = replace(self.now, **fields)

    def make_book(self):
        return LineBook(self.now, self.change)


@pytest.fixture
def open_taking(qtbot, theme, prompts):
    def open_(journal, instrument="phq9", *, width=1280, height=1000):
        outside = Outside()
        page = Taking(journal, theme, prompts, make_book=outside.make_book)
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.begin(instrument)
        return page

    return open_


@pytest.fixture
def page(open_taking, journal):
    return open_taking(journal)


@pytest.fixture
def plan(journal):
    """A plan with a few words in it."""
    plan = SafetyPlan(
        warning_signs="I stop answering",
        people_to_ask="Mara, 0170 5551",
        professionals="The practice, Tuesdays",
    )
    journal.safety.record(plan)
    return plan


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys):
    for key in keys:
        QTest.keyClick(focused(), key)


def digits(text):
    press(*(getattr(Key, f"Key_{each}") for each in text))


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def card(page):
    """Return the card, or None while there is none."""
    found = [each for each in page.findChildren(Support) if each.isVisible()]
    assert len(found) < 2
    return found[0] if found else None


def click(control, page, name):
    QTest.mouseClick(control(page, name), LEFT)


def mark_it(page):
    """Answer the PHQ-9 with its last item above 0."""
    digits("000000001")
    return page


# When it comes, and when it goes.


def test_the_card_comes_with_the_answer_and_takes_nothing_away(page, instruments):
    digits("00000000")
    assert card(page) is None

    digits("1")

    assert card(page) is not None
    assert instruments.find("phq9").support.words in words(page)
    assert URGENT in words(page)
    assert "tells nobody" in words(page)
    assert "You can still alter any answer." in words(page)
    # The way goes on as it would without it: the last question, and then the result.
    assert not card(page).isAncestorOf(focused())
    assert not page.findChildren(QDialog)
    digits("1")
    assert focused().text() == "See the result"
    assert "9 of 9 answered" in words(page)


def test_it_comes_for_core_10_as_well_and_in_its_own_words(open_taking, journal, instruments):
    page = open_taking(journal, "core10")

    digits("00000")
    assert card(page) is None
    digits("1")

    assert instruments.find("core10").support.words in words(page)
    digits("0000")
    assert card(page) is not None


@pytest.mark.parametrize("id_", ["gad7", "phq8", "who5", "pcl5"])
def test_no_other_questionnaire_brings_it(open_taking, journal, instruments, id_):
    instrument = instruments.find(id_)
    page = open_taking(journal, id_)

    digits(str(instrument.highest) * len(instrument.items))

    assert card(page) is None


def test_put_back_to_0_it_goes_quietly_and_the_tick_with_it(page, journal, control, instruments):
    mark_it(page)
    click(control, page, SHEET)
    page.focus_first()
    press(Key.Key_End)
    digits("0")

    assert card(page) is None
    assert URGENT not in words(page)
    page.focus_first()
    press(Key.Key_End)
    digits("1")
    assert not control(page, SHEET).isChecked()
    half = taking_draft.find(journal, instruments.find("phq9"))
    assert half is not None
    assert not half.on_sheet


def test_it_stays_as_it_is_while_other_answers_change(page, control):
    mark_it(page)
    before = card(page)
    click(control, page, f"{ASKS} I am not sure")

    press(Key.Key_Tab)
    page.focus_first()
    digits("2")

    assert card(page) is before
    assert control(page, f"{ASKS} I am not sure").isChecked()


def test_it_comes_back_with_a_form_that_is_half_filled_in(page, control, open_taking, journal):
    digits("0000")
    press(Key.Key_End)
    digits("2")
    click(control, page, SHEET)

    again = open_taking(journal)

    assert card(again) is not None
    assert control(again, SHEET).isChecked()


# What is on it.


def test_the_plan_is_shown_in_place_and_hidden_again(page, control, plan):
    mark_it(page)

    click(control, page, PLAN)
    assert plan.warning_signs in words(page)
    assert plan.people_to_ask in words(page)
    click(control, page, PLAN)
    assert plan.warning_signs not in words(page)


def test_from_the_plan_a_way_leads_to_its_page(page, control, plan, qtbot):
    mark_it(page)
    click(control, page, PLAN)

    with qtbot.waitSignal(page.wants) as wanted:
        click(control, page, "Go to the safety plan")

    assert wanted.args == ["safety_plan"]


def test_where_there_is_no_plan_one_is_offered(page, control, qtbot):
    mark_it(page)
    click(control, page, PLAN)
    assert "No plan is written yet." in words(page)

    with qtbot.waitSignal(page.wants) as wanted:
        click(control, page, "Write one…")

    assert wanted.args == ["safety_plan"]


def test_the_lines_are_those_of_the_chosen_country(page, control):
    mark_it(page)

    click(control, page, LINES)

    assert "999" in words(page)


def test_whoever_is_safe_for_now_sees_the_plan(page, control, plan):
    mark_it(page)

    click(control, page, f"{ASKS} Yes, I am safe for now")

    assert plan.warning_signs in words(page)
    assert "999" not in words(page)


@pytest.mark.parametrize("answer", ["I am not sure", "No, or I might act on it"])
def test_whoever_is_not_sure_sees_the_numbers_first_and_then_people(page, control, plan, answer):
    mark_it(page)

    click(control, page, f"{ASKS} {answer}")

    said = words(card(page))
    assert said.index("999") < said.index(plan.people_to_ask) < said.index(plan.professionals)
    assert plan.warning_signs not in said


def test_how_safe_somebody_is_is_kept_nowhere(page, journal, control, db):
    mark_it(page)
    before = db.total_changes

    for answer in ("I am not sure", "No, or I might act on it", "Yes, I am safe for now"):
        click(control, page, f"{ASKS} {answer}")

    assert db.total_changes == before
    assert "This answer is not kept." in words(page)
    assert len(journal.drafts.all()) == 1


def test_without_the_disk_the_plan_is_said_to_be_out_of_reach(page, journal, control, monkeypatch):
    def gone(*_args):
        raise StoreFullError

    mark_it(page)
    monkeypatch.setattr(journal.safety, "plan", gone)
    click(control, page, PLAN)

    assert "could not be read just now" in words(page)


# The prep sheet.


def test_the_sheet_has_it_only_by_hand(page, journal, control):
    mark_it(page)
    assert not control(page, SHEET).isChecked()
    digits("1")
    press(Key.Key_Return)

    (made,) = journal.measures.of("phq9")
    assert not made.on_sheet


def test_ticked_it_goes_on_the_sheet(page, journal, control):
    mark_it(page)
    click(control, page, SHEET)
    click(control, page, "See the result")

    (made,) = journal.measures.of("phq9")
    assert made.on_sheet
    assert control(page, SHEET).isChecked()


def test_it_can_be_ticked_after_the_result_too_and_taken_back(page, journal, control):
    mark_it(page)
    click(control, page, "See the result")
    assert card(page) is not None
    assert "You can still alter any answer." not in words(page)

    click(control, page, SHEET)
    assert journal.measures.of("phq9")[0].on_sheet
    journal.undo()
    assert not journal.measures.of("phq9")[0].on_sheet
    assert not control(page, SHEET).isChecked()


def test_a_tick_the_disk_did_not_take_is_tried_again(page, journal, control, monkeypatch):
    def full(*_args, **_more):
        raise StoreFullError

    mark_it(page)
    click(control, page, "See the result")
    with monkeypatch.context() as disk:
        disk.setattr(journal.measures, "record", full)
        click(control, page, SHEET)
    assert "no room left on the disk" in words(page)

    click(control, page, "Try again")

    assert journal.measures.of("phq9")[0].on_sheet


def test_the_day_of_the_next_session_is_named(journal, open_taking, control):
    course = Course(started_on=datetime(2026, 4, 1).date())
    journal.courses.record(course)
    journal.sessions.record(
        TherapySession(course_id=course.id, planned_for=datetime(2026, 5, 14, 14), zone=ZONE)
    )
    page = open_taking(journal)
    mark_it(page)

    assert control(page, f"{SHEET} for Thursday").isVisible()


# Everybody can use it.


@pytest.mark.parametrize(("width", "percent"), [(1280, 100), (960, 100), (1280, 150)])
def test_it_is_there_for_ear_and_keyboard_at_every_size(  # noqa: PLR0917 - fixtures
    open_taking, journal, theme, audit, plan, control, qtbot, width, percent
):
    theme.set_text_percent(percent)
    page = open_taking(journal, width=width)
    mark_it(page)
    click(control, page, f"{ASKS} I am not sure")

    # What has just come up is given its place a moment later.
    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)
    click(control, page, "See the result")
    assert card(page) is not None
    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)


def test_in_a_narrow_window_it_stands_above_the_foot(open_taking, journal, control, qtbot):
    page = open_taking(journal, width=960, height=700)
    mark_it(page)

    def is_above():
        foot = control(page, "See the result")
        return (
            card(page).mapTo(page, card(page).rect().bottomLeft()).y()
            < foot.mapTo(page, foot.rect().topLeft()).y()
        )

    qtbot.waitUntil(is_above, timeout=PATIENCE)
    urgent = next(each for each in card(page).findChildren(QLabel) if each.text().endswith(URGENT))
    # It comes into view without taking the keyboard.
    qtbot.waitUntil(lambda: not urgent.visibleRegion().isEmpty(), timeout=PATIENCE)
    page.resize(1280, 900)
    qtbot.waitUntil(
        lambda: card(page).mapTo(page, card(page).rect().topLeft()).x() > 800, timeout=PATIENCE
    )
    assert not any(each.isChecked() for each in card(page).findChildren(QRadioButton))
