"""Texts that are hard to keep: they come back byte for byte, from the file and from an export."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Review, SpeaksFor
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.exchange import journal_json
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Filters
from sessiondesk.store import connection, search
from sessiondesk.store.connection import transaction
from sessiondesk.store.migrations import migrate
from tests.conftest import KEY, NOON, VAULT_ID, ZONE

TEXTS = {
    "a megabyte": "Wörter ohne Ende. " * 58_000,
    "one line of a megabyte": "ä" * 1_000_000,
    "right to left": "שלום \N{RIGHT-TO-LEFT OVERRIDE}abc\N{POP DIRECTIONAL FORMATTING} مرحبا",
    "combining marks": "e" + "\N{COMBINING ACUTE ACCENT}" * 500,
    "controls": "".join(chr(n) for n in range(32) if n != 10) + "\x7f\x85\u2028\u2029",
    "markup": '<script>alert(1)</script><img src="file:///etc/passwd">&amp;<b>',
    "markdown": "# not a heading\n- [x](http://example.org) ![y](file:///etc/hosts)",
    "statements": "'; DROP TABLE checkin; -- \" \\ % _ ? ?1 :a $b",
    "search words": '"unbalanced NEAR( AND OR NOT * ^ col:x -',
    "families": "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{EMOJI MODIFIER FITZPATRICK TYPE-6}",
    "beyond": "\U0010ffff\ue000\ufdd0\ufffe\N{ZERO WIDTH NO-BREAK SPACE}",
    "blanks": "\t  \N{NO-BREAK SPACE}x\N{IDEOGRAPHIC SPACE} ",
}


@pytest.fixture(params=TEXTS, ids=str)
def text(request):
    return TEXTS[request.param]


@pytest.fixture
def another(tmp_path, clock, prompts):
    db = connection.create(tmp_path / "another.db", KEY, VAULT_ID)
    migrate(db)
    yield Journal(db, now=clock, zone=ZONE, prompts=prompts)
    db.close()


def test_a_text_comes_back_as_it_was_written_wherever_it_stands(journal, another, text):
    lines = tuple(NoteLine(text=line) for line in text.split("\n"))
    checkin = CheckIn(felt_at=NOON, day=NOON.date(), lines=lines)
    course = Course(started_on=date(2026, 1, 1), therapist=text)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 7, 14, 0),
        zone="UTC",
        notes=text,
        topics=(text, ""),
    )
    pattern = Pattern(name=f"x{text}x", named_on=NOON.date(), may_protect=text)
    event = LifeEvent(title=f"x{text}", kind=LifeEventKind.OTHER, first=NOON.date(), words=text)
    claim = json.dumps({"words": text}, ensure_ascii=False, separators=(",", ":"))
    told = Insight(day=NOON.date(), asked=Asked.FIRST, subject=f"words:{text[:99]}", claim=claim)
    finding = Finding(side=SpeaksFor.AGAINST, asked=Asked.FIRST, claim="{}")
    review = Review(day=NOON.date(), findings=(finding,), own_words=text)
    recall = Recall(day=NOON.date(), first=NOON.date(), last=NOON.date(), words=f"x{text}")
    taken = KeptSheet(day=NOON.date(), taken_as=TakenAs.PRINTED, content=claim)
    journal.sheets.record(taken)
    journal.insights.keep(NOON.date(), [told])
    journal.reviews.record(review)
    journal.recalls.record(recall)
    journal.checkins.record(checkin)
    journal.courses.record(course)
    journal.sessions.record(session)
    journal.patterns.record(pattern)
    journal.life_events.record(event)
    journal.safety.record(SafetyPlan(worth_living_for=text))
    noted = replace(journal.afterwards.of(session.id), words=text, held_back_what=text)
    journal.afterwards.record(noted)

    document = journal.transfer.export()
    another.transfer.bring_in(journal_json.read(document))

    for each in (journal, another):
        assert each.checkins.find(checkin.id) == checkin
        assert each.courses.find(course.id) == course
        assert each.sessions.find(session.id) == session
        assert each.patterns.find(pattern.id) == pattern
        assert each.insights.latest() == [told]
        assert each.reviews.all() == [review]
        assert each.recalls.all() == [recall]
        assert each.sheets.all() == [taken]
        assert each.life_events.find(event.id) == event
        assert each.safety.plan().worth_living_for == text
        assert each.afterwards.of(session.id) == noted
    assert another.transfer.export() == document


def test_it_can_be_searched_for_without_an_error(journal, text):
    journal.checkins.record(
        CheckIn(felt_at=NOON, day=NOON.date(), lines=(NoteLine(text=text.replace("\n", " ")),))
    )
    with transaction(journal.db):
        search.rebuild(journal.db)

    keys = journal.entries.find(Filters(text=text[:2000]))
    journal.entries.rows(keys, text=text[:2000])


def test_five_hundred_tags_on_one_check_in_are_five_hundred(journal, another):
    tags = [journal.tags.named(f"tag {n} {'ü' * (n % 7)}") for n in range(500)]
    checkin = CheckIn(felt_at=NOON, day=NOON.date(), tags=frozenset(tag.id for tag in tags))
    journal.checkins.record(checkin)

    another.transfer.bring_in(journal_json.read(journal.transfer.export()))

    for each in (journal, another):
        assert each.checkins.find(checkin.id) == checkin
        assert len(each.tags.all()) == 500
