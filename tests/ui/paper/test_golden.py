"""The drawing held against how it was: its text, its fonts and a picture of each page.

``SESSIONDESK_REWRITE_GOLDEN=1 pytest tests/ui/paper/test_golden.py`` writes text and pictures
anew; look at each of them before it is kept. The pictures allow for another version of what
renders them, not for anything that stands elsewhere.
"""

import os
import re
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from sessiondesk.ui.paper import pdf, sheet_layout
from sessiondesk.ui.paper.measures import MM_PER_INCH, SIDE_MARGIN, PaperSize
from sessiondesk.ui.wording_sheet import SheetWords
from tests.golden_sheets import SHEETS

GOLDEN = Path(__file__).parent / "golden"
IS_REWRITTEN = bool(os.environ.get("SESSIONDESK_REWRITE_GOLDEN"))
WORDS = SheetWords()
LOOKED_AT_DPI = 60
# Shades of 255, after both pictures are softened: the edge of a letter may be drawn otherwise.
MOST_ON_AVERAGE = 1.0
MOST_ANYWHERE = 56
# Letters of other scripts come from the computer's own fonts, which differ.
OTHER_SCRIPTS = {"right-to-left"}
CASES = [
    *((name, PaperSize.A4, 1) for name in ("empty", "thin", "typical", "right-to-left")),
    ("overfull", PaperSize.A4, 2),
    ("review", PaperSize.A4, 2),
    ("typical", PaperSize.LETTER, 1),
]
IDS = [f"{name}-{size}" for name, size, _ in CASES]


@pytest.fixture(params=CASES, ids=IDS)
def case(request):
    return request.param


def drawn(case):
    name, size, pages = case
    sheet = SHEETS[name]()
    laid_out = sheet_layout.lay_out(sheet, WORDS, size, pages=pages)
    return pdf.make_pdf(laid_out.pages, title=sheet.title, on=sheet.on)


def name_of(case):
    return f"{case[0]}-{case[1]}"


@pytest.fixture
def pictures(needs_tool, tmp_path):
    """Render a PDF in greys and return its pages as arrays of shades."""
    tool = needs_tool("pdftoppm")

    def pictures(data, dpi):
        source = tmp_path / "drawn.pdf"
        source.write_bytes(data)
        command = [tool, "-r", str(dpi), "-gray", "-png", str(source), str(tmp_path / "page")]
        subprocess.run(command, check=True)
        pages = sorted(tmp_path.glob("page*.png"))
        return [shades(page) for page in pages]

    return pictures


def shades(path):
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert not image.isNull(), path
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(float)


def blurred(picture, sigma):
    """Return a picture as it is after a lens that is not quite sharp."""
    reach = int(3 * sigma) + 1
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma**2))
    weights /= weights.sum()
    for axis in (0, 1):
        picture = np.apply_along_axis(np.convolve, axis, picture, weights, mode="same")
    return picture


def test_the_text_is_the_golden_one(case, ask_poppler):
    text = ask_poppler("pdftotext", drawn(case), "-raw")
    path = GOLDEN / f"{name_of(case)}.txt"
    if IS_REWRITTEN:
        path.write_text(text, "utf-8")

    # How a form feed or an end of line is written differs from version to version.
    assert text.split() == path.read_text("utf-8").split()


def test_each_page_looks_like_the_golden_one(case, pictures):
    found = pictures(drawn(case), LOOKED_AT_DPI)
    paths = [GOLDEN / f"{name_of(case)}-{number}.png" for number in range(1, len(found) + 1)]
    if IS_REWRITTEN:
        for page, path in zip(found, paths, strict=True):
            write(page, path)

    assert paths == sorted(GOLDEN.glob(f"{name_of(case)}-?.png"))
    for page, path in zip(found, paths, strict=True):
        golden = shades(path)
        assert page.shape == golden.shape
        off = np.abs(blurred(page, 1.0) - blurred(golden, 1.0))
        if case[0] in OTHER_SCRIPTS:
            # What our own words and rules do is the same everywhere: the head, and the foot.
            off = off[[*range(80), *range(660, 702)]]
        assert off.mean() < MOST_ON_AVERAGE, path.name
        assert off.max() < MOST_ANYWHERE, path.name


def write(page, path):
    rows = np.ascontiguousarray(page.astype(np.uint8))
    height, width = rows.shape
    image = QImage(rows.data, width, height, width, QImage.Format.Format_Grayscale8)
    assert image.save(str(path))


def test_a_thing_moved_by_two_millimetres_would_be_noticed(pictures):
    (page,) = pictures(drawn(CASES[2]), LOOKED_AT_DPI)
    moved = np.roll(page, 5, axis=0)
    assert np.abs(blurred(page, 1.0) - blurred(moved, 1.0)).max() > MOST_ANYWHERE


def test_fonts_are_ours_inside_and_subsets(case, ask_poppler):
    fonts = [line.split() for line in ask_poppler("pdffonts", drawn(case)).splitlines()[2:]]

    assert fonts
    for _, *_, is_inside, _, has_text, _, _ in fonts:
        assert (is_inside, has_text) == ("yes", "yes")
    families = {name.split("+")[-1].split("-")[0] for name, *_ in fonts}
    assert {"Literata", "Inter"} <= families
    assert case[0] in OTHER_SCRIPTS or families == {"Literata", "Inter"}
    # Five faces whole would be over a megabyte.
    assert len(drawn(case)) < 160_000


def test_there_is_no_picture_in_it_and_nothing_that_does_anything(case, ask_poppler):
    data = drawn(case)

    assert len(ask_poppler("pdfimages", data, "-list").splitlines()) == 2
    drawn_with = unpacked(data)
    assert b"/Contents" in drawn_with
    for what in ("URI", "JavaScript", "EmbeddedFile", "OCProperties", "OpenAction", "AcroForm"):
        assert f"/{what}".encode() not in drawn_with


def test_the_same_sheet_gives_the_same_bytes(case):
    assert drawn(case) == drawn(case)


def unpacked(data):
    """Return a PDF with what is packed in it unpacked."""

    def plain(found):
        try:
            return zlib.decompress(found[1])
        except zlib.error:
            return found[1]

    return re.sub(rb"stream\r?\n(.*?)\r?\nendstream", plain, data, flags=re.DOTALL)


def test_the_smallest_words_stay_readable_after_a_photocopier(pictures):
    dpi = 200
    (page,) = pictures(drawn(CASES[2]), dpi)
    per_mm = dpi / MM_PER_INCH

    # The lens of a copier, and then nothing but black and white.
    copied = blurred(page, 0.12 * per_mm)

    def darkest(left, top, width, height):
        part = copied[
            int(top * per_mm) : int((top + height) * per_mm),
            int(left * per_mm) : int((left + width) * per_mm),
        ]
        assert part.max() > 245
        return part.min()

    assert darkest(SIDE_MARGIN, 25.5, 90, 3) < 110  # where it comes from, 8 points
    assert darkest(SIDE_MARGIN, 284.5, 60, 3) < 110  # the foot, 7.5 points
    assert darkest(SIDE_MARGIN + 10, 90, 80, 40) < 90  # the lines of the chart
