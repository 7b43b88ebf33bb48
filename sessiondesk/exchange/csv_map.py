"""The map that says what each column of a CSV file is: a small TOML file.

Nothing is guessed: a column that the map does not name does not come in.
"""

import math
import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from sessiondesk.domain.life_event import LifeEventKind
from sessiondesk.domain.scale import About, Better

# Two moments whose every part differs; a format that loses one of them loses a date.
_PROBES: Final = (datetime(1987, 11, 23, 17, 45), datetime(2004, 2, 9, 6, 20))  # noqa: DTZ001
_CLOCK: Final = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)
_Text = Annotated[str, msgspec.Meta(pattern=r"\S")]


class ImportMapError(Exception):
    """The map cannot be used, so nothing was brought in.

    Attributes:
        problem: One sentence for the person, with the place in the map.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class _Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What everything in the map has in common: a key nobody knows is refused, not skipped."""


class When(_Shape, frozen=True, kw_only=True):
    """Where a row says when it was.

    Attributes:
        column: Heading of the column.
        format: How it is written, in the letters of ``strptime``: ``%Y-%m-%d``.
        zone: IANA name of the zone of that clock; empty only where the format holds an
            offset (``%z``).
        default_time: Time of day for rows that hold a date only, as ``HH:MM``.
    """

    column: str
    format: str
    zone: str = ""
    default_time: str = ""

    @property
    def clock(self) -> time | None:
        """The time of day for rows that hold a date only, or None where rows hold one."""
        return time.fromisoformat(self.default_time) if not self.has_time else None

    @property
    def has_time(self) -> bool:
        """Whether the format holds a time of day beside the date."""
        return _probed(self, _PROBES[0]).time() != time.min

    @property
    def has_offset(self) -> bool:
        """Whether each row carries its own UTC offset."""
        return "%z" in self.format.replace("%%", "")


class ScaleColumn(_Shape, frozen=True, kw_only=True, tag_field="as", tag="scale"):
    """A column of numbers that become readings from 0 to 10.

    Attributes:
        scale: Id or name of a scale that exists, or the name of a new one.
        label: Name of a scale of this import's own; given instead of ``scale``.
        low: The number in the file that becomes 0.
        high: The number in the file that becomes 10; may be smaller than ``low``.
        better: Which way is better. None: nobody said.
        none_at_zero: Whether ``low`` means "none at all". None: nobody said.
        about: The day or the night before it. None: nobody said.
        question: The question in full; may be empty.
        ends: What ``low`` and ``high`` mean, in words.
        asked: Whether a new scale is asked at check-in from now on.
    """

    scale: _Text | None = None
    label: _Text | None = None
    low: float
    high: float
    better: Better | None = None
    none_at_zero: bool | None = None
    about: About | None = None
    question: str = ""
    ends: tuple[str, str] = ("", "")
    asked: bool = True


class YesNoColumn(_Shape, frozen=True, kw_only=True, tag_field="as", tag="yes_no"):
    """A column of answers: 1 is yes, 0 is no.

    Attributes:
        question: The question in full.
        scale: Id or name of a yes / no question that exists.
        label: Short name; the question itself where it is not given.
        about: The day or the night before it. None: nobody said.
        better: HIGHER where yes is better, LOWER where no is. None: nobody said.
        asked: Whether a new question is asked at check-in from now on.
    """

    question: _Text
    scale: _Text | None = None
    label: _Text | None = None
    about: About | None = None
    better: Better | None = None
    asked: bool = True


class SleepHoursColumn(_Shape, frozen=True, kw_only=True, tag_field="as", tag="sleep_hours"):
    """A column of hours slept in the night before, 0 to 24."""


class TagColumn(_Shape, frozen=True, kw_only=True, tag_field="as", tag="tag"):
    """A column that says whether a tag is on the row: 1 is tagged.

    Attributes:
        name: Name of the tag.
    """

    name: _Text


class NoteColumn(_Shape, frozen=True, kw_only=True, tag_field="as", tag="note"):
    """A column of the person's own words."""


class LifeEventColumn(_Shape, frozen=True, kw_only=True, tag_field="as", tag="life_event"):
    """A column that says what else was going on: a cell that is not blank is a life event.

    Rows that follow one another with the same in this column are one event, from the day of
    the first to the day of the last; unless ``first``, ``last`` or ``goes_on`` say it.

    Attributes:
        kind: What kind of thing, by its id. Nothing is guessed from words.
        title: What it is called; ``{}`` stands for what is in the cell.
        first: Heading of the column with its first day. None: the day of the row.
        last: Heading of the column with its last day. None: nothing says so.
        goes_on: Heading of the column that says whether it goes on: 1 does. None: nothing does.
        dose: Heading of the column with the dose of a medicine. None: there is none.
    """

    kind: LifeEventKind
    title: _Text = "{}"
    first: _Text | None = None
    last: _Text | None = None
    goes_on: _Text | None = None
    dose: _Text | None = None

    @property
    def beside(self) -> tuple[str, ...]:
        """The headings of the columns that say more about an event."""
        named = (self.first, self.last, self.goes_on, self.dose)
        return tuple(each for each in named if each is not None)

    @property
    def is_each_row(self) -> bool:
        """Whether each row is an event of its own, with days of its own."""
        return not {self.first, self.last, self.goes_on} <= {None}


