"""One questionnaire in detail: its results over time, and what changed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.ids import AssessmentId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_measure_changes, wording_measures
from sessiondesk.ui.pages.measures_page import history_dialogs, measure_material
from sessiondesk.ui.pages.measures_page.history_compared import ComparedCard
from sessiondesk.ui.pages.measures_page.history_dialogs import DayDialog
from sessiondesk.ui.pages.measures_page.history_moved import MovedCard
from sessiondesk.ui.pages.measures_page.history_results import ResultsCard
from sessiondesk.ui.pages.measures_page.history_table import history_table
from sessiondesk.ui.pages.measures_page.history_worked_out import WorkedOut
from sessiondesk.ui.pages.measures_page.measure_material import Material
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.measure_chart import MeasureChart
from sessiondesk.ui.widgets.notice import Kind as NoticeKind
from sessiondesk.ui.widgets.notice import Notice
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.table import DataTable

_CHART: Final = "chart"
_TABLE: Final = "table"
_ROW: Final = 36
_MOST_ROWS: Final = 12
_TABLE_HEAD: Final = 54
_SHOWN: Final = {
    Topic.MEASURES,
    Topic.COURSES,
    Topic.SESSIONS,
    Topic.LIFE_EVENTS,
    Topic.SETTINGS,
}


class History(QWidget):
    """One questionnaire: chart or table, what changed, which answers moved, all results.

    Signals:
        left: The person goes back to all measures.
        alter_wanted: The answers of a result should be changed: its id.
    """

    left = Signal()
    alter_wanted = Signal(str)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._instrument_id = ""
        self._material: Material | None = None
        self._removed_id = ""
        self._retry: Callable[[], None] | None = None
        self._frame = PageFrame("", theme, "")
        self._back = buttons.plain(self.tr("All measures"), theme)
        self._views = Segmented(
            self.tr("Chart or table"),
            [(_CHART, self.tr("Chart")), (_TABLE, self.tr("Table"))],
            theme,
            value=_CHART,
        )
        self._frame.add_action(self._back)
        self._frame.add_action(self._views)
        # Nothing is typed here that would have to be brought to safety.
        self._not_saved = NotSavedBar(theme, is_in_dialog=True)
        self._removed = Notice(
            NoticeKind.INFO,
            self.tr("Removed"),
            self.tr("It is in Recently deleted in the settings for 30 days."),
            theme,
        )
        self._undo = self._removed.add_action(self.tr("Bring it back"))
        self._removed.hide()
        self._frame.put_above(self._not_saved)
        self._frame.put_above(self._removed)
        self._total = labels.figure("", theme)
        self._when = Label("", theme, Role.BODY_QUIET)
        self._chart = MeasureChart(theme)
        self._reading = labels.caption("", theme)
        self._table = DataTable("", theme)
        self._rule = labels.caption("", theme)
        self._compared = ComparedCard(theme)
        self._moved = MovedCard(theme)
        self._results = ResultsCard(theme)
        self._worked_out = WorkedOut(theme)
        self._with_insights = labels.caption(prompts.with_insights, theme)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    # What the page asks.

    def show_measure(self, instrument_id: str, assessment_id: str = "") -> None:
        """Show one questionnaire, and open one of its results, if one is named."""
        is_other = instrument_id != self._instrument_id
        self._instrument_id = instrument_id
        self._read(afresh=is_other)
        if is_other:
            self._removed.hide()
            self._frame.scroll_to_top()
        if assessment_id:
            self._on_open(assessment_id)

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        if self._instrument_id:
            self._read(afresh=False)

    def toggle_table(self) -> None:
        """Show the table instead of the chart, or the chart instead of the table."""
        had_focus = self._chart.hasFocus() or self._table.hasFocus()
        self._views.value = _CHART if self._views.value == _TABLE else _TABLE
        self._show_view()
        if had_focus:
            self.focus_first()

    def focus_first(self) -> None:
        """Put the focus on the chart, or on the table."""
        target: QWidget = self._table if self._views.value == _TABLE else self._chart
        if self._material is None or not self._material.results:
            target = self._back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts.

    def _lay_out(self) -> None:
        px = self._theme.px
        chart = Card(self._theme)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._total)
        head.addWidget(self._when, 1)
        chart.body.addLayout(head)
        chart.body.addWidget(self._chart)
        chart.body.addWidget(self._reading)
        chart.body.addWidget(self._table)
        chart.body.addWidget(Hairline(self._theme))
        chart.body.addWidget(self._rule)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(16))
        self._pair.addWidget(self._compared, 1)
        self._pair.addWidget(self._moved, 1)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(chart)
        column.addLayout(self._pair)
        column.addWidget(self._results)
        column.addWidget(self._worked_out)
        column.addWidget(self._with_insights)
        column.addStretch(1)
        self._stack.addWidget(full)
        self._stack.addWidget(
            EmptyState(
                "clipboard-list",
                self.tr("No result yet"),
                self.tr("It can be filled in from all measures, or added from paper."),
                self._theme,
                [],
            )
        )
        # Until something is shown there is nothing.
        self._stack.setCurrentIndex(1)
        self._views.hide()
        self._frame.body.addWidget(self._stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._fit()

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._views.picked.connect(self._show_view)
        self._chart.read.connect(self._on_read)
        self._frame.narrow_changed.connect(self._fit)
        self._theme.changed.connect(self._fit)
        self._results.opened.connect(self._on_open)
        self._results.alter_wanted.connect(self.alter_wanted)
        self._results.day_wanted.connect(self._on_day)
        self._results.removal_wanted.connect(self._on_remove)
        self._undo.clicked.connect(self._on_bring_back)
        self._not_saved.retry.connect(self._on_again)
        self._journal.changed.connect(self._on_changed)

    @Slot()
    def _fit(self) -> None:
        direction = QBoxLayout.Direction
        is_narrow = self._frame.is_narrow
        self._pair.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self._worked_out.set_narrow(is_narrow)
        rows = 0 if self._material is None else len(self._material.results)
        high = min(_MOST_ROWS, rows) * _ROW + _TABLE_HEAD
        self._table.setFixedHeight(self._theme.px(high))

    # Reading and showing.

    def _read(self, *, afresh: bool) -> None:
        instrument = self._journal.measures.instruments.find(self._instrument_id)
        if instrument is None:
            return
        try:
            self._material = measure_material.gather(self._journal, instrument)
        except StoreError as error:
            self._fail(error, self.refresh)
            return
        self._show(self._material, afresh=afresh)

    def _show(self, material: Material, *, afresh: bool) -> None:
        instrument, latest = material.instrument, material.latest
        today = self._journal.today()
        self._frame.set_title(instrument.title, wording_measures.range_line(instrument))
        self._stack.setCurrentIndex(0 if latest else 1)
        self._views.setVisible(latest is not None)
        if latest is None:
            return
        self._total.setText(wording_measures.figure(latest.total))
        self._when.setText(wording_measures.day_and_range(latest, today=today))
        self._chart.show_history(material.history)
        self._table.setAccessibleName(
            self.tr("{title}, all results").format(title=instrument.title)
        )
        self._rule.setText(
            wording_measure_changes.rule_line(instrument, has_ringed=material.history.has_ringed)
        )
        self._compared.show_material(material)
        self._moved.show_results(instrument, material.results, today=today, afresh=afresh)
        self._results.show_results(material.results, today=today, afresh=afresh)
        self._worked_out.show_instrument(instrument)
        self._show_view()

    @Slot()
    def _show_view(self) -> None:
        is_table = self._views.value == _TABLE
        if is_table and self._material is not None:
            self._table.set_table(*history_table(self._material))
            self._fit()
        self._chart.setVisible(not is_table)
        self._reading.setVisible(not is_table)
        self._table.setVisible(is_table)

    def _on_read(self, words: str) -> None:
        self._reading.setText(words or self.tr("Left and Right go from result to result."))

    def _on_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    # What the person does with one result.

    def _find(self, id_: str) -> Assessment | None:
        results: Sequence[Assessment] = () if self._material is None else self._material.results
        return next((each for each in results if each.id == id_), None)

    def _on_open(self, id_: str) -> None:
        found = self._find(id_)
        if found is not None and self._material is not None:
            instrument = self._material.instrument
            history_dialogs.reading(found, instrument, self._theme, self).open()

    def _on_day(self, id_: str) -> None:
        found = self._find(id_)
        if found is not None and self._material is not None:
            title = self._material.instrument.title
            asked = DayDialog(found, title, self._journal, self._theme, self)
            asked.finished.connect(self._on_day_asked)
            asked.setProperty("result", found.id)
            asked.open()

    @Slot()
    def _on_day_asked(self) -> None:
        self._results.focus_result(self.sender().property("result"))

    def _on_remove(self, id_: str) -> None:
        found = self._find(id_)
        if found is None:
            return
        question = Question(
            self.tr("Remove this result?"),
            self.tr(
                "{total} on {day}. It moves to Recently deleted in the settings for 30 days; it "
                "can be brought back at once."
            ).format(
                total=wording_measures.figure(found.total),
                day=wording_measures.day_and_range(found, today=self._journal.today()),
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self,
        )
        question.setProperty("result", found.id)
        question.accepted.connect(self._on_sure)
        question.open()

    @Slot()
    def _on_sure(self) -> None:
        id_ = AssessmentId(self.sender().property("result"))
        self._try(partial(self._remove, id_))

    def _remove(self, id_: AssessmentId) -> None:
        self._journal.measures.remove(id_)
        self._removed_id = id_
        self._removed.show()
        self._removed.announce()
        # What the keyboard was on is gone.
        self._undo.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_bring_back(self) -> None:
        self._try(self._bring_back)

    def _bring_back(self) -> None:
        self._journal.bin.restore(Kind.ASSESSMENT, self._removed_id)
        self._removed.hide()
        self.focus_first()

    def _try(self, does: Callable[[], None]) -> None:
        """Do what writes; where it could not, say so and offer to try again."""
        try:
            does()
        except StoreError as error:
            self._fail(error, does)
        else:
            self._not_saved.clear()

    def _fail(self, error: StoreError, does: Callable[[], None]) -> None:
        self._retry = does
        self._not_saved.show_problem(error)

    @Slot()
    def _on_again(self) -> None:
        if self._retry is not None:
            self._try(self._retry)
