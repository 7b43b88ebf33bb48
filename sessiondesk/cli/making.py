"""``create`` and ``demo``: new journals."""

import os
import shlex
from argparse import Namespace

from sessiondesk import demo
from sessiondesk.cli import secret
from sessiondesk.cli.arguments import COMMANDS
from sessiondesk.cli.opened import journal_of, now
from sessiondesk.cli.telling import say
from sessiondesk.vault import creating


def create(arguments: Namespace) -> int:
    """Make an empty journal, and show its recovery key once."""
    creating.refuse_place(arguments.journal)
    new = creating.prepare(secret.for_new(arguments))
    with creating.write(arguments.journal, new, now=now()) as vault:
        journal_of(vault).close()
        say(f"The journal “{vault.name}” was made in {vault.folder}.")
    say()
    say("Its recovery key, shown this once:")
    say()
    say(f"    {new.recovery_key}")
    say()
    say("Write it down and keep it apart from this computer. It opens the journal when the")
    say("passphrase is forgotten. Without either of them nobody can, and we cannot either.")
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