class FormTotalColumn(_Shape, frozen=True, kw_only=True, tag_field="as", tag="form_total"):
    """A column of totals of a form that a therapist uses; a blank cell is no total.

    Attributes:
        form: Name of a form that exists, or of a new one. A later file with the same name
            adds to the same form.
        better: Which way is better. None: nobody said.
        low: The lowest total there can be. None: not known.
        high: The highest total there can be. None: not known.
    """

    form: _Text
    better: Better | None = None
    low: float | None = None
    high: float | None = None


Column = (
    ScaleColumn
    | YesNoColumn
    | SleepHoursColumn
    | TagColumn
    | NoteColumn
    | LifeEventColumn
    | FormTotalColumn
)


class ImportMap(_Shape, frozen=True, kw_only=True):
    """What the columns of one kind of file are.

    Attributes:
        source: Name of where the file comes from. Part of each row's identity: the same
            source must be given when a later file of the same kind is brought in.
        when: Where a row says when it was.
        columns: What the other columns are, by heading.
    """

    source: _Text
    when: When
    columns: Mapping[str, Column]


class _Outline(_Shape, frozen=True, kw_only=True):
    source: _Text
    when: When
    columns: dict[str, dict[str, object]] = {}


def read_map(text: str) -> ImportMap:
    """Return the map written in ``text``.

    Raises:
        ImportMapError: It is not TOML, or not a map; the problem names the place.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ImportMapError(f"The map is not proper TOML: {error}.") from error
    except RecursionError:
        raise ImportMapError("The map is not proper TOML: it is nested too deeply.") from None
    except ValueError:
        raise ImportMapError("The map is not proper TOML: a number has too many digits.") from None
    when = raw.get("when")
    if isinstance(when, dict) and isinstance(when.get("default_time"), time):
        # 21:00 without quotation marks is a time of TOML's own.
        when["default_time"] = when["default_time"].isoformat()
    try:
        outline = msgspec.convert(raw, _Outline)
    except msgspec.ValidationError as error:
        raise ImportMapError(_placed(error, "")) from error
    # One by one, because a fault inside a table is reported without the heading above it.
    columns = {
        heading: _column(spec, f"columns.{heading}") for heading, spec in outline.columns.items()
    }
    _check_when(outline.when)
    if not columns:
        raise ImportMapError("The map names no columns, so there is nothing to bring in.")
    if outline.when.column in columns:
        raise ImportMapError(f"columns.{outline.when.column}: This column says when it was.")
    if sum(isinstance(each, SleepHoursColumn) for each in columns.values()) > 1:
        raise ImportMapError("Two columns hold the hours slept. Keep one.")
    return ImportMap(source=outline.source, when=outline.when, columns=columns)


def _column(spec: object, place: str) -> Column:
    try:
        column: Column = msgspec.convert(spec, Column)
    except msgspec.ValidationError as error:
        raise ImportMapError(_placed(error, place)) from error
    if isinstance(column, ScaleColumn):
        if (column.scale is None) == (column.label is None):
            raise ImportMapError(f"{place}: Give either a scale or a label.")
        if not (math.isfinite(column.low) and math.isfinite(column.high)):
            raise ImportMapError(f"{place}: low and high are numbers.")
        if column.low == column.high:
            raise ImportMapError(f"{place}: low and high are the same number.")
    if isinstance(column, LifeEventColumn) and column.dose and not column.kind.is_medicine:
        raise ImportMapError(f"{place}.dose: Only a medicine has a dose.")
    if isinstance(column, YesNoColumn) and None not in {column.scale, column.label}:
        raise ImportMapError(f"{place}: Give a scale or a label, not both.")
    return column


def _check_when(when: When) -> None:
    if not when.zone and not when.has_offset:
        raise ImportMapError("when.zone: Say in which time zone the times were written.")
    if when.zone:
        try:
            ZoneInfo(when.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ImportMapError(
                "when.zone: This time zone is not known. Write it like Europe/London."
            ) from None
    if when.default_time and not _is_clock(when.default_time):
        raise ImportMapError("when.default_time: Write the time of day like 21:00.")
    found = [_probed(when, probe) for probe in _PROBES]
    if [each.date() for each in found] != [probe.date() for probe in _PROBES]:
        raise ImportMapError("when.format: It does not hold year, month and day.")
    if all(each.time() == time.min for each in found):
        if not when.default_time:
            raise ImportMapError("when.default_time: The format has no time of day; give one.")
    elif [each.hour for each in found] != [probe.hour for probe in _PROBES]:
        raise ImportMapError("when.format: It holds only a part of the time of day.")


def _probed(when: When, probe: datetime) -> datetime:
    # A format is judged by what it keeps of a moment, which needs no list of its letters.
    try:
        written = probe.replace(tzinfo=UTC).strftime(when.format)
        return datetime.strptime(written, when.format).replace(tzinfo=None)  # noqa: DTZ007 - a probe
    except ValueError:
        raise ImportMapError(
            "when.format: It cannot be read. Write it like %Y-%m-%d %H:%M."
        ) from None


def _is_clock(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return _CLOCK.fullmatch(text) is not None


def _placed(error: msgspec.ValidationError, place: str) -> str:
    problem, _, inner = str(error).partition(" - at `$.")
    if "matching regex" in problem:
        problem = "It may not be empty"
    where = ".".join(part for part in (place, inner.rstrip("`")) if part)
    return f"{where}: {problem}." if where else f"{problem}."
