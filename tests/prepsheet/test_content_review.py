"""What a review adds to a sheet, and when."""

from dataclasses import replace

import pytest

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.insights.course_strip import Record, strip
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.choice import REVIEW_BLOCKS, by_hand
from sessiondesk.prepsheet.sheet import BlockId, Choice, as_text
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_everything import a_trend, after, day, everything, names
from tests.sheet_material import COURSE, ON, a_session, nothing, something

TWO_PAGES = Choice(pages=2)


def build(record, choice=TWO_PAGES):
    return content.build(record, SheetWords(names()), choice)


def review_blocks(sheet):
    return {block.id for block in sheet.printed} & REVIEW_BLOCKS


def texts(sheet, block):
    return [line.text for line in sheet.block(block).lines if line.is_on]


def test_in_a_review_week_two_pages_have_what_a_review_looks_at():
    assert review_blocks(build(long_record())) == REVIEW_BLOCKS - {BlockId.FIT}


@pytest.mark.parametrize(
    ("record", "choice"),
    [(replace(everything(), is_review=False), TWO_PAGES), (everything(), Choice())],
    ids=["another week", "one page"],
)
def test_at_another_time_or_on_one_page_they_wait_to_be_put_on(record, choice):
    sheet = build(record, choice)
    assert review_blocks(sheet) == set()
    assert sheet.block(BlockId.EVENTS).lines

    choice = choice.block_switched(BlockId.EVENTS, is_on=True)

    assert review_blocks(build(record, choice)) == {BlockId.EVENTS}


def test_a_block_of_a_review_that_was_left_out_stays_out_and_comes_back():
    choice = TWO_PAGES.block_switched(BlockId.EVENTS, is_on=False)
    assert BlockId.EVENTS not in review_blocks(build(everything(), choice))
    assert by_hand(BlockId.EVENTS) not in choice.lines_on

    choice = choice.block_switched(BlockId.EVENTS, is_on=True)

    assert BlockId.EVENTS in review_blocks(build(everything(), choice))
    assert BlockId.EVENTS in review_blocks(build(everything(), replace(choice, pages=1)))


def test_another_block_leaves_no_mark_among_the_lines():
    choice = Choice().block_switched(BlockId.GOALS, is_on=True)
    assert choice == Choice()


def test_questionnaires_say_what_they_call_the_range_and_that_it_is_no_diagnosis():
    (column,) = build(everything()).block(BlockId.MEASURES).columns

    said = [(line.text.replace("\N{NO-BREAK SPACE}", " "), *line.cells) for line in column.lines]
    assert said[0] == ("PHQ-9, 28 Apr", "16.5", "12", "9", "mild")
    assert said[3] == ("The clinic’s own form, 7 May", "30", "28", "22.5", "")
    assert column.heads == ("first", "last", "now", "range")
    assert "no diagnosis" in column.note


def test_where_no_range_is_printed_nothing_is_said_of_ranges():
    form = [each for each in something().measures if each.instrument is None]
    (column,) = build(replace(everything(), measures=tuple(form))).block(BlockId.MEASURES).columns
    assert column.note == ""


def test_the_sums_of_this_therapy_are_said_as_the_person_would():
    assert texts(build(everything()), BlockId.ATTENDANCE) == [
        "4 sessions since 5 March 2026, 2 of them before this record.",
        "2 of 4 appointments kept: one cancelled by me, one missed.",
    ]


def test_before_the_first_appointment_only_the_beginning_is_said():
    course = Course(started_on=ON, id=COURSE)
    record = replace(everything(), therapy=strip(course, Record(), today=ON))
    assert len(texts(build(record), BlockId.ATTENDANCE)) == 1
    assert texts(build(replace(record, therapy=None)), BlockId.ATTENDANCE) == []


def test_how_we_work_together_is_private_even_in_a_review():
    sheet = build(everything())
    (line,) = sheet.block(BlockId.FIT).lines
    assert line.is_private
    assert not line.is_on

    sheet = build(everything(), TWO_PAGES.switched(line.key, is_on=True))

    assert "I felt heard. (7, 6, 5)" in as_text(sheet)


