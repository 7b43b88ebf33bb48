"""From the journal to the page as it is shown: read once, put together at every choice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.journal import Journal, card
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet import card as cards
from sessiondesk.prepsheet import content, initials
from sessiondesk.prepsheet.card_material import CardInput
from sessiondesk.prepsheet.choice import BlockId
from sessiondesk.prepsheet.fitting import Fit
from sessiondesk.prepsheet.material import SheetInput
from sessiondesk.prepsheet.sheet import Sheet
from sessiondesk.ui import insight_names
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.pages.prep_sheet_page import choices, parts
from sessiondesk.ui.pages.prep_sheet_page.parts import Part
from sessiondesk.ui.paper import card_page, sheet_layout
from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.shown_page import ShownPage
from sessiondesk.ui.wording_card import CardWords
from sessiondesk.ui.wording_sheet import SheetWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of the journal.

    Attributes:
        record: For the prep sheet; it also says which appointment the page is for.
        week: For the diary card; None while that is not shown.
        names: What things are called that something was said about.
        unwritten: The latest appointment that is over and not written down, with its number.
        earlier: The sheets that were taken, each with the name of its session.
    """

    record: SheetInput = field(repr=False)
    week: CardInput | None = field(default=None, repr=False)
    names: Names = field(repr=False)
    unwritten: tuple[Appointment, int | None] | None
    earlier: Sequence[tuple[KeptSheet, str]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The page, put together.

    Attributes:
        shown: As it goes out.
        parts: As the list at its left shows it.
        pages: As they are painted.
        fit: How everything found room.
        sheet: Everything that could stand on the sheet; None where it is the card.
        wants_lines: Whether there should be lines to write on.
    """

    shown: ShownPage
    parts: Sequence[Part]
    pages: Sequence[Page]
    fit: Fit
    sheet: Sheet | None = field(repr=False)
    wants_lines: bool


def read(journal: Journal) -> Read:
    """Read what the page needs.

    Raises:
        StoreError: The journal could not be read.
    """
    today = journal.today()
    prompts = journal.looking_back.prompts
    is_card = choices.layout_of(journal.settings.value) is SheetLayout.CARD
    unwritten = journal.sessions.unwritten(journal.now())
    return Read(
        record=gather(journal, today),
        week=card.gather(journal, today) if is_card else None,
        names=insight_names.names_of(journal, prompts, with_bring_ups=False),
        unwritten=None
        if unwritten is None
        else (unwritten, journal.sessions.number_of(unwritten)),
        earlier=_earlier(journal),
    )


def make(journal: Journal, read_: Read) -> Made:
    """Put the page together as it is chosen now."""
    kept = journal.settings.value
    choice, size = choices.choice_of(kept), PaperSize(kept.paper)
    coming = read_.record.coming
    on = read_.record.on
    for_day = on if coming is None else coming.day
    session_id = None if coming is None else coming.id
    if read_.week is not None:
        whole = cards.build(read_.week, CardWords(), choice)
        named = cards.with_names(whole, kept.person_names)
        set_out = card_page.lay_out(named, size)
        return Made(
            shown=ShownPage(
                page=named,
                layout=SheetLayout.CARD,
                size=size,
                pages=1,
                day=on,
                for_day=for_day,
                session_id=session_id,
            ),
            parts=parts.of_card(whole, set_out.fit),
            pages=set_out.pages,
            fit=set_out.fit,
            sheet=None,
            wants_lines=False,
        )
    sheet = content.build(read_.record, SheetWords(read_.names), choice)
    shown = initials.apply(sheet, kept.person_names)
    laid_out = sheet_layout.lay_out(shown, SheetWords(), size, pages=kept.sheet_pages)
    return Made(
        shown=ShownPage(
            page=shown,
            layout=SheetLayout.SHEET,
            size=size,
            pages=kept.sheet_pages,
            day=on,
            for_day=for_day,
            session_id=session_id,
        ),
        # With the names as they were written: the list is for the person's own eyes.
        parts=parts.of_sheet(sheet, laid_out.fit, pages=kept.sheet_pages),
        pages=laid_out.pages,
        fit=laid_out.fit,
        sheet=sheet,
        wants_lines=sheet.block(BlockId.LINES).is_on,
    )


def _earlier(journal: Journal) -> Sequence[tuple[KeptSheet, str]]:
    sheets = journal.sheets.all()
    if not sheets:
        return ()
    names: dict[str | None, str] = {}
    for each in journal.sessions.outline():
        number = journal.sessions.number_of(each)
        if number is not None:
            names[each.id] = SheetWords().session_name(number)
    return [(each, names.get(each.session_id, "")) for each in sheets]
