"""The stock ``sqlcipher`` shell opens what we wrote, with the recipe of the README.

Only where there is one of version 4. Debian 12 has 3.4, which cannot open these files, so there
nothing is collected here; the program on the page about the format is the gate everywhere.
"""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from sessiondesk.store import whole
from sessiondesk.vault import key_file, opening
from sessiondesk.vault.key_slots import SlotKind
from tests.golden import make
from tests.vault.conftest import NOW

GOLDEN = make.HERE / "version-1"


def asked(tool: str, database: Path | str, *lines: str) -> str:
    """Return what the shell says to ``lines``."""
    done = subprocess.run(
        [tool, str(database)],
        input="\n".join((*lines, ".quit", "")),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout


def tool_of_version_4() -> str | None:
    found = shutil.which("sqlcipher")
    if found and asked(found, ":memory:", "PRAGMA cipher_version;").startswith("4."):
        return found
    return None


TOOL = tool_of_version_4()

if TOOL is not None:
    tool = TOOL

    def database_key(folder: Path) -> str:
        secrets = json.loads(GOLDEN.with_suffix(".secrets.json").read_text("utf-8"))
        unsealed = opening.unseal(folder, secrets["recovery_key"], SlotKind.RECOVERY)
        return unsealed.keys.database.hex()

    def counts_by_us(folder: Path) -> Mapping[str, int]:
        secrets = json.loads(GOLDEN.with_suffix(".secrets.json").read_text("utf-8"))
        unsealed = opening.unseal(folder, secrets["recovery_key"], SlotKind.RECOVERY)
        with opening.open_vault(unsealed, now=NOW) as vault:
            return {name: len(table.rows) for name, table in whole.tables(vault.db).items()}

    def counts_by_stock(database: Path, key: str, names: Mapping[str, int]) -> Mapping[str, int]:
        said = asked(
            tool,
            database,
            f"PRAGMA key = \"x'{key}'\";",
            *(f"SELECT '{name}=' || count(*) FROM {name};" for name in names),
        )
        lines = (line.partition("=") for line in said.splitlines() if "=" in line)
        return {name: int(count) for name, _, count in lines}

    def test_the_stock_shell_counts_what_we_count(tmp_path):
        folder = shutil.copytree(GOLDEN.with_suffix(".sdesk"), tmp_path / "golden.sdesk")
        ours = counts_by_us(folder)

        assert counts_by_stock(folder / "vault.db", database_key(folder), ours) == ours

    def test_the_stock_shell_counts_what_is_in_a_backup(tmp_path):
        folder = shutil.copytree(GOLDEN.with_suffix(".sdesk"), tmp_path / "golden.sdesk")
        ours, key = counts_by_us(folder), database_key(folder)
        with zipfile.ZipFile(GOLDEN.with_suffix(".sdbackup")) as archive:
            archive.extractall(tmp_path / "backup")
        in_backup = key_file.parse((tmp_path / "backup/vault.keys").read_bytes()).key_file

        assert in_backup is not None
        assert counts_by_stock(tmp_path / "backup/vault.db", key, ours) == ours

    def test_the_stock_shell_finds_every_seal_right(tmp_path):
        folder = shutil.copytree(GOLDEN.with_suffix(".sdesk"), tmp_path / "golden.sdesk")

        said = asked(
            tool,
            folder / "vault.db",
            f"PRAGMA key = \"x'{database_key(folder)}'\";",
            "SELECT count(*) > 0 FROM checkin;",
            "PRAGMA cipher_integrity_check;",
            "PRAGMA integrity_check;",
        )

        assert said.split()[-2:] == ["1", "ok"]
