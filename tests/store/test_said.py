from dataclasses import replace
from datetime import date, datetime

import pytest

from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.store import records, said, versions
from sessiondesk.store.connection import transaction
from sessiondesk.store.driver import IntegrityError
from sessiondesk.store.kinds import Kind

AT = "2026-05-12T10:00:00Z"
LATER = "2026-05-19T10:00:00Z"
MONDAY, NEXT = date(2026, 5, 11), date(2026, 5, 18)


def answer(
    subject: str = "mood", *, asked: Asked = Asked.CHANGE, day: date = MONDAY, claim: str = "{}"
) -> Insight:
    return Insight(day=day, asked=asked, subject=subject, claim=claim)


def test_what_was_said_comes_back_in_the_order_it_was_told(db):
    told = [answer("sleep"), answer("anxiety"), answer("mood", asked=Asked.TREND)]
    said.save_all(db, told, at=AT)
    said.save(db, answer(day=NEXT), at=LATER)

    assert said.on(db, MONDAY) == told
    assert said.days(db) == [MONDAY, NEXT]
    assert said.on(db, date(2026, 5, 12)) == []


def test_the_same_question_about_the_same_has_one_answer_a_day(db):
    first, second = answer(claim='{"a":1}'), answer(claim='{"a":2}')
    assert first.id == second.id
    said.save(db, first, at=AT)
    said.save(db, second, at=LATER)

    assert said.on(db, MONDAY) == [second]
    assert records.made_at(db, Kind.INSIGHT, first.id) == datetime.fromisoformat(AT)


def test_another_day_question_or_subject_is_another_answer():
    one = answer()

    others = (answer(day=NEXT), answer(asked=Asked.TREND), answer("sleep"))

    assert one.id not in {each.id for each in others}
    assert len({each.id for each in others}) == 3


def test_what_is_in_the_bin_was_not_said(db):
    kept = answer()
    said.save(db, kept, at=AT)
    records.remove(db, Kind.INSIGHT, kept.id, at=LATER)

    assert said.days(db) == []
    assert said.on(db, MONDAY) == []
    assert said.find(db, kept.id) == kept


def test_a_day_is_forgotten_with_its_former_versions_and_no_other_day(db):
    gone, stays = answer(), answer(day=NEXT)
    with transaction(db):
        said.save_all(db, [gone, stays], at=AT)
        for each in (gone, stays):
            versions.add(db, Kind.INSIGHT, each.id, records.encode(each), at=AT)

        said.forget(db, MONDAY)

    assert said.days(db) == [NEXT]
    assert said.find(db, gone.id) is None
    assert list(versions.of_kind(db, Kind.INSIGHT)) == [records.encode(stays)]


def test_the_file_takes_no_method_below_the_first(db):
    kept = answer()
    broken = object.__new__(Insight)
    for name in ("day", "asked", "subject", "claim", "id"):
        object.__setattr__(broken, name, getattr(kept, name))
    object.__setattr__(broken, "method", 0)

    with pytest.raises(IntegrityError):
        said.save(db, broken, at=AT)


def test_a_claim_that_is_none_comes_back_as_it_is(db):
    kept = replace(answer(), claim="5")
    said.save(db, kept, at=AT)

    assert said.find(db, kept.id) == kept
