"""The fields for a result from paper."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights import scoring
from sessiondesk.ui import wording_measures
from sessiondesk.ui.pages.measures_page import typed_number, words
from sessiondesk.ui.pages.measures_page.older_result_draft import OlderDraft
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.questionnaire import Questionnaire
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.widgets.text_field import TextField

_ANSWERS: Final = "answers"
_TOTAL: Final = "total"
_TOTAL_WIDE: Final = 300


class OlderResultForm(QWidget):
    """Which questionnaire, of which day, and its answers or its total.

    Signals:
        edited: The person changed something in it.
        chosen: Another questionnaire is wanted; carries its id.
        went_past: The last row was answered by a key.
        resized: It takes more room, or less.
    """

    edited = Signal()
    chosen = Signal(str)
    went_past = Signal()
    resized = Signal()

    def __init__(
        self,
        instruments: Sequence[Instrument],
        first: Instrument,
        theme: Theme,
        *,
        today: date,
        can_choose: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make the fields; ``show_fields`` fills them.

        Args:
            instruments: All questionnaires, in their order.
            first: The one that is shown at first.
            theme: The look in force.
            today: The day proposed.
            can_choose: Whether another questionnaire can be chosen.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._instrument = first
        self._which = ChoiceBox(
            self.tr("Which questionnaire"),
            [(each.id, each.title) for each in instruments],
            theme,
        )
        self._which.setEnabled(can_choose)
        self._day = DayPicker(self.tr("Day it was filled in"), today, theme)
        self._near = Label("", theme, Role.CAPTION)
        self._how = Segmented(
            self.tr("What you have"),
            [(_ANSWERS, self.tr("The answers")), (_TOTAL, self.tr("Only the total"))],
            theme,
            value=_ANSWERS,
        )
        self._total = TextField(self.tr("Total"), theme, most=typed_number.LONGEST)
        self._sheet = self._make_sheet(first)
        self._lay_out()
        self._which.picked.connect(self._on_which)
        self._day.picked.connect(self._on_day)
        self._how.picked.connect(self._on_how)
        self._total.edited.connect(self._on_total)
        self._show()

    @property
    def told(self) -> OlderDraft:
        """What stands in the fields; also what is out of sight, which may be wanted again."""
        return OlderDraft(
            day=self._day.day,
            is_total_only=self.is_total_only,
            total=self._total.text,
            answers=self._sheet.questions.answers,
            functional=self._sheet.questions.functional,
        )

    @property
    def questions(self) -> Questionnaire:
        """The rows of the questionnaire that is shown."""
        return self._sheet.questions

    @property
    def is_total_only(self) -> bool:
        """Whether the total alone is asked for."""
        return self._how.value == _TOTAL

    @property
    def brings_support(self) -> bool:
        """Whether an answer in view is one that brings support."""
        if self.is_total_only:
            return False
        answers = self._sheet.questions.answers
        return scoring.score(self._instrument, answers).brings_support

    def show_fields(self, instrument: Instrument, draft: OlderDraft) -> None:
        """Show a questionnaire and what is known of it, and tell nobody."""
        if instrument != self._instrument:
            sheet = self._make_sheet(instrument)
            self._column.replaceWidget(self._sheet, sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = sheet
        self._instrument = instrument
        self._which.value = instrument.id
        self._day.day = draft.day
        self._how.value = _TOTAL if draft.is_total_only else _ANSWERS
        self._total.text = draft.total
        self._total.set_error("")
        self._total.set_help(wording_measures.range_line(instrument))
        self._sheet.questions.show_answers(draft.answers, draft.functional)
        self._show()
        put_in_reading_order(self)

    def choose(self, instrument: Instrument) -> None:
        """Show in the box which questionnaire it is."""
        self._which.value = instrument.id

    def say_neighbours(self, sentence: str) -> None:
        """Say something about the day; nothing with an empty sentence."""
        if sentence != self._near.text():
            self._near.setText(sentence)
            self._near.setVisible(bool(sentence))
            if sentence:
                announce(self, sentence)
            self.resized.emit()

    def say_total_wrong(self, sentence: str) -> None:
        """Say what is wrong with the total, or with an empty sentence that nothing is."""
        self._total.set_error(sentence)
        if sentence:
            announce(self, sentence)

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        if self.is_total_only:
            self._total.setFocus()
        elif self._which.isEnabled():
            self._which.setFocus()
        else:
            self._sheet.questions.focus_first_open()

    def focus_field(self, field: str) -> None:
        """Put the keyboard into the field of that name; ``item 4`` is the fourth row."""
        name, _, number = field.partition(" ")
        if name == "day":
            self._day.setFocus()
        elif number:
            self._sheet.questions.go_to(int(number))
        else:
            self._total.setFocus()
            self._total.select_all()

    # Parts.

    def _lay_out(self) -> None:
        px = self._theme.px
        self._column = QVBoxLayout(self)
        # Room for the focus ring, and for the scroll bar of a low window.
        self._column.setContentsMargins(px(4), px(4), px(14), px(4))
        self._column.setSpacing(px(12))
        across = QHBoxLayout()
        across.setSpacing(px(16))
        for field in (self._which, self._day):
            across.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        how = QVBoxLayout()
        how.setSpacing(px(4))
        how.addWidget(labels.label(self.tr("What you have"), self._theme))
        how.addWidget(self._how, 0, buttons.AT_START)
        self._total.setMaximumWidth(px(_TOTAL_WIDE))
        self._column.addLayout(across)
        self._column.addWidget(self._near)
        self._column.addLayout(how)
        self._column.addWidget(self._total)
        self._column.addWidget(self._sheet)
        # Only now: shown without a place it would be a window of its own.
        self._near.hide()

    def _make_sheet(self, instrument: Instrument) -> "_Sheet":
        sheet = _Sheet(instrument, self._theme)
        sheet.questions.answered.connect(self._on_answered)
        sheet.questions.went_past.connect(self.went_past)
        return sheet

    def _show(self) -> None:
        """Show the fields that fit what there is."""
        self._total.setVisible(self.is_total_only)
        self._sheet.setVisible(not self.is_total_only)
        self.resized.emit()

    # What the person does.

    @Slot(str)
    def _on_which(self, id_: str) -> None:
        if id_ != self._instrument.id:
            self.chosen.emit(id_)

    @Slot(object)
    def _on_day(self, _day: date) -> None:
        self.edited.emit()

    @Slot(object)
    def _on_how(self, _how: str | None = None) -> None:
        self._show()
        self.edited.emit()

    @Slot(str)
    def _on_total(self, _text: str) -> None:
        self._total.set_error("")
        self.edited.emit()

    @Slot()
    def _on_answered(self) -> None:
        self.edited.emit()


class _Sheet(QWidget):
    """The questions of one questionnaire, with the words that belong to them.

    Attributes:
        questions: Its rows.
    """

    def __init__(self, instrument: Instrument, theme: Theme) -> None:
        super().__init__()
        self.questions = Questionnaire(instrument, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        caution = words.caution(instrument)
        if caution:
            column.addWidget(labels.caption(caution, theme))
        for paragraph in (*instrument.intro, instrument.stem):
            column.addWidget(labels.body(paragraph, theme))
        column.addWidget(self.questions)
        column.addWidget(labels.caption(instrument.licence.attribution, theme))


class HelpLine(QWidget):
    """Quiet words on where the safety plan is, for an answer of another day.

    Signals:
        plan_wanted: The person wants to see it.
    """

    plan_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._says = self.tr(
            "If it is like that now as well: your safety plan and the crisis lines are one "
            "click away."
        )
        show = buttons.quiet(self.tr("Safety plan and crisis lines"), theme, icon="hand-heart")
        show.clicked.connect(self.plan_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(Label(self._says, theme, Role.BODY))
        column.addWidget(show, 0, buttons.AT_START)

    def announce(self) -> None:
        """Let a screen reader say it when it is free."""
        announce(self, self._says)
