"""Which moments since the last session are proposed as the hardest and the best one.

By rule and nothing else: the lowest and the highest rating of the mood that has words to it.
"""

from collections.abc import Sequence
from typing import Final

from sessiondesk.prepsheet.material import Moment

FEWEST: Final = 3
"""Among fewer there is no choosing of the hardest one and the best."""


def hard_and_good(
    moments: Sequence[Moment],
) -> tuple[Sequence[Moment], Sequence[Moment]] | None:
    """Return the hard moments, the hardest first, and the good ones, the best first.

    What lies in the middle counts as hard; of two that were the same, the later one is first.

    Returns:
        None where there are too few that were rated, or where all were the same.
    """
    rated = [(each.mood, each) for each in moments if each.mood is not None]
    if len(rated) < FEWEST:
        return None
    # The latest first; sorting keeps that among those that were the same.
    rated.sort(key=lambda pair: pair[1].day, reverse=True)
    lowest, highest = (choose(mood for mood, _ in rated) for choose in (min, max))
    if lowest == highest:
        return None
    middle = (lowest + highest) / 2
    upwards = sorted(rated, key=lambda pair: pair[0])
    downwards = sorted(rated, key=lambda pair: -pair[0])
    return (
        [each for mood, each in upwards if mood <= middle],
        [each for mood, each in downwards if mood > middle],
    )
