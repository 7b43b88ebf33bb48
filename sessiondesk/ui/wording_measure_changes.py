"""How changes of a score are said on screen and on paper, and by what rule. QtCore only."""

from datetime import date
from enum import Enum

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.scale import Better
from sessiondesk.insights.questionnaire_change import (
    Baseline,
    ChangeClass,
    Crossing,
    ItemMove,
    ScoreChange,
)
from sessiondesk.ui.wording_measures import answer, figure, points
from sessiondesk.ui.wording_sessions import day_and_month


class Since(Enum):
    """What a score is compared with."""

    BEFORE_THERAPY = "before_therapy"
    START = "start"
    """The start of this therapy, with its first session already held."""
    FIRST = "first"
    """The first result there is; no therapy is noted."""
    PREVIOUS = "previous"
    """The result before."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording_measure_changes", text)


# A change.


def since_when(baseline: Baseline, *, has_course: bool) -> Since:
    """Return what a level at the start is called."""
    if baseline.is_before_therapy:
        return Since.BEFORE_THERAPY
    return Since.START if has_course else Since.FIRST


def change_sentence(
    instrument: Instrument,
    change: ScoreChange,
    *,
    since: Since,
    is_overlapping: bool = False,
    with_crossing: bool = True,
) -> str:
    """Return "7 points lower than before therapy began, 16 to 9." and what may be made of it.

    Args:
        instrument: The questionnaire.
        change: The change, judged.
        since: What the later score is compared with.
        is_overlapping: Whether the two are about some of the same days, as ``overlaps`` tells:
            then nothing is made of the change.
        with_crossing: Whether to say that the cut-off lies between.
    """
    parts = [difference(change.before, change.after, since=since)]
    if is_overlapping:
        parts.append(
            _tr("The two describe some of the same days, so nothing is made of it.")
            if change.difference
            else _tr("The two describe some of the same days.")
        )
        return " ".join(parts)
    if change.judged is ChangeClass.NOT_RELIABLE and change.difference:
        parts.append(_tr("Too small to be sure of."))
    elif change.judged is ChangeClass.NOT_JUDGED and change.difference:
        parts.append(no_threshold())
    crossed = crossing_sentence(instrument, change) if with_crossing else ""
    if crossed:
        parts.append(crossed)
    return " ".join(parts)


def difference(before: float, after: float, *, since: Since) -> str:
    """Return "7 points lower than before therapy began, 16 to 9." and no more."""
    if figure(before) == figure(after):
        same = {
            Since.BEFORE_THERAPY: _tr("The same as before therapy began, {total}."),
            Since.START: _tr("The same as at the start of this therapy, {total}."),
            Since.FIRST: _tr("The same as at first, {total}."),
            Since.PREVIOUS: _tr("The same as the time before, {total}."),
        }[since]
        return same.format(total=figure(after))
    is_lower = after < before
    pattern = {
        Since.BEFORE_THERAPY: (
            _tr("{points} lower than before therapy began, {before} to {after}.")
            if is_lower
            else _tr("{points} higher than before therapy began, {before} to {after}.")
        ),
        Since.START: (
            _tr("{points} lower than at the start of this therapy, {before} to {after}.")
            if is_lower
            else _tr("{points} higher than at the start of this therapy, {before} to {after}.")
        ),
        Since.FIRST: (
            _tr("{points} lower than at first, {before} to {after}.")
            if is_lower
            else _tr("{points} higher than at first, {before} to {after}.")
        ),
        Since.PREVIOUS: (
            _tr("{points} lower than the time before, {before} to {after}.")
            if is_lower
            else _tr("{points} higher than the time before, {before} to {after}.")
        ),
    }[since]
    return pattern.format(
        points=points(after - before), before=figure(before), after=figure(after)
    )


def no_threshold() -> str:
    """Say why nothing is made of a change."""
    return _tr("The program knows no threshold for this questionnaire, so nothing is made of it.")


def crossing_sentence(instrument: Instrument, change: ScoreChange) -> str:
    """Say that the cut-off lies between two scores; empty where it does not."""
    is_lower_better = instrument.better is Better.LOWER
    if change.crossing is Crossing.OUT:
        return (
            _tr("It was in the range where a clinician would look closer; now it is below it.")
            if is_lower_better
            else _tr(
                "It was in the range where a clinician would look closer; now it is above it."
            )
        )
    if change.crossing is Crossing.INTO:
        return (
            _tr("It was below the range where a clinician would look closer; now it is in it.")
            if is_lower_better
            else _tr(
                "It was above the range where a clinician would look closer; now it is in it."
            )
        )
    return ""


def change_word(change: ScoreChange) -> str:
    """Return the published word for a change; "not judged" where no threshold is known."""
    return {
        ChangeClass.IMPROVED: _tr("reliable improvement"),
        ChangeClass.WORSENED: _tr("reliable worsening"),
        ChangeClass.NOT_RELIABLE: _tr("no reliable change"),
        ChangeClass.NOT_JUDGED: _tr("not judged"),
    }[change.judged]


def signed(value: float) -> str:
    """Return a difference with its sign: "+3", with a true minus, "0"."""
    words = figure(value)
    return f"+{words}" if value > 0 and words != "0" else words


def mean_note(baseline: Baseline) -> str:
    """Say that a level is a mean of two, where it is; else empty."""
    if len(baseline.days) < 2:  # noqa: PLR2004 - the mean is of two
        return ""
    return _tr("{value} is the mean of your first two: one day counts for less then.").format(
        value=figure(baseline.value)
    )


def rule_line(
    instrument: Instrument, *, has_ringed: bool = True, next_on: date | None = None
) -> str:
    """Say what size of a change counts.

    Args:
        instrument: The questionnaire.
        has_ringed: Whether any point on its chart passes the line.
        next_on: The day the next one is due. None: not said.
    """
    if instrument.reliable_change is None:
        words = _tr("The program knows no threshold for how large a change has to be.")
        if next_on is not None:
            words += " " + _tr("The next one is due {day}.").format(day=day_and_month(next_on))
        return words
    size = instrument.reliable_change.points
    if has_ringed:
        return _tr(
            "A change of {points} or more is larger than the questionnaire’s margin of error. "
            "Ringed points pass that line."
        ).format(points=size)
    if next_on is None:
        return _tr(
            "A change of {points} or more would be clearer. No point passes that line yet."
        ).format(points=size)
    return _tr(
        "A change of {points} or more would be clearer. No point passes that line yet; the next "
        "one is due {day}."
    ).format(points=size, day=day_and_month(next_on))


def form_change_sentence(before: float, after: float, *, since: Since = Since.FIRST) -> str:
    """Return how a total of a therapist's form differs, and that nothing is made of it."""
    words = difference(before, after, since=since)
    if figure(before) == figure(after):
        return words
    told = _tr("What size of a change counts on this form is for your therapist to say.")
    return f"{words} {told}"


