"""What is known of a damaged vault before anything is done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessiondesk.vault import layout, merging, pages, salvage
from sessiondesk.vault.backup_archive import Progress
from sessiondesk.vault.backup_file import BackupFile
from sessiondesk.vault.backup_making import shares, tell_nobody
from sessiondesk.vault.errors import file_causes
from sessiondesk.vault.merging import Affect
from sessiondesk.vault.repairing import newest_good_backup
from sessiondesk.vault.restoring import held
from sessiondesk.vault.unsealing import Unsealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a look at the pages of a damaged journal found.

    Attributes:
        pages: How many pages it has.
        bad_pages: Numbers, from 1, of those that cannot be read.
        mendable_pages: Numbers of those with one wrong bit, which a repair puts right.
        readable: How many records can be read, those in the bin included.
        total: How many there are; None where nobody can know.
        affected: How many can be read in part or not at all, as far as is known.
        backup: The newest backup that is whole; None without one.
    """

    pages: int
    bad_pages: Sequence[int]
    mendable_pages: Sequence[int]
    readable: int
    total: int | None
    affected: int
    backup: BackupFile | None

    @property
    def is_mendable(self) -> bool:
        """Whether a repair will lose nothing."""
        return not self.bad_pages


def survey(unsealed: Unsealed, *, progress: Progress | None = None) -> Survey:
    """Look at every page of a damaged vault and at its backups. Writes nothing to it.

    Slow: call it from a worker.

    Args:
        unsealed: The vault, with its keys. No window may have it open.
        progress: Is told the share done; what it raises ends the work.

    Raises:
        AlreadyOpenError: A window has it open.
        NewerStoreError: A newer version of the program wrote it.
        StoreError: It cannot be read.
    """
    tell = progress or tell_nobody
    folder, used = layout.find(unsealed.folder), unsealed.used
    with held(folder), file_causes():
        found = pages.read(
            folder / used.db_file,
            unsealed.keys.database,
            used.vault_id,
            progress=shares(tell, 0, 0.6),
        )
    merged = merging.merge(salvage.from_pages(found), None)
    lost = sum(state is Affect.LOST for state in merged.affected.values())
    readable = merged.records
    return Survey(
        pages=found.count,
        bad_pages=found.bad,
        mendable_pages=found.mended,
        readable=readable,
        total=None if merged.total is None else max(merged.total, readable + lost),
        affected=len(merged.affected),
        backup=newest_good_backup(folder, unsealed, progress=shares(tell, 0.6, 1)),
    )
