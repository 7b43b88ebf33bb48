"""Key files that somebody made on purpose: each gets one of the known answers, and soon."""

import hashlib
import json
import time

import pytest

from sessiondesk.vault import key_file, rekeying
from sessiondesk.vault.errors import (
    KeyFileDamagedError,
    KeyFileMissingError,
    MismatchedKeyFileError,
    NewerVaultError,
    NoRecoveryKeyError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.opening import SlotKind, unseal

COPIES = ("vault.keys", "vault.keys.copy")
# Of the processor, not of the clock on the wall: how busy the computer is does not matter.
LONGEST_SECONDS = 1.0


def canonical(values):
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def summed(values):
    """Return ``values`` with the sum that belongs to them, as somebody who knows how would."""
    rest = {name: value for name, value in values.items() if name != "sum"}
    return canonical({**rest, "sum": hashlib.sha256(canonical(rest)).hexdigest()})


def put(folder, data, names=COPIES):
    for name in names:
        (folder / name).write_bytes(data)


def everything(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def told(function, *values):
    """Return which error a function answers with, and that it does so soon."""
    begun = time.thread_time()
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which one is what is asked
        function(*values)
    assert time.thread_time() - begun < LONGEST_SECONDS
    return raised.type


def nested(depth):
    return b"[" * depth + b"]" * depth


def broken(good):
    """Return what no version of the program ever wrote, made of a genuine key file."""
    return {
        "empty": b"",
        "one byte": b"{",
        "half": good[: len(good) // 2],
        "more behind it": good + b"{}",
        "nul bytes behind it": good + bytes(16),
        "twice": good * 2,
        "a byte order mark": b"\xef\xbb\xbf" + good,
        "utf-16": good.decode().encode("utf-16"),
        "utf-32": good.decode().encode("utf-32"),
        "letters with accents": good.replace(b"passphrase", "pässphrase".encode()),
        "latin-1": good.replace(b"passphrase", b"p\xe4ssphrase"),
        "zeros": bytes(len(good)),
        "every byte there is": bytes(range(256)) * 8,
        "10 MB of blanks": good + b" " * 10_000_000,
        "10 MB of digits": good.replace(b'"epoch": 1', b'"epoch": ' + b"1" * 10_000_000),
        "a number of 60 000 digits": good.replace(b'"epoch": 1', b'"epoch": ' + b"9" * 60_000),
        "a number with an exponent": good.replace(b'"epoch": 1', b'"epoch": 1e0'),
        "a fraction": good.replace(b'"epoch": 1', b'"epoch": 1.0'),
        "infinity": good.replace(b'"epoch": 1', b'"epoch": Infinity'),
        "not a number": good.replace(b'"epoch": 1', b'"epoch": NaN'),
        "below zero": good.replace(b'"epoch": 1', b'"epoch": -1'),
        "a key twice": good.replace(b'"epoch": 1', b'"epoch": 1, "epoch": 1'),
        "a key twice in a slot": good.replace(b'"t": 2', b'"t": 2, "t": 2'),
        "a list": b"[" + good + b"]",
        "text": json.dumps(good.decode()).encode(),
        "true": b"true",
        "deep lists": nested(30_000),
        "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        "deep lists in a slot": good.replace(b'"t": 2', b'"t": ' + nested(20_000)),
        "a list never closed": b"[" * 60_000,
        "comments": b"// keys\n" + good,
        "single quotes": good.replace(b'"', b"'"),
        "a database": b"SQLite format 3\0" + bytes(4096),
        "an archive": b"PK\x03\x04" + bytes(100),
    }


@pytest.mark.parametrize("name", broken(b""))
def test_what_is_no_key_file_is_damaged(folder, recovery_key, name):
    good = (folder / "vault.keys").read_bytes()
    bad = broken(good)[name]
    assert bad != good
    put(folder, bad)
    before = everything(folder)

    for kind, secret in (
        (SlotKind.RECOVERY, recovery_key),
        (SlotKind.PASSPHRASE, "any passphrase"),
    ):
        assert told(unseal, folder, secret, kind) is KeyFileDamagedError
        assert told(rekeying.prove, folder, secret, kind) is KeyFileDamagedError

    assert everything(folder) == before


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("name", broken(b""))
def test_beside_a_whole_copy_it_does_no_harm(folder, recovery_key, name, copy):
    put(folder, broken((folder / copy).read_bytes())[name], [copy])

    unseal(folder, recovery_key, SlotKind.RECOVERY)


ANOTHER = {str: 7, int: "7", list: {}, dict: []}


def everywhere(values):
    """Return one spoiled key file for each value in it, of another type and without it."""
    for name, value in values.items():
        for other in (ANOTHER[type(value)], None, True, [value], {"": value}):
            yield f"{name}={other!r:.20}", {**values, name: other}
        yield f"no {name}", {other: values[other] for other in values if other != name}
    for name, value in values["slots"][0].items():
        for other in (ANOTHER[type(value)], None, True, [value]):
            slot = {**values["slots"][0], name: other}
            yield f"slot {name}={other!r:.20}", {**values, "slots": [slot, values["slots"][1]]}


def test_a_value_of_another_type_makes_it_damaged(folder, recovery_key):
    values = json.loads((folder / "vault.keys").read_text())
    for name, spoiled in everywhere(values):
        is_about_sum = name.startswith(("sum", "no sum"))
        put(folder, canonical(spoiled) if is_about_sum else summed(spoiled))

        assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is KeyFileDamagedError, name


# Written by somebody who knows the form, with the right sum, but not the data key.


def in_slot(values, of_kind, **change):
    slots = [{**slot, **change} if slot["kind"] == of_kind else slot for slot in values["slots"]]
    return {**values, "slots": slots}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "00" * 16},
        {"salt": "00" * 32},
        {"nonce": "00" * 12},
        {"wrapped": "00" * 48},
    ],
)
def test_a_recovery_slot_with_one_field_changed_does_not_open(folder, recovery_key, change):
    values = json.loads((folder / "vault.keys").read_text())
    put(folder, summed(in_slot(values, "recovery", **change)))

    assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is WrongRecoveryKeyError
    assert told(rekeying.prove, folder, recovery_key, SlotKind.RECOVERY) is WrongRecoveryKeyError


