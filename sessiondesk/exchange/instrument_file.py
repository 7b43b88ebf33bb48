"""The files of the questionnaires: ``resources/instruments/<id>.json``, each with its licence.

A questionnaire can be left out by taking its two files away. One that has a gap is refused.
"""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import msgspec

from sessiondesk.domain.instrument import Instrument, Instruments

_LICENCE = ".licence.txt"


class InstrumentFileError(Exception):
    """A file of a questionnaire cannot be used.

    Nothing of the person's is touched: the file belongs to the program, and installing the
    program again brings it back.

    Attributes:
        path: The file.
        problem: What is wrong, and where in the file.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path.name}: {problem}")
        self.path = path
        self.problem = problem


def load(folder: Path) -> Instruments:
    """Return the questionnaires whose files are in ``folder``, in their order.

    Raises:
        InstrumentFileError: A file cannot be read, is not what it should be, or has no licence
            beside it; the problem names the place, such as ``$.items[3].text``. Or there is
            no file at all.
    """
    found = [_instrument(path) for path in sorted(folder.glob("*.json"))]
    if not found:
        raise InstrumentFileError(folder, "There is no questionnaire in this folder.")
    return Instruments(all=tuple(sorted(found, key=lambda each: each.place)))


def load_usable(folder: Path) -> tuple[Instruments, Sequence[InstrumentFileError]]:
    """Return the questionnaires that can be used, and what is wrong with the others."""
    found: list[Instrument] = []
    faults: list[InstrumentFileError] = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(_instrument(path))
        except InstrumentFileError as error:
            faults.append(error)
    return Instruments(all=tuple(sorted(found, key=lambda each: each.place))), faults


def licence_text(folder: Path, instrument: Instrument) -> str:
    """Return the whole licence notice of a questionnaire.

    Raises:
        InstrumentFileError: It is not there, or it is empty.
    """
    path = folder / f"{instrument.id}{_LICENCE}"
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InstrumentFileError(path, "The licence cannot be read.") from error
    if not text.strip():
        raise InstrumentFileError(path, "The licence is empty.")
    return text


def _instrument(path: Path) -> Instrument:
    try:
        data = path.read_bytes()
        found = msgspec.json.decode(data, type=Instrument)
        _require_known(msgspec.json.decode(data), found, "$")
    except OSError as error:
        raise InstrumentFileError(path, "The file cannot be opened.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InstrumentFileError(path, str(error)) from error
    if path.name != f"{found.id}.json":
        raise InstrumentFileError(path, "The file is not called like what is in it - at `$.id`")
    licence_text(path.parent, found)
    return found


def _require_known(raw: object, value: object, place: str) -> None:
    """Refuse what the classes do not know: a word misspelt would be a rule left out."""
    if isinstance(raw, dict) and is_dataclass(value):
        known = {each.name for each in fields(value)}
        for key, inner in raw.items():
            if key not in known:
                raise msgspec.ValidationError(f"Nothing is known of `{key}` - at `{place}`")
            _require_known(inner, getattr(value, key), f"{place}.{key}")
    elif isinstance(raw, list) and isinstance(value, tuple):
        for n, (inner, each) in enumerate(zip(raw, value, strict=True)):
            _require_known(inner, each, f"{place}[{n}]")
