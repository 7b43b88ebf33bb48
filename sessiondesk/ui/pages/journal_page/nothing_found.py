"""What the list says where nothing was found, with the ways to look wider."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.journal.entries import Filters
from sessiondesk.ui.pages.journal_page import conditions
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label


class Widen(Enum):
    """A way to look wider."""

    PERIOD = "period"
    FILTERS = "filters"
    TEXT = "text"


class NothingFound(QWidget):
    """Says so, and offers to look wider.

    Signals:
        wanted: A way was chosen; carries a ``Widen``.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", theme, Role.READOUT, centred=True)
        self._ways = {
            Widen.PERIOD: buttons.second(self.tr("Look in all years"), theme),
            Widen.FILTERS: buttons.second(self.tr("Take the filters off"), theme),
            Widen.TEXT: buttons.second(self.tr("Clear the search"), theme),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        column.setSpacing(theme.px(8))
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconMark("search", theme, size=32, colour="ink3", stroke=1.25), 0, centre)
        column.addWidget(self._words)
        for button in self._ways.values():
            column.addWidget(button, 0, centre)
            button.clicked.connect(self._on_way)
        column.addStretch(2)

    def say(self, words: str, filters: Filters) -> None:
        """Say that nothing was found, and offer to ask for less of ``filters``."""
        self._words.setText(words)
        others = replace(filters, text="", period=None)
        self._ways[Widen.PERIOD].setVisible(filters.period is not None)
        self._ways[Widen.FILTERS].setVisible(conditions.has_any(others))
        self._ways[Widen.TEXT].setVisible(bool(filters.text))

    def _on_way(self) -> None:
        for way, button in self._ways.items():
            if button is self.sender():
                self.wanted.emit(way)
                return


class NothingWritten(EmptyState):
    """What the page says before anything was written.

    Signals:
        begun: The first entry should be begun.
        wants: Name of the page the person wants to go to.
    """

    begun = Signal()
    wants = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        first = buttons.main(_tr("Write the first entry"), theme)
        bring_in = buttons.second(_tr("Bring in from another app…"), theme)
        super().__init__(
            "book-open",
            _tr("Nothing written yet"),
            _tr(
                "A check-in with one number counts. So does one sentence. There is no daily "
                "target, and gaps are fine."
            ),
            theme,
            [first, bring_in],
            parent=parent,
        )
        self.setFocusProxy(first)
        first.clicked.connect(self.begun)
        bring_in.clicked.connect(self._on_bring_in)

    def _on_bring_in(self) -> None:
        self.wants.emit("settings")


def _tr(text: str) -> str:
    return QCoreApplication.translate("NothingWritten", text)
