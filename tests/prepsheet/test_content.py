from dataclasses import replace
from datetime import date, timedelta

import pytest

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.sheet_preset import Audience
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.insights.change import change
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.material import Noted, Told, chart_period, windows
from sessiondesk.prepsheet.presets import default_of
from sessiondesk.prepsheet.sheet import BlockId, Choice, as_text
from sessiondesk.ui.insight_names import Names, of_scale
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_everything import everything, names
from tests.sheet_material import (
    INSTRUMENTS,
    ON,
    a_marked,
    a_scale,
    a_session,
    a_standing,
    every_day,
    in_windows,
    nothing,
    something,
)

WORDS = SheetWords()
EVERYTHING = Choice()


def build(record, choice=EVERYTHING):
    return content.build(record, WORDS, choice)


def texts(lines):
    return [line.text for line in lines]


def noted(count):
    return tuple(
        Noted(key=f"n{n}", day=ON - timedelta(days=n), text=f"Thing {n}") for n in range(count)
    )


def test_the_head_says_the_session_its_time_and_what_it_rests_on():
    sheet = build(something())

    assert (sheet.session, sheet.when) == ("Session 9", "Thursday 14 May 2026, 14:00")
    assert sheet.source == (
        "From my own record since last session, 7 to 12 May 2026: 6 of 6 days. Ratings 0 to 10."
    )
    assert sheet.running_head == "Prep sheet, session 9"


def test_without_an_appointment_the_head_says_the_date_of_the_sheet():
    sheet = build(replace(something(), coming=None, coming_number=None, last=None))

    assert (sheet.session, sheet.when) == ("", "Tuesday 12 May 2026")
    assert sheet.source.startswith("From my own record, 7 to 12 May 2026: 6 of 6 days.")
    assert sheet.running_head == "Prep sheet"


def test_an_appointment_without_a_number_is_the_next_session():
    assert build(replace(something(), coming_number=None)).session == "Next session"


def test_only_days_since_the_last_session_are_counted_in_the_head():
    recorded = frozenset({ON, ON - timedelta(days=5), ON - timedelta(days=6)})
    assert "2 of 6 days" in build(replace(something(), days_recorded=recorded)).source


def test_the_blocks_stand_in_their_order():
    choice = Choice(lines_on=default_of(Audience.MYSELF).lines_on)
    for key in ("n1:0", "together:heard:s1"):
        choice = choice.switched(key, is_on=True)

    sheet = content.build(everything(), SheetWords(names()), choice)

    assert [block.id for block in sheet.printed] == [
        each for each in BlockId if each is not BlockId.SIX_MONTHS
    ]


def test_bring_ups_keep_their_order_and_what_is_wanted_from_them():
    (column,) = build(something()).block(BlockId.TO_BRING_UP).columns

    assert texts(column.printed) == [
        "Why the review meeting set me off",
        "Slept through twice this week",
    ]
    assert column.printed[0].caption == "I want to be heard"
    assert column.blanks == 1


def test_a_private_bring_up_goes_on_only_by_hand():
    sheet = build(something())
    (column,) = sheet.block(BlockId.TO_BRING_UP).columns
    (private,) = (line for line in column.lines if line.is_private)
    assert not private.is_on

    sheet = build(something(), Choice().switched(private.key, is_on=True))

    assert "The message I nearly sent" in texts(
        sheet.block(BlockId.TO_BRING_UP).columns[0].printed
    )


def test_a_line_that_was_left_out_comes_back():
    choice = Choice().switched("b1", is_on=False)
    (column,) = build(something(), choice).block(BlockId.TO_BRING_UP).columns
    assert texts(column.printed) == ["Slept through twice this week"]

    choice = choice.switched("b1", is_on=True)

    (column,) = build(something(), choice).block(BlockId.TO_BRING_UP).columns
    assert len(column.printed) == 2


