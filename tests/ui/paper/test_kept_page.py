"""Pages as they are kept: documents as well, which the journal knows nothing of."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.sheet import Choice, Sheet
from sessiondesk.ui.paper import kept_page
from sessiondesk.ui.paper.document_model import Before, Document, Paragraph, Section, Table
from sessiondesk.ui.wording_sheet import SheetWords
from tests import sheet_material

DOCUMENTS = [SheetLayout.REVIEW, SheetLayout.HANDOVER]
TABLE = Table(heads=("", "first", "now"), rows=(("PHQ-9", "14", "9"),), figures=frozenset({2, 1}))
DOCUMENT = Document(
    title="Progress review",
    when="Sunday 22 November 2026",
    source="from my own record",
    sections=(
        Section(
            title="What moved",
            note="4 weeks",
            content=(
                Paragraph(text="zäh\nund dann", caption="12 May", is_own=True),
                TABLE,
                Paragraph(text="ask", before=Before.TICK),
            ),
        ),
        Section(title="Nothing"),
    ),
    foot="Private.",
)
texts = st.text()
paragraphs = st.builds(
    Paragraph,
    text=texts,
    caption=texts,
    is_own=st.booleans(),
    before=st.sampled_from(Before),
)
tables = st.integers(1, 4).flatmap(
    lambda wide: st.builds(
        Table,
        heads=st.tuples(*[texts] * wide),
        rows=st.lists(st.tuples(*[texts] * wide), max_size=3).map(tuple),
        figures=st.frozensets(st.integers(0, wide - 1)),
    )
)
sections = st.builds(
    Section,
    title=texts,
    note=texts,
    content=st.lists(paragraphs | tables, max_size=4).map(tuple),
)
documents = st.builds(
    Document,
    title=texts,
    when=texts,
    source=texts,
    sections=st.lists(sections, max_size=3).map(tuple),
    foot=texts,
)


@pytest.mark.parametrize("layout", DOCUMENTS)
def test_a_document_comes_back_as_it_was(layout):
    assert kept_page.decode(layout, kept_page.encode(DOCUMENT)) == DOCUMENT


@given(document=documents)
def test_any_document_comes_back_as_it_was(document):
    text = kept_page.encode(document)

    found = kept_page.decode(SheetLayout.REVIEW, text)

    assert found == document
    assert kept_page.encode(document) == text


def test_a_sheet_goes_the_same_way():
    made = content.build(sheet_material.something(), SheetWords(), Choice())
    text = kept_page.encode(made)

    found = kept_page.decode(SheetLayout.SHEET, text)

    assert isinstance(found, Sheet)
    assert [block.id for block in found.printed] == [block.id for block in made.printed]
    assert kept_page.decode(SheetLayout.REVIEW, text) != made


def changed(**fields):
    plain = json.loads(kept_page.encode(DOCUMENT))
    plain["sections"][0]["content"] = [json.loads(json.dumps(fields))]
    return json.dumps(plain)


@pytest.mark.parametrize(
    "text",
    [
        *("", "5", "null", "[]", "{}", '"words"', "{", '{"title":5,"when":""}'),
        '{"title":"","when":"","sections":5}',
        '{"title":"","when":"","sections":[5]}',
        '{"title":"","when":"","sections":[{"title":"","content":[5]}]}',
        '{"title":"","when":"","sections":[{"note":""}]}',
        changed(),
        changed(text=5),
        changed(text="x", before="a cross"),
        changed(heads=[], rows=[]),
        changed(heads=["a"], rows=[["x", "y"]]),
        changed(heads=["a"], rows=[["x"]], figures=["first"]),
        "[" * 100_000 + "]" * 100_000,
    ],
    ids=range(19),
)
def test_what_is_no_document_is_none_whatever_it_is(text):
    assert kept_page.decode(SheetLayout.HANDOVER, text) is None


@pytest.mark.parametrize("layout", [SheetLayout.SHEET, SheetLayout.CARD])
def test_a_document_is_no_sheet(layout):
    assert kept_page.decode(layout, kept_page.encode(DOCUMENT)) is None
