"""What is asked for besides words, as the chips and the line above the list say it."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import ScaleKind
from sessiondesk.journal.entries import Filters
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording, wording_entries
from sessiondesk.ui.pages.journal_page.naming import Naming
from sessiondesk.ui.wording_entries import capital, either

KINDS: Final = (
    Kind.CHECKIN,
    Kind.THERAPY_SESSION,
    Kind.WIN,
    Kind.BRING_UP,
    Kind.PATTERN,
    Kind.SIGN,
    Kind.LIFE_EVENT,
    Kind.PRACTICE_LOG,
    Kind.ASSESSMENT,
    Kind.REVIEW,
    Kind.RECALL,
)
# Both are measures, and nobody looks for the one without the other.
_TOGETHER: Final = {Kind.ASSESSMENT: frozenset({Kind.ASSESSMENT, Kind.FORM_TOTAL})}
_MOST_NAMED: Final = 2


class Facet(Enum):
    """One thing that can be asked for; the value is the field of ``Filters``."""

    DATES = "period"
    TAGS = "tags"
    RATINGS = "scale_ranges"
    FEELINGS = "feelings"
    PATTERNS = "patterns"
    KINDS = "kinds"


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("journal_conditions", text, "", number)


def without(facet: Facet) -> dict[str, object]:
    """Return the change that takes one condition off."""
    return {facet.value: getattr(Filters(), facet.value)}


def is_on(filters: Filters, facet: Facet) -> bool:
    """Whether this is asked for."""
    return bool(getattr(filters, facet.value))


def meant_by(kind: Kind) -> frozenset[Kind]:
    """Return the kinds of entries that are asked for under the name of one."""
    return _TOGETHER.get(kind, frozenset({kind}))


def has_any(filters: Filters) -> bool:
    """Whether anything but words is asked for."""
    return any(is_on(filters, facet) for facet in Facet)


def in_short(filters: Filters, facet: Facet, naming: Naming, *, today: date) -> str:
    """Return what a chip says; empty where this is not asked for."""
    if not is_on(filters, facet):
        return ""
    match facet:
        case Facet.DATES:
            assert filters.period is not None  # noqa: S101 - it is on
            return capital(wording_entries.period(filters.period, today=today))
        case Facet.RATINGS:
            ranges = _ranges(filters.scale_ranges, naming)
            if len(ranges) == 1:
                return ranges[0]
            return _tr("{first} and %n more", len(ranges) - 1).format(first=ranges[0])
        case _:
            names = _names(filters, facet, naming)
            if len(names) <= _MOST_NAMED:
                return either(names)
            return _tr("{first} or %n others", len(names) - 1).format(first=names[0])


def in_words(filters: Filters, naming: Naming, *, today: date) -> list[str]:
    """Return each condition as a phrase of one sentence."""
    found: list[str] = []
    if filters.period is not None:
        found.append(wording_entries.period(filters.period, today=today))
    if filters.tags:
        found.append(_tr("tagged {names}").format(names=_either(filters, Facet.TAGS, naming)))
    if filters.feelings:
        names = _either(filters, Facet.FEELINGS, naming)
        found.append(_tr("feeling {names}").format(names=names))
    if filters.patterns:
        names = _either(filters, Facet.PATTERNS, naming)
        found.append(_tr("with the pattern {names}").format(names=names))
    found += [
        _tr("with {range}").format(range=each) for each in _ranges(filters.scale_ranges, naming)
    ]
    if filters.kinds:
        names = _either(filters, Facet.KINDS, naming)
        found.append(_tr("among {names}").format(names=names))
    return found


def _either(filters: Filters, facet: Facet, naming: Naming) -> str:
    return either(_names(filters, facet, naming))


def _names(filters: Filters, facet: Facet, naming: Naming) -> Sequence[str]:
    match facet:
        case Facet.TAGS:
            return naming.tags(filters.tags)
        case Facet.FEELINGS:
            # In the middle of a sentence a feeling is no name.
            return [each.lower() for each in naming.feelings(filters.feelings)]
        case Facet.PATTERNS:
            return [f"“{each}”" for each in naming.patterns(filters.patterns)]
        case _:
            return [wording_entries.kinds(kind).lower() for kind in KINDS if kind in filters.kinds]


def _ranges(ranges: Mapping[ScaleId, tuple[float, float]], naming: Naming) -> list[str]:
    found = []
    for scale in naming.scales:
        if scale.id not in ranges:
            continue
        low, high = ranges[scale.id]
        if scale.kind is ScaleKind.YES_NO:
            answer = _tr("yes") if low else _tr("no")
            found.append(f"{scale.label}: {answer}")
        elif low == high:
            found.append(f"{scale.label} {wording.number(low)}")
        else:
            found.append(
                _tr("{scale} {low} to {high}").format(
                    scale=scale.label, low=wording.number(low), high=wording.number(high)
                )
            )
    return found
