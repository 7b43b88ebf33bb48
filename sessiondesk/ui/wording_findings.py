"""What was found without comparing two stretches of time, in words: Q4, Q7 to Q10. QtCore only."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.scale import Better
from sessiondesk.insights.after_session import LOOKED_AT, AfterSessions
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Association, Associations, TurningPoint, Weekdays
from sessiondesk.insights.first_noticed import FirstNoticed
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.insights.steady import Steady
from sessiondesk.ui.insight_names import Names, Subject, quoted
from sessiondesk.ui.wording import average, day_in_words
from sessiondesk.ui.wording_said import Said
from sessiondesk.ui.wording_sessions import weekday_name

_TOGETHER_WEEKS = 12
_WEEKDAY_WEEKS = 8
_TURN_FEWEST = 16


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_findings", text, "", count)


def _day(day: date, today: date) -> str:
    return day_in_words(day, "d MMMM" if day.year == today.year else "d MMMM yyyy")


# Q4.


def first_noticed(subject: Subject, claim: FirstNoticed, names: Names) -> Said:
    """Say when a pattern was named, linked and written about first."""
    name = quoted(subject.name)
    parts = []
    if claim.named_on is not None:
        parts.append(
            _tr("You named {name} on {day}.").format(
                name=name, day=_day(claim.named_on, names.today)
            )
        )
    if claim.first_linked is not None:
        parts.append(
            _tr("The first entry you linked to it is from {day}.").format(
                day=_day(claim.first_linked, names.today)
            )
        )
    elif claim.named_on is not None:
        parts.append(_tr("No entry is linked to it yet."))
    if claim.first_written is not None:
        pattern = (
            _tr("An entry of {day} also has one of its words: is this it?")
            if claim.named_on is not None
            else _tr("The first entry with {name} is from {day}.")
        )
        parts.append(pattern.format(name=name, day=_day(claim.first_written, names.today)))
    elif claim.named_on is None:
        parts.append(_tr("No entry has {name} in it.").format(name=name))
    first = claim.first_linked or claim.first_written
    headline = (
        _tr("On {day}").format(day=_day(first, names.today)) if first is not None else parts[0]
    )
    entries = sum(count for _, count in claim.by_month)
    detail = " ".join(parts if first is not None else parts[1:])
    if entries > 1:
        since = _tr("{entries} entries in {months} months.").format(
            entries=entries, months=len(claim.by_month)
        )
        detail = f"{detail} {since}"
    return Said(headline=headline, detail=detail, sentence=" ".join(parts))


# Q7.


def after_sessions(subject: Subject, claim: AfterSessions) -> Said:
    """Say what followed the last sessions."""
    if not claim.is_enough:
        told = _tr(
            "{known} sessions have notes on both sides so far; from {needed} on I can look."
        ).format(known=claim.known, needed=LOOKED_AT)
        if claim.known == 1:
            told = _tr("One session has notes on both sides so far; from {needed} on I can look.")
            told = told.format(needed=LOOKED_AT)
        if not claim.known:
            told = _tr("No session has notes on both sides so far; from {needed} on I can look.")
            told = told.format(needed=LOOKED_AT)
        return Said(
            headline=_tr("Not enough sessions yet"),
            detail=told,
            sentence=told,
            ending=Ending.NOT_ENOUGH,
        )
    worse = _tr("lower") if subject.better is not Better.LOWER else _tr("higher")
    of = _tr("{worse} of your last {all} sessions").format(
        worse=claim.worse, all=len(claim.sessions)
    )
    if claim.is_consistent:
        headline = _tr("After {of} your {name} was at least a point {worse} for two days").format(
            of=of, name=subject.inside, worse=worse
        )
        detail = _tr(
            "Some of that is part of the work. If it feels like more, it is worth saying."
        )
        return Said(headline=headline, detail=detail, sentence=f"{headline}. {detail}")
    headline = _tr("No consistent pattern after sessions")
    detail = _tr("After {of} your {name} was at least a point {direction} for two days.").format(
        of=of, name=subject.inside, direction=worse
    )
    return Said(headline=headline, detail=detail, sentence=f"{detail} {headline}.")


# Q8.


def association(claim: Association, names: Names) -> str:
    """Say what goes together; empty where one of the two is there no more."""
    subject, tag = names.subject(claim.rating), names.tag(claim.tag)
    if subject is None or not tag:
        return ""
    pattern = (
        _tr(
            "On days with {tag}, {name} was about {size} higher than on other days of the same "
            "week ({tagged} days)."
        )
        if claim.difference > 0
        else _tr(
            "On days with {tag}, {name} was about {size} lower than on other days of the same "
            "week ({tagged} days)."
        )
    )
    return pattern.format(
        tag=quoted(tag),
        name=subject.inside,
        size=average(abs(claim.difference)),
        tagged=claim.tagged,
    )


def they_go_together() -> str:
    """Say what an association does not say."""
    return _tr("They go together; which comes first this can’t tell.")


def together(claim: Associations, names: Names) -> Said:
    """Say what goes together, and for how many nothing is seen."""
    if claim.weeks < _TOGETHER_WEEKS:
        told = _tr("There are {weeks} weeks so far; from {fewest} on I can look.").format(
            weeks=claim.weeks, fewest=_TOGETHER_WEEKS
        )
        return Said(
            headline=_tr("Not enough weeks yet"),
            detail=told,
            sentence=told,
            ending=Ending.NOT_ENOUGH,
        )
    found = [words for each in claim.found if (words := association(each, names))]
    rest = nothing_to_see(claim.tags_without, is_all=not found)
    if not found:
        return Said(
            headline=_tr("Nothing stands out"),
            detail=rest,
            sentence=rest,
            ending=Ending.CANT_TELL,
        )
    told = " ".join([*found, they_go_together()])
    return Said(headline=found[0], detail=rest, sentence=told)


def nothing_to_see(tags: int, *, is_all: bool = False) -> str:
    """Say for how many tags nothing is found; empty where there is none."""
    if not tags:
        return "" if not is_all else _tr("No tag has been noted often enough to look.")
    if is_all:
        return (
            _tr("For your one tag there is nothing to see, or not enough days.")
            if tags == 1
            else _tr("For your {tags} tags there is nothing to see, or not enough days.").format(
                tags=tags
            )
        )
    return (
        _tr("For one other tag there is nothing to see, or not enough days.")
        if tags == 1
        else _tr("For {tags} other tags there is nothing to see, or not enough days.").format(
            tags=tags
        )
    )


# Q9.


def weekdays(subject: Subject, claim: Weekdays) -> Said:
    """Say which weekdays differ; without a clear difference only that there is none."""
    if claim.weeks < _WEEKDAY_WEEKS:
        told = _tr("There are {weeks} weeks so far; from {fewest} on I can look.").format(
            weeks=claim.weeks, fewest=_WEEKDAY_WEEKS
        )
        return Said(
            headline=_tr("Not enough weeks yet"),
            detail=told,
            sentence=told,
            ending=Ending.NOT_ENOUGH,
        )
    if not claim.is_clear:
        told = _tr("The weekdays do not differ clearly.")
        return Said(headline=told.removesuffix("."), sentence=told, ending=Ending.CANT_TELL)
    low, high = claim.lowest, claim.highest
    headline = _tr("Your {name} is lowest on {low} and highest on {high}").format(
        name=subject.inside, low=_on_weekday(low), high=_on_weekday(high)
    )
    detail = _tr("About {below} below and {above} above the rest of the week, {weeks} weeks.")
    detail = detail.format(
        below=average(abs(claim.means[low] or 0.0)),
        above=average(abs(claim.means[high] or 0.0)),
        weeks=claim.weeks,
    )
    return Said(headline=headline, detail=detail, sentence=f"{headline}. {detail}")


def _on_weekday(place: int) -> str:
    return _tr("{weekday}s").format(weekday=weekday_name(place))


# Q10.


def turn(key: str, claim: TurningPoint, names: Names) -> Said:
    """Say whether a turn stands out, and where."""
    by_results = names.is_counted_by_results(key)
    if not claim.is_enough:
        pattern = (
            _tr("There are {points} results so far; from {fewest} on I can look.")
            if by_results
            else _tr("There are {points} weeks so far; from {fewest} on I can look.")
        )
        told = pattern.format(points=claim.points, fewest=_TURN_FEWEST)
        headline = _tr("Not enough results yet") if by_results else _tr("Not enough weeks yet")
        return Said(headline=headline, detail=told, sentence=told, ending=Ending.NOT_ENOUGH)
    if claim.at is None:
        told = _tr("No single turn stands out.")
        return Said(headline=told.removesuffix("."), sentence=told, ending=Ending.CANT_TELL)
    pattern = (
        _tr("The clearest single turn comes with the result of {day}")
        if by_results
        else _tr("The clearest single turn lies in the week of {day}")
    )
    headline = pattern.format(day=_day(claim.at, names.today))
    detail = _tr("It is one date out of many; what happened around it you know better.")
    return Said(headline=headline, detail=detail, sentence=f"{headline}.")


# Q6, second half, and the days that are missing.


def steady(claim: Steady, names: Names) -> Said:
    """Say the pieces together where the rule allows it; else one after the other."""
    listed = _inside(claim.steady, names)
    if not claim.is_said or not listed:
        pieces = steady_pieces(claim, names)
        return Said(
            headline=pieces[0].removesuffix("."),
            detail=" ".join(pieces[1:]),
            sentence=" ".join(pieces),
        )
    pattern = (
        _tr("Over the last {weeks} weeks your {names} has been steady")
        if len(listed) == 1
        else _tr("Over the last {weeks} weeks your {names} have been steady")
    )
    headline = pattern.format(weeks=claim.weeks, names=_listed(listed))
    detail = " ".join(
        [
            _tr("A change of more than 1.5 points either way is unlikely."),
            same_place(claim),
            _tr("This may be worth raising."),
        ]
    )
    return Said(
        headline=headline,
        detail=detail,
        sentence=f"{headline}. {detail}",
        ending=Ending.ABOUT_THE_SAME,
    )


def steady_pieces(claim: Steady, names: Names) -> Sequence[str]:
    """Return the pieces, each a sentence of its own; the first is about the sessions."""
    pieces = [
        _tr("One session so far.")
        if claim.sessions == 1
        else _tr("{sessions} sessions so far.").format(sessions=claim.sessions)
    ]
    if listed := _inside(claim.steady, names):
        pieces.append(_tr("Steady: {names}.").format(names=_listed(listed)))
    if moving := _inside(claim.moving, names):
        pieces.append(_tr("With a direction: {names}.").format(names=_listed(moving)))
    if claim.answered:
        pieces.append(same_place(claim))
    return pieces


def _inside(keys: Sequence[str], names: Names) -> list[str]:
    return [each.inside for key in keys if (each := names.subject(key)) is not None]


def same_place(claim: Steady) -> str:
    """Say in how many of the last sessions it was old ground, same place."""
    return _tr("In {same} of the last {all} sessions you noted old ground, same place.").format(
        same=claim.same_place, all=min(claim.sessions, 6)
    )


def missing(claim: MissingDays) -> str:
    """Say that check-ins are skipped after harder days, where the rule allows it; else empty."""
    if not claim.follow_harder_days:
        return ""
    return _tr(
        "You tend to skip check-ins after harder days, so the averages may look a little too good."
    )


def _listed(names: list[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    return _tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
