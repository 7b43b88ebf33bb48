"""Crisis lines: whom one can call, by country, and the numbers a person adds themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.errors import InvalidFieldError

LONGEST = 200
"""Most letters of a name or a number: they are read in a hurry."""


def is_country(code: str) -> bool:
    """Whether ``code`` is two capital letters, as countries are written."""
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisLine:
    """The numbers of one country.

    Attributes:
        country: Two capital letters.
        name: What the country is called.
        line: The number of the crisis line, as it is dialled; several in words.
        note: Who answers, or how else they are reached; may be empty.
        emergency: The emergency number.
        checked_on: The day the numbers were compared with the service's own page. None: they
            were not, and that has to be said beside them.
    """

    country: str
    name: str
    line: str
    note: str = ""
    emergency: str
    checked_on: date | None = None

    def __post_init__(self) -> None:
        if not is_country(self.country):
            raise InvalidFieldError("country", "A country is two capital letters.")
        if not self.line.strip():
            raise InvalidFieldError("line", "Write the number of the crisis line.")
        if not self.emergency.strip():
            raise InvalidFieldError("emergency", "Write the emergency number.")
        if max(map(len, (self.name, self.line, self.note, self.emergency))) > LONGEST:
            raise InvalidFieldError("line", "That is too long to be read in a hurry.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A number that a person wants to have at hand, in front of the closed journal too.

    Attributes:
        name: Whose it is.
        number: The number, as it is dialled.
    """

    name: str = field(repr=False)
    number: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFieldError("name", "Write whose number it is.")
        if not self.number.strip():
            raise InvalidFieldError("number", "Write the number.")
        if max(len(self.name), len(self.number)) > LONGEST:
            raise InvalidFieldError("name", "That is too long to be read in a hurry.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisLines:
    """The list that comes with the program.

    Attributes:
        language: Language of its words.
        source: Where the numbers are from, and what a missing day means.
        elsewhere: What to do in a country that is not in it.
        lines: One entry for each country, in the order of their names.
    """

    language: str
    source: str
    elsewhere: str
    lines: tuple[CrisisLine, ...]

    def __post_init__(self) -> None:
        countries = [each.country for each in self.lines]
        if len(set(countries)) < len(countries):
            raise ValueError("a country is there twice")

    def of(self, country: str | None) -> CrisisLine | None:
        """Return the entry of a country, or None."""
        return find(self.lines, country)


def find(lines: Iterable[CrisisLine], country: str | None) -> CrisisLine | None:
    """Return the entry of a country among ``lines``, or None."""
    return next((each for each in lines if each.country == country), None)
