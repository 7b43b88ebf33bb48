"""The card of one questionnaire, and that of one form of a therapist, with their results."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout
from typing_extensions import override

from sessiondesk.ui import wording_measure_changes, wording_measures
from sessiondesk.ui.pages.measures_page.measure_material import Material
from sessiondesk.ui.pages.measures_page.overview_record import (
    FormRecord,
    MeasureRecord,
    OverviewRecord,
)
from sessiondesk.ui.pages.measures_page.taking_draft import HalfFilled
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.measure_chart import MeasureChart
from sessiondesk.ui.widgets.measure_model import MeasureHistory
from sessiondesk.ui.widgets.table import Column, DataTable
from sessiondesk.ui.wording_sessions import day_and_month

_CHART: Final = 264
_ROW: Final = 36
_MOST_ROWS: Final = 7


Table = tuple[Sequence[Column], Sequence[Sequence[str]]]


class ResultCard(Card):
    """What the cards of questionnaires and of forms have in common.

    The name and the latest figure above, the chart or its table, and what it says below.
    """

    def __init__(self, name_role: Role, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._name = Label("", theme, name_role, max_lines=3)
        self._about = Label("", theme, Role.BODY_QUIET)
        self._figure = labels.figure("", theme)
        self._when = Label("", theme, Role.BODY_QUIET)
        self._chart = MeasureChart(theme, is_compact=True)
        self._reading = labels.caption("", theme)
        self._chart.read.connect(self._reading.setText)
        self._table = DataTable("", theme)
        self._is_table = False
        self._is_listed = False
        self._rows = 0
        self._sentence = labels.readout("", theme)
        self._rule = labels.caption("", theme)
        self._ways = Flow(spacing=theme.px(4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._fit_parts()
        theme.changed.connect(self._fit_parts)

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the table instead of the chart, or the chart instead of the table."""
        self._is_table = is_table
        self._list()
        self._chart.setVisible(not is_table)
        self._reading.setVisible(not is_table)
        self._table.setVisible(is_table)

    def say(self, *, name: str, about: str, figure: str, when: str) -> None:
        """Say what it is and where it stands."""
        self._name.setText(name)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._figure.setText(figure)
        self._when.setText(when)
        self._table.setAccessibleName(self.tr("{name}, results").format(name=name))

    def say_change(self, sentence: str, rule: str) -> None:
        """Say what has changed, and by what rule."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._rule.setText(rule)
        self._rule.setVisible(bool(rule))

    def draw(self, history: MeasureHistory) -> None:
        """Draw the results; they are listed once the table is wanted."""
        self._chart.show_history(history)
        self._rows = len(history.points)
        self._is_listed = False
        self._list()
        self._fit_parts()

    def listed(self) -> Table:
        """Return the results as columns and rows, the latest first."""
        raise NotImplementedError

    def _list(self) -> None:
        if self._is_table and not self._is_listed:
            self._is_listed = True
            self._table.set_table(*self.listed())

    def _lay_out(self) -> None:
        px = self._theme.px
        left = QVBoxLayout()
        left.setSpacing(px(2))
        left.addWidget(self._name)
        left.addWidget(self._about)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        end = Qt.AlignmentFlag.AlignTrailing
        right.addWidget(self._figure, 0, end)
        right.addWidget(self._when, 0, end)
        right.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addLayout(left, 1)
        head.addLayout(right)
        self.body.addLayout(head)
        self.body.addWidget(self._chart)
        self.body.addWidget(self._reading)
        self.body.addWidget(self._table)
        self.body.addWidget(Hairline(self._theme))
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._rule)
        self.body.addStretch(1)
        self.body.addWidget(self._ways)
        self.show_table(False)

    def _fit_parts(self) -> None:
        px = self._theme.px
        # As high as its neighbour, however many lines are below: the two are compared.
        self._chart.setFixedHeight(px(_CHART))
        shown = min(self._rows, _MOST_ROWS) + 1
        self._table.setFixedHeight(px(_ROW) * shown + px(8))
        # A single digit is narrower than a label is by itself, and would not end at the edge.
        self._figure.setFixedWidth(self._figure.sizeHint().width())


class MeasureCard(ResultCard):
    """One questionnaire that was filled in.

    Signals:
        begun: Its id: the person wants to fill it in, or to go on.
        opened: Its id: all its results are wanted.
    """

    begun = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Role.CARD_TITLE, theme)
        self._material: Material | None = None
        self._today = date.min
        self._half = Label("", theme, Role.CAPTION, colour="ink2")
        self._half.hide()
        self.body.insertWidget(self.body.indexOf(self._rule) + 1, self._half)
        self._begin = buttons.quiet("", theme)
        self._open = buttons.quiet(self.tr("All results"), theme)
        for way in (self._open, self._begin):
            way.set_height(36)
            self._ways.add(way)
        self._begin.clicked.connect(self._on_begin)
        self._open.clicked.connect(self._on_open)

    @property
    def key(self) -> str:
        """The id of what is shown."""
        return "" if self._material is None else self._material.instrument.id

    def show_record(
        self, record: MeasureRecord, material: Material, whole: OverviewRecord
    ) -> None:
        """Show a questionnaire as it stands now."""
        instrument, last = record.instrument, material.results[-1]
        history = material.history
        self._material, self._today = material, whole.today
        self.say(
            name=instrument.title,
            about=wording_measures.range_line(instrument),
            figure=wording_measures.figure(last.total),
            when=wording_measures.day_and_range(last, today=whole.today),
        )
        self._figure.setAccessibleName(wording_measures.score_line(last, instrument))
        self.draw(history)
        compared = material.against_start()
        self.say_change(
            _one_so_far() if compared is None else compared.sentence,
            wording_measure_changes.rule_line(
                instrument, has_ringed=history.has_ringed, next_on=_coming_on(record, whole)
            ),
        )
        self._half.setVisible(record.half is not None)
        if record.half is not None:
            self._half.setText(half_line(record.half, whole))
        name_way(self._begin, instrument.title, self._verb(record))
        name_way(self._open, instrument.title, self.tr("All results"))

    @override
    def listed(self) -> Table:
        material = self._material
        bands = material is not None and material.instrument.bands
        columns = [Column(title=self.tr("Date")), Column(title=self.tr("Score"), is_figure=True)]
        if bands:
            columns.append(Column(title=self.tr("Range")))
        rows = []
        for each in () if material is None else reversed(material.results):
            row = [
                day_and_month(each.day, today=self._today),
                wording_measures.figure(each.total),
            ]
            rows.append([*row, each.band] if bands else row)
        return columns, rows

    def focus_open(self) -> None:
        """Put the keyboard on the way to all results."""
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _verb(self, record: MeasureRecord) -> str:
        return self.tr("Fill it in") if record.half is None else self.tr("Go on")

    def _on_begin(self) -> None:
        self.begun.emit(self.key)

    def _on_open(self) -> None:
        self.opened.emit(self.key)


class FormCard(ResultCard):
    """One form of a therapist: its totals, without any word of ours for them.

    Signals:
        totals_wanted: A ``Form`` whose totals are to be added to or changed.
        change_wanted: A ``Form`` to change.
    """

    totals_wanted = Signal(object)
    change_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Role.READOUT, theme)
        self._record: FormRecord | None = None
        self._today = date.min
        self._add = buttons.quiet(self.tr("Totals…"), theme)
        self._change = buttons.quiet(self.tr("Change this form…"), theme)
        for way in (self._add, self._change):
            way.set_height(36)
            self._ways.add(way)
        self._add.clicked.connect(self._on_add)
        self._change.clicked.connect(self._on_change)

    @property
    def key(self) -> str:
        """The id of what is shown."""
        return "" if self._record is None else self._record.form.id

    def show_record(self, record: FormRecord, whole: OverviewRecord) -> None:
        """Show a form as it stands now."""
        form, totals = record.form, record.totals
        self._record, self._today = record, whole.today
        last = totals[-1] if totals else None
        self.say(
            name=form.name,
            about=wording_measures.form_range_line(form),
            figure="" if last is None else wording_measures.figure(last.total),
            when="" if last is None else day_and_month(last.day, today=whole.today),
        )
        self.draw(record.history)
        self.say_change(self._sentence_for(record), "")
        name_way(self._add, form.name, self.tr("Totals…"))
        name_way(self._change, form.name, self.tr("Change this form…"))

    @override
    def listed(self) -> Table:
        totals = () if self._record is None else self._record.totals
        columns = [Column(title=self.tr("Date")), Column(title=self.tr("Total"), is_figure=True)]
        return columns, [
            (day_and_month(each.day, today=self._today), wording_measures.figure(each.total))
            for each in reversed(totals)
        ]

    def focus_open(self) -> None:
        """Put the keyboard on the way to all totals."""
        self._change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sentence_for(self, record: FormRecord) -> str:
        if not record.totals:
            return self.tr("No total noted yet.")
        if len(record.totals) == 1:
            return self.tr("One total so far.")
        first, last = record.totals[0], record.totals[-1]
        return wording_measure_changes.form_change_sentence(first.total, last.total)

    def _on_add(self) -> None:
        if self._record is not None:
            self.totals_wanted.emit(self._record.form)

    def _on_change(self) -> None:
        if self._record is not None:
            self.change_wanted.emit(self._record.form)


def _one_so_far() -> str:
    return _tr("One result so far. From the second on, this says what has changed.")


def _coming_on(record: MeasureRecord, whole: OverviewRecord) -> date | None:
    """Return the day the next one is due, while that is still to come."""
    is_coming = record.next_on is not None and record.next_on > whole.today
    return record.next_on if is_coming else None


def half_line(half: HalfFilled, whole: OverviewRecord) -> str:
    """Say that one is half filled in."""
    return wording_measures.half_filled(
        half.answered, half.count, half.begun_on, today=whole.today
    )


def name_way(button: buttons.Button, name: str, verb: str) -> None:
    """Let a button say ``verb``, and a screen reader of what as well."""
    button.setText(verb)
    button.setAccessibleName(f"{name}: {verb}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("measures_page", text)
