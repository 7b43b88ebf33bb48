"""How life events are said. QtCore only."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.period import Period
from sessiondesk.ui.wording import day_in_words, days_from_to


def kind(value: LifeEventKind) -> str:
    """Return what a kind of event is called."""
    return {
        LifeEventKind.MOVE: _tr("Move"),
        LifeEventKind.ILLNESS: _tr("Illness"),
        LifeEventKind.LOSS: _tr("Loss"),
        LifeEventKind.WORK: _tr("Work"),
        LifeEventKind.STUDY: _tr("Study"),
        LifeEventKind.RELATIONSHIP: _tr("Relationship"),
        LifeEventKind.FAMILY: _tr("Family"),
        LifeEventKind.HOLIDAY: _tr("Holiday"),
        LifeEventKind.MEDICINE_STARTED: _tr("Medicine started"),
        LifeEventKind.MEDICINE_CHANGED: _tr("Medicine or dose changed"),
        LifeEventKind.MEDICINE_STOPPED: _tr("Medicine stopped"),
        LifeEventKind.OTHER: _tr("Something else"),
    }[value]


def span(event: LifeEvent, *, month: str = "MMMM") -> str:
    """Say when it was: "12 May 2026", "3 to 17 May 2026", "since 3 May 2026"."""
    if event.goes_on:
        return _tr("since {day}").format(day=day_in_words(event.first, f"d {month} yyyy"))
    return days_from_to(Period(first=event.first, last=event.last or event.first), month=month)


def on_chart(event: LifeEvent) -> str:
    """Return what stands on a chart: its title, with the dose of a medicine."""
    if event.kind.is_medicine and event.dose.strip():
        return f"{event.title}, {event.dose.strip()}"
    return event.title


def short_day(day: date) -> str:
    """Return a day as it stands in a menu: "12 May 2026"."""
    return day_in_words(day, "d MMMM yyyy")


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording_life_events", text)
