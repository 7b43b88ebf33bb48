"""A list of lines with ticks, kept in place while its contents change."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.tick import Tick


@dataclass(frozen=True, slots=True, kw_only=True)
class TickLine:
    """One line of the list.

    Attributes:
        id: What the signals call it.
        text: The words; a person's own, as a rule.
        is_ticked: Whether its box is ticked.
        caption: A second, quiet line; may be empty.
    """

    id: str
    text: str = field(repr=False)
    is_ticked: bool = False
    caption: str = field(default="", repr=False)


class _Row(QWidget):
    """A tick and, where the list has one, a button for more."""

    def __init__(self, line: TickLine, theme: Theme, more_name: str) -> None:
        super().__init__()
        self.line = line
        self.tick = Tick(
            line.text, theme, role=Role.OWN_LINE, caption=line.caption, fades=True, parent=self
        )
        self.tick.setChecked(line.is_ticked)
        self.more: buttons.Button | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.tick, 1)
        if more_name:
            self.more = buttons.icon_alone("ellipsis", more_name.format(line=line.text), theme)
            self.more.set_height(28)
            row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)


class TickList(QWidget):
    """Lines with ticks, one under the other.

    Signals:
        ticked: The person ticked or unticked a line: (its id, is it ticked).
        more_asked: The person asked what else can be done with a line: (its id, the button).
    """

    ticked = Signal(str, bool)
    more_asked = Signal(str, QWidget)

    def __init__(
        self, theme: Theme, *, more_name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make an empty list.

        Args:
            theme: The look in force.
            more_name: What the button for more is called, with ``{line}`` for the words of the
                line; empty: there is no such button.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._more_name = more_name
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))

    def show_lines(self, lines: Sequence[TickLine]) -> None:
        """Show these lines; the one with the keyboard keeps it, if it is still there."""
        shown = [(row.line.id, row.line.text) for row in self._rows]
        if shown == [(line.id, line.text) for line in lines]:
            for row, line in zip(self._rows, lines, strict=True):
                row.line = line
                row.tick.setChecked(line.is_ticked)
                row.tick.set_caption(line.caption)
            return
        focused = next((row.line.id for row in self._rows if row.tick.hasFocus()), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(line, self._theme, self._more_name) for line in lines]
        for row in self._rows:
            self._column.addWidget(row)
            row.tick.clicked.connect(self._on_clicked)
            if row.more is not None:
                row.more.clicked.connect(self._on_more)
            if row.line.id == focused:
                row.tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        for row in self._rows:
            if row.tick is self.sender():
                self.ticked.emit(row.line.id, on)
                return

    def _on_more(self) -> None:
        for row in self._rows:
            if row.more is not None and row.more is self.sender():
                self.more_asked.emit(row.line.id, row.more)
                return
