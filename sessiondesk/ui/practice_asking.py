"""Asks how a practice went, from wherever one is, and keeps the answer."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.journal import Journal
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.theme import Theme


def entry_today(journal: Journal, practice: Practice) -> PracticeLog | None:
    """Return what was logged today, the last of it; None if nothing was.

    Raises:
        StoreError: It could not be read.
    """
    today = journal.today()
    found = journal.practices.logs(practice.id, Period(first=today, last=today))
    return found[-1] if found else None


def ask_today(journal: Journal, practice: Practice, theme: Theme, parent: QWidget) -> None:
    """Ask how it went today; what was logged already can be put otherwise.

    Raises:
        StoreError: What was logged could not be read.
    """
    entry = entry_today(journal, practice)
    if entry is not None:
        ask_again(journal, practice, entry, theme, parent)
        return
    PracticeDialog(
        practice.text,
        practice.id,
        journal,
        theme,
        parent,
        keep=partial(_keep_today, journal, practice),
    ).open()


def ask_for_a_day(journal: Journal, practice: Practice, theme: Theme, parent: QWidget) -> None:
    """Ask how it went on an earlier day."""
    PracticeDialog(
        practice.text,
        practice.id,
        journal,
        theme,
        parent,
        asks_day=True,
        keep=partial(_keep_for_a_day, journal, practice),
    ).open()


def ask_again(
    journal: Journal, practice: Practice, entry: PracticeLog, theme: Theme, parent: QWidget
) -> None:
    """Ask for other answers in an entry of the log."""
    PracticeDialog(
        practice.text,
        practice.id,
        journal,
        theme,
        parent,
        entry=entry,
        asks_day=True,
        keep=partial(_keep_again, journal, entry),
    ).open()


def _keep_today(
    journal: Journal, practice: Practice, helped: int | None, obstacle: str, _day: date
) -> None:
    journal.practices.do(practice, helped=helped, obstacle=obstacle)


def _keep_for_a_day(
    journal: Journal, practice: Practice, helped: int | None, obstacle: str, day: date
) -> None:
    today = journal.today()
    if day == today:
        journal.practices.do(practice, helped=helped, obstacle=obstacle)
        return
    journal.practices.log(
        PracticeLog(
            practice_id=practice.id,
            # As many days back, at this time of day: so it counts for that day.
            done_at=journal.now() - (today - day),
            day=day,
            helped=helped,
            obstacle=obstacle,
        )
    )


def _keep_again(
    journal: Journal, entry: PracticeLog, helped: int | None, obstacle: str, day: date
) -> None:
    done_at = entry.done_at + (day - entry.day)
    journal.practices.log(
        replace(entry, helped=helped, obstacle=obstacle, day=day, done_at=done_at)
    )
