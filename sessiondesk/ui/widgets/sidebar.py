"""The way between pages: a column with words, or a rail with icons above their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from sessiondesk.ui.icons import CHOSEN_STROKE, REST_STROKE
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Hairline, Label

WIDE = 208
RAIL = 88
_RADIUS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of the sidebar.

    Attributes:
        id: What is emitted when it is chosen.
        label: What it says.
        icon: Name of its icon.
        is_below: Whether it stands at the foot, such as Settings.
    """

    id: str
    label: str
    icon: str
    is_below: bool = False


@dataclass(slots=True, kw_only=True)
class _Face:
    """What an entry looks like, whichever button it is made of."""

    theme: Theme
    label: str
    icon: str
    rail_label: str = ""
    hint: str = ""
    rail_hint: str = ""
    is_rail: bool = False
    is_small: bool = False

    def size(self) -> QSize:
        px = self.theme.px
        if self.is_small:
            return QSize(px(60), self.theme.target(28))
        return QSize(px(60), px(58 if self.is_rail else 44))

    def paint(self, button: QAbstractButton, *, chosen: bool) -> None:
        theme = self.theme
        painter = painting.begin(button)
        whole = QRectF(button.rect())
        if chosen:
            radius = theme.px(_RADIUS)
            fill, edge = theme.colour("card"), theme.colour("line")
            painting.box(painter, whole, radius, fill=fill, edge=edge)
            bar = QRectF(0, (whole.height() - theme.px(20)) / 2, theme.px(3), theme.px(20))
            if button.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                bar.moveRight(whole.right())
            painting.box(painter, bar, theme.px(1.5), fill=theme.colour("accent"))
        elif painting.is_lit(button):
            painting.box(painter, whole, theme.px(_RADIUS), fill=theme.colour("hover"))
        if self.is_rail:
            self._paint_rail(painter, whole, chosen=chosen)
        else:
            self._paint_wide(painter, button, whole, chosen=chosen)
        painter.end()

    def _paint_wide(
        self, painter: QPainter, button: QAbstractButton, whole: QRectF, *, chosen: bool
    ) -> None:
        theme = self.theme
        mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
        size = theme.px(16 if self.is_small else 20)
        start = theme.px(12 if self.is_small else 16)
        left = whole.width() - start - size if mirrored else start
        mark = QRectF(left, (whole.height() - size) / 2, size, size)
        stroke = CHOSEN_STROKE if chosen else REST_STROKE
        theme.paint_icon(painter, self.icon, mark, "accent" if chosen else "ink2", stroke=stroke)
        gap = theme.px(6 if self.is_small else 14)
        end = 0 if self.is_small else theme.px(14)
        words = whole.adjusted(start + size + gap, 0, -end, 0)
        if mirrored:
            words = whole.adjusted(end, 0, -(start + size + gap), 0)
        role = Role.ANCHOR if self.is_small else Role.STRONG if chosen else Role.LABEL
        painter.setFont(theme.font(role, weight=None if chosen or self.is_small else 400))
        painter.setPen(theme.colour("ink" if chosen else "ink2"))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        room = int(words.width()) + 1
        label = painter.fontMetrics().elidedText(self.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, label)
        if self.hint:
            painter.setFont(theme.font(Role.SMALL))
            painter.setPen(theme.colour("ink3"))
            far = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
            painter.drawText(words, far | Qt.AlignmentFlag.AlignVCenter, self.hint)

    def _paint_rail(self, painter: QPainter, whole: QRectF, *, chosen: bool) -> None:
        theme = self.theme
        stroke = CHOSEN_STROKE if chosen else REST_STROKE
        icon_colour = "accent" if chosen else "ink2"
        painter.setFont(theme.font(Role.SMALL, weight=600 if chosen else 500))
        label = self.rail_label or self.label
        if self.is_small:
            size = theme.px(14)
            words = painter.fontMetrics().horizontalAdvance(label)
            left = (whole.width() - size - theme.px(4) - words) / 2
            mark = QRectF(left, (whole.height() - size) / 2, size, size)
            place = QRectF(left + size + theme.px(4), 0, words + 2, whole.height())
        else:
            size = theme.px(20)
            # In a low window the entries are lower than they wished to be.
            line = painter.fontMetrics().height()
            free = whole.height() - size - line
            top = min(theme.px(8), 0.4 * free)
            gap = min(theme.px(6), 0.25 * free)
            mark = QRectF((whole.width() - size) / 2, top, size, size)
            place = QRectF(0, mark.bottom() + gap, whole.width(), line)
        theme.paint_icon(painter, self.icon, mark, icon_colour, stroke=stroke)
        painter.setPen(theme.colour("ink" if chosen else "ink2"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)
        if self.rail_hint:
            self._paint_rail_hint(painter, mark)

    def _paint_rail_hint(self, painter: QPainter, mark: QRectF) -> None:
        """Draw the few letters that the rail has room for, ringed, beside the icon."""
        theme = self.theme
        painter.setFont(theme.font(Role.SMALL, weight=600))
        height = theme.px(16)
        words = painter.fontMetrics().horizontalAdvance(self.rail_hint)
        wide = max(height, words + theme.px(8))
        top = max(0.0, mark.top() - theme.px(4))
        place = QRectF(mark.right() + theme.px(2), top, wide, height)
        fill, edge = theme.colour("card"), theme.colour("ink3")
        painting.box(painter, place, height / 2, fill=fill, edge=edge)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.rail_hint)


