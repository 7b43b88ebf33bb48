"""What can be said on the command line."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Final

from sessiondesk import __version__

COMMANDS: Final = ("demo", "doctor", "create", "check", "import", "prep-sheet", "show")
RECORDS: Final = ("checkins", "sessions", "goals", "scales", "tags")
PAPERS: Final = ("a4", "letter")

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_USAGE: Final = """sessiondesk [JOURNAL]
       sessiondesk COMMAND ..."""
_ABOUT: Final = (
    "A private journal for people in psychotherapy. Without a command it opens the window. A "
    "first word that is the name of a command is the command: for a journal called demo, write "
    "./demo."
)
_SECRETS: Final = (
    "PATH may be - for standard input. The file is UTF-8; one line break at its end does not "
    "count. Without a file the passphrase is asked for."
)


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    top = argparse.ArgumentParser(
        prog="sessiondesk", usage=_USAGE, description=_ABOUT, allow_abbrev=False
    )
    top.add_argument("--version", action="version", version=f"SessionDesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    demo = _command(commands, "demo", "make a journal with a made-up year, to try things with")
    demo.add_argument("journal", metavar="DIR", type=Path, help="where; a folder that is new")
    _takes_passphrase(demo)

    doctor = _command(commands, "doctor", "say what is enforced on this computer")
    doctor.add_argument("--json", action="store_true", help="the same as data")

    create = _command(commands, "create", "make an encrypted journal; shows its recovery key once")
    create.add_argument("journal", metavar="JOURNAL", type=Path, help="where")
    _takes_passphrase(create)

    check = _command(commands, "check", "look whether everything in a journal is sound")
    _opens(check)

    import_ = _command(commands, "import", "bring in check-ins from a CSV file")
    import_.add_argument("file", metavar="FILE", type=Path, help="the CSV file, in UTF-8")
    import_.add_argument(
        "--into", dest="journal", metavar="JOURNAL", type=Path, required=True, help="the journal"
    )
    import_.add_argument(
        "--map", metavar="MAP.toml", type=Path, required=True, help="what its columns are"
    )
    import_.add_argument(
        "--dry-run", action="store_true", help="say what would come in, and write nothing"
    )
    _takes_secret(import_)

    sheet = _command(commands, "prep-sheet", "write the sheet for the next appointment as a PDF")
    _opens(sheet)
    sheet.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help="where")
    sheet.add_argument("--paper", choices=PAPERS, help="the journal's own choice if left out")
    sheet.add_argument("--date", metavar="YYYY-MM-DD", type=_day, help="today if left out")

    show = _command(commands, "show", "hand over records as one JSON document")
    show.add_argument("journal", metavar="JOURNAL", type=Path, help="the journal")
    show.add_argument("records", choices=RECORDS, help="which")
    show.add_argument("--from", dest="first", metavar="D", type=_day, help="the first day")
    show.add_argument("--to", dest="last", metavar="D", type=_day, help="the last day, included")
    show.add_argument("--json", action="store_true", required=True, help="the only form there is")
    _takes_secret(show)
    return top


def read(arguments: list[str]) -> argparse.Namespace:
    """Return what was said.

    Raises:
        SystemExit: It makes no sense (2), or help was asked for (0); both were told.
    """
    reader = parser()
    found = reader.parse_args(arguments)
    if found.command == "show" and found.first and found.last and found.last < found.first:
        reader.error("--to is before --from")
    return found


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False
    )


def _opens(command: argparse.ArgumentParser) -> None:
    command.add_argument("journal", metavar="JOURNAL", type=Path, help="its folder")
    _takes_secret(command)


def _takes_secret(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what opens the journal", _SECRETS)
    either = group.add_mutually_exclusive_group()
    either.add_argument("--passphrase-file", metavar="PATH", help="holds the passphrase")
    either.add_argument("--recovery-key-file", metavar="PATH", help="holds the recovery key")


def _takes_passphrase(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what will open the journal", _SECRETS)
    group.add_argument("--passphrase-file", metavar="PATH", help="holds the passphrase")


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise argparse.ArgumentTypeError("write the day like 2026-05-14")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("there is no such day") from None
