"""``export``, and ``import`` of what it wrote: a whole journal as one JSON file."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from sessiondesk import paths
from sessiondesk.cli.backing_up import back_up_first
from sessiondesk.cli.opened import journal_of, open_vault
from sessiondesk.cli.refusals import RefusedError, file_problem
from sessiondesk.cli.telling import NAMES, progress, remark, say
from sessiondesk.exchange import journal_json
from sessiondesk.exchange.journal_json import Contents
from sessiondesk.journal.transfer import Brought
from sessiondesk.store.errors import StoreReadOnlyError
from sessiondesk.vault import layout


def export(arguments: Namespace) -> int:
    """Write everything in a journal into one file, which is not encrypted."""
    out: Path = arguments.out
    _refuse_place(out, arguments.journal, is_to_replace=arguments.force)
    with open_vault(arguments) as vault:
        journal = journal_of(vault)
        with progress("Taking out") as tell:
            data = journal.transfer.export(progress=tell)
        counts = journal.counts()
        journal.close()
    try:
        paths.write_whole(out, data)
    except OSError as error:
        raise file_problem("The export", out, error) from error
    say(f"Everything in “{vault.name}” is in {out}: {_listed(counts)}.")
    say("The file is not encrypted: whoever has it can read it. Delete it when you no longer")
    say("need it.")
    return 0


def bring_in(arguments: Namespace) -> int:
    """Put what an export holds beside what is in a journal, or say what would come in."""
    data = _read(arguments.file)
    with progress("Reading the file") as tell:
        contents = journal_json.read(data, progress=tell)
    with open_vault(arguments) as vault:
        journal = journal_of(vault)
        brought = journal.transfer.preview(contents)
        if not arguments.dry_run:
            if vault.is_read_only:
                raise StoreReadOnlyError
            back_up_first(vault, journal)
            with progress("Bringing in") as tell:
                brought = journal.transfer.bring_in(contents, progress=tell)
        journal.close()
    if brought.is_made_up:
        remark("The file holds made-up data, as the program makes it to try things with.")
    for line in _report(contents, brought):
        say(line)
    if arguments.dry_run:
        say("Nothing was written.")
    return 0


def _read(path: Path) -> bytes:
    most = journal_json.LARGEST_FILE
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise file_problem("The file", path, error) from error
    except ValueError:
        raise RefusedError("The file has no possible name. Nothing was brought in.") from None
    if len(data) > most:
        raise RefusedError(
            f"The file is larger than {most // (1024 * 1024)} MB. Nothing was brought in."
        )
    return data


def _refuse_place(out: Path, journal: Path, *, is_to_replace: bool) -> None:
    """Refuse what the export would do harm to, before anything is opened.

    Raises:
        RefusedError: There is something, or it is inside of the journal.
    """
    try:
        if out.is_dir():
            raise RefusedError(f"{out} is a folder. Nothing was written. Name a file in it.")
        if not out.absolute().parent.is_dir():
            raise RefusedError(f"The folder of {out} is not there. Nothing was written.")
        if layout.find(journal).resolve() in out.resolve().parents:
            raise RefusedError(
                "The export would lie inside of the journal's folder. Nothing was written. "
                "Choose another place."
            )
        if out.exists() and not (is_to_replace and out.is_file()):
            raise RefusedError(
                f"There is already something at {out}. It was left as it is. Choose another "
                "name, or say --force to replace a file."
            )
    except OSError as error:
        raise file_problem("The export", out, error) from error
    except ValueError:
        raise RefusedError("The export has no possible name. Nothing was written.") from None


def _report(contents: Contents, brought: Brought) -> Iterator[str]:
    if contents.days:
        first, last = contents.days
        yield f"In the file: {first} to {last}."
    for what, counts in (
        ("New", brought.new),
        ("Changed later there than here, and taken over", brought.changed),
        ("Changed later here, so that what came is an earlier version", brought.earlier),
        ("Out of the bin again", brought.restored),
        ("Here already", brought.same),
    ):
        if counts:
            yield f"{what}: {_listed(counts)}."
    if brought.ahead:
        yield (
            f"Of a day that has not come yet: {_listed(brought.ahead)}. It stays as it is; a "
            "clock may have been wrong."
        )
    if brought.is_nothing:
        yield "Everything in the file is here already."


def _listed(counts: Mapping[str, int]) -> str:
    found = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in NAMES.items()
        if counts.get(kind)
    ]
    return ", ".join(found) or "nothing"
