"""Rows of a CSV file read into check-ins, one at a time.

A row is read in full or not at all, and what is wrong with it is said without its content.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, auto
from typing import Final
from zoneinfo import ZoneInfo

from sessiondesk.domain.checkin import LONGEST_SLEEP_HOURS, CheckIn, NoteLine
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CheckInId, ScaleId, TagId
from sessiondesk.domain.period import day_of
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.exchange.csv_map import (
    Column,
    ImportMap,
    NoteColumn,
    ScaleColumn,
    SleepHoursColumn,
    TagColumn,
    YesNoColumn,
)

LONGEST_NOTE: Final = 1024 * 1024
"""In characters, for one cell."""

# What is no number is refused, also what the language would take for one: 1_000, NaN,
# full-width digits. The length keeps a cell of ten megabytes from being worked out.
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST_NUMBER: Final = 40


class Fault(Enum):
    """Why a row cannot be read."""

    WRONG_NUMBER_OF_CELLS = auto()
    NO_TIME = auto()
    """The cell that says when it was is blank."""
    TIME_NOT_READABLE = auto()
    """It does not have the form of the map, or there is no such date."""
    TIME_DOES_NOT_EXIST = auto()
    """The clocks went forward over it."""
    TIME_OUT_OF_RANGE = auto()
    """Too near the ends of the calendar, or with an offset finer than can be kept."""
    NOT_A_NUMBER = auto()
    NUMBER_OUT_OF_RANGE = auto()
    NEITHER_1_NOR_0 = auto()
    TOO_LONG = auto()
    DAY_HAS_NOT_COME = auto()
    """A total of a form is of a day after today."""
    END_DOES_NOT_FIT = auto()
    """A life event ends before it begins, or has an end and goes on."""


class RowError(Exception):
    """A row cannot be read in full.

    Attributes:
        fault: Why.
        column: Heading of the cell at fault; empty where it is the row itself.
    """

    def __init__(self, fault: Fault, column: str = "") -> None:
        super().__init__(fault.name)
        self.fault = fault
        self.column = column


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Where the cells of a row go.

    Attributes:
        width: How many cells a row has.
        places: Place of each column in a row, by heading.
        scales: The scale of each column of readings.
        tags: The tag of each column of tags.
    """

    width: int
    places: Mapping[str, int]
    scales: Mapping[str, ScaleId]
    tags: Mapping[str, TagId]


