"""Which entries an answer about a tag rests on."""

from datetime import timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn, Feeling
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.tag import Tag
from sessiondesk.insights.claims import Association
from sessiondesk.ui.pages.trends_page.tagged_entries import entries_of
from tests.conftest import NOON

TODAY = NOON.date()
MOOD = ScaleId("mood")
STRESS = Tag(name="stress")


@pytest.fixture
def write(journal):
    """Write a check-in so many days ago, with the tag unless told otherwise."""
    journal.tags.record(STRESS)

    def write(ago, *, mood=None, is_tagged=True, energy=None, feelings=()):
        moment = NOON - timedelta(days=ago)
        rated = {MOOD: mood, ScaleId("energy"): energy}
        checkin = CheckIn(
            felt_at=moment,
            day=moment.date(),
            ratings={key: value for key, value in rated.items() if value is not None},
            tags=frozenset({STRESS.id} if is_tagged else ()),
            feelings=frozenset(feelings),
        )
        journal.checkins.record(checkin)
        return checkin

    return write


def about(tag):
    return Association(tag=tag, rating="mood", difference=-1.0, tagged=9, others=60, p=0.001)


def found(journal, *, last=TODAY, tag=f"tag:{STRESS.id}", next_day=False):
    return [each.id for each in entries_of(journal, about(tag), last, next_day=next_day)]


def test_it_lists_those_of_days_that_were_rated_the_newest_first(journal, write):
    older, newer = write(9, mood=3), write(2, mood=0)
    write(5, energy=4)
    write(4, mood=7, is_tagged=False)

    assert found(journal) == [newer.id, older.id]


def test_the_rating_may_stand_in_another_check_in_of_that_day(journal, write):
    tagged = write(3)
    write(3, mood=6, is_tagged=False)

    assert found(journal) == [tagged.id]


def test_of_a_rating_in_the_bin_nothing_is_left(journal, write):
    write(3)
    removed = write(3, mood=6, is_tagged=False)

    journal.checkins.remove(removed.id)

    assert found(journal) == []


def test_what_came_after_it_was_worked_out_is_not_listed(journal, write):
    before = write(3, mood=6)
    write(1, mood=6)

    assert found(journal, last=TODAY - timedelta(days=2)) == [before.id]


def test_for_the_following_day_its_rating_counts(journal, write):
    asked = write(3)
    write(2, mood=4, is_tagged=False)
    write(6, mood=4)

    assert found(journal, next_day=True) == [asked.id]
    assert found(journal, next_day=True, last=TODAY - timedelta(days=3)) == []


def test_a_feeling_and_a_practice_are_found_as_well(journal, write):
    felt = write(3, mood=4, feelings=[Feeling(family="sad")])
    done = write(1, mood=5)
    yesterday = NOON - timedelta(days=1)
    practice = Practice(text="walk", agreed_on=yesterday.date(), days_a_week=5)
    journal.practices.record(practice)
    log = PracticeLog(practice_id=practice.id, done_at=yesterday, day=yesterday.date())
    journal.practices.log(log)

    assert found(journal, tag="feeling:sad") == [felt.id]
    assert found(journal, tag=f"practice:{practice.id}") == [done.id]


def test_without_any_nothing_is_listed(journal):
    journal.tags.record(STRESS)

    assert found(journal) == []
