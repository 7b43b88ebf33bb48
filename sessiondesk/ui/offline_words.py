"""What keeps this program off the network on this computer, in words that are true here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sessiondesk.guard import Enforced, Network, Problem, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that holds here, or does not.

    Attributes:
        title: What it is about, with the answer in it.
        body: What that means.
        holds: Whether the system enforces it.
    """

    title: str
    body: str
    holds: bool


def in_short(enforced: Enforced) -> str:
    """Return the line for the sidebar."""
    if Problem.NETWORK_NOT_ENFORCED in enforced.problems:
        return _tr("Offline · not enforced")
    if enforced.network is Network.NAMES_ONLY:
        return _tr("Offline · no network code")
    return _tr("Offline · network blocked")


def in_a_word(enforced: Enforced) -> str:
    """Return the word for the narrow sidebar."""
    if Problem.NETWORK_NOT_ENFORCED in enforced.problems:
        return _tr("Not enforced")
    return _tr("Offline")


def in_a_line(enforced: Enforced) -> str:
    """Return the line at the foot of the closed window."""
    return _tr("{short}. Everything stays on this computer.").format(short=in_short(enforced))


def facts(enforced: Enforced) -> Sequence[Fact]:
    """Return what holds on this computer and what does not, most important first."""
    return (_network(enforced), *_process(enforced))


def limits() -> str:
    """Return what no block of ours can stop."""
    return _tr(
        "What this cannot stop: the print service, when you print; a service that copies the "
        "folder your journal is in; and other programs in your account while the journal is "
        "open."
    )


def how_to_check(process_id: int) -> str:
    """Return how a person can see for themselves, without believing us."""
    return _tr(
        "To check on Linux, type in a terminal: grep Seccomp: /proc/{process_id}/status. A 2 "
        "means that the kernel holds a filter over this window. The command “sessiondesk "
        "doctor” tries a network connection and says how it was refused."
    ).format(process_id=process_id)


def refusal(reason: Refusal) -> str:
    """Return why no window is opened, and what to do."""
    match reason:
        case Refusal.PLATFORM:
            return _tr(
                "QT_QPA_PLATFORM asks for a window that could be seen from elsewhere. Nothing "
                "was opened. Unset it and start again."
            )
        case Refusal.REMOTE_DISPLAY:
            return _tr(
                "DISPLAY names another computer, so the window would travel over the network. "
                "Nothing was opened. Start SessionDesk at this computer’s own screen."
            )
        case Refusal.NO_SCREEN:
            return _tr(
                "There is no screen here to open a window on. Nothing was opened. Start "
                "SessionDesk from a desktop, or see “sessiondesk --help” for what goes without."
            )


def _tr(text: str) -> str:
    return QCoreApplication.translate("OfflineWords", text)


def _network(enforced: Enforced) -> Fact:
    match enforced.network:
        case Network.SECCOMP:
            return Fact(
                title=_tr("Network: blocked by the kernel (seccomp)"),
                body=_tr(
                    "The kernel refuses every network connection this program, or anything it "
                    "starts, might try. Only local windows and services can be reached."
                ),
                holds=True,
            )
        case Network.SANDBOX:
            return Fact(
                title=_tr("Network: blocked by the system (sandbox)"),
                body=_tr("The system refuses every network connection this program might try."),
                holds=True,
            )
        case Network.NAMES_ONLY:
            return Fact(
                title=_tr(
                    "Network: this program contains no network code; not enforced by the system"
                ),
                body=_tr(
                    "Python’s network modules are blocked by name. This system offers nothing "
                    "stronger, or did not take it."
                ),
                holds=False,
            )


def _process(enforced: Enforced) -> Sequence[Fact]:
    names = Fact(
        title=_tr("Network modules of Python: blocked")
        if enforced.names_blocked
        else _tr("Network modules of Python: not blocked"),
        body=_tr("No part of the program, and nothing it uses, can load them.")
        if enforced.names_blocked
        else _tr("Something loaded them before the program began."),
        holds=enforced.names_blocked,
    )
    core = Fact(
        title=_tr("Memory after a crash: not written to disk")
        if enforced.core_limited
        else _tr("Memory after a crash: the system may write it to disk"),
        body=_tr("A crash leaves no copy of what was open.")
        if enforced.core_limited
        else _tr("After a crash, a copy of what was open may stay on the disk."),
        holds=enforced.core_limited,
    )
    memory = Fact(
        title=_tr("Memory while open: closed to other programs")
        if enforced.not_dumpable
        else _tr("Memory while open: other programs of your account may read it"),
        body=_tr("Another program of your account cannot look into this one.")
        if enforced.not_dumpable
        else _tr("Lock the journal when you do not use it."),
        holds=enforced.not_dumpable,
    )
    return (names, core, memory)
