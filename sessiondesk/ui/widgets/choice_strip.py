"""A bordered strip of equal or natural cells of which at most one is chosen.

It looks like one control and is a group of radio buttons: a slider could not say "not
answered". ``Scale``, ``Hours`` and ``Segmented`` are made of it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGroupBox, QRadioButton, QSizePolicy
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting

_RADIUS = 8
_INNER_RADIUS = 6
_INSET = 3


class _Cell(QRadioButton):
    """One cell; the strip decides what a key means."""

    def __init__(self, text: str, theme: Theme, strip: "ChoiceStrip") -> None:
        super().__init__(strip)
        self.shown = text
        self.pressed_at: QPoint | None = None
        self._theme = theme
        self._strip = strip
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        return self.size()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed_at = None
        if not self._strip.take_key(event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._strip.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        inset = theme.px(_INSET)
        inside = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius = theme.px(_INNER_RADIUS)
        font = theme.font(Role.BODY, figures=True)
        ink = "ink2" if self.isEnabled() else "disabled"
        if self.isChecked():
            fill = "accent" if self.isEnabled() else "line"
            painting.box(painter, inside, radius, fill=theme.colour(fill))
            font = theme.font(Role.STRONG, figures=True)
            ink = "on_accent" if self.isEnabled() else "disabled"
        elif painting.is_lit(self):
            painting.box(painter, inside, radius, fill=theme.colour("hover"))
            ink = "ink"
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self.shown)
        if self.isChecked() and wide > inside.width() - theme.px(6):
            painter.setFont(theme.font(Role.SMALL, weight=600, figures=True))
        painter.setPen(theme.colour(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.shown)
        painter.end()


class ChoiceStrip(QGroupBox):
    """A strip of cells, at most one of them chosen.

    Keys: arrows choose the neighbour, Home and End the first and the last, Backspace and
    Delete clear where that is allowed. Clicking the chosen cell clears it.

    Signals:
        chosen: The place that is chosen now, by the person, or -1 for none.
        typed: A key gave an answer outright (a digit, a letter): the way is free to move on.
    """

    chosen = Signal(int)
    typed = Signal()

    def __init__(
        self,
        theme: Theme,
        texts: Sequence[str],
        *,
        height: int,
        cell_widths: tuple[int, int] | None = None,
        can_clear: bool = True,
    ) -> None:
        """Make a strip.

        Args:
            theme: The look in force.
            texts: What the cells show, in order.
            height: In pixels of the design.
            cell_widths: Smallest and wished width of equal cells; None: as wide as the words.
            can_clear: Whether "nothing chosen" can be reached again.
        """
        super().__init__()
        self._theme = theme
        self._height = height
        self._cell_widths = cell_widths
        self._can_clear = can_clear
        self._place = -1
        self._cells = [_Cell(text, theme, self) for text in texts]
        group = QButtonGroup(self)
        for place, cell in enumerate(self._cells):
            group.addButton(cell, place)
        self._group = group
        group.idClicked.connect(self._on_clicked)
        self.setProperty(painting.RING, _RADIUS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._set_tab_stop()
        theme.changed.connect(self._on_theme_changed)

    @property
    def place(self) -> int:
        """The place that is chosen, or -1."""
        return self._place

    def choose(self, place: int) -> None:
        """Choose a place, or none with -1, without telling anybody."""
        self._place = place
        if place >= 0:
            self._cells[place].setChecked(True)
        else:
            self._group.setExclusive(False)
            for cell in self._cells:
                cell.setChecked(False)
            self._group.setExclusive(True)
        self._set_tab_stop()

    def say(self, place: int, name: str, description: str = "") -> None:
        """Give a cell the name that a screen reader speaks."""
        self._cells[place].setAccessibleName(name)
        self._cells[place].setAccessibleDescription(description)

    def show_text(self, place: int, text: str) -> None:
        """Show another text in a cell."""
        self._cells[place].shown = text
        self._cells[place].update()

    def is_right_half_pressed(self, place: int) -> bool:
        """Whether the last press of the mouse was on the right half of a cell."""
        cell = self._cells[place]
        return cell.pressed_at is not None and cell.pressed_at.x() * 2 >= cell.width()

    def take_key(self, event: QKeyEvent) -> bool:
        """Deal with a key; False leaves it to others."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        forward = 1 if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else -1
        match event.key():
            case Qt.Key.Key_Right:
                self._step(forward)
            case Qt.Key.Key_Left:
                self._step(-forward)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Home:
                self.pick(0)
            case Qt.Key.Key_End:
                self.pick(len(self._cells) - 1)
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete if self._can_clear:
                self.pick(-1)
            case _:
                return False
        return True

    def pick(self, place: int, *, outright: bool = False) -> None:
        """Choose a place on the person's behalf and tell; ``outright`` also says ``typed``."""
        had_focus = self.has_focus
        self.choose(place)
        if had_focus:
            self._cells[max(place, 0)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(place)
        if outright:
            self.typed.emit()

    @property
    def has_focus(self) -> bool:
        """Whether one of the cells has the keyboard."""
        return any(cell.hasFocus() for cell in self._cells)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(sum(self._widths(wished=True)) + 2, px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(sum(self._widths(wished=False)) + 2, self._theme.px(self._height))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cells()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        painting.box(
            painter,
            QRectF(self.rect()),
            theme.px(_RADIUS),
            fill=theme.colour("card"),
            edge=theme.colour("edge" if self.isEnabled() else "line"),
        )
        painter.end()

    def _widths(self, *, wished: bool) -> list[int]:
        px = self._theme.px
        if self._cell_widths is not None:
            wide = self._theme.target(self._cell_widths[1 if wished else 0])
            return [wide] * len(self._cells)
        metrics = QFontMetrics(self._theme.font(Role.STRONG))
        padding = px(26 if wished else 16)
        return [metrics.horizontalAdvance(cell.shown) + padding for cell in self._cells]

    def _place_cells(self) -> None:
        """Share the width out; what is left over goes evenly to all."""
        widths = self._widths(wished=False)
        room = self.width() - 2 - sum(widths)
        count = len(self._cells)
        left = 1.0
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for cell, width in zip(self._cells, widths, strict=True):
            right = left + width + room / count
            start = self.width() - round(right) if is_mirrored else round(left)
            cell.setGeometry(start, 0, round(right) - round(left), self.height())
            left = right

    def _step(self, by: int) -> None:
        if self._place < 0:
            # From rest the first press answers where the focus is: nothing is skipped unseen.
            focused = [place for place, cell in enumerate(self._cells) if cell.hasFocus()]
            self.pick(focused[0] if focused else 0)
            return
        self.pick(max(0, min(len(self._cells) - 1, self._place + by)))

    def _on_clicked(self, place: int) -> None:
        self.clicked_cell(place)

    def clicked_cell(self, place: int) -> None:
        """Deal with a click; the chosen cell clicked again is cleared."""
        self.pick(-1 if place == self._place and self._can_clear else place)

    def _set_tab_stop(self) -> None:
        """Make one cell the strip's Tab stop; Qt would stop at every one while none is chosen."""
        stop = max(self._place, 0)
        for place, cell in enumerate(self._cells):
            is_stop = place == stop
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)
        self.setFocusProxy(self._cells[stop])

    def _on_theme_changed(self) -> None:
        self._place_cells()
        self.updateGeometry()
        self.update()

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the cells in order, for whoever lays out the order of Tab."""
        return self._cells
