"""Things side by side that go on in the next line: from the beginning, or up to the end."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.ui.widgets.flow_layout import Flow

SPACING = 10
HEIGHT = 20


class Box(QWidget):
    """Wishes to be so wide."""

    def __init__(self, wide):
        super().__init__()
        self.wide = wide

    @override
    def sizeHint(self):
        return QSize(self.wide, HEIGHT)


@pytest.fixture
def flow(qtbot):
    """Lay boxes of these widths out in a flow of that width."""
    flows = []

    def flow(wide, *boxes, at_end=False, direction=Qt.LayoutDirection.LeftToRight):
        flow = Flow(spacing=SPACING, at_end=at_end)
        flows.append(flow)
        qtbot.addWidget(flow)
        flow.setLayoutDirection(direction)
        for each in boxes:
            flow.add(Box(each))
        flow.resize(wide, 200)
        with qtbot.waitExposed(flow):
            flow.show()
        return flow

    return flow


def lines(flow):
    """Return where the boxes of each line begin and end."""
    found: dict[int, list[tuple[int, int]]] = {}
    for box in flow.findChildren(Box):
        place = box.geometry()
        found.setdefault(place.y(), []).append((place.x(), place.x() + place.width()))
    return [found[top] for top in sorted(found)]


def test_a_line_holds_as_much_as_has_room(flow):
    assert lines(flow(210, 100, 100, 100)) == [[(0, 100), (110, 210)], [(0, 100)]]
    assert lines(flow(209, 100, 100)) == [[(0, 100)], [(0, 100)]]


def test_lines_at_the_end_are_about_equally_long(flow):
    shown = flow(300, 150, 90, 60, at_end=True)

    assert lines(shown) == [[(150, 300)], [(140, 230), (240, 300)]]
    assert shown.sizeHint().height() == 2 * HEIGHT + SPACING


def test_one_line_at_the_end_ends_there(flow):
    assert lines(flow(400, 150, 90, at_end=True)) == [[(150, 300), (310, 400)]]


def test_from_right_to_left_the_end_is_at_the_left(flow):
    shown = flow(300, 150, 90, 60, at_end=True, direction=Qt.LayoutDirection.RightToLeft)

    assert lines(shown) == [[(0, 150)], [(70, 160), (0, 60)]]


def test_what_is_wider_than_the_room_has_a_line_of_its_own(flow):
    shown = flow(100, 150, 90, at_end=True)

    assert [len(line) for line in lines(shown)] == [1, 1]


@pytest.mark.parametrize("at_end", [False, True])
def test_without_anything_it_takes_no_room(flow, at_end):
    assert flow(100, at_end=at_end).sizeHint().height() == 0
