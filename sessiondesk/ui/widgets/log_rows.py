"""Dated rows, newest first, each with a button for more."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels


class LogRows(QWidget):
    """Shows a piece of a log; whoever owns it offers the rest.

    Signals:
        more_asked: The person asked what can be done with a row: (its id, the button).
    """

    more_asked = Signal(str, QWidget)

    def __init__(self, theme: Theme, *, none_says: str, parent: QWidget | None = None) -> None:
        """Make an empty list; ``none_says`` stands there as long as it is."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QWidget] = []
        self._shown: list[tuple[str, str, str]] = []
        self._none = labels.caption(none_says, theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(self._none)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show these: (id, what the program says, what the person wrote or nothing)."""
        self._none.setVisible(not rows)
        if list(rows) == self._shown:
            return
        self._shown = list(rows)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(*each) for each in rows]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()

    def _row(self, id_: str, said: str, wrote: str) -> QWidget:
        theme = self._theme
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addSpacing(theme.px(4))
        words.addWidget(labels.body(said, theme))
        if wrote.strip():
            words.addWidget(labels.own_line(wrote, theme, max_lines=6))
        words.addStretch(1)
        more = buttons.icon_alone("ellipsis", self.tr("More for {row}").format(row=said), theme)
        more.set_height(28)
        more.setObjectName(id_)
        more.clicked.connect(self._on_more)
        across.addLayout(words, 1)
        across.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _on_more(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.more_asked.emit(button.objectName(), button)
