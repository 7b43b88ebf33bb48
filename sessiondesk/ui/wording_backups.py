"""Backups in words: when one was made, why, how large it is and what is in it. QtCore only."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui import wording
from sessiondesk.vault.backup_file import Reason

_THOUSAND: Final = 1000
# The kinds of record that a person would count, most telling first.
COUNTED: Final = (
    *("checkin", "therapy_session", "goal", "bring_up"),
    *("assessment", "form_total", "review"),
)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording", text, None, count)


def day(day_: date) -> str:
    """Return "14 May 2026"."""
    return wording.day_in_words(day_, "d MMMM yyyy")


def when(moment: datetime, now: datetime) -> str:
    """Return "today, 14:05", "yesterday, 14:05" or "14 May 2026, 14:05", on the clock of ``now``.

    Args:
        moment: Any aware moment.
        now: The clock: aware, on the person's own wall clock.
    """
    there = moment.astimezone(now.tzinfo)
    clock = f"{there:%H:%M}"
    days = (now.date() - there.date()).days
    if days == 0:
        return _tr("today, {clock}").format(clock=clock)
    if days == 1:
        return _tr("yesterday, {clock}").format(clock=clock)
    return _tr("{day}, {clock}").format(day=day(there.date()), clock=clock)


def why(reason: Reason | None) -> str:
    """Return what a backup was made for: "at locking"; nothing when its name does not say."""
    if reason is None:
        return ""
    return {
        Reason.LOCK: _tr("at locking"),
        Reason.DAILY: _tr("the daily one"),
        Reason.ASKED: _tr("made by hand"),
        Reason.BEFORE_MIGRATION: _tr("before a new version"),
        Reason.BEFORE_RESTORE: _tr("before a restore"),
        Reason.BEFORE_REPAIR: _tr("before a repair"),
        Reason.BEFORE_IMPORT: _tr("before something was brought in"),
        Reason.BEFORE_REMOVAL: _tr("before something was removed for good"),
        Reason.BEFORE_KEY_CHANGE: _tr("before a change of keys"),
    }[reason]


def size(count: int) -> str:
    """Return a number of bytes as "812 kB" or "2.3 MB"."""
    if count < _THOUSAND**2:
        return _tr("{count} kB").format(count=max(1, round(count / _THOUSAND)))
    if count < _THOUSAND**3:
        return _tr("{count} MB").format(count=wording.number(count / _THOUSAND**2))
    return _tr("{count} GB").format(count=wording.number(count / _THOUSAND**3))


def entries(rows: Mapping[str, int]) -> str:
    """Return what rows of tables amount to: "214 check-ins, 31 sessions, 4 goals"."""
    counted = [(rows.get(table, 0), *_words(table)) for table in COUNTED]
    parts = [one if count == 1 else _tr(many, count) for count, one, many in counted if count > 0]
    return ", ".join(parts) or _tr("nothing yet")


def _words(table: str) -> tuple[str, str]:
    """Return "1 goal" and "%n goals", the latter still to be filled in."""
    return {
        "checkin": (_tr("1 check-in"), "%n check-ins"),
        "therapy_session": (_tr("1 session"), "%n sessions"),
        "goal": (_tr("1 goal"), "%n goals"),
        "bring_up": (_tr("1 thing to bring up"), "%n things to bring up"),
        "assessment": (_tr("1 questionnaire"), "%n questionnaires"),
        "form_total": (_tr("1 total of a form"), "%n totals of forms"),
        "review": (_tr("1 progress review"), "%n progress reviews"),
    }[table]
