from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.ui.paper.document_model import Document, Paragraph, Section, Table
from sessiondesk.ui.paper.document_names import with_names

DOCUMENT = Document(
    title="Hand-over",
    when="Tuesday",
    sections=(
        Section(
            title="Why I came",
            content=(
                Paragraph(text="Anna said so.", caption="and Annabel did not"),
                Table(heads=("", "Last"), rows=(("Anna’s form", "12"),)),
            ),
        ),
    ),
)


def test_names_become_initials_in_paragraphs_captions_and_tables():
    (section,) = with_names(DOCUMENT, [PersonName(name="Anna")]).sections

    paragraph, table = section.content
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert (paragraph.text, paragraph.caption) == ("A. said so.", "and Annabel did not")
    assert table.rows == (("A.’s form", "12"),)


def test_without_names_nothing_is_changed():
    assert with_names(DOCUMENT, []) is DOCUMENT
