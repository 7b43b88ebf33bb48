"""The journal's settings: kept inside it, because they say something about a person."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import DEFAULT_DAY_END_HOUR, LATEST_DAY_END_HOUR
from sessiondesk.domain.sheet_preset import Audience, PersonName, SheetPreset
from sessiondesk.journal.part import Part
from sessiondesk.journal.topics import Topic
from sessiondesk.store import settings
from sessiondesk.store.connection import outside_causes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sessiondesk.journal.journal import Journal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class JournalSettings:
    """What the person chose; a setting that is missing or damaged has its default.

    Attributes:
        day_end_hour: The hour at which a day ends, 0 to 12.
        lock_after_minutes: Minutes without a key or a click before locking, 1 to 60.
        locks_when_minimised: Whether minimising the window locks.
        asks_sleep_hours: Whether hours slept are asked at check-in.
        asks_sleep_interference: Whether it is asked if anxiety got in the way of sleep.
        asks_interference: Whether it is asked what feelings kept the person from.
        asks_body: Whether it is asked what was noticed in the body.
        asks_tried: Whether it is asked if something from therapy was tried.
        asks_patterns: Whether patterns can be ticked as seen.
        more_is_open: Whether these questions stand open on Today.
        paper: "a4" or "letter".
        sheet_pages: Pages allowed for the prep sheet, 1 or 2.
        sheet_off: Ids of blocks that stay off the sheet.
        sheet_lines_off: Keys of single lines that stay off the sheet.
        sheet_lines_on: Keys of private lines that the person put on the sheet.
        sheet_order: Ids of the blocks in the person's own order; empty: as they come.
        sheet_layout: "sheet", or "card" for the last week as a grid.
        sheet_audience: For whom these five are in force.
        sheet_presets: What they were for the others, by audience.
        person_names: Names of people that stand as initials on paper.
        sheet_insights: What was said about the record and is to stand on the sheet: the day it
            was put there, as ISO 8601, and its identity, with a blank between.
        chart_scales: Scales drawn on the chart, in the order chosen; empty: the first two.
        lines_by_pattern: Whether the lines of a chart differ by dashes as well.
        measures_not_on: The day, as ISO 8601, on which no questionnaire is asked for any more;
            empty until then.
        recalls_not_on: The day, as ISO 8601, on which the person would rather not say how the last
            week was; for a week from then on it is not asked. Empty until then.
        not_patterns: Entries in which a pattern is not, as the person said: identity of the
            pattern, kind and identity of the entry, with blanks between.
        is_made_up: Whether this journal holds made-up data, to try the program with.
    """

    day_end_hour: int = DEFAULT_DAY_END_HOUR
    lock_after_minutes: int = 5
    locks_when_minimised: bool = False
    asks_sleep_hours: bool = True
    asks_sleep_interference: bool = True
    asks_interference: bool = True
    asks_body: bool = True
    asks_tried: bool = True
    asks_patterns: bool = True
    more_is_open: bool = False
    paper: str = "a4"
    sheet_pages: int = 1
    sheet_off: frozenset[str] = frozenset()
    sheet_lines_off: frozenset[str] = frozenset()
    sheet_lines_on: frozenset[str] = frozenset()
    sheet_order: tuple[str, ...] = ()
    sheet_layout: str = "sheet"
    sheet_audience: str = Audience.THERAPIST.value
    sheet_presets: Mapping[str, SheetPreset] = dataclasses.field(default_factory=dict)
    person_names: tuple[PersonName, ...] = ()
    sheet_insights: frozenset[str] = frozenset()
    chart_scales: tuple[ScaleId, ...] = ()
    lines_by_pattern: bool = False
    measures_not_on: str = ""
    recalls_not_on: str = ""
    not_patterns: frozenset[str] = frozenset()
    is_made_up: bool = False


_RANGES = {
    "day_end_hour": (0, LATEST_DAY_END_HOUR),
    "lock_after_minutes": (1, 60),
    "sheet_pages": (1, 2),
}
_CHOICES = {
    "paper": ("a4", "letter"),
    "sheet_layout": ("sheet", "card"),
    "sheet_audience": tuple(Audience),
}
_DAYS = frozenset({"measures_not_on", "recalls_not_on"})


class Settings(Part):
    """Reads and changes the settings.

    Attributes:
        value: The settings in force.
    """

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self.read_again()

    def read_again(self) -> None:
        """Read the settings from the file, after others were brought in."""
        with outside_causes():
            kept = settings.all_(self._db)
        found = {name: _decoded(name, text) for name, text in kept.items() if is_valid(name, text)}
        self.value = JournalSettings(**{name: found[name] for name in _TYPES if name in found})

    def change(self, **fields: object) -> None:
        """Change the settings named, at once.

        Raises:
            ValueError: There is no such setting, or it cannot have that value.
            StoreError: Nothing was changed.
        """
        for name, value in fields.items():
            if not _is_allowed(name, value):
                raise ValueError(f"The setting {name} cannot be that.")
        # The checker cannot follow names into fields; an unknown one raises here.
        changed: JournalSettings = dataclasses.replace(self.value, **fields)  # type: ignore[arg-type]
        with self._journal.writing():
            for name, value in fields.items():
                text = msgspec.json.encode(value, order="deterministic").decode()
                settings.save(self._db, name, text)
        self.value = changed
        self._journal.changed.emit(Topic.SETTINGS)


_TYPES = {
    "day_end_hour": int,
    "lock_after_minutes": int,
    "locks_when_minimised": bool,
    "asks_sleep_hours": bool,
    "asks_sleep_interference": bool,
    "asks_interference": bool,
    "asks_body": bool,
    "asks_tried": bool,
    "asks_patterns": bool,
    "more_is_open": bool,
    "paper": str,
    "sheet_pages": int,
    "sheet_off": frozenset[str],
    "sheet_lines_off": frozenset[str],
    "sheet_lines_on": frozenset[str],
    "sheet_order": tuple[str, ...],
    "sheet_layout": str,
    "sheet_audience": str,
    "sheet_presets": dict[str, SheetPreset],
    "person_names": tuple[PersonName, ...],
    "sheet_insights": frozenset[str],
    "chart_scales": tuple[ScaleId, ...],
    "lines_by_pattern": bool,
    "measures_not_on": str,
    "recalls_not_on": str,
    "not_patterns": frozenset[str],
    "is_made_up": bool,
}


def is_valid(name: str, text: str) -> bool:
    """Tell whether a setting can be kept as the JSON ``text``; one not known here can be."""
    try:
        return _is_allowed(name, _decoded(name, text))
    except msgspec.DecodeError:
        return False


def _decoded(name: str, text: str) -> Any:  # noqa: ANN401 - the type is that of the setting
    return msgspec.json.decode(text, type=_TYPES.get(name, Any))


def _is_allowed(name: str, value: object) -> bool:
    if name in _RANGES:
        low, high = _RANGES[name]
        return isinstance(value, int) and low <= value <= high
    if name in _DAYS:
        return value == "" or _is_day(value)
    return name not in _CHOICES or value in _CHOICES[name]


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
