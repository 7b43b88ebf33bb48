"""How the program says numbers and stretches of days. QtCore only: paper needs it as well."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from sessiondesk.domain.period import Period

MINUS: Final = "\N{MINUS SIGN}"

# The language of the words decides how a date is written, not the settings of the system:
# "Thursday 14 May" must not turn up in another language inside an English sentence.
_ENGLISH: Final = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)


# Numbers.


def average(value: Decimal | float) -> str:
    """Return a mean with its one decimal place, as in "6.2"."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded}".replace("-", MINUS)


def number(value: float) -> str:
    """Return a value with as few decimals as it needs, one at most: "4", "4.5"."""
    return average(value).removesuffix(".0")


# Days.


def day_in_words(day: date, pattern: str) -> str:
    """Return a day by one of Qt's patterns, such as "dddd d MMMM yyyy"."""
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), pattern)


def days_from_to(period: Period, *, month: str = "MMMM") -> str:
    """Return "3 to 17 November 2026", each end with as much as it needs.

    Args:
        period: From when to when.
        month: Qt's pattern for a month; "MMM" where there is little room.
    """
    first, last = period.first, period.last
    end = day_in_words(last, f"d {month} yyyy")
    if first == last:
        return end
    if first.year != last.year:
        start = day_in_words(first, f"d {month} yyyy")
    elif first.month != last.month:
        start = day_in_words(first, f"d {month}")
    else:
        start = str(first.day)
    return _tr("{first} to {last}").format(first=start, last=end)
