"""A review on paper: what goes along, and what only by hand."""

from datetime import date

import pytest

from sessiondesk.domain.insight import Asked
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor, Step
from sessiondesk.insights import keeping
from sessiondesk.insights.counts import Count, CountOf
from sessiondesk.insights.working import Line, Says, working
from sessiondesk.ui import insight_names, review_document
from sessiondesk.ui.paper import readable
from sessiondesk.ui.review_pieces import kept_lines, pieces_of

DAY = date(2026, 5, 12)
HELD_BACK = "You held something back in 3 of 4 sessions"
WINS = "2 wins noted"


def finding(what, side=SpeaksFor.MOVEMENT, **more):
    aside = more.pop("is_aside", False)
    return Finding(
        side=side,
        asked=Asked.COUNT,
        claim=keeping.encode(Count(what=what, **more)),
        is_aside=aside,
    )


FIVE = Finding(
    side=SpeaksFor.AGAINST,
    asked=Asked.WORKING,
    claim=keeping.encode(
        working([(each, Says.STEADY) for each in Line], sessions=9, is_boundary_crossed=False)
    ),
)


@pytest.fixture
def review():
    return Review(
        day=DAY,
        findings=(
            FIVE,
            finding(CountOf.WINS, n=2),
            finding(CountOf.HELD_BACK, SpeaksFor.AGAINST, n=3, of=4),
            finding(CountOf.ATTENDANCE, SpeaksFor.AGAINST, n=2, of=5, is_aside=True),
        ),
        hard=frozenset({Movement.TRUST}),
        hard_words="It is quiet <b>by</b> the evening.",
        decisions="Look again in May.",
        steps=frozenset({Step.TALK}),
    )


@pytest.fixture
def on_paper(journal, prompts):
    """Return a review as it goes on paper, as text."""

    def on_paper_(review, chosen=()):
        names = insight_names.names_of(journal, prompts)
        made = review_document.document(
            review,
            pieces_of(review.findings, names),
            kept_lines(review.findings),
            prompts,
            chosen=chosen,
            when="After session 9, 12 May 2026",
            today=DAY,
        )
        return readable.to_text(made)

    return on_paper_


def test_both_lists_and_the_own_words_go_on_paper(on_paper, review):
    text = on_paper(review)

    for words in (
        "Progress review",
        "After session 9, 12 May 2026",
        WINS,
        "Put aside",
        "You kept 2 of 5 appointments",
        "Mostly yes, even on bad days.",
        "It is quiet <b>by</b> the evening.",
        "Look again in May.",
        "Talk about it first",
        "no score, no verdict",
    ):
        assert words in text


def test_private_lines_stay_off_unless_they_are_chosen(on_paper, review, journal, prompts):
    pieces = pieces_of(review.findings, insight_names.names_of(journal, prompts))
    lines = review_document.private_lines(pieces, kept_lines(review.findings))

    assert [words for _, words in lines] == ["Working together: steady", HELD_BACK]
    assert HELD_BACK not in on_paper(review)
    assert "Working together" not in on_paper(review)
    with_both = on_paper(review, chosen={key for key, _ in lines})
    assert HELD_BACK in with_both
    assert "Working together" in with_both
    assert "Five lines" in with_both
    assert "Five lines" not in on_paper(review)


def test_an_empty_review_is_a_page_all_the_same(on_paper):
    text = on_paper(Review(day=DAY))

    assert text.count("Nothing is listed here.") == 2
    assert "This is hard" not in text


def test_a_claim_that_cannot_be_read_is_left_out(on_paper):
    broken = Finding(side=SpeaksFor.MOVEMENT, asked=Asked.TREND, subject="mood", claim="{}")
    other = Finding(side=SpeaksFor.AGAINST, asked=Asked.WORKING, claim="{}")

    assert "Nothing is listed here." in on_paper(Review(day=DAY, findings=(broken, other)))
