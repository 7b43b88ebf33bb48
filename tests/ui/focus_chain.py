"""The order of Tab, walked without taking anything from whom it belongs to."""

from collections.abc import Iterator

import shiboken6
from PySide6.QtWidgets import QWidget


def others(start: QWidget) -> Iterator[QWidget]:
    """Go through what follows ``start`` in the order of Tab, until it comes round."""
    each = _after(start)
    while each is not start:
        yield each
        each = _after(each)


def _after(widget: QWidget) -> QWidget:
    # PySide 6.11.3 takes what this returns to belong to the widget that was asked, and no longer
    # to its parent: Python may then collect an open dialog, and the process ends.
    neighbour = widget.nextInFocusChain()
    assert neighbour is not None
    _give_back(neighbour)
    return neighbour


def _give_back(widget: QWidget) -> None:
    parent = widget.parentWidget()
    if parent is None or shiboken6.createdByPython(parent):
        # For Qt this is the parent it has already, so nothing moves; PySide notes it anew.
        widget.setParent(parent)
        return
    # What Python has for a part of Qt's own goes as soon as nobody holds it, and would take the
    # widget along. What a search finds belongs to whoever was asked to search.
    holder = parent.parentWidget()
    while holder is not None and not shiboken6.createdByPython(holder):
        holder = holder.parentWidget()
    assert holder is not None
    own_name = widget.objectName()
    widget.setObjectName("the one to give back")
    assert holder.findChild(QWidget, "the one to give back") is widget
    widget.setObjectName(own_name)
