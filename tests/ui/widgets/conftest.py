"""What tests of single widgets can ask for."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot) -> Show:
    """Put widgets into a window, one under the other, and show it."""

    # The bot holds windows weakly; somebody has to keep them until the test is over.
    windows: list[QWidget] = []

    def show_(*widgets: QWidget, width: int = 700, height: int = 500) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        window.resize(width, height)
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        return window

    return show_
