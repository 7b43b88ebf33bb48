import io
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.sheet import BlockId, Choice
from sessiondesk.ui.paper import pdf, recovery_page, sheet_layout
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.wording_sheet import SheetWords
from sessiondesk.vault import recovery_key
from tests.sheet_everything import everything, names
from tests.sheet_material import nothing, something

WORDS = SheetWords()


def a_sheet(record):
    return content.build(record, WORDS, Choice())


def made(sheet, size=PaperSize.A4, pages=1):
    laid_out = sheet_layout.lay_out(sheet, WORDS, size, pages=pages)
    return pdf.make_pdf(laid_out.pages, title=sheet.title, on=sheet.on)


def said_on(sheet):
    """Return everything the model prints: words of the person, captions, cells, titles."""
    yield from (sheet.title, sheet.session, sheet.when, sheet.source)
    for block in sheet.printed:
        yield block.note
        panel = block.panel
        if panel is not None:
            judgement = panel.judgement
            yield from (block.title, judgement.text, judgement.caption, *panel.circles)
            yield panel.printed_said
            for line in panel.printed_sentences:
                yield from (line.text, line.caption)
            if panel.printed_rows:
                yield from panel.heads
            for row in panel.printed_rows:
                yield from (row.text, *row.cells)
            if panel.printed_chart is not None:
                yield from (series.name for series in panel.printed_chart.series)
                yield from (name for _, name in panel.printed_chart.months)
        for column in block.columns:
            if column.is_empty:
                continue
            yield from (column.title or block.title, column.more)
            yield from (*column.printed_heads, column.note)
            for line in column.printed:
                yield from (line.text, line.caption, *line.cells)


@pytest.mark.parametrize("size", list(PaperSize))
@pytest.mark.parametrize("record", [something, nothing])
def test_everything_the_model_prints_can_be_found_in_the_pdf(reads, record, size):
    sheet = a_sheet(record())

    data = made(sheet, size, pages=2)

    assert [text for text in said_on(sheet) if not reads(data, text)] == []


def with_every_line():
    """Return a sheet of a review with all that could stand on it, more than two pages."""
    words = SheetWords(names())
    choice = Choice(pages=2)
    for block in content.build(everything(), words, choice).blocks:
        for line in block.lines:
            choice = choice.switched(line.key, is_on=True)
    return content.build(everything(), words, choice)


@pytest.mark.parametrize("half", [0, 1])
def test_every_block_with_every_line_can_be_found_in_the_pdf(reads, half):
    sheet = with_every_line()
    printed = [block.id for block in sheet.printed]
    assert {BlockId.MOMENTS, BlockId.ABOUT_US, BlockId.IN_MY_WORDS, BlockId.FIT} <= set(printed)
    kept = printed[half::2]
    blocks = (replace(block, is_on=block.id in kept) for block in sheet.blocks)
    sheet = replace(sheet, blocks=tuple(blocks))

    laid_out = sheet_layout.lay_out(sheet, WORDS, PaperSize.A4, pages=2)
    data = pdf.make_pdf(laid_out.pages, title=sheet.title, on=sheet.on)

    assert laid_out.fit.is_whole
    assert [text for text in said_on(sheet) if not reads(data, text)] == []


def test_what_is_private_is_not_in_the_pdf(reads):
    assert not reads(made(a_sheet(something())), "The message I nearly sent")


def test_nothing_private_lies_in_the_unpacked_file():
    record = something()
    data = made(a_sheet(record))
    shown = record.bring_ups[0].text

    whole, letters = unpacked(data), drawn_letters(data)

    # What is printed is found in the same way, so that what is not found is not there.
    assert "".join(shown.split()) in letters
    private = "The message I nearly sent"
    assert "".join(private.split()) not in letters
    for coding in ("utf-8", "utf-16-be", "utf-16-le"):
        assert private.encode(coding) not in whole
        assert private.encode(coding).hex().encode() not in whole.lower()