def test_a_block_that_was_left_out_comes_back():
    choice = Choice().block_switched(BlockId.GOALS, is_on=False)
    assert BlockId.GOALS not in [block.id for block in build(something(), choice).printed]

    choice = choice.block_switched(BlockId.GOALS, is_on=True)

    assert BlockId.GOALS in [block.id for block in build(something(), choice).printed]


def test_the_table_has_both_windows_each_with_its_days():
    panel = build(something()).block(BlockId.HOW_IT_HAS_BEEN).panel

    assert [(row.text, *row.cells) for row in panel.printed_rows] == [
        ("Mood", "6.0 (28)", "4.0 (28)"),
        ("Anxiety", "6.0 (28)", "4.0 (28)"),
        ("Energy", "6.0 (28)", "4.0 (28)"),
        ("Sleep, hours", "7.0 (28)", "7.0 (28)"),
        ("Days recorded", "28 of 28", "28 of 28"),
    ]


def test_a_mean_of_too_few_days_is_not_said():
    few = {ON - timedelta(days=n): 9.0 for n in range(13)}
    record = replace(something(), daily={ScaleId("mood"): few}, averages={})

    panel = build(record).block(BlockId.HOW_IT_HAS_BEEN).panel

    assert panel.rows[0].cells == ("too few (13)", "too few (0)")


def test_a_scale_nobody_answered_lately_has_no_row_and_no_line():
    old = {ON - timedelta(days=56): 5.0}
    record = replace(something(), daily={ScaleId("mood"): old, ScaleId("energy"): every_day(5)})

    panel = build(record).block(BlockId.HOW_IT_HAS_BEEN).panel

    assert texts(panel.rows) == ["Energy", "Sleep, hours", "Days recorded"]
    assert [series.name for series in panel.chart.series] == ["Energy"]


def many_scales():
    scales = tuple(a_scale(f"scale{n}", n) for n in range(7))
    daily = {scale.id: every_day(5) for scale in scales}
    return replace(something(), scales=scales, daily=daily, averages={}, sleep_hours={})


def test_five_scales_at_most_are_in_the_table():
    panel = build(many_scales()).block(BlockId.HOW_IT_HAS_BEEN).panel
    assert texts(panel.printed_rows) == [*(f"Scale{n}" for n in range(5)), "Days recorded"]
    assert len(panel.rows) == 8


def test_a_scale_that_is_left_out_makes_room_for_the_next():
    choice = Choice().switched("scale:scale0", is_on=False)
    panel = build(many_scales(), choice).block(BlockId.HOW_IT_HAS_BEEN).panel
    assert texts(panel.printed_rows)[:5] == [f"Scale{n}" for n in range(1, 6)]


def test_a_scale_put_on_by_hand_has_precedence():
    choice = Choice().switched("scale:scale6", is_on=True)
    panel = build(many_scales(), choice).block(BlockId.HOW_IT_HAS_BEEN).panel
    assert texts(panel.printed_rows)[:5] == ["Scale0", "Scale1", "Scale2", "Scale3", "Scale6"]


def test_the_first_two_scales_are_drawn():
    chart = build(something()).block(BlockId.HOW_IT_HAS_BEEN).panel.printed_chart

    assert [series.name for series in chart.series] == ["Mood", "Anxiety"]
    assert (chart.last - chart.first).days == 55
    assert chart.months == ((date(2026, 4, 1), "April"), (date(2026, 5, 1), "May"))


def test_the_scales_chosen_for_the_chart_are_drawn():
    record = replace(something(), chart_scales=(ScaleId("energy"), ScaleId("gone")))
    chart = build(record).block(BlockId.HOW_IT_HAS_BEEN).panel.chart
    assert [series.name for series in chart.series] == ["Energy", "Mood"]


def test_the_chart_keeps_to_its_days():
    early = ON - timedelta(days=56)
    mood = {early: 1.0, ON: 5.0}
    averages = {ScaleId("mood"): (((early, 1.0),), ((early, 1.0), (ON, 5.0)))}
    record = replace(something(), daily={ScaleId("mood"): mood}, averages=averages)

    (series,) = build(record).block(BlockId.HOW_IT_HAS_BEEN).panel.chart.series

    assert series.points == ((ON, 5.0),)
    assert series.averages == (((ON, 5.0),),)


