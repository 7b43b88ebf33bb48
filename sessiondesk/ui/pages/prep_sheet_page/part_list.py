"""The parts of the page in their order, which the person can change."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from sessiondesk.ui.pages.prep_sheet_page.parts import Part
from sessiondesk.ui.pages.prep_sheet_page.sections import SectionRow
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.grip import DropMark
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

_UP: Final = -1
_DOWN: Final = 1


class PartList(Card):
    """A row for each part; moved with Alt and an arrow, by its menu, or by dragging its grip.

    Signals:
        switched: A part's id, and whether the person wants it.
        line_switched: A line's key, and whether the person wants it.
        moved: A part's id, and the id of the part it is to stand in front of; empty: the last.
    """

    switched = Signal(str, bool)
    line_switched = Signal(str, bool)
    moved = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(16, 8), parent=parent)
        self._theme = theme
        self._known: dict[str, SectionRow] = {}
        self._rows: list[SectionRow] = []
        self._chosen = ""
        self._held_at: QPoint | None = None
        self._is_dragging = False
        self.body.setSpacing(0)
        self.body.addStretch(1)
        self._mark = DropMark(theme, self)
        self._menu = QMenu(self)
        self._up = self._menu.addAction(self.tr("Move up"))
        self._up.triggered.connect(self._on_up)
        self._down = self._menu.addAction(self.tr("Move down"))
        self._down.triggered.connect(self._on_down)
        self._menu.addSeparator()
        self._turn = self._menu.addAction("")
        self._turn.triggered.connect(self._on_turn)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show ``parts`` in their order; what has the focus keeps it."""
        before = self._rows
        self._rows = [self._row(each) for each in parts]
        for row in before:
            if row not in self._rows:
                row.hide()
        if self._rows != before:
            self._put_in_order()
        for row in self._rows:
            row.show()

    def open_all(self) -> None:
        """Show the lines of all parts."""
        for row in self._rows:
            row.open()

    def focus_part(self, id_: str = "") -> None:
        """Put the keyboard on a part; without an id, or where it is not shown, on the first."""
        rows = [row for row in self._rows if row.part.id == id_] or self._rows
        if rows:
            rows[0].tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, part: Part) -> SectionRow:
        row = self._known.get(part.id)
        if row is not None:
            row.show_part(part)
            return row
        row = SectionRow(part, self._theme)
        row.hide()
        row.switched.connect(self.switched)
        row.line_switched.connect(self.line_switched)
        row.stepped.connect(self._on_stepped)
        row.menu_wanted.connect(self._on_menu_wanted)
        row.held.connect(self._on_held)
        row.dragged.connect(self._on_dragged)
        row.dropped.connect(self._on_dropped)
        self._known[part.id] = row
        return row

    def _put_in_order(self) -> None:
        self._let_go()
        for place, row in enumerate(self._rows):
            # Moved within the layout, not taken out of the window: the keyboard stays.
            self.body.removeWidget(row)
            self.body.insertWidget(place, row)
        put_in_reading_order(self)

    # Moving.

    def _place(self, id_: str) -> int:
        return next((n for n, row in enumerate(self._rows) if row.part.id == id_), -1)

    def _least(self) -> int:
        """Return the first place that another part may have."""
        return sum(not row.part.can_move for row in self._rows)

    def _move(self, id_: str, to: int) -> None:
        """Ask that a part have the place ``to`` among those that are shown."""
        place = self._place(id_)
        to = max(to, self._least())
        if place < 0 or to == place or not self._rows[place].part.can_move:
            return
        if to >= len(self._rows):
            return
        ids = [row.part.id for row in self._rows if row.part.id != id_]
        self.moved.emit(id_, ids[to] if to < len(ids) else "")
        announce(
            self,
            self.tr("{title}, place {place} of {all}").format(
                title=self._rows[self._place(id_)].part.title, place=to + 1, all=len(self._rows)
            ),
        )

    def _on_stepped(self, id_: str, by: int) -> None:
        self._move(id_, self._place(id_) + by)

    def _on_menu_wanted(self, id_: str, at: QPoint) -> None:
        self._chosen = id_
        place = self._place(id_)
        if place < 0:
            return
        row = self._rows[place]
        self._up.setVisible(row.part.can_move)
        self._down.setVisible(row.part.can_move)
        self._up.setEnabled(place > self._least())
        self._down.setEnabled(place < len(self._rows) - 1)
        self._turn.setText(self.tr("Hide its lines") if row.is_open else self.tr("Show its lines"))
        self._turn.setEnabled(bool(row.part.lines))
        self._menu.popup(at)

    def _on_up(self) -> None:
        self._on_stepped(self._chosen, _UP)

    def _on_down(self) -> None:
        self._on_stepped(self._chosen, _DOWN)

    def _on_turn(self) -> None:
        place = self._place(self._chosen)
        if place >= 0:
            self._rows[place].turn()

    def _on_held(self, id_: str) -> None:
        self._chosen = id_
        self._held_at = None
        self._is_dragging = False

    def _on_dragged(self, at: QPoint) -> None:
        if self._held_at is None:
            self._held_at = at
        far = (at - self._held_at).manhattanLength()
        self._is_dragging = self._is_dragging or far >= QApplication.startDragDistance()
        if self._is_dragging:
            self._mark.show_at(self._height_of(self._gap_at(at)))

    def _on_dropped(self, at: QPoint) -> None:
        was_dragging = self._is_dragging
        gap = self._gap_at(at)
        self._let_go()
        if not was_dragging:
            # Whose hand shakes gets the same from a click.
            self._on_menu_wanted(self._chosen, at)
            return
        place = self._place(self._chosen)
        # The gap under a row is where it is already, and so is the one above it.
        self._move(self._chosen, gap - 1 if gap > place else gap)

    def _let_go(self) -> None:
        self._is_dragging = False
        self._held_at = None
        self._mark.hide()

    def _gap_at(self, at: QPoint) -> int:
        """Return between which rows a point of the screen is: 0 is above the first."""
        height = self.mapFromGlobal(at).y()
        gap = sum(row.geometry().center().y() < height for row in self._rows)
        return max(gap, self._least())

    def _height_of(self, gap: int) -> int:
        if gap == len(self._rows):
            return self._rows[-1].geometry().bottom()
        return self._rows[gap].geometry().top()
