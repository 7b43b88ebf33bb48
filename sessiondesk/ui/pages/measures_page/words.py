"""What the Measures page says of a questionnaire before anything is filled in."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.instrument import Instrument, Instruments
from sessiondesk.ui import wording_measures, wording_sessions
from sessiondesk.ui.pages.measures_page.taking_draft import HalfFilled

# Two that overlap so much that one is enough; no file of an instrument knows of the others.
_MUCH_THE_SAME: Final[Mapping[str, str]] = {"k10": "core10"}
_NAMES_HARD_MEMORIES: Final = frozenset({"pcl5"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("measures_page", text)


def asks(instrument: Instrument) -> str:
    """Return "Nine questions about the last 2 weeks. About two minutes."."""
    count = wording_measures.in_words(len(instrument.items))
    return _tr("{count} questions about {stretch}. {minutes}").format(
        count=wording_measures.capitalised(count),
        stretch=instrument.recall.text,
        minutes=wording_measures.about_minutes(instrument.minutes),
    )


def caution(instrument: Instrument) -> str:
    """Return what is good to know before one is begun; mostly nothing."""
    if instrument.id in _NAMES_HARD_MEMORIES:
        return _tr(
            "The questions name hard memories. It is fine to stop at any of them, and best filled "
            "in on a day with some support."
        )
    return ""


def beside_others(instrument: Instrument, instruments: Instruments) -> str:
    """Return how it stands to another one, where that bears on the choice; mostly nothing."""
    replaced = instruments.find(instrument.instead_of)
    if replaced is not None:
        return _tr("{other} without the question on thoughts of death, in its place.").format(
            other=replaced.title
        )
    alike = instruments.find(_MUCH_THE_SAME.get(instrument.id, ""))
    if alike is not None:
        return _tr("Asks much the same as {other}: one of the two is enough.").format(
            other=alike.title
        )
    return ""


def interval(instrument: Instrument) -> str:
    """Return what interval makes sense, and why."""
    least, most = instrument.interval.min_days, instrument.interval.max_days
    return _tr("{least} to {most} days fit: it asks about {stretch}.").format(
        least=least, most=most, stretch=instrument.recall.text
    )


def begun(half: HalfFilled, *, today: date) -> str:
    """Return "3 of 9 rows have an answer, begun on 12 May."."""
    if half.begun_on == today:
        return _tr("{answered} of {rows} rows have an answer, begun today.").format(
            answered=half.answered, rows=half.count
        )
    return _tr("{answered} of {rows} rows have an answer, begun on {day}.").format(
        answered=half.answered,
        rows=half.count,
        day=wording_sessions.day_and_month(half.begun_on, today=today),
    )
