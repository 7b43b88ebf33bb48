"""Texts that are hard to set: the sheet is made all the same, and says what it leaves out."""

from dataclasses import replace
from datetime import date

import pytest

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Better
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.material import Agreed, GoalStanding, MeasureStanding, Noted
from sessiondesk.prepsheet.sheet import Choice, as_text
from sessiondesk.ui.paper import pdf, sheet_layout
from sessiondesk.ui.paper.marks import Words
from sessiondesk.ui.paper.measures import SIDE_MARGIN, PaperSize
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_material import ON, a_marked, a_scale, a_session, every_day, something

WORDS = SheetWords()
LONGEST = 100_000
TEXTS = {
    "one word of a hundred thousand letters": "ä" * LONGEST,
    "one line of a hundred thousand letters": "never a full stop " * (LONGEST // 18),
    "a hundred thousand lines": "\n" * LONGEST + "end",
    "from right to left": "אני רוצה לדבר על זה أريد أن أقول شيئا",
    "turned round": "\N{RIGHT-TO-LEFT OVERRIDE}turned \N{RIGHT-TO-LEFT ISOLATE}and again",
    "closed too often": "\N{POP DIRECTIONAL ISOLATE}\N{POP DIRECTIONAL FORMATTING} closed",
    "Chinese": "上次会议以后我一直在想这件事情" * 40,
    "faces": "😀 👩\u200d👩\u200d👧 🇩🇪 " * 40,
    "controls": "".join(chr(n) for n in range(32)) + "\x7f\x85\u2028\u2029 \ufffe\U0010ffff",
    "half a letter": "\ud83d alone",
    "marks on one letter": "e" + "\N{COMBINING ACUTE ACCENT}" * 2000,
    "markup": "<b>bold</b> <img src='file:///etc/passwd'> &amp; %n {name} {0} %1",
}
FIELDS = 10


def record_with(text):
    """Return a record with the text in each place where a person writes, after a word of ours."""
    number = iter(range(FIELDS))

    def words():
        return f"Word{next(number)}x {text}"

    (scale,) = (a_scale("mood"),)
    found = replace(
        something(),
        last=a_session(date(2026, 5, 7), to_keep=words(), left_open=words()),
        bring_ups=(BringUp(text=words()),),
        wins=(Noted(key="w1", day=ON, text=words()),),
        hurdles=(Noted(key="h1", day=ON, text=words()),),
        agreed=(
            Agreed(
                practice=Practice(text=words(), agreed_on=ON, days_a_week=3),
                days_done=1,
                obstacle=words(),
            ),
        ),
        goals=(GoalStanding(goal=Goal(text=words(), began_on=ON)),),
        scales=(replace(scale, label=words()[:60]),),
        daily={scale.id: every_day(5)},
        averages={},
        marked=(a_marked(),),
        measures=(
            MeasureStanding(
                key="measure:f1",
                name=words(),
                better=Better.HIGHER,
                first=3,
                now=4,
                day=date(2026, 5, 11),
            ),
        ),
    )
    assert next(number, None) is None
    return found


@pytest.fixture(params=TEXTS, ids=str)
def text(request):
    return TEXTS[request.param]


@pytest.mark.parametrize("size", list(PaperSize))
def test_each_text_is_on_the_sheet_or_counted_as_left_out(reads, text, size):
    sheet = content.build(record_with(text), WORDS, Choice())
    laid_out = sheet_layout.lay_out(sheet, WORDS, size, pages=2)

    data = pdf.make_pdf(laid_out.pages, title=sheet.title, on=sheet.on)

    missing = [n for n in range(FIELDS) if not reads(data, f"Word{n}x")]
    assert len(missing) <= laid_out.fit.lines_over
    # What stands first has room whatever else there is, and the foot says what is not there.
    assert reads(data, a_marked().question)
    assert reads(data, WORDS.foot(is_whole=laid_out.fit.is_whole))


def test_nothing_of_it_leaves_the_margins(text):
    sheet = content.build(record_with(text), WORDS, Choice())
    size = PaperSize.A4
    for page in sheet_layout.lay_out(sheet, WORDS, size, pages=2).pages:
        for group in page.groups:
            for mark in group.marks:
                if isinstance(mark, Words):
                    right = group.x + mark.x + mark.shape.width
                    assert group.x + mark.x >= SIDE_MARGIN - 0.01
                    assert right <= size.width - SIDE_MARGIN + 0.5
                    assert group.y + mark.y + mark.shape.height <= size.height - 8


def test_as_text_each_of_them_is_said_and_none_goes_on_for_pages(text):
    said = as_text(content.build(record_with(text), WORDS, Choice()))

    assert [n for n in range(FIELDS) if f"Word{n}x" not in said] == []
    assert len(said) < 20_000


@pytest.mark.parametrize("name", ["אני רוצה", "\N{RIGHT-TO-LEFT OVERRIDE}turned", "أريد أن أقول"])
def test_a_name_that_runs_the_other_way_does_not_turn_the_date(name):
    (standing, *_) = record_with("").measures
    said = WORDS.measure_name(replace(standing, name=name))

    assert said.startswith("\N{FIRST STRONG ISOLATE}")
    assert said.endswith("\N{POP DIRECTIONAL ISOLATE}, 11\N{NO-BREAK SPACE}May")
