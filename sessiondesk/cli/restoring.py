"""``restore`` and ``rescue``: a journal out of a backup, and out of a damaged one."""

from argparse import Namespace
from collections.abc import Sequence

from sessiondesk.cli import secret
from sessiondesk.cli.opened import now
from sessiondesk.cli.telling import NAMES, counted, progress, remark, say
from sessiondesk.vault import repairing, restoring
from sessiondesk.vault.merging import AffectedRecord
from sessiondesk.vault.restoring import Unpacked

_STATES = {
    repairing.Affect.LOST: "could not be read",
    repairing.Affect.PARTLY: "could be read in part",
    repairing.Affect.EARLIER: "is as it was before its last changes",
}
# More than anybody reads; the window shows all of them.
_MOST_NAMED = 20


def restore(arguments: Namespace) -> int:
    """Let the journal in a backup take its place."""
    place = arguments.to
    interrupted = restoring.find_interrupted(place)
    if interrupted is not None and not arguments.dry_run:
        restoring.finish(interrupted)
        remark(
            "sessiondesk: An earlier restore or repair had been interrupted between its two last "
            "steps. It was finished first."
        )
    given = secret.to_open(arguments)
    with progress("Restoring") as tell:
        unpacked = restoring.unpack(
            arguments.file, place, given.text, given.kind, now=now(), progress=tell
        )
    try:
        say(f"The backup was made on {unpacked.made_at:%Y-%m-%d at %H:%M} UTC.")
        _compare(unpacked)
        if arguments.dry_run:
            restoring.discard(unpacked)
            say("Nothing was changed.")
            return 0
        restored = restoring.put_in_place(unpacked, now=now())
    except BaseException:
        restoring.discard(unpacked)
        raise
    say(f"Restored: {restored.folder}")
    if restored.before is not None:
        say(f"The journal that was there is now here: {restored.before}")
    return 0


def rescue(arguments: Namespace) -> int:
    """Make a new journal of what can be read of a damaged one, page by page."""
    given = secret.to_open(arguments)
    with progress("Rescuing") as tell:
        rescued = repairing.rescue(
            arguments.journal, given.text, given.kind, arguments.to, now=now(), progress=tell
        )
    if rescued.total is None:
        say(f"{counted(rescued.kept, 'record')} could be read and are in: {rescued.folder}")
        say("How many there were cannot be told any more.")
    else:
        say(
            f"{rescued.kept} of {counted(rescued.total, 'record')} could be read and are in: "
            f"{rescued.folder}"
        )
    _name(rescued.affected)
    say(f"The damaged journal is as it was: {rescued.copy}")
    return 0


def _compare(unpacked: Unpacked) -> None:
    if unpacked.last_entry is None:
        say("There is no entry in it.")
    else:
        say(f"Its last entry is of {unpacked.last_entry}.")
    if unpacked.place.exists():
        if unpacked.last_entry_there is None:
            say("How far the journal goes that is there cannot be told.")
        else:
            say(f"The journal that is there has its last entry on {unpacked.last_entry_there}.")


def _name(affected: Sequence[AffectedRecord]) -> None:
    for each in affected[:_MOST_NAMED]:
        what = NAMES[each.kind][0]
        of_day = f" of {each.day.isoformat()}" if each.day else ""
        article = "An" if what[0] in "aeio" else "A"
        say(f"  {article} {what}{of_day} {_STATES[each.state]}.")
    if len(affected) > _MOST_NAMED:
        say(f"  The same for {len(affected) - _MOST_NAMED} more.")
