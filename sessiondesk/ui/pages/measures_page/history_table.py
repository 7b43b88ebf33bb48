"""The table twin of the chart: one row for each result, newest first."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.period import Period
from sessiondesk.insights import questionnaire_change
from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.ui import wording_measure_changes
from sessiondesk.ui.pages.measures_page.measure_material import Material
from sessiondesk.ui.widgets.measure_model import MeasureHistory
from sessiondesk.ui.widgets.table import Cell, Column
from sessiondesk.ui.wording import day_in_words
from sessiondesk.ui.wording_measures import figure

Row = Sequence[Cell | str]
_A_DAY: Final = timedelta(days=1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("measures_history", text)


def history_table(material: Material) -> tuple[Sequence[Column], Sequence[Row]]:
    """Return heads and rows: the day, the score, its word, and how it has changed."""
    has_bands, history = bool(material.instrument.bands), material.history
    columns = [
        Column(title=_tr("Date")),
        Column(title=_tr("Score"), is_figure=True),
        *([Column(title=_tr("Range"))] if has_bands else ()),
        Column(title=_tr("Change"), is_figure=True),
        Column(title=_tr("Since the start")),
        *([Column(title=_tr("Sessions since"), is_figure=True)] if history.sessions else ()),
        *([Column(title=_tr("Life events"))] if history.events else ()),
        Column(title=_tr("Where from")),
    ]
    rows = []
    for before, result in pairwise((None, *material.results)):
        if result is None:
            continue
        rows.append(
            [
                day_in_words(result.day, "d MMMM yyyy"),
                figure(result.total),
                *([result.band or Cell(text=_tr("no word"), is_faint=True)] if has_bands else ()),
                _since_previous(before, result),
                _since_start(material, result),
                *([_sessions(history, before, result)] if history.sessions else ()),
                *([_events(history, before, result)] if history.events else ()),
                _where_from(result),
            ]
        )
    return columns, rows[::-1]


def _since_previous(before: Assessment | None, result: Assessment) -> Cell:
    if before is None:
        return Cell(text=_tr("the first"), is_faint=True)
    return Cell(text=wording_measure_changes.signed(result.total - before.total))


def _since_start(material: Material, result: Assessment) -> Cell:
    baseline = material.baseline
    if baseline is None or result.day < baseline.days[0]:
        return Cell(text=_tr("earlier than the start"), is_faint=True)
    if result.day <= baseline.days[-1]:
        return Cell(text=_tr("the start"), is_faint=True)
    change = questionnaire_change.change(material.instrument, baseline.value, result.total)
    if questionnaire_change.overlaps(material.instrument, baseline.days[-1], result.day):
        return Cell(text=_tr("too close to tell"), is_faint=True)
    words = wording_measure_changes.signed(change.difference)
    if change.judged is ChangeClass.NOT_JUDGED:
        return Cell(text=words)
    return Cell(text=f"{words}, {wording_measure_changes.change_word(change)}")


def _sessions(history: MeasureHistory, before: Assessment | None, result: Assessment) -> Cell:
    if before is None:
        return Cell(text="")
    return Cell(text=str(sum(before.day < day <= result.day for day in history.sessions)))


def _events(history: MeasureHistory, before: Assessment | None, result: Assessment) -> Cell:
    """Name what went on between a result and the one before."""
    first = result.day if before is None else min(before.day + _A_DAY, result.day)
    span = Period(first=first, last=result.day)
    return Cell(text="; ".join(mark.name for mark in history.events if mark.touches(span)))


def _where_from(result: Assessment) -> Cell:
    words = _tr("entered later") if result.is_entered_later else _tr("filled in here")
    if result.is_total_only:
        words = _tr("{where}, total only").format(where=words)
    return Cell(text=words, is_faint=not result.is_entered_later)
