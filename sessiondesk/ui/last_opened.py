"""When a closed journal was opened last, in words."""

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

# Its time is when the journal was opened last.
LOCK_FILE: Final = "vault.lock"


def last_opened(folder: Path, now: datetime) -> str:
    """Return when the journal in ``folder`` was opened last, in words; empty if unknown."""
    try:
        moment = (folder / LOCK_FILE).stat().st_mtime
    except OSError:
        return ""
    return when_opened(datetime.fromtimestamp(moment).astimezone(), now)


def when_opened(moment: datetime, now: datetime) -> str:
    """Return "Last opened yesterday, 21:40"."""
    clock = f"{moment:%H:%M}"
    days = (now.date() - moment.date()).days
    if days == 0:
        return _tr("Last opened today, {clock}").format(clock=clock)
    if days == 1:
        return _tr("Last opened yesterday, {clock}").format(clock=clock)
    from sessiondesk.ui import wording  # noqa: PLC0415 - as above

    day = wording.day_in_words(moment.date(), "d MMMM yyyy")
    return _tr("Last opened {day}, {clock}").format(day=day, clock=clock)


def _tr(text: str) -> str:
    return QCoreApplication.translate("UnlockView", text)
