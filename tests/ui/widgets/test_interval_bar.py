from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from sessiondesk.ui.widgets.interval_bar import IntervalBar, Likely


def likely(low, value, high, *, span=80.0):
    return Likely(
        low=low,
        value=value,
        high=high,
        span=span,
        ends=(f"{low:.0f}%", f"{high:.0f}%"),
        no_change="no change",
        spoken="Likely range: from 45% lower to 21% lower, best guess 34% lower.",
        colour="anx",
    )


@pytest.mark.parametrize(
    ("low", "value", "high"),
    [(-45, -34, -21), (-3, 6, 17), (10, 40, 300), (-95, -90, -80), (0, 0, 0)],
)
def test_the_range_and_no_change_are_on_the_track_in_their_order(low, value, high):
    shown = likely(low, value, high)

    places = [shown.place(each) for each in sorted({low, value, high, 0})]

    assert places[0] > 0
    assert places[-1] < 1
    assert all(earlier < later for earlier, later in pairwise(places))


def test_bars_of_one_unit_are_drawn_to_one_measure():
    narrow, wide = likely(-20, -15, -10), likely(5, 25, 45)

    assert narrow.place(-10) - narrow.place(-20) == pytest.approx(10 / 80)
    assert wide.place(45) - wide.place(5) == pytest.approx(40 / 80)


@pytest.fixture
def bar(qtbot, theme):
    made = IntervalBar(theme)
    qtbot.addWidget(made)
    made.resize(300, made.sizeHint().height())
    made.show()
    return made


def pixels(bar):
    return bar.grab().toImage()


def columns_of(image, colour):
    """Return the first and the last column in which the middle of the bar is so coloured."""
    row = image.height() * 10 // 32
    found = [x for x in range(image.width()) if image.pixelColor(x, row) == colour]
    return found[0], found[-1]


def test_it_says_what_it_shows(bar):
    bar.show_likely(likely(-45, -34, -21))

    spoken = QAccessible.queryAccessibleInterface(bar).text(QAccessible.Text.Name)
    assert spoken == "Likely range: from 45% lower to 21% lower, best guess 34% lower."


def test_the_dot_stands_at_the_best_guess(bar, theme):
    shown = likely(-45, -34, -21)
    bar.show_likely(shown)

    first, last = columns_of(pixels(bar), theme.colour("anx"))

    assert abs((first + last) / 2 / bar.width() - shown.place(-34)) < 0.03


def test_painting_it_changes_no_colour_of_the_theme(bar, theme):
    bar.show_likely(likely(-45, -34, -21))

    pixels(bar)

    assert theme.colour("anx").alpha() == 255


def test_from_right_to_left_it_is_mirrored(bar, theme):
    shown = likely(-45, -34, -21)
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.show_likely(shown)

    first, last = columns_of(pixels(bar), theme.colour("anx"))

    assert abs((first + last) / 2 / bar.width() - (1 - shown.place(-34))) < 0.03


@pytest.mark.parametrize("width", [90, 140, 300])
@pytest.mark.parametrize(
    ("low", "value", "high"),
    [(-45, -34, -21), (-3, 6, 17), (-1, 0, 1), (60, 70, 80), (-80, -70, -60)],
)
def test_its_labels_stay_on_it_and_apart(bar, width, low, value, high, monkeypatch):  # noqa: PLR0917
    placed = []

    def note(_painter, place, text):
        placed.append((place.left(), place.right(), text))

    monkeypatch.setattr("sessiondesk.ui.widgets.interval_bar._text", note)
    bar.resize(width, bar.height())
    bar.show_likely(likely(low, value, high))
    pixels(bar)

    # Of the last painting only.
    last = sorted(placed[-3:] if placed[-1][2] == "no change" else placed[-2:])
    assert {text for *_, text in last} >= {f"{low}%", f"{high}%"}
    assert all(right < left for (_, right, _), (left, _, _) in pairwise(last))
    assert last[0][0] >= 0
    assert last[-1][1] <= width


def test_an_empty_bar_is_painted_without_harm(bar):
    assert not pixels(bar).isNull()
    assert bar.likely is None


def test_it_grows_with_the_text(bar, theme):
    before = bar.sizeHint().height()

    theme.set_text_percent(150)

    assert bar.sizeHint().height() > before
