"""What the things are called that an answer is about. QtCore only."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.insights.frequency import COUNTS_FROM
from sessiondesk.insights.material import INTERFERENCE, SLEEP, SLEEP_INTERFERENCE, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sessiondesk.domain.instrument import Instruments
    from sessiondesk.domain.prompts import Prompts
    from sessiondesk.journal import Journal


def _tr(text: str) -> str:
    return QCoreApplication.translate("insight_names", text)


WORDS: Final = "words"
"""Stands before words that were typed, where others have the kind of a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that is answered again and again, as it is called.

    Attributes:
        name: What it is called where it stands alone: "Anxiety".
        inside: What it is called inside a sentence: "anxiety"; a person's own words are quoted.
        unit: What its values are.
        better: Which way is better. None: neither, or nobody said.
        none_at_zero: Whether 0 means "none at all".
        is_night: Whether it is about the night before.
        least: The value from which a day counts, where days are counted.
        was_so: A clause that says that a day counted: "your anxiety was at 6 or more".
    """

    name: str = field(repr=False)
    inside: str = field(repr=False)
    unit: Unit
    better: Better | None
    none_at_zero: bool = False
    is_night: bool = False
    least: float = COUNTS_FROM
    was_so: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of everything that an answer can be about.

    Attributes:
        today: The day from which "the last four weeks" are counted.
        subjects: By key of the series.
        tags: By key of ``Material.tags``, without quotation marks.
        instruments: The questionnaires.
        forms: Names of a therapist's own forms by identity.
        goals: Their words by identity.
        bring_ups: Their words by identity.
        fit: The six sentences about a session by id.
        signs: The sentences worth a closer look by id.
    """

    today: date
    subjects: Mapping[str, Subject]
    tags: Mapping[str, str] = field(repr=False)
    instruments: Instruments
    forms: Mapping[str, str] = field(repr=False)
    goals: Mapping[str, str] = field(repr=False)
    bring_ups: Mapping[str, str] = field(repr=False)
    fit: Mapping[str, str] = field(repr=False)
    signs: Mapping[str, str] = field(repr=False)

    def at(self, day: date) -> Names:
        """Return the same names for what was worked out on another day."""
        return replace(self, today=day)

    def subject(self, key: str, least: float | None = None) -> Subject | None:
        """Return what ``key`` is called, or None where it is there no more.

        Args:
            key: Of a series, of a tag, pattern, practice or feeling, whose days are counted, or
                ``WORDS``, a colon and words that were searched for.
            least: The value from which a day counts, where it is not the usual one.
        """
        found = self.subjects.get(key)
        if found is not None:
            return found if least is None else _counted_from(found, least)
        kind, _, words = key.partition(":")
        name = words if kind == WORDS else self.tags.get(key)
        if name is None:
            return None
        is_built_in = kind == "feeling"
        inside = name.lower() if is_built_in else quoted(name)
        was_so = {
            "pattern": _tr("you noticed {name}"),
            "practice": _tr("you practised {name}"),
            "feeling": _tr("you felt {name}"),
        }.get(kind, _tr("you noted {name}"))
        return Subject(
            name=name,
            inside=inside,
            unit=Unit.YES_NO,
            better=None,
            was_so=was_so.format(name=inside),
        )

    def tag(self, key: str) -> str:
        """Return what a tag, pattern, practice or feeling is called; empty where it is gone."""
        return self.tags.get(key, "")

    def is_counted_by_results(self, key: str) -> bool:
        """Return whether the points of ``key`` are results of a form and not weeks."""
        return bool(self.instrument(key))

    def instrument(self, key: str) -> str:
        """Return the title of a questionnaire, or the name of a form; empty for another key."""
        own = key.partition(":")[2] or key
        found = self.instruments.find(own)
        return self.forms.get(own, "") if found is None else found.title


def names_of(journal: Journal, prompts: Prompts, *, with_bring_ups: bool = True) -> Names:
    """Read the names of everything that stands.

    Args:
        journal: The open journal.
        prompts: What the program asks.
        with_bring_ups: Whether what was brought up is named as well. Of ten years there may be
            thousands, and only a review speaks of them.

    Raises:
        StoreError: The journal could not be read.
    """
    subjects: dict[str, Subject] = {scale.id: of_scale(scale) for scale in journal.scales.all()}
    tags = {
        **{f"tag:{own}": name for own, name in journal.tags.names().items()},
        **{f"pattern:{each.id}": each.name for each in journal.patterns.all()},
        **{f"practice:{each.id}": each.text for each in journal.practices.all()},
        **{f"feeling:{each.id}": each.label for each in prompts.feelings},
    }
    return Names(
        today=journal.today(),
        subjects={**subjects, **_further()},
        tags=tags,
        instruments=journal.measures.instruments,
        forms={each.id: each.name for each in journal.measures.forms()},
        goals={each.id: each.text for each in journal.goals.all()},
        bring_ups=dict(journal.bring_ups.texts().items()) if with_bring_ups else {},
        fit={each.id: each.text for each in prompts.after_session.fit_items},
        signs={each.id: each.text for each in prompts.warning_signs.items},
    )


def quoted(words: str) -> str:
    """Return a person's own words in quotation marks, on one line."""
    return f"“{' '.join(words.split())}”"


def of_scale(scale: Scale) -> Subject:
    """Return what a scale is called."""
    inside = scale.label.lower() if scale.is_built_in else quoted(scale.label)
    unit = Unit.YES_NO if scale.kind is ScaleKind.YES_NO else Unit.POINTS
    found = Subject(
        name=scale.label,
        inside=inside,
        unit=unit,
        better=scale.better,
        none_at_zero=scale.none_at_zero,
        is_night=scale.about is About.NIGHT,
    )
    if unit is Unit.YES_NO:
        return replace(found, was_so=_tr("your answer to {name} was yes").format(name=inside))
    return _counted_from(found, COUNTS_FROM)


def _counted_from(subject: Subject, least: float) -> Subject:
    if subject.unit is Unit.YES_NO:
        return subject
    number = f"{least:g}"
    if subject.unit is Unit.HOURS:
        pattern = _tr("you slept {number} hours or more")
        return replace(subject, least=least, was_so=pattern.format(number=number))
    pattern = _tr("your {name} was at {number} or more")
    return replace(subject, least=least, was_so=pattern.format(name=subject.inside, number=number))


def of_sleep() -> Subject:
    """Return what hours slept are called."""
    sleep = Subject(
        name=_tr("Sleep"),
        inside=_tr("sleep"),
        unit=Unit.HOURS,
        better=Better.HIGHER,
        is_night=True,
    )
    return _counted_from(sleep, COUNTS_FROM)


def _further() -> Mapping[str, Subject]:
    """Return what is asked at check-in and is no scale."""
    return {
        SLEEP: of_sleep(),
        SLEEP_INTERFERENCE: Subject(
            name=_tr("Anxiety in the way of sleep"),
            inside=_tr("anxiety in the way of sleep"),
            unit=Unit.YES_NO,
            better=Better.LOWER,
            is_night=True,
            was_so=_tr("anxiety got in the way of your sleep"),
        ),
        INTERFERENCE: Subject(
            name=_tr("Kept from something"),
            inside=_tr("being kept from something"),
            unit=Unit.YES_NO,
            better=Better.LOWER,
            was_so=_tr("how you felt kept you from something"),
        ),
    }
