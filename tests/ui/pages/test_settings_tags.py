"""The tags in the settings: counted, renamed, merged, parted, removed."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.goal import Goal, Measure
from sessiondesk.domain.period import Period
from sessiondesk.domain.tag import Tag
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from tests.conftest import NOON

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def make_tag(vault_journal):
    """Make a tag that is on so many check-ins."""

    def make(name, times=0):
        tag = Tag(name=name)
        vault_journal.tags.record(tag)
        for days in range(times):
            moment = NOON - timedelta(days=days)
            checkin = CheckIn(felt_at=moment, day=moment.date(), tags=frozenset({tag.id}))
            vault_journal.checkins.record(checkin)
        return tag

    return make


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control, dialog, words):
        self._qtbot = qtbot
        self.find = control
        self.dialog = dialog
        self.words = words

    def click(self, page, name):
        self._qtbot.mouseClick(self.find(page, name), LEFT)

    def key(self, widget, key):
        self._qtbot.keyClick(widget, key)

    def type(self, widget, words):
        self._qtbot.keyClicks(widget, words)


@pytest.fixture
def hands(qtbot, control, dialog, words):
    return Hands(qtbot, control, dialog, words)


def table(page, hands):
    return hands.find(page, "All tags").as_text().splitlines()[1:]


def test_tags_are_listed_with_how_often_they_were_used(hands, make_settings, make_tag):
    make_tag("work", 1)
    make_tag("family", 3)

    assert table(make_settings(), hands) == ["family\t3\t", "work\t1\t"]


def test_a_tag_gets_another_name_and_says_what_it_was(hands, make_settings, make_tag):
    make_tag("stress", 2)
    page = make_settings()

    hands.click(page, "Rename “stress”")
    asks = hands.dialog(page)
    hands.find(asks, "Words").selectAll()
    hands.type(hands.find(asks, "Words"), "pressure")
    hands.click(asks, "Change it")

    assert table(page, hands) == ["pressure\t2\twas “stress”"]


def test_a_name_that_another_tag_has_is_not_given_twice(
    hands, vault_journal, make_settings, make_tag
):
    make_tag("family", 2)
    work = make_tag("work", 1)
    page = make_settings()
    hands.key(hands.find(page, "All tags"), Qt.Key.Key_Down)

    hands.click(page, "Rename “work”")
    asks = hands.dialog(page)
    hands.find(asks, "Words").selectAll()
    hands.type(hands.find(asks, "Words"), "Family")
    hands.click(asks, "Change it")

    assert "Another tag has that name." in hands.words(asks)
    hands.key(asks, Qt.Key.Key_Escape)
    assert vault_journal.tags.find(work.id).name == "work"


def test_two_are_merged_and_a_goal_counts_the_one_that_stays(
    hands, vault_journal, make_settings, make_tag
):
    stress, work = make_tag("stress", 2), make_tag("work", 1)
    goal = Goal(text="less", began_on=NOON.date(), measure=Measure.TAG_DAYS, tag_id=stress.id)
    vault_journal.goals.record(goal)
    page = make_settings()

    hands.click(page, "Merge “stress” into another")
    hands.click(hands.dialog(page), "Merge them")

    assert table(page, hands) == ["work\t3\twas “stress”"]
    assert vault_journal.goals.find(goal.id).tag_id == work.id

    hands.click(page, "Part a tag from “work”")
    hands.click(hands.dialog(page), "Part them")
    assert table(page, hands) == ["stress\t2\t", "work\t1\t"]


def test_an_entry_can_say_what_a_merged_tag_was(vault_journal, make_tag):
    stress, work = make_tag("stress", 1), make_tag("work")
    vault_journal.tags.merge(stress.id, work.id)
    (checkin,) = vault_journal.checkins.between(Period(first=NOON.date(), last=NOON.date()))

    assert checkin.tags == {work.id}
    assert vault_journal.tags.former_names(checkin.id) == {work.id: ["stress"]}


def test_merging_is_undone_with_the_goal(vault_journal, make_tag):
    stress, work = make_tag("stress", 1), make_tag("work")
    goal = Goal(text="less", began_on=NOON.date(), measure=Measure.TAG_DAYS, tag_id=stress.id)
    vault_journal.goals.record(goal)
    vault_journal.tags.merge(stress.id, work.id)

    vault_journal.undo()

    assert vault_journal.goals.find(goal.id).tag_id == stress.id
    assert [each.name for each in vault_journal.tags.all()] == ["stress", "work"]


def test_a_tag_is_removed_after_a_question_that_names_the_goal(
    hands, vault_journal, make_settings, make_tag
):
    stress = make_tag("stress", 2)
    goal = Goal(text="less", began_on=NOON.date(), measure=Measure.TAG_DAYS, tag_id=stress.id)
    vault_journal.goals.record(goal)
    page = make_settings()

    hands.click(page, "Remove “stress”")
    asks = hands.dialog(page)
    assert "Your goal “less” counts it" in hands.words(asks)
    hands.click(asks, "Remove it")

    assert vault_journal.tags.all() == []
    vault_journal.undo()
    assert table(page, hands) == ["stress\t2\t"]


def test_a_pattern_is_made_of_a_tag_and_shown(
    qtbot, hands, vault_journal, make_settings, make_tag
):
    make_tag("quarrel", 3)
    page = make_settings()

    with qtbot.waitSignal(page.opens) as opened:
        hands.click(page, "Make a pattern of “quarrel”")

    (pattern,) = vault_journal.patterns.all()
    assert opened.args == [Link(kind=Kind.PATTERN, id=pattern.id)]
    assert len(vault_journal.patterns.linked(pattern.id)) == 3


def test_one_of_many_is_found_by_its_name_or_a_former_one(
    hands, vault_journal, make_settings, make_tag
):
    for number in range(15):
        make_tag(f"tag {number:02}")
    renamed = make_tag("stress")
    vault_journal.tags.rename(renamed.id, "pressure")
    page = make_settings()

    hands.type(hands.find(page, "Find a tag"), "stre")

    assert table(page, hands) == ["pressure\t0\twas “stress”"]


def test_on_a_full_disk_the_tag_stays_as_it_was(
    hands, vault_journal, make_settings, make_tag, monkeypatch
):
    stress = make_tag("stress")
    make_tag("work")
    page = make_settings()
    hands.click(page, "Merge “stress” into another")
    asks = hands.dialog(page)

    def refuse(*_args, **_more):
        raise StoreFullError

    monkeypatch.setattr("sessiondesk.journal.acts.records.save", refuse)
    hands.click(asks, "Merge them")

    assert "no room left on the disk" in hands.words(page)
    assert vault_journal.tags.find(stress.id).merged_into is None
