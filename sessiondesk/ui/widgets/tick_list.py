"""A list of lines with ticks, kept in place while its contents change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.grip import DropMark, Grip
from sessiondesk.ui.widgets.tick import Tick

_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


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


class TickList(QWidget):
    """Lines with ticks, one under the other.

    Signals:
        ticked: The person ticked or unticked a line: (its id, is it ticked).
        more_asked: The person asked what else can be done with a line: (its id, the button).
        moved: The person moved a line, with Alt and an arrow or by dragging: (its id, the place
            it should have, from 0).
        keyed: A key of those that mean something was pressed on a line: (its id, the key).
    """

    ticked = Signal(str, bool)
    more_asked = Signal(str, QWidget)
    moved = Signal(str, int)
    keyed = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        *,
        more_name: str = "",
        can_move: bool = False,
        keys: str = "",
        hint: str = "",
        role: Role = Role.OWN_LINE,
        fades: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty list.

        Args:
            theme: The look in force.
            more_name: What the button for more is called, with ``{line}`` for the words of the
                line; empty: there is no such button.
            can_move: Whether lines can be put into another order.
            keys: Letters and digits that mean something on a line.
            hint: Says what the keys do, for a screen reader and as a tool tip.
            role: ``LABEL`` where the lines are no words of the person's own.
            fades: Whether ticked lines stand back, as in a list of things to do.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._more_name = more_name
        self._can_move = can_move
        self._keys = keys.casefold()
        self._hint = hint
        self._role = role
        self._fades = fades
        self._rows: list[_Row] = []
        self._dragged: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside = self._hold(())
        self._column.addWidget(self._inside)
        self._mark = DropMark(theme, self)

    @property
    def ids(self) -> Sequence[str]:
        """What is shown, in order."""
        return [row.line.id for row in self._rows]

    def show_lines(self, lines: Sequence[TickLine]) -> None:
        """Show these lines; the one with the keyboard keeps it, or the one in its place."""
        shown = [(row.line.id, row.line.text) for row in self._rows]
        if shown == [(line.id, line.text) for line in lines]:
            for row, line in zip(self._rows, lines, strict=True):
                row.line = line
                row.tick.setChecked(line.is_ticked)
                row.tick.set_caption(line.caption)
            return
        place = next((n for n, row in enumerate(self._rows) if row.has_keyboard), None)
        held = None if place is None else self._rows[place]
        on_more = held is not None and not held.tick.hasFocus()
        self._let_go()
        self._rows = [self._row(line) for line in lines]
        former_inside, self._inside = self._inside, self._hold(self._rows)
        self._column.addWidget(self._inside)
        # All at once: showing each would lay out the whole page as many times.
        self._inside.show()
        if held is not None and place is not None and self._rows:
            same = (row for row in self._rows if row.line.id == held.line.id)
            row = next(same, self._rows[min(place, len(lines) - 1)])
            row.take_keyboard(on_more=on_more)
        self._column.removeWidget(former_inside)
        former_inside.hide()
        former_inside.deleteLater()

    def _hold(self, rows: Sequence["_Row"]) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        for row in rows:
            column.addWidget(row)
        return inside

    def focus_line(self, id_: str = "") -> None:
        """Put the keyboard on a line; without an id on the first."""
        for row in self._rows:
            if not id_ or row.line.id == id_:
                row.take_keyboard()
                return

    def _row(self, line: TickLine) -> "_Row":
        tick = _LineTick(
            line.text, self._theme, role=self._role, caption=line.caption, fades=self._fades
        )
        row = _Row(line, tick, self._theme, self._more_name, self._hint, can_move=self._can_move)
        row.tick.letters = self._keys
        row.tick.clicked.connect(self._on_clicked)
        row.tick.typed.connect(self._on_typed)
        row.tick.stepped.connect(self._on_stepped)
        if row.more is not None:
            row.more.clicked.connect(self._on_more)
        if row.grip is not None:
            row.grip.held.connect(self._on_held)
            row.grip.dragged.connect(self._on_dragged)
            row.grip.dropped.connect(self._on_dropped)
        return row

    def _row_of(self, part: object) -> "_Row | None":
        return next((row for row in self._rows if part in {row.tick, row.more, row.grip}), None)

    def _on_clicked(self, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        row = self._row_of(self.sender())
        if row is not None:
            self.ticked.emit(row.line.id, on)

    def _on_typed(self, key: str) -> None:
        row = self._row_of(self.sender())
        if row is not None:
            self.keyed.emit(row.line.id, key)

    def _on_more(self) -> None:
        row = self._row_of(self.sender())
        if row is not None and row.more is not None:
            self.more_asked.emit(row.line.id, row.more)

    # Moving.

    def _on_stepped(self, by: int) -> None:
        row = self._row_of(self.sender())
        if row is not None and self._can_move:
            place = self._rows.index(row) + by
            if 0 <= place < len(self._rows):
                self.moved.emit(row.line.id, place)

    def _on_held(self) -> None:
        row = self._row_of(self.sender())
        self._dragged = None if row is None else row.line.id

    def _on_dragged(self, at: QPoint) -> None:
        if self._dragged is not None:
            self._mark.show_at(self._height_of(self._gap_at(at)))

    def _on_dropped(self, at: QPoint) -> None:
        id_ = self._dragged
        gap = self._gap_at(at)
        self._let_go()
        if id_ not in self.ids:
            return
        place = self.ids.index(id_)
        # The gap under a line is where it is already, and so is the one above it.
        to = gap - 1 if gap > place else gap
        if to != place:
            self.moved.emit(id_, to)

    def _let_go(self) -> None:
        self._dragged = None
        self._mark.hide()

    def _gap_at(self, at: QPoint) -> int:
        """Return between which lines a point of the screen is: 0 is above the first."""
        height = self.mapFromGlobal(at).y()
        return sum(row.geometry().center().y() < height for row in self._rows)

    def _height_of(self, gap: int) -> int:
        if not self._rows:
            return 0
        if gap == len(self._rows):
            return self._rows[-1].geometry().bottom()
        return self._rows[gap].geometry().top()


class _LineTick(Tick):
    """A tick that also hears letters, and Alt with the arrows.

    Signals:
        typed: A letter or digit that means something here.
        stepped: Alt and an arrow: -1 up, 1 down.
    """

    typed = Signal(str)
    stepped = Signal(int)
    letters = ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if held == Qt.KeyboardModifier.AltModifier and step is not None:
            self.stepped.emit(step)
            return
        key = event.text().casefold()
        is_plain = not held & ~Qt.KeyboardModifier.ShiftModifier
        if key and key in self.letters and is_plain and not event.isAutoRepeat():
            self.typed.emit(key)
            return
        super().keyPressEvent(event)


class _Row(QWidget):
    """A tick and, where the list has them, a grip and a button for more."""

    def __init__(
        self,
        line: TickLine,
        tick: _LineTick,
        theme: Theme,
        more_name: str,
        hint: str,
        *,
        can_move: bool,
    ) -> None:
        super().__init__()
        self.line = line
        self.tick = tick
        self.tick.setChecked(line.is_ticked)
        if hint:
            self.tick.setToolTip(hint)
        self.more: buttons.Button | None = None
        self.grip = Grip(theme, hint) if can_move else None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.tick, 1)
        if more_name:
            self.more = buttons.icon_alone("ellipsis", more_name.format(line=line.text), theme)
            self.more.set_height(28)
            row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        if self.grip is not None:
            row.addWidget(self.grip)

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in this row."""
        return self.tick.hasFocus() or (self.more is not None and self.more.hasFocus())

    def take_keyboard(self, *, on_more: bool = False) -> None:
        """Take the keyboard, on the tick or on the button for more."""
        target = self.more if on_more and self.more is not None else self.tick
        target.setFocus(Qt.FocusReason.OtherFocusReason)
