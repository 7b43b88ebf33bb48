"""When something was first written about."""

from datetime import date, timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.pattern import Pattern
from sessiondesk.journal import first_asked
from sessiondesk.store.kinds import Kind
from tests.conftest import NOON


@pytest.fixture
def write(journal):
    """Write a check-in so many days ago."""

    def write(days_ago, words, *patterns):
        moment = NOON - timedelta(days=days_ago)
        checkin = CheckIn(
            felt_at=moment,
            day=moment.date(),
            lines=(NoteLine(text=words),),
            patterns=frozenset(each.id for each in patterns),
        )
        journal.checkins.record(checkin)
        return checkin

    return write


def test_a_pattern_has_the_day_of_its_name_its_first_link_and_what_may_be_earlier(journal, write):
    quiet = Pattern(name="going quiet", named_on=date(2026, 5, 3))
    journal.patterns.record(quiet)
    earlier = write(100, "Became quiet at dinner.")
    first = write(60, "Said nothing.", quiet)
    last = write(10, "Again.", quiet)

    found = first_asked.of_pattern(journal, quiet)

    assert found.claim.named_on == date(2026, 5, 3)
    assert found.claim.first_linked == first.day
    assert found.claim.first_written == earlier.day
    assert found.suggestion is not None
    assert found.suggestion.id == earlier.id
    assert [each.id for each in found.entries] == [last.id, first.id]


def test_an_entry_that_was_refused_is_not_in_the_answer(journal, write):
    quiet = Pattern(name="going quiet", named_on=date(2026, 5, 3))
    journal.patterns.record(quiet)
    earlier = write(100, "Became quiet at dinner.")
    journal.patterns.refuse(quiet.id, Kind.CHECKIN, earlier.id)

    found = first_asked.of_pattern(journal, quiet)

    assert (found.claim.first_written, found.suggestion) == (None, None)


def test_words_are_found_where_they_were_written_the_newest_first(journal, write):
    write(3, "Nothing of the kind.")
    first = write(90, "The harbour was loud.")
    last = write(5, "Back at the harbour.")

    found = first_asked.of_words(journal, "harbour")

    assert found.claim.first_written == first.day
    assert [each.id for each in found.entries] == [last.id, first.id]
    assert sum(count for _, count in found.claim.by_month) == 2


def test_words_that_were_never_written_have_no_day(journal, write):
    write(3, "Nothing of the kind.")

    found = first_asked.of_words(journal, "harbour")

    assert (found.claim.first_written, found.entries) == (None, [])


def test_signs_without_a_word_are_no_words_to_look_for(journal, write):
    write(3, "Loud!")

    assert not first_asked.has_words("!!")
    assert first_asked.has_words("loud!")
    with pytest.raises(ValueError, match="no word"):
        first_asked.of_words(journal, "!!")
