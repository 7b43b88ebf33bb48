"""What stands above the chart: which lines, how to read them, and what else is to be seen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.period import Period
from sessiondesk.ui.pages.trends_page.record import Asked, Axis
from sessiondesk.ui.pages.trends_page.show_menu import ShowMenu
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.timeline_model import Shows, Timeline
from sessiondesk.ui.wording import days_from_to

_LINES_AT_FIRST = 2
_BESIDE = 8


class ChartHead(QWidget):
    """The chips of the lines, the period in words, and the menu of what is to be seen.

    Signals:
        changed: Other lines, or something else, are to be seen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: list[str] = []
        self._offered: list[tuple[str, str]] = []
        self._chips: ChipGroup | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._period = labels.caption("", theme, wraps=False)
        self._legend = labels.caption("", theme, wraps=False)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(0)
        self._notes.addWidget(self._period)
        self._notes.addWidget(self._legend)
        self._shows = ShowMenu(theme)
        self._shows.changed.connect(self.changed)
        self._aside = QHBoxLayout()
        self._aside.addLayout(self._notes, 1)
        self._aside.addWidget(self._shows, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._aside)
        self._row.setAlignment(self._aside, Qt.AlignmentFlag.AlignTop)
        self.set_narrow(False)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def chosen(self) -> Sequence[str]:
        """The keys of the lines that are switched on, in the order in which they were."""
        return self._chosen

    @property
    def shows(self) -> Shows:
        """What else of the chart is to be seen."""
        return self._shows.value

    def offer(self, drawable: Sequence[Asked], wished: Sequence[str]) -> None:
        """Offer these lines; at first those that are wished for are on, or else the first two."""
        offered = [(each.key, each.name) for each in drawable]
        keys = [key for key, _ in offered]
        if not self._chosen:
            kept = [key for key in wished if key in keys]
            self._chosen = kept or keys[:_LINES_AT_FIRST]
        self._chosen = [key for key in self._chosen if key in keys]
        if self._chips is not None and offered == self._offered:
            return
        self._offered = offered
        if self._chips is not None:
            self._row.removeWidget(self._chips)
            self._chips.deleteLater()
        self._chips = ChipGroup(self.tr("Lines"), offered, self._theme)
        self._chips.value = self._chosen
        self._chips.toggled.connect(self._on_chip)
        self._row.insertWidget(0, self._chips, 1)
        self._put_before_menu(self._chips)

    def describe(self, days: Period, drawn: Timeline) -> None:
        """Say what is drawn: its days, and how to read its lines."""
        by_session = drawn.stops is not None
        words = days_from_to(days)
        if by_session:
            words = self.tr("{days}, by session").format(days=words)
        hours = any(line.is_hours for line in drawn.lines)
        if hours and len(drawn.lines) > 1 and not drawn.is_apart:
            words = self.tr("{days}. Sleep in hours, up to 10.").format(days=words)
        self._period.setText(words)
        self._legend.setText(
            self.tr("Marks: session to session. Line: local average. Tint: where it likely lies.")
            if by_session
            else self.tr("Line: local average. Tint: where it likely lies.")
        )
        self._shows.set_axis(Axis.SESSION if by_session else Axis.DATE)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - a signal's argument
        """In a narrow window the notes on how to read the chart stand below the chips."""
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        for note in (self._period, self._legend):
            self._notes.setAlignment(note, side)

    def _put_before_menu(self, chips: ChipGroup) -> None:
        """Let Tab come to the chips before the menu, however late they were made."""
        menu = self._shows.button
        before: QWidget = menu
        for chip in chips.findChildren(QAbstractButton):
            QWidget.setTabOrder(before, chip)
            before = chip
        if before is not menu:
            # From before all of them to behind all of them.
            QWidget.setTabOrder(before, menu)

    def _on_chip(self, key: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        others = [each for each in self._chosen if each != key]
        self._chosen = [*others, key] if is_on else others
        self.changed.emit()

    def _fit(self) -> None:
        self._aside.setSpacing(self._theme.px(_BESIDE))
