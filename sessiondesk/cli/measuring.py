"""``score``, ``change`` and ``instruments``: questionnaires without a journal.

Neither a journal nor Qt is needed: a script that only wants a total waits for nothing slow.
"""

import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Final

from sessiondesk import paths
from sessiondesk.cli.refusals import RefusedError
from sessiondesk.cli.telling import hand_over, say
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.instrument import Instrument, Instruments
from sessiondesk.domain.scale import Better
from sessiondesk.exchange import instrument_file
from sessiondesk.exchange.instrument_file import InstrumentFileError
from sessiondesk.exchange.record_json import JsonValue, document
from sessiondesk.insights import questionnaire_change, scoring
from sessiondesk.insights.questionnaire_change import ChangeClass, Crossing, ScoreChange
from sessiondesk.insights.scoring import Score

_NOTE: Final = (
    "This form describes how the last days felt. It is not a diagnosis. Your therapist can say "
    "what it means for you."
)
_REACH_SOMEONE: Final = (
    "If you might act on it, or do not feel sure you can stay safe, please reach someone who can "
    "be with you now."
)
_SUPPORT: Final = "support"
# No answer and no total has more digits; what is longer is not even read.
_NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)

_CHANGES: Final = {
    ChangeClass.IMPROVED: "That is a reliable improvement: {points} points or more count.",
    ChangeClass.WORSENED: "That is a reliable worsening: {points} points or more count.",
    ChangeClass.NOT_RELIABLE: "That is no reliable change: it is within what the form wobbles by "
    "itself ({points} points or more count).",
    ChangeClass.NOT_JUDGED: "The program knows no threshold for this form, so the change is not "
    "judged.",
}
_CROSSINGS: Final = {
    Crossing.OUT: "It was in the range where a clinician would look closer, and is no longer.",
    Crossing.INTO: "It is in the range where a clinician would look closer, and was not before.",
}


def score(arguments: Namespace) -> int:
    """Say what a set of answers adds up to."""
    instrument = _find(_load(), arguments.instrument)
    try:
        answers = _answers(instrument, arguments.answers)
        found = scoring.score(instrument, answers)
        functional = _functional(instrument, arguments.functional)
    except InvalidFieldError as error:
        raise _refusal(error) from error
    if arguments.json:
        hand_over(document(_score_as_data(instrument, found, answers, functional)))
    else:
        _say_score(instrument, found, answers, functional)
    return 0


def change(arguments: Namespace) -> int:
    """Say what a change from one total to another may be called."""
    instrument = _find(_load(), arguments.instrument)
    before = _total(instrument, "before", arguments.before)
    after = _total(instrument, "after", arguments.after)
    found = questionnaire_change.change(instrument, before, after)
    if arguments.json:
        hand_over(document(_change_as_data(instrument, found)))
    else:
        _say_change(instrument, found)
    return 0


def instruments(arguments: Namespace) -> int:
    """List the questionnaires that there are."""
    found = _load()
    if arguments.json:
        hand_over(document([_instrument_as_data(each) for each in found.all]))
        return 0
    for each in found.all:
        better = ", more is better" if each.better is Better.HIGHER else ""
        say(f"{each.id:<8}{each.title}: {each.measures}")
        say(
            f"{'':<8}{len(each.items)} items, total {each.scoring.low} to "
            f"{each.scoring.high}{better}"
        )
        say(f"{'':<8}{each.licence.name}. {each.licence.attribution}")
    return 0


def _load() -> Instruments:
    try:
        return instrument_file.load(paths.resources() / "instruments")
    except InstrumentFileError as error:
        raise RefusedError(
            f"A questionnaire of the program cannot be used: {error}. Nothing of yours is "
            "touched. Installing the program again brings the file back."
        ) from error


def _find(known: Instruments, word: str) -> Instrument:
    """Return the instrument that is meant: "phq9", and "PHQ-9" just as well."""
    id_ = re.sub(r"[^a-z0-9]", "", word.lower())
    found = known.find(id_)
    if found is None:
        there = ", ".join(each.id for each in known.all)
        raise RefusedError(f"instrument: There is none of that name. There are {there}.")
    return found


def _answers(instrument: Instrument, text: str) -> Mapping[int, int]:
    """Read the answers from the command line; an empty place is one that is missing.

    Raises:
        InvalidFieldError: One is no answer, or there are too many.
    """
    places = [place.strip() for place in text.split(",")]
    count = len(instrument.items)
    if len(places) > count:
        problem = f"This form has {count} items, and there are {len(places)} answers."
        raise InvalidFieldError("answers", problem)
    answers = {}
    for n, place in enumerate(places, start=1):
        if not place:
            continue
        if not _NUMBER.fullmatch(place):
            low, high = instrument.lowest, instrument.highest
            raise InvalidFieldError(f"item {n}", f"Choose an answer from {low} to {high}.")
        answers[n] = int(place)
    return answers


