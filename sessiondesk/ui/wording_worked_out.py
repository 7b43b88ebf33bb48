"""How an answer was worked out, in three short paragraphs. QtCore only."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Window
from sessiondesk.insights.claims import Associations, Trend, TurningPoint, Weekdays
from sessiondesk.insights.first_noticed import FirstNoticed
from sessiondesk.insights.frequency import Frequency, FrequencyChange
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.wording import day_in_words, days_from_to, number


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """What stands behind "How was this worked out?".

    Attributes:
        compared: What was compared, or looked at.
        found: How the range was found, or by which rule it is said.
        cannot_tell: What it cannot tell.
    """

    compared: str = field(repr=False)
    found: str = field(repr=False)
    cannot_tell: str = field(repr=False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording_worked_out", text)


def worked_out(subject_key: str, claim: Claim, names: Names) -> WorkedOut:
    """Say how an answer was worked out."""
    del subject_key, names  # what it is about changes nothing
    return WorkedOut(
        compared=_compared(claim), found=_found(claim), cannot_tell=_cannot_tell(claim)
    )


def _compared(claim: Claim) -> str:  # noqa: C901, PLR0911 - one for each kind
    left_out = _tr("Days without an answer are left out, not guessed.")
    match claim:
        case Change():
            return f"{_windows(claim.now, claim.then)} {left_out}"
        case FrequencyChange():
            windows = _windows(claim.now.window, claim.then.window)
            return " ".join(each for each in (windows, left_out, _counts_from(claim.now)) if each)
        case Frequency():
            looked = _tr("The days from {days}.").format(days=days_from_to(claim.window.period))
            return " ".join(each for each in (looked, left_out, _counts_from(claim)) if each)
        case Trend() if claim.weeks:
            return _tr(
                "The averages of {n} weeks with three check-ins or more, from the week of "
                "{first} to the week of {last}. Other weeks are left out."
            ).format(
                n=len(claim.weeks),
                first=day_in_words(claim.weeks[0], "d MMMM yyyy"),
                last=day_in_words(claim.weeks[-1], "d MMMM yyyy"),
            )
        case Trend():
            return _tr("The averages of weeks with three check-ins or more.")
        case AfterSessions():
            return _tr(
                "For each session the two days after it with the two days before it. The day of "
                "the session itself is left out; one answered day on each side is enough."
            )
        case Associations():
            return _tr(
                "Days with a tag with the other days of the same weeks, for each tag and each "
                "rating, where there are eight days or more of both."
            )
        case Weekdays():
            return _tr("Each day with the average of its own week, weekday by weekday.")
        case TurningPoint():
            return _tr("All that lies before a date with all that lies after it, for each date.")
        case FirstNoticed():
            return _tr("The days of entries, and what search finds. Nothing is worked out.")
        case MissingDays():
            return _tr("The days before gaps of two days or more with all other days.")
        case _:
            return _tr("Counted in your own record. Nothing is estimated.")


def _counts_from(claim: Frequency) -> str:
    if claim.at_least is None:
        return ""
    return _tr("A day counts from {least} on.").format(least=number(claim.at_least))


def _found(claim: Claim) -> str:  # noqa: PLR0911 - one for each kind
    match claim:
        case Change():
            return _tr(
                "One day is often like the day before it. Such days count for less than one "
                "each, so the range is wider than it would be otherwise. It is meant to hold in "
                "95 of 100 comparisons. A direction is named only if the range leaves out no "
                "change, and from half a point (or half an hour) on."
            )
        case FrequencyChange() | Frequency():
            return _tr(
                "From the days on which it was so and all answered days, where days that are "
                "like the day before them count for less. A direction is named only if the "
                "range leaves out no change, and from half a day a week on."
            )
        case Trend():
            return _tr(
                "Every week was compared with every later one: do more of them rise or fall than "
                "by chance? The size is the middle of all those slopes. Where several ratings "
                "stand side by side, each has to be clearer: one of many is easily so by "
                "chance."
            )
        case AfterSessions():
            return _tr(
                "It is said where it was a full point or more after five of the last six "
                "sessions. By chance alone that comes about once or twice in a hundred looks."
            )
        case Associations():
            return _tr(
                "The weeks of a tag were shuffled 4,999 times. What is named comes far more "
                "seldom by shuffling, counted over everything that was looked at, and is half a "
                "point or more. At most five are named."
            )
        case Weekdays():
            return _tr(
                "The days were shuffled within their weeks 4,999 times. A sentence is said only "
                "if shuffling hardly ever makes weekdays so different."
            )
        case TurningPoint():
            return _tr(
                "The date is named where the two sides differ most, and only if that is very "
                "seldom so by chance (Pettitt’s test)."
            )
        case MissingDays():
            return _tr(
                "It is said from eight gaps on, where the days before them were a full point "
                "harder on average."
            )
        case _:
            return ""


def _cannot_tell(claim: Claim) -> str:
    match claim:
        case Associations():
            return _tr("Which comes first, or whether a third thing lies behind both.")
        case FirstNoticed():
            return _tr("When it began. It can only tell when you wrote about it.")
        case TurningPoint():
            return _tr("Why, and whether there was a turn at all rather than a slow change.")
        case MissingDays():
            return _tr("How the days were that are missing.")
        case _:
            return _tr(
                "Why. Therapy, the season, work and everything else happened in the same weeks. "
                "Lower or higher is also not the aim of every week."
            )


def _windows(now: Window, then: Window) -> str:
    return _tr("{now} ({n} days answered) with {then} ({m} days answered).").format(
        now=days_from_to(now.period),
        n=now.answered,
        then=days_from_to(then.period),
        m=then.answered,
    )
