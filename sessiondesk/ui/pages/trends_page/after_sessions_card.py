"""What the days after sessions are like: the sentence, the curve, and the last six sessions."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.prompts import Prompts
from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.journal.around_sessions import Around, SessionRow
from sessiondesk.ui import wording_below, wording_findings, wording_small_charts
from sessiondesk.ui.insight_names import Names, Subject
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.pages.trends_page import opener_lines
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chart_and_table import ChartAndTable
from sessiondesk.ui.widgets.recovery_curve import RecoveryCurve
from sessiondesk.ui.widgets.table import Cell, Column, DataTable

_CURVE: Final = 400
_BETWEEN: Final = 20
_NO_LIMIT: Final = 16_777_215


class AfterSessionsCard(Card):
    """Days before and after sessions, pooled; and how the last ones were left.

    Signals:
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
    """

    brings_up = Signal(object)

    def __init__(self, theme: Theme, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("After sessions"), parent=parent)
        self._theme = theme
        self._opener = opener_lines.first(prompts, "feeling_worse")
        self._claim: AfterSessions | None = None
        self._says = labels.readout("", theme)
        self._detail = labels.quiet("", theme)
        self._bring = buttons.second(self.tr("Bring it up"), theme, icon="corner-up-right")
        self._bring.setAccessibleName(self.tr("Bring up: how the days after sessions are"))
        self._curve = RecoveryCurve(theme)
        self._twin = ChartAndTable(self._curve, self.tr("Around sessions"), theme)
        self._legend = labels.caption("", theme)
        self._table_name = labels.group(self.tr("The last sessions"), theme)
        self._table = DataTable(self.tr("The last sessions"), theme)
        self._private = labels.caption(self.tr("From your private notes after sessions."), theme)
        self._lay_out()
        self._bring.clicked.connect(self._on_bring)
        theme.changed.connect(self._fit_pair)
        self.hide()

    @property
    def twin(self) -> ChartAndTable:
        """The chart with its table."""
        return self._twin

    def show_claim(self, key: str, claim: AfterSessions, names: Names) -> None:
        """Show the sentence about the rating ``key``; nothing where it is there no more."""
        subject = names.subject(key)
        # Before the first session there is nothing that could be missing.
        self.setVisible(subject is not None and claim.known > 0)
        self._claim = None if subject is None else claim
        if subject is None:
            return
        said = wording_findings.after_sessions(subject, claim)
        self._says.setText(said.headline)
        self._detail.setText(said.detail)
        self._bring.setVisible(claim.is_consistent and self._opener is not None)
        self.set_empty(not claim.is_enough)
        self._around.hide()

    def show_around(self, around: Around, subject: Subject, today: date) -> None:
        """Show what was read for the curve and for the table."""
        claim = self._claim
        if claim is None:
            return
        self.setVisible(claim.known > 0 or bool(around.rows))
        has_curve = claim.is_enough and len(around.curve) > 1
        self._around.setVisible(has_curve or bool(around.rows))
        self._left.setVisible(has_curve)
        self._right.setVisible(bool(around.rows))
        if has_curve:
            self._curve.show_curve(around.curve, subject.name, subject.inside)
            self._fill_twin(around)
            self._legend.setText(self._legend_for(around, subject))
        self._fill_table(around.rows, today)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pair()

    # Parts.

    def _lay_out(self) -> None:
        px = self._theme.px
        self._left, self._right, self._around = QWidget(), QWidget(), QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(4))
        left.addWidget(self._twin)
        left.addWidget(self._legend)
        left.addStretch(1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(px(4))
        for widget in (self._table_name, self._table, self._private):
            right.addWidget(widget)
        right.addStretch(1)
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._around)
        self._pair.setContentsMargins(0, px(4), 0, 0)
        self._pair.setSpacing(px(_BETWEEN))
        self._pair.addWidget(self._left, 1)
        self._pair.addWidget(self._right, 1)
        acting = QHBoxLayout()
        acting.addWidget(self._bring)
        acting.addStretch(1)
        self.body.addWidget(self._says)
        self.body.addWidget(self._detail)
        self.body.addLayout(acting)
        self.body.addWidget(self._around)

    def _legend_for(self, around: Around, subject: Subject) -> str:
        words = self.tr(
            "{name} on the days around sessions, each against the two days before that session. "
            "Below each day, how many sessions it rests on."
        ).format(name=subject.name)
        if around.are_close:
            words += " " + self.tr(
                "Where sessions are a week apart, the last days are those before the next one."
            )
        return words

    def _fill_twin(self, around: Around) -> None:
        rows: list[list[Cell | str]] = []
        for each in around.curve:
            day = wording_small_charts.curve_day_name(each.offset)
            rows.append(
                [
                    day[:1].upper() + day[1:],
                    wording_small_charts.signed(each.mean),
                    str(each.sessions),
                ]
            )
        self._twin.set_table(
            [
                Column(title=self.tr("Day")),
                Column(title=self.tr("Against before"), is_figure=True),
                Column(title=self.tr("Sessions"), is_figure=True),
            ],
            rows,
        )

    def _fill_table(self, rows: Sequence[SessionRow], today: date) -> None:
        known = () if self._claim is None else self._claim.sessions
        differences = {each.day: each for each in known}
        cells: list[list[Cell | str]] = []
        for each in rows:
            after = differences.get(each.day)
            cells.append(
                [
                    wording_below.session(each.number, each.day, today),
                    self._answer(each.arriving),
                    self._answer(each.leaving),
                    self._answer(each.next_day),
                    Cell(text=self.tr("too few"), is_faint=True)
                    if after is None
                    else wording_small_charts.signed(after.difference),
                    wording_below.day_after(each.day_after),
                ]
            )
        self._table.set_table(
            [
                Column(title=self.tr("Session")),
                Column(title=self.tr("Arriving"), is_figure=True),
                Column(title=self.tr("Leaving"), is_figure=True),
                Column(title=self.tr("Next day"), is_figure=True),
                Column(title=self.tr("Two days"), is_figure=True),
                Column(title=self.tr("In words")),
            ],
            cells,
        )
        self._fit_pair()

    def _answer(self, value: int | None) -> Cell:
        if value is None:
            return Cell(text=self.tr("not noted"), is_faint=True)
        return Cell(text=str(value))

    @Slot()
    def _fit_pair(self) -> None:
        """Put the table beside the curve where neither is cut short; else below it."""
        px = self._theme.px
        wished = self._table.natural_width()
        is_wide = self._around.width() >= px(_CURVE) + px(_BETWEEN) + wished
        direction = QBoxLayout.Direction
        self._pair.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._right.setMinimumWidth(wished if is_wide else 0)
        self._right.setMaximumWidth(wished if is_wide else _NO_LIMIT)
        self._table.fit_height()

    @Slot()
    def _on_bring(self) -> None:
        if self._opener is not None:
            id_, words = self._opener
            self.brings_up.emit(BringUpOffer(text=words, source=SourceKind.OPENER, source_id=id_))
