"""What can be said on the command line."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Final

from sessiondesk import __version__
from sessiondesk.cli import ask_arguments, sheet_arguments
from sessiondesk.domain.period import EARLIEST_DAY

COMMANDS: Final = (
    "ask",
    "backup",
    "change",
    "check",
    "create",
    "demo",
    "doctor",
    "export",
    "import",
    "instruments",
    "passphrase",
    "prep-sheet",
    "recovery-key",
    "rescue",
    "restore",
    "score",
    "show",
    "test-backup",
)
RECORDS: Final = ("checkins", "sessions", "goals", "assessments", "forms", "scales", "tags")

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_USAGE: Final = """sessiondesk [JOURNAL]
       sessiondesk COMMAND ..."""
_ABOUT: Final = (
    "A private journal for people in psychotherapy. Without a command it opens the window. A "
    "first word that is the name of a command is the command: for a journal called demo, write "
    "./demo."
)
_SECRETS: Final = (
    "PATH may be - for standard input. The file is UTF-8; one line break at its\n"
    "end does not count. Without a file the passphrase is asked for."
)

_MAP: Final = """\
The map says what each column is. What it does not name does not come in, a blank cell is not
answered, and a row that cannot be read in full stays out and is named by its line.

  source = "my old tracker"         part of each row's identity: keep it the same

  [when]
  column = "date"                   heading of the column that says when it was
  format = "%Y-%m-%d"               in the letters of strptime; may hold the time of day
  zone = "Europe/London"            zone of that clock
  default_time = "21:00"            for rows with a date only

  [columns.mood]                    heading of a column, then what it is:
  as = "scale"                      numbers, mapped in a straight line from low..high to 0..10
  scale = "mood"                    id or name of a scale that exists, or name of a new one;
                                    label = "..." makes one of this import's own in any case
  low = 1
  high = 5
  better = "higher"                 or "lower"; may be left out, like all that follows
  none_at_zero = true               low means none at all: only then are percentages said
  about = "day"                     or "night": the night before
  question = "How was your mood?"
  ends = ["very low", "very good"]
  asked = true                      whether a new scale is asked at check-in from now on

  [columns.woke_up]
  as = "yes_no"                     1 is yes, 0 is no
  question = "Did you wake up in the night?"
  about = "night"

  [columns.slept]
  as = "sleep_hours"

  [columns.gym]
  as = "tag"                        1 is tagged, 0 or blank is not
  name = "moved my body"

  [columns.remarks]
  as = "note"

  [columns.phase]
  as = "life_event"                 rows in a row with the same in them are one event
  kind = "study"                    its id; medicine_changed and so on for medicines
  title = "phase {}"                {} is what is in the cell; may be left out
  first = "from"                    columns that say its days, and whether it goes on (1);
  last = "until"                    may be left out, as may dose, for medicines
  goes_on = "still"

  [columns.total]
  as = "form_total"                 totals of a form that your therapist uses, as they are
  form = "Name of the form"         of one that exists, or of a new one
  better = "lower"                  or "higher"; may be left out, like all that follows
  low = 0                           the lowest total there can be
  high = 40                         the highest
