"""Every component together, in both themes and at the ends of the text sizes."""

import runpy
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Scheme, Theme

GALLERY = runpy.run_path(str(Path(__file__).with_name("gallery.py")))
PAGES = ("parts", "words", "page")


class Windows(QObject):
    """Writes down what was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def make(page: str, theme: Theme) -> QWidget:
    window = GALLERY[page](theme)
    assert isinstance(window, QWidget)
    return window


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("percent", [90, 150])
def test_everything_can_be_reached_and_hit_in_every_size(qtbot, theme, audit, page, percent):
    theme.set_text_percent(percent)
    window = make(page, theme)
    qtbot.addWidget(window)
    window.resize(1280, 1000)
    with qtbot.waitExposed(window):
        window.show()

    # Text that wraps tells its height one turn of the event loop later.
    qtbot.waitUntil(lambda: audit(window) == [])

    assert audit(window) == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_shown_before_it_has_a_place(qtbot, qapp, theme, page):
    windows = Windows()
    qapp.installEventFilter(windows)

    qtbot.addWidget(make(page, theme))

    qapp.removeEventFilter(windows)
    assert windows.shown == []


@pytest.mark.parametrize("page", PAGES)
def test_a_change_of_theme_reaches_what_is_already_shown(qtbot, theme, page):
    window = make(page, theme)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    before = window.grab().toImage()

    theme.set_scheme(Scheme.DARK)

    after = window.grab().toImage()
    assert before != after
    corner = after.pixelColor(after.width() - 3, after.height() - 3)
    assert corner == theme.colour("paper")
