"""The strip of one therapy: by ear, by keyboard, by pointer, and what it paints."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from sessiondesk.ui.theme import Scheme
from sessiondesk.ui.widgets.course_strip import CourseStrip
from sessiondesk.ui.widgets.course_strip_model import (
    Look,
    StripGeometry,
    StripMark,
    StripPicture,
)

FIRST = date(2026, 1, 5)
LAST = date(2026, 6, 30)
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def mark(days, look=Look.HELD, *, lane=0, until=None, label=""):
    first = FIRST + timedelta(days=days)
    last = first if until is None else FIRST + timedelta(days=until)
    return StripMark(look=look, lane=lane, first=first, last=last, says=f"day {days}", label=label)


def picture(*marks, first=FIRST, last=LAST, lanes=("Sessions", "Life events")):
    return StripPicture(first=first, last=last, lanes=lanes, marks=marks, says="A therapy.")


USUAL = picture(
    mark(0),
    mark(14, Look.CANCELLED),
    mark(28, Look.MISSED),
    mark(30, Look.EVENT, lane=1, until=60, label="Dad in hospital"),
    mark(90),
)
EVERYTHING = picture(
    mark(0),
    mark(14, Look.CANCELLED),
    mark(28, Look.MISSED),
    mark(40, Look.BREAK, until=60, label="Break"),
    mark(70, Look.REVIEW, lane=1),
    mark(80, Look.GOAL, lane=2),
    mark(85, Look.SCORE, lane=3),
    mark(120, Look.RINGED, lane=3),
    mark(90, Look.EVENT, lane=4, until=150, label="A long summer with a very long name"),
    mark(100, Look.EVENT, lane=5),
    lanes=("Sessions", "Reviews", "Goals", "PHQ-9", "Life events", ""),
)


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_the_room_after_a_stretch_ends_where_the_next_one_begins(*, theme, is_mirrored):
    short = mark(10, Look.EVENT, lane=1, until=20)
    later = mark(60, Look.EVENT, lane=1, until=70)
    above = mark(25, Look.EVENT, lane=0, until=30)
    strip = StripGeometry(picture(above, short, later), theme, 700, is_mirrored=is_mirrored)

    between, after = strip.beside(short), strip.beside(later)

    ends = sorted(strip.x(each) for each in (short.last, later.first))
    assert (between.left(), between.right()) == pytest.approx(ends)
    ends = sorted([strip.x(later.last), strip.x(LAST)])
    assert (after.left(), after.right()) == pytest.approx(ends)


def test_what_an_event_is_called_stands_beside_it_where_it_does_not_fit_in(show, theme):
    def painted(label):
        strip = CourseStrip(theme)
        show(strip, width=700)
        event = mark(10, Look.EVENT, lane=1, until=12, label=label)
        strip.show_picture(picture(event))
        room = StripGeometry(picture(event), theme, strip.width(), is_mirrored=False)
        return strip.grab(room.beside(event).toRect()).toImage()

    assert painted("Dad in hospital") != painted("")


@pytest.fixture
def strip(show, theme):
    strip = CourseStrip(theme)
    show(strip, width=700)
    strip.show_picture(USUAL)
    return strip


def test_it_is_spoken_as_one_sentence(strip):
    assert strip.accessibleName() == "A therapy."
    assert strip.accessibleDescription() == ""


def test_the_first_key_reads_the_latest_mark(qtbot, strip):
    with qtbot.waitSignal(strip.read) as heard:
        qtbot.keyClick(strip, Key.Key_Left)

    assert heard.args == ["day 90"]
    assert strip.accessibleDescription() == "day 90"


@pytest.mark.parametrize(
    ("keys", "reads"),
    [
        ((Key.Key_Left, Key.Key_Left), "day 30"),
        ((Key.Key_Home, Key.Key_Left), "day 0"),
        ((Key.Key_Home, Key.Key_Right), "day 14"),
        ((Key.Key_End, Key.Key_Right), "day 90"),
        ((Key.Key_End, Key.Key_Escape), ""),
        ((Key.Key_Up,), ""),
    ],
)
def test_keys_go_from_mark_to_mark(strip, keys, reads):
    for key in keys:
        QTest.keyClick(strip, key)

    assert strip.reading == reads


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_opens_what_is_read(qtbot, strip, key):
    QTest.keyClick(strip, Key.Key_Home)
    QTest.keyClick(strip, Key.Key_Right)

    with qtbot.waitSignal(strip.opened) as heard:
        QTest.keyClick(strip, key)

    assert heard.args == [1]


def test_enter_opens_nothing_while_nothing_is_read(strip):
    opened: list[int] = []
    strip.opened.connect(opened.append)

    QTest.keyClick(strip, Key.Key_Return)

    assert opened == []


def test_keys_with_control_are_somebody_elses(strip):
    QTest.keyClick(strip, Key.Key_Left, Qt.KeyboardModifier.ControlModifier)

    assert strip.reading == ""


def test_a_strip_with_nothing_on_it_takes_no_keys(show, theme):
    strip = CourseStrip(theme)
    show(strip)
    QTest.keyClick(strip, Key.Key_Left)
    strip.show_picture(picture())
    QTest.keyClick(strip, Key.Key_Left)

    assert strip.reading == ""
    assert strip.cursor_place is None


def where(strip, place, shown=USUAL):
    layout = StripGeometry(shown, strip._theme, strip.width(), is_mirrored=False)
    return layout.place(shown.marks[place]).center().toPoint()


def test_a_click_stays_with_the_nearest_mark(strip):
    QTest.mouseClick(strip, LEFT, pos=where(strip, 2) + QPoint(3, 2))

    assert strip.reading == "day 28"
    assert strip.cursor_place == 2


def test_a_click_beside_everything_lets_go(strip):
    QTest.keyClick(strip, Key.Key_Home)
    QTest.mouseClick(strip, LEFT, pos=QPoint(strip.width() - 6, 10))

    assert strip.reading == ""


def test_the_right_button_is_not_a_click(strip):
    QTest.mouseClick(strip, Qt.MouseButton.RightButton, pos=where(strip, 2))

    assert strip.reading == ""


def test_the_pointer_reads_and_lets_go_again(qtbot, strip):
    QTest.keyClick(strip, Key.Key_Home)
    qtbot.mouseMove(strip, where(strip, 3))
    qtbot.waitUntil(lambda: strip.reading == "day 30", timeout=20_000)

    strip.leaveEvent(QEvent(QEvent.Type.Leave))

    assert strip.reading == "day 0"


def test_what_stands_in_a_stretch_is_meant_before_the_stretch(show, theme):
    shown = picture(mark(10, Look.BREAK, until=50), mark(30), lanes=("Sessions",))
    layout = StripGeometry(shown, theme, 700, is_mirrored=False)

    assert layout.at(layout.place(shown.marks[1]).center()) == 1
    assert layout.at(layout.place(shown.marks[0]).topLeft() + QPoint(2, 4)) == 0


def test_the_cursor_stays_on_its_mark_when_others_come(strip):
    QTest.keyClick(strip, Key.Key_Home)
    QTest.keyClick(strip, Key.Key_Right)

    strip.show_picture(picture(mark(-0), mark(7), *USUAL.marks[1:]))
    assert strip.reading == "day 14"
    assert strip.cursor_place == 2

    strip.show_picture(picture(mark(0)))
    assert strip.reading == ""


def test_time_runs_from_the_first_day_to_the_last(theme):
    layout = StripGeometry(USUAL, theme, 700, is_mirrored=False)
    mirrored = StripGeometry(USUAL, theme, 700, is_mirrored=True)

    assert layout.x(FIRST) == pytest.approx(layout.plot.left())
    assert layout.x(LAST) == pytest.approx(layout.plot.right())
    assert mirrored.x(FIRST) == pytest.approx(mirrored.plot.right())
    assert mirrored.x(LAST) == pytest.approx(mirrored.plot.left())


def test_a_therapy_of_one_day_has_a_place(theme):
    shown = picture(mark(0), last=FIRST)
    layout = StripGeometry(shown, theme, 700, is_mirrored=False)

    assert layout.plot.left() <= layout.x(FIRST) <= layout.plot.right()


def test_many_sessions_become_ticks_rather_than_lie_over_each_other(theme):
    few = picture(*(mark(7 * n) for n in range(20)))
    many = picture(*(mark(7 * n) for n in range(500)), last=FIRST + timedelta(days=3500))

    assert StripGeometry(few, theme, 700, is_mirrored=False).circle > 0
    assert StripGeometry(many, theme, 700, is_mirrored=False).circle == 0


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize(
    "shown",
    [
        USUAL,
        EVERYTHING,
        picture(),
        picture(mark(0), last=FIRST),
        picture(
            *(mark(7 * n, list(Look)[n % 3]) for n in range(530)),
            last=FIRST + timedelta(days=7 * 530),
        ),
        picture(mark(0), first=date(1950, 1, 1)),
    ],
    ids=["usual", "everything", "nothing", "one day", "ten years", "a lifetime"],
)
def test_it_paints_whatever_there_is(*, show, theme, scheme, direction, shown):
    theme.set_scheme(scheme)
    strip = CourseStrip(theme)
    strip.setLayoutDirection(direction)
    show(strip, width=640)
    strip.show_picture(shown)
    QTest.keyClick(strip, Key.Key_Left)

    image = strip.grab().toImage()

    ground = image.pixelColor(1, 1)
    assert any(
        image.pixelColor(x, y) != ground
        for y in range(0, image.height(), 3)
        for x in range(0, image.width(), 3)
    )


def test_the_end_of_the_calendar_is_no_trouble(show, theme):
    strip = CourseStrip(theme)
    show(strip)
    strip.show_picture(
        picture(first=date(9999, 12, 1), last=date(9999, 12, 31), lanes=("Sessions",))
    )

    assert not strip.grab().isNull()


def test_each_kind_of_mark_looks_different(show, theme):
    strip = CourseStrip(theme)
    show(strip)
    looks = {}
    for look in Look:
        until = 40 if look in {Look.BREAK, Look.EVENT} else None
        strip.show_picture(picture(mark(30, look, until=until), lanes=("x",)))
        looks[look] = strip.grab().toImage()

    for look, image in looks.items():
        others = [other for each, other in looks.items() if each is not look]
        assert all(image != other for other in others), look


def test_larger_text_makes_it_higher(strip, theme):
    before = strip.sizeHint().height()
    theme.set_text_percent(150)

    assert strip.sizeHint().height() > before
