"""One read-out: a sentence, its figures, the likely range as a bar, and how it was worked out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from sessiondesk.insights.claim import Ending
from sessiondesk.ui.pages.trends_page.readout_model import Readout
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.interval_bar import IntervalBar
from sessiondesk.ui.widgets.labels import Label


class ReadoutCard(Card):
    """A comparison on a card; dashed where there are not enough days for one.

    Signals:
        opened: What it says: the person asks how it was worked out.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(18, 14), parent=parent)
        self._readout: Readout | None = None
        self._headline = labels.readout("", theme)
        self._detail = Label("", theme, Role.NOTICE, colour="ink2")
        self._bar = IntervalBar(theme)
        self._ask = buttons.quiet(self.tr("How was this worked out?"), theme, icon="chevron-right")
        self._ask.set_flush()
        self._ask.clicked.connect(self._on_ask)
        self.body.addWidget(self._headline)
        self.body.addWidget(self._detail)
        # The bars of a row stand on one line, however long the words above them are.
        self.body.addStretch(1)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._ask, 0, buttons.AT_START)
        # As wide as its column and no wider: the longest text does not widen its card.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def readout(self) -> Readout | None:
        """What it says."""
        return self._readout

    def show_readout(self, readout: Readout) -> None:
        """Say something else."""
        self._readout = readout
        said = readout.said
        self.set_empty(readout.ending is Ending.NOT_ENOUGH)
        self._headline.setText(said.headline)
        self._detail.setText(said.detail)
        self._detail.setVisible(bool(said.detail))
        self._bar.setVisible(readout.likely is not None)
        if readout.likely is not None:
            self._bar.show_likely(readout.likely)
        self._ask.setAccessibleName(
            self.tr("How was this worked out? {headline}").format(headline=said.headline)
        )

    def focus_ask(self) -> None:
        """Put the keyboard on the question."""
        self._ask.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_ask(self) -> None:
        self.opened.emit(self._readout)
