"""The forms of a page that need no eyes: as text, and as a web page.

Both hold what goes on paper, all of it and no more. Names of other people are as they are in
what is given: put initials in before.
"""

from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk import paths
from sessiondesk.exchange import sheet_html, sheet_text
from sessiondesk.exchange.outline import (
    Content,
    Entry,
    Grid,
    Listing,
    Outline,
    Part,
    Sign,
    Words,
)
from sessiondesk.prepsheet.card import Card, CardRow, CardSection
from sessiondesk.prepsheet.card_material import CardPart
from sessiondesk.prepsheet.fitting import shorten
from sessiondesk.prepsheet.sheet import Sheet
from sessiondesk.ui.paper.document_model import Before, Document, Paragraph, Section, Table
from sessiondesk.ui.paper.sheet_outline import of_sheet, room_to_write

Page = Sheet | Card | Document

_HANDWRITING: Final = 6
# About as much as the two lines hold that a day has on a card.
_LONGEST_DAY: Final = 200
_SIGNS: Final = {
    Before.DASH: Sign.DASH,
    Before.TICK: Sign.TICK,
    Before.TICKED: Sign.TICKED,
}


def to_text(page: Page) -> str:
    """Return a page as plain text, as it would be read aloud."""
    return sheet_text.to_text(outline(page))


def to_html(page: Page, lang: str = "en") -> str:
    """Return a page as a web page that needs no other file.

    Args:
        page: What is on it, after names were made initials.
        lang: The language of the program's words, as browsers name it.
    """
    return sheet_html.to_html(outline(page), lang)


def write(path: Path, text: str) -> None:
    """Put a text or a web page where the person wants it, for their eyes only.

    Raises:
        OSError: Nothing was written, and what was there is as it was.
    """
    paths.write_whole(path, text.encode())


def outline(page: Page) -> Outline:
    """Return what both forms are made of."""
    match page:
        case Sheet():
            return of_sheet(page, handwriting=_HANDWRITING)
        case Card():
            return _of_card(page)
        case Document():
            return _of_document(page)


# The diary card.


def _of_card(card: Card) -> Outline:
    parts = [_card_part(part, card) for part in card.printed]
    if card.note:
        parts.append(Part(title="", content=(Words(text=card.note, is_small=True),)))
    return Outline(
        title=card.title,
        session=card.session,
        when=card.when,
        source=card.source,
        parts=tuple(parts),
        foot=card.foot,
    )


def _card_part(part: CardSection, card: Card) -> Part:
    content: list[Content] = []
    if part.printed_rows:
        content.append(_card_grid(part.printed_rows, card))
    if part.printed_lines:
        entries = (
            Entry(text=shorten(line.text, _is_short, card.continues), caption=line.caption)
            for line in part.printed_lines
        )
        content.append(Listing(sign=Sign.DATED, entries=tuple(entries)))
    blanks = _HANDWRITING if part.id is CardPart.LINES else part.blanks
    if blanks:
        content.append(room_to_write(blanks))
    return Part(title=part.title, note=part.note, content=tuple(content))


def _card_grid(rows: tuple[CardRow, ...], card: Card) -> Grid:
    days = (" ".join(each for each in (day.name, day.short) if each) for day in card.days)
    counts = (card.days_head,) if card.days_head else ()
    return Grid(
        heads=("", *days, *counts),
        rows=tuple(
            (
                ", ".join(each for each in (row.name, row.caption) if each),
                *row.cells,
                *((row.days,) if counts else ()),
            )
            for row in rows
        ),
        figures=frozenset({len(card.days) + 1} if counts else ()),
        own=frozenset(place for place, row in enumerate(rows) if row.is_own),
    )


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_DAY


# Any other document.


def _of_document(document: Document) -> Outline:
    return Outline(
        title=document.title,
        when=document.when,
        source=document.source,
        parts=tuple(_document_part(each) for each in document.sections if each.content),
        foot=document.foot or _tr("Private. Self-reported, not a diagnosis."),
    )


def _document_part(section: Section) -> Part:
    content: list[Content] = []
    for sign, group in groupby(section.content, _sign):
        if sign is not None:
            entries = (_entry(each) for each in group if isinstance(each, Paragraph))
            content.append(Listing(sign=sign, entries=tuple(entries)))
            continue
        content += [_table(each) if isinstance(each, Table) else _words(each) for each in group]
    return Part(title=section.title, note=section.note, content=tuple(content))


def _sign(content: Paragraph | Table) -> Sign | None:
    return _SIGNS.get(content.before) if isinstance(content, Paragraph) else None


def _entry(paragraph: Paragraph) -> Entry:
    return Entry(text=paragraph.text, caption=paragraph.caption, is_own=paragraph.is_own)


def _words(paragraph: Paragraph) -> Words:
    return Words(text=paragraph.text, caption=paragraph.caption, is_own=paragraph.is_own)


def _table(table: Table) -> Grid:
    return Grid(heads=table.heads, rows=table.rows, figures=table.figures)


def _tr(text: str) -> str:
    return QCoreApplication.translate("readable", text)
