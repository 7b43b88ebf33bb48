"""What was said about a record, a review of a therapy, and a time as it was remembered."""

from datetime import date

import pytest

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import InsightId, ScaleId
from sessiondesk.domain.insight import Asked, Insight, insight_id
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, SpeaksFor

DAY = date(2026, 5, 12)


def test_there_is_one_answer_about_a_thing_on_a_day():
    said = Insight(day=DAY, asked=Asked.TREND, subject="mood", claim="{}")

    assert said.id == insight_id(DAY, Asked.TREND, "mood")
    assert said.id != insight_id(DAY, Asked.CHANGE, "mood")
    assert Insight(id=InsightId("own"), day=DAY, asked=Asked.TREND, claim="{}").id == "own"


def test_what_it_is_about_stays_out_of_a_traceback():
    assert "going quiet" not in repr(
        Insight(day=DAY, asked=Asked.FIRST, subject="words:going quiet", claim="{}")
    )


def test_methods_are_counted_from_one():
    with pytest.raises(InvalidFieldError, match="counted from 1"):
        Insight(day=DAY, asked=Asked.TREND, method=0, claim="{}")
    with pytest.raises(InvalidFieldError, match="counted from 1"):
        Finding(side=SpeaksFor.MOVEMENT, asked=Asked.TREND, method=0, claim="{}")
    assert not Finding(side=SpeaksFor.MOVEMENT, asked=Asked.TREND, claim="{}").is_aside


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"first": date(2026, 5, 13), "words": "tired"}, "last"),
        ({"words": " "}, "words"),
        ({"ratings": {ScaleId("mood"): 10.5}}, "ratings"),
        ({"ratings": {ScaleId("mood"): -1}}, "ratings"),
    ],
)
def test_a_time_is_remembered_in_words_or_numbers_that_can_be(fields, field):
    with pytest.raises(InvalidFieldError) as refused:
        Recall(**{"day": DAY, "first": date(2026, 5, 6), "last": DAY, **fields})

    assert refused.value.field == field


@pytest.mark.parametrize("fields", [{"words": "tired"}, {"ratings": {ScaleId("mood"): 10}}])
def test_a_line_or_a_number_is_enough(fields):
    assert Recall(day=DAY, first=date(2026, 5, 6), last=DAY, **fields).id
