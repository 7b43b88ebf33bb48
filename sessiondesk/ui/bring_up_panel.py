"""One line for something to say at the next appointment, from wherever one is."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.text_field import TextField


class BringUpPanel(Card):
    """Takes one line after another until it is closed.

    Signals:
        entered: A line that should be kept.
    """

    entered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(16, 12), parent=parent)
        self._came_from: QWidget | None = None
        self._field = TextField(
            self.tr("Something to bring up"), theme, icon="corner-up-right", hides_label=True
        )
        self._field.entered.connect(self._on_entered)
        self._said = labels.caption(self._hint(), theme, wraps=False)
        close = buttons.icon_alone("x", self.tr("Close"), theme)
        close.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labels.group(self.tr("Bring up"), theme))
        row.addWidget(self._field, 1)
        row.addWidget(self._said)
        row.addWidget(close)
        self.body.addLayout(row)
        self.hide()

    def bring(self) -> None:
        """Show the panel with the cursor in it."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
            self._said.setText(self._hint())
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def confirm(self) -> None:
        """Say that the line is kept, and make room for the next."""
        self._field.clear()
        words = self.tr("Kept for the next appointment")
        self._said.setText(words)
        announce(self, words)

    def refuse(self, sentence: str) -> None:
        """Say why the line is not kept; it stays in the field."""
        self._field.set_error(sentence)

    @Slot()
    def put_away(self) -> None:
        """Close the panel and go back to where the person was. A line begun stays in it."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_entered(self) -> None:
        text = self._field.text.strip()
        if text:
            self._field.set_error("")
            self.entered.emit(text)

    def _hint(self) -> str:
        return self.tr("Enter keeps it, Esc closes")
