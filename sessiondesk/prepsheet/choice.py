"""Which blocks there are, and which of them and of their lines a person wants on the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sessiondesk.prepsheet.sheet import Block


class BlockId(StrEnum):
    """The blocks, in the order they stand in. The values are kept: they never change."""

    FIRST = "first"
    TO_BRING_UP = "to_bring_up"
    HOW_IT_HAS_BEEN = "how_it_has_been"
    MOMENTS = "moments"
    WINS_HURDLES = "wins_hurdles"
    FROM_LAST_TIME = "from_last_time"
    GOALS = "goals"
    ABOUT_US = "about_us"
    QUESTIONS = "questions"
    IN_MY_WORDS = "in_my_words"
    SIX_MONTHS = "six_months"
    """This and the next seven belong to a review."""
    MEASURES = "measures"
    ATTENDANCE = "attendance"
    FIT = "fit"
    AFTER_SESSIONS = "after_sessions"
    EVENTS = "events"
    INSIGHTS = "insights"
    AGREE_TODAY = "agree_today"
    LINES = "lines"


REVIEW_BLOCKS: Final = frozenset(
    {
        BlockId.SIX_MONTHS,
        BlockId.MEASURES,
        BlockId.ATTENDANCE,
        BlockId.FIT,
        BlockId.AFTER_SESSIONS,
        BlockId.EVENTS,
        BlockId.INSIGHTS,
        BlockId.AGREE_TODAY,
    }
)
"""Those that come by themselves only when it is time for a review and there are two pages."""


def by_hand(block: str) -> str:
    """Return the key that says, among the lines put on, that a whole block was."""
    return f"block:{block}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person left out, and put on by hand.

    Attributes:
        blocks_off: Ids of the blocks left out.
        lines_off: Keys of the lines left out.
        lines_on: Keys of the lines put on: private ones, ones that have precedence where there
            is room for a few only, and, as ``by_hand`` says them, blocks of a review.
        order: Ids of the blocks in the person's own order; those not in here keep theirs.
        pages: How many pages may be used, 1 or 2.
    """

    blocks_off: frozenset[str] = frozenset()
    lines_off: frozenset[str] = frozenset()
    lines_on: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    pages: int = 1

    def in_order(self, blocks: Sequence["Block"]) -> tuple["Block", ...]:
        """Return ``blocks`` in the person's own order.

        A block that has no place in it stays behind the one it comes after by itself.
        """
        left = [each.id.value for each in blocks]
        ids = [each for each in dict.fromkeys(self.order) if each in left]
        for place, id_ in enumerate(left):
            if id_ not in ids:
                before = left[place - 1] if place else None
                ids.insert(0 if before is None else ids.index(before) + 1, id_)
        by_id = {each.id.value: each for each in blocks}
        return tuple(by_id[id_] for id_ in ids)

    def has(self, key: str, *, is_private: bool = False) -> bool:
        """Return whether a line goes on the sheet."""
        return key in self.lines_on if is_private else key not in self.lines_off

    def few(self, keys: Sequence[str], most: int) -> frozenset[str]:
        """Return which of ``keys`` go on the sheet where at most ``most`` may."""
        by_hand = [key for key in keys if key in self.lines_on and self.has(key)]
        others = [key for key in keys if key not in self.lines_on and self.has(key)]
        return frozenset([*by_hand, *others][:most])

    def switched(self, key: str, *, is_on: bool) -> "Choice":
        """Return this choice with one line put on or left out."""
        return replace(
            self,
            lines_off=self.lines_off - {key} if is_on else self.lines_off | {key},
            lines_on=self.lines_on | {key} if is_on else self.lines_on - {key},
        )

    def block_switched(self, block: str, *, is_on: bool) -> "Choice":
        """Return this choice with one block put on or left out."""
        blocks = self.blocks_off - {block} if is_on else self.blocks_off | {block}
        lines = self.lines_on
        if block in REVIEW_BLOCKS:
            lines = lines | {by_hand(block)} if is_on else lines - {by_hand(block)}
        return replace(self, blocks_off=blocks, lines_on=lines)

    def has_block(self, block: BlockId, *, is_review: bool) -> bool:
        """Return whether a block goes on the sheet, if there is anything in it.

        Args:
            block: Which one.
            is_review: Whether it is time for a review.
        """
        if block in self.blocks_off:
            return False
        if block not in REVIEW_BLOCKS or by_hand(block) in self.lines_on:
            return True
        return is_review and self.pages > 1
