"""Names of other people as initials in a document, as on the sheet."""

from collections.abc import Sequence
from dataclasses import replace

from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.prepsheet.initials import in_text
from sessiondesk.ui.paper.document_model import Content, Document, Section, Table


def with_names(document: Document, names: Sequence[PersonName]) -> Document:
    """Return ``document`` with initials in place of names, in all that stands in its parts.

    Args:
        document: The document as it comes from the record.
        names: The names that are not to stand on paper.
    """
    if not names:
        return document
    return replace(document, sections=tuple(_section(each, names) for each in document.sections))


def _section(section: Section, names: Sequence[PersonName]) -> Section:
    return replace(section, content=tuple(_content(each, names) for each in section.content))


def _content(content: Content, names: Sequence[PersonName]) -> Content:
    if isinstance(content, Table):
        rows = (tuple(in_text(cell, names) for cell in row) for row in content.rows)
        return replace(content, rows=tuple(rows))
    return replace(
        content, text=in_text(content.text, names), caption=in_text(content.caption, names)
    )
