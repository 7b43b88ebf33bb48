from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import AssessmentId

DAY = date(2026, 5, 12)


def made(**more: Any) -> Assessment:
    usual: dict[str, Any] = {"instrument": "phq9", "version": 1, "day": DAY, "total": 9}
    return Assessment(**(usual | more))


def test_what_was_ticked_is_kept_as_ticked():
    given = {2: 3, 1: 0}

    found = made(answers=given)

    assert found.answers == {1: 0, 2: 3}
    assert list(found.answers) == [1, 2]
    # An own copy: what a page does to its own afterwards is none of this.
    given[1] = 3
    assert found.answers[1] == 0
    assert made(answers=MappingProxyType({1: 0, 2: 3})).answers == found.answers


def test_a_total_alone_says_that_it_is_one():
    assert made().is_total_only
    assert not made(answers={1: 0}).is_total_only


def test_a_total_is_a_number_of_the_kind_the_file_gives_back():
    assert isinstance(made(total=9).total, float)
    assert made(total=9).total == 9


def test_each_has_an_identity_of_its_own():
    assert made().id != made().id


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("instrument", ""),
        ("version", 0),
        ("taken_at", datetime(2026, 5, 12, 12, 0)),
        ("taken_at", datetime(2026, 5, 12, 12, 0, 0, 1, tzinfo=UTC)),
        ("taken_at", datetime(1899, 12, 31, 12, 0, tzinfo=UTC)),
        (
            "taken_at",
            datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(seconds=3601))),
        ),
        ("total", float("nan")),
        ("total", float("inf")),
        ("answers", {0: 1}),
        ("answers", {1: -1}),
        ("functional", -1),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(field, value):
    with pytest.raises(InvalidFieldError) as caught:
        made(**{field: value})

    assert caught.value.field == field


def test_a_moment_and_how_hard_things_were_may_be_known():
    found = made(taken_at=datetime(2026, 5, 12, 12, 0, tzinfo=UTC), functional=0)

    assert (found.taken_at, found.functional) == (datetime(2026, 5, 12, 12, 0, tzinfo=UTC), 0)


def test_no_answer_is_shown_by_accident():
    found = made(answers={9: 3}, functional=3, total=27, band="severe", id=AssessmentId("id"))

    said = ("27", "severe", "9: 3", "answers", "functional")
    assert not [word for word in said if word in repr(found)]
