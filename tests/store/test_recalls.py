from dataclasses import replace
from datetime import date

import pytest

from sessiondesk.domain.ids import RecallId, ScaleId
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.scale import Scale
from sessiondesk.store import recalls, records
from sessiondesk.store.driver import IntegrityError
from sessiondesk.store.kinds import Kind

AT = "2026-05-12T10:00:00Z"
LATER = "2026-05-19T10:00:00Z"
MOOD, ANXIETY = ScaleId("mood"), ScaleId("anxiety")
RECALL = Recall(
    day=date(2026, 5, 12),
    first=date(2026, 5, 4),
    last=date(2026, 5, 10),
    words="zäh, und dann besser",
    ratings={MOOD: 4, ANXIETY: 7.5},
)


@pytest.fixture
def furnished(db):
    for each in (MOOD, ANXIETY):
        records.save(db, Scale(id=each, label=each), at=AT)
    recalls.save(db, RECALL, at=AT)
    return db


def test_what_was_remembered_comes_back_with_its_ratings(furnished):
    assert recalls.find(furnished, RECALL.id) == RECALL
    assert recalls.all_(furnished) == [RECALL]


def test_a_rating_that_was_taken_back_is_gone(furnished):
    changed = replace(RECALL, ratings={ANXIETY: 0})
    recalls.save(furnished, changed, at=LATER)

    assert recalls.find(furnished, RECALL.id) == changed


def test_not_answered_is_not_zero(furnished):
    changed = replace(RECALL, ratings={})
    recalls.save(furnished, changed, at=LATER)

    found = recalls.find(furnished, RECALL.id)
    assert found is not None
    assert dict(found.ratings) == {}


def test_they_come_by_the_day_they_were_said_and_those_in_the_bin_do_not(furnished):
    older = replace(RECALL, id=RecallId("0a" * 16), day=date(2026, 5, 5), ratings={})
    gone = replace(older, id=RecallId("0b" * 16))
    for each in (older, gone):
        recalls.save(furnished, each, at=LATER)
    records.remove(furnished, Kind.RECALL, gone.id, at=LATER)

    assert recalls.all_(furnished) == [older, RECALL]
    assert recalls.find(furnished, gone.id) == gone


def test_a_scale_that_was_remembered_with_is_not_deleted_for_good(furnished):
    assert not records.purge(furnished, Kind.SCALE, MOOD)

    assert records.purge(furnished, Kind.RECALL, RECALL.id)
    assert furnished.execute("SELECT count(*) FROM recall_rating").fetchone() == (0,)
    assert records.purge(furnished, Kind.SCALE, MOOD)


def test_the_file_takes_neither_a_rating_above_ten_nor_an_end_before_the_beginning(furnished):
    with pytest.raises(IntegrityError):
        furnished.execute("UPDATE recall_rating SET value = 10.5")
    with pytest.raises(IntegrityError):
        furnished.execute("UPDATE recall SET last_day = '2026-05-03'")
