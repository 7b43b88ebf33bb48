"""All results of one questionnaire, newest first, and what can be done with each."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from sessiondesk.domain.assessment import Assessment
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.log_rows import LogRows
from sessiondesk.ui.wording_measures import day_and_range, figure

_AT_A_TIME: Final = 10


class ResultsCard(Card):
    """Lists results.

    Signals:
        opened: One should be shown as it was filled in: its id.
        alter_wanted: Its answers should be changed: its id.
        day_wanted: Its day should be changed: its id.
        removal_wanted: It should be removed, before any question: its id.
    """

    opened = Signal(str)
    alter_wanted = Signal(str)
    day_wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("All results"))
        self._results: Sequence[Assessment] = ()
        self._today = date.min
        self._most = _AT_A_TIME
        self._chosen = ""
        self._rows = LogRows(theme, none_says=self.tr("No result yet."))
        self._older = buttons.quiet(self.tr("Show older results"), theme)
        self._menu = QMenu(self)
        for words, signal in (
            (self.tr("Open…"), self._on_open),
            (self.tr("Change the answers…"), self._on_alter),
            (self.tr("Change the day…"), self._on_day),
            (self.tr("Remove…"), self._on_remove),
        ):
            self._menu.addAction(words).triggered.connect(signal)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._older, 0, buttons.AT_START)
        self._rows.more_asked.connect(self._on_more)
        self._older.clicked.connect(self._on_older)

    def show_results(self, results: Sequence[Assessment], *, today: date, afresh: bool) -> None:
        """Show other results, oldest first; ``afresh`` begins with the newest few again."""
        self._results, self._today = results, today
        if afresh:
            self._most = _AT_A_TIME
        self._show()

    def focus_result(self, id_: str) -> None:
        """Put the keyboard on what can be done with a result."""
        for button in self._rows.findChildren(QAbstractButton, id_):
            # That of a row which is gone is hidden before it dies.
            if button.isVisible():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        newest = list(reversed(self._results))[: self._most]
        self._rows.show_rows([(each.id, self._line(each), "") for each in newest])
        self._older.setVisible(len(self._results) > len(newest))

    def _line(self, result: Assessment) -> str:
        words = self.tr("{total} on {day}").format(
            total=figure(result.total), day=day_and_range(result, today=self._today)
        )
        if result.is_entered_later:
            words = self.tr("{result}, entered later").format(result=words)
        return words

    @Slot()
    def _on_older(self) -> None:
        self._most += 2 * _AT_A_TIME
        self._show()

    @Slot(str, QWidget)
    def _on_more(self, id_: str, button: QWidget) -> None:
        self._chosen = id_
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self._chosen)

    @Slot()
    def _on_alter(self) -> None:
        self.alter_wanted.emit(self._chosen)

    @Slot()
    def _on_day(self) -> None:
        self.day_wanted.emit(self._chosen)

    @Slot()
    def _on_remove(self) -> None:
        self.removal_wanted.emit(self._chosen)
