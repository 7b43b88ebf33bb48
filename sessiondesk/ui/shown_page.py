"""A page as it is shown and goes out: what stands on it, for which paper and which day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.prepsheet.card import Card
from sessiondesk.prepsheet.sheet import Sheet
from sessiondesk.ui.paper import card_page, document, kept_page, sheet_layout
from sessiondesk.ui.paper.document import Document
from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.wording_sheet import SheetWords

AnyPage = Sheet | Card | Document


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """What is seen at the right, whole, so that exactly this is printed, saved and kept.

    Attributes:
        page: What stands on it, names of people already as they stand on paper.
        layout: What kind of page.
        size: The paper.
        pages: How many pages are allowed.
        day: Its date.
        for_day: The day it is for, which the file is called by.
        session_id: The appointment it is for, if there is one.
        is_kept: Whether it was taken before and is only looked at again.
    """

    page: AnyPage = field(repr=False)
    layout: SheetLayout
    size: PaperSize
    pages: int
    day: date
    for_day: date
    session_id: TherapySessionId | None = None
    is_kept: bool = False

    @property
    def title(self) -> str:
        """What is on it: "Prep sheet"; the title of a file, which says nothing else."""
        return self.page.title

    @property
    def file_name(self) -> str:
        """What a file of it is called, without the ending."""
        kind = {
            SheetLayout.SHEET: "prep",
            SheetLayout.CARD: "week",
            SheetLayout.REVIEW: "review",
            SheetLayout.HANDOVER: "hand-over",
        }[self.layout]
        return f"{kind}-{self.for_day.isoformat()}"

    def drawn(self) -> Sequence[Page]:
        """Set it on paper. Shaped text is not shared between threads: each sets its own."""
        if isinstance(self.page, Sheet):
            laid_out = sheet_layout.lay_out(self.page, SheetWords(), self.size, pages=self.pages)
            return laid_out.pages
        if isinstance(self.page, Card):
            return card_page.lay_out(self.page, self.size).pages
        return document.lay_out(self.page, self.size).pages

    def kept(self, taken_as: TakenAs) -> KeptSheet | None:
        """Return it as it is kept in the journal; None where it is kept already."""
        if self.is_kept:
            return None
        return KeptSheet(
            day=self.day,
            session_id=self.session_id,
            layout=self.layout,
            taken_as=taken_as,
            paper=self.size.value,
            pages=self.pages,
            content=kept_page.encode(self.page),
        )


def of_kept(kept: KeptSheet, for_day: date) -> ShownPage | None:
    """Return a page as it was taken; None where it cannot be read by this version.

    Args:
        kept: What the journal holds.
        for_day: The day of its appointment; its own date where there is none.
    """
    page = kept_page.decode(kept.layout, kept.content)
    if page is None:
        return None
    return ShownPage(
        page=page,
        layout=kept.layout,
        size=PaperSize(kept.paper),
        pages=kept.pages,
        day=kept.day,
        for_day=for_day,
        session_id=kept.session_id,
        is_kept=True,
    )
