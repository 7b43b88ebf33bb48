"""``import``: check-ins, life events and totals of forms from a CSV file, by a map."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sessiondesk.cli.backing_up import back_up_first
from sessiondesk.cli.opened import journal_of, open_vault
from sessiondesk.cli.refusals import RefusedError, file_problem
from sessiondesk.cli.telling import counted, say, shortened
from sessiondesk.exchange import csv_import, csv_map
from sessiondesk.exchange.csv_import import Plan, UnreadableRow
from sessiondesk.exchange.csv_rows import LONGEST_NOTE, Fault
from sessiondesk.store.errors import StoreReadOnlyError

_LARGEST_MAP: Final = 1024 * 1024
_FAULTS: Final = {
    Fault.WRONG_NUMBER_OF_CELLS: "it has not as many cells as the headings",
    Fault.NO_TIME: "it does not say when it was",
    Fault.TIME_NOT_READABLE: "not a date of the form in the map, or one that does not exist",
    Fault.TIME_DOES_NOT_EXIST: "the clocks went forward over this time",
    Fault.TIME_OUT_OF_RANGE: "this time is outside of what can be kept",
    Fault.NOT_A_NUMBER: "not a number",
    Fault.NUMBER_OUT_OF_RANGE: "the number is out of range",
    Fault.NEITHER_1_NOR_0: "neither 1 nor 0",
    Fault.TOO_LONG: f"longer than {LONGEST_NOTE:,} characters, or a title of more than 1,000",
    Fault.DAY_HAS_NOT_COME: "this day has not come yet, so nothing was filled in on it",
    Fault.END_DOES_NOT_FIT: "it ends before it begins, or it ended and goes on",
}


def import_(arguments: Namespace) -> int:
    """Bring in a file, or say what would come in."""
    import_map = csv_map.read_map(_map_text(arguments.map))
    data = _read("The file", arguments.file, most=csv_import.LARGEST_FILE)
    with open_vault(arguments) as vault:
        journal = journal_of(vault)
        whole = csv_import.plan(
            data,
            import_map,
            known_scales=journal.scales.all(),
            known_tags=journal.tags.all(),
            known_forms=journal.measures.forms(),
            forms_in_bin=journal.imports.forms_in_bin(),
            day_end_hour=journal.settings.value.day_end_hour,
            today=journal.today(),
        )
        known = journal.imports.known(whole.keys)
        plan = whole.without(known)
        if not arguments.dry_run and plan.keys:
            if vault.is_read_only:
                raise StoreReadOnlyError
            back_up_first(vault, journal)
            journal.imports.bring_in(
                plan.source,
                plan.checkins,
                scales=plan.scales,
                tags=plan.tags,
                events=plan.life_events,
                needed_forms=plan.forms,
                totals=plan.totals,
            )
        journal.close()
    for line in _report(plan, known=len(known), is_dry_run=arguments.dry_run):
        say(line)
    if plan.unreadable and not whole.keys:
        raise RefusedError(
            "No row of the file could be read by this map, so nothing was brought in. Look at "
            "the reasons above."
        )
    return 0


def _map_text(path: Path) -> str:
    try:
        return _read("The map", path, most=_LARGEST_MAP).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(
            f"The map is not UTF-8 text: byte {error.start + 1} does not fit. Nothing was "
            "brought in."
        ) from None


def _read(what: str, path: Path, *, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise file_problem(what, path, error) from error
    except ValueError:
        raise RefusedError(f"{what} has no possible name. Nothing was brought in.") from None
    if len(data) > most:
        raise RefusedError(
            f"{what} is larger than {most // (1024 * 1024)} MB. Nothing was brought in."
        )
    return data


def _report(plan: Plan, *, known: int, is_dry_run: bool) -> Iterator[str]:
    came = "Would come in" if is_dry_run else "Came in"
    days = sorted({checkin.day for _, checkin in plan.checkins})
    yield f"{came}: {counted(len(plan.checkins), 'check-in')}" + (
        f", {days[0]} to {days[-1]}." if days else "."
    )
    if plan.life_events:
        yield f"{came}: {counted(len(plan.life_events), 'life event')}."
    if plan.totals:
        of = sorted({total.day for _, total in plan.totals})
        yield f"{came}: {counted(len(plan.totals), 'total')} of forms, {of[0]} to {of[-1]}."
    if plan.scales:
        yield f"New scales: {', '.join(scale.label for scale in plan.scales)}."
    if plan.tags:
        yield f"New tags: {', '.join(tag.name for tag in plan.tags)}."
    if plan.forms:
        yield f"New forms: {', '.join(form.name for form in plan.forms)}."
    yield f"Known from an earlier import: {known}."
    if plan.empty:
        yield f"Rows with nothing but a time, left out: {plan.empty}."
    if plan.repeated_hour:
        yield (
            "Rows in the hour that happens twice when the clocks go back, taken for the first "
            f"of the two: {plan.repeated_hour}."
        )
    yield f"Rows that cannot be read, left out: {len(plan.unreadable)}."
    yield from (f"  {_unreadable(row)}" for row in plan.unreadable)
    if plan.without_home:
        names = ", ".join(shortened(name) or "(no heading)" for name in plan.without_home)
        yield f"Columns without a home: {names}."
    if is_dry_run:
        yield "Nothing was written."


def _unreadable(row: UnreadableRow) -> str:
    where = f"line {row.line}, {row.column}" if row.column else f"line {row.line}"
    return f"{where}: {_FAULTS[row.fault]}"