def test_sessions_are_ticked_under_the_chart_whether_held_or_not():
    planned = a_session(ON, Outcome.PLANNED)
    old = a_session(ON - timedelta(days=56))
    record = something()
    record = replace(record, sessions=(old, *record.sessions, planned))

    ticks = build(record).block(BlockId.HOW_IT_HAS_BEEN).panel.chart.ticks

    assert [(tick.day.day, tick.is_held) for tick in ticks] == [(23, True), (30, False), (7, True)]


def test_the_chart_can_be_left_out_alone():
    panel = build(something(), Choice().switched("chart", is_on=False))
    panel = panel.block(BlockId.HOW_IT_HAS_BEEN).panel
    assert panel.printed_chart is None
    assert panel.printed_rows


def test_without_chart_and_rows_the_block_is_empty():
    sheet = build(something())
    block = sheet.block(BlockId.HOW_IT_HAS_BEEN)
    choice = Choice(lines_off=frozenset(line.key for line in block.lines))
    assert not build(something(), choice).block(BlockId.HOW_IT_HAS_BEEN).is_printed


def test_a_few_wins_are_printed_and_the_rest_is_said():
    wins, hurdles = build(replace(something(), wins=noted(6))).block(BlockId.WINS_HURDLES).columns

    assert texts(wins.printed) == ["Thing 0", "Thing 1", "Thing 2", "Thing 3"]
    assert wins.more == "and 2 more in my journal"
    assert wins.printed[0].caption == "12 May"
    assert hurdles.more == ""


def test_a_win_left_out_is_not_among_the_rest_that_is_said():
    choice = Choice().switched("n5", is_on=False).switched("n4", is_on=True)
    record = replace(something(), wins=noted(6))

    wins, _ = build(record, choice).block(BlockId.WINS_HURDLES).columns

    assert texts(wins.printed) == ["Thing 0", "Thing 1", "Thing 2", "Thing 4"]
    assert wins.more == "and 1 more in my journal"


def test_a_block_without_anything_is_left_out():
    sheet = build(replace(something(), wins=(), hurdles=(), goals=(), measures=()))
    assert BlockId.WINS_HURDLES not in [block.id for block in sheet.printed]
    assert BlockId.GOALS not in [block.id for block in sheet.printed]


def test_from_last_time_comes_what_was_taken_away_left_open_and_agreed():
    (column,) = build(something()).block(BlockId.FROM_LAST_TIME).columns

    assert [(line.text, line.caption) for line in column.printed] == [
        ("I can wait before I answer.", "what I took away"),
        ("Whether to tell my sister.", "what stayed open"),
        (
            "Breathing, five minutes",
            "4 of the last 7 days, helped 6.5 of 10 (2 times), in the way: Forgot it at work",
        ),
        ("Write down one moment", "done 9 May"),
    ]


def test_a_last_session_without_words_leaves_no_empty_line():
    record = replace(something(), last=a_session(date(2026, 5, 7), to_keep=" "))
    (column,) = build(record).block(BlockId.FROM_LAST_TIME).columns
    assert texts(column.lines) == ["Breathing, five minutes", "Write down one moment"]


def test_goals_say_where_they_began_where_they_are_and_the_aim():
    column, _ = build(something()).block(BlockId.GOALS).columns

    assert [line.caption for line in column.printed] == [
        "2 at first, now 5, up 3; aim 7",
        "days a week: 4 so far",
    ]


def measures_of(sheet):
    _, column = sheet.block(BlockId.GOALS).columns
    return column


