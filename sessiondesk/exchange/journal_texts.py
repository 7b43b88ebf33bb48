"""Texts that have one form only in the complete export: identities, moments and days."""

from datetime import date, datetime
from typing import ClassVar, Final, Self

from typing_extensions import override

from sessiondesk.domain.period import check_moment

_LONGEST_IDENTITY: Final = 200


class Formed(str):
    """A text that has one form only, so that the same is always written in the same way.

    Raises:
        ValueError: It has another form; with a sentence that does not quote it.
    """

    __slots__ = ()
    problem: ClassVar[str]

    def __new__(cls, text: str) -> Self:  # noqa: D102 - told by the class
        made = super().__new__(cls, text)
        if not made._is_formed():
            raise ValueError(cls.problem)
        return made

    @property
    def value(self) -> object:
        """What the text stands for, as the domain has it."""
        return str(self)

    def _is_formed(self) -> bool:
        raise NotImplementedError


class Identity(Formed):
    """The identity of a record."""

    __slots__ = ()
    problem = "An identity has 1 to 200 visible ASCII characters."

    @override
    def _is_formed(self) -> bool:
        return (
            1 <= len(self) <= _LONGEST_IDENTITY
            and self.isascii()
            and self.isprintable()
            and " " not in self
        )


class Moment(Formed):
    """Wall clock and offset, to the second."""

    __slots__ = ()
    problem = "Write a moment since 1900 like 2026-05-12T21:30:00+02:00."

    @property
    @override
    def value(self) -> datetime:
        return datetime.fromisoformat(self)

    @override
    def _is_formed(self) -> bool:
        try:
            moment = self.value
            check_moment("", moment)
            return moment.isoformat() == self
        except ValueError:  # of which InvalidFieldError is one
            return False


class Stamp(Formed):
    """A moment in UTC, as the tables keep the times of their own doing."""

    __slots__ = ()
    problem = "Write a moment of UTC like 2026-05-12T19:30:00Z."

    @property
    @override
    def value(self) -> datetime:
        return datetime.fromisoformat(self)

    @override
    def _is_formed(self) -> bool:
        try:
            return self.endswith("Z") and self.value.isoformat() == f"{self[:-1]}+00:00"
        except ValueError:
            return False


class Wall(Formed):
    """Wall clock time without offset, to the minute."""

    __slots__ = ()
    problem = "Write a planned time like 2026-05-14T14:00, without offset."

    @property
    @override
    def value(self) -> datetime:
        return datetime.fromisoformat(self)

    @override
    def _is_formed(self) -> bool:
        try:
            is_naive = self.value.tzinfo is None
            return is_naive and self.value.isoformat(timespec="minutes") == self
        except ValueError:
            return False


class Day(Formed):
    """A day of the calendar."""

    __slots__ = ()
    problem = "Write a day like 2026-05-12."

    @property
    @override
    def value(self) -> date:
        return date.fromisoformat(self)

    @override
    def _is_formed(self) -> bool:
        try:
            return self.value.isoformat() == self
        except ValueError:
            return False
