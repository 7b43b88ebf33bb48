"""What the person wrote on the day that the cursor stands on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.checkin import CheckIn, LineKind
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.wording import day_in_words

_MOST_LINES = 40


class WordsCard(Card):
    """The own words of a day or of a week, below the chart.

    Signals:
        closed: The person put it away.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme = theme
        close = buttons.icon_alone("x", self.tr("Close these words"), theme)
        close.set_height(28)
        close.clicked.connect(self._on_close)
        self.add_to_head(close)
        self._close = close
        self._lines = QWidget()
        self.body.addWidget(self._lines)
        self.hide()

    def show_words(self, title: str, checkins: Sequence[CheckIn]) -> None:
        """Show what was written in ``checkins``, oldest first, under ``title``."""
        self.set_title(title)
        self._lines.deleteLater()
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        written = [each for each in checkins if any(line.text.strip() for line in each.lines)]
        has_days = len({each.day for each in written}) > 1
        left = _MOST_LINES
        for each in written:
            when = day_in_words(each.day, "ddd d MMMM") + ", " if has_days else ""
            when += each.felt_at.strftime("%H:%M")
            column.addWidget(labels.caption(when, self._theme))
            for line in each.lines:
                if line.text.strip() and left:
                    left -= 1
                    kind = self._kind(line.kind)
                    words = f"{kind}: {line.text}" if kind else line.text
                    column.addWidget(labels.own_line(words, self._theme, max_lines=12))
        if not written:
            column.addWidget(labels.quiet(self.tr("No words were noted here."), self._theme))
        elif not left:
            column.addWidget(labels.caption(self.tr("There is more."), self._theme))
        self.body.addWidget(self._lines)
        self.show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
            return
        super().keyPressEvent(event)

    def _kind(self, kind: LineKind) -> str:
        return {
            LineKind.PLAIN: "",
            LineKind.THOUGHT: self.tr("Thought"),
            LineKind.WIN: self.tr("Win"),
            LineKind.HURDLE: self.tr("Hurdle"),
        }[kind]

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
