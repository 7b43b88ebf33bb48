"""A person's own scales, and own words for feelings."""

from dataclasses import replace

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import Scale
from sessiondesk.store.kinds import Kind


@pytest.fixture
def guilt(journal):
    """An own scale."""
    journal.scales.add(Scale(label="Guilt", low_text="none", high_text="all day"))
    (scale,) = journal.scales.own_shown()
    return scale


def labels(journal):
    return [each.label for each in journal.scales.own_shown()]


def test_an_own_scale_is_asked_last(journal, guilt):
    assert journal.scales.all()[-1] == guilt
    assert journal.scales.shown()[-1] == guilt


def test_a_fourth_of_ones_own_begins_hidden_and_is_not_shown_before_there_is_room(journal):
    for label in ("One", "Two", "Three", "Four"):
        journal.scales.add(Scale(label=label))
    fourth = journal.scales.all()[-1]
    assert labels(journal) == ["One", "Two", "Three"]
    assert not fourth.is_shown

    with pytest.raises(InvalidFieldError) as refused:
        journal.scales.record(replace(fourth, is_shown=True))
    assert refused.value.field == "is_shown"

    journal.scales.record(replace(journal.scales.own_shown()[0], is_shown=False))
    journal.scales.record(replace(fourth, is_shown=True))
    assert labels(journal) == ["Two", "Three", "Four"]


def test_one_of_three_can_still_be_renamed(journal):
    for label in ("One", "Two", "Three"):
        journal.scales.add(Scale(label=label))

    journal.scales.record(replace(journal.scales.own_shown()[1], label="Second"))

    assert labels(journal) == ["One", "Second", "Three"]


def test_a_rename_keeps_how_it_was_worded_before(journal, guilt, clock):
    clock.pass_(days=1)
    journal.scales.record(replace(guilt, label="Guilty feelings"))
    first_renamed = journal.now()
    clock.pass_(days=1)
    journal.scales.record(replace(guilt, label="Guilty feelings", high_text="always"))

    found = journal.scales.wordings(guilt.id)

    assert [(each.label, each.high_text) for each in found] == [
        ("Guilty feelings", "all day"),
        ("Guilt", "all day"),
    ]
    assert found[1].until == first_renamed


def test_another_place_or_hiding_is_no_other_wording(journal, guilt):
    journal.scales.order([guilt.id])
    journal.scales.record(replace(guilt, position=0, is_shown=False))

    assert journal.scales.wordings(guilt.id) == []
    assert journal.scales.wordings(ScaleId("nothing")) == []


def test_wordings_stay_after_the_sitting(journal, open_journal):
    mood = journal.scales.find(ScaleId("mood"))
    journal.scales.record(replace(mood, label="Spirits"))
    journal.close()

    assert [each.label for each in open_journal().scales.wordings(mood.id)] == ["Mood"]


def test_an_own_scale_can_be_removed_and_its_answers_come_back_with_it(journal, guilt):
    checkin = CheckIn(felt_at=journal.now(), day=journal.today(), ratings={guilt.id: 3})
    journal.checkins.record(checkin)

    journal.scales.remove(guilt.id)
    assert journal.scales.find(guilt.id) is None
    assert not journal.bin.remove_for_good(Kind.SCALE, guilt.id)
    journal.undo()

    assert journal.scales.find(guilt.id) == guilt
    assert journal.checkins.find(checkin.id) == checkin


def test_a_scale_that_the_program_brought_cannot_be_removed(journal):
    with pytest.raises(InvalidFieldError):
        journal.scales.remove(ScaleId("mood"))
    journal.scales.remove(ScaleId("not there"))

    assert journal.scales.find(ScaleId("mood")) is not None


def test_a_hidden_word_for_a_feeling_is_offered_again_when_it_is_typed_again(journal):
    word = journal.feelings.named("afraid", "  like a  hare ")
    assert word.text == "like a hare"
    journal.feelings.record(replace(word, is_shown=False))

    assert journal.feelings.named("afraid", "Like a hare") == word
    assert journal.feelings.named("afraid", "like a hare") == word
    assert journal.feelings.all() == [word]
