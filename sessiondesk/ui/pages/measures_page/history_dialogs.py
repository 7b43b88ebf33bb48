"""What opens from one result: its answers as they were ticked, and the dialog for its day."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.period import EARLIEST_DAY
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_measures
from sessiondesk.ui.keep_dialog import KeepDialog
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.wording import day_in_words
from sessiondesk.ui.wording_sessions import clock


def _tr(text: str) -> str:
    return QCoreApplication.translate("measures_history", text)


def reading(
    assessment: Assessment, instrument: Instrument, theme: Theme, parent: QWidget
) -> ReadingDialog:
    """Return a dialog with one result as it was filled in; show it with ``open()``."""
    title = _tr("{title}, {day}").format(
        title=instrument.title, day=day_in_words(assessment.day, "d MMMM yyyy")
    )
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, theme.px(12), 0)
    column.setSpacing(theme.px(8))
    score = wording_measures.score_sentence(assessment, instrument)
    column.addWidget(labels.readout(score, theme))
    column.addWidget(labels.caption(_how(assessment), theme))
    if assessment.version != instrument.version:
        told = _tr("Its words were another version then, so the answers stand by number.")
        column.addWidget(labels.body(told, theme))
    if not assessment.is_total_only:
        column.addSpacing(theme.px(4))
        column.addWidget(Hairline(theme))
        column.addWidget(Label(instrument.stem, theme, Role.BODY_QUIET))
        for question, answer in _answers(assessment, instrument):
            column.addSpacing(theme.px(4))
            column.addWidget(Label(question, theme, Role.BODY))
            column.addWidget(Label(answer, theme, Role.STRONG))
        column.addWidget(Hairline(theme))
        column.addWidget(labels.caption(instrument.licence.attribution, theme))
    column.addStretch(1)
    return ReadingDialog(title, content, theme, parent)


def _how(assessment: Assessment) -> str:
    """Say when it was filled in and with which words."""
    if assessment.taken_at is not None:
        day = day_in_words(assessment.taken_at.date(), "d MMMM yyyy")
        when = _tr("Filled in on {day} at {time}.").format(
            day=day, time=clock(assessment.taken_at)
        )
    else:
        when = _tr("Entered later, as from paper.")
    parts = [when, _tr("Version {number} of the words.").format(number=assessment.version)]
    if assessment.taken_at is not None and assessment.is_entered_later:
        parts.insert(1, _tr("It counts for another day."))
    if assessment.is_total_only:
        parts.append(_tr("Only the total is known."))
    return " ".join(parts)


def _answers(assessment: Assessment, instrument: Instrument) -> list[tuple[str, str]]:
    """Return each question with what was ticked, as far as it is known."""
    is_same = assessment.version == instrument.version
    found = []
    for item in instrument.items:
        value = assessment.answers.get(item.n)
        question = f"{item.n}. {item.text}" if is_same else f"{item.n}."
        if value is None:
            answer = _tr("left out")
        else:
            answer = wording_measures.answer(instrument, value) if is_same else str(value)
        found.append((question, answer))
    functional = instrument.functional
    if functional is not None and assessment.functional is not None:
        ticked = assessment.functional
        words = next((each.text for each in functional.options if each.value == ticked), "")
        found.append((functional.text if is_same else "", words if is_same else str(ticked)))
    return found


class DayDialog(KeepDialog):
    """Asks for another day of one result."""

    def __init__(
        self, assessment: Assessment, title: str, journal: Journal, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(
            QCoreApplication.translate("DayDialog", "Which day is {title} of?").format(
                title=title
            ),
            QCoreApplication.translate(
                "DayDialog", "Only the day changes; the answers and the total stay."
            ),
            theme,
            verb=QCoreApplication.translate("DayDialog", "Change the day"),
            keep=QCoreApplication.translate("DayDialog", "Leave it as it is"),
            parent=parent,
        )
        self._assessment = assessment
        self._journal = journal
        self._day = DayPicker(
            self.tr("Day"),
            assessment.day,
            theme,
            first=EARLIEST_DAY,
            last=max(journal.today(), assessment.day),
        )
        self.body.addWidget(self._day)
        self.close_body()
        self._day.setFocus()

    @override
    def keep(self) -> None:
        day = self._day.day
        if day == self._assessment.day:
            return
        self._journal.measures.record(
            replace(self._assessment, day=day, is_entered_later=self._is_later(day))
        )

    def _is_later(self, day: date) -> bool:
        taken_at = self._assessment.taken_at
        if taken_at is None:
            return self._assessment.is_entered_later
        return day != self._journal.day_of(taken_at)
