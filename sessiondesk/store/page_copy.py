"""Copying an open database page by page, while others go on using it."""

from collections.abc import Callable
from typing import Final

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, cause_of, outside_causes

_PAGES_AT_ONCE: Final = 512
_GOES_ON: Final = 0
_DONE: Final = 101


def copy_pages(source: Connection, target: Connection, *, tell: Callable[[float], None]) -> None:
    """Make ``target`` the same as ``source`` is at one moment.

    A page that cannot be read is not noticed here, and spoils the target: check that
    afterwards.

    Args:
        source: An open database.
        target: Another one; what is in it goes.
        tell: Is told the share that is done; what it raises is passed on.

    Raises:
        StoreFullError: There is no room for the target.
        StoreError: Another outside cause. Whatever it is, the target is of no use then.
    """
    # Only here the driver says by a number how it goes: the error that it raises in the end
    # has words and no number.
    status = _GOES_ON

    def report(code: int, remaining: int, total: int) -> None:
        nonlocal status
        status = code
        if code in {_GOES_ON, _DONE}:
            tell((total - remaining) / max(total, 1))

    with outside_causes():
        try:
            source.backup(target, pages=_PAGES_AT_ONCE, progress=report)
        except driver.Error as error:
            cause = cause_of(status)
            if cause is None:
                raise
            raise cause from error
