"""What a record refers to by identity, as the person reads it: scales, tags, feelings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn, Feeling
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import FeelingWordId, PatternId, ScaleId, TagId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording, wording_measures

SERIES: Final = {
    ScaleId("mood"): "mood",
    ScaleId("anxiety"): "anx",
    ScaleId("energy"): "energy",
    ScaleId("overwhelm"): "over",
    ScaleId("sleep_quality"): "sleep",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("journal_naming", text)


class Naming:
    """Looks names up; asked again whenever one may have changed."""

    def __init__(self, journal: Journal, prompts: Prompts) -> None:
        self._journal = journal
        self._prompts = prompts
        self._words = {
            (family.id, word.id): word.text for family in prompts.feelings for word in family.words
        }
        self._families = {family.id: family.label for family in prompts.feelings}
        self._body = {each.id: each.text for each in prompts.body}
        self._areas = {each.id: each.text for each in prompts.interference.areas}
        self._scales: dict[ScaleId, Scale] = {}
        self._patterns: dict[PatternId, str] = {}
        self.read()

    def read(self) -> None:
        """Read again what things are called."""
        self._scales = {each.id: each for each in self._journal.scales.all()}
        self._patterns = {each.id: each.name for each in self._journal.patterns.all()}

    @property
    def scales(self) -> Sequence[Scale]:
        """All scales, in their order."""
        return list(self._scales.values())

    def tags(self, ids: Iterable[TagId]) -> list[str]:
        """Return the names of those tags that are there, in alphabetical order."""
        found = (self._journal.tags.find(each) for each in ids)
        return sorted((tag.name for tag in found if tag is not None), key=str.casefold)

    def patterns(self, ids: Iterable[PatternId]) -> list[str]:
        """Return the names of those patterns that are there, in alphabetical order."""
        return sorted(self._patterns[each] for each in ids if each in self._patterns)

    def feeling(self, feeling: Feeling) -> str:
        """Return the finer word, or that of the family."""
        if not feeling.word:
            return self._families.get(feeling.family, feeling.family)
        known = self._words.get((feeling.family, feeling.word))
        if known is not None:
            return known
        own = self._journal.feelings.find(FeelingWordId(feeling.word))
        return self._families.get(feeling.family, feeling.family) if own is None else own.text

    def feelings(self, feelings: Iterable[Feeling]) -> list[str]:
        """Return the words of all, families in their order, words as read."""
        order = {family.id: place for place, family in enumerate(self._prompts.feelings)}
        ordered = sorted(feelings, key=lambda each: (order.get(each.family, 99), each.word))
        return [self.feeling(each) for each in ordered]

    def body(self, ids: Iterable[str]) -> list[str]:
        """Return what was noticed in the body, in the order it is asked."""
        wanted = frozenset(ids)
        return [text for id_, text in self._body.items() if id_ in wanted]

    def areas(self, ids: Iterable[str]) -> list[str]:
        """Return the areas of life, in the order they are asked."""
        wanted = frozenset(ids)
        return [text for id_, text in self._areas.items() if id_ in wanted]

    def rated(self, ratings: Mapping[ScaleId, float]) -> list[tuple[Scale, float]]:
        """Return the ratings with their scales, in the order of the scales."""
        return [(scale, ratings[id_]) for id_, scale in self._scales.items() if id_ in ratings]

    def questionnaire(self, assessment: Assessment) -> str:
        """Return the short name of what was filled in: "PHQ-9"."""
        found = self._journal.measures.instruments.find(assessment.instrument)
        return assessment.instrument if found is None else found.title

    def form(self, total: FormTotal) -> str:
        """Return the name of the form that a total is of."""
        found = self._journal.find(Kind.FORM, total.form_id)
        return found.name if isinstance(found, Form) else ""

    def measured(self, value: Assessment | FormTotal) -> str:
        """Return "PHQ-9: 12, in the range the questionnaire calls moderate"."""
        said = wording_measures.figure(value.total)
        if isinstance(value, FormTotal):
            return _tr("{name}: {total}").format(name=self.form(value), total=said)
        found = self._journal.measures.instruments.find(value.instrument)
        if found is not None:
            said = wording_measures.score_line(value, found)
        return _tr("{name}: {total}").format(name=self.questionnaire(value), total=said)

    def answers(self, checkin: CheckIn) -> list[tuple[str, str]]:
        """Return questions and answers of a check-in that have words: (question, answer)."""
        found: list[tuple[str, str]] = []
        if checkin.sleep_interference is not None:
            asked = self._prompts.sleep_interference
            texts = {each.id: each.text for each in asked.choices}
            found.append((asked.question, texts[checkin.sleep_interference.value]))
        if checkin.interference is not None:
            kept_from = self._prompts.interference
            texts = {each.id: each.text for each in kept_from.choices}
            areas = self.areas(checkin.interference_areas)
            answer = ": ".join(
                part for part in (texts[checkin.interference.value], ", ".join(areas)) if part
            )
            found.append((kept_from.question, answer))
        if checkin.tried is not None:
            tried = self._prompts.practice
            texts = {each.id: each.text for each in tried.choices}
            found.append((tried.question, texts[checkin.tried.value]))
        return found


def reading(scale: Scale, value: float) -> str:
    """Return a reading alone: "6", or "yes"."""
    if scale.kind is ScaleKind.YES_NO:
        return _tr("yes") if value else _tr("no")
    return wording.number(value)


def in_words(scale: Scale, value: float) -> str:
    """Return "Mood 6", or "Walked: yes"."""
    if scale.kind is ScaleKind.YES_NO:
        return f"{scale.label}: {reading(scale, value)}"
    return f"{scale.label} {reading(scale, value)}"


def colour(scale: Scale) -> str:
    """Return the name of a scale's colour."""
    return SERIES.get(scale.id, "ink2")
