"""The safety plan on paper: all of it, on as many sheets as it takes."""

from datetime import date

import pytest

from sessiondesk.domain.crisis_line import CrisisLine, OwnLine
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.ui.paper import plan_page
from sessiondesk.ui.paper.marks import Path, Words
from sessiondesk.ui.paper.measures import SIDE_MARGIN, PaperSize
from sessiondesk.ui.paper.pdf import make_pdf
from sessiondesk.ui.paper.plan_page import Numbers

ON = date(2026, 5, 12)
LINE = CrisisLine(
    country="DE", name="Germany", line="116 123", note="TelefonSeelsorge", emergency="112"
)
LONG = "A long day, and what helps is to write it down until it is smaller. " * 400


def texts(pages):
    return [
        mark.shape.text
        for page in pages
        for group in page.groups
        for mark in group.marks
        if isinstance(mark, Words)
    ]


def test_a_part_with_nothing_in_it_has_lines_for_writing_by_hand():
    written = SafetyPlan(warning_signs="I stop answering")
    (page,) = plan_page.lay_out(written, Numbers(), on=ON)

    rules = [mark for mark in page.groups[0].marks if isinstance(mark, Path)]
    # Two for each of six parts, one below the head and one above the foot.
    assert len(rules) == 14
    assert "What is worth living for" in texts([page])


def test_the_numbers_stand_below_and_say_whether_they_were_compared():
    shown = texts(plan_page.lay_out(SafetyPlan(), Numbers(line=LINE), on=ON))

    assert "Emergency (Germany)" in shown
    assert "112" in shown
    assert "116 123\nTelefonSeelsorge" in shown
    assert any("nobody has compared them" in each for each in shown)


def test_numbers_that_were_compared_say_when():
    compared = CrisisLine(country="FR", name="France", line="3114", emergency="112", checked_on=ON)
    own = (OwnLine(name="Sam", number="01234"),)

    shown = texts(plan_page.lay_out(SafetyPlan(), Numbers(line=compared, own=own), on=ON))

    assert "Compared with the service’s own page on 12 May 2026." in shown
    assert shown.index("Sam") > shown.index("3114")


def test_without_a_number_nothing_is_said_of_numbers():
    shown = texts(plan_page.lay_out(SafetyPlan(), Numbers(), on=ON))

    assert "Someone who can be with me now" not in shown


@pytest.mark.parametrize("size", list(PaperSize))
@pytest.mark.parametrize(
    "plan",
    [
        SafetyPlan(),
        SafetyPlan(helps_me_wait=LONG, safer_room="x" * 9000),
        SafetyPlan(people_to_ask="\n".join(f"Friend {n}" for n in range(120))),
    ],
)
def test_nothing_leaves_the_margins(plan, size):
    for page in plan_page.lay_out(plan, Numbers(line=LINE), on=ON, size=size):
        for group in page.groups:
            for mark in group.marks:
                if isinstance(mark, Words):
                    bottom = mark.y + mark.shape.height
                    assert (
                        SIDE_MARGIN + mark.x + mark.shape.width <= size.width - SIDE_MARGIN + 0.01
                    )
                    assert bottom <= size.height - 7


def test_every_word_of_a_long_plan_is_on_paper(reads):
    plan = SafetyPlan(
        helps_me_wait=LONG, people_to_ask="\n".join(f"Friend {n}" for n in range(120))
    )
    pages = plan_page.lay_out(plan, Numbers(), on=ON)

    data = make_pdf(pages, title=plan_page.title(), on=ON)

    assert len(pages) > 2
    assert "page 2 of" in " ".join(texts(pages))
    for number in (0, 60, 119):
        assert reads(data, f"Friend {number}")
    assert " ".join(texts(pages)).split().count("smaller.") == LONG.count("smaller.")


def test_the_same_plan_gives_the_same_bytes():
    pages = plan_page.lay_out(SafetyPlan(warning_signs="x"), Numbers(line=LINE), on=ON)

    first = make_pdf(pages, title=plan_page.title(), on=ON)
    assert first == make_pdf(pages, title=plan_page.title(), on=ON)
    assert b"Safety plan" in first or "Safety plan".encode("utf-16-be") in first
