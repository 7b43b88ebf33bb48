"""``passphrase`` and ``recovery-key``: what opens a journal."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from sessiondesk.cli import secret
from sessiondesk.cli.opened import now, open_with
from sessiondesk.cli.refusals import RefusedError
from sessiondesk.cli.secret import Secret
from sessiondesk.cli.telling import counted, is_heard, remark, say, send
from sessiondesk.store.errors import StoreReadOnlyError
from sessiondesk.vault import new_data_key, rekeying
from sessiondesk.vault.backing_up import back_up
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.errors import KeyChangeUnfinishedError
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.opened import OpenVault
from sessiondesk.vault.passphrase import check_new


def passphrase(arguments: Namespace) -> int:
    """Set another passphrase; on demand put the journal under a new data key as well."""
    given = secret.to_open(arguments)
    with _opened(arguments, given) as vault:
        new = secret.for_change(arguments)
        check_new(new)
        if arguments.someone_may_know:
            return _new_data_key(vault, new, asks=given.is_asked)
        _back_up(vault)
        changed = rekeying.change_passphrase(vault.folder, given.text, given.kind, new)
        vault.adopt(changed)
        say(f"The passphrase of “{vault.name}” was changed.")
        _tell_of_copies(vault, changed, "passphrase", rewrites=arguments.rewrite_backups)
    return 0


def recovery_key(arguments: Namespace) -> int:
    """Show a new recovery key once, or remove the one there is."""
    given = secret.to_open(arguments)
    with _opened(arguments, given) as vault:
        had_one = vault.has_recovery_key
        if arguments.remove:
            _back_up(vault)
            changed = rekeying.remove_recovery_key(vault.folder, given.text, given.kind)
            vault.adopt(changed)
            say(f"“{vault.name}” has no recovery key any more. Only the passphrase opens it.")
        else:
            prepared = rekeying.prepare_recovery_key(vault.folder, given.text, given.kind)
            _back_up(vault)
            with shown(prepared.recovery_key, asks=given.is_asked):
                changed = rekeying.put_recovery_key(prepared)
            vault.adopt(changed)
            say(f"It opens “{vault.name}” from now on.")
        if had_one:
            _tell_of_copies(vault, changed, "recovery key", rewrites=arguments.rewrite_backups)
    return 0


@contextmanager
def shown(key: str | None, *, asks: bool) -> Iterator[None]:
    """Show a recovery key once, for certain, before what it is for is done.

    Args:
        key: As it is put on paper; None shows nothing.
        asks: Whether to have two of its groups typed back.

    Raises:
        OSError: It could not be written to where the answers go.
        RefusedError: Nobody can see it, or the groups were not typed back rightly.
    """
    if key is not None and not is_heard():
        raise RefusedError(
            "There is nothing to show the recovery key on. Nothing was made or changed."
        )
    try:
        if key is not None:
            _show(key)
            if asks:
                secret.ask_back(key)
        yield
    except KeyChangeUnfinishedError:
        raise  # it may open the journal already
    except BaseException:
        if key is not None:
            remark("sessiondesk: The recovery key above opens nothing. Do not keep it.")
        raise


def _show(key: str) -> None:
    say("The recovery key, shown this once:")
    say()
    say(f"    {key}")
    say()
    say("Write it down and keep it apart from this computer. It opens the journal when the")
    say("passphrase is forgotten. Without either of them nobody can, and we cannot either.")
    say()
    # A key that nobody has seen must not become the one that counts.
    send()


@contextmanager
def _opened(arguments: Namespace, given: Secret) -> Iterator[OpenVault]:
    with open_with(arguments.journal, given) as vault:
        if vault.is_read_only:
            raise StoreReadOnlyError
        yield vault


def _new_data_key(vault: OpenVault, passphrase: str, *, asks: bool) -> int:
    new = new_data_key.prepare(vault.folder, passphrase)
    name = vault.name
    with shown(new.recovery_key, asks=asks):
        done = new_data_key.switch(vault, new, now=now())
    say(f"“{name}” was written again under a new data key. Only the new passphrase and the new")
    say("recovery key open it.")
    if done.backup is None:
        remark(
            "sessiondesk: No backup could be made under the new key. Make one with “sessiondesk "
            "backup”."
        )
    if done.backups_left:
        left = counted(done.backups_left, "backup")
        say(f"In the journal's folder, {left} made before can still be opened as before.")
    if not done.is_former_gone:
        remark(
            "sessiondesk: The former database could not be removed. The next opening tries again."
        )
    say("So can copies and backups that were made before and are elsewhere.")
    return 0


def _back_up(vault: OpenVault) -> None:
    vault.note_backup(back_up(vault.backup_source(), Reason.BEFORE_KEY_CHANGE, now=now()))


def _tell_of_copies(vault: OpenVault, changed: KeyFile, what: str, *, rewrites: bool) -> None:
    if not rewrites:
        say(f"Copies and backups made before still open with the {what} before.")
        return
    done = rekeying.rewrite_in_backups(vault.folder, changed)
    say(f"Backups in the journal's folder that open with what opens it now: {done.count}.")
    for path in done.failed:
        remark(f"sessiondesk: This backup could not be rewritten: {path}.")
    say(f"Copies and backups elsewhere still open with the {what} before.")
