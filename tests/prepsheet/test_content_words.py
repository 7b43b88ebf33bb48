"""What stands on a sheet in the person's own words."""

from dataclasses import replace

import pytest

from sessiondesk.domain.bring_up import BringUp, SourceKind, Want
from sessiondesk.domain.ids import BringUpId
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.material import ENOUGH_CHECKINS, Judgement, Noted
from sessiondesk.prepsheet.sheet import BlockId, Choice, as_text
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_everything import a_moment, day, everything
from tests.sheet_material import nothing, something

WORDS = SheetWords()


def build(record, choice=Choice()):  # noqa: B008 - it never changes
    return content.build(record, WORDS, choice)


def on(sheet, block):
    return [line.text for line in sheet.block(block).lines if line.is_on]


def with_bring_ups(*found):
    ranked = (
        replace(each, rank=place, id=BringUpId(f"b{place}")) for place, each in enumerate(found)
    )
    return replace(something(), bring_ups=tuple(ranked))


def places(sheet, key):
    return [block.id for block in sheet.blocks for line in block.lines if line.key == key]


# The judgement that comes before the record.


def test_what_was_said_before_looking_stands_there_with_its_day_and_what_was_remembered():
    panel = build(everything()).block(BlockId.HOW_IT_HAS_BEEN).panel

    assert panel.printed_said == "Better than it felt on Sunday."
    assert panel.judgement.caption == (
        "said on 11 May, before I looked; as I remembered it: Mood 6"
    )


def test_it_is_said_first_where_the_sheet_is_read_out():
    said = as_text(build(everything()))
    assert said.index("Better than it felt on Sunday.") < said.index("Mood: 6.0 (28)")


def test_it_can_be_left_out():
    choice = Choice().switched("judgement", is_on=False)
    sheet = build(everything(), choice)
    assert sheet.block(BlockId.HOW_IT_HAS_BEEN).panel.printed_said == ""
    assert "Sunday" not in as_text(sheet)


def test_where_nothing_was_said_there_is_a_rule_to_write_on():
    panel = build(something()).block(BlockId.HOW_IT_HAS_BEEN).panel
    assert (panel.judgement.text, panel.said) == ("All in all, I would say:", "")
    assert panel.judgement.caption == ""


def test_ratings_without_words_are_said_beside_the_rule():
    record = replace(
        something(), judgement=Judgement(day=day(1), ratings=(("Mood", 4.5), ("Anxiety", 6)))
    )
    panel = build(record).block(BlockId.HOW_IT_HAS_BEEN).panel
    assert panel.said == ""
    assert panel.judgement.caption.endswith("as I remembered it: Mood 4.5, Anxiety 6")


def test_a_judgement_alone_is_no_form_to_fill_in():
    record = replace(nothing(), judgement=Judgement(day=day(1), words="A long week."))

    sheet = build(record)

    assert "A long week." in as_text(sheet)
    assert not sheet.block(BlockId.HOW_IT_HAS_BEEN).panel.circles


# Where a thing to say stands.


def test_an_opener_stands_under_how_we_work_and_nowhere_else():
    sheet = build(everything())
    assert on(sheet, BlockId.ABOUT_US) == ["I notice that I hold back sometimes."]
    assert places(sheet, "b4") == [BlockId.ABOUT_US]


def test_a_sentence_written_in_a_review_is_an_opener_too():
    review = BringUp(text="Could we look at the last months?", source=SourceKind.REVIEW)
    assert places(build(with_bring_ups(review)), "b0") == [BlockId.ABOUT_US]


def test_a_private_opener_stays_off():
    opener = BringUp(text="One more thing.", source=SourceKind.OPENER, stays_private=True)
    sheet = build(with_bring_ups(opener))
    assert places(sheet, "b0") == [BlockId.ABOUT_US]
    assert on(sheet, BlockId.ABOUT_US) == []


@pytest.mark.parametrize(
    "text",
    [
        "What helps?",
        "What helps? ",
        "“What helps?”",
        "(What helps?)",
        "何が助けになりますか？",  # noqa: RUF001
        "ما الذي يساعد؟",
        "\u0393\u03b4\u037e",
    ],
)
def test_what_ends_with_a_question_mark_stands_among_the_questions(text):
    sheet = build(with_bring_ups(BringUp(text="Sleep"), BringUp(text=text)))
    assert places(sheet, "b1") == [BlockId.QUESTIONS]
    assert on(sheet, BlockId.QUESTIONS) == [text]


