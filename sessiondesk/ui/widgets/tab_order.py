"""Tab goes through a page as it is read, whenever its parts were made.

Qt puts what is made late at the end of the order of Tab, after the whole page.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_WHOLE = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def put_in_reading_order(part: QWidget) -> None:
    """Let Tab go through what is in ``part`` in the order of its layouts."""
    before: QWidget | None = None
    for stop in _stops(part):
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop


def put_where_it_is_read(part: QWidget) -> None:
    """Let Tab go through ``part`` in its order, and come to it from what stands before it.

    For a part in the middle of a page whose stops were made after those of the rest.
    """
    first = next(_stops(part), None)
    before = None if first is None else _stop_before(part)
    if first is not None and before is not None:
        QWidget.setTabOrder(before, first)
    put_in_reading_order(part)


def _stop_before(part: QWidget) -> QWidget | None:
    """Return the last stop that is read before ``part`` in its window; None: it comes first."""
    around = part.parentWidget()
    while around is not None:
        before = None
        for stop in _stops(around):
            if stop is part or part.isAncestorOf(stop):
                break
            before = stop
        if before is not None and before is not around:
            return before
        around = None if around.isWindow() else around.parentWidget()
    return None


def first_stop(part: QWidget) -> QWidget | None:
    """Return the first of what Tab stops at in ``part``; None where there is nothing."""
    for stop in _stops(part):
        is_stop = bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if is_stop and stop is not part and stop.isVisible() and stop.isEnabled():
            return stop
    return None


def _stops(widget: QWidget) -> Iterator[QWidget]:
    # What a click can reach counts too: in a strip the one Tab stop moves with the answer.
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, _WHOLE):
        return
    layout = widget.layout()
    if layout is not None:
        yield from _stops_in(layout)
        return
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from _stops(child)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _stops_in(inner)
