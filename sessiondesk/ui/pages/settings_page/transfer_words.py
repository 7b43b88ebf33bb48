"""What an import would bring, or brought, in sentences."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from sessiondesk.exchange.journal_faults import (
    JournalFileError,
    NewerJournalFileError,
    NoJournalFileError,
)
from sessiondesk.journal.transfer import Brought
from sessiondesk.ui import wording_backups


def preview(brought: Brought) -> Sequence[str]:
    """Return what would come in, a line for each thing that can happen to a record."""
    lines = []
    if brought.new:
        lines.append(_tr("New here: {what}.").format(what=_what(brought.new)))
    if brought.changed:
        lines.append(
            _tr("Changed there later: {what}. The version here stays as an earlier one.").format(
                what=_what(brought.changed)
            )
        )
    if brought.earlier:
        lines.append(
            _tr("Changed here later: {what}. The version there becomes an earlier one.").format(
                what=_what(brought.earlier)
            )
        )
    if brought.restored:
        lines.append(_tr("Out of the bin again: {what}.").format(what=_what(brought.restored)))
    if brought.same:
        lines.append(_tr("Here already: {what}.").format(what=_what(brought.same)))
    if brought.ahead:
        lines.append(
            _tr(
                "Of a day that has not come yet: {what}. It stays as it is; a clock may have been "
                "wrong."
            ).format(what=_what(brought.ahead))
        )
    if brought.is_made_up:
        lines.append(_tr("The file holds made-up data."))
    return lines


def brought(brought_: Brought) -> str:
    """Return what came in, in a sentence."""
    came = [brought_.new, brought_.changed, brought_.earlier, brought_.restored]
    count = sum(sum(each.values()) for each in came)
    return _tr("Brought in: %n records.", count) if count != 1 else _tr("Brought in: 1 record.")


def refused(error: JournalFileError) -> tuple[str, str]:
    """Return why a file was not brought in: a title and a sentence or two."""
    nothing = _tr("Nothing was brought in.")
    match error:
        case NewerJournalFileError():
            return _tr("This file comes from a newer version of SessionDesk"), _tr(
                "{nothing} Bring it in with that version."
            ).format(nothing=nothing)
        case NoJournalFileError():
            return _tr("This is not a complete export of a SessionDesk journal"), _tr(
                "{nothing} It is another kind of file, or it was cut off."
            ).format(nothing=nothing)
    place = f"{error.place}: " if error.place else ""
    return _tr(
        "Something in this file cannot be in a journal"
    ), f"{place}{error.problem} {nothing}"


def _what(counts: Mapping[str, int]) -> str:
    """Return the kinds that a person would count by name, and the rest as a number."""
    named = {each: counts[each] for each in wording_backups.COUNTED if counts.get(each)}
    rest = sum(counts.values()) - sum(named.values())
    if not named:
        return _tr("%n records", rest) if rest != 1 else _tr("1 record")
    said = wording_backups.entries(named)
    if not rest:
        return said
    more = _tr("%n other records", rest) if rest != 1 else _tr("1 other record")
    return f"{said}, {more}"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("TransferWords", text, None, count)
