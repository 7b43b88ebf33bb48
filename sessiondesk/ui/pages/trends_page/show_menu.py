"""What of the chart is to be seen: a button with a menu of ticks."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from sessiondesk.ui.pages.trends_page.record import Axis
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.timeline_model import Shows

_HEIGHT = 32


class ShowMenu(QWidget):
    """Daily marks, sessions, events and the earlier period, each shown or not.

    It is kept until the journal locks: a choice for this sitting, not a setting.

    Signals:
        changed: Something else is to be seen.

    Attributes:
        button: What opens the menu.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = buttons.plain(self.tr("Show"), theme, icon="sliders-horizontal")
        self.button.setAccessibleName(self.tr("Show on the chart"))
        self.button.set_height(_HEIGHT)
        self.button.clicked.connect(self._on_clicked)
        self._marks = self._tick(self.tr("Daily marks"))
        self._sessions = self._tick(self.tr("Sessions"))
        self._events = self._tick(self.tr("Life events"))
        self._earlier = self._tick(self.tr("Earlier period"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    @property
    def value(self) -> Shows:
        """What is to be seen."""
        return Shows(
            marks=self._marks.isChecked(),
            sessions=self._sessions.isChecked(),
            events=self._events.isChecked(),
            earlier=self._earlier.isChecked(),
        )

    def set_axis(self, axis: Axis) -> None:
        """Offer what there is on the axis; on one of sessions neither ticks nor periods are."""
        is_date = axis is Axis.DATE
        self._marks.setText(self.tr("Daily marks") if is_date else self.tr("Marks"))
        self._sessions.setVisible(is_date)
        self._earlier.setVisible(is_date)

    def _tick(self, words: str) -> QAction:
        action = QAction(words, self)
        action.setCheckable(True)
        action.setChecked(True)
        action.toggled.connect(self._on_toggled)
        return action

    def _on_toggled(self) -> None:
        self.changed.emit()

    def _on_clicked(self) -> None:
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        menu = QMenu(self)
        menu.addActions([self._marks, self._sessions, self._events, self._earlier])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
