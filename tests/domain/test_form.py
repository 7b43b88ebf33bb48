from datetime import date

import pytest

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import FormId
from sessiondesk.domain.scale import Better


def a_total(value):
    return FormTotal(form_id=FormId("f" * 32), day=date(2026, 5, 12), total=value)


def test_a_form_needs_a_name_and_nothing_else():
    form = Form(name="ORS")

    assert (form.better, form.low, form.high) == (None, None, None)
    for total in (-1e6, 0, 12.5, 1e6):
        form.require_total(total)


@pytest.mark.parametrize("name", ["", " ", "\n\t"])
def test_without_a_name_it_is_none(name):
    with pytest.raises(InvalidFieldError, match="name: Say what the form is called"):
        Form(name=name)


@pytest.mark.parametrize("field", ["low", "high"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_an_end_of_its_range_is_a_number(field, value):
    with pytest.raises(InvalidFieldError) as caught:
        Form(name="ORS", **{field: value})

    assert caught.value.field == field


@pytest.mark.parametrize(("low", "high"), [(40, 0), (0, 0), (0.5, 0.5)])
def test_its_range_has_a_length(low, high):
    with pytest.raises(InvalidFieldError) as caught:
        Form(name="ORS", low=low, high=high)

    assert caught.value.field == "high"


def test_a_total_beyond_the_range_is_refused_and_one_at_its_end_is_not():
    form = Form(name="ORS", better=Better.HIGHER, low=0, high=40)

    for total in (0, 12.5, 40):
        form.require_total(total)
    with pytest.raises(InvalidFieldError, match="total: The total is below the range"):
        form.require_total(-0.1)
    with pytest.raises(InvalidFieldError, match="total: The total is beyond the range"):
        form.require_total(40.1)


def test_one_end_alone_holds_as_well():
    Form(name="ORS", low=0).require_total(1e6)
    Form(name="ORS", high=40).require_total(-1e6)
    with pytest.raises(InvalidFieldError):
        Form(name="ORS", low=0).require_total(-1)
    with pytest.raises(InvalidFieldError):
        Form(name="ORS", high=40).require_total(41)


def test_numbers_are_of_the_kind_the_file_gives_back():
    form = Form(name="ORS", low=0, high=40)

    assert [type(each) for each in (form.low, form.high, a_total(3).total)] == [float] * 3


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_total_is_a_number(value):
    with pytest.raises(InvalidFieldError, match="total: Give a number"):
        a_total(value)


def test_neither_a_name_nor_a_total_is_shown_by_accident():
    assert "ORS" not in repr(Form(name="ORS"))
    assert "17.25" not in repr(a_total(17.25))
