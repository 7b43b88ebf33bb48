from dataclasses import replace
from datetime import date, datetime

import pytest

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import KeptSheetId
from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import kept_sheets, records
from sessiondesk.store.driver import IntegrityError
from sessiondesk.store.kinds import Kind

AT = "2026-05-12T10:00:00Z"
LATER = "2026-05-12T11:00:00Z"
COURSE = Course(started_on=date(2026, 1, 7))
SESSION = TherapySession(
    course_id=COURSE.id, planned_for=datetime(2026, 5, 14, 14, 0), zone="Europe/Berlin"
)
SHEET = KeptSheet(
    day=date(2026, 5, 12),
    session_id=SESSION.id,
    layout=SheetLayout.CARD,
    taken_as=TakenAs.WEB_PAGE,
    paper="letter",
    pages=2,
    content='{"title":"zäh"}',
)


@pytest.fixture
def furnished(db):
    for each in (COURSE, SESSION, SHEET):
        records.save(db, each, at=AT)
    return db


def copy(number, **fields):
    return replace(SHEET, id=KeptSheetId(f"{number:032x}"), **fields)


def test_a_sheet_comes_back_as_it_was_taken(furnished):
    assert kept_sheets.find(furnished, SHEET.id) == SHEET
    assert kept_sheets.find(furnished, KeptSheetId("0a" * 16)) is None


def test_the_one_taken_last_comes_first_and_those_in_the_bin_do_not(furnished):
    older = copy(1, day=date(2026, 5, 5))
    again = copy(2, session_id=None)
    gone = copy(3)
    for each in (older, again, gone):
        records.save(furnished, each, at=LATER)
    records.remove(furnished, Kind.SHEET, gone.id, at=LATER)

    assert kept_sheets.all_(furnished) == [again, SHEET, older]
    assert kept_sheets.all_(furnished, most=1) == [again]
    assert kept_sheets.of_session(furnished, SESSION.id) == [SHEET, older]
    assert kept_sheets.find(furnished, gone.id) == gone


def test_a_sheet_for_no_appointment_is_kept_as_well(furnished):
    changed = replace(SHEET, session_id=None, layout=SheetLayout.HANDOVER, taken_as=TakenAs.PDF)
    records.save(furnished, changed, at=LATER)

    assert kept_sheets.all_(furnished) == [changed]


def test_what_was_on_it_stays_when_the_session_is_gone_for_good(furnished):
    assert records.purge(furnished, Kind.THERAPY_SESSION, SESSION.id)

    assert kept_sheets.all_(furnished) == [replace(SHEET, session_id=None)]


def test_the_file_takes_no_sheet_without_a_page(furnished):
    with pytest.raises(IntegrityError):
        furnished.execute("UPDATE sheet SET pages = 0")
