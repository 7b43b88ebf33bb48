"""Key files from backups, for a vault whose own two are gone."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sessiondesk.store.errors import StoreError
from sessiondesk.vault import backup_archive, backup_file, layout
from sessiondesk.vault.errors import BackupError, file_causes
from sessiondesk.vault.key_file import KeyFile


def key_files(folder: Path) -> Sequence[KeyFile]:
    """Return the key files in the backups of the vault in ``folder``, each once.

    Those that belong to its database come first, the newest before the others.
    """
    found: dict[KeyFile, bool] = {}
    for backup in backup_file.all_in(folder / layout.BACKUPS):
        with suppress(BackupError, StoreError), file_causes():
            key_file = backup_archive.key_file_of(backup.path)
            header = layout.read_header(folder / key_file.db_file)
            found.setdefault(key_file, header == key_file.vault_id)
    return sorted(found, key=lambda each: (found[each], each.epoch, each.generation), reverse=True)
