"""The card of a questionnaire that was never filled in: what it asks, and the way in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.ui import wording_measures
from sessiondesk.ui.pages.measures_page import words
from sessiondesk.ui.pages.measures_page.measure_card import half_line, name_way
from sessiondesk.ui.pages.measures_page.overview_record import MeasureRecord, OverviewRecord
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label


class QuietCard(Card):
    """Says what a questionnaire asks and how long it takes.

    Signals:
        begun: Its id: the person wants to fill it in, or to go on.
    """

    begun = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, is_empty=True, parent=parent)
        self._id = ""
        self._name = labels.card_title("", theme)
        self._about = Label("", theme, Role.BODY_QUIET)
        self._asks = labels.caption("", theme)
        self._caution = Label("", theme, Role.CAPTION, colour="ink2")
        self._half = Label("", theme, Role.CAPTION, colour="ink2")
        self._begin = buttons.second("", theme)
        for each in (self._name, self._about, self._asks, self._caution, self._half):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.body.addWidget(self._begin, 0, buttons.AT_START)
        self._begin.clicked.connect(self._on_begin)

    @property
    def key(self) -> str:
        """The id of what is shown."""
        return self._id

    def show_record(self, record: MeasureRecord, whole: OverviewRecord) -> None:
        """Show a questionnaire."""
        instrument, half = record.instrument, record.half
        self._id = instrument.id
        self._name.setText(instrument.title)
        self._about.setText(wording_measures.range_line(instrument))
        self._asks.setText(words.asks(instrument))
        caution = words.caution(instrument)
        self._caution.setText(caution)
        self._caution.setVisible(bool(caution))
        self._half.setVisible(half is not None)
        if half is not None:
            self._half.setText(half_line(half, whole))
        verb = self.tr("Begin") if half is None else self.tr("Go on")
        name_way(self._begin, instrument.title, verb)

    def focus_open(self) -> None:
        """Put the keyboard on the way in."""
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_begin(self) -> None:
        self.begun.emit(self._id)
