"""The weekdays as bars."""

import pytest
from PySide6.QtCore import QLocale, Qt

from sessiondesk.insights.claims import Weekdays
from sessiondesk.ui.widgets.weekday_bars import WeekdayBars

Key = Qt.Key
MOOD = ("Mood", "mood")
CLAIM = Weekdays(
    means=(-0.5, 0.3, None, 0.0, 0.4, 0.2, -0.1),
    days=(8, 8, 0, 8, 8, 8, 8),
    weeks=9,
    is_clear=False,
)


@pytest.fixture
def weeks_begin():
    """Let weeks begin on another day, as the system has it."""
    before = QLocale()
    yield lambda locale: QLocale.setDefault(QLocale(locale))
    QLocale.setDefault(before)


@pytest.fixture
def bars(show, theme, weeks_begin):
    weeks_begin("de_DE")
    bars = WeekdayBars(theme)
    show(bars, width=500)
    bars.grab()  # Without anything to draw it stays empty.
    bars.show_weekdays(CLAIM, *MOOD)
    return bars


def test_it_is_spoken_as_one_sentence_that_singles_no_day_out(bars):
    assert bars.accessibleName() == (
        "Mood by weekday, each against the mean of its week, over 9 weeks."
    )


def test_weekdays_begin_where_the_calendars_of_the_system_do(qtbot, bars, weeks_begin):
    qtbot.keyClick(bars, Key.Key_Home)
    assert bars.reading.startswith("Monday: mood \N{MINUS SIGN}0.5")

    weeks_begin("en_US")
    bars.show_weekdays(CLAIM, *MOOD)
    qtbot.keyClick(bars, Key.Key_Home)
    assert bars.reading.startswith("Sunday: mood \N{MINUS SIGN}0.1")


def test_a_day_without_an_answer_has_no_bar_and_says_so(qtbot, bars):
    for _ in range(3):
        qtbot.keyClick(bars, Key.Key_Right)

    assert bars.reading == "Wednesday: nothing noted."


def test_it_is_drawn(bars, theme):
    image = bars.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in (60, 110, 120)}

    assert theme.colour("mood").name() in colours
