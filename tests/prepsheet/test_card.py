from dataclasses import replace

import pytest

from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.prepsheet import card
from sessiondesk.prepsheet.card import MOST_TAGS
from sessiondesk.prepsheet.card_material import CardPart
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.prepsheet.material import Noted
from sessiondesk.ui.wording_card import CardWords
from tests.card_material import ON, day, nothing, something, tagged

WORDS = CardWords()


def build(record, choice=None):
    return card.build(record, WORDS, choice)


def row(made, name):
    return next(each for part in made.parts for each in part.rows if each.name == name)


def test_the_columns_are_the_seven_days_that_end_with_the_date_of_the_card():
    made = build(something())

    assert [each.day for each in made.days] == [day(back) for back in (6, 5, 4, 3, 2, 1, 0)]
    assert [each.name for each in made.days] == ["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"]
    assert (made.days[0].short, made.days[-1].short) == ("6 May", "12 May")


def test_the_head_says_the_days_and_what_they_rest_on():
    made = build(something())

    assert (made.title, made.session, made.when) == (
        "Diary card",
        "For session 9",
        "6 to 12 May 2026",
    )
    assert made.source == "From my own record: check-ins on 4 of 7 days."


def test_an_appointment_without_a_number_is_the_next_one_and_none_is_not_named():
    record = something()

    assert build(replace(record, coming_number=None)).session == "For the next session"
    assert build(replace(record, coming=None, coming_number=None)).session == ""


def test_what_was_not_answered_stays_empty_and_nought_is_nought():
    made = build(something())

    assert row(made, "Mood").cells == ("0", "", "", "", "", "5.5", "6")
    assert row(made, "Mood").days == "3 of 7"
    assert row(made, "Patience").cells == ("",) * 7
    assert row(made, "Patience").days == "0 of 7"
    assert made.note == "An empty field was not answered; it is not zero."


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Hours slept", ("7.5", "", "", "", "", "", "6")),
        ("Rested", ("", "", "", "", "", "", "3")),
        (
            "Anxiety got in the way of sleep",
            ("no", "", "", "", "a little", "clearly", "kept awake"),
        ),
        ("I was alone", ("", "", "", "", "", "yes", "no")),
        (
            "How I felt kept me from something",
            ("no", "", "", "", "cost more", "put off", "could not"),
        ),
        ("Breathing with Anna, five minutes", ("", "", "", "", "✓ 6", "", "✓")),
        ("Write the letter", ("",) * 7),
        ("worked", ("✓", "", "", "", "✓", "✓", "")),
        ("Therapy session", ("", "14:00", "", "missed", "cancelled", "", "09:00, 16:00")),
    ],
)
def test_each_row_says_the_days_as_they_were(name, cells):
    assert row(build(something()), name).cells == cells


def test_a_practice_says_how_often_it_was_agreed():
    made = build(something())

    assert row(made, "Breathing with Anna, five minutes").caption == "agreed: 5 days a week"
    assert row(made, "Write the letter").caption == ""
    assert WORDS.agreed(1) == "agreed: one day a week"


def test_the_persons_own_names_are_told_from_the_programs():
    made = build(something())

    own = [each.name for part in made.parts for each in part.rows if each.is_own]
    assert "Patience" in own
    assert "worked" in own
    assert "Mood" not in own
    assert "Hours slept" not in own


def test_what_is_not_asked_has_no_row_unless_it_was_answered():
    record = replace(
        something(), asks_sleep_hours=False, asks_sleep_question=False, asks_interference=False
    )
    answered = build(record)
    unanswered = build(replace(record, sleep_hours={}, sleep_question={}, interference={}))

    assert [each.name for each in answered.part(CardPart.NIGHTS).rows] == [
        "Hours slept",
        "Rested",
        "Anxiety got in the way of sleep",
    ]
    assert [each.name for each in unanswered.part(CardPart.NIGHTS).rows] == ["Rested"]
    assert [each.name for each in unanswered.part(CardPart.THROUGH_THE_DAY).rows] == [
        "I was alone"
    ]


