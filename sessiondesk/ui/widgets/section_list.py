"""The sections of a long page, to go to: a column beside it, or a few lines above it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.flow_layout import Flow

WIDE = 176
_RADIUS = 8
_INSET = 16
_BACK = {Qt.Key.Key_Up, Qt.Key.Key_Left}
_ON = {Qt.Key.Key_Down, Qt.Key.Key_Right}
_UNBOUND = (1 << 24) - 1
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}


class SectionList(QWidget):
    """Names the sections of a page and marks the one that is being read.

    One Tab stop; arrows go through it, Enter, Space or a click goes to a section.

    Signals:
        chosen: The place of the section to go to.
    """

    chosen = Signal(int)

    def __init__(
        self, name: str, sections: Sequence[str], theme: Theme, *, parent: QWidget | None = None
    ) -> None:
        """Make a list in its wide form.

        Args:
            name: What it is, for a screen reader.
            sections: The titles, in the order of the page.
            theme: The look in force.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._is_row = False
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._entries = [_Entry(title, theme, self) for title in sections]
        for place, entry in enumerate(self._entries):
            self._group.addButton(entry, place)
        self._group.idClicked.connect(self.chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._flow: Flow | None = None
        self._lay_out()
        self.set_current(0)
        theme.changed.connect(self._fit)

    @property
    def current(self) -> int:
        """The place of the section that is marked."""
        return self._group.checkedId()

    def set_current(self, place: int) -> None:
        """Mark a section as the one being read; nothing is emitted."""
        self._entries[place].setChecked(True)
        self._set_tab_stop(self._entries[place])

    def set_row(self, is_row: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Stand in a few lines above the page instead of in a column beside it."""
        if is_row is not self._is_row:
            self._is_row = is_row
            self._lay_out()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((place for place, each in enumerate(self._entries) if each.hasFocus()), None)
        to = None if at is None else self._place_after(at, Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
            return
        self._set_tab_stop(self._entries[to])
        self._entries[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_after(self, at: int, key: Qt.Key) -> int | None:
        """Return where a key leads from ``at``; None where it is not one of ours."""
        last = len(self._entries) - 1
        if key in _BACK:
            return max(0, at - 1)
        if key in _ON:
            return min(last, at + 1)
        return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key)

    def _set_tab_stop(self, stop: "_Entry") -> None:
        for entry in self._entries:
            policy = Qt.FocusPolicy.StrongFocus if entry is stop else Qt.FocusPolicy.ClickFocus
            entry.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def _lay_out(self) -> None:
        former, self._flow = self._flow, Flow(spacing=self._theme.px(8)) if self._is_row else None
        while self._column.takeAt(0) is not None:
            pass
        for entry in self._entries:
            entry.is_chip = self._is_row
            if self._flow is None:
                self._column.addWidget(entry)
            else:
                self._flow.add(entry)
            entry.show()
        if self._flow is None:
            self._column.addStretch(1)
        else:
            self._column.addWidget(self._flow)
            self._flow.show()
        if former is not None:
            former.hide()
            former.deleteLater()
        self._fit()

    def _fit(self) -> None:
        policy = QSizePolicy.Policy
        if self._is_row:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_UNBOUND)
            self.setSizePolicy(policy.Preferred, policy.Fixed)
        else:
            self.setFixedWidth(self._theme.px(WIDE))
            self.setSizePolicy(policy.Fixed, policy.Preferred)
        for entry in self._entries:
            across = policy.Fixed if self._is_row else policy.Expanding
            entry.setSizePolicy(across, policy.Fixed)
            entry.updateGeometry()
            entry.update()


class _Entry(QRadioButton):
    """One section: exclusive, so a radio button, whatever it looks like."""

    def __init__(self, title: str, theme: Theme, list_: SectionList) -> None:
        super().__init__(title, list_)
        self._theme = theme
        self.is_chip = False
        self.setProperty(painting.RING, _RADIUS)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        theme = self._theme
        # As wide as when it is marked: then it is bold.
        words = QFontMetrics(theme.font(Role.STRONG)).horizontalAdvance(self.text())
        inset = theme.px(12 if self.is_chip else _INSET)
        return QSize(words + 2 * inset, theme.target(32 if self.is_chip else 36))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self.is_chip else QSize(0, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            # Arrows would choose at once; here they only go there.
            is_ours = event.key() in _BACK | _ON | _ENDS
            event.ignore() if is_ours else super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme, whole = self._theme, QRectF(self.rect())
        # Above the page it scrolls away with it, so it marks nothing there.
        is_marked = self.isChecked() and not self.is_chip
        lit = theme.colour("hover") if painting.is_lit(self) else None
        if self.is_chip:
            fill = lit or theme.colour("card")
            painting.box(painter, whole, whole.height() / 2, fill=fill, edge=theme.colour("line"))
        else:
            if lit is not None:
                painting.box(painter, whole, theme.px(_RADIUS), fill=lit)
            self._paint_line(painter, whole, is_marked=is_marked)
        painter.setFont(theme.font(Role.STRONG, weight=600 if is_marked else 400))
        painter.setPen(theme.colour("ink" if is_marked else "ink2"))
        inset = 0 if self.is_chip else theme.px(_INSET)
        words = whole.adjusted(inset, 0, -inset, 0)
        start = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        across = Qt.AlignmentFlag.AlignHCenter if self.is_chip else start
        room = int(words.width()) + 1
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, across | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _paint_line(self, painter: QPainter, whole: QRectF, *, is_marked: bool) -> None:
        """Draw this entry's part of the line along the column, and the mark upon it."""
        theme = self._theme
        line = QRectF(0, 0, 1, whole.height())
        bar = QRectF(0, (whole.height() - theme.px(20)) / 2, theme.px(3), theme.px(20))
        if self._is_mirrored:
            line.moveRight(whole.right())
            bar.moveRight(whole.right())
        painter.fillRect(line, theme.colour("line"))
        if is_marked:
            painting.box(painter, bar, theme.px(1.5), fill=theme.colour("accent"))

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