@pytest.mark.parametrize(
    "other",
    [
        BringUp(text="She asked: why? I did not know."),
        BringUp(text="Shall I tell her?", want=Want.DECIDE),
        BringUp(text="How do I say no?", want=Want.PRACTISE),
        BringUp(text="Why is nobody listening?", want=Want.BE_HEARD),
    ],
    ids=["inside", "to decide", "to practise", "to be heard"],
)
def test_where_more_than_an_answer_is_wanted_it_keeps_its_rank(other):
    sheet = build(with_bring_ups(BringUp(text="Sleep"), other))
    assert places(sheet, "b1") == [BlockId.TO_BRING_UP]


def test_the_question_that_matters_most_stays_first_of_all():
    openers = BringUp(text="Could we talk about us?", source=SourceKind.OPENER)
    sheet = build(with_bring_ups(openers, BringUp(text="Is this normal?"), BringUp(text="Why?")))
    assert on(sheet, BlockId.TO_BRING_UP) == ["Is this normal?"]
    assert on(sheet, BlockId.QUESTIONS) == ["Why?"]


def test_nothing_to_say_stands_twice_and_nothing_is_lost():
    record = everything()
    sheet = build(record)
    for each in record.bring_ups:
        assert len(places(sheet, each.id)) == 1


# What was noted afterwards.


def test_what_was_noted_afterwards_is_there_to_be_put_on_line_by_line():
    sheet = build(everything())
    _, private = sheet.block(BlockId.ABOUT_US).columns
    assert [(line.text, line.caption) for line in private.lines] == [
        ("That money is the real worry.", "what I held back last time"),
        ("Walked home the long way.", "what I noted after the last session"),
        ("I could be honest.", "6 of 10, after the last session"),
    ]
    assert all(line.is_private for line in private.lines)
    assert "money" not in as_text(sheet)

    sheet = build(everything(), Choice().switched("held_back:s1", is_on=True))

    assert "money" in as_text(sheet)
    assert "Walked home" not in as_text(sheet)


# Moments.


def columns(record, choice=Choice()):  # noqa: B008
    found = build(record, choice).block(BlockId.MOMENTS).columns
    return [(column.title, [line.text for line in column.printed]) for column in found]


def test_one_hard_and_one_good_moment_are_proposed_with_what_was_felt_and_tried():
    hard, good = build(everything()).block(BlockId.MOMENTS).columns

    assert (hard.title, good.title) == ("One hard moment", "One good moment")
    (line,) = hard.printed
    assert line.text == "Went blank when asked for figures."
    assert line.caption == "8 May, mood 2; felt ashamed, tense; tried: Breathing, five minutes"
    (line,) = good.printed
    assert line.caption == "11 May, mood 8; felt relieved"


def test_another_moment_can_be_taken_instead():
    assert [line.key for line in build(everything()).block(BlockId.MOMENTS).lines] == [
        "m3",
        "m2",
        "m1",
    ]
    _, (_, good) = columns(everything(), Choice().switched("m1", is_on=True))
    assert good == ["Slept through."]


def test_both_can_be_taken_and_none_at_all():
    choice = Choice().switched("m1", is_on=True).switched("m2", is_on=True)
    _, (_, good) = columns(everything(), choice)
    assert good == ["Told my sister that I cannot host.", "Slept through."]

    for key in ("m1", "m2", "m3"):
        choice = choice.switched(key, is_on=False)
    assert not build(everything(), choice).block(BlockId.MOMENTS).is_printed


def test_among_few_moments_none_is_proposed_but_each_can_be_taken():
    record = replace(everything(), moments=(a_moment("new", 0, None), a_moment("old", 3, 2)))
    assert columns(record) == [("What stayed with me", [])]
    (_, taken), *_ = columns(record, Choice().switched("old", is_on=True))
    assert taken == ["What happened, old"]


