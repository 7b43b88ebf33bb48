"""The frame of a page: narrow and low windows, wide ones, and scrolling."""

import pytest
from PySide6.QtCore import Qt

from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.page_frame import PageFrame


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
