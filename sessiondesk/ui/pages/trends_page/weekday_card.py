"""Whether some weekdays are harder: the bars, and a sentence only where it is clear."""

from PySide6.QtWidgets import QWidget

from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Weekdays
from sessiondesk.ui import wording_findings, wording_sessions, wording_small_charts
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chart_and_table import ChartAndTable
from sessiondesk.ui.widgets.table import Cell, Column
from sessiondesk.ui.widgets.weekday_bars import WeekdayBars


class WeekdayCard(Card):
    """The seven weekdays of one rating, each against the mean of its weeks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Weekdays"), parent=parent)
        self._says = labels.readout("", theme)
        self._detail = labels.quiet("", theme)
        self._bars = WeekdayBars(theme)
        self._twin = ChartAndTable(self._bars, self.tr("Weekdays"), theme)
        self._rule = labels.caption("", theme)
        for widget in (self._says, self._detail, self._twin, self._rule):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.hide()

    @property
    def twin(self) -> ChartAndTable:
        """The chart with its table."""
        return self._twin

    def show_claim(self, key: str, claim: Weekdays, names: Names) -> None:
        """Show the weekdays of the rating ``key``; nothing where it is there no more."""
        subject = names.subject(key)
        self.setVisible(subject is not None)
        if subject is None:
            return
        said = wording_findings.weekdays(subject, claim)
        # Where it is not clear the bars stand by themselves, without a sentence.
        self._says.setText(said.headline if claim.is_clear else "")
        self._says.setVisible(claim.is_clear)
        has_detail = claim.is_clear or said.ending is Ending.NOT_ENOUGH
        self._detail.setText(said.detail if has_detail else "")
        self._detail.setVisible(has_detail)
        self._twin.setVisible(claim.weeks > 0)
        self._rule.setText(
            self.tr(
                "{name}, each day against the mean of its week. Below, the days noted."
            ).format(name=subject.name)
        )
        self._bars.show_weekdays(claim, subject.name, subject.inside)
        nothing = Cell(text=self.tr("nothing noted"), is_faint=True)
        rows: list[list[Cell | str]] = []
        for day in wording_sessions.week():
            mean = claim.means[day]
            rows.append(
                [
                    wording_sessions.weekday_name(day),
                    nothing if mean is None else wording_small_charts.signed(mean),
                    str(claim.days[day]),
                ]
            )
        self._twin.set_table(
            [
                Column(title=self.tr("Weekday")),
                Column(title=self.tr("Against the week"), is_figure=True),
                Column(title=self.tr("Days noted"), is_figure=True),
            ],
            rows,
        )
