"""What is shown of a progress review, and of how a time was remembered."""

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.period import Period
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording, wording_entries, wording_sessions
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.journal_page import naming
from sessiondesk.ui.pages.journal_page.naming import Naming
from sessiondesk.ui.pages.journal_page.reading import Block, Reading


def _tr(text: str) -> str:
    return QCoreApplication.translate("journal_entry", text)


def of_review(review: Review, journal: Journal, prompts: Prompts) -> Reading:
    """Return the person's own words in a review; its evidence stays on its page."""
    link = Link(kind=Kind.REVIEW, id=review.id)
    caption = _tr("A progress review.")
    session = None if review.session_id is None else journal.sessions.find(review.session_id)
    number = None if session is None else journal.sessions.number_of(session)
    if number is not None:
        caption = _tr("A progress review, after session {number}.").format(number=number)
    parts = (
        (_tr("This is hard"), review.hard_words, "mountain"),
        (_tr("This isn’t right"), review.not_right_words, "circle-dashed"),
        (prompts.hard_or_not_right.ending, review.own_words, "quote"),
        (_tr("What I change, what I keep"), review.decisions, "corner-up-right"),
    )
    return Reading(
        link=link,
        day=review.day,
        headline=wording_sessions.long_day(review.day, today=journal.today()),
        caption=caption,
        blocks=tuple(
            Block(text=text, title=title, icon=icon) for title, text, icon in parts if text.strip()
        ),
        source=SourceKind.REVIEW,
        source_id=review.id,
        offer=wording_entries.offer([review.decisions, review.own_words]),
        opens=_tr("Open the review"),
        goes_to=link,
        value=review,
    )


def of_recall(recall: Recall, journal: Journal, names: Naming) -> Reading:
    """Return how a time was remembered; what was recorded of it stands on Trends."""
    link = Link(kind=Kind.RECALL, id=recall.id)
    today = journal.today()
    when = wording.days_from_to(Period(first=recall.first, last=recall.last))
    return Reading(
        link=link,
        day=recall.day,
        headline=wording_sessions.long_day(recall.day, today=today),
        caption=_tr("From memory: {when}.").format(when=when),
        figures=tuple(
            (naming.reading(scale, value), scale.label, naming.colour(scale))
            for scale, value in names.rated(recall.ratings)
        ),
        blocks=(Block(text=recall.words, icon="quote"),) if recall.words.strip() else (),
        opens=_tr("Open in Trends"),
        goes_to=link,
        value=recall,
    )
