"""Life events from the columns of a CSV file that hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import LifeEventId
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.exchange.csv_map import ImportMap, LifeEventColumn
from sessiondesk.exchange.csv_rows import Fault, RowError, digest, is_one

LONGEST_TITLE: Final = 1000
"""In characters. What is longer is a note."""


@dataclass(slots=True, kw_only=True)
class _Run:
    """Rows that follow one another with the same in a column."""

    cell: str
    dose: str
    first: date
    last: date


class EventReader:
    """Gathers the life events of a file, row by row in the order of the file."""

    def __init__(self, import_map: ImportMap, places: Mapping[str, int]) -> None:
        """Take the map, and the place of each of its columns in a row."""
        self._source = import_map.source
        self._format = import_map.when.format
        self._places = places
        self._columns = {
            heading: column
            for heading, column in import_map.columns.items()
            if isinstance(column, LifeEventColumn)
        }
        self._runs: dict[str, _Run] = {}
        self._found: list[tuple[str, LifeEvent]] = []

    def read(self, cells: Sequence[str], day: date) -> bool:
        """Take in a row that was read in full otherwise.

        Returns:
            Whether it tells of an event.

        Raises:
            RowError: An event of it cannot be; then nothing of the row is taken in.
        """
        single: list[tuple[str, LifeEvent]] = []
        spans: list[tuple[str, str, str]] = []
        for heading, column in self._columns.items():
            cell = cells[self._places[heading]].strip()
            if len(cell) > LONGEST_TITLE:
                raise RowError(Fault.TOO_LONG, heading)
            if not column.is_each_row:
                spans.append((heading, cell, self._text(cells, column.dose) if cell else ""))
            elif cell:
                single.append(self._single(heading, column, cells, day))
        self._found += single
        for heading, cell, dose in spans:
            self._span(heading, cell, dose, day)
        return bool(single) or any(cell for _, cell, _ in spans)

    def events(self) -> Sequence[tuple[str, LifeEvent]]:
        """Return all events, each with the key that tells whether it came in before."""
        ended = list(self._found)
        ended += [self._of_run(heading, run) for heading, run in self._runs.items()]
        # The same twice is one.
        return list({key: (key, event) for key, event in ended}.values())

    def _single(
        self, heading: str, column: LifeEventColumn, cells: Sequence[str], day: date
    ) -> tuple[str, LifeEvent]:
        cell = cells[self._places[heading]].strip()
        first = self._day(cells, column.first) or day
        last = self._day(cells, column.last)
        goes_on = self._text(cells, column.goes_on)
        try:
            is_going_on = bool(goes_on) and is_one(goes_on)
        except RowError as error:
            raise RowError(error.fault, column.goes_on or heading) from None
        key = digest("life_event", self._source, heading, cell, first.isoformat())
        try:
            return key, LifeEvent(
                id=LifeEventId(key),
                title=column.title.replace("{}", cell),
                kind=column.kind,
                first=first,
                last=last,
                goes_on=is_going_on,
                dose=self._text(cells, column.dose),
            )
        except InvalidFieldError:
            # It ends before it begins, or ended and goes on.
            raise RowError(Fault.END_DOES_NOT_FIT, column.last or heading) from None

    def _span(self, heading: str, cell: str, dose: str, day: date) -> None:
        run = self._runs.get(heading)
        if run is not None and (run.cell, run.dose) == (cell, dose):
            run.first, run.last = min(run.first, day), max(run.last, day)
            return
        if run is not None:
            self._found.append(self._of_run(heading, self._runs.pop(heading)))
        if cell:
            self._runs[heading] = _Run(cell=cell, dose=dose, first=day, last=day)

    def _of_run(self, heading: str, run: _Run) -> tuple[str, LifeEvent]:
        column = self._columns[heading]
        key = digest("life_event", self._source, heading, run.cell, run.first.isoformat())
        return key, LifeEvent(
            id=LifeEventId(key),
            title=column.title.replace("{}", run.cell),
            kind=column.kind,
            first=run.first,
            last=run.last if run.last > run.first else None,
            dose=run.dose,
        )

    def _text(self, cells: Sequence[str], heading: str | None) -> str:
        return "" if heading is None else cells[self._places[heading]].strip()

    def _day(self, cells: Sequence[str], heading: str | None) -> date | None:
        written = self._text(cells, heading)
        if not written or heading is None:
            return None
        for form in (self._format, "%Y-%m-%d"):
            try:
                return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
            except (ValueError, OverflowError):
                continue
        raise RowError(Fault.TIME_NOT_READABLE, heading)
