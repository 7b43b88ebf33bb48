import hashlib
import hmac
import json
import os
import time
from dataclasses import replace

import pytest

from sessiondesk.vault import key_file, key_slots
from sessiondesk.vault.key_file import KeyFile, State
from sessiondesk.vault.key_slots import Cost, Slot, SlotKind

MAC_KEY = bytes(range(32))


@pytest.fixture(scope="module")
def keys():
    """A key file with a slot of either kind, sealed with MAC_KEY."""
    by_passphrase = Slot(
        id=b"i" * 16,
        kind=SlotKind.PASSPHRASE,
        cost=Cost(m=65_536, t=2, p=1),
        salt=b"s" * 32,
        nonce=b"n" * 12,
        wrapped=b"w" * 48,
    )
    by_recovery = key_slots.wrap(b"d" * 32, b"secret", b"v" * 16, cost=None)
    unsealed = KeyFile(
        vault_id=b"v" * 16,
        db_file="vault.db",
        epoch=1,
        generation=3,
        slots=(by_passphrase, by_recovery),
    )
    return unsealed.sealed(MAC_KEY)


@pytest.fixture
def values(keys):
    """The same as a dictionary, to be spoiled."""
    return json.loads(keys.to_bytes())


def with_sum(values):
    """Write ``values`` with the sum that belongs to them."""
    rest = {name: value for name, value in values.items() if name != "sum"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":")).encode("ascii")
    return json.dumps({**rest, "sum": hashlib.sha256(canonical).hexdigest()}).encode()


def test_what_is_written_is_read_back(keys):
    found = key_file.parse(keys.to_bytes())

    assert (found.state, found.key_file) == (State.WHOLE, keys)
    assert len(keys.to_bytes()) < 8 * 1024


def test_it_is_written_as_documented(keys):
    values = json.loads(keys.to_bytes())

    assert list(values) == sorted(values)
    assert (values["format"], values["version"]) == ("sessiondesk-keys", 1)
    assert values["slots"][0] == {
        "id": "69" * 16,
        "kind": "passphrase",
        "kdf": "argon2id",
        "norm": "nfkc",
        "m": 65_536,
        "t": 2,
        "p": 1,
        "salt": "73" * 32,
        "nonce": "6e" * 12,
        "wrapped": "77" * 48,
    }
    by_recovery = values["slots"][1]
    assert [by_recovery[name] for name in ("kind", "kdf", "norm", "m", "t", "p")] == [
        "recovery", "hkdf-sha256", "ascii", 0, 0, 0,
    ]  # fmt: skip
    sealed = {name: value for name, value in values.items() if name not in {"mac", "sum"}}
    canonical = json.dumps(sealed, sort_keys=True, separators=(",", ":")).encode("ascii")
    assert values["mac"] == hmac.new(MAC_KEY, canonical, "sha256").hexdigest()
    assert values["sum"] == json.loads(with_sum(values))["sum"]


def test_the_seal_notices_every_change_but_its_own(keys):
    assert keys.is_sealed_by(MAC_KEY)
    assert not keys.is_sealed_by(bytes(32))
    for change in ({"generation": 4}, {"epoch": 2}, {"slots": keys.slots[:1]}, {"db_file": "a"}):
        assert not replace(keys, **change).is_sealed_by(MAC_KEY)


def test_other_spacing_is_the_same_file(values):
    assert key_file.parse(json.dumps(values).encode()).state is State.WHOLE


def test_a_sum_of_something_else_makes_a_spoiled_copy_that_can_still_be_tried(keys, values):
    values["generation"] = 4

    found = key_file.parse(json.dumps(values).encode())

    assert found.state is State.SPOILED
    assert found.key_file == replace(keys, generation=4)


def test_any_flipped_bit_is_noticed(keys):
    data = keys.to_bytes()
    for place in range(len(data)):
        for bit in (0, 5):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            found = key_file.parse(bytes(flipped))
            # A blank may turn into nothing but a line break, which means the same.
            assert found.state is not State.WHOLE or found.key_file == keys


def changed(values, **change):
    return {**values, **change}


def changed_slot(values, **change):
    return {**values, "slots": [{**values["slots"][0], **change}, values["slots"][1]]}


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other-keys"},
        {"version": 0},
        {"version": -1},
        {"version": True},
        {"version": "1"},
        {"version": None},
        {"vault_id": "d1" * 15},
        {"vault_id": "D1" * 16},
        {"vault_id": 7},
        {"vault_id": " " + "d1" * 15 + "d"},
        {"db_file": ""},
        {"db_file": ".."},
        {"db_file": "../vault.db"},
        {"db_file": "/etc/passwd"},
        {"db_file": "vault.db\n"},
        {"db_file": "a" * 65},
        {"db_file": ["vault.db"]},
        {"epoch": 0},
        {"epoch": 2**53 + 1},
        {"generation": 0},
        {"generation": 1.0},
        {"generation": 10**400},
        {"slots": []},
        {"slots": {}},
        {"slots": [1]},
        {"slots": None},
        {"mac": "00"},
        {"mac": "zz" * 32},
        {"more": 1},
    ],
)
def test_a_field_of_another_form_makes_a_damaged_copy(values, change):
    found = key_file.parse(with_sum(changed(values, **change)))

    assert (found.state, found.key_file) == (State.DAMAGED, None)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "00"},
        {"id": None},
        {"kind": "recovery"},
        {"kind": "fingerprint"},
        {"kdf": "hkdf-sha256"},
        {"kdf": "md5"},
        {"norm": "ascii"},
        {"m": 65_535},
        {"m": 4 * 2**30},
        {"m": 2**53},
        {"m": "65536"},
        {"t": 1},
        {"t": 2**31},
        {"p": 0},
        {"p": 17},
        {"p": True},
        {"salt": "00" * 31},
        {"nonce": "00" * 13},
        {"wrapped": "00" * 47},
        {"wrapped": ""},
        {"more": 1},
    ],
)
def test_a_slot_of_another_form_makes_a_damaged_copy(values, change):
    found = key_file.parse(with_sum(changed_slot(values, **change)))

    assert (found.state, found.key_file) == (State.DAMAGED, None)