"""


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    top = argparse.ArgumentParser(
        prog="sessiondesk", usage=_USAGE, description=_ABOUT, allow_abbrev=False
    )
    top.add_argument("--version", action="version", version=f"SessionDesk {__version__}")
    commands = top.add_subparsers(
        prog="sessiondesk", dest="command", metavar="COMMAND", required=True
    )

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

    _add_backups(commands)

    export = _command(commands, "export", "write everything into one JSON file, not encrypted")
    _opens(export)
    export.add_argument("--out", metavar="FILE.json", type=Path, required=True, help="where")
    export.add_argument("--force", action="store_true", help="replace a file that is there")

    import_ = _command(
        commands, "import", "bring in a complete export, or check-ins from a CSV file"
    )
    import_.formatter_class = argparse.RawDescriptionHelpFormatter
    import_.epilog = _MAP
    import_.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="a .json file that export wrote, or a CSV file in UTF-8",
    )
    import_.add_argument(
        "--into", dest="journal", metavar="JOURNAL", type=Path, required=True, help="the journal"
    )
    import_.add_argument(
        "--map", metavar="MAP.toml", type=Path, help="what the columns of a CSV file are"
    )
    import_.add_argument(
        "--dry-run", action="store_true", help="say what would come in, and write nothing"
    )
    _takes_secret(import_)

    sheet = _command(
        commands, "prep-sheet", "write the sheet for the next appointment, or another page"
    )
    _opens(sheet)
    sheet_arguments.add(sheet, day=_sheet_day, file=_secret_file)

    passphrase = _command(commands, "passphrase", "set another passphrase")
    _opens(passphrase)
    _takes_new_passphrase(passphrase)
    passphrase.add_argument(
        "--someone-may-know",
        action="store_true",
        help="somebody may know what opens the journal: write it again under a new data key, "
        "with a new recovery key, which is shown once",
    )
    _rewrites_backups(passphrase)

    recovery_key = _command(commands, "recovery-key", "show a new recovery key, once")
    _opens(recovery_key)
    recovery_key.add_argument(
        "--remove", action="store_true", help="leave the passphrase as the only way in"
    )
    _rewrites_backups(recovery_key)

    _add_restoring(commands)

    _add_show(commands)
    _add_measuring(commands)

    ask = _command(commands, "ask", "ask the record a question; the answer is JSON")
    _opens(ask)
    ask_arguments.add(ask)
    return top


def _add_backups(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = _command(commands, "backup", "make a backup that was read back")
    _opens(backup)
    backup.add_argument(
        "--to", metavar="FOLDER", type=Path, help="where; the journal's own backups if left out"
    )

    test_backup = _command(commands, "test-backup", "look whether a backup is whole, and into it")
    test_backup.add_argument("file", metavar="FILE", type=Path, help="the .sdbackup file")
    _takes_secret(test_backup)


def read(arguments: list[str]) -> argparse.Namespace:
    """Return what was said.

    Raises:
        SystemExit: It makes no sense (2), or help was asked for (0); both were told.
    """
    reader = parser()
    found = reader.parse_args(_with_answers(arguments))
    if found.command == "show" and found.first and found.last and found.last < found.first:
        reader.error("--to is before --from")
    if found.command == "ask" and (problem := ask_arguments.problem(found)):
        reader.error(problem)
    if found.command == "prep-sheet" and (problem := sheet_arguments.problem(found)):
        reader.error(problem)
    if found.command == "import":
        is_export = found.file.suffix.lower() == ".json"
        if is_export and found.map:
            reader.error("--map is for a CSV file; a .json file that export wrote needs none")
        if not (is_export or found.map):
            reader.error("the following arguments are required for a CSV file: --map")
    return found


def _add_restoring(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    restore = _command(
        commands, "restore", "let the journal in a backup take its place; the former one stays"
    )
    restore.add_argument("file", metavar="FILE", type=Path, help="the backup")
    restore.add_argument(
        "--to",
        metavar="JOURNAL",
        type=Path,
        required=True,
        help="the journal whose place it takes, or where one is to be",
    )
    restore.add_argument(
        "--dry-run", action="store_true", help="say how far both go, and change nothing"
    )
    _takes_secret(restore)

    rescue = _command(
        commands, "rescue", "make a new journal of what can be read of a damaged one"
    )
    rescue.add_argument("journal", metavar="JOURNAL", type=Path, help="the damaged one")
    rescue.add_argument(
        "--to", metavar="NEW", type=Path, required=True, help="where; a folder that is new"
    )
    _takes_secret(rescue)


def _add_show(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    show = _command(commands, "show", "hand over records as one JSON document")
    show.add_argument("journal", metavar="JOURNAL", type=Path, help="the journal")
    show.add_argument("records", choices=RECORDS, help="which")
    show.epilog = (
        "Assessments are questionnaires as they were filled in; forms those of a therapist, with "
        "their totals. A range goes by the day of a check-in, a session, an assessment or a "
        "total, and by the day a goal was set. "
        "Scales and tags are there to give ids a name."
    )
    show.add_argument("--from", dest="first", metavar="D", type=_day, help="the first day")
    show.add_argument("--to", dest="last", metavar="D", type=_day, help="the last day, included")
    show.add_argument("--json", action="store_true", required=True, help="the only form there is")
    _takes_secret(show)


def _add_measuring(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    score = _command(commands, "score", "add up the answers to a questionnaire; needs no journal")
    score.add_argument("instrument", metavar="INSTRUMENT", help="its short name: phq9")
    score.add_argument(
        "--answers",
        metavar="A,B,C",
        required=True,
        help="what was ticked, in the order of the items; an empty place is a missing answer",
    )
    score.add_argument(
        "--functional", metavar="N", help="the answer on how hard things were; it does not count"
    )
    score.add_argument("--json", action="store_true", help="the same as data")

    change = _command(
        commands, "change", "say what a change of a total may be called; needs no journal"
    )
    change.add_argument("instrument", metavar="INSTRUMENT", help="its short name: phq9")
    change.add_argument("--before", metavar="N", required=True, help="the earlier total")
    change.add_argument("--after", metavar="N", required=True, help="the later total")
    change.add_argument("--json", action="store_true", help="the same as data")

    instruments = _command(commands, "instruments", "list the questionnaires that there are")
    instruments.add_argument("--json", action="store_true", help="the same as data")


def _with_answers(arguments: list[str]) -> list[str]:
    """Return the words with a minus after ``--answers`` kept as an answer.

    It is none of the answers, and what says so names the item; an option it never is.
    """
    words = list(arguments)
    for place, word in enumerate(words[:-1]):
        if word == "--answers" and words[place + 1].startswith("-") and "," in words[place + 1]:
            words[place : place + 2] = [f"--answers={words[place + 1]}"]
            break
    return words


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
    either.add_argument(
        "--passphrase-file", metavar="PATH", type=_secret_file, help="holds the passphrase"
    )
    either.add_argument(
        "--recovery-key-file", metavar="PATH", type=_secret_file, help="holds the recovery key"
    )


def _takes_passphrase(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what will open the journal", _SECRETS)
    group.add_argument(
        "--passphrase-file", metavar="PATH", type=_secret_file, help="holds the passphrase"
    )


def _takes_new_passphrase(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what will open the journal", _SECRETS)
    group.add_argument(
        "--new-passphrase-file", metavar="PATH", type=_secret_file, help="holds the new passphrase"
    )


def _rewrites_backups(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rewrite-backups",
        action="store_true",
        help="let the backups in the journal's folder open with it too",
    )


def _sheet_day(text: str) -> date:
    day = _day(text)
    if day < EARLIEST_DAY:
        # What a sheet compares lies months before it, which the calendar must have.
        raise argparse.ArgumentTypeError("there are no sheets from before 1900")
    return day


def _secret_file(text: str) -> str:
    if not text:
        # A script's variable that was never set: as if the option had not been given would be a
        # journal opened with something else, or a PDF that is not locked.
        raise argparse.ArgumentTypeError("name a file, or - for standard input")
    return text


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise argparse.ArgumentTypeError("write the day like 2026-05-14")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("there is no such day") from None
