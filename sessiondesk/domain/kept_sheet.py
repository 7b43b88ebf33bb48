"""Sheets that went on paper or into a file: what was on them, and for which session."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import KeptSheetId, TherapySessionId, new_id


class SheetLayout(StrEnum):
    """What kind of page it was."""

    SHEET = "sheet"
    CARD = "card"
    """The last week as a grid: a diary card."""
    REVIEW = "review"
    HANDOVER = "handover"


class TakenAs(StrEnum):
    """How it left the program."""

    PRINTED = "printed"
    PDF = "pdf"
    WEB_PAGE = "web_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSheet:
    """A sheet as it was taken.

    Attributes:
        day: Its date; windows end there.
        session_id: The appointment it was for. None: none, or deleted for good since.
        layout: What kind of page.
        taken_as: How it left the program.
        paper: "a4" or "letter".
        pages: How many pages were allowed, 1 or 2.
        content: What stood on it, as JSON: titles, lines, figures, exactly as printed.
        id: Identity.
    """

    day: date
    session_id: TherapySessionId | None = None
    layout: SheetLayout = SheetLayout.SHEET
    taken_as: TakenAs
    paper: str = "a4"
    pages: int = 1
    content: str = field(repr=False)
    id: KeptSheetId = field(default_factory=lambda: KeptSheetId(new_id()))

    def __post_init__(self) -> None:
        if self.paper not in {"a4", "letter"}:
            raise InvalidFieldError("paper", "Choose A4 or Letter.")
        if self.pages < 1:
            raise InvalidFieldError("pages", "A sheet has a page at least.")
