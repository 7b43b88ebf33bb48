"""A questionnaire can be taken out of the program; what was kept of it stays in the record."""

import shutil
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from sessiondesk import paths
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.exchange import instrument_file
from sessiondesk.journal.sheet import gather
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.journal_page import JournalPage
from sessiondesk.ui.pages.measures_page import MeasuresPage
from sessiondesk.ui.pages.today_page import TodayPage

TODAY = date(2026, 5, 12)


@pytest.fixture(scope="module")
def instruments(tmp_path_factory):
    """All but the WHO-5, as somebody would leave it out who passes the program on."""
    folder = shutil.copytree(
        paths.resources() / "instruments", tmp_path_factory.mktemp("left_out") / "instruments"
    )
    (folder / "who5.json").unlink()
    (folder / "who5.licence.txt").unlink()
    return instrument_file.load(folder)


@pytest.fixture
def kept(journal):
    """A journal from a copy that had it: results, a choice, one half filled in."""
    for weeks, total in ((6, 40), (2, 60)):
        journal.measures.record(
            Assessment(
                instrument="who5",
                version=1,
                day=TODAY - timedelta(weeks=weeks),
                answers=dict.fromkeys(range(1, 6), total // 20),
                total=total,
                band="ordinary" if total > 50 else "low",
            )
        )
    journal.measures.record(
        Assessment(instrument="phq9", version=1, day=TODAY, total=9, band="mild")
    )
    journal.measures.plan(MeasurePlan(instrument="who5", is_on=True, every_days=7))
    journal.drafts.keep("assessment", Kind.ASSESSMENT, "who5", '{"version": 1}')
    return journal


@pytest.fixture
def show(qtbot, theme, prompts):
    def show(make, journal):
        page = make(journal, theme=theme, prompts=prompts)
        page.resize(1112, 760)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


def words(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_nothing_of_it_is_due_and_all_of_it_is_kept(kept):
    assert kept.measures.due() == []
    assert [each.total for each in kept.measures.of("who5")] == [40, 60]


@pytest.mark.parametrize("make", [MeasuresPage, JournalPage, TodayPage])
def test_every_page_that_shows_questionnaires_opens(kept, show, audit, make):
    page = show(make, kept)

    assert page.isVisible()
    assert audit(page) == []


def test_the_others_are_there_as_ever(kept, show):
    said = words(show(MeasuresPage, kept))

    assert "PHQ-9" in said
    assert "WHO-5" not in said


def test_a_result_of_it_can_still_be_read(kept, show):
    page = show(JournalPage, kept)

    page.show_record(Kind.ASSESSMENT, kept.measures.of("who5")[-1].id)

    assert "60" in words(page).splitlines()


def test_to_begin_it_leads_nowhere_and_does_no_harm(kept, show, audit):
    page = show(MeasuresPage, kept)

    page.begin("who5")

    assert audit(page) == []
    assert kept.drafts.find("assessment", "who5") is not None


def test_the_sheet_is_gathered_without_it(kept):
    found = gather(kept, TODAY)

    assert [each.name for each in found.measures] == ["PHQ-9"]
