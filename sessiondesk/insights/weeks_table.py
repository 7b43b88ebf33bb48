"""A record as a table of weeks and weekdays, for questions that shuffle whole weeks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from sessiondesk.domain.period import Period
from sessiondesk.insights.weekly import monday_of, mondays

Table = npt.NDArray[np.float64]
_WEEKDAYS = 7


@dataclass(frozen=True, slots=True)
class WeeksTable:
    """The answered days of a rating, each minus the mean of its week.

    Attributes:
        first: The first Monday.
        deviations: One row a week, one column a weekday from Monday; 0 where not answered.
        answered: 1 where a day was answered, else 0.
    """

    first: date
    deviations: Table
    answered: Table

    @classmethod
    def of(cls, values: Mapping[date, float]) -> "WeeksTable":
        """Make the table of ``values``, the value of each answered day; at least one."""
        whole = Period(first=min(values), last=max(values))
        first = monday_of(whole.first)
        shape = (len(mondays(whole)), _WEEKDAYS)
        raw, answered = np.zeros(shape), np.zeros(shape)
        for day, value in values.items():
            place = divmod((day - first).days, _WEEKDAYS)
            raw[place] = value
            answered[place] = 1.0
        counts = np.maximum(answered.sum(axis=1, keepdims=True), 1.0)
        means = raw.sum(axis=1, keepdims=True) / counts
        return cls(first, (raw - means) * answered, answered)

    @property
    def weeks(self) -> int:
        """How many weeks have an answered day."""
        return int((self.answered.sum(axis=1) > 0).sum())

    def marked(self, days: Iterable[date], *, later: int = 0) -> Table:
        """Return 1 for each of ``days`` that lies in the table, else 0.

        Args:
            days: Any days.
            later: Mark so many days later instead.
        """
        found = np.zeros_like(self.answered)
        start = self.first.toordinal() - later
        places = np.fromiter((day.toordinal() - start for day in days), dtype=np.intp)
        found.flat[places[(places >= 0) & (places < found.size)]] = 1.0
        return found
