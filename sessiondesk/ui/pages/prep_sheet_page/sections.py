"""What goes on the sheet: a row for each block, which opens to its single lines."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.prepsheet.fitting import Fit
from sessiondesk.prepsheet.sheet import Block, BlockId, Line, Mark
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.tick import Switch, Tick

# A list to choose from, not to read in: a note of a thousand words shows how it begins.
_LONGEST: Final = 140


class _SectionTick(Tick):
    """Space ticks, Enter opens.

    Signals:
        open_wanted: Enter was pressed.
    """

    open_wanted = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_wanted.emit()
            return
        super().keyPressEvent(event)


class _LineSwitch(Switch):
    """A switch that knows its line."""

    def __init__(self, line: Line, beside: str, theme: Theme, *, is_own: bool) -> None:
        super().__init__(
            _beginning(line.text),
            theme,
            caption=_beginning(beside),
            # Only what a person wrote can be said to stay private.
            off_words=None if is_own else self.tr("Left out"),
            role=Role.OWN_LINE if is_own else Role.BODY,
        )
        self.key = line.key


class SectionRow(QWidget):
    """One block: whether it goes on the sheet, how much there is, and its lines.

    Signals:
        switched: The block's id, and whether the person wants it.
        line_switched: A line's key, and whether the person wants it.
    """

    switched = Signal(str, bool)
    line_switched = Signal(str, bool)

    def __init__(self, id_: BlockId, title: str, theme: Theme) -> None:
        """Make a closed row.

        Args:
            id_: Which block.
            title: Its name.
            theme: The look in force.
        """
        super().__init__()
        self._id = id_
        self._title = title
        self._theme = theme
        self._shown: tuple[tuple[object, ...], ...] = ()
        self._switches: list[_LineSwitch] = []
        self.tick = _SectionTick(title, theme, role=Role.CARD_TITLE)
        self._summary = labels.Label("", theme, Role.BODY_QUIET, wraps=False)
        self._chevron = buttons.icon_alone("chevron-down", title, theme)
        self._chevron.set_height(32)
        # Enter on the tick does the same, so Tab need not stop here as well.
        self._chevron.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A block without lines leaves its place free, so that what is said lines up.
        keeps_place = self._chevron.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self._chevron.setSizePolicy(keeps_place)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(theme.px(32), 0, 0, theme.px(8))
        self._list.setSpacing(theme.px(6))
        self._inside.hide()
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.tick, 1)
        head.addWidget(self._summary)
        head.addWidget(self._chevron)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self._inside)
        column.addWidget(Hairline(theme))
        self.tick.clicked.connect(self._on_ticked)
        self.tick.open_wanted.connect(self._on_open_wanted)
        self._chevron.clicked.connect(self._on_open_wanted)
        self._say_state()

    @property
    def is_open(self) -> bool:
        """Whether its lines are shown."""
        return not self._inside.isHidden()

    def open(self) -> None:
        """Show the lines, if there are any."""
        self._inside.setVisible(bool(self._switches))
        self._say_state()

    def show_block(self, block: Block, fit: Fit) -> None:
        """Show what the block holds now; what has the focus keeps it."""
        # An empty place for what is urgent would ask whether something is.
        self.setVisible(block.id is not BlockId.FIRST or bool(block.lines))
        self.tick.setChecked(block.is_on)
        self._summary.setText(self._how_much(block, fit))
        lines = block.lines
        shown = tuple((line.key, line.text, line.caption, line.cells) for line in lines)
        if shown != self._shown:
            self._shown = shown
            self._fill(block)
        for switch, line in zip(self._switches, lines, strict=True):
            switch.setChecked(line.is_on)
            # Of what stands first only the lines are kept on or off.
            switch.setEnabled(block.is_on or block.id is BlockId.FIRST)
        self._say_state()

    def _fill(self, block: Block) -> None:
        for switch in self._switches:
            self._list.removeWidget(switch)
            switch.deleteLater()
        self._switches = [
            _LineSwitch(line, beside, self._theme, is_own=is_own)
            for line, beside, is_own in _in_words(block)
        ]
        for switch in self._switches:
            switch.clicked.connect(self._on_line_clicked)
            self._list.addWidget(switch)
        if not self._switches:
            self._inside.hide()

    def _how_much(self, block: Block, fit: Fit) -> str:
        if block.id is BlockId.LINES:
            if not block.is_on:
                return ""
            return self.tr("%n lines", "", fit.lines) if fit.lines else self.tr("no room")
        if block.panel is not None:
            return self._how_much_panel(block)
        counts = [len(column.printed) for column in block.columns]
        if not block.lines:
            return self.tr("nothing yet")
        if all(column.title for column in block.columns):
            return self.tr("{first} and {second} lines").format(first=counts[0], second=counts[1])
        count = sum(counts)
        return self.tr("one line") if count == 1 else self.tr("%n lines", "", count)

    def _how_much_panel(self, block: Block) -> str:
        panel = block.panel
        if panel is None or not (panel.rows or panel.sentences):
            return self.tr("nothing yet")
        rows = len(panel.printed_rows) + len(panel.printed_sentences)
        says = self.tr("one row") if rows == 1 else self.tr("%n rows", "", rows)
        if panel.printed_chart is None:
            return says
        return self.tr("chart and {rows}").format(rows=says) if rows else self.tr("chart")

    def _say_state(self) -> None:
        has_lines = bool(self._switches)
        self._chevron.setVisible(has_lines)
        self._chevron.set_icon("chevron-up" if self.is_open else "chevron-down")
        name = (
            self.tr("Hide the lines of {title}")
            if self.is_open
            else self.tr("Show the lines of {title}")
        )
        self._chevron.set_icon_alone(name.format(title=self._title))
        state = [self._summary.text()]
        if has_lines:
            state.append(self.tr("open") if self.is_open else self.tr("Enter shows its lines"))
        self.tick.setAccessibleDescription(", ".join(part for part in state if part))

    def _on_ticked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt sends it
        self.switched.emit(self._id, is_on)

    def _on_open_wanted(self) -> None:
        self._inside.setVisible(not self.is_open and bool(self._switches))
        self._say_state()

    def _on_line_clicked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt sends it
        switch = self.sender()
        if isinstance(switch, _LineSwitch):
            self.line_switched.emit(switch.key, is_on)


def _in_words(block: Block) -> Iterator[tuple[Line, str, bool]]:
    """Yield the lines, each with what stands beside it and whether the person wrote it."""
    if block.panel is not None:
        yield from ((line, line.caption or ", ".join(line.cells), False) for line in block.lines)
    for column in block.columns:
        is_own = column.mark is not Mark.TABLE and block.id is not BlockId.FIRST
        yield from ((line, column.beside(line), is_own) for line in column.lines)


def _beginning(text: str) -> str:
    words = " ".join(text[: 2 * _LONGEST].split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
