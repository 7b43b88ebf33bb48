"""What the window is put together from, handed in so that each part is imported when needed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sessiondesk.guard.relaunch import Return
from sessiondesk.ui.unlocking import Doors

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from sessiondesk.ui.closed_door import ClosedDoor
    from sessiondesk.ui.desk import Desk
    from sessiondesk.ui.first_run import FirstRunView
    from sessiondesk.ui.shell import Shell
    from sessiondesk.ui.system_signals import SystemSignals
    from sessiondesk.vault.opened import OpenVault


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Parts:
    """What the shell is put together from; each is imported when it is first needed.

    Attributes:
        doors: The way into a vault.
        cover: The way back to pages that are covered: proves a secret, opens nothing.
        make_first_run: Makes the view for a person who has no journal yet.
        make_desk: Makes the journal over an open vault and what belongs to it; raises
            ``StoreError`` when the journal cannot be read.
        find_vault: Returns the vault's folder for a path; raises ``VaultError``.
        warm_up: Imports, beside the window, what opening a journal needs.
        made_up_passphrase: Returns what opens the made-up journal.
        documents: Where a journal is offered to live.
        aside: Where words are put that the journal's own disk does not take.
        relaunch: Puts a fresh process in the place of this one, and returns only by raising
            ``OSError`` when there is none. None locks within this process: for tests, and
            not as good.
        listen: Listens to the system for signs that the person is away: takes the number of
            the native window, and an owner. None listens to nothing.
    """

    doors: Doors
    cover: Doors
    make_first_run: "Callable[[ClosedDoor], FirstRunView]"
    make_desk: "Callable[[Shell, OpenVault], Desk]"
    find_vault: Callable[[Path], Path]
    warm_up: Callable[[], None]
    made_up_passphrase: Callable[[], str]
    documents: Path
    aside: Path
    relaunch: Callable[[Return], None] | None = None
    listen: "Callable[[int, QObject], SystemSignals] | None" = None
