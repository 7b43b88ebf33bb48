"""The frame of a page: narrow and low windows, wide ones, and scrolling."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.page_frame import PageFrame, reveal


@pytest.fixture
def page(qtbot, theme):
    page = PageFrame("Goals", theme, "Adjusting a goal is part of the work")
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_a_narrow_window_is_told_once(qtbot, page):
    with qtbot.waitSignal(page.narrow_changed) as changed:
        page.resize(1024, 800)
    assert changed.args == [True]

    with qtbot.assertNotEmitted(page.narrow_changed):
        page.resize(1000, 800)


def test_larger_text_counts_as_a_narrower_window(qtbot, theme, page):
    with qtbot.waitSignal(page.narrow_changed):
        theme.set_text_percent(150)

    assert page.is_narrow


def test_a_low_window_loses_the_subtitle(page, control):
    assert control(page, "Adjusting a goal is part of the work")

    page.resize(1280, 700)

    with pytest.raises(AssertionError):
        control(page, "Adjusting a goal is part of the work")


def test_in_a_wide_window_the_content_stays_in_the_middle(qtbot, theme, page):
    card = Card(theme, "Days a week")
    page.body.addWidget(card)

    page.resize(2000, 900)

    qtbot.waitUntil(lambda: 1200 < card.width() <= 1240)
    left = card.mapTo(page, card.rect().topLeft()).x()
    assert left == pytest.approx((2000 - 1240) / 2, abs=20)


def test_cards_end_where_the_header_ends_also_beside_a_scroll_bar(qtbot, theme, page):
    action = buttons.second("New goal", theme)
    page.add_action(action)
    card = Card(theme, "Days a week")
    page.body.addWidget(card)
    page.body.addSpacing(2000)

    def right(widget):
        return widget.mapTo(page, widget.rect().topRight()).x()

    qtbot.waitUntil(lambda: action.isVisible() and right(card) == right(action))


@pytest.mark.parametrize("height", [800, 700], ids=["with a subtitle", "without"])
def test_the_title_stands_beside_the_first_line_of_many_actions(qtbot, theme, page, height):
    page.resize(1000, height)
    actions = Flow(at_end=True)
    for place in range(4):
        action = buttons.second(f"Action number {place} of this page", theme)
        actions.add(action)
    page.add_action(actions, line=40)
    first = actions.findChildren(QPushButton)[0]

    def is_beside():
        title = next(each for each in page.findChildren(QLabel) if each.text() == "Goals")
        top = actions.mapTo(page, QPoint()).y()
        middle = title.mapTo(page, title.rect().center()).y()
        return top <= middle <= top + first.height() and actions.height() > 2 * first.height()

    qtbot.waitUntil(is_beside, timeout=20_000)


def test_what_gets_the_focus_comes_into_view(qtbot, theme, page):
    for number in range(40):
        page.body.addWidget(buttons.second(f"Button {number}", theme))
    last = buttons.second("The last one", theme)
    page.body.addWidget(last)
    page.activateWindow()
    qtbot.waitUntil(lambda: page.isActiveWindow() and last.isVisible())
    assert last.visibleRegion().isEmpty()

    last.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_the_scrolling_is_no_tab_stop(theme, page, audit):
    page.add_action(buttons.second("New goal", theme))

    assert audit(page) == []


@pytest.fixture
def parts(qtbot, theme, page):
    """Four cards, which are more than fits, with a list beside them."""
    parts = [Card(theme, f"Part {number}") for number in range(4)]
    for part in parts:
        part.setFixedHeight(500)
        page.body.addWidget(part)
    qtbot.waitUntil(lambda: parts[3].y() > 1500)
    return parts


def test_a_part_is_brought_to_the_top_and_is_the_one_being_read(qtbot, page, parts):
    assert page.read_now(parts) == 0

    with qtbot.waitSignal(page.scrolled):
        page.bring_up(parts[2])

    assert page.read_now(parts) == 2
    assert parts[2].visibleRegion().boundingRect().top() == 0
    assert parts[1].visibleRegion().isEmpty()


def test_at_the_end_of_a_page_its_last_part_is_being_read(page, parts):
    page.bring_up(parts[3])

    assert page.read_now(parts) == 3


def test_a_list_stands_still_beside_a_page_and_above_it_where_it_is_narrow(
    qtbot, theme, page, parts
):
    list_ = Card(theme, "Parts")
    page.put_beside(list_)
    qtbot.waitUntil(lambda: 0 < list_.geometry().right() < parts[0].mapTo(page, QPoint()).x())
    page.bring_up(parts[2])
    assert not list_.visibleRegion().isEmpty()

    page.resize(1024, 800)

    qtbot.waitUntil(lambda: parts[0].y() >= list_.geometry().bottom())
    page.bring_up(parts[2])
    assert list_.visibleRegion().isEmpty()


def test_a_notice_that_comes_up_leaves_what_is_being_written_in_view(qtbot, theme, page, parts):
    notice = Card(theme, "This was not kept")
    notice.setFixedHeight(120)
    notice.hide()
    page.put_above(notice)
    field = QLineEdit(parts[1])
    field.move(0, 400)
    field.show()
    field.setFocus()
    page.bring_up(parts[0])
    seen = page.height() - field.mapTo(page, field.rect().bottomLeft()).y()
    page.resize(1280, page.height() - seen + 4)
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())

    notice.show()

    qtbot.waitUntil(lambda: notice.height() == 120 and notice.y() > 0)
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
    assert not notice.visibleRegion().isEmpty()


def test_what_comes_up_below_the_edge_is_brought_into_view(qtbot, theme, page, parts):
    told = Card(theme, "Everything is in the file")
    told.hide()
    page.body.insertWidget(2, told)

    told.show()
    reveal(told)

    qtbot.waitUntil(lambda: told.visibleRegion().boundingRect() == told.rect())


def test_what_is_gone_again_is_not_looked_for(qtbot, theme, page, parts):
    first, second = Card(theme, "Half done"), Card(theme, "Done")
    page.body.addWidget(first)
    page.body.addWidget(second)
    reveal(first)
    first.hide()

    reveal(second)

    qtbot.waitUntil(lambda: not second.visibleRegion().isEmpty())
