"""``create`` and ``demo``: new journals."""

import os
import shlex
from argparse import Namespace

from sessiondesk import demo
from sessiondesk.cli import secret
from sessiondesk.cli.arguments import COMMANDS
from sessiondesk.cli.keys import shown
from sessiondesk.cli.opened import journal_of, now
from sessiondesk.cli.telling import say
from sessiondesk.vault import creating


def create(arguments: Namespace) -> int:
    """Make an empty journal, and show its recovery key once."""
    creating.refuse_place(arguments.journal)
    new = creating.prepare(secret.for_new(arguments))
    # Shown first: a journal whose recovery key nobody has seen must not come to be.
    with (
        shown(new.recovery_key, asks=not arguments.passphrase_file),
        creating.write(arguments.journal, new, now=now()) as vault,
    ):
        journal_of(vault).close()
    say(f"The journal “{vault.name}” was made in {vault.folder}.")
    return 0


def make_demo(arguments: Namespace) -> int:
    """Make a journal with a made-up year in it."""
    creating.refuse_place(arguments.journal)
    is_given = bool(arguments.passphrase_file)
    passphrase = secret.from_file(arguments.passphrase_file) if is_given else demo.PASSPHRASE
    new = creating.prepare(passphrase).without_recovery_key()
    with creating.write(arguments.journal, new, now=now()) as vault:
        journal = journal_of(vault)
        demo.fill(journal, today=journal.today())
        journal.close()
        say(f"A made-up journal is in {vault.folder}. Every word in it is invented.")
    if not is_given:
        say(f"Its passphrase is: {demo.PASSPHRASE}")
    # A bare "demo" would be the command.
    name = str(arguments.journal)
    name = f"./{name}" if name in COMMANDS else name
    say(f"To open it: sessiondesk {shlex.quote(name) if os.name == 'posix' else name}")
    return 0
