"""What a sheet is like for one reader before the person changed anything."""

from typing import Final

from sessiondesk.domain.sheet_preset import Audience, SheetPreset
from sessiondesk.prepsheet.choice import REVIEW_BLOCKS, BlockId, by_hand

# What was written for the therapist is not for somebody else unless the person says so: a
# doctor is shown how it has been, the medicines and the questionnaires.
_FOR_A_DOCTOR: Final = (
    BlockId.FIRST,
    BlockId.HOW_IT_HAS_BEEN,
    BlockId.EVENTS,
    BlockId.MEASURES,
    BlockId.LINES,
)


def default_of(audience: Audience) -> SheetPreset:
    """Return how a sheet for ``audience`` is to begin with."""
    if audience is Audience.DOCTOR:
        return SheetPreset(
            blocks_off=frozenset(set(BlockId) - set(_FOR_A_DOCTOR)),
            order=_FOR_A_DOCTOR,
            lines_on=_by_hand(BlockId.EVENTS, BlockId.MEASURES),
        )
    if audience is Audience.MYSELF:
        return SheetPreset(lines_on=_by_hand(*REVIEW_BLOCKS), pages=2)
    return SheetPreset()


def _by_hand(*blocks: BlockId) -> frozenset[str]:
    return frozenset(by_hand(each) for each in blocks)