def test_what_was_written_for_the_sheet_stands_there_and_is_called_neither():
    answer = replace(a_moment("told", 1, None, "The letter came."), is_answer=True)
    record = replace(everything(), moments=(a_moment("new", 0, None), answer))
    assert columns(record) == [("What stayed with me", ["The letter came."])]
    assert columns(record, Choice().switched("told", is_on=False))[0][1] == []


def test_only_some_of_many_feelings_and_practices_are_said():
    many = tuple(f"thing {n}" for n in range(9))
    moment = replace(a_moment("m", 2, 3), feelings=many, tried=many)
    (column,) = build(replace(everything(), moments=(moment,))).block(BlockId.MOMENTS).columns
    assert column.lines[0].caption == (
        "10 May, mood 3; felt thing 0, thing 1, thing 2, thing 3; tried: thing 0, thing 1"
    )


def test_of_many_moments_only_some_are_offered_and_those_taken_stay():
    many = tuple(a_moment(f"m{n}", n, n % 11) for n in range(40))
    record = replace(everything(), moments=many)
    block = build(record).block(BlockId.MOMENTS)
    assert [len(column.lines) for column in block.columns] == [6, 6]

    hard = next(each for each in many if each.mood == 5)
    sheet = build(record, Choice().switched(hard.key, is_on=True))

    assert [line.key for line in sheet.block(BlockId.MOMENTS).columns[0].printed] == [hard.key]


def test_a_moment_without_feelings_says_its_day():
    record = replace(everything(), moments=(a_moment("m", 2, None),))
    (column,) = build(record).block(BlockId.MOMENTS).columns
    assert column.lines[0].caption == "10 May"


# In my words.


def test_own_words_are_off_until_they_are_chosen():
    sheet = build(everything())
    assert len(sheet.block(BlockId.IN_MY_WORDS).lines) == 2
    assert not sheet.block(BlockId.IN_MY_WORDS).is_printed

    sheet = build(everything(), Choice().switched("n2:0", is_on=True))

    (line,) = sheet.block(BlockId.IN_MY_WORDS).columns[0].printed
    assert (line.caption, line.text) == ("8 May", "Ten minutes, perhaps.")


def test_of_very_many_lines_the_newest_are_offered_and_chosen_ones_stay():
    many = tuple(Noted(key=f"n{n}:0", day=day(n % 6), text=f"Line {n}") for n in range(300))
    record = replace(everything(), excerpts=many)
    assert len(build(record).block(BlockId.IN_MY_WORDS).lines) == 40

    sheet = build(record, Choice().switched("n299:0", is_on=True))

    assert on(sheet, BlockId.IN_MY_WORDS) == ["Line 299"]


# From last time.


def test_what_was_tried_is_said_with_the_day_it_was_written_down():
    line = build(everything()).block(BlockId.FROM_LAST_TIME).lines[-1]
    assert (line.text, line.caption) == (
        "Breathing in the car; it helped a little.",
        "what I tried, written down on 10 May",
    )


# A thin record.


@pytest.mark.parametrize(
    ("change", "is_thin"),
    [
        ({}, True),
        ({"checkins": ENOUGH_CHECKINS}, False),
        ({"bring_ups": (BringUp(text="Sleep"),)}, False),
        ({"has_answers": True}, False),
    ],
    ids=["nothing", "check-ins", "something to say", "answered"],
)
def test_a_record_is_thin_where_there_are_few_check_ins_and_nothing_to_say(change, is_thin):
    record = replace(nothing(), checkins=ENOUGH_CHECKINS - 1)
    assert replace(record, **change).is_thin is is_thin


def test_an_obstacle_is_cut_between_two_words():
    record = something()
    (breathing, *rest) = record.agreed
    long = replace(breathing, obstacle="Annabelle was there. " * 20)
    sheet = build(replace(record, agreed=(long, *rest)))
    caption = next(
        line.caption for line in sheet.block(BlockId.FROM_LAST_TIME).lines if line.key == "p1"
    )
    assert caption.endswith((" Annabelle …", " was …", " there. …"))

    sheet = build(replace(record, agreed=(replace(breathing, obstacle="x" * 500), *rest)))
    assert f"in the way: {'x' * 120} …" in as_text(sheet)
