"""What all sentences about the record have in common. QtCore only."""

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from sessiondesk.insights.change import FEWEST_DAYS
from sessiondesk.insights.claim import Ending, Window
from sessiondesk.insights.frequency import FEWEST_TO_COMPARE
from sessiondesk.ui.insight_names import Names, Subject
from sessiondesk.ui.wording_windows import of_days, period_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer in words.

    Attributes:
        headline: What a read-out says first, in the serif.
        detail: Both figures, the likely range and the counts; may be empty.
        sentence: All of it in one or two sentences, for where there is no room for more.
        ending: How it ends. None: it is no comparison.
    """

    headline: str = field(repr=False)
    detail: str = field(default="", repr=False)
    sentence: str = field(repr=False)
    ending: Ending | None = None


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_said", text, "", count)


def whens(now: Window, then: Window, names: Names) -> tuple[str, str]:
    """Return how both windows are said."""
    return (
        period_in_words(now.period, names.today),
        period_in_words(then.period, names.today),
    )


def than(when: str, window: Window, names: Names) -> str:
    """Return how the older window is said after "than": "six weeks ago"."""
    if when == period_in_words(window.period, names.today) and when.startswith("around "):
        return when.removeprefix("around ")
    return when


def not_enough(subject: Subject) -> str:
    """Say that there are not enough days."""
    if subject.is_night:
        return _tr("Not enough nights yet to tell about {name}").format(name=subject.inside)
    return _tr("Not enough days yet to tell about {name}").format(name=subject.inside)


def missing(subject: Subject, now: Window, then: Window, names: Names, *, share: bool) -> str:
    """Say what is missing, the newer window first; never when it will be reached."""

    def needed(window: Window) -> int:
        return max(FEWEST_DAYS, math.ceil(window.days / 2)) if share else FEWEST_TO_COMPARE

    short = now if now.answered < needed(now) else then
    return _tr("{noted}. From {fewest} on I can compare.").format(
        noted=noted(subject, short, names), fewest=needed(short)
    )


def noted(subject: Subject, window: Window, names: Names) -> str:
    """Return "You noted anxiety on 9 of the last 28 days"."""
    return _tr("You noted {name} on {days}").format(
        name=subject.inside,
        days=of_days(window.answered, window.period, names.today, is_night=subject.is_night),
    )


def lower(words: str) -> str:
    """Return ``words`` inside a sentence."""
    return words[:1].lower() + words[1:]
