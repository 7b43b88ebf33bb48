"""Buttons: main, second, quiet, plain, remove, and the few that are an icon alone.

One main button in a view. Labels are verbs in sentence case; a button that asks for more ends
in an ellipsis.
"""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting

# A button in a column keeps its own width with this.
AT_START = Qt.AlignmentFlag.AlignLeading

_RADIUS = 8
_GAP = 10
# What a chevron leaves empty of its square at either side.
_ICON_AIR = 4


class Kind(Enum):
    """How much a button asks for attention."""

    MAIN = "main"
    SECOND = "second"
    QUIET = "quiet"
    PLAIN = "plain"
    REMOVE = "remove"


_HEIGHT = {Kind.MAIN: 44}
_PADDING = {Kind.QUIET: 8, Kind.PLAIN: 12}
_INK = {
    Kind.MAIN: "on_accent",
    Kind.SECOND: "ink",
    Kind.QUIET: "accent",
    Kind.PLAIN: "ink2",
    Kind.REMOVE: "stop",
}


def press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press ``button`` if ``event`` is Enter; tell whether it was.

    Left to Qt, Enter would be for the main button of a dialog, whatever has the focus, and
    outside of a dialog for nothing.
    """
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A push button painted from the theme; ``clicked`` as usual."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        kind: Kind,
        *,
        icon: str = "",
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._kind = kind
        self._icon = icon
        self._opens = opens
        self._is_icon_alone = False
        self._is_flush = False
        self._height = _HEIGHT.get(kind, 40)
        self.setProperty(painting.RING, _RADIUS)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        theme.changed.connect(self._on_theme_changed)

    def set_icon(self, icon: str) -> None:
        """Show another icon, by its file's name; an empty name is none."""
        self._icon = icon
        self._on_theme_changed()

    def set_height(self, height: float) -> None:
        """Make the button lower or higher than its kind; never under 28."""
        self._height = max(28, round(height))
        self._on_theme_changed()

    def set_flush(self) -> None:
        """Let the text begin on the edge of its column, as the text above it does.

        For a quiet button that stands below or beside text: without a ground under the pointer
        there is nothing that its padding would be for.
        """
        self._is_flush = True
        self._on_theme_changed()

    def set_icon_alone(self, name: str) -> None:
        """Show the icon only; ``name`` is spoken and is the tooltip."""
        self._is_icon_alone = True
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        if self._is_icon_alone:
            side = self._theme.target(self._height)
            return QSize(side, side)
        width = (1 if self._is_flush else 2) * px(
            _PADDING.get(self._kind, 16)
        ) + self._text_width()
        if self._icon:
            width += px(18) + (px(_GAP) if self.text() else 0)
        if self._opens:
            width += px(14) + px(6)
        return QSize(width, self._theme.target(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        ink = _INK[self._kind] if self.isEnabled() else "disabled"
        if self._is_flush and self.isEnabled() and self._is_pointed_at():
            ink = "accent_h"
        fill, edge = self._ground()
        if fill or edge:
            painting.box(
                painter,
                QRectF(self.rect()),
                theme.px(_RADIUS),
                fill=theme.colour(fill) if fill else None,
                edge=theme.colour(edge) if edge else None,
            )
        icon = theme.px(18) if self._icon else 0
        text = 0 if self._is_icon_alone else self._text_width()
        gap = theme.px(_GAP) if icon and text else 0
        chevron = theme.px(14) + theme.px(6) if self._opens else 0
        left = (self.width() - icon - gap - text - chevron) / 2
        if self._is_flush:
            left = -theme.px(_ICON_AIR) if icon else 0
        if icon:
            top = (self.height() - icon) / 2
            place = QRectF(self._mirrored(left, icon), top, icon, icon)
            theme.paint_icon(painter, self._icon, place, self._icon_ink(ink))
        if text:
            painter.setFont(theme.font(Role.LABEL))
            painter.setPen(theme.colour(ink))
            place = QRectF(self._mirrored(left + icon + gap, text), 0, text, self.height())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic
            painter.drawText(place, flags, self.text())
        if self._opens:
            size = theme.px(14)
            start = left + icon + gap + text + theme.px(6)
            place = QRectF(self._mirrored(start, size), (self.height() - size) / 2, size, size)
            theme.paint_icon(painter, "chevron-down", place, ink)
        painter.end()

    def _ground(self) -> tuple[str, str]:
        hovered = self._is_pointed_at()
        match self._kind:
            case Kind.MAIN if not self.isEnabled():
                return "sunken", "line"
            case Kind.MAIN:
                return ("accent_h" if hovered else "accent"), ""
            case Kind.SECOND:
                return ("hover" if hovered else "card"), ("edge" if self.isEnabled() else "line")
            case Kind.REMOVE:
                return ("hover" if hovered else "card"), ("stop" if self.isEnabled() else "line")
            case Kind.QUIET | Kind.PLAIN:
                return ("hover" if hovered and not self._is_flush else ""), ""

    def _is_pointed_at(self) -> bool:
        return painting.is_lit(self) or self.isDown()

    def _icon_ink(self, ink: str) -> str:
        return "ink2" if ink == "ink" else ink

    def _mirrored(self, left: float, width: float) -> float:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.width() - left - width if is_mirrored else left

    def _text_width(self) -> int:
        metrics = QFontMetrics(self._theme.font(Role.LABEL))
        size = metrics.size(Qt.TextFlag.TextHideMnemonic, self.text())
        return size.width() + 2

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def main(text: str, theme: Theme, *, icon: str = "") -> Button:
    """Return the one main action of a view."""
    return Button(text, theme, Kind.MAIN, icon=icon)


def second(text: str, theme: Theme, *, icon: str = "", opens: bool = False) -> Button:
    """Return an action beside the main one; ``opens`` adds a chevron."""
    return Button(text, theme, Kind.SECOND, icon=icon, opens=opens)


def quiet(text: str, theme: Theme, *, icon: str = "", opens: bool = False) -> Button:
    """Return a link or the action of a row."""
    return Button(text, theme, Kind.QUIET, icon=icon, opens=opens)


def plain(text: str, theme: Theme, *, icon: str = "") -> Button:
    """Return a way out or a postponement: Back, Not today, Keep for later."""
    return Button(text, theme, Kind.PLAIN, icon=icon)


def remove(text: str, theme: Theme, *, icon: str = "trash-2") -> Button:
    """Return an action that removes something; its text ends in an ellipsis, for it asks first."""
    return Button(text, theme, Kind.REMOVE, icon=icon)


def icon_alone(icon: str, name: str, theme: Theme, *, bordered: bool = False) -> Button:
    """Return a button that is an icon alone, for the few icons that may stand alone.

    Args:
        icon: More, close, edit, zoom in or out, bold, italic, list or quote.
        name: Spoken, and shown as a tooltip.
        theme: The look in force.
        bordered: Whether it looks like a second button or like a plain one.
    """
    button = Button("", theme, Kind.SECOND if bordered else Kind.PLAIN, icon=icon)
    button.set_icon_alone(name)
    return button
