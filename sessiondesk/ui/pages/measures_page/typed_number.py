"""Totals as people type them: with a comma or with a point, in the digits they write with."""

import math
import re
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from sessiondesk.domain.errors import InvalidFieldError

LONGEST: Final = 400
"""In UTF-16 units: what a file may have brought in can be typed over without losing a digit."""

_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+")
_MINUS: Final = str.maketrans({"\u2212": "-", "\u2013": "-", "\u066b": "."})


def read(text: str, field: str) -> float | None:
    """Return the number in ``text``; None where it is blank.

    Comma and point both begin the decimals, wherever the computer is from. Only where a sign
    stands as the computer's own sign for thousands would, nobody can say which is meant.

    Args:
        text: What was typed.
        field: Name of the field, for what is wrong with it.

    Raises:
        InvalidFieldError: It is no number, or it could be two.
    """
    typed = text.strip().translate(_MINUS)
    if not typed:
        return None
    groups = QLocale().groupSeparator()
    if _THOUSANDS.fullmatch(typed) and (
        typed.count(".") + typed.count(",") > 1 or groups in typed
    ):
        raise InvalidFieldError(
            field, _tr("Write the number without a sign for thousands: 1250, or 1.25.")
        )
    plain = typed.replace(",", ".")
    found = float(plain) if _NUMBER.fullmatch(plain) else math.nan
    if not math.isfinite(found):
        raise InvalidFieldError(field, _tr("Write a number, such as 12 or 12.5."))
    return found


def written(value: float | None) -> str:
    """Return a number in full, to be typed over; nothing for None."""
    if value is None:
        return ""
    text = f"{Decimal(repr(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("TypedNumber", text)
