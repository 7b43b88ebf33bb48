"""How much something changed, and which way it goes, in words. QtCore only."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending, Interval, Window
from sessiondesk.insights.claims import FEWEST_WEEKS, Trend
from sessiondesk.insights.material import Unit
from sessiondesk.ui.insight_names import Names, Subject
from sessiondesk.ui.wording import average
from sessiondesk.ui.wording_said import Said, lower, missing, not_enough, than, whens
from sessiondesk.ui.wording_windows import capitalised

_VERY_LOW: Final = 1.0


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_comparisons", text, "", count)


# Q1.


def change(subject: Subject, claim: Change, names: Names) -> Said:
    """Say how much it changed."""
    match claim.ending:
        case Ending.NOT_ENOUGH:
            return _too_few(subject, claim, names)
        case Ending.CANT_TELL:
            return _cant_tell(subject, claim, names)
        case Ending.ABOUT_THE_SAME:
            return _about_the_same(subject, claim, names)
        case _:
            return _moved(subject, claim, names)


def in_short(subject: Subject, claim: Change) -> str:
    """Say it in one line below both figures with their days, for paper; empty where nothing is.

    Both windows are those of four weeks.
    """
    if claim.ending is Ending.ABOUT_THE_SAME:
        return _tr("{name}: about the same as in the four weeks before; {unlikely}.").format(
            name=subject.name, unlikely=_unlikely(subject)
        )
    if not claim.ending.is_direction:
        return ""
    size, likely = _size(subject, claim)
    return _tr("{name}: about {size} than in the four weeks before, probably {likely}.").format(
        name=subject.name, size=size, likely=likely
    )


def _moved(subject: Subject, claim: Change, names: Names) -> Said:
    now, then = whens(claim.now, claim.then, names)
    size, likely = _size(subject, claim)
    headline = _tr("Your {name} {is_} about {size} than {then}").format(
        name=_of_ratings(subject),
        is_=_tr("is") if subject.unit is Unit.HOURS else _tr("are"),
        size=size,
        then=than(then, claim.then, names),
    )
    counts = _counts(claim.now, claim.then, subject)
    detail = _tr("{now} against {then}; probably {likely}. {counts}.").format(
        now=_figure(subject, claim.mean_now),
        then=_figure(subject, claim.mean_then),
        likely=likely,
        counts=counts,
    )
    sentence = _tr("{now} your {name} averaged {mean_now}. {then} it was {mean_then}.").format(
        now=capitalised(now),
        name=subject.inside,
        mean_now=_figure(subject, claim.mean_now),
        then=capitalised(then),
        mean_then=_figure(subject, claim.mean_then),
    )
    told = _tr("That is {size} (probably {likely}; {counts}).").format(
        size=size, likely=likely, counts=lower(counts)
    )
    if subject.none_at_zero and (claim.mean_then or 0.0) < _VERY_LOW:
        sentence = _tr(
            "{name}: it was already very low ({then}), so a percentage would mislead. In points: "
            "from {then} to {now}"
        ).format(
            name=subject.name,
            then=_figure(subject, claim.mean_then),
            now=_figure(subject, claim.mean_now),
        )
        told = _tr("({likely}; {counts}).").format(likely=likely, counts=lower(counts))
    return Said(
        headline=headline, detail=detail, sentence=f"{sentence} {told}", ending=claim.ending
    )


def _cant_tell(subject: Subject, claim: Change, names: Names) -> Said:
    now, then = whens(claim.now, claim.then, names)
    figures = _tr("{now} your {name} averaged {mean_now}, {then} {mean_then}").format(
        now=capitalised(now),
        name=subject.inside,
        mean_now=_figure(subject, claim.mean_now),
        then=then,
        mean_then=_figure(subject, claim.mean_then),
    )
    vary = _tr("Your days vary so much that this may be chance: I can’t tell yet.")
    counts = _counts(claim.now, claim.then, subject)
    return Said(
        headline=_tr("{name}: I can’t tell yet").format(name=subject.name),
        detail=_tr("{figures}. {vary} {counts}.").format(
            figures=figures, vary=vary, counts=counts
        ),
        sentence=_tr("{figures} ({counts}). {vary}").format(
            figures=figures, counts=lower(counts), vary=vary
        ),
        ending=claim.ending,
    )


def _about_the_same(subject: Subject, claim: Change, names: Names) -> Said:
    _, then = whens(claim.now, claim.then, names)
    figures = _tr("{then} then, {now} now; {unlikely}").format(
        then=_figure(subject, claim.mean_then),
        now=_figure(subject, claim.mean_now),
        unlikely=_unlikely(subject),
    )
    counts = _counts(claim.now, claim.then, subject)
    return Said(
        headline=_tr("{name}: about the same as {then}").format(
            name=subject.name, then=than(then, claim.then, names)
        ),
        detail=f"{figures}. {counts}.",
        sentence=_tr("{name}: about the same as {then}: {figures} ({counts}).").format(
            name=subject.name,
            then=than(then, claim.then, names),
            figures=figures,
            counts=lower(counts),
        ),
        ending=claim.ending,
    )


def _too_few(subject: Subject, claim: Change, names: Names) -> Said:
    told = missing(subject, claim.now, claim.then, names, share=True)
    return Said(
        headline=not_enough(subject),
        detail=told,
        sentence=f"{subject.name}: {told}",
        ending=claim.ending,
    )


# Q6.


def trend(subject: Subject, claim: Trend) -> Said:
    """Say which way it is going over the whole time."""
    weeks = len(claim.weeks)
    if claim.change is None or claim.interval is None:
        so_far = (
            _tr("There is one week so far")
            if weeks == 1
            else _tr("There are {weeks} weeks so far").format(weeks=weeks)
        )
        told = _tr("{so_far}; from {fewest} on I can look for a direction.").format(
            so_far=so_far, fewest=FEWEST_WEEKS
        )
        return Said(
            headline=_tr("{name}: not enough weeks yet").format(name=subject.name),
            detail=told,
            sentence=f"{subject.name}: {told}",
            ending=claim.ending,
        )
    span = _tr("Over {weeks} weeks").format(weeks=weeks)
    unit = _tr("hours") if subject.unit is Unit.HOURS else _tr("points")
    if claim.ending.is_direction:
        rose = claim.ending is Ending.HIGHER
        pattern = (
            _tr("{span} {name} rose by about {size} {unit}")
            if rose
            else _tr("{span} {name} fell by about {size} {unit}")
        )
        headline = pattern.format(
            span=span, name=subject.inside, size=average(abs(claim.change)), unit=unit
        )
        turn = 1 if rose else -1
        low, high = sorted((turn * claim.interval.low, turn * claim.interval.high))
        likely = _tr("probably {low} to {high}; averages of {weeks} weeks").format(
            low=average(low), high=average(high), weeks=weeks
        )
        return Said(
            headline=headline,
            detail=f"{capitalised(likely)}.",
            sentence=f"{headline} ({likely}).",
            ending=claim.ending,
        )
    if claim.ending is Ending.ABOUT_THE_SAME:
        headline = _tr("Over the last {weeks} weeks your {name} has been steady").format(
            weeks=weeks, name=subject.inside
        )
        pattern = (
            _tr("a change of more than an hour either way is unlikely")
            if subject.unit is Unit.HOURS and claim.within == 1
            else _tr("a change of more than {within} {unit} either way is unlikely")
        )
        unlikely = pattern.format(within=f"{claim.within:g}", unit=unit)
        return Said(
            headline=headline,
            detail=f"{capitalised(unlikely)}.",
            sentence=f"{headline}: {unlikely}.",
            ending=claim.ending,
        )
    headline = _tr("{span} {name} shows no clear direction").format(span=span, name=subject.inside)
    return Said(
        headline=headline,
        detail=_tr("Your weeks vary so much that I can’t tell yet."),
        sentence=_tr("{headline}: I can’t tell yet.").format(headline=headline),
        ending=claim.ending,
    )


# Parts of sentences.


def _unlikely(subject: Subject) -> str:
    if subject.unit is Unit.HOURS:
        return _tr("a change of more than an hour either way is unlikely")
    return _tr("a change of more than a point either way is unlikely")


def _of_ratings(subject: Subject) -> str:
    if subject.unit is Unit.HOURS:
        return subject.inside
    return _tr("{name} ratings").format(name=subject.inside)


def _size(subject: Subject, claim: Change) -> tuple[str, str]:
    """Return "34% lower" and "between 12% and 51% lower", or the same in points or hours."""
    percent, interval = claim.percent, claim.percent_interval
    if percent is not None and interval is not None and interval.excludes_nothing:
        size = f"{abs(percent):.0f}%"
        low, high = sorted((abs(interval.low), abs(interval.high)))
        likely = _tr("between {low}% and {high}%").format(low=f"{low:.0f}", high=f"{high:.0f}")
    else:
        difference = claim.difference or 0.0
        size = _with_unit(subject, abs(difference))
        ends = claim.interval or Interval(low=difference, high=difference)
        low, high = sorted((abs(ends.low), abs(ends.high)))
        likely = _tr("between {low} and {high}").format(
            low=average(low), high=_with_unit(subject, high)
        )
    if claim.ending is Ending.HIGHER:
        word = _tr("more") if subject.unit is Unit.HOURS else _tr("higher")
    else:
        word = _tr("less") if subject.unit is Unit.HOURS else _tr("lower")
    return f"{size} {word}", f"{likely} {word}"


def _with_unit(subject: Subject, value: float) -> str:
    words = average(value)
    if subject.unit is Unit.HOURS:
        return _tr("{hours} hours").format(hours=words)
    is_one = words == "1.0"
    return (_tr("{points} point") if is_one else _tr("{points} points")).format(points=words)


def _figure(subject: Subject, value: float | None) -> str:
    if value is None:
        return ""
    words = average(value)
    return _tr("{hours} h").format(hours=words) if subject.unit is Unit.HOURS else words


def _counts(now: Window, then: Window, subject: Subject) -> str:
    pattern = _tr("{now} and {then} nights") if subject.is_night else _tr("{now} and {then} days")
    return pattern.format(now=now.answered, then=then.answered)
