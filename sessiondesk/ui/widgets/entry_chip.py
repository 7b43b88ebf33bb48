"""A filter as a chip: it opens what it is set with, and while it is on a cross takes it off."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.buttons import Button, Kind

_HEIGHT = 40
_ICON = 14
_GAP = 6
_PADDING = 13
_WIDEST = 260
_CROSS = 30


class FilterChip(QWidget):
    """One filter.

    Signals:
        clicked: It should open, or close, what it is set with.
        cleared: It should no longer hold.
    """

    clicked = Signal()
    cleared = Signal()

    def __init__(
        self, name: str, theme: Theme, *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        """Make a filter that is off.

        Args:
            name: What it says while it is off.
            theme: The look in force.
            icon: Drawn before the name.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._opener = _Opener(name, theme, icon)
        self._cross = Button("", theme, Kind.PLAIN, icon="x")
        self._cross.set_height(_CROSS)
        self._cross.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._opener)
        row.addWidget(self._cross)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._opener)
        self._opener.clicked.connect(self.clicked)
        self._cross.clicked.connect(self.cleared)
        theme.changed.connect(self._fit)
        self.set_value("")

    @property
    def is_on(self) -> bool:
        """Whether it holds."""
        return self._opener.is_on

    @property
    def last_stop(self) -> QWidget:
        """The last control of it that Tab comes to."""
        return self._cross

    def set_value(self, words: str) -> None:
        """Say what it is set to; empty is off."""
        self._opener.set_words(words or self._name, is_on=bool(words))
        self._cross.setVisible(bool(words))
        if words:
            self._opener.setAccessibleName(
                self.tr("{name}: {value}").format(name=self._name, value=words)
            )
            self._cross.set_icon_alone(self.tr("Take off: {value}").format(value=words))
        else:
            self._opener.setAccessibleName(self._name)
        self._fit()

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Turn the chevron up or down, and say so."""
        self._opener.set_open(is_open=is_open)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        is_on = self.is_on
        fill = "accent_soft" if is_on else "hover" if painting.is_lit(self._opener) else "card"
        edge = "accent" if is_on else "edge"
        painting.box(
            painter,
            QRectF(self.rect()),
            self.height() / 2,
            fill=theme.colour(fill),
            edge=theme.colour(edge),
        )
        painter.end()

    def _fit(self) -> None:
        self._row.setContentsMargins(0, 0, self._theme.px(4) if self.is_on else 0, 0)
        self.updateGeometry()
        self.update()


class _Opener(QPushButton):
    """The part of the chip that opens."""

    def __init__(self, text: str, theme: Theme, icon: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._icon = icon
        self._shown = text
        self._is_open = False
        self.is_on = False
        self.setAutoDefault(False)
        self.setProperty(painting.RING, _HEIGHT // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str, *, is_on: bool) -> None:
        """Say something else."""
        self._shown = text
        self.is_on = is_on
        # A person's own tag is never read as a shortcut.
        self.setText(text.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def set_open(self, *, is_open: bool) -> None:
        """Turn the chevron."""
        self._is_open = is_open
        self.setAccessibleDescription(self.tr("open") if is_open else self.tr("closed"))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        text = QFontMetrics(self._font()).horizontalAdvance(self._shown) + 2
        width = px(_PADDING) + text + (px(4) if self.is_on else px(_PADDING))
        if self._icon or self.is_on:
            width += px(_ICON) + px(_GAP)
        if not self.is_on:
            width += px(_ICON) + px(_GAP)
        return QSize(min(width, px(_WIDEST)), self._theme.target(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme, px = self._theme, self._theme.px
        size = px(_ICON)
        top = (self.height() - size) / 2
        left, right = float(px(_PADDING)), float(self.width())
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft

        def at(start: float, width: float, *, whole: bool = False) -> QRectF:
            start = self.width() - start - width if is_mirrored else start
            if whole:
                return QRectF(start, 0, width, self.height())
            return QRectF(start, top, width, size)

        if self.is_on or self._icon:
            name = "check" if self.is_on else self._icon
            colour = "accent" if self.is_on else "ink2"
            stroke = 2.5 if self.is_on else 1.75
            theme.paint_icon(painter, name, at(left, size), colour, stroke=stroke)
            left += size + px(_GAP)
        if not self.is_on:
            right -= px(_PADDING) + size
            chevron = "chevron-up" if self._is_open else "chevron-down"
            theme.paint_icon(painter, chevron, at(right, size), "ink2")
            right -= px(_GAP)
        painter.setFont(self._font())
        painter.setPen(theme.colour("ink" if self.is_on else "ink2"))
        room = right - left
        shown = painter.fontMetrics().elidedText(
            self._shown, Qt.TextElideMode.ElideRight, int(room) + 1
        )
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(at(left, room, whole=True), side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(Role.LABEL if self.is_on else Role.BODY)


class ReadOnlyChip(QLabel):
    """A word on an entry that is only read: no tick, no hover, no Tab stop."""

    def __init__(
        self, text: str, theme: Theme, *, is_soft: bool = True, parent: QWidget | None = None
    ) -> None:
        """Make a chip.

        Args:
            text: The word, perhaps a person's own.
            theme: The look in force.
            is_soft: Whether it has the ground of what is chosen, or only a line around it.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._is_soft = is_soft
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        text = QFontMetrics(self._theme.font(Role.BODY)).horizontalAdvance(self.text())
        return QSize(text + 2 + 2 * px(_PADDING), px(30))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(self._theme.px(60), self._theme.px(30)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme, px = self._theme, self._theme.px
        fill = theme.colour("accent_soft") if self._is_soft else None
        edge = theme.colour("accent_line" if self._is_soft else "line")
        whole = QRectF(self.rect())
        painting.box(painter, whole, self.height() / 2, fill=fill, edge=edge)
        painter.setFont(theme.font(Role.BODY))
        painter.setPen(theme.colour("ink" if self._is_soft else "ink2"))
        inside = whole.adjusted(px(_PADDING) - 1, 0, 1 - px(_PADDING), 0)
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(inside.width()) + 1
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
