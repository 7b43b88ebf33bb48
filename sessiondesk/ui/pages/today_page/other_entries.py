"""The other check-ins of the day in view, each of which can be gone back to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import CheckInId
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.flow_layout import Flow


class OtherEntries(QWidget):
    """A line above the check-in; not there on a day with one check-in or none.

    Signals:
        chosen: The id of the check-in to go to.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Sequence[tuple[CheckInId, str, str]] = ()
        self._row = Flow(spacing=theme.px(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(4))
        row.setSpacing(theme.px(8))
        row.addWidget(labels.caption(self.tr("Also on this day"), theme, wraps=False))
        row.addWidget(self._row, 1)
        self.hide()

    def show_entries(self, entries: Sequence[CheckIn], in_hand: CheckInId) -> None:
        """Offer all of ``entries``, oldest first, but the one that is shown already."""
        named = [
            (each.id, *self._names(each, number))
            for number, each in enumerate(entries, start=1)
            if each.id != in_hand
        ]
        self.setVisible(bool(named))
        if named == self._shown:
            return
        self._shown = named
        self._row.clear()
        for id_, name, spoken in named:
            button = buttons.quiet(name, self._theme)
            button.setObjectName(id_)
            button.set_height(28)
            button.setAccessibleName(spoken)
            button.clicked.connect(self._on_clicked)
            self._row.add(button)

    def _names(self, entry: CheckIn, number: int) -> tuple[str, str]:
        # What was entered later has an hour only so that it has a place in the day.
        if entry.is_entered_later:
            spoken = self.tr("Open entry {number} of that day").format(number=number)
            return self.tr("Entry {number}").format(number=number), spoken
        time = wording_sessions.clock(entry.felt_at)
        return time, self.tr("Open the entry of {time}").format(time=time)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())