def test_measures_say_first_last_now_and_the_word_for_the_change():
    column = measures_of(build(something()))

    assert column.heads == ("first", "last", "now", "from first to now")
    assert [
        (line.text.replace("\N{NO-BREAK SPACE}", " "), *line.cells) for line in column.lines
    ] == [
        ("PHQ-9, 28 Apr", "16.5", "12", "9", "reliable improvement, now below the cut-off"),
        ("GAD-7, 28 Apr", "12", "", "11", "no reliable change"),
        ("WHO-5, 28 Apr", "40", "", "56", "16 points higher, now above the cut-off"),
        ("The clinic’s own form, 7 May", "30", "28", "22.5", "7.5 points lower"),
        ("CORE-10, 2 May", "", "", "14", ""),
    ]
    assert column.printed == column.lines


def test_without_anything_published_only_the_difference_is_said():
    form = next(each for each in something().measures if each.instrument is None)
    same, worse = replace(form, now=30.0), replace(form, now=31.0)
    overlapping = replace(a_standing("phq9", 16, None, 9), change=None)
    measures = (a_standing("phq15", 14, None, 12), same, worse, overlapping)

    column = measures_of(build(replace(something(), measures=measures)))

    assert [line.cells[-1] for line in column.lines] == [
        "2 points lower",
        "the same",
        "1 point higher",
        "",
    ]
    assert "low point" not in column.note


def test_a_cut_off_is_passed_either_way():
    measures = (
        a_standing("phq9", 9, None, 12),
        a_standing("who5", 60, None, 40),
        a_standing("who5", 40, None, 60),
    )
    column = measures_of(build(replace(something(), measures=measures)))

    assert [line.cells[-1].partition(", ")[2] for line in column.lines] == [
        "now above the cut-off",
        "now below the cut-off",
        "now above the cut-off",
    ]


def test_no_percent_and_no_praise_is_said_of_a_score():
    said = as_text(build(something()))
    for word in ("%", "significant", "well done", "great"):
        assert word not in said.casefold()


def test_what_is_called_an_improvement_is_followed_once_by_what_to_keep_in_mind():
    sheet = build(something())
    assert as_text(sheet).count("start at a low point") == 1

    without = build(something(), Choice().switched("measure:phq9", is_on=False))

    assert "start at a low point" not in as_text(without)
    assert "low point" not in measures_of(without).note


def test_a_level_that_is_a_mean_of_two_is_called_so():
    note = measures_of(build(something())).note
    assert note.startswith("WHO-5: more is better. First: the mean of the first two.")
    few = replace(something(), measures=(a_standing("gad7", 12, None, 6),))
    assert "the mean of" not in measures_of(build(few)).note


def test_a_measure_that_is_left_out_comes_back():
    choice = Choice().switched("measure:gad7", is_on=False)
    assert "GAD-7" not in as_text(build(something(), choice))
    assert "GAD-7" in as_text(build(something(), choice.switched("measure:gad7", is_on=True)))


def test_heads_stand_only_over_what_there_is():
    one = tuple(each for each in something().measures if each.name == "CORE-10")

    block = build(replace(something(), measures=one)).block(BlockId.GOALS)

    assert block.columns[1].printed_heads == ("", "", "now", "")
    assert all(measures_of(build(something())).printed_heads)


def test_a_record_of_measures_alone_is_no_form_to_fill_in():
    sheet = build(replace(nothing(), measures=something().measures))

    assert BlockId.GOALS in [block.id for block in sheet.printed]
    assert sheet.block(BlockId.FROM_LAST_TIME).columns[0].blanks == 0


def test_what_was_put_first_by_hand_stands_first_in_its_exact_words():
    marked = a_marked()
    (block, *_) = build(something()).printed

    assert block.id is BlockId.FIRST
    (line,) = block.columns[0].printed
    assert (line.text, line.caption) == (
        marked.question,
        f"I ticked: {marked.answer}. PHQ-9, 11 May",
    )


def test_nothing_stands_first_unless_it_was_put_there():
    sheet = build(replace(something(), marked=()))
    assert sheet.printed[0].id is BlockId.TO_BRING_UP
    assert not sheet.block(BlockId.FIRST).lines
    assert a_marked().question not in as_text(sheet)


