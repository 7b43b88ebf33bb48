"""A whole journal as one JSON document, and back: nothing left out, nothing made nicer.

The document is told in ``resources/docs/format.md``. It is not encrypted.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.exchange.journal_faults import (
    NEWER,
    NO_EXPORT,
    NOT_JSON,
    JournalFileError,
    NewerJournalFileError,
    NoJournalFileError,
    from_decoder,
)
from sessiondesk.exchange.journal_parts import Parts
from sessiondesk.exchange.journal_row import Record, Row, compact
from sessiondesk.exchange.journal_rows import SettingRow, TherapySessionRow, VersionRow
from sessiondesk.exchange.journal_tables import PARTS, RECORDS, TABLES
from sessiondesk.exchange.journal_texts import Formed

FORMAT: Final = "sessiondesk-journal"
VERSION: Final = 5
_ARRAYS: Final = {"version": "earlier_version"}  # the document's own version has that name
LARGEST_FILE: Final = 512 * 1024 * 1024
_UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

Plain = None | int | float | str
"""What a column of the file can hold."""

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1. What it raises ends the work."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a document holds, every value of it valid.

    Attributes:
        rows: The rows of each table as the file holds them, by column, in the order of the
            document.
        records: What the rows of records stand for: by table, then by identity.
    """

    rows: Mapping[str, Sequence[Mapping[str, Plain]]] = dataclasses.field(repr=False)
    records: Mapping[str, Mapping[str, Record]] = dataclasses.field(repr=False)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records there are of each kind, removed ones included."""
        return {table: len(self.records[table]) for table in RECORDS}

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day with a check-in or a therapy session; None without any."""
        found = [
            str(row["day"]) for table in ("checkin", "therapy_session") for row in self.rows[table]
        ]
        return (date.fromisoformat(min(found)), date.fromisoformat(max(found))) if found else None


def array_of(table: str) -> str:
    """Return what the array of a table is called in the document: as the table, but for one."""
    return _ARRAYS.get(table, table)


# Out


def document(
    tables: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Plain]]]],
    *,
    progress: Progress | None = None,
) -> bytes:
    """Return a whole journal as one document in UTF-8, indented, with a line break at its end.

    The same rows give the same bytes.

    Args:
        tables: Of each table the names of its columns, and its rows as the file holds them.
        progress: Told the share that is done.

    Raises:
        ValueError: There is a table here that the document has no place for, or one is missing.
    """
    if set(tables) != set(TABLES):
        raise ValueError("These are not the tables of a journal.")
    told = progress or _tell_nobody
    total = sum(len(rows) for _, rows in tables.values()) or 1
    done = 0
    whole: dict[str, object] = {"format": FORMAT, "version": VERSION}
    for table in TABLES:
        columns, rows = tables[table]
        whole[array_of(table)] = _out(table, columns, rows)
        done += len(rows)
        told(done / total)
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _out(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Plain]]
) -> Sequence[Mapping[str, object]]:
    forms = {each.name: each.type for each in msgspec.structs.fields(TABLES[table])}
    # How a value that stands in the file in another form is written here.
    turns = [(column, _turn(forms[column])) for column in columns]
    out = [
        {column: turn(value) for (column, turn), value in zip(turns, row, strict=True)}
        for row in rows
    ]
    if table in PARTS:
        # Which part was written last says nothing, and changes with every edit.
        out.sort(key=lambda row: tuple(row[column] for column in TABLES[table].keyed_by))
    return out


def _turn(form: object) -> Callable[[Any], object]:
    if form is bool:
        return bool
    if form is msgspec.Raw or getattr(form, "__origin__", None) is tuple:
        return _raw
    return _as_it_is


def _raw(text: str) -> msgspec.Raw:
    return msgspec.Raw(text.encode())


def _as_it_is(value: object) -> object:
    return value


# In


def read(data: bytes, *, progress: Progress | None = None) -> Contents:
    """Return what a document holds. Slow for a large one: call it from a worker.

    Args:
        data: The document.
        progress: Told the share that is done.

    Raises:
        NoJournalFileError: It is something else, or was cut off.
        NewerJournalFileError: A newer version of the program wrote it.
        JournalFileError: Something in it cannot be; the error says where.
    """
    told = progress or _tell_nobody
    told(0)
    decoded = _decode(data.removeprefix(b"\xef\xbb\xbf"))
    rows: dict[str, Sequence[Row]] = {
        table: getattr(decoded, f"table_{table}") for table in TABLES
    }
    told(0.4)
    known = {table: _keys(table, rows[table]) for table in TABLES}
    for table in TABLES:
        _check_references(table, rows[table], known)
    told(0.5)
    parts = Parts(rows)
    records: dict[str, Mapping[str, Record]] = {}
    for n, table in enumerate(RECORDS, start=1):
        records[table] = dict(_records(table, rows[table], parts))
        told(0.5 + 0.4 * n / len(RECORDS))
    _check_values(rows)
    plain = {table: [_plain(row) for row in rows[table]] for table in TABLES}
    told(1)
    return Contents(rows=plain, records=records)


def _plain(row: Row) -> Mapping[str, Plain]:
    """Return ``row`` as the file holds it, by column."""
    return {column: _in(getattr(row, column)) for column in row.__struct_fields__}


