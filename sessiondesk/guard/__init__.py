"""The process: what it may do, and what is kept away from it.

`protect` is called before anything else is imported. It installs what this system offers,
and says what holds afterwards by looking, not by remembering what it asked for. (Replacing
the process when the journal is locked will live here too, in a module of its own.)
"""

import os
import sys
from dataclasses import dataclass
from enum import StrEnum

from sessiondesk.guard import hardening, network
from sessiondesk.guard.hardening import Refusal
from sessiondesk.guard.network import Network

__all__ = ["Enforced", "Network", "Problem", "Refusal", "protect"]


class Problem(StrEnum):
    """What should hold on this system and does not."""

    # The system could refuse network sockets, and did not take the filter.
    NETWORK_NOT_ENFORCED = "network_not_enforced"
    # A network module was imported before the guard, by something that starts with Python.
    NAMES_IMPORTED_BEFORE = "names_imported_before"
    # After a crash the system may write this process's memory to a file.
    CORE_NOT_LIMITED = "core_not_limited"
    # Other programs of this account may read this process's memory.
    STILL_DUMPABLE = "still_dumpable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforced:
    """What is really enforced for this process, as it was found after asking for it.

    Attributes:
        network: What keeps the process from the network.
        names_blocked: Whether no network module of Python can be imported any more.
        core_limited: Whether the system writes no memory to disk after a crash.
        not_dumpable: Whether other programs of this account cannot read the memory.
        umask: Rights that no new file gets; 0o077 is all but the owner's.
        sandbox: The packaging sandbox around the process, "flatpak" or "snap"; None without.
        refusal: Why no window may be opened; None if one may.
        problems: What should hold here and does not.
    """

    network: Network
    names_blocked: bool
    core_limited: bool
    not_dumpable: bool
    umask: int
    sandbox: str | None
    refusal: Refusal | None
    problems: tuple[Problem, ...]


def protect() -> Enforced:
    """Put the process under guard, and tell what holds.

    Safe to call again, also in a process that replaced this one: nothing is installed twice.
    """
    hardening.open_standard_streams()
    umask = hardening.close_umask()
    hardening.drop_variables(os.environ, is_packaged=bool(getattr(sys, "frozen", False)))
    sandbox = hardening.sandbox(os.environ)
    core_limited = hardening.limit_core()
    not_dumpable = hardening.hide_memory(sandbox)
    enforced_by = network.refuse_sockets()
    were_imported = network.block_names()
    problems = {
        Problem.NETWORK_NOT_ENFORCED: network.can_be_enforced()
        and enforced_by is Network.NAMES_ONLY,
        Problem.NAMES_IMPORTED_BEFORE: were_imported,
        Problem.CORE_NOT_LIMITED: not core_limited,
        # A sandbox keeps the memory private by itself, and its file dialogs need to look.
        Problem.STILL_DUMPABLE: sys.platform == "linux" and not not_dumpable and sandbox is None,
    }
    return Enforced(
        network=enforced_by,
        names_blocked=network.names_are_blocked(),
        core_limited=core_limited,
        not_dumpable=not_dumpable,
        umask=umask,
        sandbox=sandbox,
        refusal=hardening.refusal(os.environ),
        problems=tuple(problem for problem, is_there in problems.items() if is_there),
    )
