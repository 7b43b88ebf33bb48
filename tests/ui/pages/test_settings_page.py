"""Settings: a choice holds from the moment it is made."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit

import sessiondesk
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.ids import ScaleId
from sessiondesk.guard import Network, Problem
from sessiondesk.preferences import Appearance
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.settings_page import bin_card
from sessiondesk.ui.reading_dialog import ReadingDialog
from tests.ui.pages.conftest import ENFORCED

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def journal(vault_journal):
    return vault_journal


@pytest.fixture
def make_page(make_settings):
    return make_settings


@pytest.fixture
def preferred(outside):
    """The preferences that were changed, in order."""
    return outside.preferred


@pytest.fixture
def page(make_page):
    return make_page()


def pick(box, text):
    """Choose a line of a combo box as a person does: by its first letters."""
    assert isinstance(box, QComboBox)
    box.setFocus()
    place = box.findText(text)
    assert place >= 0
    while box.currentIndex() != place:
        key = Qt.Key.Key_Down if box.currentIndex() < place else Qt.Key.Key_Up
        QTest.keyClick(box, key)


def shown(journal):
    return [scale.id for scale in journal.scales.shown()]


def test_light_and_dark_are_chosen_at_once(qtbot, page, control, preferred):
    qtbot.mouseClick(control(page, "Light or dark: Dark"), LEFT)

    assert preferred == [{"theme": Appearance.DARK}]


def test_the_size_of_text_is_chosen(page, control, preferred):
    pick(control(page, "Size of text"), "130%")

    assert preferred[-1] == {"text_size": 130}


def test_less_motion_is_chosen(qtbot, page, control, preferred):
    qtbot.mouseClick(control(page, "Less motion"), LEFT)

    assert preferred == [{"reduced_motion": True}]


def test_dashes_are_kept_in_the_journal_and_drawn_at_once(qtbot, page, control, journal, theme):
    qtbot.mouseClick(control(page, "Tell the lines of a chart apart by dashes as well"), LEFT)

    assert journal.settings.value.lines_by_pattern
    assert theme.distinguish_by_pattern
    theme.set_distinguish_by_pattern(False)


def test_the_paper_is_kept_in_the_journal(qtbot, page, control, journal):
    qtbot.mouseClick(control(page, "Paper: US Letter"), LEFT)

    assert journal.settings.value.paper == "letter"


def test_a_scale_is_hidden_and_shown_again(qtbot, page, control, journal):
    assert ScaleId("mood") in shown(journal)
    qtbot.mouseClick(control(page, "Mood"), LEFT)
    assert ScaleId("mood") not in shown(journal)

    qtbot.mouseClick(control(page, "Mood"), LEFT)
    assert ScaleId("mood") in shown(journal)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Hours slept", "asks_sleep_hours"),
        ("Whether anxiety got in the way of sleep", "asks_sleep_interference"),
        ("Whether feelings kept you from something", "asks_interference"),
        ("Where it was in the body", "asks_body"),
        ("Which patterns you saw", "asks_patterns"),
        ("Whether you tried something from therapy", "asks_tried"),
    ],
)
def test_the_other_questions_can_be_left_out(  # noqa: PLR0917 - fixtures
    qtbot, page, control, journal, name, field
):
    qtbot.mouseClick(control(page, name), LEFT)

    assert getattr(journal.settings.value, field) is False


def test_the_day_ends_at_another_hour(page, control, journal):
    pick(control(page, "A day ends at"), "06:00")

    assert journal.settings.value.day_end_hour == 6


def test_it_locks_after_other_minutes(page, control, journal):
    pick(control(page, "Lock by itself after"), "15 minutes")

    assert journal.settings.value.lock_after_minutes == 15


def test_it_locks_when_it_is_minimised_if_that_is_wanted(qtbot, page, control, journal):
    qtbot.mouseClick(control(page, "Lock when the window is minimised"), LEFT)

    assert journal.settings.value.locks_when_minimised


def test_minutes_in_between_are_shown_as_the_nearest(make_page, control, journal):
    journal.settings.change(lock_after_minutes=7)

    assert control(make_page(), "Lock by itself after").currentText() == "5 minutes"


def test_one_minute_is_said_as_one(page, control):
    box = control(page, "Lock by itself after")

    assert box.itemText(0) == "1 minute"


def test_it_can_be_left_out_at_the_next_start(qtbot, page, control, preferred):
    qtbot.mouseClick(control(page, "Offer this journal at the next start"), LEFT)

    assert preferred == [{"remembers_last_vault": False}]


def test_it_says_where_the_journal_is(make_page, words):
    assert "/home/somebody/Documents/Garden notes.sdesk" in words(
        make_page(folder=Path("/home/somebody/Documents/Garden notes.sdesk"))
    )


def test_a_folder_that_a_service_copies_is_told(make_page, words):
    page = make_page(folder=Path("/home/somebody/Dropbox/Garden notes.sdesk"))

    assert "copied elsewhere by Dropbox" in words(page)


def test_what_was_deleted_comes_back(qtbot, page, control, journal, words):
    journal.bring_ups.record(thing := BringUp(text="the meeting"))
    journal.bring_ups.remove(thing.id)
    assert "the meeting" in words(page)
    assert "Something to bring up, deleted 12 May" in words(page)

    qtbot.mouseClick(control(page, "Bring back"), LEFT)

    assert [each.text for each in journal.bring_ups.open()] == ["the meeting"]
    assert "Nothing was deleted" in words(page)


def test_a_check_in_in_the_bin_is_told_by_its_day_and_first_words(page, journal, clock, words):
    checkin = CheckIn(
        felt_at=clock() - timedelta(days=2),
        day=journal.day_of(clock() - timedelta(days=2)),
        lines=(NoteLine(kind=LineKind.PLAIN, text="a long walk"),),
    )
    journal.checkins.record(checkin)
    journal.checkins.remove(checkin.id)

    assert "a long walk" in words(page)
    assert "Check-in of 10 May" in words(page)


def test_every_kind_of_record_has_a_name_in_the_bin():
    with_a_day = {Kind.CHECKIN, Kind.THERAPY_SESSION, Kind.ASSESSMENT, Kind.FORM_TOTAL}

    assert set(bin_card.names()) == set(Kind) - with_a_day


def test_more_than_fifty_are_counted(page, journal, words):
    with journal.batch():
        for number in range(53):
            journal.bring_ups.record(thing := BringUp(text=f"thing {number}"))
            journal.bring_ups.remove(thing.id)
    page.refresh()

    assert "and 3 more, deleted before these" in words(page)


def test_what_is_enforced_here_is_said_truthfully(make_page, words):
    page = make_page(
        enforced=replace(
            ENFORCED,
            network=Network.NAMES_ONLY,
            not_dumpable=False,
            problems=(Problem.NETWORK_NOT_ENFORCED, Problem.STILL_DUMPABLE),
        )
    )

    assert "not enforced by the system" in words(page)
    assert "other programs of your account may read it" in words(page)
    assert "blocked by the kernel" not in words(page)


def test_the_version_and_every_licence_can_be_read(qtbot, page, control, words):
    assert f"Version {sessiondesk.__version__}" in words(page)

    qtbot.mouseClick(control(page, "GPL 3.0"), LEFT)

    (dialog,) = (
        each for each in QApplication.topLevelWidgets() if isinstance(each, ReadingDialog)
    )
    (text,) = dialog.findChildren(QPlainTextEdit)
    assert "GNU GENERAL PUBLIC LICENSE" in text.toPlainText()
    dialog.close()


def test_a_choice_that_cannot_be_kept_says_so_and_can_be_tried_again(
    qtbot, page, control, journal, words
):
    journal.is_read_only = True
    qtbot.mouseClick(control(page, "Paper: US Letter"), LEFT)
    assert "may not be written" in words(page)
    assert control(page, "Paper: A4").isChecked()

    journal.is_read_only = False
    qtbot.mouseClick(control(page, "Try again"), LEFT)

    assert journal.settings.value.paper == "letter"
    assert "may not be written" not in words(page)


@pytest.mark.parametrize("percent", [100, 150])
def test_everything_can_be_reached_and_heard(qtbot, make_page, theme, audit, percent):
    theme.set_text_percent(percent)
    page = make_page()

    qtbot.waitUntil(lambda: audit(page) == [])


def test_a_section_is_gone_to_by_its_name_and_the_keyboard_goes_along(page, control):
    control(page, "Appearance").setFocus()
    for _ in range(20):
        if not control(page, "Backups").hasFocus():
            QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)

    assert control(page, "Back up now").hasFocus()
    assert not control(page, "Back up now").visibleRegion().isEmpty()
    assert control(page, "Backups").isChecked()


def test_a_section_without_anything_to_do_comes_into_view(qtbot, page, control):
    qtbot.mouseClick(control(page, "Recently deleted"), LEFT)

    said = control(page, "Nothing was deleted in the last 30 days.")
    assert not said.visibleRegion().isEmpty()
    assert control(page, "Recently deleted").isChecked()


def test_the_section_that_is_being_read_is_marked(qtbot, page, control):
    control(page, "On the disk").setFocus()

    qtbot.waitUntil(lambda: not control(page, "Appearance").isChecked())


def test_tab_goes_through_the_list_of_sections_before_the_sections(qtbot, page, control):
    control(page, "Appearance").setFocus()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert control(page, "Light or dark: Light").hasFocus()
