"""A record of any kind, and what it was before."""

from dataclasses import replace

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.store.kinds import Kind


def kept(journal, clock, words="a quiet day"):
    checkin = CheckIn(felt_at=clock.moment, day=clock.moment.date(), lines=(NoteLine(text=words),))
    journal.checkins.record(checkin)
    return checkin


def reworded(checkin, words):
    return replace(checkin, lines=(NoteLine(text=words),))


def test_a_record_of_any_kind_is_found_until_it_is_in_the_bin(journal, clock):
    checkin = kept(journal, clock)

    assert journal.find(Kind.CHECKIN, checkin.id) == checkin
    journal.checkins.remove(checkin.id)
    assert journal.find(Kind.CHECKIN, checkin.id) is None
    assert journal.find(Kind.WIN, checkin.id) is None


def test_what_came_about_in_this_sitting_has_no_earlier_versions(journal, clock):
    checkin = kept(journal, clock)

    journal.checkins.record(reworded(checkin, "a loud day"))

    assert journal.history(Kind.CHECKIN, checkin.id) == []


def test_of_the_changes_of_one_sitting_the_version_before_them_is_shown(open_journal, clock):
    first = open_journal()
    checkin = kept(first, clock)
    first.close()
    second = open_journal()

    for words in ("one", "two", "three"):
        second.checkins.record(reworded(checkin, words))

    (before,) = second.history(Kind.CHECKIN, checkin.id)
    assert before.value == checkin
    second.close()
    (after,) = open_journal().history(Kind.CHECKIN, checkin.id)
    assert after.value == checkin


def test_versions_of_earlier_sittings_stay_the_newest_first(open_journal, clock):
    journal = open_journal()
    checkin = kept(journal, clock, "first")
    journal.close()
    for words in ("second", "third"):
        journal = open_journal()
        journal.checkins.record(reworded(checkin, words))
        journal.close()

    found = open_journal().history(Kind.CHECKIN, checkin.id)

    assert [each.value.lines[0].text for each in found] == ["second", "first"]
