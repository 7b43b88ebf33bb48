"""What the answers to an instrument add up to, by its published rules.

Nothing is filled in: with an answer missing there is no total. Published rules that allow for a
missing answer (CORE-10, PHQ-9) are left unused, because refusing is simpler and cannot mislead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.scale import Better


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What an instrument says of one set of answers.

    Attributes:
        total: In points of the instrument. None: an answer is missing.
        band: The published word for the range of the total; empty without a total, or where
            none is published.
        missing: Numbers of the items that have to be answered first.
        brings_support: Whether the item on thoughts of death or self-harm is above 0.
    """

    total: int | None = field(repr=False)
    band: str = field(repr=False)
    missing: tuple[int, ...] = ()
    brings_support: bool = field(default=False, repr=False)


def score(instrument: Instrument, answers: Mapping[int, int]) -> Score:
    """Score ``answers`` by the rules of ``instrument``.

    Args:
        instrument: The questionnaire.
        answers: What was ticked, by number of the item, as ticked. An item that is not there
            was not answered; one that is not for everybody may be left out and counts 0.

    Raises:
        InvalidFieldError: An answer is none of the instrument's, or there is no such item.
            The field is ``item N``.

    Source:
        The publication named in ``instrument.source``.
    """
    require_answers(instrument, answers)
    missing = tuple(
        item.n for item in instrument.items if item.n not in answers and not item.may_be_left_out
    )
    support = instrument.support
    brings_support = support is not None and answers.get(support.item, 0) > 0
    if missing:
        return Score(total=None, band="", missing=missing, brings_support=brings_support)
    total = instrument.scoring.method.factor * sum(
        counted(instrument, n, value) for n, value in answers.items()
    )
    return Score(total=total, band=instrument.band(total), brings_support=brings_support)


def counted(instrument: Instrument, n: int, value: int) -> int:
    """Return what the answer ``value`` to item ``n`` counts, turned round where it has to be."""
    if n in instrument.scoring.reversed_items:
        return instrument.highest + instrument.lowest - value
    return value


def require_answers(instrument: Instrument, answers: Mapping[int, int]) -> None:
    """Refuse answers that the instrument does not have.

    Raises:
        InvalidFieldError: The field is ``item N``.
    """
    low, high = instrument.lowest, instrument.highest
    for n, value in answers.items():
        if not 1 <= n <= len(instrument.items):
            last = len(instrument.items)
            raise InvalidFieldError(f"item {n}", f"This form has items 1 to {last}.")
        if instrument.option(value) is None:
            raise InvalidFieldError(f"item {n}", f"Choose an answer from {low} to {high}.")


def require_functional(instrument: Instrument, value: int) -> None:
    """Refuse an answer to the question on how hard things were that there is not.

    Raises:
        InvalidFieldError: There is no such question, or no such answer.
    """
    asked = instrument.functional
    if asked is None:
        raise InvalidFieldError("functional", "This form does not ask how hard things were.")
    values = [option.value for option in asked.options]
    if value not in values:
        problem = f"Choose an answer from {min(values)} to {max(values)}."
        raise InvalidFieldError("functional", problem)


def asks_functional(instrument: Instrument, answers: Mapping[int, int]) -> bool:
    """Return whether the question on how hard things were is asked: any answer is above 0."""
    return instrument.functional is not None and any(answers.values())


def require_total(instrument: Instrument, total: float) -> None:
    """Refuse a total from paper that the instrument cannot have.

    Raises:
        InvalidFieldError: It is no whole number, beyond the range, or between its steps.
    """
    low, high = instrument.scoring.low, instrument.scoring.high
    if not low <= total <= high:
        raise InvalidFieldError("total", f"The total is a number from {low} to {high}.")
    if total != int(total):
        raise InvalidFieldError("total", "The total is a whole number.")
    factor = instrument.scoring.method.factor
    if total % factor:
        problem = f"The total is a multiple of {factor}: the sum of the answers, times {factor}."
        raise InvalidFieldError("total", problem)


def is_beyond_cut_off(
    instrument: Instrument, total: float, answers: Mapping[int, int]
) -> bool | None:
    """Return whether a result is in the range in which a clinician would look closer.

    Args:
        instrument: The questionnaire.
        total: Its total.
        answers: What was ticked; empty where only the total is known.

    Returns:
        None where no such range is published, or where it is one of single answers that are
        not known.
    """
    cut_off = instrument.cut_off
    if cut_off is None:
        return None
    if not cut_off.pairs:
        return _reaches(total, cut_off.points, instrument.better)
    sums = [pair_sum(instrument, pair.items, answers) for pair in cut_off.pairs]
    known = [each for each in sums if each is not None]
    if len(known) < len(sums):
        return None
    return any(_reaches(each, cut_off.points, instrument.better) for each in known)


def pair_sum(
    instrument: Instrument, items: Sequence[int], answers: Mapping[int, int]
) -> int | None:
    """Return the sum of some of the items; None with an answer missing."""
    if not all(n in answers for n in items):
        return None
    return sum(counted(instrument, n, answers[n]) for n in items)


def _reaches(total: float, edge: float, better: Better) -> bool:
    return total >= edge if better is Better.LOWER else total <= edge
