"""What is not secret and needed before unlocking.

Kept as plain text outside the vault, so nothing about the journal's contents belongs here;
everything else a person can set is kept inside the journal.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from sessiondesk import paths
from sessiondesk.domain.crisis_line import CrisisLine, OwnLine, is_country
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.reminder import Reminder

TEXT_SIZE_MIN: Final = 90
TEXT_SIZE_MAX: Final = 150
_LONGEST_FILE: Final = 1024 * 1024
_SLOWEST_OPENING: Final = 3600.0
_MOST_LINES: Final = 40

_T = TypeVar("_T")


class Appearance(StrEnum):
    """Light or dark, or whatever the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How the window looks and where it opens.

    Attributes:
        geometry: The window's place and size, as Qt writes them, in hexadecimal. None
            leaves it to the system.
        language: Language of the program such as "en". None follows the system.
        theme: Light, dark, or the system's choice.
        text_size: Size of text in percent, 90 to 150.
        reduced_motion: Whether nothing on screen moves by itself.
        remembers_last_vault: Whether the last journal is offered at the next start.
        last_vault: Folder of the journal opened last. Always None when it is not to be
            remembered.
        last_opening_seconds: How long the last opening took, for "opening takes about".
            None before the first.
        may_be_captured: Whether screenshots and recordings may show the window, where the
            system lets a program refuse that.
        country: Two capital letters of the country for crisis lines. None when not chosen.
        crisis_lines: What the person corrected or checked in the shipped list, by country.
        own_lines: Numbers of their own, shown in front of the closed journal too.
        reminders: When the person wants to be reminded; none unless they ask for it.
        reminded_at: The last of those times that was told, or when they were chosen: on the
            wall clock, without a zone. None before the first.
        unknown: What another version of the program keeps here; written back as it was.
    """

    geometry: str | None = None
    language: str | None = None
    theme: Appearance = Appearance.SYSTEM
    text_size: int = 100
    reduced_motion: bool = False
    remembers_last_vault: bool = True
    last_vault: Path | None = None
    last_opening_seconds: float | None = None
    may_be_captured: bool = False
    country: str | None = None
    crisis_lines: tuple[CrisisLine, ...] = ()
    own_lines: tuple[OwnLine, ...] = field(default=(), repr=False)
    reminders: tuple[Reminder, ...] = ()
    reminded_at: datetime | None = None
    unknown: Mapping[str, object] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, hash=False
    )

    def __post_init__(self) -> None:
        if not TEXT_SIZE_MIN <= self.text_size <= TEXT_SIZE_MAX:
            raise ValueError(f"The text size goes from {TEXT_SIZE_MIN} to {TEXT_SIZE_MAX}.")
        if not self.remembers_last_vault:
            object.__setattr__(self, "last_vault", None)


def default_path() -> Path:
    """Return where the preferences are on this computer."""
    return paths.config_folder() / "preferences.json"


def load(path: Path) -> Preferences:
    """Return the preferences kept at ``path``.

    What is missing or damaged is as it is at the first start, each value for itself. A
    preference is never a reason not to start.
    """
    kept = _read(path)
    return Preferences(
        geometry=_take(kept, "geometry", _text, None),
        language=_take(kept, "language", _text, None),
        theme=_take(kept, "theme", _appearance, Appearance.SYSTEM),
        text_size=_take(kept, "text_size", _percent, 100),
        reduced_motion=_take(kept, "reduced_motion", _yes_or_no, default=False),
        remembers_last_vault=_take(kept, "remembers_last_vault", _yes_or_no, default=True),
        last_vault=_take(kept, "last_vault", _path, None),
        last_opening_seconds=_take(kept, "last_opening_seconds", _seconds, None),
        may_be_captured=_take(kept, "may_be_captured", _yes_or_no, default=False),
        country=_take(kept, "country", _country, None),
        crisis_lines=_take(kept, "crisis_lines", _crisis_lines, ()),
        own_lines=_take(kept, "own_lines", _own_lines, ()),
        reminders=_take(kept, "reminders", _reminders, ()),
        reminded_at=_take(kept, "reminded_at", _wall_clock, None),
        unknown=MappingProxyType(kept),
    )


def save(preferences: Preferences, path: Path) -> None:
    """Keep ``preferences`` at ``path``, whole or not at all.

    Raises:
        OSError: They could not be written; what was there before still is.
    """
    last_vault = preferences.last_vault
    reminded_at = preferences.reminded_at
    values = {
        **preferences.unknown,
        "geometry": preferences.geometry,
        "language": preferences.language,
        "theme": str(preferences.theme),
        "text_size": preferences.text_size,
        "reduced_motion": preferences.reduced_motion,
        "remembers_last_vault": preferences.remembers_last_vault,
        "last_vault": None if last_vault is None else str(last_vault),
        "last_opening_seconds": preferences.last_opening_seconds,
        "may_be_captured": preferences.may_be_captured,
        "country": preferences.country,
        "crisis_lines": [_as_plain(each) for each in preferences.crisis_lines],
        "own_lines": [
            {"name": each.name, "number": each.number} for each in preferences.own_lines
        ],
        "reminders": [
            {"weekdays": sorted(each.weekdays), "at": each.at.isoformat("minutes")}
            for each in preferences.reminders
        ],
        "reminded_at": None if reminded_at is None else reminded_at.isoformat(),
    }
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # ASCII, so that a folder name that is not proper Unicode comes back as it was.
    paths.write_whole(path, json.dumps(values, indent=2, sort_keys=True).encode("ascii") + b"\n")


def _read(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(_LONGEST_FILE).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _take(kept: dict[str, object], name: str, read: Callable[[object], _T], default: _T) -> _T:
    """Take ``name`` out of ``kept``; what stays in there at the end is not ours."""
    value = kept.pop(name, None)
    if value is None:
        return default
    try:
        return read(value)
    except ValueError:
        return default


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")  # noqa: TRY004 - one kind of fault, one kind of error
    return value


def _appearance(value: object) -> Appearance:
    return Appearance(_text(value))


def _path(value: object) -> Path:
    return Path(_text(value))


def _country(value: object) -> str:
    text = _text(value)
    if not is_country(text):
        raise ValueError("not two capital letters")
    return text


def _as_plain(line: CrisisLine) -> dict[str, str | None]:
    return {
        "country": line.country,
        "name": line.name,
        "line": line.line,
        "note": line.note,
        "emergency": line.emergency,
        "checked_on": None if line.checked_on is None else line.checked_on.isoformat(),
    }


def _crisis_lines(value: object) -> tuple[CrisisLine, ...]:
    return tuple(_each(value, _crisis_line))


def _own_lines(value: object) -> tuple[OwnLine, ...]:
    return tuple(_each(value, _own_line))


def _reminders(value: object) -> tuple[Reminder, ...]:
    return tuple(_each(value, _reminder))


def _reminder(plain: dict[str, Any]) -> Reminder:
    weekdays = frozenset(int(day) for day in plain["weekdays"])
    return Reminder(weekdays=weekdays, at=time.fromisoformat(_text(plain["at"])))


def _wall_clock(value: object) -> datetime:
    return datetime.fromisoformat(_text(value)).replace(tzinfo=None)


def _each(value: object, read: Callable[[dict[str, Any]], _T]) -> list[_T]:
    """Return what can be read of a list, each entry for itself."""
    if not isinstance(value, list):
        raise ValueError("not a list")  # noqa: TRY004
    found: list[_T] = []
    for each in value[:_MOST_LINES]:
        try:
            found.append(read(each))
        except (ValueError, TypeError, KeyError, InvalidFieldError):
            continue
    return found


def _crisis_line(plain: dict[str, Any]) -> CrisisLine:
    checked_on = plain["checked_on"]
    return CrisisLine(
        country=_text(plain["country"]),
        name=_text(plain["name"]),
        line=_text(plain["line"]),
        note=_text(plain["note"]),
        emergency=_text(plain["emergency"]),
        checked_on=None if checked_on is None else date.fromisoformat(_text(checked_on)),
    )


def _own_line(plain: dict[str, Any]) -> OwnLine:
    return OwnLine(name=_text(plain["name"]), number=_text(plain["number"]))


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not yes or no")  # noqa: TRY004
    return value


def _percent(value: object) -> int:
    if type(value) is not int or not TEXT_SIZE_MIN <= value <= TEXT_SIZE_MAX:
        raise ValueError("not a text size")
    return value


def _seconds(value: object) -> float:
    if type(value) not in {int, float} or not 0 <= float(str(value)) <= _SLOWEST_OPENING:
        raise ValueError("not a number of seconds")
    return float(str(value))
