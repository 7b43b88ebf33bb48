"""Presets for the sheet, sheets that were taken, and names that stand as initials."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.sheet_preset import PersonName, SheetPreset

TODAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Marie", "M."),
        ("Marie Kühn", "M. K."),
        ("  Marie \t Kühn ", "M. K."),
        ("élodie", "É."),
        ("田中 美紀", "田. 美."),
        ("Мария", "М."),  # noqa: RUF001 - letters of their own
        ("مريم", "م."),
        ("Frau Dr. Ö", "F. D. Ö."),
        ("5th", "5."),
    ],
)
def test_a_name_stands_as_its_first_letters(name, short):
    assert PersonName(name=name).short == short


def test_what_the_person_chose_stands_instead():
    assert PersonName(name="Marie", initials="my sister").short == "my sister"
    assert PersonName(name="Marie", initials="  ").short == "M."


@given(name=st.text().filter(lambda text: text.strip() != ""))
def test_any_name_has_something_short(name):
    assert PersonName(name=name).short.strip()


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_a_name_is_not_empty(name):
    with pytest.raises(InvalidFieldError, match="name"):
        PersonName(name=name)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"pages": 0}, "pages"), ({"pages": 3}, "pages"), ({"layout": "poster"}, "layout")],
)
def test_a_preset_that_no_sheet_can_have_cannot_exist(fields, field):
    with pytest.raises(InvalidFieldError, match=field):
        SheetPreset(**fields)


def test_a_preset_may_be_of_two_pages_and_of_the_diary_card():
    assert SheetPreset(pages=2, layout="card").pages == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"paper": "a3"}, "paper"), ({"paper": ""}, "paper"), ({"pages": 0}, "pages")],
)
def test_a_sheet_that_no_printer_took_cannot_exist(fields, field):
    with pytest.raises(InvalidFieldError, match=field):
        KeptSheet(day=TODAY, taken_as=TakenAs.PRINTED, content="{}", **fields)


def test_neither_names_nor_what_stood_on_a_sheet_are_in_a_repr():
    shown = repr(PersonName(name="Marie", initials="Mimi"))
    assert "Marie" not in shown
    assert "Mimi" not in shown
    assert "words" not in repr(KeptSheet(day=TODAY, taken_as=TakenAs.PDF, content="words"))