def test_what_stands_first_can_be_taken_off_again_and_the_next_one_stands_there_all_the_same():
    choice = Choice().switched("marked:a1", is_on=False)
    sheet = build(something(), choice)
    assert sheet.printed[0].id is BlockId.TO_BRING_UP
    assert not sheet.block(BlockId.FIRST).is_on

    other = replace(a_marked(), key="marked:a2")
    # Whatever an older copy of the program kept about the block as a whole.
    choice = choice.block_switched(BlockId.FIRST, is_on=False)
    sheet = build(replace(something(), marked=(other, a_marked())), choice)

    assert [line.key for line in sheet.block(BlockId.FIRST).columns[0].printed] == ["marked:a2"]


def test_an_empty_record_gives_a_form_to_fill_in():
    sheet = build(nothing())

    assert sheet.source == "To fill in by hand. Ratings are my own, 0 to 10."
    assert [block.id for block in sheet.printed] == [
        BlockId.TO_BRING_UP,
        BlockId.HOW_IT_HAS_BEEN,
        BlockId.MOMENTS,
        BlockId.WINS_HURDLES,
        BlockId.FROM_LAST_TIME,
        BlockId.GOALS,
        BlockId.QUESTIONS,
        BlockId.LINES,
    ]
    assert sheet.block(BlockId.HOW_IT_HAS_BEEN).panel.circles == ("Mood", "Anxiety", "Energy")
    assert {
        block.id: [column.blanks for column in block.columns]
        for block in sheet.printed
        if block.columns
    } == {
        BlockId.TO_BRING_UP: [3],
        BlockId.MOMENTS: [2],
        BlockId.WINS_HURDLES: [2, 2],
        BlockId.FROM_LAST_TIME: [2],
        BlockId.GOALS: [2],
        BlockId.QUESTIONS: [2],
    }


def test_leaving_everything_out_does_not_make_a_form():
    record = something()
    keys = [line.key for block in build(record).blocks for line in block.lines]

    sheet = build(record, Choice(lines_off=frozenset(keys)))

    assert [block.id for block in sheet.printed] == [BlockId.TO_BRING_UP, BlockId.LINES]
    assert sheet.block(BlockId.TO_BRING_UP).columns[0].blanks == 1


def test_a_repr_carries_none_of_the_persons_words():
    sheet = build(something())
    for words in ("review meeting", "host", "sister", "Forgot", "clinic", "better off"):
        assert words not in repr(something())
        assert words not in repr(sheet)


def test_as_text_everything_printed_is_said():
    sheet = build(replace(something(), wins=noted(6)))

    text = as_text(sheet).replace("\N{NO-BREAK SPACE}", " ")

    assert "Session 9\nThursday 14 May 2026, 14:00" in text
    assert "Why the review meeting set me off (I want to be heard)" in text
    assert "Mood: 6.0 (28), 4.0 (28)" in text
    assert "Wins\nThing 0 (12 May)" in text
    assert "and 2 more in my journal" in text
    assert "GAD-7, 28 Apr (first 12, now 11, no reliable change)" in text
    assert "CORE-10, 2 May (now 14)" in text
    assert "The message I nearly sent" not in text
    assert text.endswith("Notes in the session")


def test_as_text_a_very_long_text_is_cut_as_on_paper():
    (first, *_) = something().bring_ups
    record = replace(something(), bring_ups=(replace(first, text="A sentence. " * 50_000),))

    text = as_text(build(record))

    assert "A sentence. (continues in my journal) (I want to be heard)" in text
    assert len(text) < 4000


def test_as_text_a_form_names_what_to_circle():
    assert "How it has been\nMood\nAnxiety\nEnergy" in as_text(build(nothing()))


def test_as_text_an_empty_column_is_not_named():
    sheet = build(replace(something(), hurdles=()))
    assert "Hurdles" not in as_text(sheet)


