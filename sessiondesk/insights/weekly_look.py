"""What is said about a record by itself, once a week. Needs numpy: not for the window's thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sessiondesk.domain.insight import Asked
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.scale import Better
from sessiondesk.insights.after_session import after_sessions
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.association import Progress, associations
from sessiondesk.insights.change import change, default_windows
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.frequency import frequency_change, three_months_ago
from sessiondesk.insights.keeping import asked_of
from sessiondesk.insights.material import SLEEP_INTERFERENCE, Material, Series, Unit
from sessiondesk.insights.missing_days import missing_days
from sessiondesk.insights.trend import steady_within, together, trend
from sessiondesk.insights.weekday import weekdays
from sessiondesk.insights.weekly import weekly

MOOD: Final = "mood"
"""The built-in scale that what follows sessions is read from."""

_CHANGES_SHARE: Final = 0.1
_TRENDS_SHARE: Final = 0.3
"""How much of the work is done once that is; the rest is looking at what goes together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A claim with what it is about.

    Attributes:
        subject: Key of the series, or empty where it is about the whole record.
        claim: The answer.
    """

    subject: str
    claim: Claim

    @property
    def asked(self) -> Asked:
        """The question."""
        return asked_of(self.claim)


def look(material: Material, *, progress: Progress | None = None) -> Sequence[Answer]:
    """Answer everything that is answered without being asked.

    Args:
        material: The record; its ``today`` is the last day of the newer windows.
        progress: Told again and again how much is done, 0 to 1; what it raises ends the work.
    """
    told = progress or _to_nobody
    compared = [each for each in material.series if each.unit is not Unit.YES_NO and each.values]
    found = [*_changes(material, compared)]
    told(_CHANGES_SHARE)
    found += _trends(material, compared)
    found += _nights(material)
    told(_TRENDS_SHARE)
    rated = material.rated()
    if rated:
        rest = 1.0 - _TRENDS_SHARE

        def of_rest(share: float) -> None:
            told(_TRENDS_SHARE + rest * share)

        claim = associations(rated, material.tags, progress=of_rest)
        found.append(Answer(subject="", claim=claim))
    mood = material.find(MOOD)
    if mood is not None and mood.values:
        days = [each.day for each in material.held()]
        better = mood.better or Better.HIGHER
        found += [
            Answer(subject=MOOD, claim=after_sessions(mood.values, days, better=better)),
            Answer(subject=MOOD, claim=weekdays(mood.values)),
            Answer(subject=MOOD, claim=missing_days(mood.values, better=better)),
        ]
    told(1.0)
    return found


def _to_nobody(_share: float) -> None:
    """Be told and do nothing."""


def trends(
    series: Sequence[Series], on: date, *, since: date | None = None
) -> Sequence[tuple[str, Trend]]:
    """Return the trend of each series up to ``on``, corrected for their number.

    Args:
        series: What to look at.
        on: The last day.
        since: The first day. None: from the first answer on.
    """
    keys = [each.key for each in series]
    return list(zip(keys, together([_trend(each, on, since) for each in series]), strict=True))


def _changes(material: Material, series: Iterable[Series]) -> Iterable[Answer]:
    now, then = default_windows(material.today)
    for each in series:
        claim = change(each.values, now, then, none_at_zero=each.none_at_zero)
        yield Answer(subject=each.key, claim=claim)


def _trends(material: Material, series: Sequence[Series]) -> Iterable[Answer]:
    for key, claim in trends(series, material.today):
        yield Answer(subject=key, claim=claim)


def _trend(series: Series, on: date, since: date | None) -> Trend:
    first = min(series.values, default=on) if since is None else min(since, on)
    weeks = weekly(series.values, Period(first=min(first, on), last=on))
    means = [(each.monday, each.mean) for each in weeks if each.mean is not None]
    return trend(means, within=steady_within(series.unit))


def _nights(material: Material) -> Iterable[Answer]:
    nights = material.graded.get(SLEEP_INTERFERENCE, {})
    if nights:
        now = ending(material.today, days=28)
        claim = frequency_change(nights, now, three_months_ago(material.today))
        yield Answer(subject=SLEEP_INTERFERENCE, claim=claim)
