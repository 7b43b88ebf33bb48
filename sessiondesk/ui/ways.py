"""The ways from one page to another, and to what can be done from all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from sessiondesk.ui.commands import SHOWN_ON, PageName
from sessiondesk.ui.page import (
    BeginsEntries,
    BeginsMeasures,
    BringUpOffer,
    Link,
    OffersBringUps,
    OpensRecords,
    PlansBreaks,
    Searches,
    ShowsRecords,
    TakesBreaks,
    TakesEntries,
    TakesMeasures,
)

if TYPE_CHECKING:
    from datetime import date

    from sessiondesk.ui.bring_up_panel import BringUpPanel
    from sessiondesk.ui.main_window import MainView
    from sessiondesk.ui.page import Page


class Ways(QObject):
    """Takes the person where a page points to."""

    def __init__(self, view: MainView, panel: BringUpPanel) -> None:
        """Know the view whose pages are shown, and the panel for bringing something up."""
        super().__init__(view)
        self._view = view
        self._panel = panel

    def follow(self, page: Page) -> None:
        """Follow what ``page`` points to, as far as it does."""
        each: object = page
        if isinstance(each, BeginsEntries):
            each.begins.connect(self._on_begins)
        if isinstance(each, BeginsMeasures):
            each.begins_measure.connect(self.fill_in)
        if isinstance(each, OpensRecords):
            each.opens.connect(self._on_opens)
        if isinstance(each, OffersBringUps):
            each.brings_up.connect(self._on_brings_up)
        if isinstance(each, PlansBreaks):
            each.plans_break.connect(self._on_plans_break)

    @Slot()
    def new_entry(self) -> None:
        """Begin a new check-in."""
        page = self._at(PageName.TODAY)
        if isinstance(page, TakesEntries):
            page.new_entry()

    @Slot()
    def search(self) -> None:
        """Search the journal."""
        page = self._at(PageName.JOURNAL)
        if isinstance(page, Searches):
            page.search()

    @Slot()
    def bring_up(self) -> None:
        """Take something to bring up."""
        self._panel.bring()

    @Slot(str)
    def fill_in(self, instrument: str) -> None:
        """Fill in a questionnaire, by its id, or go on where it is half filled in."""
        page = self._at(PageName.MEASURES)
        if isinstance(page, TakesMeasures):
            page.begin(instrument)

    @Slot()
    def add_older_result(self) -> None:
        """Ask for the result of a questionnaire from paper."""
        page = self._at(PageName.MEASURES)
        if isinstance(page, TakesMeasures):
            page.add_older_result()

    @Slot(object)
    def _on_brings_up(self, offer: BringUpOffer) -> None:
        self._panel.bring(offer)

    @Slot(object)
    def _on_opens(self, link: Link) -> None:
        name = SHOWN_ON.get(link.kind)
        page = None if name is None else self._at(name)
        if isinstance(page, ShowsRecords):
            page.show_record(link.kind, link.id)

    @Slot()
    def _on_plans_break(self) -> None:
        page = self._at(PageName.SESSIONS)
        if isinstance(page, TakesBreaks):
            page.plan_break()

    @Slot(object)
    def _on_begins(self, day: date | None) -> None:
        if day is None:
            self.new_entry()
            return
        page = self._at(PageName.TODAY)
        if isinstance(page, TakesEntries):
            page.open_day(day)

    def _at(self, name: PageName) -> object:
        """Go to a page; None when the one that is shown cannot be left."""
        self._view.go(name)
        return self._view.shown if self._view.current is name else None
