"""What the Journal says of filters, and of entries of every kind."""

from datetime import date, datetime

import pytest

from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind, Want
from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.course import Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal.entries import Filters
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.journal_page import conditions
from sessiondesk.ui.pages.journal_page.conditions import Facet
from sessiondesk.ui.pages.journal_page.entry_reader import EntryReader
from sessiondesk.ui.pages.journal_page.naming import Naming

TODAY = date(2026, 5, 12)


@pytest.fixture
def naming(qapp, journal, prompts):
    return Naming(journal, prompts)


@pytest.fixture
def reader(journal, prompts, naming):
    return EntryReader(journal, prompts, naming)


def short(filters, facet, naming):
    return conditions.in_short(filters, facet, naming, today=TODAY)


def test_a_filter_that_is_off_says_nothing(naming):
    assert all(short(Filters(), facet, naming) == "" for facet in Facet)
    assert not conditions.has_any(Filters(text="guilt"))


def test_many_tags_are_said_in_short(journal, naming):
    tags = [Tag(name=name) for name in ("work", "family", "sleep")]
    for tag in tags:
        journal.tags.record(tag)
    filters = Filters(tags=frozenset(tag.id for tag in tags))

    assert short(filters, Facet.TAGS, naming) == "family or 2 others"
    assert conditions.in_words(filters, naming, today=TODAY) == ["tagged family, sleep or work"]


def test_ranges_are_said_by_their_scales(journal, naming):
    walked = Scale(label="Walked", kind=ScaleKind.YES_NO, position=9)
    journal.scales.record(walked)
    naming.read()
    filters = Filters(
        scale_ranges={ScaleId("mood"): (3, 3), ScaleId("anxiety"): (5, 10), walked.id: (0, 0)}
    )

    assert short(filters, Facet.RATINGS, naming) == "Mood 3 and 2 more"
    assert conditions.in_words(filters, naming, today=TODAY) == [
        "with Mood 3",
        "with Anxiety 5 to 10",
        "with Walked: no",
    ]


def test_every_condition_is_a_phrase_of_one_sentence(journal, naming):
    pattern = Pattern(name="Going silent", named_on=TODAY)
    journal.patterns.record(pattern)
    word = FeelingWord(family="sad", text="grey")
    journal.feelings.record(word)
    naming.read()
    filters = Filters(
        period=Period(first=date(2026, 3, 1), last=TODAY),
        feelings=frozenset({Feeling(family="sad", word=word.id), Feeling(family="glad")}),
        patterns=frozenset({pattern.id}),
        kinds=frozenset({Kind.WIN, Kind.CHECKIN}),
    )

    assert conditions.in_words(filters, naming, today=TODAY) == [
        "since 1 March",
        "feeling grey or glad",
        "with the pattern “Going silent”",
        "among check-ins or wins",
    ]
    assert short(filters, Facet.DATES, naming) == "Since 1 March"
    assert conditions.without(Facet.KINDS) == {"kinds": frozenset()}


def test_a_feeling_nobody_knows_any_more_is_said_by_its_family(naming):
    assert naming.feeling(Feeling(family="sad", word="0" * 32)) == "Sad"
    assert naming.feeling(Feeling(family="unheard_of")) == "unheard_of"


def test_a_life_event_that_goes_on_says_since_when(journal, reader):
    event = LifeEvent(
        title="New medicine",
        kind=LifeEventKind.MEDICINE_STARTED,
        first=date(2026, 4, 1),
        goes_on=True,
        dose="25 mg",
    )
    journal.life_events.record(event)

    found = reader.read(Kind.LIFE_EVENT, event.id, event.first)

    assert found.headline == "New medicine"
    assert found.caption == "Medicine started. Since Wednesday 1 April."
    assert [block.text for block in found.blocks] == ["25 mg"]


def test_what_crossed_a_line_is_never_proposed_to_be_raised(journal, prompts, reader):
    item = prompts.warning_signs.items[0]
    sign = Sign(
        item=item.id,
        side=SignSide.WARNING,
        day=TODAY,
        answer=SignAnswer.TICKED,
        example="He laughed",
    )
    journal.signs.record(sign)

    found = reader.read(Kind.SIGN, sign.id, TODAY)

    assert found.source is None
    assert (found.caption, found.blocks[0].title) == ("Worth a closer look.", item.text)


def test_a_small_sign_can_be_brought_up(journal, prompts, reader):
    item = prompts.signs.groups[0].items[0]
    sign = Sign(
        item=item.id, side=SignSide.PROGRESS, day=TODAY, answer=SignAnswer.MORE_AND_MORE,
        example="On the stairs",
    )  # fmt: skip
    journal.signs.record(sign)

    found = reader.read(Kind.SIGN, sign.id, TODAY)

    assert (found.source, found.source_id) == (SourceKind.SIGN, sign.id)
    assert found.offer == "On the stairs"


def test_what_was_brought_up_leads_to_its_session(journal, reader):
    course = Course(started_on=date(2026, 3, 1))
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 7, 14, 0),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)
    brought = BringUp(
        text="The guilt",
        want=Want.UNDERSTAND,
        state=BringUpState.BROUGHT_UP,
        session_id=session.id,
    )
    journal.bring_ups.record(brought)

    found = reader.read(Kind.BRING_UP, brought.id, TODAY)

    assert found.caption == "Brought up. I want to understand it."
    assert found.goes_to == Link(kind=Kind.THERAPY_SESSION, id=session.id)


def test_what_is_gone_or_is_no_entry_is_not_read(journal, reader):
    tag = Tag(name="work")
    journal.tags.record(tag)

    assert reader.read(Kind.CHECKIN, "0" * 32, TODAY) is None
    assert reader.read(Kind.TAG, tag.id, TODAY) is None


def test_long_words_are_offered_in_one_line(journal, reader):
    pattern = Pattern(name="Going silent", named_on=TODAY)
    journal.patterns.record(pattern)
    event = BringUp(text="word\n" * 100)
    journal.bring_ups.record(event)

    assert reader.read(Kind.PATTERN, pattern.id, TODAY).offer == "Going silent"
    found = reader.read(Kind.BRING_UP, event.id, TODAY)
    assert found.blocks[0].text == event.text
