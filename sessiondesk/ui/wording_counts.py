"""Numbers without inference, questionnaires and the five lines, in words. QtCore only."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from sessiondesk.insights.counts import Count, CountOf, ScoreStory
from sessiondesk.insights.working import Line, Says, Sum, Working
from sessiondesk.ui.insight_names import Names, quoted
from sessiondesk.ui.wording import average, day_in_words, number
from sessiondesk.ui.wording_measure_changes import Since, change_sentence
from sessiondesk.ui.wording_said import Said


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_counts", text, "", count)


# Q5.


def score(instrument_id: str, claim: ScoreStory, names: Names) -> Said:
    """Say whether a questionnaire changed for real."""
    instrument = names.instruments.find(instrument_id)
    if instrument is None:
        return Said(headline="", sentence="")
    headline = _tr("{title}: {before} on {first}, {after} on {last}").format(
        title=instrument.title,
        before=number(claim.change.before),
        first=day_in_words(
            claim.first_on,
            "d MMMM" if claim.first_on.year == claim.last_on.year else "d MMMM yyyy",
        ),
        after=number(claim.change.after),
        last=day_in_words(claim.last_on, "d MMMM yyyy"),
    )
    told = change_sentence(instrument, claim.change, since=Since.START)
    return Said(headline=headline, detail=told, sentence=f"{headline}. {told}")


# Q11.


def count(subject: str, claim: Count, names: Names) -> Said:  # noqa: PLR0911 - one for each
    """Say a number, and what it is a number of.

    Args:
        subject: Identity of what is counted: a goal, a pattern, one of the six sentences.
        claim: The number.
        names: What things are called.
    """
    plain = _of_sessions().get(claim.what)
    if plain is not None:
        return _plain(plain, n=number(claim.n), of=claim.of)
    match claim.what:
        case CountOf.SAID_FIRST:
            return _said_first(claim)
        case CountOf.FIT_LOW | CountOf.FIT:
            return _fit(subject, claim, names)
        case CountOf.GOAL_MOVED | CountOf.GOAL_REACHED:
            return _goal(subject, claim, names)
        case CountOf.CARRIED_OVER:
            text = quoted(names.bring_ups.get(subject, ""))
            if claim.n == 1:
                return _plain(_tr("{text}: carried over once, never reached"), text=text)
            n = number(claim.n)
            return _plain(_tr("{text}: carried over {n} times, never reached"), text=text, n=n)
        case CountOf.WARNING:
            return _warning(subject, claim, names)
        case _:
            return _then_and_now(subject, claim, names)


def _of_sessions() -> Mapping[CountOf, str]:
    return {
        CountOf.ATTENDANCE: _tr("You kept {n} of {of} appointments"),
        CountOf.HELD_BACK: _tr("You held something back in {n} of {of} sessions"),
        CountOf.SAME_PLACE: _tr("Old ground, same place in {n} of {of} sessions"),
        CountOf.FURTHER_IN: _tr("Something new, or further in, in {n} of {of} sessions"),
    }


def _fit(subject: str, claim: Count, names: Names) -> Said:
    if claim.what is CountOf.FIT_LOW:
        values = _listed([number(each) for each in claim.values])
        sentence = quoted(names.fit.get(subject, "").removesuffix("."))
        return _plain(_tr("{sentence} at {values}"), sentence=sentence, values=values)
    if claim.before is None:
        return _plain(_tr("Working together, as you rated it: {n}"), n=average(claim.n))
    return _plain(
        _tr("Working together, as you rated it: {n}, before {before}"),
        n=average(claim.n),
        before=average(claim.before),
    )


def _goal(subject: str, claim: Count, names: Names) -> Said:
    goal = quoted(names.goals.get(subject, ""))
    if claim.what is CountOf.GOAL_REACHED:
        return _plain(_tr("{goal}: reached"), goal=goal)
    return _plain(
        _tr("{goal}: from {before} to {n} of 10"),
        goal=goal,
        before=number(claim.before or 0.0),
        n=number(claim.n),
    )


def _then_and_now(subject: str, claim: Count, names: Names) -> Said:
    n = number(claim.n)
    before = "" if claim.before is None else number(claim.before)
    if claim.what is CountOf.PRACTICE:
        name = quoted(names.tag(f"practice:{subject}") or names.tag(subject))
        days = _tr("1 day") if claim.n == 1 else _tr("{n} days").format(n=n)
        pattern = (
            _tr("{name} on {days} in four weeks, before on {before}")
            if before
            else _tr("{name} on {days} in four weeks")
        )
        return _plain(pattern, name=name, days=days, before=before)
    if claim.what is CountOf.PATTERN:
        name = quoted(names.tag(f"pattern:{subject}") or names.tag(subject))
        days = _tr("1 day") if claim.n == 1 else _tr("{n} days").format(n=n)
        pattern = (
            _tr("{name} on {days} in eight weeks, before on {before}")
            if before
            else _tr("{name} on {days} in eight weeks")
        )
        return _plain(pattern, name=name, days=days, before=before)
    if claim.what is CountOf.WINS:
        if claim.n == 1:
            return _plain(_tr("One win noted"))
        return _plain(_tr("{n} wins noted"), n=n)
    signs = _tr("1 small sign") if claim.n == 1 else _tr("{n} small signs").format(n=n)
    pattern = (
        _tr("{signs} on the last sheet, {before} on the one before")
        if before
        else _tr("{signs} on the last sheet")
    )
    return _plain(pattern, signs=signs, before=before)


def _said_first(claim: Count) -> Said:
    if not claim.numbers:
        return _plain(_tr("Said something for the first time in {n} sessions"), n=number(claim.n))
    listed = _listed([str(each) for each in claim.numbers])
    if len(claim.numbers) == 1:
        return _plain(_tr("Said something for the first time, session {listed}"), listed=listed)
    return _plain(_tr("Said something for the first time, sessions {listed}"), listed=listed)


def _warning(subject: str, claim: Count, names: Names) -> Said:
    text = quoted(names.signs.get(subject, "").removesuffix("."))
    if claim.n == 1 or not claim.days:
        return _plain(_tr("Ticked once: {text}"), text=text)
    return _plain(
        _tr("Ticked {n} times since {day}: {text}"),
        n=number(claim.n),
        day=day_in_words(claim.days[0], "d MMMM yyyy"),
        text=text,
    )


# Q12.


def line(which: Line) -> str:
    """Return what one of the five lines is called."""
    return {
        Line.FORMS: _tr("Questionnaires"),
        Line.DAYS: _tr("Days"),
        Line.GOALS: _tr("Goals"),
        Line.SIGNS: _tr("Signs in daily life"),
        Line.TOGETHER: _tr("Working together"),
    }[which]


def says(value: Says) -> str:
    """Return what one of the five lines says."""
    return {
        Says.BETTER: _tr("better"),
        Says.WORSE: _tr("worse"),
        Says.STEADY: _tr("steady"),
        Says.CANT_TELL: _tr("can’t tell"),
    }[value]


def working(claim: Working, *, sessions: int | None = None) -> Said:
    """Say the five lines in one sentence; never one number.

    Args:
        claim: The lines.
        sessions: How many sessions were held, where it is too early. None: not said.
    """
    match claim.sum:
        case Sum.POINTS_ONE_WAY:
            pattern = {
                Says.BETTER: _tr("{n} of 5 point the same way: better"),
                Says.WORSE: _tr("{n} of 5 point the same way: worse"),
            }.get(claim.way, _tr("{n} of 5 say the same: steady"))
            headline = pattern.format(n=claim.pointing)
        case Sum.MIXED:
            headline = _tr("Mixed: the five do not say the same")
        case Sum.TOO_EARLY if sessions is not None:
            headline = {
                0: _tr("Too early: no session yet"),
                1: _tr("Too early: one session"),
            }.get(sessions, _tr("Too early: {n} sessions").format(n=sessions))
        case Sum.TOO_EARLY:
            headline = _tr("Too early to tell")
        case _:
            headline = _tr("I can’t tell yet")
    lines = "; ".join(f"{line(which).lower()}: {says(value)}" for which, value in claim.lines)
    return Said(headline=headline, detail=lines, sentence=f"{headline} ({lines}).")


# Parts of sentences.


def _plain(pattern: str, **parts: object) -> Said:
    words = pattern.format(**parts)
    return Said(headline=words, sentence=f"{words}.")


def _listed(words: list[str]) -> str:
    if len(words) < 2:  # noqa: PLR2004 - one needs no "and"
        return "".join(words)
    return _tr("{words} and {last}").format(words=", ".join(words[:-1]), last=words[-1])
