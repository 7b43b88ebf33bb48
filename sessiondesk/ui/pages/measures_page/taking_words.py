"""What is good to know before a questionnaire is filled in, said above it."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights import questionnaire_change
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_measures, wording_sessions
from sessiondesk.ui.pages.measures_page import taking_draft, words
from sessiondesk.ui.pages.measures_page.taking_draft import HalfFilled

# Letters of a question, on the average.
_LONG: Final = 60


def before(journal: Journal, instrument: Instrument, half: HalfFilled | None) -> list[str]:
    """Return sentences; mostly there are none.

    Raises:
        StoreError: The journal could not be read.
    """
    today = journal.today()
    if half is not None and half.changes is not None:
        return []
    lines = []
    if journal.is_read_only:
        lines.append(_tr("The journal may only be read here, so nothing can be filled in."))
    if half is not None and half.answers and half.begun_on != today:
        day = wording_sessions.day_and_month(half.begun_on, today=today)
        lines.append(
            _tr("Begun on {day}. It counts for today, so look over what you ticked then.").format(
                day=day
            )
        )
    if taking_draft.is_unreadable(journal, instrument):
        lines.append(
            _tr(
                "Answers that were half filled in before cannot be read by this version of "
                "SessionDesk. They are put aside and not lost; this is a new form."
            )
        )
    caution = words.caution(instrument)
    if caution:
        lines.append(caution)
    results = journal.measures.of(instrument.id)
    early = wording_measures.too_early(instrument, questionnaire_change.days_since(results, today))
    return [*lines, early] if early else lines


def is_long(instrument: Instrument) -> bool:
    """Whether the questions need the whole width of the page."""
    return sum(len(item.text) for item in instrument.items) > _LONG * len(instrument.items)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Taking", text)
