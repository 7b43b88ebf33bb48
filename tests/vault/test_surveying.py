from datetime import timedelta

import pytest

from sessiondesk.store.kinds import Kind
from sessiondesk.vault.errors import AlreadyOpenError
from sessiondesk.vault.surveying import survey
from tests.vault.a_year import (
    NOW,
    PAGE,
    backup_of,
    damaged,
    flip,
    opened,
    overwrite,
    read_pages,
    rows_of,
    tree_of,
    unsealed,
    year,
)

__all__ = ["damaged", "unsealed", "year"]


def test_of_a_whole_journal_there_is_nothing_to_tell(unsealed):
    rows = rows_of(unsealed)

    found = survey(unsealed)

    assert found.pages == read_pages(unsealed).count
    assert (found.bad_pages, found.mendable_pages, found.affected) == ([], [], 0)
    assert found.readable == found.total == sum(len(rows[kind]) for kind in Kind)
    assert found.is_mendable
    assert found.backup is None


def test_what_can_be_put_right_is_told_from_what_is_lost(unsealed):
    with opened(unsealed) as vault:
        backup_of(vault)
        newest = backup_of(vault, NOW + timedelta(hours=1))
    rows = rows_of(unsealed)
    number = tree_of(unsealed, "practice_log")[1]
    flip(unsealed.folder / "vault.db", 40 * PAGE)
    overwrite(unsealed.folder, [number])
    before = {path.name for path in unsealed.folder.iterdir()}

    found = survey(unsealed)

    assert found.mendable_pages == [41]
    assert found.bad_pages == [number]
    assert not found.is_mendable
    assert found.total == sum(len(rows[kind]) for kind in Kind)
    assert found.readable < found.total
    assert found.affected == found.total - found.readable
    assert found.backup is not None
    assert found.backup.path == newest.path
    assert {path.name for path in unsealed.folder.iterdir()} == before


def test_where_nobody_can_know_how_many_there_were_that_is_said(unsealed):
    overwrite(unsealed.folder, tree_of(unsealed, "sqlite_autoindex_goal_value_1"))
    overwrite(unsealed.folder, tree_of(unsealed, "goal_value"))

    assert survey(unsealed).total is None


def test_an_open_journal_is_not_looked_at(unsealed):
    with opened(unsealed), pytest.raises(AlreadyOpenError):
        survey(unsealed)


def test_the_look_can_be_called_off(unsealed):
    shares: list[float] = []
    survey(unsealed, progress=shares.append)
    assert shares == sorted(shares)

    class StopError(Exception):
        pass

    def stop(_share):
        raise StopError

    with pytest.raises(StopError):
        survey(unsealed, progress=stop)
