"""A review on paper. What is noted for oneself alone goes along only where it was chosen."""

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Movement, Review, SpeaksFor, Step
from sessiondesk.insights.working import Line, Working
from sessiondesk.ui import wording_counts, wording_review
from sessiondesk.ui.paper.document import Before, Document, Paragraph, Section, Table
from sessiondesk.ui.review_pieces import Piece
from sessiondesk.ui.wording import day_in_words

TOGETHER = "line:working_together"
"""What the line about the work together is known by among what is chosen."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("review_paper", text)


def private_lines(pieces: Sequence[Piece], lines: Working | None) -> Sequence[tuple[str, str]]:
    """Return (key, words) of what goes on paper only where it is ticked."""
    found = [(each.key, each.told.headline) for each in pieces if each.told.is_private]
    if lines is not None:
        says = wording_counts.says(dict(lines.lines)[Line.TOGETHER])
        name = wording_counts.line(Line.TOGETHER)
        found.insert(0, (TOGETHER, f"{name}: {says}"))
    return found


def document(
    review: Review,
    pieces: Sequence[Piece],
    lines: Working | None,
    prompts: Prompts,
    *,
    chosen: Collection[str],
    when: str,
    today: date,
) -> Document:
    """Return the review as it goes on paper.

    Args:
        review: What was ticked and written.
        pieces: Its findings in words.
        lines: The five lines. None: they were not kept with it.
        prompts: The questions and the steps.
        chosen: Keys of the private lines that go along.
        when: What it is called: "After session 4, 3 March 2026".
        today: The day it is printed.
    """
    shown = [each for each in pieces if not each.told.is_private or each.key in chosen]
    sections = [
        _five(lines, with_together=TOGETHER in chosen),
        _side(shown, SpeaksFor.MOVEMENT, _tr("What speaks for movement")),
        _side(shown, SpeaksFor.AGAINST, _tr("What speaks against, or is unclear")),
        _aside(shown),
        Section(
            title="",
            content=(Paragraph(text=_tr("Side by side on purpose: no score, no verdict.")),),
        ),
        _answers(review, prompts, is_hard=True),
        _answers(review, prompts, is_hard=False),
        _own(prompts.hard_or_not_right.ending, review.own_words),
        _own(prompts.review.agenda[-1].rstrip("."), review.decisions),
        _steps(review, prompts),
    ]
    return Document(
        title=prompts.review.title,
        when=when,
        source=_tr("From my own record, printed on {day}").format(
            day=day_in_words(today, "d MMMM yyyy")
        ),
        sections=tuple(each for each in sections if each is not None),
    )


def _five(lines: Working | None, *, with_together: bool) -> Section | None:
    if lines is None:
        return None
    rows = tuple(
        (wording_counts.line(which), wording_counts.says(says))
        for which, says in lines.lines
        if which is not Line.TOGETHER or with_together
    )
    table = Table(heads=("", _tr("says")), rows=rows)
    title = _tr("Five lines, side by side") if with_together else _tr("In a few lines")
    if wording_review.is_beside_fit(lines):
        # What it is about is private, and the question would tell.
        return Section(title=title, content=(table,))
    ask = _tr("A question to take along: {question}").format(
        question=wording_review.question(lines)
    )
    return Section(title=title, content=(table, Paragraph(text=ask)))


def _side(pieces: Sequence[Piece], side: SpeaksFor, title: str) -> Section:
    found = tuple(
        Paragraph(text=each.told.headline, caption=each.told.detail, before=Before.DASH)
        for each in pieces
        if each.finding.side is side and not each.finding.is_aside
    )
    # Not that the record has nothing: something may stay private.
    nothing = (Paragraph(text=_tr("Nothing is listed here.")),)
    return Section(title=title, content=found or nothing)


def _aside(pieces: Sequence[Piece]) -> Section | None:
    found = tuple(
        Paragraph(text=each.told.headline, caption=each.told.detail, before=Before.DASH)
        for each in pieces
        if each.finding.is_aside
    )
    return Section(title=_tr("Put aside"), content=found) if found else None


def _answers(review: Review, prompts: Prompts, *, is_hard: bool) -> Section | None:
    ticked = review.hard if is_hard else review.not_right
    words = review.hard_words if is_hard else review.not_right_words
    if not ticked and not words.strip():
        return None
    content = [
        Paragraph(text=each.hard if is_hard else each.not_right, before=Before.TICKED)
        for each in prompts.hard_or_not_right.questions
        if Movement(each.id) in ticked
    ]
    if words.strip():
        content.append(Paragraph(text=words, is_own=True))
    title = _tr("This is hard") if is_hard else _tr("This isn’t right")
    return Section(title=title, content=tuple(content))


def _own(title: str, words: str) -> Section | None:
    if not words.strip():
        return None
    return Section(title=title, content=(Paragraph(text=words, is_own=True),))


def _steps(review: Review, prompts: Prompts) -> Section | None:
    found = tuple(
        Paragraph(text=each.label, caption=each.text, before=Before.TICKED)
        for each in prompts.steps.steps
        if Step(each.id) in review.steps
    )
    return Section(title=_tr("Steps to think of"), content=found) if found else None
