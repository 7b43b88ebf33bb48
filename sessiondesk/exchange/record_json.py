"""Records as JSON, for scripts: the domain's own field names, and nothing made nicer.

A choice is its id, a moment ISO 8601 with its offset, a set a sorted list, and what was not
answered is null.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum

import msgspec

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


def as_json(value: object) -> JsonValue:  # noqa: PLR0911 - one for each kind of value
    """Return a value of the domain as plain data.

    Raises:
        TypeError: There is no form for a value of this kind.
    """
    match value:
        case Enum():
            return as_json(value.value)
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): as_json(value[key]) for key in sorted(value)}
        case AbstractSet():
            return [as_json(each) for each in sorted(value)]
        case list() | tuple():
            return [as_json(each) for each in value]
        case _ if is_dataclass(value):
            return {each.name: as_json(getattr(value, each.name)) for each in fields(value)}
        case _:
            # The kind only: the value may be a person's words.
            raise TypeError(f"There is no JSON for {type(value).__name__}.")


def document(value: JsonValue) -> bytes:
    """Return ``value`` as one document in UTF-8, indented, with a line break at its end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
