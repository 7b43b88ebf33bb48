"""What is to be said next: light questions, and an order that a person gives."""

from datetime import UTC, date, datetime

import pytest

from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.course import Course
from sessiondesk.domain.therapy_session import Outcome, TherapySession


@pytest.fixture
def session(journal):
    course = Course(started_on=date(2026, 3, 1))
    journal.courses.record(course)
    held = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 5, 14, 0, tzinfo=UTC).replace(tzinfo=None),
        zone="Europe/Berlin",
        minutes=50,
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(held)
    return held


def in_order(journal):
    return [each.text for each in journal.bring_ups.open()]


def test_moving_one_of_many_writes_only_what_changes_its_place(journal):
    added = [journal.bring_ups.add(text) for text in "abcdef"]
    ids = [each.id for each in added]

    journal.bring_ups.rank([ids[1], ids[0]])

    assert in_order(journal) == ["b", "a", "c", "d", "e", "f"]
    assert [journal.bring_ups.find(each.id) for each in added[2:]] == added[2:]
    assert journal.undo()
    assert in_order(journal) == ["a", "b", "c", "d", "e", "f"]


def test_things_of_one_rank_can_be_told_apart_once_they_are_put_in_order(journal):
    for text in "abc":
        journal.bring_ups.record(BringUp(text=text, rank=4))
    ids = [each.id for each in journal.bring_ups.open()]

    journal.bring_ups.rank([ids[2], ids[0], ids[1]])

    assert in_order(journal) == ["c", "a", "b"]


def test_one_in_the_bin_is_not_brought_back_by_an_order_that_names_it(journal):
    first, second = journal.bring_ups.add("a"), journal.bring_ups.add("b")
    journal.bring_ups.remove(first.id)

    journal.bring_ups.rank([second.id, first.id])

    assert in_order(journal) == ["b"]


def test_what_is_open_and_what_belongs_to_a_session_is_asked_apart(journal, session):
    journal.bring_ups.record(BringUp(text="open", rank=0))
    journal.bring_ups.record(BringUp(text="let go", rank=1, state=BringUpState.LET_GO))
    for rank, state in enumerate((BringUpState.BROUGHT_UP, BringUpState.CARRIED_OVER), start=2):
        journal.bring_ups.record(
            BringUp(text=state.value, rank=rank, state=state, session_id=session.id)
        )
    gone = journal.bring_ups.add("gone")
    journal.bring_ups.remove(gone.id)

    assert in_order(journal) == ["open", "carried_over"]
    assert [each.text for each in journal.bring_ups.all()] == [
        "open",
        "let go",
        "brought_up",
        "carried_over",
    ]
    found = journal.bring_ups.of_session(session.id)
    assert [each.text for each in found] == ["brought_up", "carried_over"]


def test_a_new_one_comes_last_whatever_became_of_the_others(journal):
    assert journal.bring_ups.add("first").rank == 0
    journal.bring_ups.record(BringUp(text="let go", rank=9, state=BringUpState.LET_GO))

    assert journal.bring_ups.add("new").rank == 10