def test_what_follows_sessions_is_said_by_its_rule_and_by_whom():
    (line,) = build(everything()).block(BlockId.AFTER_SESSIONS).lines
    assert line.text.startswith("After 5 of your last 6 sessions")
    assert line.caption == "my journal said this on 12 May"


@pytest.mark.parametrize(
    "change", [{"after": after(2, known=3)}, {"after": None}, {"mood": None}], ids=str
)
def test_where_nothing_can_be_told_nothing_is_said_of_it(change):
    sheet = build(replace(everything(), **change))
    assert not sheet.block(BlockId.AFTER_SESSIONS).lines
    assert not sheet.block(BlockId.AFTER_SESSIONS).is_printed


def test_life_events_say_their_kind_their_days_and_the_dose():
    lines = build(everything()).block(BlockId.EVENTS).lines
    assert [(line.text, line.caption) for line in lines] == [
        ("Sertraline, 50 mg, before: 25 mg", "Medicine or dose changed, since 12 April 2026"),
        ("New job", "Work, 13 March 2026"),
    ]


def test_two_findings_are_said_and_others_can_be_taken_instead():
    sheet = build(everything())
    assert len(sheet.block(BlockId.INSIGHTS).lines) == 3
    said = texts(sheet, BlockId.INSIGHTS)
    assert len(said) == 2
    assert all("(probably 1.3 to 3.4; averages of 10 weeks)" in each for each in said)

    sheet = build(everything(), TWO_PAGES.switched("finding:insight:energy", is_on=True))

    assert any("Energy" in each for each in texts(sheet, BlockId.INSIGHTS))
    assert len(texts(sheet, BlockId.INSIGHTS)) == 2


def test_a_finding_that_stands_on_page_one_is_not_said_again():
    record = replace(everything(), told=(a_trend("mood"),))
    keys = [line.key for line in build(record).block(BlockId.INSIGHTS).lines]
    assert "finding:insight:mood" not in keys
    assert len(keys) == 2


def test_a_finding_whose_subject_is_gone_and_one_that_nobody_can_name_are_left_out():
    gone = replace(a_trend("mood"), key="insight:gone", subject="gone")
    record = replace(everything(), insights=(gone,))
    assert not build(record).block(BlockId.INSIGHTS).lines
    unnamed = content.build(everything(), SheetWords(), TWO_PAGES)
    assert not unnamed.block(BlockId.INSIGHTS).lines


def test_there_is_room_to_write_down_what_is_agreed():
    (column,) = build(everything()).block(BlockId.AGREE_TODAY).columns
    assert (column.blanks, column.lines) == (3, ())


def test_a_therapy_that_has_begun_does_not_make_an_empty_record_a_full_one():
    record = replace(nothing(), therapy=everything().therapy, events=everything().events)
    assert build(record).source.startswith("To fill in by hand.")


def test_the_long_chart_shows_six_months_with_their_sessions():
    block = build(long_record()).block(BlockId.SIX_MONTHS)
    assert block.panel is not None
    chart = block.panel.printed_chart

    assert chart is not None
    assert (chart.last - chart.first).days == 181
    assert len(chart.series[0].points) == 182
    assert [tick.day for tick in chart.ticks] == [day(150), *sessions_of(something())]
    assert [line.key for line in block.lines] == ["six_months"]
    # The one of page one is as it was.
    panel = build(long_record()).block(BlockId.HOW_IT_HAS_BEEN).panel
    assert panel is not None
    assert panel.printed_chart is not None
    assert (panel.printed_chart.last - panel.printed_chart.first).days == 55


def test_a_record_of_two_months_has_no_longer_chart():
    assert not build(everything()).block(BlockId.SIX_MONTHS).lines
    assert not build(nothing()).block(BlockId.SIX_MONTHS).is_printed


def test_the_long_chart_can_be_left_out():
    sheet = build(long_record(), TWO_PAGES.switched("six_months", is_on=False))
    assert not sheet.block(BlockId.SIX_MONTHS).is_printed


def sessions_of(record):
    return [each.day for each in record.sessions]


def long_record():
    mood = dict.fromkeys((day(back) for back in range(250)), 5.0)
    record = replace(everything(), daily={ScaleId("mood"): mood})
    return replace(record, sessions=(a_session(day(150)), *record.sessions))