class _PageEntry(QRadioButton):
    """A page: exclusive, so a radio button, whatever it looks like."""

    def __init__(self, face: _Face, sidebar: "Sidebar") -> None:
        super().__init__(face.label, sidebar)
        self.face = face
        _dress(self)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        return self.face.size()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            # Arrows would choose at once; here they only go there.
            event.ignore() if event.key() in _ARROWS else super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.face.paint(self, chosen=self.isChecked())


class _Action(QPushButton):
    """Something to do: lock, look at what is blocked."""

    def __init__(self, face: _Face, sidebar: "Sidebar") -> None:
        super().__init__(face.label, sidebar)
        self.face = face
        self.setAutoDefault(False)
        _dress(self)

    @override
    def sizeHint(self) -> QSize:
        return self.face.size()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            event.ignore() if event.key() in _ARROWS else super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.face.paint(self, chosen=False)


_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}


def _dress(button: QAbstractButton) -> None:
    button.setProperty(painting.RING, _RADIUS)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Sidebar(QWidget):
    """Pages, settings, lock, and whether the network is blocked.

    One Tab stop; arrows go up and down inside, Enter or Space opens.

    Signals:
        chosen: The person chose a page; carries its id.
        lock_asked: Lock now.
        offline_asked: The person wants to know how the network is blocked.
    """

    chosen = Signal(str)
    lock_asked = Signal()
    offline_asked = Signal()

    def __init__(
        self,
        items: Sequence[NavItem],
        theme: Theme,
        *,
        lock_hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a sidebar in its wide form.

        Args:
            items: The pages in order; those marked ``is_below`` stand at the foot.
            theme: The look in force.
            lock_hint: The shortcut for locking, in the platform's words.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._is_rail = False
        self.setAccessibleName(self.tr("Pages"))
        self._mark = IconMark("notebook-pen", theme, size=24, colour="accent")
        self._name = Label("SessionDesk", theme, Role.SUB_HEADLINE, wraps=False)
        self._pages = {
            item.id: _PageEntry(_Face(theme=theme, label=item.label, icon=item.icon), self)
            for item in items
        }
        self._group = QButtonGroup(self)
        for place, entry in enumerate(self._pages.values()):
            self._group.addButton(entry, place)
        self._group.idClicked.connect(self._on_page)
        lock = _Face(theme=theme, label=self.tr("Lock now"), icon="lock", hint=lock_hint)
        lock.rail_label = self.tr("Lock")
        offline = _Face(theme=theme, label="", icon="shield-check", is_small=True)
        self._lock = _Action(lock, self)
        self._offline = _Action(offline, self)
        self._lock.clicked.connect(self.lock_asked)
        self._offline.clicked.connect(self.offline_asked)
        self._warning = Label("", theme, Role.GROUP, colour="care_ink", centred=True)
        self._warning.hide()
        head = QHBoxLayout()
        head.addWidget(self._mark)
        head.addWidget(self._name)
        head.addStretch(1)
        self._head = head
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        for item in items:
            if not item.is_below:
                self._column.addWidget(self._pages[item.id])
        self._column.addStretch(1)
        self._column.addWidget(self._warning)
        for item in items:
            if item.is_below:
                self._column.addWidget(self._pages[item.id])
        self._column.addWidget(self._lock)
        self._line = Hairline(theme)
        self._column.addWidget(self._line)
        self._column.addWidget(self._offline)
        self.set_offline(self.tr("Offline"), self.tr("Offline"))
        self._set_tab_stop(self._entries()[0])
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def current(self) -> str:
        """The id of the page that is marked, or nothing."""
        return next((id_ for id_, entry in self._pages.items() if entry.isChecked()), "")

    def set_current(self, id_: str) -> None:
        """Mark a page as the one shown; nothing is emitted."""
        self._pages[id_].setChecked(True)
        self._set_tab_stop(self._pages[id_])

    def set_badge(self, id_: str, words: str, short: str = "") -> None:
        """Say something quiet beside a page, such as "1 due"; empty takes it away.

        Args:
            id_: The page.
            words: What is said.
            short: What the rail has room for: a figure.
        """
        entry = self._pages[id_]
        entry.face.hint = words
        entry.face.rail_hint = short
        entry.setAccessibleDescription(words)
        entry.update()

    def set_offline(self, words: str, short: str) -> None:
        """Say whether the network is blocked: in full, and in a word for the rail."""
        self._offline.face.label = words
        self._offline.face.rail_label = short
        self._offline.setText(words)
        self._offline.update()

    def set_warning(self, words: str) -> None:
        """Say above Lock that it will lock soon; empty takes it away."""
        self._warning.setText(words)
        self._warning.setVisible(bool(words))

    def set_rail(self, is_rail: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Change between the rail and the wide form; labels are always shown."""
        self._is_rail = is_rail
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        entries = self._entries()
        at = next((place for place, entry in enumerate(entries) if entry.hasFocus()), None)
        if at is None or event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        last = len(entries) - 1
        steps = {Qt.Key.Key_Up: at - 1, Qt.Key.Key_Down: at + 1, Qt.Key.Key_Home: 0}
        to = steps.get(Qt.Key(event.key()), last)
        self._set_tab_stop(entries[max(0, min(last, to))])
        entries[max(0, min(last, to))].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), self._theme.colour("side"))
        edge = self.rect()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge.setLeft(edge.left() if is_mirrored else edge.right())
        edge.setWidth(1)
        painter.fillRect(edge, self._theme.colour("line"))
        painter.end()

    def _entries(self) -> list[QAbstractButton]:
        """Return the entries from top to bottom."""
        shown: list[QAbstractButton] = []
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QAbstractButton):
                shown.append(widget)
        return shown

    def _on_page(self, place: int) -> None:
        id_ = list(self._pages)[place]
        self._set_tab_stop(self._pages[id_])
        self.chosen.emit(id_)

    def _set_tab_stop(self, stop: QAbstractButton) -> None:
        for entry in self._entries():
            policy = Qt.FocusPolicy.StrongFocus if entry is stop else Qt.FocusPolicy.ClickFocus
            entry.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def _fit(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(RAIL if self._is_rail else WIDE))
        self._name.setVisible(not self._is_rail)
        side = px(8 if self._is_rail else 12)
        self._column.setContentsMargins(side, px(20), side, px(8))
        self._column.setSpacing(0)
        self._head.setSpacing(px(12))
        inset = (px(RAIL) - px(24)) // 2 - side if self._is_rail else px(12)
        self._head.setContentsMargins(inset, 0, 0, px(12 if self._is_rail else 16))
        for entry in self.findChildren(QAbstractButton):
            if isinstance(entry, _PageEntry | _Action):
                entry.face.is_rail = self._is_rail
                entry.updateGeometry()
        self.update()
