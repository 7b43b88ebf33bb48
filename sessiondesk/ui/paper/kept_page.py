"""Pages of any layout as they are kept: what was on paper, as JSON and back."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.journal import sheet_content
from sessiondesk.prepsheet.card import Card
from sessiondesk.prepsheet.sheet import Sheet
from sessiondesk.ui.paper.document_model import Content, Document, Paragraph, Section, Table

KeptPage = Sheet | Card | Document

_OF_DOCUMENTS: Final = (SheetLayout.REVIEW, SheetLayout.HANDOVER)


def encode(page: KeptPage) -> str:
    """Return ``page`` as JSON, without what did not go on paper."""
    if isinstance(page, Document):
        return msgspec.json.encode(page, order="deterministic").decode()
    return sheet_content.encode(page)


def decode(layout: SheetLayout, text: str) -> KeptPage | None:
    """Return the page that ``encode`` made ``text`` of.

    Returns:
        None where it is not one: another version wrote it, or a file that came in says what
        no page can be.
    """
    return _document(text) if layout in _OF_DOCUMENTS else sheet_content.decode(layout, text)


# A paragraph and a table are told apart by what is in them, which the decoder does not do.


class _PlainSection(msgspec.Struct):
    title: str
    note: str = ""
    content: tuple[Mapping[str, Any], ...] = ()


class _PlainDocument(msgspec.Struct):
    title: str
    when: str
    source: str = ""
    sections: tuple[_PlainSection, ...] = ()
    foot: str = ""


def _document(text: str) -> Document | None:
    try:
        plain = msgspec.json.decode(text, type=_PlainDocument)
        return Document(
            title=plain.title,
            when=plain.when,
            source=plain.source,
            sections=tuple(
                Section(
                    title=each.title, note=each.note, content=tuple(map(_content, each.content))
                )
                for each in plain.sections
            ),
            foot=plain.foot,
        )
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _content(plain: Mapping[str, Any]) -> Content:
    if "heads" not in plain:
        return msgspec.convert(plain, Paragraph)
    table = msgspec.convert(plain, Table)
    if not table.heads or any(len(row) != len(table.heads) for row in table.rows):
        raise ValueError("Each row has as many cells as there are heads.")
    return table