def sheet_words(instrument: Instrument, change: ScoreChange) -> str:
    """Return what stands on the sheet: "7 points lower: reliable improvement".

    Where no threshold is known, only the difference.
    """
    if figure(change.before) == figure(change.after):
        words = _tr("the same")
    else:
        is_lower = change.after < change.before
        pattern = _tr("{points} lower") if is_lower else _tr("{points} higher")
        words = pattern.format(points=points(change.difference))
    if change.judged is not ChangeClass.NOT_JUDGED:
        words = f"{words}: {change_word(change)}"
    is_lower_better = instrument.better is Better.LOWER
    if change.crossing is Crossing.OUT:
        where = _tr("now below the cut-off") if is_lower_better else _tr("now above the cut-off")
    elif change.crossing is Crossing.INTO:
        # The cut-off itself is inside of the range in question.
        where = (
            _tr("now at or above the cut-off")
            if is_lower_better
            else _tr("now at or below the cut-off")
        )
    else:
        return words
    return f"{words}, {where}"


# Single answers.


def moved(instrument: Instrument, move: ItemMove) -> str:
    """Return "from “Nearly every day” to “Several days”"."""
    return _tr("from “{before}” to “{after}”").format(
        before=answer(instrument, move.before), after=answer(instrument, move.after)
    )


# The chart.


def baseline_label(since: Since) -> str:
    """Name the level at the start."""
    return {
        Since.BEFORE_THERAPY: _tr("before therapy began"),
        Since.START: _tr("at the start"),
        Since.FIRST: _tr("at first"),
        Since.PREVIOUS: _tr("the time before"),
    }[since]


def threshold_label(points_: int, *, is_lower: bool) -> str:
    """Name the level that a change has to reach: "6 points lower"."""
    pattern = _tr("{points} lower") if is_lower else _tr("{points} higher")
    return pattern.format(points=points(points_))


def cut_off_label(instrument: Instrument) -> str:
    """Name the edge of the range where a clinician would look closer."""
    if instrument.cut_off is None:
        return ""
    pattern = (
        _tr("closer look from {points} up")
        if instrument.better is Better.LOWER
        else _tr("closer look from {points} down")
    )
    return pattern.format(points=instrument.cut_off.points)