def test_too_many_slots_make_a_damaged_copy(values):
    values["slots"] = values["slots"][:1] * 9

    assert key_file.parse(with_sum(values)).state is State.DAMAGED


def test_a_recovery_slot_has_no_cost(values):
    values["slots"][1]["m"] = 65_536

    assert key_file.parse(with_sum(values)).state is State.DAMAGED


@pytest.mark.parametrize("name", ["vault_id", "slots", "mac", "version", "format"])
def test_a_missing_field_makes_a_damaged_copy(values, name):
    del values[name]

    assert key_file.parse(with_sum(values)).state is State.DAMAGED


def test_a_missing_sum_makes_a_damaged_copy(values):
    del values["sum"]

    assert key_file.parse(json.dumps(values).encode()).state is State.DAMAGED


def hostile():
    nested = b"[" * 30_000 + b"]" * 30_000
    return {
        "empty": b"",
        "nothing": b"null",
        "a list": b"[]",
        "text": b'"sessiondesk-keys"',
        "deep lists": nested,
        "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        "deep slots": b'{"format":"sessiondesk-keys","version":1,"slots":' + nested + b"}",
        "a key twice": b'{"format":"sessiondesk-keys","format":"sessiondesk-keys","version":1}',
        "a huge number": b'{"format":"sessiondesk-keys","version":' + b"9" * 60_000 + b"}",
        "a fraction": b'{"format":"sessiondesk-keys","version":1e400}',
        "not a number": b'{"format":"sessiondesk-keys","version":NaN}',
        "utf-16": '{"format":"sessiondesk-keys"}'.encode("utf-16"),
        "a byte order mark": b'\xef\xbb\xbf{"format":"sessiondesk-keys"}',
        "not text": bytes(range(256)),
        "zeros": bytes(4096),
        "half a file": b'{"format":"sessiondesk-keys","ver',
        "10 MB": b'{"format":"' + b"a" * 10_000_000 + b'"}',
        "half a character": b'{"format":"sessiondesk-keys","version":1,"slots":"\\ud800"}',
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_files_are_damaged_and_quickly_so(tmp_path, name):
    (tmp_path / "vault.keys").write_bytes(hostile()[name])
    begun = time.thread_time()

    first, second = key_file.read_copies(tmp_path)

    assert (first.state, second.state) == (State.DAMAGED, State.MISSING)
    assert time.thread_time() - begun < 1


def test_a_newer_version_is_known_as_such_and_nothing_else_of_it_is_read(values):
    later = {"format": "sessiondesk-keys", "version": 2, "new": [1.5, None]}

    # Fractions are no part of any version: see the next test.
    assert key_file.parse(with_sum(later)).state is State.DAMAGED
    later["new"] = [None]
    assert key_file.parse(with_sum(later)).state is State.NEWER


def test_a_newer_version_whose_sum_is_wrong_may_be_one_of_ours(values):
    values["version"] = 3

    found = key_file.parse(json.dumps(values).encode())

    assert (found.state, found.key_file) == (State.NEWER_SPOILED, None)


def test_both_copies_are_read_each_for_itself(tmp_path, keys):
    (tmp_path / "vault.keys").write_bytes(b"\0")
    (tmp_path / "vault.keys.copy").write_bytes(keys.to_bytes())

    first, second = key_file.read_copies(tmp_path)

    assert first.state is State.DAMAGED
    assert second.key_file == keys


def test_a_pipe_or_a_folder_in_place_of_a_copy_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "vault.keys")
    (tmp_path / "vault.keys.copy").mkdir()

    assert [copy.state for copy in key_file.read_copies(tmp_path)] == [State.MISSING] * 2


@pytest.mark.usefixtures("plain_rights")
def test_a_copy_that_may_not_be_read_is_not_called_damaged(tmp_path):
    (tmp_path / "vault.keys").touch(mode=0o200)

    assert key_file.read_copies(tmp_path)[0].state is State.UNREADABLE


def test_a_copy_that_the_disk_does_not_give_is_damaged(tmp_path, monkeypatch):
    (tmp_path / "vault.keys").touch()

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("pathlib.Path.open", fail)

    assert key_file.read_copies(tmp_path)[0].state is State.DAMAGED


def test_a_copy_that_the_disk_does_not_even_find_is_damaged(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("pathlib.Path.is_file", fail)

    assert [copy.state for copy in key_file.read_copies(tmp_path)] == [State.DAMAGED] * 2


def test_the_seal_is_not_shown(keys):
    assert keys.mac.hex() not in repr(keys)
    assert repr(keys.mac) not in repr(keys)