def _functional(instrument: Instrument, text: str | None) -> int | None:
    if text is None:
        return None
    # What is no number is none of the answers either.
    value = int(text) if _NUMBER.fullmatch(text.strip()) else -1
    scoring.require_functional(instrument, value)
    return value


def _total(instrument: Instrument, field: str, text: str) -> int:
    # What is no number is beyond every range.
    value = int(text) if _NUMBER.fullmatch(text.strip()) else -1
    try:
        scoring.require_total(instrument, value)
    except InvalidFieldError as error:
        raise _refusal(InvalidFieldError(field, error.problem)) from error
    return value


def _refusal(error: InvalidFieldError) -> RefusedError:
    return RefusedError(f"{error.field}: {error.problem}")


def _score_as_data(
    instrument: Instrument, found: Score, answers: Mapping[int, int], functional: int | None
) -> JsonValue:
    data: dict[str, JsonValue] = {
        "instrument": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "total": found.total,
        "range": [instrument.scoring.low, instrument.scoring.high],
        "band": found.band or None,
        "beyond_cut_off": _is_beyond(instrument, found, answers),
        "functional": functional,
        "missing": list(found.missing),
        "flags": [_SUPPORT] if found.brings_support else [],
        "note": _NOTE,
    }
    if instrument.cut_off is not None and instrument.cut_off.pairs:
        data["pairs"] = {
            pair.name: scoring.pair_sum(instrument, pair.items, answers)
            for pair in instrument.cut_off.pairs
        }
    return data


def _is_beyond(instrument: Instrument, found: Score, answers: Mapping[int, int]) -> bool | None:
    if found.total is None:
        return None
    return scoring.is_beyond_cut_off(instrument, found.total, answers)


def _say_score(
    instrument: Instrument, found: Score, answers: Mapping[int, int], functional: int | None
) -> None:
    low, high = instrument.scoring.low, instrument.scoring.high
    if found.total is None:
        say(f"{instrument.title}: no total, {_open(found.missing)}.")
    elif found.band:
        say(
            f"{instrument.title}: {found.total} ({low} to {high}), in the range the questionnaire "
            f"calls {found.band}."
        )
    else:
        say(f"{instrument.title}: {found.total} ({low} to {high}).")
    if _is_beyond(instrument, found, answers):
        say("It is in the range where a clinician would look closer.")
    if functional is not None and instrument.functional is not None:
        words = next(
            each.text for each in instrument.functional.options if each.value == functional
        )
        say(f"How hard it made things: {words}. It is not part of the total.")
    if found.brings_support and instrument.support is not None:
        say()
        say(instrument.support.words)
        say(_REACH_SOMEONE)
    say()
    say(_NOTE)


def _open(missing: Sequence[int]) -> str:
    if len(missing) == 1:
        return f"item {missing[0]} is not answered"
    first = ", ".join(str(n) for n in missing[:-1])
    return f"items {first} and {missing[-1]} are not answered"


def _change_as_data(instrument: Instrument, found: ScoreChange) -> JsonValue:
    source = None if instrument.reliable_change is None else instrument.reliable_change.source
    is_known = found.crossing is not Crossing.NOT_KNOWN
    return {
        "instrument": instrument.id,
        "before": found.before,
        "after": found.after,
        "difference": found.difference,
        "class": str(found.judged),
        "crossed_cut_off": found.crossing in _CROSSINGS if is_known else None,
        "crossing": str(found.crossing),
        "threshold": found.threshold,
        "source": source,
    }


def _say_change(instrument: Instrument, found: ScoreChange) -> None:
    moved = "as before"
    if found.difference:
        way = "higher" if found.difference > 0 else "lower"
        moved = f"{abs(found.difference):g} {way}"
    say(f"{instrument.title}: {found.before:g}, then {found.after:g}; {moved}.")
    say(_CHANGES[found.judged].format(points=found.threshold))
    if found.crossing in _CROSSINGS:
        say(_CROSSINGS[found.crossing])
    say("It cannot say why.")


def _instrument_as_data(instrument: Instrument) -> JsonValue:
    change_, cut_off = instrument.reliable_change, instrument.cut_off
    return {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "measures": instrument.measures,
        "better": str(instrument.better),
        "items": len(instrument.items),
        "options": [{"value": each.value, "text": each.text} for each in instrument.options],
        "range": [instrument.scoring.low, instrument.scoring.high],
        "cut_off": None if cut_off is None else cut_off.points,
        "cut_off_is_of": None if cut_off is None else "pair" if cut_off.pairs else "total",
        "reliable_change": None if change_ is None else change_.points,
        "recall_days": instrument.recall.days,
        "licence": instrument.licence.name,
        "attribution": instrument.licence.attribution,
        "source": instrument.source,
        "loinc": instrument.loinc_panel or None,
    }
