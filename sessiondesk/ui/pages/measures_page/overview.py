"""The overview: what is due, a card for each questionnaire, and where the lines come from."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.ui.pages.measures_page import overview_record
from sessiondesk.ui.pages.measures_page.columns import Columns
from sessiondesk.ui.pages.measures_page.due_strip import DueStrip
from sessiondesk.ui.pages.measures_page.measure_card import FormCard, MeasureCard
from sessiondesk.ui.pages.measures_page.overview_record import OverviewRecord
from sessiondesk.ui.pages.measures_page.quiet_card import QuietCard
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

CHART: Final = "chart"
TABLE: Final = "table"

_Card = TypeVar("_Card", MeasureCard, FormCard, QuietCard)


class Overview(QWidget):
    """All questionnaires at a glance.

    Signals:
        begun: The id of a questionnaire to fill in, or to go on with.
        opened: The id of a questionnaire whose results are all wanted.
        put_off: Nothing more is wanted today.
        choosing: The questionnaires should be chosen.
        sources_wanted: How the lines were worked out.
        older_wanted: A result from paper should be added.
        form_wanted: A ``Form`` to change; None for a new one.
        totals_wanted: A ``Form`` whose totals are wanted.
    """

    begun = Signal(str)
    opened = Signal(str)
    put_off = Signal()
    choosing = Signal()
    sources_wanted = Signal()
    older_wanted = Signal()
    form_wanted = Signal(object)
    totals_wanted = Signal(object)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        *,
        above: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        """Make an overview with nothing in it.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: What the program asks.
            above: What stands between the title and what scrolls.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._record: OverviewRecord | None = None
        self._frame = PageFrame(
            self.tr("Measures"),
            theme,
            self.tr(
                "Questionnaires clinicians use. A score describes the last weeks; it is not a "
                "diagnosis."
            ),
        )
        self._frame.put_above(above)
        self._views = Segmented(
            self.tr("Chart or table"),
            [(CHART, self.tr("Chart")), (TABLE, self.tr("Table"))],
            theme,
            value=CHART,
        )
        self._choose = buttons.second(
            self.tr("Choose measures…"), theme, icon="sliders-horizontal"
        )
        self._strip = DueStrip(theme)
        self._results = Columns(theme)
        self._quiet = Columns(theme)
        self._empty_begin = buttons.main("", theme)
        self._empty = self._make_empty()
        self._mind = labels.caption(prompts.with_insights, theme)
        self._how = buttons.quiet(self.tr("How was this worked out?"), theme)
        self._older = buttons.quiet(self.tr("Add an older result…"), theme)
        self._form = buttons.quiet(self.tr("A form my therapist uses…"), theme)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    # What the page asks.

    def refresh(self) -> None:
        """Read again.

        Raises:
            StoreError: The journal could not be read; what was shown stays.
        """
        record = overview_record.read(self._journal)
        self._record = record
        self._show_cards(record)
        self._strip.show_record(record)
        self._empty.setVisible(record.is_empty and not record.due)
        self._views.setVisible(bool(self._results.cards))
        self._mind.setVisible(record.is_better)
        self._how.setVisible(bool(self._shown_instruments()))
        put_in_reading_order(self)

    @property
    def instruments(self) -> Sequence[Instrument]:
        """The questionnaires that are shown."""
        return self._shown_instruments()

    @property
    def today_shown(self) -> date | None:
        """The day that is shown as today; None before anything is."""
        return None if self._record is None else self._record.today

    def toggle_table(self) -> None:
        """Show the tables instead of the charts, or the charts instead of the tables."""
        self._views.value = CHART if self._views.value == TABLE else TABLE
        self._on_view()

    def focus_first(self) -> None:
        """Put the keyboard on what is due, or on the first way in."""
        if self._strip.is_shown:
            self._strip.focus_begin()
        elif not self._empty.isHidden():
            self._empty_begin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_card(self, key: str) -> None:
        """Put the keyboard on the card of a questionnaire or a form, by its id."""
        for card in (*self._results.cards, *self._quiet.cards):
            if isinstance(card, MeasureCard | FormCard | QuietCard) and card.key == key:
                card.focus_open()
                return
        self.focus_first()

    # Parts.

    def _make_empty(self) -> EmptyState:
        choose = buttons.second(self.tr("See all of them…"), self._theme)
        choose.clicked.connect(self.choosing)
        return EmptyState(
            "clipboard-list",
            self.tr("Nothing filled in yet"),
            self.tr(
                "A short questionnaire every two weeks shows over months whether anything moves. "
                "You can stop half-way and go on later."
            ),
            self._theme,
            [choose, self._empty_begin],
        )

    def _lay_out(self) -> None:
        px = self._theme.px
        self._frame.add_action(self._views)
        self._frame.add_action(self._choose)
        body = self._frame.body
        body.addWidget(self._strip)
        body.addWidget(self._empty)
        body.addWidget(self._results)
        body.addWidget(self._quiet)
        body.addWidget(self._mind)
        norms = QHBoxLayout()
        norms.setSpacing(px(8))
        norms.addWidget(IconMark("info", self._theme), 0, Qt.AlignmentFlag.AlignVCenter)
        words = self.tr("Bands and lines come from published norms.")
        self._norms = Label(words, self._theme, Role.CAPTION, wraps=False)
        norms.addWidget(self._norms)
        norms.addWidget(self._how)
        norms.addStretch(1)
        ways = QHBoxLayout()
        ways.setSpacing(px(8))
        ways.addWidget(self._form)
        ways.addWidget(self._older)
        ways.addStretch(1)
        self._foot.addLayout(norms, 1)
        self._foot.addLayout(ways)
        body.addLayout(self._foot)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._fit()

    def _connect(self) -> None:
        self._frame.narrow_changed.connect(self._fit)
        self._views.picked.connect(self._on_view)
        self._choose.clicked.connect(self.choosing)
        self._strip.begun.connect(self.begun)
        self._strip.put_off.connect(self.put_off)
        self._how.clicked.connect(self.sources_wanted)
        self._older.clicked.connect(self.older_wanted)
        self._form.clicked.connect(self._on_form)
        self._empty_begin.clicked.connect(self._on_empty_begin)

    @Slot()
    def _fit(self) -> None:
        narrow = self._frame.is_narrow
        self._results.set_single(narrow)
        self._quiet.set_single(narrow)
        direction = QBoxLayout.Direction
        self._foot.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    # Showing.

    def _show_cards(self, record: OverviewRecord) -> None:
        results: list[QWidget] = []
        quiet: list[QWidget] = []
        for measure in record.measures:
            key = measure.instrument.id
            if measure.material is not None:
                card = self._kept(MeasureCard, key) or self._new_card()
                card.show_record(measure, measure.material, record)
                results.append(card)
            else:
                small = self._kept(QuietCard, key) or self._new_quiet()
                small.show_record(measure, record)
                quiet.append(small)
        for form in record.forms:
            paper = self._kept(FormCard, form.form.id) or self._new_form()
            paper.show_record(form, record)
            results.append(paper)
        self._results.hold(results)
        self._quiet.hold(quiet)
        self._on_view()
        first = next((each.instrument for each in record.measures), None)
        self._empty_begin.setVisible(first is not None)
        if first is not None:
            self._empty_begin.setText(self.tr("Begin {title}").format(title=first.title))

    def _kept(self, kind: type[_Card], key: str) -> _Card | None:
        """Return the card that shows it already: what has the keyboard keeps it."""
        for card in (*self._results.cards, *self._quiet.cards):
            if isinstance(card, kind) and card.key == key:
                return card
        return None

    def _new_card(self) -> MeasureCard:
        card = MeasureCard(self._theme)
        card.begun.connect(self.begun)
        card.opened.connect(self.opened)
        return card

    def _new_quiet(self) -> QuietCard:
        card = QuietCard(self._theme)
        card.begun.connect(self.begun)
        return card

    def _new_form(self) -> FormCard:
        card = FormCard(self._theme)
        card.totals_wanted.connect(self.totals_wanted)
        card.change_wanted.connect(self.form_wanted)
        return card

    def _shown_instruments(self) -> Sequence[Instrument]:
        return [] if self._record is None else [each.instrument for each in self._record.measures]

    # What the person does.

    @Slot()
    def _on_view(self) -> None:
        for card in self._results.cards:
            if isinstance(card, MeasureCard | FormCard):
                card.show_table(self._views.value == TABLE)

    @Slot()
    def _on_form(self) -> None:
        self.form_wanted.emit(None)

    @Slot()
    def _on_empty_begin(self) -> None:
        first = next(iter(self._shown_instruments()), None)
        if first is not None:
            self.begun.emit(first.id)
