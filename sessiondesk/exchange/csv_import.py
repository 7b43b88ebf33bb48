"""What a CSV file would bring in, worked out before it is written: check-ins and what else.

Nothing is guessed. A blank cell is not answered; a row that cannot be read in full stays out
and is named by its line, never by its content.
"""

import csv
import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import ScaleId, TagId
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.scale import About, Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.exchange.csv_events import EventReader
from sessiondesk.exchange.csv_forms import TotalReader, forms_of
from sessiondesk.exchange.csv_map import (
    ImportMap,
    ImportMapError,
    LifeEventColumn,
    ScaleColumn,
    TagColumn,
    YesNoColumn,
)
from sessiondesk.exchange.csv_rows import Fault, Homes, RowError, RowReader, digest

LARGEST_FILE: Final = 64 * 1024 * 1024
"""In bytes. A diary of fifty years with a page of text a day stays below it."""


class CsvFileError(Exception):
    """The file cannot be used as a whole, so nothing was brought in.

    Attributes:
        problem: One sentence for the person; quotes nothing but headings named in the map.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableRow:
    """A row that stays out.

    Attributes:
        line: Line of the file on which the row begins, from 1.
        fault: Why.
        column: Heading of the cell at fault; empty where it is the row itself.
    """

    line: int
    fault: Fault
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a file holds, by its map.

    Attributes:
        source: Name of where the file comes from.
        checkins: Each check-in with the key that tells whether it was brought in before, in
            the order of the file.
        life_events: Each life event, likewise.
        totals: Each total of a form, likewise.
        scales: New scales that these check-ins need.
        tags: New tags that these check-ins need.
        forms: New forms that these totals need, and such as have to come out of the bin.
        unreadable: Rows that stay out, by line.
        without_home: Headings of columns that the map does not name.
        empty: How many rows hold a time and nothing else that would come in; they stay out.
        repeated_hour: How many rows lie in an hour that happened twice because the clocks
            went back. Each is taken for the first of the two.
    """

    source: str
    checkins: Sequence[tuple[str, CheckIn]] = field(repr=False)
    life_events: Sequence[tuple[str, LifeEvent]] = field(repr=False)
    totals: Sequence[tuple[str, FormTotal]] = field(repr=False)
    scales: Sequence[Scale]
    tags: Sequence[Tag]
    forms: Sequence[Form]
    unreadable: Sequence[UnreadableRow]
    without_home: Sequence[str]
    empty: int
    repeated_hour: int

    @property
    def keys(self) -> Sequence[str]:
        """The keys of all that would come in."""
        return [key for key, _ in (*self.checkins, *self.life_events, *self.totals)]

    def without(self, known: Collection[str]) -> "Plan":
        """Return what is left when what has the keys ``known`` came in before."""
        left = [(key, checkin) for key, checkin in self.checkins if key not in known]
        asked = {scale_id for _, checkin in left for scale_id in checkin.ratings}
        tagged = {tag_id for _, checkin in left for tag_id in checkin.tags}
        totals = [(key, total) for key, total in self.totals if key not in known]
        filled_in = {total.form_id for _, total in totals}
        return replace(
            self,
            checkins=left,
            life_events=[(key, event) for key, event in self.life_events if key not in known],
            totals=totals,
            scales=[scale for scale in self.scales if scale.id in asked],
            tags=[tag for tag in self.tags if tag.id in tagged],
            forms=[form for form in self.forms if form.id in filled_in],
        )


