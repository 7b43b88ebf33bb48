import hashlib
import hmac
import json
import os
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sessiondesk.store import driver
from sessiondesk.vault import layout
from sessiondesk.vault.errors import FolderUnreadableError, NotAVaultError, VaultNotFoundError


@pytest.mark.parametrize(
    "name", ["", "vault.db", "vault.keys", "vault.keys.copy", "README.txt", "vault.lock"]
)
def test_a_vault_is_found_by_its_folder_or_any_of_its_files(folder, name):
    assert layout.find(folder / name) == folder


@pytest.mark.parametrize("left", ["vault.db", "vault.keys", "vault.keys.copy"])
def test_one_of_its_files_is_enough_to_know_a_vault(tmp_path, left):
    (tmp_path / left).touch()

    assert layout.find(tmp_path) == tmp_path


@pytest.mark.parametrize("name", ["gone", "x" * 300, "nul\0inside", "gone/vault.db"])
def test_where_nothing_is_nothing_is_found(tmp_path, name):
    with pytest.raises(VaultNotFoundError):
        layout.find(tmp_path / name)


def test_another_folder_or_file_is_no_vault(tmp_path):
    (tmp_path / "letter.txt").touch()

    for path in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(NotAVaultError) as raised:
            layout.find(path)
        assert not isinstance(raised.value, VaultNotFoundError)


@pytest.mark.usefixtures("plain_rights")
@pytest.mark.parametrize("mode", [0o000, 0o600])
def test_a_folder_that_may_not_be_read_is_told_as_such(folder, mode):
    folder.chmod(mode)

    for path in (folder, folder / "vault.db"):
        with pytest.raises(FolderUnreadableError):
            layout.find(path)

    folder.chmod(0o700)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/a/mine.sdesk", "mine"),
        ("/home/a/mine", "mine"),
        ("/home/a/two.words.sdesk", "two.words"),
        ("/home/a/.sdesk", ".sdesk"),
    ],
)
def test_the_name_on_screen_is_that_of_the_folder(folder, name):
    assert layout.display_name(Path(folder)) == name


def test_the_name_of_the_folder_one_is_in_is_found(folder, monkeypatch):
    monkeypatch.chdir(folder)

    assert layout.display_name(Path()) == "mine"


def test_the_first_bytes_are_read_where_there_are_any(folder):
    header = layout.read_header(folder / "vault.db")

    assert header
    assert len(header) == 16
    assert layout.read_header(folder / "README.txt")
    assert layout.read_header(folder / ".metadata_never_index") is None
    assert layout.read_header(folder / "gone.db") is None
    assert layout.read_header(folder) is None


def test_changes_that_wait_beside_the_database_are_seen(folder):
    database = folder / "vault.db"
    assert not layout.has_unfinished_log(database)
    (folder / "vault.db-wal").touch()
    assert not layout.has_unfinished_log(database)
    (folder / "vault.db-wal").write_bytes(b"x")
    assert layout.has_unfinished_log(database)
    (folder / "vault.db-wal").unlink()
    (folder / "vault.db-journal").write_bytes(bytes(8))
    assert not layout.has_unfinished_log(database)
    (folder / "vault.db-journal").write_bytes(bytes.fromhex("d9d505f920a163d7"))
    assert layout.has_unfinished_log(database)


@pytest.mark.usefixtures("plain_rights")
@pytest.mark.parametrize("name", ["", "vault.db"])
def test_a_folder_or_database_that_may_not_be_written_is_seen(folder, name):
    database = folder / "vault.db"
    assert layout.can_write(folder, database)

    (folder / name).chmod(0o500)

    assert not layout.can_write(folder, database)
    (folder / name).chmod(0o700)


def test_a_system_that_cannot_be_asked_so_exactly_is_asked_less_exactly(folder, monkeypatch):
    monkeypatch.setattr(os, "supports_effective_ids", set())

    assert layout.can_write(folder, folder / "vault.db")
    assert not layout.can_write(folder, folder / "gone.db")


def test_the_readme_in_the_folder_says_nothing_of_the_person(folder, passphrase):
    text = (folder / "README.txt").read_text()

    assert text == layout.README_TEXT
    assert max(map(len, text.splitlines())) < 100
    assert passphrase not in text


def test_the_journal_opens_by_the_steps_of_its_readme(folder, recovery_key):
    # With ordinary tools and without a line of the program, as the README promises.
    infos = re.findall(r'"(SessionDesk [a-z0-9 ]+)"', layout.README_TEXT.replace("\n", " "))
    assert infos == ["SessionDesk recovery v1", "SessionDesk db key v1"]
    keys = json.loads((folder / "vault.keys").read_text())
    vault_id = bytes.fromhex(keys["vault_id"])
    (slot,) = (slot for slot in keys["slots"] if slot["kind"] == "recovery")
    part = {name: bytes.fromhex(slot[name]) for name in ("id", "salt", "nonce", "wrapped")}
    symbols = "".join(group[:4] for group in recovery_key.split("-")).encode("ascii")

    wrapping_key = HKDF(SHA256(), 32, part["salt"], infos[0].encode()).derive(symbols)
    numbers = b"".join(slot[name].to_bytes(4, "big") for name in ("m", "t", "p"))
    bound = b"SDKEYS\0\1" + vault_id + part["id"] + b"\2\2" + numbers + part["salt"]
    data_key = AESGCM(wrapping_key).decrypt(part["nonce"], part["wrapped"], bound)
    database_key = HKDF(SHA256(), 32, vault_id, infos[1].encode()).derive(data_key)

    db = driver.connect(str(folder / "vault.db"))
    db.execute(f"PRAGMA key = \"x'{database_key.hex()}'\"")
    assert db.execute("SELECT value FROM meta WHERE name = 'word'").fetchone() == ("kept",)
    db.close()


def test_pages_are_read_without_the_database_program(folder, open_):
    # The independent way in: page by page with AES-256-CBC and HMAC-SHA512, as SQLCipher 4
    # writes them when every setting is left alone.
    vault = open_()
    key, salt = vault._keys.database, vault._vault_id
    vault.close()
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)

    data = (folder / "vault.db").read_bytes()
    plain = b""
    for number in range(len(data) // 4096):
        page = data[number * 4096 : (number + 1) * 4096]
        body, vector, seal = page[:-80], page[-80:-64], page[-64:]
        start = 16 if number == 0 else 0
        expected = hmac.digest(
            seal_key, body[start:] + vector + (number + 1).to_bytes(4, "little"), "sha512"
        )
        assert seal == expected
        reader = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
        plain += reader.update(body[start:])
    assert b"CREATE TABLE" in plain
    assert b"kept" in plain
