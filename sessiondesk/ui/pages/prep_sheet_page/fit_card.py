"""Whether the sheet fits, and on how many pages it may go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.prepsheet.fitting import Fit
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fit_meter import FitMeter
from sessiondesk.ui.widgets.segmented import Segmented

_ONE = "1"
_TWO = "2"


class FitCard(Card):
    """Says "Fits on one page, 7 lines to spare", or what to do if it does not.

    Signals:
        pages_picked: How many pages the person allows, 1 or 2.
        could_go_wanted: The person wants to see what could be left out.
    """

    pages_picked = Signal(int)
    could_go_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(16, 12), parent=parent)
        self._meter = FitMeter(theme)
        self._pages = Segmented(
            self.tr("Pages"),
            [(_ONE, self.tr("1 page")), (_TWO, self.tr("2 pages"))],
            theme,
            value=_ONE,
        )
        self._says = labels.caption("", theme)
        self._use_two = buttons.second(self.tr("Use two pages"), theme)
        self._could_go = buttons.quiet(self.tr("Show what could go"), theme)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self._pages)
        row.addWidget(self._says, 1)
        ways = QHBoxLayout()
        ways.addWidget(self._use_two)
        ways.addWidget(self._could_go)
        ways.addStretch(1)
        self.body.addWidget(self._meter)
        self.body.addLayout(row)
        self.body.addLayout(ways)
        self._pages.picked.connect(self._on_picked)
        self._use_two.clicked.connect(self._on_use_two)
        self._could_go.clicked.connect(self.could_go_wanted)

    def show_fit(
        self, fit: Fit, allowed: int, *, wants_lines: bool, can_have_two: bool = True
    ) -> None:
        """Show how well everything found room.

        Args:
            fit: How it did.
            allowed: How many pages it may have, 1 or 2.
            wants_lines: Whether there should be lines to write on.
            can_have_two: Whether it may have a second page at all.
        """
        self._pages.value = str(allowed)
        self._pages.setVisible(can_have_two)
        if fit.is_whole:
            says = self.tr("Fits on one page") if fit.pages == 1 else self.tr("Fits on two pages")
            rest = self._to_spare(fit.lines_to_spare)
        else:
            says = self._too_many(fit.lines_over, allowed)
            rest = ""
        self._meter.set_fit(says, rest, fit.share, fits=fit.is_whole)
        left_out = wants_lines and fit.is_whole and not fit.lines
        self._says.setText(self.tr("Too little room for lines to write on.") if left_out else "")
        self._says.setVisible(can_have_two or left_out)
        self._use_two.setVisible(not fit.is_whole and allowed == 1 and can_have_two)
        self._could_go.setVisible(not fit.is_whole)

    def _to_spare(self, lines: int) -> str:
        if lines == 0:
            return self.tr("no line to spare")
        if lines == 1:
            return self.tr("one line to spare")
        return self.tr("%n lines to spare", "", lines)

    def _too_many(self, lines: int, allowed: int) -> str:
        if allowed == 1:
            if lines == 1:
                return self.tr("One line too many for one page")
            return self.tr("%n lines too many for one page", "", lines)
        if lines == 1:
            return self.tr("One line too many for two pages")
        return self.tr("%n lines too many for two pages", "", lines)

    def _on_picked(self, chosen: str) -> None:
        self.pages_picked.emit(int(chosen))

    def _on_use_two(self) -> None:
        self.pages_picked.emit(2)
