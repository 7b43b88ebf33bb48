"""What the read-outs say: which answers they are, how sure, and what their bars show."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.insight import Insight
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending, Interval
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.frequency import FrequencyChange
from sessiondesk.insights.keeping import decode
from sessiondesk.insights.material import SLEEP, SLEEP_INTERFERENCE, Unit
from sessiondesk.ui import wording_insights
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.widgets.interval_bar import Likely
from sessiondesk.ui.wording import MINUS, average
from sessiondesk.ui.wording_insights import Said

Comparison = Change | FrequencyChange | Trend

# How much the whole track of a bar stands for: bars of the same unit can be compared by eye.
_SPAN_PERCENT: Final = 80.0
_SPAN: Final = 4.0
_COLOURS: Final = {
    "mood": "mood",
    "anxiety": "anx",
    "energy": "energy",
    "overwhelm": "over",
    SLEEP: "sleep",
    SLEEP_INTERFERENCE: "sleep",
}
# About the same is an answer; the other two are not yet.
_RANKS: Final = {Ending.ABOUT_THE_SAME: 1, Ending.CANT_TELL: 2, Ending.NOT_ENOUGH: 3}


def _tr(text: str) -> str:
    return QCoreApplication.translate("readout_model", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """A comparison as it is read.

    Attributes:
        insight: What it says again, as it was kept.
        claim: The same as data.
        said: The same in today's words.
        likely: What its bar shows. None: there is no range.
    """

    insight: Insight
    claim: Comparison
    said: Said = field(repr=False)
    likely: Likely | None = field(repr=False)

    @property
    def ending(self) -> Ending:
        """How it ends."""
        return self.claim.ending


def decoded(insights: Iterable[Insight]) -> Sequence[tuple[Insight, Claim]]:
    """Return the answers as data; what another version wrote is left out."""
    found = ((each, decode(each.asked, each.claim)) for each in insights)
    return [(insight, claim) for insight, claim in found if claim is not None]


def readouts(
    answers: Iterable[tuple[Insight, Claim]], names: Names, asked_now: Collection[str]
) -> Sequence[Readout]:
    """Return the comparisons among ``answers``, the surest first.

    Args:
        answers: What was said, as data.
        names: What everything is called; an answer about what is there no more is left out.
        asked_now: What is asked at check-in at the moment. A hidden scale is not spoken of, as it
            is not drawn either; nights that were once noted are, where they say something.
    """
    found: list[Readout] = []
    for insight, claim in answers:
        if not isinstance(claim, Change | FrequencyChange | Trend):
            continue
        said = wording_insights.said(insight.subject, claim, names)
        if said is None or not _is_spoken_of(insight.subject, claim, asked_now):
            continue
        likely = _likely(insight.subject, claim, names)
        found.append(Readout(insight=insight, claim=claim, said=said, likely=likely))
    return sorted(found, key=lambda each: _sureness(each.claim))


def _is_spoken_of(subject: str, claim: Comparison, asked_now: Collection[str]) -> bool:
    if subject in asked_now:
        return True
    return subject == SLEEP and claim.ending is not Ending.NOT_ENOUGH


def _sureness(claim: Comparison) -> tuple[int, bool, float]:
    """Return what to sort by: directions first, then about the same, then what is not known yet.

    Within that, what changed lately comes before where the whole time goes, which is told for
    years in the same words. Directions go by how far the range stays away from no change; that
    is measured against its width, for points, hours and days have no common measure. What is
    about the same goes by how narrow its range is; the others keep the order of the check-in.
    """
    rank = 0 if claim.ending.is_direction else _RANKS[claim.ending]
    is_long = isinstance(claim, Trend)
    interval = claim.interval
    if interval is None or claim.ending is Ending.CANT_TELL:
        return rank, is_long, 0.0
    half = (interval.high - interval.low) / 2
    if claim.ending is Ending.ABOUT_THE_SAME:
        return rank, is_long, half
    nearest = min(abs(interval.low), abs(interval.high))
    return rank, is_long, -nearest / half if half else -math.inf


# The bar.


def _likely(key: str, claim: Comparison, names: Names) -> Likely | None:
    subject = names.subject(key)
    if subject is None or claim.interval is None:
        return None
    colour = _COLOURS.get(key, "accent")
    if isinstance(claim, Change) and (percent := _percent(claim)) is not None:
        best, interval = percent
        return _bar(interval, best, unit="%", span=_SPAN_PERCENT, colour=colour)
    value = claim.change if isinstance(claim, Trend) else claim.difference
    if value is None:
        return None
    if isinstance(claim, FrequencyChange):
        unit = _tr("nights a week") if subject.is_night else _tr("days a week")
    else:
        unit = _tr("hours") if subject.unit is Unit.HOURS else _tr("points")
    return _bar(claim.interval, value, unit=unit, span=_SPAN, colour=colour)


def _percent(claim: Change) -> tuple[float, Interval] | None:
    """Return the change in per cent, where the words are in per cent too."""
    best, interval = claim.percent, claim.percent_interval
    if best is None or interval is None:
        return None
    if claim.ending.is_direction and not interval.excludes_nothing:
        return None
    return best, interval


def _bar(interval: Interval, best: float, *, unit: str, span: float, colour: str) -> Likely:
    low, high = interval.low, interval.high
    # A range worked out on the logarithm lies around the best guess, but not to the last bit.
    best = max(low, min(high, best))
    where = (
        _tr("No change lies outside of it.")
        if interval.excludes_nothing
        else _tr("No change lies within it.")
    )
    spoken = _tr("Likely range: from {low} to {high}, best guess {best}. {where}").format(
        low=_aloud(low, unit), high=_aloud(high, unit), best=_aloud(best, unit), where=where
    )
    return Likely(
        low=low,
        value=best,
        high=high,
        span=span,
        ends=(_end(low, unit), _end(high, unit)),
        no_change=_tr("no change"),
        spoken=spoken,
        colour=colour,
    )


def _end(value: float, unit: str) -> str:
    """Return "+45%" or, with a true minus sign, its opposite."""
    size = _size(value, unit)
    if not size.strip("0.%"):
        return size
    return f"{MINUS if value < 0 else '+'}{size}"


def _aloud(value: float, unit: str) -> str:
    """Return "45% lower", "0.4 points higher", "no change"."""
    size = _size(value, unit)
    if not size.strip("0.%"):
        return _tr("no change")
    measured = size if unit == "%" else f"{size} {unit}"
    pattern = _tr("{size} lower") if value < 0 else _tr("{size} higher")
    return pattern.format(size=measured)


def _size(value: float, unit: str) -> str:
    return f"{abs(value):.0f}%" if unit == "%" else average(abs(value))