def plan(
    data: bytes,
    import_map: ImportMap,
    *,
    known_scales: Sequence[Scale],
    known_tags: Sequence[Tag],
    known_forms: Sequence[Form] = (),
    forms_in_bin: Sequence[Form] = (),
    day_end_hour: int,
    today: date | None = None,
) -> Plan:
    """Work out what ``data`` would bring in.

    Args:
        data: The whole file: CSV in UTF-8, with or without a byte order mark.
        import_map: What its columns are.
        known_scales: The scales of the journal.
        known_tags: The tags of the journal.
        known_forms: Its forms.
        forms_in_bin: Forms in its bin.
        day_end_hour: The hour at which a day ends, for the day a check-in counts for.
        today: The last day that can have a total of a form. None: any day can.

    Raises:
        CsvFileError: The file cannot be used as a whole, or has not the columns of the map.
        ImportMapError: The map says something else of a scale or a form than the journal.
    """
    rows = _rows(_text(data))
    if not rows:
        raise CsvFileError("The file is empty.")
    headings = [heading.strip() for heading in rows[0][1]]
    scale_of, new_scales = _scales(import_map, known_scales)
    tag_of, new_tags = _tags(import_map, known_tags)
    form_of, new_forms = forms_of(import_map, known_forms, forms_in_bin)
    homes = Homes(
        width=len(headings),
        places=_places(headings, import_map),
        scales=scale_of,
        tags=tag_of,
    )
    reader = RowReader(import_map, homes, day_end_hour=day_end_hour)
    found: list[tuple[str, CheckIn]] = []
    unreadable: list[UnreadableRow] = []
    events = EventReader(import_map, homes.places)
    totals = TotalReader(import_map, homes.places, form_of, today=today)
    counted: list[tuple[str, FormTotal]] = []
    empty = 0
    for line, cells in rows[1:]:
        try:
            key, checkin = reader.read(cells)
            of_row = list(totals.read(cells, key, checkin.day))
            has_events = events.read(cells, checkin.day)
        except RowError as error:
            unreadable.append(UnreadableRow(line=line, fault=error.fault, column=error.column))
            continue
        counted += of_row
        if not checkin.is_empty:
            found.append((key, checkin))
        elif not (of_row or has_events):
            empty += 1
    whole = Plan(
        source=import_map.source,
        checkins=found,
        life_events=events.events(),
        totals=counted,
        scales=new_scales,
        tags=new_tags,
        forms=new_forms,
        unreadable=unreadable,
        without_home=[each for each in headings if each not in homes.places],
        empty=empty,
        repeated_hour=reader.repeated_hour,
    )
    return whole.without(())


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise CsvFileError("The file is larger than 64 MB. Split it and bring in the parts.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CsvFileError("The file is UTF-16 text. Save it again as CSV in UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error carries the whole file, so it must not be chained.
        offset = error.start
    raise CsvFileError(
        f"The file is not UTF-8 text: byte {offset + 1} does not fit. Save it again as CSV in "
        "UTF-8."
    )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    # The limit belongs to the csv module as a whole. A long cell is judged by what its column
    # is; only so can the rows after it be read.
    limit = csv.field_size_limit(LARGEST_FILE)
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        # With a quotation mark astray nobody can say where the next row begins.
        raise CsvFileError(
            f"The row that begins on line {line} is not proper CSV. Look at its quotation marks."
        ) from None
    finally:
        csv.field_size_limit(limit)
    return rows


def _places(headings: Sequence[str], import_map: ImportMap) -> Mapping[str, int]:
    # What an event says more about may be a column of another kind too.
    wanted = list(
        dict.fromkeys(
            [
                import_map.when.column,
                *import_map.columns,
                *(
                    heading
                    for column in import_map.columns.values()
                    if isinstance(column, LifeEventColumn)
                    for heading in column.beside
                ),
            ]
        )
    )
    times = Counter(headings)
    missing = [each for each in wanted if not times[each]]
    if missing:
        raise CsvFileError(
            f"The map names columns that the file does not have: {', '.join(missing)}."
        )
    doubled = [each for each in wanted if times[each] > 1]
    if doubled:
        raise CsvFileError(
            f"The file has more than one column with this heading: {', '.join(doubled)}."
        )
    return {each: headings.index(each) for each in wanted}


def _scales(
    import_map: ImportMap, known: Sequence[Scale]
) -> tuple[Mapping[str, ScaleId], Sequence[Scale]]:
    homes: dict[str, ScaleId] = {}
    new: list[Scale] = []
    for heading, column in import_map.columns.items():
        if not isinstance(column, ScaleColumn | YesNoColumn):
            continue
        scale = _new_scale(import_map.source, column, position=len(known) + len(new))
        found = _known_scale(scale, column, known, place=f"columns.{heading}")
        if found is None:
            new.append(scale)
        else:
            _require_same(scale, column, found, place=f"columns.{heading}")
            scale = found
        if scale.id in homes.values():
            raise ImportMapError(
                f"columns.{heading}: Another column already goes to the scale {scale.label}."
            )
        homes[heading] = scale.id
    return homes, new


def _new_scale(source: str, column: ScaleColumn | YesNoColumn, *, position: int) -> Scale:
    label = (column.scale or column.label or column.question).strip()
    scale = Scale(
        # From the map alone, so that a second import finds what the first one made.
        id=ScaleId(digest("scale", source, label)),
        label=label,
        question=column.question,
        kind=ScaleKind.YES_NO,
        better=column.better,
        about=column.about or About.DAY,
        is_shown=column.asked,
        position=position,
    )
    if isinstance(column, ScaleColumn):
        low_text, high_text = column.ends
        return replace(
            scale,
            kind=ScaleKind.RATING,
            low_text=low_text,
            high_text=high_text,
            none_at_zero=column.none_at_zero is True,
        )
    return scale


def _known_scale(
    scale: Scale, column: ScaleColumn | YesNoColumn, known: Sequence[Scale], *, place: str
) -> Scale | None:
    by_id = {each.id: each for each in known}
    if column.scale is not None and ScaleId(column.scale) in by_id:
        return by_id[ScaleId(column.scale)]
    if scale.id in by_id:
        return by_id[scale.id]
    if column.scale is None:
        return None
    named = [each for each in known if each.label.casefold() == scale.label.casefold()]
    if len(named) > 1:
        raise ImportMapError(f"{place}.scale: More than one scale is called {scale.label}.")
    return named[0] if named else None


def _require_same(
    scale: Scale, column: ScaleColumn | YesNoColumn, found: Scale, *, place: str
) -> None:
    # What the map leaves out is not contradicted.
    said = {
        "as": scale.kind is not found.kind,
        "better": column.better not in {None, found.better},
        "about": column.about not in {None, found.about},
    }
    if isinstance(column, ScaleColumn):
        said["none_at_zero"] = column.none_at_zero not in {None, found.none_at_zero}
    for key, differs in said.items():
        if differs:
            raise ImportMapError(
                f"{place}.{key}: The scale {found.label} is already there with another value."
            )


def _tags(
    import_map: ImportMap, known: Sequence[Tag]
) -> tuple[Mapping[str, TagId], Sequence[Tag]]:
    by_name = {each.name.casefold(): each for each in known}
    by_id = {each.id: each for each in known}
    homes: dict[str, TagId] = {}
    new: list[Tag] = []
    for heading, column in import_map.columns.items():
        if isinstance(column, TagColumn):
            name = column.name.strip()
            made = Tag(id=TagId(digest("tag", name.casefold())), name=name)
            found = by_name.get(name.casefold()) or by_id.get(made.id)
            if found is None:
                new.append(made)
                by_name[name.casefold()] = made
            homes[heading] = (found or made).id
    return homes, new
