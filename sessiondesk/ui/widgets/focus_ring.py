"""The one ring that shows where the keyboard is.

Two pixels wide, two pixels clear of the control, on top of everything and in nobody's layout:
room kept for it would push edges out of line.
"""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPaintEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import painting

_GAP = 2
_WIDTH = 2
_REACH = _GAP + _WIDTH
_BUTTON_RADIUS = 8
# From a radio to its strip, from a strip to the widget that holds it.
_GENERATIONS = 3
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}


class FocusRing(QObject):
    """Follows the keyboard focus through every window of the application.

    Make one, keep it, and it does the rest. A control says how round it is, or that it shows
    its focus by itself, with the property ``painting.RING``.
    """

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._theme = theme
        self._target: QWidget | None = None
        self._overlay: _Overlay | None = None
        self._frame: QWidget | None = None
        self._watched: list[QWidget] = []
        self._is_by_mouse = False
        application.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self._place)

    @property
    def target(self) -> QWidget | None:
        """The control the ring is around, or None while it is not shown."""
        return self._target

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            if kind == QEvent.Type.MouseButtonPress:
                self._is_by_mouse = True
            elif kind == QEvent.Type.KeyPress:
                self._is_by_mouse = False
        elif kind in _FOLLOWED:
            self._place()
        return False

    @Slot()
    def _on_focus_changed(self) -> None:
        # Without the signal's own arguments: the control that had the focus may have gone
        # while it was told so, and Qt names it nonetheless. To look at it ends the process.
        new = QApplication.focusWidget()
        self._let_go()
        if new is None:
            return
        # What the keyboard and the mouse send comes through the native window; a filter there
        # sees little else, while one on the application would see everything.
        native: QWindow | None = new.window().windowHandle()
        # Qt's own dialogs may hand over a window that Python takes for one that is gone.
        if native is not None and isValid(native):
            native.installEventFilter(self)
        # A page that a click has opened may move the focus too: that is not the keyboard yet.
        if self._is_by_mouse or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        target = _target_of(new)
        if target is None:
            return
        self._target = target
        frame = self._frame = _frame_of(target)
        widget: QWidget | None = target
        while widget is not None and widget is not frame:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._overlay = _Overlay(frame, self._theme, _radius_of(target))
        self._place()

    def _let_go(self) -> None:
        # Any of them may be gone: a page that closes takes its controls and the ring along.
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()
            self._overlay.deleteLater()
        self._watched.clear()
        self._target = None
        self._overlay = None

    def _place(self) -> None:
        target, overlay, frame = self._target, self._overlay, self._frame
        if target is None or overlay is None or frame is None:
            return
        if not all(isValid(widget) for widget in (target, overlay, frame)):
            return
        corner = target.mapTo(frame, target.rect().topLeft())
        around = QRect(corner, target.size())
        across = _REACH + self._theme.px(int(target.property(painting.RING_ROOM) or 0))
        overlay.setGeometry(around.adjusted(-across, -_REACH, across, _REACH))
        overlay.setVisible(target.isVisible())
        overlay.raise_()
        overlay.update()


class _Overlay(QWidget):
    """What is drawn; it lives inside the window or the scrolling area it is drawn in."""

    def __init__(self, frame: QWidget, theme: Theme, radius: int) -> None:
        super().__init__(frame)
        self._theme = theme
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoChildEventsForParent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        radius = self._theme.px(self._radius) + _REACH
        edge = self._theme.colour("focus")
        painting.box(painter, QRectF(self.rect()), radius, edge=edge, width=_WIDTH)
        painter.end()


def _target_of(focused: QWidget) -> QWidget | None:
    """Return what the ring goes around: the control, or the group it belongs to."""
    widget: QWidget | None = focused
    for _ in range(_GENERATIONS):
        if widget is None:
            break
        radius = widget.property(painting.RING)
        if radius is not None:
            return widget if radius >= 0 else None
        widget = widget.parentWidget()
    # What the style sheet dresses shows its focus by its border.
    return focused if isinstance(focused, QAbstractButton) else None


def _radius_of(target: QWidget) -> int:
    radius = target.property(painting.RING)
    return _BUTTON_RADIUS if radius is None else int(radius)


def _frame_of(target: QWidget) -> QWidget:
    """Return what cuts the ring off: the scrolling area around the control, or its window."""
    widget = target
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        if isinstance(parent, QAbstractScrollArea):
            return widget
        widget = parent
    return widget
