"""What tags and bring-ups are called, read without the rest of them."""

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.tag import Tag
from sessiondesk.store import bring_ups, records, tags
from sessiondesk.store.kinds import Kind

AT = "2026-05-01T10:00:00Z"


def test_the_tags_that_stand_are_named_in_order_of_their_names(db):
    work, argument, gone = Tag(name="work"), Tag(name="Argument"), Tag(name="gone")
    former = Tag(name="office", merged_into=work.id)
    for each in (work, argument, gone, former):
        records.save(db, each, at=AT)
    records.remove(db, Kind.TAG, gone.id, at=AT)

    assert list(tags.names(db).items()) == [(argument.id, "Argument"), (work.id, "work")]


def test_what_was_brought_up_is_read_as_words_without_the_bin(db):
    kept, gone = BringUp(text="the letter", rank=0), BringUp(text="no more", rank=1)
    for each in (kept, gone):
        records.save(db, each, at=AT)
    records.remove(db, Kind.BRING_UP, gone.id, at=AT)

    assert bring_ups.texts(db) == {kept.id: "the letter"}
