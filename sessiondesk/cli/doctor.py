"""``doctor``: what is enforced on this computer, said truthfully."""

import platform
from argparse import Namespace
from typing import Final

from PySide6.QtCore import qVersion

from sessiondesk import __version__
from sessiondesk.cli.telling import hand_over, say
from sessiondesk.exchange.record_json import JsonValue, document
from sessiondesk.guard import Enforced, network
from sessiondesk.store import engine
from sessiondesk.ui import offline_words

_OTHERS: Final = 0o077


def doctor(arguments: Namespace, enforced: Enforced) -> int:
    """Say what holds and what does not, and what the program is made of here."""
    # One deliberate attempt, because what was asked for and what holds are two things.
    is_refused = network.is_refused()
    if arguments.json:
        hand_over(document(_as_data(enforced, is_refused=is_refused)))
        return 0
    say(f"SessionDesk {__version__}")
    say()
    for fact in offline_words.facts(enforced):
        say(f"{'holds' if fact.holds else 'does not hold':<15}{fact.title}")
        say(f"{'':<15}{fact.body}")
    say(
        f"{'tried':<15}"
        + (
            "A network socket was asked for just now, and refused by the system."
            if is_refused
            else "A network socket was asked for just now, and the system did not refuse it."
        )
    )
    say(f"{'new files':<15}" + _umask(enforced))
    if enforced.sandbox:
        say(f"{'sandbox':<15}{enforced.sandbox}")
    if enforced.refusal is not None:
        say(f"{'window':<15}{offline_words.refusal(enforced.refusal)}")
    say()
    say(offline_words.limits())
    say()
    for name, version in _versions().items():
        say(f"{name:<15}{version}")
    return 0


def _umask(enforced: Enforced) -> str:
    if enforced.umask & _OTHERS == _OTHERS:
        return "Only this account may read them."
    return f"Others may have rights to them (umask {enforced.umask:03o})."


def _as_data(enforced: Enforced, *, is_refused: bool) -> JsonValue:
    return {
        "version": __version__,
        "network": str(enforced.network),
        "network_socket_refused": is_refused,
        "names_blocked": enforced.names_blocked,
        "core_limited": enforced.core_limited,
        "not_dumpable": enforced.not_dumpable,
        "umask": f"{enforced.umask:03o}",
        "sandbox": enforced.sandbox,
        "refusal": None if enforced.refusal is None else str(enforced.refusal),
        "problems": [str(each) for each in enforced.problems],
        "versions": dict(_versions()),
    }


def _versions() -> dict[str, str]:
    found = engine.versions()
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "qt": qVersion() or "",
        "sqlite": found.sqlite,
        "sqlcipher": found.cipher or "missing: nothing can be opened",
    }
