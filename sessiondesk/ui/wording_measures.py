"""How questionnaires are said on screen and on paper: what they are, and scores. QtCore only.

Never what a person has: a score is in a range that the questionnaire calls something. Never
why, never a percentage, and nothing that praises or scolds.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import Form
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.measure_plan import Due
from sessiondesk.domain.scale import Better
from sessiondesk.ui.wording import MINUS
from sessiondesk.ui.wording_sessions import day_and_month

_LARGEST: Final = 1e9
_WEEK: Final = 7
_NUMBERS: Final = 10


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_measures", text, "", count)


# Figures.


def figure(value: float) -> str:
    """Return a total: "9", "15.5", two decimal places at most."""
    if abs(value) >= _LARGEST:
        return f"{value:g}".replace("-", MINUS)
    rounded = Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    # Minus nothing is nothing.
    return f"{rounded.normalize():f}".replace("-", MINUS) if rounded else "0"


def points(value: float) -> str:
    """Return "1 point", "7 points", "6.5 points"; the sign is not said."""
    size = figure(abs(value))
    return _tr("1 point") if size == "1" else _tr("{count} points").format(count=size)


def in_words(count: int) -> str:
    """Return "two" for 2, and figures from eleven on."""
    words = (
        _tr("no"),
        _tr("one"),
        _tr("two"),
        _tr("three"),
        _tr("four"),
        _tr("five"),
        _tr("six"),
        _tr("seven"),
        _tr("eight"),
        _tr("nine"),
        _tr("ten"),
    )
    return words[count] if 0 <= count <= _NUMBERS else str(count)


# What a questionnaire is.


def range_line(instrument: Instrument) -> str:
    """Return "Low mood, 0 to 27", and that more is better where it is."""
    words = _tr("{about}, {low} to {high}").format(
        about=capitalised(instrument.measures),
        low=instrument.scoring.low,
        high=instrument.scoring.high,
    )
    if instrument.better is Better.HIGHER:
        return _tr("{range}, more is better").format(range=words)
    return words


def form_range_line(form: Form) -> str:
    """Return "0 to 40, less is better", as far as it is known of a form; it may be empty."""
    parts = []
    if form.low is not None and form.high is not None:
        parts.append(_tr("{low} to {high}").format(low=figure(form.low), high=figure(form.high)))
    elif form.low is not None:
        parts.append(_tr("from {low}").format(low=figure(form.low)))
    elif form.high is not None:
        parts.append(_tr("up to {high}").format(high=figure(form.high)))
    if form.better is not None:
        is_more = form.better is Better.HIGHER
        parts.append(_tr("more is better") if is_more else _tr("less is better"))
    return capitalised(", ".join(parts))


def every(days: int) -> str:
    """Return "every two weeks" or "every 10 days"."""
    weeks, rest = divmod(days, _WEEK)
    if days == 1:
        return _tr("every day")
    if rest:
        return _tr("every {count} days").format(count=in_words(days))
    if weeks == 1:
        return _tr("every week")
    return _tr("every {count} weeks").format(count=in_words(weeks))


def about_minutes(minutes: int) -> str:
    """Return "About two minutes."."""
    if minutes == 1:
        return _tr("About one minute.")
    return _tr("About {count} minutes.").format(count=in_words(minutes))


def due_title(due: Due) -> str:
    """Return "PHQ-9 is ready when you are"."""
    return _tr("{title} is ready when you are").format(title=due.instrument.title)


def due_line(due: Due, *, today: date | None = None) -> str:
    """Return "Every two weeks, last on 28 April. About two minutes."."""
    often = capitalised(every(due.every_days))
    words = (
        _tr("{often}, not filled in yet.").format(often=often)
        if due.last is None
        else _tr("{often}, last on {day}.").format(
            often=often, day=day_and_month(due.last, today=today)
        )
    )
    return f"{words} {about_minutes(due.instrument.minutes)}"


def too_early(instrument: Instrument, days_since: int | None) -> str:
    """Say that two forms overlap; empty where they do not, or where there is none before."""
    window = min(instrument.recall.days, instrument.interval.min_days)
    if days_since is None or days_since >= window:
        return ""
    if days_since <= 0:
        ago = _tr("The last one is of the same day")
    elif days_since == 1:
        ago = _tr("The last one was a day ago")
    else:
        ago = _tr("The last one was {count} days ago").format(count=in_words(days_since))
    return _tr(
        "{ago}. The questions are about {recall}, so the two describe some of the same days. "
        "You can fill it in all the same."
    ).format(ago=ago, recall=instrument.recall.text)


def half_filled(answered: int, rows: int, day: date, *, today: date | None = None) -> str:
    """Return "Half filled in on 12 May: 4 of 9 rows have an answer."."""
    return _tr("Half filled in on {day}: {answered} of {rows} rows have an answer.").format(
        day=day_and_month(day, today=today), answered=answered, rows=rows
    )


def missing_line(numbers: Sequence[int]) -> str:
    """Return "Row 4 is open." or "Rows 1 to 3 and 7 are open."; empty with none."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return _tr("Row {number} is open.").format(number=numbers[0])
    return _tr("Rows {numbers} are open.").format(numbers=listed(_stretches(numbers)))


def listed(words: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - one needs no "and"
        return "".join(words)
    return _tr("{words} and {last}").format(words=", ".join(words[:-1]), last=words[-1])


def _stretches(numbers: Sequence[int]) -> Sequence[str]:
    """Return numbers with those that follow on each other put together, three or more."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    words: list[str] = []
    for run in runs:
        if len(run) > 2:  # noqa: PLR2004 - two are said one by one
            words.append(_tr("{first} to {last}").format(first=run[0], last=run[-1]))
        else:
            words += map(str, run)
    return words


# One score.


def score_line(assessment: Assessment, instrument: Instrument) -> str:
    """Return "12, in the range the questionnaire calls moderate"."""
    total = figure(assessment.total)
    if not assessment.band:
        return _tr("{total}, between {low} and {high}").format(
            total=total, low=instrument.scoring.low, high=instrument.scoring.high
        )
    return _tr("{total}, in the range the questionnaire calls {band}").format(
        total=total, band=assessment.band
    )


def score_sentence(assessment: Assessment, instrument: Instrument) -> str:
    """Return the score, the stretch it describes, and that it is not a diagnosis."""
    return _tr("{score}. It describes {recall}; it is not a diagnosis.").format(
        score=score_line(assessment, instrument), recall=instrument.recall.text
    )


def day_and_range(assessment: Assessment, *, today: date | None = None) -> str:
    """Return "28 April, mild range"."""
    day = day_and_month(assessment.day, today=today)
    if not assessment.band:
        return day
    return _tr("{day}, {band} range").format(day=day, band=assessment.band)


def answer(instrument: Instrument, value: int) -> str:
    """Return the words of an answer."""
    found = instrument.option(value)
    return str(value) if found is None else found.text


def capitalised(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]