@pytest.mark.parametrize(
    "change",
    [
        {"m": 65_544},
        {"t": 3},
        {"p": 2},
        {"id": "00" * 16},
        {"salt": "00" * 32},
        {"nonce": "00" * 12},
        {"wrapped": "00" * 48},
    ],
)
def test_a_passphrase_slot_with_one_field_changed_does_not_open(folder, passphrase, change):
    values = json.loads((folder / "vault.keys").read_text())
    put(folder, summed(in_slot(values, "passphrase", **change)))

    with pytest.raises(WrongPassphraseError):
        unseal(folder, passphrase, SlotKind.PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"m": 65_535},
        {"m": 2_097_153},
        {"m": 4 * 2**30},
        {"t": 1},
        {"t": 65},
        {"t": 2**31},
        {"p": 0},
        {"p": 17},
        {"kdf": "hkdf-sha256"},
        {"kdf": "argon2i"},
        {"kdf": "pbkdf2"},
        {"kind": "recovery"},
        {"kind": "none"},
        {"norm": "ascii"},
        {"norm": "none"},
    ],
)
def test_what_is_out_of_range_is_refused_before_anything_is_derived(folder, passphrase, change):
    values = json.loads((folder / "vault.keys").read_text())
    put(folder, summed(in_slot(values, "passphrase", **change)))

    assert told(unseal, folder, passphrase, SlotKind.PASSPHRASE) is KeyFileDamagedError
    assert told(rekeying.prove, folder, passphrase, SlotKind.PASSPHRASE) is KeyFileDamagedError


def test_an_id_of_another_vault_does_not_belong(folder, recovery_key):
    values = json.loads((folder / "vault.keys").read_text())
    put(folder, summed({**values, "vault_id": "00" * 16}))

    assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is MismatchedKeyFileError


@pytest.mark.parametrize(
    "name", ["../vault.db", "/etc/passwd", "..", ".vault.db", "vault.db/..", "a\\b", "", "x" * 65]
)
def test_a_database_elsewhere_is_not_looked_at(folder, recovery_key, name):
    values = json.loads((folder / "vault.keys").read_text())
    put(folder, summed({**values, "db_file": name}))

    assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is KeyFileDamagedError


def test_slots_of_the_same_kind_are_each_tried_and_each_once(folder, recovery_key, monkeypatch):
    values = json.loads((folder / "vault.keys").read_text())
    (_, good) = values["slots"]
    others = [{**good, "id": f"{number:02}" * 16} for number in range(6)]
    put(folder, summed({**values, "slots": [*others, good, good]}))

    # Only slots whose field was changed do not open; the seal that does not fit is told later.
    assert unseal(folder, recovery_key, SlotKind.RECOVERY).slot.id.hex() == good["id"]
    put(folder, summed({**values, "slots": [good] * 9}))
    assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is KeyFileDamagedError


def test_a_key_file_without_the_kind_says_so(folder, recovery_key):
    values = json.loads((folder / "vault.keys").read_text())
    put(folder, summed({**values, "slots": values["slots"][:1]}))

    assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is NoRecoveryKeyError


def test_what_claims_to_be_newer_is_left_alone(folder, recovery_key):
    values = json.loads((folder / "vault.keys").read_text())
    for version in (2, 3, 2**53):
        put(folder, summed({**values, "version": version}))
        before = everything(folder)
        assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is NewerVaultError
        assert told(rekeying.prove, folder, recovery_key, SlotKind.RECOVERY) is NewerVaultError
        assert everything(folder) == before


@pytest.mark.parametrize("what", ["folder", "nowhere", "itself"])
def test_something_else_in_the_place_of_both_copies_is_no_key_file(folder, recovery_key, what):
    for name in COPIES:
        path = folder / name
        path.unlink()
        if what == "folder":
            path.mkdir()
        else:
            path.symlink_to(path if what == "itself" else folder / "not there")

    assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is KeyFileMissingError
    assert told(rekeying.prove, folder, recovery_key, SlotKind.RECOVERY) is KeyFileMissingError


def test_a_link_without_end_is_not_followed_for_ever(folder, recovery_key):
    for name in COPIES:
        (folder / name).unlink()
        (folder / name).symlink_to("/dev/zero")

    assert told(unseal, folder, recovery_key, SlotKind.RECOVERY) is KeyFileMissingError


def test_the_same_values_in_another_spelling_are_the_same_file(folder, recovery_key):
    values = json.loads((folder / "vault.keys").read_text())
    for data in (
        canonical(values),
        json.dumps(values, indent="\t").encode().replace(b"\n", b"\r\n"),
        canonical(dict(reversed(values.items()))),
        canonical(values).replace(b'"format"', b'"\\u0066ormat"'),
    ):
        put(folder, data)
        assert key_file.read_copies(folder)[0].state is key_file.State.WHOLE
        unseal(folder, recovery_key, SlotKind.RECOVERY)
