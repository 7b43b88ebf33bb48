"""Sheets that were taken: kept as they were, whatever is done afterwards."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import KeptSheetId
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal.topics import Topic
from sessiondesk.store.errors import StoreDamagedError

COURSE = Course(started_on=date(2026, 1, 7))
SESSION = TherapySession(
    course_id=COURSE.id, planned_for=datetime(2026, 5, 14, 14, 0), zone="Europe/Berlin"
)
SHEET = KeptSheet(
    day=date(2026, 5, 12),
    session_id=SESSION.id,
    taken_as=TakenAs.PRINTED,
    content='{"title":"Prep sheet"}',
)


@pytest.fixture
def furnished(journal):
    journal.courses.record(COURSE)
    journal.sessions.record(SESSION)
    journal.start_anew()
    return journal


def test_a_sheet_is_kept_for_its_session_and_pages_are_told(furnished, qtbot):
    with qtbot.waitSignal(furnished.changed) as told:
        furnished.sheets.record(SHEET)

    assert told.args == [Topic.SHEETS]
    assert furnished.sheets.all() == furnished.sheets.of_session(SESSION.id) == [SHEET]
    assert furnished.sheets.find(SHEET.id) == SHEET
    assert furnished.sheets.find(KeptSheetId("0a" * 16)) is None


def test_of_many_only_the_last_ones_can_be_asked_for(furnished):
    other = replace(SHEET, id=KeptSheetId("0b" * 16), day=date(2026, 5, 5))
    furnished.sheets.record(SHEET)
    furnished.sheets.record(other)

    assert furnished.sheets.all(most=1) == [SHEET]


def test_the_same_page_taken_again_is_kept_once(furnished):
    furnished.sheets.take(SHEET)
    for other in (
        replace(SHEET, id=KeptSheetId("0b" * 16), taken_as=TakenAs.PDF),
        replace(SHEET, id=KeptSheetId("0c" * 16), session_id=None),
        replace(SHEET, id=KeptSheetId("0d" * 16)),
    ):
        furnished.sheets.take(other)

    kept = furnished.sheets.all()
    assert len(kept) == 3
    assert SHEET in kept
    assert {each.taken_as for each in kept} == {TakenAs.PRINTED, TakenAs.PDF}
    assert {each.session_id for each in kept} == {SESSION.id, None}


def test_taking_back_goes_past_what_lies_on_paper(furnished):
    furnished.bring_ups.record(BringUp(text="the letter"))
    furnished.sheets.record(SHEET)

    assert furnished.undo()

    assert furnished.bring_ups.all() == []
    assert furnished.sheets.all() == [SHEET]
    assert not furnished.undo()


def test_a_sheet_that_was_removed_can_be_brought_back(furnished):
    furnished.sheets.record(SHEET)

    furnished.sheets.remove(SHEET.id)
    assert furnished.sheets.all() == furnished.sheets.of_session(SESSION.id) == []
    assert furnished.sheets.find(SHEET.id) is None

    assert furnished.undo()
    assert furnished.sheets.all() == [SHEET]


def test_a_sheet_stands_in_the_bin_with_its_day(furnished):
    furnished.sheets.record(SHEET)
    furnished.sheets.remove(SHEET.id)

    (removed,) = furnished.bin.all()

    assert removed.value == SHEET


def test_a_session_in_the_bin_leaves_its_sheet(furnished):
    furnished.sheets.record(SHEET)

    furnished.sessions.remove(SESSION.id)

    assert furnished.sheets.all() == [SHEET]


def test_in_a_damaged_journal_nothing_is_kept_and_it_is_said(furnished):
    furnished.stop_writing()
    with pytest.raises(StoreDamagedError):
        furnished.sheets.record(SHEET)

    assert furnished.sheets.all() == []