def unpacked(data: bytes) -> bytes:
    """Return every stream of a PDF, unpacked, and everything that is no stream."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        streams = [
            bytes(each.read_bytes()) for each in opened.objects if isinstance(each, pikepdf.Stream)
        ]
    return b"\n".join([data, *streams])


def drawn_letters(data: bytes) -> str:
    """Return all letters that any page draws, seen or not, without blanks."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            letters = {
                str(name): letters_of(font) for name, font in page.resources["/Font"].items()
            }
            font: dict[bytes, str] = {}
            for drawn in pikepdf.parse_content_stream(page):
                if str(drawn.operator) == "Tf":
                    font = letters[str(drawn.operands[0])]
                for text in strings_in(drawn.operands):
                    pairs = (text[at : at + 2] for at in range(0, len(text), 2))
                    found += [font.get(pair, "") for pair in pairs]
    return "".join("".join(found).split())


def strings_in(operands: Iterable[object]) -> Iterator[bytes]:
    for each in operands:
        if isinstance(each, pikepdf.String):
            yield bytes(each)
        elif isinstance(each, pikepdf.Array):
            yield from strings_in(each)


def letters_of(font: pikepdf.Object) -> dict[bytes, str]:
    """Return what the glyphs of a font stand for, by its own table."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found: dict[bytes, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, letter in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            found[bytes.fromhex(glyph)] = bytes.fromhex(letter).decode("utf-16-be")
    for section in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, _, one, several in re.findall(
            r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", section, re.DOTALL
        ):
            for step, letter in enumerate(re.findall(r"<(\w+)>", several) or [one]):
                glyph = (int(first, 16) + step).to_bytes(2, "big")
                found[glyph] = bytes.fromhex(letter).decode("utf-16-be")
    return found


def test_fonts_are_inside_as_subsets_and_the_chart_is_no_picture(ask_poppler):
    data = made(a_sheet(something()))

    fonts = ask_poppler("pdffonts", data).splitlines()[2:]
    assert len(fonts) >= 4
    for font in fonts:
        assert font.split()[-5:-2] == ["yes", "no", "yes"]
    assert {font.split("-")[0] for font in fonts} == {"Literata", "Inter"}
    assert len(ask_poppler("pdfimages", data, "-list").splitlines()) == 2


@pytest.mark.parametrize(
    ("size", "points"), [(PaperSize.A4, "595 x 842"), (PaperSize.LETTER, "612 x 792")]
)
def test_the_paper_has_its_size(ask_poppler, size, points):
    assert f"Page size:       {points} pts" in ask_poppler(
        "pdfinfo", made(a_sheet(nothing()), size)
    )


def test_the_pdf_says_neither_who_made_it_nor_when(ask_poppler):
    data = made(a_sheet(something()))

    said = dict(
        line.split(":", 1) for line in ask_poppler("pdfinfo", data, "-isodates").splitlines()
    )
    assert said["Title"].strip() == "Prep sheet"
    assert [said[name].strip() for name in ("Author", "Creator", "Producer")] == ["", "", ""]
    assert said["CreationDate"].strip() == said["ModDate"].strip() == "2026-05-12T00:00:00Z"
    for trace in (b"Qt", b"uuid:", b"PySide", b"SessionDesk"):
        assert trace not in readable(data)


def readable(data):
    """Return a PDF without what is packed: in there any two letters turn up by chance."""

    def plain(found):
        try:
            zlib.decompress(found[1])
        except zlib.error:
            return found[0]
        return b""

    return re.sub(rb"stream\r?\n(.*?)endstream", plain, data, flags=re.DOTALL)


def test_there_is_no_colour_in_it():
    data = made(a_sheet(something()))

    drawn = b""
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            drawn += zlib.decompress(packed)
        except zlib.error:
            continue
    assert re.search(rb"[\d.]+ (?:scn|SCN)", drawn)
    # Grey takes one number, colour three.
    assert re.findall(rb"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG|scn|SCN)", drawn) == []


def test_the_same_sheet_gives_the_same_bytes():
    assert made(a_sheet(something_fixed())) == made(a_sheet(something_fixed()))


def something_fixed():
    record = something()
    return replace(record, coming=None, last=None, sessions=())


def test_a_sheet_of_two_pages_numbers_them(reads, ask_poppler):
    sheet = a_sheet(many(14))

    data = made(sheet, pages=2)

    assert "Pages:           2" in ask_poppler("pdfinfo", data)
    assert reads(data, "page 1 of 2")
    assert reads(data, "page 2 of 2")
    assert reads(data, "Prep sheet, session 9")


def many(count):
    words = "There is something about it that I would like to say in more than one line. " * 2
    bring_ups = tuple(BringUp(text=f"{n}: {words}", rank=n) for n in range(count))
    return replace(something(), bring_ups=bring_ups)


def test_a_sheet_too_full_says_so_on_paper(reads):
    data = made(a_sheet(many(14)))
    assert reads(data, "Not everything found room here; the rest is in my journal.")


def test_a_text_of_a_million_letters_is_cut_at_a_sentence(reads):
    record = replace(something(), bring_ups=(BringUp(text="This is a sentence. " * 50_000),))

    data = made(a_sheet(record))

    assert reads(data, "This is a sentence. (continues in my journal)")
    assert len(data) < 200_000


@pytest.mark.parametrize(
    "text",
    [
        "Donaudampfschifffahrtsgesellschaft" * 9,
        "offices: efficient, affluent, flat",
        "אני רוצה לדבר על זה בפגישה הבאה",
        "أريد أن أقول شيئا",
        "上次会议以后我一直在想这件事情",
        "first line\nsecond line",
        "tab\tand \x00 nothing \x1f at all",
        "a \u202e turned around",
        "<b>not bold</b> & <img src='file:///etc/passwd'>",
    ],
)
def test_any_script_is_found_again(reads, text):
    record = replace(something(), bring_ups=(BringUp(text=text),))

    data = made(a_sheet(record))

    expected = "".join(letter if letter >= " " or letter == "\n" else " " for letter in text)
    # Marks of direction are obeyed, not printed; Hebrew and Arabic are read from the right.
    words = [word for word in expected.replace("\u202e", " ").split() if word.isascii()]
    words += [word for word in expected.split() if len(word) > 12 and not word.isascii()]
    assert [word for word in words if not reads(data, word)] == []


@pytest.mark.parametrize(
    "text", ["😀 👩\u200d👩\u200d👧 🇩🇪 done", "\ud83d alone", "\u200b", "\ufe0e\u200d"]
)
def test_odd_letters_leave_the_rest_as_it_is(reads, text):
    record = replace(something(), bring_ups=(BringUp(text=text), BringUp(text="after it", rank=1)))
    data = made(a_sheet(record))
    assert reads(data, "after it")


def test_the_file_is_for_its_owners_eyes_and_whole(tmp_path):
    path = tmp_path / "prep.pdf"
    path.write_bytes(b"something older")

    pdf.write_pdf(path, b"%PDF")

    assert path.read_bytes() == b"%PDF"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["prep.pdf"]


def test_the_recovery_page_holds_the_key_and_its_numbers(reads, ask_poppler):
    key = recovery_key.grouped(recovery_key.generate())
    on = date(2026, 5, 12)

    pages = recovery_page.lay_out(key, on=on)
    data = pdf.make_pdf(pages, title=recovery_page.title(), on=on)

    for group in key.split("-"):
        assert reads(data, group)
    assert reads(data, "Made on 12 May 2026")
    assert reads(data, "Where a second copy lies")
    assert all(
        font.split()[-5] == "yes" for font in ask_poppler("pdffonts", data).splitlines()[2:]
    )
