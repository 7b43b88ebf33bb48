"""What is shown of one entry, of whatever kind."""

from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.store.records import Record
from sessiondesk.ui.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some of the person's words.

    Attributes:
        text: The words.
        title: What they are; may be empty.
        icon: The mark beside them; may be empty.
        is_markdown: Whether they are written with marks for bold and the like.
    """

    text: str = field(repr=False)
    title: str = ""
    icon: str = ""
    is_markdown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One entry as it is shown.

    Attributes:
        link: Which record it is.
        day: Its day.
        headline: What stands at the top.
        caption: When it was written, and the like.
        figures: Ratings, each as (reading, name, name of the colour).
        chips: Feelings, and what was noticed in the body.
        answers: Questions with their answers in words.
        blocks: The words.
        tags: Names of the tags.
        patterns: Names of the patterns seen in it.
        source: What a bring-up made of it comes from. None: it cannot be brought up.
        source_id: The record it comes from.
        offer: The words proposed for that.
        opens: What the way to its own page says; empty where this is its page.
        goes_to: The record that way leads to.
        value: The record itself; two that look alike are equal, whatever else they hold.
    """

    link: Link
    day: date
    headline: str
    caption: str = ""
    figures: tuple[tuple[str, str, str], ...] = ()
    chips: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    source: SourceKind | None = None
    source_id: str = ""
    offer: str = field(default="", repr=False)
    opens: str = ""
    goes_to: Link | None = None
    value: Record = field(repr=False, compare=False)
