import os

import pytest

from sessiondesk.store import drafts
from sessiondesk.store.connection import transaction
from sessiondesk.store.drafts import Draft
from sessiondesk.vault import opening, rescue_draft
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.rescue_draft import Rescued

AT = "2026-05-12T10:00:00Z"
EARLIER, LATER = "2026-05-12T09:00:00Z", "2026-05-12T11:00:00Z"
WORDS = "the meeting \ud83d went better 🙂\x00"


def draft(text=WORDS, *, editor="note", record_id="one"):
    return Draft(editor=editor, record_kind="checkin", record_id=record_id, text=text)


def joined(there, rescued):
    return f"{there.text}|{rescued.text}"


def bring_back(vault, aside):
    return vault.bring_back(aside, join=joined)


def texts(vault):
    return {(each.editor, each.record_id): each.text for each in drafts.all_(vault.db)}


@pytest.fixture
def vault(open_):
    return open_()


@pytest.fixture
def aside(tmp_path):
    return tmp_path / "not there yet" / "state"


@pytest.fixture
def put_aside(vault, aside):
    """Put words aside, and return the file they wait in."""

    def put_aside(*words, at=AT):
        before = set(aside.iterdir()) if aside.exists() else set()
        vault.put_aside(words or (draft("back again"),), aside, at=at)
        (file,) = set(aside.iterdir()) - before
        return file

    return put_aside


def test_what_was_put_aside_comes_back_as_drafts_and_the_file_goes(vault, aside, put_aside):
    put_aside(draft("first"), draft("second", editor="line", record_id=""))

    assert bring_back(vault, aside) == Rescued(words=2)
    assert texts(vault) == {("note", "one"): "first", ("line", ""): "second"}
    assert list(aside.iterdir()) == []
    assert bring_back(vault, aside) == Rescued()


def test_half_of_a_pair_and_a_zero_get_through(aside):
    rescue_draft.put_aside(aside, [draft()], at=AT, key=bytes(32), vault_id=bytes(16))
    (file,) = aside.iterdir()

    assert rescue_draft._open(file.read_bytes(), bytes(32)) == (AT, [draft()])


def test_the_file_is_sealed_and_for_its_owner_only(vault, aside, put_aside):
    file = put_aside(draft("the meeting went well"))

    assert file.stat().st_mode & 0o777 == 0o600
    assert aside.stat().st_mode & 0o777 == 0o700
    assert file.suffix == ".sdrescue"
    data = file.read_bytes()
    assert data[:8] == b"SDRESCUE"
    assert data[9:25] == vault._vault_id
    assert b"meeting" not in data
    assert b"note" not in data


def test_the_same_words_are_sealed_differently_each_time(put_aside):
    one, other = put_aside(), put_aside()

    assert one.read_bytes()[25:] != other.read_bytes()[25:]


def test_several_files_are_brought_back(vault, aside, put_aside):
    put_aside(draft("first"))
    put_aside(draft("second", record_id="two"))

    assert bring_back(vault, aside) == Rescued(words=2)
    assert texts(vault) == {("note", "one"): "first", ("note", "two"): "second"}


def test_an_earlier_state_of_the_same_words_gives_way(vault, aside, put_aside):
    with transaction(vault.db):
        drafts.save(vault.db, draft("the meet"), at=EARLIER)
    put_aside(draft("the meeting"))
    bring_back(vault, aside)

    assert texts(vault) == {("note", "one"): "the meeting"}


def test_words_written_since_stay_beside_those_that_come_back(vault, aside, put_aside):
    with transaction(vault.db):
        drafts.save(vault.db, draft("written since"), at=LATER)
        drafts.save(vault.db, draft("the same", record_id="two"), at=LATER)
    put_aside(draft("put aside"), draft("the same", record_id="two"))
    bring_back(vault, aside)

    assert texts(vault) == {
        ("note", "one"): "written since|put aside",
        ("note", "two"): "the same",
    }


def test_a_file_of_another_journal_is_left_alone(vault, aside, other, now):
    folder, key = other
    with opening.open_vault(
        opening.unseal(folder, key, SlotKind.RECOVERY), now=now
    ) as other_vault:
        other_vault.put_aside([draft()], aside, at=AT)
    (file,) = aside.iterdir()
    data = file.read_bytes()

    assert bring_back(vault, aside) == Rescued()
    assert file.read_bytes() == data
    assert texts(vault) == {}


@pytest.mark.parametrize("place", [25, 40, -1])
def test_a_damaged_file_is_told_and_left_as_it_is(vault, aside, put_aside, place):
    file = put_aside()
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)

    assert bring_back(vault, aside) == Rescued(unreadable=1)
    assert file.read_bytes() == data
    assert texts(vault) == {}


def test_a_file_of_which_little_is_left_is_told(vault, aside, put_aside):
    file = put_aside()
    file.write_bytes(file.read_bytes()[:30])

    assert bring_back(vault, aside) == Rescued(unreadable=1)


@pytest.mark.parametrize(
    "data", [b"", b"SDRESCUE", b"words", b"SDRESCUE\x02" + bytes(100), b"SDRESCUE\x01" + bytes(9)]
)
def test_what_is_no_such_file_is_no_matter(vault, aside, data):
    aside.mkdir(parents=True)
    (aside / "some.sdrescue").write_bytes(data)
    (aside / "folder.sdrescue").mkdir()
    (aside / "other.txt").write_text("words")

    assert bring_back(vault, aside) == Rescued()
    assert len(list(aside.iterdir())) == 3


def test_a_journal_that_cannot_be_written_lets_them_wait(vault, aside, put_aside):
    file = put_aside()
    vault.db.execute("PRAGMA query_only = ON")

    assert bring_back(vault, aside) == Rescued(waiting=1)
    assert file.exists()
    vault.db.execute("PRAGMA query_only = OFF")
    assert bring_back(vault, aside) == Rescued(words=1)


def test_a_file_that_cannot_be_removed_brings_its_words_back_only_once(vault, aside, put_aside):
    file = put_aside(draft("back again"))
    data = file.read_bytes()
    bring_back(vault, aside)
    with transaction(vault.db):
        drafts.drop(vault.db, "note", "one")
    file.write_bytes(data)

    assert bring_back(vault, aside) == Rescued()
    assert texts(vault) == {}
    assert not file.exists()


def test_words_that_find_no_room_leave_nothing_half_behind(vault, tmp_path):
    blocked = tmp_path / "state"
    blocked.touch()

    with pytest.raises(OSError, match=os.strerror(17)):
        vault.put_aside([draft()], blocked, at=AT)
    assert bring_back(vault, blocked) == Rescued()


def test_a_closed_vault_seals_and_opens_nothing(vault, aside):
    vault.close()

    with pytest.raises(RuntimeError):
        vault.put_aside([draft()], aside, at=AT)
    with pytest.raises(RuntimeError):
        bring_back(vault, aside)
