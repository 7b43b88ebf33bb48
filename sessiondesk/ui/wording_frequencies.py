"""On how many days a week, in words. QtCore only."""

from PySide6.QtCore import QCoreApplication

from sessiondesk.insights.claim import Ending, Interval
from sessiondesk.insights.frequency import FEWEST_ALONE, Frequency, FrequencyChange
from sessiondesk.ui.insight_names import Names, Subject
from sessiondesk.ui.wording import average
from sessiondesk.ui.wording_said import Said, missing, not_enough, noted, than, whens
from sessiondesk.ui.wording_windows import capitalised, period_in_words


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_frequencies", text, "", count)


# Q2, Q3.


def days(subject: Subject, claim: FrequencyChange, names: Names) -> Said:
    """Say on how many days a week it was so, then and now."""
    now, then = claim.now, claim.then
    if claim.ending is Ending.NOT_ENOUGH:
        told = missing(subject, now.window, then.window, names, share=False)
        return Said(
            headline=not_enough(subject),
            detail=told,
            sentence=f"{subject.name}: {told}",
            ending=claim.ending,
        )
    when_now, when_then = whens(now.window, then.window, names)
    figures = _tr("{then} {was_so} on {count_then}, {now} on {count_now}.").format(
        then=capitalised(when_then),
        was_so=subject.was_so,
        count_then=_on_days(then, subject),
        now=when_now,
        count_now=_on_days(now, subject, is_short=True),
    )
    match claim.ending:
        case Ending.CANT_TELL:
            told = _tr("The difference is small for so few days: I can’t tell yet.")
            headline = _tr("{name}: I can’t tell yet").format(name=subject.name)
        case Ending.ABOUT_THE_SAME:
            told = _tr("That is about the same: more than a day a week either way is unlikely.")
            headline = _tr("{name}: about as often as {then}").format(
                name=subject.name, then=than(when_then, then.window, names)
            )
        case _:
            told = _by_how_much(claim, subject)
            pattern = (
                _tr("{name} on about {now} days a week, {then} on {before}")
                if not subject.is_night
                else _tr("{name} on about {now} nights a week, {then} on {before}")
            )
            headline = pattern.format(
                name=subject.name,
                now=_half_days(now.a_week),
                then=when_then,
                before=_half_days(then.a_week),
            )
    detail = _tr("{now} against {then}. {told}").format(
        now=capitalised(_a_week(now, subject)), then=_a_week(then, subject), told=told
    )
    return Said(
        headline=headline, detail=detail, sentence=f"{figures} {told}", ending=claim.ending
    )


def _by_how_much(claim: FrequencyChange, subject: Subject) -> str:
    is_more = claim.ending is Ending.HIGHER
    ends = claim.interval or Interval(low=0.0, high=0.0)
    low, high = sorted((abs(ends.low), abs(ends.high)))
    if _half_days(low) == "0":
        pattern = (
            _tr("That is more, by up to {high} a week.")
            if is_more
            else _tr("That is fewer, by up to {high} a week.")
        )
    else:
        pattern = (
            _tr("That is more, by somewhere between {low} and {high} a week.")
            if is_more
            else _tr("That is fewer, by somewhere between {low} and {high} a week.")
        )
    return pattern.format(low=_a_day(low, subject), high=_a_day(high, subject))


def _a_week(found: Frequency, subject: Subject) -> str:
    """Return "2.5 a week (6 of 17 nights)"."""
    return _tr("{a_week} a week ({counts})").format(
        a_week=average(found.a_week or 0.0),
        counts=_nights(subject, f"{found.counted} of {found.window.answered}"),
    )


def days_alone(subject: Subject, claim: Frequency, names: Names) -> Said:
    """Say on how many days a week it was so in one stretch of time."""
    when = capitalised(period_in_words(claim.window.period, names.today))
    if claim.a_week is None or claim.interval is None:
        told = _tr("{noted}. From {fewest} on I can say how often that is.").format(
            noted=noted(subject, claim.window, names), fewest=FEWEST_ALONE
        )
        return Said(
            headline=not_enough(subject),
            detail=told,
            sentence=f"{subject.name}: {told}",
            ending=Ending.NOT_ENOUGH,
        )
    # To the half, unless a long stretch of time is more certain than that.
    is_likely = claim.interval.low <= round(2 * claim.a_week) / 2 <= claim.interval.high
    about = _a_day(claim.a_week, subject) if is_likely else _nights(subject, average(claim.a_week))
    headline = _tr("{when} {was_so} on about {about} a week").format(
        when=when, was_so=subject.was_so, about=about
    )
    of = (
        _tr("{counted} of {answered} nights you noted")
        if subject.is_night
        else _tr("{counted} of {answered} days you noted")
    ).format(counted=claim.counted, answered=claim.window.answered)
    likely = _tr("probably between {low} and {high} a week").format(
        low=average(claim.interval.low), high=average(claim.interval.high)
    )
    return Said(
        headline=headline,
        detail=f"{capitalised(of)}; {likely}.",
        sentence=f"{headline} ({of}; {likely}).",
    )


def _on_days(found: Frequency, subject: Subject, *, is_short: bool = False) -> str:
    counts = f"{found.counted} of {found.window.answered}"
    if not is_short:
        counts = _nights(subject, counts)
    return _tr("{counts} ({a_week} a week)").format(
        counts=counts, a_week=average(found.a_week or 0.0)
    )


def _nights(subject: Subject, number: str) -> str:
    if number == "1":
        return _tr("1 night") if subject.is_night else _tr("1 day")
    return (_tr("{n} nights") if subject.is_night else _tr("{n} days")).format(n=number)


def _a_day(value: float, subject: Subject) -> str:
    words = _half_days(value)
    if words == "½":
        return _tr("half a night") if subject.is_night else _tr("half a day")
    return _nights(subject, words)


def _half_days(value: float | None) -> str:
    """Return days a week to the half: "4", "1½"."""
    halves = round(2 * (value or 0.0))
    whole, half = divmod(halves, 2)
    return f"{whole or ''}½" if half else str(whole)
