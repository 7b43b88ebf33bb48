"""Forms that a therapist uses: their totals only, without words or ranges of ours."""

import math
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import FormId, FormTotalId, new_id
from sessiondesk.domain.scale import Better


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A questionnaire of which only the total is kept.

    Attributes:
        name: What it is called; not empty.
        better: Which way is better. None: nobody said.
        low: The lowest total there can be. None: not known.
        high: The highest total there can be. None: not known.
        id: Identity.
    """

    name: str = field(repr=False)
    better: Better | None = None
    low: float | None = None
    high: float | None = None
    id: FormId = field(default_factory=lambda: FormId(new_id()))

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFieldError("name", "Say what the form is called.")
        for end in ("low", "high"):
            number = getattr(self, end)
            if number is None:
                continue
            if not math.isfinite(number):
                raise InvalidFieldError(end, "Give a number.")
            object.__setattr__(self, end, _as_kept(number))
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise InvalidFieldError("high", "The highest total is above the lowest.")

    def require_total(self, total: float) -> None:
        """Refuse a total that this form cannot have.

        Raises:
            InvalidFieldError: It is beyond the range.
        """
        if self.low is not None and total < self.low:
            raise InvalidFieldError("total", "The total is below the range of this form.")
        if self.high is not None and total > self.high:
            raise InvalidFieldError("total", "The total is beyond the range of this form.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTotal:
    """One total of such a form.

    Attributes:
        form_id: The form.
        day: The day it is of.
        total: The number; it may be a fraction.
        id: Identity.
    """

    form_id: FormId
    day: date
    total: float = field(repr=False)
    id: FormTotalId = field(default_factory=lambda: FormTotalId(new_id()))

    def __post_init__(self) -> None:
        if not math.isfinite(self.total):
            raise InvalidFieldError("total", "Give a number.")
        object.__setattr__(self, "total", _as_kept(self.total))


def _as_kept(number: float) -> float:
    """Return ``number`` as the file gives it back: it knows no minus before a zero."""
    return float(number) + 0.0