class RowReader:
    """Reads rows in the order of the file, and counts what has to be counted over all of them.

    Attributes:
        repeated_hour: How many rows so far lie in an hour that happened twice because the
            clocks went back. Each is taken for the first of the two.
    """

    def __init__(self, import_map: ImportMap, homes: Homes, *, day_end_hour: int) -> None:
        self.repeated_hour = 0
        self._source = import_map.source
        self._columns = import_map.columns
        self._when = import_map.when
        self._clock = import_map.when.clock
        self._zone = ZoneInfo(import_map.when.zone) if import_map.when.zone else None
        self._homes = homes
        self._day_end_hour = day_end_hour
        self._seen: Counter[str] = Counter()

    def read(self, cells: Sequence[str]) -> tuple[str, CheckIn]:
        """Return the key of a row, which is its identity too, and its check-in.

        Raises:
            RowError: The row cannot be read in full.
        """
        place = self._homes.places[self._when.column]
        written = cells[place].strip() if place < len(cells) else ""
        # Counted before anything can go wrong: when a row is mended for a second import, its
        # neighbours must find the numbers they had.
        self._seen[written] += 1
        if len(cells) != self._homes.width:
            raise RowError(Fault.WRONG_NUMBER_OF_CELLS)
        key = digest(self._source, written, str(self._seen[written]))
        felt_at = self._moment(written)
        answers = _Answers()
        for heading, column in self._columns.items():
            cell = cells[self._homes.places[heading]]
            if cell.strip():
                try:
                    self._answer(answers, heading, column, cell)
                except RowError as error:
                    raise RowError(error.fault, heading) from None
        try:
            return key, CheckIn(
                id=CheckInId(key),
                felt_at=felt_at,
                day=day_of(felt_at, self._day_end_hour),
                ratings=answers.ratings,
                sleep_hours=answers.sleep_hours,
                tags=frozenset(answers.tags),
                lines=tuple(answers.lines),
            )
        except (InvalidFieldError, OverflowError):
            raise RowError(Fault.TIME_OUT_OF_RANGE, self._when.column) from None

    def _answer(self, answers: "_Answers", heading: str, column: Column, cell: str) -> None:
        match column:
            case ScaleColumn():
                answers.ratings[self._homes.scales[heading]] = _reading(cell, column)
            case YesNoColumn():
                answers.ratings[self._homes.scales[heading]] = float(is_one(cell))
            case SleepHoursColumn():
                answers.sleep_hours = _hours(cell)
            case TagColumn():
                if is_one(cell):
                    answers.tags.add(self._homes.tags[heading])
            case NoteColumn():
                answers.lines += _lines(cell)

    def _moment(self, written: str) -> datetime:
        if not written:
            raise RowError(Fault.NO_TIME, self._when.column)
        try:
            found = datetime.strptime(written, self._when.format)  # noqa: DTZ007 - see below
        except (ValueError, OverflowError):
            raise RowError(Fault.TIME_NOT_READABLE, self._when.column) from None
        found = found.replace(microsecond=0)
        if self._clock is not None:
            found = datetime.combine(found.date(), self._clock, found.tzinfo)
        try:
            if found.tzinfo is None:
                return self._on_the_wall(found)
            return _with_fixed_offset(found.astimezone(self._zone) if self._zone else found)
        except OverflowError:
            raise RowError(Fault.TIME_OUT_OF_RANGE, self._when.column) from None

    def _on_the_wall(self, wall: datetime) -> datetime:
        first = wall.replace(tzinfo=self._zone)
        change = _offset(first.replace(fold=1)) - _offset(first)
        if change > timedelta(0):
            raise RowError(Fault.TIME_DOES_NOT_EXIST, self._when.column)
        if change < timedelta(0):
            self.repeated_hour += 1
        return _with_fixed_offset(first)


class _Answers:
    """What the cells of one row say, gathered."""

    def __init__(self) -> None:
        self.ratings: dict[ScaleId, float] = {}
        self.sleep_hours: float | None = None
        self.tags: set[TagId] = set()
        self.lines: list[NoteLine] = []


def digest(*parts: str) -> str:
    """Return an identity made from ``parts``: 32 hexadecimal digits, always the same."""
    # The length before each part keeps two different lists from becoming one text.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _reading(cell: str, column: ScaleColumn) -> float:
    low, high = Decimal(repr(column.low)), Decimal(repr(column.high))
    number = number_in(cell)
    if not min(low, high) <= number <= max(low, high):
        raise RowError(Fault.NUMBER_OUT_OF_RANGE)
    # Decimal, so that what is written as 3.3 from 0 to 10 stays 3.3.
    return float((number - low) * HIGHEST / (high - low))


def is_one(cell: str) -> bool:
    """Return whether a cell holds 1, and not 0.

    Raises:
        RowError: It holds neither.
    """
    number = number_in(cell)
    if number not in {0, 1}:
        raise RowError(Fault.NEITHER_1_NOR_0)
    return number == 1


def _hours(cell: str) -> float:
    number = number_in(cell)
    if not 0 <= number <= LONGEST_SLEEP_HOURS:
        raise RowError(Fault.NUMBER_OUT_OF_RANGE)
    return float(number)


def number_in(cell: str) -> Decimal:
    """Return the number in a cell.

    Raises:
        RowError: It holds none.
    """
    text = cell.strip()
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise RowError(Fault.NOT_A_NUMBER)
    return Decimal(text)


def _lines(cell: str) -> list[NoteLine]:
    if len(cell) > LONGEST_NOTE:
        raise RowError(Fault.TOO_LONG)
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return [NoteLine(text=line) for line in text.split("\n")]


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


def _with_fixed_offset(moment: datetime) -> datetime:
    # A record keeps the offset, not the rules it came from.
    return moment.replace(tzinfo=timezone(_offset(moment)))
