"""Tab goes on in reading order, also through what came up later."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(before: QWidget, late: QWidget) -> QWidget:
    """Let Tab go from ``before`` into ``late``; a widget made late would else come last.

    Returns:
        The last control of ``late``, or ``before`` where it has none.
    """
    for each in (late, *late.findChildren(QWidget)):
        takes_tab = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        # What pops up over the window, such as a calendar, has an order of its own.
        is_inside = each.window() is before.window()
        if takes_tab and is_inside and each.focusProxy() is None:
            QWidget.setTabOrder(before, each)
            before = each
    return before
