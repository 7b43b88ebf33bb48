"""What a repair came to, in words and counts. QtCore only."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui import wording_backups
from sessiondesk.vault.merging import Affect, AffectedRecord
from sessiondesk.vault.repairing import Repaired, Way

# So many are named one by one; what is more is counted.
MOST_NAMED: Final = 12


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording", text, None, count)


def counts(repaired: Repaired) -> str:
    """Return "598 of 600 entries are here.", or what can be said where nobody can count."""
    kept, total = repaired.kept, repaired.total
    if total is None:
        if kept == 1:
            return _tr("One entry could be read. How many there were cannot be told.")
        return _tr("%n entries could be read. How many there were cannot be told.", kept)
    if kept == total:
        if not repaired.affected:
            return _tr("All entries are here, and nothing is missing in any of them.")
        return _tr("All entries are here, but not all of them whole.")
    return _tr("{kept} of {total} entries are here.").format(kept=kept, total=total)


def way(repaired: Repaired) -> str:
    """Return how it was done, in a sentence."""
    return {
        Way.MENDED: _tr("The damage was a wrong bit, and could be put right exactly."),
        Way.BACKUP_AND_SALVAGE: _tr(
            "They come from the newest good backup and, for what was written after it, from the "
            "damaged file itself."
        ),
        Way.SALVAGE: _tr("They were read out of the damaged file, around the damage."),
        Way.PAGES: _tr("They were read out of the damaged file page by page."),
    }[repaired.way]


def affected(records: Sequence[AffectedRecord]) -> Sequence[str]:
    """Return a line for each record that something was done to, the first of them by name."""
    named = [_line(each) for each in records[:MOST_NAMED]]
    more = len(records) - len(named)
    if more == 1:
        named.append(_tr("And one more"))
    elif more > 1:
        named.append(_tr("And %n more", more))
    return named


def _line(record: AffectedRecord) -> str:
    what = _kind(record.kind)
    if record.day is not None:
        what = _tr("{what} of {day}").format(what=what, day=wording_backups.day(record.day))
    state = {
        Affect.LOST: _tr("could not be read"),
        Affect.PARTLY: _tr("a part of it is missing"),
        Affect.EARLIER: _tr("as it was before its last change"),
    }[record.state]
    return f"{what}: {state}"


def _kind(kind: str) -> str:
    return {
        "checkin": _tr("Check-in"),
        "therapy_session": _tr("Session"),
        "bring_up": _tr("Something to bring up"),
        "practice": _tr("Something agreed"),
        "goal": _tr("Goal"),
        "scale": _tr("Scale"),
        "tag": _tr("Tag"),
        "course": _tr("Course of therapy"),
        "afterwards": _tr("What was noted after a session"),
        "pattern": _tr("Pattern"),
        "feeling_word": _tr("Own word for a feeling"),
        "sign": _tr("Sign"),
        "life_event": _tr("Life event"),
        "safety_plan": _tr("Safety plan"),
        "assessment": _tr("Questionnaire"),
        "form": _tr("Form of a therapist"),
        "form_total": _tr("A total of a form"),
        "measure_plan": _tr("When a questionnaire is due"),
        "insight": _tr("What the record said"),
        "review": _tr("Progress review"),
        "recall": _tr("How a time was remembered"),
        "sheet": _tr("A sheet that was taken"),
    }.get(kind, _tr("A record"))
