"""What the sheet says of the record in sentences: worked out for it, or put there by hand."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.insights.keeping import encode
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.journal import sheet_insights
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.prep_sheet_page import PrepSheetPage
from tests.conftest import NOON

TODAY = NOON.date()
PATIENCE = 20_000
TARGET = 28
PREVIEW = "The sheet as it will print, page 1 of 1"
LOWER = "Anxiety: about 50% lower than in the four weeks before"
SKIPS = "You tend to skip check-ins after harder days"


@pytest.fixture
def two_months(journal):
    """Two windows, one unlike the other."""
    with journal.batch():
        for back in range(56):
            journal.checkins.record(
                CheckIn(
                    felt_at=NOON - timedelta(days=back),
                    day=TODAY - timedelta(days=back),
                    ratings={ScaleId("anxiety"): (3 if back < 28 else 6) + back % 2 / 10},
                )
            )
    return journal


@pytest.fixture
def page(qtbot, theme, two_months):
    jobs = Jobs()
    page = PrepSheetPage(two_months, theme=theme, jobs=jobs)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    jobs.finish()


@pytest.fixture
def on_paper(control):
    """Return the sheet as a screen reader hears it."""
    return lambda page: control(page, PREVIEW).accessibleDescription()


@pytest.fixture
def switch(control, qtbot):
    """Return the switch of a line, after its block was opened and has its place."""

    def find(page, beginning):
        control(page, "Show the lines of How it has been").click()
        found = found_on(control, page, beginning)
        qtbot.waitUntil(lambda: found.height() >= TARGET, timeout=PATIENCE)
        return found

    return find


def found_on(control, page, beginning):
    (found,) = (
        each
        for each in page.findChildren(type(control(page, "Anxiety")))
        if each.isVisible() and each.text().startswith(beginning)
    )
    return found


def test_a_change_is_said_below_the_table_and_can_be_left_out(page, switch, on_paper, qtbot):
    assert LOWER in on_paper(page)

    qtbot.mouseClick(switch(page, LOWER), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: LOWER not in on_paper(page), timeout=PATIENCE)
    assert "Anxiety: last 4 weeks 3.1 (28), 4 weeks before 6.1 (28)" in on_paper(page)


def test_what_was_put_on_by_hand_stands_there_with_its_day_and_can_be_left_out(
    page, two_months, switch, on_paper, qtbot
):
    claim = MissingDays(gaps=9, difference=-1.2, follow_harder_days=True)
    insight = Insight(day=TODAY, asked=Asked.MISSING, subject="mood", claim=encode(claim))
    two_months.insights.keep(TODAY, [insight])
    assert SKIPS not in on_paper(page)

    sheet_insights.put(two_months, insight)

    qtbot.waitUntil(lambda: SKIPS in on_paper(page), timeout=PATIENCE)
    assert "my journal said this on 12 May" in on_paper(page)

    qtbot.mouseClick(switch(page, SKIPS), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: SKIPS not in on_paper(page), timeout=PATIENCE)
    assert not sheet_insights.is_on(two_months, insight)


def test_everything_on_it_has_a_name_and_can_be_reached(page, switch, audit, qtbot):
    switch(page, LOWER)

    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)
