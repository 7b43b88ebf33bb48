import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sessiondesk.vault import key_slots
from sessiondesk.vault.errors import NotEnoughMemoryError
from sessiondesk.vault.key_slots import Cost, Slot, SlotKind, SubKeys

DATA_KEY = bytes(range(32))
VAULT_ID = bytes(range(16))
SECRET = b"six plain words"


@pytest.fixture(scope="module")
def slot(cheap):
    """A slot for SECRET as a passphrase."""
    return key_slots.wrap(DATA_KEY, SECRET, VAULT_ID, cost=cheap)


@pytest.fixture(scope="module")
def recovery_slot():
    """A slot for SECRET as a recovery key."""
    return key_slots.wrap(DATA_KEY, SECRET, VAULT_ID, cost=None)


@pytest.mark.parametrize("name", ["slot", "recovery_slot"])
def test_only_the_secret_opens_a_slot(request, name):
    slot = request.getfixturevalue(name)

    assert key_slots.unwrap(slot, SECRET, VAULT_ID) == DATA_KEY
    assert key_slots.unwrap(slot, SECRET + b" ", VAULT_ID) is None
    assert key_slots.unwrap(slot, SECRET, bytes(16)) is None


def test_a_slot_is_the_documented_construction(slot, cheap):
    key = Argon2id(salt=slot.salt, length=32, iterations=2, lanes=1, memory_cost=65_536).derive(
        SECRET
    )
    cost = bytes.fromhex("00010000 00000002 00000001")
    bound = b"SDKEYS\0\1" + VAULT_ID + slot.id + b"\1\1" + cost + slot.salt
    assert len(bound) == 86

    assert AESGCM(key).decrypt(slot.nonce, slot.wrapped, bound) == DATA_KEY


def test_nothing_is_used_twice(recovery_slot):
    again = key_slots.wrap(DATA_KEY, SECRET, VAULT_ID, cost=None)

    for part in ("id", "salt", "nonce", "wrapped"):
        assert getattr(again, part) != getattr(recovery_slot, part)


@pytest.mark.parametrize(
    "change",
    [
        {"id": bytes(16)},
        {"salt": bytes(32)},
        {"nonce": bytes(12)},
        {"wrapped": bytes(48)},
        {"cost": Cost(m=65_537, t=2, p=1)},
        {"cost": Cost(m=65_536, t=3, p=1)},
        {"cost": Cost(m=65_536, t=2, p=2)},
        {"cost": None, "kind": SlotKind.RECOVERY},
    ],
)
def test_a_slot_with_one_field_changed_does_not_open(slot, change):
    assert key_slots.unwrap(replace(slot, **change), SECRET, VAULT_ID) is None


@pytest.mark.parametrize(
    ("m", "t", "p"),
    [
        (65_535, 2, 1),
        (2_097_153, 2, 1),
        (4 * 2**30, 2, 1),  # 4 TiB
        (65_536, 1, 1),
        (65_536, 65, 1),
        (65_536, 2**31, 1),
        (65_536, 2, 0),
        (65_536, 2, 17),
    ],
)
def test_a_cost_out_of_range_cannot_exist(m, t, p):
    with pytest.raises(ValueError, match="range"):
        Cost(m=m, t=t, p=p)


def test_costs_at_the_limits_can():
    assert Cost(m=65_536, t=2, p=1) != Cost(m=2_097_152, t=64, p=16)


@pytest.mark.parametrize("part", ["id", "salt", "nonce", "wrapped"])
def test_a_slot_of_another_shape_cannot_exist(slot, part):
    with pytest.raises(ValueError, match="length"):
        replace(slot, **{part: getattr(slot, part)[1:]})


def test_a_passphrase_without_a_cost_cannot_exist(slot, recovery_slot, cheap):
    with pytest.raises(ValueError, match="cost"):
        replace(slot, cost=None)
    with pytest.raises(ValueError, match="cost"):
        replace(recovery_slot, cost=cheap)


def test_slots_and_keys_show_nothing_of_themselves(slot):
    keys = SubKeys.of(DATA_KEY, VAULT_ID)

    assert repr(keys) == "SubKeys()"
    for hidden in (slot.salt, slot.nonce, slot.wrapped):
        assert repr(hidden) not in repr(slot)
        assert hidden.hex() not in repr(slot)


def test_each_use_has_a_key_of_its_own_and_each_vault_too():
    keys = SubKeys.of(DATA_KEY, VAULT_ID)
    others = SubKeys.of(DATA_KEY, bytes(16))

    six = {keys.database, keys.mac, keys.rescue, others.database, others.mac, others.rescue}
    assert len(six) == 6
    assert all(len(key) == 32 for key in six)


# How long a derivation takes on a made-up computer, by MiB and passes.
def speed(per_mebibyte_and_pass, limit=10**6):
    tried = []

    def seconds(cost):
        tried.append((cost.m // 1024, cost.t))
        if cost.m // 1024 > limit:
            raise MemoryError
        return cost.m / 1024 * cost.t * per_mebibyte_and_pass

    return seconds, tried


@pytest.mark.parametrize(
    ("per_mebibyte_and_pass", "expected"),
    [
        (1 / 768, (256, 3)),  # 1 s
        (0.7 / 768, (256, 3)),
        (2 / 768, (128, 3)),
        (4 / 768, (64, 3)),
        (50 / 768, (64, 3)),  # never below
        (0.3 / 768, (512, 3)),
        (0.2 / 768, (512, 4)),
        (0.13 / 768, (512, 6)),
        (0.01 / 768, (512, 6)),  # never above
    ],
)
def test_the_cost_is_fitted_to_the_computer(per_mebibyte_and_pass, expected):
    seconds, _ = speed(per_mebibyte_and_pass)

    cost = key_slots.calibrate(seconds)

    assert (cost.m // 1024, cost.t, cost.p) == (*expected, 4)


def test_little_memory_counts_as_slow():
    seconds, tried = speed(0.1 / 768, limit=100)

    assert key_slots.calibrate(seconds) == Cost(m=65_536, t=3, p=4)
    assert tried == [(256, 3), (128, 3), (64, 3)]


def test_a_computer_where_more_memory_is_too_much_keeps_what_worked():
    seconds, tried = speed(0.1 / 768, limit=300)

    assert key_slots.calibrate(seconds) == Cost(m=262_144, t=3, p=4)
    assert tried == [(256, 3), (512, 3)]


def test_a_computer_without_enough_memory_is_told_how_much():
    seconds, _ = speed(1, limit=1)

    with pytest.raises(NotEnoughMemoryError) as raised:
        key_slots.calibrate(seconds)

    assert raised.value.needed_mebibytes == 64


def test_a_derivation_is_measured(cheap):
    assert 0 < key_slots.seconds_for(cheap) < 30


def test_too_little_memory_is_told_with_the_number_and_crashes_nothing():
    script = """
import resource
from sessiondesk.vault import key_slots
from sessiondesk.vault.errors import NotEnoughMemoryError
from sessiondesk.vault.key_slots import Cost
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 2**26, -1))
try:
    key_slots.wrap(bytes(32), b"secret", bytes(16), cost=Cost(m=262144, t=2, p=1))
except NotEnoughMemoryError as error:
    print(error.needed_mebibytes)
resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.split() == ["256"]


def test_a_slot_is_a_value(slot):
    assert replace(slot) == slot
    assert isinstance(slot, Slot)
