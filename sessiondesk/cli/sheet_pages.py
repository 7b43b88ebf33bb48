"""What goes on the page that was asked for: the sheet, the card, a review or a hand-over."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sessiondesk.cli.refusals import RefusedError
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.domain.sheet_preset import Audience, SheetPreset
from sessiondesk.journal import Journal
from sessiondesk.journal import card as week
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet import card, content, initials
from sessiondesk.prepsheet.card import Card
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.prepsheet.presets import default_of
from sessiondesk.prepsheet.sheet import Sheet
from sessiondesk.ui import (
    course_material,
    handover_document,
    handover_lines,
    insight_names,
    review_document,
    wording_review,
)
from sessiondesk.ui.paper import card_page, document, sheet_layout
from sessiondesk.ui.paper.document import Document
from sessiondesk.ui.paper.document_names import with_names
from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.review_pieces import kept_lines, pieces_of
from sessiondesk.ui.wording_card import CardWords
from sessiondesk.ui.wording_sheet import SheetWords

NAMES: Final = {
    SheetLayout.SHEET: "prep sheet",
    SheetLayout.CARD: "diary card",
    SheetLayout.REVIEW: "review",
    SheetLayout.HANDOVER: "hand-over",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A page before it is drawn, with names as they stand on paper.

    Attributes:
        page: What is on it.
        layout: What kind of page.
        on: Its date.
        session_id: The appointment it is for. None: for none.
        pages: How many pages it may have.
        may_grow: Whether it goes on a second page where one is not enough.
        remarks: What there is to be told beside it.
    """

    page: Sheet | Card | Document = field(repr=False)
    layout: SheetLayout
    on: date
    session_id: TherapySessionId | None = None
    pages: int = 1
    may_grow: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its title, which says nothing about anybody."""
        return self.page.title


def make(journal: Journal, arguments: Namespace) -> Made:
    """Put the page together.

    Raises:
        RefusedError: There is nothing in the journal to make it of.
        StoreError: The journal could not be read.
    """
    on = arguments.date or journal.today()
    preset = _preset(journal, arguments.preset)
    match SheetLayout(arguments.layout or preset.layout):
        case SheetLayout.SHEET:
            return _sheet(journal, on, preset, arguments.pages)
        case SheetLayout.CARD:
            return _card(journal, on, preset)
        case SheetLayout.REVIEW:
            return _review(journal, on)
        case SheetLayout.HANDOVER:
            return _handover(journal)


def _preset(journal: Journal, name: str | None) -> SheetPreset:
    """Return what was chosen for a reader; without a name what is in force in the window."""
    kept = journal.settings.value
    if name is None or name == kept.sheet_audience:
        return SheetPreset(
            blocks_off=kept.sheet_off,
            order=kept.sheet_order,
            lines_off=kept.sheet_lines_off,
            lines_on=kept.sheet_lines_on,
            pages=kept.sheet_pages,
            layout=kept.sheet_layout,
        )
    return kept.sheet_presets.get(name) or default_of(Audience(name))


def _choice(preset: SheetPreset, pages: int) -> Choice:
    return Choice(
        blocks_off=preset.blocks_off,
        lines_off=preset.lines_off,
        lines_on=preset.lines_on,
        order=preset.order,
        pages=pages,
    )


def _sheet(journal: Journal, on: date, preset: SheetPreset, pages: int | None) -> Made:
    allowed = pages or preset.pages
    record = gather(journal, on)
    names = insight_names.names_of(journal, journal.looking_back.prompts, with_bring_ups=False)
    sheet = content.build(record, SheetWords(names), _choice(preset, allowed))
    return Made(
        page=initials.apply(sheet, journal.settings.value.person_names),
        layout=SheetLayout.SHEET,
        on=on,
        session_id=None if record.coming is None else record.coming.id,
        pages=allowed,
        may_grow=pages is None,
    )


def _card(journal: Journal, on: date, preset: SheetPreset) -> Made:
    record = week.gather(journal, on)
    whole = card.build(record, CardWords(), _choice(preset, 1))
    return Made(
        page=card.with_names(whole, journal.settings.value.person_names),
        layout=SheetLayout.CARD,
        on=on,
        session_id=None if record.coming is None else record.coming.id,
    )


def _review(journal: Journal, on: date) -> Made:
    kept = [each for each in journal.reviews.all() if each.day <= on]
    if not kept:
        raise RefusedError(
            f"There is no review up to {on} in this journal. Nothing was written. Reviews are "
            "made in the window."
        )
    review = kept[-1]
    prompts = journal.looking_back.prompts
    pieces = pieces_of(review.findings, insight_names.names_of(journal, prompts).at(review.day))
    lines = kept_lines(review.findings)
    numbers = {} if review.course_id is None else journal.sessions.numbers(review.course_id)
    number = None if review.session_id is None else numbers.get(review.session_id)
    made = review_document.document(
        review,
        pieces,
        lines,
        prompts,
        # What is private goes along only where it is ticked, which is done in the window.
        chosen=frozenset(),
        when=wording_review.after_session(number, review.day),
        today=on,
    )
    has_private = bool(review_document.private_lines(pieces, lines))
    return Made(
        page=with_names(made, journal.settings.value.person_names),
        layout=SheetLayout.REVIEW,
        on=on,
        remarks=(
            ("Private lines of the review stay off. They can be put on in the window.",)
            if has_private
            else ()
        ),
    )


def _handover(journal: Journal) -> Made:
    course = _course(journal)
    if course is None:
        raise RefusedError(
            "There is no therapy in this journal to hand over. Nothing was written. Set one up "
            "in the window."
        )
    material = course_material.read(journal, course)
    found = journal.drafts.find
    made = handover_document.document(
        handover_lines.read(journal, material, journal.looking_back.prompts),
        {each: found(each, course.id) or "" for each in handover_document.Field},
        handover_document.choice_from(found(handover_document.CHOICE, course.id)),
        held=material.strip.held,
        today=journal.today(),
    )
    return Made(
        page=with_names(made, journal.settings.value.person_names),
        layout=SheetLayout.HANDOVER,
        on=journal.today(),
        pages=handover_document.MOST_PAGES,
    )


def _course(journal: Journal) -> Course | None:
    """Return the therapy whose hand-over was worked on last, else the one that goes on."""
    courses = {str(each.id): each for each in journal.courses.all()}
    editors = {handover_document.CHOICE, *handover_document.Field}
    for draft in journal.drafts.all():
        if draft.editor in editors and draft.record_id in courses:
            return courses[draft.record_id]
    return journal.courses.current() or next(iter(courses.values()), None)


def draw(made: Made, size: PaperSize) -> tuple[Sequence[Page], Sequence[str]]:
    """Return the pages as they are painted, and what there is to be told about their room."""
    match made.page:
        case Sheet():
            return _drawn_sheet(made, made.page, size)
        case Card():
            drawn = card_page.lay_out(made.page, size)
            return drawn.pages, _over(drawn.fit.lines_over, "the page")
        case Document():
            set_out = document.lay_out(made.page, size)
            over = set_out.lines_over(made.pages) if made.layout is SheetLayout.HANDOVER else 0
            told = [f"It is about {over} lines longer than two pages."] if over else []
            return set_out.pages, told


def _drawn_sheet(
    made: Made, sheet: Sheet, size: PaperSize
) -> tuple[Sequence[Page], Sequence[str]]:
    words = SheetWords()
    pages = made.pages
    drawn = sheet_layout.lay_out(sheet, words, size, pages=pages)
    if not drawn.fit.is_whole and made.may_grow:
        pages = sheet_layout.MOST_PAGES
        drawn = sheet_layout.lay_out(sheet, words, size, pages=pages)
    where = "one page" if pages == 1 else "two pages"
    return drawn.pages, _over(drawn.fit.lines_over, where)


def _over(lines: int, where: str) -> Sequence[str]:
    if not lines:
        return []
    return [
        f"About {lines} lines found no room on {where}. Choose in the window what to leave out."
    ]
