"""Chips of which one may be chosen: for answers that are longer than a strip has room for."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.flow_layout import Flow

_PADDING = 13
_ICON = 14
_GAP = 6
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_CLEARS = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class ChoiceChips(QWidget):
    """An exclusive choice that looks like chips, in lines that wrap.

    One Tab stop. Arrows choose the neighbour, a digit the answer of that place, Space or Enter
    the one with the focus; choosing the chosen one again, or Backspace, takes it back.

    Signals:
        picked: The id chosen by the person, or None when they took it back.
    """

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        """Make the chips, none of them chosen.

        Args:
            name: What is asked, for a screen reader.
            choices: Id and text of each, in order.
            theme: The look in force.
            height: Of a chip, in pixels of the design.
            parent: The owner.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._ids = [id_ for id_, _ in choices]
        self._chips = [
            _ChoiceChip(name, text, theme, height=height, owner=self) for _, text in choices
        ]
        self._group = QButtonGroup(self)
        flow = Flow(spacing=theme.px(8))
        for place, chip in enumerate(self._chips):
            self._group.addButton(chip, place)
            flow.add(chip)
        self._group.idClicked.connect(self._on_clicked)
        self._place = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        self._show(-1)

    @property
    def value(self) -> str | None:
        """The id chosen; None is not answered."""
        return self._ids[self._place] if self._place >= 0 else None

    @value.setter
    def value(self, value: str | None) -> None:
        # An answer of a later version is none of these; it stays where it is kept.
        self._show(self._ids.index(value) if value in self._ids else -1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in _CLEARS:
            self._pick(-1)
        elif event.text() in {str(number + 1) for number in range(len(self._ids))}:
            self._pick(int(event.text()) - 1)
        elif event.key() in _BACK | _ON:
            self._pick(self._next(forward=(event.key() in _ON) is not self._turns(event)))
        else:
            super().keyPressEvent(event)

    def _turns(self, event: QKeyEvent) -> bool:
        is_across = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
        return is_across and self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _next(self, *, forward: bool) -> int:
        if self._place < 0:
            # From rest the first press answers where the focus is: nothing is skipped unseen.
            focused = [place for place, chip in enumerate(self._chips) if chip.hasFocus()]
            return focused[0] if focused else 0
        step = 1 if forward else -1
        return max(0, min(len(self._ids) - 1, self._place + step))

    def _on_clicked(self, place: int) -> None:
        self._pick(-1 if place == self._place else place)

    def _pick(self, place: int) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._show(place)
        if had_focus:
            self._chips[max(place, 0)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(self.value)

    def _show(self, place: int) -> None:
        self._place = place
        self._group.setExclusive(False)
        for at, chip in enumerate(self._chips):
            chip.setChecked(at == place)
            is_stop = at == max(place, 0)
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
        self._group.setExclusive(True)
        self.setFocusProxy(self._chips[max(place, 0)])


class _ChoiceChip(QRadioButton):
    """One answer: exclusive, so a radio button, whatever it looks like."""

    def __init__(self, name: str, text: str, theme: Theme, *, height: int, owner: QWidget) -> None:
        super().__init__(text.replace("&", "&&"), owner)
        self._theme = theme
        self._height = height
        self._shown = text
        # A screen reader that lands on a bare "lighter" has to say lighter of what.
        self.setAccessibleName(f"{name}: {text}")
        self.setProperty(painting.RING, height // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)
        theme.changed.connect(self.updateGeometry)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        theme, px = self._theme, self._theme.px
        # As wide as when it is chosen: nothing moves under a finger.
        words = QFontMetrics(theme.font(Role.LABEL)).horizontalAdvance(self._shown)
        width = words + 2 * px(_PADDING) + px(_ICON) + px(_GAP) + 2
        return QSize(width, theme.target(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        least = QSize(self._theme.px(60), self._theme.target(self._height))
        return self.sizeHint().boundedTo(least)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
        else:
            # Arrows, digits and Backspace belong to all of them together.
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = painting.begin(self)
        chosen = self.isChecked()
        lit = painting.is_lit(self)
        fill = "accent_soft" if chosen else "hover" if lit else "card"
        edge = "accent" if chosen else "line"
        radius = self.height() / 2
        painting.box(
            painter,
            QRectF(self.rect()),
            radius,
            fill=theme.colour(fill),
            edge=theme.colour(edge),
        )
        size = px(_ICON)
        words = QRectF(self.rect()).adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        if chosen:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = words.right() - size if mirrored else words.left()
            mark = QRectF(left, (self.height() - size) / 2, size, size)
            theme.paint_icon(painter, "check", mark, "accent", stroke=2.5)
            room = size + px(_GAP)
            words.adjust(0 if mirrored else room, 0, -room if mirrored else 0, 0)
        painter.setFont(theme.font(Role.LABEL if chosen else Role.BODY))
        ink = "disabled" if not self.isEnabled() else "ink" if chosen else "ink2"
        painter.setPen(theme.colour(ink))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._shown, Qt.TextElideMode.ElideRight, int(words.width()) + 2)
        side = Qt.AlignmentFlag.AlignVCenter
        side |= Qt.AlignmentFlag.AlignLeft if chosen else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(words, side, text)
        painter.end()
