"""Which single answers moved between two results."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights import questionnaire_change
from sessiondesk.insights.questionnaire_change import ItemMove
from sessiondesk.ui import wording_measure_changes
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.wording_measures import figure
from sessiondesk.ui.wording_sessions import day_and_month


class MovedCard(Card):
    """Compares the single answers of two results, at first of the last two that have any.

    The question on thoughts of death or of self-harm is never among them.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("Answers that moved"))
        self._theme = theme
        self._instrument: Instrument | None = None
        self._results: Sequence[Assessment] = ()
        self._lines: list[QWidget] = []
        self._earlier = ChoiceBox(self.tr("From"), [], theme)
        self._later = ChoiceBox(self.tr("To"), [], theme)
        self._says = labels.body("", theme)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(10))
        both = QHBoxLayout()
        both.setSpacing(theme.px(12))
        both.addWidget(self._earlier, 1)
        both.addWidget(self._later, 1)
        self.body.addLayout(both)
        self.body.addSpacing(theme.px(4))
        self.body.addWidget(self._says)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self._earlier.picked.connect(self._show)
        self._later.picked.connect(self._show)

    def show_results(
        self,
        instrument: Instrument,
        results: Sequence[Assessment],
        *,
        today: date,
        afresh: bool,
    ) -> None:
        """Offer the ``results`` for comparison.

        Args:
            instrument: The questionnaire.
            results: Its results, oldest first.
            today: Today.
            afresh: Whether to forget what was chosen before.
        """
        self._instrument, self._results = instrument, results
        self.setVisible(len(results) > 1)
        if len(results) < 2:  # noqa: PLR2004 - a comparison has two sides
            return
        choices = [
            (
                each.id,
                self.tr("{day}: {total}").format(
                    day=day_and_month(each.day, today=today), total=figure(each.total)
                ),
            )
            for each in reversed(results)
        ]
        ids = {each.id for each in results}
        # Of a result from paper often only the total is known.
        whole = [each for each in results if not each.is_total_only]
        before, after = (whole if len(whole) > 1 else results)[-2:]
        for box, usual in ((self._earlier, before.id), (self._later, after.id)):
            is_kept = not afresh and box.value in ids
            box.set_choices(choices, box.value if is_kept else usual)
        self._show()

    @Slot()
    def _show(self) -> None:
        instrument = self._instrument
        pair = self._pair()
        for line in self._lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        if instrument is None or pair is None:
            self._say(self.tr("Choose two different results."))
            return
        before, after = pair
        if before.is_total_only or after.is_total_only:
            self._say(self.tr("Of one of them only the total is known, not the single answers."))
            return
        if before.version != after.version or before.version != instrument.version:
            self._say(
                self.tr(
                    "They were not filled in with the same words, so the single answers are not "
                    "compared."
                )
            )
            return
        moves = questionnaire_change.moved_items(instrument, before, after)
        self._say("" if moves else self.tr("No answer moved between the two."))
        self._lines = [self._line(instrument, each) for each in moves]
        for line in self._lines:
            self._rows.addWidget(line)
            line.show()

    def _pair(self) -> tuple[Assessment, Assessment] | None:
        """Return the two that were chosen, the earlier one first."""
        chosen = [
            each for each in self._results if each.id in {self._earlier.value, self._later.value}
        ]
        return (chosen[0], chosen[1]) if len(chosen) > 1 else None

    def _say(self, words: str) -> None:
        self._says.setText(words)
        self._says.setVisible(bool(words))

    def _line(self, instrument: Instrument, move: ItemMove) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        item = instrument.item(move.item)
        column.addWidget(Label(f"{item.n}. {item.text}", self._theme, Role.BODY))
        moved = wording_measure_changes.moved(instrument, move)
        column.addWidget(Label(moved, self._theme, Role.BODY_QUIET))
        return line