def _in(value: Any) -> Plain:  # noqa: ANN401 - whatever the rows declare
    match value:
        case msgspec.Raw():
            return compact(value)
        case tuple():
            return msgspec.json.encode(_texts(value)).decode()
        case bool():
            return int(value)
        case str():
            return str(value)  # of no class of its own
        case _:
            kept: Plain = value
            return kept


def _texts(values: tuple[Any, ...]) -> list[object]:
    return [_texts(each) if isinstance(each, tuple) else str(each) for each in values]


def _decode(data: bytes) -> object:
    try:
        head = msgspec.json.decode(data, type=_Head)
    except msgspec.ValidationError:
        raise NoJournalFileError("", NO_EXPORT) from None
    except _UNREADABLE:
        raise NoJournalFileError("", NOT_JSON) from None
    if head.format != FORMAT or head.version < 1:
        raise NoJournalFileError("", NO_EXPORT)
    if head.version > VERSION:
        raise NewerJournalFileError("", NEWER)
    try:
        return _decoder().decode(data)
    except msgspec.ValidationError as error:
        # Without the cause: it may quote what a person wrote.
        raise from_decoder(error, own=_OWN) from None
    except _UNREADABLE:
        raise NoJournalFileError("", NOT_JSON) from None


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    """Return the decoder of whole documents. Made when first needed: it takes a while."""
    # One table is called version, like a field of the head: hence the names inside.
    fields: list[Any] = [("format", str), ("version", int)]
    fields += [
        (f"table_{table}", list[row], msgspec.field(default_factory=list, name=array_of(table)))  # type: ignore[valid-type]
        for table, row in TABLES.items()
    ]
    whole = msgspec.defstruct("Document", fields, forbid_unknown_fields=True)
    return msgspec.json.Decoder(whole, dec_hook=_formed)


def _formed(kind: type[Any], given: object) -> object:
    if not isinstance(given, str):
        raise ValueError(_NO_TEXT)  # noqa: TRY004 - the decoder passes on no other kind
    return kind(given)


_NO_TEXT: Final = "A text belongs here."
_OWN: Final = frozenset({_NO_TEXT, *(each.problem for each in Formed.__subclasses__())})


def _keys(table: str, rows: Sequence[Row]) -> AbstractSet[object]:
    """Return what identifies each row, once it is known to be the only one."""
    columns = TABLES[table].keyed_by
    found: set[object] = set()
    for n, row in enumerate(rows):
        values = tuple(getattr(row, column) for column in columns)
        key = values[0] if len(values) == 1 else values
        if key in found:
            raise JournalFileError(f"{array_of(table)}[{n}]", "The same is in this table twice.")
        found.add(key)
    return found


def _check_references(
    table: str, rows: Sequence[Row], known: Mapping[str, AbstractSet[object]]
) -> None:
    for column, target in TABLES[table].refers.items():
        there = known[target]
        for n, row in enumerate(rows):
            value = getattr(row, column)
            if value is not None and value not in there:
                raise JournalFileError.of_field(
                    f"{array_of(table)}[{n}]", column, f"There is no such {target} in the file."
                )


def _records(table: str, rows: Sequence[Row], parts: Parts) -> Iterator[tuple[str, Record]]:
    kind = TABLES[table].record
    assert kind is not None  # noqa: S101 - only called for tables of records
    known = {field.name for field in dataclasses.fields(kind)}
    called = TABLES[table].named
    names = [
        (column, called.get(column, column))
        for column in TABLES[table].__struct_fields__
        if called.get(column, column) in known
    ]
    for n, row in enumerate(rows):
        place = f"{array_of(table)}[{n}]"
        values: dict[str, Any] = {name: _value(getattr(row, column)) for column, name in names}
        values |= parts.of(row)
        try:
            record = kind(**values)
        except InvalidFieldError as error:
            column = next((each for each, name in names if name == error.field), error.field)
            raise JournalFileError.of_field(place, column, error.problem) from None
        if isinstance(row, TherapySessionRow) and row.day.value != row.planned_for.value.date():
            raise JournalFileError.of_field(place, "day", "It is not the day of planned_for.")
        yield record.id, record


def _value(value: object) -> object:
    match value:
        case Formed():
            return value.value
        case tuple():
            return tuple(_value(each) for each in value)
        case msgspec.Raw():
            return compact(value)
        case _:
            return value


def _check_values(rows: Mapping[str, Sequence[Row]]) -> None:
    """Look into what the file keeps as JSON."""
    for n, row in enumerate(rows["version"]):
        if isinstance(row, VersionRow):
            _check_version(row, f"{array_of('version')}[{n}]")
    for n, row in enumerate(rows["setting"]):
        if isinstance(row, SettingRow):
            _decoded(row.value, object, f"setting[{n}]")


def _check_version(row: VersionRow, place: str) -> None:
    kind = TABLES[row.kind].record if row.kind in RECORDS else None
    if kind is None:
        raise JournalFileError.of_field(place, "kind", "There is no such kind of record.")
    former: Any = _decoded(row.value, kind, place)
    if former.id != row.record_id:
        raise JournalFileError.of_field(place, "record_id", "The value is of another record.")


def _decoded(value: msgspec.Raw, kind: type, place: str) -> object:
    try:
        return msgspec.json.decode(value, type=kind)
    except _UNREADABLE:
        # Without the cause: it may quote what a person wrote.
        raise JournalFileError.of_field(place, "value", "It is not what belongs here.") from None


def _tell_nobody(_: float) -> None:
    """Take the place of a progress bar where there is none."""