@pytest.mark.parametrize("id_", list(BlockId))
def test_every_block_has_a_title(id_):
    assert build(something()).block(id_).title


def test_means_of_the_two_windows_do_not_mix():
    record = replace(something(), daily={ScaleId("mood"): in_windows(10, 0)}, averages={})
    panel = build(record).block(BlockId.HOW_IT_HAS_BEEN).panel
    assert panel.rows[0].cells == ("10.0 (28)", "0.0 (28)")


def moved(now, before):
    """Compare both windows of a rating that was the same on each day of a window."""
    return change(in_windows(now, before), *windows(ON), none_at_zero=True)


def panel_of(sheet):
    return sheet.block(BlockId.HOW_IT_HAS_BEEN).panel


def sentences(record, choice=EVERYTHING):
    return panel_of(build(record, choice)).printed_sentences


def test_at_most_one_sentence_stands_for_each_scale_and_only_where_it_says_something():
    record = replace(
        something(),
        changes={
            ScaleId("mood"): moved(6, 4),
            ScaleId("anxiety"): moved(5, 5),
            ScaleId("energy"): change({}, *windows(ON), none_at_zero=True),
        },
    )

    (mood,) = texts(sentences(record))
    assert mood.startswith("Mood: about 50% higher than in the four weeks before, probably ")

    _, anxiety = texts(sentences(record, Choice().switched("change:anxiety", is_on=True)))
    assert anxiety.startswith("Anxiety: about the same as in the four weeks before; a change ")


def test_days_that_vary_too_much_say_nothing_on_paper():
    values = {day: float(n % 2 * 10) for n, day in enumerate(chart_period(ON).days())}
    unclear = change(values, *windows(ON), none_at_zero=True)

    assert sentences(replace(something(), changes={ScaleId("mood"): unclear})) == ()


def test_hours_slept_have_their_sentence_too():
    claim = change(in_windows(8, 6.5), *windows(ON), none_at_zero=False)

    (sleep,) = texts(sentences(replace(something(), sleep_change=claim)))

    assert sleep.startswith("Sleep: about 1.5 hours more than in the four weeks before, probably ")


def test_a_sentence_can_be_left_out_and_goes_with_its_row():
    record = replace(something(), changes={ScaleId("mood"): moved(6, 4)})

    assert sentences(record, Choice().switched("change:mood", is_on=False)) == ()
    assert sentences(record, Choice().switched("scale:mood", is_on=False)) == ()


def test_what_was_put_on_by_hand_stands_there_in_the_programs_words_with_its_day():
    names = Names(
        today=ON,
        subjects={},
        tags={},
        instruments=INSTRUMENTS,
        forms={},
        goals={},
        bring_ups={},
        fit={},
        signs={},
    )
    claim = MissingDays(gaps=9, difference=-1.2, follow_harder_days=True)
    told = Told(key="insight:1", day=ON, subject="mood", claim=claim)
    record = replace(something(), told=(told,))

    sheet = content.build(record, SheetWords(names), EVERYTHING)
    (line,) = panel_of(sheet).printed_sentences

    assert line.text.startswith("You tend to skip check-ins after harder days")
    assert line.caption == "my journal said this on 12 May"
    assert f"{line.text} ({line.caption})" in as_text(sheet)
    # Who only sets a sheet anew does not say it again.
    assert sentences(record) == ()


def test_with_nothing_but_a_sentence_by_hand_the_block_is_no_form_to_fill_in():
    told = Told(key="insight:1", day=ON, subject="mood", claim=moved(6, 4))
    names = Names(
        today=ON,
        subjects={"mood": of_scale(a_scale("mood"))},
        tags={},
        instruments=INSTRUMENTS,
        forms={},
        goals={},
        bring_ups={},
        fit={},
        signs={},
    )

    sheet = content.build(replace(nothing(), told=(told,)), SheetWords(names), EVERYTHING)

    assert panel_of(sheet).circles == ()
    assert not panel_of(sheet).is_empty
