"""Which thing in the journal a name on the command line means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.cli.refusals import RefusedError
from sessiondesk.cli.telling import shortened
from sessiondesk.domain.pattern import Pattern
from sessiondesk.insights.material import Material, Series, Unit
from sessiondesk.journal import Journal
from sessiondesk.ui.insight_names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A questionnaire, or a therapist's form, with its results.

    Attributes:
        key: What it goes by in an answer.
        results: (Day, total), oldest first.
    """

    key: str
    results: tuple[tuple[date, float], ...] = field(repr=False)


def rating(word: str, material: Material, names: Names) -> Series:
    """Return the rating, or hours slept, that is called so.

    Raises:
        RefusedError: There is none, or more than one.
    """
    known = {each.key: each for each in material.series if each.unit is not Unit.YES_NO}
    others = _labels(_of_yes_no(material), names)
    if not _matches(word, _labels(known, names)) and _matches(word, others):
        raise RefusedError("scale: It is answered with yes or no. Ask for it with days --yes.")
    return known[_find("scale", word, _labels(known, names))]


def yes_no(word: str, material: Material, names: Names) -> str:
    """Return the key of the yes / no question that is called so.

    Raises:
        RefusedError: There is none, or more than one.
    """
    known = _labels(_of_yes_no(material), names)
    others = [each.key for each in material.series if each.unit is not Unit.YES_NO]
    if not _matches(word, known) and _matches(word, _labels(others, names)):
        raise RefusedError("yes: It is answered with a number. Ask for it with --scale.")
    return _find("yes", word, known)


def tag(word: str, names: Names) -> str:
    """Return the key of the tag, pattern, practice or family of feelings that is called so.

    A tag goes before the others of its name.

    Raises:
        RefusedError: There is none, or more than one.
    """
    own = {key: name for key, name in names.tags.items() if key.startswith("tag:")}
    if _matches(word, own):
        return _find("tag", word, own)
    return _find("tag", word, names.tags)


def pattern(word: str, journal: Journal) -> Pattern:
    """Return the pattern that is called so.

    Raises:
        RefusedError: There is none, or more than one.
        StoreError: The journal could not be read.
    """
    known = {str(each.id): each for each in journal.patterns.all()}
    return known[_find("pattern", word, {key: each.name for key, each in known.items()})]


def form(word: str, journal: Journal, on: date) -> Form:
    """Return the questionnaire or the therapist's form that is called so, up to ``on``.

    Raises:
        RefusedError: There is none, or more than one.
        StoreError: The journal could not be read.
    """
    titles = {f"instrument:{each.id}": each.title for each in journal.measures.instruments.all}
    forms = {f"form:{each.id}": each for each in journal.measures.forms()}
    key = _find("form", word, titles | {key: each.name for key, each in forms.items()})
    results: Iterable[tuple[date, float]]
    if key in forms:
        results = [(each.day, each.total) for each in journal.measures.totals(forms[key].id)]
    else:
        own = key.partition(":")[2]
        results = [(each.day, each.total) for each in journal.measures.of(own)]
    return Form(key=key, results=tuple(sorted(each for each in results if each[0] <= on)))


def _of_yes_no(material: Material) -> Sequence[str]:
    known = [each.key for each in material.series if each.unit is Unit.YES_NO]
    return [*known, *material.graded]


def _labels(keys: Iterable[str], names: Names) -> Mapping[str, str]:
    found = {key: names.subject(key) for key in keys}
    return {key: key if each is None else each.name for key, each in found.items()}


def _find(option: str, word: str, known: Mapping[str, str]) -> str:
    if not _plain(word):
        raise RefusedError(f"{option}: Say which one.")
    found = _matches(word, known)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(found)
        raise RefusedError(f"{option}: There is more than one of that name. Say which: {ids}.")
    if not known:
        raise RefusedError(f"{option}: There is none of that name, as there is none at all.")
    there = ", ".join(shortened(each) for each in sorted(set(known.values()), key=str.casefold))
    raise RefusedError(f"{option}: There is none of that name. There are: {there}.")


def _matches(word: str, known: Mapping[str, str]) -> Sequence[str]:
    """Return the keys that ``word`` means; an identity goes before a name."""
    wanted = _plain(word)
    ids = [key for key in known if wanted in {_plain(key), _plain(key.rpartition(":")[2])}]
    return ids or [key for key, name in known.items() if _plain(name) == wanted]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
