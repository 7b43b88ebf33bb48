"""What goes on the page: a row for each part, which opens to its single lines."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.pages.prep_sheet_page.parts import Part, PartLine
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.grip import Grip
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.widgets.tick import Switch, Tick

# A list to choose from, not to read in: a note of a thousand words shows how it begins.
_LONGEST: Final = 140
# The tick, and what keeps it, the name, how much, the grip and the chevron apart.
_MARK_AND_GAPS: Final = 54
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _SectionTick(Tick):
    """Space ticks, Enter opens, Alt with an arrow moves.

    Signals:
        open_wanted: Enter was pressed.
        stepped: Alt and an arrow: -1 up, 1 down.
    """

    open_wanted = Signal()
    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_wanted.emit()
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if held == Qt.KeyboardModifier.AltModifier and step is not None:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)


class _LineSwitch(Switch):
    """A switch that knows its line."""

    def __init__(self, line: PartLine, theme: Theme) -> None:
        super().__init__(
            _beginning(line.text),
            theme,
            caption=_beginning(line.beside),
            off_words=None if line.stays_private else self.tr("Left out"),
            role=Role.OWN_LINE if line.is_own else Role.BODY,
        )
        self.key = line.key


class SectionRow(QWidget):
    """One part: whether it goes on the page, how much there is, and its lines.

    Signals:
        switched: The part's id, and whether the person wants it.
        line_switched: A line's key, and whether the person wants it.
        stepped: The part's id, and -1 for up or 1 for down.
        menu_wanted: The part's id, and where on the screen what can be done with it is asked.
        held: The part's id: the mouse was pressed on its grip.
        dragged: The mouse moved with the grip: (where on the screen).
        dropped: The mouse was let go: (where on the screen).
    """

    switched = Signal(str, bool)
    line_switched = Signal(str, bool)
    stepped = Signal(str, int)
    menu_wanted = Signal(str, QPoint)
    held = Signal(str)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, part: Part, theme: Theme) -> None:
        """Make a closed row for ``part``."""
        super().__init__()
        self._part = part
        self._theme = theme
        self._shown: tuple[tuple[object, ...], ...] = ()
        self._switches: list[_LineSwitch] = []
        self.tick = _SectionTick(part.title, theme, role=Role.CARD_TITLE)
        self._summary = labels.Label("", theme, Role.BODY_QUIET, wraps=False)
        self._grip = Grip(theme, self.tr("Drag it to its place; a click offers Up and Down."))
        self._chevron = buttons.icon_alone("chevron-down", part.title, theme)
        self._chevron.set_height(32)
        # Enter on the tick does the same, so Tab need not stop here as well.
        self._chevron.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Without lines or without a grip the place stays free, so that what is said lines up.
        for widget in (self._grip, self._chevron):
            keeps_place = widget.sizePolicy()
            keeps_place.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(keeps_place)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(theme.px(32), 0, 0, theme.px(8))
        self._list.setSpacing(theme.px(6))
        self._inside.hide()
        # However many lines the name takes, all else is level with the first of them.
        named = QVBoxLayout()
        named.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        named.addWidget(self.tick)
        ends = QWidget()
        beside = QHBoxLayout(ends)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(6))
        beside.addWidget(self._summary)
        beside.addWidget(self._grip)
        beside.addWidget(self._chevron)
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addLayout(named, 1)
        head.addWidget(ends, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self._inside)
        column.addWidget(Hairline(theme))
        self.tick.clicked.connect(self._on_ticked)
        self.tick.open_wanted.connect(self.turn)
        self.tick.stepped.connect(self._on_stepped)
        self._chevron.clicked.connect(self.turn)
        self._grip.held.connect(self._on_held)
        self._grip.dragged.connect(self.dragged)
        self._grip.dropped.connect(self.dropped)
        self.show_part(part)

    @property
    def part(self) -> Part:
        """What it shows."""
        return self._part

    @property
    def is_open(self) -> bool:
        """Whether its lines are shown."""
        return not self._inside.isHidden()

    def open(self) -> None:
        """Show the lines, if there are any."""
        self._set_open(is_open=True)

    def turn(self) -> None:
        """Show the lines, or hide them."""
        self._set_open(is_open=not self.is_open)

    def show_part(self, part: Part) -> None:
        """Show what the part holds now; what has the focus keeps it."""
        self._part = part
        self.tick.setChecked(part.is_on)
        self._summary.setText(part.how_much)
        self._grip.setVisible(part.can_move)
        if self.is_open:
            self._fill()
            self._inside.setVisible(bool(part.lines))
        self._place_summary()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A page that opens gives its rows many a width, and few of them change anything.
        if self._is_narrow() is not self._summary.isHidden():
            self._place_summary()

    def _place_summary(self) -> None:
        """Say how much there is below the name where the name would be broken for it."""
        is_below = self._is_narrow()
        self._summary.setVisible(not is_below)
        self.tick.set_caption(self._part.how_much if is_below else "")
        self._say_state()

    def _is_narrow(self) -> bool:
        words = QFontMetrics(self._theme.font(Role.CARD_TITLE)).horizontalAdvance(self._part.title)
        beside = self._grip.sizeHint().width() + self._chevron.sizeHint().width()
        mark_and_gaps = self._theme.px(_MARK_AND_GAPS)
        return mark_and_gaps + words + self._summary.sizeHint().width() + beside > self.width()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.tick.mapToGlobal(QPoint(0, self.tick.height()))
        self.menu_wanted.emit(self._part.id, at)

    def _set_open(self, *, is_open: bool) -> None:
        if is_open:
            self._fill()
        self._inside.setVisible(is_open and bool(self._switches))
        self._say_state()

    def _fill(self) -> None:
        """Let the switches be those of the lines; until the part is opened it needs none."""
        part = self._part
        shown = tuple((line.key, line.text, line.beside) for line in part.lines)
        if shown != self._shown:
            self._shown = shown
            former, self._switches = (
                self._switches,
                [_LineSwitch(line, self._theme) for line in part.lines],
            )
            for switch in self._switches:
                switch.clicked.connect(self._on_line_clicked)
                self._list.addWidget(switch)
            for switch in former:
                self._let_go(switch)
            put_in_reading_order(self)
        for switch, line in zip(self._switches, part.lines, strict=True):
            switch.setChecked(line.is_on)
            switch.setEnabled(part.is_on or part.lines_move_it)

    def _let_go(self, former: _LineSwitch) -> None:
        if former.hasFocus():
            for switch in self._switches:
                if switch.key == former.key:
                    switch.show()
                    switch.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.removeWidget(former)
        former.hide()
        former.deleteLater()

    def _say_state(self) -> None:
        has_lines = bool(self._part.lines)
        self._chevron.setVisible(has_lines)
        self._chevron.set_icon("chevron-up" if self.is_open else "chevron-down")
        name = (
            self.tr("Hide the lines of {title}")
            if self.is_open
            else self.tr("Show the lines of {title}")
        )
        self._chevron.set_icon_alone(name.format(title=self._part.title))
        state = [self._part.how_much]
        if has_lines:
            state.append(self.tr("open") if self.is_open else self.tr("Enter shows its lines"))
        if self._part.can_move:
            state.append(self.tr("Alt with Up or Down moves it"))
        self.tick.setAccessibleDescription(", ".join(each for each in state if each))

    def _on_ticked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt sends it
        self.switched.emit(self._part.id, is_on)

    def _on_stepped(self, by: int) -> None:
        self.stepped.emit(self._part.id, by)

    def _on_held(self) -> None:
        self.held.emit(self._part.id)

    def _on_line_clicked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt sends it
        switch = self.sender()
        if isinstance(switch, _LineSwitch):
            self.line_switched.emit(switch.key, is_on)


def _beginning(text: str) -> str:
    words = " ".join(text[: 2 * _LONGEST].split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