def test_only_the_tags_of_most_days_stand_on_it_until_another_is_chosen():
    tags = tuple(tagged(f"tag {n}", 0) for n in range(MOST_TAGS + 2))
    record = replace(something(), tags=tags)
    by_itself = build(record).part(CardPart.TAGS).printed_rows
    last = f"card:tag:tag {MOST_TAGS + 1}"
    chosen = build(record, Choice().switched(last, is_on=True)).part(CardPart.TAGS).printed_rows

    assert [each.name for each in by_itself] == [f"tag {n}" for n in range(MOST_TAGS)]
    assert len(chosen) == MOST_TAGS
    assert chosen[-1].name == f"tag {MOST_TAGS + 1}"


def test_own_words_stay_private_until_they_are_put_on_and_can_be_left_out_line_by_line():
    by_itself = build(something())
    choice = Choice().switched(CardPart.WORDS, is_on=True)
    put_on = build(something(), choice)
    one_less = build(something(), choice.switched("card:c1:0", is_on=False))

    assert by_itself.part(CardPart.WORDS).is_private
    assert CardPart.WORDS not in [part.id for part in by_itself.printed]
    assert CardPart.WORDS in [part.id for part in put_on.printed]
    lines = put_on.part(CardPart.WORDS).printed_lines
    assert [line.caption for line in lines] == ["Wed 6 May", "Tue 12 May"]
    assert [line.caption for line in one_less.part(CardPart.WORDS).printed_lines] == ["Tue 12 May"]


@pytest.mark.parametrize("part", [each for each in CardPart if each is not CardPart.WORDS])
def test_each_part_can_be_left_out(part):
    made = build(something(), Choice().switched(part, is_on=False))

    assert part in [each.id for each in build(something()).printed]
    assert part not in [each.id for each in made.printed]


def test_a_row_can_be_left_out():
    made = build(something(), Choice().switched("card:scale:mood", is_on=False))

    assert "Mood" not in [each.name for each in made.part(CardPart.RATINGS).printed_rows]


def test_a_part_with_nothing_in_it_is_not_printed():
    made = build(replace(something(), tags=(), sessions=(), practices=()))

    printed = [part.id for part in made.printed]
    assert CardPart.TAGS not in printed
    assert CardPart.SESSIONS not in printed
    assert CardPart.PRACTICES not in printed


def test_an_empty_week_is_a_form_to_fill_in_by_hand():
    made = build(nothing())

    assert made.is_form
    assert (made.note, made.days_head) == ("", "")
    assert "by hand" in made.source
    assert all(each.name == each.short == "" for each in made.days)
    assert row(made, "Mood").days == ""
    assert len(made.part(CardPart.TAGS).printed_rows) == 3
    assert len(made.part(CardPart.PRACTICES).printed_rows) == 3
    assert CardPart.SESSIONS not in [part.id for part in made.printed]


def test_a_form_names_what_was_agreed_and_leaves_room_for_more():
    practices = tuple(replace(each, days={}) for each in something().practices)
    made = build(replace(nothing(), practices=practices))

    assert made.is_form
    assert [each.name for each in made.part(CardPart.PRACTICES).rows] == [
        "Breathing with Anna, five minutes",
        "Write the letter",
        "",
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"days_recorded": frozenset({ON})},
        {"practices": something().practices[:1]},
        {"sessions": something().sessions[:1]},
    ],
)
def test_whatever_was_noted_makes_it_a_card_and_no_form(more):
    assert not build(replace(nothing(), **more)).is_form


def test_names_of_people_become_initials_in_what_the_person_wrote():
    made = build(something(), Choice().switched(CardPart.WORDS, is_on=True))
    named = card.with_names(made, [PersonName(name="Anna"), PersonName(name="Mood")])

    assert row(named, "Breathing with A., five minutes").is_own
    assert named.part(CardPart.WORDS).lines[0].text == "A. rang, and I did not pick up."
    # The program's own words are no names.
    assert row(named, "Mood").cells == row(made, "Mood").cells
    assert card.with_names(made, []) == made


def test_nothing_of_the_words_is_in_what_a_log_would_show():
    record = replace(something(), words=(Noted(key="c", day=ON, text="zebra"),))
    made = build(record, Choice().switched(CardPart.WORDS, is_on=True))

    assert "zebra" not in repr(made)
    assert "zebra" not in repr(record)
    assert "Breathing" not in repr(made)
